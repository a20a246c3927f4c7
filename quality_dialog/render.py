"""Draws a paper: the same frozen facts as PDF and as HTML, in the same order and words.

No queries, no clock, no chance: what stands in the `Paper` is all that reaches the reader, so the
same paper gives the same bytes on every machine. Both formats are drawn from one *sheet*, the paper
as plain German strings in reading order; a further format is one more function over the sheet.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import typst
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from quality_dialog import glyphs
from quality_dialog.paper import Consultation, Figure, Paper, Paragraph, Section, Table
from quartiersarbeit import german

TEMPLATE = Path(__file__).with_name("paper.typ")
# ISO 14289-1 (what BITV 2.0 asks of documents) and ISO 19005-2 (what an archive asks).
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
RUNNING_TITLE = 76  # letters that fit the running header beside „Entwurf · Enthält Beispieldaten“
LONGEST_TITLE = 180  # letters; a reader announces the title whole when the file is opened
UNBROKEN = 14  # letters of „26.01.2021“, „1.234.567,89 €“: a cell that stays on its line

Sheet = dict[str, Any]


def pdf(paper: Paper) -> bytes:
    """The paper as tagged PDF, marked as PDF/UA-1 and PDF/A-2a, dated with its as-of date.

    Texts reach the typesetter as data only, in an empty directory, without system fonts.
    Raises `ValueError` for a table whose rows do not fit its columns; no text makes it fail.
    """
    sheet = _sheet(glyphs.deep(paper, lambda text: glyphs.breakable(glyphs.printable(text))))
    template, fonts = _workshop()
    with TemporaryDirectory(prefix="paper-") as nowhere:
        raw = typst.compile(  # type: ignore[type-var]  # the stub wants root in the type of the template
            template,
            root=nowhere,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(sheet)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(paper.as_of, time(), UTC),
        )
    return _with_row_headers(raw)


def html(paper: Paper, figure_url: Callable[[str], str] | None = None) -> SafeString:
    """The paper as an HTML fragment for a page with `paper.css`; same words and order as the PDF.

    `figure_url(key)` gives the address where a figure shows its records; without it (a public page)
    neither figures nor records are links. Raises `ValueError` as `pdf` does.
    """
    sheet = _sheet(glyphs.deep(paper, glyphs.printable))
    if figure_url and paper.figures:
        _link(sheet, paper.figures, figure_url)
    return render_to_string("quality_dialog/_paper.html", {"sheet": sheet})


# --- The sheet: what both formats read ------------------------------------------------------------


def _sheet(paper: Paper) -> Sheet:
    kind = _line(paper.kind) or "Bericht"  # a document without a title is not accessible
    subject = _line(paper.subject) or german.NOTHING
    numbers = {figure.key: number for number, figure in enumerate(paper.figures, start=1)}
    return {
        "title": _shortened(f"{kind}: {subject}", LONGEST_TITLE),
        "author": _line(paper.lead_office),
        "kind": kind,
        "subject": subject,
        "running_title": _shortened(f"{kind}: {subject}", RUNNING_TITLE),
        "status": ["Entwurf"] * paper.is_draft + ["Enthält Beispieldaten"] * paper.is_example,
        "consultations": [_consultation(stop) for stop in paper.consultations],
        "without_consultations": "Beratungsfolge: noch nicht festgelegt",
        "details": _details(paper),
        "as_of": f"Stand: {german.day(paper.as_of)}",
        "notes": [note.strip() for note in paper.notes if not glyphs.is_blank(note)],
        "subject_label": "Thema:",
        "text_label": f"{kind}:",
        "sections": [_section(section, numbers) for section in paper.sections],
        "appendix": _appendix(paper.figures) if paper.figures else None,
    }


def _consultation(stop: Consultation) -> dict[str, str]:
    item = _line(stop.item)
    item = f"TOP {item}" if item[:1].isdigit() else item
    return {
        "committee": f"für {_line(stop.committee)}",
        "held_on": f"am {german.day(stop.held_on)}",
        "item": item,
    }


def _details(paper: Paper) -> list[dict[str, str]]:
    details = (
        ("Drucksachen-Nr.", paper.reference),
        ("Federführung", paper.lead_office),
        ("Auskunft", paper.contact),
    )
    return [{"label": label, "text": text.strip()} for label, text in details if not glyphs.is_blank(text)]


def _section(section: Section, numbers: dict[str, int]) -> Sheet:
    paragraphs = [paragraph for paragraph in section.paragraphs if not glyphs.is_blank(paragraph.text)]
    return {
        "heading": _line(section.heading),
        "paragraphs": [_paragraph(paragraph, numbers) for paragraph in paragraphs],
        "tables": [_table(table) for table in section.tables if table.columns],
    }


def _paragraph(paragraph: Paragraph, numbers: dict[str, int]) -> list[Sheet]:
    """Runs with the number of their figure in the appendix; 0 where a run is plain text."""
    return [{"text": run.text, "number": numbers.get(run.figure, 0)} for run in paragraph.runs if run.text]


def _table(table: Table) -> Sheet:
    if any(len(row) != len(table.columns) for row in table.rows):
        raise ValueError(f"Tabelle „{table.caption}“: jede Zeile braucht {len(table.columns)} Zellen.")
    rows = table.rows or ((german.NOTHING,) * len(table.columns),)
    return {
        "caption": _line(table.caption),
        "columns": _cells(table.columns, table.numeric),
        "rows": [_cells(row, table.numeric) for row in rows],
        "widths": [_width(cells) for cells in zip(table.columns, *rows, strict=True)],
        "whole": len(rows) <= 8 and sum(len(cell) for row in rows for cell in row) < 1200,
    }


def _cells(texts: Iterable[str], numeric: Iterable[int]) -> list[Sheet]:
    shown = [german.NOTHING if glyphs.is_blank(text) else text.strip() for text in texts]
    return [{"text": text, "numeric": index in numeric} for index, text in enumerate(shown)]


def _appendix(figures: tuple[Figure, ...]) -> Sheet:
    return {
        "heading": "Zahlen und ihre Quellen",
        "introduction": (
            "Jede im Text punktiert unterstrichene Zahl mit ihrem Stichtag, ihrer Quelle "
            "und den Datensätzen, auf denen sie beruht."
        ),
        "caption": "Zahlen, Stichtage, Quellen und Datensätze",
        "columns": _cells(("Nr. und Bezeichnung", "Wert", "Stichtag", "Quelle", "Datensätze"), numeric=[1]),
        "figures": [_figure(number, figure) for number, figure in enumerate(figures, start=1)],
    }


def _figure(number: int, figure: Figure) -> Sheet:
    return {
        "number": number,
        "label": f"{number}. {_line(figure.label)}",
        "value": _value(figure),
        "as_of": german.day(figure.as_of),
        "source": figure.source.strip() or german.NOTHING,
        "records": [{"text": _line(record.label)} for record in figure.records],
        "without_records": german.NOTHING,
    }


def _value(figure: Figure) -> str:
    """The figure as printed, a number word („einem“, „sieben“) in digits."""
    if isinstance(figure.value, int) and not any(sign.isdigit() for sign in figure.text):
        return german.number(figure.value)
    return _line(figure.text)


def _line(text: str) -> str:
    """The text on one line; empty where it would print nothing."""
    return " ".join(part.strip(" ") for part in text.split("\n") if not glyphs.is_blank(part))


def _shortened(text: str, length: int) -> str:
    """The text, cut between words where it is too long."""
    if len(text) <= length:
        return text
    start, _, _ = text[:length].rpartition(" ")
    return f"{start or text[: length - 2]} …"


def _width(cells: tuple[str, ...]) -> int:
    """A column's share of the width, by its longest cell; 0 lets dates and amounts take what they need."""
    longest = max(len(cell) for cell in cells)
    return 0 if longest <= UNBROKEN else min(longest, 40)


def _link(sheet: Sheet, figures: tuple[Figure, ...], figure_url: Callable[[str], str]) -> None:
    """Puts addresses beside what a page can link; on paper there is nothing to click on."""
    urls = [figure_url(figure.key) for figure in figures]
    for section in sheet["sections"]:
        for run in (run for paragraph in section["paragraphs"] for run in paragraph if run["number"]):
            run["url"] = urls[run["number"] - 1]
    for row, figure in zip(sheet["appendix"]["figures"], figures, strict=True):
        row["url"] = urls[row["number"] - 1]
        for entry, record in zip(row["records"], figure.records, strict=True):
            entry["url"] = record.url if record.url.startswith("/") else ""  # our own pages, no script


# --- PDF ------------------------------------------------------------------------------------------


@cache
def _workshop() -> tuple[bytes, typst.Fonts]:
    """Template and typefaces, read once a process."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in glyphs.font_folders()],
    )
    return TEMPLATE.read_bytes(), fonts


def _with_row_headers(raw: bytes) -> bytes:
    """The PDF with the first cell of every body row tagged as its row's header.

    The typesetter tags column headers only, and a screen reader in the middle of a table needs both
    („Stichtag, Projektstandorte: 26.01.2021“). The file's ID is a digest of its content.
    """
    with pikepdf.open(io.BytesIO(raw)) as document:
        for body in _table_bodies(document.Root.StructTreeRoot):
            rows = [_children(row) for row in _children(body)]
            if len(rows) > 1:  # a single row has no other to be told from
                for cells in rows:
                    _name_row(cells)
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve, linearize=False
        )
    return out.getvalue()


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
