"""Spreadsheets into the admin: tried out first, wrong cells named by row and column, all rows or none.

A resource says its columns; what is the same for all stands here. A row is told apart by its key columns:
one that is there already is corrected, any other is new.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

import tablib
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import Widget

from quartiersarbeit.ground import german, pending, sandbox, scanning, spreadsheet
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.guards import explain

MOST_ROWS = 5_000
PREVIEWED = 20
MOST_NAMES, LONGEST_NAME = 8, 40  # headers in a sentence, letters of one


# --- Files ---------------------------------------------------------------------------------------


def _dataset(rows: list[list]) -> tablib.Dataset:
    """The rows under their headers, all of one width, without the empty rest below and to the right."""
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    width = max((n + 1 for row in rows for n, value in enumerate(row) if value not in (None, "")), default=0)
    even = [[*row[:width], *[None] * (width - len(row))] for row in rows]
    headers = ["" if value is None else str(value).strip() for value in even[0]] if even else []
    return tablib.Dataset(*even[1:], headers=headers) if even else tablib.Dataset()


def _rows(kind: str, content: bytes) -> list[list]:
    """The file's rows; refuses what unfolds to too much, is broken, or ill."""
    scanning.refuse_infected(content)
    return sandbox.rows(kind, content)


class XLSX(base_formats.XLSX):
    """Excel; formulas are read as what they are, so that they can be refused."""

    def create_dataset(self, in_stream):
        return _dataset(_rows("xlsx", in_stream))

    def export_data(self, dataset, **kwargs):
        return spreadsheet.content("xlsx", "Export", dataset.headers, dataset)


class CSV(base_formats.CSV):
    """Text with semicolons or commas, in the encodings a German office writes."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream, **kwargs):
        return _dataset(_rows("csv", in_stream))

    def export_data(self, dataset, **kwargs):
        return spreadsheet.content("csv", "Export", dataset.headers, dataset)


# --- Cells ---------------------------------------------------------------------------------------


class Text(Widget):
    """Text; a number from Excel (33602) is the text somebody saw there."""

    def clean(self, value, row=None, **kwargs) -> str:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)


class Day(Widget):
    """A day: Excel's own, 26.01.2021 or 2021-01-26."""

    def clean(self, value, row=None, **kwargs) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return GermanDateField(required=False).clean("" if value is None else str(value).strip())
        except ValidationError as refusal:
            raise ValueError(refusal.messages[0]) from None

    def render(self, value, obj=None, **kwargs) -> date | None:
        return value


class YesNo(Widget):
    """ja or nein; empty means nein."""

    def clean(self, value, row=None, **kwargs) -> bool:
        found = {"ja": True, "true": True, "nein": False, "false": False, "": False}
        wish = "" if value is None else str(value).strip().lower()
        if wish not in found:
            raise ValueError("Bitte schreiben Sie ja oder nein.")
        return found[wish]

    def render(self, value, obj=None, **kwargs) -> str:
        return "ja" if value else "nein"


class Choice(Widget):
    """One of the choices, by the word people see."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    @property
    def labels(self) -> dict[str, str]:
        """The words by value; choices that are rows of a table are asked for anew."""
        return dict(self.choices() if callable(self.choices) else self.choices)

    @property
    def values(self) -> dict[str, str]:
        """The values by word, however it is spelt."""
        return {label.casefold(): value for value, label in self.labels.items()}

    def clean(self, value, row=None, **kwargs) -> str:
        wish = "" if value is None else str(value).strip()
        if wish.casefold() not in self.values:
            raise ValueError(f"Möglich sind: {german.listing(self.labels.values(), 'oder')}.")
        return self.values[wish.casefold()]

    def render(self, value, obj=None, **kwargs) -> str:
        return str(self.labels.get(value, ""))


def column(attribute: str, name: str, widget: Widget | None = None, **more) -> Field:
    """A column of the sheet with its German header."""
    return Field(attribute=attribute, column_name=name, widget=widget or Text(), **more)


# --- Rows ----------------------------------------------------------------------------------------


class Problem(NamedTuple):
    """What is wrong: the row as the spreadsheet counts it, the column's header and the reason."""

    row: int
    column: str
    reason: str


class KnownRows(BaseInstanceLoader):
    """All there is, read once and found by the key columns."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        self.fields = [resource.fields[name] for name in resource.get_import_id_fields()]
        known = resource.get_queryset()
        self.known = {tuple(field.get_value(one) for field in self.fields): one for one in known}

    def get_instance(self, row):
        try:
            return self.known.get(tuple(field.clean(row) for field in self.fields))
        except ValueError:
            return None  # the cell that cannot be read is named when the row is filled in


def told(names: list[str]) -> str:
    """The headers somebody wrote, as many and as much of each as is read."""
    shown = [Truncator(name).chars(LONGEST_NAME) for name in names[:MOST_NAMES]]
    if more := len(names) - len(shown):
        shown.append(german.count(more, "weitere", "weitere"))
    return german.listing(shown)


class SheetResource(ModelResource):
    """Rows of a model; every refusal names its cell, and stands in one list with the others."""

    required: tuple[str, ...] = ()  # headers that must be there; the other columns may be left out

    class Meta:
        use_transactions = True
        skip_diff = True
        store_row_values = True
        instance_loader_class = KnownRows

    def before_import(self, dataset, **kwargs) -> None:
        """Refuse a sheet with other headers than ours, naming them."""
        headers, known = dataset.headers or [], [field.column_name for field in self.get_import_fields()]
        said = []
        if missing := [name for name in self.required if name not in headers]:
            said.append(f"Es fehlen die Spalten: {german.listing(missing)}.")
        if unknown := [name or "(ohne Überschrift)" for name in headers if name not in known]:
            said.append(f"Unbekannt sind die Spalten: {told(unknown)}.")
        if twice := sorted({name for name in headers if headers.count(name) > 1}):
            said.append(f"Doppelt sind die Spalten: {told(twice)}.")
        if len(dataset) > MOST_ROWS:
            said.append(f"Das sind mehr als {german.number(MOST_ROWS)} Zeilen.")
        if said:
            dataset.wipe()  # nothing in it can be trusted, so no row of it is looked at
            raise ValidationError(" ".join(said))
        self.first_seen: dict[tuple, int] = {}

    def before_import_row(self, row, row_number=0, **kwargs) -> None:
        """Refuse formulas, and a row that says again what another row has said."""
        cells = {name: value for name, value in row.items() if is_formula(value)}
        if cells:
            text = "Formeln werden nicht übernommen. Bitte fügen Sie nur die Werte ein."
            raise ValidationError(dict.fromkeys(cells, text))
        names = [self.fields[name].column_name for name in self.get_import_id_fields()]
        key = tuple(str(row.get(name) or "").strip() for name in names)
        first = self.first_seen.setdefault(key, row_number + 1)
        if any(key) and first != row_number + 1:
            raise ValidationError({names[-1]: f"Das steht schon in Zeile {first}."})

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        """The fields' own rules; what concerns several rows the database says when the row is stored."""
        errors = dict(import_validation_errors or {})
        try:
            instance.clean_fields(exclude=set(errors) | {"id"})
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs) -> None:
        """Store the row; what a rule of the database refuses is this row's problem, not a crash."""
        try:
            with transaction.atomic():
                super().save_instance(instance, is_create, row, **kwargs)
        except DatabaseError as error:
            if (refusal := explain(error)) is None:
                raise
            at = refusal.field_in(self) or NON_FIELD_ERRORS
            raise ValidationError({at: refusal.message}) from error

    def problems(self, result) -> list[Problem]:
        """All refusals in the order of the sheet; its first row are the headers."""
        names = {field.attribute: field.column_name for field in self.fields.values()}
        found = [
            Problem(row.number + 1, names.get(at, "" if at == NON_FIELD_ERRORS else at), str(reason))
            for row in result.invalid_rows
            for at, reasons in row.error.message_dict.items()
            for reason in reasons
        ]
        found += [
            Problem(row.number + 1, "", "Diese Zeile lässt sich nicht lesen.") for row in result.error_rows
        ]
        return sorted(found)


def is_formula(value: Any) -> bool:
    """Whether a spreadsheet would calculate the cell; array formulas come as objects of their own."""
    if isinstance(value, str):
        return value.lstrip().startswith("=")
    return type(value).__name__ in ("ArrayFormula", "DataTableFormula")


# --- The admin -----------------------------------------------------------------------------------


class SheetAdmin(ImportExportMixin):
    """Import and export on an admin's list, for those who may add and change these rows."""

    formats = [XLSX, CSV]
    import_template_name = "admin/sheet_import.html"
    export_form_class = ExportForm  # all columns: the choice of them would name our fields in English
    tmp_storage_class = pending.PendingUpload
    skip_admin_log = True  # the history has every row with its author

    def has_import_permission(self, request) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def get_import_data_kwargs(self, **kwargs):
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, e) -> None:
        """What is wrong with the file, at the field for it."""
        text = "Diese Datei lässt sich nicht lesen. Bitte prüfen Sie, ob das gewählte Format stimmt."
        form.add_error("import_file", " ".join(e.messages) if isinstance(e, ValidationError) else text)

    def import_action(self, request, **kwargs):
        """The dry run, with what is wrong as rows of a table and the first rows of what would be stored.

        What this session had uploaded before is forgotten, and the new upload too where it cannot be confirmed.
        """
        pending.forget(request)
        answer = super().import_action(request, **kwargs)
        context = getattr(answer, "context_data", None) or {}
        if upload := self._uploaded(context):
            pending.wait_for(request, upload, self.model._meta.label)
            if "confirm_form" not in context:
                pending.forget(request)
        if result := context.get("result"):
            resource = self.get_import_resource_classes(request)[0]()
            context |= {
                "problems": resource.problems(result),
                "preview": [list(row.row_values.values()) for row in result.rows[:PREVIEWED]],
                "preview_headers": list(result.rows[0].row_values) if result.rows else [],
                "number_of_rows": len(result.rows),
            }
            answer.context_data = context
        return answer

    def _uploaded(self, context: dict) -> str:
        """Under which name the dry run has kept its upload; empty where it kept none."""
        form = context.get("form")
        file = getattr(form, "cleaned_data", {}).get("import_file") if form else None
        return getattr(file, "tmp_storage_name", "")

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Store what this session has tried out, and nothing else, whatever name the request gives."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        found = pending.waiting(request, self.model._meta.label)
        try:
            if found is None or request.POST.get("import_file_name") != found.name:
                raise FileNotFoundError
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            self.message_user(request, "Bitte wählen Sie die Datei noch einmal aus.", messages.ERROR)
            return HttpResponseRedirect("../import/")
        finally:
            pending.forget(request)

    def process_result(self, result, request):
        """Nothing was stored when, since the dry run, a row has become wrong."""
        if result.has_errors() or result.has_validation_errors():
            text = "Inzwischen haben sich Daten geändert; es wurde nichts übernommen. Bitte prüfen Sie neu."
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect("../import/")
        return super().process_result(result, request)

    def add_success_message(self, result, request) -> None:
        new, changed = result.totals["new"], result.totals["update"]
        self.message_user(
            request, f"Übernommen: {new} neue und {changed} geänderte Zeilen.", messages.SUCCESS
        )
