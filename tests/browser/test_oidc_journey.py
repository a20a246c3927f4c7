"""From the sign-in page to the city's identity service and back: with a role of one's own, and with one that waits."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from partners.models import RightsChange, User
from tests.browser.conftest import PASSWORD
from tests.browser.looking import Look
from tests.factories import PartnerFactory
from tests.identity_service import LABEL, service
from tests.people import in_group

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def served():
    cache.clear()
    with service() as running:
        yield running
    cache.clear()


def signs_in(page, address: str, subject: str) -> None:
    """By the button, the service's own page, and back."""
    page.goto(f"{address}{reverse('account_login')}")
    page.get_by_role("link", name=f"Mit {LABEL} anmelden").click()
    page.locator("input[name=sub]").first.fill(subject)
    page.locator("form button").first.click()
    page.wait_for_url(f"{address}/**")


def test_somebody_new_comes_back_with_the_mapped_role(page, live_server, served):
    awo = PartnerFactory(short_name="AWO")
    served.knows("anna", groups=["qa-partner", "traeger-awo"], given_name="Anna", family_name="Ahlers")
    signs_in(page, live_server.url, "anna")
    assert page.url == f"{live_server.url}/"
    assert "Anna Ahlers" in page.locator(".account__name").inner_text()
    assert "Partner" in page.locator("details.account").inner_text()
    page.get_by_role("link", name="Partner", exact=True).first.click()
    assert awo.name in page.locator("main").inner_text()


def test_a_weighty_role_waits_for_the_second_person(page, browser, live_server, served):
    in_group("Verwaltung", is_staff=True)
    second = in_group("Freigabe", email="freigabe@example.org")
    second.set_password(PASSWORD)
    second.save()
    served.knows("frieda", groups=["qa-freigabe"], given_name="Frieda", family_name="Frei")
    signs_in(page, live_server.url, "frieda")
    said = "Für Sie ist beantragt: Rolle Freigabe geben."
    assert said in page.locator("main").inner_text()
    waiting = RightsChange.objects.get(person__email="frieda@example.org")

    other = browser.new_context().new_page()
    other.goto(f"{live_server.url}{reverse('account_login')}?next={waiting.get_absolute_url()}")
    other.get_by_label("E-Mail").fill(second.email)
    other.get_by_label("Passwort", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Anmelden", exact=True).click()
    assert f"Zum ersten Mal angemeldet mit: {LABEL}" in other.locator("main").inner_text()
    other.get_by_role("button", name="Bestätigen").click()
    other.wait_for_load_state()
    other.context.close()

    page.goto(live_server.url)
    assert said not in page.locator("main").inner_text()
    person = User.objects.get(email="frieda@example.org")
    assert list(person.groups.values_list("name", flat=True)) == ["Freigabe"]


def test_whoever_is_refused_reads_why_on_a_page_that_everybody_can_read(
    page, live_server, served, look: Look
):
    served.knows("fremd", groups=["kantine"])
    signs_in(page, live_server.url, "fremd")
    assert "Für Sie gibt es hier noch kein Konto" in page.locator("main").inner_text()
    look("refused")
    assert look.found == {}
    page.get_by_role("link", name="Zurück zur Anmeldung").click()
    assert page.url == f"{live_server.url}{reverse('account_login')}"
