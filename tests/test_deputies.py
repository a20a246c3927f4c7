"""Standing in for somebody: the absent person's rights and no more, never both halves of four eyes, „i. V.“."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pghistory
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from funding.models import Disbursement, Notice, Reversal, closing
from partners.models import Absence, Notification, User
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import events
from quartiersarbeit.ground.roles import role_of, shown_role
from tests.asking import code_of, queries, text_of
from tests.factories import (
    IBAN,
    AbsenceFactory,
    CoSignatureFactory,
    DecisionFactory,
    DisbursementFactory,
    FiscalYearFactory,
    PartnerFactory,
    ProofOfUseFactory,
    ReallocationFactory,
    RepaymentClaimFactory,
    ReportFactory,
    SectionFactory,
    StepFactory,
    UserFactory,
    approve,
    belongs,
)
from tests.people import give, in_group

TODAY = timezone.localdate()
DAY = timedelta(days=1)
WEEK = {"starts_on": TODAY, "ends_on": TODAY + 6 * DAY}
APPS = ("partners", "sites", "funding", "quality_dialog", "quartiersarbeit")
PAGE = reverse("partners:absence_list")
pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """As the next request knows this person: rights are kept for one request."""
    return User.objects.get(pk=user.pk)


def stands_in(deputy: User, person: User, **days) -> User:
    """`deputy` stands in for `person` from today on, as the next request knows them."""
    AbsenceFactory(person=person, deputy=deputy, **days)
    return again(deputy)


# --- Entering and ending -----------------------------------------------------------------------------


def enter(by: User, person: User, deputy: User, **days) -> str:
    given = WEEK | days | {"person": person, "deputy": deputy}
    return code_of(Absence.objects.enter, by=by, on=TODAY, **given)


def test_one_enters_ones_own_absence(koordination, freigabe):
    assert enter(freigabe, freigabe, koordination) == "done"


def test_administration_enters_it_for_others(koordination, freigabe, verwaltung):
    assert enter(verwaltung, freigabe, koordination) == "done"


def test_nobody_else_enters_it_for_others(koordination, freigabe, revision):
    assert enter(koordination, freigabe, revision) == "absence_of_another"


def test_nobody_makes_themselves_the_deputy(koordination, verwaltung):
    assert enter(verwaltung, koordination, verwaltung) == "absence_by_deputy"


def test_nobody_stands_in_for_themselves(freigabe):
    assert enter(freigabe, freigabe, freigabe) == "absence_deputy_is_another"


def test_it_gives_no_rights_backwards(koordination, freigabe):
    assert enter(freigabe, freigabe, koordination, starts_on=TODAY - DAY) == "absence_not_in_past"


def test_it_does_not_end_before_it_begins(koordination, freigabe):
    assert enter(freigabe, freigabe, koordination, starts_on=TODAY + 9 * DAY) == "absence_ends_after_start"


def test_a_person_is_away_once_at_a_time(koordination, freigabe, revision):
    enter(freigabe, freigabe, koordination)
    assert enter(freigabe, freigabe, revision, starts_on=TODAY + 6 * DAY) == "absence_once_at_a_time"


def test_a_partners_people_do_not_stand_in_for_the_city(freigabe, partner_user):
    assert enter(freigabe, freigabe, partner_user) == "absence_same_side"


def test_one_organisations_people_do_not_stand_in_for_anothers(partner_user, other_partner_user):
    assert enter(partner_user, partner_user, other_partner_user) == "absence_same_side"


def test_who_is_away_does_not_stand_in(koordination, freigabe, revision):
    enter(koordination, koordination, revision)
    assert enter(freigabe, freigabe, koordination) == "absence_deputy_present"


def test_who_stands_in_does_not_go_away(koordination, freigabe, revision):
    enter(freigabe, freigabe, koordination)
    assert enter(koordination, koordination, revision) == "absence_stands_in"


def test_who_is_back_early_ends_it(koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    assert code_of(one.end, by=freigabe, on=TODAY) == "done"


def test_the_deputy_does_not_end_it(koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    assert code_of(one.end, by=koordination, on=TODAY) == "absence_of_another"


def test_what_is_over_is_not_ended(koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    one.end(by=freigabe, on=TODAY)
    assert code_of(one.end, by=freigabe, on=TODAY) == "absence_over"


def test_after_an_early_end_a_new_one_may_begin_the_same_day(koordination, freigabe, revision):
    AbsenceFactory(person=freigabe, deputy=koordination).end(by=freigabe, on=TODAY)
    assert enter(freigabe, freigabe, revision) == "done"


def test_the_deputy_is_told(koordination, freigabe):
    enter(freigabe, freigabe, koordination)
    assert [one.kind for one in Notification.objects.visible_to(koordination)] == ["absence_entered"]


# --- Rights ------------------------------------------------------------------------------------------

APPROVE = "funding.approve_decision"


@pytest.mark.parametrize(
    ("day", "may"), [(TODAY + DAY, False), (TODAY, True), (TODAY - 6 * DAY, True), (TODAY - 7 * DAY, False)]
)
def test_a_deputy_has_the_rights_from_the_first_to_the_last_day(koordination, freigabe, day, may):
    assert stands_in(koordination, freigabe, starts_on=day).has_perm(APPROVE) is may


def test_an_early_end_takes_the_rights_at_once(koordination, freigabe):
    stands_in(koordination, freigabe)
    Absence.objects.get().end(by=freigabe, on=TODAY)
    assert again(koordination).has_perm(APPROVE) is False


def test_what_the_absent_person_loses_the_deputy_loses(koordination, freigabe):
    stands_in(koordination, freigabe)
    freigabe.groups.clear()
    assert again(koordination).has_perm(APPROVE) is False


def test_what_is_granted_to_the_person_alone_is_not_lent(koordination, freigabe):
    freigabe.user_permissions.add(Permission.objects.get(codename="delete_logentry"))
    assert stands_in(koordination, freigabe).has_perm("admin.delete_logentry") is False


def test_an_account_locked_meanwhile_lends_nothing(koordination, freigabe):
    stands_in(koordination, freigabe)
    User.objects.filter(pk=freigabe.pk).update(is_active=False)
    assert again(koordination).has_perm(APPROVE) is False


def test_a_deputy_locked_meanwhile_has_no_rights_at_all(koordination, freigabe):
    stands_in(koordination, freigabe)
    User.objects.filter(pk=koordination.pk).update(is_active=False)
    deputy = again(koordination)
    assert (deputy.get_all_permissions(), deputy.hands(APPROVE)) == (set(), {deputy.pk})


def test_a_deputy_who_changed_sides_meanwhile_has_nothing_of_it(koordination, freigabe):
    stands_in(koordination, freigabe)
    koordination.groups.clear()  # nobody speaks for both sides
    belongs(koordination, PartnerFactory())
    assert again(koordination).has_perm(APPROVE) is False


def test_a_deputy_has_no_more_than_both_together(gremium, freigabe):
    both = gremium.get_all_permissions() | freigabe.get_all_permissions()
    assert stands_in(gremium, freigabe).get_all_permissions() == both


def test_administration_lends_neither_the_admin_nor_everything(koordination, verwaltung):
    deputy = stands_in(koordination, verwaltung)
    assert (deputy.is_staff, deputy.is_superuser, deputy.has_perm("sessions.delete_session")) == (
        False,
        False,
        False,
    )


def test_a_deputy_stays_what_they_are(koordination, freigabe):
    deputy = stands_in(koordination, freigabe)
    assert (role_of(deputy), shown_role(deputy)) == ("Koordination", "Koordination, i. V. Freigabe")


def test_the_header_says_for_whom_one_stands_in(client_of, koordination, freigabe):
    page = client_of(stands_in(koordination, freigabe)).get(PAGE)
    assert "Koordination, i. V. Freigabe" in text_of(page)


def test_standing_in_costs_no_further_question(client_of, koordination, freigabe):
    before = queries(client_of(koordination), reverse("partners:partner_list"))
    stands_in(koordination, freigabe)
    assert queries(client_of(koordination), reverse("partners:partner_list")) == before


# --- Four eyes ---------------------------------------------------------------------------------------
# `drafter` has drafted and holds the right to approve too, as somebody with two roles; `deputy` holds no such right.


@pytest.fixture
def drafter(db) -> User:
    both = in_group("Koordination", first_name="Dana", last_name="Doppelt")
    give(both, "Freigabe")
    return again(both)


@pytest.fixture
def deputy(drafter) -> User:
    return stands_in(in_group("Revision", first_name="Vera", last_name="Vertretung"), drafter)


def decision(by):
    return DecisionFactory(by=by).approve


def reallocation(by):
    row = ReallocationFactory(reduction=DecisionFactory(by=by, **_reduction()))
    return row.approve


def _reduction() -> dict:
    allocation = DecisionFactory(approved=True).allocation
    return {"allocation": allocation, "kind": "reduction", "amount": -500}


def planned(by):
    row = DisbursementFactory(certified=True, by=by)
    type(row.allocation.recipient).objects.filter(pk=row.allocation.recipient_id).update(iban=IBAN)
    return Disbursement.objects.get(pk=row.pk).release


def certified(by):
    row = DisbursementFactory(certified=True, certified_by=by)
    type(row.allocation.recipient).objects.filter(pk=row.allocation.recipient_id).update(iban=IBAN)
    return Disbursement.objects.get(pk=row.pk).release


def payment(by):
    paid = DisbursementFactory(paid=True, paid_by=by)
    return partial(Reversal.objects.record, disbursement=paid)


def claim(by):
    return RepaymentClaimFactory(by=by, drafted_on=TODAY).issue


def proof(by):
    return ProofOfUseFactory(submitted=True, submitted_by=by, submitted_on=TODAY).accept


def year_end(by):
    year = FiscalYearFactory(year=2025, proposed=True, closing_proposed_by=by)
    return lambda **given: closing.close(year, **given)


def report(by):
    return ReportFactory(reviewed=True, by=by).refuse_approval


def written(by):
    row = ReportFactory(reviewed=True)
    row.written_by(by, TODAY)
    return row.refuse_approval


ACTS = {
    decision: ("decision_dual_control", {}),
    reallocation: ("decision_dual_control", {}),
    planned: ("disbursement_dual_control", {}),
    certified: ("disbursement_dual_control", {}),
    payment: ("reversal_dual_control", {"reversed_on": TODAY, "reason": "Rücklauf"}),
    claim: ("repayment_dual_control", {}),
    proof: ("proof_accepted_by_another", {"review_note": "geprüft"}),
    year_end: ("fiscal_year_closing_dual_control", {}),
    report: ("report_dual_control", {}),
    written: ("report_contributors_do_not_approve", {}),
}


@pytest.mark.parametrize("first", ACTS, ids=lambda act: act.__name__)
def test_the_second_signature_is_not_the_deputys_of_who_gave_the_first(first, drafter, deputy):
    code, facts = ACTS[first]
    assert code_of(first(drafter), by=deputy, on=TODAY, **facts) == code


@pytest.mark.parametrize("first", ACTS, ids=lambda act: act.__name__)
def test_the_second_signature_is_not_the_deputys_own_after_their_first(first, drafter, deputy):
    code, facts = ACTS[first]
    assert code_of(first(deputy), by=deputy, on=TODAY, **facts) == code


@pytest.mark.parametrize("first", [decision, reallocation, planned, certified, claim, proof, payment])
def test_a_deputy_gives_the_second_signature_to_what_others_began(first, deputy):
    _, facts = ACTS[first]
    assert code_of(first(UserFactory()), by=deputy, on=TODAY, **facts) == "done"


def test_a_right_of_ones_own_is_used_as_ones_own(drafter, freigabe):
    own = stands_in(freigabe, drafter)
    assert code_of(decision(drafter), by=own, on=TODAY) == "done"


def test_both_absent_people_count_where_one_stands_in_for_two(drafter, deputy, koordination):
    AbsenceFactory(person=in_group("Freigabe"), deputy=deputy)
    assert code_of(decision(drafter), by=again(deputy), on=TODAY) == "decision_dual_control"


def test_the_page_offers_no_approval_of_what_the_absent_person_drafted(client_of, drafter, deputy):
    row = DecisionFactory(by=drafter)
    page = text_of(client_of(deputy).get(row.get_absolute_url()))
    said = "Die Person, die Sie vertreten, hat diesen Bescheid entworfen."
    assert (said in page, reverse("funding:decision_approve", args=[row.pk]) in page) == (True, False)


def test_the_page_refuses_an_approval_of_what_the_absent_person_drafted(client_of, drafter, deputy):
    row = DecisionFactory(by=drafter)
    answer = client_of(deputy).post(reverse("funding:decision_approve", args=[row.pk]))
    row.refresh_from_db()
    assert (answer.status_code, row.approved_on) == (422, None)


def own_steps(user: User) -> set[str]:
    return {one.kind.code for one in duties(user, TODAY, whose=[Whose.MINE])}


def test_the_duties_hold_nothing_of_the_absent_persons_own_for_the_deputy(drafter, deputy):
    DecisionFactory(by=drafter)
    DisbursementFactory(certified=True, certified_by=drafter)
    assert own_steps(deputy) & {"decision_approve", "instalment_release"} == set()


def test_what_the_absent_person_handed_in_is_not_the_deputys_to_review(drafter, deputy):
    ProofOfUseFactory(submitted=True, submitted_by=drafter, submitted_on=TODAY)
    assert "proof_review" not in own_steps(deputy)


@pytest.mark.parametrize("contributes", [False, True])
def test_what_the_absent_person_wrote_is_not_the_deputys_to_approve(contributes, drafter, deputy):
    row = ReportFactory(reviewed=True, drafted_on=TODAY, **({} if contributes else {"by": drafter}))
    if contributes:
        row.written_by(drafter, TODAY)
    assert "report_approve" not in own_steps(deputy)


def test_what_others_wrote_is_the_deputys_to_approve(deputy):
    ReportFactory(reviewed=True, drafted_on=TODAY)
    assert "report_approve" in own_steps(deputy)


# --- Duties ------------------------------------------------------------------------------------------


def mine(user: User) -> set[tuple[str, str]]:
    return {(one.kind.code, one.subject) for one in duties(user, TODAY, whose=[Whose.MINE])}


def test_what_waits_for_the_absent_persons_role_waits_for_the_deputy(deputy):
    DecisionFactory()
    assert "decision_approve" in {code for code, _ in mine(deputy)}


def test_what_the_absent_person_drafted_does_not_wait_for_the_deputy(drafter, deputy):
    DecisionFactory(by=drafter)
    assert "decision_approve" not in {code for code, _ in mine(deputy)}


@pytest.fixture
def asked(drafter):
    """A co-signature that the absent person is asked for."""
    return CoSignatureFactory(report=ReportFactory(reviewed=True, drafted_on=TODAY), user=drafter)


def test_what_waits_for_the_absent_person_alone_waits_for_the_deputy_too(asked, deputy):
    found = [one.what for one in duties(deputy, TODAY, whose=[Whose.MINE], codes=["report_co_sign"])]
    assert found == ["Bericht mitzeichnen (für Dana Doppelt)"]


def test_the_absent_person_still_sees_it(asked, drafter, deputy):
    found = [one.what for one in duties(drafter, TODAY, whose=[Whose.MINE], codes=["report_co_sign"])]
    assert found == ["Bericht mitzeichnen"]


def test_the_deputy_co_signs_for_the_absent_person(asked, deputy):
    asked.sign(by=deputy, on=TODAY)
    assert str(asked) == "Vera Vertretung i. V. Dana Doppelt"


def test_what_a_deputy_co_signed_stays_theirs_when_the_review_ends(asked, drafter, deputy):
    asked.sign(by=deputy, on=TODAY)
    asked.report.return_to_draft(reason="Die Zahlen stimmen nicht.", by=drafter, on=TODAY)
    asked.refresh_from_db()
    assert (asked.answered_by, asked.earlier_answers.get().answered_by) == (None, deputy)


def test_nobody_else_co_signs(asked, revision):
    assert code_of(asked.sign, by=revision, on=TODAY) == "not_asked"


def test_whoever_wrote_the_report_does_not_co_sign_it_for_another(asked, drafter):
    AbsenceFactory(person=drafter, deputy=asked.report.drafted_by)
    assert code_of(asked.sign, by=again(asked.report.drafted_by), on=TODAY) == "co_signed_twice"


def test_whoever_is_asked_does_not_co_sign_for_another_too(asked, deputy):
    CoSignatureFactory(report=asked.report, user=deputy)
    assert code_of(asked.sign, by=deputy, on=TODAY) == "co_signed_twice"


def test_the_page_of_the_co_signature_opens_for_the_deputy(client_of, asked, deputy):
    page = client_of(deputy).get(reverse("quality_dialog:report_co_sign", args=[asked.report_id]))
    assert page.status_code == 200


def test_who_stands_in_is_told_what_the_absent_person_is_told(drafter, deputy):
    row = DecisionFactory(by=drafter)
    row.approve(by=in_group("Freigabe"), on=TODAY)
    assert [one.kind for one in Notification.objects.visible_to(deputy)] == ["decision_approved"]


def test_who_may_see_it_only_as_a_deputy_is_told_too(drafter):
    deputy = stands_in(in_group("Gremium"), drafter)
    DecisionFactory(by=drafter).approve(by=in_group("Freigabe"), on=TODAY)
    assert [one.kind for one in Notification.objects.visible_to(deputy)] == ["decision_approved"]


def test_one_asks_who_stands_in(drafter, deputy):
    found = (Absence.objects.deputy_of(drafter, TODAY), Absence.objects.deputy_of(drafter, TODAY + 7 * DAY))
    assert found == (deputy, None)


# --- History -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_history_says_for_whom(client_of, drafter, deputy):
    row = DecisionFactory()
    client_of(deputy).post(reverse("funding:decision_approve", args=[row.pk]))
    assert events.changes(row)[0].who == "Vera Vertretung i. V. Dana Doppelt"


@pytest.mark.django_db(transaction=True)
def test_the_page_says_for_whom_it_was_approved(client_of, drafter, deputy):
    row = DecisionFactory()
    client_of(deputy).post(reverse("funding:decision_approve", args=[row.pk]))
    assert "Vera Vertretung i. V. Dana Doppelt" in text_of(client_of(drafter).get(row.get_absolute_url()))


def _certified(act):
    payment = DisbursementFactory()
    act("disbursement_certify", payment.pk)
    return payment


def signed_instalment(act):
    return _certified(act).get_absolute_url()


def signature_taken_back(act):
    payment = _certified(act)
    act("disbursement_withdraw", payment.pk, reason="Der Betrag stimmt nicht.")
    return payment.get_absolute_url()


def instalments_to_release(act):
    _certified(act)
    return f"{reverse('tasks_together', args=['instalment_release'])}?alle=ja"


def decisions_of_an_allocation(act):
    row = DecisionFactory()
    act("decision_approve", row.pk)
    return row.allocation.get_absolute_url()


def way_of_the_money(act):
    row = DecisionFactory()
    act("decision_approve", row.pk)
    return reverse("funding:allocation_trail", args=[row.allocation_id])


def proof_sent_back(act):
    row = ProofOfUseFactory(submitted=True, submitted_on=TODAY)
    act("proof_return", row.allocation_id, reasons="Bitte ergänzen.")
    return row.get_absolute_url()


def year_proposed(act):
    year = FiscalYearFactory(year=TODAY.year - 1)
    act("fiscal_year_closing", year.year, carry_over="0,00")
    return reverse("funding:fiscal_year_closing", args=[year.year])


SIGNED = (
    signed_instalment,
    signature_taken_back,
    instalments_to_release,
    decisions_of_an_allocation,
    way_of_the_money,
    proof_sent_back,
    year_proposed,
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("made", SIGNED, ids=lambda made: made.__name__)
def test_every_place_with_a_signature_says_for_whom_it_was_given(client_of, drafter, deputy, made):
    signing = client_of(deputy)

    def act(name: str, key: int, **typed) -> None:
        assert signing.post(reverse(f"funding:{name}", args=[key]), typed).status_code == 302

    page = client_of(in_group("Freigabe")).get(made(act))
    assert "Vera Vertretung i. V. Dana Doppelt" in text_of(page)


@pytest.mark.django_db(transaction=True)
def test_the_notice_says_it_on_paper(client_of, drafter, deputy):
    client_of(deputy).post(reverse("funding:decision_approve", args=[DecisionFactory().pk]))
    assert "Vera Vertretung i. V. Dana Doppelt" in Notice.objects.get().paper


@pytest.mark.django_db(transaction=True)
def test_the_steps_of_a_talk_say_for_whom_a_wording_was_released(client_of, drafter, deputy):
    step = StepFactory(public_wording="aufgrund eines Umbaus")
    client_of(deputy).post(reverse("partners:step_release", args=[step.negotiation_id, step.pk]))
    page = client_of(drafter).get(step.negotiation.get_absolute_url())
    assert "Vera Vertretung i. V. Dana Doppelt" in text_of(page)


@pytest.mark.django_db(transaction=True)
def test_the_way_of_a_report_says_for_whom_each_step_was_done(client_of, freigabe):
    deputy = stands_in(in_group("Revision", first_name="Vera", last_name="Vertretung"), freigabe)
    report = approve(SectionFactory().report)
    report.submit(by=in_group("Koordination"), on=report.drafted_on)
    client_of(deputy).post(reverse("quality_dialog:report_publish", args=[report.pk]))
    assert f"Vera Vertretung i. V. {freigabe}" in text_of(client_of(freigabe).get(report.get_absolute_url()))


def test_many_signatures_cost_no_more_questions_than_one(drafter, deputy, django_assert_num_queries):
    rows = []
    with pghistory.context(user=deputy.pk):
        for _ in range(3):
            rows.append(DecisionFactory())
            rows[-1].approve(by=deputy, on=TODAY)
    with django_assert_num_queries(2):
        signed = events.Signatures(rows)
    assert {signed.of(row, "approved_by") for row in rows} == {"Vera Vertretung i. V. Dana Doppelt"}


@pytest.mark.django_db(transaction=True)
def test_the_history_says_nothing_of_it_where_the_right_is_ones_own(client_of, drafter, freigabe):
    stands_in(freigabe, drafter)
    row = DecisionFactory()
    client_of(freigabe).post(reverse("funding:decision_approve", args=[row.pk]))
    assert events.changes(row)[0].who == str(freigabe)


def test_a_verb_says_it_too_where_a_page_does_many_acts(drafter, deputy):
    row = DecisionFactory()
    with pghistory.context(user=deputy.pk) as context:
        row.approve(by=deputy, on=TODAY)
    assert context.metadata["for"] == [drafter.pk]


# --- Pages -------------------------------------------------------------------------------------------


def sent(**facts) -> dict:
    days = {name: f"{day:%d.%m.%Y}" for name, day in WEEK.items()}
    return days | facts


def test_the_page_enters_it(client_of, koordination, freigabe):
    client_of(freigabe).post(PAGE, sent(deputy=koordination.pk))
    assert str(Absence.objects.get()).startswith(f"{koordination} vertritt {freigabe}")


def test_the_page_says_at_its_field_what_is_wrong(client_of, koordination, freigabe):
    answer = client_of(freigabe).post(PAGE, sent(deputy=koordination.pk, starts_on="01.01.2020"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["starts_on"])


def test_the_page_offers_nobody_of_another_side(client_of, koordination, freigabe, partner_user):
    answer = client_of(freigabe).post(PAGE, sent(deputy=partner_user.pk))
    assert list(answer.context["form"].errors) == ["deputy"]


def test_only_administration_enters_it_for_others_on_the_page(client_of, koordination, freigabe, revision):
    client_of(freigabe).post(PAGE, sent(person=koordination.pk, deputy=revision.pk))
    assert Absence.objects.get().person == freigabe


def test_administration_chooses_on_the_page_who_is_away(client_of, koordination, freigabe, verwaltung):
    client_of(verwaltung).post(PAGE, sent(person=freigabe.pk, deputy=koordination.pk))
    assert Absence.objects.get().person == freigabe


def test_the_page_ends_it(client_of, koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    client_of(freigabe).post(reverse("partners:absence_end", args=[one.pk]))
    one.refresh_from_db()
    assert one.ended_by == freigabe


def test_the_page_says_why_it_does_not_end_it(client_of, koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    answer = client_of(koordination).post(reverse("partners:absence_end", args=[one.pk]))
    assert (answer.status_code, "Beenden kann sie, wer abwesend ist" in text_of(answer)) == (422, True)


def test_an_absence_of_others_is_not_seen(client_of, partner_user, koordination, freigabe):
    one = AbsenceFactory(person=freigabe, deputy=koordination)
    assert client_of(partner_user).post(reverse("partners:absence_end", args=[one.pk])).status_code == 404


@pytest.mark.parametrize("name", ["gremium", "revision", "partner_user", "koordination"])
def test_the_page_is_everybodys(client_of, request, name):
    assert client_of(request.getfixturevalue(name)).get(PAGE).status_code == 200


def test_no_view_forgets_for_whom_it_is_done():
    """Django's own decorator would leave „i. V.“ out of the history."""
    views = [path for app in APPS for path in Path(app).rglob("*.py") if path.name != "hands.py"]
    assert [
        str(path) for path in views if "auth.decorators import permission_required" in path.read_text()
    ] == []
