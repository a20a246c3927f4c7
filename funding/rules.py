"""Pure arithmetic of money: euros as Decimal, exact to the cent. No ORM, no clock."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

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


class RatedDays(NamedTuple):
    """Days on which the same sum was open and bore the same rate; without a base rate or margin they bear nothing."""

    starts_on: date
    until: date  # the first day that no longer counts
    open: Decimal
    base: Decimal | None
    margin: Decimal | None
    interest: Decimal

    @property
    def days(self) -> int:
        return (self.until - self.starts_on).days

    @property
    def rate(self) -> Decimal | None:
        """Percent a year: margin over base rate, never below zero."""
        return _rate(self.base, self.margin)


Rates = Iterable[tuple[date, Decimal]]  # from which day on, percent or percentage points a year


def _rate(base: Decimal | None, margin: Decimal | None) -> Decimal | None:
    return None if base is None or margin is None else max(base + margin, Decimal(0))


def half_year(day: date) -> date:
    """The first day of the half-year that holds this day."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def half_years(starts_on: date, until: date) -> list[date]:
    """The first days of the half-years that hold a day from `starts_on` to the day before `until`."""
    found, first = [], half_year(starts_on)
    while first < until:
        found.append(first)
        first = half_year(months_later(first, 6))
    return found if starts_on < until else []


def interest_by_rates(
    amount: Decimal, parts: Rates, base: Rates, margins: Rates, starts_on: date, until: date
) -> list[RatedDays]:
    """Interest line by line: a new line begins with each half-year, each new rate and each part that came in.

    A half-year bears what the newest base rate of that half-year says, and nothing where it has none; a margin holds
    until the next. Each line's interest is what its days add to the whole, so that the lines sum to it to the cent.
    """
    came_in, base, margins = sorted(parts), sorted(base), sorted(margins)
    turns = {starts_on, until, *half_years(starts_on, until)}
    turns |= {day for rows in (came_in, base, margins) for day, _ in rows}
    days = [day for day in sorted(turns) if starts_on <= day <= until]
    lines: list[RatedDays] = []
    whole, told = Decimal(0), NOTHING
    for first, last in pairwise(days):
        open_then = amount - sum((part for day, part in came_in if day <= first), Decimal(0))
        since = half_year(first)
        bases = [rate for day, rate in base if since <= day <= first]
        over = [rate for day, rate in margins if day <= first]
        found = (bases[-1] if bases else None, over[-1] if over else None)
        whole += open_then * (_rate(*found) or 0) * (last - first).days / (100 * 365)
        rounded = whole.quantize(CENT, rounding=ROUND_HALF_UP)
        lines.append(RatedDays(first, last, open_then, *found, rounded - told))
        told = rounded
    return lines


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


# --- What a proof of use comes to, by the type of financing -----------------------------------------
# Assumptions, said on the page as well; what the notice and its conditions say goes before.


def fixed_grant(costs: Decimal, granted: Decimal) -> Decimal:
    """Festbetrag: the granted sum, as far as the costs reach it (euros); neither own funds nor income lower it."""
    return min(max(costs, NOTHING), granted)


def shared_grant(costs: Decimal, granted: Decimal, share: Decimal) -> Decimal:
    """Anteil: `share` percent of the costs, to the cent, half a cent up; at most the granted sum (euros)."""
    part = (max(costs, NOTHING) * share / 100).quantize(CENT, rounding=ROUND_HALF_UP)
    return min(part, granted)


def deficit_grant(costs: Decimal, income: Decimal, granted: Decimal) -> Decimal:
    """Fehlbedarf: what own funds and all other income leave uncovered; at most the granted sum (euros)."""
    return min(max(costs - income, NOTHING), granted)


class Settlement(NamedTuple):
    """What a proof comes to (euros): `due` is what of the granted sum the recipient may keep or still get."""

    costs: Decimal
    own_funds: Decimal
    income: Decimal
    granted: Decimal
    paid: Decimal
    due: Decimal

    @property
    def recognised(self) -> Decimal:
        """What of the money paid so far is proven."""
        return min(self.due, self.paid)

    @property
    def repayable(self) -> Decimal:
        """What was paid beyond what is due."""
        return unspent(self.paid, self.due)

    @property
    def payable(self) -> Decimal:
        """What is due beyond what was paid."""
        return unspent(self.due, self.paid)

    @property
    def balance(self) -> Decimal:
        """All the recipient had without its costs: above nothing a surplus, below it a shortfall."""
        return self.paid + self.own_funds + self.income - self.costs

    @property
    def kept(self) -> Decimal:
        """What of a surplus stays with the recipient."""
        return max(self.balance - self.repayable, NOTHING)


# --- Receipts and samples ----------------------------------------------------------------------------


NOT_IN_KEY = " \u00a0\u2009\u202f\u00ad\u2010-\u2015\u2212_-"  # blanks and dashes, as a class of letters
SMALL, LARGE = "abcdefghijklmnopqrstuvwxyzäöü", "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"


def receipt_key(number: str) -> str:
    """What makes two numbers of receipts the same: neither case nor blanks nor dashes; leading zeros count.

    The database says the same (`funding_receipt_key`), whatever its language: only these letters have a case.
    """
    return re.sub(f"[{NOT_IN_KEY}]", "", number).translate(str.maketrans(SMALL, LARGE))


def drawing_key(seed: str, number: str) -> str:
    """Where a notice's number stands in a drawing: the SHA-256 of „seed:number“ (UTF-8), in hexadecimal."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def drawn_order(seed: str, numbers: Iterable[str]) -> list[str]:
    """The numbers in the order in which they are drawn: by their `drawing_key`."""
    return sorted(numbers, key=lambda number: (drawing_key(seed, number), number))


def sample_size(population: int, percent: int) -> int:
    """How many are drawn: `percent` of the population, a begun one whole, at least one (of none, none)."""
    return -(-population * percent // 100) if population else 0
