"""Before politics reads it: the city shows the draft, a partner reads its passages and is printed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quality_dialog.models import Report

pytestmark = pytest.mark.browser

SAID = "Der Bericht nennt die Wartezeiten nicht."


def test_a_partner_reads_its_passages_and_its_statement_stands_in_the_draft(keyboard, page):
    report = Report.objects.filter(approved_on=None).latest("as_of")
    keyboard.sign_in("koordination")
    keyboard.open(report.get_absolute_url())
    keyboard.tab_to("Den Partnern vorlegen")
    keyboard.enter()
    keyboard.tab_to("Stellungnahme bis")
    keyboard.write_day(timezone.localdate() + timedelta(days=28))  # nobody's day is shortened
    keyboard.tab_to("Vorlegen")
    keyboard.enter()
    assert "Der Bericht liegt den Partnern vor." in page.locator("main").inner_text()

    page.context.clear_cookies()
    keyboard.sign_in("awo")
    keyboard.open("/aufgaben/")
    keyboard.tab_to("Zum Bericht Stellung nehmen")
    keyboard.enter()
    assert "Auszug für AWO" in page.locator("article.paper").inner_text()
    keyboard.tab_to("Ihre Stellungnahme")
    page.keyboard.type(SAID)
    keyboard.tab_to("Stellungnahme abgeben")
    keyboard.enter()
    assert "Ihre Stellungnahme ist abgegeben." in page.locator("main").inner_text()

    page.context.clear_cookies()
    keyboard.sign_in("koordination")
    keyboard.open(report.get_absolute_url())
    paper = page.locator("article.paper").inner_text()
    assert (SAID in paper, "eine Stellungnahme liegt nicht vor" in paper) == (True, True)
