"""From the invitation to an approval: passkey, sign-in, being asked again; and an app in place of a passkey."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from partners.models import AccountInvitation, User
from tests.factories import PASSWORD, DecisionFactory
from tests.people import in_group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
AGED = 16 * 60  # seconds: longer than one is left alone


@pytest.fixture
def phone(page):
    """A device that holds passkeys and knows its owner."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    owner = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": kind | owner})
    return tools


def invited(role: str) -> str:
    """The address of an invitation that a second person has confirmed."""
    one, other = (in_group("Verwaltung") for _ in range(2))
    given = {"email": "neu@example.org", "role": Group.objects.get(name=role)}
    row = AccountInvitation.objects.invite(**given, by=one, on=TODAY)
    row.confirm(by=other, on=TODAY)
    return reverse("partners:invitation_accept", args=[row.renew(by=one, on=TODAY)])


def sign_out(page) -> None:
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_load_state()


def grow_old() -> None:
    """Whoever is signed in has shown who they are sixteen minutes ago."""
    for row in Session.objects.all():
        stored = row.get_decoded()
        for record in stored.get("account_authentication_methods", []):
            record["at"] -= AGED
        row.session_data = Session.get_session_store_class()().encode(stored)
        row.save()


def test_invited_with_a_passkey_to_an_approval_that_asks_again(page, phone, live_server, settings):
    settings.STEP_UP_MINUTES = 15
    settings.MFA_ROLES = ["Freigabe"]
    draft = DecisionFactory()

    page.goto(f"{live_server.url}{invited('Freigabe')}")
    page.get_by_label("Vorname").fill("Ida")
    page.get_by_label("Nachname").fill("Neu")
    page.get_by_role("button", name="Konto anlegen").click()
    page.get_by_label("Name").fill("Diensttelefon")
    page.get_by_role("button", name="Hinzufügen").click()
    page.get_by_role("button", name="Passkey benutzen").click()  # tried once, before the codes are shown
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)

    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.get_by_role("button", name="Mit einem Passkey anmelden").click()
    page.wait_for_url(f"{live_server.url}/")
    assert "Ida Neu" in page.locator(".account__name").inner_text()

    grow_old()
    page.goto(f"{live_server.url}{draft.get_absolute_url()}")
    page.locator("form[action$='/freigabe/'] button").click()
    assert "Bitte bestätigen Sie, dass Sie es sind" in page.locator("main").inner_text()
    draft.refresh_from_db()
    assert draft.approved_on is None
    page.goto(f"{page.url}")  # looked at again: nothing is lost
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url(f"{live_server.url}{draft.get_absolute_url()}")
    draft.refresh_from_db()
    assert draft.approved_by == User.objects.get(email="neu@example.org")


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_app_is_set_up_by_its_copied_key_and_signs_in(page, live_server):
    person = in_group("Koordination", email="koordination@example.org")

    def sign_in() -> None:
        page.goto(f"{live_server.url}{reverse('account_login')}")
        page.get_by_label("E-Mail").fill(person.email)
        page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.wait_for_load_state()

    def give_code(button: str) -> None:
        """A code is good for half a minute; on a slow machine the second one is in time."""
        for _ in range(3):
            page.locator("input[name=code]").fill(code(secret))
            page.get_by_role("button", name=button).click()
            page.wait_for_load_state()
            if not page.locator("input[name=code]").count():
                return

    sign_in()
    page.goto(f"{live_server.url}{reverse('partners:account')}")
    page.get_by_role("link", name=re.compile("Einrichten")).click()
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Bestätigen").click()
    secret = page.locator("#authenticator_secret").input_value()
    give_code("Einrichten")
    sign_out(page)

    sign_in()
    assert page.url.startswith(f"{live_server.url}{reverse('mfa_authenticate')}")
    give_code("Anmelden")
    assert page.locator(".account__mail").count() == 1
