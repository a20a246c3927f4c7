"""The story that is walked: what the city and its partners do, day by day, each act through its page.

Only what no page of daily work enters is made by factories: the resolution, its seats, the framework, the
texts of notices. Two sides of one talk are two browsers.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    NoticeText,
    PaymentRun,
    ProofOfUse,
    RepaymentClaim,
)
from funding.models.notice import NoticeKind, NoticePart
from partners.models import Agreement, Negotiation, Partner, Sector
from quality_dialog.models import Finding, Measure, Meeting, Report
from sites.models import Coverage, Site
from tests import factories as f
from tests.people import in_group
from tests.year.walking import Browser

SEATS = 10


class City:
    """Everybody who takes part, each at a browser, and what was there before the walk begins."""

    def __init__(self) -> None:
        self.awo = f.PartnerFactory(
            name="AWO-Kreisverband Bielefeld",
            short_name="AWO",
            name_after_mit="dem AWO-Kreisverband Bielefeld",
            iban=f.IBAN,
        )
        self.bgw = f.PartnerFactory(
            name="BGW", short_name="BGW", name_after_mit="der BGW", sector=Sector.HOUSING, iban=f.IBAN
        )
        self.people = {
            "Koordination": in_group("Koordination", email="koordination@example.org"),
            "Freigabe": in_group("Freigabe", email="freigabe@example.org"),
            "AWO": in_group("Partner", email="awo@example.org", partner=self.awo),
            "BGW": in_group("Partner", email="bgw@example.org", partner=self.bgw),
            "Gremium": in_group("Gremium", email="seniorenrat@example.org"),
            "Revision": in_group("Revision", email="revision@example.org"),
            "Verwaltung": in_group("Verwaltung", email="admin@example.org", is_staff=True, is_superuser=True),
        }
        self.browsers = {who: Browser(user) for who, user in self.people.items()}
        self.mandate = f.MandateFactory(decided_on=date(2026, 3, 17), site_limit=SEATS)
        for _ in range(SEATS):
            f.SeatFactory(mandate=self.mandate, valid_from=date(2026, 4, 1))
        self.framework = f.FrameworkFactory(valid_from=date(2026, 1, 1))
        self.field = f.FieldOfActionFactory(framework=self.framework)
        f.CriterionFactory(field=self.field, code="1.1")
        f.CriterionFactory(field=self.field, code="1.2")
        for committee in ("SGA", "Seniorenrat"):
            meeting = f.CommitteeFactory(name=committee, short_name=committee)
            Meeting.objects.create(committee=meeting, held_on=date(2027, 11, 16))
        for kind in NoticeKind:
            for part in NoticePart:
                NoticeText.objects.create(kind=kind, part=part, body="Beispiel.", valid_from=date(2020, 1, 1))

    def __getitem__(self, who: str) -> Browser:
        return self.browsers[who]

    @property
    def koordination(self) -> Browser:
        return self["Koordination"]

    @property
    def freigabe(self) -> Browser:
        return self["Freigabe"]

    def site(self, name: str) -> Site:
        return Site.objects.get(name=name)

    def agreement(self, title: str) -> Agreement:
        return Agreement.objects.get(title=title)

    def allocation(self, site: str, year: int) -> Allocation:
        return Allocation.objects.get(site__name=site, fiscal_year__year=year)

    def dialogue(self, site: str, year: int) -> str:
        return f"/qualitaetsdialog/{year}/standorte/{self.site(site).pk}/"


Act = Callable[[City], None]


class Step(NamedTuple):
    """What happens on one day."""

    on: date
    what: str
    act: Act
    milestone: bool  # this day is asked again after every later milestone
    thorough: bool  # every record's page, every file and paper is read, too


STORY: list[Step] = []


def step(day: str, *, milestone: bool = False, thorough: bool = False) -> Callable[[Act], Act]:
    """The day, in German, of one step of the story; steps stand in the order of their days."""

    def told(act: Act) -> Act:
        on = date(*map(int, reversed(day.split("."))))
        STORY.append(
            Step(on, (act.__doc__ or act.__name__).rstrip("."), act, milestone or thorough, thorough)
        )
        return act

    return told


# --- Network ---------------------------------------------------------------------------------------


@step("02.11.2026")
def talks_begin(city: City) -> None:
    """Ein Gespräch beginnt, ein Partner und zwei Standorte werden erfasst."""
    city.koordination.sends(
        "/partner/neu/",
        name="Beispiel-Treff e. V.",
        short_name="Treff",
        name_after_mit="dem Beispiel-Treff e. V.",
        sector="service_provider",
        iban=f.IBAN,
    )
    in_group("Partner", email="treff@example.org", partner=Partner.objects.get(short_name="Treff"))
    city.koordination.sends("/gespraeche/neu/", partner=city.awo, sector="service_provider")
    talk = Negotiation.objects.get()
    city.koordination.sends(talk.get_absolute_url(), "schritte", day=date(2026, 11, 2), state="in_talks")
    for name, quarter, district in (
        ("Sieker", "Sieker-Mitte", "stieghorst"),
        ("Baumheide", "Baumheide-Ost", "heepen"),
        ("Senne", "Senne-Nord", "senne"),
    ):
        city.koordination.sends(
            "/standorte/neu/",
            name=name,
            new_neighbourhood=quarter,
            district=district,
            opened_on=date(2026, 11, 1),
        )


@step("09.11.2026")
def a_talk_rests(city: City) -> None:
    """Ein zweites Gespräch ruht, sein Wortlaut ist freigegeben."""
    treff = Partner.objects.get(short_name="Treff")
    city.koordination.sends("/gespraeche/neu/", partner=treff, sector="service_provider")
    talk = Negotiation.objects.get(partner=treff)
    city.koordination.sends(talk.get_absolute_url(), "schritte", day=date(2026, 11, 3), state="in_talks")
    paused = {"state": "paused", "reason_code": "other", "public_wording": "aufgrund eines Umbaus"}
    city.koordination.sends(talk.get_absolute_url(), "schritte", day=date(2026, 11, 9), **paused)
    city.koordination.sends(talk.get_absolute_url(), "freigabe")
    city.koordination.sends(
        Negotiation.objects.get(partner=city.awo).get_absolute_url(),
        "schritte",
        day=date(2026, 11, 9),
        state="concluded",
    )


AGREED = "Kooperationsvereinbarung Sieker und Baumheide"


@step("16.11.2026")
def an_agreement_is_drafted_and_sent(city: City) -> None:
    """Eine Vereinbarung wird entworfen und versandt."""
    city.koordination.sends(
        "/vereinbarungen/neu/",
        title=AGREED,
        mandate=city.mandate,
        starts_on=date(2027, 1, 1),
        ends_on="",
        notice_months=3,
        quality_dialogue="on",
        framework_name=city.framework.name,
        **_parties(city.bgw, city.awo),
    )
    city.koordination.sends(
        f"{city.agreement(AGREED).get_absolute_url()}versand/", sent_on=date(2026, 11, 16)
    )


def _parties(*partners: Partner) -> dict:
    return {
        f"parteien-{at}-{name}": value
        for at, one in enumerate(partners)
        for name, value in (
            ("partner", one.pk),
            ("role", "housing" if one.sector == Sector.HOUSING else "provider"),
            ("position", at + 1),
        )
    }


@step("18.11.2026")
def it_comes_back(city: City) -> None:
    """Der Versand der Vereinbarung wird zurückgenommen."""
    page = f"{city.agreement(AGREED).get_absolute_url()}versand/"
    city.koordination.sends(f"{page}ruecknahme/", reason="Die BGW bittet um einen anderen Wortlaut.")


@step("19.11.2026")
def it_is_sent_again(city: City) -> None:
    """Die Vereinbarung wird wieder versandt."""
    page = f"{city.agreement(AGREED).get_absolute_url()}versand/"
    city.koordination.sends(page, sent_on=date(2026, 11, 19))


@step("20.11.2026", milestone=True)
def it_is_signed_and_covers_two_sites(city: City) -> None:
    """Die Vereinbarung wird unterzeichnet, zwei Standorte bekommen Plätze und Rollen."""
    agreement = city.agreement(AGREED)
    for party in agreement.parties.all():
        city.koordination.sends(
            f"{agreement.get_absolute_url()}unterschriften/",
            party=party.pk,
            signatory="Vorstand",
            signed_on=date(2026, 11, 20),
        )
    sites = [city.site("Sieker"), city.site("Baumheide")]
    city.koordination.sends(f"{agreement.get_absolute_url()}standorte/neu/", sites=[one.pk for one in sites])
    for site in sites:
        for role, partner in (("landlord", city.bgw), ("provider", city.awo)):
            city.koordination.sends(
                f"{site.get_absolute_url()}rollen/neu/",
                role=role,
                partner=partner,
                starts_on=date(2027, 1, 1),
            )
        city.koordination.sends(
            f"{site.get_absolute_url()}angebote/neu/",
            title=f"Café {site}",
            kind="encounter",
            starts_on=date(2027, 1, 1),
        )


# --- Money -----------------------------------------------------------------------------------------


@step("01.12.2026")
def the_year_is_opened_and_split(city: City) -> None:
    """2027 wird eröffnet, die Mittel werden aufgeteilt."""
    city.koordination.sends(
        "/haushalt/neu/", year=2027, appropriation="80.000,00", carry_over_received="0", mandate=city.mandate
    )
    sieker, baumheide = city.site("Sieker").pk, city.site("Baumheide").pk
    amounts = {f"amount_{sieker}": "8.000,00", f"amount_{baumheide}": "6.500,50"}
    recipients = {f"recipient_{sieker}": city.awo, f"recipient_{baumheide}": city.awo}
    city.koordination.sends("/haushalt/2027/aufteilung/", purpose="Quartiersarbeit", **amounts, **recipients)


@step("08.12.2026")
def the_grants_are_approved(city: City) -> None:
    """Freigabe gibt beide Zuwendungen frei."""
    for draft in Decision.objects.filter(approved_on=None):
        city.freigabe.sends(draft.get_absolute_url(), "freigabe")


@step("04.01.2027")
def instalments_are_planned_and_certified(city: City) -> None:
    """Raten werden geplant, die ersten festgestellt."""
    for site, amount in (("Sieker", "8.000,00"), ("Baumheide", "6.500,50")):
        address = city.allocation(site, 2027).get_absolute_url()
        city.koordination.sends(f"{address}raten/", rhythm="2", amount=amount, first_due_on=date(2027, 1, 15))
    for payment in Disbursement.objects.filter(number=1):
        city.koordination.sends(payment.get_absolute_url(), "feststellung")


@step("11.01.2027")
def they_are_released_and_listed(city: City) -> None:
    """Die ersten Raten werden freigegeben und auf eine Zahlungsliste gesetzt."""
    for payment in Disbursement.objects.filter(number=1):
        city.freigabe.sends(payment.get_absolute_url(), "freigabe")
    city.freigabe.sends("/zahlungslisten/", "zahlungsliste")
    city.freigabe.sends(PaymentRun.objects.get().get_absolute_url(), ".xlsx")


@step("15.01.2027", milestone=True)
def the_first_instalments_are_paid(city: City) -> None:
    """Die Zahlungsliste wird als ausgezahlt erfasst."""
    run = PaymentRun.objects.get()
    city.koordination.sends(
        f"{run.get_absolute_url()}zahlung/", paid_on=date(2027, 1, 15), reference="KA-2027-1"
    )


# --- Dialogue --------------------------------------------------------------------------------------


@step("20.01.2027")
def the_dialogue_is_opened(city: City) -> None:
    """Der Qualitätsdialog 2027 wird eröffnet."""
    city.koordination.sends(
        "/qualitaetsdialog/neu/",
        year=2027,
        framework=city.framework,
        assessment_due_on=date(2027, 2, 28),
        meetings_due_on=date(2027, 4, 30),
        report_due_on=date(2027, 10, 31),
    )


@step("10.02.2027")
def partners_assess_themselves(city: City) -> None:
    """Die Partner schätzen sich ein; die AWO reicht für Sieker ein, die BGW für beide."""
    for who, sites in (("AWO", ["Sieker"]), ("BGW", ["Sieker", "Baumheide"])):
        for site in sites:
            assess(city, who, site, 2027)


def assess(city: City, who: str, site: str, year: int) -> None:
    """One partner's whole self-assessment, handed in."""
    page = f"{city.dialogue(site, year)}selbsteinschaetzung/"
    asked = {f"k{one.pk}-rating": "mostly" for one in city.field.criteria.all()}
    told = {f"k{one.pk}-text": "Gut besucht." for one in city.field.criteria.all()}
    city[who].sends(f"{page}{city.field.pk}/", **asked, **told)
    city[who].sends(f"{page}pruefen/", "einreichen")


@step("15.02.2027")
def the_deadline_of_the_meetings_is_put_off(city: City) -> None:
    """Die Frist der Gespräche wird verlängert."""
    page = "/qualitaetsdialog/2027/bearbeiten/"
    city.koordination.sends(page, meetings_due_on=date(2027, 7, 31), reason="Krankheit im Team.")


@step("22.02.2027")
def the_meetings_are_invited_to(city: City) -> None:
    """Zu den Gesprächen wird eingeladen."""
    for site in ("Sieker", "Baumheide"):
        city.koordination.sends(
            f"{city.dialogue(site, 2027)}einladung/",
            day=date(2027, 3, 10),
            starts_at="14:00",
            ends_at="16:00",
            place="Nachbarschaftstreff",
        )


NEED, STRENGTH, OTHER = "Der Hof ist abends dunkel.", "Das Café wird gern besucht.", "Die Küche ist zu klein."


@step("10.03.2027")
def findings_are_recorded_and_shared(city: City) -> None:
    """Im Gespräch werden Feststellungen festgehalten und geteilt."""
    for site, findings in (("Sieker", (f"h: {NEED}", f"s: {STRENGTH}")), ("Baumheide", (f"h: {OTHER}",))):
        address = f"{city.dialogue(site, 2027)}mitschrift/"
        for text in findings:
            city.koordination.sends(address, "", text=text)
        city.koordination.sends(address, "freigabe")


@step("17.03.2027", thorough=True)
def statements_are_given(city: City) -> None:
    """Die Partner nehmen Stellung: einig, abweichend und noch offen."""
    answer(city, "AWO", NEED, "agrees")
    answer(city, "BGW", NEED, "dissents", "Seit Mai brennen dort Leuchten.")
    for who in ("AWO", "BGW"):
        answer(city, who, STRENGTH, "agrees")
    answer(city, "AWO", OTHER, "agrees")
    for site in ("Sieker", "Baumheide"):
        city.koordination.sends(city.dialogue(site, 2027), "teilen")


def answer(city: City, who: str, wording: str, stance: str, text: str = "") -> None:
    """A statement on a finding, given on its page."""
    page = Finding.objects.get(wording=wording).get_absolute_url()
    city[who].sends(page, "stellungnahmen", stance=stance, text=text)


LIGHT, SIGN, KITCHEN = "Leuchten im Hof anbringen", "Aushang am Café", "Küche erweitern"


@step("24.03.2027")
def measures_follow(city: City) -> None:
    """Drei Maßnahmen werden vereinbart."""
    for wording, title, due, who in (
        (NEED, LIGHT, date(2027, 6, 30), city.bgw),
        (STRENGTH, SIGN, date(2027, 5, 31), city.awo),
        (OTHER, KITCHEN, date(2027, 8, 31), city.awo),
    ):
        page = f"{Finding.objects.get(wording=wording).get_absolute_url()}massnahmen/neu/"
        city.koordination.sends(page, title=title, due_on=due, responsible=who)


def measure(title: str, year: int = 2027) -> str:
    """A measure's page."""
    found = Measure.objects.get(title=title, finding__dialogue__cycle__year=year)
    return found.get_absolute_url()


@step("28.05.2027")
def one_measure_is_done_and_confirmed(city: City) -> None:
    """Eine Maßnahme ist erledigt und bestätigt."""
    city["AWO"].sends(measure(SIGN), "erledigung")
    city.koordination.sends(measure(SIGN), "bestaetigung")


@step("15.06.2027")
def one_measure_is_postponed(city: City) -> None:
    """Eine Maßnahme wird verschoben."""
    page = f"{measure(LIGHT)}verschiebung/"
    city.koordination.sends(page, new_due_on=date(2027, 7, 31), text="Die Lieferung verzögert sich.")


@step("31.08.2027")
def the_second_instalments_are_paid(city: City) -> None:
    """Die zweiten Raten werden ausgezahlt; eine kommt zurück."""
    for payment in Disbursement.objects.filter(number=2):
        city.koordination.sends(payment.get_absolute_url(), "feststellung")
        city.freigabe.sends(payment.get_absolute_url(), "freigabe")
    city.freigabe.sends("/zahlungslisten/", "zahlungsliste")
    run = PaymentRun.objects.latest("number")
    city.koordination.sends(
        f"{run.get_absolute_url()}zahlung/", paid_on=date(2027, 8, 31), reference="KA-2027-2"
    )
    back = Disbursement.objects.get(number=2, allocation=city.allocation("Baumheide", 2027))
    city.freigabe.sends(
        f"{back.get_absolute_url()}storno/", reversed_on=date(2027, 8, 31), reason="Rücklauf der Bank"
    )


# --- Report ----------------------------------------------------------------------------------------


@step("15.09.2027", thorough=True)
def a_report_is_drafted_and_shown_to_partners(city: City) -> None:
    """Der Bericht 2027 wird entworfen und den Partnern vorgelegt."""
    city.koordination.sends("/berichte/neu/", year=2027, as_of=date(2027, 9, 15))
    page = city.koordination.reads(f"{Report.objects.get().get_absolute_url()}vorlage/")
    offered = page.tree.xpath("//input[@name='partners']/@value")
    city.koordination.fills_in(page, partners=offered, due_on=date(2027, 9, 29))


@step("20.09.2027")
def a_partner_comments_on_it(city: City) -> None:
    """Die BGW nimmt zum Bericht Stellung."""
    page = f"{Report.objects.get().get_absolute_url()}lesefassung/"
    city["BGW"].sends(page, text="Wir sehen den Hof anders.")


@step("01.10.2027")
def it_is_reviewed_and_approved(city: City) -> None:
    """Der Bericht wird geprüft und freigegeben."""
    page = Report.objects.get().get_absolute_url()
    city.koordination.sends(page, "pruefung-beginnen")
    asked = city.koordination.reads(f"{page}fragen/")
    for address in asked.tree.xpath(
        f"//a[starts-with(@href, '{page}fragen/') and @href != '{page}fragen/']/@href"
    ):
        city.koordination.sends(address, reason="Dazu berichten wir in der Sitzung.")
    city.freigabe.sends(page, "freigabe")


@step("12.10.2027")
def it_is_submitted_and_published(city: City) -> None:
    """Der Bericht wird eingereicht und veröffentlicht."""
    page = Report.objects.get().get_absolute_url()
    city.koordination.sends(f"{page}einreichung/", reference="1234/2025-2030")
    city.freigabe.sends(page, "veroeffentlichung")


# --- The year ends ---------------------------------------------------------------------------------


@step("01.12.2027")
def a_grant_is_increased_and_proofs_are_asked_for(city: City) -> None:
    """Eine Zuwendung wird erhöht, eine Erhöhung bleibt Entwurf, Nachweise werden angefordert."""
    sieker, baumheide = city.allocation("Sieker", 2027), city.allocation("Baumheide", 2027)
    for allocation, amount in ((sieker, "500,00"), (baumheide, "250,00")):
        city.koordination.sends(
            f"{allocation.get_absolute_url()}bescheide/neu/",
            kind="increase",
            amount=amount,
            reason="Mehr Stunden",
        )
    city.freigabe.sends(Decision.objects.get(amount=500).get_absolute_url(), "freigabe")
    for allocation in (sieker, baumheide):
        if not ProofOfUse.objects.filter(allocation=allocation).exists():
            city.koordination.sends(allocation.get_absolute_url(), "anfordern")


@step("15.12.2027")
def what_is_bound_is_paid_or_revoked(city: City) -> None:
    """Die Erhöhung wird ausgezahlt, was zurückkam, wird widerrufen."""
    sieker, baumheide = city.allocation("Sieker", 2027), city.allocation("Baumheide", 2027)
    page = f"{sieker.get_absolute_url()}raten/"
    city.koordination.sends(page, rhythm="1", amount="500,00", first_due_on=date(2027, 12, 15))
    payment = Disbursement.objects.get(number=3)
    city.koordination.sends(payment.get_absolute_url(), "feststellung")
    city.freigabe.sends(payment.get_absolute_url(), "freigabe")
    paid = {"paid_on": date(2027, 12, 15), "reference": "KA-2027-3"}
    city.koordination.sends(f"{payment.get_absolute_url()}zahlung/", **paid)
    page = f"{baumheide.get_absolute_url()}bescheide/neu/"
    city.koordination.sends(page, kind="revocation", amount="", reason="Die Zahlung kam zurück.")
    draft = Decision.objects.get(kind="revocation").get_absolute_url()
    why = "Der Empfänger hat den Rest selbst zurückgegeben."
    city.koordination.sends(f"{draft}anhoerung/", waived_reason=why)
    ground = f"{baumheide.get_absolute_url()}widerrufsgruende/neu/"
    city.koordination.sends(ground, known_on=date(2027, 12, 15), what="Die Zahlung kam zurück.")
    city.freigabe.sends(draft, "freigabe")


def proof(city: City, site: str) -> str:
    """The page of a site's proof of use of 2027."""
    return f"{city.allocation(site, 2027).get_absolute_url()}verwendungsnachweis/"


def state_spending(city: City, who: str, site: str, spent: str) -> None:
    """Fill in the financial statement and the narrative."""
    typed = {
        "narrative": "Es fand statt.",
        "planned_staff": spent,
        "spent_staff": spent,
        "own_funds_staff": "0",
    }
    city[who].sends(f"{proof(city, site)}bearbeiten/", "bearbeiten", **typed)


@step("03.01.2028")
def a_proof_is_put_off(city: City) -> None:
    """Die Frist eines Nachweises wird verlängert."""
    page = f"{proof(city, 'Sieker')}verlaengerung/"
    city.koordination.sends(page, due_on=date(2028, 12, 31), reason="Die Buchhaltung ist im Umzug.")


@step("10.01.2028")
def proofs_are_submitted(city: City) -> None:
    """Beide Nachweise werden eingereicht."""
    state_spending(city, "AWO", "Sieker", "8.400,00")
    state_spending(city, "AWO", "Baumheide", "3.250,25")
    for site in ("Sieker", "Baumheide"):
        city["AWO"].sends(proof(city, site), "einreichen")


@step("17.01.2028")
def one_is_returned_one_accepted(city: City) -> None:
    """Ein Nachweis wird zurückgegeben, einer angenommen."""
    city.koordination.sends(f"{proof(city, 'Sieker')}zurueckgeben/", reasons="Bitte die Belege nennen.")
    city.koordination.sends(f"{proof(city, 'Baumheide')}annehmen/", review_note="Geprüft.")


@step("24.01.2028")
def it_is_submitted_again_accepted_and_the_rest_claimed(city: City) -> None:
    """Der zurückgegebene wird neu eingereicht und angenommen, der Rest zurückgefordert."""
    city["AWO"].sends(proof(city, "Sieker"), "einreichen")
    city.koordination.sends(f"{proof(city, 'Sieker')}annehmen/", review_note="Geprüft.")
    city.koordination.sends(
        f"{city.allocation('Sieker', 2027).get_absolute_url()}rueckforderungen/neu/",
        amount="100,00",
        due_on=date(2028, 2, 28),
        reason="Nicht verwendet.",
    )
    claim = RepaymentClaim.objects.get().get_absolute_url()
    why = "Der Träger hat den Rest selbst angezeigt."
    city.koordination.sends(f"{claim}anhoerung/", waived_reason=why)
    city.freigabe.sends(claim, "erlass")


@step("01.02.2028")
def the_claim_is_put_off(city: City) -> None:
    """Die Frist der Rückforderung wird verlängert."""
    page = f"{RepaymentClaim.objects.get().get_absolute_url()}verlaengerung/"
    city.freigabe.sends(page, due_on=date(2028, 3, 15), reason="Auf Bitte des Trägers.")


@step("07.02.2028")
def the_claim_is_paid_and_the_draft_withdrawn(city: City) -> None:
    """Die Rückforderung geht ein, der offene Entwurf wird zurückgenommen."""
    claim = RepaymentClaim.objects.get()
    city.koordination.sends(
        f"{claim.get_absolute_url()}zahlung/", paid_on=date(2028, 2, 7), received="100,00", reference="R-1"
    )
    draft = Decision.objects.get(approved_on=None)
    city.koordination.sends(f"{draft.get_absolute_url()}zuruecknahme/", reason="Das Jahr ist vorbei.")


@step("15.02.2028", milestone=True)
def the_year_is_closed(city: City) -> None:
    """2027 wird abgeschlossen, 2028 mit der Übertragung eröffnet."""
    city.koordination.sends("/haushalt/2027/abschluss/", carry_over="1.000,00")
    city.freigabe.sends("/haushalt/2027/abschluss/", "vollzug")
    city.koordination.sends("/haushalt/neu/", appropriation="78.500,00")
    sieker = city.site("Sieker")
    city.koordination.sends(
        "/haushalt/2028/aufteilung/",
        purpose="Quartiersarbeit",
        **{f"amount_{sieker.pk}": "9.000,00", f"amount_{city.site('Baumheide').pk}": ""},
    )
    city.freigabe.sends(Decision.objects.get(approved_on=None).get_absolute_url(), "freigabe")


@step("22.02.2028", thorough=True)
def the_next_dialogue_takes_over_what_is_overdue(city: City) -> None:
    """Der Qualitätsdialog 2028 übernimmt die offenen Maßnahmen."""
    city.koordination.sends(
        "/qualitaetsdialog/neu/",
        year=2028,
        framework=city.framework,
        assessment_due_on=date(2028, 3, 31),
        meetings_due_on=date(2028, 5, 31),
        report_due_on=date(2028, 10, 31),
    )


# --- Terminate and amend -----------------------------------------------------------------------------


AMENDED = "Kooperationsvereinbarung Sieker und Baumheide, Nachtrag"


@step("01.03.2028")
def an_amendment_is_drafted(city: City) -> None:
    """Ein Nachtrag wird entworfen, versandt und unterzeichnet."""
    old = city.agreement(AGREED)
    city.koordination.sends(
        f"{old.get_absolute_url()}nachtraege/neu/", title=AMENDED, starts_on=date(2028, 4, 1)
    )
    new = city.agreement(AMENDED)
    city.koordination.sends(f"{new.get_absolute_url()}versand/", sent_on=date(2028, 3, 1))
    for party in new.parties.all():
        city.koordination.sends(
            f"{new.get_absolute_url()}unterschriften/",
            party=party.pk,
            signatory="Vorstand",
            signed_on=date(2028, 3, 1),
        )


@step("03.04.2028", milestone=True)
def it_is_in_force(city: City) -> None:
    """Der Nachtrag gilt und übernimmt die Standorte."""
    page = city.agreement(AMENDED).get_absolute_url()
    if Coverage.objects.filter(agreement=city.agreement(AMENDED)).exists():
        return
    city.koordination.sends(page, "uebernahme")


@step("10.04.2028")
def a_third_site_gets_a_seat_under_the_amendment(city: City) -> None:
    """Ein dritter Standort bekommt einen Platz, ein Träger wechselt, ein Partner wird umbenannt."""
    page = f"{city.agreement(AMENDED).get_absolute_url()}standorte/neu/"
    city.koordination.sends(page, sites=[city.site("Senne").pk], starts_on=date(2028, 4, 10))
    treff = Partner.objects.get(short_name="Treff")
    city.koordination.sends(
        f"{city.site('Baumheide').get_absolute_url()}rollen/neu/",
        role="provider",
        partner=treff,
        starts_on=date(2028, 4, 10),
    )
    city.koordination.sends(f"{treff.get_absolute_url()}bearbeiten/", short_name="Treff Ost")


@step("17.04.2028")
def the_agreement_is_terminated(city: City) -> None:
    """Die Vereinbarung wird gekündigt, sie endet im Sommer."""
    page = f"{city.agreement(AMENDED).get_absolute_url()}kuendigung/"
    city.koordination.sends(
        page, terminated_on=date(2028, 4, 17), terminated_to=date(2028, 12, 31), reason="Neuausrichtung"
    )


@step("02.01.2029", thorough=True)
def after_the_end(city: City) -> None:
    """Nach dem Ende der Vereinbarung."""
