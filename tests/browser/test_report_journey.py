"""Moment 3: approved text is corrected only as a new version. Moment 13: the Seniorenrat reads without help."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quality_dialog.models import Report
from tests import factories as f
from tests.browser.clicking import follow, press
from tests.browser.looking import findings, sign_in

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
    page.locator(".writing").first.press("ControlOrMeta+End")
    page.keyboard.insert_text(f"\n\n{NEW}")
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
    new = Report.objects.get(corrects=told)
    f.leave_questions_open(new, by=new.drafted_by, on=timezone.localdate())
    page.reload()
    press(page, "Bericht freigeben")
    new.refresh_from_db()
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


def test_a_figure_is_chosen_from_a_list_and_stands_in_the_text_with_its_value(demo, page, axe):
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/berichte/neu/")
    press(page, "Entwurf schreiben")
    report = Report.objects.latest("pk")
    follow(page, "Texte bearbeiten")
    areas = page.locator("textarea[name^=abschnitte]")
    number = next(at for at, area in enumerate(areas.all()) if "[[" in area.input_value())
    sent, text = areas.nth(number), page.locator(".writing").nth(number)
    before = sent.input_value()
    chips = text.locator("[data-key]").all_inner_texts()
    assert "[[" not in text.inner_text()
    assert len(chips) == before.count("[[") > 0

    text.press("ControlOrMeta+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Es sind ")
    tools = page.locator(".writing-tools").nth(number)
    tools.locator("select").select_option(index=1)
    key = tools.locator("select").input_value()
    tools.get_by_role("button", name="Zahl einfügen").click()
    page.keyboard.type(" Plätze.")
    tools.get_by_role("button", name="Fett").click()
    assert sent.input_value() == f"{before}\n\nEs sind [[{key}]] Plätze.**Text**"
    value = text.locator(f"[data-key={key}]").last.inner_text()
    assert findings(page, axe) == []
    press(page, "Speichern")
    section = report.sections.order_by("position", "pk")[number]
    assert section.body.replace("\r\n", "\n") == f"{before}\n\nEs sind [[{key}]] Plätze.**Text**"
    assert f"Es sind {value} Plätze.Text" in page.locator("article.paper").inner_text()


def test_the_paper_follows_what_is_typed_and_nothing_is_stored_before_somebody_saves(demo, page):
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/berichte/neu/")
    press(page, "Entwurf schreiben")
    report = Report.objects.latest("pk")
    follow(page, "Texte bearbeiten")
    page.locator(".writing").first.press("ControlOrMeta+End")
    page.keyboard.type(" Das ist eben erst getippt.")
    paper = page.locator("#vorschau")
    expect(paper).to_contain_text("Das ist eben erst getippt.")
    expect(paper.get_by_role("heading", level=2)).to_contain_text("noch nicht gespeichert")
    assert not report.sections.filter(body__contains="eben erst getippt").exists()
    press(page, "Speichern")
    assert report.sections.filter(body__contains="eben erst getippt").exists()


def test_without_script_a_text_is_written_with_its_tokens(demo, browser):
    """And the report's page is read: contents, folded records, figures that lead to their line."""
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}/berichte/neu/")
    press(page, "Entwurf schreiben")
    figure = page.locator("article.paper a.paper-figure").first
    assert page.locator(f"tr{figure.get_attribute('href')}").count() == 1
    assert page.locator("article.paper details[open]").count() == 0
    follow(page, "Texte bearbeiten")
    text = page.locator("textarea[name=abschnitte-0-body]")
    assert (text.is_visible(), page.locator(".writing-tools").first.is_visible()) == (True, False)
    text.fill(f"{text.input_value()}\n\nOhne Skript geschrieben.")
    press(page, "Speichern")
    assert "Ohne Skript geschrieben." in page.locator("article.paper").inner_text()
    context.close()


def test_on_a_phone_the_papers_tables_are_cards_and_the_title_comes_first(demo, page, axe):
    sign_in(page, demo, "koordination")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{demo}{Report.objects.get(year=2021).get_absolute_url()}")
    title = page.get_by_role("heading").first
    assert title.evaluate("e => e.tagName") == "H1"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    frames = page.locator(".paper-table-frame").all()
    assert frames
    assert all(frame.evaluate("e => e.scrollWidth <= e.clientWidth") for frame in frames)
    assert findings(page, axe) == []
    paper, way = (page.locator(one).bounding_box()["y"] for one in ("article.paper", ".report-way"))
    assert paper < way
