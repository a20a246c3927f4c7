"""The worklist: what waits for whom, never one's own entries; several released at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.models import Decision, Disbursement
from funding.models import worklist as waiting
from funding.views.disbursement import payment_trail
from funding.views.fiscal_year import money
from quartiersarbeit import german
from quartiersarbeit.forms import refused
from quartiersarbeit.listing import Column, Table

RELATED = (
    "allocation__fiscal_year",
    "allocation__site",
    "allocation__recipient",
    "drafted_by",
    "certified_by",
)
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
RELEASABLE = (
    *(*COMMON, DUE, DRAFTED, CERTIFIED),
    Column(
        "more",
        "Einzelheiten",
        value=lambda payment: f"{payment.number}. Rate ansehen",
        link=Disbursement.get_absolute_url,
    ),
)
# Its value carries the key too: in the form the name of the payment is the label of a checkbox.
TICKED = Column("payment", "Auszahlung", value=lambda payment: (payment.pk, PAYMENT.value_of(payment)))
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
        if not request.user.has_perm("funding.release_disbursement"):
            raise PermissionDenied
        refusals, released = _release(request)
        if released:
            done = german.count(released, "Rate ist", "Raten sind")
            messages.success(request, f"{done} freigegeben.")
        elif not refusals:
            messages.warning(request, "Kreuzen Sie mindestens eine Rate an.")
        if not refusals:
            return redirect("funding:worklist")
    return _page(request, refusals)


def _release(request: HttpRequest) -> tuple[list[tuple[Disbursement, str]], int]:
    """The ticked payments that were refused, each with its reason, and how many were released."""
    wanted = [
        one for one in request.POST.getlist("raten") if one.isascii() and one.isdigit() and len(one) < 19
    ]
    seen = Disbursement.objects.visible_to(request.user).filter(pk__in=wanted).order_by("pk")
    refusals, payments = [], list(seen.select_related(*RELATED))
    for payment in payments:
        if refusal := refused(payment.release, by=request.user, on=timezone.localdate()):
            refusals.append((payment, " ".join(refusal.messages)))
    return refusals, len(payments) - len(refusals)


def _page(request: HttpRequest, refusals: list[tuple[Disbursement, str]]) -> HttpResponse:
    """What waits as it is stored; who signs nothing sees all that waits, as audit does."""
    user = request.user
    own = waiting.worklist(user)
    shown = own if own.signs else waiting.everything(user)
    releases = user.has_perm("funding.release_disbursement")
    first = TICKED if releases else PAYMENT
    people = ("allocation__site", "allocation__fiscal_year", "drafted_by")
    return render(
        request,
        "funding/worklist.html",
        {
            "crumbs": payment_trail(("Arbeitsliste", "")),
            "signs": own.signs,
            "releases": releases,
            "decisions": _table(DECISIONS, shown.decisions, people, "Bescheide, die auf Freigabe warten"),
            "to_certify": _table(
                (PAYMENT, *COMMON, DUE, DRAFTED), shown.to_certify, RELATED, "Festzustellen"
            ),
            "nothing_to_certify": "Keine Rate von anderen wartet auf Feststellung."
            if own.signs
            else "Keine Rate wartet auf Feststellung.",
            "to_release": _table((first, *RELEASABLE), shown.to_release, RELATED, "Freizugeben"),
            "to_pay": _table((PAYMENT, *COMMON, DUE), shown.to_pay, RELATED, "Auszuzahlen"),
            "others": Table(
                (PAYMENT, *COMMON, DUE, Column("missing", "Es fehlt", value=_missing)),
                Disbursement.objects.visible_to(user).waiting_for_others(user).select_related(*RELATED),
                "Ihre Einträge, die noch eine Unterschrift brauchen",
            ),
            "refusals": refusals,
        },
        status=422 if refusals else 200,
    )


def _missing(payment: Disbursement) -> str:
    return "Freigabe" if payment.certified_on else "Feststellung"


def _table(columns, rows, related, caption: str) -> Table | None:
    return None if rows is None else Table(columns, rows.select_related(*related), caption)
