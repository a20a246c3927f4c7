"""Typesets a paper: its sheet as tagged PDF (PDF/UA-1 and PDF/A-2a), and its charts as pictures for other formats."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pikepdf
import typst

from quartiersarbeit.ground.paper import glyphs
from quartiersarbeit.ground.paper.document import Paper
from quartiersarbeit.ground.paper.sheet import Sheet, sheet_of

BARS = Path(__file__).with_name("bars.typ").read_bytes()
TEMPLATE = Path(__file__).with_name("paper.typ").read_bytes()
# A chart alone, as wide as the text of the page it will stand on.
PICTURE = b"""
#set page(width: 160mm, height: auto, margin: 0pt)
#set text(font: "Fira Sans", fallback: false, lang: "de", region: "DE")
#bars(json(bytes(sys.inputs.bars)))
"""
# A code alone, for formats that hold bitmaps.
CODE_PICTURE = b"""
#set page(width: 35mm, height: 35mm, margin: 0pt)
#image(bytes(sys.inputs.code), format: "svg", width: 100%)
"""
# ISO 14289-1 (what BITV 2.0 asks of documents) and ISO 19005-2 (what an archive asks).
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


def pdf(paper: Paper) -> bytes:
    """The paper as tagged PDF, marked as PDF/UA-1 and PDF/A-2a, dated with its as-of date.

    Texts reach the typesetter as data only, in an empty directory, without system fonts.
    Raises `ValueError` for a table whose rows do not fit its columns; no text makes it fail.
    """
    sheet = sheet_of(glyphs.deep(paper, lambda text: glyphs.breakable(glyphs.printable(text))))
    dated = datetime.combine(paper.as_of, time(), UTC)
    raw = _typeset(TEMPLATE, {"paper": json.dumps(sheet)}, pdf_standards=STANDARDS, timestamp=dated)
    return _with_row_headers(raw)


def picture(chart: Sheet, format_: Literal["png", "svg"]) -> bytes:
    """The bars of a sheet's chart alone, for formats that hold pictures; title and values stand in their text."""
    return _typeset(PICTURE, {"bars": json.dumps(chart["bars"])}, format=format_, ppi=200)


def code_picture(code: Sheet, format_: Literal["png", "svg"]) -> bytes:
    """A sheet's QR code alone; what it says stands in the text below it."""
    return _typeset(CODE_PICTURE, {"code": code["svg"]}, format=format_, ppi=300)


def _typeset(source: bytes, inputs: dict[str, str], **more: Any) -> bytes:
    """What is drawn from a template and its inputs, below the bars that all templates may use."""
    with TemporaryDirectory(prefix="paper-") as nowhere:
        return typst.compile(  # type: ignore[return-value]  # the stub knows no format by name alone
            BARS + source,
            root=nowhere,
            font_paths=_typefaces(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            **more,
        )


@cache
def _typefaces() -> typst.Fonts:
    """Read once a process."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in glyphs.font_folders()],
    )


def _with_row_headers(raw: bytes) -> bytes:
    """The PDF with the first cell of every body row of a larger table tagged as its row's header.

    The typesetter tags column headers only, and a screen reader in the middle of a table needs both
    („Stichtag, Projektstandorte: 26.01.2021“). The file's ID is a digest of its content.
    """
    with pikepdf.open(io.BytesIO(raw)) as document:
        for body in _table_bodies(document.Root.StructTreeRoot):
            rows = [_children(row) for row in _children(body)]
            if _needs_row_headers(rows):
                for cells in rows:
                    _name_row(cells)
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve, linearize=False
        )
    return out.getvalue()


def _needs_row_headers(rows: list[list[pikepdf.Object]]) -> bool:
    """False for a table so small that its headers would outnumber what they head."""
    columns = len(rows[0]) if rows else 0
    return columns + len(rows) <= len(rows) * (columns - 1)


def _name_row(cells: list[pikepdf.Object]) -> None:
    for cell in cells:
        # Headers names the column's cell alone and would outrank the row's Scope.
        for attributes in _attributes(cell):
            if "/Headers" in attributes:
                del attributes["/Headers"]
    if len(cells) > 1:
        scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        cells[0].S = pikepdf.Name.TH
        cells[0].A = pikepdf.Array([*_attributes(cells[0]), scope])


def _table_bodies(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every TBody of the document, depth first; tables do not nest here."""
    if element.get("/S") == pikepdf.Name.TBody:
        yield element
    else:
        for child in _children(element):
            yield from _table_bodies(child)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in _listed(element.get("/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _attributes(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [entry for entry in _listed(element.get("/A")) if isinstance(entry, pikepdf.Dictionary)]


def _listed(value: Any) -> list[Any]:
    """PDF writes one thing bare and several as an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
