"""What is done with a site: enter, correct and close it, give it a seat, a partner in a role, an offer."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partners.models import Agreement
from partners.views import endings
from partners.views.choosing import taking_part
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted, answer_form, form_page
from quartiersarbeit.ground.hands import permission_required
from sites.forms import (
    AssignmentForm,
    ClosingCorrectionForm,
    ClosingForm,
    CoverageForm,
    OfferForm,
    SiteForm,
    soonest,
)
from sites.models import Neighbourhood, Offer, Seat, Site
from sites.models.putting_right import correct_closing


def _site(request: HttpRequest, pk: int) -> Site:
    return get_object_or_404(Site.objects.visible_to(request.user), pk=pk)


@permission_required("sites.add_site", raise_exception=True)
def site_create(request: HttpRequest) -> HttpResponse:
    """Enter a new site; it becomes a project site with a seat."""
    form = SiteForm(request.POST or None, neighbourhoods=Neighbourhood.objects.visible_to(request.user))
    if accepted(form, Site.objects.register):
        messages.success(request, f"{form.result} ist erfasst.")
        return redirect(form.result)
    return form_page(request, form, "sites:site_list", "Neuer Standort", submit_label="Standort erfassen")


@permission_required("sites.change_site", raise_exception=True)
def site_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is stored about a site, or take its closing back."""
    site = _site(request, pk)
    revised = copy(site)
    form = SiteForm(
        request.POST or None,
        neighbourhoods=Neighbourhood.objects.visible_to(request.user),
        facts=site,
    )
    if accepted(form, revised.revise, by=request.user, on=timezone.localdate()):
        messages.success(request, f"{revised} ist geändert.")
        return redirect(revised)
    return form_page(request, form, site, "Standort bearbeiten")


@permission_required("sites.change_site", raise_exception=True)
def site_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a site on a day, and with it its seat, its roles and its offers."""
    on, site = timezone.localdate(), _site(request, pk)
    closing = copy(site)
    form = ClosingForm(request.POST or None)
    if accepted(form, closing.close, by=request.user, known_on=on):
        day = german.day(closing.closed_on)
        messages.success(
            request, f"{closing}: Der letzte Betriebstag ist der {day}. Danach ist der Platz frei."
        )
        return redirect(closing)
    return form_page(
        request,
        form,
        site,
        "Standort schließen",
        intro=(
            "Mit diesem Tag enden auch der Platz, die Rollen der Partner und die Angebote. "
            "Was erst danach beginnen sollte, entfällt. Der Platz ist ab dem nächsten Tag frei."
        ),
        submit_label="Standort schließen",
        endings=endings.table(
            endings.seats(site.coverages.all(), request.user, on) + endings.of_sites([site], request.user, on)
        ),
        danger=True,
    )


@permission_required("sites.change_site", raise_exception=True)
def site_closing_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right on which day a site was closed, and with it what ended that day."""
    site = _site(request, pk)
    was = f"Bisher der {german.day(site.closed_on)}. " if site.closed_on else ""
    return answer_form(
        request,
        ClosingCorrectionForm(request.POST or None, initial={"closed_on": site.closed_on}),
        partial(correct_closing, copy(site)),
        site,
        "Letzten Betriebstag berichtigen",
        done="Der letzte Betriebstag ist berichtigt.",
        intro=(
            f"{was}Platz, Rollen und Angebote, die mit ihm endeten, enden dann am richtigen Tag. "
            "Was bisher da stand, bleibt mit dem Grund lesbar."
        ),
    )


@permission_required("sites.add_coverage", raise_exception=True)
def coverage_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a site a seat; the database keeps the number of seats."""
    on, site = timezone.localdate(), _site(request, pk)
    seats = Seat.objects.visible_to(request.user)
    agreements = Agreement.objects.visible_to(request.user)
    form = CoverageForm(request.POST or None, agreements=agreements, seats=seats, on=on)
    if accepted(form, site.cover, by=request.user, on=timezone.localdate()):
        coverage = form.result
        period = german.period(coverage.starts_on, coverage.ends_on)
        messages.success(request, f"{site} hat {coverage.seat}: {period}.")
        return redirect(site)
    none_free = f"Heute ist kein Platz frei. {soonest(seats.with_bookings(), on)}"
    return form_page(
        request,
        form,
        site,
        "Platz vergeben",
        intro=f"{site} wird damit Projektstandort: mit einem Platz unter einer Kooperationsvereinbarung.",
        warnings=[] if seats.free(on).exists() else [none_free],
        submit_label="Platz vergeben",
    )


@permission_required("sites.add_assignment", raise_exception=True)
def assignment_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a partner a role at the site; who had it before stays in the record."""
    site, on = _site(request, pk), timezone.localdate()
    partners, others = taking_part(request.user, on)
    form = AssignmentForm(request.POST or None, partners=partners, partners_hint=others)
    if accepted(form, site.assign, by=request.user, on=on):
        made = form.result
        text = f"{made.partner}: {made.get_role_display()} ab {german.day(made.starts_on)}."
        messages.success(request, text)
        return redirect(site)
    return form_page(request, form, site, "Rolle vergeben", submit_label="Rolle vergeben")


@permission_required("sites.add_offer", raise_exception=True)
def offer_create(request: HttpRequest, pk: int) -> HttpResponse:
    site = _site(request, pk)
    form = OfferForm(request.POST or None)
    if accepted(form, site.add_offer):
        messages.success(request, f"Das Angebot „{form.result}“ ist erfasst.")
        return redirect(site)
    return form_page(request, form, site, "Neues Angebot", submit_label="Angebot erfassen")


@permission_required("sites.change_offer", raise_exception=True)
def offer_edit(request: HttpRequest, pk: int, offer: int) -> HttpResponse:
    """Correct an offer, or end it with its last day."""
    offers = Offer.objects.visible_to(request.user).filter(site=pk).select_related("site")
    revised = get_object_or_404(offers, pk=offer)
    form = OfferForm(request.POST or None, facts=revised)
    if accepted(form, revised.revise):
        messages.success(request, f"Das Angebot „{revised}“ ist geändert.")
        return redirect(revised.site)
    return form_page(request, form, revised.site, "Angebot bearbeiten oder beenden")
