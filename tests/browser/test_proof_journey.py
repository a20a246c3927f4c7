"""A recipient's whole proof of use – typed, lost and found, returned, accepted – and moment 12: audit's export."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from funding.models import Allocation, ProofOfUse
from partners.models import User
from tests.browser.clicking import follow, press
from tests.browser.looking import findings, sign_in
from tests.factories import heard, png

pytestmark = pytest.mark.browser

PNG = png()


@pytest.fixture
def proof(demo) -> ProofOfUse:
    """This year's proof of a site whose recipient has an account, with money paid and nothing written yet."""
    partner = User.objects.get(email="altundjung@example.org").partner
    proofs = ProofOfUse.objects.not_handed_in(timezone.localdate()).filter(allocation__recipient=partner)
    return proofs.filter(narrative="").first()


def saved(page) -> None:
    page.locator("[data-autosave-status]", has_text="Gespeichert um").wait_for()


def type_in(page, narrative: str) -> None:
    """As somebody types: with the keys, so that the form notices."""
    area = page.get_by_label("Sachbericht")
    area.fill("")
    area.press_sequentially(narrative)


def test_a_proof_of_use_is_written_returned_and_accepted(demo, proof, page, tmp_path, axe):
    paid = proof.paid(timezone.localdate())
    sign_in(page, demo, "altundjung")
    page.goto(f"{demo}/")
    page.get_by_text("Später (").click()  # nobody has to hand it in this week
    with page.expect_navigation():
        page.locator(f"main a[href^='{proof.get_absolute_url()}']").first.click()
    follow(page, "Bearbeiten")
    type_in(page, "Die Angebote fanden statt.")
    page.get_by_label("Personal: ausgegeben").fill(f"{paid - 100}".replace(".", ","))
    saved(page)
    assert page.locator("[data-autosave-text=total_funded]").inner_text() != "0,00 €"
    assert findings(page, axe) == []
    page.reload()  # the server has it, whatever becomes of this window
    assert page.get_by_label("Sachbericht").input_value() == "Die Angebote fanden statt."
    press(page, "Speichern")
    follow(page, "Anlagen hinzufügen")
    document = Path(tmp_path) / "belege.png"
    document.write_bytes(PNG)
    page.get_by_label("Bezeichnung").fill("Belegliste")
    page.get_by_label("Dateien").set_input_files(document)
    press(page, "Anlagen hinzufügen")
    assert findings(page, axe) == []
    press(page, "Verwendungsnachweis einreichen")
    assert page.get_by_text("eingereicht, wird geprüft").count() == 1

    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/verwendungsnachweise/?stand=submitted")
    with page.expect_navigation():
        page.locator(f"main table a[href='{proof.get_absolute_url()}']").click()
    follow(page, "Zurückgeben")
    page.get_by_label("Gründe").fill("Bitte die Räume ergänzen.")
    press(page, "Nachweis zurückgeben")

    sign_in(page, demo, "altundjung")
    page.goto(f"{demo}{proof.get_absolute_url()}")
    assert page.get_by_text("Bitte die Räume ergänzen.").count() >= 1
    follow(page, "Bearbeiten")
    page.get_by_label("Räume: ausgegeben").fill("50,00")
    press(page, "Speichern")
    press(page, "Verwendungsnachweis einreichen")

    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{proof.get_absolute_url()}")
    follow(page, "Annehmen")
    page.get_by_label("Prüfvermerk").fill("Geprüft, ohne Beanstandung.")
    press(page, "Nachweis annehmen")
    assert page.get_by_label("Betrag").input_value() == "50,00"
    press(page, "Entwurf speichern")
    heard(proof.allocation.repayment_claims.get())
    sign_in(page, demo, "freigabe")
    page.reload()
    press(page, "Rückforderung über")
    proof.refresh_from_db()
    claim = proof.allocation.repayment_claims.get()
    assert (proof.accepted_by.email, claim.issued_by.email) == (
        "koordination@example.org",
        "freigabe@example.org",
    )


def test_what_was_typed_is_there_after_the_login_ran_out(demo, proof, page):
    sign_in(page, demo, "altundjung")
    page.goto(f"{demo}{proof.get_absolute_url()}bearbeiten/")
    Session.objects.all().delete()
    type_in(page, "Vor dem Ablauf getippt.")
    page.locator("[data-autosave-status]", has_text="nicht mehr angemeldet").wait_for()
    page.goto(f"{demo}/konto/login/")
    page.get_by_label("E-Mail").fill("altundjung@example.org")
    page.get_by_label("Passwort", exact=True).fill("quartier-demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{demo}{proof.get_absolute_url()}bearbeiten/")
    page.get_by_role("button", name="Eingaben übernehmen").click()
    assert page.get_by_label("Sachbericht").input_value() == "Vor dem Ablauf getippt."
    saved(page)
    press(page, "Speichern")
    proof.refresh_from_db()
    assert proof.narrative == "Vor dem Ablauf getippt."
    page.goto(f"{demo}{proof.get_absolute_url()}bearbeiten/")
    assert not page.locator("[data-autosave-offer]").is_visible()


def test_the_button_after_an_expired_login_gives_the_text_back(demo, proof, page):
    sign_in(page, demo, "altundjung")
    page.goto(f"{demo}{proof.get_absolute_url()}bearbeiten/")
    Session.objects.all().delete()
    page.get_by_label("Sachbericht").fill("Gleich abgesendet, aber schon abgemeldet.")
    press(page, "Speichern")
    assert "Ihre Anmeldung ist abgelaufen" in page.get_by_role("heading", level=1).inner_text()
    sign_in(page, demo, "altundjung")  # in another window
    press(page, "Noch einmal absenden")
    proof.refresh_from_db()
    assert proof.narrative == "Gleich abgesendet, aber schon abgemeldet."


def test_two_tabs_never_overwrite_each_other_unseen(demo, proof, page):
    sign_in(page, demo, "altundjung")
    url = f"{demo}{proof.get_absolute_url()}bearbeiten/"
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    type_in(page, "Im ersten Fenster.")
    saved(page)
    type_in(other, "Im zweiten Fenster.")
    other.locator("[data-autosave-status]", has_text="Jemand anderes war schneller").wait_for()
    press(other, "Speichern")
    text = other.locator("main").inner_text()
    assert "Im ersten Fenster." in text
    assert other.get_by_label("Sachbericht").input_value() == "Im zweiten Fenster."
    assert findings(other, lambda **_: []) == []
    press(other, "Meine Fassung speichern")
    proof.refresh_from_db()
    assert proof.narrative == "Im zweiten Fenster."


def test_audit_exports_one_euros_way_from_the_resolution_to_the_review_note(demo, page):
    sign_in(page, demo, "revision")
    allocation = Allocation.objects.filter(proof__accepted_on__isnull=False).first()
    page.goto(f"{demo}{allocation.get_absolute_url()}")
    follow(page, "Weg des Geldes nachvollziehen")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Excel (XLSX)").click()
    rows = list(openpyxl.load_workbook(BytesIO(Path(loading.value.path()).read_bytes())).active.values)
    steps = [row[1] for row in rows[1:]]
    assert (steps[0], rows[1][4]) == ("Beschluss", 80000)
    assert "Verwendungsnachweis angenommen" in steps
    proven = rows[0].index("nachgewiesen")
    figures = Allocation.objects.with_totals(timezone.localdate()).get(pk=allocation.pk)
    assert rows[-1][proven] == pytest.approx(float(figures.proven))
    assert any("geprüft" in str(row[3]) for row in rows)
