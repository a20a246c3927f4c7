"""The parts of a framework: each has one clear form; order and removal are one button each."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from quality_dialog.dialogue.forms.framework import (
    CriterionForm,
    FieldOfActionForm,
    IndicatorForm,
    RemovalForm,
)
from quality_dialog.dialogue.models import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.dialogue.views.framework import framework_of, locked, may_change
from quartiersarbeit.ground.forms import accepted, form_page, refused


class Kind(NamedTuple):
    """A kind of part: its model and form, what it is called, and the path from it to its framework."""

    model: Any
    form: type
    name: str
    new: str
    whole: str


KINDS = {
    "handlungsfelder": Kind(
        FieldOfAction, FieldOfActionForm, "Handlungsfeld", "Neues Handlungsfeld", "framework"
    ),
    "kriterien": Kind(Criterion, CriterionForm, "Kriterium", "Neues Kriterium", "field__framework"),
    "kennzahlen": Kind(Indicator, IndicatorForm, "Kennzahl", "Neue Kennzahl", "field__framework"),
}


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _part(request: HttpRequest, framework: Framework, kind: str, pk: int):
    found = _kind(kind)
    return get_object_or_404(found.model.objects.visible_to(request.user), pk=pk, **{found.whole: framework})


def _place(framework: Framework, kind: str, pk: int | None) -> str:
    """The tree, at this part."""
    return f"{framework.get_absolute_url()}#{kind}-{pk}" if pk else framework.get_absolute_url()


@may_change
def field_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new field of action, behind the others."""
    framework = framework_of(request, pk)
    return _create(request, framework, "handlungsfelder", FieldOfAction(framework=framework))


@may_change
def part_create(request: HttpRequest, pk: int, field_pk: int, kind: str) -> HttpResponse:
    """A new criterion or indicator of a field, behind the others."""
    framework = framework_of(request, pk)
    field = _part(request, framework, "handlungsfelder", field_pk)
    if kind == "handlungsfelder":
        raise Http404
    return _create(request, framework, kind, _kind(kind).model(field=field), field=field)


def _create(
    request: HttpRequest, framework: Framework, kind: str, part, field: FieldOfAction | None = None
) -> HttpResponse:
    if framework.in_use:
        return locked(request, framework)
    found = _kind(kind)
    form = found.form(request.POST or None)

    def store(**facts) -> None:
        for name, value in facts.items():
            setattr(part, name, value)
        part.append()

    if accepted(form, store):
        messages.success(request, f"{found.name} {part.code} ist ergänzt.")
        return redirect(_place(framework, kind, part.pk))
    intro = f"Im Handlungsfeld „{field}“." if field else ""
    return form_page(request, form, framework, found.new, submit_label=f"{found.name} ergänzen", intro=intro)


@may_change
def part_edit(request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
    """Change what a part says."""
    framework, found = framework_of(request, pk), _kind(kind)
    part = _part(request, framework, kind, part_pk)
    if framework.in_use:
        return locked(request, framework)
    form = found.form(
        request.POST or None, initial={name: getattr(part, name) for name in found.form.base_fields}
    )
    if accepted(form, part.revise):
        messages.success(request, f"{found.name} {part.code} ist gespeichert.")
        return redirect(_place(framework, kind, part.pk))
    return form_page(request, form, framework, f"{found.name} bearbeiten")


@require_POST
@may_change
def part_move(request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
    """One place up or down among its siblings."""
    framework = framework_of(request, pk)
    part = _part(request, framework, kind, part_pk)
    steps = {"hoch": -1, "runter": 1}
    if (way := request.POST.get("richtung")) not in steps:
        messages.error(request, "Bitte wählen Sie „nach oben“ oder „nach unten“.")
    elif refusal := refused(part.move, by=steps[way]):
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{_kind(kind).name} {part.code} ist verschoben.")
    return redirect(_place(framework, kind, part.pk))


@may_change
def part_remove(request: HttpRequest, pk: int, kind: str, part_pk: int) -> HttpResponse:
    """Take a part out; asked once more before."""
    framework, found = framework_of(request, pk), _kind(kind)
    part = _part(request, framework, kind, part_pk)
    if framework.in_use:
        return locked(request, framework)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if accepted(form, part.remove):
        messages.success(request, f"{found.name} {part.code} ist entfernt.")
        return redirect(framework)
    more = " Kriterien und Kennzahlen darin werden mit entfernt." if kind == "handlungsfelder" else ""
    return form_page(
        request,
        form,
        framework,
        f"{found.name} entfernen",
        submit_label="Endgültig entfernen",
        danger=True,
        intro=f"„{part}“ wird aus dieser Fassung entfernt.{more}",
    )
