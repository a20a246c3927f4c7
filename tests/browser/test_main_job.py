"""The main job by keyboard alone: Koordination writes the Mitteilung of January 2021.

That of 26.01. is there already, and one a day is enough: so it is asked for the day before.
"""

import io
from datetime import date

import pikepdf
import pytest

pytestmark = pytest.mark.browser

ADDED = "Ein Satz, den das Amt ergänzt hat."


def test_koordination_writes_the_mitteilung_without_a_mouse(keyboard, page):
    keyboard.sign_in("koordination")
    keyboard.tab_to("Berichte")
    keyboard.enter()
    keyboard.tab_to("Neuer Bericht")
    keyboard.enter()
    keyboard.tab_to("Berichtsjahr")
    keyboard.write("2021")
    keyboard.tab_to("Stichtag")
    keyboard.write_day(date(2021, 1, 25))
    keyboard.tab_to("Entwurf schreiben")
    keyboard.enter()
    assert "Der Entwurf ist geschrieben." in page.locator("main").inner_text()

    paper = page.locator("article.paper").inner_text()
    assert "den Sozial- und Gesundheitsausschuss" in paper
    assert "insgesamt sieben Projektstandorte" in paper

    keyboard.tab_to("Texte bearbeiten")
    keyboard.enter()
    keyboard.tab_to("Text")
    keyboard.press("ControlOrMeta+End")
    page.keyboard.type(f"\n\n{ADDED}")
    keyboard.tab_to("Speichern")
    keyboard.enter()
    assert ADDED in page.locator("article.paper").inner_text()

    href = page.get_by_role("link", name="PDF ansehen").get_attribute("href")
    answer = page.request.get(f"{keyboard.address}{href}")
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert (
            pdf.docinfo["/Title"] == "Mitteilung: Weiterentwicklung der Quartiersarbeit im Bielefelder Modell"
        )


def test_a_figure_of_the_paper_leads_to_its_records(keyboard, page):
    keyboard.sign_in("koordination")
    keyboard.open("/berichte/neu/")
    page.get_by_label("Berichtsjahr").fill("2021")
    page.get_by_label("Stichtag").fill("2021-01-25")
    keyboard.tab_to("Entwurf schreiben")
    keyboard.enter()
    keyboard.tab_to("sieben")
    keyboard.press("Enter")
    line = page.locator("tr:target")
    names = line.locator("details[open] a").all_inner_texts()  # in place
    assert names == [f"Projektstandort {n}" for n in range(1, 8)]
    with page.expect_navigation():
        line.get_by_role("rowheader").get_by_role("link").click()
    assert page.get_by_role("rowheader").all_inner_texts() == names


def test_what_is_wrong_is_said_at_the_field_and_kept(keyboard, page):
    keyboard.sign_in("koordination")
    keyboard.open("/berichte/neu/")
    page.get_by_label("Berichtsjahr").fill("1999")
    keyboard.tab_to("Entwurf schreiben")
    keyboard.enter()
    focused = page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert (focused, page.get_by_label("Berichtsjahr").input_value()) == (True, "1999")
