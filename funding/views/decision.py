"""The pages of decisions: drafted by one, approved by another, never changed afterwards."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding.forms import DecisionForm
from funding.models import Allocation, Decision, FiscalYear
from funding.views.allocation import decision_state, trail
from funding.views.fiscal_year import warn_of_excess
from partners.badges import EXAMPLE
from quartiersarbeit import german
from quartiersarbeit.forms import accepted, refused


@permission_required("funding.add_decision", raise_exception=True)
def decision_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a further decision on an allocation."""
    on = timezone.localdate()
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site", "recipient")
    allocation = get_object_or_404(seen.with_totals(on), pk=pk)
    form = DecisionForm(request.POST or None)
    if accepted(form, allocation.draft, by=request.user, on=on):
        messages.success(request, f"Der Entwurf „{form.result}“ ist gespeichert und wartet auf Freigabe.")
        warn_of_excess(request, allocation.fiscal_year, on)
        return redirect(allocation)
    context = {
        "form": form,
        "allocation": allocation,
        "crumbs": trail(request.user, allocation, ("Bescheid entwerfen", "")),
        "cancel_url": allocation.get_absolute_url(),
        "submit_label": "Entwurf speichern",
    }
    return render(request, "funding/decision_form.html", context)


@permission_required("funding.view_decision", raise_exception=True)
@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice, and the button that makes it binding for those who may."""
    return _page(request, pk)


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def decision_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft binding; a refusal is said on the decision's page, and nothing is stored."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    if refusal := refused(decision.approve, by=request.user, on=timezone.localdate()):
        return _page(request, pk, refusal.messages)
    messages.success(request, f"Freigegeben: {decision}. Der Betrag ist jetzt gebunden.")
    return redirect(decision)


def _page(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The decision as it is stored, whatever was just refused."""
    user, on = request.user, timezone.localdate()
    decisions = Decision.objects.visible_to(user).select_related(
        "allocation__fiscal_year", "allocation__site", "allocation__recipient", "drafted_by", "approved_by"
    )
    decision = get_object_or_404(decisions, pk=pk)
    year = FiscalYear.objects.visible_to(user).with_totals(on).filter(pk=decision.allocation.fiscal_year_id)
    return render(
        request,
        "funding/decision_detail.html",
        {
            "decision": decision,
            "state": decision_state(decision),
            "badge": EXAMPLE if decision.allocation.fiscal_year.is_example else None,
            "crumbs": trail(user, decision.allocation, (decision.get_kind_display(), "")),
            "facts": _facts(user, decision),
            "fiscal_year": year.first(),
            "on": on,
            "refusals": refusals,
            "may_approve": user.has_perm("funding.approve_decision"),
            "is_own": decision.drafted_by_id == user.pk,
        },
        status=422 if refusals else 200,
    )


def _facts(user, decision: Decision) -> list[tuple]:
    """What the notice says; who drafted and approved it is said to the city and audit."""
    allocation = decision.allocation
    facts = [
        ("Zuweisung", str(allocation), allocation.get_absolute_url()),
        ("Empfänger", allocation.recipient.name),
        ("Art", decision.get_kind_display()),
        ("Betrag", german.euro(decision.amount)),
        ("Bescheid-Nr.", decision.notice_number),
        ("Begründung", decision.reason),
    ]
    if not user.sees_everything:
        return [*facts, ("Bescheid vom", german.day(decision.approved_on))]
    approval = f"{german.day(decision.approved_on)}, {decision.approved_by}" if decision.approved_on else ""
    drafted = f"{german.day(decision.drafted_on)}, {decision.drafted_by}"
    return [*facts, ("Entworfen", drafted), ("Freigegeben", approval)]
