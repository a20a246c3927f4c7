"""What the mandate allows and the year's money did, as of a day; the only module here that reads the funding."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from funding.models import Allocation, Decision, Disbursement, FiscalYear, ProofOfUse
from partners.models import Mandate
from quality_dialog.report.counted import euros, record
from quality_dialog.report.naming import Names, names_on
from quality_dialog.report.wording import MandateFacts, MoneyFacts
from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Figure
from quartiersarbeit.ground.sorting import german_key


def budget_of(year: int, as_of: date) -> Any:
    """The fiscal year with its totals of that day; None before it is opened."""
    return FiscalYear.objects.opened(as_of).with_totals(as_of).filter(year=year).first()


def mandate_facts(budget: Any, as_of: date) -> MandateFacts | None:
    """The newest resolution by that day: what it allows a year, and how many sites."""
    decided = list(Mandate.objects.decided(as_of).select_related("committee"))
    if not decided:
        return None
    mandate = decided[0]
    amount = budget.appropriated if budget else mandate.annual_limit
    limit = next((one for one in decided if one.site_limit is not None), None)
    return MandateFacts(
        reference=mandate.reference,
        kind=mandate.kind,
        decided_on=mandate.decided_on,
        committee=mandate.committee.short_name,
        task=mandate.task,
        annual_amount=amount
        if amount is None
        else Figure(
            key="mittel_pro_jahr",
            label="Mittel pro Jahr",
            value=amount,
            unit="€",
            text=german.euro_short(amount),
            as_of=as_of,
            source="Haushaltsansatz" if budget else "Höchstbetrag der Beschlussgrundlage",
            records=(record(budget or mandate),),
        ),
        seats=limit and _most_sites(limit, as_of),
    )


def _most_sites(limit: Mandate, as_of: date) -> Figure:
    """What the newest resolution that limits the sites allows; how many seats are entered is another question."""
    most = limit.site_limit or 0
    return Figure(
        key="standorte_hoechstens",
        label="Standorte, die höchstens gefördert werden",
        value=most,
        unit="Standorte",
        text=german.number(most),
        as_of=as_of,
        source=f"Höchstzahl der Standorte nach {limit}",
        records=(record(limit),),
    )


def money_facts(budget: Any, as_of: date, names: Names | None = None) -> MoneyFacts | None:
    """The five figures of the year `budget_of` tells of, from the same QuerySet words as the budget's page."""
    if budget is None or not budget.committed:
        return None
    year = budget.year
    decisions = Decision.objects.committed(as_of).filter(allocation__fiscal_year=budget)
    payments = Disbursement.objects.paid(as_of).filter(allocation__fiscal_year=budget)
    names = names or names_on(as_of)
    related = ("allocation__site", "allocation__fiscal_year")
    notices, paid = (list(rows.select_related(*related)) for rows in (decisions, payments))
    allocations = (
        Allocation.objects.filter(pk__in=decisions.values("allocation"))  # a mere plan is nobody's money yet
        .with_totals(as_of)
        .select_related("site", "recipient")
        .order_by(german_key("site__name"), "pk")
    )

    def amount(key: str, label: str, value: Decimal, source: str, rows: list[Any]) -> Figure:
        records = tuple(record(row, f"{names.site(row.allocation.site)}: {row}") for row in rows)
        return euros(key, label, value, as_of, source, records)

    bound = amount("gebunden", f"Gebunden {year}", budget.committed, "Freigegebene Bescheide", notices)
    return MoneyFacts(
        year=year,
        available=euros(
            "verfuegbar",
            f"Verfügbar {year}",
            budget.available,
            as_of,
            "Haushaltsansatz und Ermächtigungsübertragung",
            (record(budget),),
        ),
        committed=bound,
        paid=amount(
            "ausgezahlt", f"Ausgezahlt {year}", budget.paid, "Ausgezahlte, nicht stornierte Raten", paid
        ),
        free=euros(
            "frei",
            f"Frei {year}",
            budget.free,
            as_of,
            "Verfügbar abzüglich gebunden",
            (record(budget), *bound.records),
        ),
        entered_on=max((one.entered_on for one in (budget, *notices, *paid) if one.entered_on), default=None),
        rows=tuple(
            (names.site(a.site), names.short(a.recipient), german.euro(a.committed), german.euro(a.paid))
            for a in allocations
        ),
    )


def unproven(as_of: date, names: Names | None = None) -> list[tuple[int, int, str]]:
    """Money of years gone by that is paid and whose proof of use is not accepted by that day: year, key, in words."""
    accepted = ProofOfUse.objects.accepted(as_of).filter(allocation=OuterRef("pk"))
    found = (
        Allocation.objects.filter(~Exists(accepted), fiscal_year__year__lt=as_of.year)
        .with_totals(as_of)
        .filter(paid__gt=0)
        .select_related("site", "fiscal_year")
        .order_by("fiscal_year__year", german_key("site__name"), "pk")
    )
    names = names or names_on(as_of)
    return [(a.fiscal_year.year, a.pk, f"{names.site(a.site)} ({german.euro(a.paid)})") for a in found]
