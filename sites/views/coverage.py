"""The sites of an agreement: entered together, moved to an amendment, and given back."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.models import Agreement
from partners.views import endings
from partners.views.choosing import coverable
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted, answer_form, form_page, refused
from quartiersarbeit.ground.hands import permission_required
from sites.forms import CoverageEndForm, CoveringForm, EndCorrectionForm
from sites.models import Assignment, Coverage, Seat
from sites.models.putting_right import correct_end


@permission_required("sites.add_coverage", raise_exception=True)
def agreement_coverage_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Put several sites under an agreement at once; each gets a free seat, or none does."""
    agreement = _agreement(request, pk)
    last = agreement.upheld_to()
    sharing = Coverage.objects.sharing(agreement.starts_on, last)
    throughout = Q(starts_on__lte=agreement.starts_on) & (Q(ends_on=None) | Q(ends_on__gte=last or date.max))
    sites = coverable(request.user, sharing.filter(throughout | Q(agreement=agreement)))
    term = {"starts_on": agreement.starts_on, "ends_on": last}
    by_hand = {"by": request.user, "on": timezone.localdate()}
    form = CoveringForm(request.POST or None, sites=sites, initial=term)
    if accepted(form, Coverage.objects.give, agreement=agreement, **by_hand):
        given = german.count(len(form.result), "Standort hat", "Standorte haben")
        messages.success(request, f"{given} jetzt einen Platz unter dieser Vereinbarung.")
        return redirect(agreement)
    free = Seat.objects.visible_to(request.user).free_throughout(agreement.starts_on, last).count()
    seats = german.count(free, "Platz ist", "Plätze sind") if free else "Kein Platz ist"
    intro = f"Jeder Standort bekommt einen freien Platz. {seats} über die ganze Laufzeit frei."
    heading = "Standorte hinzufügen"
    return form_page(request, form, agreement, heading, intro=intro, submit_label=heading)


@require_POST
@permission_required("sites.add_coverage", raise_exception=True)
def agreement_coverage_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the sites of the amended agreement to this amendment, from the day it begins."""
    amendment = _agreement(request, pk)
    on = timezone.localdate()
    if refusal := refused(Coverage.objects.move_to, amendment=amendment, by=request.user, on=on):
        for text in refusal.messages:
            messages.error(request, text)
    else:
        since = german.day(amendment.starts_on)
        messages.success(request, f"Die Standorte stehen ab dem {since} unter diesem Nachtrag.")
    return redirect(amendment)


@permission_required("sites.change_coverage", raise_exception=True)
def coverage_end(request: HttpRequest, site: int, pk: int) -> HttpResponse:
    """Give a seat back after a day."""
    coverages = Coverage.objects.visible_to(request.user).select_related("site", "seat", "agreement")
    coverage = get_object_or_404(coverages, pk=pk, site=site)
    form = CoverageEndForm(
        request.POST or None, initial={"ends_on": coverage.ends_on or timezone.localdate()}
    )
    place, one = coverage.site, Coverage.objects.filter(pk=pk)
    if accepted(form, coverage.end, by=request.user, on=timezone.localdate()):
        until = german.day(coverage.ends_on)
        messages.success(request, f"{place} hat {coverage.seat} bis {until}; danach ist der Platz frei.")
        return redirect(place)
    return form_page(
        request,
        form,
        place,
        "Platz beenden",
        intro=f"{coverage}, unter „{coverage.agreement}“.",
        endings=endings.table(endings.of_coverages(one, request.user, timezone.localdate())),
        submit_label="Platz beenden",
    )


@permission_required("sites.change_coverage", raise_exception=True)
def coverage_end_correct(request: HttpRequest, site: int, pk: int) -> HttpResponse:
    """Put right on which day a seat was given back, or that it never was."""
    return _end_correct(
        request, Coverage.objects.visible_to(request.user), site, pk, "Ende des Platzes berichtigen"
    )


@permission_required("sites.change_assignment", raise_exception=True)
def assignment_end_correct(request: HttpRequest, site: int, pk: int) -> HttpResponse:
    """Put right on which day a role ended, or that it never did."""
    return _end_correct(
        request, Assignment.objects.visible_to(request.user), site, pk, "Ende der Rolle berichtigen"
    )


def _end_correct(request: HttpRequest, seen: QuerySet, site: int, pk: int, heading: str) -> HttpResponse:
    row = get_object_or_404(seen.select_related("site").filter(ends_on__isnull=False), pk=pk, site=site)
    return answer_form(
        request,
        EndCorrectionForm(request.POST or None, initial={"ends_on": row.ends_on}),
        partial(correct_end, row),
        row.site,
        heading,
        done="Das Ende ist berichtigt.",
        intro=f"{row}, bisher bis {german.day(row.ends_on)}. Was bisher da stand, bleibt mit dem Grund lesbar.",
    )


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user).prefetch_related("parties"), pk=pk)
