"""A framework as rows of a spreadsheet or JSON file: read, tried out, written; all rows or none.

One row a part. The same columns go out and come in, so that a file that was exported can be imported.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from quality_dialog.dialogue.rules import KINDS, Part
from quartiersarbeit.ground import german, scanning, spreadsheet
from quartiersarbeit.ground.importing import CSV, XLSX, Problem, Text, is_formula, told
from quartiersarbeit.ground.refusals import refuse

COLUMNS = ("Art", "Handlungsfeld", "Kürzel", "Text", "Definition", "Einheit")
REQUIRED = ("Art", "Handlungsfeld", "Kürzel", "Text")
MAX_MEGABYTES = 2
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
MOST_PARTS = 500
LONGEST_CODE, LONGEST_UNIT = 10, 40
LONGEST = {"field": 160, "criterion": 4000, "indicator": 120}  # letters of „Text“
LONGEST_DEFINITION = 4000

Row = dict[str, str]


# --- In ------------------------------------------------------------------------------------------


def read(name: str, content: bytes) -> list[dict[str, Any]]:
    """The file's rows by column. Refuses what cannot be read, or has other columns than ours."""
    readers = {"xlsx": _sheet, "csv": _sheet, "json": _json}
    kind = name.rpartition(".")[2].lower()
    if kind not in readers:
        refuse(
            "unknown_format",
            "Bitte wählen Sie eine Datei mit der Endung .xlsx, .csv oder .json.",
            field="file",
        )
    try:
        headers, rows = readers[kind](kind, content)
    except ValidationError as refusal:
        refuse(refusal.code or "unreadable", " ".join(refusal.messages), field="file")
    except Exception:  # a broken file makes its reader raise whatever it likes
        text = f"Diese Datei lässt sich nicht als {kind.upper()} lesen. Bitte prüfen Sie sie."
        refuse("unreadable", text, field="file")
    _refuse_columns(headers)
    if not rows:
        refuse("empty", "Die Datei enthält keine Zeilen.", field="file")
    if len(rows) > MOST_PARTS:
        refuse("too_many", f"Das sind mehr als {MOST_PARTS} Zeilen.", field="file")
    return rows


def _sheet(kind: str, content: bytes) -> tuple[list[str], list[dict]]:
    table = (XLSX() if kind == "xlsx" else CSV()).create_dataset(content)
    headers = list(table.headers or [])
    return headers, [dict(zip(headers, row, strict=True)) for row in table]


def _json(kind: str, content: bytes) -> tuple[list[str], list[dict]]:
    scanning.refuse_infected(content)
    rows = json.loads(content.decode("utf-8-sig"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("not a list of objects")
    named = dict.fromkeys(name for row in rows for name in row)
    return [*named, *(name for name in REQUIRED if not rows)], rows


def _refuse_columns(headers: Sequence[str]) -> None:
    said = []
    if missing := [name for name in REQUIRED if name not in headers]:
        said.append(f"Es fehlen die Spalten: {german.listing(missing)}.")
    if unknown := [name or "(ohne Überschrift)" for name in headers if name not in COLUMNS]:
        said.append(f"Unbekannt sind die Spalten: {told(unknown)}.")
    if twice := sorted({name for name in headers if headers.count(name) > 1}):
        said.append(f"Doppelt sind die Spalten: {told(twice)}.")
    if said:
        refuse("columns", " ".join(said), field="file")


def parts_of(rows: Iterable[dict[str, Any]]) -> tuple[list[Part], list[Problem]]:
    """The parts that the rows say, each behind its field, and everything that is wrong with them.

    A row is counted as the spreadsheet counts it: the first one holds the headers.
    """
    found, problems = [], []
    numbered = [(number, row, _texts(row)) for number, row in enumerate(rows, start=2)]
    fields = {text["Kürzel"] for _, _, text in numbered if _kind(text) == "field"}
    seen: dict[tuple, int] = {}
    for number, row, text in numbered:
        wrong = [*_unreadable(row), *_wrong(text, fields)]
        key = (_kind(text), text["Handlungsfeld"] if _kind(text) != "field" else "", text["Kürzel"])
        first = seen.setdefault(key, number)
        if first != number and text["Kürzel"]:
            wrong.append(("Kürzel", f"Dieses Kürzel steht schon in Zeile {first}."))
        problems += [Problem(number, column, reason) for column, reason in wrong]
        if not wrong:
            found.append(_part(text))
    if not any(_kind(text) == "field" for _, _, text in numbered):
        problems.append(Problem(1, "Art", "Es fehlt ein Handlungsfeld."))
    return _in_order(found), problems


def _texts(row: dict[str, Any]) -> Row:
    """Each cell as text; the mark that an export puts before what looks like a formula is taken off."""
    texts = {}
    for name in COLUMNS:
        text = spreadsheet.UNPRINTABLE.sub("", Text().clean(row.get(name)))
        marked = text.startswith("'") and spreadsheet.FORMULA.match(text[1:])
        texts[name] = text[1:] if marked else text
    return texts


def _kind(text: Row) -> str:
    kinds = {label.casefold(): kind for kind, label in KINDS.items()}
    return kinds.get(text["Art"].casefold(), "")


def _unreadable(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        if is_formula(row.get(name)):
            yield name, "Formeln werden nicht übernommen. Bitte fügen Sie nur die Werte ein."
        elif isinstance(row.get(name), list | dict | bool):
            yield name, "Hier steht kein Text."


def _wrong(text: Row, fields: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with one row by itself."""
    kind = _kind(text)
    if not kind:
        yield "Art", f"Möglich sind: {german.listing(KINDS.values(), 'oder')}."
    if not text["Kürzel"]:
        yield "Kürzel", "Bitte geben Sie ein Kürzel an."
    if not text["Text"]:
        yield "Text", "Bitte geben Sie einen Text an."
    yield from _too_long(text, kind)
    if kind == "field" and text["Handlungsfeld"] not in ("", text["Kürzel"]):
        yield "Handlungsfeld", "Bei einem Handlungsfeld steht hier nichts oder sein eigenes Kürzel."
    if kind in ("criterion", "indicator") and text["Handlungsfeld"] not in fields:
        yield "Handlungsfeld", f"Ein Handlungsfeld „{text['Handlungsfeld'][:20]}“ steht nicht in der Datei."
    if kind == "indicator" and not text["Einheit"]:
        yield "Einheit", "Bitte geben Sie die Einheit der Kennzahl an."
    if kind in ("field", "criterion"):
        for name in ("Definition", "Einheit"):
            if text[name]:
                yield name, "Das gibt es nur bei einer Kennzahl."


def _too_long(text: Row, kind: str) -> Iterator[tuple[str, str]]:
    most = {
        "Kürzel": LONGEST_CODE,
        "Text": LONGEST.get(kind, max(LONGEST.values())),
        "Definition": LONGEST_DEFINITION,
        "Einheit": LONGEST_UNIT,
    }
    for name, letters in most.items():
        if len(text[name]) > letters:
            yield name, f"Das ist zu lang. Möglich sind höchstens {german.number(letters)} Zeichen."


def _part(text: Row) -> Part:
    kind = _kind(text)
    field = text["Kürzel"] if kind == "field" else text["Handlungsfeld"]
    return Part(kind, field, text["Kürzel"], text["Text"], text["Definition"], text["Einheit"])


def _in_order(parts: list[Part]) -> list[Part]:
    """Fields in their order, behind each its criteria and then its indicators, in theirs."""
    place = {part.code: number for number, part in enumerate(parts) if part.is_field}
    kinds = list(KINDS)
    return sorted(parts, key=lambda part: (place.get(part.field, len(parts)), kinds.index(part.kind)))


# --- Out -----------------------------------------------------------------------------------------


def rows_of(parts: Iterable[Part]) -> list[list[str]]:
    """The parts as rows under `COLUMNS`."""
    return [
        [KINDS[part.kind], part.field, part.code, part.text, part.definition, part.unit] for part in parts
    ]


def json_of(parts: Iterable[Part]) -> str:
    """The same rows as JSON, readable for people."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(parts)]
    return json.dumps(rows, ensure_ascii=False, indent=2)
