"""Moment 8: a provider assesses itself in a few minutes, and nothing typed is ever lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from quality_dialog.models import Assessment, Dialogue, FieldOfAction, IndicatorValue, Submission
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser
STATUS = "[data-autosave-status]"
AT_MOST = 40


class Hand:
    """Somebody at the mouse and the keyboard, who counts: a click, a key, a text typed into a field are one each."""

    def __init__(self, page):
        self.page, self.acts = page, 0

    def click(self, what) -> None:
        self.acts += 1
        what.click()

    def type(self, what, text: str) -> None:
        self.acts += 1
        what.fill(text)


@pytest.fixture
def talk(demo):
    """The demo's dialogue in which Alt und Jung has not begun, but answered last year."""
    return (
        Dialogue.objects.filter(partners__users__email="altundjung@example.org", assessments=None)
        .select_related("cycle")
        .get()
    )


def overview(demo: str, talk: Dialogue) -> str:
    args = [talk.cycle.year, talk.site_id]
    return f"{demo}{reverse('quality_dialog:self_assessment', args=args)}"


def field(demo: str, talk: Dialogue, position: int = 0) -> str:
    of = FieldOfAction.objects.filter(framework=talk.cycle.framework).order_by("position")[position]
    args = [talk.cycle.year, talk.site_id, of.pk]
    return f"{demo}{reverse('quality_dialog:self_assessment_field', args=args)}"


def texts(talk: Dialogue) -> set[str]:
    return set(Assessment.objects.filter(dialogue=talk).values_list("text", flat=True))


def test_a_partner_assesses_a_site_in_few_steps_although_the_line_breaks(demo, page, talk):
    hand = Hand(page)
    sign_in(page, demo, "altundjung")
    page.goto(f"{demo}{talk.get_absolute_url()}")
    hand.click(page.get_by_role("link", name="Eigene Selbsteinschätzung"))
    hand.click(page.get_by_role("link", name="Beginnen"))
    for number in range(4):
        hand.click(page.get_by_role("button", name="Offene Fragen wie im Vorjahr beantworten"))
        page.wait_for_url("**gespeichert**")
        if number == 1:  # the line breaks while one types, and comes back
            page.context.set_offline(True)
            hand.type(page.get_by_label("Erläuterung zu 2.1"), "Dieses Jahr auch abends erreichbar.")
            expect(page.locator(STATUS)).to_contain_text("Keine Verbindung")
            assert "Dieses Jahr auch abends erreichbar." not in texts(talk)
            page.context.set_offline(False)
            expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
            assert "Dieses Jahr auch abends erreichbar." in texts(talk)
        for value in page.locator("input[name^=z][name$=value]").all():
            last = value.locator("xpath=ancestor::div[contains(@class,'question ')or @class='question']")
            told = last.locator(".question__before").inner_text()
            hand.type(value, told.split(":")[1].split()[0])
        hand.click(page.locator(".saving button").first)
        page.wait_for_url("**gespeichert**")
    expect(page.get_by_text("14 von 14 Fragen beantwortet.")).to_be_visible()
    hand.click(page.get_by_role("button", name="Einreichen"))
    expect(page.get_by_text("ist eingereicht").first).to_be_visible()
    assert Submission.objects.filter(dialogue=talk).count() == 1
    assert Assessment.objects.filter(dialogue=talk, submitted_on__isnull=False).count() == 14
    assert IndicatorValue.objects.filter(dialogue=talk, value__isnull=False).count() == 5
    assert hand.acts < AT_MOST, f"{hand.acts} Handgriffe"


def test_after_an_expired_login_the_text_is_there(demo, page, talk):
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    Session.objects.all().delete()
    page.get_by_label("Erläuterung zu 1.1").fill("Noch nicht gespeichert")
    page.get_by_role("group", name="1.1").get_by_label("teilweise erreicht").check()
    expect(page.locator(STATUS)).to_contain_text("nicht mehr angemeldet")
    page.get_by_role("link", name="Wieder anmelden").click()
    page.get_by_label("E-Mail").fill("altundjung@example.org")
    page.get_by_label("Passwort", exact=True).fill("quartier-demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/selbsteinschaetzung/**")
    expect(page.get_by_label("Erläuterung zu 1.1")).to_have_value("Noch nicht gespeichert")
    expect(page.get_by_role("group", name="1.1").get_by_label("teilweise erreicht")).to_be_checked()
    expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
    row = Assessment.objects.get(dialogue=talk)
    assert (row.rating, row.text) == ("partly", "Noch nicht gespeichert")


def test_the_server_away_and_back_loses_nothing(demo, page, talk):
    """As in a restart: requests fail for a while; the form goes on trying by itself."""
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.route("**/selbsteinschaetzung/**", lambda route: route.abort())
    page.get_by_label("Erläuterung zu 1.1").fill("Während des Neustarts")
    expect(page.locator(STATUS)).to_contain_text("Keine Verbindung")
    page.unroute_all()
    expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
    assert texts(talk) == {"Während des Neustarts"}


def test_what_was_typed_outlives_a_browser_that_was_closed_without_network(demo, page, talk):
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.context.set_offline(True)
    page.get_by_label("Erläuterung zu 1.1").fill("Im Zug getippt")
    expect(page.locator(STATUS)).to_contain_text("Keine Verbindung")
    page.close()
    browser = page.context
    browser.set_offline(False)
    again = browser.new_page()
    again.goto(field(demo, talk))
    again.get_by_role("button", name="Eingaben einsetzen").click()
    expect(again.get_by_label("Erläuterung zu 1.1")).to_have_value("Im Zug getippt")
    expect(again.locator(STATUS)).to_contain_text("Gespeichert um")
    assert texts(talk) == {"Im Zug getippt"}
    left = again.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('autosave:'))")
    assert left == []
    again.reload()
    assert not again.locator("[data-autosave-offer]").is_visible()


def test_a_wrong_number_is_told_while_one_types(demo, page, talk):
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    number = page.locator("input[name^=z][name$=value]").first
    number.fill("viele")
    wrong = page.locator(f"#{number.get_attribute('id')}_wrong")
    expect(wrong).to_contain_text("Bitte geben Sie eine Zahl ein")
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill("1.700")
    expect(wrong).to_be_empty()
    expect(number).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
    assert IndicatorValue.objects.get(dialogue=talk).value == 1700


def test_two_tabs_meet_on_a_page_with_both_texts(demo, page, talk, axe):
    sign_in(page, demo, "altundjung")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(field(demo, talk))
    page.get_by_label("Erläuterung zu 1.1").fill("Aus dem ersten Fenster")
    expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
    other.get_by_label("Erläuterung zu 1.1").fill("Aus dem zweiten Fenster")
    expect(other.locator(STATUS)).to_contain_text("Jemand anderes war schneller")
    other.locator(".saving button").first.click()
    expect(other.get_by_text("Aus dem ersten Fenster")).to_be_visible()
    expect(other.get_by_label("Erläuterung zu 1.1")).to_have_value("Aus dem zweiten Fenster")
    other.get_by_label("meine Fassung, wie sie in den Feldern steht").check()
    other.locator(".saving button").first.click()
    other.wait_for_url("**gespeichert**")
    assert texts(talk) == {"Aus dem zweiten Fenster"}


def test_last_years_answers_are_nobodys_until_somebody_says_so(demo, page, talk):
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.get_by_label("Erläuterung zu 1.2").fill("Nur diese Antwort")
    expect(page.locator(STATUS)).to_contain_text("Gespeichert um")
    page.locator(".saving button").first.click()
    page.wait_for_url("**gespeichert**")
    assert texts(talk) == {"Nur diese Antwort"}
    assert not IndicatorValue.objects.filter(dialogue=talk).exists()


def test_enter_in_a_number_saves_and_takes_nothing_over(demo, page, talk):
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.locator("input[name^=z][name$=value]").first.fill("1700")
    page.keyboard.press("Enter")
    page.wait_for_url("**gespeichert**")
    assert (texts(talk), IndicatorValue.objects.get(dialogue=talk).value) == (set(), 1700)


def test_it_works_without_the_mouse(keyboard, demo, talk):
    keyboard.sign_in("altundjung")
    keyboard.open(field(demo, talk).removeprefix(demo))
    keyboard.tab_to("noch nicht beantwortet")
    keyboard.press("ArrowUp")
    keyboard.tab_to("Erläuterung zu 1.1")
    keyboard.write("Mit der Tastatur")
    keyboard.tab_to("Speichern und weiter")
    keyboard.enter()
    row = Assessment.objects.get(dialogue=talk)
    assert (row.rating, row.text) == ("no_statement", "Mit der Tastatur")


def test_it_works_without_javascript(demo, browser, talk):
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.get_by_label("Erläuterung zu 1.1").fill("Ohne Skript")
    page.get_by_role("button", name=re.compile("Wie im Vorjahr.*1[.]2")).click()
    assert page.get_by_label("Erläuterung zu 1.1").input_value() == "Ohne Skript"
    assert Assessment.objects.filter(dialogue=talk).count() == 2
    context.close()


def test_an_expired_login_without_javascript_gives_the_text_back(demo, browser, talk):
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    sign_in(page, demo, "altundjung")
    page.goto(field(demo, talk))
    page.get_by_label("Erläuterung zu 1.1").fill("Vor dem Ablauf getippt.\nZweite Zeile")
    page.get_by_role("group", name="1.1").get_by_label("teilweise erreicht").check()
    Session.objects.all().delete()
    page.locator(".saving button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ihre Anmeldung ist abgelaufen")
    expect(page.get_by_label("Ihr Text")).to_have_value("Vor dem Ablauf getippt.\nZweite Zeile")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Melden Sie sich in einem neuen Fenster an").click()
    login = opened.value
    login.get_by_label("E-Mail").fill("altundjung@example.org")
    login.get_by_label("Passwort", exact=True).fill("quartier-demo")
    login.keyboard.press("Enter")
    expect(login.get_by_role("heading", name="Übersicht")).to_be_visible()
    page.get_by_role("button", name="Noch einmal absenden").click()
    expect(page.get_by_text("altundjung@example.org").last).to_be_visible()
    page.get_by_role("button", name="Noch einmal absenden").click()
    expect(page.get_by_text("Gespeichert: ")).to_be_visible()
    row = Assessment.objects.get(dialogue=talk)
    assert (row.rating, row.text) == ("partly", "Vor dem Ablauf getippt.\nZweite Zeile")
    context.close()


def test_every_state_is_accessible(demo, page, talk, look):
    sign_in(page, demo, "altundjung")
    page.goto(overview(demo, talk))
    look("nothing answered")
    page.goto(f"{overview(demo, talk)}pruefen/")
    page.get_by_label("ohne Antwort").check()
    page.get_by_role("button", name="Einreichen").click()
    expect(page.get_by_text("Es ist noch keine Frage beantwortet.")).to_be_visible()
    look("refused")
    page.goto(field(demo, talk))
    look("empty field")
    second = page.context.new_page()
    second.goto(field(demo, talk))
    second.get_by_label("Erläuterung zu 1.2").fill("Aus dem anderen Fenster")
    second.locator(".saving button").first.click()
    second.wait_for_url("**gespeichert**")
    second.close()
    page.get_by_label("Erläuterung zu 1.2").fill("Meine Fassung")
    page.locator("input[name^=z][name$=value]").first.fill("-3")
    expect(page.locator(STATUS)).to_contain_text("schneller")
    look("told of the conflict")
    page.locator(".saving button").first.click()
    expect(page.get_by_text("Was soll gelten?")).to_be_visible()
    look("conflict and error")
    page.context.clear_cookies(name="csrftoken")
    page.locator(".saving button").first.click()
    expect(page.get_by_role("heading", name="Ihr Text steht noch hier")).to_be_visible()
    look("sent with an earlier login's token")
    page.get_by_role("button", name="Noch einmal absenden").click()
    expect(page.get_by_text("Was soll gelten?")).to_be_visible()
    page.goto(field(demo, talk, 1))
    page.get_by_role("button", name="Offene Fragen wie im Vorjahr beantworten").click()
    page.wait_for_url("**gespeichert**")
    look("taken over")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM quality_dialog_assessment WHERE rating = ''")
    page.goto(f"{overview(demo, talk)}pruefen/")
    look("to be checked")
    page.get_by_label("ohne Antwort").check()
    page.get_by_role("button", name="Einreichen").click()
    expect(page.get_by_text("ist eingereicht").first).to_be_visible()
    look("handed in")
    page.goto(field(demo, talk))
    look("handed in, field")
    page.goto(overview(demo, talk))
    page.get_by_role("link", name="Wieder öffnen").click()
    look("reopen")
    assert look.found == {}
