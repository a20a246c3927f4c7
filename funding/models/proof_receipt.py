"""Receipts: what a proof of use claims to have been paid for, each number once a partner and year."""

import pgtrigger
from django.db import models
from django.db.models import Q

from funding.models.allocation import Allocation
from funding.models.proof import OfProofQuerySet, ProofOfUse
from funding.models.proof_guards import belongs_to_accepted_proof, belongs_to_submitted_proof
from funding.models.proof_line import CostCategory
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import Guard, kept_text, queued, refusing
from quartiersarbeit.ground.history import tracked

# Of all proofs of a partner in a year; writers wait for each other (`queued`), so nobody slips in between.
_ONCE = """
SELECT s.name AS site, r.number AS number INTO other
  FROM funding_proofofuse mine JOIN funding_allocation a ON a.id = mine.allocation_id
  JOIN funding_allocation b ON b.recipient_id = a.recipient_id AND b.fiscal_year_id = a.fiscal_year_id
  JOIN funding_proofofuse theirs ON theirs.allocation_id = b.id
  JOIN funding_proofreceipt r ON r.proof_id = theirs.id
  JOIN sites_site s ON s.id = b.site_id
 WHERE mine.id = NEW.proof_id AND r.id <> NEW.id AND funding_receipt_key(r.number) = funding_receipt_key(NEW.number)
 ORDER BY r.id LIMIT 1;
IF FOUND THEN
  RAISE EXCEPTION 'Diese Belegnummer ist in dem Jahr schon abgerechnet: „%“ am Standort %.', other.number, other.site
    USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_once', COLUMN = 'number';
END IF;
RETURN NEW;
"""
_STAYS = "Zu diesem Nachweis gibt es Belege. Jahr, Empfänger und Zuweisung bleiben, damit jeder Beleg einmal zählt."


@tracked()
class ProofReceipt(models.Model):
    """A receipt (Beleg): number as it is printed, its day, who was paid, and how much (euros).

    Of a credit note the amount has no sign; its category says that it lowers the costs.
    """

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="receipts", verbose_name="Verwendungsnachweis"
    )
    category = models.CharField("Kostenart", max_length=20, choices=CostCategory)
    number = models.CharField("Belegnummer", max_length=60)
    dated_on = models.DateField("Belegdatum")
    payee = models.CharField("Zahlung an", max_length=120)
    amount = EuroField("Betrag")

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Beleg im Nachweis"
        verbose_name_plural = "Belege im Nachweis"
        ordering = ["proof", "dated_on", "pk"]
        constraints = [
            CheckConstraint(
                name="receipt_amount_positive",
                field="amount",
                condition=within_euros("amount", "0.01"),
                violation_error_message="Ein Beleg lautet auf mindestens einen Cent.",
            ),
            CheckConstraint(
                name="receipt_number_given",
                field="number",
                condition=Q(number__regex=r"[0-9A-Za-zÄÖÜäöüß]"),
                violation_error_message="Eine Belegnummer hat mindestens eine Ziffer oder einen Buchstaben.",
            ),
        ]
        triggers = [
            queued(),
            belongs_to_accepted_proof("proof_receipt_immutable"),
            belongs_to_submitted_proof("proof_receipt_submitted"),
            kept_text("receipt_number_kept", "number"),
            Guard(
                name="receipt_once",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("number", "proof_id"),
                declare=[("other", "record")],
                func=_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"Beleg {self.number}"


class ReceiptedAllocation(Allocation):
    """An allocation as its receipts see it: whose they are, and of which year, does not change under them."""

    class Meta:
        proxy = True
        verbose_name = "Zuweisung mit Belegen"
        verbose_name_plural = "Zuweisungen mit Belegen"
        default_permissions = ()
        triggers = [
            refusing(
                "receipts_keep_allocation",
                "EXISTS (SELECT FROM funding_proofofuse p JOIN funding_proofreceipt r ON r.proof_id = p.id"
                " WHERE p.allocation_id = OLD.id)",
                _STAYS,
                rule="receipts_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fiscal_year", "recipient"),
            ),
        ]


class ReceiptedProof(ProofOfUse):
    """A proof as its receipts see it: it stays with its allocation."""

    class Meta:
        proxy = True
        verbose_name = "Nachweis mit Belegen"
        verbose_name_plural = "Nachweise mit Belegen"
        default_permissions = ()
        triggers = [
            refusing(
                "receipts_keep_proof",
                "EXISTS (SELECT FROM funding_proofreceipt r WHERE r.proof_id = OLD.id)",
                _STAYS,
                rule="receipts_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("allocation"),
            ),
        ]
