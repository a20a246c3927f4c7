"""Rows of plain values as a spreadsheet that opens without surprises in a German office.

Numbers stay numbers and days stay days; text that a spreadsheet would run as a formula is disarmed.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import tablib
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from quartiersarbeit import german

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
NAMES = {"xlsx": "Excel (XLSX)", "csv": "CSV"}

# What makes a program read a cell as a formula, in ASCII and in the full-width forms some accept (OWASP,
# “CSV Injection”); leading space does not help, programs trim it.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
)  # XML cannot carry these


def safe_text(text: str) -> str:
    """The text as a cell may hold it: no control characters, and never the start of a formula."""
    text = UNPRINTABLE.sub("", text)
    return f"'{text}" if FORMULA.match(text) else text


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


def content(kind: str, title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file's bytes; `kind` is „xlsx“ or „csv“ (semicolons and a byte order mark, as Excel wants them)."""
    written = csv_cell if kind == "csv" else cell
    sheet = tablib.Dataset(headers=[safe_text(header) for header in headers], title=safe_text(title))
    for row in rows:
        sheet.append([written(value) for value in row])
    if kind == "csv":
        return sheet.export("csv", delimiter=";").encode("utf-8-sig")
    return sheet.export("xlsx")


def answer(kind: str, name: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The file as a download, named after what it holds and the day: „partner-2026-11-22.xlsx“."""
    response = HttpResponse(content(kind, name, headers, rows), content_type=FORMATS[kind])
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    response["Cache-Control"] = "private, no-store"
    return response
