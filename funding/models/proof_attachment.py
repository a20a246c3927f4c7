"""Documents that support a proof of use; `ProofOfUse.attach` and `attach_all` keep them."""

import pgtrigger
from django.db import models

from funding.models.proof import OfProofQuerySet, ProofOfUse
from funding.models.proof_guards import belongs_to_accepted_proof, belongs_to_submitted_proof
from quartiersarbeit.ground import uploads
from quartiersarbeit.ground.guards import Guard, queued, raising
from quartiersarbeit.ground.history import tracked

# Comes after the guard that locks the proof; two that were named alike before stay.
_OTHER_TITLE = f"""
IF EXISTS (SELECT 1 FROM funding_proofattachment a
           WHERE a.proof_id = NEW.proof_id AND lower(a.title) = lower(NEW.title) AND a.id <> NEW.id)
THEN {raising("attachment_title_taken", "So heißt schon eine andere Anlage dieses Nachweises.", "title")} END IF;
RETURN NEW;
"""


@tracked()
class ProofAttachment(models.Model):
    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="attachments", verbose_name="Verwendungsnachweis"
    )
    title = models.CharField("Bezeichnung", max_length=120)
    file = models.FileField("Datei", upload_to="nachweise/")
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    # Nobody counted those of before.
    size = models.PositiveIntegerField("Größe in Bytes", null=True, blank=True, editable=False)
    pages = models.PositiveIntegerField("Seiten", null=True, blank=True, editable=False)

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage zum Nachweis"
        verbose_name_plural = "Anlagen zum Nachweis"
        ordering = ["proof", "pk"]
        triggers = [
            queued(),
            belongs_to_accepted_proof("proof_attachment_immutable"),
            belongs_to_submitted_proof("proof_attachment_submitted"),
            Guard(
                name="proof_attachment_titles",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("title", "proof_id"),
                func=_OTHER_TITLE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def extent(self) -> str:
        """„PDF, 3 Seiten, 120 KB“, as far as it is known."""
        return uploads.told(self.file, pages=self.pages, size=self.size)
