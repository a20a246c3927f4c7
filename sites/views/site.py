"""Sites: the ten seats on any day, the list, and one site with its history."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement, Partner
from partners.ways_back import ways_back
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import (
    EXAMPLE,
    PERIOD,
    STATUS,
    Badge,
    Column,
    Table,
    example_columns,
    page_of,
)
from quartiersarbeit.ground.events import entered_later
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import Inside
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list, read_in
from quartiersarbeit.ground.periods import PeriodStatus
from quartiersarbeit.ground.statuses import Status
from quartiersarbeit.ground.written import of_the_day
from sites.forms import SiteFilter
from sites.models import Assignment, Coverage, Offer, Role, Site
from sites.views import site_records
from sites.views.pictures import pictures


def _on_day(sites, on: date):
    """Adds who runs the work on that day and the seat: `provider`, `seat_number`, `covered_since`."""
    return sites.with_status(on).annotate(
        provider=_provider(on),
        seat_number=_seat_number(on),
        covered_since=_covered_since(on),
    )


@of_the_day("sites.Site")
def _provider(on: date) -> Subquery:
    provider = Assignment.objects.current(on).filter(site=OuterRef("pk"), role=Role.PROVIDER)
    return Subquery(provider.values("partner__short_name")[:1])


def _coverage(on: date) -> QuerySet:
    return Coverage.objects.running(on).filter(site=OuterRef("pk"))


@of_the_day("sites.Site")
def _seat_number(on: date) -> Subquery:
    return Subquery(_coverage(on).values("seat__number")[:1])


@of_the_day("sites.Site")
def _covered_since(on: date) -> Subquery:
    return Subquery(_coverage(on).values("starts_on")[:1])


def _as_of(request: HttpRequest) -> date:
    """The day somebody asked for; today, with a word about it, when it cannot be read."""
    today = timezone.localdate()
    try:
        return GermanDateField(required=False).clean(request.GET.get("stichtag", "")) or today
    except ValidationError:
        text = f"Der Stichtag ist kein gültiges Datum. Sie sehen den Stand von heute, {german.day(today)}."
        messages.warning(request, text)
        return today


@permission_required("sites.view_site", raise_exception=True)
@kept_page
def site_list(request: HttpRequest) -> HttpResponse:
    """The seats as a picture and all sites one sees, both as of one day."""
    on = _as_of(request)
    sites = Site.objects.visible_to(request.user)
    columns = [
        Column("name", "Name", sort="name", link=Site.get_absolute_url),
        Column("neighbourhood", "Quartier", sort="neighbourhood__name"),
        Column(
            "district", "Stadtbezirk", "neighbourhood.get_district_display", sort="neighbourhood__district"
        ),
        Column("provider", "Träger", sort="provider"),
        Column(
            "seat", "Platz", lambda row: row.seat_number and f"Platz {row.seat_number}", sort="seat_number"
        ),
        Column("covered_since", "Platz seit", sort="covered_since", kind="date"),
        STATUS,
        *example_columns(sites),
    ]
    return answer_list(
        request,
        _on_day(sites.select_related("neighbourhood"), on),
        columns=columns,
        title="Standorte",
        search=["name", "neighbourhood__name", "street"],
        filterset=SiteFilter,
        order="seat",
        empty="Noch keine Standorte erfasst."
        if request.user.sees_everything
        else "Ihre Organisation hat noch an keinem Standort eine Rolle.",
        create=("Neuer Standort", reverse("sites:site_create"))
        if request.user.has_perm("sites.add_site")
        else None,
        nouns=("geführter Standort", "geführte Standorte"),
        template="sites/site_list.html",
        context={
            "read_in": read_in(request.user, "sites.add_site", ("Standorte einlesen", "standorte")),
            **pictures(request.user, on)._asdict(),
        },
    )


@permission_required("sites.view_site", raise_exception=True)
@kept_page
def site_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One site: what it is and offers, who works there, under which agreements, its money and dialogue."""
    on = timezone.localdate()
    offers = Offer.objects.visible_to(request.user).filter(site=OuterRef("pk")).with_status(on)
    sites = Site.objects.visible_to(request.user).select_related("neighbourhood")
    site = get_object_or_404(_on_day(sites, on).annotate(offered=Inside(offers)), pk=pk)
    sees_talks = request.user.sees_everything
    assignments, coverages = _assignments(site, request.user, on), _coverages(site, request.user, on)
    return render(
        request,
        "sites/site_detail.html",
        {
            "title": site.name,
            "crumbs": crumbs(site),
            "site": site,
            "badges": _badges(site),
            "facts": _facts(site),
            "offers": _offers(site, request.user),
            "assignments": assignments,
            "coverages": coverages,
            "money": site_records.money(site, request.user, on),
            "dialogues": site_records.dialogues(site, request.user, on),
            "ways_back": ways_back(request.user, site, *coverages.objects, *assignments.objects),
            "negotiations": _negotiations(site, request.user, on) if sees_talks else None,
        },
    )


def _badges(site: Site) -> list[Badge | Status]:
    """What holds on that day: the seat, whether the site is open, and whether it is an example."""
    seat = Badge(f"Platz {site.seat_number}", "success") if site.seat_number else Badge("ohne Platz")
    badges = [seat, site.status]
    return [*badges, EXAMPLE] if site.is_example else badges


def _facts(site: Site) -> list[tuple]:
    town = f"{site.postcode} {city().place}" if site.postcode else ""
    seat = f"Platz {site.seat_number}, seit {german.day(site.covered_since)}" if site.seat_number else ""
    facts = [
        ("Quartier", site.neighbourhood.name),
        ("Stadtbezirk", site.neighbourhood.get_district_display()),
        ("Anschrift", "\n".join(line for line in (site.street, town) if line)),
        ("Träger heute", site.provider),
        ("Platz heute", seat),
        ("Nachbarschaftscafé", "ja" if site.community_cafe else "nein"),
        ("Versorgungssicherheit rund um die Uhr", "ja" if site.care_cover else "nein"),
        ("Eröffnet am", german.day(site.opened_on) if site.opened_on else ""),
    ]
    if site.closed_on:
        facts.append(("Letzter Betriebstag", german.day(site.closed_on)))
        if later := entered_later(site, site.closed_on, "closed_on"):
            facts.append(("Nacherfasst", later))
    if site.latitude is not None:
        facts.append(("Lage", f"{german.number(site.latitude, 5)}° N, {german.number(site.longitude, 5)}° O"))
    return facts


def _offers(site: Site, user) -> Table:
    columns = [
        Column("title", "Angebot", link=_offer_edit if user.has_perm("sites.change_offer") else None),
        Column("kind", "Art", "get_kind_display"),
        Column("rhythm", "Rhythmus"),
        Column("target_group", "Zielgruppe"),
        PERIOD,
        STATUS,
    ]
    rows = sorted(site.offered, key=lambda row: row.status == PeriodStatus.PAST)
    return Table(columns, rows, f"Angebote von {site}, laufende zuerst")


def _offer_edit(offer: Offer) -> str:
    return reverse("sites:offer_edit", args=[offer.site_id, offer.pk])


def _assignments(site: Site, user, on: date) -> Table:
    seen = Exists(Partner.objects.visible_to(user).filter(pk=OuterRef("partner")))
    rows = site.assignments.visible_to(user).with_status(on).select_related("partner").annotate(seen=seen)
    rows = list(rows.order_by("-starts_on", "role"))
    columns = [
        Column("partner", "Partner", "partner.name", link=page_of("partner", _seen(rows, "partner"))),
        Column("role", "Rolle", "get_role_display"),
        PERIOD,
        STATUS,
    ]
    columns += _corrected_ends(rows, user, "assignment")
    return Table(columns, rows, f"Partner am Standort {site}, die neuesten zuerst")


def _coverages(site: Site, user, on: date) -> Table:
    of_seen = Exists(Agreement.objects.visible_to(user).filter(pk=OuterRef("agreement")))
    rows = site.coverages.visible_to(user).with_status(on).select_related("seat", "agreement")
    rows = list(rows.annotate(seen=of_seen).order_by("-starts_on"))
    columns = [
        Column("seat", "Platz"),
        Column(
            "agreement",
            "Vereinbarung",
            lambda row: row.agreement if row.seen else "ohne Ihre Beteiligung",
            link=page_of("agreement", _seen(rows, "agreement")),
        ),
        PERIOD,
        STATUS,
    ]
    columns += _corrected_ends(rows, user, "coverage")
    return Table(columns, rows, f"Plätze von {site}, die neuesten zuerst")


def _seen(rows: list, path: str) -> set[int]:
    """The keys of those records at `path` whose pages the person may open."""
    return {getattr(row, f"{path}_id") for row in rows if row.seen}


def _corrected_ends(rows: list, user, kind: str) -> list[Column]:
    """Where a wrong last day is put right, for those who may, and where there is one."""
    if not user.has_perm(f"sites.change_{kind}") or not any(row.ends_on for row in rows):
        return []

    def at(row) -> str | None:
        return reverse(f"sites:{kind}_end_correct", args=[row.site_id, row.pk]) if row.ends_on else None

    return [Column("correct", "Berichtigung", lambda row: "Ende berichtigen" if row.ends_on else "", link=at)]


def _negotiations(site: Site, user, on: date) -> Table:
    columns = [
        Column("counterpart", "Gegenüber", str, link=page_of()),
        STATUS,
        Column("state_since", "Letzter Schritt", kind="date"),
    ]
    rows = site.negotiations.visible_to(user).with_state(on).select_related("partner")
    return Table(columns, list(rows), f"Kooperationsgespräche über {site}")
