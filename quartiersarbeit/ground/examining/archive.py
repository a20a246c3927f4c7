"""An Excel file before anything is built from it: how much it unfolds to, and how far its cells reach.

One far cell of four kilobytes is a million empty rows. Only what Python brings along.
"""

import io
import re
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from quartiersarbeit.ground.examining.limits import MEGABYTE, PIECE, Budget, Refused, refuse_row

MOST_CELLS = 60_000  # five thousand rows of twelve columns
MOST_ENTRIES = 500  # files inside an XLSX
MOST_UNFOLDED = 24 * MEGABYTE
MOST_ELEMENTS = 250_000
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ROW = re.compile("[0-9]{1,8}")
XML = (".xml", ".rels", ".vml")


def examine(data: bytes) -> dict:
    """Nothing, where its rows may be read.

    Refuses `no_workbook`, `old_workbook`, `workbook_locked`, `unfolds`, `entities`, `too_many_rows`,
    `too_many_columns`, `too_many_cells`.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("old_workbook")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("no_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_unfolding(archive, "workbook_locked")
            _refuse_archive(archive)
            walk = _Walk()
            for entry in archive.infolist():
                if entry.filename.lower().endswith(XML):
                    walk.through(archive, entry)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ):
        raise Refused("no_workbook") from None
    return {}


def refuse_unfolding(archive: zipfile.ZipFile, locked: str) -> None:
    """What the archive says of itself; reading stops at what an entry says, so no entry can lie about it.

    `locked` is the code for an entry under a password.
    """
    entries, budget = archive.infolist(), Budget(MOST_UNFOLDED)
    if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
        raise Refused("unfolds")
    for entry in entries:
        budget.spend(entry.file_size)
        if entry.flag_bits & 1:
            raise Refused(locked)


def _refuse_archive(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("no_workbook")


class _Walk:
    """Walks through all XML once, keeping none of it: no entities, not too many elements, no far cells."""

    def __init__(self) -> None:
        self.elements = self.cells = 0

    def through(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        with archive.open(entry) as source:
            while piece := source.read(PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _doctype(self, *given: Any) -> None:
        raise Refused("entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Refused("unfolds")
        plain = name.rpartition(":")[2]
        if plain == "c":
            self._cell(attributes.get("r", ""))
        elif plain == "row" and (number := attributes.get("r", "")):
            if not ROW.fullmatch(number):
                raise Refused("no_workbook")
            refuse_row(int(number), 0)

    def _cell(self, place: str) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refused("too_many_cells", most=MOST_CELLS)
        if not place:
            return
        if (found := CELL.fullmatch(place)) is None:
            raise Refused("no_workbook")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        refuse_row(int(found[2]), column)
