"""Moment 5: one agreement, several partners, seven sites – entered once; it warns before it expires."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Agreement, Partner
from sites.models import Coverage
from tests.browser.clicking import follow, press
from tests.factories import SiteFactory, UserFactory

pytestmark = pytest.mark.browser

TODAY = timezone.localdate()
TITLE = "Vereinbarung der sieben Standorte"


def fill_day(page, label: str, day) -> None:
    page.get_by_label(label).fill(day.isoformat())


def draft(page, names: list[str]) -> None:
    """The agreement with its three parties, on one form."""
    follow(page, "Neue Vereinbarung")
    page.get_by_label("Bezeichnung").fill(TITLE)
    fill_day(page, "Laufzeit von", TODAY)
    fill_day(page, "Laufzeit bis", TODAY + timedelta(days=80))
    page.get_by_label("Kündigungsfrist in Monaten").fill("1")
    for number, name in enumerate(names):
        page.locator(f"#id_parteien-{number}-partner").select_option(label=name)
        page.locator(f"#id_parteien-{number}-role").select_option("provider")
    press(page, "Entwurf speichern")


def cover(page, sites) -> None:
    """All sites at once, each on a free seat."""
    follow(page, "Standorte hinzufügen")
    for site in sites:
        page.get_by_label(site.name, exact=True).check()
    press(page, "Standorte hinzufügen")


def sign(page, names: list[str]) -> None:
    follow(page, "Versand erfassen")
    press(page, "Versand erfassen")
    for _ in names:
        follow(page, "Unterschrift erfassen")
        page.get_by_label("Vertragspartei").select_option(index=1)
        page.get_by_label("Unterzeichnet durch").fill("Vorstand")
        fill_day(page, "Unterzeichnet am", TODAY)
        press(page, "Unterschrift erfassen")


def test_one_agreement_for_several_partners_and_seven_sites(keyboard, page):
    free_the_seats()
    sites = [SiteFactory(name=f"Neuer Standort {number}") for number in range(1, 8)]
    names = [str(partner) for partner in Partner.objects.active(TODAY)[:3]]
    keyboard.sign_in("koordination")
    keyboard.open("/vereinbarungen/")
    draft(page, names)
    cover(page, sites)
    assert (
        page.locator("#standorte + .table-region tbody tr, #standorte ~ .table-region tbody tr").count() == 7
    )
    sign(page, names)
    text = page.locator("main").inner_text()
    assert "Die Laufzeit endet am" in text
    assert "läuft aus" in text
    made = Agreement.objects.get(title=TITLE)
    assert (made.parties.count(), Coverage.objects.in_force(TODAY).filter(agreement=made).count()) == (3, 7)
    keyboard.open("/fristen/")
    assert page.locator("main").get_by_text(TITLE).count()


def free_the_seats() -> None:
    """The example sites leave their seats yesterday; so far this year they had them."""
    given = {"reason": "Neue Vereinbarung.", "by": UserFactory(), "on": TODAY}
    Coverage.objects.running(TODAY).give_back(TODAY - timedelta(days=1), **given)
