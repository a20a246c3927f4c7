"""An account begins with an invitation: one link, good once, for one person, and for weighty roles under four eyes."""

import io
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import AccountInvitation, User
from tests.asking import code_of, text_of
from tests.factories import AccountInvitationFactory, PartnerFactory, UserFactory
from tests.people import in_group

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=15)
GOOD = "regen-tanzt-auf-dem-dach"
SAID = {"first_name": "Ida", "last_name": "Neu", "password": GOOD, "again": GOOD}
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return mail.outbox


@pytest.fixture
def office(second) -> User:
    """Somebody of Verwaltung; with another one there, so that first set-up is over."""
    return in_group("Verwaltung", email="verwaltung@example.org", is_staff=True)


@pytest.fixture
def second(db) -> User:
    """Another one."""
    return in_group("Verwaltung", email="verwaltung2@example.org", is_staff=True)


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def invite(
    by: User, name: str = "Gremium", email: str = "neu@example.org", partner=None
) -> AccountInvitation:
    return AccountInvitation.objects.invite(email=email, role=role(name), partner=partner, by=by, on=TODAY)


def refused(by: User, name: str = "Gremium", **facts) -> str:
    given = {"email": "neu@example.org", "partner": None, "by": by, "on": TODAY} | facts
    return code_of(AccountInvitation.objects.invite, role=role(name), **given)


def accept(row: AccountInvitation, token: str, on=TODAY) -> str:
    given = {"first_name": "Ida", "last_name": "Neu", "password": GOOD, "on": on}
    return code_of(row.accept, token=token, **given)


# --- Inviting ----------------------------------------------------------------------------------------


def test_administration_invites_and_the_mail_goes_out(office, client_of, sent):
    form = {"email": "neu@example.org", "role": role("Gremium").pk}
    client_of(office).post(reverse("partners:invitation_list"), form)
    (letter,) = sent
    assert (letter.to, "Stadt Bielefeld" in letter.body, "/einladung/" in letter.body) == (
        ["neu@example.org"],
        True,
        True,
    )


def test_nobody_else_invites(koordination):
    assert refused(koordination) == "invitation_by_administration"


@pytest.mark.parametrize("address", ["KOORDINATION@example.org", "koordination@example.org"])
def test_whoever_has_an_account_is_not_invited(office, koordination, address):
    assert refused(office, email=address) == "invitation_account_exists"


def test_nobody_is_invited_twice_at_once(office):
    invite(office)
    assert refused(office, email="NEU@example.org") == "invitation_once"


def test_partners_people_belong_to_an_organisation(office):
    assert refused(office, "Partner") == "invitation_partner_missing"


def test_the_citys_roles_have_no_organisation(office, awo):
    assert refused(office, "Koordination", partner=awo) == "invitation_partner_unfit"


def test_nobody_is_invited_to_an_organisation_that_left(office):
    left = PartnerFactory(deactivated_on=TODAY)
    assert refused(office, "Partner", partner=left) == "invitation_partner_unfit"


# --- Four eyes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Freigabe", "Koordination", "Verwaltung"])
def test_a_role_of_weight_is_not_sent_before_somebody_else_confirms(office, name):
    row = invite(office, name)
    assert code_of(row.renew, by=office, on=TODAY) == "invitation_sent_confirmed"


def test_whoever_invites_does_not_confirm(office):
    assert code_of(invite(office, "Freigabe").confirm, by=office, on=TODAY) == "invitation_four_eyes"


def test_only_administration_confirms(office, freigabe):
    assert (
        code_of(invite(office, "Freigabe").confirm, by=freigabe, on=TODAY) == "invitation_by_administration"
    )


def test_the_second_person_confirms_and_it_goes_out(office, second, client_of, sent):
    row = invite(office, "Freigabe")
    client_of(second).post(reverse("partners:invitation_confirm", args=[row.pk]))
    row.refresh_from_db()
    assert (row.confirmed_by, [letter.to for letter in sent]) == (second, [["neu@example.org"]])


def test_the_page_says_that_somebody_else_must_confirm(office, client_of):
    page = text_of(client_of(office).get(invite(office, "Freigabe").get_absolute_url()))
    assert ("zweite Person muss bestätigen" in page, "Bestätigen und versenden" in page) == (True, False)


def test_what_is_confirmed_is_not_confirmed_again(office, second):
    row = invite(office, "Freigabe")
    row.confirm(by=second, on=TODAY)
    row.revoke(by=second, on=TODAY)
    assert code_of(row.confirm, by=second, on=TODAY) == "invitation_over"


# --- Accepting ---------------------------------------------------------------------------------------


def opened(row: AccountInvitation, by: User) -> str:
    return reverse("partners:invitation_accept", args=[row.renew(by=by, on=TODAY)])


def test_the_invited_person_sets_a_password_and_is_signed_in(office, awo):
    client = Client()
    client.post(opened(invite(office, "Partner", partner=awo), office), SAID)
    account = User.objects.get(email="neu@example.org")
    assert (
        str(account),
        account.partner,
        [one.name for one in account.groups.all()],
        account.check_password(GOOD),
        client.session["_auth_user_id"],
    ) == ("Ida Neu", awo, ["Partner"], True, str(account.pk))


def test_without_a_password_a_passkey_comes_next(office):
    client = Client()
    answer = client.post(opened(invite(office), office), SAID | {"password": "", "again": ""})
    next_page = client.get(answer.url)
    assert (answer.url, next_page.status_code) == (reverse("mfa_add_webauthn"), 200)


def test_looking_at_the_link_uses_nothing_up(office):
    link = opened(invite(office), office)
    assert [Client().get(link).status_code for _ in range(2)] == [200, 200]


def test_a_link_works_once(office):
    link = opened(invite(office), office)
    Client().post(link, SAID)
    assert (Client().get(link).status_code, Client().post(link, SAID).status_code) == (410, 410)


def test_a_link_that_was_replaced_opens_nothing(office):
    row = invite(office)
    first = opened(row, office)
    second = opened(row, office)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)


def test_a_link_that_was_taken_back_opens_nothing(office):
    row = invite(office)
    link = opened(row, office)
    row.revoke(by=office, on=TODAY)
    assert Client().get(link).status_code == 410


def test_a_link_runs_out(office, monkeypatch):
    link = opened(invite(office), office)
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    answer = Client().post(link, SAID)
    assert (answer.status_code, User.objects.filter(email="neu@example.org").exists()) == (410, False)


def test_whoever_is_signed_in_takes_no_invitation_of_another(office, koordination, client_of):
    link = opened(invite(office), office)
    client = client_of(koordination)
    assert (client.get(link).status_code, client.post(link, SAID).status_code) == (403, 403)


@pytest.mark.parametrize("token", ["unsinn", "%00", "ä" * 300])
def test_any_other_text_opens_nothing(token):
    assert Client().get(f"/einladung/{token}/").status_code == 410


def test_the_verb_knows_the_link_too(office):
    row = invite(office)
    row.renew(by=office, on=TODAY)
    assert accept(row, "unsinn") == "invitation_unknown"


def test_the_verb_knows_the_day(office):
    row = invite(office)
    assert accept(row, row.renew(by=office, on=TODAY), on=LATER) == "invitation_expired"


def test_an_account_made_meanwhile_is_not_taken_over(office):
    row = invite(office)
    token = row.renew(by=office, on=TODAY)
    UserFactory(email="neu@example.org")
    assert accept(row, token) == "invitation_account_exists"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"again": "anders"}, "again"),
        ({"password": "12345678", "again": "12345678"}, "password"),
        ({"password": "neu@example.org", "again": "neu@example.org"}, "password"),
        ({"last_name": ""}, "last_name"),
    ],
)
def test_what_is_missing_or_weak_is_said_at_its_field(office, wrong, field):
    answer = Client().post(opened(invite(office), office), SAID | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


# --- Sending again, taking back -----------------------------------------------------------------------


def test_an_expired_one_is_sent_again_and_good_again(office, client_of, sent):
    row = AccountInvitationFactory(invited_on=TODAY - timedelta(days=30))
    client_of(office).post(reverse("partners:invitation_send", args=[row.pk]))
    link = re.search(r"http://testserver(\S+)", sent[0].body)[1]
    assert Client().get(link).status_code == 200


def test_one_taken_back_is_not_sent_again(office, client_of, sent):
    row = AccountInvitationFactory(revoked_on=TODAY)
    answer = client_of(office).post(reverse("partners:invitation_send", args=[row.pk]))
    assert (answer.status_code, sent, code_of(row.renew, by=office, on=TODAY)) == (422, [], "invitation_over")


def test_the_page_takes_it_back(office, client_of):
    row = AccountInvitationFactory()
    client_of(office).post(reverse("partners:invitation_revoke", args=[row.pk]))
    row.refresh_from_db()
    assert row.revoked_by == office


def test_after_that_the_address_can_be_invited_again(office):
    invite(office).revoke(by=office, on=TODAY)
    assert invite(office).email == "neu@example.org"


def test_of_the_link_only_a_check_sum_is_kept(office):
    row = invite(office)
    token = row.renew(by=office, on=TODAY)
    row.refresh_from_db()
    assert (len(row.sha256), token in str(row.__dict__)) == (64, False)


# --- The first of all ----------------------------------------------------------------------------------


def link_of_the_first(address: str = "leitung@example.org") -> str:
    """The path of the link that `manage.py setup --invite` prints."""
    said = io.StringIO()
    call_command("setup", "--invite", address, stdout=said, stderr=io.StringIO())
    (link,) = said.getvalue().split()
    assert link.startswith(settings.PUBLIC_URL)
    return link.removeprefix(settings.PUBLIC_URL)


def test_who_runs_the_machine_invites_the_first_person_and_she_the_next_ones_alone_until_two_can_confirm(db):
    first = Client()
    first.post(link_of_the_first(), SAID)
    account = User.objects.get(email="leitung@example.org")
    assert (account.roles_today, account.is_superuser) == ({"Verwaltung"}, False)
    alone = invite(account, "Freigabe", "freigabe@example.org")
    Client().post(opened(alone, account), SAID)
    assert User.objects.get(email="freigabe@example.org").roles_today == {"Freigabe"}
    assert invite(account, "Koordination", "k@example.org").needs_second


def test_nobody_can_sign_in_as_who_runs_the_machine(db):
    link_of_the_first()
    operations = User.objects.get()
    assert (operations.is_active, operations.has_usable_password(), operations.is_superuser) == (
        False,
        False,
        False,
    )


def test_the_first_person_is_invited_again_with_a_new_link(db):
    before, now = link_of_the_first(), link_of_the_first()
    assert AccountInvitation.objects.count() == 1
    assert (Client().get(before).status_code, Client().get(now).status_code) == (410, 200)


def test_where_somebody_is_nobody_is_the_first(office):
    with pytest.raises(CommandError, match="Es gibt schon jemanden"):
        link_of_the_first()


def test_what_is_no_address_is_not_invited(db):
    with pytest.raises(CommandError, match="E-Mail-Adresse"):
        link_of_the_first("leitung")


def test_who_was_invited_alone_and_comes_after_first_set_up_gets_no_weighty_role(db):
    Client().post(link_of_the_first(), SAID)
    account = User.objects.get(email="leitung@example.org")
    late, soon = (invite(account, "Freigabe", f"{name}@example.org") for name in ("spaet", "bald"))
    Client().post(opened(soon, account), SAID)
    answer = Client().post(opened(late, account), SAID)
    assert (answer.status_code, "zweite Person" in text_of(answer)) == (422, True)
    assert not User.objects.filter(email="spaet@example.org").exists()
