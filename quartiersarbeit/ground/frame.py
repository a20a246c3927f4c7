"""What every page's frame says: where one can go, who one is, and whether the records are examples."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.orientation import purpose_of
from quartiersarbeit.ground.roles import shown_role


class Place(NamedTuple):
    """An entry of the main navigation: shown to those who may see its records.

    `rooms` are the other addresses that belong to it, so that a payment's page lies under „Haushalt“.
    """

    label: str
    name: str
    permission: str | None = None
    rooms: tuple[str, ...] = ()
    unless: str | None = None  # who has this permission comes there another way


class Entry(NamedTuple):
    label: str
    url: str
    active: bool


PLACES = (
    Place("Übersicht", "dashboard"),
    Place("Aufgaben", "task_list", rooms=("/fristen/",)),
    Place("Partner", "partners:partner_list", "partners.view_partner"),
    Place("Gespräche", "partners:negotiation_list", "partners.view_negotiation"),
    Place("Vereinbarungen", "partners:agreement_list", "partners.view_agreement"),
    Place("Standorte", "sites:site_list", "sites.view_site"),
    Place(
        "Haushalt",
        "funding:fiscal_year_list",
        "funding.view_fiscalyear",
        ("/zuweisungen/", "/bescheide/", "/umschichtungen/", "/verwendungsnachweise/", "/rueckforderungen/"),
    ),
    Place(
        "Zuweisungen",
        "funding:allocation_list",
        "funding.view_allocation",
        ("/bescheide/", "/verwendungsnachweise/", "/rueckforderungen/"),
        unless="funding.view_fiscalyear",
    ),
    Place(
        "Auszahlungen",
        "funding:disbursement_list",
        "funding.view_disbursement",
        ("/zahlungslisten/",),
    ),
    Place(
        "Qualitätsdialog",
        "quality_dialog:cycle_list",
        "quality_dialog.view_cycle",
        ("/feststellungen/", "/massnahmen/", "/rahmenkonzepte/"),
    ),
    Place("Berichte", "quality_dialog:report_list", "quality_dialog.view_report"),
    Place("Stammdaten", "masterdata", "partners.view_municipality", ("/erste-schritte/", "/einlesen/")),
    Place("Konten", "partners:account_list", "partners.view_user", ("/rechte/",)),
)
ADMIN = Place("Verwaltung", "admin:index")
LEGAL = (
    Place("Hilfe", "help"),
    Place("Barrierefreiheit", "accessibility"),
    Place("Datenschutz", "privacy"),
    Place("Impressum", "imprint"),
)
OPEN = Place("Veröffentlichtes", "public_home", rooms=("/oeffentlich/", "/pruefen/", "/offene-daten/"))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html. Lazy: a page without the frame asks for no permission."""
    user = getattr(request, "user", None)  # missing where a request failed before it was known
    return {
        "demo": settings.DEMO,
        "city": SimpleLazyObject(city),
        "identity_service": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
        "release": settings.VERSION,
        "on_screen": SimpleLazyObject(lambda: _on_screen(request)),
        "purpose": SimpleLazyObject(lambda: _purpose(request)),
        "navigation": SimpleLazyObject(lambda: list(_entries(request.path, user))),
        "legal_links": SimpleLazyObject(
            lambda: [e for place in _legal() if (e := _entry(place, request.path))]
        ),
        "role": SimpleLazyObject(lambda: shown_role(user)),
        "other_organisations": SimpleLazyObject(lambda: other_organisations(user)),
        "unread_news": SimpleLazyObject(lambda: unread_news(user)),
    }


def _legal() -> tuple[Place, ...]:
    """What everybody reads; published reports only where the city has switched that on."""
    return (OPEN, *LEGAL) if settings.PUBLIC_PAGES else LEGAL


def _on_screen(request: HttpRequest) -> str:
    """Where a printed page is found on a screen; nowhere for whoever called us by a name that is not ours."""
    try:
        return request.build_absolute_uri(request.path)
    except DisallowedHost:
        return ""


def _purpose(request: HttpRequest) -> Any:
    """What the page is for, where it is one of the main pages; an error's page is none."""
    match = request.resolver_match
    return purpose_of(match.view_name) if match else None


def other_organisations(user: Any) -> list:
    """The organisations to which one may switch, with their names; asked only of who belongs to several."""
    if user is None or not user.is_authenticated or not user.several:
        return []
    open_ones = user.memberships.open_on(timezone.localdate()).exclude(partner=user.partner_id)
    return [one.partner for one in open_ones.select_related("partner")]


def unread_news(user: Any) -> int:
    """How many pieces of news this person has not read: the number in the header."""
    return user.unread_news


def _entries(path: str, user) -> Iterator[Entry]:
    if user is None or not user.is_authenticated:
        return
    for place in (*PLACES, ADMIN):
        allowed = user.is_staff if place is ADMIN else not place.permission or user.has_perm(place.permission)
        if place.unless and user.has_perm(place.unless):
            continue
        if allowed and (entry := _entry(place, path)):
            yield entry


def _entry(place: Place, path: str) -> Entry | None:
    try:
        url = address(place.name)
    except NoReverseMatch:
        return None
    inside = path == url if url == "/" else path.startswith((url, *place.rooms))
    return Entry(place.label, url, inside)
