"""Moment 11 in the browser: a new year opens with what was left open, seen as a chain at both ends."""

import pytest
from django.utils import timezone

from quality_dialog.dialogue.models.carrying_over import left_open
from quality_dialog.models import Cycle, Finding, Framework, Measure
from tests.browser.looking import findings

pytestmark = pytest.mark.browser


def read(page) -> str:
    return page.locator("main").inner_text()


def test_a_new_year_opens_with_what_was_left_open(keyboard, page, axe):
    today = timezone.localdate()
    year = today.year + 1
    left = left_open(Finding.objects, today)
    finding = left.get(wording__startswith="Beispiel: Am Vormittag")
    unfinished = Measure.objects.unfinished(today).filter(finding__in=left).count()
    keyboard.sign_in("koordination")
    keyboard.open("/qualitaetsdialog/")
    keyboard.tab_to("Neues Jahr eröffnen")
    keyboard.enter()
    assert "Beispiel: Am Vormittag" in read(page)
    assert findings(page, axe) == []

    page.get_by_label("Bericht bis").fill(f"{year}-06-30")
    keyboard.tab_to("Jahr eröffnen")
    keyboard.enter()
    assert f"vom 01.07.{year} bis 31.12.{year}" in read(page)
    assert page.get_by_label("Jahr", exact=True).input_value() == str(year)
    assert findings(page, axe) == []

    page.get_by_label("Bericht bis").fill(f"{year}-09-30")
    keyboard.tab_to("Jahr eröffnen")
    many = left.count()
    keyboard.enter()
    assert f"Qualitätsdialog {year} ist eröffnet." in read(page)
    assert f"{many} Feststellungen und {unfinished} Maßnahmen" in read(page)
    assert "Stellungnahme von" in read(page)

    new = Finding.objects.get(carried_over_from=finding)
    keyboard.open(new.get_absolute_url())
    keyboard.tab_to(f"{today.year}: {finding}")
    keyboard.enter()
    assert "Übernommen nach" in read(page)
    assert "ins Folgejahr übernommen" in read(page)
    assert findings(page, axe) == []


def test_a_framework_is_copied_and_edited_without_a_mouse(keyboard, page, axe):
    used = Cycle.objects.latest("year").framework
    keyboard.sign_in("koordination")
    keyboard.open(used.get_absolute_url())
    assert "Angaben bearbeiten" not in read(page)
    keyboard.tab_to("Neue Fassung")
    keyboard.enter()
    keyboard.tab_to("Neue Fassung")
    keyboard.write("Beispiel neu")
    keyboard.enter()
    copy = Framework.objects.get(version="Beispiel neu")
    assert findings(page, axe) == []
    keyboard.tab_to("1.1 nach unten")
    keyboard.enter()
    assert "Kriterium 1.1 ist verschoben." in read(page)
    keyboard.tab_to("1.1 bearbeiten")
    keyboard.enter()
    keyboard.tab_to("Leitfrage")
    keyboard.write("Ist der Treffpunkt offen?")
    keyboard.tab_to("Speichern")
    keyboard.enter()
    assert "Ist der Treffpunkt offen?" in read(page)
    assert [part.code for part in copy.parts()][1:3] == ["1.2", "1.1"]
    assert used.parts()[1].text != "Ist der Treffpunkt offen?"
