"""The worklist: what waits for whom, never one's own entries; several released at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding import models
from funding.models import Decision, Disbursement, FiscalYear
from funding.models.worklist import Worklist
from funding.views.disbursement import payment_trail
from funding.views.fiscal_year import money
from quartiersarbeit import german
from quartiersarbeit.forms import refused
from quartiersarbeit.listing import Column, Table

RELATED = ("allocation__fiscal_year", "allocation__site", "allocation__recipient", "drafted_by", "certified_by")
PAYMENT = Column(
    "payment",
    "Auszahlung",
    value=lambda payment: f"{payment.allocation}, {payment.number}. Rate",
    link=Disbursement.get_absolute_url,
)
COMMON = (Column("recipient", "Empfänger", "allocation.recipient"), money("amount", "Betrag"))
DUE = Column("due_on", "Fällig am", kind="date")
DRAFTED = Column("drafted_by", "Vorgesehen von")
CERTIFIED = Column("certified_by", "Festgestellt von")
RELEASABLE = (*COMMON, DUE, DRAFTED, CERTIFIED)
DECISIONS = (
    Column("decision", "Bescheid", str, link=Decision.get_absolute_url),
    Column("allocation", "Zuweisung"),
    Column("drafted_on", "Entworfen am", kind="date"),
    Column("drafted_by", "Entworfen von"),
)


@transaction.non_atomic_requests
@permission_required("funding.view_disbursement", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the person who looks; POST releases what is ticked, each in its own transaction."""
    refusals: list[tuple[Disbursement, str]] = []
    if request.method == "POST":
        refusals, released = _release(request)
        if released:
            done = german.count(released, "Rate ist", "Raten sind")
            messages.success(request, f"{done} freigegeben und kann jetzt gezahlt werden." if released == 1
                             else f"{done} freigegeben und können jetzt gezahlt werden.")
        elif not refusals:
            messages.warning(request, "Kreuzen Sie mindestens eine Rate an.")
        if not refusals:
            return redirect("funding:worklist")
    return _page(request, refusals)


def _release(request: HttpRequest) -> tuple[list[tuple[Disbursement, str]], int]:
    """The ticked payments that were refused, each with its reason, and how many were released."""
    wanted = [one for one in request.POST.getlist("raten") if one.isascii() and one.isdigit() and len(one) < 19]
    seen = Disbursement.objects.visible_to(request.user).filter(pk__in=wanted).order_by("pk")
    if not request.user.has_perm("funding.release_disbursement"):
        from django.core.exceptions import PermissionDenied

        raise PermissionDenied
    refusals, payments = [], list(seen.select_related(*RELATED))
    for payment in payments:
        if refusal := refused(payment.release, by=request.user, on=timezone.localdate()):
            refusals.append((payment, " ".join(refusal.messages)))
    return refusals, len(payments) - len(refusals)
