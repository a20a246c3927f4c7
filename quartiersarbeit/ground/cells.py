"""What stands in a cell of a spreadsheet, read as people write it and shown as it is kept.

Each kind has two ways: `read` makes a fact of a cell and refuses in German what it cannot; `shown` makes the cell of
the fact again. `read(shown(fact)) == fact`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from phonenumber_field.phonenumber import PhoneNumber

from quartiersarbeit.ground import german, letters, numbers, spreadsheet
from quartiersarbeit.ground.fields import GermanDateField

NOTHING = re.compile(
    "[-\u2010-\u2015\u2212]+|k\\. ?A\\.|keine Angabe", re.IGNORECASE
)  # how people leave a cell empty
MARKED = re.compile(f"'*(?:{NOTHING.pattern})", re.IGNORECASE)
MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
TYPED_DAY = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\. ?|([A-Za-zä]{3,9})\.? )(\d{4}|\d{2})")
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?")
CENTURY_ENDS = 70  # „1.2.69“ is a day of 2069, „1.2.70“ one of 1970: nothing here is older
POSTCODE = 5


def folded(text: Any) -> str:
    """A header or a choice without what people write differently: case, spaces, signs and umlauts."""
    told = letters.one_line(str(text)).lower()
    for letter, others in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        told = told.replace(letter, others)
    return re.sub(r"[\W_]", "", told)


def text_of(value: Any) -> str:
    """A cell as the text somebody sees there: a number of Excel's without „.0“, a day as 26.01.2021."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, date):
        return german.day(value)
    return "" if value is None else str(value)


def is_formula(value: Any) -> bool:
    """Whether a spreadsheet would calculate the cell."""
    return isinstance(value, str) and value.lstrip().startswith("=")


class Text:
    """One line. A lone dash is how people leave a cell empty; a dash that is meant is marked by the export."""

    kept: Callable[[str], str] = staticmethod(letters.one_line)

    def read(self, value: Any, row: Mapping[str, Any]) -> Any:
        """The fact; ValidationError in German where it is none."""
        text = self.kept(spreadsheet.as_meant(text_of(value)))
        if NOTHING.fullmatch(text):
            return ""
        return text[1:] if text.startswith("'") and MARKED.fullmatch(text) else text

    def shown(self, fact: Any) -> Any:
        """What an export writes for it."""
        text = "" if fact is None else str(fact)
        return f"'{text}" if MARKED.fullmatch(text) else text


class Lines(Text):
    """Several lines."""

    kept = staticmethod(letters.lines)


class Postcode(Text):
    """A postcode; Excel takes one for a number and drops the nought in front."""

    def read(self, value: Any, row: Mapping[str, Any]) -> str:
        text = super().read(value, row)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return text.zfill(POSTCODE) if number and len(text) == POSTCODE - 1 else text


class Iban(Text):
    """An account number, with or without the spaces people read it by."""

    def read(self, value: Any, row: Mapping[str, Any]) -> str:
        return re.sub("[ -]", "", super().read(value, row)).upper()


class Phone(Text):
    """A telephone number; refuses as `numbers.phone` does."""

    def read(self, value: Any, row: Mapping[str, Any]) -> PhoneNumber | str:
        return numbers.phone(super().read(value, row))

    def shown(self, fact: Any) -> str:
        if isinstance(fact, PhoneNumber):
            return fact.as_international if fact.is_valid() else fact.raw_input or ""
        return fact or ""


class Day(Text):
    """A day: Excel's own, 26.01.2021, 1.2.21, 1. Februar 2021 or 2021-01-26, several of them in one sheet."""

    def read(self, value: Any, row: Mapping[str, Any]) -> date | None:
        if isinstance(value, date):
            return GermanDateField().clean(value.date() if isinstance(value, datetime) else value)
        text = MIDNIGHT.sub("", super().read(value, row))
        if found := TYPED_DAY.fullmatch(text):
            day, month, name, year = found.groups()
            month = month or str(MONTHS.index(name.lower()[:3]) + 1 if name.lower()[:3] in MONTHS else 0)
            century = "" if len(year) > 2 else "20" if int(year) < CENTURY_ENDS else "19"
            text = f"{day}.{month}.{century}{year}"
        return GermanDateField(required=False).clean(text)

    def shown(self, fact: Any) -> Any:
        return "" if fact is None else fact


class YesNo(Text):
    """ja or nein; empty means nein."""

    WORDS = {
        True: ("ja", "j", "x", "wahr", "true", "1"),
        False: ("nein", "n", "falsch", "false", "0", ""),
    }

    def read(self, value: Any, row: Mapping[str, Any]) -> bool:
        wish = folded(super().read(value, row))
        for meant, words in self.WORDS.items():
            if wish in words:
                return meant
        raise ValidationError("Bitte schreiben Sie ja oder nein.")

    def shown(self, fact: Any) -> str:
        return "ja" if fact else "nein"


class Choice(Text):
    """One of the choices, by the word people see, however it is spelt, also with the column's name before it."""

    def __init__(self, choices: Iterable | Callable[[], Iterable], before: str = ""):
        self.choices, self.before = choices, before

    @property
    def labels(self) -> dict[str, str]:
        """The words by value; choices that are rows of a table are asked for anew."""
        return dict(self.choices() if callable(self.choices) else self.choices)

    def read(self, value: Any, row: Mapping[str, Any]) -> str:
        wish = folded(super().read(value, row))
        values = {folded(label): value for value, label in self.labels.items()}
        for spelt in (wish, wish.removeprefix(folded(self.before))):
            if spelt in values:
                return values[spelt]
        raise ValidationError(f"Bitte schreiben Sie {german.listing(self.labels.values(), 'oder')}.")

    def shown(self, fact: Any) -> str:
        return str(self.labels.get(fact, ""))
