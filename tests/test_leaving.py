"""Leaving for good: the account is locked at once, and what only this person could do is handed over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Absence, CalendarKey, Departure, Notification, User
from quartiersarbeit.duties import Whose, duties
from tests.asking import code_of, text_of
from tests.factories import (
    AbsenceFactory,
    CoSignatureFactory,
    DecisionFactory,
    NegotiationFactory,
    ReportFactory,
    StepFactory,
)
from tests.people import in_group

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver(db) -> User:
    """One of two in Koordination."""
    return in_group("Koordination", first_name="Gerd", last_name="Geht")


@pytest.fixture
def talk(leaver):
    return NegotiationFactory(responsible=leaver)


@pytest.fixture
def asked(leaver):
    report = ReportFactory(reviewed=True, drafted_on=TODAY)
    return CoSignatureFactory(report=report, user=leaver, requested_on=TODAY, requested_by=report.drafted_by)


def leave(by: User, person: User, successor: User | None = None) -> str:
    return code_of(Departure.objects.leave, person=person, successor=successor, by=by, on=TODAY)


def at(person: User) -> str:
    return reverse("partners:user_leave", args=[person.pk])


# --- Who, and when not -------------------------------------------------------------------------------


def test_administration_locks_an_account(leaver, koordination, verwaltung):
    leave(verwaltung, leaver)
    assert User.objects.get(pk=leaver.pk).is_active is False


def test_nobody_else_does(leaver, koordination):
    assert leave(koordination, leaver) == "leave_by_administration"


def test_nobody_locks_their_own_account(verwaltung):
    in_group("Verwaltung")
    assert leave(verwaltung, verwaltung) == "leave_not_oneself"


def test_only_superusers_lock_superusers(verwaltung):
    assert leave(in_group("Verwaltung", is_staff=True), verwaltung) == "leave_of_superuser"


def test_nobody_leaves_twice(leaver, koordination, verwaltung):
    leave(verwaltung, leaver)
    assert leave(verwaltung, leaver) == "left_already"


def test_the_last_one_of_a_role_that_acts_stays(leaver, verwaltung):
    assert leave(verwaltung, leaver) == "role_left_alone"


def test_the_last_one_of_a_role_that_only_looks_may_go(revision, verwaltung):
    assert leave(verwaltung, revision) == "done"


def test_the_last_one_of_a_partner_may_go(partner_user, verwaltung):
    assert leave(verwaltung, partner_user) == "done"


# --- What is handed over -----------------------------------------------------------------------------


def test_nobody_leaves_what_waits_for_them_alone(talk, leaver, koordination, verwaltung):
    assert leave(verwaltung, leaver) == "successor_missing"


def test_what_was_refused_changed_nothing(talk, leaver, koordination, verwaltung):
    leave(verwaltung, leaver)
    assert User.objects.get(pk=leaver.pk).is_active is True


def test_a_talk_goes_to_the_successor(talk, leaver, koordination, verwaltung):
    leave(verwaltung, leaver, koordination)
    talk.refresh_from_db()
    assert talk.responsible == koordination


def test_a_talk_that_is_over_stays_with_whoever_led_it(talk, leaver, koordination, verwaltung):
    StepFactory(negotiation=talk, state="concluded")
    leave(verwaltung, leaver)
    talk.refresh_from_db()
    assert talk.responsible == leaver


def test_a_co_signature_is_asked_of_the_successor(asked, leaver, koordination, verwaltung):
    leave(verwaltung, leaver, koordination)
    found = [one.kind.code for one in duties(koordination, TODAY, whose=[Whose.MINE])]
    assert "report_co_sign" in found


def test_a_co_signature_given_stays_with_its_name(asked, leaver, koordination, verwaltung):
    asked.sign(by=leaver, on=TODAY)
    leave(verwaltung, leaver)
    asked.refresh_from_db()
    assert asked.user == leaver


def test_whoever_wrote_the_report_does_not_take_its_co_signature_over(
    asked, leaver, koordination, verwaltung
):
    author = asked.report.drafted_by
    assert leave(verwaltung, leaver, author) == "successor_unfit"


def test_whoever_is_asked_already_does_not_take_a_second_one_over(asked, leaver, koordination, verwaltung):
    CoSignatureFactory(report=asked.report, user=koordination)
    assert leave(verwaltung, leaver, koordination) == "successor_unfit"


@pytest.mark.parametrize("wrong", [{"is_active": False}, {"partner": True}], ids=str)
def test_the_successor_is_of_the_same_side_and_can_sign_in(
    wrong, talk, leaver, koordination, awo, verwaltung
):
    other = in_group("Partner", partner=awo) if "partner" in wrong else in_group("Koordination", **wrong)
    assert leave(verwaltung, leaver, other) == "successor_unfit"


def test_nobody_succeeds_themselves(talk, leaver, koordination, verwaltung):
    assert leave(verwaltung, leaver, leaver) == "successor_unfit"


def test_the_successor_is_told(talk, leaver, koordination, verwaltung):
    leave(verwaltung, leaver, koordination)
    told = Notification.objects.visible_to(koordination).filter(kind="tasks_handed_over").get()
    assert (str(leaver) in told.text, told.address) == (True, reverse("task_list"))


def test_absences_end_where_they_were_away_or_stood_in(leaver, koordination, freigabe, revision, verwaltung):
    AbsenceFactory(person=freigabe, deputy=leaver)
    AbsenceFactory(person=revision, deputy=leaver, starts_on=TODAY + timedelta(days=30))
    leave(verwaltung, leaver)
    assert not Absence.objects.unfinished(TODAY).exists()


def test_what_they_did_stays_with_their_name(leaver, koordination, verwaltung):
    row = DecisionFactory(by=leaver)
    leave(verwaltung, leaver)
    row.refresh_from_db()
    assert row.drafted_by == leaver


# --- A locked account sees nothing -------------------------------------------------------------------


def test_whoever_is_signed_in_sees_nothing_from_then_on(client_of, leaver, koordination, verwaltung):
    client = client_of(leaver)
    before = client.get(reverse("partners:partner_list")).status_code
    leave(verwaltung, leaver)
    after = client.get(reverse("partners:partner_list"))
    assert (before, after.status_code, after.url.split("?")[0]) == (200, 302, reverse("account_login"))


def test_the_calendar_opens_nothing_any_more(leaver, koordination, verwaltung):
    key = CalendarKey.objects.renew(leaver)
    leave(verwaltung, leaver)
    User.objects.filter(pk=leaver.pk).update(is_active=True)  # not even where the account is opened again
    assert CalendarKey.objects.owner(key, timezone.localdate()) is None


def test_whom_they_stood_in_for_lends_them_nothing(leaver, koordination, freigabe, verwaltung):
    AbsenceFactory(person=freigabe, deputy=leaver)
    leave(verwaltung, leaver)
    assert User.objects.get(pk=leaver.pk).get_all_permissions() == set()


# --- The page ----------------------------------------------------------------------------------------


def test_the_page_shows_first_what_is_handed_over(client_of, talk, asked, leaver, koordination, verwaltung):
    AbsenceFactory(person=leaver, deputy=koordination)
    page = text_of(client_of(verwaltung).get(at(leaver)))
    shown = (str(talk), f"Mitzeichnen: {asked.report}", f"{koordination} vertritt {leaver}")
    assert [one in page for one in shown] == [True, True, True]


def test_the_page_locks_the_account_and_hands_over(client_of, talk, leaver, koordination, verwaltung):
    client_of(verwaltung).post(at(leaver), {"successor": koordination.pk})
    talk.refresh_from_db()
    assert (talk.responsible, Departure.objects.get().person) == (koordination, leaver)


def test_the_page_asks_for_a_successor_at_its_field(client_of, talk, leaver, koordination, verwaltung):
    answer = client_of(verwaltung).post(at(leaver), {"successor": ""})
    assert list(answer.context["form"].errors) == ["successor"]


def test_the_page_is_administrations_alone(client_of, leaver, koordination):
    assert client_of(koordination).get(at(leaver)).status_code == 403


def test_the_account_leads_there(client_of, leaver, verwaltung):
    account = reverse("partners:account_detail", args=[leaver.pk])
    admin = client_of(verwaltung).get(reverse("admin:partners_user_change", args=[leaver.pk]))
    assert (account in text_of(admin), at(leaver) in text_of(client_of(verwaltung).get(account))) == (
        True,
        True,
    )
