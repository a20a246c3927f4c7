"""A fiscal year's beginning: opened, corrected, and its money planned for all sites in one act."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from funding.forms.fiscal_year import NewYearForm, SplitForm, YearForm
from funding.models import Allocation, FiscalYear
from funding.rules import NOTHING
from funding.views.fiscal_year import closed_says, warn_of_excess, without_account
from partners.models import Mandate
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted, answer_reason, form_page
from quartiersarbeit.ground.hands import permission_required


@permission_required("funding.add_fiscalyear", raise_exception=True)
def fiscal_year_create(request: HttpRequest) -> HttpResponse:
    """Open a fiscal year with its appropriation and the resolution it rests on."""
    on, user = timezone.localdate(), request.user
    years = FiscalYear.objects.visible_to(user)
    mandates = Mandate.objects.visible_to(user)
    form = NewYearForm(request.POST or None, mandates=mandates, initial=_following(years.first()))
    if accepted(form, FiscalYear.objects.open, by=user, on=on):
        opened = form.result
        messages.success(
            request, f"{opened} ist eröffnet: {german.euro(opened.available_now)} sind verfügbar."
        )
        return redirect(opened)
    label = "Haushaltsjahr eröffnen"
    return form_page(request, form, "funding:fiscal_year_list", label, submit_label=label)


def _following(last: FiscalYear | None) -> dict:
    """What the year after the last one begins with, as far as it is known."""
    if last is None:
        return {}
    carried = last.carry_over if last.closed_on else None
    return {"year": last.year + 1, "carry_over_received": carried, "mandate": last.mandate_id}


@permission_required("funding.change_fiscalyear", raise_exception=True)
def fiscal_year_edit(request: HttpRequest, year: int) -> HttpResponse:
    """Correct what an open year may give."""
    fiscal_year, revised = _year(request, year), _year(request, year)
    form = YearForm(
        request.POST or None,
        mandates=Mandate.objects.visible_to(request.user),
        initial={name: getattr(fiscal_year, name) for name in YearForm.base_fields},
    )
    if accepted(form, revised.revise, by=request.user, on=timezone.localdate()):
        messages.success(
            request, f"{revised} ist geändert: {german.euro(revised.available_now)} sind verfügbar."
        )
        warn_of_excess(request, revised, timezone.localdate())
        return redirect(revised)
    closed = "Dieses Haushaltsjahr ist abgeschlossen und ändert sich nicht mehr."
    heading = f"Haushaltsjahr bearbeiten: {year}"
    return form_page(
        request,
        form,
        fiscal_year,
        heading,
        here="Haushaltsjahr bearbeiten",
        intro=f"Gebunden sind {german.euro(fiscal_year.committed_now)}. Weniger darf nicht verfügbar sein.",
        warnings=[closed] if fiscal_year.is_closed(timezone.localdate()) else [],
    )


@permission_required("funding.add_allocation", raise_exception=True)
def fiscal_year_split(request: HttpRequest, year: int) -> HttpResponse:
    """Plan money for every covered site without an allocation: an even proposal, each row editable."""
    on, fiscal_year = timezone.localdate(), _year(request, year)
    places = fiscal_year.places_without_money()
    amount = max(fiscal_year.available - fiscal_year.planned, 0)
    open_places, looking = [one for one in places if one.recipients], "rechnen" in request.POST
    form = SplitForm(
        request.POST or None,
        places=open_places,
        amount=amount,
        before=_year_before(request.user, fiscal_year, on),
    )
    if not looking and accepted(form, fiscal_year.distribute, by=request.user, on=on):
        drafts = german.count(len(form.result), "Entwurf wartet", "Entwürfe warten")
        messages.success(request, f"Die Mittel sind aufgeteilt. {drafts} auf Freigabe.")
        warn_of_excess(request, fiscal_year, on)
        return redirect(fiscal_year)
    without = german.listing(place.site for place in places if not place.recipients)
    said = without_account(*(partner for place in places for partner in place.recipients))
    if without:
        said.append(f"Ohne Partner mit einer Rolle und deshalb hier nicht dabei: {without}.")
    heading = f"Mittel aufteilen: {year}"
    return form_page(
        request,
        form,
        fiscal_year,
        heading,
        here="Mittel aufteilen",
        template="funding/split_form.html",
        fiscal_year=fiscal_year,
        amount=amount,
        rest=amount - form.total,
        warnings=closed_says(fiscal_year, "Neue Zuweisungen nimmt nur ein offenes Jahr auf.") + said,
        nothing=_nothing_to_share(fiscal_year) if not places else None,
        submit_label="Zuwendungen entwerfen",
    )


def _year_before(user, year: FiscalYear, on: date) -> dict[int, Decimal]:
    """What was bound for each site the year before (euros), by the site's key."""
    before = Allocation.objects.visible_to(user).filter(fiscal_year__year=year.year - 1)
    known: dict[int, Decimal] = {}
    for one in before.with_totals(on):
        known[one.site_id] = known.get(one.site_id, NOTHING) + one.committed
    return known


@permission_required("funding.add_fiscalyear", raise_exception=True)
def fiscal_year_discard(request: HttpRequest, year: int) -> HttpResponse:
    """Take back a year that was opened by mistake."""
    fiscal_year = _year(request, year)
    return answer_reason(
        request,
        _year(request, year).discard,
        fiscal_year,
        "Haushaltsjahr zurücknehmen",
        here="Zurücknehmen",
        done=f"{fiscal_year} ist zurückgenommen. Der Grund steht im Protokoll.",
        then="funding:fiscal_year_list",
        intro="Zurücknehmen lässt sich nur ein Jahr, in dem noch kein Geld geplant ist.",
    )


def _nothing_to_share(year: FiscalYear) -> tuple[str, str]:
    """Why no site is offered, and what to do about it."""
    if year.covered_sites().exists():
        return (
            "Jeder Standort mit einem Platz hat schon eine Zuweisung.",
            "Änderungen an einer Zuweisung entwerfen Sie auf ihrer Seite.",
        )
    return (
        f"{year.year} steht kein Standort unter einer Vereinbarung.",
        "Geben Sie den Standorten zuerst einen Platz, dann lassen sich die Mittel aufteilen.",
    )


def _year(request: HttpRequest, year: int) -> FiscalYear:
    seen = FiscalYear.objects.visible_to(request.user).with_totals(timezone.localdate())
    return get_object_or_404(seen, year=year)
