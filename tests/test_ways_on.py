"""Ways on: what follows from a record begins with what is known of it, and a picker says what it leaves out."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement
from partners.statuses import NegotiationStatus
from sites.models import Coverage
from tests.asking import text_of
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    FiscalYearFactory,
    NegotiationFactory,
    PartnerFactory,
    SeatFactory,
    SiteFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def begun(client, name: str, **known):
    """The empty form of an act, begun from a record."""
    return client.get(reverse(f"partners:{name}"), known)


def offered(field) -> set[int]:
    """The keys of the rows that can be chosen."""
    return {int(str(key)) for key, _ in field.choices if key}


def sent(*partners, sites=(), **facts) -> dict:
    rows = {"parteien-TOTAL_FORMS": len(partners), "parteien-INITIAL_FORMS": 0}
    for number, partner in enumerate(partners):
        rows |= {f"parteien-{number}-partner": partner.pk, f"parteien-{number}-role": "provider"}
    return {
        "title": "Vereinbarung Nord",
        "starts_on": "2026-01-01",
        "sites": [one.pk for one in sites],
        **rows,
        **facts,
    }


def test_a_partners_page_begins_a_talk_and_an_agreement_with_it(client_of, koordination, awo):
    client = client_of(koordination)
    shown = text_of(client.get(awo.get_absolute_url()))
    for name in ("negotiation_create", "agreement_create"):
        address = f"{reverse(f'partners:{name}')}?partner={awo.pk}"
        assert address in shown
    talk = begun(client, "negotiation_create", partner=awo.pk).context["form"]
    agreement = begun(client, "agreement_create", partner=awo.pk).context
    assert (talk["partner"].value(), talk["sector"].value()) == (awo.pk, awo.sector)
    assert agreement["formset"].forms[0]["partner"].value() == awo.pk
    assert agreement["form"]["title"].value() == f"Kooperationsvereinbarung mit {awo}"


def test_nothing_is_begun_with_whoever_left_or_by_whoever_may_not(client_of, koordination, freigabe, awo):
    assert "?partner=" not in text_of(client_of(freigabe).get(awo.get_absolute_url()))
    awo.deactivate(by=koordination, on=TODAY)
    assert "?partner=" not in text_of(client_of(koordination).get(awo.get_absolute_url()))


@pytest.mark.parametrize("wish", ["999999", "x", "", "9" * 30, "²"])
def test_an_unknown_partner_begins_an_empty_form(client_of, koordination, wish):
    talk = begun(client_of(koordination), "negotiation_create", partner=wish)
    assert (talk.status_code, talk.context["form"]["partner"].value()) == (200, None)


def test_a_concluded_talk_brings_its_sites_into_the_agreement(client_of, koordination, awo):
    talk, here, elsewhere = NegotiationFactory(partner=awo), SiteFactory(), SiteFactory()
    talk.sites.set([here])
    StepFactory(negotiation=talk, state="concluded", on=TODAY)
    form = begun(client_of(koordination), "agreement_create", gespraech=talk.pk).context["form"]
    assert form["sites"].value() == [here.pk]
    assert offered(form.fields["sites"]) == {here.pk, elsewhere.pk}


def test_an_agreement_is_drafted_with_parties_and_sites_in_one_act(client_of, koordination, awo, bgw):
    sites = [SiteFactory(), SiteFactory()]
    SeatFactory.create_batch(2)
    address = reverse("partners:agreement_create")
    client_of(koordination).post(address, sent(awo, bgw, sites=sites, ends_on="2028-12-31"))
    agreement = Agreement.objects.get()
    given = Coverage.objects.filter(agreement=agreement)
    term = {(one.starts_on, one.ends_on) for one in given}
    assert {one.site for one in given} == set(sites)
    assert (agreement.parties.count(), term) == (2, {(date(2026, 1, 1), date(2028, 12, 31))})


def test_without_a_seat_for_each_site_there_is_no_agreement_either(client_of, koordination, awo):
    sites = [SiteFactory(), SiteFactory()]
    SeatFactory()
    answer = client_of(koordination).post(
        reverse("partners:agreement_create"), sent(awo, sites=sites, note="bleibt stehen")
    )
    assert answer.context["form"].has_error("sites", "seats_taken")
    assert ("bleibt stehen" in text_of(answer), Agreement.objects.count()) == (True, 0)


def test_the_picker_of_sites_says_which_are_left_out_and_why(client_of, koordination):
    held = CoverageFactory()
    ending = CoverageFactory(ends_on=TODAY + 30 * DAY)
    closed = SiteFactory(closed_on=date(2025, 6, 30))
    form = begun(client_of(koordination), "agreement_create").context["form"]
    said = form.fields["sites"].help_text
    assert offered(form.fields["sites"]) == {ending.site.pk}
    assert f"{held.site} ({held.seat} auf Weiteres)" in said
    assert f"{closed} (geschlossen seit 30.06.2025)" in said


def test_the_pickers_of_partners_say_who_takes_no_part(client_of, koordination, awo):
    gone, client = PartnerFactory(short_name="Nordhaus"), client_of(koordination)
    gone.deactivate(by=koordination, on=TODAY)
    said = "Nicht zur Wahl: Nordhaus (inaktiv)."
    FiscalYearFactory(year=TODAY.year)
    addresses = [
        reverse("partners:negotiation_create"),
        reverse("partners:agreement_create"),
        reverse("sites:assignment_create", args=[SiteFactory().pk]),
        reverse("funding:allocation_create", args=[TODAY.year]),
    ]
    assert [said in text_of(client.get(address)) for address in addresses] == [True] * 4


def test_of_many_that_are_left_out_the_first_are_named_and_the_rest_counted(client_of, koordination):
    CoverageFactory.create_batch(8)
    help_text = begun(client_of(koordination), "agreement_create").context["form"].fields["sites"].help_text
    assert (help_text.count("auf Weiteres"), help_text.endswith("und 2 weitere.")) == (6, True)


def test_money_is_offered_only_for_sites_with_a_seat_in_the_year(client_of, koordination):
    covered, other = CoverageFactory(starts_on=date(2026, 1, 1)).site, SiteFactory()
    FiscalYearFactory(year=2026)
    page = client_of(koordination).get(reverse("funding:allocation_create", args=[2026]))
    field = page.context["form"].fields["site"]
    assert offered(field) == {covered.pk}
    assert f"{other} (2026 ohne Platz)" in field.help_text


def test_more_sites_are_added_but_those_that_are_held_as_long_as_it_runs(client_of, koordination):
    agreement = AgreementFactory(starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31))
    own, held = CoverageFactory(agreement=agreement), CoverageFactory(starts_on=date(2025, 1, 1))
    for_a_while = CoverageFactory(starts_on=date(2025, 1, 1), ends_on=date(2026, 6, 30))
    address = reverse("sites:agreement_coverage_create", args=[agreement.pk])
    field = client_of(koordination).get(address).context["form"].fields["sites"]
    assert offered(field) == {for_a_while.site.pk}
    assert (str(own.site) in field.help_text, str(held.site) in field.help_text) == (True, True)


def test_the_next_step_stands_before_all_else_on_a_talks_page(client_of, koordination):
    talk = StepFactory(state="planned").negotiation
    shown = text_of(client_of(koordination).get(talk.get_absolute_url()))
    assert shown.index('id="neuer-schritt"') < shown.index('id="schritte"')
    assert (
        shown.count('type="radio" name="state"') == len(NegotiationStatus) - 1
    )  # all but „noch nicht begonnen“
