"""Agreements as of a day: states, parties, versions and their sites before, at and after each date."""

from datetime import date, timedelta
from functools import partial

import pytest

from funding.models import Decision
from partners.models import Agreement
from partners.statuses import AgreementStatus
from sites.models import Coverage, Site
from tests.constraints import refusal
from tests.factories import (
    AgreementFactory,
    AllocationFactory,
    CoverageFactory,
    DecisionFactory,
    FiscalYearFactory,
    PartnerFactory,
    PartyFactory,
    UserFactory,
)

A_DAY = timedelta(days=1)
CHANGE = date(2026, 7, 1)
END = date(2026, 12, 31)
pytestmark = pytest.mark.django_db


def around(day: date) -> tuple[date, date, date]:
    return day - A_DAY, day, day + A_DAY


def states(agreement: Agreement, day: date) -> list[str]:
    stored = Agreement.objects.get(pk=agreement.pk)
    return [str(stored.status_on(on)) for on in around(day)]


def test_each_state_begins_on_its_day():
    agreement = AgreementFactory(
        parties=0, coordination_on=date(2026, 1, 7), sent_on=date(2026, 2, 3), starts_on=date(2026, 5, 1)
    )
    for day in (date(2026, 3, 5), date(2026, 4, 9)):
        PartyFactory(agreement=agreement, signed_on=day)
    coordination, sent, signed, running = (
        "in Abstimmung",
        "zur Unterschrift versandt",
        "unterzeichnet",
        "in Kraft",
    )
    assert states(agreement, agreement.coordination_on) == ["Entwurf", coordination, coordination]
    assert states(agreement, agreement.sent_on) == [coordination, sent, sent]
    assert states(agreement, date(2026, 3, 5)) == [sent, sent, sent]
    assert states(agreement, date(2026, 4, 9)) == [sent, signed, signed]
    assert states(agreement, agreement.starts_on) == [signed, running, running]


def test_it_runs_out_for_ninety_days_and_is_expired_the_day_after_its_end():
    agreement = AgreementFactory(ends_on=END)
    assert states(agreement, END - 90 * A_DAY) == ["in Kraft", "läuft aus", "läuft aus"]
    assert states(agreement, END) == ["läuft aus", "läuft aus", "abgelaufen"]


def test_expiring_are_those_in_force_that_end_within_the_span():
    AgreementFactory(ends_on=END)
    AgreementFactory(ends_on=END, parties=0)
    AgreementFactory()
    days = (*around(END - 90 * A_DAY), *around(END))
    found = [Agreement.objects.standing(on, AgreementStatus.EXPIRING).count() for on in days]
    assert found == [0, 1, 1, 1, 1, 0]


def test_a_termination_shows_from_its_day_and_ends_it_after_the_day_it_is_to():
    agreement = AgreementFactory(terminated_on=CHANGE, terminated_to=END, termination_reason="Umzug")
    assert states(agreement, CHANGE) == ["in Kraft", "gekündigt", "gekündigt"]
    assert states(agreement, END) == ["gekündigt", "gekündigt", "beendet durch Kündigung"]


def versions(**new) -> tuple[Agreement, Agreement]:
    """An agreement, and its amendment that begins on 1 July with another second party."""
    stays, goes, comes = (PartnerFactory() for _ in range(3))
    old = AgreementFactory(parties=[stays, goes])
    facts = {"amends": old, "starts_on": CHANGE, "parties__signed_on": CHANGE - 30 * A_DAY} | new
    return old, AgreementFactory(parties=[stays, comes], **facts)


def in_force(on: date) -> list[Agreement]:
    return list(Agreement.objects.in_force(on).order_by("pk"))


def test_old_and_new_version_each_answer_for_their_own_days():
    old, new = versions()
    assert [in_force(on) for on in around(CHANGE)] == [[old], [new], [new]]
    assert states(old, CHANGE) == ["in Kraft", "durch Nachtrag ersetzt", "durch Nachtrag ersetzt"]
    assert states(new, CHANGE) == ["unterzeichnet", "in Kraft", "in Kraft"]


def test_the_parties_are_those_of_the_version_in_force():
    old, new = versions()
    before, at, after = ({p.partner for a in in_force(on) for p in a.parties.all()} for on in around(CHANGE))
    assert before == set(old.partners.all())
    assert at == after == set(new.partners.all()) != before


def test_an_amendment_signed_late_takes_over_with_its_last_signature():
    old, new = versions(parties__signed_on=END)
    assert [in_force(on) for on in (CHANGE, *around(END))] == [[old], [old], [new], [new]]
    assert states(old, END) == ["in Kraft", "durch Nachtrag ersetzt", "durch Nachtrag ersetzt"]


# --- the sites of both versions ------------------------------------------------------------------


def under(agreement: Agreement, on: date) -> int:
    return Coverage.objects.in_force(on).filter(agreement=agreement).count()


def move(new: Agreement) -> int:
    return Coverage.objects.move_to(new, by=UserFactory(), on=END)


def test_the_sites_stand_under_the_old_version_until_the_new_one_begins():
    old, new = versions()
    rows = [CoverageFactory(agreement=old) for _ in range(3)]
    assert move(new) == 3
    assert [(under(old, on), under(new, on)) for on in around(CHANGE)] == [(3, 0), (0, 3), (0, 3)]
    seats = dict(Coverage.objects.filter(agreement=new).values_list("site", "seat"))
    assert seats == {row.site_id: row.seat_id for row in rows}
    assert [Site.objects.covered(on).count() for on in around(CHANGE)] == [3, 3, 3]


def test_a_second_time_there_is_nothing_to_move():
    old, new = versions()
    CoverageFactory(agreement=old)
    assert (move(new), move(new), Coverage.objects.count()) == (1, 0, 2)


def test_a_seat_that_ends_earlier_ends_as_planned_and_a_past_one_stays():
    old, new = versions(ends_on=date(2027, 12, 31))
    CoverageFactory(agreement=old, ends_on=END)
    CoverageFactory(agreement=old, ends_on=date(2026, 3, 31))
    CoverageFactory(agreement=old, starts_on=date(2026, 9, 1), ends_on=END)
    assert move(new) == 2
    found = Coverage.objects.filter(agreement=new).order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(found) == [(CHANGE, END), (date(2026, 9, 1), END)]


def test_an_agreement_prolonged_on_the_day_after_its_end_leaves_no_gap():
    old = AgreementFactory(ends_on=CHANGE - A_DAY)
    CoverageFactory(agreement=old)
    new = AgreementFactory(amends=old, starts_on=CHANGE, ends_on=END, parties__signed_on=CHANGE - A_DAY)
    assert move(new) == 1
    found = [Site.objects.covered(on).count() for on in (*around(CHANGE), END, END + A_DAY)]
    assert found == [1, 1, 1, 1, 0]


def test_committed_money_does_not_stand_in_the_way_of_a_new_version_at_new_year():
    """One statement cuts and goes on: at no moment is a funded site without a seat."""
    old = AgreementFactory(starts_on=date(2025, 1, 1))
    site = CoverageFactory(agreement=old).site
    for year in (2025, 2026):
        allocation = AllocationFactory(fiscal_year=FiscalYearFactory(year=year), site=site)
        DecisionFactory(allocation=allocation, approved=True)
    new = AgreementFactory(amends=old, starts_on=date(2026, 1, 1))
    assert (move(new), Decision.objects.count()) == (1, 2)


def test_an_amendment_too_short_for_a_seat_that_begins_later_takes_nothing_and_is_not_signed():
    old = AgreementFactory()
    CoverageFactory(agreement=old)
    CoverageFactory(agreement=old, starts_on=date(2026, 9, 1))
    new = AgreementFactory(amends=old, starts_on=CHANGE, ends_on=date(2026, 8, 31), parties=0)
    take_over = partial(Coverage.objects.take_over, by=UserFactory(), on=CHANGE)
    assert refusal(take_over, new, CHANGE).startswith("coverage_within_agreement")
    assert refusal(lambda: PartyFactory(agreement=new)).startswith("coverage_within_effective_end")
    assert Coverage.objects.filter(agreement=old).count() == 2
