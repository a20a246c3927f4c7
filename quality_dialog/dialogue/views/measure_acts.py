"""What the sides do with a measure: agree on it, note how far it is, finish, confirm or send it back, give it up."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.models import Partner
from quality_dialog.dialogue.forms.measure import DropForm, MeasureForm, NoteForm, PostponeForm, SendBackForm
from quality_dialog.dialogue.models import Finding, Measure
from quality_dialog.dialogue.views.measure import measure_page
from quartiersarbeit.ground.forms import ReasonForm, accepted, answer_form, refused
from quartiersarbeit.ground.hands import permission_required


@permission_required("quality_dialog.add_measure", raise_exception=True)
def measure_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on what follows from a finding; a partner promises for itself, the city enters what was agreed."""
    user = request.user
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
    return answer_form(
        request,
        form,
        finding.resolve,
        finding,
        "Neue Maßnahme",
        done="Die Maßnahme ist eingetragen.",
        then=Measure.get_absolute_url,
        intro=f"Zur Feststellung „{finding}“",
        submit_label="Maßnahme eintragen",
    )


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
def measure_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's side takes its report of being done back."""
    measure = _seen(request, pk)
    if not measure.is_of(request.user):
        raise PermissionDenied
    return _asked(request, measure, ReasonForm, measure.take_back, "Meldung zurücknehmen", "Zurücknehmen")


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
    form, intro = kind(request.POST or None), f"{measure} – verantwortlich: {measure.owner}"
    return answer_form(
        request, form, act, measure, heading, done="Gespeichert.", intro=intro, submit_label=label
    )


def _seen(request: HttpRequest, pk: int, *, own: bool = False) -> Measure:
    """A measure one sees; with `own` refused to those who may not end it."""
    seen = Measure.objects.visible_to(request.user).select_related("responsible")
    measure = get_object_or_404(seen, pk=pk)
    if own and not measure.may_be_ended_by(request.user):
        raise PermissionDenied
    return measure
