"""A spreadsheet as text: its rows, in the encodings a German office writes. Only what Python brings along."""

import codecs
import csv
import io
import re

from quartiersarbeit.ground.examining.limits import LONGEST_CELL, MEGABYTE, Refused, refuse_row

MOST_CSV_BYTES = 5 * MEGABYTE
# Two bytes that are one letter in UTF-8 are „Ã¼“ in Windows-1252: nobody writes that.
LETTER_IN_UTF8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xbf]")


def examine(data: bytes) -> dict:
    """Rows of a file with semicolons or commas.

    Refuses `too_large_table`, `no_text`, `broken_text`, `too_many_rows`, `too_many_columns`, `cell_too_long`.
    """
    if len(data) > MOST_CSV_BYTES:
        raise Refused("too_large_table", megabytes=MOST_CSV_BYTES // MEGABYTE)
    text = _decoded(data)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            refuse_row(len(rows), len(row))
    except csv.Error:
        raise Refused("cell_too_long", line=reader.line_num) from None
    return {"rows": rows}


def _decoded(data: bytes) -> str:
    if b"\0" in data or data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")):
        raise Refused("no_text")
    marked, data = data.startswith(codecs.BOM_UTF8), data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        if marked or LETTER_IN_UTF8.search(data):
            raise Refused("broken_text", line=line) from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as broken:
        raise Refused("broken_text", line=data.count(b"\n", 0, broken.start) + 1) from None
