"""The end of a fiscal year: what is left open, and its closing by two people; it knows all that money does."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from funding.duties import YEAR_APPROVE, YEAR_CLOSE
from funding.models.decision import Decision
from funding.models.disbursement import Disbursement
from funding.models.fiscal_year import FiscalYear
from funding.models.payment_return import PaymentReturn
from funding.models.proof import ProofOfUse
from funding.models.repayment import RepaymentClaim
from funding.news import CLOSING_DROPPED, YEAR_CLOSED
from funding.statuses import ClaimStatus, DisbursementStatus, ProofStatus
from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.hands import four_eyes, note
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.transactions import write


class LeftOpen(NamedTuple):
    """Something of a year that is not finished; what `blocks` must be, before the year is closed."""

    key: str
    rows: QuerySet
    blocks: bool


def left_open(year: FiscalYear, on: date) -> list[LeftOpen]:
    """What stands between the year and its closing, and what goes on after it."""

    allocations = year.allocations.with_totals(on).select_related("site")
    of_year = {"allocation__fiscal_year": year}
    drafts = Decision.objects.drafts(on).filter(**of_year)
    signed = (DisbursementStatus.CERTIFIED, DisbursementStatus.RELEASED)
    unpaid = Disbursement.objects.filter(**of_year).in_status(on, *signed)
    paid = Disbursement.objects.filter(**of_year)
    proven = ProofOfUse.objects.in_status(on, ProofStatus.ACCEPTED, ProofStatus.ON_DEMAND)
    claims = RepaymentClaim.objects.filter(**of_year, drafted_on__lte=on).with_status(on)
    return [
        LeftOpen("drafts", drafts, True),
        LeftOpen("unpaid", unpaid, True),
        LeftOpen("returned", PaymentReturn.objects.filter(disbursement__in=paid).unsettled(on), True),
        LeftOpen("unequal", allocations.exclude(committed=F("paid")), True),
        LeftOpen("unproven", allocations.filter(paid__gt=0).exclude(proof__in=proven), False),
        LeftOpen("claims", claims.exclude(status=ClaimStatus.SETTLED), False),
    ]


def _refuse_what_is_left_open(year: FiscalYear, on: date) -> None:
    if any(one.blocks and one.rows.exists() for one in left_open(year, on)):
        refuse(
            "fiscal_year_left_open",
            "Es ist noch etwas offen, das dem Abschluss im Weg steht. Die Liste unten nennt es.",
        )


def _begin(year: FiscalYear, *, proposed: bool = False) -> None:
    """Take the lock and read the year anew; a closed one stays closed, and a `proposed` one is asked for."""
    queue_up()
    year.refresh_from_db()
    if year.closed_on:
        refuse("fiscal_year_closed", "Dieses Jahr ist schon abgeschlossen.")
    if proposed and not year.closing_proposed_on:
        refuse("fiscal_year_closed_after_proposal", "Der Abschluss ist noch nicht vorgeschlagen.")


@transaction.atomic
def propose(year: FiscalYear, *, carry_over: Decimal, by, on: date) -> None:
    """Propose to close the year and to carry so much over; another person closes it.

    Codes: `fiscal_year_closed`, `fiscal_year_left_open`, `fiscal_year_carry_over_within_rest`,
    `fiscal_year_proposal_kept`.
    """
    _begin(year)
    _refuse_what_is_left_open(year, on)
    _refuse_more_than_rest(year, carry_over, on)
    note(by, YEAR_CLOSE.permission)
    write(year, carry_over=carry_over, closing_proposed_on=on, closing_proposed_by=by)


def _refuse_more_than_rest(year: FiscalYear, carry_over: Decimal, on: date) -> None:
    if carry_over > (rest := year.rest_on(on)):
        refuse(
            "fiscal_year_carry_over_within_rest",
            f"Der Rest beträgt {german.euro(rest)}. Mehr lässt sich nicht übertragen.",
            field="carry_over",
        )


@transaction.atomic
def drop(year: FiscalYear, *, reason: str, by, on: date) -> None:
    """Take the proposed closing back, or give it back, with the reason; what was proposed stays (`DroppedProposal`).

    Codes: `fiscal_year_closed`, `fiscal_year_closed_after_proposal`; from the database `dropped_proposal_has_reason`.

    Who proposed may do so alone: nothing is closed, and closing asks for two again. A closed year stays closed.
    """
    _begin(year, proposed=True)
    note(by, YEAR_CLOSE.permission)
    year.dropped_proposals.create(
        proposed_on=year.closing_proposed_on,
        proposed_by=year.closing_proposed_by,
        carry_over=year.carry_over,
        reason=reason,
        by=by,
        on=on,
    )
    proposer = year.closing_proposed_by
    write(year, carry_over=None, closing_proposed_on=None, closing_proposed_by=None)
    Notification.objects.tell(CLOSING_DROPPED, year, to=[proposer], by=by, on=on)


@transaction.atomic
def close(year: FiscalYear, *, by, on: date) -> None:
    """Close the year for good, as another person proposed it; its rest is recorded with it.

    Codes: `fiscal_year_closed`, `fiscal_year_closed_after_proposal`,
    `fiscal_year_closing_dual_control`, `fiscal_year_left_open`, `fiscal_year_carry_over_within_rest`.
    """
    _begin(year, proposed=True)
    four_eyes(
        by,
        YEAR_APPROVE.permission,
        [year.closing_proposed_by_id],
        "fiscal_year_closing_dual_control",
        "Vier-Augen-Prinzip: Sie haben den Abschluss vorgeschlagen und können ihn nicht vollziehen.",
    )
    _refuse_what_is_left_open(year, on)
    _refuse_more_than_rest(year, year.carry_over, on)
    FiscalYear.objects.filter(pk=year.pk).update(closed_on=on, closed_by=by)
    year.refresh_from_db()  # with the rest the database counted
    Notification.objects.tell(YEAR_CLOSED, year, to=[year.closing_proposed_by], by=by, on=on)
