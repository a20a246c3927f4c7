"""Keeping talks: begin one, correct it, record a step, release what reports may say."""

from copy import copy

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.forms.negotiation import NegotiationForm, StepForm
from partners.models import Negotiation, Step, User
from partners.views.choosing import keepers, partner_asked, sites_of_talks, taking_part
from partners.views.negotiation import talk_page
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import permission_required


@permission_required("partners.add_negotiation", raise_exception=True)
def negotiation_create(request: HttpRequest) -> HttpResponse:
    """Begin a talk; a working title is enough. `?partner=` names with whom."""
    known: dict = {"responsible": request.user.pk}
    if partner := partner_asked(request):
        known |= {"partner": partner.pk, "sector": partner.sector}
    form = NegotiationForm(request.POST or None, initial=known, **_choices(request, Negotiation()))
    if accepted(form, Negotiation.objects.begin):
        messages.success(request, "Das Gespräch ist erfasst. Tragen Sie jetzt den ersten Schritt ein.")
        return redirect(form.result)
    return form_page(request, form, "partners:negotiation_list", "Neues Gespräch", here="Neu")


@permission_required("partners.change_negotiation", raise_exception=True)
def negotiation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a talk, or name its partner at last."""
    talk = get_object_or_404(Negotiation.objects.visible_to(request.user).select_related("partner"), pk=pk)
    about = {"sites": [site.pk for site in talk.sites.all()]}
    form = NegotiationForm(request.POST or None, facts=talk, initial=about, **_choices(request, talk))
    if accepted(form, copy(talk).revise):
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect(talk)
    heading = f"Gespräch bearbeiten: {talk}"
    return form_page(request, form, talk, heading, title=heading, here="Bearbeiten")


@require_POST
@permission_required("partners.add_step", raise_exception=True)
def step_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the next step of a talk."""
    talk = get_object_or_404(Negotiation.objects.visible_to(request.user), pk=pk)
    form = StepForm(request.POST)
    if not accepted(form, talk.record, by=request.user, on=timezone.localdate()):
        return talk_page(request, pk, form)
    if form.result.public_wording:
        messages.success(
            request, "Der Schritt ist erfasst. In Berichte kommt der Wortlaut nach der Freigabe."
        )
    else:
        messages.success(request, "Der Schritt ist erfasst.")
    return redirect(talk)


@require_POST
@permission_required("partners.change_step", raise_exception=True)
def step_release(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Reports may give this reason from today on."""
    steps = Step.objects.visible_to(request.user).filter(negotiation=pk)
    wording = get_object_or_404(steps.select_related("negotiation"), pk=step)
    on = timezone.localdate()
    if refusal := refused(wording.release_wording, by=request.user, on=on):
        return talk_page(request, pk, StepForm(initial={"day": on}), refusal.messages)
    messages.success(request, "Freigegeben. Der Wortlaut steht ab heute in neuen Berichten.")
    return redirect(wording.negotiation)


def _choices(request: HttpRequest, talk: Negotiation) -> dict:
    """What may be chosen in the form: active partners, Koordination's people, sites; and what is chosen."""
    user = request.user
    partners, others = taking_part(user, timezone.localdate(), talk.partner_id)
    able = Q(pk__in=keepers(user).values("pk")) | Q(pk=talk.responsible_id)
    return {
        "partners": partners,
        "partners_hint": others,
        "responsible": User.objects.visible_to(user).filter(able),
        "sites": sites_of_talks(user),
    }
