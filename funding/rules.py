"""Pure arithmetic of money: euros as Decimal, exact to the cent. No ORM, no clock."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from quartiersarbeit.ground.arithmetic import free
from quartiersarbeit.ground.periods import months_later

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


def interest_on_rest(
    amount: Decimal, parts: Iterable[tuple[date, Decimal]], rate: Decimal, starts_on: date, until: date
) -> Decimal:
    """Simple interest (see `interest`) on what was open each day, where parts came in; rounded once, at the end.

    `parts` are days and euros: what came in on a day bears no interest from that day on.
    """
    days, rest, since = Decimal(0), amount, starts_on
    for came_in, part in sorted(parts):
        turn = min(max(came_in, starts_on), max(until, starts_on))
        days += rest * (turn - since).days
        rest, since = rest - part, turn
    days += rest * max((until - since).days, 0)
    return (days * rate / (100 * 365)).quantize(CENT, rounding=ROUND_HALF_UP)


def due_dates(first: date, parts: int) -> list[date]:
    """`parts` days of one year, the first of them `first`, equally many whole months apart.

    Raises ValueError where the rest of the year has fewer months than there are parts.
    """
    apart = (13 - first.month) // parts if parts > 0 else 0
    if not apart:
        raise ValueError("Each part needs a month of its own.")
    return [months_later(first, apart * index) for index in range(parts)]


def equal_instalments(amount: Decimal, parts: int, first: date) -> list[tuple[date, Decimal]]:
    """`amount` in equal instalments with their due days, exact to the cent (see `even_split`).

    Raises ValueError where an instalment would be less than a cent or find no month of its own.
    """
    shares = even_split(amount, parts)
    if min(shares) < CENT:
        raise ValueError("An instalment is at least one cent.")
    return list(zip(due_dates(first, parts), shares, strict=True))


PURPOSE_LENGTH = 140  # what a SEPA credit transfer carries as remittance information


def payment_purpose(notice: str, number: int, *what: str) -> str:
    """What stands on the recipient's bank statement: the notice by which it is paid, the instalment, then words."""
    words = " ".join(" ".join(part.split()) for part in what if part)
    return f"Bescheid {notice}, {number}. Rate, {words}"[:PURPOSE_LENGTH].rstrip(", ")
