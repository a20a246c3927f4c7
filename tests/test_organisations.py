"""Several organisations for one person, and the sight of whoever left: it fades, and says so."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import (
    AccountInvitation,
    Departure,
    Membership,
    Notification,
    Partner,
    RightsChange,
    User,
)
from quality_dialog.models import Assessment
from quartiersarbeit.ground.acting import OnlyReads
from quartiersarbeit.models import HistoryEntry
from tests.asking import code_of
from tests.factories import AgreementFactory, MembershipFactory, PartnerFactory, UserFactory, belongs
from tests.people import in_group
from tests.test_self_assessment import talk, typed, url
from tests.test_unsent import BROWSER, fields

TODAY = timezone.localdate()
DAY = timedelta(days=1)
SIGHT = timedelta(days=90)
pytestmark = pytest.mark.django_db
__all__ = ["talk"]  # a fixture


@pytest.fixture
def office(db) -> User:
    return in_group("Verwaltung", email="verwaltung@example.org", is_staff=True)


@pytest.fixture
def both(partner_user, bgw) -> User:
    """Somebody of awo and bgw, acting for awo."""
    MembershipFactory(person=partner_user, partner=bgw)
    return partner_user


@pytest.fixture
def window(both) -> Client:
    """Their browser: it names where a form comes from."""
    client = Client(headers=BROWSER)
    client.force_login(both)
    return client


def again(person: User) -> User:
    """As the next request reads them."""
    return User.objects.get(pk=person.pk)


def switch(client, partner) -> int:
    return client.post(
        reverse("partners:account_acting"), {"partner": getattr(partner, "pk", partner)}
    ).status_code


def signed_by(*partners) -> str:
    return AgreementFactory(parties=partners).get_absolute_url()


# --- Switching -----------------------------------------------------------------------------------


def test_one_sees_the_records_of_the_organisation_one_acts_for_and_no_others(window, awo, bgw):
    own, others = signed_by(awo), signed_by(bgw)
    before = [window.get(one).status_code for one in (own, others)]
    switch(window, bgw)
    after = [window.get(one).status_code for one in (own, others)]
    assert (before, after) == ([200, 404], [404, 200])


def test_the_header_says_for_whom_one_acts_and_offers_the_others(window, awo, bgw):
    shown = window.get("/").content.decode()
    switch(window, bgw)
    then = window.get("/").content.decode()
    assert ("für <strong>AWO</strong>" in shown, "Zu BGW wechseln" in shown) == (True, True)
    assert ("für <strong>BGW</strong>" in then, "Zu AWO wechseln" in then) == (True, True)


def test_whoever_belongs_to_one_organisation_sees_no_switch(client, other_partner_user):
    client.force_login(other_partner_user)
    assert "account_acting" not in client.get("/").content.decode()
    assert "Sie handeln für" not in client.get("/").content.decode()


@pytest.mark.parametrize("said", ["", "x", "-1", "٣", "9" * 30])
def test_nonsense_switches_nothing(window, both, awo, said):
    assert (switch(window, said), again(both).partner) == (404, awo)


def test_nobody_switches_to_an_organisation_in_which_they_are_no_member(window, both, awo):
    foreign = MembershipFactory().partner
    assert (switch(window, foreign), again(both).partner) == (404, awo)
    assert code_of(both.act_for, partner=foreign, on=TODAY) == "acts_as_member"


def test_nobody_switches_to_an_organisation_that_has_left(window, both, awo, bgw, office):
    bgw.deactivate(by=office, on=TODAY)
    told = window.post(reverse("partners:account_acting"), {"partner": bgw.pk}, follow=True).content.decode()
    assert ("nur für eine aktive Organisation" in told, again(both).partner) == (True, awo)


def test_nobody_switches_to_an_organisation_that_they_have_left(window, both, awo, bgw, office):
    both.memberships.get(partner=bgw).end(by=office, on=TODAY)
    assert (switch(window, bgw), again(both).partner) == (302, awo)


def test_whoever_sees_everything_switches_to_nobodys_organisation(client, koordination, awo):
    MembershipFactory(partner=awo)
    client.force_login(koordination)
    assert (switch(client, awo), again(koordination).partner) == (404, None)


# --- A form of the other organisation ------------------------------------------------------------


def test_every_form_names_the_organisation_it_is_for(window, awo, talk):
    field = f'<input type="hidden" name="acting_for" value="{awo.pk}">'
    shown = window.get(url(talk)).content.decode()
    assert shown.count(field) == shown.count("csrfmiddlewaretoken") > 1


def test_the_citys_forms_name_none(client, koordination):
    client.force_login(koordination)
    assert "acting_for" not in client.get("/").content.decode()


def test_a_form_of_the_first_organisation_is_not_stored_for_the_second(window, awo, bgw, talk):
    words = "Wir treffen uns jetzt auch abends."
    form = typed(window, talk, first=("partly", words)) | {"acting_for": awo.pk}
    switch(window, bgw)
    answer = window.post(url(talk), form)
    told = answer.content.decode()
    assert (answer.status_code, Assessment.objects.exclude(text="").count()) == (409, 0)
    assert ("Sie handeln gerade für BGW" in told, "gehört zu AWO" in told, words in told) == (True,) * 3

    assert window.post(url(talk), fields(answer)).status_code == 409  # still for the other one
    switch(window, awo)
    window.post(url(talk), fields(answer))
    row = Assessment.objects.get(text=words)
    assert (row.partner, row.rating) == (awo, "partly")


def test_what_saves_itself_hears_of_the_switch_too(window, awo, bgw, talk):
    form = typed(window, talk, first=("partly", "Ein Text.")) | {"acting_for": awo.pk}
    switch(window, bgw)
    answer = window.post(url(talk), form, headers={"Accept": "application/json"})
    assert (answer.status_code, answer["Acting-For"]) == (409, "another")


def test_whoever_belongs_to_several_says_for_whom_and_nobody_learns_a_foreign_name(window, talk):
    foreign = PartnerFactory(short_name="Geheimverein")
    form = typed(window, talk, first=("partly", "Ein Text."))
    silent = window.post(url(talk), form)
    forged = window.post(url(talk), form | {"acting_for": foreign.pk})
    assert (silent.status_code, forged.status_code) == (409, 409)
    assert ("Geheimverein" in forged.content.decode(), Assessment.objects.exclude(text="").count()) == (
        False,
        0,
    )


def test_the_history_says_for_which_organisation_something_was_done(window, awo, bgw, talk):
    window.post(url(talk), typed(window, talk, first=("partly", "Für AWO.")) | {"acting_for": awo.pk})
    switch(window, bgw)
    window.post(url(talk), typed(window, talk, first=("partly", "Für BGW.")) | {"acting_for": bgw.pk})
    rows = HistoryEntry.objects.filter(event_table="quality_dialog_assessmentevent").order_by("pk")
    assert list(dict.fromkeys(rows.values_list("side__short_name", flat=True))) == ["AWO", "BGW"]


# --- What reaches somebody elsewhere --------------------------------------------------------------


def test_mails_and_the_calendar_ask_for_each_organisation(both, awo, bgw, koordination):
    assert [one.partner for one in both.voices(TODAY)] == [awo, bgw]
    assert koordination.voices(TODAY) == [koordination]


def test_news_stand_with_the_organisation_they_are_about(both, awo, bgw, koordination):
    mine, others = AgreementFactory(parties=[awo]), AgreementFactory(parties=[bgw])
    from partners.news import AGREEMENT_TERMINATED as OCCASION

    for one in (mine, others):
        Notification.objects.tell(OCCASION, one, to=[both], by=koordination, on=TODAY, day="heute")
    told = Notification.objects.filter(recipient=both)
    assert {one.side for one in told} == {awo, bgw}
    assert [one.side for one in told.visible_to(both)] == [awo]
    both.act_for(partner=bgw, on=TODAY)
    assert [one.side for one in told.visible_to(again(both))] == [bgw]


# --- Invited to one more --------------------------------------------------------------------------


def invite(email: str, partner: Partner, by: User) -> AccountInvitation:
    given = {
        "email": email,
        "role": Group.objects.get(name="Partner"),
        "partner": partner,
        "by": by,
        "on": TODAY,
    }
    return AccountInvitation.objects.invite(**given)


def test_an_account_invited_to_a_second_organisation_accepts_when_signed_in(
    client, partner_user, awo, bgw, office
):
    row = invite("AWO@example.org", bgw, office)
    address = reverse("partners:invitation_accept", args=[row.renew(by=office, on=TODAY)])
    stranger = client.get(address)
    client.force_login(partner_user)
    shown = client.get(address).content.decode()
    assert (stranger.status_code, stranger.url.startswith(reverse("account_login"))) == (302, True)
    assert ("auch für BGW zu handeln" in shown, partner_user.memberships.count()) == (True, 1)

    answer = client.post(address, {"acting_for": awo.pk})
    given = partner_user.memberships.get(partner=bgw)
    assert (answer.status_code, given.given_on, given.given_by) == (302, TODAY, office)
    assert (again(partner_user).partner, User.objects.filter(email__iexact="awo@example.org").count()) == (
        awo,
        1,
    )
    assert client.get(address).status_code == 403  # good once


def test_nobody_accepts_for_somebody_else(client, partner_user, other_partner_user, office):
    third = PartnerFactory()
    row = invite(partner_user.email, third, office)
    token = row.renew(by=office, on=TODAY)
    client.force_login(other_partner_user)
    assert client.post(reverse("partners:invitation_accept", args=[token])).status_code == 403
    assert code_of(row.join, token=token, by=other_partner_user, on=TODAY) == "invitation_of_another"
    assert code_of(row.join, token="unsinn", by=partner_user, on=TODAY) == "invitation_unknown"
    late = row.expires_on + DAY
    assert code_of(row.join, token=token, by=partner_user, on=late) == "invitation_expired"
    assert not Membership.objects.filter(partner=third).exists()


def test_an_account_is_invited_only_to_what_it_may_become(partner_user, awo, koordination, office):
    third, locked = PartnerFactory(), in_group("Partner", partner=PartnerFactory())
    User.objects.filter(pk=locked.pk).update(is_active=False)
    asked = [(koordination, third), (partner_user, awo), (locked, third)]
    found = [code_of(invite, one.email, partner, by=office) for one, partner in asked]
    assert found == ["account_one_side", "membership_once", "invitation_account_locked"]


def test_the_first_organisation_comes_with_the_account(office, awo):
    row = invite("neu@example.org", awo, office)
    given = {"first_name": "Ida", "last_name": "Neu", "password": "regen-tanzt-auf-dem-dach", "on": TODAY}
    account = row.accept(token=row.renew(by=office, on=TODAY), **given)
    assert (account.partner, account.memberships.get().given_by) == (awo, office)


# --- Memberships end ------------------------------------------------------------------------------


def test_the_office_ends_a_membership_on_the_page_of_the_account(client, both, bgw, office):
    row = both.memberships.get(partner=bgw)
    client.force_login(office)
    page = reverse("partners:account_detail", args=[both.pk])
    end = reverse("partners:membership_end", args=[row.pk])
    assert end in client.get(page).content.decode()
    assert client.post(end).status_code == 302
    row.refresh_from_db()
    assert (row.ended_on, row.ended_by) == (TODAY, office)
    assert end not in client.get(page).content.decode()
    assert "Diese Mitgliedschaft ist schon beendet." in client.post(end).content.decode()


def test_only_the_office_ends_memberships_and_once(both, bgw, koordination, office):
    row = both.memberships.get(partner=bgw)
    first = code_of(row.end, by=koordination, on=TODAY)
    found = [code_of(row.end, by=office, on=TODAY) for _ in range(2)]
    assert [first, *found] == ["membership_by_administration", "done", "membership_over"]


def test_ones_account_lists_ones_organisations(window, bgw):
    shown = window.get(reverse("partners:account")).content.decode()
    assert ("Ihre Organisationen" in shown, bgw.name in shown) == (True, True)


def test_who_leaves_leaves_all_organisations_and_nothing_done_goes(both, office):
    Departure.objects.leave(person=both, by=office, on=TODAY)
    ends = both.memberships.values_list("ended_on", "ended_by")
    assert list(ends) == [(TODAY, office.pk)] * 2


def test_a_successor_is_of_the_same_organisation_whomever_they_act_for(both, bgw, other_partner_user, office):
    belongs(other_partner_user, PartnerFactory())
    both.act_for(partner=bgw, on=TODAY)
    left = Departure.objects.leave(person=again(both), successor=other_partner_user, by=office, on=TODAY)
    assert left.successor == other_partner_user


# --- Sight fades ----------------------------------------------------------------------------------


def ended(person: User, days: int, office: User) -> User:
    """As if the membership had ended so many days ago."""
    on = TODAY - timedelta(days=days)
    person.memberships.filter(partner=person.partner).running(on).end_all(by=office, on=on)
    return again(person)


def deactivated(person: User, days: int, office: User) -> User:
    """As if the organisation had left so many days ago."""
    person.partner.deactivate(by=office, on=TODAY - timedelta(days=days))
    return again(person)


def taken(person: User, days: int, office: User) -> User:
    """As if the role had been taken so many days ago."""
    on = TODAY - timedelta(days=days)
    role = person.groups.get()
    RightsChange.objects.ask(person=person, kind="taken", role=role, reason="Weg", by=office, on=on)
    return again(person)


ENDS = [ended, deactivated, taken]
READS, WRITES = "partners.view_agreement", "quality_dialog.add_finding"


OF_DAYS = [(-1, True, True), (0, True, False), (90, True, False), (91, False, False)]  # since the end
# A role is taken on the day itself, so it has no day before.
CASES = [(end, *case) for end in ENDS for case in OF_DAYS if end is not taken or case[0] >= 0]


@pytest.mark.parametrize(("end", "days", "reads", "writes"), CASES)
def test_sight_fades_on_its_day(end, days, reads, writes, partner_user, awo, office):
    agreement = AgreementFactory(parties=[awo])
    person = end(partner_user, days, office)
    seen = type(agreement).objects.visible_to(person).filter(pk=agreement.pk).exists()
    assert (person.has_perm(READS), seen, person.has_perm(WRITES)) == (reads, reads, writes)


@pytest.mark.parametrize("end", ENDS)
def test_until_then_everything_reads_and_nothing_is_sent(end, client, partner_user, awo, office, talk):
    own = signed_by(awo)
    client.force_login(partner_user)
    form = typed(client, talk, first=("partly", "Zu spät."))
    end(partner_user, 5, office)
    assert client.get(own).status_code == 200
    assert client.post(url(talk), form).status_code == 403
    assert not Assessment.objects.exclude(text="").exists()


@pytest.mark.parametrize("end", ENDS)
def test_what_rights_to_look_on_would_let_through_is_not_sent_either(end, rf, partner_user, office):
    request = rf.post("/berichte/1/lesefassung/")
    request.user, request.resolver_match = end(partner_user, 0, office), None
    with pytest.raises(PermissionDenied):
        OnlyReads(lambda _: None).process_view(request, None, (), {})


@pytest.mark.parametrize("end", ENDS)
def test_the_first_page_says_what_one_still_reads_and_until_when(end, client, partner_user, office):
    end(partner_user, 5, office)
    client.force_login(partner_user)
    shown = client.get("/").content.decode()
    since, to = TODAY - 5 * DAY, TODAY - 5 * DAY + SIGHT
    assert f"ist seit {since:%d.%m.%Y} beendet" in shown
    assert f"Lesen können Sie noch bis {to:%d.%m.%Y}: Partner, Vereinbarungen, Standorte" in shown


@pytest.mark.parametrize("end", ENDS)
def test_afterwards_it_says_since_when_and_whom_to_ask(end, client, partner_user, awo, office):
    own = signed_by(awo)
    end(partner_user, 91, office)
    client.force_login(partner_user)
    shown = client.get("/").content.decode()
    assert f"Seit {TODAY:%d.%m.%Y} sehen Sie hier nichts mehr." in shown
    assert ("Fragen beantwortet die Verwaltung." in shown, "noch keine Rolle" in shown) == (True, False)
    assert client.get(own).status_code == 403


def test_the_city_loses_sight_too_and_keeps_none_of_its_acts(koordination, office):
    person = taken(koordination, 0, office)
    assert (person.sees_everything, person.has_perm("partners.add_agreement")) == (True, False)
    assert taken(in_group("Koordination"), 91, office).sees_everything is False


def test_a_right_of_ones_own_fades_with_the_rest(partner_user, office):
    from django.contrib.auth.models import Permission

    partner_user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_negotiation", "add_negotiation"])
    )
    rights = {"partners.view_negotiation", "partners.add_negotiation"}
    found = [rights & ended(partner_user, days, office).get_all_permissions() for days in (0,)]
    assert found == [{"partners.view_negotiation"}]


def test_how_long_is_a_setting(settings, partner_user, office):
    settings.SIGHT_DAYS = 0
    assert ended(partner_user, 0, office).has_perm(READS) is True
    assert again(partner_user).fading.to == TODAY


def test_who_begins_anew_sees_and_writes_as_ever(partner_user, awo, office):
    person = ended(partner_user, 91, office)
    Membership.objects.give(person=person, partner=awo, by=office, on=TODAY)
    assert (again(person).fading, again(person).has_perm(WRITES)) == (None, True)


def test_who_left_one_organisation_is_at_home_in_the_other(both, bgw, office):
    person = ended(both, 91, office)
    person.act_for(partner=bgw, on=TODAY)
    assert (again(person).fading, again(person).has_perm(WRITES)) == (None, True)


def test_who_is_away_lends_nothing_that_has_ended(partner_user, awo, office):
    from tests.factories import AbsenceFactory

    deputy = UserFactory(partner=awo)
    AbsenceFactory(person=partner_user, deputy=deputy, starts_on=TODAY, ends_on=TODAY)
    before = again(deputy).has_perm(WRITES)
    ended(partner_user, 0, office)
    assert (before, again(deputy).has_perm(READS), again(deputy).has_perm(WRITES)) == (True, False, False)


# --- Neither role nor organisation ----------------------------------------------------------------


def test_an_account_without_a_role_reads_first_that_it_lacks_one(client, awo):
    for person, said in (
        (UserFactory(), "Ihr Konto hat"),
        (UserFactory(partner=awo), "Ihr Konto gehört zu AWO, hat"),
    ):
        client.force_login(person)
        assert f"{said} noch keine Rolle" in client.get("/").content.decode()
