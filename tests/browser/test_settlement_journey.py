"""A proof of use with income and a surplus, from the type of financing to the claim and the code that pays it."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import Allocation, ProofOfUse, RepaymentClaim
from tests import factories as f
from tests.browser.clicking import follow, press
from tests.browser.looking import findings, sign_in
from tests.people import in_group
from tests.year.walking import today

pytestmark = pytest.mark.browser
DAY = date(2027, 2, 10)
CITYS = "DE02120300000000202051"


@pytest.fixture
def server(transactional_db, live_server):
    """The server on that day; its address."""
    with today(DAY):
        yield live_server.url


@pytest.fixture
def allocation(server) -> Allocation:
    """8.000 € planned for the AWO, with people of both sides."""
    awo = f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=f.IBAN)
    in_group("Koordination", email="koordination@example.org")
    in_group("Freigabe", email="freigabe@example.org")
    f.MunicipalityFactory(account_holder="Stadtkasse Musterstadt", iban=CITYS)
    in_group("Partner", email="awo@example.org", partner=awo)
    return f.AllocationFactory(recipient=awo)


def test_a_proof_with_income_and_a_surplus_leads_to_its_claim(server, allocation, page, axe):
    sign_in(page, server, "koordination")
    page.goto(f"{server}{allocation.get_absolute_url()}")
    follow(page, "Finanzierungsart festlegen")
    page.get_by_label("Finanzierungsart").select_option("deficit")
    assert findings(page, axe) == []
    press(page, "Speichern")
    assert page.get_by_text("Fehlbedarf", exact=True).count() == 1
    f.DecisionFactory(approved=True, allocation=allocation)
    f.DisbursementFactory(allocation=allocation, amount=Decimal("8000.00"), paid=True)
    proof = f.ProofOfUseFactory(allocation=allocation)

    sign_in(page, server, "awo")
    page.goto(f"{server}{proof.get_absolute_url()}")
    follow(page, "Bearbeiten")
    page.get_by_label("Sachbericht").fill("Die Angebote fanden statt.")
    page.get_by_label("Personal: ausgegeben").fill("8.500,00")
    page.get_by_label("Personal: davon Eigenmittel").fill("400,00")
    page.get_by_label("Einnahme: Teilnahmebeiträge").fill("1.250,50")
    page.get_by_label("Fördert noch jemand").select_option("some")
    page.get_by_label("Wer, wofür und wie viel?").fill("Land, Ehrenamt, 300 €")
    assert findings(page, axe) == []
    press(page, "Speichern")
    follow(page, "Beleg hinzufügen")
    page.get_by_label("Kostenart").select_option("staff")
    page.get_by_label("Belegnummer").fill("RE-2026-17")
    page.get_by_label("Belegdatum").fill("2026-05-02")
    page.get_by_label("Zahlung an").fill("Lohnbüro")
    page.get_by_label("Betrag").fill("8.500,00")
    press(page, "Beleg speichern")
    page.get_by_label("Belegnummer").fill("re 2026 17")  # the same once more
    page.get_by_label("Belegdatum").fill("2026-05-02")
    page.get_by_label("Zahlung an").fill("Lohnbüro")
    page.get_by_label("Betrag").fill("1,00")
    press(page, "Beleg speichern")
    assert page.get_by_text("schon abgerechnet").count() >= 1
    assert findings(page, axe) == []
    page.goto(f"{server}{proof.get_absolute_url()}")
    assert page.get_by_text("Vorschlag: 1.150,50").count() == 1
    press(page, "Verwendungsnachweis einreichen")

    sign_in(page, server, "koordination")
    page.goto(f"{server}{proof.get_absolute_url()}")
    assert page.get_by_text("Land, Ehrenamt, 300 €").count() == 1
    assert page.get_by_text("Überschuss", exact=True).count() == 1
    assert findings(page, axe) == []
    follow(page, "Annehmen")
    page.get_by_label("Prüfvermerk").fill("Geprüft, ohne Beanstandung.")
    press(page, "Nachweis annehmen")
    assert page.get_by_label("Betrag").input_value() == "1.150,50"
    press(page, "Entwurf speichern")
    claim = RepaymentClaim.objects.get()
    assert (ProofOfUse.objects.get().recognised, claim.amount) == (Decimal("6849.50"), Decimal("1150.50"))

    f.heard(claim)
    sign_in(page, server, "freigabe")
    page.goto(f"{server}{claim.get_absolute_url()}")
    assert page.get_by_role("heading", name="Überweisung").count() == 0
    press(page, "Rückforderung über 1.150,50 € erlassen")
    transfer = page.get_by_role("region", name="Überweisung")
    assert "1.150,50" in transfer.inner_text()
    assert "Stadtkasse Musterstadt" in transfer.inner_text()
    assert transfer.get_by_role("img").count() == 1
    assert findings(page, axe) == []
