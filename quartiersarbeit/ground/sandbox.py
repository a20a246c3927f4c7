"""Other people's files are looked into by a process of its own, with little memory and time (`examining`).

A file that makes its reader crash, run on or ask for memory without end ends that process and nothing else; the
person who sent it reads a sentence.
"""

import json
import logging
import os
import subprocess
import sys
from datetime import date, datetime
from typing import Any

from django.conf import settings

from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse

log = logging.getLogger(__name__)

TOO_MUCH = (
    "Diese Datei ist zu aufwendig: Sie entpackt sich zu mehr, als hier Platz hat. Speichern Sie sie neu und kleiner, "
    "oder teilen Sie sie auf."
)
LONGER = {"xlsx": 3}  # of an honest one 60,000 cells are read; what unfolds to more is known before
# What the examination's codes say. A caller may know better what is wanted instead, see `examined`.
SAID = {
    "no_pdf": "Diese Datei ist kein lesbares PDF, auch wenn ihr Name es sagt.",
    "damaged": "Dieses Bild ist unvollständig oder beschädigt. Speichern Sie es neu, und wählen Sie es noch einmal.",
    "pdf_damaged": "Diese Datei ist kein lesbares PDF: Sie ist unvollständig oder beschädigt. Speichern Sie sie neu "
    "als PDF, und wählen Sie sie noch einmal.",
    "pdf_locked": "Dieses PDF ist mit einem Kennwort geschützt. Wählen Sie eines, das ohne Kennwort aufgeht.",
    "no_pages": "Dieses PDF hat keine Seiten.",
    "unfolds": TOO_MUCH,
    "too_many_pixels": "Dieses Bild ist zu groß. Verkleinern Sie es auf höchstens 110 Millionen Bildpunkte.",
    "two_files": "In dieser Datei steckt noch eine zweite. Öffnen und speichern Sie das Bild neu.",
    "no_workbook": "Diese Datei lässt sich nicht als XLSX lesen. Bitte prüfen Sie sie.",
    "old_workbook": "Diese Datei hat das alte Format von Excel (.xls) oder ein Kennwort. Speichern Sie sie ohne "
    "Kennwort als „Excel-Arbeitsmappe (.xlsx)“.",
    "workbook_locked": "Diese Datei ist mit einem Kennwort geschützt. Wählen Sie eine ohne Kennwort.",
    "entities": "Diese Datei enthält Verweise, die eine Tabelle nicht braucht. Speichern Sie sie neu als XLSX.",
    "no_template": "Diese Datei ist kein lesbares Word-Dokument (.docx), auch wenn ihr Name es sagt.",
    "template_locked": "Diese Datei hat das alte Format von Word (.doc) oder ein Kennwort. Speichern Sie sie ohne "
    "Kennwort als „Word-Dokument (.docx)“.",
    "template_runs": "Diese Vorlage enthält Makros oder eingebettete Programme. Speichern Sie sie ohne diese als "
    "„Word-Dokument (.docx)“.",
    "template_elsewhere": "Diese Vorlage lädt Inhalte von anderswo nach. Fügen Sie diese in die Datei ein, oder "
    "entfernen Sie sie.",
    "too_many_fields": "Diese Vorlage hat mehr als {most} Inhaltssteuerelemente. Lassen Sie nur die stehen, die "
    "gefüllt werden.",
    "too_large_table": "Die Datei ist zu groß. Möglich sind höchstens {megabytes} MB.",
    "no_text": "Diese Datei lässt sich nicht als CSV lesen. Bitte prüfen Sie sie.",
    "broken_text": "In Zeile {line} stehen Zeichen, die sich nicht lesen lassen. Speichern Sie die Tabelle neu als "
    "„CSV UTF-8“.",
    "too_many_rows": "Das sind mehr als {most} Zeilen.",
    "too_many_columns": "Das sind mehr als {most} Spalten.",
    "too_many_cells": "Das sind mehr als {most} Zellen.",
    "cell_too_long": "In einer Zelle steht zu viel Text. Möglich sind höchstens 32.767 Zeichen.",
}


def examined(
    kind: str, content: bytes, *, field: str | None = None, said: dict[str, str] | None = None
) -> dict:
    """What there is to know of a file: of a „pdf“ its pages, of a „picture“ its size, of „csv“ and „xlsx“ the
    rows, of a „docx“ its fields.

    Refuses at `field` with the codes of `SAID`, in the words of `said` where they stand there, and with
    `too_much` where it took more memory or time than there is.
    """
    seconds = settings.FILE_CHECK_SECONDS * LONGER.get(kind, 1)
    limits = [str(settings.FILE_CHECK_MEGABYTES), str(seconds)]
    command = [sys.executable, "-P", "-s", "-m", "quartiersarbeit.ground.examining", kind, *limits]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file's in the command
            command,
            input=content,
            capture_output=True,
            timeout=settings.FILE_CHECK_PATIENCE,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        refuse("too_much", TOO_MUCH, field=field)
    if done.returncode:
        log.warning("examining a %s of %s bytes ended with %s", kind, len(content), done.returncode)
        refuse("too_much", TOO_MUCH, field=field)
    answer = json.loads(done.stdout)
    if code := answer.get("refused"):
        told = {name: german.number(value) for name, value in answer["details"].items()}
        refuse(code, {**SAID, **(said or {})}[code].format(**told), field=field)
    return answer["found"]


def _environment() -> dict[str, str]:
    """Nothing of ours but where the code lies: no key, no address of a database."""
    path = os.pathsep.join(filter(None, [str(settings.BASE_DIR), os.environ.get("PYTHONPATH")]))
    kept = {
        name: os.environ[name]
        for name in ("PYTHONDONTWRITEBYTECODE", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return {"PYTHONPATH": path, "LC_ALL": "C", "PYTHONUTF8": "1", **kept}


def rows(kind: str, content: bytes, *, field: str | None = None) -> list[list[Any]]:
    """The rows of a „csv“ or „xlsx“ with days as such; refuses as `examined` does."""
    return [[_value(cell) for cell in row] for row in examined(kind, content, field=field)["rows"]]


def _value(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    if "day" in cell:
        return date.fromisoformat(cell["day"])
    return datetime.fromisoformat(cell["moment"])  # as typed: a spreadsheet knows no time zone
