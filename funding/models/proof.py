"""Proof of use: what the money was spent on, and what has to be given back."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding.models.allocation import Allocation
from quartiersarbeit.fields import EuroField, within_euros
from quartiersarbeit.guards import Guard, belongs_to_frozen, frozen, queued
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, in_order

_ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."


def belongs_to_accepted_proof(name: str) -> Guard:
    """Lines, attachments and returns of an accepted proof never change, come or go."""
    return belongs_to_frozen(
        name,
        parent="funding_proofofuse",
        key="proof_id",
        frozen_by="accepted_on",
        rule=name,
        message=_ACCEPTED,
    )


class ProofOfUseQuerySet(models.QuerySet):
    """Proofs of use."""

    def visible_to(self, user):
        """The proofs of the allocations one sees."""
        return self.filter(allocation__in=Allocation.objects.visible_to(user))

    def overdue(self, on: date):
        """Due before that day and not handed in by then."""
        return self.filter(due_on__lt=on).filter(Q(submitted_on__isnull=True) | Q(submitted_on__gt=on))


@tracked()
class ProofOfUse(models.Model):
    """A recipient's account of an allocation (Verwendungsnachweis): narrative and financial statement."""

    allocation = models.OneToOneField(
        Allocation, models.PROTECT, related_name="proof", verbose_name="Zuweisung"
    )
    due_on = models.DateField("Fällig am")
    narrative = models.TextField("Sachbericht", blank=True)
    submitted_on = models.DateField("Eingereicht am", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Eingereicht von",
    )
    accepted_on = models.DateField("Angenommen am", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Angenommen von",
    )
    review_note = models.TextField("Prüfvermerk", blank=True)

    objects = ProofOfUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Verwendungsnachweis"
        verbose_name_plural = "Verwendungsnachweise"
        ordering = ["due_on", "pk"]
        constraints = [
            both_or_neither(
                "proof_submission_has_person",
                "submitted_on",
                "submitted_by",
                "Zur Einreichung gehören Datum und Person.",
            ),
            both_or_neither(
                "proof_acceptance_has_person",
                "accepted_on",
                "accepted_by",
                "Zur Annahme gehören Datum und Person.",
            ),
            models.CheckConstraint(
                name="proof_accepted_after_submission",
                condition=in_order("submitted_on", "accepted_on"),
                violation_error_message="Angenommen wird nur ein eingereichter Nachweis.",
            ),
            models.CheckConstraint(
                name="proof_accepted_by_another",
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("submitted_by")),
                violation_error_message="Wer den Nachweis einreicht, nimmt ihn nicht selbst an.",
            ),
        ]
        triggers = [
            queued(),
            *frozen("proof_immutable", _ACCEPTED, when=pgtrigger.Q(old__accepted_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Verwendungsnachweis {self.allocation}"


class OfProofQuerySet(models.QuerySet):
    """Parts of proofs of use."""

    def visible_to(self, user):
        """The parts of the proofs one sees."""
        return self.filter(proof__in=ProofOfUse.objects.visible_to(user))


class ProofLineQuerySet(OfProofQuerySet):
    """Lines of financial statements."""

    def proven(self, on: date):
        """Those of proofs accepted by that day."""
        return self.filter(proof__accepted_on__lte=on)


class CostCategory(models.TextChoices):
    """What money is spent on."""

    STAFF = "staff", "Personal"
    FREELANCE = "freelance", "Honorare"
    PREMISES = "premises", "Räume"
    MATERIAL = "material", "Sachkosten"
    ENGAGEMENT = "engagement", "Ehrenamt"
    OTHER = "other", "Sonstiges"


@tracked()
class ProofLine(models.Model):
    """A line of the financial statement (zahlenmäßiger Nachweis); euros."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="lines", verbose_name="Verwendungsnachweis"
    )
    category = models.CharField("Kostenart", max_length=20, choices=CostCategory)
    planned = EuroField("Geplant", default=0)
    spent = EuroField("Ausgegeben", default=0)
    own_funds = EuroField("Eigenmittel", default=0)

    objects = ProofLineQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile des zahlenmäßigen Nachweises"
        verbose_name_plural = "Zeilen des zahlenmäßigen Nachweises"
        ordering = ["proof", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proof_line_amounts_not_negative",
                condition=within_euros("planned") & within_euros("spent") & within_euros("own_funds"),
                violation_error_message="Beträge im Nachweis dürfen nicht negativ sein.",
            ),
            models.UniqueConstraint(
                fields=["proof", "category"],
                name="proof_line_category_once",
                violation_error_message="Diese Kostenart steht schon im Nachweis.",
            ),
        ]
        triggers = [queued(), belongs_to_accepted_proof("proof_line_immutable")]

    def __str__(self) -> str:
        return self.get_category_display()


@tracked()
class ProofAttachment(models.Model):
    """A document that supports a proof."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="attachments", verbose_name="Verwendungsnachweis"
    )
    title = models.CharField("Bezeichnung", max_length=120)
    file = models.FileField("Datei", upload_to="nachweise/")
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage zum Nachweis"
        verbose_name_plural = "Anlagen zum Nachweis"
        ordering = ["proof", "pk"]
        triggers = [queued(), belongs_to_accepted_proof("proof_attachment_immutable")]

    def __str__(self) -> str:
        return self.title


@tracked()
class ProofReturn(models.Model):
    """A proof sent back for correction, with the reasons."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="returns", verbose_name="Verwendungsnachweis"
    )
    on = models.DateField("Zurückgegeben am")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Zurückgegeben von"
    )
    reasons = models.TextField("Gründe")

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückgabe des Nachweises"
        verbose_name_plural = "Rückgaben des Nachweises"
        ordering = ["proof", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proof_return_has_reasons",
                condition=~Q(reasons=""),
                violation_error_message="Nennen Sie die Gründe der Rückgabe.",
            )
        ]
        triggers = [queued(), belongs_to_accepted_proof("proof_return_immutable")]

    def __str__(self) -> str:
        return f"Rückgabe: {self.proof}"


class RepaymentClaimQuerySet(models.QuerySet):
    """Repayment claims."""

    def visible_to(self, user):
        """The claims on the allocations one sees."""
        return self.filter(allocation__in=Allocation.objects.visible_to(user))

    def settled(self, on: date):
        """Paid back by that day."""
        return self.filter(paid_on__lte=on)


@tracked()
class RepaymentClaim(models.Model):
    """Money to be given back (Rückforderung); `interest_rate` is percent a year, with its legal source."""

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="repayment_claims", verbose_name="Zuweisung"
    )
    amount = EuroField("Betrag")
    due_on = models.DateField("Fällig am")
    interest_rate = models.DecimalField("Zinssatz (% pro Jahr)", max_digits=5, decimal_places=2, default=0)
    interest_source = models.CharField("Rechtsgrundlage der Verzinsung", max_length=120, blank=True)
    drafted_on = models.DateField("Entworfen am")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Entworfen von"
    )
    paid_on = models.DateField("Eingegangen am", null=True, blank=True)
    reference = models.CharField("Buchungszeichen", max_length=60, blank=True)

    objects = RepaymentClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückforderung"
        verbose_name_plural = "Rückforderungen"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="repayment_amount_positive",
                condition=within_euros("amount", "0.01"),
                violation_error_message="Eine Rückforderung beträgt mindestens einen Cent.",
            ),
            models.CheckConstraint(
                name="repayment_interest_plausible",
                condition=Q(interest_rate__gte=0, interest_rate__lte=100),
                violation_error_message="Der Zinssatz liegt zwischen 0 und 100 Prozent.",
            ),
        ]
        triggers = [
            *frozen(
                "repayment_immutable",
                "Eine beglichene Rückforderung ändert sich nicht mehr.",
                when=pgtrigger.Q(old__paid_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Rückforderung {self.allocation}"
