"""At most ten project sites at any moment: as many seats as resolved, each with one site at a time."""

from datetime import date

import pytest

from sites.models import Coverage, Seat, seat_end
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals, sql

START, NEXT = date(2021, 1, 1), date(2026, 7, 1)
ELEVEN = "seats_within_mandate: Am 01.01.2021 gäbe es 11 Plätze; beschlossen sind höchstens 10."
TAKEN = (
    "coverage_seat_once_at_a_time: Dieser Platz ist in dem Zeitraum schon vergeben. Es gibt nur so viele "
    "Plätze, wie beschlossen sind; wählen Sie einen freien Platz oder einen anderen Zeitraum."
)


@pytest.fixture
def ten(db) -> list[Coverage]:
    """Ten sites under one agreement, on all the seats of one mandate."""
    mandate, agreement = f.MandateFactory(), f.AgreementFactory(starts_on=START)
    seats = [f.SeatFactory(number=n, mandate=mandate, valid_from=START) for n in range(1, 11)]
    return [f.CoverageFactory(agreement=agreement, seat=seat) for seat in seats]


def new_seat(number: int, mandate, **facts) -> Seat:
    return Seat.objects.create(number=number, mandate=mandate, **({"valid_from": START} | facts))


# --- The eleventh site -------------------------------------------------------------------------------


def test_an_eleventh_site_finds_every_seat_taken(ten):
    found = [refusals(ten[0], {"site": f.SiteFactory(), "seat": c.seat}, INSERTS) for c in ten]
    assert found == [{TAKEN}] * 10


def test_an_eleventh_site_finds_no_seat_through_the_verb(ten):
    facts = {
        "agreement": ten[0].agreement,
        "seat": ten[3].seat,
        "starts_on": NEXT,
        "by": f.UserFactory(),
        "on": NEXT,
    }
    assert refusal(lambda: f.SiteFactory().cover(**facts)) == TAKEN


def test_two_sites_do_not_get_one_seat_in_one_statement(ten):
    seat = new_seat(11, f.MandateFactory(site_limit=11))
    rows = [
        Coverage(site=f.SiteFactory(), agreement=ten[0].agreement, seat=seat, starts_on=START) for _ in "ab"
    ]
    assert refusal(Coverage.objects.bulk_create, rows) == TAKEN


def test_a_coverage_is_not_moved_to_a_taken_seat(ten):
    assert refusals(ten[0], {"seat": ten[1].seat}, UPDATES) == {TAKEN}


def test_a_coverage_is_not_prolonged_into_the_next_one(ten):
    Coverage.objects.filter(pk=ten[0].pk).update(ends_on=date(2026, 6, 30))
    first = Coverage.objects.get(pk=ten[0].pk)
    f.CoverageFactory(agreement=first.agreement, seat=first.seat, starts_on=NEXT)
    seat_end.note(first, first.ends_on, NEXT, reason="Versuch", by=f.UserFactory(), on=NEXT)
    assert refusals(first, {"ends_on": NEXT}, UPDATES) == {TAKEN}


def test_a_seat_is_free_again_the_day_after_its_coverage_ends(ten):
    Coverage.objects.filter(pk=ten[0].pk).update(ends_on=date(2026, 6, 30))
    new = f.SiteFactory()
    given = {"agreement": ten[0].agreement, "seat": ten[0].seat, "by": f.UserFactory(), "on": NEXT}
    days = (date(2026, 6, 30), NEXT)
    assert [refusal(lambda day=day: new.cover(starts_on=day, **given)) for day in days] == [TAKEN, "done"]


def test_two_sites_cannot_swap_seats_in_one_statement(ten):
    """PostgreSQL checks row by row; whoever means it ends one coverage and begins another."""
    a, b = ten[0], ten[1]
    swap = "UPDATE sites_coverage SET seat_id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)"
    assert refusal(sql, swap, a.pk, b.seat_id, a.seat_id, a.pk, b.pk) == TAKEN


# --- The eleventh seat -------------------------------------------------------------------------------


@breaks("sites_site.site_closing_stands")
def test_the_last_day_of_a_site_changes_only_with_what_stood(db):
    found = refusals(f.SiteFactory(closed_on=NEXT), {"closed_on": date(2026, 7, 10)}, UPDATES)
    assert {one.partition(": ")[0] for one in found} == {"site_closing_stands"}


@breaks("sites_site.site_closing_kept", "partners_partner.partner_deactivation_kept")
def test_what_was_closed_or_left_is_open_again_only_from_a_day_on(db):
    site, partner = f.SiteFactory(closed_on=NEXT), f.PartnerFactory(deactivated_on=NEXT)
    site_again = {"closed_on": None, "closed_by": None}
    partner_again = {"deactivated_on": None, "deactivated_by": None}
    found = refusals(site, site_again, UPDATES) | refusals(partner, partner_again, UPDATES)
    assert {one.partition(": ")[0] for one in found} == {"site_closing_kept", "partner_deactivation_kept"}


@breaks("partners_reactivation.reactivation_stood", "sites_reopening.reopening_stood")
def test_nobody_makes_up_that_a_site_was_closed_or_a_partner_away(db):
    closed, left = f.ReopeningFactory(), f.ReactivationFactory()
    never = [{"site": f.SiteFactory()}, {"closed_on": NEXT}, {"closed_by": f.UserFactory()}]
    found = [refusals(closed, wrong, WAYS) for wrong in never]
    never = [{"partner": f.PartnerFactory()}, {"deactivated_on": NEXT}, {"deactivated_by": f.UserFactory()}]
    found += [refusals(left, wrong, WAYS) for wrong in never]
    codes = [{one.partition(": ")[0] for one in said} for said in found]
    assert codes == [{"reopening_stood"}] * 3 + [{"reactivation_stood"}] * 3


@breaks("sites_seat.seats_insert")
def test_no_eleventh_seat_without_a_resolution(ten):
    assert refusals(ten[0].seat, {"number": 11}, INSERTS) == {ELEVEN}


def test_no_eleventh_seat_under_another_mandate_for_ten(ten):
    """The resolution repeated does not add up."""
    assert refusals(ten[0].seat, {"number": 11, "mandate": f.MandateFactory()}, INSERTS) == {ELEVEN}


def test_no_seat_under_a_mandate_that_names_no_limit(ten):
    silent = f.MandateFactory(site_limit=None)
    message = "seats_within_mandate: Am 01.01.2021 gäbe es 1 Plätze; beschlossen sind höchstens 0."
    assert refusals(ten[0].seat, {"number": 11, "mandate": silent}, INSERTS) == {message}


def test_two_seats_too_many_in_one_statement(ten):
    mandate = f.MandateFactory(site_limit=11)
    rows = [Seat(number=number, mandate=mandate, valid_from=START) for number in (11, 12)]
    message = "seats_within_mandate: Am 01.01.2021 gäbe es 12 Plätze; beschlossen sind höchstens 11."
    assert refusal(Seat.objects.bulk_create, rows) == message


def test_a_new_mandate_adds_just_as_many_seats_as_it_allows(ten):
    mandate = f.MandateFactory(site_limit=12)
    found = [refusal(lambda n=n: [new_seat(i, mandate) for i in range(11, n + 1)]) for n in (12, 13)]
    message = "seats_within_mandate: Am 01.01.2021 gäbe es 13 Plätze; beschlossen sind höchstens 12."
    assert found == ["done", message]


def test_the_limit_is_asked_of_every_day(ten):
    """A seat that begins when another has ended is no eleventh; one day earlier it would be."""
    Coverage.objects.filter(pk=ten[9].pk).delete()
    Seat.objects.filter(pk=ten[9].seat_id).update(valid_until=date(2026, 6, 30))
    found = refusals(ten[0].seat, {"number": 11, "valid_from": NEXT}, INSERTS)
    early = refusals(ten[0].seat, {"number": 11, "valid_from": date(2026, 6, 30)}, INSERTS)
    assert (found, early) == ({"done"}, {ELEVEN.replace("01.01.2021", "30.06.2026")})


@breaks("sites_seat.seats_update")
def test_a_seat_is_not_put_under_a_smaller_mandate(ten):
    extra = new_seat(11, f.MandateFactory(site_limit=11))
    assert refusals(extra, {"mandate": ten[0].seat.mandate}, UPDATES) == {ELEVEN}


def test_a_seat_is_not_prolonged_beyond_the_limit(ten):
    extra = new_seat(11, ten[0].seat.mandate, valid_from=date(2019, 1, 1), valid_until=date(2020, 12, 31))
    assert refusals(extra, {"valid_until": None}, UPDATES) == {ELEVEN}


@breaks("partners_mandate.mandate_seats_update")
def test_a_mandate_is_not_lowered_below_its_seats(ten):
    message = "seats_within_mandate: Am 01.01.2021 gäbe es 10 Plätze; beschlossen sind höchstens 9."
    silent = "seats_within_mandate: Am 01.01.2021 gäbe es 10 Plätze; beschlossen sind höchstens 0."
    mandate = ten[0].seat.mandate
    found = [refusals(mandate, {"site_limit": limit}, UPDATES) for limit in (10, 9, None)]
    assert found == [{"done"}, {message}, {silent}]


def test_a_seat_that_ends_never_makes_the_others_too_many(ten):
    """Seats of a smaller mandate do not lean on a larger one that could go."""
    larger = f.MandateFactory(site_limit=12)
    extra = new_seat(11, larger)
    smaller = refusals(extra, {"number": 12, "mandate": ten[0].seat.mandate}, INSERTS)
    gone = refusals(extra, {}, DELETES)
    assert (smaller, gone) == ({ELEVEN}, {"done"})


# --- Coverage within the seat's validity -------------------------------------------------------------


@breaks("sites_coverage.coverage_insert", "sites_coverage.coverage_update")
def test_a_coverage_lies_within_its_seats_validity(ten):
    Coverage.objects.filter(pk=ten[0].pk).delete()
    Seat.objects.filter(pk=ten[0].seat_id).update(valid_until=date(2026, 12, 31))
    row = ten[1]
    message = (
        "coverage_within_seat: Platz 1 gibt es nur vom 01.01.2021 bis 31.12.2026; "
        "die Vereinbarung braucht ihn länger."
    )
    new = {"seat": ten[0].seat, "site": f.SiteFactory()}
    assert refusals(row, new, WAYS) == {message}


@breaks("sites_seat.seats_update")
def test_a_seat_is_not_shortened_under_its_coverage(ten):
    message = (
        "coverage_within_seat: Platz 1 gibt es nur vom 01.01.2021 bis 31.12.2026; "
        "die Vereinbarung braucht ihn länger."
    )
    assert refusals(ten[0].seat, {"valid_until": date(2026, 12, 31)}, UPDATES) == {message}


def test_a_seat_under_coverage_is_not_deleted(ten):
    message = "Andere Einträge beziehen sich darauf; die Änderung ist so nicht möglich."
    assert refusal(ten[0].seat.delete) == f"23503: {message}"


# --- Past the ORM ------------------------------------------------------------------------------------

PAST_THE_ORM = {
    "insert … select": "INSERT INTO sites_seat (number, valid_from, mandate_id)"
    " SELECT number + 10, valid_from, mandate_id FROM sites_seat WHERE number = 1",
    "on conflict": "INSERT INTO sites_seat (id, number, valid_from, mandate_id)"
    " SELECT id, 11, valid_from, mandate_id FROM sites_seat WHERE number = 11"
    " ON CONFLICT (id) DO UPDATE SET valid_from = '2021-01-01', valid_until = NULL",
    "merge": "MERGE INTO sites_seat s USING (SELECT 11 AS number) n ON s.number = n.number"
    " WHEN MATCHED THEN UPDATE SET valid_from = '2021-01-01', valid_until = NULL",
    "cte": "WITH moved AS (UPDATE sites_seat SET valid_from = '2021-01-01', valid_until = NULL"
    " WHERE number = 11 RETURNING id) SELECT count(*) FROM moved",
}


@pytest.mark.parametrize("statement", PAST_THE_ORM.values(), ids=PAST_THE_ORM)
def test_no_statement_brings_an_eleventh_seat(ten, statement):
    new_seat(11, ten[0].seat.mandate, valid_from=date(2019, 1, 1), valid_until=date(2020, 12, 31))
    assert refusal(sql, statement).startswith("seats_within_mandate: Am 01.01.2021 gäbe es 11 Plätze")
