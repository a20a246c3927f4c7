"""„Mein Konto“: name, address, sign-ins, and what shows who one is; secrets are read by nobody."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.accounts import PURPOSE, SecondFactor
from partners.models import Municipality, User
from quartiersarbeit.ground.secrets import seal, unseal
from tests.asking import code_of, text_of, told

PASSWORD = "regen-tanzt-auf-dem-dach"
NOW = 58_000_000  # half minutes: a slow machine must not make a code old
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([NOW]))


@pytest.fixture
def person(koordination) -> User:
    koordination.set_password(PASSWORD)
    koordination.save()
    return koordination


@pytest.fixture
def client(person) -> Client:
    """Somebody who has just signed in by the form."""
    return signed_in(person)


@pytest.fixture
def sent(settings):
    """The mails that were sent: here at once instead of by the worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return mail.outbox


def signed_in(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, NOW))


# --- The page ----------------------------------------------------------------------------------------


def test_the_page_says_how_one_signs_in(client):
    page = text_of(client.get(reverse("partners:account")))
    shown = ("koordination@example.org", "Passkeys", "nicht eingerichtet", "nur in diesem Browser")
    assert [one in page for one in shown] == [True] * 4


def test_the_name_is_changed_by_oneself(client, person):
    client.post(reverse("partners:account_name"), {"first_name": "Erna", "last_name": "Neu"})
    person.refresh_from_db()
    assert str(person) == "Erna Neu"


def test_a_person_without_a_name_is_not_taken(client):
    answer = client.post(reverse("partners:account_name"), {"first_name": "Erna", "last_name": ""})
    assert list(answer.context["form"].errors) == ["last_name"]


# --- Another address ---------------------------------------------------------------------------------


def asked_for(client, sent, new: str = "neu@example.org") -> str:
    client.post(reverse("partners:account_address"), {"email": new})
    return re.search(r"http://testserver(\S+)", sent[-1].body)[1]


def test_a_new_address_counts_when_its_link_was_opened(client, person, sent):
    link = asked_for(client, sent)
    before = User.objects.get(pk=person.pk).email
    client.get(link)  # a mail program looks at it
    looked_at = User.objects.get(pk=person.pk).email
    client.post(link)
    assert (before, looked_at, User.objects.get(pk=person.pk).email) == (
        "koordination@example.org",
        "koordination@example.org",
        "neu@example.org",
    )


def test_the_link_goes_to_the_new_address_and_the_old_one_is_told(client, sent):
    link = asked_for(client, sent)
    client.post(link)
    assert [one.to for one in sent] == [["neu@example.org"], ["koordination@example.org"]]


def test_a_link_works_once(client, person, sent):
    link = asked_for(client, sent)
    client.post(link)
    person.refresh_from_db()
    person.email = "anders@example.org"
    person.save()
    client.post(link)
    assert User.objects.get(pk=person.pk).email == "anders@example.org"


def test_a_link_is_nobody_elses(client, person, freigabe, client_of, sent):
    link = asked_for(client, sent)
    answer = client_of(freigabe).post(link, follow=True)
    assert (told(answer)[0][:22], User.objects.get(pk=freigabe.pk).email) == (
        "Dieser Link gilt nicht",
        "freigabe@example.org",
    )


@pytest.mark.parametrize(
    "proof", ["unsinn", signing.dumps(["x"], salt="anders")], ids=["words", "signed otherwise"]
)
def test_a_link_that_we_did_not_write_is_over(person, proof):
    assert code_of(person.confirm_address, proof=proof) == "address_link_over"


def test_an_old_link_is_over(person, monkeypatch):
    proof = person.ask_for_address(email="neu@example.org")
    monkeypatch.setattr("partners.models.user.ADDRESS_DAYS", -1)
    assert code_of(person.confirm_address, proof=proof) == "address_link_over"


@pytest.mark.parametrize(
    ("email", "said"),
    [("Koordination@example.org", "address_same"), ("FREIGABE@example.org", "address_taken")],
)
def test_an_address_is_new_and_nobody_elses(person, freigabe, email, said):
    assert code_of(person.ask_for_address, email=email) == said


def test_an_address_taken_meanwhile_is_refused(person, freigabe):
    proof = person.ask_for_address(email="neu@example.org")
    User.objects.filter(pk=freigabe.pk).update(email="neu@example.org")
    assert code_of(person.confirm_address, proof=proof) == "address_taken"


# --- Sign-ins ----------------------------------------------------------------------------------------


def test_all_other_sign_ins_end(client, person):
    other = signed_in(person)
    client.post(reverse("usersessions_list"))
    start = reverse("dashboard")
    assert (client.get(start).status_code, other.get(start).status_code) == (200, 302)


def test_the_page_names_the_sign_ins(client, person):
    signed_in(person)
    assert "in 2 Browsern angemeldet" in text_of(client.get(reverse("partners:account")))


def test_a_new_password_ends_the_other_sign_ins(client, person):
    other = signed_in(person)
    new = {"oldpassword": PASSWORD, "password1": "ganz-anders-7", "password2": "ganz-anders-7"}
    client.post(reverse("account_change_password"), new)
    assert other.get(reverse("dashboard")).status_code == 302


# --- Second factors ----------------------------------------------------------------------------------


def confirmed(client) -> Client:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_the_secret_of_an_app_can_be_copied(client):
    answer = confirmed(client).get(reverse("mfa_activate_totp"))
    assert answer.context["form"].secret in text_of(answer)


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(client, person):
    secret = confirmed(client).get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    again = Client()
    answer = again.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    asked = (answer.url, "_auth_user_id" in again.session)
    again.cookies.clear()
    assert asked == (reverse("mfa_authenticate"), False)


def test_an_app_signs_in(client, person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    other = signed_in(person)
    other.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert other.session["_auth_user_id"] == str(person.pk)


def test_a_code_works_once(client, person):
    secret = generate_totp_secret()
    app = TOTP.activate(person, secret)
    assert [app.validate_code(code(secret)) for _ in range(2)] == [True, False]


def test_whoever_has_a_second_factor_confirms_by_it_not_by_the_password(client, person):
    TOTP.activate(person, generate_totp_secret())
    answer = client.get(reverse("account_reauthenticate"))
    assert answer.url == reverse("mfa_reauthenticate")


def test_the_owner_is_told_of_a_new_factor(client, sent, django_capture_on_commit_callbacks):
    secret = confirmed(client).get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert "Die Authenticator-App ist eingerichtet." in sent[0].body


def test_secrets_are_stored_encrypted(person):
    secret = generate_totp_secret()
    app, codes = TOTP.activate(person, secret), RecoveryCodes.activate(person)
    stored = [app.instance.data["secret"], codes.instance.data["seed"]]
    assert [(secret in one, one.startswith("fernet:")) for one in stored] == [(False, True)] * 2


def test_secrets_are_read_with_an_earlier_key(settings):
    sealed = SecondFactor().encrypt("geheim")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "ein neuer Schlüssel"
    assert SecondFactor().decrypt(sealed) == "geheim"


def test_without_its_key_no_code_is_right_and_nothing_breaks(client, person, settings):
    secret = generate_totp_secret()
    app, codes = TOTP.activate(person, secret), RecoveryCodes.activate(person)
    settings.SECRET_KEY = "verloren"
    assert (app.validate_code(code(secret)), len(codes.get_unused_codes())) == (False, 10)


def test_a_secret_from_before_is_still_read():
    assert unseal("JBSWY3DPEHPK3PXP", PURPOSE) == "JBSWY3DPEHPK3PXP"


def test_each_purpose_has_a_key_of_its_own():
    assert unseal(seal("geheim", "eins"), "zwei") is None


def test_the_admin_knows_no_sessions_no_second_factors_and_no_second_table_of_addresses(
    verwaltung, client_of
):
    index = text_of(client_of(verwaltung).get(reverse("admin:index")))
    hidden = ("usersession", "emailaddress", "authenticator", "socialaccount", "socialapp", "socialtoken")
    assert [one for one in hidden if one in index] == []


# --- A forgotten password ----------------------------------------------------------------------------


def test_a_stranger_is_offered_nothing(sent):
    Client().post(reverse("account_reset_password"), {"email": "fremd@example.org"})
    (letter,) = sent
    assert (letter.to, "kein Konto" in letter.body, "signup" in letter.body) == (
        ["fremd@example.org"],
        True,
        False,
    )


@pytest.fixture
def entered_city(person):
    """The city as a row."""
    named = {"place": "Beispiel", "adjective": "Beispieler", "network": "Beispieler Modell"}
    Municipality.objects.enter(name="Stadt Beispiel", **named, by=person, on=timezone.localdate())


def test_mails_carry_the_citys_name(sent, person, entered_city):
    Client().post(reverse("account_reset_password"), {"email": person.email})
    assert "Stadt Beispiel" in sent[0].body


def test_a_former_address_opens_nothing(client, person, sent):
    client.post(asked_for(client, sent))
    sent.clear()
    Client().post(reverse("account_reset_password"), {"email": "koordination@example.org"})
    assert "kein Konto" in sent[0].body


def test_a_link_to_a_new_password_is_over_once_the_address_is_another(client, person, sent):
    Client().post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(\S+)", sent[0].body)[1]
    User.objects.filter(pk=person.pk).update(email="neu@example.org")
    assert "gilt nicht mehr" in text_of(Client().get(link, follow=True))


def test_a_session_that_is_over_is_not_counted(client, person):
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key="vorbei", user_agent="alt")
    client.get(reverse("partners:account"))
    assert UserSession.objects.filter(session_key="vorbei").exists() is False


def test_nobody_has_a_second_factor_from_the_start(person):
    assert not Authenticator.objects.filter(user=person).exists()
