"""Draws a paper as a Word file: its sheet in real styles, so that an office can go on working with it."""

import io
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from quartiersarbeit.ground.paper import glyphs
from quartiersarbeit.ground.paper.document import Paper
from quartiersarbeit.ground.paper.sheet import Sheet, sheet_of
from quartiersarbeit.ground.paper.typeset import code_picture, picture
from quartiersarbeit.ground.paper.word_frame import TEXT_WIDTH, element, empty, packed

STATUS_COLOUR = RGBColor(0x8A, 0x1F, 0x11)
HEAD_FILL = "F3F4F7"
RULE = "A5AAC3"
# Points: above the address in the window of an envelope, for the address itself, and one of its lines.
ABOVE_ADDRESS, ADDRESS, ADDRESS_LINE = 98.4, 101.5, 14
CODE_WIDTH = 3.5  # centimetres of a QR code
AMOUNT_WIDTH = 16  # letters' worth of width for a column of dates or amounts
LISTS = {"bullet": "ListBullet", "numbered": "ListNumber"}
# How a drawing names its vector twin beside the bitmap that older programs show.
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def docx(paper: Paper) -> bytes:
    """The paper as DOCX: same words in the same order as the PDF, same paper same bytes.

    Texts are set as text, never as markup or field. Raises `ValueError` as `pdf` does.
    """
    sheet = sheet_of(glyphs.deep(paper, lambda text: glyphs.held(glyphs.printable(text))))
    document = empty(sheet, paper.as_of)
    _head(document, sheet)
    if sheet["subject_label"]:
        _paragraph(document, sheet["subject_label"], "Heading1")
    _sized(document.add_paragraph(sheet["subject"]), 12.5)
    for section in sheet["summary"]:
        _section(document, section)
    if sheet["text_label"]:
        _paragraph(document, sheet["text_label"], "Heading1")
    for section in sheet["sections"]:
        _section(document, section)
    _labelled(document, sheet["signatures"], above=16)
    if sheet["appendix"]:
        _appendix(document, sheet["appendix"])
    return packed(document, paper.as_of)


def _paragraph(document: WordDocument, text: str, style: str) -> Paragraph:
    """A paragraph in the style of that key: to find it by its name, python-docx reads all styles each time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


# --- Head -----------------------------------------------------------------------------------------


def _head(document: WordDocument, sheet: Sheet) -> None:
    _address(document, sheet["sender"], sheet["recipient"])
    if sheet["status"]:
        status = document.add_paragraph().add_run(" · ".join(sheet["status"]))
        status.bold, status.font.color.rgb = True, STATUS_COLOUR
    _paragraph(document, sheet["kind"], "Title")
    for stop in sheet["consultations"]:
        line = document.add_paragraph(f"{stop['committee']} ")
        line.add_run(stop["held_on"]).bold = True
        line.add_run(f", {stop['item']}" if stop["item"] else "")
    if not sheet["consultations"] and sheet["without_consultations"]:
        document.add_paragraph(sheet["without_consultations"])
    _labelled(document, sheet["details"], size=9.5)
    if sheet["as_of"]:
        _sized(document.add_paragraph(sheet["as_of"]), 9.5)
    for note in sheet["notes"]:
        marked = document.add_paragraph(note)
        marked._p.get_or_add_pPr().append(element("w:shd", w_val="clear", w_color="auto", w_fill=HEAD_FILL))


def _address(document: WordDocument, sender: list[str], recipient: list[str]) -> None:
    """A letter's address in the window of its envelope, as in `paper.typ`: lines of fixed height fill what is above."""
    for lines, room, above in ((sender, ABOVE_ADDRESS, True), (recipient, ADDRESS, False)):
        if not lines:
            continue
        shape = document.add_paragraph("\n".join(lines)).paragraph_format
        shape.space_after = Pt(16)
        if recipient:
            height = ADDRESS_LINE * len(lines)
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(ADDRESS_LINE)
            shape.space_before = Pt(max(room - height - 6, 0) if above else 0 if sender else ABOVE_ADDRESS)
            shape.space_after = Pt(6 if above else max(room - height, 8))
            shape.right_indent = Cm(TEXT_WIDTH - 8)
    if sender and recipient:
        _sized(document.paragraphs[0], 8.5)


def _labelled(document: WordDocument, entries: Iterable[Sheet], size: float = 11, above: float = 0) -> None:
    for number, entry in enumerate(entries):
        line = document.add_paragraph()
        line.add_run(f"{entry['label']}: ").bold = True
        line.add_run(entry["text"])
        line.paragraph_format.space_before = Pt(0 if number else above)
        line.paragraph_format.space_after = Pt(4)
        _sized(line, size)


def _sized(paragraph: Paragraph, points: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(points)


# --- Body -----------------------------------------------------------------------------------------


def _section(document: WordDocument, section: Sheet) -> None:
    if section["heading"]:
        _paragraph(document, section["heading"], f"Heading{section['level'] - 1}")
    for block in section["blocks"]:
        _block(document, block)
    for chart in section["charts"]:
        _chart(document, chart)
    for table in section["tables"]:
        rows = [*table["rows"], *([table["total"]] if table["total"] else [])]
        grid = _table(document, table["caption"], table["columns"], rows, _widths(table["widths"]))
        if table["total"]:
            _strong(grid[-1])
    for code in section["codes"]:
        _code(document, code)


def _block(document: WordDocument, block: Sheet) -> None:
    style = LISTS.get(block["kind"])
    number = _new_numbering(document) if block["kind"] == "numbered" else None
    for item in block["items"]:
        paragraph = _paragraph(document, "", style) if style else document.add_paragraph()
        if number is not None:
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number
        for run in item:
            _run(paragraph, run)


def _new_numbering(document: WordDocument) -> int:
    """A list of its own: Word would count on from the last one."""
    style = document.styles["List Number"].element
    numbering = document.part.numbering_part.element
    drawn_as = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(drawn_as)
    number.add_lvlOverride(0).add_startOverride(1)
    return number.numId


def _run(paragraph: Paragraph, part: Sheet) -> None:
    run = paragraph.add_run(part["text"])
    run.bold, run.italic = part["strong"] or None, part["emphasis"] or None
    if part["number"]:
        run.font.underline = WD_UNDERLINE.DOTTED
        _link(run, part["number"])


def _link(run: Run, number: int) -> None:
    """Let the run lead to its figure's row in the appendix."""
    link = element("w:hyperlink", w_anchor=f"zahl-{number}", w_history="1")
    run._r.addprevious(link)
    link.append(run._r)


def _chart(document: WordDocument, chart: Sheet) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.add_run(chart["title"])
    if chart["description"]:
        caption.add_run(f"\n{chart['description']}").bold = False
    drawn = picture(chart, "png"), picture(chart, "svg")
    _picture(document, drawn, TEXT_WIDTH, "Diagramm", chart["alt"])


def _code(document: WordDocument, code: Sheet) -> None:
    document.add_paragraph(style="Caption").add_run(code["title"])
    drawn = code_picture(code, "png"), code_picture(code, "svg")
    _picture(document, drawn, CODE_WIDTH, "QR-Code", code["alt"])
    document.paragraphs[-1].paragraph_format.keep_with_next = bool(code["description"])
    if code["description"]:
        _sized(document.add_paragraph(code["description"]), 9.5)


def _picture(document: WordDocument, drawn: tuple[bytes, bytes], width: float, name: str, alt: str) -> None:
    """A drawing as bitmap and as vector, so many centimetres wide, with what a reader hears instead of it."""
    bitmap, vector = drawn
    shape = document.add_picture(io.BytesIO(bitmap), width=Cm(width))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # LibreOffice would leave a gap where none is named
    properties = shape._inline.docPr
    properties.set("name", f"{name} {properties.get('id')}")
    properties.set("descr", alt)
    _add_vector(document, shape, vector)


def _add_vector(document: WordDocument, shape: Any, drawing: bytes) -> None:
    """Put the same drawing as SVG beside the bitmap: sharp at any size where the program can."""
    package = document.part.package
    name = PackURI(f"/word/media/diagramm{shape._inline.docPr.get('id')}.svg")
    key = document.part.relate_to(Part(name, "image/svg+xml", drawing, package), RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))
    extension = blip.makeelement(qn("a:ext"), {"uri": SVG_EXTENSION})
    vector = extension.makeelement(
        f"{{{SVG}}}svgBlip", {qn("r:embed"): key}, nsmap={"asvg": SVG, "r": nsmap["r"]}
    )
    extension.append(vector)
    extensions = blip.makeelement(qn("a:extLst"), {})
    extensions.append(extension)
    blip.append(extensions)


def _appendix(document: WordDocument, appendix: Sheet) -> None:
    document.add_heading(appendix["heading"], 1).paragraph_format.page_break_before = True
    document.add_paragraph(appendix["introduction"])
    rows = [
        [
            {"text": figure["label"], "numeric": False},
            {"text": figure["value"], "numeric": True},
            {"text": figure["as_of"], "numeric": False},
            {"text": figure["source"], "numeric": False},
            {
                "text": "; ".join(record["text"] for record in figure["records"])
                or figure["without_records"],
                "numeric": False,
            },
        ]
        for figure in appendix["figures"]
    ]
    widths = [3.4, 2.3, 2.1, 3.3, 4.9]
    grid = _table(document, appendix["caption"], appendix["columns"], rows, widths)
    for number, row in enumerate(grid[1:], start=1):
        _mark(row, number)


def _mark(row: Any, number: int) -> None:
    """Name the row's first paragraph, so that its figure in the text can lead here."""
    paragraph = next(row.iter(qn("w:p")))
    paragraph.append(element("w:bookmarkStart", w_id=number, w_name=f"zahl-{number}"))
    paragraph.append(element("w:bookmarkEnd", w_id=number))


# --- Tables ---------------------------------------------------------------------------------------


def _table(
    document: WordDocument, caption: str, columns: list[Sheet], rows: list[list[Sheet]], widths: list[float]
) -> list[Any]:
    """A table with its caption above and its head on every page; answers with its rows, the head first."""
    if caption:
        _paragraph(document, caption, "Caption")
    table = document.add_table(rows=0, cols=len(columns))
    table._tbl.tblStyle_val = "TableGrid"
    table.autofit = False
    properties = table._tbl.tblPr
    _rule(properties)
    properties.find(qn("w:tblLook")).attrib.update(
        {qn("w:firstRow"): "1", qn("w:firstColumn"): "1", qn("w:noHBand"): "1", qn("w:noVBand"): "1"}
    )
    properties.append(element("w:tblCaption", w_val=caption or "Tabelle"))
    properties.append(element("w:tblDescription", w_val=caption or "Tabelle"))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    cell = cache(_cell)
    grid = [_row(table, cells, widths, cell) for cells in (columns, *rows)]
    head = grid[0]
    head.get_or_add_trPr().append(element("w:tblHeader"))
    for cell in head.iter(qn("w:tcPr")):
        cell.append(element("w:shd", w_val="clear", w_color="auto", w_fill=HEAD_FILL))
    _strong(head)
    return grid


def _rule(properties: Any) -> None:
    """Lines between rows only, as on the page and in the PDF."""
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("bottom", "insideH")
        line = (
            {"w_val": "single", "w_sz": "4", "w_space": "0", "w_color": RULE} if shown else {"w_val": "nil"}
        )
        borders.append(element(f"w:{side}", **line))
    properties.find(qn("w:tblLook")).addprevious(borders)


def _row(table: Any, cells: list[Sheet], widths: list[float], like: Callable[[int, bool], Any]) -> Any:
    """One row of copies: python-docx looks up every cell and sets every property anew, and long tables would pay."""
    row = element("w:tr")
    properties = element("w:trPr")
    if sum(len(cell["text"]) for cell in cells) <= 900:
        properties.append(element("w:cantSplit"))
    row.append(properties)
    for cell, width in zip(cells, widths, strict=True):
        box = deepcopy(like(round(width * 567), cell["numeric"]))
        run = box[-1][-1]
        if cell["text"] == cell["text"].strip() and not _BROKEN.search(cell["text"]):
            run[-1].text = cell["text"]
        else:
            Run(run, None).text = cell["text"]  # type: ignore[arg-type]  # the parent is never asked
        row.append(box)
    table._tbl.append(row)
    return row


_BROKEN = re.compile(r"[\t\r\n]|^$")  # what Word has an element of its own for, or none at all


def _cell(width: int, numeric: bool) -> Any:
    """A cell so wide, in twentieths of a point, to be copied; its paragraph's run holds one word."""
    box, shape, text = element("w:tc"), element("w:tcPr"), element("w:p")
    shape.append(element("w:tcW", w_w=width, w_type="dxa"))
    box.extend([shape, text])
    paragraph = Paragraph(text, None)  # type: ignore[arg-type]  # the parent is never asked
    paragraph.add_run("Zelle").font.size = Pt(9.5)
    paragraph.paragraph_format.space_after = Pt(2)
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return box


def _strong(row: Any) -> None:
    for run in row.iter(qn("w:r")):
        Run(run, None).bold = True  # type: ignore[arg-type]  # the parent is never asked


def _widths(shares: list[int]) -> list[float]:
    """Centimetres for columns whose shares of the width the sheet gives; 0 is a date or an amount."""
    parts = [share or AMOUNT_WIDTH for share in shares]
    return [TEXT_WIDTH * part / sum(parts) for part in parts]
