"""One case for each occasion of which verbs tell: who acts, what is said, and exactly who hears it.

A case makes its records and answers the act; `tests.test_news` does it and looks who was told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import partial

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

import funding.news as money
import partners.news as network
import quality_dialog.dialogue.news as talk
import quality_dialog.report.news as paper
import sites.news as places
from funding.models import PaymentReturn, Reversal, closing
from partners.models import Absence, Departure, Partner, RightsChange, User, taking_back
from quality_dialog.dialogue.models.carrying_over import add_dialogue, open_cycle
from quality_dialog.dialogue.models.removing import correct_year, remove_dialogue, set_participants
from quality_dialog.models import Comment, CommitteeWish, Invitation, InvitationAnswer, Submission
from quality_dialog.report import asking
from quality_dialog.report.models.putting_right import correct_submission
from quality_dialog.report.models.signing import ask_co_signature
from quartiersarbeit.ground.news import Occasion
from tests import factories as f
from tests.people import in_group

DAY = date(2026, 7, 15)
NEXT_YEAR = date(2027, 6, 15)
EVERYBODY = "karla kurt frida fred rita gerda anna arne berta carla"


@dataclass
class Cast:
    """Two of each side, and those whom it does not concern: Gremium, Revision, Verwaltung, a third organisation."""

    awo: Partner
    bgw: Partner
    karla: User  # Koordination
    kurt: User
    frida: User  # Freigabe
    fred: User
    rita: User  # Revision
    gerda: User  # Gremium
    vera: User  # Verwaltung, who may do everything but plays no part
    anna: User  # AWO
    arne: User
    gone: User  # AWO, whose account is locked
    berta: User  # BGW
    carla: User  # of an organisation that takes part in nothing

    def names(self, people: list[User]) -> list[str]:
        """Their names here, in order; who is told twice stands twice."""
        known = {one.pk: name for name, one in vars(self).items() if isinstance(one, User)}
        return sorted(known.get(one.pk, str(one)) for one in people)


def cast_of(awo: Partner, bgw: Partner) -> Cast:
    """The people of all cases."""

    def one(name: str, role: str, **facts) -> User:
        return in_group(
            role, first_name=name, last_name="Beispiel", email=f"{name}@example.org".lower(), **facts
        )

    return Cast(
        awo=awo,
        bgw=bgw,
        karla=one("Karla", "Koordination"),
        kurt=one("Kurt", "Koordination"),
        frida=one("Frida", "Freigabe"),
        fred=one("Fred", "Freigabe"),
        rita=one("Rita", "Revision"),
        gerda=one("Gerda", "Gremium"),
        vera=one("Vera", "Verwaltung", is_staff=True, is_superuser=True),
        anna=one("Anna", "Partner", partner=awo),
        arne=one("Arne", "Partner", partner=awo),
        gone=one("Gustav", "Partner", partner=awo, is_active=False),
        berta=one("Berta", "Partner", partner=bgw),
        carla=one("Carla", "Partner", partner=f.PartnerFactory(short_name="Dritte")),
    )


@dataclass
class Told:
    """What is done, who hears it (names in one text), in which words, and the records it leads to.

    An act that makes the record answers it; then nothing is named.
    """

    act: Callable[[], object]
    to: str
    says: str
    leads_to: tuple[Model, ...] = ()


Case = Callable[[Cast], Told]
CASES: dict[str, Case] = {}


def case(occasion: Occasion) -> Callable[[Case], Case]:
    """Says of which occasion a case is."""

    def keep(function: Case) -> Case:
        assert occasion.code not in CASES
        CASES[occasion.code] = function
        return function

    return keep


# --- Deputies and people who leave ---------------------------------------------------------------

DAYS = {"starts_on": DAY, "ends_on": date(2026, 7, 21)}


@case(network.ABSENCE_ENTERED)
def _(c):
    away = {"person": c.anna, "deputy": c.arne, **DAYS}
    says = "Arne Beispiel vertritt Anna Beispiel, 15.07.2026 bis 21.07.2026. Eingetragen hat das Vera Beispiel (Stadt)."
    return Told(lambda: Absence.objects.enter(**away, by=c.vera, on=DAY), "anna arne", says)


def _right(c):
    role = Group.objects.get(name="Freigabe")
    return RightsChange.objects.ask(
        person=c.kurt, kind="role", role=role, reason="Neu im Amt", by=c.vera, on=DAY
    )


@case(network.RIGHTS_ASKED)
def _(c):
    says = (
        "Vera Beispiel (Stadt) hat beantragt: Kurt Beispiel: Rolle Freigabe geben. "
        "Eine zweite Person muss bestätigen."
    )
    return Told(lambda: _right(c), "kurt frida fred rita", says)


@case(network.RIGHTS_DONE)
def _(c):
    asked = _right(c)
    says = "Ausgeführt ist: Kurt Beispiel: Rolle Freigabe geben. Freigegeben hat das Frida Beispiel (Stadt)."
    return Told(lambda: asked.confirm(by=c.frida, on=DAY), "kurt vera fred rita", says, (asked,))


@case(network.RIGHTS_REFUSED)
def _(c):
    asked = _right(c)
    says = "Frida Beispiel (Stadt) hat abgelehnt oder zurückgenommen: Kurt Beispiel: Rolle Freigabe geben."
    return Told(
        lambda: asked.turn_down(reason="Nicht nötig.", by=c.frida, on=DAY),
        "kurt vera fred rita",
        says,
        (asked,),
    )


@case(network.ABSENCE_ENDED)
def _(c):
    one = f.AbsenceFactory(person=c.karla, deputy=c.kurt, entered_on=DAY, **DAYS)
    says = (
        "Beendet ist die Vertretung: Kurt Beispiel vertritt Karla Beispiel, 15.07.2026 bis 21.07.2026. "
        "Beendet hat sie Vera Beispiel (Stadt)."
    )
    return Told(lambda: one.end(by=c.vera, on=DAY), "karla kurt", says, (one,))


@case(network.TASKS_HANDED_OVER)
def _(c):
    f.NegotiationFactory(responsible=c.karla)
    says = (
        "Vera Beispiel (Stadt) hat Ihnen die Aufgaben von Karla Beispiel übergeben, die nur auf diesen Namen "
        "lauteten: 1."
    )
    leaving = {"person": c.karla, "successor": c.kurt}
    return Told(lambda: Departure.objects.leave(**leaving, by=c.vera, on=DAY), "kurt", says)


# --- Agreements ----------------------------------------------------------------------------------


def _agreement(c: Cast, **facts):
    parties = {"parties": [c.awo, c.bgw], "parties__signed_on": None}
    return f.AgreementFactory(title="Vereinbarung Mitte", **parties | facts)


@case(network.AGREEMENT_SENT)
def _(c):
    one = _agreement(c)
    says = "Karla Beispiel (Stadt) hat „Vereinbarung Mitte“ zur Unterschrift versandt."
    return Told(lambda: one.send(sent_on=DAY, by=c.karla, on=DAY), "kurt anna arne berta", says, (one,))


@case(network.AGREEMENT_REVISED)
def _(c):
    one = _agreement(c, sent_on=DAY, sent_by=c.karla)
    parties = [{"partner": partner, "role": "other", "position": 1} for partner in (c.awo, c.bgw)]
    says = "Karla Beispiel (Stadt) hat „Vereinbarung West“ nach dem Versand geändert. Unterzeichnet hat noch niemand."
    return Told(
        lambda: one.revise(parties=parties, title="Vereinbarung West", by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(network.AGREEMENT_SIGNED)
def _(c):
    one = _agreement(c, sent_on=DAY, sent_by=c.karla)
    party = one.parties.get(partner=c.awo)
    says = "AWO hat „Vereinbarung Mitte“ unterzeichnet. Erfasst hat das Karla Beispiel (Stadt)."
    return Told(
        lambda: one.sign(party=party, signatory="Vorstand", signed_on=DAY, by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(network.AGREEMENT_ATTACHED)
def _(c):
    one = f.AgreementFactory(title="Vereinbarung Mitte", parties=[c.awo, c.bgw])
    says = "Karla Beispiel (Stadt) hat zu „Vereinbarung Mitte“ das unterzeichnete Dokument hinterlegt."
    return Told(
        lambda: one.attach(
            document=SimpleUploadedFile("v.pdf", f.pdf(), "application/pdf"), by=c.karla, on=DAY
        ),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(network.AGREEMENT_TERMINATED)
def _(c):
    one = f.AgreementFactory(title="Vereinbarung Mitte", parties=[c.awo, c.bgw])
    facts = {"terminated_on": DAY, "terminated_to": date(2026, 12, 31), "reason": "Umzug"}
    says = "„Vereinbarung Mitte“ ist zum 31.12.2026 gekündigt. Erfasst hat das Karla Beispiel (Stadt)."
    return Told(
        lambda: one.terminate(**facts, short_notice=True, by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(network.AGREEMENT_RECALLED)
def _(c):
    one = _agreement(c, sent_on=DAY, sent_by=c.karla)
    says = (
        "Karla Beispiel (Stadt) hat den Versand von „Vereinbarung Mitte“ zurückgenommen. Der Text wird noch einmal "
        "abgestimmt."
    )
    act = partial(taking_back.recall, one, reason="Ein Absatz fehlt.", by=c.karla, on=DAY)
    return Told(act, "kurt anna arne berta", says, (one,))


@case(network.SIGNATURE_CORRECTED)
def _(c):
    one = f.AgreementFactory(title="Vereinbarung Mitte", parties=[c.awo, c.bgw])
    party = one.parties.get(partner=c.awo)
    says = "Karla Beispiel (Stadt) hat die Unterschrift von AWO unter „Vereinbarung Mitte“ berichtigt."
    given = {"signed_on": date(2025, 2, 1), "reason": "Falsch abgeschrieben.", "by": c.karla, "on": DAY}
    act = partial(taking_back.correct_signature, party, **given)
    return Told(act, "kurt anna arne berta", says, (one,))


@case(network.TERMINATION_CORRECTED)
def _(c):
    given = {"terminated_on": DAY, "terminated_to": date(2026, 12, 31), "terminated_by": c.karla}
    parties = {"title": "Vereinbarung Mitte", "parties": [c.awo, c.bgw]}
    one = f.AgreementFactory(**parties, **given, termination_reason="Umzug")
    says = "Karla Beispiel (Stadt) hat die Kündigung von „Vereinbarung Mitte“ berichtigt: Sie gilt zum 31.03.2027."
    right = {"terminated_to": date(2027, 3, 31), "reason": "Falsch abgeschrieben.", "by": c.karla, "on": DAY}
    act = partial(taking_back.correct_termination, one, **right)
    return Told(act, "kurt anna arne berta", says, (one,))


# --- Sites ---------------------------------------------------------------------------------------


def _seat(c: Cast):
    """A site on a seat, at which the AWO works."""
    seat = f.CoverageFactory(site__name="Baumheide")
    f.AssignmentFactory(site=seat.site, partner=c.awo)
    return seat


@case(places.SITE_CLOSED)
def _(c):
    one = _seat(c).site
    says = (
        "Der letzte Betriebstag des Standorts „Baumheide“ ist der 31.07.2026. Eingetragen hat das "
        "Karla Beispiel (Stadt)."
    )
    last = date(2026, 7, 31)
    return Told(lambda: one.close(by=c.karla, on=last, known_on=DAY), "kurt anna arne", says, (one,))


@case(places.SEAT_ENDED)
def _(c):
    one = _seat(c)
    says = (
        "Der Standort „Baumheide“ hat seinen Platz bis zum 31.07.2026. Eingetragen hat das "
        "Karla Beispiel (Stadt)."
    )
    last = date(2026, 7, 31)
    ended = {"ends_on": last, "end_roles": True, "by": c.karla, "on": DAY}
    return Told(lambda: one.end(**ended), "kurt anna arne", says, (one.site,))


@case(places.ROLE_GIVEN)
def _(c):
    one = _seat(c).site
    says = (
        "BGW ist ab dem 01.08.2026 Träger der Quartiersarbeit am Standort „Baumheide“. Eingetragen hat das "
        "Karla Beispiel (Stadt)."
    )
    given = {"role": "provider", "partner": c.bgw, "starts_on": date(2026, 8, 1)}
    return Told(lambda: one.assign(**given, by=c.karla, on=DAY), "kurt anna arne berta", says, (one,))


# --- Money ---------------------------------------------------------------------------------------


def _allocation(c: Cast, name: str = "Baumheide", recipient: Partner | None = None):
    site = f.CoverageFactory(agreement__starts_on=date(2026, 1, 1), site__name=name).site
    recipient = recipient or c.awo
    recipient.iban = f.IBAN
    recipient.save()
    return f.AllocationFactory(recipient=recipient, site=site)


def _granted(c: Cast, **more):
    return f.DecisionFactory(allocation=_allocation(c, **more), approved=True).allocation


@case(money.DECISION_APPROVED)
def _(c):
    one = f.DecisionFactory(allocation=_allocation(c), drafted_by=c.karla)
    says = "Frida Beispiel (Stadt) hat den Bescheid „Zuwendung 8.000,00 € für Baumheide 2026“ freigegeben."
    return Told(lambda: one.approve(by=c.frida, on=DAY), "karla anna arne", says, (one,))


@case(money.DECISION_RETURNED)
def _(c):
    one = f.DecisionFactory(allocation=_allocation(c), drafted_by=c.karla)
    says = (
        "Frida Beispiel (Stadt) hat den Entwurf „Zuwendung 8.000,00 € für Baumheide 2026“ zur Überarbeitung "
        "zurückgegeben."
    )
    return Told(lambda: one.send_back(reason="Zu viel.", by=c.frida, on=DAY), "karla", says, (one,))


@case(money.REALLOCATION_RETURNED)
def _(c):
    moved = f.ReallocationFactory()
    halves = (moved.reduction_id, moved.increase_id)
    type(moved.increase).objects.filter(pk__in=halves).update(drafted_by=c.karla)
    way = moved.way.replace(chr(160), chr(32))
    says = f"Frida Beispiel (Stadt) hat die Umschichtung „{way}“ zur Überarbeitung zurückgegeben."
    return Told(lambda: moved.send_back(reason="Zu viel.", by=c.frida, on=DAY), "karla", says, (moved,))


@case(money.CLAIM_RETURNED)
def _(c):
    one = f.RepaymentClaimFactory(by=c.karla)
    says = (
        f"Frida Beispiel (Stadt) hat den Entwurf der Rückforderung „{one.allocation}“ zur Überarbeitung "
        "zurückgegeben."
    )
    return Told(lambda: one.send_back(reason="Zu viel.", by=c.frida, on=DAY), "karla", says, (one,))


@case(money.REALLOCATION_APPROVED)
def _(c):
    less = f.DecisionFactory(
        allocation=_granted(c), kind="reduction", amount=Decimal("-500"), drafted_by=c.karla
    )
    more = f.DecisionFactory(
        allocation=_allocation(c, "Sieker", c.bgw),
        kind="increase",
        amount=Decimal(500),
        drafted_by=c.karla,
        drafted_on=less.drafted_on,
    )
    one = f.ReallocationFactory(reduction=less, increase=more)
    says = "Frida Beispiel (Stadt) hat die Umschichtung „500,00 €, Baumheide → Sieker“ freigegeben."
    return Told(lambda: one.approve(by=c.frida, on=DAY), "karla", says, (one,))


@case(money.PAID)
def _(c):
    one = f.DisbursementFactory(allocation=_granted(c), released=True)
    says = (
        "„1. Rate 2.000,00 € für Baumheide 2026“ ist seit dem 14.07.2026 ausgezahlt. "
        "Erfasst hat das Frida Beispiel (Stadt)."
    )
    paid_on = date(2026, 7, 14)
    return Told(
        lambda: one.pay(paid_on=paid_on, reference="KA-1", by=c.frida, on=DAY),
        "anna arne",
        says,
        (one.allocation,),
    )


@case(money.PAYMENT_REVERSED)
def _(c):
    people = {"certified_by": c.karla, "released_by": c.frida, "paid_by": c.kurt}
    one = f.DisbursementFactory(allocation=_granted(c), paid=True, **people)
    says = "Fred Beispiel (Stadt) hat die Auszahlung „1. Rate 2.000,00 € für Baumheide 2026“ storniert."
    act = {"disbursement": one, "reversed_on": DAY, "reason": "Falsches Konto", "by": c.fred, "on": DAY}
    return Told(
        lambda: Reversal.objects.record(**act),
        "karla kurt frida anna arne",
        says,
        (one, one.allocation),
    )


@case(money.PAYMENT_RETURNED)
def _(c):
    people = {"certified_by": c.karla, "released_by": c.frida, "paid_by": c.kurt}
    one = f.DisbursementFactory(allocation=_granted(c), paid=True, **people)
    says = (
        "Die Bank hat die Auszahlung „1. Rate 2.000,00 € für Baumheide 2026“ zurückgegeben: Konto erloschen. "
        "Erfasst hat das Fred Beispiel (Stadt)."
    )
    act = {"disbursement": one, "returned_on": DAY, "reason": "Konto erloschen", "by": c.fred, "on": DAY}
    return Told(
        lambda: PaymentReturn.objects.record(**act),
        "karla kurt frida anna arne",
        says,
        (one, one.allocation),
    )


@case(money.SIGNATURE_WITHDRAWN)
def _(c):
    one = f.DisbursementFactory(
        allocation=_granted(c), certified=True, drafted_by=c.karla, certified_by=c.kurt
    )
    says = (
        "Frida Beispiel (Stadt) hat eine Unterschrift unter „1. Rate 2.000,00 € für Baumheide 2026“ "
        "zurückgenommen."
    )
    return Told(lambda: one.withdraw(reason="Versehen", by=c.frida, on=DAY), "karla kurt", says, (one,))


@case(money.PAYMENT_RUN_CANCELLED)
def _(c):
    one = f.PaymentRunFactory(created_by=c.karla)
    says = "Frida Beispiel (Stadt) hat die „Zahlungsliste 1/2026“ storniert."
    return Told(lambda: one.cancel(reason="Versehen", by=c.frida, on=DAY), "karla", says, (one,))


def _proof(c: Cast, **facts):
    allocation = f.DisbursementFactory(allocation=_granted(c), paid=True).allocation
    one = f.ProofOfUseFactory(allocation=allocation, narrative="Es ging gut.", **facts)
    f.ProofLineFactory(proof=one, spent=Decimal(2000))
    return one


@case(money.PROOF_SUBMITTED)
def _(c):
    one = _proof(c)
    says = "Anna Beispiel (AWO) hat den Verwendungsnachweis „Baumheide 2026“ eingereicht."
    return Told(lambda: one.submit(by=c.anna, on=NEXT_YEAR), "karla kurt frida fred arne", says, (one,))


@case(money.PROOF_TAKEN_BACK)
def _(c):
    one = _proof(c, submitted=True, submitted_by=c.anna)
    says = "Anna Beispiel (AWO) hat den Verwendungsnachweis „Baumheide 2026“ noch einmal zurückgeholt."
    act = partial(one.take_back, reasons="Ein Beleg fehlt.", by=c.anna, on=NEXT_YEAR)
    return Told(act, "karla kurt frida fred arne", says, (one,))


@case(money.PROOF_EXTENDED)
def _(c):
    one = _proof(c)
    says = (
        "Karla Beispiel (Stadt) hat die Frist des Verwendungsnachweises „Baumheide 2026“ bis zum 31.12.2027 "
        "verlängert."
    )
    later = {"due_on": date(2027, 12, 31), "reason": "Krankheit.", "by": c.karla, "on": NEXT_YEAR}
    return Told(partial(one.extend, **later), "anna arne", says, (one,))


@case(money.PROOF_DRAWN)
def _(c):
    one = _proof(c)
    year = one.allocation.fiscal_year
    sample = f.ProofSampleFactory(fiscal_year=year, below=Decimal(9_999), announced_on=date(year.year, 1, 2))
    says = (
        "Der Verwendungsnachweis „Baumheide 2026“ ist in der Stichprobe gezogen; einzureichen bis zum 31.12.2027. "
        "Gezogen hat Karla Beispiel (Stadt)."
    )
    act = partial(sample.draw, due_on=date(2027, 12, 31), by=c.karla, on=NEXT_YEAR)
    return Told(act, "anna arne", says, (one,))


@case(money.PROOF_RETURNED)
def _(c):
    one = _proof(c, submitted=True, submitted_by=c.kurt)
    says = (
        "Karla Beispiel (Stadt) hat den Verwendungsnachweis „Baumheide 2026“ zur Überarbeitung zurückgegeben."
    )
    return Told(
        lambda: one.send_back(reasons="Bitte ergänzen.", by=c.karla, on=NEXT_YEAR),
        "kurt anna arne",
        says,
        (one,),
    )


@case(money.PROOF_ACCEPTED)
def _(c):
    one = _proof(c, submitted=True, submitted_by=c.anna)
    says = "Frida Beispiel (Stadt) hat den Verwendungsnachweis „Baumheide 2026“ angenommen."
    return Told(
        lambda: one.accept(review_note="Geprüft.", by=c.frida, on=NEXT_YEAR), "anna arne", says, (one,)
    )


def _claim(c: Cast, **facts):
    allocation = f.DisbursementFactory(allocation=_granted(c), paid=True).allocation
    return f.RepaymentClaimFactory(allocation=allocation, drafted_by=c.karla, **facts)


@case(money.CLAIM_ISSUED)
def _(c):
    one = _claim(c)
    says = (
        "Frida Beispiel (Stadt) hat die Rückforderung „Baumheide 2026“ erlassen: 250,00 €, zu zahlen bis zum "
        "30.06.2027."
    )
    return Told(lambda: one.issue(by=c.frida, on=NEXT_YEAR), "karla anna arne", says, (one,))


@case(money.CLAIM_RECEIVED)
def _(c):
    one = _claim(c, issued=True, issued_by=c.frida)
    says = "Die Rückforderung „Baumheide 2026“ ist bezahlt. Erfasst hat das Karla Beispiel (Stadt)."
    receipt = {"paid_on": NEXT_YEAR, "received": Decimal(250), "reference": "4711"}
    return Told(lambda: one.receive(**receipt, by=c.karla, on=NEXT_YEAR), "frida anna arne", says, (one,))


@case(money.CLAIM_RECEIVED_IN_PART)
def _(c):
    one = _claim(c, issued=True, issued_by=c.frida)
    says = (
        "Zur Rückforderung „Baumheide 2026“ sind 100,00 € eingegangen, offen sind noch 150,00 €. Erfasst hat das "
        "Karla Beispiel (Stadt)."
    )
    receipt = {"paid_on": NEXT_YEAR, "received": Decimal(100), "reference": "4711"}
    return Told(lambda: one.receive(**receipt, by=c.karla, on=NEXT_YEAR), "frida anna arne", says, (one,))


@case(money.CLAIM_EXTENDED)
def _(c):
    one = _claim(c, issued=True, issued_by=c.fred)
    says = "Frida Beispiel (Stadt) hat die Frist der Rückforderung „Baumheide 2026“ bis zum 31.12.2027 verlängert."
    later = {"due_on": date(2027, 12, 31), "reason": "Ratenzahlung.", "by": c.frida, "on": NEXT_YEAR}
    return Told(partial(one.extend, **later), "fred anna arne", says, (one,))


@case(money.CLOSING_DROPPED)
def _(c):
    one = f.FiscalYearFactory(proposed=True, closing_proposed_by=c.karla)
    says = "Frida Beispiel (Stadt) hat den Vorschlag zurückgenommen, das „Haushaltsjahr 2026“ abzuschließen."
    return Told(lambda: closing.drop(one, reason="Zu früh.", by=c.frida, on=NEXT_YEAR), "karla", says, (one,))


@case(money.YEAR_CLOSED)
def _(c):
    one = f.FiscalYearFactory(proposed=True, closing_proposed_by=c.karla)
    says = "Frida Beispiel (Stadt) hat das „Haushaltsjahr 2026“ abgeschlossen."
    return Told(lambda: closing.close(one, by=c.frida, on=NEXT_YEAR), "karla", says, (one,))


# --- The quality dialogue ------------------------------------------------------------------------


def _dialogue(c: Cast, **facts):
    return f.DialogueFactory(site__name="Baumheide", partners=[c.awo, c.bgw], **facts)


def _finding(c: Cast, **facts):
    wording = "Der Treff ist gut besucht."
    return f.FindingFactory(**{"dialogue": _dialogue(c), "wording": wording, "shared": True} | facts)


def _measure(c: Cast, **facts):
    return f.MeasureFactory(finding=_finding(c), title="Länger öffnen", responsible=c.awo, **facts)


@case(talk.CYCLE_OPENED)
def _(c):
    site, framework = f.SiteFactory(), f.CriterionFactory().field.framework
    pairs = [(site.pk, c.awo.pk), (site.pk, c.bgw.pk)]
    says = "Karla Beispiel (Stadt) hat den „Qualitätsdialog 2026“ eröffnet."
    facts = {"year": 2026, "framework": framework, "sites": [site, f.SiteFactory()], "participations": pairs}
    return Told(lambda: open_cycle(**facts, by=c.karla, on=DAY), "kurt anna arne berta", says)


@case(talk.DIALOGUE_ADDED)
def _(c):
    cycle, site = f.CycleFactory(), f.SiteFactory(name="Baumheide")
    says = "Karla Beispiel (Stadt) hat den Dialog „Baumheide 2026“ eröffnet."
    return Told(
        lambda: add_dialogue(cycle, site=site, partners=[c.awo], by=c.karla, on=DAY),
        "kurt anna arne",
        says,
    )


@case(talk.DEADLINES_CHANGED)
def _(c):
    one = _dialogue(c).cycle
    says = (
        "Karla Beispiel (Stadt) hat die Fristen im „Qualitätsdialog 2026“ geändert: Selbsteinschätzung bis "
        "31.05.2026, Dialoggespräche ohne Tag, Bericht bis 30.09.2026."
    )
    days = {"assessment_due_on": date(2026, 5, 31), "meetings_due_on": None}
    revised = days | {"report_due_on": date(2026, 9, 30), "focus_topics": ""}
    act = partial(one.revise, **revised, reason="Ferien.", by=c.karla, on=DAY)
    return Told(act, "kurt anna arne berta", says, (one,))


@case(talk.ASSESSMENT_EXTENDED)
def _(c):
    one = f.DialogueFactory(site__name="Baumheide", partners=[c.awo, c.bgw])
    says = (
        "Karla Beispiel (Stadt) hat die Frist der Selbsteinschätzung zu „Baumheide 2026“ verlängert: "
        "BGW bis 31.12.2026."
    )
    row = one.participations.get(partner=c.bgw)
    act = partial(row.extend, due_on=date(2026, 12, 31), reason="Krankheit.", by=c.karla, on=DAY)
    return Told(act, "berta", says, (one,))


@case(talk.YEAR_CORRECTED)
def _(c):
    one = _dialogue(c).cycle
    says = (
        "Karla Beispiel (Stadt) hat das Jahr eines Qualitätsdialogs berichtigt: bisher 2026, jetzt "
        "„Qualitätsdialog 2027“."
    )
    days = {"assessment_due_on": None, "meetings_due_on": None, "report_due_on": date(2027, 9, 30)}
    act = partial(correct_year, one, year=2027, **days, reason="Vertippt.", by=c.karla, on=DAY)
    return Told(act, "kurt anna arne berta", says, (one,))


@case(talk.PARTICIPANTS_CHANGED)
def _(c):
    one = f.DialogueFactory(site__name="Baumheide", partners=[c.awo])
    says = (
        "Karla Beispiel (Stadt) hat geändert, wer am Dialog „Baumheide 2026“ teilnimmt. Jetzt sind es: "
        "AWO und BGW."
    )
    both = {"partners": [c.awo, c.bgw], "by": c.karla, "on": DAY}
    return Told(lambda: set_participants(one, **both), "kurt anna arne berta", says, (one,))


@case(talk.PARTICIPATION_ENDED)
def _(c):
    one = f.DialogueFactory(site__name="Baumheide", partners=[c.bgw])
    says = "Karla Beispiel (Stadt) hat den Dialog „Baumheide 2026“ geändert: BGW nimmt nicht mehr teil."
    nobody = {"partners": [], "by": c.karla, "on": DAY}
    return Told(lambda: set_participants(one, **nobody), "berta", says, (c.bgw,))


@case(talk.DIALOGUE_REMOVED)
def _(c):
    one = f.DialogueFactory(site__name="Baumheide", partners=[])
    says = "Karla Beispiel (Stadt) hat den Dialog „Baumheide 2026“ zurückgenommen."
    return Told(
        lambda: remove_dialogue(one, by=c.karla, on=DAY, reason="Versehen"), "kurt", says, (one.cycle,)
    )


MEETING = {"day": date(2026, 9, 1), "starts_at": time(14), "ends_at": time(16), "place": "Treff Baumheide"}


@case(talk.INVITED)
def _(c):
    one = _dialogue(c)
    says = "Karla Beispiel (Stadt) hat zum Dialoggespräch „Baumheide 2026“ am 01.09.2026 um 14:00 Uhr eingeladen."
    return Told(
        lambda: Invitation.objects.invite(dialogue=one, **MEETING, by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(paper.WISH_ENTERED)
def _(c):
    stop = f.ConsultationFactory(meeting__held_on=date(2026, 7, 1))
    name = stop.meeting.committee.short_name
    says = (
        f"Karla Beispiel (Stadt) hat einen Wunsch des Gremiums erfasst: {name} am 01.07.2026: Mehr Licht. "
        "Die Antwort ist bis zum 01.10.2026 fällig."
    )
    terms = {"consultation": stop, "text": "Mehr Licht", "partner": c.awo, "due_on": date(2026, 10, 1)}
    return Told(lambda: CommitteeWish.objects.enter(**terms, by=c.karla, on=DAY), "kurt anna arne", says)


@case(paper.WISH_WITHDRAWN)
def _(c):
    wish = f.CommitteeWishFactory(
        text="Mehr Licht", partner=c.awo, office="", entered_by=c.karla, entered_on=DAY
    )
    says = f"Karla Beispiel (Stadt) hat einen Wunsch des Gremiums zurückgenommen: {wish}"
    return Told(
        lambda: wish.withdraw(reason="Versehen.", by=c.karla, on=DAY), "kurt anna arne", says, (wish,)
    )


@case(paper.WISH_ANSWERED)
def _(c):
    wish = f.CommitteeWishFactory(
        text="Mehr Licht", partner=c.awo, office="", entered_by=c.karla, entered_on=DAY
    )
    says = f"Anna Beispiel (AWO) hat sich zu einem Wunsch des Gremiums geäußert: {wish}"
    return Told(lambda: wish.reply(text="Ja.", by=c.anna, on=DAY), "karla kurt arne", says, (wish,))


@case(talk.INVITATION_ANSWERED)
def _(c):
    one = _dialogue(c, meeting_on=date(2026, 8, 1))
    f.InvitationFactory(dialogue=one)
    says = "Anna Beispiel (AWO) hat zum Dialoggespräch „Baumheide 2026“ am 01.08.2026 geantwortet: AWO kommt nicht."
    return Told(
        lambda: InvitationAnswer.objects.answer(dialogue=one, comes=False, by=c.anna, on=DAY),
        "karla kurt",
        says,
        (one,),
    )


@case(talk.MINUTES_SHARED)
def _(c):
    one = _dialogue(c, meeting_on=date(2026, 7, 1))
    says = "Karla Beispiel (Stadt) hat das Protokoll des Dialoggesprächs „Baumheide 2026“ vom 01.07.2026 geteilt."
    return Told(lambda: one.share_minutes(by=c.karla, on=DAY), "kurt anna arne berta", says, (one,))


@case(talk.INVITATION_CHANGED)
def _(c):
    one = _dialogue(c, meeting_on=date(2026, 8, 1))
    f.InvitationFactory(dialogue=one)
    says = (
        "Karla Beispiel (Stadt) hat die Einladung zum Dialoggespräch „Baumheide 2026“ geändert: "
        "01.09.2026 um 14:00 Uhr, Treff Baumheide."
    )
    return Told(
        lambda: Invitation.objects.invite(dialogue=one, **MEETING, by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(talk.ASSESSMENT_SUBMITTED)
def _(c):
    one = _dialogue(c)
    f.AssessmentFactory(dialogue=one, partner=c.awo)
    says = "Anna Beispiel (AWO) hat die Selbsteinschätzung zu „Baumheide 2026“ eingereicht."
    return Told(
        lambda: Submission.objects.submit(dialogue=one, by=c.anna, on=DAY),
        "karla kurt arne berta",
        says,
        (one,),
    )


@case(talk.ASSESSMENT_REOPENED)
def _(c):
    one = f.SubmissionFactory(dialogue=_dialogue(c), partner=c.awo)
    says = "Karla Beispiel (Stadt) hat die Selbsteinschätzung zu „Baumheide 2026“ wieder geöffnet (AWO)."
    return Told(
        lambda: one.reopen(reason="Bitte ergänzen.", by=c.karla, on=DAY),
        "kurt anna arne",
        says,
        (one.dialogue,),
    )


@case(talk.FINDING_SHARED)
def _(c):
    one = _finding(c, shared=False)
    says = "Karla Beispiel (Stadt) hat die Feststellung „Der Treff ist gut besucht.“ geteilt."
    return Told(lambda: one.share(by=c.karla, on=DAY), "kurt anna arne berta", says, (one,))


@case(talk.FINDING_REWORDED)
def _(c):
    one = _finding(c)
    says = (
        "Karla Beispiel (Stadt) hat den Wortlaut einer Feststellung geändert: „Der Treff ist voll.“ "
        "Wer geantwortet hat, ist wieder gefragt."
    )
    read = one.wording_sha256
    return Told(
        lambda: one.edit(wording="Der Treff ist voll.", read=read, by=c.karla, on=DAY),
        "kurt anna arne berta",
        says,
        (one,),
    )


@case(talk.FINDING_WITHDRAWN)
def _(c):
    one = _finding(c, raised_for=c.awo)
    says = "Anna Beispiel (AWO) hat die Feststellung „Der Treff ist gut besucht.“ zurückgezogen."
    return Told(
        lambda: one.withdraw(reason="Versehen", by=c.anna, on=DAY), "karla kurt arne berta", says, (one,)
    )


@case(talk.FINDING_ANSWERED)
def _(c):
    one = _finding(c)
    says = "Berta Beispiel (BGW) hat zur Feststellung „Der Treff ist gut besucht.“ Stellung genommen."
    read = one.wording_sha256
    return Told(
        lambda: one.answer(stance="agrees", read=read, by=c.berta, on=DAY),
        "karla kurt anna arne",
        says,
        (one,),
    )


@case(talk.COMMENTED)
def _(c):
    one = _finding(c)
    says = "Karla Beispiel (Stadt) hat die Feststellung „Der Treff ist gut besucht.“ kommentiert."
    sent = {"about": one, "text": "Bitte prüfen.", "audience": "one", "partner": c.bgw}
    return Told(lambda: Comment.objects.write(**sent, by=c.karla, on=DAY), "kurt berta", says, (one,))


@case(talk.DIALOGUE_COMMENTED)
def _(c):
    one = _dialogue(c)
    says = "Berta Beispiel (BGW) hat den Dialog „Baumheide 2026“ kommentiert."
    sent = {"about": one, "text": "Danke.", "audience": "all"}
    return Told(
        lambda: Comment.objects.write(**sent, by=c.berta, on=DAY), "karla kurt anna arne", says, (one,)
    )


@case(talk.MEASURE_AGREED)
def _(c):
    one = _finding(c)
    says = "Anna Beispiel (AWO) hat die Maßnahme „Länger öffnen“ eingetragen."
    agreed = {"title": "Länger öffnen", "due_on": date(2026, 12, 1), "responsible": c.awo}
    return Told(lambda: one.resolve(**agreed, by=c.anna, on=DAY), "karla kurt arne berta", says)


@case(talk.MEASURE_NOTED)
def _(c):
    one = _measure(c)
    says = "Anna Beispiel (AWO) hat zur Maßnahme „Länger öffnen“ festgehalten, was geschehen ist."
    return Told(lambda: one.note(text="Begonnen.", by=c.anna, on=DAY), "karla kurt arne berta", says, (one,))


@case(talk.MEASURE_POSTPONED)
def _(c):
    one = _measure(c)
    says = "Anna Beispiel (AWO) hat die Maßnahme „Länger öffnen“ auf den 31.12.2026 verschoben."
    later = {"new_due_on": date(2026, 12, 31), "text": "Personal fehlt."}
    return Told(lambda: one.postpone(**later, by=c.anna, on=DAY), "karla kurt arne berta", says, (one,))


@case(talk.MEASURE_DONE)
def _(c):
    one = _measure(c)
    says = "Anna Beispiel (AWO) hat die Maßnahme „Länger öffnen“ als erledigt gemeldet."
    return Told(lambda: one.finish(by=c.anna, on=DAY), "karla kurt arne berta", says, (one,))


@case(talk.MEASURE_CONFIRMED)
def _(c):
    one = _measure(c, done=True)
    says = "Karla Beispiel (Stadt) hat bestätigt, dass die Maßnahme „Länger öffnen“ erledigt ist."
    return Told(lambda: one.confirm(by=c.karla, on=DAY), "kurt anna arne berta", says, (one,))


@case(talk.MEASURE_SENT_BACK)
def _(c):
    one = _measure(c, done=True)
    says = "Karla Beispiel (Stadt) hat nicht bestätigt, dass die Maßnahme „Länger öffnen“ erledigt ist."
    return Told(
        lambda: one.send_back(text="Noch nicht.", by=c.karla, on=DAY), "kurt anna arne berta", says, (one,)
    )


@case(talk.MEASURE_TAKEN_BACK)
def _(c):
    one = _measure(c, done=True)
    says = "Anna Beispiel (AWO) hat zurückgenommen, dass die Maßnahme „Länger öffnen“ erledigt ist."
    act = partial(one.take_back, reason="Noch nicht.", by=c.anna, on=DAY)
    return Told(act, "karla kurt arne berta", says, (one,))


@case(talk.MEASURE_DROPPED)
def _(c):
    one = _measure(c)
    says = "Anna Beispiel (AWO) hat die Maßnahme „Länger öffnen“ aufgegeben."
    return Told(
        lambda: one.drop(reason="Kein Geld.", by=c.anna, on=DAY), "karla kurt arne berta", says, (one,)
    )


# --- Reports -------------------------------------------------------------------------------------

CALLED = "Mitteilung 2026: Arbeit im Quartier"


def _report(c: Cast, *, reviewed: bool = False, co_signed: bool = False):
    """Karla's, at which Kurt wrote too; Fred is asked to co-sign where a case says so."""
    one = f.ReportFactory(drafted_by=c.karla, subject="Arbeit im Quartier", drafted_on=DAY)
    f.SectionFactory(report=one)
    f.ContributorFactory(report=one, user=c.kurt)
    if co_signed:
        f.CoSignatureFactory(report=one, user=c.fred, requested_by=c.kurt, requested_on=DAY)
    if reviewed:
        one.submit_for_review(by=c.karla, on=DAY)
    return one


@case(paper.READING_ASKED)
def _(c):
    one = _report(c)
    says = (
        "Kurt Beispiel (Stadt) bittet Ihre Organisation bis zum 01.09.2026 um eine Stellungnahme zum Bericht "
        f"„{CALLED}“."
    )
    shown = {"partners": [c.awo], "due_on": date(2026, 9, 1)}
    return Told(lambda: asking.show(one, **shown, by=c.kurt, on=DAY), "anna arne", says)


def _letter(c: Cast, **facts):
    return f.PartnerReadingFactory(
        report=_report(c), partner=c.awo, way="letter", due_on=date(2026, 9, 1), **facts
    )


@case(paper.READING_DISPATCHED)
def _(c):
    one = _letter(c, sent_on=None, sent_by=None)
    says = (
        f"Kurt Beispiel (Stadt) hat den Brief mit der Lesefassung des Berichts „{CALLED}“ als abgesandt erfasst "
        "(AWO)."
    )
    return Told(lambda: one.dispatch(sent_on=DAY, by=c.kurt, on=DAY), "karla", says, (one.report,))


@case(paper.READING_ANSWERED)
def _(c):
    one = f.PartnerReadingFactory(report=_report(c), partner=c.awo)
    says = f"Anna Beispiel (AWO) hat zum Bericht „{CALLED}“ Stellung genommen."
    return Told(
        lambda: one.say(text="Das sehen wir auch so.", by=c.anna, on=DAY), "karla kurt", says, (one.report,)
    )


@case(paper.READING_TAKEN_DOWN)
def _(c):
    one = _letter(c)
    says = f"Kurt Beispiel (Stadt) hat eine Stellungnahme zum Bericht „{CALLED}“ erfasst, die per Brief kam (AWO)."
    reply = {"text": "Das sehen wir auch so.", "received_on": DAY}
    return Told(lambda: one.take_down(**reply, by=c.kurt, on=DAY), "karla anna arne", says, (one, one.report))


@case(paper.CO_SIGNATURE_ASKED)
def _(c):
    one = _report(c)
    says = f"Karla Beispiel (Stadt) bittet Sie, den Bericht „{CALLED}“ mitzuzeichnen."
    return Told(lambda: ask_co_signature(one, user=c.fred, by=c.karla, on=DAY), "fred", says, (one,))


@case(paper.CO_SIGNED)
def _(c):
    one = _report(c, reviewed=True, co_signed=True)
    says = f"Fred Beispiel (Stadt) hat den Bericht „{CALLED}“ mitgezeichnet."
    return Told(lambda: one.co_signatures.get().sign(by=c.fred, on=DAY), "karla kurt", says, (one,))


@case(paper.CO_SIGNATURE_DECLINED)
def _(c):
    one = _report(c, reviewed=True, co_signed=True)
    says = f"Fred Beispiel (Stadt) zeichnet den Bericht „{CALLED}“ nicht mit."
    return Told(
        lambda: one.co_signatures.get().decline(remark="Zahlen fehlen.", by=c.fred, on=DAY),
        "karla kurt",
        says,
        (one,),
    )


@case(paper.CO_SIGNATURE_WITHDRAWN)
def _(c):
    one = _report(c, reviewed=True, co_signed=True)
    says = f"Karla Beispiel (Stadt) bittet Sie nicht mehr, den Bericht „{CALLED}“ mitzuzeichnen."
    act = partial(one.co_signatures.get().withdraw, reason="Falsches Amt.", by=c.karla, on=DAY)
    return Told(act, "fred", says, (one,))


@case(paper.REPORT_IN_REVIEW)
def _(c):
    one = _report(c)
    says = f"Karla Beispiel (Stadt) hat den Bericht „{CALLED}“ in Prüfung gegeben."
    return Told(lambda: one.submit_for_review(by=c.karla, on=DAY), "kurt frida fred", says, (one,))


@case(paper.REPORT_RETURNED)
def _(c):
    one = _report(c, reviewed=True, co_signed=True)
    says = f"Frida Beispiel (Stadt) hat den Bericht „{CALLED}“ zum Entwurf zurückgegeben."
    return Told(
        lambda: one.return_to_draft(reason="Kürzer.", by=c.frida, on=DAY), "karla kurt fred", says, (one,)
    )


@case(paper.REPORT_DISCARDED)
def _(c):
    one = _report(c, co_signed=True)
    says = f"Karla Beispiel (Stadt) hat den Entwurf des Berichts „{CALLED}“ verworfen."
    return Told(lambda: one.discard(reason="Doppelt.", by=c.karla, on=DAY), "kurt fred", says, (one,))


@case(paper.REPORT_APPROVED)
def _(c):
    one = _report(c)
    says = f"Frida Beispiel (Stadt) hat den Bericht „{CALLED}“ freigegeben."
    return Told(lambda: f.approve(one, by=c.frida, on=DAY), "karla kurt", says, (one,))


@case(paper.REPORT_SUBMITTED)
def _(c):
    one = f.approve(_report(c), by=c.frida, on=DAY)
    says = f"Karla Beispiel (Stadt) hat den Bericht „{CALLED}“ eingereicht."
    return Told(lambda: one.submit(by=c.karla, on=DAY), "kurt frida", says, (one,))


@case(paper.SUBMISSION_CORRECTED)
def _(c):
    one = f.approve(_report(c), by=c.frida, on=DAY)
    one.submit(by=c.karla, on=DAY)
    says = f"Karla Beispiel (Stadt) hat die Einreichung des Berichts „{CALLED}“ berichtigt: noch nicht."
    given = {"submitted_on": None, "reason": "Ein anderer Bericht ging hinaus.", "by": c.karla, "on": DAY}
    return Told(lambda: correct_submission(one, **given), "kurt frida", says, (one,))


@case(paper.REPORT_PUBLISHED)
def _(c):
    one = f.approve(_report(c), by=c.frida, on=DAY)
    one.submit(by=c.karla, on=DAY)
    says = f"Frida Beispiel (Stadt) hat den Bericht „{CALLED}“ veröffentlicht."
    others = EVERYBODY.replace("frida ", "")
    return Told(lambda: one.publish(by=c.frida, on=DAY), others, says, (one,))


@case(paper.OUTCOME_NOTED)
def _(c):
    one = _report(c)
    committee = f.CommitteeFactory(short_name="SGA")
    stop = f.ConsultationFactory(report=one, meeting__held_on=DAY, meeting__committee=committee)
    f.approve(one, by=c.frida, on=DAY).submit(by=c.karla, on=DAY)
    stop.refresh_from_db()
    says = (
        f"Karla Beispiel (Stadt) hat das Ergebnis der Beratung zum Bericht „{CALLED}“ erfasst: "
        "SGA am 15.07.2026, Kenntnisnahme."
    )
    noted = {"item": "4", "outcome": "noted", "remark": ""}
    return Told(lambda: stop.note(**noted, by=c.karla, on=DAY), "kurt frida", says, (one,))
