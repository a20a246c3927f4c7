"""A measure on its own page: how far it is, who says it is done, who confirms, what it was taken over from."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partners.badges import EXAMPLE
from partners.models import Partner
from quality_dialog.dialogue.forms import DropForm, MeasureForm, NoteForm, PostponeForm
from quality_dialog.dialogue.forms.measure import SendBackForm
from quality_dialog.dialogue.models import Finding, Measure
from quality_dialog.dialogue.statuses import UNDER_WAY, MeasureStatus
from quality_dialog.dialogue.views.finding import CITY, dialogue_trail, voices
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import accepted, refused

STEPS = (
    Column("on", "Datum", kind="date"),
    Column("by", "Von", lambda step: str(step.by.partner or CITY)),
    Column("text", "Was"),
    Column("new_due_on", "Neue Frist", kind="date"),
)
LATE = (MeasureStatus.OVERDUE, MeasureStatus.CARRIED_OVERDUE)
A_DAY = timedelta(days=1)
LONGEST_CHAIN = 30  # years; a chain of references ends even where somebody closed it to a ring


@permission_required("quality_dialog.view_measure", raise_exception=True)
@require_safe
def measure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: its finding with every voice, its progress, and what may be done now."""
    return measure_page(request, pk)


def measure_page(request: HttpRequest, pk: int, *, form=None, reasons=()) -> HttpResponse:
    """The page of a measure; `form` is a refused note, `reasons` are those of a refused act."""
    on, user = timezone.localdate(), request.user
    seen = (
        Measure.objects.visible_to(user)
        .with_status(on)
        .select_related("responsible", "done_by__partner", "confirmed_by__partner", "dropped_by__partner")
    )
    measure = get_object_or_404(seen, pk=pk)
    finding = _its_finding(measure, on)
    context = {
        "measure": measure,
        "title": f"Maßnahme: {measure}",
        "state": measure.status,
        "badge": EXAMPLE if finding.dialogue.cycle.is_example else None,
        "crumbs": dialogue_trail(("Maßnahmen", reverse("quality_dialog:measure_list")), (str(measure), "")),
        "facts": _facts(measure, on),
        "finding": finding,
        "finding_state": finding.status,
        "voices": voices(finding, finding.dialogue.partners.all()) if finding.shared_on else (),
        "steps": Table(STEPS, measure.steps.select_related("by__partner"), "Fortschritt"),
        "chain": _chain(user, measure),
        "may": _may(user, measure),
        "form": form or NoteForm(),
        "complaints": form,
        "reasons": reasons,
    }
    return render(request, "quality_dialog/measure_detail.html", context)


def _its_finding(measure: Measure, on) -> Finding:
    """The finding a visible measure follows from, with its voices."""
    rows = Finding.objects.filter(pk=measure.finding_id).with_status(on).with_voices(on)
    return rows.select_related("dialogue__cycle", "dialogue__site", "raised_for").get()


def _facts(measure: Measure, on: date) -> list[tuple]:
    facts = [
        ("Verantwortlich", measure.owner),
        ("Vereinbart am", german.day(measure.resolved_on)),
        ("Fällig am", german.day(measure.due)),
    ]
    first = measure.first_due_on()
    if measure.due != first:
        facts.append(("Ursprünglich fällig am", german.day(first)))
    if measure.status in LATE:
        facts.append(("Überfällig seit", german.day(measure.due + A_DAY)))
    for label, day, person in (
        ("Erledigt gemeldet", measure.done_on, measure.done_by),
        ("Bestätigt", measure.confirmed_on, measure.confirmed_by),
        ("Aufgegeben", measure.dropped_on, measure.dropped_by),
    ):
        if day:
            facts.append((label, f"{german.day(day)}, {person.partner or CITY}"))
    if measure.dropped_on:
        facts.append(("Grund der Aufgabe", measure.drop_reason))
    return facts


def _may(user, measure: Measure) -> dict[str, bool]:
    """What this person can do to the measure as it stands."""
    writes = user.has_perm("quality_dialog.change_measure")
    under_way = writes and measure.status in UNDER_WAY
    waits = writes and measure.status == MeasureStatus.DONE
    return {
        "note": under_way and measure.may_be_ended_by(user),
        "finish": under_way and measure.is_of(user),
        "confirm": waits and not measure.is_of(user),
    }


def _chain(user, measure: Measure) -> list[Measure]:
    """The measure through the years, the first one first; only links one sees, and none but itself is no chain."""
    seen = Measure.objects.visible_to(user).select_related("finding__dialogue__cycle")
    before: list[Measure] = []
    at: Measure | None = seen.get(pk=measure.pk)
    while at is not None and len(before) < LONGEST_CHAIN:
        before.insert(0, at)
        at = seen.filter(pk=at.carried_over_from_id).first() if at.carried_over_from_id else None
    after: list[Measure] = []
    at = seen.filter(carried_over_from=measure).first()
    while at is not None and len(after) < LONGEST_CHAIN:
        after.append(at)
        at = seen.filter(carried_over_from=at).first()
    return [*before, *after] if len(before) + len(after) > 1 else []


@permission_required("quality_dialog.add_measure", raise_exception=True)
def measure_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on what follows from a finding; a partner promises for itself, the city enters what was agreed."""
    user, on = request.user, timezone.localdate()
    seen = Finding.objects.visible_to(user).select_related("dialogue__cycle", "dialogue__site")
    finding = get_object_or_404(seen, pk=pk)
    owners = Partner.objects.filter(pk__in=finding.dialogue.partners.values("pk"))
    if user.partner_id:
        owners = owners.filter(pk=user.partner_id)
    form = MeasureForm(
        request.POST or None,
        owners=owners,
        only=bool(user.partner_id),
        initial={"responsible": user.partner_id},
    )
    if accepted(form, finding.resolve, by=user, on=on):
        messages.success(request, "Die Maßnahme ist eingetragen.")
        return redirect(form.result)
    context = {
        "form": form,
        "heading": "Neue Maßnahme",
        "intro": f"Zur Feststellung „{finding}“",
        "submit_label": "Maßnahme eintragen",
        "crumbs": dialogue_trail((str(finding), finding.get_absolute_url()), ("Neue Maßnahme", "")),
        "cancel_url": finding.get_absolute_url(),
    }
    return render(request, "form.html", context)


@require_POST
@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far it has come."""
    measure = _seen(request, pk)
    form = NoteForm(request.POST)
    if not accepted(form, measure.note, by=request.user, on=timezone.localdate()):
        return measure_page(request, pk, form=form)
    messages.success(request, "Der Fortschritt ist eingetragen.")
    return redirect(measure)


@require_POST
@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's side says that it is done."""
    return _acted(request, pk, Measure.finish, "Als erledigt gemeldet. Die andere Seite bestätigt es.")


@require_POST
@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The other side agrees that it is done."""
    return _acted(request, pk, Measure.confirm, "Die Maßnahme ist erledigt und bestätigt.")


def _acted(request: HttpRequest, pk: int, act: Callable, done: str) -> HttpResponse:
    measure = _seen(request, pk)
    if refusal := refused(lambda **given: act(measure, **given), by=request.user, on=timezone.localdate()):
        return measure_page(request, pk, reasons=refusal.messages)
    messages.success(request, done)
    return redirect(measure)


@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The other side says what is missing; the measure is unfinished again."""
    measure = _seen(request, pk)
    if measure.is_of(request.user):
        raise PermissionDenied
    return _asked(request, measure, SendBackForm, measure.send_back, "Maßnahme zurückgeben", "Zurückgeben")


@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """A later day, and why."""
    measure = _seen(request, pk, own=True)
    return _asked(request, measure, PostponeForm, measure.postpone, "Frist verschieben", "Verschieben")


@permission_required("quality_dialog.change_measure", raise_exception=True)
def measure_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up, and why."""
    measure = _seen(request, pk, own=True)
    return _asked(request, measure, DropForm, measure.drop, "Maßnahme aufgeben", "Aufgeben")


def _asked(
    request: HttpRequest, measure: Measure, kind: type, act: Callable, heading: str, label: str
) -> HttpResponse:
    """A page that asks for a reason and then acts."""
    form = kind(request.POST or None)
    if accepted(form, act, by=request.user, on=timezone.localdate()):
        messages.success(request, "Gespeichert.")
        return redirect(measure)
    context = {
        "form": form,
        "heading": heading,
        "intro": f"{measure} – verantwortlich: {measure.owner}",
        "submit_label": label,
        "crumbs": dialogue_trail((str(measure), measure.get_absolute_url()), (heading, "")),
        "cancel_url": measure.get_absolute_url(),
    }
    return render(request, "form.html", context)


def _seen(request: HttpRequest, pk: int, *, own: bool = False) -> Measure:
    """A measure one sees; with `own` refused to those who may not end it."""
    seen = Measure.objects.visible_to(request.user).select_related("responsible")
    measure = get_object_or_404(seen, pk=pk)
    if own and not measure.may_be_ended_by(request.user):
        raise PermissionDenied
    return measure
