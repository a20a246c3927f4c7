"""One factory per model, valid by default: what a test does not care about, it need not say.

A factory never breaks a rule of the database on its own; a test that wants a refusal says which fact is
wrong. Days lie in 2026 unless a test moves them. Who did something is a fresh person each time, so that
dual control holds without a word.
"""

import hashlib
import io
import json
import struct
import zlib
from datetime import date, time, timedelta
from decimal import Decimal

import factory
import pikepdf
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from factory.django import DjangoModelFactory

from funding import models as funding
from funding import rules
from funding.models.allocation import LOWERING
from funding.models.notice import paper_of
from partners import models as partners
from partners.models.mailing import DIGEST, Frequency
from quality_dialog import models as dialogue
from quality_dialog.dialogue.minutes import minutes
from quality_dialog.report import asking, composing, expecting
from quality_dialog.report.models import reading
from quartiersarbeit.ground import paper, papers
from quartiersarbeit.ground.districts import District
from quartiersarbeit.ground.transactions import write
from sites import models as sites

YEAR = 2026
PASSWORD = "quartier-test"
IBAN = "DE75512108001245126199"  # from the IBAN registry's examples: valid, and nobody's


def pdf() -> bytes:
    """The smallest real PDF: one empty page."""
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(made)
    return made.getvalue()


def png(width: int = 1, height: int = 1, rows: bytes | None = None) -> bytes:
    """A real PNG in black; with other `rows` one that unfolds to something else than its size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    black = zlib.compress(bytes((1 + 3 * width) * height)) if rows is None else rows
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", black), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpg(width: int = 1, height: int = 1) -> bytes:
    """What every JPEG has from its beginning to its end, with next to nothing in it."""
    size = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\x00\x12\xff\xd9"


class UserFactory(DjangoModelFactory):
    """A person without a role; see `tests.people` for those with one."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Toni"
    last_name = factory.Sequence(lambda n: f"Muster {n}")
    password = factory.django.Password(PASSWORD)

    @classmethod
    def _create(cls, model_class, *args, partner=None, **facts):
        """An account begins without an organisation; its membership brings it, also of one that has left by now."""
        person = super()._create(model_class, *args, **facts)
        if partner is not None:
            belongs(person, partner)
        return person


def belongs(person, partner, **facts) -> partners.Membership:
    """A membership, which is the present one from now on; `given_on` long ago, where nothing else is said."""
    facts = {"given_on": date(2020, 1, 1), "given_by": person} | facts
    given = partners.Membership.objects.create(person=person, partner=partner, **facts)
    left = {"deactivated_on": partner.deactivated_on, "deactivated_by": partner.deactivated_by}
    if partner.deactivated_on:
        partners.Partner.objects.filter(pk=partner.pk).update(deactivated_on=None, deactivated_by=None)
    get_user_model().objects.filter(pk=person.pk).update(partner=partner)
    if partner.deactivated_on:
        partners.Partner.objects.filter(pk=partner.pk).update(**left)
    person.partner = partner
    return given


class Acted(DjangoModelFactory):
    """A record that somebody made; `by` names that person where a test needs the same one twice."""

    class Meta:
        abstract = True

    class Params:
        by = factory.SubFactory(UserFactory)


def _who(day: str) -> factory.Maybe:
    """Somebody, where that fact has its day."""
    return factory.Maybe(
        factory.LazyAttribute(lambda o: getattr(o, day, None)), factory.SubFactory(UserFactory)
    )


# --- partners ------------------------------------------------------------------------------------


class PartnerFactory(DjangoModelFactory):
    """An organisation; `housing=True` makes it one of the housing sector."""

    class Meta:
        model = partners.Partner

    class Params:
        housing = factory.Trait(sector=partners.Sector.HOUSING)

    name = factory.Sequence(lambda n: f"Nachbarschaftsverein {n}")
    short_name = factory.Sequence(lambda n: f"Verein {n}")
    name_after_mit = factory.LazyAttribute(lambda o: f"dem {o.name}")
    sector = partners.Sector.SERVICE_PROVIDER
    deactivated_by = _who("deactivated_on")


class ReactivationFactory(DjangoModelFactory):
    class Meta:
        model = partners.Reactivation

    partner = factory.SubFactory(PartnerFactory, deactivated_on=date(YEAR, 2, 1))
    deactivated_on = factory.SelfAttribute("partner.deactivated_on")
    deactivated_by = factory.SelfAttribute("partner.deactivated_by")
    on = date(YEAR, 3, 1)
    by = factory.SubFactory(UserFactory)


class AbsenceFactory(DjangoModelFactory):
    """A week from today, entered by the absent person."""

    class Meta:
        model = partners.Absence

    person = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory, partner=factory.SelfAttribute("..person.partner"))
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + timedelta(days=6))
    entered_on = factory.LazyAttribute(lambda o: min(o.starts_on, timezone.localdate()))
    entered_by = factory.SelfAttribute("person")


class MembershipFactory(DjangoModelFactory):
    """Somebody belongs to an organisation, without acting for it yet."""

    class Meta:
        model = partners.Membership

    person = factory.SubFactory(UserFactory)
    partner = factory.SubFactory(PartnerFactory)
    given_on = date(2020, 1, 1)
    given_by = factory.SubFactory(UserFactory)
    ended_by = _who("ended_on")


class AccountInvitationFactory(DjangoModelFactory):
    """A committee's member, invited today."""

    class Meta:
        model = partners.AccountInvitation

    email = factory.Sequence(lambda n: f"eingeladen{n}@example.org")
    role = factory.LazyFunction(lambda: Group.objects.get(name="Gremium"))
    needs_second = False
    invited_on = factory.LazyFunction(timezone.localdate)
    invited_by = factory.SubFactory(UserFactory)
    expires_on = factory.LazyAttribute(lambda o: o.invited_on + timedelta(days=14))
    confirmed_by = _who("confirmed_on")
    revoked_by = _who("revoked_on")


class DepartureFactory(Acted):
    class Meta:
        model = partners.Departure

    person = factory.SubFactory(UserFactory, is_active=False)
    left_on = date(YEAR, 6, 30)
    left_by = factory.SelfAttribute("by")


class RightsChangeFactory(Acted):
    """A role asked for somebody; `confirmed=True` for one that a second person agreed to and nobody has used."""

    class Meta:
        model = partners.RightsChange

    class Params:
        confirmed = factory.Trait(
            confirmed_on=factory.SelfAttribute("asked_on"), confirmed_by=factory.SubFactory(UserFactory)
        )

    person = factory.SubFactory(UserFactory)
    kind = "role"
    role = factory.LazyFunction(lambda: Group.objects.get(name="Freigabe"))
    reason = "Neu im Amt"
    asked_on = factory.LazyFunction(timezone.localdate)
    asked_by = factory.SelfAttribute("by")
    lapses_on = factory.LazyAttribute(lambda o: o.asked_on + timedelta(days=14))


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = partners.Contact

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"Kim Beispiel {n}")
    function = "Quartiersmanagement"
    email = factory.Sequence(lambda n: f"kontakt{n}@example.org")
    starts_on = date(YEAR - 1, 1, 1)


class MunicipalityFactory(DjangoModelFactory):
    """The one city."""

    class Meta:
        model = partners.Municipality

    name, place, adjective = "Stadt Musterstadt", "Musterstadt", "Musterstädter"
    network = "Musterstädter Modell"


class CityDistrictFactory(DjangoModelFactory):
    class Meta:
        model = partners.CityDistrict

    code = factory.Sequence(lambda n: f"bezirk-{n}")
    name = factory.Sequence(lambda n: f"Bezirk {n}")
    column = factory.Sequence(lambda n: n)


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = partners.Committee

    name = factory.Sequence(lambda n: f"Ausschuss {n}")
    short_name = factory.Sequence(lambda n: f"A{n}")
    name_accusative = factory.LazyAttribute(lambda o: f"den {o.name}")
    name_dative = factory.LazyAttribute(lambda o: f"dem {o.name}")


class MandateFactory(DjangoModelFactory):
    """A resolution over 80.000 € a year for at most ten sites, as the city's own."""

    class Meta:
        model = partners.Mandate

    reference = factory.Sequence(lambda n: f"{1000 + n}/2020-2025")
    title = "Quartiersarbeit im Bielefelder Modell"
    committee = factory.SubFactory(CommitteeFactory)
    decided_on = date(2020, 3, 17)
    task = "eine Kooperationsgemeinschaft aufzubauen"
    annual_limit = Decimal("80000.00")
    site_limit = 10


class CalendarKeyFactory(DjangoModelFactory):
    """A key nobody knows; `CalendarKey.objects.renew` answers one that opens."""

    class Meta:
        model = partners.CalendarKey

    user = factory.SubFactory(UserFactory)
    sha256 = factory.Sequence(lambda n: hashlib.sha256(b"%d" % n).hexdigest())


class ApiTokenFactory(DjangoModelFactory):
    """A token nobody knows; `ApiToken.objects.make` answers one that opens."""

    class Meta:
        model = partners.ApiToken

    user = factory.SubFactory(UserFactory)
    sha256 = factory.Sequence(lambda n: hashlib.sha256(b"token %d" % n).hexdigest())


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = partners.SavedView

    user = factory.SubFactory(UserFactory)
    path = "/partner/"
    query = "q=Bauverein"
    name = factory.Sequence(lambda n: f"Ansicht {n}")


class MailWishFactory(DjangoModelFactory):
    class Meta:
        model = partners.MailWish

    user = factory.SubFactory(UserFactory)
    kind = "measure_finish"
    frequency = Frequency.NEVER


class SentMailFactory(DjangoModelFactory):
    """A mail that waits; `sent=True` or `refused=True` (its address) ends that."""

    class Meta:
        model = partners.SentMail

    class Params:
        sent = factory.Trait(sent_at=factory.LazyFunction(timezone.now), attempts=1)
        refused = factory.Trait(
            given_up_at=factory.LazyFunction(timezone.now), bounced=True, attempts=1, trouble="Unbekannt."
        )

    recipient = factory.SubFactory(UserFactory)
    kind = DIGEST
    day = factory.Sequence(lambda n: date(YEAR, 1, 1) + timedelta(days=n))
    address = factory.SelfAttribute("recipient.email")
    subject = "Quartiersarbeit: 1 Aufgabe"
    text = "Guten Tag"


class SecurityEntryFactory(DjangoModelFactory):
    class Meta:
        model = partners.SecurityEntry

    at = factory.LazyFunction(timezone.now)
    kind = partners.SecurityKind.SIGN_IN
    person = factory.SubFactory(UserFactory)
    address = "198.51.100.7"
    path = "/konto/login/"


class MailRunFactory(DjangoModelFactory):
    class Meta:
        model = partners.MailRun

    day = factory.Sequence(lambda n: date(YEAR, 1, 1) + timedelta(days=n))


class PublicTextFactory(DjangoModelFactory):
    class Meta:
        model = partners.PublicText

    page = partners.PublicPage.IMPRINT
    body = "## Anbieterin\n\nStadt Bielefeld"
    written_on = date(YEAR, 3, 2)
    written_by = factory.SubFactory(UserFactory)


class BarrierReportFactory(DjangoModelFactory):
    """Somebody met a barrier; `answered=True` ends that."""

    class Meta:
        model = partners.BarrierReport

    class Params:
        answered = factory.Trait(
            answered_on=date(YEAR, 3, 20),
            answered_by=factory.SubFactory(UserFactory),
            answer="Die Datei ist ersetzt.",
        )

    page = "Bericht 2026"
    text = "Die Tabelle wird nicht vorgelesen."
    email = "meldung@example.org"


class ArchiveOfferFactory(DjangoModelFactory):
    """What is past its day, offered; `answered=True` where the archive wants nothing of it."""

    class Meta:
        model = partners.ArchiveOffer

    class Params:
        answered = factory.Trait(
            answered_on=date(YEAR, 4, 1), answered_by=factory.SubFactory(UserFactory), taken=False
        )

    rule = "contact"
    up_to = date(YEAR, 2, 28)
    counted = 3
    offered_on = date(YEAR, 3, 2)
    offered_by = factory.SubFactory(UserFactory)
    due_on = date(YEAR, 9, 2)


class DeletionProofFactory(DjangoModelFactory):
    """A proof; written by its verb it is also chained to the one before."""

    class Meta:
        model = partners.DeletionProof

    number = factory.Sequence(lambda n: n + 1)
    rule = "contact"
    on = date(YEAR, 3, 2)
    counted = factory.LazyFunction(lambda: {"partners.Contact": 1})
    keys = factory.LazyFunction(lambda: ["0" * 64])
    previous_sha256 = "0" * 64
    sha256 = "1" * 64


class TombstoneFactory(DjangoModelFactory):
    class Meta:
        model = partners.Tombstone

    table = "partners_contactevent"
    event = factory.Sequence(lambda n: n + 1)
    columns = factory.LazyFunction(lambda: ["name"])
    old_sha256 = "2" * 64
    new_sha256 = "3" * 64
    on = date(YEAR, 3, 2)
    proof = factory.SubFactory(DeletionProofFactory)


class NegotiationFactory(DjangoModelFactory):
    """A talk with a named partner; `unnamed=True` for one whose counterpart is still open."""

    class Meta:
        model = partners.Negotiation

    class Params:
        unnamed = factory.Trait(partner=None, working_title="Weiterer sozialer Dienstleister")

    partner = factory.SubFactory(PartnerFactory)
    sector = partners.Sector.SERVICE_PROVIDER


class WayBackFactory(DjangoModelFactory):
    """A partner's deadline that was put off: from the end of March to the end of April."""

    class Meta:
        model = partners.WayBack

    class Params:
        about = factory.SubFactory(PartnerFactory)

    record = factory.LazyAttribute(lambda o: o.about._meta.label_lower)
    key = factory.LazyAttribute(lambda o: o.about.pk)
    called = factory.LazyAttribute(lambda o: str(o.about))
    way = "extended"
    fact = "due_on"
    before = "31.03.2026"
    after = "30.04.2026"
    reason = "Die Kasse hat Urlaub."
    on = date(YEAR, 3, 20)
    by = factory.SubFactory(UserFactory)


class FormerNameFactory(DjangoModelFactory):
    """What a partner was called until the end of 2025."""

    class Meta:
        model = partners.FormerName

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"Verein von früher {n}")
    short_name = "Früher"
    name_after_mit = "dem Verein von früher"
    until = date(YEAR - 1, 12, 31)
    reason = "Neue Satzung."
    on = date(YEAR, 1, 10)
    by = factory.SubFactory(UserFactory)


class NotificationFactory(DjangoModelFactory):
    """Something told to a person: unread, of a partner's page; `read=True` was opened when it was told."""

    class Meta:
        model = partners.Notification

    class Params:
        read = factory.Trait(read_at=Now())
        record = factory.SubFactory(PartnerFactory)

    recipient = factory.SubFactory(UserFactory)
    kind = "commented"
    text = factory.Sequence(lambda n: f"Toni Muster (Stadt) hat „Feststellung {n}“ kommentiert.")
    address = factory.LazyAttribute(lambda o: o.record.get_absolute_url())
    on = date(YEAR, 6, 1)
    by = factory.SubFactory(UserFactory)


class StepFactory(Acted):
    """A step of a talk; paused and failed ones get a reason, `released=True` a public wording."""

    class Meta:
        model = partners.Step

    class Params:
        released = factory.Trait(
            public_wording="aufgrund eines Umbaus",
            wording_released_on=factory.SelfAttribute("on"),
            wording_released_by=factory.SubFactory(UserFactory),
        )

    negotiation = factory.SubFactory(NegotiationFactory)
    on = date(YEAR, 2, 2)
    state = "in_talks"
    reason_code = factory.LazyAttribute(lambda o: "other" if o.state in ("paused", "failed") else "")
    recorded_by = factory.SelfAttribute("by")


class AgreementFactory(DjangoModelFactory):
    """An agreement two partners signed, open-ended; `parties=0` for a draft without any."""

    class Meta:
        model = partners.Agreement
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Kooperationsvereinbarung {n}")
    mandate = factory.SubFactory(MandateFactory)
    starts_on = date(YEAR - 1, 1, 1)

    @factory.post_generation
    def parties(self, create, extracted, **facts):
        """`parties=3` makes three that signed, `parties=[awo, bgw]` takes these; none without saving."""
        wanted = 2 if extracted is None else extracted
        if not create or wanted == 0:
            return
        chosen = [PartnerFactory() for _ in range(wanted)] if isinstance(wanted, int) else wanted
        for position, partner in enumerate(chosen, start=1):
            PartyFactory(agreement=self, partner=partner, position=position, **facts)


class PartyFactory(DjangoModelFactory):
    """A party that signed on the first day of the term."""

    class Meta:
        model = partners.Party

    agreement = factory.SubFactory(AgreementFactory, parties=0)
    partner = factory.SubFactory(PartnerFactory)
    role = factory.LazyAttribute(
        lambda o: "housing" if o.partner.sector == partners.Sector.HOUSING else "provider"
    )
    signatory = "Vorstand"
    signed_on = factory.SelfAttribute("agreement.starts_on")


# --- sites ---------------------------------------------------------------------------------------


class NeighbourhoodFactory(DjangoModelFactory):
    class Meta:
        model = sites.Neighbourhood

    name = factory.Sequence(lambda n: f"Quartier {n}")
    district = District.MITTE


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = sites.Site

    name = factory.Sequence(lambda n: f"Standort {n:03}")
    neighbourhood = factory.SubFactory(NeighbourhoodFactory)
    opened_on = date(YEAR - 1, 1, 1)
    closed_by = _who("closed_on")


class ReopeningFactory(DjangoModelFactory):
    class Meta:
        model = sites.Reopening

    site = factory.SubFactory(SiteFactory, closed_on=date(YEAR, 2, 1))
    closed_on = factory.SelfAttribute("site.closed_on")
    closed_by = factory.SelfAttribute("site.closed_by")
    on = date(YEAR, 3, 1)
    by = factory.SubFactory(UserFactory)


class SiteInQuestionFactory(DjangoModelFactory):
    class Meta:
        model = sites.SiteInQuestion

    site = factory.SubFactory(SiteFactory)
    negotiation = factory.SubFactory(NegotiationFactory)


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = sites.Offer

    site = factory.SubFactory(SiteFactory)
    title = factory.Sequence(lambda n: f"Nachbarschaftscafé {n}")
    kind = sites.OfferKind.ENCOUNTER
    rhythm = "jeden Dienstag"
    target_group = "alle im Quartier"
    starts_on = date(YEAR - 1, 2, 1)


class SeatFactory(DjangoModelFactory):
    """The next seat in number.

    All seats rest on the newest mandate that allows one more, else on a new one for as many as needed:
    the database counts seats over all mandates.
    """

    class Meta:
        model = sites.Seat

    number = factory.LazyFunction(lambda: _next_seat_number())
    valid_from = date(2020, 3, 17)
    mandate = factory.LazyAttribute(lambda o: _mandate_for_seats(sites.Seat.objects.count() + 1))


def _next_seat_number() -> int:
    last = sites.Seat.objects.order_by("-number").first()
    return last.number + 1 if last else 1


def _mandate_for_seats(count: int):
    known = partners.Mandate.objects.filter(site_limit__gte=count).order_by("-pk").first()
    return known or MandateFactory(site_limit=max(count, 10))


class CoverageFactory(DjangoModelFactory):
    """A new site on a new seat under a signed agreement."""

    class Meta:
        model = sites.Coverage

    site = factory.SubFactory(SiteFactory)
    agreement = factory.SubFactory(AgreementFactory)
    seat = factory.SubFactory(SeatFactory)
    starts_on = factory.SelfAttribute("agreement.starts_on")
    ends_on = factory.SelfAttribute("agreement.ends_on")


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = sites.Assignment

    site = factory.SubFactory(SiteFactory)
    partner = factory.SubFactory(PartnerFactory)
    role = sites.Role.PROVIDER
    starts_on = date(YEAR - 1, 1, 1)


# --- funding -------------------------------------------------------------------------------------


class FiscalYearFactory(DjangoModelFactory):
    """The year 2026 with 80.000 €; made once and found again, because a year exists only once.

    `closed=True` closes it, without money, in the February after.
    """

    class Meta:
        model = funding.FiscalYear
        django_get_or_create = ("year",)

    class Params:
        proposed = factory.Trait(
            carry_over=Decimal("0.00"),
            closing_proposed_on=factory.LazyAttribute(lambda o: date(o.year + 1, 2, 1)),
            closing_proposed_by=factory.SubFactory(UserFactory),
        )
        closed = factory.Trait(
            proposed=True,
            closed_on=factory.LazyAttribute(lambda o: date(o.year + 1, 2, 15)),
            closed_by=factory.SubFactory(UserFactory),
        )

    year = YEAR
    appropriation = Decimal("80000.00")
    mandate = factory.SubFactory(MandateFactory)
    opened_on = factory.LazyAttribute(lambda o: date(o.year, 1, 1))
    opened_by = factory.SubFactory(UserFactory)


def closing(on: date, carry_over: Decimal = Decimal("0.00")) -> dict:
    """The facts of a year closed on that day by two people, for a test that writes them past the verbs."""
    proposed = {"carry_over": carry_over, "closing_proposed_on": on, "closing_proposed_by": UserFactory()}
    return proposed | {"closed_on": on, "closed_by": UserFactory()}


class BudgetRevisionFactory(DjangoModelFactory):
    """The database writes it, when the year is given a euro less."""

    class Meta:
        model = funding.BudgetRevision

    fiscal_year = factory.SubFactory(FiscalYearFactory)
    on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 3, 1))
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, fiscal_year, on, by):
        year = funding.FiscalYear.objects.filter(pk=fiscal_year.pk)
        year.update(appropriation=fiscal_year.appropriation - 1, revised_on=on, revised_by=by)
        return fiscal_year.revisions.latest("pk")


class EarlierDraftFactory(DjangoModelFactory):
    """The database writes it, when a draft is revised."""

    class Meta:
        model = funding.EarlierDraft

    on = date(YEAR, 3, 1)

    @classmethod
    def _create(cls, model_class, on):
        draft = DecisionFactory()
        funding.Decision.objects.filter(pk=draft.pk).update(amount=draft.amount + 1, drafted_on=on)
        return funding.EarlierDraft.objects.get(draft=draft.pk)


class DroppedProposalFactory(DjangoModelFactory):
    class Meta:
        model = funding.DroppedProposal

    fiscal_year = factory.SubFactory(FiscalYearFactory)
    proposed_on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 12, 1))
    proposed_by = factory.SubFactory(UserFactory)
    carry_over = Decimal("0.00")
    reason = "Eine Zahlung steht noch aus."
    on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 12, 10))
    by = factory.SubFactory(UserFactory)


class AllocationFactory(DjangoModelFactory):
    """An allocation without decisions for a site that is covered in the year."""

    class Meta:
        model = funding.Allocation

    class Params:
        financed = factory.Trait(
            financing="deficit",
            financing_on=factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 1, 2)),
            financing_by=factory.SubFactory(UserFactory),
        )

    fiscal_year = factory.SubFactory(FiscalYearFactory)
    site = factory.LazyAttribute(
        lambda o: CoverageFactory(agreement__starts_on=date(o.fiscal_year.year, 1, 1)).site
    )
    recipient = factory.SubFactory(PartnerFactory, iban=IBAN)
    purpose = "Quartiersarbeit"


class DecisionFactory(Acted):
    """A drafted grant over 8.000 €; `approved=True` lets another person approve it the same day."""

    class Meta:
        model = funding.Decision

    class Params:
        approved = factory.Trait(
            approved_on=factory.SelfAttribute("drafted_on"), approved_by=factory.SubFactory(UserFactory)
        )

    allocation = factory.SubFactory(AllocationFactory)
    kind = "grant"
    amount = Decimal("8000.00")
    reason = "Quartiersarbeit"
    drafted_on = factory.LazyAttribute(lambda o: date(o.allocation.fiscal_year.year, 1, 15))
    drafted_by = factory.SelfAttribute("by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """What takes money back was heard about, and its ground is known, before it is approved."""
        if kwargs["kind"] not in LOWERING:
            return super()._create(model_class, *args, **kwargs)
        return _heard_then(super()._create, model_class, kwargs, "approved_on", "approved_by")


def heard(row):
    """The same draft with the reason why nobody was heard, and, for a revocation, its ground."""
    given = {"recorded_on": row.drafted_on, "recorded_by": row.drafted_by}
    act = "decision" if isinstance(row, funding.Decision) else "claim"
    funding.Hearing.objects.create(**{act: row}, waived_reason="Auf Wunsch des Empfängers", **given)
    if getattr(row, "kind", "") == "revocation":
        known = {"what": "Der Zweck entfiel.", "known_on": row.drafted_on}
        funding.RevocationGround.objects.create(allocation=row.allocation, **known, **given)
    return row


def _heard_then(create, model_class, facts: dict, *bound: str):
    """A draft about which somebody was heard, and then what binds it."""
    later = {name: facts.pop(name) for name in bound if facts.get(name) is not None}
    row = heard(create(model_class, **facts))
    if later:
        write(row, **later)
        row.refresh_from_db()
    return row


class DraftReturnFactory(DjangoModelFactory):
    """A drafted decision, given back on the day after by another person."""

    class Meta:
        model = funding.DraftReturn

    decision = factory.SubFactory(DecisionFactory)
    claim = None
    reason = "Bitte den Betrag begründen."
    on = factory.LazyAttribute(lambda o: (o.decision or o.claim).drafted_on + timedelta(days=1))
    by = factory.SubFactory(UserFactory)


class NoticeTextFactory(DjangoModelFactory):
    """A condition of grants, valid from 2020; a second one is of the next part, kind or day."""

    class Meta:
        model = funding.NoticeText

    kind = "grant"
    part = "conditions"
    body = "Die Zuwendung von {betrag} ist für {standort} bestimmt."
    valid_from = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n % 300))


class LegalFigureFactory(DjangoModelFactory):
    """Three points over the base rate; a second one is of another day."""

    class Meta:
        model = funding.LegalFigure

    kind = "repayment_margin"
    rate = Decimal("3.00")
    valid_from = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n % 300))
    norm = "§ 49a Abs. 3 VwVfG NRW"
    source = "Gesetzestext, Stand 07.11.2025"
    entered_on = factory.SelfAttribute("valid_from")
    entered_by = factory.SubFactory(UserFactory)


class LegalPeriodFactory(DjangoModelFactory):
    """Four days after posting, from 2020 on; a second one is of another day."""

    class Meta:
        model = funding.LegalPeriod

    kind = "posted"
    length = 4
    unit = "days"
    moves = True
    valid_from = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n % 300))
    norm = "§ 1 Beispielgesetz"
    source = "Gesetzestext, Stand 07.11.2025"
    entered_on = factory.SelfAttribute("valid_from")
    entered_by = factory.SubFactory(UserFactory)


def periods(**lengths: int) -> dict:
    """A row of each kind that counts since 2020; lengths by kind where they are others."""
    known = {"posted": 4, "fetched": 0, "handed": 0, "appeal": 1, "revocation": 12, "revocation_due": 11}
    months = ("appeal", "revocation", "revocation_due")
    return {
        kind: LegalPeriodFactory(
            kind=kind,
            length=length,
            unit="months" if kind in months else "days",
            moves=kind in ("posted", "appeal"),
            valid_from=date(2020, 1, 1),
        )
        for kind, length in (known | lengths).items()
    }


def unheard(**facts):
    """A drafted reduction about which nobody was heard yet."""
    granted = facts.pop("allocation", None) or DecisionFactory(approved=True).allocation
    row = DecisionFactory(
        **{"allocation": granted, "kind": "reduction", "amount": Decimal("-500.00")} | facts
    )
    row.hearing.delete()
    return funding.Decision.objects.get(pk=row.pk)


class HearingFactory(DjangoModelFactory):
    """Heard by letter on the day of the draft, about a reduction."""

    class Meta:
        model = funding.Hearing

    decision = factory.LazyFunction(unheard)
    claim = None
    held_on = factory.LazyAttribute(lambda o: (o.decision or o.claim).drafted_on)
    way = "letter"
    recorded_on = factory.LazyAttribute(lambda o: (o.decision or o.claim).drafted_on)
    recorded_by = factory.SubFactory(UserFactory)


class RevocationGroundFactory(DjangoModelFactory):
    """A ground known since the first day of February, recorded that day."""

    class Meta:
        model = funding.RevocationGround

    allocation = factory.LazyFunction(lambda: DecisionFactory(approved=True).allocation)
    what = "Der Zweck entfiel."
    known_on = factory.LazyAttribute(lambda o: date(o.allocation.fiscal_year.year, 2, 1))
    recorded_on = factory.SelfAttribute("known_on")
    recorded_by = factory.SubFactory(UserFactory)


class ServiceFactory(DjangoModelFactory):
    """A notice posted on the day after its approval, by the rows of `periods`."""

    class Meta:
        model = funding.Service

    notice = factory.SubFactory("tests.factories.NoticeFactory")
    way = "posted"
    sent_on = factory.LazyAttribute(lambda o: o.notice.frozen_on + timedelta(days=1))
    rule = factory.LazyAttribute(lambda o: _period(o.way))
    known_on = factory.LazyAttribute(lambda o: o.rule.ends_on(o.sent_on))
    appeal_rule = factory.LazyFunction(lambda: _period("appeal"))
    appeal_until = factory.LazyAttribute(lambda o: o.appeal_rule.ends_on(o.known_on))
    recorded_on = factory.SelfAttribute("sent_on")
    recorded_by = factory.SubFactory(UserFactory)


def _period(kind: str):
    return funding.LegalPeriod.objects.filter(kind=kind).first() or periods()[kind]


class NoticeFactory(Acted):
    """The frozen notice of an approved grant, made on the day of its approval."""

    class Meta:
        model = funding.Notice

    decision = factory.SubFactory(DecisionFactory, approved=True)
    paper = factory.LazyAttribute(lambda o: papers.frozen(paper_of(o.decision, o.decision.approved_on)))
    sha256 = factory.LazyAttribute(lambda o: papers.checksum(o.paper))
    frozen_on = factory.SelfAttribute("decision.approved_on")
    frozen_by = factory.SelfAttribute("by")


class NoticeFileFactory(DjangoModelFactory):
    """The first bytes of a PDF, kept for a notice; a second one is the next notice's."""

    class Meta:
        model = funding.NoticeFile

    notice = factory.SubFactory(NoticeFactory)
    format = "pdf"
    content = b"%PDF-1.7"
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content).hexdigest())
    renderer = "Beispiel 1.0"
    drawn_on = factory.SelfAttribute("notice.frozen_on")


class ReallocationFactory(DjangoModelFactory):
    """A drafted reallocation of 500 € between two allocations; the giving one has 8.000 € committed."""

    class Meta:
        model = funding.Reallocation

    reduction = factory.LazyFunction(
        lambda: DecisionFactory(
            allocation=DecisionFactory(approved=True).allocation, kind="reduction", amount=Decimal("-500.00")
        )
    )
    increase = factory.LazyAttribute(
        lambda o: DecisionFactory(
            allocation__fiscal_year=o.reduction.allocation.fiscal_year,
            kind="increase",
            amount=-o.reduction.amount,
            drafted_by=o.reduction.drafted_by,
            drafted_on=o.reduction.drafted_on,
        )
    )


class DisbursementFactory(Acted):
    """A planned instalment over 2.000 € of an allocation with 8.000 € committed.

    `certified=True`, `released=True` and `paid=True` take it that far, each step by another person.
    """

    class Meta:
        model = funding.Disbursement

    class Params:
        certified = factory.Trait(
            certified_on=factory.SelfAttribute("due_on"), certified_by=factory.SubFactory(UserFactory)
        )
        dropped = factory.Trait(
            dropped_on=factory.SelfAttribute("due_on"),
            dropped_by=factory.SubFactory(UserFactory),
            drop_reason="Der Kurs findet nicht statt.",
        )
        released = factory.Trait(
            certified=True,
            released_on=factory.SelfAttribute("due_on"),
            released_by=factory.SubFactory(UserFactory),
            recipient_iban=IBAN,
        )
        paid = factory.Trait(
            released=True,
            paid_on=factory.SelfAttribute("due_on"),
            paid_by=factory.SubFactory(UserFactory),
            reference="KA-2026-1",
        )

    allocation = factory.LazyFunction(lambda: DecisionFactory(approved=True).allocation)
    number = factory.LazyAttribute(lambda o: o.allocation.disbursements.count() + 1)
    amount = Decimal("2000.00")
    due_on = factory.LazyAttribute(lambda o: date(o.allocation.fiscal_year.year, 3, 1))
    drafted_on = factory.LazyAttribute(lambda o: date(o.allocation.fiscal_year.year, 2, 1))
    drafted_by = factory.SelfAttribute("by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """With what the database itself writes: the account at release."""
        row = super()._create(model_class, *args, **kwargs)
        if row.released_on:
            row.refresh_from_db(fields=["recipient_name", "recipient_iban", "account_holder"])
        return row


class ReversalFactory(DjangoModelFactory):
    class Meta:
        model = funding.Reversal

    disbursement = factory.SubFactory(DisbursementFactory, paid=True)
    on = factory.LazyAttribute(lambda o: date(o.disbursement.due_on.year, 4, 1))
    by = factory.SubFactory(UserFactory)
    reason = "Rücklauf der Zahlung"


class PaymentReturnFactory(DjangoModelFactory):
    """A payment the bank sent back, not settled."""

    class Meta:
        model = funding.PaymentReturn

    disbursement = factory.SubFactory(DisbursementFactory, paid=True)
    on = factory.LazyAttribute(lambda o: date(o.disbursement.due_on.year, 4, 1))
    by = factory.SubFactory(UserFactory)
    reason = "Konto erloschen"


def returned_late(paid: dict | None = None, **given) -> funding.PaymentReturn:
    """A payment that came back after its year 2026 was closed; 2027 is open. `paid` are facts of the payment."""
    allocation = DecisionFactory(approved=True, amount=Decimal("2000.00")).allocation
    payment = DisbursementFactory(allocation=allocation, **{"paid": True, **(paid or {})})
    year = funding.FiscalYear.objects.filter(pk=allocation.fiscal_year_id)
    year.update(**closing(date(YEAR + 1, 2, 1)))
    FiscalYearFactory(year=YEAR + 1)
    return PaymentReturnFactory(disbursement=payment, **given)


class WithdrawalFactory(DjangoModelFactory):
    """A certification about to be taken back: the fact that allows it."""

    class Meta:
        model = funding.Withdrawal

    disbursement = factory.SubFactory(DisbursementFactory, certified=True)
    step = "certification"
    signed_on = factory.SelfAttribute("disbursement.certified_on")
    signed_by = factory.SelfAttribute("disbursement.certified_by")
    on = factory.SelfAttribute("signed_on")
    by = factory.SubFactory(UserFactory)
    reason = "Der Betrag stimmt nicht."


class PaymentRunFactory(DjangoModelFactory):
    """A payment list's head, for one payment over 2.000 €; its row is a PaymentItemFactory's."""

    class Meta:
        model = funding.PaymentRun

    fiscal_year = factory.SubFactory(FiscalYearFactory)
    number = factory.LazyAttribute(lambda o: o.fiscal_year.payment_runs.count() + 1)
    created_on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 3, 2))
    created_by = factory.SubFactory(UserFactory)
    item_count = 1
    total = Decimal("2000.00")
    checksum = "0" * 64


class PaymentItemFactory(DjangoModelFactory):
    """A released payment on a list of its own."""

    class Meta:
        model = funding.PaymentItem

    disbursement = factory.SubFactory(DisbursementFactory, released=True)
    run = factory.LazyAttribute(
        lambda o: PaymentRunFactory(
            fiscal_year=o.disbursement.allocation.fiscal_year, total=o.disbursement.amount
        )
    )
    position = factory.LazyAttribute(lambda o: o.run.items.count() + 1)
    recipient_name = factory.SelfAttribute("disbursement.recipient_name")
    recipient_iban = factory.SelfAttribute("disbursement.recipient_iban")
    account_holder = factory.SelfAttribute("disbursement.account_holder")
    amount = factory.SelfAttribute("disbursement.amount")
    purpose = "Bescheid QA-2026-001, 1. Rate"
    due_on = factory.SelfAttribute("disbursement.due_on")


class PaymentRunExportFactory(DjangoModelFactory):
    class Meta:
        model = funding.PaymentRunExport

    run = factory.LazyFunction(lambda: PaymentItemFactory().run)
    kind = "pdf"
    number = factory.LazyAttribute(lambda o: o.run.exports.count() + 1)
    on = factory.SelfAttribute("run.created_on")
    by = factory.SubFactory(UserFactory)


class ProofOfUseFactory(DjangoModelFactory):
    """A proof not yet handed in; `submitted=True` hands it in.

    To accept one with lines, add the lines first: an accepted proof never changes.
    """

    class Meta:
        model = funding.ProofOfUse

    class Params:
        submitted = factory.Trait(
            submitted_on=factory.SelfAttribute("due_on"),
            submitted_by=factory.SubFactory(UserFactory),
            narrative="Die Angebote fanden wie geplant statt.",
        )
        accepted = factory.Trait(
            submitted=True,
            accepted_on=factory.SelfAttribute("due_on"),
            accepted_by=factory.SubFactory(UserFactory),
        )

    allocation = factory.SubFactory(AllocationFactory)
    due_on = factory.LazyAttribute(lambda o: date(o.allocation.fiscal_year.year + 1, 3, 31))


class OfProofFactory(DjangoModelFactory):
    """A part of a proof; where the proof is handed in, it comes as after a return: taken back, added, again."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        proof = kwargs["proof"]
        stored = funding.ProofOfUse.objects.filter(pk=proof.pk, accepted_on__isnull=True)
        handed_in = stored.values("submitted_on", "submitted_by").get() if stored.exists() else {}
        stored.update(submitted_on=None, submitted_by=None)
        part = super()._create(model_class, *args, **kwargs)
        stored.update(**handed_in)
        return part


class ProofLineFactory(OfProofFactory):
    class Meta:
        model = funding.ProofLine

    proof = factory.SubFactory(ProofOfUseFactory)
    category = funding.proof_line.CostCategory.STAFF
    planned = Decimal("8000.00")
    spent = Decimal("8000.00")


class ProofIncomeFactory(OfProofFactory):
    class Meta:
        model = funding.ProofIncome

    proof = factory.SubFactory(ProofOfUseFactory)
    source = "fees"
    amount = Decimal("100.00")


class ProofReceiptFactory(OfProofFactory):
    class Meta:
        model = funding.ProofReceipt

    proof = factory.SubFactory(ProofOfUseFactory)
    category = funding.proof_line.CostCategory.STAFF
    number = factory.Sequence(lambda n: f"RE-{n:04}")
    dated_on = factory.LazyAttribute(lambda o: date(o.proof.allocation.fiscal_year.year, 5, 2))
    payee = "Büromarkt"
    amount = Decimal("49.90")


class ProofSampleFactory(DjangoModelFactory):
    """A year's rule for grants below 5.000 €, set on its second day; the population stands at the year's end."""

    class Meta:
        model = funding.ProofSample
        django_get_or_create = ("fiscal_year",)

    fiscal_year = factory.SubFactory(FiscalYearFactory)
    below = Decimal("5000.00")
    percent = 10
    seed = "6 aus 49: 3, 8, 21, 30, 41, 44"
    announced_on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 1, 2))
    announced_by = factory.SubFactory(UserFactory)
    fixed_on = factory.LazyAttribute(lambda o: date(o.fiscal_year.year, 12, 31))


class SampleMemberFactory(DjangoModelFactory):
    """A member of a sample not yet drawn: its notice is approved over 1.000 €."""

    class Meta:
        model = funding.SampleMember

    sample = factory.SubFactory(ProofSampleFactory)
    proof = factory.LazyAttribute(
        lambda o: ProofOfUseFactory(
            allocation=DecisionFactory(
                approved=True, amount=Decimal("1000.00"), allocation__fiscal_year=o.sample.fiscal_year
            ).allocation
        )
    )
    number = factory.LazyAttribute(lambda o: o.proof.allocation.granted_by())
    digest = factory.LazyAttribute(lambda o: rules.drawing_key(o.sample.seed, o.number))
    rank = 1
    is_drawn = True


class ProofAttachmentFactory(OfProofFactory):
    class Meta:
        model = funding.ProofAttachment

    proof = factory.SubFactory(ProofOfUseFactory)
    title = factory.Sequence(lambda n: f"Belegliste {n}")
    file = factory.django.FileField(filename="belege.txt", data=b"Belege")
    sha256 = hashlib.sha256(b"Belege").hexdigest()


class ProofReturnFactory(DjangoModelFactory):
    """A proof sent back; the record in hand keeps its submission, the stored one is no longer handed in."""

    class Meta:
        model = funding.ProofReturn

    proof = factory.SubFactory(ProofOfUseFactory, submitted=True)
    on = factory.SelfAttribute("proof.due_on")
    by = factory.SubFactory(UserFactory)
    reasons = "Bitte ergänzen Sie die Honorare."
    submitted_on = factory.SelfAttribute("proof.submitted_on")
    submitted_by = factory.SelfAttribute("proof.submitted_by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """As `ProofOfUse.send_back` does: what is returned is no longer handed in."""
        back = super()._create(model_class, *args, **kwargs)
        stored = funding.ProofOfUse.objects.filter(pk=back.proof.pk, accepted_on__isnull=True)
        stored.update(submitted_on=None, submitted_by=None)
        return back


class RepaymentClaimFactory(Acted):
    """A drafted claim on an allocation with 2.000 € paid; `issued=True` issues it, `paid_on=…` settles it.

    What is settled earlier than the usual draft is drafted and issued that very day.
    """

    class Meta:
        model = funding.RepaymentClaim

    class Params:
        issued = factory.Trait(
            issued_on=factory.SelfAttribute("drafted_on"), issued_by=factory.SubFactory(UserFactory)
        )

    allocation = factory.LazyFunction(lambda: DisbursementFactory(paid=True).allocation)
    amount = Decimal("250.00")
    due_on = date(YEAR + 1, 6, 30)
    drafted_on = factory.LazyAttribute(lambda o: min(o.paid_on or date.max, date(YEAR + 1, 5, 31)))
    drafted_by = factory.SelfAttribute("by")
    paid_on = None
    issued_on = factory.LazyAttribute(lambda o: o.paid_on and o.drafted_on)
    issued_by = factory.LazyAttribute(lambda o: UserFactory() if o.paid_on else None)
    received = factory.LazyAttribute(lambda o: o.amount if o.paid_on else None)
    recorded_by = factory.LazyAttribute(lambda o: o.issued_by if o.paid_on else None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Its recipient was heard before it is issued."""
        bound = ("issued_on", "issued_by", "paid_on", "received", "recorded_by")
        return _heard_then(super()._create, model_class, kwargs, *bound)


class PartReceiptFactory(DjangoModelFactory):
    """100 € of an issued claim over 250 €, come in a month after it was issued."""

    class Meta:
        model = funding.PartReceipt

    claim = factory.SubFactory(RepaymentClaimFactory, issued=True)
    paid_on = factory.LazyAttribute(lambda o: o.claim.issued_on + timedelta(days=30))
    received = Decimal("100.00")
    reference = "KA-2027-1"
    recorded_by = factory.SubFactory(UserFactory)


# --- quality_dialog ------------------------------------------------------------------------------


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Framework

    name = "Rahmenkonzept"
    version = factory.Sequence(lambda n: f"Fassung {n}")
    valid_from = date(2020, 1, 1)


class PartOfFrameworkFactory(DjangoModelFactory):
    """A part of a framework, also of one that a cycle of the test uses already.

    There it is entered as if it had been there before the cycle: past the guards, which other tests break.
    """

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **facts):
        whole = facts.get("framework") or facts["field"].framework
        if not whole.in_use:
            return super()._create(model_class, *args, **facts)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                return super()._create(model_class, *args, **facts)
            finally:
                cursor.execute("SET session_replication_role = origin")


class FieldOfActionFactory(PartOfFrameworkFactory):
    class Meta:
        model = dialogue.FieldOfAction

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"H{n}")
    title = factory.LazyAttribute(lambda o: f"Handlungsfeld {o.code}")


class CriterionFactory(PartOfFrameworkFactory):
    class Meta:
        model = dialogue.Criterion

    field = factory.SubFactory(FieldOfActionFactory)
    code = factory.Sequence(lambda n: f"K{n}")
    guiding_question = "Erreichen die Angebote die Menschen im Quartier?"


class IndicatorFactory(PartOfFrameworkFactory):
    class Meta:
        model = dialogue.Indicator

    field = factory.SubFactory(FieldOfActionFactory)
    code = factory.Sequence(lambda n: f"Z{n}")
    name = factory.LazyAttribute(lambda o: f"Teilnahmen {o.code}")
    unit = "Teilnahmen"


class CycleFactory(DjangoModelFactory):
    """The quality dialogue of 2026; made once and found again, because a year has only one."""

    class Meta:
        model = dialogue.Cycle
        django_get_or_create = ("year",)

    year = YEAR
    framework = factory.SubFactory(FrameworkFactory)
    opened_on = factory.LazyAttribute(lambda o: date(o.year, 1, 15))
    opened_by = factory.SubFactory(UserFactory)
    assessment_due_on = factory.LazyAttribute(lambda o: date(o.year, 4, 30))
    meetings_due_on = factory.LazyAttribute(lambda o: date(o.year, 6, 30))
    report_due_on = factory.LazyAttribute(lambda o: date(o.year, 9, 30))


class DialogueFactory(DjangoModelFactory):
    """The dialogue about a site with two partners; `partners=[awo]` names them, `partners=0` has none."""

    class Meta:
        model = dialogue.Dialogue
        skip_postgeneration_save = True

    cycle = factory.SubFactory(CycleFactory)
    site = factory.SubFactory(SiteFactory)

    @factory.post_generation
    def partners(self, create, extracted, **facts):
        wanted = 2 if extracted is None else extracted
        if not create or wanted == 0:
            return
        chosen = [PartnerFactory() for _ in range(wanted)] if isinstance(wanted, int) else wanted
        for partner in chosen:
            ParticipationFactory(dialogue=self, partner=partner, **facts)


class MinutesVersionFactory(DjangoModelFactory):
    """The first version of minutes that were shared the day after their meeting, with the first bytes of both files."""

    class Meta:
        model = dialogue.MinutesVersion

    dialogue = factory.SubFactory(
        DialogueFactory,
        meeting_on=date(YEAR, 6, 1),
        minutes_shared_on=date(YEAR, 6, 2),
        minutes_shared_by=factory.SubFactory(UserFactory),
    )
    number = factory.LazyAttribute(lambda o: o.dialogue.minutes_versions.count() + 1)
    paper = factory.LazyAttribute(lambda o: papers.frozen(minutes(o.dialogue, o.kept_on)))
    sha256 = factory.LazyAttribute(lambda o: papers.checksum(o.paper))
    pdf = b"%PDF-1.7"
    pdf_sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.pdf).hexdigest())
    docx = b"PK"
    docx_sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.docx).hexdigest())
    renderer = "Beispiel 1.0"
    kept_on = date(YEAR, 6, 2)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Participation

    dialogue = factory.SubFactory(DialogueFactory, partners=0)
    partner = factory.SubFactory(PartnerFactory)


class AssessmentFactory(DjangoModelFactory):
    """A partner's draft; `submitted=True` hands it in."""

    class Meta:
        model = dialogue.Assessment

    class Params:
        submitted = factory.Trait(
            submitted_on=date(YEAR, 4, 15), submitted_by=factory.SubFactory(UserFactory)
        )

    dialogue = factory.SubFactory(DialogueFactory)
    criterion = factory.SubFactory(CriterionFactory)
    partner = factory.LazyAttribute(lambda o: o.dialogue.partners.first() or PartnerFactory())
    rating = "mostly"
    text = "Die Angebote sind gut besucht."


class SubmissionFactory(DjangoModelFactory):
    """A self-assessment handed in; its answers are submitted ones of the same partner."""

    class Meta:
        model = dialogue.Submission

    dialogue = factory.SubFactory(DialogueFactory)
    partner = factory.LazyAttribute(lambda o: o.dialogue.partners.first() or PartnerFactory())
    submitted_on = date(YEAR, 4, 15)
    submitted_by = factory.SubFactory(UserFactory)


def _of_the_year():
    """An indicator of the year's framework: that of its cycle, or a new one that its cycle then has."""
    cycle = dialogue.Cycle.objects.filter(year=YEAR).first()
    return IndicatorFactory(field__framework=cycle.framework) if cycle else IndicatorFactory()


class IndicatorTargetFactory(DjangoModelFactory):
    """Of an indicator of the year's framework."""

    class Meta:
        model = dialogue.IndicatorTarget

    indicator = factory.LazyFunction(_of_the_year)
    dialogue = factory.LazyAttribute(
        lambda o: DialogueFactory(cycle=CycleFactory(framework=o.indicator.field.framework))
    )
    value = Decimal("130.00")
    agreed_on = date(YEAR, 5, 1)
    entered_on = date(YEAR, 5, 1)
    entered_by = factory.SubFactory(UserFactory)


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.IndicatorValue

    dialogue = factory.SubFactory(DialogueFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal("120.00")
    source = "counted"
    entered_by = factory.SubFactory(UserFactory)


class FindingFactory(DjangoModelFactory):
    """A draft of the city; `shared=True` shares it, `raised_for=awo` makes it that partner's."""

    class Meta:
        model = dialogue.Finding

    class Params:
        shared = factory.Trait(shared_on=factory.SelfAttribute("raised_on"))

    dialogue = factory.SubFactory(DialogueFactory)
    kind = "observation"
    wording = factory.Sequence(lambda n: f"Der Treffpunkt wird gern genutzt ({n}).")
    raised_on = date(YEAR, 5, 15)
    raised_by = factory.SubFactory(UserFactory)


class StatementFactory(DjangoModelFactory):
    """A partner agrees to the wording as it stands; `for_city=True` speaks for the city."""

    class Meta:
        model = dialogue.Statement

    class Params:
        for_city = factory.Trait(partner=None, city=True)
        dissenting = factory.Trait(stance="dissents", text="Das sehen wir anders.")

    finding = factory.SubFactory(FindingFactory, shared=True)
    partner = factory.LazyAttribute(lambda o: o.finding.dialogue.partners.first() or PartnerFactory())
    stance = "agrees"
    wording_sha256 = factory.SelfAttribute("finding.wording_sha256")
    given_on = factory.LazyAttribute(lambda o: o.finding.shared_on or o.finding.raised_on)
    given_by = factory.LazyAttribute(lambda o: UserFactory(partner=o.partner))


class MeasureFactory(DjangoModelFactory):
    """An unfinished measure of the city; `done=True`, `confirmed=True` and `dropped=True` end it."""

    class Meta:
        model = dialogue.Measure

    class Params:
        done = factory.Trait(
            done_on=date(YEAR, 6, 30),
            done_by=factory.LazyAttribute(lambda o: UserFactory(partner=o.responsible)),
        )
        confirmed = factory.Trait(
            done=True,
            confirmed_on=date(YEAR, 7, 1),
            confirmed_by=factory.LazyAttribute(
                lambda o: UserFactory(partner=None if o.responsible else PartnerFactory())
            ),
        )
        dropped = factory.Trait(
            dropped_on=date(YEAR, 6, 30),
            dropped_by=factory.SubFactory(UserFactory),
            drop_reason="Der Raum steht nicht mehr zur Verfügung.",
        )

    finding = factory.SubFactory(FindingFactory, shared=True)
    title = factory.Sequence(lambda n: f"Öffnungszeiten erweitern ({n})")
    responsible = None
    resolved_on = date(YEAR, 5, 20)
    due_on = date(YEAR, 9, 30)


class MeasureStepFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.MeasureStep

    measure = factory.SubFactory(MeasureFactory)
    on = date(YEAR, 6, 1)
    by = factory.SubFactory(UserFactory)
    text = "Erste Gespräche sind geführt."


class MeasureReturnFactory(DjangoModelFactory):
    """A report of being done that did not stand."""

    class Meta:
        model = dialogue.MeasureReturn

    measure = factory.SubFactory(MeasureFactory)
    done_on = date(YEAR, 6, 30)
    done_by = factory.SubFactory(UserFactory)
    returned_on = date(YEAR, 7, 1)
    returned_by = factory.SubFactory(UserFactory)


class FindingWordingFactory(DjangoModelFactory):
    """An earlier wording, as if the database had kept it."""

    class Meta:
        model = dialogue.FindingWording

    finding = factory.SubFactory(FindingFactory, shared=True)
    wording = "Der Treffpunkt wird genutzt."
    replaced_on = date(YEAR, 6, 1)
    replaced_by = factory.SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Invitation

    dialogue = factory.SubFactory(DialogueFactory, meeting_on=date(YEAR, 5, 15))
    starts_at = time(14)
    ends_at = time(16)
    place = "Nachbarschaftstreff"
    invited_on = date(YEAR, 5, 1)
    invited_by = factory.SubFactory(UserFactory)


class InvitationAnswerFactory(DjangoModelFactory):
    """Of a partner that takes part, to a meeting it is invited to."""

    class Meta:
        model = dialogue.InvitationAnswer

    dialogue = factory.LazyFunction(lambda: InvitationFactory().dialogue)
    partner = factory.SubFactory(PartnerFactory)
    meeting_on = factory.SelfAttribute("dialogue.meeting_on")
    comes = True
    on = date(YEAR, 5, 3)
    by = factory.SubFactory(UserFactory)


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Extension

    participation = factory.LazyFunction(
        lambda: DialogueFactory(partners=[PartnerFactory()]).participations.get()
    )
    due_on = date(YEAR, 5, 20)
    reason = "Die Leitung war krank."
    on = date(YEAR, 4, 20)
    by = factory.SubFactory(UserFactory)


class FormerMeetingFactory(DjangoModelFactory):
    """Not moved yet: what stands may be kept."""

    class Meta:
        model = dialogue.FormerMeeting

    dialogue = factory.SubFactory(DialogueFactory, meeting_on=date(YEAR, 5, 15))
    meeting_on = factory.SelfAttribute("dialogue.meeting_on")
    on = date(YEAR, 5, 16)
    by = factory.SubFactory(UserFactory)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Attendance

    dialogue = factory.SubFactory(DialogueFactory)
    function = factory.Sequence(lambda n: f"Protokollführung {n}")
    noted_on = date(YEAR, 5, 15)
    noted_by = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    """A comment of the city for all participants; `internal=True` keeps it with the city."""

    class Meta:
        model = dialogue.Comment

    class Params:
        internal = factory.Trait(audience="own")

    finding = factory.SubFactory(FindingFactory, shared=True)
    audience = "all"
    text = factory.Sequence(lambda n: f"Bitte noch einmal besprechen ({n}).")
    written_on = date(YEAR, 5, 20)
    written_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Meeting

    committee = factory.SubFactory(CommitteeFactory)
    held_on = date(YEAR, 10, 20)


class TextBlockFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.TextBlock

    key = factory.Sequence(lambda n: f"abschnitt-{n}")
    body = "Ein Absatz."
    valid_from = date(2020, 1, 1)


def _frozen_facts(report) -> dict:
    """The facts of a report that says one sentence."""
    text = paper.Paragraph((paper.Run("Ein Absatz."),))
    return paper.to_json(
        paper.Paper(
            kind="Mitteilung",
            subject=report.subject,
            year=report.year,
            as_of=report.as_of,
            consultations=(),
            sections=(paper.Section("stand", "", (text,)),),
            is_draft=False,
        )
    )


def _free_day(year: int, kind: str) -> date:
    """The 1 September, or the last day before it that no report of that year and kind has yet."""
    taken = set(dialogue.Report.objects.filter(year=year, kind=kind).values_list("as_of", flat=True))
    return next(day for n in range(1000) if (day := date(YEAR, 9, 1) - timedelta(days=n)) not in taken)


class ReportFactory(Acted):
    """A draft; `approved=True` freezes facts that say one sentence, `published=True` also publishes it.

    Sections and co-signatures of an approved report cannot come later: make them first and approve then
    with `approve()`, or with the report's own verbs. Its files are examples, not drawn from the facts.
    """

    class Meta:
        model = dialogue.Report

    class Params:
        reviewed = factory.Trait(
            review_on=factory.SelfAttribute("drafted_on"), review_by=factory.SelfAttribute("drafted_by")
        )
        approved = factory.Trait(
            reviewed=True,
            approved_on=factory.SelfAttribute("drafted_on"),
            approved_by=factory.SubFactory(UserFactory),
            seal_number=factory.LazyFunction(
                lambda: dialogue.Report.objects.filter(seal_number__gt=0).count() + 1
            ),
            seal_sha256=factory.SelfAttribute("facts_sha256"),
            facts=factory.LazyAttribute(_frozen_facts),
            facts_sha256=factory.LazyAttribute(
                lambda o: hashlib.sha256(json.dumps(o.facts, sort_keys=True).encode()).hexdigest()
            ),
        )
        published = factory.Trait(
            approved=True,
            submitted_on=factory.SelfAttribute("drafted_on"),
            published_on=factory.SelfAttribute("drafted_on"),
        )

    year = YEAR
    subject = factory.Sequence(lambda n: f"Quartiersarbeit im Bielefelder Modell ({n})")
    kind = "notice"
    as_of = factory.LazyAttribute(lambda o: _free_day(o.year, o.kind))
    drafted_on = date(YEAR, 9, 2)
    drafted_by = factory.SelfAttribute("by")
    submitted_on = None
    submitted_by = factory.Maybe("submitted_on", factory.SubFactory(UserFactory), None)
    published_on = None
    published_by = factory.Maybe("published_on", factory.SubFactory(UserFactory), None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """A draft first; what is approved is asked about, as the database wants it, and then frozen."""
        approved = kwargs.get("approved_on") is not None
        frozen = {name: kwargs.pop(name) for name in _OF_APPROVAL if name in kwargs} if approved else {}
        with transaction.atomic():
            report = super()._create(model_class, *args, **kwargs)
            if approved:
                hear(report, by=frozen["approved_by"], on=frozen["approved_on"])
                write(report, **frozen)
                store_files(report)
        return report


_OF_APPROVAL = (
    *("approved_on", "approved_by", "facts", "facts_sha256", "seal_number", "seal_sha256", "plain_text"),
    *("submitted_on", "submitted_by", "published_on", "published_by"),
)
FILES = {"pdf": b"%PDF-1.7", "docx": b"PK", "json": b"{}", "html": b"<p>Ein Absatz.</p>"}


def store_files(report) -> None:
    """Files as an approved report must have them; examples."""
    for name, content in FILES.items():
        sums = hashlib.sha256(content).hexdigest()
        report.renditions.create(format=name, content=content, sha256=sums, rendered_on=report.approved_on)


def hear(report, by, on):
    """The approver's reason for each partner the report speaks of and nobody has asked."""
    known = composing.known_to(report)  # asked of every floor: once
    unasked = list(asking.owed(report, composing.paper_of(report, known)))
    asking.leave_out(report, partners=unasked, reason="es ein Beispiel ist", by=by, on=on)
    leave_questions_open(report, by=by, on=on, known=known)


def leave_questions_open(report, by, on, known=None):
    """What the committee will ask of it stays open, for a reason."""
    for question in expecting.questions(report, known):
        expecting.settle(report, question, reason="es ein Beispiel ist", by=by, on=on)


def approve(report, by=None, on=None):
    """Review and approve a drafted report with example files, by somebody else than its author."""
    if not report.review_on:
        report.submit_for_review(by=report.drafted_by, on=on or report.drafted_on)
    files = {name: (content, "Beispiel") for name, content in FILES.items()}
    approval = {"by": by or UserFactory(), "on": on or report.drafted_on}
    hear(report, **approval)
    report.approve(facts=_frozen_facts(report), plain_text="Ein Absatz.", renditions=files, **approval)
    return report


class CouncilSheetFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.CouncilSheet

    report = factory.SubFactory(ReportFactory)
    product_group = "11.05.02 Hilfen"
    openness = "public"
    financial_effects = "Keine."
    entered_on = date(YEAR, 9, 3)
    entered_by = factory.SubFactory(UserFactory)


class WordTemplateFactory(DjangoModelFactory):
    """An empty archive: as much as the database looks at."""

    class Meta:
        model = dialogue.WordTemplate

    name = factory.Sequence(lambda n: f"Vorlage der Stadt ({n})")
    content = factory.Sequence(lambda n: b"PK\x03\x04" + str(n).encode())
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content).hexdigest())
    uploaded_on = date(YEAR, 1, 10)
    uploaded_by = factory.SubFactory(UserFactory)


class ExpectedQuestionFactory(DjangoModelFactory):
    """Not decided about; `left_open=True` leaves it open for a reason."""

    class Meta:
        model = dialogue.ExpectedQuestion

    class Params:
        left_open = factory.Trait(
            reason="Das klären wir in der Sitzung.",
            settled_on=factory.SelfAttribute("raised_on"),
            settled_by=factory.SubFactory(UserFactory),
        )

    report = factory.SubFactory(ReportFactory)
    rule = "ohne-massnahme"
    key = factory.Sequence(lambda n: f"ohne-massnahme-{n}")
    text = "Was folgt aus dem Handlungsbedarf?"
    raised_on = date(YEAR, 9, 3)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Section

    report = factory.SubFactory(ReportFactory)
    key = factory.Sequence(lambda n: f"abschnitt-{n}")
    heading = "Stand der Kooperation"
    body = "Ein Absatz."


class ConsultationFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Consultation

    report = factory.SubFactory(ReportFactory)
    meeting = factory.SubFactory(MeetingFactory)


class CommitteeWishFactory(Acted):
    """An office is to answer what a committee wished."""

    class Meta:
        model = dialogue.CommitteeWish

    consultation = factory.SubFactory(ConsultationFactory)
    text = "Der Ausschuss bittet um eine Übersicht."
    office = "Sozialamt"
    due_on = date(YEAR, 12, 15)
    entered_on = date(YEAR, 11, 20)
    entered_by = factory.SelfAttribute("by")


class WishReplyFactory(DjangoModelFactory):
    """Why it is still open."""

    class Meta:
        model = dialogue.WishReply

    wish = factory.SubFactory(CommitteeWishFactory)
    text = "Die Zahlen liegen noch nicht vor."
    settled = False
    until = date(YEAR + 1, 3, 1)
    on = date(YEAR, 11, 25)
    by = factory.SubFactory(UserFactory)


class CoSignatureFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.CoSignature

    report = factory.SubFactory(ReportFactory)
    user = factory.SubFactory(UserFactory)
    office = "Amt für Beispiele"


class EarlierAnswerFactory(DjangoModelFactory):
    """Signed in a review, and still so: what stands may be kept."""

    class Meta:
        model = dialogue.EarlierAnswer

    co_signature = factory.SubFactory(
        CoSignatureFactory, report__reviewed=True, signed_on=factory.SelfAttribute("report.drafted_on")
    )
    signed_on = factory.SelfAttribute("co_signature.signed_on")
    declined_on = factory.SelfAttribute("co_signature.declined_on")
    on = factory.SelfAttribute("co_signature.signed_on")
    by = factory.SubFactory(UserFactory)


class PartnerReadingFactory(DjangoModelFactory):
    """Shown and not answered, by letter where nobody of the partner can sign in; `answered=True` has the
    partner say something on that day.
    """

    class Meta:
        model = dialogue.PartnerReading

    class Params:
        answered = factory.Trait(
            text="Das sehen wir anders.",
            given_on=factory.SelfAttribute("shown_on"),
            given_by=factory.SubFactory(UserFactory),
        )

    report = factory.SubFactory(ReportFactory)
    partner = factory.SubFactory(PartnerFactory)
    shown_on = factory.SelfAttribute("report.drafted_on")
    shown_by = factory.SelfAttribute("report.drafted_by")
    way = factory.LazyAttribute(
        lambda o: (
            "app"
            if partners.Partner.objects.filter(reading.somebody_of(), pk=o.partner.pk).exists()
            else "letter"
        )
    )
    due_on = factory.LazyAttribute(lambda o: o.shown_on + timedelta(days=14))
    sent_on = factory.LazyAttribute(lambda o: o.shown_on if o.way == "letter" else None)
    sent_by = factory.LazyAttribute(lambda o: o.shown_by if o.way == "letter" else None)


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = dialogue.Contributor

    report = factory.SubFactory(ReportFactory)
    user = factory.SubFactory(UserFactory)
    since = factory.SelfAttribute("report.drafted_on")


class ReportTermFactory(Acted):
    """A committee wants a notice on the first half of the year by the end of July."""

    class Meta:
        model = dialogue.ReportTerm

    cycle = factory.SubFactory(CycleFactory)
    committee = factory.SubFactory(CommitteeFactory)
    kind = "notice"
    starts_on = date(YEAR, 4, 1)
    due_on = date(YEAR, 7, 31)
    entered_on = date(YEAR, 2, 1)
    entered_by = factory.SelfAttribute("by")


class ReportReturnFactory(Acted):
    class Meta:
        model = dialogue.ReportReturn

    report = factory.SubFactory(ReportFactory)
    review_on = factory.SelfAttribute("report.review_on")
    review_by = factory.SelfAttribute("report.review_by")
    returned_on = factory.SelfAttribute("report.drafted_on")
    returned_by = factory.SelfAttribute("by")
    reason = "Bitte den zweiten Absatz kürzen."


class AttachmentFactory(DjangoModelFactory):
    """A PDF by its first bytes; each its own."""

    class Meta:
        model = dialogue.Attachment

    report = factory.SubFactory(ReportFactory)
    position = factory.LazyAttribute(lambda o: o.report.attachments.count() + 1)
    title = factory.Sequence(lambda n: f"Anlage mit Beispielen {n}")
    content = factory.LazyAttribute(lambda o: f"%PDF-1.7 {o.title}".encode())
    size = factory.LazyAttribute(lambda o: len(o.content))
    pages = 1
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content).hexdigest())
    attached_on = factory.SelfAttribute("report.drafted_on")
    attached_by = factory.SelfAttribute("report.drafted_by")


class RenditionFactory(DjangoModelFactory):
    """A file of an approved report, which has one of each format already: this one."""

    class Meta:
        model = dialogue.Rendition
        django_get_or_create = ("report", "format")

    report = factory.SubFactory(ReportFactory, approved=True)
    format = "pdf"
    content = b"%PDF-1.7"
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content).hexdigest())
    rendered_on = factory.SelfAttribute("report.drafted_on")
