"""Moments 16 and 17: a morning's work, from the link in the mail to an empty list; a partner on the phone.

The day is small and made for it, so that it can really be emptied; the mail is the one the worker sends.
"""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import expect

from partners.models import Partner, User
from quality_dialog.models import Submission
from quartiersarbeit.duties import Duty, Whose, duties
from quartiersarbeit.ground.duties import Timing
from tests import factories as f
from tests.browser.clicking import follow, press
from tests.browser.looking import findings
from tests.people import in_group
from tests.worker import worker
from tests.year.walking import today

pytestmark = pytest.mark.browser
DAY = date(2026, 7, 15)  # a Wednesday
FRIDAY = date(2026, 7, 17)
CAN_WAIT = {Timing.LATER}
MOST_TAPS = 6


@pytest.fixture
def server(transactional_db, live_server, settings):
    """The server on that day, whose mails lead back to it; its address."""
    settings.PUBLIC_URL = live_server.url
    with today(DAY):
        yield live_server.url


@pytest.fixture
def awo() -> Partner:
    return f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=f.IBAN)


def mailed(user: User) -> str:
    """The daily mail of this person as a mail program shows it: written and sent by the worker."""
    at_work = worker()
    at_work.look()
    at_work.run_queued()
    (message,) = [one for one in mail.outbox if one.to == [user.email]]
    return message.alternatives[0].content


def sign_in(page) -> None:
    """Whoever comes from a mail signs in first, and is led to where the mail said."""
    page.get_by_label("Passwort", exact=True).fill(f.PASSWORD)
    press(page, "Anmelden")


def comes_from_the_mail(page, user: User, line: str) -> None:
    """Open the mail, follow the line that begins so, and sign in."""
    page.set_content(mailed(user))
    link = page.get_by_role("link", name=re.compile(f"^{line}")).first
    address = urlsplit(link.get_attribute("href")).path
    with page.expect_navigation():
        link.click()
    page.get_by_label("E-Mail").fill(user.email)
    sign_in(page)
    assert urlsplit(page.url).path == address


def together(page, what: str, act: str) -> None:
    """From the list of tasks: what can be done at once, all of it."""
    follow(page, what)
    press(page, "Alle prüfen")
    press(page, act)


def to_tasks(page) -> None:
    with page.expect_navigation():
        page.get_by_role("navigation").get_by_role("link", name="Aufgaben").first.click()


def opens(page, what: str) -> None:
    """The first task of that name in the list."""
    to_tasks(page)
    with page.expect_navigation():
        page.get_by_role("table").get_by_role("link", name=what).first.click()


def open_now(user: User) -> list[Duty]:
    """What this person can do and should not put off."""
    owed = duties(user, DAY, whose=(Whose.MINE, Whose.REMIND))
    return [duty for duty in owed if duty.timing not in CAN_WAIT]


def assert_nothing_is_left(page, axe, server: str, user: User) -> None:
    """Neither on the list, in the badge's days, nor on the overview."""
    for when in ("ueberfaellig", "jetzt"):
        page.goto(f"{server}/aufgaben/?frist={when}")
        expect(page.get_by_text("Mit dieser Auswahl steht keine Aufgabe an.")).to_be_visible()
    page.goto(server)
    due = page.locator("section[aria-labelledby=dran]").inner_text()
    assert ("Überfällig" in due, "Jetzt und diese Woche" in due, findings(page, axe)) == (False, False, [])
    assert open_now(user) == []


# --- Koordination ---------------------------------------------------------------------------------


def a_morning_of_koordination(awo: Partner) -> None:
    """A talk and a meeting that are late, a proof and two measures to look at, two instalments of this week."""
    f.StepFactory(on=date(2026, 7, 6), state="planned")
    dialogue = f.DialogueFactory(partners=[awo])
    f.SubmissionFactory(dialogue=dialogue, partner=awo)
    finding = f.FindingFactory(dialogue=dialogue, shared=True)
    for partner in (None, awo):
        speaks = {"partner": None, "city": True} if partner is None else {"partner": awo}
        f.StatementFactory(finding=finding, **speaks)
    for _ in range(2):
        f.MeasureFactory(finding=finding, responsible=awo, done=True)
    allocation = f.DecisionFactory(allocation__recipient=awo, approved=True).allocation
    for _ in range(2):
        f.DisbursementFactory(allocation=allocation, due_on=FRIDAY)
    proof = f.ProofOfUseFactory(
        allocation__recipient=awo, submitted=True, submitted_on=date(2026, 7, 13), due_on=date(2027, 3, 31)
    )
    f.ProofLineFactory(proof=proof, planned=0, spent=0)


def test_koordination_comes_from_the_mail_and_has_nothing_left_that_is_due(server, page, axe, awo):
    koordination = in_group("Koordination", email="koordination@example.org")
    a_morning_of_koordination(awo)
    assert len(open_now(koordination)) == 7
    comes_from_the_mail(page, koordination, "Zum Dialoggespräch einladen")
    follow(page, "Einladen")
    page.get_by_label("Tag").fill("2026-08-20")
    page.get_by_label("Beginn").fill("14:00")
    page.get_by_label("Ende").fill("16:00")
    page.get_by_label("Ort").fill("Nachbarschaftstreff")
    press(page, "Einladung speichern")

    opens(page, "Kontakt aufnehmen")
    page.get_by_label("Datum").fill("2026-07-15")
    page.get_by_label("Kontakt aufgenommen").check()
    press(page, "Schritt erfassen")

    opens(page, "Verwendungsnachweis prüfen")
    follow(page, "Annehmen")
    page.get_by_label("Prüfvermerk").fill("Geprüft, ohne Beanstandung.")
    press(page, "annehmen")

    to_tasks(page)
    together(page, "2 Raten sachlich und rechnerisch richtig zeichnen", "2 Raten sachlich")
    together(page, "2 Maßnahmen als erledigt bestätigen", "2 Maßnahmen als erledigt")
    assert_nothing_is_left(page, axe, server, koordination)


# --- Freigabe -------------------------------------------------------------------------------------


def a_morning_of_freigabe(koordination: User, freigabe: User, awo: Partner) -> None:
    """Two decisions, two instalments, a claim, last year's closing, a report to publish and one to co-sign."""
    drafted = {"drafted_by": koordination, "drafted_on": date(2026, 7, 1)}
    for _ in range(2):
        f.DecisionFactory(allocation__recipient=awo, **drafted)
    allocation = f.DecisionFactory(allocation__recipient=awo, approved=True).allocation
    certified = {"certified_on": date(2026, 7, 10), "certified_by": koordination}
    for _ in range(2):
        f.DisbursementFactory(allocation=allocation, due_on=FRIDAY, **certified)
    paid = f.DisbursementFactory(allocation=allocation, paid=True).allocation
    f.RepaymentClaimFactory(allocation=paid, drafted_by=koordination, drafted_on=date(2026, 7, 2))
    f.FiscalYearFactory(year=2025, proposed=True, closing_proposed_by=koordination)
    f.FiscalYearFactory(year=2027, opened_on=date(2026, 7, 1))
    report = f.SectionFactory(report__drafted_on=date(2026, 7, 1)).report
    f.ConsultationFactory(report=report, meeting__held_on=FRIDAY)
    f.approve(report, on=date(2026, 7, 1)).submit(by=koordination, on=date(2026, 7, 2))
    asked = f.SectionFactory(report__drafted_on=date(2026, 7, 1), report__by=koordination).report
    asked.submit_for_review(by=koordination, on=date(2026, 7, 2))
    f.hear(asked, freigabe, date(2026, 7, 2))
    f.CoSignatureFactory(report=asked, user=freigabe, requested_on=DAY, requested_by=koordination)


def test_freigabe_comes_from_the_mail_and_has_nothing_left_that_is_due(server, page, axe, awo):
    koordination = in_group("Koordination", email="koordination@example.org")
    freigabe = in_group("Freigabe", email="freigabe@example.org")
    a_morning_of_freigabe(koordination, freigabe, awo)
    assert len(open_now(freigabe)) == 9
    comes_from_the_mail(page, freigabe, "Rückforderung erlassen")
    press(page, "erlassen")

    to_tasks(page)
    together(page, "2 Bescheide freigeben", "2 Bescheide freigeben")
    together(page, "2 Raten zur Zahlung freigeben", "2 Raten zur Zahlung freigeben")

    opens(page, "Rate auf eine Zahlungsliste setzen")
    follow(page, "Zu den Zahlungslisten")
    press(page, "erstellen")
    follow(page, "Ganze Liste als ausgezahlt erfassen")
    page.get_by_label("Buchungszeichen").fill("KA-4711")
    press(page, "erfassen")

    opens(page, "Jahresabschluss vollziehen")
    press(page, "endgültig abschließen")
    opens(page, "Bericht veröffentlichen")
    press(page, "veröffentlichen")
    opens(page, "Bericht mitzeichnen")
    page.get_by_label("Ich zeichne mit").check()
    press(page, "Antwort speichern")
    opens(page, "Bericht freigeben")
    press(page, "freigeben")
    assert_nothing_is_left(page, axe, server, freigabe)


# --- A partner on the phone -----------------------------------------------------------------------


class Finger:
    """Somebody on a phone, whose taps are counted: all but those inside the form in which they answer."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, what) -> None:
        self.taps += not what.evaluate("e => !!e.closest('form.answers')")
        what.tap()

    def leads_on(self, what) -> None:
        with self.page.expect_navigation():
            self.tap(what)

    def types(self, what, text: str) -> None:
        self.tap(what)
        what.fill(text)


@pytest.fixture
def phone(browser):
    """A phone: 390 pixels wide, touched, no mouse."""
    context = browser.new_context(
        locale="de-DE", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def test_a_partner_hands_in_its_self_assessment_with_six_taps_from_the_mail(server, phone, awo):
    user = in_group("Partner", email="awo@example.org", partner=awo)
    dialogue = f.DialogueFactory(
        partners=[awo], cycle__assessment_due_on=DAY, cycle__meetings_due_on=date(2026, 8, 31)
    )
    for _ in range(2):
        f.CriterionFactory(field__framework=dialogue.cycle.framework)
    phone.set_content(mailed(user))
    finger = Finger(phone)

    finger.leads_on(phone.get_by_role("link", name=re.compile("^Selbsteinschätzung einreichen")))
    finger.types(phone.get_by_label("E-Mail"), user.email)
    finger.types(phone.get_by_label("Passwort", exact=True), f.PASSWORD)
    finger.leads_on(phone.get_by_role("button", name="Anmelden", exact=True))
    finger.leads_on(phone.get_by_role("link", name="Beginnen"))
    for number in range(2):
        finger.tap(phone.get_by_label("teilweise erreicht"))
        finger.types(phone.get_by_label("Erläuterung"), f"Antwort {number}")
        finger.leads_on(phone.locator(".saving button").first)
    expect(phone.get_by_text("2 von 2 Fragen beantwortet.")).to_be_visible()
    finger.leads_on(phone.get_by_role("button", name="Einreichen"))
    expect(phone.get_by_text("ist eingereicht").first).to_be_visible()
    assert Submission.objects.get(dialogue=dialogue).submitted_by == user
    assert finger.taps <= MOST_TAPS
