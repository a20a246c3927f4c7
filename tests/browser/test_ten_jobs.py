"""The ten most frequent jobs, each with its clicks counted: the numbers stand in docs/handbuch.md, and are these.

A click is a link followed, a button pressed, a box ticked, a field entered, a file chosen; a choice from a list is two.
Signing in counts nothing. Each begins where the Handbuch says it does.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from funding.models import Decision, Disbursement, PaymentRun, ProofOfUse
from partners.models import Agreement, Step, User
from quality_dialog.models import Report, Submission
from quartiersarbeit.handbook import HANDBOOK
from sites.models import Coverage
from tests import factories as f
from tests.browser.looking import sign_in
from tests.people import in_group
from tests.year.walking import today

pytestmark = pytest.mark.browser
DAY = date(2026, 3, 2)
LINE = re.compile(r"^\d+\. \*\*(?P<job>.+?)\*\* \((?P<clicks>\d+) (?:Klicks|Tipps)", re.MULTILINE)
MOST = {
    "Schritt eines Gesprächs erfassen": 2,
    "Neun Bescheide freigeben": 4,
    "18 Raten planen und zeichnen": 12,
    "Verwendungsnachweis mit drei Zahlen und einem Foto einreichen": 12,
}


def promised() -> dict[str, int]:
    """The jobs of the Handbuch with their clicks."""
    return {
        found["job"]: int(found["clicks"]) for found in LINE.finditer(HANDBOOK.read_text(encoding="utf-8"))
    }


class Hand:
    """Somebody at the mouse or on a phone, whose clicks are counted."""

    def __init__(self, page, address: str):
        self.page, self.address, self.clicks, self.pages = page, address, 0, 0

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def ticks(self, what) -> None:
        self.clicks += 1
        what.click()

    def chooses(self, label: str, option: str) -> None:
        self.clicks += 2
        self.page.locator(label).select_option(label=option)

    def types(self, what, text: str) -> None:
        self.clicks += 1
        what.fill(text)

    def leads_on(self, what) -> None:
        self.clicks += 1
        self.pages += 1
        with self.page.expect_navigation():
            what.click()

    def follows(self, name: str) -> None:
        self.leads_on(self.page.locator("main").get_by_role("link", name=name).first)

    def presses(self, name: str) -> None:
        self.leads_on(self.page.locator("main").get_by_role("button", name=name).first)

    def goes_to(self, name: str) -> None:
        """By the navigation that stands on each page."""
        self.leads_on(self.page.get_by_role("navigation").get_by_role("link", name=name).first)

    def did(self, job: str) -> None:
        assert self.clicks == promised()[job], f"{job}: {self.clicks} Klicks"
        assert self.clicks <= MOST.get(job, self.clicks)


@pytest.fixture
def server(transactional_db, live_server, settings, tmp_path):
    """The server on that day; its address."""
    settings.PUBLIC_URL, settings.MEDIA_ROOT = live_server.url, tmp_path
    with today(DAY):
        yield live_server.url


@pytest.fixture
def koordination(server) -> User:
    return in_group("Koordination", email="koordination@example.org")


@pytest.fixture
def freigabe(server) -> User:
    return in_group("Freigabe", email="freigabe@example.org")


@pytest.fixture
def hand(server, page) -> Hand:
    return Hand(page, server)


def as_person(hand: Hand, name: str, path: str = "/") -> Hand:
    sign_in(hand.page, hand.address, name)
    hand.opens(path)
    return hand


def nine_allocations() -> list:
    """Nine approved grants of 8.000 €, as many as there are sites."""
    return [f.DecisionFactory(approved=True).allocation for _ in range(9)]


def test_the_handbuch_names_ten_jobs():
    assert len(promised()) == 10
    assert set(MOST) <= set(promised())


def test_a_step_of_a_talk(hand, koordination):
    talk = f.StepFactory(state="planned", on=date(2026, 2, 2)).negotiation
    as_person(hand, "koordination", talk.get_absolute_url())
    hand.ticks(hand.page.get_by_label("im Gespräch", exact=True))
    hand.presses("Schritt erfassen")
    assert Step.objects.latest("pk").state == "in_talks"
    hand.did("Schritt eines Gesprächs erfassen")


def test_an_agreement_with_two_parties_and_two_sites_is_one_page(hand, koordination):
    partner, other = f.PartnerFactory(sector="housing"), f.PartnerFactory()
    sites = [f.SiteFactory(), f.SiteFactory()]
    f.SeatFactory.create_batch(2)
    as_person(hand, "koordination", partner.get_absolute_url())
    hand.follows("Vereinbarung entwerfen")
    hand.types(hand.page.get_by_label("Laufzeit von"), "2026-04-01")
    hand.types(hand.page.get_by_label("Laufzeit bis"), "2029-03-31")
    for site in sites:
        hand.ticks(hand.page.get_by_label(site.name, exact=True))
    hand.chooses("#id_parteien-1-partner", str(other))
    hand.chooses("#id_parteien-1-role", "Träger der Quartiersarbeit")
    hand.presses("Entwurf speichern")
    agreement = Agreement.objects.get()
    given = Coverage.objects.filter(agreement=agreement)
    assert (agreement.parties.count(), given.count(), hand.pages) == (
        2,
        2,
        2,
    )  # the form, and what became of it
    hand.did("Neue Vereinbarung mit zwei Beteiligten und zwei Standorten")


def test_nine_decisions_are_approved(hand, koordination, freigabe):
    for _ in range(9):
        f.DecisionFactory(drafted_by=koordination)
    as_person(hand, "freigabe")
    hand.goes_to("Aufgaben")
    hand.follows("9 Bescheide freigeben")
    hand.presses("Alle prüfen")
    hand.presses("9 Bescheide freigeben")
    assert Decision.objects.filter(approved_on=DAY).count() == 9
    hand.did("Neun Bescheide freigeben")


def test_eighteen_instalments_are_planned_and_certified(hand, koordination):
    year = nine_allocations()[0].fiscal_year
    as_person(hand, "koordination", year.get_absolute_url())
    hand.follows("Raten planen")
    hand.presses("Raten vorsehen")
    hand.goes_to("Aufgaben")
    hand.follows("18 Raten sachlich und rechnerisch richtig zeichnen")
    hand.presses("Alle prüfen")
    hand.presses("18 Raten sachlich")
    assert Disbursement.objects.filter(certified_on=DAY, amount=Decimal(4000)).count() == 18
    hand.did("18 Raten planen und zeichnen")


def certified(koordination: User, **further) -> None:
    """Eighteen instalments with the first signature."""
    for allocation in nine_allocations():
        for day in (date(2026, 3, 9), date(2026, 9, 9)):
            signed = {"certified_on": date(2026, 2, 20), "certified_by": koordination, **further}
            f.DisbursementFactory(allocation=allocation, due_on=day, **signed)


def test_eighteen_instalments_are_released(hand, koordination, freigabe):
    certified(koordination)
    as_person(hand, "freigabe")
    hand.goes_to("Aufgaben")
    hand.follows("18 Raten zur Zahlung freigeben")
    hand.presses("Alle prüfen")
    hand.presses("18 Raten zur Zahlung freigeben")
    assert Disbursement.objects.filter(released_on=DAY).count() == 18
    hand.did("18 Raten zur Zahlung freigeben")


def test_a_payment_list_is_made_and_paid_as_a_whole(hand, koordination, freigabe):
    certified(koordination, released_on=date(2026, 2, 25), released_by=freigabe, recipient_iban=f.IBAN)
    as_person(hand, "koordination", "/zahlungslisten/")
    hand.presses("erstellen")
    hand.follows("Ganze Liste als ausgezahlt erfassen")
    hand.types(hand.page.get_by_label("Buchungszeichen"), "KA-4711")
    hand.presses("erfassen")
    assert PaymentRun.objects.get().items.filter(disbursement__reference="KA-4711").count() == 18
    hand.did("Zahlungsliste erstellen und als ausgezahlt erfassen")


def test_a_years_money_is_split(hand, koordination):
    year = f.FiscalYearFactory()
    for _ in range(9):
        f.AssignmentFactory(site=f.CoverageFactory(starts_on=date(2025, 1, 1)).site)
    as_person(hand, "koordination", year.get_absolute_url())
    hand.follows("Mittel aufteilen")
    hand.presses("Zuwendungen entwerfen")
    assert Decision.objects.count() == 9
    hand.did("Mittel eines Jahres auf alle Standorte aufteilen")


@pytest.fixture
def phone(browser, server):
    """Somebody with a phone: 390 pixels wide, touched, no mouse."""
    context = browser.new_context(
        locale="de-DE", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield Hand(context.new_page(), server)
    context.close()


def test_a_partner_hands_in_a_proof_from_the_phone(phone, tmp_path):
    awo = f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=f.IBAN)
    user = in_group("Partner", email="awo@example.org", partner=awo)
    before = f.DecisionFactory(
        approved=True, allocation__recipient=awo, allocation__fiscal_year=f.FiscalYearFactory(year=2025)
    ).allocation
    f.DisbursementFactory(allocation=before, due_on=date(2025, 6, 1), amount=Decimal(8000), paid=True)
    proof = f.ProofOfUseFactory(allocation=before)
    photo = tmp_path / "Quittung Mai.jpg"
    photo.write_bytes(f.jpg())
    as_person(phone, "awo")
    phone.leads_on(phone.page.locator(f"main a[href^='{proof.get_absolute_url()}']").first)
    phone.follows("Sachbericht")
    phone.types(phone.page.get_by_label("Sachbericht"), "Die Angebote fanden statt.")
    phone.presses("Speichern und weiter")
    for label, amount in (
        ("Personal: ausgegeben", "6.000"),
        ("Räume: ausgegeben", "1.500"),
        ("Ehrenamt: ausgegeben", "500"),
    ):
        phone.types(phone.page.get_by_label(label), amount)
    phone.presses("Speichern und weiter")
    phone.clicks += 1  # „Dateien“ opens the phone's own choice
    phone.page.get_by_label("Dateien").set_input_files(photo)
    phone.presses("Anlagen hinzufügen")
    phone.presses("Verwendungsnachweis einreichen")
    proof = ProofOfUse.objects.get(pk=proof.pk)
    assert (proof.submitted_by, proof.lines.filter(spent__gt=0).count()) == (user, 3)
    assert [one.title for one in proof.attachments.all()] == ["Quittung Mai"]
    phone.did("Verwendungsnachweis mit drei Zahlen und einem Foto einreichen")


def test_a_partner_assesses_itself_as_last_year(hand):
    awo = f.PartnerFactory(name="AWO-Kreisverband", short_name="AWO")
    in_group("Partner", email="awo@example.org", partner=awo)
    dialogue = f.DialogueFactory(partners=[awo])
    framework = dialogue.cycle.framework
    before = f.DialogueFactory(
        cycle=f.CycleFactory(year=2025, framework=framework), site=dialogue.site, partners=[awo]
    )
    for number in range(4):
        field = f.FieldOfActionFactory(framework=framework, position=number)
        question = f.CriterionFactory(field=field)
        f.AssessmentFactory(dialogue=before, partner=awo, criterion=question, submitted=True)
    as_person(hand, "awo", f"/qualitaetsdialog/2026/standorte/{dialogue.site_id}/selbsteinschaetzung/")
    hand.follows("Beginnen")
    for _ in range(4):
        hand.presses("Offene Fragen wie im Vorjahr beantworten")
        hand.leads_on(hand.page.locator(".saving button").first)
    hand.presses("Einreichen")
    expect(hand.page.get_by_text("ist eingereicht").first).to_be_visible()
    assert Submission.objects.filter(dialogue=dialogue, reopened_on=None).count() == 1
    hand.did("Selbsteinschätzung wie im Vorjahr einreichen")


def test_a_report_is_drafted(hand, koordination):
    as_person(hand, "koordination")
    hand.goes_to("Berichte")
    hand.follows("Neuer Bericht")
    hand.presses("Entwurf schreiben")
    assert Report.objects.count() == 1
    hand.did("Bericht entwerfen")
