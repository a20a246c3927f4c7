"""„Standorte“ without more are those with a seat on that day; a year's sites hold one on any day of it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import FiscalYear
from quality_dialog.dialogue.forms.cycle import CycleStartForm
from quality_dialog.models import Framework
from quality_dialog.report.facts import known
from sites.models import Seat, Site
from sites.statuses import SeatStatus, SiteStatus
from sites.views.pictures import district_map, seats_picture
from tests.factories import (
    AssignmentFactory,
    CoverageFactory,
    CycleFactory,
    FiscalYearFactory,
    OfferFactory,
    SeatFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
NEXT = TODAY.year + 1


@pytest.fixture
def network(awo):
    """Two sites with a seat, one of them the partner's; one at work without, one closed, one to come."""
    held = CoverageFactory(site__name="Mit Platz", site__neighbourhood__district="senne")
    CoverageFactory(site__name="Auch mit Platz")
    CoverageFactory(site__name="Früher mit Platz", ends_on=TODAY - DAY, site__opened_on=None)
    SiteFactory(name="Ohne Platz", neighbourhood__district="heepen")
    SiteFactory(name="Geschlossen", closed_on=TODAY - DAY)
    SiteFactory(name="Künftig", opened_on=TODAY + DAY)
    for site in (held.site, Site.objects.get(name="Ohne Platz")):
        AssignmentFactory(site=site, partner=awo)
    SeatFactory()
    return held


# --- one word for what two pages count ---------------------------------------------------------------


def counts(client, user, on: date) -> dict[str, int]:
    """How many sites with a seat each place tells of, for what this person sees."""
    listed = client.get(reverse("sites:site_list"), {"stichtag": on.isoformat(), "platz": "mit"})
    drawn, places = district_map(user, on), seats_picture(user, on)
    sentence = re.match(r"(\d+) Standort", drawn.sentence)
    seen = [place for place in places.places if place.url and place.taken]
    return {
        "list": listed.context["listing"].page.paginator.count,
        "map": int(sentence[1]),
        "tiles": sum(tile.seated for tile in drawn.tiles),
        "seats": len(seen),
        "word": Site.objects.visible_to(user).with_seat(on).count(),
    }


@pytest.mark.parametrize("who", ["koordination", "freigabe", "partner_user", "revision"])
@pytest.mark.parametrize("back", [0, 1, 400, 3000, -30])
def test_every_place_counts_the_same_sites(request, client_of, network, who, back):
    user = request.getfixturevalue(who)
    assert len(set(counts(client_of(user), user, TODAY - back * DAY).values())) == 1


def test_overview_and_list_of_partners_count_the_same_sites_of_a_partner(
    client_of, koordination, partner_user, awo, network
):
    own = client_of(partner_user).get("/").context["own_sites"].objects
    file = client_of(koordination).get(reverse("partners:partner_list"), {"export": "csv", "q": "AWO"})
    row = file.content.decode("utf-8-sig").splitlines()[1].split(";")
    assert [len(own), row[3]] == [1, "1"]


def test_the_list_counts_all_sites_that_are_kept_and_says_so(client_of, koordination, network):
    listed = client_of(koordination).get(reverse("sites:site_list"))
    assert listed.context["listing"].count_sentence == "6 geführte Standorte"


def test_the_map_says_of_a_site_without_a_seat_that_it_is_there(network, koordination):
    drawn = district_map(koordination, TODAY)
    assert drawn.sentence == "2 Standorte in 2 von 10 Stadtbezirken; dazu 1 geführter Standort ohne Platz."
    assert "Heepen: 1 ohne Platz, Ohne Platz." in drawn.description
    assert "Heepen" not in drawn.empty


def test_a_site_has_one_of_three_states(network):
    on = {
        name: str(Site.objects.get(name=name).status_on(TODAY))
        for name in ("Ohne Platz", "Geschlossen", "Künftig")
    }
    assert on == {"Ohne Platz": "geöffnet", "Geschlossen": "geschlossen", "Künftig": "noch nicht eröffnet"}


def test_the_picture_of_seats_and_their_status_agree(network, koordination):
    picture = seats_picture(koordination, TODAY)
    told = [Seat.objects.in_status(TODAY, status).count() for status in (SeatStatus.TAKEN, SeatStatus.FREE)]
    assert told == [picture.taken, picture.free]


@pytest.mark.parametrize(
    ("begins", "free"), [(TODAY, False), (TODAY + 9 * DAY, False), (TODAY + 10 * DAY, True)]
)
def test_a_seat_is_free_throughout_only_if_nobody_has_it_on_any_of_the_days(begins, free):
    seat = CoverageFactory(starts_on=begins).seat
    assert (seat in Seat.objects.free_throughout(TODAY, TODAY + 9 * DAY)) == free


@pytest.mark.parametrize(("last", "free"), [(TODAY + 8 * DAY, False), (TODAY + 9 * DAY, True), (None, True)])
def test_a_seat_that_ends_within_the_days_is_not_free_throughout(last, free):
    seat = SeatFactory(valid_until=last)
    assert (seat in Seat.objects.free_throughout(TODAY, TODAY + 9 * DAY)) == free


def test_a_report_tells_how_many_sites_the_resolution_allows_not_how_many_seats_are_entered():
    limit = SeatFactory().mandate.site_limit
    told = known(year=TODAY.year, as_of=TODAY).mandate.seats.value
    assert (told, Seat.objects.count()) == (limit, 1)


# --- the sites of a year ---------------------------------------------------------------------------


def test_sites_of_a_year_are_those_with_a_seat_on_any_day_of_it():
    for name, starts, ends in (
        ("ganz", date(2026, 1, 1), None),
        ("bis", date(2026, 1, 1), date(2027, 3, 31)),
        ("ab", date(2027, 12, 31), None),
        ("vorher", date(2026, 1, 1), date(2026, 12, 31)),
        ("nachher", date(2028, 1, 1), None),
    ):
        CoverageFactory(site__name=name, starts_on=starts, ends_on=ends)
    told = [site.in_its_year() for site in Site.objects.of_year(2027).order_by("name")]
    assert told == ["ab (ab 31.12.2027)", "bis (bis 31.03.2027)", "ganz"]


def test_a_seat_that_changes_within_the_year_leaves_the_year_whole():
    site = CoverageFactory(ends_on=date(2027, 6, 30)).site
    CoverageFactory(site=site, starts_on=date(2027, 7, 1))
    assert [one.in_its_year() for one in Site.objects.of_year(2027)] == [str(site)]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_money_and_dialogue_of_a_year_name_the_same_sites(year):
    for starts, ends in (
        (date(2026, 1, 1), date(2027, 2, 1)),
        (date(2027, 11, 1), None),
        (date(2026, 5, 1), date(2026, 6, 1)),
    ):
        AssignmentFactory(site=CoverageFactory(starts_on=starts, ends_on=ends).site)
    split = FiscalYear.objects.get(pk=FiscalYearFactory(year=year).pk).places_without_money()
    form = CycleStartForm(
        frameworks=Framework.objects.none(), sites=Site.objects.of_year(year).order_by("name"), year=year
    )
    assert [place.site for place in split] == list(form.fields["sites"].queryset)


def test_the_dialogue_of_another_year_offers_the_sites_of_that_year(client_of, koordination):
    CoverageFactory(
        site__name="Nur dieses Jahr", starts_on=date(TODAY.year, 1, 1), ends_on=date(TODAY.year, 12, 31)
    )
    CoverageFactory(site__name="Ab nächstem Jahr", starts_on=date(TODAY.year + 1, 1, 1))
    client, url = client_of(koordination), reverse("quality_dialog:cycle_create")

    def offered(year: int) -> list[str]:
        return [
            site.name for site in client.post(url, {"year": year}).context["form"].fields["sites"].queryset
        ]

    assert [offered(TODAY.year), offered(TODAY.year + 1)] == [["Nur dieses Jahr"], ["Ab nächstem Jahr"]]


OF_A_YEAR = {
    "cycle_create": ("quality_dialog", (), lambda form: form.fields["sites"].queryset),
    "dialogue_create": ("quality_dialog", (NEXT,), lambda form: form.fields["site"].queryset),
    "fiscal_year_split": ("funding", (NEXT,), lambda form: [place.site for place in form.places]),
}


@pytest.mark.parametrize("name", OF_A_YEAR)
def test_every_page_that_offers_the_sites_of_a_year_offers_those_of_that_year(name, client_of, koordination):
    """Neither those of today nor those of its first day: a site of one day in it is one of it."""
    for said, starts, ends in (
        ("nur heute", TODAY, date(TODAY.year, 12, 31)),
        ("einen Tag", date(NEXT, 5, 1), date(NEXT, 5, 1)),
        ("ab Dezember", date(NEXT, 12, 1), None),
        ("danach", date(NEXT + 1, 1, 1), None),
    ):
        AssignmentFactory(site=CoverageFactory(site__name=said, starts_on=starts, ends_on=ends).site)
    if name != "cycle_create":
        CycleFactory(year=NEXT)
    FiscalYearFactory(year=NEXT, opened_on=TODAY)
    app, args, offered = OF_A_YEAR[name]
    page = client_of(koordination).post(reverse(f"{app}:{name}", args=args), {"year": NEXT})
    assert sorted(site.name for site in offered(page.context["form"])) == ["ab Dezember", "einen Tag"]


def test_a_provider_that_changes_within_the_year_stands_beside_the_new_one(awo, bgw):
    site = CoverageFactory(starts_on=date(2027, 1, 1)).site
    AssignmentFactory(site=site, partner=awo, starts_on=date(2026, 1, 1))
    site.assign(role="provider", partner=bgw, starts_on=date(2027, 7, 1), by=UserFactory(), on=TODAY)
    year = FiscalYear.objects.get(pk=FiscalYearFactory(year=2027).pk)
    (place,) = year.places_without_money()
    assert (place.recipients, site.assignments.get(partner=awo).ends_on) == ([awo, bgw], date(2027, 6, 30))


def test_the_closing_leaves_what_was(koordination):
    """A past day answers the same before and after a site closes and its seat is given to another."""
    held, early = CoverageFactory(), TODAY - 100 * DAY
    OfferFactory(site=held.site)

    def told() -> list:
        return [
            list(Site.objects.with_seat(early).values_list("pk", flat=True)),
            list(Site.objects.in_status(early, SiteStatus.OPEN).values_list("pk", flat=True)),
            seats_picture(koordination, early).sentence,
        ]

    before = told()
    held.site.close(by=UserFactory(), on=TODAY - 50 * DAY)
    CoverageFactory(
        seat=held.seat, agreement=held.agreement, starts_on=TODAY - 49 * DAY, site__opened_on=TODAY
    )
    assert told() == before
