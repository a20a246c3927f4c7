"""What the approving button does: bind, freeze the notice, and keep its files, all of it or nothing.

The verbs of the models bind; freezing what the notice says and drawing its PDF and Word file (some sixty
milliseconds) is done here, in the same transaction. Where a verb is used alone (scripts, decisions older than the
notices), notice and files are drawn up when somebody first asks for them, and kept from then on.
"""

from datetime import date

from django.db import transaction

from funding.models import Decision, Notice, NoticeFile, Reallocation, RepaymentClaim


@transaction.atomic
def approve(decision: Decision, *, by, on: date, seen: str = "") -> None:
    """Approve a decision with its notice and its files; codes: those of `Decision.approve`."""
    decision.approve(by=by, on=on, seen=seen)
    if not decision.paper_on:
        draw_up(decision, by=by, on=on)


@transaction.atomic
def approve_reallocation(reallocation: Reallocation, *, by, on: date) -> None:
    """Approve both halves with both notices; codes: those of `Reallocation.approve`."""
    reallocation.approve(by=by, on=on)
    for half in (reallocation.reduction, reallocation.increase):
        draw_up(half, by=by, on=on)


@transaction.atomic
def issue(claim: RepaymentClaim, *, by, on: date) -> None:
    """Issue a claim with its notice and its files; codes: those of `RepaymentClaim.issue`."""
    claim.issue(by=by, on=on)
    draw_up(claim, by=by, on=on)


@transaction.atomic
def draw_up(bound: Decision | RepaymentClaim, *, by, on: date) -> None:
    """The notice of what was approved or issued, with its files; code: `notice_of_approved`."""
    NoticeFile.objects.keep(Notice.objects.freeze(bound, by=by, on=on), on=on)
