"""Cooperation agreements: many parties, one term, and a document that proves it."""

import hashlib
from datetime import date, timedelta
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.aggregates import StringAgg
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least
from django.db.models.lookups import Exact, IsNull, LessThan, LessThanOrEqual

from partners import news
from partners.duties import (
    AGREEMENT_CONTINUE,
    AGREEMENT_NOTICE,
    AGREEMENT_SEND,
    AGREEMENT_SIGN,
    DECIDED_WITHIN,
)
from partners.functions import OfTheLine, inactive, stopped_when_inactive
from partners.models.committee import Mandate
from partners.models.notification import Notification
from partners.models.partner import Partner
from partners.models.user import User
from partners.models.way_back import put_right_with_reason, stood
from partners.statuses import AgreementStatus
from quartiersarbeit.ground import german, uploads
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, filled
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.periods import (
    LastStart,
    both_or_neither,
    ends_after_start,
    in_order,
    last_start,
    months_later,
)
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.written import of_the_day

TERMINATED = "Eine Kündigung ändert sich nicht mehr; ein falscher Tag wird mit Grund berichtigt."
_SENT = "Ein Versand, der schon erfasst ist, wird nur mit Grund zurückgenommen."
EXPIRES_WITHIN = timedelta(days=90)  # the span in which an agreement is said to run out

# What the parties sign: none of it changes once one of them has.
TERMS = ("starts_on", "ends_on", "mandate", "notice_months", "quality_dialogue", "framework_name")

_INACTIVE = inactive("p.partner_id", "NEW.sent_on")
_ANY_INACTIVE = f"EXISTS (SELECT FROM partners_party p WHERE p.agreement_id = NEW.id AND {_INACTIVE})"
_ANY_SIGNATURE = (
    "IF EXISTS (SELECT 1 FROM partners_party WHERE agreement_id = OLD.id AND signed_on IS NOT NULL) THEN "
)
_ALL_SIGNED = """
IF NOT EXISTS (SELECT 1 FROM partners_party WHERE agreement_id = NEW.id)
  OR EXISTS (SELECT 1 FROM partners_party WHERE agreement_id = NEW.id
             AND (signed_on IS NULL OR signed_on > NEW.terminated_on)) THEN
"""


def document_place(agreement: "Agreement", filename: str) -> str:
    """Where an uploaded document is kept: a random name that tells nothing and nobody guesses."""
    return f"vereinbarungen/{uuid4().hex}.pdf"


def _parties() -> models.QuerySet:
    """The parties of agreements: they stand a module further up, and it reaches them by the relation alone."""
    return Agreement.partners.through._default_manager.all()


@of_the_day("partners.Agreement")
def _signed(on: date) -> Q:
    """Every party has signed by that day, and there is one."""
    parties = _parties().filter(agreement=OuterRef("pk"))
    return Q(Exists(parties), ~Exists(parties.filter(Q(signed_on__isnull=True) | Q(signed_on__gt=on))))


def _unfollowed(on: date) -> Q:
    """A party that still takes part has nothing that follows it: no amendment, no other agreement, no draft."""
    later = _parties().filter(
        Q(agreement__coordination_on__isnull=True) | Q(agreement__coordination_on__lte=on),
        partner=OuterRef("partner"),
        agreement__starts_on__gt=OuterRef("agreement__starts_on"),
    )
    active = Partner.objects.active(on).values("pk")
    return Q(Exists(_parties().filter(~Exists(later), agreement=OuterRef("pk"), partner__in=active)))


def _ends(on: date) -> dict:
    """The days that end an agreement, and the earliest of them, as known at the end of the day `on`."""
    notice, replaced = OfTheLine("partners_notice_to", on), OfTheLine("partners_replaced_to", on)
    earliest = Least(F("ends_on"), notice, replaced, output_field=models.DateField())
    return {"notice_to": notice, "replaced_to": replaced, "effective_end": earliest}


def effective_term(row) -> str:
    """From its first to its last day as far as is known; of rows `with_effective_end(on)`."""
    if row.effective_end and row.effective_end < row.starts_on:
        return f"sollte ab {german.day(row.starts_on)} gelten, endete vorher"
    return german.period(row.starts_on, row.effective_end)


@of_the_day("partners.Agreement")
def _upheld(on: date) -> Q:
    now = Agreement.objects.in_force(on).order_by().values("pk", "amends")  # UNION takes no ORDER BY
    in_force, params = now.query.sql_with_params()
    lines = (
        f"WITH RECURSIVE line (id, amends_id) AS ({in_force} UNION SELECT a.id, a.amends_id"
        " FROM partners_agreement a JOIN line ON a.id = line.amends_id) SELECT id FROM line"
    )
    return Q(pk__in=RawSQL(lines, params))  # noqa: S611  (only Django's own SQL inside)


class AgreementQuerySet(StatusQuerySet):
    """Cooperation agreements."""

    STATUS = AgreementStatus

    def visible_to(self, user):
        """All for the city and audit; a partner's people see those their organisation is party to."""
        if user.sees_everything:
            return self
        if not user.sees_for:
            return self.none()
        return self.filter(Exists(_parties().filter(agreement=OuterRef("pk"), partner=user.sees_for)))

    def signed(self, on: date):
        """Those that every party had signed by that day (and that have a party at all)."""
        return self.filter(_signed(on))

    def with_effective_end(self, on: date):
        """Adds `effective_end`, the last day of each as known at the end of that day; None where there is none.

        The earliest of its term, of a termination anywhere in its line of versions (`notice_to`), and of the
        last day before a signed amendment takes its place (`replaced_to`).
        """
        return self.annotate(**_ends(on))

    def concluded(self, on: date):
        """Signed and neither ended, terminated nor replaced by that day; its term may still lie ahead."""
        lasting = Q(effective_end__gte=on) & Q(effective_end__gte=F("starts_on"))
        return self.signed(on).alias(**_ends(on)).filter(Q(effective_end__isnull=True) | lasting)

    def in_force(self, on: date):
        """Concluded, and its term has begun."""
        return self.concluded(on).filter(starts_on__lte=on)

    def status_expression(self, on: date):
        """Where each stands on that day; of what is over, the reason that came first."""
        signed, ends = _signed(on), _ends(on)
        end, notice, replaced = (ends[name] for name in ("effective_end", "notice_to", "replaced_to"))
        over = signed & (Q(LessThan(end, on)) | Q(LessThan(end, F("starts_on"))))
        by_term = Q(IsNull(notice, True), IsNull(replaced, True), ends_on__range=(on, on + EXPIRES_WITHIN))
        return first_of(
            AgreementStatus,
            (over & Q(Exact(end, replaced)), AgreementStatus.SUPERSEDED),
            (over & Q(Exact(end, notice)), AgreementStatus.ENDED),
            (over, AgreementStatus.EXPIRED),
            (signed & Q(IsNull(notice, False)), AgreementStatus.TERMINATED),
            (signed & Q(starts_on__gt=on), AgreementStatus.SIGNED),
            (signed & by_term, AgreementStatus.EXPIRING),
            (signed, AgreementStatus.IN_FORCE),
            (Q(LessThanOrEqual(stood(self.model, "sent_on", on), on)), AgreementStatus.SENT),
            (Q(coordination_on__lte=on), AgreementStatus.COORDINATION),
            otherwise=AgreementStatus.DRAFT,
        )

    def owed(self, on: date) -> list[Owed]:
        """The next steps, all the city's: it sends, records signatures, and thinks of the end in time."""
        rows = self.with_status(on).with_effective_end(on)
        known = rows.filter(
            Q(coordination_on__isnull=True) | Q(coordination_on__lte=on), notice_to__isnull=True
        )
        coming = {"subject": "title", "due_on": "starts_on"}
        unsigned = _parties().filter(
            Q(signed_on__isnull=True) | Q(signed_on__gt=on), agreement=OuterRef("pk")
        )
        named = StringAgg("partner__short_name", ", ", order_by="position")
        names = unsigned.order_by().values("agreement").annotate(names=named)
        missing = wording("title", models.Value(": "), models.Subquery(names.values("names")))
        ending = rows.filter(_unfollowed(on), ends_on__isnull=False)
        decided = LastStart("ends_on", "notice_months")
        # Where a signed amendment goes on with it, nothing ends: there is nothing to give notice to.
        unamended = ending.filter(replaced_to__isnull=True)
        by_notice = unamended.exclude(notice_months=None).annotate(decided=decided)
        # What is missed by its last 90 days goes on as the question of what follows.
        by_notice = by_notice.filter(Q(decided__gte=on) | Q(ends_on__gt=on + EXPIRES_WITHIN))
        # What begins later is upheld already: its day for notice may come first.
        running = (AgreementStatus.SIGNED, AgreementStatus.IN_FORCE, AgreementStatus.EXPIRING)
        over = (AgreementStatus.EXPIRING, AgreementStatus.EXPIRED)
        return [
            owes(
                known.filter(status__in=(AgreementStatus.DRAFT, AgreementStatus.COORDINATION)),
                AGREEMENT_SEND,
                since="coordination_on",
                **coming,
            ),
            owes(
                known.filter(status=AgreementStatus.SENT),
                AGREEMENT_SIGN,
                since=stood(self.model, "sent_on", on),
                **coming | {"subject": missing},
            ),
            owes(
                by_notice.filter(status__in=running, decided__lte=on + DECIDED_WITHIN),
                AGREEMENT_NOTICE,
                subject="title",
                since=F("decided") - DECIDED_WITHIN,
                due_on="decided",
            ),
            owes(
                ending.filter(status__in=over),
                AGREEMENT_CONTINUE,
                subject="title",
                since=F("ends_on") - EXPIRES_WITHIN,
                due_on="ends_on",
            ),
        ]

    def line_of(self, agreement: "Agreement"):
        """That agreement with what it amends and what amends it, the oldest version first."""
        line = RawSQL("SELECT partners_line(%s)", [agreement.pk])
        return self.filter(pk__in=line).order_by("pk")

    def upheld(self, on: date):
        """In force as they stand or as amended: what was agreed in them still holds.

        An amendment replaces the text; the sites that were covered under what it amends stay covered.
        """
        return self.filter(_upheld(on))

    def draft(
        self, *, parties: list[dict], on: date, coordination_on: date | None = None, **terms
    ) -> "Agreement":
        """A new agreement in coordination, with its parties in order; since an earlier day where it is entered late."""
        _refuse_future("coordination_on", coordination_on or on, on)
        agreement = self.create(coordination_on=coordination_on or on, **terms)
        agreement.set_parties(parties)
        return agreement


@tracked()
class Agreement(HasStatus):
    """A cooperation agreement (Kooperationsvereinbarung) or, with `amends`, an amendment (Nachtrag) to one.

    Its state follows from its facts: coordination, sending, each party's signature, term, termination.
    """

    title = models.CharField("Bezeichnung", max_length=200)
    amends = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_by",
        verbose_name="Nachtrag zu",
    )
    mandate = optional(Mandate, "Beschlussgrundlage", "agreements")
    partners = models.ManyToManyField(
        Partner, through="partners.Party", related_name="agreements", verbose_name="Vertragsparteien"
    )
    starts_on = models.DateField("Laufzeit von")
    ends_on = models.DateField("Laufzeit bis", null=True, blank=True, help_text="Leer: unbefristet.")
    notice_months = models.PositiveSmallIntegerField("Kündigungsfrist in Monaten", null=True, blank=True)
    quality_dialogue = models.BooleanField("Sieht einen Qualitätsdialog vor", default=True)
    framework_name = models.CharField(
        "Orientiert am",
        max_length=120,
        blank=True,
        help_text="Name des Konzepts, an dem sich der Qualitätsdialog orientiert.",
    )
    coordination_on = models.DateField("In Abstimmung seit", null=True, blank=True)
    sent_on = models.DateField("Zur Unterschrift versandt am", null=True, blank=True)
    sent_by = person("Versand erfasst von")
    terminated_on = models.DateField("Gekündigt am", null=True, blank=True)
    terminated_by = person("Kündigung erfasst von")
    terminated_to = models.DateField("Gekündigt zum", null=True, blank=True)
    termination_reason = models.TextField("Kündigungsgrund", blank=True)
    takes_sites = models.BooleanField(
        "Übernimmt die Standorte",
        default=False,
        help_text="Ein Nachtrag: Mit der letzten Unterschrift stehen ab seinem Beginn die Standorte unter ihm.",
    )
    document = models.FileField("Unterzeichnetes Dokument", upload_to=document_place, blank=True)
    document_sha256 = models.CharField("SHA-256 des Dokuments", max_length=64, blank=True, editable=False)
    document_on = models.DateField("Dokument hinterlegt am", null=True, blank=True, editable=False)
    document_by = person("Dokument hinterlegt von")
    note = models.TextField("Notiz", blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationsvereinbarung"
        verbose_name_plural = "Kooperationsvereinbarungen"
        ordering = ["-starts_on", "-pk"]
        indexes = [found_by("agreement_found", "title", "framework_name")]
        constraints = [
            ends_after_start("agreement_ends_after_start"),
            both_or_neither(
                "agreement_termination_complete",
                "terminated_on",
                "terminated_to",
                "Zur Kündigung gehören der Tag der Kündigung und der Tag, zu dem sie wirkt.",
            ),
            filled(
                "agreement_termination_reasoned",
                "termination_reason",
                "Nennen Sie den Kündigungsgrund.",
                once_on="terminated_on",
            ),
            CheckConstraint(
                name="agreement_termination_in_order",
                condition=in_order("terminated_on", "terminated_to"),
                violation_error_message="Eine Kündigung wirkt nicht vor dem Tag, an dem sie erklärt wird.",
            ),
            CheckConstraint(
                name="agreement_not_its_own_amendment",
                condition=Q(amends__isnull=True) | ~Q(amends=F("pk")),
                violation_error_message="Eine Vereinbarung kann kein Nachtrag zu sich selbst sein.",
            ),
            # The keys ascend, so versions that follow each other by key can never form a circle.
            CheckConstraint(
                name="agreement_version_after_what_it_amends",
                condition=Q(amends__isnull=True) | Q(amends__lt=F("pk")),
                violation_error_message="Ein Nachtrag ist jünger als die Vereinbarung, die er ändert.",
            ),
        ]
        triggers = [
            stopped_when_inactive("agreement_of_active", "sent_on", _ANY_INACTIVE),
            Guard(
                name="agreement_terms_signed",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*TERMS, "amends", "sent_on"),
                func=_ANY_SIGNATURE
                + raising(
                    "agreement_terms_signed",
                    "Was eine Vertragspartei unterzeichnet hat, ändert sich nicht mehr. "
                    "Vereinbaren Sie einen Nachtrag.",
                )
                + " END IF; RETURN NEW;",
            ),
            put_right_with_reason("agreement_sent_stands", _SENT, record="partners.agreement", day="sent_on"),
            put_right_with_reason(
                "agreement_termination_stands", TERMINATED, record="partners.agreement", day="terminated_to"
            ),
            Guard(
                name="agreement_signed_before_termination",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__terminated_on__isnull=True, new__terminated_on__isnull=False),
                func=_ALL_SIGNED
                + raising(
                    "agreement_signed_before_termination",
                    "Gekündigt wird nur, was alle Vertragsparteien bis dahin unterzeichnet haben.",
                    "terminated_on",
                )
                + " END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("partners:agreement_detail", self.pk)

    def signed_on(self) -> date | None:
        """The day the last party signed; None while one is missing. Reads the prefetched parties."""
        days = [party.signed_on for party in self.parties.all()]
        return max(days) if days and all(days) else None

    def stands_from(self) -> date:
        """Its first day, or the day of its last signature where that came later. Reads the prefetched parties."""
        return max(self.starts_on, self.signed_on() or self.starts_on)

    @property
    def notice_deadline(self) -> date | None:
        """The last day on which notice reaches the end of the term; None where there is no such day."""
        if self.ends_on is None or self.notice_months is None:
            return None
        return last_start(self.ends_on, self.notice_months)

    def earliest_termination(self, on: date) -> date:
        """The first day to which somebody can terminate who gives notice on that day."""
        return months_later(on, self.notice_months or 0)

    def upheld_to(self) -> date | None:
        """The last day on which what was agreed in it can still hold, as it stands or as amended; None if open."""
        last = OfTheLine("partners_upheld_to", date.max)
        return Agreement.objects.filter(pk=self.pk).values_list(last, flat=True).get()

    def is_draft(self) -> bool:
        """Nobody has signed yet, so its text may still change. Reads the prefetched parties."""
        return not any(party.signed_on for party in self.parties.all())

    # --- what is done with it ------------------------------------------------------------------
    def people(self) -> models.QuerySet[User]:
        """Who is concerned: its parties' people, and the city's who keep agreements."""
        keepers = User.objects.able_to("partners.view_agreement")
        city = Q(partner=None, groups__permissions__codename="change_agreement")
        return keepers.filter(city | Q(partner__in=self.parties.values("partner")))

    @transaction.atomic
    def revise(self, *, parties: list[dict], by, on: date, **terms) -> None:
        """Change a draft's text and parties; once somebody has signed, only an amendment does."""
        if self.parties.filter(signed_on__isnull=False).exists():
            refuse("agreement_terms_signed", "Sie ist schon unterzeichnet. Vereinbaren Sie einen Nachtrag.")
        if since := terms.pop("coordination_on", None):  # left empty it stays
            _refuse_future("coordination_on", since, on)
            terms["coordination_on"] = since
        for name, value in terms.items():
            setattr(self, name, value)
        self.save(update_fields=list(terms))
        self.set_parties(parties)
        if self.sent_on:
            Notification.objects.tell(news.AGREEMENT_REVISED, self, to=self.people(), by=by, on=on)

    def set_parties(self, parties: list[dict]) -> None:
        """Make these the parties (partner, role, position), and nobody else."""
        self.parties.exclude(partner__in=[facts["partner"] for facts in parties]).delete()
        for facts in parties:
            self.parties.update_or_create(
                partner=facts["partner"], defaults={"role": facts["role"], "position": facts["position"]}
            )

    @transaction.atomic
    def send(self, *, sent_on: date, by, on: date) -> None:
        """Send it out for signature; refuses without parties, a second time, and ahead of time."""
        _refuse_future("sent_on", sent_on, on)
        if self.sent_on:
            refuse("sent", f"Sie ist schon am {german.day(self.sent_on)} versandt worden.", field="sent_on")
        if not self.parties.exists():
            refuse("no_parties", "Ohne Vertragsparteien lässt sich nichts versenden.", field="sent_on")
        for party in self.parties.select_related("partner__merged_into"):
            party.partner.refuse_inactive(sent_on, field="sent_on")
        if self.coordination_on and sent_on < self.coordination_on:
            since = german.day(self.coordination_on)
            refuse("sent_too_early", f"In Abstimmung ist sie erst seit dem {since}.", field="sent_on")
        self.sent_on, self.sent_by = sent_on, by
        self.save(update_fields=["sent_on", "sent_by"])
        Notification.objects.tell(news.AGREEMENT_SENT, self, to=self.people(), by=by, on=on)

    @transaction.atomic
    def sign(self, *, party, signatory: str, signed_on: date, by, on: date) -> None:
        """Record a party's signature: after sending, not ahead of time, once and for all.

        With the last one an amendment takes the sites of what it amends, if it `takes_sites`.
        """
        _refuse_future("signed_on", signed_on, on)
        party = self.parties.select_for_update().get(pk=party.pk)
        if party.signed_on:
            text = f"{party.partner} hat schon am {german.day(party.signed_on)} unterzeichnet."
            refuse("signed_already", text, field="party")
        party.partner.refuse_inactive(signed_on, field="party")
        if self.sent_on is None:
            refuse(
                "refused",
                "Unterzeichnet wird erst, was versandt ist. Erfassen Sie zuerst den Versand.",
                field="signed_on",
            )
        if signed_on < self.sent_on:
            refuse(
                "signed_too_early",
                f"Versandt wurde sie erst am {german.day(self.sent_on)}.",
                field="signed_on",
            )
        if notice := self._notice(on=signed_on):
            text = f"Die Vereinbarung ist zum {german.day(notice.terminated_to)} gekündigt."
            refuse("terminated", text, field="signed_on")
        others = list(self.parties.exclude(pk=party.pk).values_list("signed_on", flat=True))
        if all(others) and self.takes_sites and self.amends_id:
            # First the sites: no seat outlives what the amendment shortens.
            self.coverages.take_over(self, max([signed_on, *others]), by=by, on=on)
        party.signatory, party.signed_on, party.recorded_by = signatory, signed_on, by
        party.save(update_fields=["signatory", "signed_on", "recorded_by"])
        signed = str(party.partner)
        Notification.objects.tell(news.AGREEMENT_SIGNED, self, to=self.people(), by=by, on=on, party=signed)

    @transaction.atomic
    def terminate(
        self,
        *,
        terminated_on: date,
        terminated_to: date,
        reason: str,
        short_notice: bool,
        end_roles: bool = False,
        end_offers: bool = False,
        by,
        on: date,
    ) -> None:
        """Record a termination of the whole line of versions, and end with it the seats given under them.

        Roles and offers at those sites end with them where that is said. One that misses the notice period is
        recorded only where `short_notice` says so.
        """
        _refuse_future("terminated_on", terminated_on, on)
        if notice := self._notice():
            text = f"Gekündigt ist sie schon zum {german.day(notice.terminated_to)}."
            refuse("terminated_already", text, field="terminated_on")
        signed_on = self.signed_on()
        if signed_on is None or signed_on > terminated_on:
            text = "Gekündigt wird nur, was alle Vertragsparteien bis dahin unterzeichnet haben."
            refuse("refused", f"{text} Erfassen Sie erst die Unterschriften.", field="terminated_on")
        if reason_against := self._against_ending(terminated_on, terminated_to, short_notice=short_notice):
            refuse(*reason_against, field="terminated_to")
        also = {"end_roles": end_roles, "end_offers": end_offers, "by": by, "on": terminated_on}
        for version in Agreement.objects.line_of(self):
            version.coverages.give_back(terminated_to, reason="Kündigung.", **also)
        self.terminated_on, self.terminated_to, self.terminated_by = terminated_on, terminated_to, by
        self.termination_reason = reason
        self.save(update_fields=["terminated_on", "terminated_to", "terminated_by", "termination_reason"])
        day = german.day(terminated_to)
        Notification.objects.tell(news.AGREEMENT_TERMINATED, self, to=self.people(), by=by, on=on, day=day)

    @transaction.atomic
    def attach(self, *, document, by, on: date) -> None:
        """Keep the signed document, a real PDF with its checksum, and tell; what was kept before is given up."""
        uploads.refuse_unless_pdf(document, field="document")
        before = self.document.name
        self.document_sha256 = hashlib.file_digest(document, "sha256").hexdigest()
        document.seek(0)
        self.document, self.document_on, self.document_by = document, on, by
        self.save(update_fields=["document", "document_sha256", "document_on", "document_by"])
        if before:
            storage = self.document.storage
            transaction.on_commit(lambda: storage.delete(before))
        Notification.objects.tell(news.AGREEMENT_ATTACHED, self, to=self.people(), by=by, on=on)

    def amend(
        self, *, title: str, starts_on: date, ends_on: date | None, takes_sites: bool = False, on: date
    ) -> "Agreement":
        """Draft the next version with the same parties and terms; this one stays as it is.

        With `takes_sites` the sites of this one stand under the next from its first day, or from the last
        signature where that comes later.

        Refuses an unsigned or terminated agreement, a second amendment beside the first, and a start
        outside the term.
        """
        if self.signed_on() is None:
            refuse("refused", "Ein Nachtrag ändert Unterzeichnetes; einen Entwurf bearbeiten Sie selbst.")
        if self._notice():
            refuse(
                "refused",
                "Was gekündigt ist, bekommt keinen Nachtrag mehr. Entwerfen Sie eine neue Vereinbarung.",
            )
        if Agreement.objects.filter(amends=self).exists():
            refuse("amended", "Es gibt schon einen Nachtrag. Ändern Sie den neuesten.")
        if starts_on <= self.starts_on:
            text = (
                f"Ein Nachtrag beginnt nach dem {german.day(self.starts_on)}. Nennen Sie einen späteren Tag."
            )
            refuse("refused", text, field="starts_on")
        if self.ends_on and starts_on > self.ends_on + timedelta(days=1):
            text = f"Die Vereinbarung endet schon am {german.day(self.ends_on)}. Entwerfen Sie eine neue."
            refuse("refused", text, field="starts_on")
        kept = ("mandate", "notice_months", "quality_dialogue", "framework_name", "is_example")
        terms = {name: getattr(self, name) for name in kept}
        parties = [
            {"partner": one.partner, "role": one.role, "position": one.position}
            for one in self.parties.select_related("partner")
        ]
        new = {"title": title, "amends": self, "starts_on": starts_on, "ends_on": ends_on}
        return Agreement.objects.draft(parties=parties, on=on, takes_sites=takes_sites, **terms, **new)

    def _against_ending(self, declared: date, last: date, *, short_notice: bool) -> tuple[str, str] | None:
        """Code and reason why notice declared on that day cannot end the line of versions on `last`; None if it can."""
        line = Agreement.objects.line_of(self)
        newest = line.signed(declared).last() or self
        if newest.ends_on and last > newest.ends_on:
            return "refused", f"Die Laufzeit endet schon am {german.day(newest.ends_on)}."
        if last < line.earliest("pk").starts_on:
            return "before_term", "Zu diesem Tag hat die Laufzeit noch nicht begonnen."
        if last < declared:
            return "refused", "Eine Kündigung wirkt nicht vor dem Tag, an dem sie erklärt wird."
        earliest = self.earliest_termination(declared)
        if last < earliest and not short_notice:
            text = f"Die Kündigungsfrist führt zum {german.day(earliest)}."
            return "notice_too_short", f"{text} Bestätigen Sie unten, wenn sie verkürzt ist."
        return None

    def _notice(self, on: date = date.max) -> "Agreement | None":
        """The version of its line of which notice was given by that day, the one that ends it first."""
        given = Agreement.objects.line_of(self).filter(terminated_on__lte=on)
        return given.order_by("terminated_to").first()


def _refuse_future(field: str, day: date, on: date) -> None:
    if day > on:
        refuse("future", "Dieser Tag liegt in der Zukunft.", field=field)
