"""Behind proxies: whose address is believed, who is locked out by whose wrong passwords, and who is not."""

import time
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from partners.models import User
from quartiersarbeit.ground.arriving import client_address
from tests.asking import text_of
from tests.factories import UserFactory

PASSWORD = "regen-tanzt-auf-dem-dach"
CITY, ATTACKER, PROXY = "198.51.100.7", "203.0.113.66", "10.0.0.5"


def asked(forwarded: str | None = None, remote: str = PROXY):
    given = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **given)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, PROXY),
        (0, CITY, PROXY),  # nobody of ours wrote it
        (1, CITY, CITY),
        (1, f"{ATTACKER}, {CITY}", CITY),  # what stands further left is the client's claim
        (2, f"{ATTACKER}, {CITY}, 10.0.0.4", CITY),
        (2, CITY, CITY),  # asked the inner proxy directly
        (1, None, PROXY),
        (1, "", PROXY),
        (1, "  ,", PROXY),
        (1, "unknown", PROXY),
        (1, f"{CITY}:51234", CITY),
        (1, "[2001:DB8::1]:443", "2001:db8::1"),
        (1, "2001:db8::0:1", "2001:db8::1"),
        (1, f"::ffff:{CITY}", CITY),
        (1, "<script>alert(1)</script>", PROXY),
    ],
)
def test_an_address_is_believed_as_far_as_our_proxies_reach(proxies, forwarded, address):
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(asked(forwarded)) == address


def test_without_any_address_there_is_none():
    assert client_address(asked(remote="")) == ""


@pytest.fixture
def behind_a_proxy(db):
    cache.clear()
    with override_settings(TRUSTED_PROXIES=1):
        yield
    cache.clear()


def person(email: str) -> User:
    user = UserFactory(email=email)
    user.set_password(PASSWORD)
    user.save()
    return user


def signs_in(email: str, password: str = PASSWORD, at: str = CITY, client: Client | None = None):
    typed = {"login": email, "password": password}
    return (client or Client()).post(
        reverse("account_login"), typed, HTTP_X_FORWARDED_FOR=at, REMOTE_ADDR=PROXY
    )


def test_after_fourteen_wrong_sign_ins_through_a_proxy_the_next_person_signs_in(behind_a_proxy):
    person("erika@example.org")
    person("max@example.org")
    for _ in range(14):
        assert signs_in("erika@example.org", "falsch").status_code == 200
    assert signs_in("max@example.org").status_code == 302  # of the same town hall, behind the same address
    assert signs_in("max@example.org", at="198.51.100.8").status_code == 302


def test_the_right_password_works_while_another_address_attacks_the_same_account(behind_a_proxy):
    person("erika@example.org")
    for _ in range(14):
        signs_in("erika@example.org", "falsch", at=ATTACKER)
    assert (
        signs_in("erika@example.org", at=ATTACKER).status_code == 200
    )  # also the right one is not looked at
    assert signs_in("erika@example.org").status_code == 302


def test_an_attacker_gets_no_new_attempts_by_claiming_other_addresses(behind_a_proxy):
    person("erika@example.org")
    for number in range(14):
        signs_in("erika@example.org", "falsch", at=f"192.0.2.{number}, {ATTACKER}")
    assert "Zu viele falsche Anmeldungen" in text_of(
        signs_in("erika@example.org", at=f"192.0.2.99, {ATTACKER}")
    )


def test_one_address_tries_no_endless_number_of_accounts(behind_a_proxy):
    person("erika@example.org")
    with override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "8/5m/ip,5/5m/key"}):
        for number in range(8):
            signs_in(f"niemand-{number}@example.org", "falsch", at=ATTACKER)
        assert "Zu viele falsche Anmeldungen" in text_of(signs_in("erika@example.org", at=ATTACKER))
        assert signs_in("erika@example.org").status_code == 302


@override_settings(TIME_ZONE="Europe/Berlin")
def test_the_page_says_when_one_may_try_again_and_then_one_may(behind_a_proxy):
    person("erika@example.org")
    noon = datetime(
        2037, 5, 17, 12, tzinfo=ZoneInfo("Europe/Berlin")
    ).timestamp()  # the cache forgets by the real clock
    with patch.object(time, "time", lambda: noon):
        for _ in range(5):
            signs_in("erika@example.org", "falsch")
        refused = text_of(signs_in("erika@example.org"))
    assert "Ab 12:06 Uhr können Sie es von hier aus wieder versuchen" in refused
    assert "Passwort vergessen" in refused
    with patch.object(time, "time", lambda: noon + 6 * 60):
        assert signs_in("erika@example.org").status_code == 302


def test_without_a_known_address_attempts_are_still_counted(behind_a_proxy):
    person("erika@example.org")
    typed = {"login": "erika@example.org", "password": "falsch"}
    answers = [Client().post(reverse("account_login"), typed, REMOTE_ADDR="") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 6
    assert "Zu viele falsche Anmeldungen" in text_of(answers[-1])


def test_too_many_requests_have_a_german_page(behind_a_proxy):
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        answers = [signs_in("niemand@example.org") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "Zu viele Versuche in kurzer Zeit" in text_of(answers[-1])


# --- Idle ------------------------------------------------------------------------------------------


@pytest.fixture
def clock():
    """`clock(minutes)`: as much later."""
    began, later = time.time(), [0.0]
    with patch.object(time, "time", lambda: began + later[0]):
        yield lambda minutes: later.__setitem__(0, minutes * 60)


def test_who_is_idle_too_long_is_signed_out_and_told(koordination, client_of, clock):
    client = client_of(koordination)
    assert client.get("/").status_code == 200
    clock(59)
    assert client.get("/").status_code == 200
    clock(59 + 60)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain == [(f"{reverse('account_login')}?next=/", 302)]
    assert "Sie waren 60 Minuten nicht aktiv" in text_of(answer)


def test_also_the_busy_are_signed_out_after_ten_hours(koordination, client_of, clock):
    client = client_of(koordination)
    answers = []
    for minutes in range(0, 11 * 60, 30):
        clock(minutes)
        answers.append(client.get("/aufgaben/").status_code)
    assert answers == [200] * 20 + [302] * 2


def test_what_the_idle_had_typed_is_given_back(koordination, client_of, clock):
    client = client_of(koordination)
    client.get("/")
    clock(61)
    answer = client.post(
        reverse("partners:partner_create"),
        {"name": "Verein für Nachbarschaft"},
        HTTP_ACCEPT="text/html",
        HTTP_ORIGIN="http://testserver",
    )
    assert answer.status_code == 403
    assert "Verein für Nachbarschaft" in text_of(answer)


def test_how_long_is_a_setting(koordination, client_of, clock):
    client = client_of(koordination)
    with override_settings(SESSION_IDLE_MINUTES=5):
        client.get("/")
        clock(5)
        assert client.get("/").status_code == 302


def test_a_session_is_not_written_at_every_click(koordination, client_of, clock):
    client = client_of(koordination)
    client.get("/hilfe/")
    seen = client.session["seen"]
    clock(0.5)
    client.get("/hilfe/")
    assert client.session["seen"] == seen
    clock(1)
    client.get("/hilfe/")
    assert client.session["seen"] == seen + 60
