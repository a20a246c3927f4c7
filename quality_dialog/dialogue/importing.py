"""A framework as rows of a spreadsheet or JSON file: read, tried out, written; all rows or none.

One row a part. The same columns go out and come in, so that a file that was exported can be imported.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import Truncator

from quality_dialog.dialogue.models.framework import IndicatorKind
from quality_dialog.dialogue.rules import KINDS, Part
from quartiersarbeit.ground import german, heads, importing, scanning, spreadsheet
from quartiersarbeit.ground.cells import Lines, Text, is_formula
from quartiersarbeit.ground.importing import FORMULA, Problem
from quartiersarbeit.ground.refusals import refuse

COLUMNS = ("Art", "Handlungsfeld", "Kürzel", "Text", "Definition", "Einheit", "Kennzahlart")
REQUIRED = ("Art", "Handlungsfeld", "Kürzel", "Text")
MAX_MEGABYTES = 2
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
MOST_PARTS = 500
MOST_NAMES, LONGEST_NAME = 8, 40  # heads in a sentence, letters of one
LONGEST_CODE, LONGEST_UNIT = 10, 40
LONGEST = {"field": 160, "criterion": 4000, "indicator": 120}  # letters of „Text“
LONGEST_DEFINITION = 4000

ALSO = {
    "Art": ("Typ",),
    "Handlungsfeld": ("Feld",),
    "Kürzel": ("Code", "Nr.", "Nummer"),
    "Text": ("Frage", "Leitfrage", "Titel", "Bezeichnung"),
    "Einheit": ("Maßeinheit",),
}
WANTED = tuple(
    heads.SheetColumn(name, name, Lines() if name in ("Text", "Definition") else Text(), ALSO.get(name, ()))
    for name in COLUMNS
)

Texts = dict[str, str]


# --- In ------------------------------------------------------------------------------------------


def read(name: str, content: bytes) -> heads.Reading:
    """The file's rows by column. Refuses what cannot be read, or lacks a column; others than ours are not read."""
    if name.lower().endswith(".json"):
        found = _json(content)
    else:
        found = heads.read(importing.grid(name, content, others=", .txt oder .json"), WANTED, {})
    if missing := [column for column in REQUIRED if column not in found.headers]:
        said = f"Es fehlen die Spalten: {german.listing(missing)}."
        if found.asked:
            said += f" Unbekannt sind die Spalten: {told([column.name for column in found.asked])}."
        refuse("columns", said, field="file")
    if not found.rows:
        refuse("empty", "Die Datei enthält keine Zeilen.", field="file")
    if len(found.rows) > MOST_PARTS:
        refuse("too_many", f"Das sind mehr als {MOST_PARTS} Zeilen. Teilen Sie die Datei.", field="file")
    return found


def _json(content: bytes) -> heads.Reading:
    """Rows as objects, numbered as if the heads stood above them; what looks like a formula is text here."""
    scanning.refuse_infected(content, field="file")
    try:
        rows = json.loads(content.decode("utf-8-sig"))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError("not a list of objects")
    except (ValueError, RecursionError):
        refuse(
            "unreadable", "Diese Datei lässt sich nicht als JSON lesen. Bitte prüfen Sie sie.", field="file"
        )
    names = dict.fromkeys(name for row in rows for name in row) or dict.fromkeys(REQUIRED)
    columns = [
        heads.FileColumn(at, name, name if name in COLUMNS else "", name in COLUMNS)
        for at, name in enumerate(names)
    ]
    marked = [
        {
            name: spreadsheet.safe_text(value) if isinstance(value, str) else value
            for name, value in row.items()
        }
        for row in rows
    ]
    return heads.Reading(tuple(columns), tuple(enumerate(marked, start=2)))


def told(names: list[str]) -> str:
    """The heads somebody wrote, as many and as much of each as is read."""
    shown = [Truncator(name).chars(LONGEST_NAME) for name in names[:MOST_NAMES]]
    if more := len(names) - len(shown):
        shown.append(german.count(more, "weitere", "weitere"))
    return german.listing(shown)


def parts_of(rows: Iterable[heads.Row]) -> tuple[list[Part], list[Problem]]:
    """The parts that the rows say, each behind its field, and all that is wrong with them, by the rows' numbers."""
    found, problems = [], []
    numbered = [(number, row, _texts(row)) for number, row in rows]
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


def _texts(row: dict[str, Any]) -> Texts:
    """Each cell as the text that is meant."""
    return {column.header: column.cell.read(row.get(column.header), row) for column in WANTED}


def _kind(text: Texts) -> str:
    kinds = {label.casefold(): kind for kind, label in KINDS.items()}
    return kinds.get(text["Art"].casefold(), "")


def _unreadable(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        if is_formula(row.get(name)):
            yield name, FORMULA
        elif isinstance(row.get(name), list | dict | bool):
            yield name, "Hier steht kein Text."


def _wrong(text: Texts, fields: set[str]) -> Iterator[tuple[str, str]]:
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
    if kind == "indicator":
        yield from _wrong_indicator(text)
    if kind in ("field", "criterion"):
        for name in ("Definition", "Einheit", "Kennzahlart"):
            if text[name]:
                yield name, "Das gibt es nur bei einer Kennzahl."


def _wrong_indicator(text: Texts) -> Iterator[tuple[str, str]]:
    if not text["Einheit"]:
        yield "Einheit", "Bitte geben Sie die Einheit der Kennzahl an."
    if text["Kennzahlart"] and not _indicator_kind(text):
        yield "Kennzahlart", f"Möglich sind: {german.listing(IndicatorKind.labels, 'oder')}; oder nichts."


def _indicator_kind(text: Texts) -> str:
    kinds = {label.casefold(): kind for kind, label in IndicatorKind.choices}
    return kinds.get(text["Kennzahlart"].casefold(), "")


def _too_long(text: Texts, kind: str) -> Iterator[tuple[str, str]]:
    most = {
        "Kürzel": LONGEST_CODE,
        "Text": LONGEST.get(kind, max(LONGEST.values())),
        "Definition": LONGEST_DEFINITION,
        "Einheit": LONGEST_UNIT,
    }
    for name, letters in most.items():
        if len(text[name]) > letters:
            yield name, f"Das ist zu lang. Möglich sind höchstens {german.number(letters)} Zeichen."


def _part(text: Texts) -> Part:
    kind = _kind(text)
    field = text["Kürzel"] if kind == "field" else text["Handlungsfeld"]
    words = (text["Kürzel"], text["Text"], text["Definition"], text["Einheit"])
    return Part(kind, field, *words, _indicator_kind(text))


def _in_order(parts: list[Part]) -> list[Part]:
    """Fields in their order, behind each its criteria and then its indicators, in theirs."""
    place = {part.code: number for number, part in enumerate(parts) if part.is_field}
    kinds = list(KINDS)
    return sorted(parts, key=lambda part: (place.get(part.field, len(parts)), kinds.index(part.kind)))


# --- Out -----------------------------------------------------------------------------------------


def rows_of(parts: Iterable[Part]) -> list[list[str]]:
    """The parts as rows under `COLUMNS`."""
    rows = (
        (
            *(KINDS[part.kind], part.field, part.code, part.text, part.definition, part.unit),
            IndicatorKind(part.indicator_kind).label if part.indicator_kind else "",
        )
        for part in parts
    )
    return [[column.cell.shown(text) for column, text in zip(WANTED, row, strict=True)] for row in rows]


def json_of(parts: Iterable[Part]) -> str:
    """The same rows as JSON, readable for people."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(parts)]
    return json.dumps(rows, ensure_ascii=False, indent=2)
