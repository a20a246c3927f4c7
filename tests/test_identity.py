"""Asked again before what carries weight, and a second factor where the role asks for one."""

import time
from types import SimpleNamespace

import pghistory
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.models import Decision
from partners.models import User
from quartiersarbeit.ground.roles import is_weighty
from tests.asking import text_of, told
from tests.factories import AbsenceFactory, DecisionFactory, ProofOfUseFactory
from tests.people import in_group

PASSWORD = "regen-tanzt-auf-dem-dach"
NOW = 58_000_000
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """`clock(minutes)`: so much later, as far as being asked again is concerned."""
    settings.STEP_UP_MINUTES = 15
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([NOW]))

    def later(minutes: int) -> None:
        then = SimpleNamespace(time=lambda: time.time() + minutes * 60)
        monkeypatch.setattr("quartiersarbeit.ground.identity.time", then)

    return later


@pytest.fixture
def approver(freigabe) -> User:
    freigabe.set_password(PASSWORD)
    freigabe.save()
    return freigabe


@pytest.fixture
def client(approver) -> Client:
    """Freigabe, who has just signed in."""
    client = Client(headers={"Accept": "text/html", "Origin": "http://testserver"})
    client.post(reverse("account_login"), {"login": approver.email, "password": PASSWORD})
    return client


@pytest.fixture
def draft() -> Decision:
    return DecisionFactory()


def at(draft: Decision) -> str:
    return reverse("funding:decision_approve", args=[draft.pk])


def approve(client: Client, draft: Decision):
    return client.post(at(draft), {"gesehen": draft.content})


def is_approved(draft: Decision) -> bool:
    return Decision.objects.get(pk=draft.pk).approved_on is not None


# --- Asked again -------------------------------------------------------------------------------------


def test_whoever_has_just_signed_in_approves(client, draft):
    approve(client, draft)
    assert is_approved(draft)


def test_later_one_is_asked_first(client, draft, clock):
    clock(16)
    answer = approve(client, draft)
    assert (answer.status_code, answer.url.split("?")[0], is_approved(draft)) == (
        302,
        reverse("account_reauthenticate"),
        False,
    )


def test_what_was_sent_is_done_after_the_confirmation(client, draft, clock, approver):
    clock(16)
    approve(client, draft)
    clock(0)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": at(draft)})
    draft.refresh_from_db()
    assert draft.approved_by == approver


def test_the_history_names_the_act_not_the_confirmation(client, draft, clock):
    clock(16)
    approve(client, draft)
    clock(0)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": at(draft)})
    event = pghistory.models.Events.objects.tracks(draft).order_by("pgh_id").last()
    assert event.pgh_context["url"] == at(draft)


def test_with_a_wrong_password_nothing_is_done(client, draft, clock):
    clock(16)
    approve(client, draft)
    client.post(reverse("account_reauthenticate"), {"password": "falsch", "next": at(draft)})
    assert not is_approved(draft)


def test_the_confirmation_does_nothing_twice(client, draft, clock):
    clock(16)
    approve(client, draft)
    clock(0)
    asked = {"password": PASSWORD, "next": at(draft)}
    client.post(reverse("account_reauthenticate"), asked)
    answer = client.post(reverse("account_reauthenticate"), asked)
    assert (answer.status_code, answer.url) == (302, at(draft))


def test_looking_is_never_asked_about(client, draft, clock):
    clock(600)
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_whoever_has_no_right_is_refused_not_asked(koordination, client_of, draft):
    assert approve(client_of(koordination), draft).status_code == 403


def test_several_at_once_are_asked_about_too(client, draft, clock):
    clock(16)
    answer = client.post(
        reverse("tasks_together", args=["decision_approve"]), {f"gesehen-{draft.pk}": draft.content}
    )
    assert (answer.url.split("?")[0], is_approved(draft)) == (reverse("account_reauthenticate"), False)


def test_whoever_has_a_second_factor_is_asked_for_it(client, approver, draft, clock):
    TOTP.activate(approver, generate_totp_secret())  # the password alone is no longer enough
    answer = approve(client, draft)
    assert (answer.url.split("?")[0], is_approved(draft)) == (reverse("mfa_reauthenticate"), False)


def test_the_second_factor_confirms(client, approver, draft):
    secret = generate_totp_secret()
    TOTP.activate(approver, secret)
    approve(client, draft)
    code = format_hotp_value(hotp_value(secret, NOW))
    client.post(reverse("mfa_reauthenticate"), {"code": code, "next": at(draft)})
    assert is_approved(draft)


def test_a_session_of_somebody_else_confirms_nothing(client, approver, draft, clock):
    session = client.session
    session["account_authentication_methods_user"] = "0"
    session.save()
    approve(client, draft)
    assert not is_approved(draft)


def test_files_are_not_kept_but_the_text_comes_back(client, clock):
    proof = ProofOfUseFactory(submitted=True)
    clock(16)
    upload = SimpleUploadedFile("brief.pdf", b"%PDF-1.7")
    address = reverse("funding:proof_return", args=[proof.pk])
    answer = client.post(address, {"reason": "Bitte die Belege nachreichen.", "file": upload})
    page = text_of(answer)
    assert (answer.status_code, "Bitte die Belege nachreichen." in page, "neuen Fenster" in page) == (
        403,
        True,
        True,
    )


def test_a_password_never_waits_in_a_session(verwaltung, clock):
    verwaltung.set_password(PASSWORD)
    verwaltung.save()
    client = Client()
    client.post(reverse("account_login"), {"login": verwaltung.email, "password": PASSWORD})
    clock(16)
    new = {"email": "neu@example.org", "password1": "streng-geheim-9", "password2": "streng-geheim-9"}
    answer = client.post(reverse("admin:partners_user_add"), new)
    assert (answer.url.split("?")[0], "account_reauthentication_state" in client.session) == (
        reverse("account_reauthenticate"),
        False,
    )


def test_rights_are_changed_in_the_admin_after_the_confirmation_only(verwaltung, client_of, koordination):
    groups = [Group.objects.get(name="Freigabe").pk]
    answer = client_of(verwaltung).post(
        reverse("admin:partners_user_change", args=[koordination.pk]),
        {"email": "k@example.org", "groups": groups},
    )
    koordination.refresh_from_db()
    assert (answer.status_code, koordination.email) == (302, "koordination@example.org")


def test_who_can_confirm_by_nothing_is_led_to_the_account(client_of, draft):
    person = in_group("Freigabe")
    person.set_unusable_password()
    person.save()
    answer = client_of(person).post(at(draft), {"gesehen": draft.content}, follow=True)
    assert (told(answer)[0][:32], is_approved(draft)) == ("Dafür bestätigen Sie, dass Sie e", False)


def test_the_setting_switches_it_off(client, draft, clock, settings):
    settings.STEP_UP_MINUTES = 0
    clock(600)
    approve(client, draft)
    assert is_approved(draft)


@pytest.mark.parametrize(
    "right",
    [
        "funding.approve_decision",
        "funding.release_disbursement",
        "funding.pay_disbursement",
        "funding.close_fiscalyear",
        "funding.issue_repaymentclaim",
        "quality_dialog.approve_report",
        "quality_dialog.publish_report",
        "partners.change_user",
        "auth.change_group",
    ],
)
def test_these_rights_carry_weight(right):
    assert is_weighty(right)


# --- A second factor first ---------------------------------------------------------------------------


@pytest.fixture
def enforced(settings):
    settings.MFA_ROLES = ["Freigabe", "Verwaltung"]


START = "partners:second_factor"


def test_the_role_leads_to_a_second_factor_before_anything_else(enforced, client_of, approver):
    client = client_of(approver)
    pages = ("dashboard", "task_list", "funding:fiscal_year_list", "partners:account")
    assert {client.get(reverse(page)).url for page in pages} == {reverse(START)}


def test_nothing_is_done_without_one(enforced, client, draft):
    approve(client, draft)
    assert not is_approved(draft)


def test_other_roles_are_not_led_there(enforced, client_of, koordination):
    assert client_of(koordination).get(reverse("dashboard")).status_code == 200


def test_with_one_the_work_goes_on(enforced, client_of, approver):
    TOTP.activate(approver, generate_totp_secret())
    assert client_of(approver).get(reverse("dashboard")).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(enforced, client_of, approver):
    RecoveryCodes.activate(approver)
    assert client_of(approver).get(reverse("dashboard")).status_code == 302


def test_a_deputy_of_the_role_needs_one_too(enforced, client_of, approver, koordination):
    AbsenceFactory(person=approver, deputy=koordination, starts_on=timezone.localdate())
    assert client_of(koordination).get(reverse("dashboard")).url == reverse(START)


def test_the_door_of_the_admin_counts_as_verwaltung(enforced, client_of):
    client = client_of(User.objects.create_superuser("chef@example.org"))
    assert client.get(reverse("admin:index")).url == reverse(START)


def test_what_is_needed_to_set_it_up_stays_open(enforced, client):
    pages = (START, "account_reauthenticate", "help", "account_change_password")
    assert {client.get(reverse(page)).status_code for page in pages} == {200}


def test_the_page_says_that_the_role_needs_it(enforced, client):
    assert "Ihre Rolle verlangt einen zweiten Faktor" in text_of(client.get(reverse(START)))


def test_the_last_factor_of_the_role_stays(enforced, client, approver):
    secret = generate_totp_secret()
    TOTP.activate(approver, secret)
    client.post(reverse("mfa_reauthenticate"), {"code": format_hotp_value(hotp_value(secret, NOW))})
    client.post(reverse("mfa_deactivate_totp"))
    assert approver.authenticator_set.filter(type="totp").exists()


def test_who_needs_none_may_switch_it_off(client, approver):
    secret = generate_totp_secret()
    TOTP.activate(approver, secret)
    client.post(reverse("mfa_reauthenticate"), {"code": format_hotp_value(hotp_value(secret, NOW))})
    client.post(reverse("mfa_deactivate_totp"))
    assert not approver.authenticator_set.exists()
