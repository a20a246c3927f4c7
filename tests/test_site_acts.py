"""What Koordination does with a site: enter, correct, close, give roles and offers; and who may not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartiersarbeit.ground.districts import District
from sites.models import Assignment, Coverage, Neighbourhood, Offer, Seat, Site
from tests.asking import said_by
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    DecisionFactory,
    FiscalYearFactory,
    NeighbourhoodFactory,
    OfferFactory,
    PartnerFactory,
    SiteFactory,
    UserFactory,
)

TODAY = timezone.localdate()
LAST, NEXT = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def clerk(client_of, koordination):
    return client_of(koordination)


def to(name: str, *args) -> str:
    return reverse(f"sites:{name}", args=args)


def refusal(answer) -> dict[str, list[str]]:
    """What the form says, field by field; it must be a page, not a crash and not a success."""
    assert answer.status_code == 200
    return said_by(answer.context["form"])


# --- enter and correct ---------------------------------------------------------------------------


def test_a_site_is_entered_in_a_neighbourhood_there_is(clerk):
    place = NeighbourhoodFactory()
    answer = clerk.post(to("site_create"), {"name": "Standort Nord", "neighbourhood": place.pk})
    site = Site.objects.get()
    assert (answer.url, site.name, site.neighbourhood) == (site.get_absolute_url(), "Standort Nord", place)


def test_a_site_brings_its_new_neighbourhood_with_its_district(clerk):
    data = {"name": "Nord", "new_neighbourhood": " Am  Ohlerich ", "district": "joellenbeck"}
    clerk.post(to("site_create"), data)
    place = Site.objects.get().neighbourhood
    assert (place.name, place.district) == ("Am Ohlerich", District.JOELLENBECK)


def test_a_neighbourhood_typed_again_is_found_instead_of_doubled(clerk):
    place = NeighbourhoodFactory(name="Sieker", district=District.STIEGHORST)
    clerk.post(to("site_create"), {"name": "Ost", "new_neighbourhood": "sieker", "district": "stieghorst"})
    assert (Site.objects.get().neighbourhood, Neighbourhood.objects.count()) == (place, 1)


@pytest.mark.parametrize("both", [True, False])
def test_a_neighbourhood_is_chosen_or_entered_but_not_both_or_neither(clerk, both):
    data = {"name": "Nord"}
    if both:
        data |= {"neighbourhood": NeighbourhoodFactory().pk, "new_neighbourhood": "Neu", "district": "mitte"}
    text = "Bitte wählen Sie ein Quartier oder geben Sie ein neues ein, nicht beides."
    assert refusal(clerk.post(to("site_create"), data)) == {"neighbourhood": [text]}
    assert not Site.objects.exists()


def test_a_new_neighbourhood_needs_its_district(clerk):
    errors = refusal(clerk.post(to("site_create"), {"name": "Nord", "new_neighbourhood": "Neu"}))
    assert list(errors) == ["district"]
    assert not Neighbourhood.objects.exists()


def test_nothing_is_stored_by_halves_when_the_name_is_taken(clerk):
    SiteFactory(name="Standort Nord")
    data = {"name": "Standort Nord", "new_neighbourhood": "Neu", "district": "mitte"}
    answer = clerk.post(to("site_create"), data)
    assert refusal(answer) == {"name": ["Einen Standort mit diesem Namen gibt es schon."]}
    assert not Neighbourhood.objects.filter(name="Neu").exists()
    assert 'value="Neu"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("latitude", "52,02182"), ("postcode", "336"), ("opened_on", "gestern")]
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(clerk, field, value):
    data = {"name": "Nord", "neighbourhood": NeighbourhoodFactory().pk, field: value}
    answer = clerk.post(to("site_create"), data)
    assert list(refusal(answer)) == [field]
    assert f'value="{value}"' in answer.content.decode()


def test_a_site_is_corrected_and_its_form_shows_what_is_stored(clerk):
    site = SiteFactory(name="Alt", street="Am Alten Dreisch 2", latitude="52.02182", longitude="8.53436")
    page = clerk.get(to("site_edit", site.pk)).content.decode()
    assert 'value="Am Alten Dreisch 2"' in page
    assert 'value="52,02182"' in page
    data = {"name": "Neu", "neighbourhood": site.neighbourhood_id, "opened_on": "01.02.2025"}
    assert clerk.post(to("site_edit", site.pk), data).url == site.get_absolute_url()
    site.refresh_from_db()
    assert (site.name, site.street, site.opened_on) == ("Neu", "", date(2025, 2, 1))


# --- close ---------------------------------------------------------------------------------------


@pytest.fixture
def running(db) -> Site:
    """A site with seat, provider and offers: some running, one over, some only planned."""
    coverage = CoverageFactory(starts_on=date(2026, 1, 1))
    site = coverage.site
    over, planned = {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 12, 31)}, {"starts_on": NEXT}
    AssignmentFactory(site=site)
    AssignmentFactory(site=site, role="care", **planned)
    OfferFactory(site=site, title="läuft")
    OfferFactory(site=site, title="vorbei", **over)
    OfferFactory(site=site, title="geplant", **planned)
    return site


def test_closing_ends_seat_roles_and_offers_on_that_day(clerk, running):
    answer = clerk.post(to("site_close", running.pk), {"on": "30.06.2026"})
    assert answer.url == running.get_absolute_url()
    running.refresh_from_db()
    assert running.closed_on == LAST
    assert running.coverages.get().ends_on == LAST
    assert running.assignments.get().ends_on == LAST
    assert set(running.offers.values_list("title", "ends_on")) == {
        ("läuft", LAST),
        ("vorbei", date(2025, 12, 31)),
    }


def test_the_seat_is_free_from_the_day_after(running):
    running.close(by=UserFactory(), on=LAST)
    assert [Seat.objects.free(day).count() for day in (LAST, NEXT)] == [0, 1]
    seat, agreement = Seat.objects.get(), Coverage.objects.get().agreement
    SiteFactory().cover(agreement=agreement, seat=seat, starts_on=NEXT, by=UserFactory(), on=LAST)
    assert Coverage.objects.running(NEXT).count() == 1


def test_committed_money_under_a_later_coverage_keeps_the_site_open(clerk, running):
    year = FiscalYearFactory(year=2027)
    DecisionFactory(allocation=AllocationFactory(fiscal_year=year, site=running), approved=True)
    errors = refusal(clerk.post(to("site_close", running.pk), {"on": "30.06.2026"}))
    assert list(errors) == ["on"]
    assert f"{running} steht 2027 unter keiner Vereinbarung" in errors["on"][0]
    running.refresh_from_db()
    assert (running.closed_on, running.coverages.get().ends_on) == (None, None)
    assert running.offers.filter(title="geplant").exists()


def test_money_of_the_year_that_still_runs_does_not_stand_in_the_way(running):
    DecisionFactory(allocation=AllocationFactory(site=running), approved=True)
    running.close(by=UserFactory(), on=LAST)
    assert running.closed_on == LAST


@pytest.mark.parametrize("opened_on", [None, NEXT])
def test_a_site_is_not_closed_before_it_opened(clerk, opened_on):
    site = SiteFactory(opened_on=opened_on)
    assert list(refusal(clerk.post(to("site_close", site.pk), {"on": "30.06.2026"}))) == ["on"]
    site.refresh_from_db()
    assert site.closed_on is None


def test_a_closed_site_is_not_closed_again_but_may_be_opened_again(clerk, running):
    running.close(by=UserFactory(), on=LAST)
    assert (
        "schon geschlossen"
        in refusal(clerk.post(to("site_close", running.pk), {"on": "01.07.2026"}))["on"][0]
    )
    data = {"name": running.name, "neighbourhood": running.neighbourhood_id, "opened_on": "01.01.2025"}
    clerk.post(to("site_edit", running.pk), data | {"reopen": "on"})
    running.refresh_from_db()
    assert running.closed_on is None
    assert running.coverages.get().ends_on == LAST


def test_the_history_has_who_closed_it(clerk, koordination, running):
    clerk.post(to("site_close", running.pk), {"on": "30.06.2026"})
    event = Site.pgh_event_model.objects.filter(pgh_obj=running, pgh_label="update").latest("pgh_id")
    assert (event.closed_on, event.pgh_context["user"]) == (LAST, koordination.pk)


def test_a_closed_site_gets_no_seat_beyond_its_last_day(clerk, running):
    running.close(by=UserFactory(), on=LAST)
    held = running.coverages.get()
    data = {"agreement": held.agreement_id, "seat": held.seat_id, "starts_on": "01.07.2026"}
    errors = refusal(clerk.post(to("coverage_create", running.pk), data))
    assert errors == {"ends_on": ["Der letzte Tag dieses Standorts war der 30.06.2026."]}


# --- roles ---------------------------------------------------------------------------------------


def roles(site: Site) -> list[tuple]:
    return list(site.assignments.order_by("starts_on").values_list("partner__name", "starts_on", "ends_on"))


def test_a_change_of_provider_keeps_the_one_before(clerk):
    old = AssignmentFactory(partner__name="Alter Träger", starts_on=date(2025, 1, 1))
    new = PartnerFactory(name="Neuer Träger")
    data = {"role": "provider", "partner": new.pk, "starts_on": "01.07.2026"}
    assert clerk.post(to("assignment_create", old.site_id), data).url == old.site.get_absolute_url()
    assert roles(old.site) == [
        ("Alter Träger", date(2025, 1, 1), LAST),
        ("Neuer Träger", NEXT, None),
    ]
    current = Assignment.objects.current
    assert [current(day).get().partner.name for day in (LAST, NEXT)] == ["Alter Träger", "Neuer Träger"]


def test_another_role_ends_nobodys(clerk):
    old = AssignmentFactory()
    data = {"role": "care", "partner": PartnerFactory().pk, "starts_on": "01.07.2026"}
    clerk.post(to("assignment_create", old.site_id), data)
    assert [ends for *_, ends in roles(old.site)] == [None, None]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"same": True}, "partner"), ({"day": "01.01.2025"}, "starts_on"), ({"day": "01.06.2024"}, "starts_on")],
)
def test_a_change_that_changes_nothing_or_comes_too_early_is_refused(clerk, given, field):
    old = AssignmentFactory(starts_on=date(2025, 1, 1))
    partner = old.partner if given.get("same") else PartnerFactory()
    data = {"role": "provider", "partner": partner.pk, "starts_on": given.get("day", "01.07.2026")}
    assert list(refusal(clerk.post(to("assignment_create", old.site_id), data))) == [field]
    assert len(roles(old.site)) == 1


def test_nobody_takes_a_role_after_the_last_day(clerk):
    site = SiteFactory()
    site.close(by=UserFactory(), on=LAST)
    data = {"role": "provider", "partner": PartnerFactory().pk, "starts_on": "01.07.2026"}
    assert list(refusal(clerk.post(to("assignment_create", site.pk), data))) == ["starts_on"]


# --- offers --------------------------------------------------------------------------------------


def test_an_offer_is_added_corrected_and_ended(clerk):
    site = SiteFactory()
    data = {"title": "Erzählcafé", "kind": "encounter", "rhythm": "jeden Dienstag", "starts_on": "01.02.2026"}
    assert clerk.post(to("offer_create", site.pk), data).url == site.get_absolute_url()
    offer = Offer.objects.get()
    at = to("offer_edit", site.pk, offer.pk)
    assert 'value="Erzählcafé"' in clerk.get(at).content.decode()
    clerk.post(at, data | {"title": "Café", "ends_on": "30.06.2026"})
    offer.refresh_from_db()
    assert (offer.title, offer.ends_on) == ("Café", LAST)
    assert [Offer.objects.current(day).count() for day in (LAST, NEXT)] == [1, 0]


def test_an_offer_does_not_end_before_it_begins(clerk):
    offer = OfferFactory()
    data = {"title": "Café", "kind": "meal", "starts_on": "01.02.2026", "ends_on": "31.01.2026"}
    answer = clerk.post(to("offer_edit", offer.site_id, offer.pk), data)
    assert refusal(answer) == {"ends_on": ["Das Ende liegt vor dem Beginn."]}


def test_an_offer_is_found_only_at_its_own_site(clerk):
    assert clerk.get(to("offer_edit", SiteFactory().pk, OfferFactory().pk)).status_code == 404


# --- who may -------------------------------------------------------------------------------------


def test_a_partner_changes_nothing_even_at_its_own_site(client_of, partner_user, awo, running):
    AssignmentFactory(site=running, partner=awo, role="landlord")
    offer = running.offers.first()
    client = client_of(partner_user)
    addresses = [
        to("site_create"),
        to("site_edit", running.pk),
        to("site_close", running.pk),
        to("assignment_create", running.pk),
        to("offer_create", running.pk),
        to("offer_edit", running.pk, offer.pk),
    ]
    assert {client.post(at, {"on": "30.06.2026"}).status_code for at in addresses} == {403}
    text = client.get(running.get_absolute_url()).content.decode()
    assert [at for at in addresses if at in text] == []


def test_koordination_finds_every_act_on_the_sites_page(clerk, running):
    text = clerk.get(running.get_absolute_url()).content.decode()
    names = ("site_edit", "site_close", "assignment_create", "offer_create", "coverage_create")
    assert [name for name in names if to(name, running.pk) not in text] == []
    assert to("site_create") in clerk.get(to("site_list")).content.decode()


def test_a_site_closed_yesterday_says_so(clerk):
    site = SiteFactory(opened_on=TODAY - timedelta(days=90))
    site.close(by=UserFactory(), on=TODAY - timedelta(days=1))
    text = clerk.get(site.get_absolute_url()).content.decode()
    assert "geschlossen" in text
    assert f'"{to("site_close", site.pk)}"' not in text
