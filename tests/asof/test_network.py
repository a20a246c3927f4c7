"""Partners, agreements, talks, sites and seats, as of a day."""

from datetime import date

import pytest

from partners.models import Agreement, Contact, Mandate, Negotiation, Partner
from sites.models import Assignment, Coverage, Offer, Seat, Site
from tests import factories as f
from tests.asof import (
    A_DAY,
    ALWAYS,
    BEFORE_THAT_DAY,
    DAY,
    END,
    FROM_THAT_DAY,
    NEVER,
    TO_THAT_DAY,
    around,
    exists,
)

pytestmark = pytest.mark.django_db


# --- Partners and agreements --------------------------------------------------------------------------


def test_a_partner_is_active_until_the_day_before_it_is_deactivated():
    f.PartnerFactory(deactivated_on=DAY)
    assert around(exists(Partner.objects.active), DAY) == BEFORE_THAT_DAY


def test_a_contact_is_reachable_from_its_first_to_its_last_day():
    f.ContactFactory(starts_on=DAY, ends_on=END)
    found = [around(exists(Contact.objects.reachable), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


def test_an_anonymised_contact_is_reached_no_more():
    f.ContactFactory(starts_on=DAY, anonymised_on=END)
    assert around(exists(Contact.objects.reachable), DAY) == NEVER


def test_a_mandate_is_decided_from_its_meeting_on():
    f.MandateFactory(decided_on=DAY)
    assert around(exists(Mandate.objects.decided), DAY) == FROM_THAT_DAY


def test_the_newest_mandate_comes_first():
    old, new = f.MandateFactory(decided_on=DAY), f.MandateFactory(decided_on=END)
    assert (Mandate.objects.decided(END - A_DAY).first(), Mandate.objects.decided(END).first()) == (old, new)


def agreement(*signed_on, **facts) -> Agreement:
    """An agreement of 2026 whose parties signed on these days (None: not yet)."""
    made = f.AgreementFactory(parties=0, **({"starts_on": date(2026, 1, 1)} | facts))
    for day in signed_on:
        f.PartyFactory(agreement=made, signed_on=day)
    return made


def test_an_agreement_is_signed_when_its_last_party_has_signed():
    agreement(DAY, DAY - A_DAY * 30)
    assert around(exists(Agreement.objects.signed), DAY) == FROM_THAT_DAY


@pytest.mark.parametrize(
    "signatures", [(), (None,), (DAY, None)], ids=["no party", "none signed", "one missing"]
)
def test_an_agreement_is_not_signed_while_a_signature_is_missing(signatures):
    agreement(*signatures)
    assert around(exists(Agreement.objects.signed), DAY) == NEVER


def test_an_agreement_is_concluded_with_its_last_signature_even_before_its_term():
    agreement(DAY, starts_on=END)
    found = [
        around(exists(Agreement.objects.concluded), DAY),
        around(exists(Agreement.objects.in_force), DAY),
    ]
    assert found == [FROM_THAT_DAY, NEVER]


def test_an_agreement_is_in_force_from_the_first_to_the_last_day_of_its_term():
    agreement(date(2026, 1, 5), starts_on=DAY, ends_on=END)
    found = [around(exists(Agreement.objects.in_force), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


def test_an_agreement_signed_late_is_in_force_from_its_last_signature():
    agreement(DAY)
    assert around(exists(Agreement.objects.in_force), DAY) == FROM_THAT_DAY


def test_an_open_ended_agreement_stays_in_force():
    agreement(DAY)
    assert around(exists(Agreement.objects.in_force), date(2099, 12, 31)) == ALWAYS


def test_a_terminated_agreement_holds_until_the_day_it_is_terminated_to():
    agreement(date(2026, 1, 5), terminated_on=DAY, terminated_to=END, termination_reason="Umzug")
    found = [around(exists(Agreement.objects.in_force), day) for day in (DAY, END)]
    assert found == [ALWAYS, TO_THAT_DAY]


def test_an_agreement_terminated_at_once_holds_to_the_end_of_that_day():
    agreement(date(2026, 1, 5), terminated_on=DAY, terminated_to=DAY, termination_reason="Umzug")
    assert around(exists(Agreement.objects.concluded), DAY) == TO_THAT_DAY


def in_force_on(day: date) -> list[Agreement]:
    return list(Agreement.objects.in_force(day).order_by("pk"))


def test_an_amendment_replaces_what_it_amends_from_its_first_day():
    old = agreement(date(2026, 1, 5))
    new = agreement(date(2026, 1, 5), starts_on=DAY, amends=old)
    assert [in_force_on(on) for on in (DAY - A_DAY, DAY, DAY + A_DAY)] == [[old], [new], [new]]


def test_an_amendment_nobody_signed_replaces_nothing():
    old = agreement(date(2026, 1, 5))
    agreement(None, starts_on=DAY, amends=old)
    assert [in_force_on(on) for on in (DAY - A_DAY, DAY, DAY + A_DAY)] == [[old]] * 3


def test_an_amendment_signed_late_replaces_from_its_last_signature():
    old = agreement(date(2026, 1, 5))
    new = agreement(END, starts_on=DAY, amends=old)
    assert [in_force_on(on) for on in (DAY, END - A_DAY, END)] == [[old], [old], [new]]


def test_an_amendment_of_an_amendment_is_the_only_one_in_force():
    first = agreement(date(2026, 1, 5))
    second = agreement(date(2026, 1, 5), starts_on=DAY, amends=first)
    third = agreement(date(2026, 1, 5), starts_on=END, amends=second)
    assert [in_force_on(on) for on in (DAY - A_DAY, DAY, END)] == [[first], [second], [third]]


# --- Negotiations -------------------------------------------------------------------------------------


def test_a_talk_has_begun_with_its_first_step():
    f.StepFactory(on=DAY)
    assert around(exists(Negotiation.objects.begun), DAY) == FROM_THAT_DAY


def test_a_talk_is_unfinished_from_its_first_step_on():
    f.StepFactory(on=DAY)
    assert around(exists(Negotiation.objects.unfinished), DAY) == FROM_THAT_DAY


def stand(talk, on: date) -> tuple:
    found = Negotiation.objects.with_state(on).get(pk=talk.pk)
    return found.state, found.state_since, found.reason_code, found.public_wording


def test_a_talk_stands_where_its_last_step_left_it():
    talk = f.StepFactory(on=DAY, state="contacted").negotiation
    f.StepFactory(negotiation=talk, on=END, state="in_talks")
    found = [stand(talk, on)[:2] for on in (DAY - A_DAY, DAY, END - A_DAY, END)]
    assert found == [(None, None), ("contacted", DAY), ("contacted", DAY), ("in_talks", END)]


def test_of_two_steps_on_one_day_the_later_entered_counts():
    talk = f.StepFactory(on=DAY, state="in_talks").negotiation
    f.StepFactory(negotiation=talk, on=DAY, state="terms_agreed")
    assert stand(talk, DAY)[0] == "terms_agreed"


def test_a_step_entered_late_stands_where_it_happened():
    talk = f.StepFactory(on=END, state="in_talks").negotiation
    f.StepFactory(negotiation=talk, on=DAY, state="contacted")
    assert [stand(talk, on)[0] for on in (DAY, END)] == ["contacted", "in_talks"]


def test_a_wording_is_public_only_from_its_release():
    talk = f.StepFactory(
        on=DAY, state="paused", released=True, wording_released_on=END, public_wording="aufgrund"
    ).negotiation
    found = [stand(talk, on) for on in (DAY, END - A_DAY, END)]
    assert found == [("paused", DAY, "other", None)] * 2 + [("paused", DAY, "other", "aufgrund")]


def test_a_wording_never_released_is_never_public():
    talk = f.StepFactory(on=DAY, state="failed", public_wording="intern").negotiation
    assert stand(talk, date(2099, 1, 1))[3] is None


def test_the_wording_of_an_earlier_pause_does_not_explain_a_failure():
    talk = f.StepFactory(on=DAY, state="paused", released=True, public_wording="pausiert").negotiation
    f.StepFactory(negotiation=talk, on=END, state="failed", public_wording="nicht freigegeben")
    assert [stand(talk, on)[3] for on in (END - A_DAY, END)] == ["pausiert", None]


def test_a_pause_confirmed_without_new_words_keeps_its_wording():
    talk = f.StepFactory(on=DAY, state="paused", released=True, public_wording="pausiert").negotiation
    f.StepFactory(negotiation=talk, on=END, state="paused")
    assert stand(talk, END)[3] == "pausiert"


def test_talks_are_found_by_their_state_of_that_day():
    talk = f.StepFactory(on=DAY, state="contacted").negotiation
    f.StepFactory(negotiation=talk, on=END, state="concluded")
    found = [around(lambda on: Negotiation.objects.in_state(on, "contacted"), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, BEFORE_THAT_DAY]


# --- Sites and seats ----------------------------------------------------------------------------------


def test_a_site_is_open_from_its_first_to_its_last_day():
    f.SiteFactory(opened_on=DAY, closed_on=END)
    found = [around(exists(Site.objects.open), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


@pytest.mark.parametrize(
    ("factory", "word"),
    [(f.OfferFactory, Offer.objects.current), (f.AssignmentFactory, Assignment.objects.current)],
    ids=["offer", "assignment"],
)
def test_what_runs_runs_from_its_first_to_its_last_day(factory, word):
    factory(starts_on=DAY, ends_on=END)
    assert [around(exists(word), day) for day in (DAY, END)] == [FROM_THAT_DAY, TO_THAT_DAY]


def test_a_seat_exists_from_its_first_to_its_last_day():
    f.SeatFactory(valid_from=DAY, valid_until=END)
    found = [around(exists(Seat.objects.valid), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


def test_a_seat_is_free_again_the_day_after_its_coverage_ends():
    f.CoverageFactory(starts_on=DAY, ends_on=END)
    found = [around(exists(Seat.objects.free), day) for day in (DAY, END)]
    assert found == [BEFORE_THAT_DAY, [False, False, True]]


def test_a_seat_no_longer_valid_is_not_free():
    f.SeatFactory(valid_until=END)
    assert around(exists(Seat.objects.free), END) == TO_THAT_DAY


def test_an_unsigned_agreement_takes_the_seat_but_is_not_in_force():
    f.CoverageFactory(agreement=agreement(None), starts_on=DAY)
    words = (Coverage.objects.running, Coverage.objects.in_force, Seat.objects.free)
    assert [around(exists(word), DAY) for word in words] == [FROM_THAT_DAY, NEVER, BEFORE_THAT_DAY]


def test_a_coverage_is_in_force_while_it_runs_and_its_agreement_is():
    f.CoverageFactory(agreement=agreement(DAY, ends_on=END), starts_on=date(2026, 1, 1))
    found = [around(exists(Coverage.objects.in_force), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


def test_a_site_is_covered_while_its_coverage_is_in_force():
    f.CoverageFactory(agreement=agreement(date(2026, 1, 5)), starts_on=DAY, ends_on=END)
    found = [around(exists(Site.objects.covered), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, TO_THAT_DAY]


def test_a_site_stays_covered_when_its_agreement_is_amended():
    """The amendment replaces the text; nobody moves the seven sites over."""
    old = agreement(date(2026, 1, 5))
    second = agreement(date(2026, 1, 5), starts_on=DAY, amends=old)
    third = agreement(date(2026, 1, 5), starts_on=END, amends=second, ends_on=date(2026, 12, 31))
    f.CoverageFactory(agreement=old, starts_on=date(2026, 1, 1), ends_on=third.ends_on)
    found = [around(exists(Site.objects.covered), day) for day in (DAY, END, third.ends_on)]
    assert found == [ALWAYS, ALWAYS, TO_THAT_DAY]


def test_a_coverage_ends_with_the_termination_of_the_amendment():
    old = agreement(date(2026, 1, 5))
    agreement(
        date(2026, 1, 5),
        starts_on=DAY,
        amends=old,
        terminated_on=DAY,
        terminated_to=END,
        termination_reason="Umzug",
    )
    f.CoverageFactory(agreement=old, starts_on=date(2026, 1, 1), ends_on=END)
    assert around(exists(Coverage.objects.in_force), END) == TO_THAT_DAY


def test_what_is_upheld_is_asked_of_the_given_agreements_only():
    mine, other = agreement(DAY), agreement(DAY)
    assert list(Agreement.objects.filter(pk=mine.pk).upheld(DAY)) == [mine] != [other]
