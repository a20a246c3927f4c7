"""What owes nothing any more, what leads to somebody else, and who may not take both halves of four eyes."""

from datetime import date

import pytest
from django.contrib.auth.models import Group

from funding.models import FiscalYear
from partners.models import User
from quartiersarbeit.duties import Duty, Whose, duties
from tests import factories as f
from tests.duties.cases import DAY, People
from tests.duties.report import DRAFTED
from tests.people import give, in_group
from tests.year.walking import today

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 15)


@pytest.fixture
def people() -> People:
    return People()


def told(user: User, on: date = ON, *codes: str) -> list[Duty]:
    with today(on):
        return duties(user, on, codes=codes)


def codes(user: User, on: date = ON) -> set[str]:
    """The kinds of all that this person is told of."""
    return {one.kind.code for one in told(user, on)}


# --- over, given up, taken the place of ------------------------------------------------------------


def test_a_draft_under_a_terminated_agreement_is_not_sent(people):
    old = f.AgreementFactory(
        parties=[people.awo],
        terminated_on=date(2026, 5, 1),
        terminated_to=date(2026, 12, 31),
        termination_reason="Umzug",
    )
    f.AgreementFactory(
        parties=[people.awo],
        parties__signed_on=None,
        amends=old,
        coordination_on=date(2026, 4, 1),
        starts_on=date(2027, 1, 1),
    )
    assert codes(people.koordination) & {"agreement_send", "agreement_sign"} == set()


def test_an_agreement_whose_parties_have_another_one_is_not_asked_about(people):
    f.AgreementFactory(parties=[people.awo], ends_on=date(2026, 8, 31))
    f.AgreementFactory(parties=[people.awo], starts_on=date(2026, 9, 1))
    assert "agreement_continue" not in codes(people.koordination)


def test_an_agreement_of_a_partner_that_has_left_is_not_asked_about(people):
    f.AgreementFactory(parties=[people.awo], ends_on=date(2026, 8, 31))
    people.awo.deactivate(by=people.koordination, on=date(2026, 9, 1))
    assert "agreement_continue" not in codes(people.koordination)


def test_after_a_missed_day_of_notice_the_last_weeks_ask_what_follows(people):
    f.AgreementFactory(parties=[people.awo], ends_on=date(2026, 10, 31), notice_months=3)
    asked = {"agreement_notice", "agreement_continue"}
    assert codes(people.koordination) & asked == {"agreement_continue"}


def test_a_contact_of_a_partner_that_has_left_needs_no_successor(people):
    f.ContactFactory(partner=people.awo, ends_on=date(2026, 8, 31))
    people.awo.deactivate(by=people.koordination, on=date(2026, 9, 1))
    assert "contact_succeed" not in codes(people.koordination)


def test_a_contact_that_leaves_with_another_there_needs_no_successor(people):
    f.ContactFactory(partner=people.awo, ends_on=date(2026, 8, 31))
    f.ContactFactory(partner=people.awo)
    assert "contact_succeed" not in codes(people.koordination)


def test_a_forgotten_contact_is_still_to_be_followed(people):
    f.ContactFactory(partner=people.awo, ends_on=date(2026, 8, 31)).anonymise(on=date(2026, 9, 1))
    assert "contact_succeed" in codes(people.koordination)


def test_a_locked_account_owes_nothing(people):
    f.UserFactory(date_joined="2026-03-02T12:00:00+01:00", is_active=False)
    assert "account_use" not in codes(people.verwaltung)


def test_a_closed_site_needs_no_seat(people):
    seat = f.CoverageFactory(agreement=f.AgreementFactory(ends_on=date(2026, 8, 31)))
    seat.site.closed_on, seat.site.closed_by = date(2026, 8, 31), people.koordination
    seat.site.save()
    assert "seat_follow" not in codes(people.koordination)


def test_a_seat_that_goes_on_under_the_next_agreement_is_not_asked_about(people):
    seat = f.CoverageFactory(agreement=f.AgreementFactory(ends_on=date(2026, 10, 31)))
    f.CoverageFactory(
        agreement=f.AgreementFactory(starts_on=date(2026, 11, 1)), site=seat.site, seat=seat.seat
    )
    assert "seat_follow" not in codes(people.koordination)


def test_the_halves_of_a_reallocation_are_one_step(people):
    f.ReallocationFactory()
    approvals = {"decision_approve", "reallocation_approve"}
    assert codes(people.freigabe) & approvals == {"reallocation_approve"}


def test_a_list_taken_back_gives_its_instalments_to_the_next(people):
    item = f.PaymentItemFactory()
    item.run.cancel(reason="Falscher Tag", by=people.koordination, on=date(2026, 3, 10))
    asked = ("instalment_pay", "payment_run_pay")
    before, after = (
        [one.kind.code for one in told(people.koordination, day, *asked)]
        for day in (date(2026, 3, 9), date(2026, 3, 10))
    )
    assert (before, after) == (["payment_run_pay"], ["instalment_pay"])


def test_a_payment_taken_back_is_nobodys_step(people):
    f.ReversalFactory()
    assert {one for one in codes(people.koordination) if one.startswith(("instalment", "payment"))} == set()


def test_a_signature_taken_back_is_still_known_of_the_days_it_stood(people):
    payment = f.DisbursementFactory(certified_on=date(2026, 2, 10), certified_by=people.koordination)
    payment.withdraw(reason="Betrag falsch", by=people.koordination, on=date(2026, 2, 20))
    asked = ("instalment_certify", "instalment_release")
    stood, gone = (
        told(people.koordination, day, *asked)[0] for day in (date(2026, 2, 15), date(2026, 2, 20))
    )
    found = [(one.kind.code, one.since) for one in (stood, gone)]
    assert found == [("instalment_release", date(2026, 2, 10)), ("instalment_certify", date(2026, 2, 1))]


def test_a_year_closed_owes_no_approval(people):
    f.DecisionFactory()
    FiscalYear.objects.update(**f.closing(date(2027, 2, 15)))
    asked, days = {"decision_approve", "year_approve"}, (date(2027, 2, 14), date(2027, 2, 15))
    assert [codes(people.freigabe, day) & asked for day in days] == [{"decision_approve"}, set()]


def test_a_proposed_closing_taken_back_is_to_be_proposed_again(people):
    year = f.FiscalYearFactory(year=2026)
    f.DroppedProposalFactory(fiscal_year=year, proposed_on=date(2027, 2, 1), on=date(2027, 2, 10))
    asked = ("year_close", "year_approve")
    found = [told(people.koordination, day, *asked)[0] for day in (date(2027, 2, 5), date(2027, 2, 10))]
    assert [(one.kind.code, one.since) for one in found] == [
        ("year_approve", date(2027, 2, 1)),
        ("year_close", date(2027, 1, 1)),
    ]


def test_a_dialogue_whose_report_is_published_owes_no_self_assessment_and_no_meeting(people):
    dialogue = f.DialogueFactory(partners=[people.awo])
    asked = {"assessment_submit", "meeting_plan"}
    before = codes(people.koordination, date(2026, 9, 1)) & asked
    f.ReportFactory(cycle=dialogue.cycle, published=True, drafted_on=date(2026, 9, 2))
    assert (before, codes(people.koordination, date(2026, 9, 2)) & asked) == (asked, set())


def test_a_finding_withdrawn_is_answered_by_nobody(people):
    dialogue = f.DialogueFactory(partners=[people.awo])
    given_up = {"withdrawn_on": ON, "withdrawn_by": people.koordination, "withdrawal_reason": "Irrtum"}
    f.FindingFactory(dialogue=dialogue, shared=True, **given_up)
    found = [codes(people.of_awo, day) & {"finding_answer"} for day in (ON - DAY, ON)]
    assert found == [{"finding_answer"}, set()]


def test_an_answer_to_an_earlier_wording_is_asked_for_again(people):
    finding = f.FindingFactory(dialogue=f.DialogueFactory(partners=[people.awo]), shared=True)
    f.StatementFactory(finding=finding, partner=people.awo)
    before = codes(people.of_awo) & {"finding_answer"}
    finding.wording, finding.worded_on, finding.worded_by = "Anders.", ON, people.koordination
    finding.save()
    (again,) = told(people.of_awo, ON, "finding_answer")
    assert (before, again.since) == (set(), ON)


def test_every_partner_of_a_dialogue_answers_for_itself(people):
    finding = f.FindingFactory(dialogue=f.DialogueFactory(partners=[people.awo, people.bgw]), shared=True)
    f.StatementFactory(finding=finding, partner=people.awo)
    assert [one.partner_id for one in told(people.koordination, ON, "finding_answer")] == [people.bgw.pk]


def test_a_measure_put_off_is_due_on_its_new_day(people):
    measure = f.MeasureFactory()
    f.MeasureStepFactory(measure=measure, on=date(2026, 9, 1), new_due_on=date(2026, 12, 1))
    days = (date(2026, 8, 31), date(2026, 9, 1))
    found = [told(people.koordination, day, "measure_finish")[0].due_on for day in days]
    assert found == [measure.due_on, date(2026, 12, 1)]


def test_a_measure_given_up_is_nobodys_step(people):
    f.MeasureFactory(dropped=True)
    assert {one for one in codes(people.koordination) if one.startswith("measure")} == set()


def test_a_report_given_up_asks_nobody_for_an_answer_and_leaves_the_year_without_one(people):
    report = f.ReportFactory(cycle=f.CycleFactory(), drafted_on=DRAFTED)
    f.PartnerReadingFactory(report=report, partner=people.awo)
    report.discard(reason="Neuer Stichtag", by=people.koordination, on=ON)
    of_reports = ("report_", "reading_")
    found = [
        {one for one in codes(people.koordination, day) if one.startswith(of_reports)}
        for day in (ON - DAY, ON)
    ]
    assert found == [{"report_review", "reading_answer"}, {"report_draft"}]


def test_nobody_co_signs_a_draft(people):
    f.CoSignatureFactory(report=f.ReportFactory(drafted_on=DRAFTED), user=people.freigabe)
    assert "report_co_sign" not in codes(people.freigabe)


# --- whose it is -----------------------------------------------------------------------------------


def _also_freigabe(user: User) -> User:
    """The same person with both roles, as in a small office."""
    give(user, "Freigabe")
    return User.objects.get(pk=user.pk)


def test_nobody_approves_what_they_drafted(people):
    both = _also_freigabe(people.koordination)
    f.DecisionFactory(by=both)
    (mine,), (others,) = (told(user, ON, "decision_approve") for user in (both, people.freigabe))
    assert (mine.whose, others.whose) == (Whose.OTHERS, Whose.MINE)


def test_nobody_releases_what_they_certified(people):
    both = _also_freigabe(people.koordination)
    f.DisbursementFactory(certified_on=date(2026, 2, 10), certified_by=both)
    (found,) = told(both, ON, "instalment_release")
    assert found.whose == Whose.OTHERS


def test_who_has_written_at_a_report_does_not_approve_it_and_each_stands_there_once(people):
    report = f.ReportFactory(reviewed=True, drafted_on=DRAFTED)
    writers = [in_group("Freigabe") for _ in range(2)]
    for writer in writers:
        f.ContributorFactory(report=report, user=writer)
    found = [one.whose for user in (*writers, people.freigabe) for one in told(user, ON, "report_approve")]
    assert found == [Whose.OTHERS, Whose.OTHERS, Whose.MINE]


def test_only_the_person_asked_co_signs(people):
    report = f.ReportFactory(reviewed=True, drafted_on=DRAFTED)
    f.CoSignatureFactory(report=report, user=people.freigabe)
    found = [
        one.whose
        for user in (people.freigabe, people.koordination)
        for one in told(user, ON, "report_co_sign")
    ]
    assert found == [Whose.MINE, Whose.OTHERS]


# --- how it is asked -------------------------------------------------------------------------------


def test_twelve_rows_are_asked_for_in_one_statement_as_one_is(people, django_assert_num_queries):
    step = f.StepFactory(on=date(2026, 9, 1))
    user = people.koordination
    user.get_all_permissions()
    duties(user, ON, codes=["negotiation_step"])
    step.save()
    with django_assert_num_queries(2):  # and once whether anything it rests on has changed
        one = duties(user, ON, codes=["negotiation_step"])
    f.StepFactory.create_batch(11, on=step.on)
    with django_assert_num_queries(2):
        many = duties(user, ON, codes=["negotiation_step"])
    assert (len(one), len(many)) == (1, 12)


def test_what_is_asked_of_one_person_is_not_answered_to_another(people):
    for partner in (people.awo, people.bgw):
        f.MeasureFactory(
            finding=f.FindingFactory(dialogue=f.DialogueFactory(partners=[partner]), shared=True),
            responsible=partner,
        )
    found = [
        [one.partner_id for one in told(user, ON, "measure_finish")]
        for user in (people.of_awo, people.of_bgw)
    ]
    assert found == [[people.awo.pk], [people.bgw.pk]]


def test_a_permission_taken_away_counts_from_the_next_question_on(people):
    f.DecisionFactory()
    before = told(people.freigabe, ON, "decision_approve")[0].whose
    in_group("Freigabe")  # two who can confirm stay
    people.freigabe.groups.set([Group.objects.get(name="Revision")])
    after = told(User.objects.get(pk=people.freigabe.pk), ON, "decision_approve")[0].whose
    assert (before, after) == (Whose.MINE, Whose.OTHERS)


def test_what_has_no_term_stands_with_what_is_due_today(people):
    both = _also_freigabe(people.koordination)
    f.DecisionFactory()
    for n in (-1, 0, 1):
        f.MeasureFactory(due_on=ON + n * DAY)
    found = [one.due_on for one in told(both, ON, "decision_approve", "measure_finish")]
    assert found == [ON - DAY, None, ON, ON + DAY]


def test_who_is_concerned_by_nothing_is_told_nothing(people):
    f.DecisionFactory()
    strangers = (in_group("Gremium"), f.UserFactory())
    with today(ON):
        found = [duties(user, ON) for user in strangers]
    assert found == [[], []]
