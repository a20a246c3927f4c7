"""A stranger checks a paper, signed out, on a telephone; and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partners.models import User
from quality_dialog.models import Report
from quality_dialog.report import approval, asking, publishing
from tests.browser.clicking import follow, press
from tests.browser.looking import findings
from tests.browser.narrow import small, wider

pytestmark = pytest.mark.browser


def corrected(report: Report) -> Report:
    """A second version of a report, published."""
    koordination, freigabe = (
        User.objects.get(email=f"{name}@example.org") for name in ("koordination", "freigabe")
    )
    on = report.published_on
    new = report.correct(reason="Beispiel: ein Wort.", as_of=report.as_of, by=koordination, on=on)
    new.submit_for_review(by=koordination, on=on)
    reason = {"reason": "nur ein Wort anders ist", "by": freigabe, "on": on}
    asking.leave_out(new, partners=list(asking.owed(new)), **reason)
    approval.approve(new, by=freigabe, on=on)
    new.refresh_from_db()
    new.submit(by=koordination, on=on)
    publishing.publish(new, by=freigabe, on=on)
    return new


def test_a_stranger_checks_a_paper_signed_out_on_a_phone(demo, page, axe, tmp_path):
    told = Report.objects.get(year=2021)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{demo}{reverse('imprint')}")
    follow(page, "Veröffentlichtes")
    follow(page, re.compile("Mitteilung: .*Bielefelder Modell$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitteilung 2021")
    assert (findings(page, axe), wider(page), small(page)) == ([], [], [])
    page.set_viewport_size({"width": 390, "height": 844})
    code = page.locator("dd").filter(has_text=re.compile(r"^\w{4}-\w{4}-\w{4}$")).inner_text()

    # The file, whose sum the browser makes: it is not sent.
    paper = tmp_path / "bericht.pdf"
    paper.write_bytes(bytes(told.renditions.get(format="pdf").content))
    follow(page, "Ein Papier prüfen, das Sie davon haben")
    posted = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    with page.expect_navigation():
        page.get_by_label("Datei des Papiers").set_input_files(paper)
    verdict = page.locator("#ergebnis")
    expect(verdict).to_contain_text("Unverändert, Fassung 1 vom 26.01.2021")
    assert posted == []
    figures = page.get_by_role("table").inner_text().replace("\xa0", " ")
    told_of_one = ("Mittel pro Jahr", "80.000 €", "26.01.2021", "Haushaltsansatz")
    assert [word for word in told_of_one if word not in figures] == []
    assert (findings(page, axe), wider(page), small(page)) == ([], [], [])
    page.set_viewport_size({"width": 390, "height": 844})

    # Changed by one byte; too large to be looked at; and the code as somebody types it.
    paper.write_bytes(paper.read_bytes() + b" ")
    with page.expect_navigation():
        page.get_by_label("Datei des Papiers").set_input_files(paper)
    expect(verdict).to_contain_text("Unbekannt")
    large = tmp_path / "gross.pdf"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    page.get_by_label("Datei des Papiers").set_input_files(large)
    expect(page.locator("[data-check-said]")).to_contain_text("größer als 20 MB")
    page.get_by_role("textbox", name="Prüfcode").fill(code.lower().replace("-", " ").replace("0", "o"))
    press(page, "Code prüfen")
    expect(verdict).to_contain_text("Unverändert, Fassung 1 vom 26.01.2021")

    corrected(told)
    page.get_by_role("textbox", name="Prüfcode").fill(code)
    press(page, "Code prüfen")
    expect(verdict).to_contain_text("Berichtigt durch Fassung 2")
    follow(page, re.compile("Zur geltenden Fassung 2"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitteilung 2021")
    assert page.context.cookies() == []


def test_without_script_the_file_is_sent_and_answered_alike(demo, browser, tmp_path):
    told, paper = Report.objects.get(year=2021), tmp_path / "bericht.pdf"
    paper.write_bytes(bytes(told.renditions.get(format="pdf").content))
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo}{reverse('paper_check')}")
    assert "nicht gespeichert" in page.locator("main").inner_text()
    page.get_by_label("Datei des Papiers").set_input_files(paper)
    press(page, "Datei prüfen")
    assert "Unverändert, Fassung 1 vom 26.01.2021" in page.locator("#ergebnis").inner_text()
    assert context.cookies() == []
    context.close()
