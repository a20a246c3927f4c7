"""The pages of fiscal years: every figure with its day and the allocations it sums."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding import rules
from funding.forms.fiscal_year import AsOfForm, YearFilter
from funding.models import Allocation, Decision, FiscalYear, past
from funding.models.posting import POSTING, posted
from funding.statuses import DRAFTS, FiscalYearStatus
from funding.views.columns import AMOUNT, DECISION, DRAFTED, DRAFTED_BY, SUMS, money
from partners.models import Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, Column, Table, example_columns
from quartiersarbeit.ground.drawings import Budget
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.sorting import german_key, sorts_by
from quartiersarbeit.ground.statuses import Status


class Card(NamedTuple):
    """A figure with its unit and the place where what it sums is listed."""

    label: str
    value: str
    url: str
    link: str
    note: str = ""


YEARS = (
    Column("year", "Haushaltsjahr", sort="year", link=FiscalYear.get_absolute_url),
    money("available", "verfügbar", sort="available"),
    *SUMS,
    money("free", "frei"),
    Column("status", "Stand", kind="badge"),
    Column("closed_on", "Abgeschlossen am", kind="date", sort="closed_on"),
)


@permission_required("funding.view_fiscalyear", raise_exception=True)
@require_safe
@kept_page
def fiscal_year_list(request: HttpRequest) -> HttpResponse:
    """All fiscal years with their figures as of today."""
    on = timezone.localdate()
    years = FiscalYear.objects.visible_to(request.user)
    return answer_list(
        request,
        years.with_totals(on).with_status(on),
        columns=[*YEARS, *example_columns(years)],
        filterset=YearFilter,
        title="Haushalt",
        template="funding/money_listing.html",
        order="-year",
        empty="Noch kein Haushaltsjahr. Ein Jahr beginnt mit seinem Ansatz und der Beschlussgrundlage dazu.",
        create=_open(request.user),
        context={"intro": f"Die Mittel für die Quartiersarbeit in Euro, Stand {german.day(on)}."},
    )


@permission_required("funding.view_fiscalyear", raise_exception=True)
@require_safe
@kept_page
def fiscal_year_detail(request: HttpRequest, year: int) -> HttpResponse:
    """A year's figures as of a day, the allocations they sum, and what waits for approval."""
    on, user = chosen_day(request), request.user
    years = FiscalYear.objects.visible_to(user).select_related("mandate__committee", "closed_by")
    fiscal_year = get_object_or_404(years.with_totals(on).with_status(on), year=year)
    now = fiscal_year.status_on(timezone.localdate())  # what may be done is asked of today
    waiting = _waiting_for(user, fiscal_year, now)
    return render(
        request,
        "funding/fiscal_year_detail.html",
        {
            "fiscal_year": fiscal_year,
            "crumbs": crumbs(fiscal_year),
            "badge": EXAMPLE if fiscal_year.is_example else None,
            "on": on,
            "as_of": AsOfForm(initial={"stichtag": on}),
            "cards": _cards(fiscal_year, on),
            "budget": Budget.of(fiscal_year, on, title=f"Mittel {year}", url="#herkunft"),
            "excess": rules.excess(fiscal_year.planned, fiscal_year.available),
            "allocations": _allocations(user, fiscal_year, on),
            "undecided": Table(WAITING, waiting, f"Bescheide {year}, die auf Freigabe warten"),
            "facts": _facts(fiscal_year),
            "create": _create(user, fiscal_year, now),
            "acts": _acts(user, fiscal_year, now),
            "is_closed": now == FiscalYearStatus.CLOSED,
        },
    )


def _open(user) -> tuple[str, str] | None:
    if not user.has_perm("funding.add_fiscalyear"):
        return None
    return ("Haushaltsjahr eröffnen", reverse("funding:fiscal_year_create"))


def _create(user, year: FiscalYear, now: Status) -> tuple[str, str] | None:
    """The button for those who may plan, while the year is open."""
    if now == FiscalYearStatus.CLOSED or not user.has_perm("funding.add_allocation"):
        return None
    return ("Zuweisung planen", reverse("funding:allocation_create", args=[year.year]))


def _acts(user, year: FiscalYear, now: Status) -> list[tuple[str, str]]:
    """What else one may do with a year; of a closed one there is only its closing to look at."""
    closing = ("Jahresabschluss", "funding:fiscal_year_closing", "funding.view_fiscalyear")
    sample = ("Nachweise auf Verlangen", "funding:sample_detail", "funding.view_fiscalyear")
    acts = (
        (sample, closing)
        if now == FiscalYearStatus.CLOSED
        else (
            ("Mittel aufteilen", "funding:fiscal_year_split", "funding.add_allocation"),
            ("Raten planen", "funding:year_instalments_plan", "funding.add_disbursement"),
            ("Umschichten", "funding:reallocation_create", "funding.add_decision"),
            ("Kontierung", "funding:fiscal_year_posting", "funding.change_fiscalyear"),
            ("Bearbeiten", "funding:fiscal_year_edit", "funding.change_fiscalyear"),
            sample,
            ("Zuweisung nacherfassen", "funding:allocation_enter", "funding.add_allocation"),
            closing,
        )
    )
    return [(label, reverse(name, args=[year.year])) for label, name, may in acts if user.has_perm(may)]


def chosen_day(request: HttpRequest) -> date:
    """The day asked for with `?stichtag=`; today, and a word about it, where that is no day up to today."""
    today = timezone.localdate()
    if not request.GET.get("stichtag"):
        return today
    form = AsOfForm(request.GET)
    if form.is_valid() and form.cleaned_data["stichtag"] <= today:
        return form.cleaned_data["stichtag"]
    wanted = "liegt in der Zukunft" if form.is_valid() else "ist kein gültiges Datum"
    messages.warning(request, f"Der Stichtag {wanted}. Alle Zahlen stehen deshalb zum {german.day(today)}.")
    return today


def _cards(year: FiscalYear, on: date) -> list[Card]:
    """The five figures of a year, each linked to the records it sums, and what is free."""
    sums = {column.key: german.euro(column.value_of(year)) for column in SUMS}
    at = {column.key: records_at(year, column.key, on) for column in SUMS}
    return [
        Card("verfügbar", german.euro(year.available), "#herkunft", "Herkunft", "Ansatz und Übertragung"),
        Card("geplant", sums["planned"], at["planned"], "Bescheide", "alle Bescheide, auch Entwürfe"),
        Card("gebunden", sums["committed"], at["committed"], "Bescheide", "freigegebene Bescheide"),
        Card("frei", german.euro(year.free), "#mittel", "Rechnung", "verfügbar, aber nicht gebunden"),
        Card("ausgezahlt", sums["paid"], at["paid"], "Auszahlungen", "ohne stornierte Raten"),
        Card("nachgewiesen", sums["proven"], at["proven"], "Nachweise", "angenommene Nachweise"),
    ]


def records_at(year: FiscalYear, key: str, on: date) -> str:
    """Where the records of one of a year's sums are listed, as of that day."""
    return f"{reverse('funding:fiscal_year_figure', args=[year.year, key])}?stichtag={on}"


def _allocations(user, year: FiscalYear, on: date) -> Table:
    """A year's allocations; their pages show the figures as of the same day."""
    asked = "" if on == timezone.localdate() else f"?stichtag={on:%Y-%m-%d}"
    site = Column("site", "Standort", link=lambda one: one.get_absolute_url() + asked)
    columns = (site, Column("recipient", "Empfänger"), Column("purpose", "Zweck"), *SUMS)
    rows = Allocation.objects.visible_to(user).filter(fiscal_year=year).with_totals(on)
    rows = rows.select_related("site", "recipient").order_by(german_key("site__name"), "pk")
    # Asked of the year itself, so that rows and sum check each other.
    total = {"site": "Summe", **{column.key: column.value_of(year) for column in SUMS}}
    return Table(columns, rows, f"Zuweisungen {year.year}, Stand {german.day(on)}", total=total)


def _waiting_for(user, year: FiscalYear, now: Status):
    """Drafts without approval: to those who approve only what others drafted, to the rest all."""
    today, seen = timezone.localdate(), Decision.objects.visible_to(user).filter(allocation__fiscal_year=year)
    drafts = seen.in_status(today, *DRAFTS)
    if user.has_perm("funding.approve_decision") and now != FiscalYearStatus.CLOSED:
        drafts = seen.awaiting_approval_by(user, today)
    return drafts.select_related("allocation__site", "drafted_by").order_by("drafted_on", "pk")


WAITING = (DECISION, Column("site", "Standort", "allocation.site"), AMOUNT, DRAFTED, DRAFTED_BY)


def _facts(year: FiscalYear) -> list[tuple]:
    """Where a year's money comes from, and on which resolution it rests."""
    mandate = year.mandate
    basis = f"{mandate}: {mandate.title}\n{mandate.committee}, {german.day(mandate.decided_on)}"
    return [
        ("Haushaltsansatz", german.euro(year.appropriated)),
        ("Ermächtigungsübertragung aus dem Vorjahr", german.euro(year.received)),
        ("Zusammen verfügbar", german.euro(year.available)),
        ("Beschlussgrundlage", basis, mandate.url),
        ("Eröffnet am", german.day(year.opened_on)),
        *posted((name, getattr(year, name)) for name in POSTING),
        *([("Nacherfasst", entered)] if (entered := past.told(year)) else []),
        ("Abgeschlossen", german.signed(year.closed_on, signature(year, "closed_by")) or "noch nicht"),
    ]


def closed_says(year: FiscalYear, what: str) -> list[str]:
    """Said on a form of a year that takes nothing more today, with what follows from it."""
    return [f"Dieses Haushaltsjahr ist abgeschlossen. {what}"] if year.is_closed(timezone.localdate()) else []


def without_account(*recipients: Partner) -> list[str]:
    """Said when money is planned for somebody, not only when it is released: no account is known to pay it to."""
    names = sorted({str(one) for one in recipients if not one.iban}, key=sorts_by)
    if not names:
        return []
    whose = german.listing(names)
    return [f"Ohne IBAN: {whose}. Planen geht; auszahlen erst, wenn sie beim Kooperationspartner steht."]


def warn_of_excess(request: HttpRequest, year: FiscalYear, on: date) -> None:
    """Plans may exceed what is available; whoever made them so is told by how much."""
    now = FiscalYear.objects.visible_to(request.user).with_totals(on).get(pk=year.pk)
    if excess := rules.excess(now.planned, now.available):
        messages.warning(
            request,
            f"Für {now.year} sind jetzt {german.euro(now.planned)} geplant, {german.euro(excess)} mehr, als "
            f"verfügbar ist. Freigegeben werden kann nur, was frei ist: {german.euro(now.free)}.",
        )
