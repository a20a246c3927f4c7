"""Signing in by the city's identity service: against a real one, and every way in which it is refused."""

import runpy
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.account.adapter import get_adapter
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from partners import openid
from partners.models import RightsChange, SecurityEntry, SecurityKind, User
from quartiersarbeit.ground import idle
from quartiersarbeit.ground.identity import recently_shown
from quartiersarbeit.ground.roles import ROLES as KNOWN_ROLES
from quartiersarbeit.ground.roles import weighty
from tests.asking import text_of
from tests.factories import UserFactory
from tests.identity_service import LABEL, ROLES, service
from tests.people import in_group

pytestmark = pytest.mark.django_db
PASSWORD = "regen-tanzt-auf-dem-dach"


@pytest.fixture(scope="module")
def running():
    with service() as served:
        yield served


@pytest.fixture
def sent(settings) -> list:
    """What would be mailed, without a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return mail.outbox


@pytest.fixture
def served(running):
    cache.clear()
    yield running
    cache.clear()


def signed_in(client: Client) -> int | None:
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def failures() -> list[tuple[str, int | None, str]]:
    rows = SecurityEntry.objects.exclude(kind=SecurityKind.SIGN_IN).order_by("pk")
    return list(rows.values_list("kind", "about_id", "detail"))


def is_refused(client: Client, answer, reason: str, about: int | None = None) -> bool:
    """A German page with the reason, one line in the log, and no session."""
    noted, said = openid.REASONS[reason]
    assert answer.status_code == 401
    assert said.format(label=LABEL) in text_of(answer)
    assert failures() == [("sign_in_failed", about, f"OpenID Connect: {noted}")]
    return signed_in(client) is None


# --- Nothing set, nothing there ----------------------------------------------------------------------


def test_without_a_service_there_is_neither_button_nor_address():
    assert not configured.OIDC_ISSUER
    assert "Mit Anmeldedienst" not in text_of(Client().get(reverse("account_login")))
    for name in ("openid_begin", "openid_return"):
        assert Client().get(reverse(f"partners:{name}")).status_code == 404


def test_with_a_service_the_sign_in_page_has_its_button_and_keeps_where_one_wanted_to_go(served):
    page = text_of(Client().get(reverse("account_login"), {"next": "/partner/?q=a"}))
    assert f"Mit {LABEL} anmelden" in page
    assert f"{reverse('partners:openid_begin')}?next=/partner/%3Fq%3Da" in page


def test_only_looking_is_answered_there(served):
    for name in ("openid_begin", "openid_return"):
        assert Client().post(reverse(f"partners:{name}")).status_code == 405


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OIDC_ISSUER": "https://id.example.org", "OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ISSUER": "https://id.example.org", "OIDC_ROLES": "a=Chefin"}, "Chefin"),
        ({"OIDC_ISSUER": "http://id.example.org"}, "https://"),
    ],
    ids=["no secret", "unknown role", "no TLS"],
)
def test_a_half_setting_is_refused_at_the_start(given, said):
    whole = {"OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "" if "OIDC_CLIENT_ID" in given else "b"}
    production = {"SECRET_KEY": "a" * 60, "ALLOWED_HOSTS": "a.example.org"}
    production |= {"DATABASE_URL": "postgres://a/b", "DEMO": "off"}
    with pytest.MonkeyPatch.context() as environment:
        for name, value in (production | whole | given).items():
            environment.setenv(name, value)
        with pytest.raises(ImproperlyConfigured, match=said):
            runpy.run_path(str(configured.BASE_DIR / "quartiersarbeit" / "settings.py"))


# --- There and back ----------------------------------------------------------------------------------


def test_what_is_sent_there_carries_state_nonce_and_a_challenge(served):
    begun = Client().get(reverse("partners:openid_begin"))
    sent = {name: value for name, (value,) in parse_qs(urlsplit(begun.url).query).items()}
    assert begun.url.startswith(f"{served.issuer}/oauth2/authorize?")
    assert (sent["response_type"], sent["client_id"], sent["code_challenge_method"]) == (
        "code",
        "quartiersarbeit",
        "S256",
    )
    assert set(sent["scope"].split()) == {"openid", "profile", "email"}
    assert all(len(sent[name]) >= 16 for name in ("state", "nonce", "code_challenge"))
    assert sent["redirect_uri"] == "http://testserver" + reverse("partners:openid_return")


def test_somebody_with_an_account_is_signed_in_and_bound_and_told(served, koordination, sent):
    served.knows("k-1", email="KOORDINATION@example.org", groups=["qa-gremium"])
    client = Client()
    answer = served.signs_in(client, "k-1", next="/partner/")
    assert (answer.status_code, answer.url, signed_in(client)) == (302, "/partner/", koordination.pk)
    bound = SocialAccount.objects.get()
    assert (bound.user, bound.uid, bound.provider) == (koordination, "k-1", served.issuer)
    assert (bound.extra_data, SocialToken.objects.count()) == ({}, 0)
    assert SecurityEntry.objects.get().kind == SecurityKind.SIGN_IN
    assert list(koordination.groups.values_list("name", flat=True)) == [
        "Koordination"
    ]  # none given, none taken
    (told,) = sent
    assert told.to == [koordination.email]
    assert LABEL in told.body


def test_from_then_on_the_subject_opens_the_account_whatever_the_address(served, koordination):
    served.knows("k-2", email=koordination.email)
    served.signs_in(Client(), "k-2")
    served.knows("k-2", email="neu.verheiratet@example.org")
    client = Client()
    served.signs_in(client, "k-2")
    assert signed_in(client) == koordination.pk
    koordination.refresh_from_db()
    assert koordination.email == "koordination@example.org"
    assert SocialAccount.objects.count() == 1


def test_a_light_role_makes_an_account_with_exactly_this_role_and_organisation(served, awo):
    names = {"given_name": "Anna", "family_name": "Ahlers"}
    served.knows("p-1", groups=["qa-partner", "traeger-awo", "kantine"], **names)
    client = Client()
    served.signs_in(client, "p-1")
    person = User.objects.get(email="p-1@example.org")
    assert signed_in(client) == person.pk
    assert (str(person), person.partner, person.is_staff) == ("Anna Ahlers", awo, False)
    assert list(person.groups.values_list("name", flat=True)) == ["Partner"]
    assert not person.has_usable_password()
    assert client.get(reverse("partners:partner_detail", args=[awo.pk])).status_code == 200


def test_a_light_role_of_the_city_makes_an_account_too(served):
    served.knows("g-1", groups="qa-gremium")
    served.signs_in(Client(), "g-1")
    person = User.objects.get(email="g-1@example.org")
    assert list(person.groups.values_list("name", flat=True)) == ["Gremium"]


def test_a_weighty_role_waits_for_the_second_person_and_the_first_page_says_so(
    served, verwaltung, freigabe, client_of
):
    served.knows("f-1", groups=["qa-freigabe"])
    client = Client()
    served.signs_in(client, "f-1")
    person = User.objects.get(email="f-1@example.org")
    waiting = RightsChange.objects.get(person=person)
    assert (signed_in(client), person.groups.count(), waiting.confirmed_on) == (person.pk, 0, None)
    page = text_of(client.get("/"))
    assert "Für Sie ist beantragt: Rolle Freigabe geben. Das muss noch eine zweite Person bestätigen" in page
    assert client.get(reverse("funding:fiscal_year_list")).status_code == 403
    assert client.post(reverse("partners:rights_confirm", args=[waiting.pk])).status_code == 403
    client_of(freigabe).post(reverse("partners:rights_confirm", args=[waiting.pk]))
    assert list(person.groups.values_list("name", flat=True)) == ["Freigabe"]
    assert "Für Sie ist beantragt" not in text_of(client.get("/"))


def test_not_even_in_first_set_up_does_a_weighty_role_come_by_itself(served):
    assert all(weighty(role) == (role in ("Koordination", "Freigabe")) for role in ROLES.values())
    served.knows("f-2", groups=["qa-freigabe"])
    served.signs_in(Client(), "f-2")
    assert User.objects.get(email="f-2@example.org").groups.count() == 0


def test_signing_in_once_more_asks_for_no_role_again(served, verwaltung):
    served.knows("f-3", groups=["qa-koordination"])
    for _ in range(2):
        served.signs_in(Client(), "f-3")
    waiting = RightsChange.objects.get(person__email="f-3@example.org")
    waiting.turn_down(reason="Nicht nötig.", by=verwaltung, on=timezone.localdate())
    client = Client()
    served.signs_in(client, "f-3")
    assert RightsChange.objects.filter(person=waiting.person).count() == 1
    assert "noch keine Rolle" in text_of(client.get("/"))


def test_what_was_refused_is_asked_by_the_service_no_second_time(served, verwaltung, gremium):
    role = in_group("Koordination").groups.get()
    on = timezone.localdate()
    asked = {"person": gremium, "role": role, "service": LABEL, "on": on}
    first = RightsChange.objects.by_service(**asked)
    assert RightsChange.objects.by_service(**asked) is None
    first.turn_down(reason="Nicht nötig.", by=verwaltung, on=on)
    assert RightsChange.objects.by_service(**asked) is None


# --- Refused -----------------------------------------------------------------------------------------

TOKENS = {
    "issuer": {"iss": "https://andere.example.org"},
    "audience": {"aud": "andere-anwendung"},
    "expired": {"exp": -3600, "iat": -7200},  # seconds from now
    "nonce": {"nonce": "die-von-gestern"},
    "unreadable": {"exp": "bald"},
    "email_unverified": {"email_verified": False},
    "role_unknown": {"groups": ["kantine"]},
    "role_ambiguous": {"groups": ["qa-gremium", "qa-partner", "traeger-awo"]},
    "organisation": {"groups": ["qa-partner"]},
}


def from_now(claims: dict) -> dict:
    """Claims whose numbers are seconds from this moment."""
    now = int(time.time())
    return {name: now + value if type(value) is int else value for name, value in claims.items()}


@pytest.mark.parametrize("reason", TOKENS)
def test_a_token_that_proves_nothing_signs_nobody_in(served, awo, reason):
    served.knows(f"x-{reason}", **{"groups": ["qa-gremium"]} | from_now(TOKENS[reason]))
    client = Client()
    answer = served.signs_in(client, f"x-{reason}")
    assert is_refused(client, answer, reason)
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email_verified": "vielleicht"},
        {"email_verified": None},
        {"email": ["a@example.org"]},
        {"email": "a\x00@example.org"},
        {"email": ""},
        {"email": "keine Adresse"},
    ],
    ids=str,
)
def test_an_address_that_is_none_or_unverified_signs_nobody_in(served, wrong):
    served.knows("e-1", **{"groups": ["qa-gremium"]} | wrong)
    client = Client()
    assert is_refused(client, served.signs_in(client, "e-1"), "email_unverified")


@pytest.mark.parametrize("groups", [None, 7, {"a": ["qa-gremium"]}, [["qa-gremium"], 7, None]], ids=str)
def test_a_claim_of_another_form_names_no_role(served, groups):
    served.knows("c-1", groups=groups)
    client = Client()
    assert is_refused(client, served.signs_in(client, "c-1"), "role_unknown")


@pytest.mark.parametrize("subject", [7, "", "a" * 192, "a\x00b", None], ids=repr)
def test_a_subject_that_cannot_be_one_signs_nobody_in(served, koordination, monkeypatch, subject):
    known = openid.Conversation.claims
    monkeypatch.setattr(openid.Conversation, "claims", lambda *given: known(*given) | {"sub": subject})
    served.knows("s-1", email=koordination.email)
    client = Client()
    assert is_refused(client, served.signs_in(client, "s-1"), "unreadable")


@pytest.mark.parametrize(
    "names", [{"given_name": ["A"], "family_name": 7}, {"given_name": "A\x00" * 200}], ids=str
)
def test_names_of_another_form_do_not_break_the_page(served, names):
    served.knows("n-1", groups=["qa-gremium"], **names)
    client = Client()
    assert served.signs_in(client, "n-1").status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(
    ("groups", "left"),
    [
        (["qa-partner", "traeger-awo", "traeger-bgw"], False),
        (["qa-gremium", "traeger-awo"], False),
        (["qa-partner", "traeger-awo"], True),
    ],
    ids=["two organisations", "role of the city", "left"],
)
def test_an_organisation_that_does_not_fit_makes_no_account(served, awo, bgw, groups, left):
    if left:
        awo.deactivate(by=UserFactory(), on=timezone.localdate())
    served.knows("o-1", groups=groups)
    client = Client()
    assert is_refused(client, served.signs_in(client, "o-1"), "organisation")


def test_a_locked_account_stays_locked_by_its_address_and_by_its_subject(served, gremium):
    served.knows("l-1", email=gremium.email)
    User.objects.filter(pk=gremium.pk).update(is_active=False)
    client = Client()
    assert is_refused(client, served.signs_in(client, "l-1"), "inactive", gremium.pk)
    assert not SocialAccount.objects.exists()
    SocialAccount.objects.create(user=gremium, provider=served.issuer, uid="l-1")
    assert served.signs_in(client, "l-1").status_code == 401
    assert signed_in(client) is None


def test_the_address_of_somebody_else_opens_neither_account(served, koordination, gremium):
    SocialAccount.objects.create(user=koordination, provider=served.issuer, uid="k-3")
    served.knows("k-3", email=gremium.email)
    client = Client()
    assert is_refused(client, served.signs_in(client, "k-3"), "foreign", gremium.pk)


def test_a_second_subject_does_not_take_over_an_account_that_is_bound(served, koordination):
    SocialAccount.objects.create(user=koordination, provider=served.issuer, uid="k-4")
    served.knows("k-5", email=koordination.email)
    client = Client()
    assert is_refused(client, served.signs_in(client, "k-5"), "foreign", koordination.pk)


def test_two_first_sign_ins_at_once_make_one_account(served, monkeypatch):
    served.knows("t-1", groups=["qa-gremium"])

    def meanwhile(*given):
        User.objects.create_user("t-1@example.org")

    monkeypatch.setattr(openid, "_bound", meanwhile)
    client = Client()
    assert is_refused(client, served.signs_in(client, "t-1"), "again")


def test_whoever_says_no_there_or_is_turned_away_is_not_signed_in(served):
    for error, reason in (
        ("access_denied", "cancelled"),
        ("server_error", "turned_away"),
        ("", "turned_away"),
    ):
        client = Client()
        begun = client.get(reverse("partners:openid_begin"))
        state = parse_qs(urlsplit(begun.url).query)["state"]
        answer = client.get(reverse("partners:openid_return"), {"state": state, "error": error})
        assert answer.status_code == 401
        assert openid.REASONS[reason][1].format(label=LABEL) in text_of(answer)
        assert failures()[-1] == ("sign_in_failed", None, f"OpenID Connect: {openid.REASONS[reason][0]}")
        assert signed_in(client) is None


@pytest.mark.parametrize(
    "given", [{}, {"state": "a"}, {"state": "\x00", "code": "\x00"}, {"code": "a"}], ids=str
)
def test_what_was_not_begun_here_ends_nowhere(served, given):
    client = Client()
    assert is_refused(client, client.get(reverse("partners:openid_return"), given), "state")


def test_a_way_back_works_once_and_in_the_browser_that_went(served, koordination):
    served.knows("w-1", email=koordination.email)
    client, other = Client(), Client()
    back = served.sends_back(client.get(reverse("partners:openid_begin")).url, "w-1")
    assert is_refused(other, other.get(back), "state")
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 401
    assert signed_in(client) is None


def test_a_code_that_the_service_does_not_know_signs_nobody_in(served):
    client = Client()
    state = parse_qs(urlsplit(client.get(reverse("partners:openid_begin")).url).query)["state"]
    answer = client.get(reverse("partners:openid_return"), {"state": state, "code": "erfunden"})
    assert is_refused(client, answer, "unreadable")


def forged(**header) -> str:
    """A token of somebody else's key, or of none."""
    claims = from_now({"sub": "a", "exp": 600, "iat": 0, "iss": "a", "aud": "quartiersarbeit"})
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    if header.get("alg") == "none":
        return jwt.encode(claims, None, algorithm="none", headers=header)
    if header.get("alg") == "HS256":
        return jwt.encode(claims, "a" * 64, algorithm="HS256", headers=header)
    return jwt.encode(claims, key, algorithm="RS256", headers=header)


@pytest.mark.parametrize(
    "kind", ["RS256", "HS256", "none", "unknown key", "no key named", "no token", "a number"]
)
def test_a_token_of_another_key_signs_nobody_in(served, koordination, monkeypatch, kind):
    kid = requests.get(f"{served.issuer}/jwks", timeout=5).json()["keys"][0]["kid"]
    token = {
        "no key named": lambda: forged(),
        "unknown key": lambda: forged(kid="andere"),
        "no token": lambda: "kein Token",
        "a number": lambda: 7,
    }.get(kind, lambda: forged(alg=kind, kid=kid))()
    monkeypatch.setattr(openid.Conversation, "get_access_token_data", lambda *a, **b: {"id_token": token})
    client = Client()
    served.knows("z-1", email=koordination.email)
    answer = served.signs_in(client, "z-1")
    reason = "unreadable" if kind in ("no token", "a number") else "signature"
    assert is_refused(client, answer, reason)


def test_a_service_that_says_it_is_another_is_not_believed(served, koordination):
    served.knows("i-1", email=koordination.email)
    client = Client()
    begun = client.get(reverse("partners:openid_begin"))
    back = served.sends_back(begun.url, "i-1")
    with pytest.MonkeyPatch.context() as other:
        config = openid.Conversation.openid_config.fget
        named = property(lambda self: config(self) | {"issuer": "https://andere.example.org"})
        other.setattr(openid.Conversation, "openid_config", named)
        answer = client.get(back)
    assert is_refused(client, answer, "issuer")


@pytest.mark.parametrize("broken", [{}, [], "a", {"issuer": 7}, {"authorization_endpoint": None}], ids=str)
def test_a_service_that_answers_nonsense_breaks_no_page(served, monkeypatch, broken):
    client = Client()
    begun = client.get(reverse("partners:openid_begin"))
    back = served.sends_back(begun.url, "q-1")
    monkeypatch.setattr(openid.Conversation, "openid_config", broken)
    answer = client.get(back)
    assert is_refused(client, answer, "unreadable")
    assert client.get(reverse("partners:openid_begin")).status_code in (302, 401)


def test_a_service_that_is_away_is_said_to_be(served):
    with override_settings(OIDC_ISSUER="http://localhost:9"):
        client = Client()
        assert is_refused(client, client.get(reverse("partners:openid_begin")), "silent")


def test_a_service_that_goes_away_between_there_and_back_is_said_to_be(served, monkeypatch):
    client = Client()
    back = served.sends_back(client.get(reverse("partners:openid_begin")).url, "q-2")

    def away(*given, **more):
        raise requests.ConnectionError

    monkeypatch.setattr(openid.Conversation, "get_access_token_data", away)
    assert is_refused(client, client.get(back), "silent")


def test_every_reason_is_tested():
    """A new reason needs its test: each is named here as the tests above provoke it."""
    seen = {
        *TOKENS,
        "cancelled",
        "turned_away",
        "state",
        "silent",
        "signature",
        "inactive",
        "foreign",
        "again",
    }
    assert seen == {*openid.REASONS}


# --- Limits, time, second factor ----------------------------------------------------------------------


def test_whoever_is_locked_out_at_an_address_is_by_the_service_too(served, koordination):
    served.knows("r-1", email=koordination.email)
    for _ in range(6):
        Client().post(reverse("account_login"), {"login": koordination.email, "password": "falsch"})
    before = len(failures())
    client = Client()
    answer = served.signs_in(client, "r-1")
    assert answer.status_code == 401
    assert "Zu viele falsche Anmeldungen" in text_of(answer)
    assert [kind for kind, _, _ in failures()[before:]] == [SecurityKind.LOCKED_OUT]
    assert signed_in(client) is None


def test_so_many_attempts_a_minute_and_no_more(served):
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        statuses = [Client().get(reverse("partners:openid_return")).status_code for _ in range(3)]
        assert statuses == [401, 401, 429]
        assert Client().get(reverse("partners:openid_begin")).status_code == 429


def test_such_a_session_ends_by_idleness_too(served, koordination, monkeypatch):
    served.knows("d-1", email=koordination.email)
    client = Client()
    served.signs_in(client, "d-1")
    assert client.session[idle.SEEN] == client.session[idle.BEGAN]
    later = time.time() + configured.SESSION_IDLE_MINUTES * 60 + 1
    monkeypatch.setattr("quartiersarbeit.ground.idle.time.time", lambda: later)
    assert client.get("/").status_code == 302
    assert signed_in(client) is None


def test_whoever_is_signed_in_goes_nowhere(served, koordination, client_of):
    assert client_of(koordination).get(reverse("partners:openid_begin")).url == "/"


def test_nobody_is_led_to_a_foreign_page_after(served, koordination):
    served.knows("m-1", email=koordination.email)
    assert served.signs_in(Client(), "m-1", next="https://boese.example.org/").url == "/"


def asks(client: Client, user: User) -> bool:
    """Whether this session is asked again before an act of weight."""
    request = RequestFactory().post("/")
    request.user, request.session = user, client.session
    return not recently_shown(request)


CASES = {
    "no factor, just now": ({"auth_time": 0}, [], False),
    "no factor, this morning": ({"auth_time": -7200}, [], True),
    "no factor, no moment": ({"auth_time": None}, [], True),
    "factor, just now": ({"auth_time": 999, "amr": ["pwd", "mfa"]}, ["mfa"], False),
    "factor, this morning": ({"auth_time": -7200, "amr": ["mfa"]}, ["mfa"], True),
    "factor, a moment that is none": ({"auth_time": True, "amr": "mfa"}, ["mfa"], True),
}


@pytest.mark.parametrize("case", CASES)
def test_being_asked_again_counts_from_the_moment_the_service_names(served, freigabe, case):
    claims, factors, again = CASES[case]
    served.knows("u-1", email=freigabe.email, **from_now(claims))
    client = Client()
    with override_settings(STEP_UP_MINUTES=15, OIDC_FACTORS=factors):
        served.signs_in(client, "u-1")
        assert signed_in(client) == freigabe.pk
        assert asks(client, freigabe) is again


def test_a_role_that_needs_a_second_factor_needs_ones_own_unless_the_service_says_it_was_shown(
    served, freigabe
):
    served.knows("v-1", email=freigabe.email, amr=["pwd", "mfa"])
    with override_settings(MFA_ROLES=["Freigabe"]):
        client = Client()
        served.signs_in(client, "v-1")
        assert client.get("/").url == reverse("partners:second_factor")
        with override_settings(OIDC_FACTORS=["mfa"]):
            client = Client()
            served.signs_in(client, "v-1")
            assert client.get("/").status_code == 200


def test_whoever_has_a_factor_is_asked_for_it_unless_the_service_says_it_was_shown(served, freigabe):
    TOTP.activate(freigabe, generate_totp_secret())
    served.knows("v-2", email=freigabe.email, amr=["mfa"])
    client = Client()
    answer = served.signs_in(client, "v-2")
    assert (answer.url, signed_in(client)) == (reverse("mfa_authenticate"), None)
    assert client.get(answer.url).status_code == 200
    with override_settings(OIDC_FACTORS=["mfa"]):
        client = Client()
        served.signs_in(client, "v-2")
        assert signed_in(client) == freigabe.pk


def test_a_password_goes_on_working_and_is_no_sign_in_of_the_service(served, freigabe):
    freigabe.set_password(PASSWORD)
    freigabe.save()
    client = Client()
    client.post(reverse("account_login"), {"login": freigabe.email, "password": PASSWORD})
    assert signed_in(client) == freigabe.pk
    with override_settings(STEP_UP_MINUTES=15):
        assert not asks(client, freigabe)


def test_claims_may_be_nested_and_names_may_have_dots():
    claims = {"realm_access": {"roles": ["a", "b"]}, "https://x.example/roles": "c", "flat": 7}
    assert list(openid.words(claims, "realm_access.roles")) == ["a", "b"]
    assert list(openid.words(claims, "https://x.example/roles")) == ["c"]
    assert list(openid.words(claims, "flat")) == list(openid.words(claims, "flat.a")) == []
    assert {*ROLES.values()} <= {*KNOWN_ROLES}
    assert get_adapter().get_login_stages()[-1] != "allauth.mfa.stages.AuthenticateStage"
