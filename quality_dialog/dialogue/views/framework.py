"""Frameworks: their versions, one as a tree, copied, imported and exported."""

import json

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from quality_dialog.dialogue import importing
from quality_dialog.dialogue.forms.framework import (
    CheckedImportForm,
    CopyForm,
    FrameworkForm,
    FrameworkImportForm,
    RemovalForm,
)
from quality_dialog.dialogue.models import Cycle, Framework
from quality_dialog.dialogue.rules import Part
from quality_dialog.dialogue.statuses import FrameworkStatus
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.downloads import disposition
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import accepted, answer_form, form_page, show_refusal
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import counted
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list

may_view = permission_required("quality_dialog.view_framework", raise_exception=True)
may_add = permission_required("quality_dialog.add_framework", raise_exception=True)
may_change = permission_required("quality_dialog.change_framework", raise_exception=True)

LIST = "quality_dialog:framework_list"
EXAMPLE_TEXT = Badge("Beispiel", "info")
SALT = "quality_dialog.framework_import"
CHECKED_FOR = 24 * 60 * 60  # seconds between the dry run and its confirmation


@may_view
@require_safe
@kept_page
def framework_list(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first, and which of them a year uses."""
    columns = [
        Column("name", "Name", sort="name", link=Framework.get_absolute_url),
        Column("version", "Fassung", sort="version"),
        Column("valid_from", "Gültig ab", sort="valid_from", kind="date"),
        Column("year_count", "Jahre", sort="year_count", kind="number"),
        Column("status", "Stand", kind="badge"),
        Column("is_example", "Beispiel", lambda row: EXAMPLE_TEXT if row.is_example else None, kind="badge"),
    ]
    may_create = request.user.has_perm("quality_dialog.add_framework")
    return answer_list(
        request,
        Framework.objects.visible_to(request.user)
        .with_status(timezone.localdate())
        .annotate(year_count=counted(Cycle.objects.all(), "framework")),
        columns=columns,
        title="Rahmenkonzepte",
        template="quality_dialog/framework_list.html",
        search=["name", "version"],
        order="-valid_from",
        empty="Noch kein Rahmenkonzept erfasst.",
        create=("Neues Rahmenkonzept", reverse("quality_dialog:framework_create")) if may_create else None,
        context={
            "intro": "Woran Stadt und Partner die Qualität der Arbeit besprechen. "
            "Eine verwendete Fassung ist gesperrt; Änderungen kommen in eine neue Fassung.",
            "crumbs": crumbs(LIST),
            "may_import": may_create,
        },
    )


@may_view
@require_safe
@kept_page
def framework_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A version as a tree of fields, guiding questions and indicators; `?export=` is it as a file."""
    seen = Framework.objects.visible_to(request.user).with_status(timezone.localdate())
    framework = get_object_or_404(seen, pk=pk)
    if (kind := request.GET.get("export", "")) in (*spreadsheet.FORMATS, "json"):
        return _export(framework, kind)
    may_edit = request.user.has_perm("quality_dialog.change_framework")
    badges = [framework.status]
    return render(
        request,
        "quality_dialog/framework_detail.html",
        {
            "framework": framework,
            "badges": [EXAMPLE_TEXT, *badges] if framework.is_example else badges,
            "crumbs": crumbs(framework),
            "facts": _facts(request.user, framework),
            "fields": list(framework.fields.prefetch_related("criteria", "indicators")),
            "may_edit": may_edit and framework.status == FrameworkStatus.EDITABLE,
            "may_copy": request.user.has_perm("quality_dialog.add_framework"),
            "exports": [*((kind, label) for kind, label in spreadsheet.NAMES.items()), ("json", "JSON")],
        },
    )


def _facts(user, framework: Framework) -> list[tuple]:
    years = framework.cycles.visible_to(user).order_by("year").values_list("year", flat=True)
    return [
        ("Fassung", framework.version),
        ("Gültig ab", german.day(framework.valid_from)),
        ("Beschreibung", framework.description),
        ("Verwendet in", german.listing(years) or "noch keinem Qualitätsdialog"),
    ]


def _export(framework: Framework, kind: str) -> HttpResponse:
    """The version as a file that can be imported again."""
    parts, name = framework.parts(), slugify(f"{framework.name} {framework.version}") or "rahmenkonzept"
    if kind != "json":
        return spreadsheet.answer(kind, name, importing.COLUMNS, importing.rows_of(parts))
    response = HttpResponse(importing.json_of(parts), content_type="application/json; charset=utf-8")
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = disposition(filename)
    response["Cache-Control"] = "private, no-store"
    return response


# --- Entering, changing, copying, taking back ----------------------------------------------------


@may_add
def framework_create(request: HttpRequest) -> HttpResponse:
    """Enter an empty version; its fields of action come next."""
    form = FrameworkForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if accepted(form, Framework.objects.build):
        messages.success(request, f"{form.result} ist angelegt. Ergänzen Sie jetzt die Handlungsfelder.")
        return redirect(form.result)
    return form_page(request, form, LIST, "Neues Rahmenkonzept", submit_label="Rahmenkonzept anlegen")


@may_change
def framework_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a version's name, day and description while no year uses it."""
    framework, revised = framework_of(request, pk), framework_of(request, pk)
    if framework.in_use:
        return locked(request, framework)
    facts = {name: getattr(framework, name) for name in FrameworkForm.base_fields}
    form = FrameworkForm(request.POST or None, initial=facts)
    if accepted(form, revised.revise):
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect(framework)
    return form_page(request, form, framework, "Angaben bearbeiten")


@may_add
def framework_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version with the same parts, free to be changed."""
    framework = framework_of(request, pk)
    form = CopyForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    return answer_form(
        request,
        form,
        framework.copy,
        framework,
        "Neue Fassung",
        done=lambda made: f"{made} ist angelegt, mit allen Teilen der Fassung {framework.version}.",
        then=Framework.get_absolute_url,
        given={},
        submit_label="Neue Fassung anlegen",
        intro="Die neue Fassung übernimmt alle Handlungsfelder, Leitfragen und Kennzahlen. "
        "Die bisherige bleibt unverändert.",
    )


@may_change
def framework_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a version no year uses; asked once more before."""
    framework = framework_of(request, pk)
    if framework.in_use:
        return locked(request, framework)
    return answer_form(
        request,
        RemovalForm(request.POST if request.method == "POST" else None),
        framework.remove,
        framework,
        "Rahmenkonzept löschen",
        done=f"{framework} ist gelöscht.",
        then=LIST,
        given={},
        submit_label="Endgültig löschen",
        danger=True,
        intro="Alle Handlungsfelder, Leitfragen und Kennzahlen dieser Fassung werden mit gelöscht.",
    )


def framework_of(request: HttpRequest, pk: int) -> Framework:
    return get_object_or_404(Framework.objects.visible_to(request.user), pk=pk)


def locked(request: HttpRequest, framework: Framework) -> HttpResponse:
    """Back to the tree, with the reason and the way on."""
    text = "Ein Qualitätsdialog verwendet diese Fassung. Legen Sie für Änderungen eine neue Fassung an."
    messages.warning(request, text)
    return redirect(framework)


# --- Import --------------------------------------------------------------------------------------


@may_add
def framework_import(request: HttpRequest) -> HttpResponse:
    """A version from a file: tried out first, then confirmed; all rows or none."""
    if "checked" in request.POST:
        return _confirmed(request)
    form = FrameworkImportForm(
        request.POST or None,
        request.FILES if request.method == "POST" else None,
        initial={"valid_from": timezone.localdate()},
    )
    problems: list = []
    if form.is_bound and form.is_valid():
        try:
            facts, parts, problems, unread = _read(form)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            if not problems and _tried_out(form, facts, parts):
                return _preview(request, facts, parts, unread)
    return form_page(
        request,
        form,
        LIST,
        "Rahmenkonzept importieren",
        template="quality_dialog/framework_import.html",
        crumbs=crumbs(LIST, "Import"),
        submit_label="Datei prüfen",
        problems=problems,
        headers=importing.COLUMNS,
    )


def _read(form) -> tuple[dict, list[Part], list, list[str]]:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "file"}
    file = form.cleaned_data["file"]
    found = importing.read(file.name, file.read())
    parts, problems = importing.parts_of(found.rows)
    return facts, parts, problems, [column.name for column in found.asked]


def _tried_out(form, facts: dict, parts: list[Part]) -> bool:
    """Whether the database would take it; nothing stays stored."""

    def build_and_undo(**typed) -> None:
        with transaction.atomic():
            Framework.objects.build(**facts, parts=parts)
            transaction.set_rollback(True)

    return accepted(form, build_and_undo)


def _preview(request: HttpRequest, facts: dict, parts: list[Part], unread: list[str]) -> HttpResponse:
    """What would be stored, and the button that stores exactly this."""
    checked = {"facts": {**facts, "valid_from": facts["valid_from"].isoformat()}, "parts": parts}
    form = CheckedImportForm(initial={"checked": signing.dumps(checked, salt=SALT, compress=True)})
    return render(
        request,
        "quality_dialog/framework_import_check.html",
        {
            "form": form,
            "heading": "Import prüfen",
            "crumbs": crumbs(LIST, "Import"),
            "facts": [
                ("Name", facts["name"]),
                ("Fassung", facts["version"]),
                ("Gültig ab", german.day(facts["valid_from"])),
                ("Zeilen", german.number(len(parts))),
                *([("Nicht übernommene Spalten", importing.told(unread))] if unread else []),
            ],
            "table": Table(
                [
                    Column(str(at), name, lambda row, at=at: row[at])
                    for at, name in enumerate(importing.COLUMNS)
                ],
                importing.rows_of(parts),
                "Vorschau",
            ),
        },
    )


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Store what was tried out; what has become wrong since is refused as a whole."""
    form = CheckedImportForm(request.POST)
    try:
        checked = signing.loads(request.POST["checked"], salt=SALT, max_age=CHECKED_FOR)
    except (signing.BadSignature, json.JSONDecodeError, UnicodeError):
        messages.warning(request, "Die Prüfung ist abgelaufen. Bitte wählen Sie die Datei noch einmal aus.")
        return redirect("quality_dialog:framework_import")
    facts = {**checked["facts"], "valid_from": GermanDateField().clean(checked["facts"]["valid_from"])}
    parts = [Part(*part) for part in checked["parts"]]

    def store(checked: str) -> Framework:
        return Framework.objects.build(**facts, parts=parts)

    if accepted(form, store):
        messages.success(request, f"{form.result} ist importiert: {german.number(len(parts))} Zeilen.")
        return redirect(form.result)
    for reasons in form.errors.values():
        messages.error(request, " ".join(map(str, reasons)))
    return redirect("quality_dialog:framework_import")
