"""The rows of an Excel file's sheet as plain values; `archive` has looked at it before.

The sheet is the first that is shown and has a table: before it may lie a cover with a few words.
"""

import io
from datetime import date, datetime, time
from typing import Any

import openpyxl

from quartiersarbeit.ground.examining.limits import LONGEST_CELL, Refused, refuse_row

MOST_SHEETS = 5


def examine(data: bytes) -> dict:
    """The rows. Days become `{"day": …}`, moments `{"moment": …}`, formulas begin with „=“.

    Refuses `no_workbook`, `too_many_rows`, `too_many_columns`, `cell_too_long`.
    """
    try:
        return {"rows": _rows(data)}
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception:  # a broken file makes its reader raise whatever it likes
        raise Refused("no_workbook") from None


def _rows(data: bytes) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    found = [_rows_of(sheet) for sheet in shown[:MOST_SHEETS]]
    return next((rows for rows in found if _is_table(rows)), found[0])


def _is_table(rows: list[list]) -> bool:
    """Whether two rows have at least two cells each."""
    return sum(sum(value not in (None, "") for value in row) > 1 for row in rows) > 1


def _rows_of(sheet) -> list[list]:
    rows: list[list] = []
    for row in sheet.iter_rows(values_only=True):
        rows.append([_plain(value) for value in row])
        refuse_row(len(rows), len(row))
    return rows


def _plain(value: Any) -> Any:
    """A cell's value as JSON can carry it."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat()
    if type(value).__name__ in ("ArrayFormula", "DataTableFormula"):
        return "=" + str(getattr(value, "text", "") or "").lstrip("=")
    if value is None or isinstance(value, bool | int | float):
        return value
    if len(text := str(value)) > LONGEST_CELL:
        raise Refused("cell_too_long", line=0)
    return text
