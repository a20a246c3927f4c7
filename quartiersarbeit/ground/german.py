"""German text from plain values: number words, money, dates and lists.

Pages, papers and messages all write figures through these functions, so that the same figure
reads the same everywhere. Pure functions: no request, no database, no locale.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
# „2026/QA-001“, „10517/2014-2020“: browsers and offices would break them behind a stroke.
IDENTIFIER = re.compile(r"\b(?=[\w/-]{0,18}\d)\w{1,8}/[\w-]{1,12}\b")
NOTHING = "–"  # what stands where there is no value; never a blank, never a zero

WORDS = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
]


def number(value: int | Decimal, places: int = 0) -> str:
    """Digits as German readers group them: 80.000 · 1.234,5 (with `places=1`) · −3."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{places}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{digits}" if rounded < 0 else digits


def number_word(n: int, one: str = "ein") -> str:
    """A whole number as running text has it: words up to twelve, digits from 13 on.

    `one` is the declined form of 1, which only the sentence knows: „eine Vereinbarung“, „einem Partner“.
    """
    if n == 1:
        return one
    return WORDS[n] if 0 <= n < len(WORDS) else number(n)


def count(n: int, singular: str, plural: str) -> str:
    """A number with its noun: „1 Standort“, „7 Standorte“, „0 Standorte“."""
    return f"{number(n)} {singular if n == 1 else plural}"


def euro(amount: Decimal | int) -> str:
    """An amount to the cent with a space that never breaks: „8.000,00 €“."""
    return f"{number(amount, 2)}{NO_BREAK_SPACE}€"


def euro_short(amount: Decimal | int) -> str:
    """An amount for running text: „80.000 €“, with cents only where there are some."""
    amount = Decimal(amount)
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number(amount, places)}{NO_BREAK_SPACE}€"


def file_size(size: int) -> str:
    """„820 Bytes“, „120 KB“, „1,4 MB“: how large a file is, of which it is the number of bytes."""
    if size < 1000:
        return count(size, "Byte", "Bytes")
    return f"{number(size // 1000)} KB" if size < 1_000_000 else f"{number(Decimal(size) / 1_000_000, 1)} MB"


def day(on: date) -> str:
    """A date in figures: „26.01.2021“. A moment counts as the day it has in Bielefeld."""
    return f"{_date(on):%d.%m.%Y}"


def signed(on: date | None, who: object) -> str:
    """Who did it on which day: „26.01.2021, Toni Muster“; nothing where it is not done yet."""
    return f"{day(on)}, {who}" if on else ""


def long_day(on: date) -> str:
    """A date in words: „26. Januar 2021“."""
    on = _date(on)
    return f"{on.day}.{NO_BREAK_SPACE}{MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime) -> str:
    """Date and time of day in Bielefeld: „26.01.2021, 14:05 Uhr“."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{local:%d.%m.%Y, %H:%M} Uhr"


def period(start: date | None, end: date | None) -> str:
    """A span of days as agreements state it; an open end is said, never left blank."""
    if start and end:
        return f"{day(start)} bis {day(end)}"
    if start:
        return f"ab {day(start)}, unbefristet"
    return f"bis {day(end)}" if end else "unbefristet"


def listing(items: Iterable[object], last: str = "und") -> str:
    """„A“, „A und B“, „A, B und C“ – no comma before „und“."""
    texts: Sequence[str] = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def _date(on: date) -> date:
    if isinstance(on, datetime):
        return timezone.localtime(on).date() if timezone.is_aware(on) else on.date()
    return on
