"""A paper: everything that reaches its reader, frozen, between those who know the facts and those who draw.

Nothing here queries or formats. Same paper, same bytes: every value that reaches the page, the PDF or
the Word file stands in these dataclasses, already in German, each figure with its records. One machine
prints them all: reports to committees, notices, payment sheets, minutes.
"""

import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from quartiersarbeit.ground import german


@dataclass(frozen=True, slots=True)
class Record:
    """One stored row a figure rests on: how people call it, and where it can be seen (empty: nowhere)."""

    label: str
    model: str
    pk: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report with everything needed to prove it.

    `text` is how the number is printed („sieben“, „80.000 €“); `value` the number itself in `unit`
    (euros exact to the cent, or a count); `source` says in words what was counted or summed.
    """

    key: str
    label: str
    value: Decimal | int
    unit: str
    text: str
    as_of: date
    source: str
    records: tuple[Record, ...] = ()

    @property
    def in_digits(self) -> str:
        """The figure as printed, a number word („einem“, „sieben“) in digits: a table is for comparing."""
        if isinstance(self.value, int) and not any(sign.isdigit() for sign in self.text):
            return german.number(self.value)
        return self.text


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in a paragraph; with `figure` set it is the printed text of that figure."""

    text: str
    figure: str = ""
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set one behind the other; never markup. Neighbours of a list kind print as one list."""

    runs: tuple[Run, ...]
    kind: Literal["text", "bullet", "numbered"] = "text"

    @property
    def text(self) -> str:
        """The paragraph as it reads."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and column headings.

    `numeric` names the right-aligned columns by index; `total` is a last row set apart (Summe), as
    long as the others, or empty.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `value` gives its length, `text` is printed; `figure` ties it to a figure's key."""

    label: str
    value: Decimal | int
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over one scale from zero, all in one unit; the same values belong in a table beside it.

    `description` says in a sentence what is compared; with the labels and texts of the bars it is what
    a screen reader hears instead of the drawing. A negative value prints its text and no bar.
    """

    title: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """What a telephone can read: rows of modules, „1“ is dark (`codes.py` makes them).

    `description` prints below the code and says in words all that it holds: who has no camera, or does not see it,
    loses nothing.
    """

    title: str
    description: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part: paragraphs, then charts, then tables, then codes; an empty heading means running text.

    `level` 3 is a part of the level 2 before it; without one it prints as level 2. What is `first` stands before the
    paper's text: a summary for everybody.
    """

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    level: Literal[2, 3] = 2
    first: bool = False
    codes: tuple[QrCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultation:
    """One stop of the Beratungsfolge; `committee` reads after „für“ („den Seniorenrat“), `name` alone."""

    committee: str
    held_on: date
    item: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the paper: its title, how long it is („PDF, 3 Seiten“), its bytes' size and SHA-256."""

    title: str
    extent: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled line of the head: „Aktenzeichen“, „Bewilligungszeitraum“; label without a colon."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for the paper: in which function (label without a colon), by name, since which day.

    Printed as text, never as handwriting; without a name the line says that it is still open.
    """

    label: str
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document as it is printed.

    A committee paper names its `consultations`; a letter or a sheet sets `for_committees=False` and may
    have a `sender` (letterhead), a `recipient` (address lines), `details` and `signatures`. An empty
    `subject_label`, `text_label` or `as_of_label` is left out; `text_label` None means „<kind>:“.
    `check_code` is printed in one of the sections; here it can be looked for.
    """

    kind: str
    subject: str
    year: int
    as_of: date
    consultations: tuple[Consultation, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    reference: str = ""
    lead_office: str = ""
    contact: str = ""
    is_draft: bool = True
    is_example: bool = False
    notes: tuple[str, ...] = ()
    for_committees: bool = True
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    signatures: tuple[Signature, ...] = ()
    subject_label: str = "Thema:"
    text_label: str | None = None
    as_of_label: str = "Stand:"
    attachments: tuple[Attachment, ...] = ()
    check_code: str = ""


# --- Frozen: the paper as plain JSON, and back --------------------------------------------------------


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as JSON values (amounts as strings to the cent, days as ISO): what approval freezes."""
    return json.loads(json.dumps(asdict(paper), default=str))


def from_json(stored: dict[str, Any]) -> Paper:
    """The paper that `to_json` froze, equal to the original in every field.

    A field younger than the frozen paper takes its default, so that old papers print as they did.
    """
    return _thawed(Paper, stored)


def _thawed(kind: Any, stored: Any) -> Any:
    """The value of that type which JSON wrote as strings, lists and objects."""
    if isinstance(kind, type) and is_dataclass(kind):
        known = [field.name for field in fields(kind) if field.name in stored]
        return kind(**{name: _thawed(_hints(kind)[name], stored[name]) for name in known})
    if get_origin(kind) is tuple:
        return tuple(_thawed(get_args(kind)[0], item) for item in stored)
    if isinstance(stored, str):
        possible = get_args(kind) if isinstance(kind, UnionType) else (kind,)
        if date in possible:
            return date.fromisoformat(stored)
        if Decimal in possible:
            return Decimal(stored)
    return stored


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
