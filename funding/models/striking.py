"""Planned instalments that money taken back would no longer cover: named first, then struck off with it."""

from datetime import date
from decimal import Decimal

from funding.models.allocation import Allocation
from funding.models.disbursement import Disbursement
from funding.models.sums import total


def beyond(allocation: Allocation, committed: Decimal, on: date) -> list[Disbursement]:
    """The planned instalments, the last due first, that go where only so much (euros) stays committed.

    What is certified, released or paid stays, and the database refuses to commit less than that.
    """
    standing = allocation.disbursements.filter(dropped_on__isnull=True, reversal__isnull=True)
    too_much, found = total(standing) - committed, []
    for row in allocation.disbursements.changeable(on).order_by("-due_on", "-number"):
        if too_much <= 0:
            break
        found.append(row)
        too_much -= row.amount
    return found


def strike_beyond(
    allocation: Allocation, committed: Decimal, *, reason: str, by, on: date
) -> list[Disbursement]:
    """Strike these instalments off, because their money is taken back; answers them."""
    rows = beyond(allocation, committed, on)
    for row in rows:
        row.drop(reason=reason, by=by, on=on)
    return rows
