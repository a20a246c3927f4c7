"""Draws a paper as HTML: a fragment for our own pages, and a whole file that stands alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from quartiersarbeit.ground.paper import glyphs
from quartiersarbeit.ground.paper.document import Paper, QrCode
from quartiersarbeit.ground.paper.sheet import Sheet, code_of, sheet_of


def html(paper: Paper, figure_url: Callable[[str], str] | None = None, *, top: int = 1) -> SafeString:
    """The paper as an HTML fragment for a page with `paper.css`; same words and order as the PDF.

    `figure_url(key)` gives the address where a figure shows its records; without it (a public page)
    neither figures nor records are links. `top` is the level of the paper's first heading, where it stands
    inside a page that has its own. Raises `ValueError` as `pdf` does.
    """
    sheet = sheet_of(glyphs.deep(paper, glyphs.printable))
    if figure_url and paper.figures:
        _link(sheet, paper, figure_url)
    return render_to_string("paper/_sheet.html", {"sheet": sheet, "h1": top, "h2": top + 1, "h3": top + 2})


@dataclass(frozen=True)
class OnScreen:
    """A paper drawn to be read on the page of its record, and where its parts are: anchors and headings."""

    document: SafeString
    contents: list[tuple[str, str]]


def on_screen(paper: Paper, figure_url: Callable[[str], str] | None = None, *, top: int = 2) -> OnScreen:
    """The same words as `html`, for reading: parts have anchors, a figure leads to its line in the appendix and from
    there to its page, records are folded, and a narrow screen shows rows as cards.

    What is kept as a file is never drawn by this. Raises `ValueError` as `pdf` does.
    """
    sheet = sheet_of(glyphs.deep(paper, glyphs.printable))
    if figure_url and paper.figures:
        _link(sheet, paper, figure_url)
        for part in _numbered(sheet):
            part["url"] = f"#zahl-{part['number']}"
    contents = []
    for number, section in enumerate([*sheet["summary"], *sheet["sections"]], start=1):
        section["anchor"] = f"abschnitt-{number}"
        if section["heading"] and section["level"] != 3:
            contents.append((section["anchor"], section["heading"]))
        for table in section["tables"]:
            _label(table["columns"], [*table["rows"], table["total"] or []])
    if sheet["appendix"]:
        contents.append(("anhang", sheet["appendix"]["heading"]))
    named = {"sheet": sheet, "on_screen": True, "h1": top, "h2": top + 1, "h3": top + 2}
    return OnScreen(render_to_string("paper/_sheet.html", named), contents)


def _label(columns: list[Sheet], rows: list[list[Sheet]]) -> None:
    """Each cell knows its column: where there is no room for a head, the label stands beside the cell."""
    for row in rows:
        for column, cell in zip(columns, row, strict=True) if row else ():
            cell["label"] = column["text"]


def code_on_screen(code: QrCode) -> SafeString:
    """A QR code with its words, for the page of its record."""
    return render_to_string("paper/_code.html", {"code": code_of(glyphs.deep(code, glyphs.printable))})


def whole_page(paper: Paper) -> bytes:
    """The paper as one HTML file without links, for whoever has nothing but the file."""
    return render_to_string(
        "paper/file.html",
        {"title": sheet_of(glyphs.deep(paper, glyphs.printable))["title"], "document": html(paper)},
    ).encode()


def _link(sheet: Sheet, paper: Paper, figure_url: Callable[[str], str]) -> None:
    """Puts addresses beside what a page can link; on paper there is nothing to click on."""
    urls = [figure_url(figure.key) for figure in paper.figures]
    for part in _numbered(sheet):
        part["url"] = urls[part["number"] - 1]
    for row, figure in zip(sheet["appendix"]["figures"], paper.figures, strict=True):
        row["url"] = urls[row["number"] - 1]
        for entry, record in zip(row["records"], figure.records, strict=True):
            entry["url"] = record.url if record.url.startswith("/") else ""  # our own pages, no script


def _numbered(sheet: Sheet) -> Iterator[Sheet]:
    """Every run and every bar that prints a figure of the appendix."""
    for section in [*sheet["summary"], *sheet["sections"]]:
        runs = [run for block in section["blocks"] for item in block["items"] for run in item]
        bars = [bar for chart in section["charts"] for bar in chart["bars"]]
        yield from (part for part in [*runs, *bars] if part["number"])
