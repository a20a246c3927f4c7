"""What an answer holds. Names are English, words German; euros are text with two decimals, since numbers in JSON are
rounded by many programs; days are written YYYY-MM-DD."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings
from django.utils import timezone
from ninja import Schema
from pydantic import BeforeValidator, Field

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
EARLIEST = date(2000, 1, 1)
LARGEST_KEY = 2**63 - 1


def _day(said: Any) -> date:
    """A day as it is written in ISO 8601, and in no other way; not one to come: of that nothing is known."""
    if isinstance(said, str) and ISO.fullmatch(said):
        day = date.fromisoformat(said)
        if EARLIEST <= day <= timezone.localdate():
            return day
    raise ValueError


def _whole(said: Any) -> Any:
    """A number in digits: pydantic would read „1_0“ and „1.0“, too."""
    if isinstance(said, str) and not re.fullmatch(r"[0-9]{1,19}", said):
        raise ValueError
    return said


def _euros(amount: Any) -> str:
    return f"{Decimal(amount):.2f}"


def _full(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


Whole = Annotated[int, BeforeValidator(_whole)]
Euros = Annotated[
    str,
    BeforeValidator(_euros),
    Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", examples=["80000.00"], description="Euro"),
]
Day = Annotated[date, BeforeValidator(_day)]
TODAY: Any = Field(None, description="Stichtag, höchstens heute; ohne ihn heute")
Address = Annotated[str, BeforeValidator(_full), Field(description="die Seite dazu")]


class Asked(Schema):
    """What is asked of a list."""

    page: Whole = Field(1, ge=1, le=100_000, description="Seite")
    page_size: Whole = Field(25, ge=1, le=100, description="Zeilen einer Seite")


class AskedOf(Asked):
    """The same as of a day."""

    on: Day = TODAY


class OnDay(Schema):
    """As of which day."""

    on: Day = TODAY


class Word(Schema):
    """One of a closed list: its code, and the word the pages use."""

    code: str
    label: str

    @classmethod
    def of(cls, one: Any) -> "Word":
        """From a choice or a status."""
        return cls(code=one.value, label=str(one.label))


class Page(Schema):
    """How much there is, and which part of it this is."""

    on: date
    count: int
    page: int
    page_size: int


class Partner(Schema):
    """An organisation of the network."""

    id: int
    name: str
    short_name: str
    sector: Word
    legal_form: str
    street: str
    postcode: str
    city: str
    website: str
    status: Word
    url: Address


class Partners(Page):
    items: list[Partner]


class Agreement(Schema):
    """A cooperation agreement; `ends_on` is its last day as far as is known, `signed_on` that of its last signature."""

    id: int
    title: str
    parties: list[str]
    starts_on: date
    ends_on: date | None
    signed_on: date | None
    status: Word
    url: Address


class Agreements(Page):
    items: list[Agreement]


class Seat(Schema):
    """A place; who sits there is named to those who see that site."""

    label: str
    taken: bool
    occupant: str
    detail: str
    url: Address


class Seats(Schema):
    """The places of a day."""

    on: date
    total: int
    taken: int
    free: int
    sentence: str
    items: list[Seat]


class BudgetYear(Schema):
    """A fiscal year's figures at the end of a day."""

    year: int
    appropriated: Euros
    received: Euros
    available: Euros
    planned: Euros
    committed: Euros
    paid: Euros
    proven: Euros
    free: Euros
    status: Word
    url: Address


class Budget(Page):
    items: list[BudgetYear]


class Finding(Schema):
    """A finding on which all sides agree, in the words they agreed on."""

    id: int
    year: int
    site: str
    kind: Word
    wording: str
    raised_by: str
    raised_on: date
    url: Address


class Findings(Page):
    items: list[Finding]


class Report(Schema):
    """A published report."""

    id: int
    year: int
    kind: Word
    subject: str
    reference: str
    version: int
    as_of: date
    approved_on: date
    published_on: date
    status: Word
    seal_sha256: str
    url: Address


class Reports(Page):
    items: list[Report]
