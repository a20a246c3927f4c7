"""What of the money is found by searching (see `quartiersarbeit.ground.search`)."""

import re

from django.db.models import QuerySet

from funding.models import Allocation, Decision, Disbursement, PaymentRun, RepaymentClaim
from quartiersarbeit.ground.search import Kind

_OF_SITE = ("allocation__site", "allocation__fiscal_year")


def _by_number(typed: str) -> QuerySet | None:
    """„Zahlungsliste 3/2026“, as it is printed."""
    if not (found := re.search(r"\b(\d{1,4})\s*/\s*(\d{4})\b", typed)):
        return None
    return PaymentRun._base_manager.filter(number=found[1], fiscal_year__year=found[2])


KINDS = [
    Kind(
        "bescheid",
        "Bescheide",
        Decision,
        "funding.view_decision",
        title=lambda row: f"{row.notice_number or 'Entwurf'}: {row}, {row.allocation}",
        related=_OF_SITE,
    ),
    Kind(
        "zuweisung",
        "Zuweisungen",
        Allocation,
        "funding.view_allocation",
        related=("site", "fiscal_year"),
    ),
    Kind(
        "auszahlung",
        "Auszahlungen",
        Disbursement,
        "funding.view_disbursement",
        title=lambda row: f"{row}, {row.allocation}",
        related=_OF_SITE,
    ),
    Kind(
        "zahlungsliste",
        "Zahlungslisten",
        PaymentRun,
        "funding.view_paymentrun",
        related=("fiscal_year",),
        also=_by_number,
    ),
    Kind(
        "rueckforderung", "Rückforderungen", RepaymentClaim, "funding.view_repaymentclaim", related=_OF_SITE
    ),
]
