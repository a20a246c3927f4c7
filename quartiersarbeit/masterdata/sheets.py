"""Partners and sites from a spreadsheet, on a page of this house: all rows or none, each refusal with its cell."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.importing import PartnerResource
from quality_dialog.dialogue import importing as frameworks
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import answer_form
from quartiersarbeit.ground.importing import CSV, XLSX, SheetResource
from quartiersarbeit.ground.refusals import refuse
from sites.importing import SiteResource

FORMATS: dict[str, Any] = {"xlsx": XLSX, "csv": CSV}
MAX_BYTES = 2 * 1024 * 1024
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SHOWN = 12  # refusals in one answer; who has more repairs these first
INDEX = "masterdata"


@dataclass(frozen=True)
class Sheet:
    """What one spreadsheet brings: the rows' kind, the rights to bring them, the list they stand in."""

    resource: type[SheetResource]
    title: str
    rights: tuple[str, ...]
    listed: str
    example: tuple[tuple[str, ...], ...]


SHEETS = {
    "partner": Sheet(
        PartnerResource,
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
    "standorte": Sheet(
        SiteResource,
        "Standorte einlesen",
        ("sites.add_site", "sites.change_site"),
        "sites:site_list",
        (("Name", "Quartier", "Stadtbezirk", "Eröffnet am"), ("Treff Nord", "Am Park", "", "01.03.2024")),
    ),
}


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="Tabelle",
        help_text="Excel (.xlsx) oder CSV, höchstens 2 MB. Die erste Zeile nennt die Spalten.",
    )


def sheet_read(request: HttpRequest, kind: str) -> HttpResponse:
    """Read a spreadsheet: everything is stored, or nothing and the reasons are named."""
    sheet = _sheet(request, kind)

    def read(*, file, by, on) -> dict[str, int]:
        ending = file.name.rpartition(".")[2].lower()
        if ending not in FORMATS:
            refuse(
                "unknown_format", "Bitte wählen Sie eine Datei mit der Endung .xlsx oder .csv.", field="file"
            )
        if file.size > MAX_BYTES:
            refuse("too_large", "Die Datei ist größer als 2 MB.", field="file")
        dataset = FORMATS[ending]().create_dataset(file.read())
        resource = sheet.resource()
        result = resource.import_data(dataset, dry_run=False, rollback_on_validation_errors=True)
        said = [str(error.error) for error in result.base_errors]
        said += [f"Zeile {one.row}, {one.column}: {one.reason}" for one in resource.problems(result)]
        said += [str(one.error) for _, errors in result.row_errors() for one in errors]
        if said:
            raise ValidationError({"file": said[:SHOWN]})
        return dict(result.totals)

    return answer_form(
        request,
        SheetForm(request.POST or None, request.FILES or None),
        read,
        sheet.listed,
        sheet.title,
        done=lambda totals: (
            f"Übernommen: {german.count(totals['new'], 'neue Zeile', 'neue Zeilen')}, "
            f"{german.count(totals['update'], 'geänderte Zeile', 'geänderte Zeilen')}."
        ),
        submit_label="Einlesen",
        crumbs=crumbs(sheet.listed, "Einlesen"),
        template="masterdata_sheet.html",
        templates=[
            ("Leere Vorlage", reverse("sheet_template", args=[kind, "vorlage"])),
            ("Beispiel", reverse("sheet_template", args=[kind, "beispiel"])),
        ],
        columns=german.listing(_headers(sheet)),
    )


def _sheet(request: HttpRequest, kind: str) -> Sheet:
    sheet = SHEETS.get(kind)
    if sheet is None:
        raise Http404
    if not request.user.has_perms(sheet.rights):  # type: ignore[union-attr]  # nobody comes here unknown
        raise PermissionDenied
    return sheet


def _headers(sheet: Sheet) -> list[str]:
    resource = sheet.resource()
    return [field.column_name for field in resource.get_import_fields()]


@require_safe
def sheet_template(request: HttpRequest, kind: str, what: str) -> HttpResponse:
    """An empty table with the right columns, or one with an example row, to be filled in."""
    if kind == "rahmenkonzept":
        if not request.user.has_perm("quality_dialog.add_framework"):  # type: ignore[union-attr]
            raise PermissionDenied
        headers, rows = list(frameworks.COLUMNS), [list(row) for row in FRAMEWORK]
    else:
        sheet = _sheet(request, kind)
        headers = _headers(sheet)
        given = [dict(zip(sheet.example[0], row, strict=True)) for row in sheet.example[1:]]
        rows = [[row.get(name, "") for name in headers] for row in given]
    if what == "vorlage":
        rows = []
    columns = [Column(str(at), name, partial(_cell, at)) for at, name in enumerate(headers)]
    content = spreadsheet.content("xlsx", what.capitalize(), columns, rows)
    day = timezone.localdate()
    return handed_out(content, TYPES["xlsx"], f"{kind}-{what}-{day}.xlsx")


def _cell(at: int, row: list[str]) -> str:
    return row[at]


# A framework as small as it can be: one field of action with a question and something to count.
FRAMEWORK = (
    ("Handlungsfeld", "H1", "H1", "Begegnung und Teilhabe", "", ""),
    ("Kriterium", "H1", "1.1", "Wie erreichen wir Menschen, die selten aus dem Haus gehen?", "", ""),
    ("Kennzahl", "H1", "Z1", "Besuche im Monat", "Alle Besuche im Jahresdurchschnitt", "Besuche"),
)
