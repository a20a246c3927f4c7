"""The pages on which the city enters a dialogue that was held before: year, findings, what was said and done."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.models import Partner
from quality_dialog.dialogue.forms.entering import (
    EnteredAnswerForm,
    EnteredConfirmationForm,
    EnteredCycleForm,
    EnteredFindingForm,
    EnteredMeasureForm,
)
from quality_dialog.dialogue.models import Criterion, Dialogue, Finding, Framework, Measure
from quality_dialog.dialogue.models.entering import (
    confirm_entered,
    enter_answer,
    enter_cycle,
    enter_finding,
    enter_measure,
)
from quality_dialog.dialogue.views.dialogue import dialogue_of
from quartiersarbeit.ground.forms import answer_form
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.sorting import german_key
from sites.models import Site

NOBODY_ASKED = "Es zählt mit seinem wirklichen Tag. Niemand wird gefragt oder erinnert."


@permission_required("quality_dialog.add_cycle", raise_exception=True)
def cycle_enter(request: HttpRequest) -> HttpResponse:
    """A year that is over, as it was."""
    on, user = timezone.localdate(), request.user
    typed = request.POST.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else on.year - 1
    frameworks = Framework.objects.visible_to(user).order_by("-valid_from", "-pk")
    form = EnteredCycleForm(
        request.POST or None,
        frameworks=frameworks,
        sites=Site.objects.visible_to(user).of_year(year).order_by(german_key("name")),
        year=year,
        initial={"year": year, "framework": frameworks.first()},
    )
    return answer_form(
        request,
        form,
        enter_cycle,
        "quality_dialog:cycle_list",
        "Früheres Jahr nacherfassen",
        done=lambda cycle: f"{cycle} ist eingetragen.",
        then=lambda cycle: cycle,
        submit_label="Jahr eintragen",
        intro=f"Für einen Qualitätsdialog, der vor der Arbeit mit diesem Programm geführt wurde. {NOBODY_ASKED} Die "
        "Standorte gehören zum Jahr: Tippen Sie ein anderes, zeigt die Seite nach dem Absenden dessen Standorte.",
    )


@permission_required("quality_dialog.add_finding", raise_exception=True)
def finding_enter(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """A finding that was put down then."""
    _refuse_partners(request)
    dialogue = dialogue_of(request, year, site_pk)
    known = Criterion.objects.visible_to(request.user).filter(field__framework=dialogue.cycle.framework_id)
    form = EnteredFindingForm(
        request.POST or None,
        criterion=known.order_by("field__position", "position", "pk"),
        sides=_sides(dialogue),
        initial={"raised_on": dialogue.meeting_on},
    )
    return answer_form(
        request,
        form,
        partial(enter_finding, dialogue),
        dialogue,
        "Feststellung nacherfassen",
        done="Die Feststellung ist eingetragen.",
        then=Finding.get_absolute_url,
        intro=f"{dialogue}. {NOBODY_ASKED}",
        submit_label="Feststellung eintragen",
    )


@permission_required("quality_dialog.add_statement", raise_exception=True)
def answer_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What a side said to it in writing."""
    _refuse_partners(request)
    finding = _finding(request, pk)
    return answer_form(
        request,
        EnteredAnswerForm(request.POST or None, sides=_sides(finding.dialogue)),
        partial(enter_answer, finding),
        finding,
        "Stellungnahme nacherfassen",
        done="Die Stellungnahme ist eingetragen.",
        intro=f"Zur Feststellung „{finding.wording}“. Nur, was die Seite schriftlich gesagt hat; sie sieht den Eintrag "
        "und kann jederzeit selbst anders Stellung nehmen.",
        submit_label="Stellungnahme eintragen",
    )


@permission_required("quality_dialog.add_measure", raise_exception=True)
def measure_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed then."""
    _refuse_partners(request)
    finding = _finding(request, pk)
    return answer_form(
        request,
        EnteredMeasureForm(request.POST or None, owners=_sides(finding.dialogue)),
        partial(enter_measure, finding),
        finding,
        "Maßnahme nacherfassen",
        done="Die Maßnahme ist eingetragen.",
        then=Measure.get_absolute_url,
        intro=f"Zur Feststellung „{finding}“. {NOBODY_ASKED}",
        submit_label="Maßnahme eintragen",
    )


@permission_required("quality_dialog.change_measure", raise_exception=True)
def confirmation_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """That it was done then, read in the files by a second person."""
    _refuse_partners(request)
    seen = Measure.objects.visible_to(request.user).select_related("responsible")
    measure, confirmed = get_object_or_404(seen, pk=pk), get_object_or_404(seen, pk=pk)
    return answer_form(
        request,
        EnteredConfirmationForm(request.POST or None),
        partial(confirm_entered, confirmed),
        measure,
        "Bestätigung nacherfassen",
        done="Die Maßnahme ist erledigt und bestätigt.",
        intro=f"{measure} – verantwortlich: {measure.owner}. Vergleichen Sie mit der Akte; danach bleibt es dabei.",
        submit_label="Bestätigen",
    )


def _refuse_partners(request: HttpRequest) -> None:
    """What was before, the city enters; a partner speaks for itself, today."""
    if request.user.partner_id:
        raise PermissionDenied


def _finding(request: HttpRequest, pk: int) -> Finding:
    seen = Finding.objects.visible_to(request.user).select_related("dialogue__cycle", "dialogue__site")
    return get_object_or_404(seen, pk=pk)


def _sides(dialogue: Dialogue):
    return Partner.objects.filter(pk__in=dialogue.partners.values("pk"))
