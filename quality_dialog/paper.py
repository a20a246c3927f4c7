"""The paper a report is made of: frozen facts between `report` (which asks) and `render` (which draws).

Nothing here queries or formats. Same paper, same bytes: every value that reaches the page, the PDF or
a later format stands in these dataclasses, already in German, each figure with its records.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in a paragraph; with `figure` set it is the printed text of that figure."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set one behind the other; never markup."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph as it reads."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and column headings; `numeric` names the right-aligned columns by index."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the report; an empty heading means running text under „Mitteilung:“."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultation:
    """One stop of the Beratungsfolge; `committee` reads after „für“ („den Seniorenrat“)."""

    committee: str
    held_on: date
    item: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report as it is printed."""

    kind: str
    subject: str
    year: int
    as_of: date
    consultations: tuple[Consultation, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...] = ()
    reference: str = ""
    lead_office: str = ""
    contact: str = ""
    is_draft: bool = True
    is_example: bool = False
    notes: tuple[str, ...] = ()


# --- Frozen: the paper as plain JSON, and back --------------------------------------------------------


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as JSON values (amounts as strings to the cent, days as ISO): what approval freezes."""
    return json.loads(json.dumps(asdict(paper), default=str))


def from_json(stored: dict[str, Any]) -> Paper:
    """The paper that `to_json` froze, equal to the original in every field."""
    return Paper(
        **{
            **stored,
            "as_of": date.fromisoformat(stored["as_of"]),
            "consultations": tuple(
                Consultation(**{**stop, "held_on": date.fromisoformat(stop["held_on"])})
                for stop in stored["consultations"]
            ),
            "sections": tuple(_section(section) for section in stored["sections"]),
            "figures": tuple(_figure(figure) for figure in stored["figures"]),
            "notes": tuple(stored["notes"]),
        }
    )


def _section(stored: dict[str, Any]) -> Section:
    return Section(
        key=stored["key"],
        heading=stored["heading"],
        paragraphs=tuple(Paragraph(tuple(Run(**run) for run in p["runs"])) for p in stored["paragraphs"]),
        tables=tuple(
            Table(
                caption=table["caption"],
                columns=tuple(table["columns"]),
                rows=tuple(tuple(row) for row in table["rows"]),
                numeric=tuple(table["numeric"]),
            )
            for table in stored["tables"]
        ),
    )


def _figure(stored: dict[str, Any]) -> Figure:
    value = stored["value"]
    return Figure(
        **{
            **stored,
            "value": Decimal(value) if isinstance(value, str) else value,
            "as_of": date.fromisoformat(stored["as_of"]),
            "records": tuple(Record(**record) for record in stored["records"]),
        }
    )
