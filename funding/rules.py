"""Pure arithmetic of money: euros as Decimal, exact to the cent. No ORM, no clock."""

from decimal import Decimal

from quartiersarbeit.figures import free

__all__ = ["CENT", "NOTHING", "available", "even_split", "excess", "free", "rest"]

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def available(appropriation, carry_over_received):
    """What a year may give: its appropriation and what was carried over to it (euros, or columns of them)."""
    return appropriation + carry_over_received


def rest(available: Decimal, paid: Decimal, repaid: Decimal) -> Decimal:
    """What a year leaves at its closing: what was neither paid nor, once paid, kept (euros).

    `repaid` is what recipients of this year's money gave back up to the day of closing. What comes later
    is income of the year in which it comes, so that no euro is counted in two years.
    """
    return available - paid + repaid


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
