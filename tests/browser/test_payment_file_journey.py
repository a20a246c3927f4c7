"""A run to a validated payment file, and a payment that comes back: the account, the list, the treasury's answer."""

import io

import openpyxl
import pytest
from django.utils import timezone
from sepaxml.validation import try_valid_xml

from funding import payment_order
from funding.models import Disbursement, PaymentReturn, PaymentRun, RepaymentClaim
from funding.statuses import DisbursementStatus
from partners.models import User
from quartiersarbeit.ground.forms import refused
from tests.browser.looking import findings, sign_in

pytestmark = pytest.mark.browser

CITYS = "DE02120300000000202051"


def release_what_waits() -> None:
    """As Freigabe does on the page of tasks; who has no account is refused there, too."""
    freigabe, today = User.objects.get(email="freigabe@example.org"), timezone.localdate()
    for one in Disbursement.objects.awaiting_release(today):
        refused(one.release, by=freigabe, on=today)


def test_a_run_to_a_validated_payment_file_and_a_returned_payment(demo, page, axe, tmp_path):
    release_what_waits()
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/zahlungslisten/")
    assert "Ohne das Konto gibt es die Liste als PDF und Excel" in page.locator("main").inner_text()
    assert findings(page, axe) == []
    page.goto(f"{demo}/stammdaten/")
    page.get_by_role("link", name="Stadt", exact=True).click()
    for label, text in (
        ("Name der Stadt", "Stadt Bielefeld"),
        ("Ort", "Bielefeld"),
        ("Ort vor einem Wort", "Bielefelder"),
        ("Name des Modells nach", "Bielefelder Modell"),
        ("Kontoinhaber", "Stadtkasse & Söhne"),
        ("IBAN der Stadt", CITYS),
    ):
        page.get_by_label(label, exact=label == "Ort").fill(text)
    page.get_by_role("button", name="Speichern").click()
    assert "Eine Bank nimmt als Kontoinhaber höchstens 70 Zeichen an" in page.locator("main").inner_text()
    page.get_by_label("Kontoinhaber").fill("Stadtkasse Müsterstadt")
    page.get_by_role("button", name="Speichern").click()

    page.goto(f"{demo}/zahlungslisten/")
    page.get_by_role("button", name="erstellen").first.click()
    run = PaymentRun.objects.latest("pk")
    assert page.get_by_role("heading", level=1).inner_text() == str(run)
    with page.expect_download() as download:
        page.get_by_role("button", name="Als Zahlungsdatei ausgeben").click()
    made = download.value.path().read_bytes()
    try_valid_xml(made, payment_order.SCHEMA)
    assert f"<CtrlSum>{run.total:.2f}</CtrlSum>".encode() in made
    page.reload()
    main = page.locator("main").inner_text()
    assert ("1. Ausgabe als Zahlungsdatei" in main, "Stadtkasse Müsterstadt" in main) == (True, True)
    assert findings(page, axe) == []

    with page.expect_download() as download:
        page.get_by_role("button", name="Als Excel ausgeben").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = list(book.active.iter_rows())
    heads = next(row for row in rows if "Kennung" in [cell.value for cell in row])
    at = {cell.value: cell.column - 1 for cell in heads}
    today = timezone.localdate()
    for row in rows[heads[0].row : -1]:
        row[at["Ausgezahlt am"]].value, row[at["Buchungszeichen"]].value = today, "KA-4711"
    first = rows[heads[0].row]
    first[at["Zurückgekommen am"]].value = today
    first[at["Grund des Rücklaufs"]].value = "Konto erloschen"
    book.save(tmp_path / "antwort.xlsx")

    page.get_by_role("link", name="Rückmeldung einlesen").click()
    assert findings(page, axe) == []
    page.get_by_label("Tabelle").set_input_files(tmp_path / "antwort.xlsx")
    page.get_by_role("button", name="Datei prüfen").click()
    assert "Die Prüfung fand keine Fehler" in page.locator("main").inner_text()
    assert (findings(page, axe), PaymentReturn.objects.filter(reason="Konto erloschen").count()) == ([], 0)
    page.get_by_role("button", name="Alle Zeilen übernehmen").click()
    back = PaymentReturn.objects.get(reason="Konto erloschen")
    assert run.items.filter(disbursement__reference="KA-4711").count() == run.item_count

    page.goto(f"{demo}{back.disbursement.get_absolute_url()}")
    assert "Klären muss es eine andere Person" in page.locator("main").inner_text()
    page.context.clear_cookies()
    sign_in(page, demo, "freigabe")
    page.goto(f"{demo}/aufgaben/")
    page.get_by_role("link", name="Rücklauf einer Zahlung klären").first.click()
    page.goto(f"{demo}{back.disbursement.get_absolute_url()}")
    assert "Stornieren Sie die Zahlung" in page.locator("main").inner_text()
    assert findings(page, axe) == []
    page.get_by_role("link", name="Zahlung stornieren").click()
    page.get_by_label("Grund").fill("Die Bank hat das Geld zurückgegeben.")
    page.get_by_role("button", name="Zahlung stornieren").click()
    assert "Die Zahlung ist storniert." in page.locator("main").inner_text()
    assert back.disbursement.status_on(today) == DisbursementStatus.REVERSED

    claim = RepaymentClaim.objects.filter(issued_on__isnull=False, paid_on=None).first()
    page.goto(f"{demo}{claim.get_absolute_url()}")
    assert page.get_by_role("img", name="QR-Code „Überweisen mit dem Telefon (GiroCode)“").is_visible()
    assert findings(page, axe) == []
