"""Rows of plain values as a spreadsheet that opens without surprises in a German office.

Numbers stay numbers and days stay days; text that a spreadsheet would run as a formula is disarmed.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone

from quartiersarbeit.ground import german, opendocument
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.downloads import disposition

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": opendocument.MEDIA_TYPE,
    "csv": "text/csv; charset=utf-8",
}
EURO = r"#,##0.00\ [$€-407]"  # a currency, as Excel writes it for Germany (0x407): not a number with a sign behind it
LONGEST_TITLE = 31  # what Excel allows a sheet's name
UNTITLED = re.compile(r"[\\/*?:\[\]]")  # and what it does not allow in one
PORTRAIT = 100  # letters that fit an upright A4 sheet at a readable size
NAMES = {"xlsx": "Excel (XLSX)", "ods": "OpenDocument (ODS)", "csv": "CSV"}

# What makes a program read a cell as a formula, in ASCII and in the full-width forms some accept (OWASP,
# “CSV Injection”); leading space does not help, programs trim it.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# With the marks that are text themselves: somebody's own „'=1“ must come back as it was, too.
DISARMED = re.compile(f"'*(?:{FORMULA.pattern})")
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
)  # XML cannot carry these


def safe_text(text: str) -> str:
    """The text as a cell may hold it: no control characters, and never the start of a formula."""
    text = UNPRINTABLE.sub("", text)
    return f"'{text}" if DISARMED.match(text) else text


def as_meant(text: str) -> str:
    """What `safe_text` was given: the mark before what looks like a formula is taken off again."""
    return text[1:] if text.startswith("'") and DISARMED.match(text, 1) else text


def cell(value: object) -> object:
    """A value as a spreadsheet cell: numbers and days as such, moments in local time, the rest safe text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, int | float | Decimal | date):
        return value
    return safe_text(str(value))


def csv_cell(value: object) -> object:
    """A cell as German spreadsheet programs read it from text: decimal comma, 26.01.2021."""
    value = cell(value)
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    return german.day(value) if isinstance(value, date) else value


def content(
    kind: str,
    title: str,
    columns: Sequence[Column | str],
    rows: Iterable[Sequence[object]],
    *,
    above: Sequence[tuple[str, str]] = (),
    total: Sequence[object] = (),
) -> bytes:
    """The file's bytes; `kind` is „xlsx“, „ods“ or „csv“ (semicolons and a byte order mark, as Excel wants them).

    A column is a declared one, or a label where there is nothing more to say. `above` stands over the table in a
    workbook, `total` is its last row.
    """
    declared = [Column(one, one) if isinstance(one, str) else one for one in columns]
    if kind == "ods":
        return _ods(title, declared, rows, above, total)
    return _csv(declared, rows, total) if kind == "csv" else _xlsx(title, declared, rows, above, total)


def _ods(title: str, columns: Sequence[Column], rows: Iterable, above: Sequence, total: Sequence) -> bytes:
    heads = [replace(column, label=safe_text(column.label)) for column in columns]
    told = [[safe_text(label), "", safe_text(text)] for label, text in above]
    shown = ([cell(value) for value in row] for row in rows)
    last = [cell(value) for value in total]
    over = [*told, []] if told else []
    return opendocument.content(_sheet_name(title), heads, over, shown, last, wide=_wide(columns))


def _sheet_name(title: str) -> str:
    return UNTITLED.sub("-", safe_text(title))[:LONGEST_TITLE]


def _wide(columns: Sequence[Column]) -> bool:
    """Whether a table needs a sheet that lies on its side."""
    return sum(column.letters for column in columns) > PORTRAIT


def _csv(columns: Sequence[Column], rows: Iterable, total: Sequence[object]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";")
    writer.writerow([safe_text(column.label) for column in columns])
    for row in (*rows, *([total] if total else [])):
        writer.writerow([csv_cell(value) for value in row])
    return lines.getvalue().encode("utf-8-sig")


def _xlsx(title: str, columns: Sequence[Column], rows: Iterable, above: Sequence, total: Sequence) -> bytes:
    from openpyxl import Workbook  # loaded when used: it takes a tenth of a start

    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_name(title)
    for label, text in above:
        sheet.append([safe_text(label), "", safe_text(text)])
    if above:
        sheet.append([])
    sheet.append([safe_text(column.label) for column in columns])
    head = sheet.max_row
    for row in (*rows, *([total] if total else [])):
        sheet.append([cell(value) for value in row])
    _laid_out(sheet, head, columns, bool(total))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _laid_out(sheet, head: int, columns: Sequence[Column], with_total: bool) -> None:
    """Widths, formats and bold lines; the heads stay in sight while one scrolls, and stand on every printed page."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.letters
    for row in (head, *([sheet.max_row] if with_total else [])):
        for one in sheet[row]:
            one.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=head + 1):
        for column, one in zip(columns, row, strict=False):
            one.number_format = _format(column, one.value)
            one.alignment = Alignment(wrap_text=column.kind == "text", vertical="top")
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_setup.orientation = "landscape" if _wide(columns) else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _format(column: Column, value: object) -> str:
    """How a spreadsheet shows a value: by what it is, and euros by their column."""
    if isinstance(value, datetime):
        return "DD.MM.YYYY HH:MM"
    if isinstance(value, date):
        return "DD.MM.YYYY"
    if isinstance(value, str):
        return "@"
    if column.kind == "euro":
        return EURO
    return "#,##0.00" if isinstance(value, Decimal | float) else "General"


def answer(
    kind: str, name: str, columns: Sequence[Column | str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The file as a download, named after what it holds and the day: „partner-2026-11-22.xlsx“."""
    response = HttpResponse(content(kind, name, columns, rows), content_type=FORMATS[kind])
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = disposition(filename)
    response["Cache-Control"] = "private, no-store"
    return response
