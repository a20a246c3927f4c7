"""The plan of instalments: what is committed, divided to the cent."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from funding.forms.instalments import OwnInstalmentFormSet, PlanForm, YearPlanForm
from funding.models import Allocation, FiscalYear
from funding.rules import NOTHING
from funding.views.allocation import INSTALMENTS, warnings_of
from funding.views.columns import AMOUNT, DUE
from funding.views.fiscal_year import closed_says, without_account
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import accepted, form_page
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.sorting import german_key

PREVIEW = (
    Column("number", "Rate", value=lambda row: f"{row['number']}. Rate"),
    DUE,
    AMOUNT,
)


@transaction.non_atomic_requests
@permission_required("funding.add_disbursement", raise_exception=True)
def instalments_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the instalments of what is committed; „Vorschau“ shows them first and stores nothing."""
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site", "recipient")
    allocation = get_object_or_404(seen, pk=pk)
    year = allocation.fiscal_year.year
    own = OwnInstalmentFormSet(request.POST or None, prefix="raten", form_kwargs={"year": year})
    form = PlanForm(request.POST or None, initial=_usual(allocation), year=year, own=own)
    looking = "vorschau" in request.POST
    if not looking and accepted(form, allocation.plan_instalments, by=request.user, on=timezone.localdate()):
        planned = german.count(len(form.result), "Rate ist", "Raten sind")
        messages.success(request, f"{planned} vorgesehen. Als Nächstes werden sie festgestellt.")
        return redirect(f"{allocation.get_absolute_url()}#auszahlungen")
    more = _context(allocation, form, own, looking)
    return form_page(
        request, form, allocation, "Raten planen", template="funding/instalments_form.html", **more
    )


@transaction.non_atomic_requests
@permission_required("funding.add_disbursement", raise_exception=True)
def year_instalments_plan(request: HttpRequest, year: int) -> HttpResponse:
    """Plan the instalments of all allocations of a year in one act."""
    on = timezone.localdate()
    fiscal_year = get_object_or_404(FiscalYear.objects.visible_to(request.user), year=year)
    allocations = _with_open_money(request, fiscal_year)
    form = YearPlanForm(
        request.POST or None,
        year=year,
        allocations=allocations,
        initial={"first_due_on": fiscal_year.within(on)},
    )
    looking, there_is = "rechnen" in request.POST, sum((one.open_amount for one in allocations), NOTHING)
    if not looking and accepted(form, Allocation.objects.plan_instalments, by=request.user, on=on):
        planned = german.count(len(form.result), "Rate ist", "Raten sind")
        messages.success(request, f"{planned} vorgesehen. Als Nächstes werden sie festgestellt.")
        return redirect(fiscal_year)
    return form_page(
        request,
        form,
        fiscal_year,
        f"Raten {year} planen",
        here="Raten planen",
        template="funding/year_instalments_form.html",
        fiscal_year=fiscal_year,
        there_is=there_is,
        rest=there_is - form.total,
        warnings=closed_says(fiscal_year, "Neue Raten nimmt nur ein offenes Jahr auf.")
        + without_account(*(one.recipient for one in allocations)),
        submit_label="Raten vorsehen",
    )


def _with_open_money(request: HttpRequest, year: FiscalYear) -> list[Allocation]:
    """The year's allocations with money that a plan may divide, with what is planned of it already."""
    seen = Allocation.objects.visible_to(request.user).filter(fiscal_year=year)
    return list(
        seen.with_open_money()
        .select_related("site", "recipient", "fiscal_year")
        .order_by(german_key("site__name"), "pk")
    )


def _usual(allocation: Allocation) -> dict:
    """The form as most need it: all that is open, in two instalments from today on."""
    first = allocation.fiscal_year.within(timezone.localdate())
    open_amount = allocation.plannable()
    return {"rhythm": "2", "amount": open_amount if open_amount > 0 else None, "first_due_on": first}


def _context(allocation: Allocation, form: PlanForm, own, looking: bool) -> dict:
    changeable = allocation.disbursements.changeable(timezone.localdate()).order_by("number")
    open_amount = allocation.plannable()
    return {
        "formset": own,
        "formset_legend": "Eigene Raten",
        "formset_item": "Rate",
        "allocation": allocation,
        "warnings": closed_says(allocation.fiscal_year, "Neue Raten nimmt nur ein offenes Jahr auf.")
        + warnings_of(allocation),
        "open_amount": open_amount,
        "offered": open_amount > 0 or form.is_bound,  # what was typed stays, whatever happened meanwhile
        "replaced": Table(INSTALMENTS, changeable, "Bisher vorgesehene Raten"),
        "preview": _preview(form) if looking and form.is_valid() else None,
        "submit_label": "Raten vorsehen",
    }


def _preview(form: PlanForm) -> dict:
    """The instalments as they would be stored, in the order of their days, and their sum."""
    rows = sorted(form.cleaned_data["instalments"])
    shown = [{"number": n, "due_on": day, "amount": amount} for n, (day, amount) in enumerate(rows, start=1)]
    return {
        "table": Table(PREVIEW, shown, "Vorschau der Raten"),
        "total": sum(amount for _, amount in rows),
    }
