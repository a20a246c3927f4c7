"""Moment 7: Freigabe finds what waits, never their own; the payment sheet is ready for the treasury."""

import io

import openpyxl
import pytest
from django.utils import timezone

from funding.models import Disbursement, PaymentRun
from partners.models import User
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german
from tests.browser.looking import findings, sign_in

pytestmark = pytest.mark.browser


def test_what_koordination_planned_freigabe_releases_and_the_treasury_gets(demo, page, axe):
    sign_in(page, demo, "koordination")
    own = Disbursement.objects.changeable(timezone.localdate()).get()
    page.goto(f"{demo}{own.get_absolute_url()}")
    page.get_by_role("button", name="Sachlich und rechnerisch richtig").click()
    assert "Freigeben muss sie eine andere Person" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="freigeben").count() == 0
    page.goto(f"{demo}/aufgaben/?wessen=alle&art=instalment_release")
    assert page.get_by_role("checkbox").count() == 0

    page.context.clear_cookies()
    sign_in(page, demo, "freigabe")
    page.goto(demo)
    page.get_by_role("navigation").get_by_role("link", name="Aufgaben").click()
    page.get_by_role("link", name="Raten zur Zahlung freigeben").click()
    freigabe = User.objects.get(email="freigabe@example.org")
    owed = duties(freigabe, timezone.localdate(), whose=[Whose.MINE], codes=["instalment_release"])
    waiting = Disbursement.objects.filter(pk__in=[duty.key for duty in owed])
    assert page.get_by_role("checkbox").count() == waiting.count() > 1
    for box in page.get_by_role("checkbox").all():
        box.check()
    payable = waiting.exclude(allocation__recipient__iban="")
    number, amount = payable.count(), german.euro(sum(payment.amount for payment in payable))
    page.get_by_role("button", name="Angekreuzte prüfen").click()
    assert findings(page, axe) == []
    page.get_by_role("button", name="Raten zur Zahlung freigeben").click()
    main = page.locator("main").inner_text()
    done = f"{number} Raten, zusammen {amount}: freigegeben."
    assert (done in main, "keine gültige IBAN" in main) == (True, True)
    page.goto(f"{demo}/auszahlungen/")

    page.get_by_role("link", name="Zahlungslisten").click()
    page.get_by_role("button", name="erstellen").click()
    run = PaymentRun.objects.latest("number")
    assert page.get_by_role("heading", level=1).inner_text() == str(run)
    with page.expect_download() as download:
        page.get_by_role("button", name="Als Excel ausgeben").click()
    rows = list(openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active.values)
    assert rows[-1][5] == float(run.total)
    with page.expect_download():
        page.get_by_role("button", name="Als Excel ausgeben").click()
    page.reload()
    assert "2. Ausgabe als Excel" in page.locator("main").inner_text()

    page.get_by_role("link", name="Ganze Liste als ausgezahlt erfassen").click()
    page.get_by_label("Buchungszeichen").fill("KA-4711")
    page.get_by_role("button", name="erfassen").click()
    assert "Die Zahlungen sind erfasst." in page.locator("main").inner_text()
    assert run.items.filter(disbursement__reference="KA-4711").count() == run.item_count
