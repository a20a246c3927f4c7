"""What planned, committed, paid and proven sum up: each said once, as a condition on the way to its records.

A way is the path of relations from a year or an allocation down to the records („allocations__decisions“), so that
parents count what their children hold without knowing them. Euros, as of the end of a day.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import DecimalField, F, Model, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from funding import rules
from quartiersarbeit.ground.written import written

EUROS = DecimalField(max_digits=14, decimal_places=2)


def planned(on: date, at: str = "") -> Q:
    """Decisions drafted by that day, approved or not."""
    return Q(**{f"{at}drafted_on__lte": on})


def stood(on: date, at: str = "") -> Q:
    """What drafts had planned by that day that were revised or taken back only later."""
    return Q(**{f"{at}drafted_on__lte": on, f"{at}on__gt": on})


def committed(on: date, at: str = "") -> Q:
    """Decisions approved by that day."""
    return Q(**{f"{at}approved_on__lte": on})


def paid(on: date, at: str = "") -> Q:
    """Instalments paid by that day and not reversed by then."""
    standing = Q(**{f"{at}reversal__isnull": True}) | Q(**{f"{at}reversal__on__gt": on})
    return Q(**{f"{at}paid_on__lte": on}) & standing


def proven(on: date, at: str = "") -> Q:
    """Lines of proofs accepted by that day that were settled by them alone."""
    return Q(**{f"{at}proof__accepted_on__lte": on, f"{at}proof__recognised__isnull": True})


def accepted(on: date, at: str = "") -> Q:
    """Proofs accepted by that day."""
    return Q(**{f"{at}accepted_on__lte": on})


def recognised(at: str = "") -> Any:
    """The euros that the acceptance of a proof recognised, by the type of financing."""
    return F(f"{at}recognised")


def amount(at: str = "") -> Any:
    """The euros of a decision or an instalment."""
    return F(f"{at}amount")


def funded(at: str = "") -> Any:
    """The euros of the city's that a line says were spent."""
    return rules.funded(F(f"{at}spent"), F(f"{at}own_funds"))


class Summed(NamedTuple):
    """One sum: the way from an allocation to its records, their euros, and which of them count."""

    records: str
    euros: Callable[[str], Any]
    counted: Callable[[date, str], Q]


SUMS = {
    "planned": Summed("decisions__", amount, planned),
    "committed": Summed("decisions__", amount, committed),
    "paid": Summed("disbursements__", amount, paid),
    "proven": Summed("proof__lines__", funded, proven),
}

EARLIER = Summed("earlier_drafts__", amount, stood)
RECOGNISED = Summed("proof__", recognised, accepted)


def sums_of(model: type[Model], on: date, to_allocation: str = "") -> dict[str, Any]:
    """An expression for each of the four sums of a row of `model`; 0.00 where there is nothing to sum.

    Earlier drafts hang on the year and on the allocation alike: of the allocation nothing may be left. Proven is what
    an acceptance recognised or, without a type of financing, what the lines say.
    """
    found = {key: _sum(model, summed, on, to_allocation + summed.records) for key, summed in SUMS.items()}
    by_type = _sum(model, RECOGNISED, on, to_allocation + RECOGNISED.records)
    return found | {
        "planned": found["planned"] + _sum(model, EARLIER, on, EARLIER.records),
        "proven": found["proven"] + by_type,
    }


@lru_cache(maxsize=256)  # a page of a year asks for a dozen, and nothing changes one: each query takes a copy
def _sum(model: type[Model], summed: Summed, on: date, way: str) -> Coalesce:
    rows = model._base_manager.filter(summed.counted(on, way), pk=OuterRef("pk")).order_by().values("pk")
    found = rows.annotate(sum=Sum(summed.euros(way))).values("sum")
    euros = Coalesce(Subquery(found, output_field=EUROS), rules.NOTHING, output_field=EUROS)
    return written(model._base_manager.all(), euros)


def total(rows, of: str = "amount") -> Decimal:
    """Σ of a column of euros over rows; 0.00 where there are none."""
    return rows.aggregate(sum=Sum(of))["sum"] or rules.NOTHING
