"""What waits for whom; nobody's own entries are among it."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from funding.models.decision import Decision
from funding.models.disbursement import Disbursement


class Worklist(NamedTuple):
    """What one person can do next; None where the person's role does not do that at all."""

    decisions: QuerySet | None
    to_certify: QuerySet | None
    to_release: QuerySet | None
    to_pay: QuerySet | None

    @property
    def signs(self) -> bool:
        """Whether this person signs or records anything at all."""
        return any(part is not None for part in self)

    def count(self) -> int:
        """How many entries wait for this person's own signature or record."""
        return sum(part.count() for part in self if part is not None)


def worklist(user, on: date) -> Worklist:
    """What waits for this person on that day, in the order of the days it is due."""
    decisions, instalments = Decision.objects.visible_to(user), Disbursement.objects.visible_to(user)

    def part(permission: str, rows: QuerySet, *order: str) -> QuerySet | None:
        return rows.order_by(*order, "pk") if user.has_perm(permission) else None

    return Worklist(
        part("funding.approve_decision", decisions.awaiting_approval_by(user, on), "drafted_on"),
        part("funding.certify_disbursement", instalments.awaiting_certification_by(user, on), "due_on"),
        part("funding.release_disbursement", instalments.awaiting_release_by(user, on), "due_on"),
        part("funding.pay_disbursement", instalments.awaiting_payment(on), "due_on"),
    )


def everything(user, on: date) -> Worklist:
    """All that waits for anybody on that day, for those who sign nothing themselves."""
    decisions, instalments = Decision.objects.visible_to(user), Disbursement.objects.visible_to(user)
    return Worklist(
        decisions.awaiting_approval(on).order_by("drafted_on", "pk"),
        instalments.changeable(on).order_by("due_on", "pk"),
        instalments.awaiting_release(on).order_by("due_on", "pk"),
        instalments.awaiting_payment(on).order_by("due_on", "pk"),
    )
