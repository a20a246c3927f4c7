"""Pure arithmetic of money: euros as Decimal, exact to the cent. No ORM, no clock."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def free(available: Decimal, committed: Decimal) -> Decimal:
    """What may still be committed: available − committed (euros)."""
    return available - committed


def excess(planned: Decimal, available: Decimal) -> Decimal:
    """By how much the plans exceed what is available (euros); nothing when they do not."""
    return max(planned - available, NOTHING)


def even_split(amount: Decimal, parts: int) -> list[Decimal]:
    """`amount` in `parts` shares that sum to it exactly; the first shares carry the odd cents.

    Raises ValueError for fewer than one part or an amount that is no whole number of cents.
    """
    if parts < 1:
        raise ValueError("An amount is split into at least one part.")
    if not amount.is_finite() or amount != amount.quantize(CENT):
        raise ValueError("An amount has whole cents.")
    cents, odd_cents = divmod(int(abs(amount) / CENT), parts)
    sign = CENT.copy_sign(amount)
    return [sign * (cents + (index < odd_cents)) for index in range(parts)]


def funded(spent: Decimal, own_funds: Decimal) -> Decimal:
    """What of the city's money was spent: everything spent without what the recipient paid itself (euros)."""
    return spent - own_funds


def unspent(paid: Decimal, proven: Decimal) -> Decimal:
    """What was paid and not proven, so can be claimed back (euros); nothing when all is proven."""
    return max(paid - proven, NOTHING)


def interest(amount: Decimal, rate: Decimal, starts_on: date, until: date) -> Decimal:
    """Simple interest in euros, to the cent, half a cent up.

    `rate` is percent a year. Days are counted as they are and a year has 365 of them (act/365): the first day
    counts, the day on which the money came in does not.
    """
    days = max((until - starts_on).days, 0)
    return (amount * rate * days / (100 * 365)).quantize(CENT, rounding=ROUND_HALF_UP)
