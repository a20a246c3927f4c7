"""A table as an OpenDocument spreadsheet (ODF 1.3, ISO/IEC 26300): the format of those who use no Excel.

The same plain values as in a workbook (`spreadsheet.cell`), each with its type: a number is one, a day is one, euros
are a currency. odfpy makes the frame; the rows are written as text, because a tree of them takes a minute where the
text takes a second.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZipFile

from quartiersarbeit.ground.columns import Column

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LETTER_CM = 0.2  # how wide a letter is, as widths of columns are counted in letters


def content(
    title: str,
    columns: Sequence[Column],
    above: Iterable[Sequence[object]],
    rows: Iterable[Sequence[object]],
    total: Sequence[object],
    *,
    wide: bool,
) -> bytes:
    """The file's bytes; the heads stand on every printed page, and a `wide` table lies on its side."""
    heads = [column.label for column in columns]
    lines = [
        *(_row(columns, row, bold=False) for row in above),
        f"<table:table-header-rows>{_row(columns, heads, bold=True)}</table:table-header-rows>",
        *(_row(columns, row, bold=False) for row in rows),
        *([_row(columns, total, bold=True)] if total else []),
    ]
    out = io.BytesIO()
    with ZipFile(io.BytesIO(_frame(title, columns, wide=wide))) as frame, ZipFile(out, "w") as book:
        for part in frame.infolist():
            inside = frame.read(part)
            if part.filename == "content.xml":
                before, _, rest = inside.partition(b"<table:table-row>")
                inside = before + "".join(lines).encode() + rest.partition(b"</table:table-row>")[2]
            book.writestr(part, inside)
    return out.getvalue()


def _frame(title: str, columns: Sequence[Column], *, wide: bool) -> bytes:
    """The spreadsheet with its styles and columns, and one row that uses each style: odfpy leaves out the others."""
    from odf import number, style, table  # loaded when used: it takes a tenth of a start
    from odf.opendocument import OpenDocumentSpreadsheet

    book = OpenDocumentSpreadsheet()
    styles, used = book.automaticstyles, table.TableRow()
    day = number.DateStyle(name="day", language="de", country="DE")
    moment = number.DateStyle(name="moment", language="de", country="DE")
    for dated in (day, moment):
        parts = [number.Day, ".", number.Month, ".", number.Year]
        for part in parts:
            dated.addElement(number.Text(text=part) if isinstance(part, str) else part(style="long"))
    for part in (" ", number.Hours, ":", number.Minutes):
        moment.addElement(number.Text(text=part) if isinstance(part, str) else part(style="long"))
    euro = number.CurrencyStyle(name="euro", language="de", country="DE")
    two = {"decimalplaces": 2, "minintegerdigits": 1, "grouping": True}
    euro.addElement(number.Number(**two))
    euro.addElement(number.Text(text=" "))
    euro.addElement(number.CurrencySymbol(text="€", language="de", country="DE"))
    decimal = number.NumberStyle(name="decimal", language="de", country="DE")
    decimal.addElement(number.Number(**two))
    whole = number.NumberStyle(name="whole", language="de", country="DE")
    whole.addElement(number.Number(decimalplaces=0, minintegerdigits=1))
    plain = number.TextStyle(name="plain")
    plain.addElement(number.TextContent())
    for shown in (day, moment, euro, decimal, whole, plain):
        styles.addElement(shown)
        for weight in ("normal", "bold"):
            name = shown.getAttribute("name")
            kind = style.Style(name=f"{name}-{weight}", family="table-cell", datastylename=name)
            kind.addElement(style.TableCellProperties(wrapoption="wrap", verticalalign="top"))
            kind.addElement(style.TextProperties(fontweight=weight))
            styles.addElement(kind)
            used.addElement(table.TableCell(stylename=kind))
    _paper(book, wide=wide)
    sheet_style = style.Style(name="sheet", family="table", masterpagename="Default")
    sheet_style.addElement(style.TableProperties(display="true"))
    styles.addElement(sheet_style)
    sheet = table.Table(name=title, stylename=sheet_style)
    for at, column in enumerate(columns):
        width = style.Style(name=f"column{at}", family="table-column")
        width.addElement(style.TableColumnProperties(columnwidth=f"{column.letters * LETTER_CM:.2f}cm"))
        styles.addElement(width)
        sheet.addElement(table.TableColumn(stylename=width))
    sheet.addElement(used)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _paper(book, *, wide: bool) -> None:
    """A4, all columns on one sheet's width."""
    from odf import style
    from odf.namespaces import LOEXTNS

    sides = ("29.7cm", "21cm") if wide else ("21cm", "29.7cm")
    layout = style.PageLayout(name="paper")
    given = style.PageLayoutProperties(
        pagewidth=sides[0],
        pageheight=sides[1],
        printorientation="landscape" if wide else "portrait",
        margin="1.5cm",
    )
    given.setAttrNS(LOEXTNS, "scale-to-X", "1")
    layout.addElement(given)
    book.automaticstyles.addElement(layout)
    book.masterstyles.addElement(style.MasterPage(name="Default", pagelayoutname=layout))


def _row(columns: Sequence[Column], row: Iterable[object], *, bold: bool) -> str:
    padded = zip([*columns, *[None] * len(columns)], row, strict=False)  # what stands above may be wider
    return f"<table:table-row>{''.join(_cell(column, value, bold=bold) for column, value in padded)}</table:table-row>"


def _cell(column: Column | None, value: object, *, bold: bool) -> str:
    """One value with its type; a text keeps its lines and its spaces."""
    if value == "" or value is None:
        return "<table:table-cell/>"
    shown, typed = _typed(column, value)
    look = f'table:style-name="{shown}-{"bold" if bold else "normal"}"'
    said = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in str(value).split("\n"))
    inside = said if typed is None else ""
    return f"<table:table-cell {look} {typed or _STRING}>{inside}</table:table-cell>"


_STRING = 'office:value-type="string"'


def _typed(column: Column | None, value: object) -> tuple[str, str | None]:
    """The style of a value, and its type with the value itself; None for a text."""
    if isinstance(value, datetime):
        return (
            "moment",
            f'office:value-type="date" office:date-value="{value.replace(microsecond=0).isoformat()}"',
        )
    if isinstance(value, date):
        return "day", f'office:value-type="date" office:date-value="{value.isoformat()}"'
    if isinstance(value, int | float | Decimal):
        if column is not None and column.kind == "euro":
            return "euro", f'office:value-type="currency" office:currency="EUR" office:value="{value}"'
        return (
            "whole" if isinstance(value, int) else "decimal",
            f'office:value-type="float" office:value="{value}"',
        )
    return "plain", None


def _spaced(line: str) -> str:
    """Text between tags: of several spaces a reader would make one, and of a tab none."""
    return escape(line).replace("\t", " ").replace("  ", " <text:s/>")
