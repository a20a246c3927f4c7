"""Where in a file the table begins, and which of its columns are ours.

Files are as people have them: a title above, heads over two rows, blank rows between, columns of their own. What is not
known by itself is left out until somebody says what it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quartiersarbeit.ground import letters
from quartiersarbeit.ground.cells import Text, folded, text_of

TEXT = Text()
LOOKED_AT = 30  # rows in which the head is looked for
LONGEST_HEAD = 60  # letters of a head, as it is told
MOST_REMEMBERED = 200  # columns of one kind of file


@dataclass(frozen=True)
class SheetColumn:
    """A column of ours: the fact it holds, its head, how its cells are read, and what else people call it."""

    attribute: str
    header: str
    cell: Text = TEXT
    also: tuple[str, ...] = ()
    required: bool = False  # a new row needs it

    @property
    def names(self) -> set[str]:
        """All by which it is known."""
        return {folded(name) for name in (self.header, *self.also)}


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: where it stands, its name there, and our head for it, which is empty where it is not read.

    `clear` is whether that was so by itself, `named` whether the file names it.
    """

    at: int
    name: str
    header: str
    clear: bool
    named: bool = True

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return folded(self.name)


Row = tuple[int, dict[str, Any]]  # its number, as the spreadsheet counts, and its cells by our heads


@dataclass(frozen=True)
class Reading:
    """What a file holds for us."""

    columns: tuple[FileColumn, ...]
    rows: tuple[Row, ...]

    @property
    def asked(self) -> list[FileColumn]:
        """The columns of which somebody may say what they are."""
        return [column for column in self.columns if not column.clear]

    @property
    def headers(self) -> set[str]:
        """Our heads that it has."""
        return {column.header for column in self.columns if column.header}


def read(grid: Sequence[Sequence[Any]], wanted: Iterable[SheetColumn], said: Mapping[str, str]) -> Reading:
    """The rows of a file under our heads.

    `said` is what somebody said of columns, by `FileColumn.key`: our head, or empty for one that is not read.
    """
    ours = list(wanted)
    first, last, heads = _found(grid, ours)
    columns = tuple(_columns(heads, grid[last + 1 :], ours, said))
    taken = {column.at: column.header for column in columns if column.header}
    repeated = [[folded(text_of(cell)) for cell in row] for row in grid[first : last + 1]]
    rows = []
    for number, row in enumerate(grid[last + 1 :], start=last + 2):
        cells = {header: row[at] for at, header in taken.items() if at < len(row)}
        if all(_empty(cell) for cell in cells.values()) or [folded(text_of(c)) for c in row] in repeated:
            continue  # a blank row, or the head once more at the top of a page
        rows.append((number, {header: cells.get(header) for header in taken.values()}))
    return Reading(columns, tuple(rows))


def _found(grid: Sequence[Sequence[Any]], ours: list[SheetColumn]) -> tuple[int, int, list[str]]:
    """The first and the last row of the heads, and the heads; the row with the most of ours, and of two the first."""
    names = set().union(*(column.names for column in ours))
    best: tuple[int, int, int, list[str]] = (0, 0, 0, [])
    for at, row in enumerate(grid[:LOOKED_AT]):
        single = [letters.one_line(text_of(cell)) for cell in row]
        both = _over_two(single, grid[at + 1], names) if at + 1 < len(grid) else []
        for last, heads in ((at, single), (at + 1, both)):
            score = len({folded(head) for head in heads} & names)
            if score > best[0]:
                best = (score, at, last, heads)
    if best[0]:
        return best[1:]
    at = next((n for n, row in enumerate(grid) if sum(not _empty(cell) for cell in row) > 1), 0)
    return at, at, [letters.one_line(text_of(cell)) for cell in grid[at]] if grid else []


def _over_two(upper: list[str], below: Sequence[Any], names: set[str]) -> list[str]:
    """The heads of two rows: „Anschrift“ over three columns, and below it what each of them is."""
    found = []
    lower = [letters.one_line(text_of(cell)) for cell in below]
    for at in range(max(len(upper), len(lower))):
        one, two = (row[at] if at < len(row) else "" for row in (upper, lower))
        known = next((name for name in (two, f"{one} {two}", one) if folded(name) in names), "")
        found.append(known or f"{one} {two}".strip())
    return found


def _columns(
    heads: list[str], rows: Sequence[Sequence[Any]], ours: list[SheetColumn], said: Mapping[str, str]
) -> Iterator[FileColumn]:
    width = max([len(heads), *map(len, rows)])
    seen: set[str] = set()
    taken: set[str] = set()
    for at in range(width):
        name = heads[at][:LONGEST_HEAD] if at < len(heads) else ""
        filled = any(at < len(row) and not _empty(row[at]) for row in rows)
        named = bool(name)
        if not named and not filled:
            continue
        if not name or folded(name) in seen:
            from openpyxl.utils import get_column_letter  # loaded when used

            place = f"Spalte {get_column_letter(at + 1)}"
            name = f"{name} ({place})" if name else place
        seen.add(folded(name))
        known = next((column.header for column in ours if folded(name) in column.names), "")
        if folded(name) in said and said[folded(name)] in {"", *(column.header for column in ours)}:
            header, clear = said[folded(name)], False
        else:
            header, clear = known, bool(known) or not filled
        if header in taken:
            header, clear = "", False
        taken |= {header} - {""}
        yield FileColumn(at, name, header, clear, named)


def _empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not letters.one_line(cell))
