"""Money in the browser, under two accounts: euro 80.001 is refused, and a year ends to the cent."""

from decimal import Decimal

import pytest

from funding.models import Allocation, Decision, FiscalYear
from tests.browser.clicking import press
from tests.browser.looking import findings, sign_in

pytestmark = pytest.mark.browser


def said(page) -> str:
    """What stands in the page's main part; spaces that never break read as plain ones."""
    return page.locator("main").inner_text().replace("\u00a0", " ")


def test_euro_80001_is_refused_with_the_reason_and_what_is_still_free(demo, page, axe):
    year = FiscalYear.objects.filter(closed_on=None).latest("year")
    allocation = Allocation.objects.filter(fiscal_year=year).earliest("pk")
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/zuweisungen/{allocation.pk}/bescheide/neu/")
    page.get_by_label("Erhöhung").check()
    page.get_by_label("Betrag").fill("10.000,01")
    page.get_by_label("Begründung").fill("Ein Cent zu viel")
    press(page, "Entwurf speichern")
    draft = Decision.objects.get(reason="Ein Cent zu viel")
    assert "mehr, als verfügbar ist" in said(page)

    sign_in(page, demo, "freigabe")
    page.goto(f"{demo}{draft.get_absolute_url()}")
    press(page, "freigeben")
    assert "Frei sind noch 10.000,00 €." in said(page)
    assert findings(page, axe) == []
    draft.refresh_from_db()
    assert draft.approved_on is None

    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/bescheide/{draft.pk}/bearbeiten/")
    page.get_by_label("Betrag").fill("10.000,00")
    press(page, "Entwurf speichern")
    sign_in(page, demo, "freigabe")
    page.goto(f"{demo}{draft.get_absolute_url()}")
    press(page, "freigeben")
    assert "Der Betrag ist jetzt gebunden." in said(page)
    assert FiscalYear.objects.get(pk=year.pk).committed_now == Decimal("80000.00")


def test_a_year_ends_to_the_cent_and_the_next_one_begins_with_what_was_carried_over(demo, page, axe):
    last = FiscalYear.objects.latest("year")
    sign_in(page, demo, "koordination")

    page.goto(f"{demo}/haushalt/neu/")
    page.get_by_label("Haushaltsjahr").fill(str(last.year + 1))
    page.get_by_label("Haushaltsansatz").fill("75.000,50")
    page.get_by_label("Beschlussgrundlage").select_option(str(last.mandate_id))
    press(page, "Haushaltsjahr eröffnen")
    assert "75.000,50 € sind verfügbar." in said(page)

    page.goto(f"{demo}/haushalt/{last.year + 1}/abschluss/")
    assert "Nichts steht dem Abschluss im Weg." in said(page)
    page.get_by_label("Ins Folgejahr übertragen").fill("75.000,51")
    press(page, "Abschluss vorschlagen")
    assert "Der Rest beträgt 75.000,50 €. Mehr lässt sich nicht übertragen." in said(page)
    assert findings(page, axe) == []
    page.get_by_label("Ins Folgejahr übertragen").fill("500,25")
    press(page, "Abschluss vorschlagen")
    assert "endgültig abschließen" not in said(page)

    sign_in(page, demo, "freigabe")
    page.goto(f"{demo}/haushalt/{last.year + 1}/abschluss/")
    press(page, "endgültig abschließen")
    assert "Rest: 75.000,50 €, davon übertragen: 500,25 €." in said(page)
    assert findings(page, axe) == []

    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/haushalt/{last.year + 1}/abschluss/")
    with page.expect_navigation():
        page.get_by_role("link", name="Nächstes Haushaltsjahr eröffnen").click()
    assert page.get_by_label("Ermächtigungsübertragung").input_value() == "500,25"
    page.get_by_label("Haushaltsansatz").fill("80.000,00")
    press(page, "Haushaltsjahr eröffnen")
    assert "80.500,25 € sind verfügbar." in said(page)
    assert FiscalYear.objects.get(year=last.year + 2).available_now == Decimal("80500.25")
