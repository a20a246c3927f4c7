"""The worklist: what waits for whom, never one's own entries; several released at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.models import Decision, Disbursement
from funding.models import worklist as waiting
from funding.payment_sheet import grouped
from funding.statuses import DisbursementStatus
from funding.views.columns import AMOUNT, DRAFTED, DRAFTED_BY, DUE, RECIPIENT
from funding.views.record import OF_ALLOCATION
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Tick
from quartiersarbeit.ground.forms import refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.listing import Paged

RELATED = (*OF_ALLOCATION, "drafted_by", "certified_by")
DISBURSEMENT = Column(
    "disbursement",
    "Auszahlung",
    lambda one: f"{one.allocation}, {one.number}. Rate",
    link=Disbursement.get_absolute_url,
)
COMMON = (RECIPIENT, AMOUNT)
PLANNED_BY = Column("drafted_by", "Vorgesehen von")
CERTIFIED_BY = Column("certified_by", "Festgestellt von")
# What the release freezes stands here, as it will be paid: who releases compares it before, row by row.
RELEASABLE = (
    Column("recipient", "Empfänger", "allocation.recipient.name"),
    Column("iban", "IBAN", lambda one: grouped(one.allocation.recipient.iban)),
    *(AMOUNT, DUE, PLANNED_BY, CERTIFIED_BY),
    Column(
        "more", "Einzelheiten", lambda one: f"{one.number}. Rate ansehen", link=Disbursement.get_absolute_url
    ),
)
# In the form its name is the label of a checkbox; what the page shows of the account goes back with it.
TICKED = Column(
    "disbursement",
    "Auszahlung",
    lambda one: Tick("raten", one.pk, DISBURSEMENT.value_of(one), one.payee),
    kind="tick",
)
SEEN = "gesehen-"
DECISIONS = (
    Column("decision", "Bescheid", str, link=Decision.get_absolute_url),
    Column("allocation", "Zuweisung"),
    DRAFTED,
    DRAFTED_BY,
)


@transaction.non_atomic_requests
@permission_required("funding.view_disbursement", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the person who looks; POST releases what is ticked, or all of the page, each by itself."""
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
            return redirect(request.get_full_path())  # the other tables stay on their pages
    return _page(request, refusals)


def _release(request: HttpRequest) -> tuple[list[tuple[Disbursement, str]], int]:
    """The wanted disbursements that were refused, each with its reason, and how many were released.

    Wanted is what is ticked, or with „alle“ whatever the page showed. What it showed of amount and account comes
    back with each row: where it is another by now, nothing is released unseen.
    """
    shown = {name.removeprefix(SEEN): value for name, value in request.POST.items() if name.startswith(SEEN)}
    named = list(shown) if "alle" in request.POST else request.POST.getlist("raten")
    wanted = [one for one in named if one.isascii() and one.isdigit() and len(one) < 19]
    found = Disbursement.objects.visible_to(request.user).filter(pk__in=wanted).order_by("pk")
    refusals, disbursements = [], list(found.select_related(*RELATED))
    for disbursement in disbursements:
        given = {"by": request.user, "on": timezone.localdate(), "seen": shown.get(str(disbursement.pk), "")}
        if refusal := refused(disbursement.release, **given):
            refusals.append((disbursement, " ".join(refusal.messages)))
    return refusals, len(disbursements) - len(refusals)


def _page(request: HttpRequest, refusals: list[tuple[Disbursement, str]]) -> HttpResponse:
    """What waits as it is stored; who signs nothing sees all that waits, as audit does."""
    user, on = request.user, timezone.localdate()
    own = waiting.worklist(user, on)
    shown = own if own.signs else waiting.everything(user, on)
    releases = user.has_perm("funding.release_disbursement")
    mine = Disbursement.objects.visible_to(user).waiting_for_others(user, on).order_by("due_on", "pk")
    people = ("allocation__site", "allocation__fiscal_year", "drafted_by")
    release = (TICKED if releases else DISBURSEMENT, *RELEASABLE)
    missing = Column("missing", "Es fehlt", value=_missing)

    def part(key: str, rows: QuerySet | None, columns, caption: str, related=RELATED) -> Paged | None:
        return (
            None if rows is None else Paged(request.GET, key, rows.select_related(*related), columns, caption)
        )

    return render(
        request,
        "funding/worklist.html",
        {
            "crumbs": crumbs("funding:disbursement_list", "Arbeitsliste"),
            "signs": own.signs,
            "releases": releases,
            "decisions": part(
                "bescheide", shown.decisions, DECISIONS, "Bescheide, die auf Freigabe warten", people
            ),
            "nothing_to_certify": "Keine Rate von anderen wartet auf Feststellung."
            if own.signs
            else "Keine Rate wartet auf Feststellung.",
            "to_certify": part(
                "feststellen", shown.to_certify, (DISBURSEMENT, *COMMON, DUE, PLANNED_BY), "Festzustellen"
            ),
            "to_release": part("freigeben", shown.to_release, release, "Freizugeben"),
            "to_pay": part("auszahlen", shown.to_pay, (DISBURSEMENT, *COMMON, DUE), "Auszuzahlen"),
            "others": part(
                "andere",
                mine,
                (DISBURSEMENT, *COMMON, DUE, missing),
                "Ihre Einträge, die noch eine Unterschrift brauchen",
            ),
            "refusals": refusals,
        },
        status=422 if refusals else 200,
    )


def _missing(disbursement: Disbursement) -> str:
    return "Freigabe" if disbursement.status == DisbursementStatus.CERTIFIED else "Feststellung"
