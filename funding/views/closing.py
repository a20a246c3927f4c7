"""The end of a fiscal year: what is open, what is left, and the closing by two people."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from funding.duties import YEAR_APPROVE
from funding.forms.fiscal_year import ClosingForm
from funding.models import Allocation, Decision, FiscalYear, PaymentReturn, RepaymentClaim, closing
from funding.statuses import FiscalYearStatus
from funding.views.columns import AMOUNT, DISBURSEMENT, DRAFTED_BY, DUE, money, site
from funding.views.fiscal_year import records_at
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.events import Signatures
from quartiersarbeit.ground.forms import accepted, answer_reason, refused
from quartiersarbeit.ground.hands import first_hand, permission_required


@permission_required("funding.view_fiscalyear", raise_exception=True)
def fiscal_year_closing(request: HttpRequest, year: int) -> HttpResponse:
    """The checklist of a year's end; Koordination proposes the closing here."""
    on, fiscal_year, proposed = timezone.localdate(), _year(request, year), _year(request, year)
    may_propose = request.user.has_perm("funding.change_fiscalyear")
    if request.method == "POST" and not may_propose:
        raise PermissionDenied
    form = ClosingForm(request.POST or None, initial={"carry_over": fiscal_year.rest_on(on)})
    if accepted(form, closing.propose, year=proposed, by=request.user, on=on):
        messages.success(
            request, f"Der Abschluss {year} ist vorgeschlagen. Vollziehen muss ihn eine andere Person."
        )
        return redirect(_address("closing", year))
    return _page(request, fiscal_year, on, form=form if may_propose else None)


@require_POST
@permission_required("funding.close_fiscalyear", raise_exception=True)
def fiscal_year_close(request: HttpRequest, year: int) -> HttpResponse:
    """Close the year for good; a refusal is said on the page, and nothing is stored."""
    fiscal_year, on = _year(request, year), timezone.localdate()
    if refusal := refused(closing.close, year=fiscal_year, by=request.user, on=on):
        return _page(request, _year(request, year), on, refusals=refusal.messages)
    left, carried = german.euro(fiscal_year.rest), german.euro(fiscal_year.carry_over)
    messages.success(request, f"{fiscal_year} ist abgeschlossen. Rest: {left}, davon übertragen: {carried}.")
    return redirect(_address("closing", year))


@permission_required("funding.view_fiscalyear", raise_exception=True)
def fiscal_year_keep_open(request: HttpRequest, year: int) -> HttpResponse:
    """Take the proposed closing back, or give it back: whoever may propose or close, with the reason."""
    user, fiscal_year = request.user, _year(request, year)
    if not (user.has_perm("funding.change_fiscalyear") or user.has_perm("funding.close_fiscalyear")):
        raise PermissionDenied
    return answer_reason(
        request,
        closing.drop,
        fiscal_year,
        "Vorschlag zurücknehmen" if user.has_perm("funding.change_fiscalyear") else "Vorschlag zurückgeben",
        done=f"Der Vorschlag ist zurückgenommen. {fiscal_year} bleibt offen.",
        intro="Das Jahr bleibt offen und nimmt weiter Bescheide und Zahlungen auf. Wer den Abschluss vorschlug, "
        "erfährt es mit dem Grund.",
        then=_address("closing", year),
        given={"year": _year(request, year), "by": user, "on": timezone.localdate()},
    )


def _address(act: str, year: int) -> str:
    return reverse(f"funding:fiscal_year_{act}", args=[year])


def _year(request: HttpRequest, year: int) -> FiscalYear:
    seen = FiscalYear.objects.visible_to(request.user).with_status(timezone.localdate())
    seen = seen.select_related("closing_proposed_by", "closed_by")
    return get_object_or_404(seen, year=year)


def _page(request: HttpRequest, year: FiscalYear, on: date, form=None, refusals=()) -> HttpResponse:
    """What is open, the calculation of the rest, and what may be done by whom."""
    user = request.user
    closed, proposed = year.status == FiscalYearStatus.CLOSED, year.status == FiscalYearStatus.PROPOSED
    left = [] if closed else [_shown(one, year) for one in closing.left_open(year, on)]
    context = {
        "fiscal_year": year,
        "on": on,
        "form": form if year.status == FiscalYearStatus.OPEN else None,
        "refusals": refusals,
        "crumbs": crumbs(year, "Jahresabschluss"),
        "facts": _calculation(year, on),
        "signed": _signed(year),
        "blocking": [table for table, blocks in left if blocks and table.objects],
        "noted": [table for table, blocks in left if not blocks and table.objects],
        "running": on <= year.last_day and not closed,
        "may_close": proposed and user.has_perm("funding.close_fiscalyear"),
        "first_hand": first_hand(user, YEAR_APPROVE.permission, [year.closing_proposed_by_id]),
        "may_keep_open": proposed
        and (user.has_perm("funding.change_fiscalyear") or user.has_perm("funding.close_fiscalyear")),
        "next": _next(user, year),
    }
    return render(request, "funding/fiscal_year_closing.html", context, status=422 if refusals else 200)


def _next(user, year: FiscalYear) -> tuple[str, str] | None:
    """Where the money goes on after the closing: the next year, to be opened first where there is none."""
    if year.status != FiscalYearStatus.CLOSED:
        return None
    if following := FiscalYear.objects.visible_to(user).filter(year=year.year + 1).first():
        return f"Zum {following}", following.get_absolute_url()
    may_open = user.has_perm("funding.add_fiscalyear")
    return ("Nächstes Haushaltsjahr eröffnen", reverse("funding:fiscal_year_create")) if may_open else None


def _calculation(year: FiscalYear, on: date) -> list[tuple]:
    """How the rest comes about; of a closed year as it was recorded."""
    day = year.closed_on or on
    left = year.rest if year.closed_on else year.rest_on(day)
    repaid = year.repaid_by(day)
    available = FiscalYear.objects.with_totals(day).get(pk=year.pk).available
    facts = [
        ("Verfügbar", german.euro(available), year.get_absolute_url()),
        ("Ausgezahlt", german.euro(available + repaid - left), records_at(year, "paid", day)),
        ("Zurückgezahlt", german.euro(repaid)),
        *([("davon aus früheren Jahren", german.euro(late))] if (late := year.repaid_late_by(day)) else []),
        ("Rest", german.euro(left)),
    ]
    if year.carry_over is not None:
        facts += [
            (f"Übertragung nach {year.year + 1}", german.euro(year.carry_over)),
            ("Verfällt", german.euro(left - year.carry_over)),
        ]
    return facts


def _signed(year: FiscalYear) -> list[tuple]:
    """Who proposed the closing and who closed."""
    signatures = Signatures([year])
    signed = (
        ("Vorgeschlagen", year.closing_proposed_on, signatures.of(year, "closing_proposed_by")),
        ("Abgeschlossen", year.closed_on, signatures.of(year, "closed_by")),
    )
    dropped = year.dropped_proposals.select_related("proposed_by", "by")
    taken_back = [
        (
            f"Vorschlag vom {german.day(one.proposed_on)}",
            f"zurückgenommen am {german.day(one.on)}, {one.by}; vorgeschlagen von {one.proposed_by}"
            + (f". Grund: {one.reason}" if one.reason else ""),
        )
        for one in dropped
    ]
    return [*taken_back, *((label, german.signed(on, who)) for label, on, who in signed if on)]


SITE = Column("site", "Standort", str, link=Allocation.get_absolute_url)
LEFT_OPEN = {
    "drafts": (
        "Bescheide ohne Freigabe",
        (
            Column("kind", "Bescheid", str, link=Decision.get_absolute_url),
            Column("site", "Standort", "allocation.site"),
            DRAFTED_BY,
        ),
        ("allocation__site", "allocation__fiscal_year", "drafted_by"),
    ),
    "unpaid": (
        "Festgestellte oder freigegebene Raten, die nicht ausgezahlt sind",
        (DISBURSEMENT, DUE, STATUS, AMOUNT),
        ("allocation__site",),
    ),
    "returned": (
        "Zurückgekommene Zahlungen, die nicht storniert sind",
        (
            Column("payment", "Auszahlung", "disbursement", link=PaymentReturn.get_absolute_url),
            Column("site", "Standort", "disbursement.allocation.site"),
            Column("on", "Zurückgekommen am", kind="date"),
            Column("reason", "Grund"),
        ),
        ("disbursement__allocation__site",),
    ),
    "unequal": (
        "Zuweisungen, bei denen mehr gebunden als ausgezahlt ist",
        (SITE, money("committed", "gebunden"), money("paid", "ausgezahlt")),
        ("site", "fiscal_year"),
    ),
    "unproven": (
        "Zuweisungen ohne angenommenen Verwendungsnachweis",
        (SITE, Column("recipient", "Empfänger"), money("paid", "ausgezahlt")),
        ("site", "fiscal_year", "recipient"),
    ),
    "claims": (
        "Rückforderungen, die noch nicht eingegangen sind",
        (site(RepaymentClaim.get_absolute_url), DUE, AMOUNT),
        ("allocation__site",),
    ),
}


def _shown(left: closing.LeftOpen, year: FiscalYear) -> tuple[Table, bool]:
    """One line of the checklist, each record with its link."""
    caption, columns, related = LEFT_OPEN[left.key]
    return Table(columns, left.rows.select_related(*related), caption), left.blocks
