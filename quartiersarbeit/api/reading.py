"""The addresses: each asks what the page beside it asks, by the same right and in the same words."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, cast

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from ninja import Path, Query

from funding.models import FiscalYear
from partners.models import Agreement, Partner, Party, Sector, User
from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.models import Finding, Report
from quality_dialog.report.models.report import ReportKind
from quartiersarbeit.api import schemas as told
from quartiersarbeit.api.answering import REFUSALS, Reads, Token, nothing_there, refuses
from quartiersarbeit.ground.city import city
from sites.views.pictures import seats_picture

api = Reads(
    title="Quartiersarbeit",
    version=settings.VERSION,
    description="Lesen, was die Seiten zeigen: mit den Rechten der Person, deren Zugangswort Sie senden.",
    docs_url=None,
    urls_namespace="api",
)
refuses(api)

Key = Annotated[told.Whole, Path(ge=1, le=told.LARGEST_KEY)]


def _get(address: str, permission: str, answer: Any, summary: str, asks: Any = None) -> Callable:
    """An operation: its refusals are declared with it, and `asks` is what may be asked of it."""
    token = Token(permission, asks.model_fields if asks else ())
    refusals = REFUSALS if "{" in address else {code: one for code, one in REFUSALS.items() if code != 404}
    return api.get(address, auth=token, response={200: answer, **refusals}, summary=summary)


def _page(rows: QuerySet, asked: told.Asked, on: date, of: Callable[[Any], dict]) -> dict:
    """One page of these rows; beyond the last there are none."""
    first = (asked.page - 1) * asked.page_size
    shown = rows[first : first + asked.page_size]
    return {
        "on": on,
        "count": rows.count(),
        "page": asked.page,
        "page_size": asked.page_size,
        "items": [of(row) for row in shown],
    }


def _one(rows: QuerySet, of: Callable[[Any], dict], **key: int) -> dict:
    return of(get_object_or_404(rows, **key))


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _status(row: Any) -> told.Word:
    """Where a row stands, of rows `with_status(on)`."""
    return told.Word.of(row.status)


def _facts(row: Model, *names: str) -> dict:
    return {name: getattr(row, name) for name in names}


# --- the network ------------------------------------------------------------------------------------


def _partners(request: HttpRequest, on: date) -> QuerySet:
    return Partner.objects.visible_to(_user(request)).known(on).with_status(on).order_by("pk")


def _partner(row: Partner) -> dict:
    own = _facts(row, "name", "short_name", "legal_form", "street", "postcode", "city", "website")
    return own | {
        "id": row.pk,
        "sector": told.Word.of(Sector(row.sector)),
        "status": _status(row),
        "url": row.get_absolute_url(),
    }


@_get("/partners", "partners.view_partner", told.Partners, "Kooperationspartner", told.Asked)
def partner_list(request: HttpRequest, asked: Query[told.Asked]) -> dict:
    on = timezone.localdate()
    return _page(_partners(request, on), asked, on, _partner)


@_get("/partners/{id}", "partners.view_partner", told.Partner, "Ein Kooperationspartner")
def partner_detail(request: HttpRequest, id: Key) -> dict:  # noqa: A002
    return _one(_partners(request, timezone.localdate()), _partner, pk=id)


def _agreements(request: HttpRequest, on: date) -> QuerySet:
    parties = Party.objects.select_related("partner").order_by("pk")
    rows = Agreement.objects.visible_to(_user(request)).with_status(on).with_effective_end(on)
    return rows.prefetch_related(Prefetch("parties", parties)).order_by("pk")


def _agreement(row: Agreement) -> dict:
    return _facts(row, "title", "starts_on") | {
        "id": row.pk,
        "parties": [party.partner.name for party in row.parties.all()],
        "ends_on": row.effective_end,  # type: ignore[attr-defined]
        "signed_on": row.signed_on(),
        "status": _status(row),
        "url": row.get_absolute_url(),
    }


@_get("/agreements", "partners.view_agreement", told.Agreements, "Kooperationsvereinbarungen", told.Asked)
def agreement_list(request: HttpRequest, asked: Query[told.Asked]) -> dict:
    on = timezone.localdate()
    return _page(_agreements(request, on), asked, on, _agreement)


@_get("/agreements/{id}", "partners.view_agreement", told.Agreement, "Eine Kooperationsvereinbarung")
def agreement_detail(request: HttpRequest, id: Key) -> dict:  # noqa: A002
    return _one(_agreements(request, timezone.localdate()), _agreement, pk=id)


# --- the places and the money -------------------------------------------------------------------------


@_get("/seats", "sites.view_site", told.Seats, "Die Plätze an einem Tag", told.OnDay)
def seat_list(request: HttpRequest, asked: Query[told.OnDay]) -> dict:
    on = asked.on or timezone.localdate()
    seats = seats_picture(_user(request), on)
    items = [
        _facts(place, "label", "taken", "occupant", "detail") | {"url": place.url if place.taken else ""}  # type: ignore[arg-type]
        for place in seats.places
    ]
    own = {"total": len(seats.places), "taken": seats.taken, "free": seats.free, "sentence": seats.sentence}
    return own | {"on": on, "items": items}


def _years(request: HttpRequest, on: date) -> QuerySet:
    years = FiscalYear.objects.visible_to(_user(request)).opened(on)
    return years.with_totals(on).with_status(on).order_by("-year")


SUMS = ("appropriated", "received", "available", "planned", "committed", "paid", "proven", "free")


def _year(row: FiscalYear) -> dict:
    return _facts(row, "year", *SUMS) | {"status": _status(row), "url": row.get_absolute_url()}


@_get("/budget", "funding.view_fiscalyear", told.Budget, "Die Haushaltsjahre mit ihren Zahlen", told.AskedOf)
def budget_list(request: HttpRequest, asked: Query[told.AskedOf]) -> dict:
    on = asked.on or timezone.localdate()
    return _page(_years(request, on), asked, on, _year)


@_get(
    "/budget/{year}",
    "funding.view_fiscalyear",
    told.BudgetYear,
    "Ein Haushaltsjahr mit seinen Zahlen",
    told.OnDay,
)
def budget_detail(request: HttpRequest, year: Key, asked: Query[told.OnDay]) -> dict:
    return _one(_years(request, asked.on or timezone.localdate()), _year, year=year)


# --- the dialogue and the reports ---------------------------------------------------------------------


def _findings(request: HttpRequest, on: date) -> QuerySet:
    rows = Finding.objects.visible_to(_user(request)).agreed(on).with_wording(on)
    return rows.select_related("dialogue__site", "dialogue__cycle", "raised_for").order_by("pk")


def _finding(row: Finding) -> dict:
    return {
        "id": row.pk,
        "year": row.dialogue.cycle.year,
        "site": row.dialogue.site.name,
        "kind": told.Word.of(FindingKind(row.kind)),
        "wording": row.stood,  # type: ignore[attr-defined]
        "raised_by": str(row.raised_for or city().name),
        "raised_on": row.raised_on,
        "url": row.get_absolute_url(),
    }


@_get("/findings", "quality_dialog.view_finding", told.Findings, "Feststellungen im Einvernehmen", told.Asked)
def finding_list(request: HttpRequest, asked: Query[told.Asked]) -> dict:
    on = timezone.localdate()
    return _page(_findings(request, on), asked, on, _finding)


@_get("/findings/{id}", "quality_dialog.view_finding", told.Finding, "Eine Feststellung im Einvernehmen")
def finding_detail(request: HttpRequest, id: Key) -> dict:  # noqa: A002
    return _one(_findings(request, timezone.localdate()), _finding, pk=id)


def _reports(request: HttpRequest, on: date) -> QuerySet:
    rows = Report.objects.visible_to(_user(request)).published(on).with_status(on).with_version()
    return rows.listed().order_by("pk")


def _report(row: Report) -> dict:
    own = _facts(row, "year", "subject", "reference", "as_of", "approved_on", "published_on", "seal_sha256")
    return own | {
        "id": row.pk,
        "kind": told.Word.of(ReportKind(row.kind)),
        "version": row.version,  # type: ignore[attr-defined]
        "status": _status(row),
        "url": row.get_absolute_url(),
    }


@_get("/reports", "quality_dialog.view_report", told.Reports, "Veröffentlichte Berichte", told.Asked)
def report_list(request: HttpRequest, asked: Query[told.Asked]) -> dict:
    on = timezone.localdate()
    return _page(_reports(request, on), asked, on, _report)


@_get("/reports/{id}", "quality_dialog.view_report", told.Report, "Ein veröffentlichter Bericht")
def report_detail(request: HttpRequest, id: Key) -> dict:  # noqa: A002
    return _one(_reports(request, timezone.localdate()), _report, pk=id)


@_get(
    "/reports/{id}/oparl",
    "quality_dialog.view_report",
    dict[str, Any],
    "Ein veröffentlichter Bericht als OParl 1.1",
)
def report_oparl(request: HttpRequest, id: Key) -> HttpResponse:  # noqa: A002
    report = get_object_or_404(_reports(request, timezone.localdate()), pk=id)
    kept = report.renditions.filter(format="json").first()
    if kept is None:
        raise Http404
    return HttpResponse(bytes(kept.content), content_type="application/json")


def addresses() -> tuple[list[URLPattern], str, str]:
    """All of them, and a word for whatever else is asked below."""
    patterns, app, namespace = api.addresses
    return [*patterns, path("<path:rest>", nothing_there, name="nothing_there")], app, namespace
