"""Two people's whole year without a mouse, at a desk and as narrow as a phone: a volunteer and a head of department.

Each begins at what is due: the day's first task in the list leads to the page on which it is done. What the others do
meanwhile is entered for them.
"""

from datetime import date, time

import pytest

from funding.models import FiscalYear, ProofOfUse
from partners.models import Partner, User
from quality_dialog.models import Invitation, Submission
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german
from tests import factories as f
from tests.browser.conftest import Keyboard
from tests.browser.looking import WHAT_AXE_MISSES
from tests.people import in_group
from tests.year.walking import today

pytestmark = pytest.mark.browser

WIDTHS = [pytest.param(1280, id="desk", marks=pytest.mark.exhaustive), pytest.param(390, id="phone")]
FEBRUARY, MARCH, APRIL, MAY = date(2026, 2, 11), date(2026, 3, 11), date(2026, 4, 14), date(2026, 5, 15)
JUNE, SEPTEMBER, NOVEMBER = date(2026, 6, 10), date(2026, 9, 15), date(2026, 11, 10)
NEW_YEAR = date(2027, 1, 12)


class Hands(Keyboard):
    """Somebody at the keyboard, day by day: signs in, goes to the tasks, takes the one they came for."""

    def __init__(self, page, address: str, user: User):
        super().__init__(page, address)
        self.user = user

    def comes(self) -> None:
        """Sign in on another day."""
        self.page.context.clear_cookies()
        self.open("/konto/login/")
        self.tab_to("E-Mail")
        self.write(self.user.email)
        self.tab_to("Passwort")
        self.write(f.PASSWORD)
        self.enter()

    def takes(self, what: str) -> None:
        """Open the task of that name from the list."""
        self.open("/aufgaben/")
        self.tab_to(what)
        self.enter()

    def goes_on(self, name: str) -> None:
        self.tab_to(name)
        self.enter()

    def fills(self, label: str, text: str) -> None:
        self.tab_to(label)
        self.write(text)

    def chooses(self, first: str, at: int = 0) -> None:
        """The choice so many below the first of a group, with the arrow keys."""
        self.tab_to(first)
        self.press("Space", *["ArrowDown"] * at)

    def reads(self) -> str:
        """What the page says; nothing of it is wider than the window."""
        assert self.page.evaluate(WHAT_AXE_MISSES) == []
        return self.page.locator("main").inner_text()


def left_to_do(user: User, on: date) -> list[str]:
    return [duty.what for duty in duties(user, on, whose=[Whose.MINE])]


@pytest.fixture(params=WIDTHS)
def hands(request, page, live_server, transactional_db):
    """`hands(user)` sits down at this window."""
    page.set_viewport_size({"width": request.param, "height": 844})
    return lambda user: Hands(page, live_server.url, user)


@pytest.fixture
def koordination(transactional_db) -> User:
    return in_group("Koordination", email="koordination@example.org")


# --- A volunteer ----------------------------------------------------------------------------------


def test_a_volunteers_year_goes_without_a_mouse(hands, page, koordination):
    awo: Partner = f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=f.IBAN)
    user = in_group("Partner", email="ehrenamt@example.org", partner=awo)
    hand = hands(user)

    with today(FEBRUARY):
        dialogue = f.DialogueFactory(partners=[awo], cycle__assessment_due_on=MARCH)
        f.CriterionFactory(field__framework=dialogue.cycle.framework, code="1.1")
        hand.comes()
        hand.takes("Selbsteinschätzung einreichen")
        hand.goes_on("Beginnen")
        hand.chooses("noch nicht beantwortet", at=2)
        hand.fills("Erläuterung zu 1.1", "Der Treff ist dienstags voll.")
        hand.goes_on("Speichern und Angaben prüfen")
        hand.goes_on("Einreichen")
        assert "ist eingereicht" in hand.reads()
    assert Submission.objects.get(dialogue=dialogue).submitted_by == user

    with today(APRIL):
        when = {"day": MAY, "starts_at": time(14), "ends_at": time(16), "place": "Treff"}
        Invitation.objects.invite(dialogue=dialogue, by=koordination, on=APRIL, **when)
        hand.comes()
        hand.takes("Auf die Einladung zum Dialoggespräch antworten")
        hand.goes_on("Wir kommen")
        assert "kommt" in hand.reads()

    with today(JUNE):
        finding = f.FindingFactory(dialogue=dialogue, raised_by=koordination, raised_on=MAY)
        finding.share(by=koordination, on=JUNE)
        hand.comes()
        hand.takes("Zu einer Feststellung Stellung nehmen")
        hand.chooses("stimmt zu", at=2)
        hand.fills("Text", "Der Weg zum Treff ist beleuchtet.")
        hand.goes_on("Stellungnahme abgeben")
        assert "Ihre Stellungnahme ist abgegeben." in hand.reads()
    assert finding.statements.get().stance == "dissents"

    with today(SEPTEMBER):
        measure = f.MeasureFactory(finding=finding, responsible=awo, resolved_on=JUNE, due_on=SEPTEMBER)
        hand.comes()
        hand.takes("Maßnahme erledigen")
        hand.goes_on("Als erledigt melden")
        assert "Meldung zurücknehmen" in hand.reads()  # one press too many is no harm
    measure.refresh_from_db()
    assert measure.done_by == user

    with today(NOVEMBER):
        report = f.SectionFactory(report__drafted_on=NOVEMBER, report__by=koordination).report
        f.PartnerReadingFactory(report=report, partner=awo, shown_by=koordination)
        hand.comes()
        hand.takes("Zum Bericht Stellung nehmen")
        hand.fills("Ihre Stellungnahme", "Die Wartezeiten fehlen.")
        hand.goes_on("Stellungnahme abgeben")
        assert "Ihre Stellungnahme ist abgegeben." in hand.reads()

    with today(NEW_YEAR):
        granted = f.DecisionFactory(allocation__recipient=awo, approved=True).allocation
        paid = f.DisbursementFactory(allocation=granted, paid=True)
        proof = f.ProofOfUseFactory(allocation=paid.allocation, due_on=date(2027, 3, 31))
        hand.comes()
        hand.takes("Verwendungsnachweis einreichen")
        hand.goes_on("Bearbeiten")
        hand.fills("Sachbericht", "Die Angebote fanden statt.")
        hand.fills("Personal: ausgegeben", german.number(paid.amount))
        hand.goes_on("Speichern")
        hand.goes_on("Verwendungsnachweis einreichen")
        assert "Einreichung zurückholen" in hand.reads()
    assert ProofOfUse.objects.get(pk=proof.pk).submitted_by == user
    assert left_to_do(user, NEW_YEAR) == []


# --- A head of department -------------------------------------------------------------------------


def test_a_head_of_departments_year_goes_without_a_mouse(hands, page, koordination):
    awo: Partner = f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=f.IBAN)
    user = in_group("Freigabe", email="leitung@example.org")
    hand = hands(user)

    with today(FEBRUARY):
        f.FiscalYearFactory(year=2025, proposed=True, closing_proposed_by=koordination)
        hand.comes()
        hand.takes("Jahresabschluss vollziehen")
        hand.goes_on("2025 endgültig abschließen")
        assert "abgeschlossen" in hand.reads()
    assert FiscalYear.objects.get(year=2025).closed_by == user

    with today(MARCH):
        drafted = {"drafted_by": koordination, "drafted_on": MARCH}
        decisions = [f.DecisionFactory(allocation__recipient=awo, **drafted) for _ in range(2)]
        hand.comes()
        hand.takes("2 Bescheide freigeben")
        hand.goes_on("Alle prüfen (2)")
        hand.goes_on("2 Bescheide freigeben")
        assert "2 Bescheide" in hand.reads()

    with today(APRIL):
        certified = {"certified_on": APRIL, "certified_by": koordination, "due_on": APRIL}
        for one in decisions:
            f.DisbursementFactory(allocation=one.allocation, **certified)
        hand.comes()
        hand.takes("2 Raten zur Zahlung freigeben")
        hand.goes_on("Alle prüfen (2)")
        hand.goes_on("2 Raten zur Zahlung freigeben")
        hand.takes("Rate auf eine Zahlungsliste setzen")
        hand.goes_on("Zu den Zahlungslisten")
        hand.goes_on("Zahlungsliste 2026 erstellen")
        hand.goes_on("Ganze Liste als ausgezahlt erfassen")
        hand.fills("Buchungszeichen", "KA-4711")
        hand.goes_on("Ganze Liste als ausgezahlt erfassen")
        assert "Die Zahlungen sind erfasst." in hand.reads()

    with today(SEPTEMBER):
        report = f.SectionFactory(report__drafted_on=JUNE, report__by=koordination).report
        f.ConsultationFactory(report=report, meeting__held_on=NOVEMBER)
        report.submit_for_review(by=koordination, on=SEPTEMBER)
        f.hear(report, user, SEPTEMBER)
        f.CoSignatureFactory(report=report, user=user, requested_on=SEPTEMBER, requested_by=koordination)
        hand.comes()
        hand.takes("Bericht mitzeichnen")
        hand.chooses("Ich zeichne mit.")
        hand.goes_on("Antwort speichern")
        hand.takes("Bericht freigeben")
        hand.goes_on("Bericht freigeben")
        assert "freigegeben" in hand.reads()
        report.refresh_from_db()
        report.submit(by=koordination, on=SEPTEMBER)

    with today(NOVEMBER):
        hand.comes()
        hand.takes("Bericht veröffentlichen")
        hand.goes_on("Bericht veröffentlichen")
        assert "veröffentlicht" in hand.reads()

    assert left_to_do(user, NOVEMBER) == []
