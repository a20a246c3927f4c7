"""Moment 3: approved text is corrected only as a new version. Moment 13: the Seniorenrat reads without help."""

import pytest
from django.utils import timezone

from quality_dialog.models import Report
from tests.browser.clicking import follow, press
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser

NEW = "Beispiel: Ein Satz ist richtiggestellt."


def test_an_approved_text_is_corrected_only_as_a_new_version_that_says_so(page, demo):
    told = Report.objects.get(year=2021)
    before = told.renditions.get(format="pdf").sha256
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{told.get_absolute_url()}")
    assert page.get_by_role("link", name="Texte bearbeiten").count() == 0
    follow(page, "Neue Fassung")
    page.get_by_label("Grund der Berichtigung").fill("Ein Satz war missverständlich.")
    press(page, "Neue Fassung anlegen")
    follow(page, "Texte bearbeiten")
    text = page.locator("textarea").first
    text.fill(f"{text.input_value()}\n\n{NEW}")
    press(page, "Speichern")
    press(page, "In Prüfung geben")
    page.context.clear_cookies()
    sign_in(page, demo, "freigabe")
    page.reload()
    follow(page, "Grund nennen, warum nicht gefragt wird")  # a partner the text names was not asked again
    for partner in ("AWO", "Alt und Jung Nord-Ost", "BGW", "GSWG"):
        page.get_by_label(partner).check()
    page.get_by_label("Nicht gefragt, weil").fill("nur ein Satz richtiggestellt wird")
    press(page, "Grund festhalten")
    press(page, "Bericht freigeben")
    new = Report.objects.get(corrects=told)
    paper = page.locator("main").inner_text()
    assert (new.approved_on, "Änderungen gegenüber der Fassung vom" in paper, NEW in paper) == (
        timezone.localdate(),
        True,
        True,
    )
    page.goto(f"{demo}{told.get_absolute_url()}")
    old = page.locator("main").inner_text()
    assert ("Berichtigt durch die Fassung vom" in old, NEW in old) == (True, False)
    assert told.renditions.get(format="pdf").sha256 == before


def test_a_member_of_the_seniorenrat_reads_and_prints_at_400_percent_by_keyboard(keyboard, page):
    """400 % of a 1280 pixel wide window leaves 320: everything in one column, nothing cut off."""
    page.set_viewport_size({"width": 320, "height": 640})
    told = Report.objects.get(year=2021)
    keyboard.sign_in("seniorenrat")
    keyboard.tab_to(str(told))
    keyboard.enter()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tree = page.locator("main").aria_snapshot()
    heard = ['heading "Mitteilung"', 'link "PDF ansehen"', 'link "Seite zum Drucken"', "sieben", "table"]
    assert [part for part in heard if part not in tree] == []
    assert [word for word in ("button", "Weg des Berichts", "Texte bearbeiten") if word in tree] == []
    keyboard.tab_to("Seite zum Drucken")
    keyboard.enter()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.pdf()[:5] == b"%PDF-"
