"""The pages of the network: partners, talks, agreements and sites, by role, by rows and by refusal."""

import hashlib
import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.statuses import AgreementStatus
from sites.models import Coverage
from tests.asking import queries, rule_alone
from tests.factories import (
    AgreementFactory,
    AssignmentFactory,
    ContactFactory,
    CoverageFactory,
    MandateFactory,
    NegotiationFactory,
    OfferFactory,
    PartnerFactory,
    PartyFactory,
    SeatFactory,
    SiteFactory,
    SiteInQuestionFactory,
    StepFactory,
)

TODAY = timezone.localdate()
LISTS = ["partners:partner_list", "partners:negotiation_list", "partners:agreement_list", "sites:site_list"]


def page(client, name: str, *args, **query) -> str:
    """The page's text, which must be there."""
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def network(awo, bgw):
    """One agreement with a document, one covered site and one talk of awo; bgw has no part in them."""
    document = ContentFile(b"%PDF-1.7 signed", name="vereinbarung.pdf")
    agreement = AgreementFactory(
        title="Vereinbarung Nord",
        parties=[awo, PartnerFactory(name="Dritte im Bunde")],
        note="Nur fürs Haus: Nachverhandlung",
        document=document,
        document_sha256=hashlib.sha256(b"%PDF-1.7 signed").hexdigest(),
    )
    coverage = CoverageFactory(agreement=agreement, site__name="Standort Nord")
    AssignmentFactory(site=coverage.site, partner=awo)
    talk = NegotiationFactory(partner=awo)
    StepFactory(negotiation=talk, internal_note="Nur fürs Haus: Vorstand zögert")
    SiteInQuestionFactory(site=coverage.site, negotiation=talk)
    CoverageFactory(agreement__title="Vereinbarung Süd", agreement__parties=[bgw], site__name="Standort Süd")
    return agreement, coverage.site, talk


def details(awo, agreement, site, talk) -> list[str]:
    return [
        awo.get_absolute_url(),
        agreement.get_absolute_url(),
        reverse("partners:agreement_document", args=[agreement.pk]),
        site.get_absolute_url(),
        talk.get_absolute_url(),
    ]


# --- who sees what -------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["koordination", "freigabe", "revision"])
def test_the_city_and_audit_see_every_page(request, client_of, awo, bgw, person):
    agreement, site, talk = network(awo, bgw)
    client = client_of(request.getfixturevalue(person))
    addresses = [reverse(name) for name in LISTS] + details(awo, agreement, site, talk)
    assert [client.get(address).status_code for address in addresses] == [200] * 9


def test_committees_see_none_of_these_pages(client_of, gremium, awo, bgw):
    agreement, site, talk = network(awo, bgw)
    client = client_of(gremium)
    addresses = [reverse(name) for name in LISTS] + details(awo, agreement, site, talk)
    assert {client.get(address).status_code for address in addresses} == {403}


def test_who_is_not_signed_in_goes_to_the_login(client, awo, bgw):
    agreement, site, talk = network(awo, bgw)
    addresses = [reverse(name) for name in LISTS] + details(awo, agreement, site, talk)
    assert {client.get(address).url.split("?")[0] for address in addresses} == {reverse("account_login")}


def test_a_partner_opens_what_is_its_own(client_of, partner_user, awo, bgw):
    agreement, site, _ = network(awo, bgw)
    client = client_of(partner_user)
    own = [awo.get_absolute_url(), agreement.get_absolute_url(), site.get_absolute_url()]
    assert [client.get(address).status_code for address in own] == [200, 200, 200]


def test_a_partner_does_not_find_what_is_others(client_of, other_partner_user, awo, bgw):
    client = client_of(other_partner_user)
    *others, talk = details(awo, *network(awo, bgw))
    assert [client.get(address).status_code for address in others] == [404] * 4
    assert client.get(talk).status_code == 403


def test_a_partner_never_reads_of_talks_or_internal_notes(client_of, partner_user, awo, bgw):
    agreement, site, talk = network(awo, bgw)
    awo.note = "Nur fürs Haus: Mahnung"
    awo.save()
    client = client_of(partner_user)
    assert client.get(reverse("partners:negotiation_list")).status_code == 403
    for address in (awo.get_absolute_url(), agreement.get_absolute_url(), site.get_absolute_url()):
        text = client.get(address).content.decode()
        assert "Nur fürs Haus" not in text
        assert talk.get_absolute_url() not in text
        assert "Gespräche" not in text


def test_the_city_reads_internal_notes(client_of, koordination, awo, bgw):
    agreement, _, talk = network(awo, bgw)
    client = client_of(koordination)
    assert "Nachverhandlung" in page(client, "partners:agreement_detail", agreement.pk)
    assert "Vorstand zögert" in page(client, "partners:negotiation_detail", talk.pk)


def test_a_partners_lists_hold_only_its_own(client_of, partner_user, awo, bgw):
    network(awo, bgw)
    client = client_of(partner_user)
    assert "BGW" not in page(client, "partners:partner_list")
    assert "Vereinbarung Süd" not in page(client, "partners:agreement_list")
    text = page(client, "sites:site_list")
    assert "Standort Nord" in text
    assert "Standort Süd" not in text


def test_the_picture_says_that_a_seat_is_taken_without_saying_by_whom(client_of, partner_user, awo, bgw):
    network(awo, bgw)
    text = page(client_of(partner_user), "sites:site_list")
    assert "2 von 2 Plätzen sind besetzt" in text
    assert text.count("vergeben") == 1


def test_a_shared_agreement_names_only_the_sites_one_sees(client_of, partner_user, awo, bgw):
    agreement, _, _ = network(awo, bgw)
    CoverageFactory(agreement=agreement, site__name="Standort West")
    client = client_of(partner_user)
    assert "Standort West" not in page(client, "partners:agreement_detail", agreement.pk)
    file = client.get(reverse("partners:agreement_list"), {"export": "csv"}).content.decode("utf-8-sig")
    assert file.splitlines()[1].split(";")[4] == "1"


def test_a_site_does_not_name_an_agreement_one_is_no_party_to(client_of, other_partner_user, awo, bgw):
    agreement, site, _ = network(awo, bgw)
    AssignmentFactory(site=site, partner=bgw, role="landlord")
    text = page(client_of(other_partner_user), "sites:site_detail", site.pk)
    assert agreement.title not in text
    assert "ohne Ihre Beteiligung" in text


def test_other_parties_are_named_but_lead_nowhere(client_of, partner_user, awo, bgw):
    agreement, _, _ = network(awo, bgw)
    other = agreement.partners.exclude(pk=awo.pk).get()
    text = page(client_of(partner_user), "partners:agreement_detail", agreement.pk)
    assert other.name in text
    assert other.get_absolute_url() not in text
    assert awo.get_absolute_url() in text


def test_exports_hold_no_more_than_the_page(client_of, partner_user, awo, bgw):
    network(awo, bgw)
    client = client_of(partner_user)
    for name in ("partners:partner_list", "partners:agreement_list", "sites:site_list"):
        file = client.get(reverse(name), {"export": "csv"}).content.decode("utf-8-sig")
        assert len(file.strip().splitlines()) == 2
        assert "Süd" not in file


# --- the signed document -------------------------------------------------------------------------


def test_the_document_comes_as_an_attachment_nobody_may_sniff_or_keep(client_of, partner_user, awo, bgw):
    agreement, _, _ = network(awo, bgw)
    answer = client_of(partner_user).get(reverse("partners:agreement_document", args=[agreement.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_there_is_no_document_where_none_was_stored(client_of, koordination):
    address = reverse("partners:agreement_document", args=[AgreementFactory().pk])
    assert client_of(koordination).get(address).status_code == 404


def test_a_document_whose_file_is_gone_is_not_found(client_of, koordination):
    agreement = AgreementFactory(document="vereinbarungen/verloren.pdf")
    address = reverse("partners:agreement_document", args=[agreement.pk])
    assert client_of(koordination).get(address).status_code == 404


def test_the_page_shows_the_checksum_and_leads_to_the_document(client_of, koordination, awo, bgw):
    agreement, _, _ = network(awo, bgw)
    text = page(client_of(koordination), "partners:agreement_detail", agreement.pk)
    assert agreement.document_sha256 in text
    assert reverse("partners:agreement_document", args=[agreement.pk]) in text


# --- what the pages say --------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so(client_of, koordination, name):
    assert "Noch keine" in page(client_of(koordination), name)


def test_a_partner_page_keeps_former_people_apart(client_of, koordination, awo):
    ContactFactory(partner=awo, name="Kim Heute")
    ContactFactory(
        partner=awo, name="Toni Damals", ends_on=TODAY - timedelta(days=1), starts_on=date(2019, 1, 1)
    )
    text = page(client_of(koordination), "partners:partner_detail", awo.pk)
    assert text.index("Kim Heute") < text.index("aktuell") < text.index("Toni Damals") < text.index("früher")


def test_a_partner_counts_the_sites_and_agreements_of_today(client_of, koordination, awo):
    past = {"starts_on": date(2019, 1, 1), "ends_on": date(2019, 12, 31)}
    site = CoverageFactory().site
    AssignmentFactory(partner=awo, site=site)
    AssignmentFactory(partner=awo, site=site, role="care")
    AssignmentFactory(partner=awo)
    AssignmentFactory(partner=awo, **past)
    AgreementFactory(parties=[awo])
    AgreementFactory(parties=[awo], **past)
    AgreementFactory(parties=0).parties.create(partner=awo, role="provider")
    file = client_of(koordination).get(reverse("partners:partner_list"), {"export": "csv", "q": "AWO"})
    assert file.content.decode("utf-8-sig").splitlines()[1].split(";")[3:5] == ["1", "1"]


def test_partners_are_found_by_sector_and_activity(client_of, koordination, awo, bgw):
    PartnerFactory(name="Alter Verein", deactivated_on=date(2020, 1, 1))
    client = client_of(koordination)
    assert "BGW" not in page(client, "partners:partner_list", bereich="service_provider")
    assert "Alter Verein" not in page(client, "partners:partner_list", stand="active")
    assert "AWO" not in page(client, "partners:partner_list", stand="inactive")


def talk_with(partner_name: str, *steps: tuple[str, int]):
    """A talk with steps so many days ago."""
    talk = NegotiationFactory(partner__short_name=partner_name, partner__name=partner_name)
    for state, days in steps:
        StepFactory(negotiation=talk, state=state, on=TODAY - timedelta(days=days))
    return talk


def test_a_talk_stalls_when_nothing_happened_for_more_than_sixty_days(client_of, koordination):
    talk_with("Verein 60", ("in_talks", 60))
    talk_with("Verein 61", ("in_talks", 61))
    talk_with("Verein ruht", ("paused", 61))
    talk_with("Verein fertig", ("concluded", 400))
    talk_with("Verein gescheitert", ("failed", 400))
    talk_with("Verein zurück", ("withdrawn", 400))
    talk_with("Verein geplant", ("planned", 400))
    talk_with("Verein neu")
    file = client_of(koordination).get(reverse("partners:negotiation_list"), {"export": "csv"})
    rows = [row.split(";") for row in file.content.decode("utf-8-sig").splitlines()[1:]]
    assert {row[0] for row in rows if row[6] == "stockt"} == {"Verein 61", "Verein ruht"}


def test_a_talk_is_in_its_state_since_the_first_step_of_that_run(client_of, koordination):
    talk_with("Verein", ("in_talks", 90), ("paused", 70), ("in_talks", 50), ("in_talks", 10))
    file = client_of(koordination).get(reverse("partners:negotiation_list"), {"export": "csv"})
    row = file.content.decode("utf-8-sig").splitlines()[1].split(";")
    assert row[4:6] == [f"{TODAY - timedelta(days=50):%d.%m.%Y}", "10"]


def test_talks_are_found_by_state(client_of, koordination):
    talk_with("Verein ruht", ("in_talks", 20), ("paused", 10))
    talk_with("Verein spricht", ("in_talks", 10))
    text = page(client_of(koordination), "partners:negotiation_list", stand="paused")
    assert "Verein ruht" in text
    assert "Verein spricht" not in text


def test_a_step_says_whether_its_wording_may_be_printed(client_of, koordination):
    talk = NegotiationFactory()
    StepFactory(negotiation=talk, state="paused", on=date(2026, 1, 5), public_wording="wegen des Umbaus")
    StepFactory(negotiation=talk, state="failed", on=date(2026, 1, 9), released=True)
    text = page(client_of(koordination), "partners:negotiation_detail", talk.pk)
    assert "am 09.01.2026 von Toni Muster" in text
    assert "noch nicht freigegeben" in text


def test_agreements_are_found_by_where_they_stand(client_of, koordination):
    AgreementFactory(title="Entwurf Nord", parties=0)
    AgreementFactory(title="Gilt heute")
    AgreementFactory(title="Gilt bald", starts_on=TODAY + timedelta(days=30), parties__signed_on=TODAY)
    AgreementFactory(title="Ist vorbei", ends_on=TODAY - timedelta(days=1))
    replaced = AgreementFactory(title="Ist ersetzt")
    AgreementFactory(title="Gilt als Nachtrag", amends=replaced, starts_on=TODAY)
    client = client_of(koordination)

    def found(stand: str) -> set[str]:
        file = client.get(reverse("partners:agreement_list"), {"export": "csv", "stand": stand})
        return {row.split(";")[0] for row in file.content.decode("utf-8-sig").splitlines()[1:]}

    assert {status: found(status) for status in AgreementStatus if found(status)} == {
        AgreementStatus.DRAFT: {"Entwurf Nord"},
        AgreementStatus.IN_FORCE: {"Gilt heute", "Gilt als Nachtrag"},
        AgreementStatus.SIGNED: {"Gilt bald"},
        AgreementStatus.EXPIRED: {"Ist vorbei"},
        AgreementStatus.SUPERSEDED: {"Ist ersetzt"},
    }


def test_an_agreement_shows_all_its_versions_from_any_of_them(client_of, koordination):
    first = AgreementFactory(title="Erste Fassung")
    second = AgreementFactory(title="Zweite Fassung", amends=first, starts_on=date(2026, 1, 1))
    third = AgreementFactory(title="Dritte Fassung", amends=second, starts_on=date(2026, 2, 1))
    client = client_of(koordination)
    for one in (first, second, third):
        text = page(client, "partners:agreement_detail", one.pk)
        part = text[text.index('id="fassungen"') :]
        assert part.index("Erste") < part.index("Zweite") < part.index("Dritte")
    assert "durch Nachtrag ersetzt" in page(client, "partners:agreement_list")


def test_a_site_shows_partners_offers_and_seats_of_today_and_before(client_of, koordination):
    coverage = CoverageFactory(starts_on=date(2026, 1, 1))
    past = {"starts_on": date(2019, 1, 1), "ends_on": date(2019, 12, 31)}
    AssignmentFactory(site=coverage.site, partner__name="Heutiger Träger")
    AssignmentFactory(site=coverage.site, partner__name="Früherer Träger", **past)
    OfferFactory(site=coverage.site, title="Erzählcafé")
    OfferFactory(site=coverage.site, title="Altes Angebot", **past)
    text = page(client_of(koordination), "sites:site_detail", coverage.site.pk)
    assert text.index("Erzählcafé") < text.index("Altes Angebot")
    assert text.index("Heutiger Träger") < text.index("Früherer Träger")
    assert "Platz 1, seit 01.01.2026" in text


# --- the day of the seats ------------------------------------------------------------------------


def test_the_picture_answers_for_any_day(client_of, koordination):
    CoverageFactory(site__name="Früh", agreement__starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    CoverageFactory(site__name="Spät", starts_on=date(2026, 1, 1))
    client = client_of(koordination)
    assert "1 von 2 Plätzen ist besetzt, 1 ist frei" in page(client, "sites:site_list", stichtag="2021-01-26")
    assert "Stand 26.01.2021" in page(client, "sites:site_list", stichtag="26.01.2021")
    assert "keine Plätze" in page(client, "sites:site_list", stichtag="2001-01-01")


def test_the_list_stands_on_the_same_day_as_the_picture(client_of, koordination):
    CoverageFactory(site__name="Früh", agreement__starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    CoverageFactory(site__name="Spät", starts_on=date(2026, 1, 1))
    asked = {"stichtag": "2021-01-26", "platz": "mit", "export": "csv"}
    file = client_of(koordination).get(reverse("sites:site_list"), asked).content.decode("utf-8-sig")
    assert [row.split(";")[0] for row in file.splitlines()[1:]] == ["Früh"]


@pytest.mark.parametrize(
    "wish", ["gestern", "2021-13-45", "0021-01-01", "9999-12-31", "\x00", "2021-01-26" * 9]
)
def test_an_unreadable_day_becomes_today_and_is_mentioned(client_of, koordination, wish):
    SeatFactory()
    text = page(client_of(koordination), "sites:site_list", stichtag=wish)
    assert f"Stand {TODAY:%d.%m.%Y}" in text
    assert "kein gültiges Datum" in text


def test_a_seat_under_an_unsigned_agreement_says_so(client_of, koordination):
    CoverageFactory(agreement__parties=0)
    assert "Vereinbarung nicht in Kraft" in page(client_of(koordination), "sites:site_list")


# --- giving a site a seat ------------------------------------------------------------------------


def wish(agreement, seat, starts_on="2026-01-01", ends_on="") -> dict:
    return {"agreement": agreement.pk, "seat": seat.pk, "starts_on": starts_on, "ends_on": ends_on}


def refusal(answer, field: str) -> tuple[str, str]:
    """Code and message of the one error, which must stand at that field."""
    assert answer.status_code == 200
    errors = answer.context["form"].errors.as_data()
    assert list(errors) == [field]
    (error,) = errors[field]
    assert answer.context["form"].errors[field][0] in answer.content.decode().replace("&quot;", '"')
    return error.code, rule_alone(error.messages[0])


@pytest.fixture
def cover(client_of, koordination):
    """Asks for a seat for a new site, as Koordination; the answer."""

    def asked(data, site=None):
        address = reverse("sites:coverage_create", args=[(site or SiteFactory()).pk])
        return client_of(koordination).post(address, data)

    return asked


def test_a_site_gets_a_seat(cover):
    site, agreement, seat = SiteFactory(), AgreementFactory(), SeatFactory()
    answer = cover(wish(agreement, seat, "01.01.2026", "31.12.2026"), site)
    assert answer.url == site.get_absolute_url()
    stored = Coverage.objects.get()
    assert (stored.site, stored.seat, stored.ends_on) == (site, seat, date(2026, 12, 31))


def test_a_taken_seat_is_refused_and_the_free_ones_are_named(cover):
    taken = CoverageFactory(agreement__starts_on=date(2025, 1, 1))
    SeatFactory.create_batch(2)
    code, message = refusal(cover(wish(taken.agreement, taken.seat)), "seat")
    assert code == "coverage_seat_once_at_a_time"
    assert "schon vergeben" in message
    assert message.endswith("In diesem Zeitraum durchgehend frei: Platz 2 und 3.")
    assert Coverage.objects.count() == 1


def test_the_eleventh_site_is_refused_by_the_database(cover):
    ten = CoverageFactory.create_batch(10)
    code, message = refusal(cover(wish(ten[0].agreement, ten[9].seat)), "seat")
    assert code == "coverage_seat_once_at_a_time"
    assert "Es gibt nur so viele Plätze, wie beschlossen sind" in message
    assert "Alle Plätze sind auf Weiteres vergeben" in message
    assert Coverage.objects.count() == 10


def test_no_free_seat_says_which_one_becomes_free_when(cover):
    CoverageFactory()
    leaving = CoverageFactory(ends_on=date(2026, 6, 30))
    code, message = refusal(cover(wish(leaving.agreement, leaving.seat)), "seat")
    assert code == "coverage_seat_once_at_a_time"
    assert message.endswith("Wieder frei: Platz 2 ab 01.07.2026.")


def test_a_seat_is_refused_beyond_its_validity(cover):
    seat = SeatFactory(valid_until=date(2026, 6, 30))
    code, message = refusal(cover(wish(AgreementFactory(), seat)), "seat")
    assert code == "coverage_within_seat"
    assert message.startswith("Platz 1 gibt es nur vom 17.03.2020 bis 30.06.2026")
    assert not Coverage.objects.exists()


def test_a_site_takes_no_second_seat_at_the_same_time(cover):
    there = CoverageFactory()
    code, message = refusal(cover(wish(there.agreement, SeatFactory()), there.site), "starts_on")
    assert (code, message) == (
        "coverage_site_once_at_a_time",
        "Dieser Standort hat in dem Zeitraum schon einen Platz.",
    )


def test_a_period_does_not_end_before_it_begins(cover):
    answer = cover(wish(AgreementFactory(), SeatFactory(), "2026-02-01", "2026-01-01"))
    assert refusal(answer, "ends_on") == ("coverage_ends_after_start", "Das Ende liegt vor dem Beginn.")
    assert not Coverage.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(cover):
    taken = CoverageFactory()
    text = cover(wish(taken.agreement, taken.seat, "2026-03-01")).content.decode()
    assert 'value="2026-03-01"' in text
    assert f'value="{taken.seat.pk}" selected' in text


def test_the_form_says_before_any_click_that_no_seat_is_free(client_of, koordination):
    CoverageFactory(ends_on=TODAY + timedelta(days=9))
    site = SiteFactory()
    text = page(client_of(koordination), "sites:coverage_create", site.pk)
    assert (
        f"Heute ist kein Platz frei. Wieder frei: Platz 1 ab {TODAY + timedelta(days=10):%d.%m.%Y}." in text
    )


def test_the_form_says_when_no_seats_are_resolved_at_all(client_of, koordination):
    text = page(client_of(koordination), "sites:coverage_create", SiteFactory().pk)
    assert "Es sind noch keine Plätze beschlossen." in text


@pytest.mark.parametrize("person", ["freigabe", "revision", "gremium", "partner_user"])
def test_only_koordination_gives_seats(request, client_of, awo, bgw, person):
    _, site, _ = network(awo, bgw)
    client = client_of(request.getfixturevalue(person))
    address = reverse("sites:coverage_create", args=[site.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403
    if person != "gremium":
        assert address not in client.get(site.get_absolute_url()).content.decode()


# --- as many questions for twelve rows as for one ------------------------------------------------


def rows(many: int, awo) -> None:
    """So many of everything a list or a detail page of these floors shows, all of it awo's."""
    mandate = MandateFactory(site_limit=100)
    for _ in range(many):
        agreement = AgreementFactory(mandate=mandate, parties=0)
        PartyFactory(agreement=agreement, partner=awo)
        PartyFactory(agreement=agreement)
        site = CoverageFactory(agreement=agreement, seat__mandate=mandate).site
        AssignmentFactory(site=site, partner=awo)
        talk = NegotiationFactory(partner=awo)
        StepFactory(negotiation=talk)
        ContactFactory(partner=awo)
        SiteInQuestionFactory(site=site, negotiation=talk)


@pytest.mark.parametrize(
    ("person", "name"),
    [("koordination", name) for name in LISTS]
    + [("partner_user", name) for name in LISTS if "negotiation" not in name],
)
def test_a_list_asks_as_often_for_twelve_rows_as_for_one(request, client_of, awo, person, name):
    client = client_of(request.getfixturevalue(person))
    rows(1, awo)
    one = queries(client, reverse(name))
    rows(11, awo)
    assert queries(client, reverse(name)) == one


def test_a_partner_page_asks_as_often_for_twelve_records_as_for_one(client_of, koordination, awo):
    client = client_of(koordination)
    rows(1, awo)
    one = queries(client, awo.get_absolute_url())
    rows(11, awo)
    assert queries(client, awo.get_absolute_url()) == one


def test_a_talk_asks_as_often_for_twelve_steps_as_for_one(client_of, koordination):
    client, talk = client_of(koordination), NegotiationFactory()

    def steps(many):
        for _ in range(many):
            StepFactory(negotiation=talk, released=True)
            SiteInQuestionFactory(negotiation=talk)

    steps(1)
    one = queries(client, talk.get_absolute_url())
    steps(11)
    assert queries(client, talk.get_absolute_url()) == one


def test_an_agreement_asks_as_often_for_many_versions_parties_and_sites_as_for_one(client_of, koordination):
    client, agreement = client_of(koordination), AgreementFactory()
    mandate = MandateFactory(site_limit=100)

    def more(many, version):
        for _ in range(many):
            PartyFactory(agreement=agreement)
            CoverageFactory(agreement=agreement, seat__mandate=mandate)
            version = AgreementFactory(amends=version)
        return version

    last = more(1, agreement)
    one = queries(client, agreement.get_absolute_url())
    more(5, last)  # a chain takes longer than its links
    assert queries(client, agreement.get_absolute_url()) == one


def test_a_site_asks_as_often_for_twelve_records_as_for_one(client_of, koordination):
    client, site, seat = client_of(koordination), SiteFactory(), SeatFactory()

    def more(first, last):
        for n in range(first, last):
            day = date(2021, 1, 1) + timedelta(days=n)
            OfferFactory(site=site)
            AssignmentFactory(site=site, starts_on=day, ends_on=day)
            CoverageFactory(site=site, seat=seat, agreement__starts_on=day, ends_on=day)
            SiteInQuestionFactory(site=site)

    more(0, 1)
    one = queries(client, site.get_absolute_url())
    form = queries(client, reverse("sites:coverage_create", args=[site.pk]))
    more(1, 12)
    assert queries(client, site.get_absolute_url()) == one
    assert queries(client, reverse("sites:coverage_create", args=[site.pk])) == form


def test_what_columns_tell_is_worked_out_for_one_page_alone(koordination, client_of):
    """A list of a thousand agreements took ten seconds: when each ends, a function says, was asked of all of them."""
    for number in range(30):
        AgreementFactory(title=f"Vereinbarung {number:02}")
    client, address = client_of(koordination), reverse("partners:agreement_list")
    told = [
        row[0].text for row in client.get(f"{address}?sort=title&seite=2").context["listing"].table.rows()
    ]
    assert told == [f"Vereinbarung {number:02}" for number in range(25, 30)]
    with CaptureQueriesContext(connection) as asked:
        listing = client.get(f"{address}?sort=title").context["listing"]
    assert (listing.page.paginator.count, len(listing.page.object_list)) == (30, 25)
    (counted,) = [
        one["sql"]
        for one in asked
        if one["sql"].startswith('SELECT COUNT(*) AS "__count" FROM "partners_agr')
    ]
    assert "partners_notice_to" not in counted
    (shown,) = [
        one["sql"] for one in asked if "partners_notice_to" in one["sql"] and "site_count" in one["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT TEXT) {shown}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert {int(loops) for loops in re.findall(r"Aggregate \(actual rows=\S+ loops=(\d+)\)", plan)} == {25}, (
        plan
    )
