"""A column is declared once: its label, value, kind and width; page, spreadsheet and paper take it from there."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, Model, QuerySet, TextField
from django.db.models.expressions import Expression

from quartiersarbeit.ground import german, paper
from quartiersarbeit.ground.sorting import german_key

Sort = str | Expression | F

WIDTHS = {
    "date": 12,
    "euro": 14,
    "number": 10,
    "badge": 20,
    "text": 32,
    "tick": 32,
    "choice": 10,
    "field": 32,
}  # letters a kind usually needs


Value = str | Callable[[Any], Any]


class Badge(NamedTuple):
    """A state in one or two words; tone: info, success, warning, danger or neutral."""

    text: str
    tone: str = "neutral"

    def __str__(self) -> str:
        return self.text


class Tick(NamedTuple):
    """A checkbox that stands for its row: its field's name, the row's key, what is read, and what the row showed."""

    name: str
    key: int
    label: str
    seen: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Column:
    """One column: where its value comes from, how it reads, whether it sorts and where it leads.

    `value` is an attribute path („partner.short_name“, methods are called) or a function of the row;
    without it the key is the path. `sort` is a field path, an ORM expression or several of them.
    `link` gives a row's address, or None for no link. Kinds: text, date, euro, number, badge, tick, choice,
    and field (a form's, to be typed in); `width` is in letters.
    """

    key: str
    label: str
    value: Value | None = None
    sort: Sort | Sequence[Sort] | None = None
    numeric: bool = False
    link: Callable[[Any], str | None] | None = None
    kind: str = "text"
    width: int = 0

    @property
    def is_numeric(self) -> bool:
        return self.numeric or self.kind in ("euro", "number")

    @property
    def letters(self) -> int:
        """How wide it stands in a spreadsheet: as declared, or as its kind usually needs; never below its label."""
        return max(self.width or WIDTHS[self.kind], len(self.label) + 2)

    def value_of(self, row: object) -> Any:
        """The plain value, as an export gets it; None where the path ends early."""
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for name in (self.value or self.key).split("."):
            if found is None:
                return None
            found = found[name] if isinstance(found, Mapping) else getattr(found, name)
            found = found() if callable(found) else found
        return found

    def order(self, model: type[Model], *, descending: bool) -> list:
        """ORDER BY of this column; rows without a value always come last, texts stand as Germans sort them."""
        wanted = [self.sort] if isinstance(self.sort, str | Expression | F) else list(self.sort or ())
        expressions = [_sort_key(model, one) if isinstance(one, str) else one for one in wanted]
        return [one.desc(nulls_last=True) if descending else one.asc(nulls_last=True) for one in expressions]


def page_of(path: str = "", seen: Container | None = None) -> Callable[[Any], str | None]:
    """A column's link to the page of the row, or of its record `path`; none to a record that is not `seen` (keys)."""

    def address(row: Any) -> str | None:
        one = getattr(row, path) if path else row
        return one.get_absolute_url() if seen is None or one.pk in seen else None

    return address


def _sort_key(model: type[Model], path: str) -> Expression | F:
    """What a field path sorts by; an annotation is no field and sorts as it is."""
    at: Any = model
    try:
        for name in path.split("__"):
            found = at._meta.get_field(name)
            at = found.related_model or at
    except FieldDoesNotExist:
        return F(path)
    return german_key(F(path)) if isinstance(found, CharField | TextField) else F(path)


@dataclass(frozen=True)
class Task:
    """A line of a task list: what is to be entered, where, whether it is, and what stands there."""

    title: str
    url: str
    is_done: bool
    told: str = ""
    optional: bool = False
    begun: bool = False

    @property
    def badge(self) -> Badge:
        """Whether it is entered; what may be left out is not said to be missing."""
        if self.is_done:
            return Badge("erfasst", "success")
        if self.begun:
            return Badge("begonnen", "warning")
        return Badge("freiwillig") if self.optional else Badge("noch zu tun", "info")


class Cell(NamedTuple):
    """One value in its place, as the page shows it."""

    column: Column
    value: Any
    url: str | None = None

    @property
    def text(self) -> str:
        """German text; empty where there is no value (the template says so in words)."""
        value = self.value
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "ja" if value else "nein"
        if self.column.kind == "euro":
            return german.euro(value)
        if self.column.kind == "number":
            return german.number(value)
        if isinstance(value, datetime) and self.column.kind != "date":
            return german.moment(value)
        return german.day(value) if isinstance(value, date) else str(value)

    @property
    def tone(self) -> str:
        return getattr(self.value, "tone", "neutral")


class Header(NamedTuple):
    """A column's head: its link sorts by it, the other way round where it already does."""

    column: Column
    url: str | None
    direction: str  # „ascending“, „descending“ or nothing


CHOICE = Column("choice", "Auswahl", kind="choice")  # before the row's name: whether it is meant
FOLDED_AFTER = 5  # rows above a form that has to stay in reach


@dataclass(frozen=True)
class Table:
    """Rows under columns; `{% include "kern/table.html" with table=table %}` draws it anywhere.

    `total` is one more row, set apart below the others (Summe): a row like them, or the values by the columns' keys.
    `ticked` is the name under which its rows are ticked, each with a checkbox before it.
    """

    columns: Sequence[Column]
    objects: Iterable[Any]
    caption: str
    headers: Sequence[Header] = ()
    total: Any = None
    ticked: str = ""

    @property
    def is_form(self) -> bool:
        """Whether people type in it."""
        return any(column.kind == "field" for column in self.columns)

    def beginning(self) -> "Table":
        """Its first rows, where a page has something more important below; the others are its `rest`."""
        return replace(self, objects=list(self.objects)[:FOLDED_AFTER])

    def rest(self) -> "Table | None":
        """What the beginning leaves out; None where that is nothing."""
        left = list(self.objects)[FOLDED_AFTER:]
        return replace(self, objects=left, caption=f"{self.caption}, weitere") if left else None

    def heads(self) -> Sequence[Header]:
        heads = self.headers or [Header(column, None, "") for column in self.columns]
        return [Header(CHOICE, None, ""), *heads] if self.ticked else heads

    def rows(self) -> Iterable[list[Cell]]:
        """The cells, row by row; each function of a column is asked once per row."""
        return map(self._cells, self.objects)

    def total_cells(self) -> list[Cell]:
        """The cells of the row of sums; none where there is no such row."""
        if isinstance(self.total, Mapping):
            return [Cell(column, self.total.get(column.key)) for column in self.columns]
        return [] if self.total is None else self._cells(self.total)

    def values(self) -> Iterable[list[Any]]:
        """The plain values, row by row, as a spreadsheet gets them."""
        return ([column.value_of(row) for column in self.columns] for row in self.objects)

    def on_paper(self) -> paper.Table:
        """The same table as a part of a paper."""
        numeric = tuple(at for at, column in enumerate(self.columns) if column.is_numeric)
        return paper.Table(
            self.caption,
            tuple(column.label for column in self.columns),
            tuple(tuple(cell.text for cell in row) for row in self.rows()),
            numeric,
            tuple(cell.text for cell in self.total_cells()),
        )

    def _cells(self, row: Any) -> list[Cell]:
        cells = [
            Cell(column, column.value_of(row), column.link(row) if column.link else None)
            for column in self.columns
        ]
        return [Cell(CHOICE, Tick(self.ticked, row.pk, cells[0].text)), *cells] if self.ticked else cells


# --- columns that many lists have ------------------------------------------------------------------

EXAMPLE = Badge("Beispiel", "info")
STATUS = Column("status", "Stand", kind="badge")  # of rows `with_status(on)`
PERIOD = Column("period", "Zeitraum", lambda row: german.period(row.starts_on, row.ends_on))


def example_columns(rows: QuerySet) -> list[Column]:
    """The column that marks example records, only where there are any: one question to the database."""
    if not rows.filter(is_example=True).exists():
        return []
    return [Column("is_example", "Herkunft", lambda row: EXAMPLE if row.is_example else None, kind="badge")]
