"""Reallocations: drafted in one act, approved or taken back as a whole."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding import issuing
from funding.duties import REALLOCATION_APPROVE
from funding.forms.decision import ReturnForm, WithdrawalForm
from funding.forms.reallocation import ReallocationForm
from funding.models import Allocation, FiscalYear, Reallocation
from funding.statuses import DRAFTS
from funding.views.allocation import warnings_of
from funding.views.clock import clock_of
from funding.views.columns import AMOUNT, DECISION, NOTICE_NUMBER, RECIPIENT
from funding.views.fiscal_year import closed_says
from funding.views.record import OF_ALLOCATION, goes_with_it, record_page
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.sorting import german_key

HALVES = (
    DECISION,
    Column("site", "Standort", "allocation.site", link=lambda half: half.allocation.get_absolute_url()),
    RECIPIENT,
    AMOUNT,
    NOTICE_NUMBER,
)


@permission_required("funding.add_decision", raise_exception=True)
def reallocation_create(request: HttpRequest, year: int) -> HttpResponse:
    """Draft a reallocation between two allocations of the year."""
    on, user = timezone.localdate(), request.user
    fiscal_year = get_object_or_404(FiscalYear.objects.visible_to(user), year=year)
    allocations = Allocation.objects.visible_to(user).filter(fiscal_year=fiscal_year).with_totals(on)
    allocations = allocations.select_related("site", "recipient", "fiscal_year").order_by(
        german_key("site__name"), "pk"
    )
    form = ReallocationForm(request.POST or None, allocations=allocations)
    if accepted(form, Reallocation.objects.draft, by=user, on=on):
        messages.success(request, "Die Umschichtung ist entworfen und wartet auf Freigabe.")
        for said in warnings_of(form.result.increase.allocation):
            messages.warning(request, said)
        return redirect(form.result)
    heading = f"Umschichtung {year}"
    return form_page(
        request,
        form,
        fiscal_year,
        heading,
        here="Umschichtung",
        intro="Eine Minderung und eine Erhöhung in einem Schritt. Beide werden zusammen freigegeben.",
        warnings=closed_says(fiscal_year, "Berichtigungen gehören ins Folgejahr."),
        submit_label="Umschichtung entwerfen",
    )


@permission_required("funding.view_decision", raise_exception=True)
@require_safe
def reallocation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Both halves, and the button that makes them binding together."""
    return _page(request, pk)


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def reallocation_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Make both halves binding; a refusal is said on the page, and nothing is stored."""
    reallocation = _reallocation(request, pk)
    given = {"reallocation": reallocation, "by": request.user, "on": timezone.localdate()}
    if refusal := refused(issuing.approve_reallocation, **given):
        return _page(request, pk, refusal.messages)
    numbers = german.listing((reallocation.reduction.notice_number, reallocation.increase.notice_number))
    messages.success(request, f"Die Umschichtung ist freigegeben, Bescheid-Nr. {numbers}.")
    return redirect(reallocation)


@permission_required("funding.change_decision", raise_exception=True)
def reallocation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own reallocation back, both drafts of it."""
    reallocation, withdrawn = _reallocation(request, pk), _reallocation(request, pk)
    year = reallocation.increase.allocation.fiscal_year
    form = WithdrawalForm(request.POST or None)
    if accepted(form, withdrawn.withdraw, by=request.user, on=timezone.localdate()):
        messages.success(request, "Die Umschichtung ist zurückgenommen.")
        return redirect(year)
    heading = "Umschichtung zurücknehmen"
    said = f"{reallocation}. Beide Entwürfe verschwinden aus der Planung."
    more = {"submit_label": heading, "intro": said, "danger": True}
    return form_page(request, form, reallocation, heading, here="Zurücknehmen", **more)


@permission_required("funding.approve_decision", raise_exception=True)
def reallocation_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give both drafts back to their author, with the reason."""
    reallocation, back = _reallocation(request, pk), _reallocation(request, pk)
    form = ReturnForm(request.POST or None)
    if accepted(form, back.send_back, by=request.user, on=timezone.localdate()):
        author = back.increase.drafted_by
        messages.success(request, f"Die Umschichtung ist zurückgegeben und liegt wieder bei {author}.")
        return redirect(reallocation)
    heading = "Umschichtung zurückgeben"
    said = f"{reallocation}. Wer sie entworfen hat, nimmt sie zurück und entwirft eine andere."
    more = {"submit_label": heading, "intro": said}
    return form_page(request, form, reallocation, heading, here="Zurückgeben", **more)


def _reallocation(request: HttpRequest, pk: int) -> Reallocation:
    seen = Reallocation.objects.visible_to(request.user)
    halves = [
        f"{half}__{path}" for half in ("reduction", "increase") for path in (*OF_ALLOCATION, "drafted_by")
    ]
    seen = seen.with_status(timezone.localdate())
    return get_object_or_404(seen.select_related(*halves, "increase__approved_by"), pk=pk)


def _page(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The reallocation as it is stored, whatever was just refused."""
    reallocation, user = _reallocation(request, pk), request.user
    more = reallocation.increase
    own = more.drafted_by_id == user.pk or not more.drafted_by.is_active
    closed = more.allocation.fiscal_year.is_closed(timezone.localdate())
    open_draft = reallocation.status in DRAFTS and not closed
    withdraw = ("Umschichtung zurücknehmen", reverse("funding:reallocation_withdraw", args=[pk]))
    return record_page(
        request,
        "funding/reallocation_detail.html",
        reallocation,
        title=str(reallocation),
        refusals=refusals,
        clock=clock_of(user, reallocation.reduction, timezone.localdate())._replace(shows_service=False),
        refused_what="Die Umschichtung ist nicht freigegeben",
        reallocation=reallocation,
        goes_with_it=goes_with_it(reallocation.reduction, timezone.localdate()),
        facts=[
            ("Begründung", more.reason),
            ("Entworfen", german.signed(more.drafted_on, more.drafted_by)),
            ("Freigegeben", german.signed(more.approved_on, signature(more, "approved_by"))),
        ],
        halves=Table(HALVES, [reallocation.reduction, more], "Die beiden Bescheide"),
        open=open_draft,
        back=more.returns.filter(mended_on=None).select_related("by").first(),
        first_hand=first_hand(user, REALLOCATION_APPROVE.permission, [more.drafted_by_id]),
        may_approve=user.has_perm("funding.approve_decision"),
        acts=[withdraw] if own and open_draft and user.has_perm("funding.change_decision") else [],
    )
