"""A spreadsheet as text: its rows, in the encodings a German office writes. Only what Python brings along."""

import codecs
import csv
import io
import re
from collections import Counter

from quartiersarbeit.ground.examining.limits import LONGEST_CELL, MEGABYTE, Refused, refuse_row

MOST_CSV_BYTES = 5 * MEGABYTE
# Two bytes that are one letter in UTF-8 are „Ã¼“ in Windows-1252: nobody writes that.
LETTER_IN_UTF8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xbf]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DELIMITERS = ";\t,|"  # of two that fit as well, the first
LOOKED_AT = 64 * 1024  # letters by which the delimiter is found
SAID = re.compile("sep=(.)\r?\n", re.IGNORECASE)  # a first line for Excel alone, which does not count it


def examine(data: bytes) -> dict:
    """Rows of a file with semicolons, tabulators, commas or upright strokes between its cells.

    Refuses `too_large_table`, `no_text`, `broken_text`, `too_many_rows`, `too_many_columns`, `cell_too_long`.
    """
    if len(data) > MOST_CSV_BYTES:
        raise Refused("too_large_table", megabytes=MOST_CSV_BYTES // MEGABYTE)
    text = _decoded(data)
    csv.field_size_limit(LONGEST_CELL)
    if said := SAID.match(text):
        text, delimiter = text[said.end() :], said[1]
    else:
        delimiter = _delimiter(text)
    try:
        return {"rows": _rows(text, delimiter=delimiter, strict=True)}
    except csv.Error:  # quotes that are letters: „"Fixstern" e. V.“
        rows = _rows(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return {"rows": [[_unquoted(cell) for cell in row] for row in rows]}


def _rows(text: str, **how) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), **how)
    try:
        for row in reader:
            rows.append(row)
            refuse_row(len(rows), len(row))
    except csv.Error as error:
        if "limit" in str(error):
            raise Refused("cell_too_long", line=reader.line_num) from None
        raise
    return rows


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if whole else cell


def _delimiter(text: str) -> str:
    """What cuts the most of the first rows into equally many cells, and of two such, into more."""
    return max(DELIMITERS, key=lambda one: _evenness(text[:LOOKED_AT], one))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        pass
    return max(((many, width) for width, many in widths.items()), default=(0, 0))


def _decoded(data: bytes) -> str:
    if data.startswith(UTF16):
        try:
            return _without_nothing(data.decode("utf-16"))
        except UnicodeDecodeError as broken:
            raise Refused("broken_text", line=data.count(b"\n", 0, broken.start) + 1) from None
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


def _without_nothing(text: str) -> str:
    if "\0" in text:
        raise Refused("no_text")
    return text
