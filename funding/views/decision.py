"""The pages of decisions: drafted by one, approved by another, never changed afterwards."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding import issuing
from funding.duties import DECISION_APPROVE
from funding.forms.decision import DecisionForm, ReturnForm, WithdrawalForm
from funding.forms.entering import EnteredDecisionForm
from funding.models import Allocation, Decision, FiscalYear, Reallocation, past
from funding.statuses import DRAFTS, DecisionStatus
from funding.views.clock import clock_of
from funding.views.fiscal_year import closed_says, warn_of_excess, without_account
from funding.views.on_paper import on_paper
from funding.views.record import OF_ALLOCATION, goes_with_it, record_page
from partners.notified import notified
from quartiersarbeit.ground import german
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required


@permission_required("funding.add_decision", raise_exception=True)
def decision_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a further decision on an allocation."""
    binds = "Der Entwurf bindet noch nichts; freigeben muss ihn eine andere Person."
    return _new_decision(request, pk, DecisionForm, "Bescheid entwerfen", binds)


@permission_required("funding.add_decision", raise_exception=True)
def decision_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a further decision, whose notice was given on paper before."""
    binds = "Der Bescheid zählt mit seinem Tag, sobald eine zweite Person ihn anhand der Akte bestätigt hat."
    return _new_decision(request, pk, EnteredDecisionForm, "Bescheid nacherfassen", binds)


def _new_decision(
    request: HttpRequest, pk: int, kind: type[DecisionForm], label: str, binds: str
) -> HttpResponse:
    """A draft of a further decision, by a form of this kind."""
    on = timezone.localdate()
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site", "recipient")
    allocation = get_object_or_404(seen.with_totals(on), pk=pk)
    form = _form(request, allocation, kind, first=not allocation.decisions.exists())
    if accepted(form, allocation.draft, by=request.user, on=on):
        messages.success(request, f"Der Entwurf „{form.result}“ ist gespeichert und wartet auf Freigabe.")
        warn_of_excess(request, allocation.fiscal_year, on)
        return redirect(allocation)
    return form_page(
        request,
        form,
        allocation,
        f"{label}: {allocation.site}, {allocation.fiscal_year.year}",
        here=label,
        intro=f"Für {allocation.recipient} sind hier {german.euro(allocation.committed)} gebunden und "
        f"{german.euro(allocation.planned)} geplant. {binds}",
        warnings=closed_says(allocation.fiscal_year, "Berichtigungen gehören ins Folgejahr.")
        + (without_account(allocation.recipient) if kind is DecisionForm else []),
        submit_label="Entwurf speichern" if kind is DecisionForm else "Bescheid eintragen",
    )


def _form(
    request: HttpRequest, allocation: Allocation, kind: type[DecisionForm], *, first: bool, **more
) -> DecisionForm:
    revocable = allocation.committed_now - allocation.paid_by(timezone.localdate())
    return kind(request.POST or None, first=first, revocable=revocable, **more)


@permission_required("funding.change_decision", raise_exception=True)
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    decision, revised = _decision(request, pk), _decision(request, pk)
    others = decision.allocation.decisions.exclude(pk=pk)
    kind = EnteredDecisionForm if decision.paper_on else DecisionForm
    initial = {name: getattr(decision, name) for name in kind.base_fields} | {"amount": abs(decision.amount)}
    form = _form(request, decision.allocation, kind, first=not others.exists(), initial=initial)
    if accepted(form, revised.revise, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Der Entwurf „{revised}“ ist geändert und wartet auf Freigabe.")
        warn_of_excess(request, decision.allocation.fiscal_year, timezone.localdate())
        return redirect(revised)
    return form_page(
        request,
        form,
        decision,
        "Entwurf bearbeiten",
        title=f"Entwurf bearbeiten: {decision.allocation}",
        submit_label="Entwurf speichern",
    )


@permission_required("funding.change_decision", raise_exception=True)
def decision_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own draft back; what it was and why it went stays in the history."""
    decision, withdrawn = _decision(request, pk), _decision(request, pk)
    form = WithdrawalForm(request.POST or None)
    if accepted(form, withdrawn.withdraw, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Der Entwurf „{decision}“ ist zurückgenommen.")
        return redirect(decision.allocation.fiscal_year)
    label = "Entwurf zurücknehmen"
    return form_page(
        request,
        form,
        decision,
        label,
        title=f"{label}: {decision.allocation}",
        submit_label=label,
        intro=f"{decision} für {decision.allocation}: Der Entwurf bindet noch nichts und verschwindet aus der Planung.",
        danger=True,
    )


def _decision(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(Decision.objects.visible_to(request.user).select_related(*OF_ALLOCATION), pk=pk)


@permission_required("funding.view_decision", raise_exception=True)
@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice, and the button that makes it binding for those who may."""
    return answer_decision(request, pk)


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def decision_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft binding; a refusal is said on the decision's page, and nothing is stored."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    given = {"by": request.user, "on": timezone.localdate(), "seen": request.POST.get("gesehen", "")}
    if refusal := refused(issuing.approve, decision=decision, **given):
        return answer_decision(request, pk, refusal.messages)
    messages.success(
        request,
        f"{'Bestätigt' if decision.paper_on else 'Freigegeben'}: {decision}, Bescheid-Nr. {decision.notice_number}. "
        "Der Betrag ist jetzt gebunden.",
    )
    return redirect(decision)


@permission_required("funding.approve_decision", raise_exception=True)
def decision_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back to its author, with the reason."""
    decision, back = _decision(request, pk), _decision(request, pk)
    form = ReturnForm(request.POST or None)
    if accepted(form, back.send_back, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Der Entwurf ist zurückgegeben und liegt wieder bei {back.drafted_by}.")
        return redirect(decision)
    label = "Entwurf zurückgeben"
    title = f"{label}: {decision.allocation}"
    intro = (
        f"{decision} für {decision.allocation}: Freigegeben werden kann er erst, wenn er überarbeitet ist."
    )
    return form_page(request, form, decision, label, title=title, submit_label=label, intro=intro)


def answer_decision(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The decision as it is stored, whatever was just refused."""
    user, on = request.user, timezone.localdate()
    decisions = Decision.objects.visible_to(user).select_related(*OF_ALLOCATION, "drafted_by", "approved_by")
    decision = get_object_or_404(decisions.with_status(on), pk=pk)
    whole = Reallocation.objects.visible_to(user).of(decision).first()
    years = FiscalYear.objects.visible_to(user).with_totals(on).with_status(on)
    return record_page(
        request,
        "funding/decision_detail.html",
        decision,
        title=f"{decision}, {decision.allocation.site}",
        is_example=decision.allocation.fiscal_year.is_example,
        refusals=refusals,
        refused_what="Der Bescheid ist nicht freigegeben",
        decision=decision,
        is_draft=decision.status in DRAFTS,
        back=decision.returns.filter(mended_on=None).select_related("by").first(),
        facts=_facts(user, decision),
        fiscal_year=years.filter(pk=decision.allocation.fiscal_year_id).first(),
        on=on,
        may_approve=user.has_perm("funding.approve_decision"),
        first_hand=first_hand(user, DECISION_APPROVE.permission, [decision.drafted_by_id]),
        acts=[] if whole else _acts(user, decision, on),
        goes_with_it=goes_with_it(decision, on),
        paper=None if decision.paper_on else on_paper(user, decision),
        clock=clock_of(user, decision, on),
        whole=whole,
        notified=notified(user, decision),
    )


def _acts(user, decision: Decision, on: date) -> list[tuple[str, str]]:
    """What comes next: one's own draft may change; approved money is planned, the next draft is looked at."""
    allocation, binds = decision.allocation, decision.status == DecisionStatus.APPROVED
    closed = allocation.fiscal_year.is_closed(on)
    if binds and user.has_perm("funding.approve_decision"):
        waiting = Decision.objects.visible_to(user).awaiting_approval_by(user, on)
        following = waiting.order_by("drafted_on", "pk").first()
        return [("Nächsten Entwurf prüfen", following.get_absolute_url())] if following else []
    if binds and user.has_perm("funding.add_disbursement"):
        plan = ("Raten planen", reverse("funding:instalments_plan", args=[allocation.pk]))
        return [plan] if not closed and allocation.plannable() > 0 else []
    own = _takes(user, decision) and user.has_perm("funding.change_decision")
    if not own or binds or closed:
        return []
    acts = (("Entwurf bearbeiten", "decision_edit"), ("Entwurf zurücknehmen", "decision_withdraw"))
    return [(label, reverse(f"funding:{name}", args=[decision.pk])) for label, name in acts]


def _takes(user, decision: Decision) -> bool:
    """One's own draft, or that of somebody who has left."""
    return decision.drafted_by_id == user.pk or not decision.drafted_by.is_active


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
        *_of_paper(decision),
    ]
    if not user.sees_everything:
        return [*facts, ("Bescheid vom", german.day(decision.approved_on))]
    if decision.entered_on:
        signed = signature(decision, "approved_by")
        return [*facts, ("Eingetragen von", str(decision.drafted_by)), ("Bestätigt von", signed)]
    return [
        *facts,
        ("Entworfen", german.signed(decision.drafted_on, decision.drafted_by)),
        ("Freigegeben", german.signed(decision.approved_on, signature(decision, "approved_by"))),
    ]


def _of_paper(decision: Decision) -> list[tuple]:
    """What a notice on paper says of itself, and when it was entered."""
    if not decision.paper_on:
        return []
    return [
        ("Auf Papier", f"vom {german.day(decision.paper_on)}, Nr. {decision.paper_number}"),
        ("Beschieden durch", decision.paper_by),
        ("Nacherfasst", past.told(decision) or "wartet auf Bestätigung"),
    ]
