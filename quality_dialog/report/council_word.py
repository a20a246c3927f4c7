"""Fills the city's own Word template with a report: texts are set as text, never as markup, field or macro."""

import io
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from quality_dialog.report.council import NAMES, TEXT, Entry, folded
from quartiersarbeit.ground.paper import Section, glyphs

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, or rows of a table."""

    text: str = ""
    strong: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def filled(template: bytes, entries: Sequence[Entry]) -> bytes:
    """The template with each field's text in all its places; what is no field of ours stays as it is."""
    document = Document(io.BytesIO(template))
    told = {folded(entry.field): entry for entry in entries}
    for part in _parts(document):
        for control in list(part.iter(qn("w:sdt"))):
            if (entry := told.get(_name(control))) is not None:
                _fill_control(control, entry)
        for paragraph in list(part.iter(qn("w:p"))):
            if (entry := told.get(_style(paragraph, document))) is not None:
                _fill_paragraphs(paragraph, _lines(entry))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _parts(document: WordDocument) -> Iterator[Any]:
    """The text, and each header and footer of its own."""
    yield document.element.body
    for section in document.sections:
        for kind in ("header", "footer"):
            for which in (kind, f"first_page_{kind}", f"even_page_{kind}"):
                frame = getattr(section, which)
                if not frame.is_linked_to_previous:
                    yield frame._element


def _name(control: Any) -> str:
    """Which field a content control is, by its tag or its title; empty for others."""
    found = (control.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}") for name in ("tag", "alias"))
    named = (folded(one.get(qn("w:val"), "")) for one in found if one is not None)
    return next((name for name in named if name in NAMES), "")


def _style(paragraph: Any, document: WordDocument) -> str:
    """The name of a paragraph's own style, as fields are compared."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if style is None:
        return ""
    identifier = style.get(qn("w:val"))
    named = next((one.name for one in document.styles if one.style_id == identifier), identifier)
    return folded(named or "")


def _lines(entry: Entry) -> list[_Line]:
    if entry.field == TEXT:
        return [line for section in entry.sections for line in _of_section(section)]
    return [_Line(line) for line in entry.text.split("\n")]


def _of_section(section: Section) -> Iterator[_Line]:
    if section.heading:
        yield _Line(section.heading, strong=True)
    for paragraph in section.paragraphs:
        yield _Line(f"– {paragraph.text}" if paragraph.kind != "text" else paragraph.text)
    for table in section.tables:
        yield _Line(table.caption, strong=True)
        yield _Line(rows=(table.columns, *table.rows, *([table.total] if table.total else [])))


def _fill_control(control: Any, entry: Entry) -> None:
    """Its content is replaced, in the shape of its first paragraph, or of its first run where it stands in a line."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    # Word would show its own words again, or those of the file's hidden data.
    for name in ("w:showingPlcHdr", "w:dataBinding", "w:text", "w:date", "w:dropDownList", "w:comboBox"):
        for one in properties.findall(qn(name)):
            properties.remove(one)
    if content is None:
        return
    paragraphs = list(content.iter(qn("w:p")))
    if paragraphs:
        for spare in paragraphs[1:]:
            spare.getparent().remove(spare)
        _fill_paragraphs(paragraphs[0], _lines(entry))
        return
    runs = content.findall(qn("w:r"))
    shape = _shape(runs[0]) if runs else None
    for one in list(content):
        content.remove(one)
    content.append(_run(entry.text.split("\n"), shape))


def _fill_paragraphs(first: Any, lines: Sequence[_Line]) -> None:
    """The paragraph takes the first line; the others follow it as paragraphs like it, tables among them."""
    runs = list(first.iter(qn("w:r")))
    shape = _shape(runs[0]) if runs else None
    for one in [one for one in first if one.tag != qn("w:pPr")]:
        first.remove(one)
    bare, last = deepcopy(first), first
    for number, line in enumerate(lines or [_Line()]):
        if line.rows:
            table = _table(first, line.rows)
            last.addnext(table)
            last = deepcopy(bare)  # two tables never touch, and a cell ends with a paragraph
            table.addnext(last)
            continue
        here = first if number == 0 else deepcopy(bare)
        here.append(_run([line.text], shape, strong=line.strong))
        if number:
            last.addnext(here)
        last = here


def _shape(run: Any) -> Any:
    """How a run looks, without the grey of a placeholder."""
    shape = run.find(qn("w:rPr"))
    if shape is None:
        return None
    kept = deepcopy(shape)
    for one in kept.findall(qn("w:rStyle")):
        kept.remove(one)
    return kept


def _run(lines: Iterable[str], shape: Any, *, strong: bool = False) -> Any:
    run = OxmlElement("w:r")
    if shape is not None:
        run.append(deepcopy(shape))
    if strong:
        run.get_or_add_rPr().get_or_add_b()
    for number, line in enumerate(lines):
        if number:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:t")
        text.text = glyphs.printable(line)
        text.set(_XML_SPACE, "preserve")
        run.append(text)
    return run


def _table(beside: Any, rows: Sequence[tuple[str, ...]]) -> Any:
    """A plain table with lines, its first row repeated on each page."""
    table = OxmlElement("w:tbl")
    properties, grid = OxmlElement("w:tblPr"), OxmlElement("w:tblGrid")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    grid.extend(OxmlElement("w:gridCol") for _ in rows[0])
    table.extend((properties, grid))
    for number, row in enumerate(rows):
        table.append(_row(beside, row, head=number == 0))
    return table


def _row(beside: Any, cells: Sequence[str], *, head: bool) -> Any:
    made = OxmlElement("w:tr")
    if head:
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:tblHeader"))
        made.append(properties)
    for text in cells:
        cell, paragraph = OxmlElement("w:tc"), OxmlElement("w:p")
        paragraph.append(_run(text.split("\n"), None, strong=head))
        cell.append(paragraph)
        made.append(cell)
    return made
