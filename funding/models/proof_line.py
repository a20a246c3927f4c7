"""The financial statement of a proof of use: what was spent on what, and what came in from whom."""

from django.db import models
from django.db.models import F, Q

from funding.models.proof import OfProofQuerySet, ProofOfUse
from funding.models.proof_guards import belongs_to_accepted_proof, belongs_to_submitted_proof
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField, within_euros
from quartiersarbeit.ground.guards import queued
from quartiersarbeit.ground.history import tracked


class CostCategory(models.TextChoices):
    STAFF = "staff", "Personal"
    FREELANCE = "freelance", "Honorare"
    PREMISES = "premises", "Räume"
    MATERIAL = "material", "Sachkosten"
    ENGAGEMENT = "engagement", "Ehrenamt"
    OTHER = "other", "Sonstiges"
    CREDIT = "credit", "Gutschriften und Erstattungen"


@tracked()
class ProofLine(models.Model):
    """A line of the financial statement (zahlenmäßiger Nachweis); euros. Own funds are a part of what was spent."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="lines", verbose_name="Verwendungsnachweis"
    )
    category = models.CharField("Kostenart", max_length=20, choices=CostCategory)
    planned = EuroField("Geplant", default=0)
    spent = EuroField("Ausgegeben", default=0)
    own_funds = EuroField("Eigenmittel", default=0)

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile des zahlenmäßigen Nachweises"
        verbose_name_plural = "Zeilen des zahlenmäßigen Nachweises"
        ordering = ["proof", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proof_line_amounts_not_negative",
                condition=within_euros("planned")
                & (
                    (~Q(category="credit") & within_euros("spent") & within_euros("own_funds"))
                    | Q(category="credit", planned=0, own_funds=0, spent__lte=0, spent__gte=-MAX_EUROS)
                ),
                violation_error_message=(
                    "Beträge im Nachweis dürfen nicht negativ sein; nur eine Gutschrift steht mit Minus als Ausgabe."
                ),
            ),
            models.CheckConstraint(
                name="proof_line_own_funds_within_spent",
                condition=Q(own_funds__lte=F("spent")) | Q(category="credit"),
                violation_error_message="Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch.",
            ),
            models.UniqueConstraint(
                fields=["proof", "category"],
                name="proof_line_category_once",
                violation_error_message="Diese Kostenart steht schon im Nachweis.",
            ),
        ]
        triggers = [
            queued(),
            belongs_to_accepted_proof("proof_line_immutable"),
            belongs_to_submitted_proof("proof_line_submitted"),
        ]

    def __str__(self) -> str:
        return self.get_category_display()


class IncomeSource(models.TextChoices):
    """Whom the recipient's other income came from; its own funds stand in the lines."""

    FEES = "fees", "Teilnahmebeiträge und Eintritte"
    DONATIONS = "donations", "Spenden"
    PUBLIC = "public", "Andere öffentliche Mittel"
    FOUNDATIONS = "foundations", "Stiftungen und andere Dritte"
    OTHER = "other", "Sonstige Einnahmen"


@tracked()
class ProofIncome(models.Model):
    """What the recipient took in for the project beside the grant and its own funds (euros), by source."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="incomes", verbose_name="Verwendungsnachweis"
    )
    source = models.CharField("Herkunft", max_length=20, choices=IncomeSource)
    amount = EuroField("Betrag")

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Einnahme im Nachweis"
        verbose_name_plural = "Einnahmen im Nachweis"
        ordering = ["proof", "pk"]
        constraints = [
            CheckConstraint(
                name="proof_income_not_negative",
                field="amount",
                condition=within_euros("amount"),
                violation_error_message="Eine Einnahme ist nicht negativ. Erstattetes steht bei den Gutschriften.",
            ),
            UniqueConstraint(
                fields=["proof", "source"],
                name="proof_income_source_once",
                field="source",
                violation_error_message="Diese Herkunft steht schon im Nachweis.",
            ),
        ]
        triggers = [
            queued(),
            belongs_to_accepted_proof("proof_income_immutable"),
            belongs_to_submitted_proof("proof_income_submitted"),
        ]

    def __str__(self) -> str:
        return self.get_source_display()
