"""What the approving button does: bind, freeze the notice, and keep its files, all of it or nothing.

The verbs of the models freeze what a notice says; drawing PDF and Word file takes some sixty milliseconds and is
done here, in the same transaction. Where a verb is used alone (example data, scripts, decisions older than the
files), the files are drawn from the frozen paper when somebody first asks for them, and kept from then on.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q

from funding.models import Decision, Notice, NoticeFile, Reallocation, RepaymentClaim


@transaction.atomic
def approve(decision: Decision, *, by, on: date, seen: str = "") -> None:
    """Approve a decision with its notice and its files; codes: those of `Decision.approve`."""
    decision.approve(by=by, on=on, seen=seen)
    _keep(decision, on=on)


@transaction.atomic
def approve_reallocation(reallocation: Reallocation, *, by, on: date) -> None:
    """Approve both halves with both notices; codes: those of `Reallocation.approve`."""
    reallocation.approve(by=by, on=on)
    _keep(reallocation.reduction, reallocation.increase, on=on)


@transaction.atomic
def issue(claim: RepaymentClaim, *, by, on: date) -> None:
    """Issue a claim with its notice and its files; codes: those of `RepaymentClaim.issue`."""
    claim.issue(by=by, on=on)
    _keep(claim, on=on)


@transaction.atomic
def draw_up(bound: Decision | RepaymentClaim, *, by, on: date) -> None:
    """The notice of what was approved or issued without one; code: `notice_of_approved`."""
    bound.freeze_notice(by=by, on=on)
    _keep(bound, on=on)


def _keep(*acts: Decision | RepaymentClaim, on: date) -> None:
    decisions = [act for act in acts if isinstance(act, Decision)]
    claims = [act for act in acts if isinstance(act, RepaymentClaim)]
    for notice in Notice.objects.filter(Q(decision__in=decisions) | Q(claim__in=claims)):
        NoticeFile.objects.keep(notice, on=on)
