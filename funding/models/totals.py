"""The records that a year's or an allocation's sums are made of, to be listed beside the sum."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from funding.models.decision import Decision
from funding.models.disbursement import Disbursement
from funding.models.proof import ProofOfUse


class Records(NamedTuple):
    """The rows a sum counts, their column of euros, and the path to their allocation."""

    rows: QuerySet
    of: str
    path: str


def summed(on: date) -> dict[str, Records]:
    """What is summed as planned, committed, paid and proven at the end of that day."""
    return {
        "planned": Records(Decision.objects.planned(on), "amount", "allocation"),
        "committed": Records(Decision.objects.committed(on), "amount", "allocation"),
        "paid": Records(Disbursement.objects.paid(on), "amount", "allocation"),
        "proven": Records(ProofOfUse.objects.proven(on), "proven", "allocation"),
    }
