"""Cooperation agreements: many parties, one term, and a document that proves it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from partners.models.committee import Mandate
from partners.models.partner import Partner
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, ends_after_start, in_order


class AgreementQuerySet(models.QuerySet):
    """Cooperation agreements."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see those their organisation is party to."""
        if user.sees_everything:
            return self
        if not user.partner_id:
            return self.none()
        return self.filter(Exists(Party.objects.filter(agreement=OuterRef("pk"), partner=user.partner_id)))

    def signed(self, on: date):
        """Those that every party had signed by that day (and that have a party at all)."""
        parties = Party.objects.filter(agreement=OuterRef("pk"))
        unsigned = parties.filter(Q(signed_on__isnull=True) | Q(signed_on__gt=on))
        return self.filter(Exists(parties), ~Exists(unsigned))

    def concluded(self, on: date):
        """Signed and neither ended, terminated nor replaced by that day; its term may still lie ahead."""
        replaced = Agreement.objects.signed(on).filter(amends=OuterRef("pk"), starts_on__lte=on)
        return (
            self.signed(on)
            .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
            .filter(Q(terminated_to__isnull=True) | Q(terminated_to__gte=on) | Q(terminated_on__gt=on))
            .filter(~Exists(replaced))
        )

    def in_force(self, on: date):
        """Concluded, and its term has begun."""
        return self.concluded(on).filter(starts_on__lte=on)

    def upheld(self, on: date):
        """In force as they stand or as amended: what was agreed in them still holds.

        An amendment replaces the text; the sites that were covered under what it amends stay covered.
        """
        now = Agreement.objects.in_force(on).order_by().values("pk", "amends")  # UNION takes no ORDER BY
        in_force, params = now.query.sql_with_params()
        lines = (
            f"WITH RECURSIVE line (id, amends_id) AS ({in_force} UNION SELECT a.id, a.amends_id"
            " FROM partners_agreement a JOIN line ON a.id = line.amends_id) SELECT id FROM line"
        )
        return self.filter(pk__in=RawSQL(lines, params))  # noqa: S611  (only Django's own SQL inside)


@tracked()
class Agreement(models.Model):
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
    mandate = models.ForeignKey(
        Mandate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name="Beschlussgrundlage",
    )
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
    terminated_on = models.DateField("Gekündigt am", null=True, blank=True)
    terminated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Kündigung erfasst von",
    )
    terminated_to = models.DateField("Gekündigt zum", null=True, blank=True)
    termination_reason = models.TextField("Kündigungsgrund", blank=True)
    document = models.FileField("Unterzeichnetes Dokument", upload_to="vereinbarungen/", blank=True)
    document_sha256 = models.CharField("SHA-256 des Dokuments", max_length=64, blank=True, editable=False)
    note = models.TextField("Notiz", blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationsvereinbarung"
        verbose_name_plural = "Kooperationsvereinbarungen"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_start("agreement_ends_after_start"),
            both_or_neither(
                "agreement_termination_complete",
                "terminated_on",
                "terminated_to",
                "Zur Kündigung gehören der Tag der Kündigung und der Tag, zu dem sie wirkt.",
            ),
            models.CheckConstraint(
                name="agreement_termination_reasoned",
                condition=Q(terminated_on__isnull=True) | ~Q(termination_reason=""),
                violation_error_message="Nennen Sie den Kündigungsgrund.",
            ),
            models.CheckConstraint(
                name="agreement_termination_in_order",
                condition=in_order("terminated_on", "terminated_to"),
                violation_error_message="Eine Kündigung wirkt nicht vor dem Tag, an dem sie erklärt wird.",
            ),
            models.CheckConstraint(
                name="agreement_not_its_own_amendment",
                condition=Q(amends__isnull=True) | ~Q(amends=models.F("pk")),
                violation_error_message="Eine Vereinbarung kann kein Nachtrag zu sich selbst sein.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement_detail", args=[self.pk])

    def signed_on(self) -> date | None:
        """The day the last party signed; None while one is missing. Reads the prefetched parties."""
        days = [party.signed_on for party in self.parties.all()]
        return max(days) if days and all(days) else None

    def status(self, on: date) -> str:
        """Where it stands on that day, in German, for display only."""
        signed_on = self.signed_on()
        signed = bool(signed_on and signed_on <= on)
        if self.terminated_to and self.terminated_on <= on and self.terminated_to < on:
            return "beendet durch Kündigung"
        if signed and self.ends_on and self.ends_on < on:
            return "abgelaufen"
        if signed and self.terminated_on and self.terminated_on <= on:
            return "gekündigt"
        if signed:
            return "in Kraft" if self.starts_on <= on else "unterzeichnet"
        if self.sent_on and self.sent_on <= on:
            return "zur Unterschrift versandt"
        return "in Abstimmung" if self.coordination_on and self.coordination_on <= on else "Entwurf"


class PartyRole(models.TextChoices):
    """What a party brings into the agreement."""

    HOUSING = "housing", "Wohnungswirtschaft"
    PROVIDER = "provider", "Träger der Quartiersarbeit"
    OTHER = "other", "weitere Vertragspartei"


class PartyQuerySet(models.QuerySet):
    """Parties to agreements."""

    def visible_to(self, user):
        """The parties of the agreements one sees."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


@tracked()
class Party(models.Model):
    """A partner's part in an agreement: its role, who signs for it, and when they did."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name="Kooperationsvereinbarung"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="parties", verbose_name="Kooperationspartner"
    )
    role = models.CharField("Rolle", max_length=20, choices=PartyRole)
    signatory = models.CharField("Unterzeichnet durch", max_length=120, blank=True)
    signed_on = models.DateField("Unterzeichnet am", null=True, blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "Vertragspartei"
        verbose_name_plural = "Vertragsparteien"
        ordering = ["agreement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                name="party_once_per_agreement",
                violation_error_message="Dieser Partner ist schon Vertragspartei.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"
