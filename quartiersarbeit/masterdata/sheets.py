"""Partners, people and sites from a spreadsheet, on pages of this house: tried out, asked about, all rows or none.

The file lies in the cache between its two pages (`ground/pending.py`); what somebody said of its columns is remembered
for the next one of the kind.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.importing import AnswerSheet
from partners.importing import ContactSheet, PartnerSheet
from partners.models import User
from quality_dialog.dialogue import importing as frameworks
from quartiersarbeit.ground import german, heads, importing, pending, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import answer_form, refused
from quartiersarbeit.ground.importing import Outcome, Problem, Sheet
from quartiersarbeit.ground.refusals import refuse
from sites.importing import SiteSheet

SHOWN = 50  # rows and questions on one page; the others come when these are answered
INDEX = "masterdata"
NOT_READ = ("-", "Nicht übernehmen")
OPEN = ("", "Bitte wählen")
ANSWER = re.compile(r"antwort-([0-9]{1,7})-([0-9]{1,2})")
AGAIN = "Die Prüfung ist abgelaufen. Bitte wählen Sie die Datei noch einmal aus."


@dataclass(frozen=True)
class Kind:
    """What one spreadsheet brings: its rows, the rights to bring them, the list they stand in."""

    sheet: type[Sheet]
    title: str
    rights: tuple[str, ...]
    listed: str
    example: tuple[tuple[str, ...], ...]


SHEETS = {
    "partner": Kind(
        PartnerSheet,
        "Partner einlesen",
        ("partners.add_partner", "partners.change_partner"),
        "partners:partner_list",
        (
            ("Name", "Kurzname", "Name nach „mit“", "Bereich"),
            (
                "Wohnungsgenossenschaft Beispiel eG",
                "Beispiel eG",
                "der Wohnungsgenossenschaft Beispiel",
                "Wohnungswirtschaft",
            ),
        ),
    ),
    "ansprechpersonen": Kind(
        ContactSheet,
        "Ansprechpersonen einlesen",
        ("partners.add_contact", "partners.change_contact"),
        "partners:partner_list",
        (
            ("Kooperationspartner", "Name", "Funktion", "E-Mail-Adresse", "Telefon", "Seit"),
            ("Beispiel eG", "Kim Muster", "Leitung", "kim.muster@example.org", "0521 510", "01.03.2024"),
        ),
    ),
    "standorte": Kind(
        SiteSheet,
        "Standorte einlesen",
        ("sites.add_site", "sites.change_site"),
        "sites:site_list",
        (("Name", "Quartier", "Eröffnet am"), ("Treff Nord", "Am Park", "01.03.2024")),
    ),
    "zahlungen": Kind(
        AnswerSheet,
        "Rückmeldung der Stadtkasse einlesen",
        ("funding.pay_disbursement",),
        "funding:payment_run_list",
        (
            ("Kennung", "Betrag", "Ausgezahlt am", "Buchungszeichen"),
            ("QA2026-001-0123456789ab-001", "2.000,00", "15.03.2026", "KA-2026-17"),
        ),
    ),
}


# --- The file ------------------------------------------------------------------------------------


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="Tabelle",
        help_text="Excel (.xlsx) oder Text (.csv, .tsv, .txt), höchstens 2 MB. Eine Zeile nennt die Spalten; was "
        "darüber steht, und Spalten, die hier niemand braucht, stören nicht.",
    )


def sheet_read(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a spreadsheet; the next page says what would become of it."""
    found = _kind(request, kind)

    def read(*, file, by, on) -> None:
        if file.size > importing.MAX_BYTES:
            refuse("too_large", f"Die Datei ist größer als {importing.MAX_MEGABYTES} MB.", field="file")
        content = file.read()
        importing.grid(file.name, content)
        pending.forget(request)
        pending.wait_for(request, pending.kept(content), kind)

    return answer_form(
        request,
        SheetForm(request.POST or None, request.FILES or None),
        read,
        found.listed,
        found.title,
        done="Die Datei ist gelesen. Noch ist nichts gespeichert.",
        then=reverse("sheet_check", args=[kind]),
        submit_label="Datei prüfen",
        crumbs=crumbs(found.listed, "Einlesen"),
        template="masterdata_sheet.html",
        templates=_files(kind),
        columns=german.listing(found.sheet().headers()),
    )


def _kind(request: HttpRequest, kind: str) -> Kind:
    found = SHEETS.get(kind)
    if found is None:
        raise Http404
    if not request.user.has_perms(found.rights):  # type: ignore[union-attr]  # nobody comes here unknown
        raise PermissionDenied
    return found


# --- What would become of it -----------------------------------------------------------------------


class CheckForm(forms.Form):
    """What the columns are that explain nothing by themselves, and the answers to what is asked of rows."""

    def __init__(self, sheet: Sheet, reading: heads.Reading, problems: list[Problem]):
        super().__init__()
        clear = {column.header for column in reading.columns if column.clear}
        free = [(head, head) for head in sheet.headers() if head not in clear]
        for column in reading.asked:
            self.fields[f"spalte-{column.at}"] = forms.ChoiceField(
                label=f"Spalte „{column.name}“" if column.named else f"{column.name}, ohne Überschrift",
                choices=[NOT_READ, *free],
                initial=column.header or NOT_READ[0],
            )
        for problem in problems:
            name = _answer_to(sheet, problem.row, problem.column)
            place = f"Zeile {problem.row}" + (f", Spalte {problem.column}" if problem.column else "")
            self.fields.setdefault(
                name,
                forms.ChoiceField(
                    label=f"Antwort zu {place}", choices=[OPEN, *problem.choices], required=False
                ),
            )


def sheet_check(request: HttpRequest, kind: str) -> HttpResponse:
    """What is read of the file, what is asked and what would be stored; then stored as it was shown."""
    found = _kind(request, kind)
    content = pending.content_of(request, kind)
    if content is None:
        messages.warning(request, AGAIN)
        return redirect("sheet_read", kind=kind)
    grid = importing.grid("tabelle.csv", content)
    columns = found.sheet().columns
    said = _remembered(request.user, kind)
    reading = heads.read(grid, columns, said)
    if request.method == "POST":
        said |= {
            column.key: request.POST[f"spalte-{column.at}"].removeprefix(NOT_READ[0])
            for column in reading.columns
            if f"spalte-{column.at}" in request.POST
        }
        _remember(request.user, kind, said)
        reading = heads.read(grid, columns, said)
    answers = _answers(found.sheet(), request.POST)
    acting: dict[str, Any] = {"by": request.user, "on": timezone.localdate()}
    outcome = found.sheet(answers, **acting).take(reading.rows, store=False)
    seen = _seen(outcome)
    if request.POST.get("tun") == "uebernehmen" and request.POST.get("gezeigt") == seen:
        done = None if outcome.problems or outcome.missing else _stored(request, found, reading, answers)
        if done is not None:
            pending.forget(request)
            messages.success(request, f"Übernommen: {done.told()}.")
            return redirect(found.listed)
    return _check_page(request, kind, found.sheet(answers), reading, outcome, seen)


def _stored(request: HttpRequest, found: Kind, reading: heads.Reading, answers: dict) -> Outcome | None:
    """What was stored; None, and a message, where meanwhile something stands against it."""
    kept: list[Outcome] = []

    def store() -> None:
        acting: dict[str, Any] = {"by": request.user, "on": timezone.localdate()}
        kept.append(found.sheet(answers, **acting).take(reading.rows, store=True))

    refusal = refused(store)
    if refusal or kept[-1].problems or kept[-1].missing:
        text = "Inzwischen haben sich Daten geändert; es wurde nichts übernommen. Bitte prüfen Sie neu."
        messages.error(request, " ".join(refusal.messages) if refusal else text)
        return None
    return kept[-1]


def _answers(sheet: Sheet, typed: Mapping[str, str]) -> dict[tuple[int, str], str]:
    found = {}
    named = ["", *sheet.headers()]
    for name, answer in typed.items():
        if answer and (match := ANSWER.fullmatch(name)) and int(match[2]) < len(named):
            found[int(match[1]), named[int(match[2])]] = answer
    return found


def _answer_to(sheet: Sheet, row: int, column: str) -> str:
    return f"antwort-{row}-{['', *sheet.headers()].index(column)}"


def _seen(outcome: Outcome) -> str:
    """By what the page that is confirmed is told from one that shows something else."""
    told = [[one.number, one.kind, *map(str, one.shown)] for one in outcome.taken]
    return hashlib.sha256(json.dumps([told, outcome.left_out]).encode()).hexdigest()


def _check_page(
    request: HttpRequest, kind: str, sheet: Sheet, reading: heads.Reading, outcome: Outcome, seen: str
) -> HttpResponse:
    problems = outcome.problems[:SHOWN]
    form = CheckForm(sheet, reading, problems)
    open_ones = {_answer_to(sheet, one.row, one.column) for one in problems}
    given = [
        (_answer_to(sheet, row, column), answer, row, column)
        for (row, column), answer in sorted(sheet.answers.items())
    ]
    missing = [head for head in sheet.headers() if head in outcome.missing]
    context = {
        "title": "Tabelle prüfen",
        "crumbs": crumbs(SHEETS[kind].listed, "Einlesen"),
        "form": form,
        "columns_form": [form[name] for name in form.fields if name.startswith("spalte-")],
        "problems": Table(
            (
                Column("row", "Zeile", lambda one: f"Zeile {one.row}"),
                Column("column", "Spalte"),
                Column("reason", "Was nicht stimmt oder gefragt ist"),
                Column(
                    "answer",
                    "Antwort",
                    lambda one: form[_answer_to(sheet, one.row, one.column)],
                    kind="field",
                ),
            ),
            problems,
            "Fragen und Fehler",
        ),
        "number_of_problems": len(outcome.problems),
        "missing": missing,
        "given": [one for one in given if one[0] not in open_ones],
        "left_out": outcome.left_out,
        "outcome": outcome,
        "seen": seen,
        "can_store": bool(outcome.taken) and not outcome.problems and not missing,
        "preview": _preview(sheet, reading, outcome),
        "again": reverse("sheet_read", args=[kind]),
    }
    return render(request, "masterdata_sheet_check.html", context)


def _preview(sheet: Sheet, reading: heads.Reading, outcome: Outcome) -> Table:
    """What would be stored, cell by cell; what changes comes first."""
    rows = sorted(outcome.taken, key=lambda one: (one.kind == "unverändert", one.number))[:SHOWN]
    shown = [at for at, head in enumerate(sheet.headers()) if head in reading.headers]
    told = [
        Column("number", "Zeile", lambda row: f"Zeile {row.number}"),
        Column("kind", "Was geschieht", _what_happens),
    ]
    told += [Column(str(at), sheet.headers()[at], partial(_cell, at)) for at in shown]
    many = german.count(len(outcome.taken), "Zeile", "Zeilen")
    return Table(told, rows, f"Vorschau, {len(rows)} von {many}")


def _what_happens(row: importing.Taken) -> str:
    return f"geändert: {german.listing(row.changed)}" if row.kind == "geändert" else row.kind


def _cell(at: int, row: importing.Taken) -> Any:
    return row.shown[at]


# --- What is remembered ----------------------------------------------------------------------------


def _remembered(user: Any, kind: str) -> dict[str, str]:
    return dict((user.sheet_columns or {}).get(kind, {}))


def _remember(user: Any, kind: str, said: dict[str, str]) -> None:
    """What somebody said of columns, for the next file of the kind; of many, the last."""
    kept = (user.sheet_columns or {}) | {kind: dict(list(said.items())[-heads.MOST_REMEMBERED :])}
    if kept != user.sheet_columns:
        User.objects.filter(pk=user.pk).update(sheet_columns=kept)
        user.sheet_columns = kept


# --- Files to begin with ---------------------------------------------------------------------------


def _files(kind: str) -> list[tuple[str, str]]:
    """What can be downloaded: an empty table, one with an example, and what is entered already."""
    return [
        ("Leere Vorlage (Excel)", reverse("sheet_template", args=[kind, "vorlage"])),
        ("Beispiel (Excel)", reverse("sheet_template", args=[kind, "beispiel"])),
        ("Was eingetragen ist (Excel)", reverse("sheet_template", args=[kind, "bestand"])),
        ("Was eingetragen ist (CSV)", reverse("sheet_csv", args=[kind])),
    ]


@require_safe
def sheet_template(request: HttpRequest, kind: str, what: str, ending: str = "xlsx") -> HttpResponse:
    """A table with the right columns: empty, with an example row, or with all that is entered."""
    if kind == "rahmenkonzept":
        if not request.user.has_perm("quality_dialog.add_framework"):  # type: ignore[union-attr]
            raise PermissionDenied
        headers, rows = list(frameworks.COLUMNS), [list(row) for row in FRAMEWORK]
    else:
        found = _kind(request, kind)
        sheet = found.sheet()
        headers = sheet.headers()
        here = {"Stadtbezirk": city().districts[0].label}  # one that there is
        given = [here | dict(zip(found.example[0], row, strict=True)) for row in found.example[1:]]
        rows = [[row.get(name, "") for name in headers] for row in given]
        if what == "bestand":
            rows = [sheet.cells_of(one) for one in sheet.visible_to(request.user)]
    if what not in ("vorlage", "beispiel", "bestand"):
        raise Http404
    content = spreadsheet.content(ending, what.capitalize(), headers, rows if what != "vorlage" else [])
    return handed_out(content, spreadsheet.FORMATS[ending], f"{kind}-{what}-{timezone.localdate()}.{ending}")


# A framework as small as it can be: one field of action with a question and something to count.
FRAMEWORK = (
    ("Handlungsfeld", "H1", "H1", "Begegnung und Teilhabe", "", ""),
    ("Kriterium", "H1", "1.1", "Wie erreichen wir Menschen, die selten aus dem Haus gehen?", "", ""),
    ("Kennzahl", "H1", "Z1", "Besuche im Monat", "Alle Besuche im Jahresdurchschnitt", "Besuche"),
)
