"""Attachments of reports: PDF files in the database, sealed with the report they belong to."""

import hashlib

import pgtrigger
from django.db import models
from django.db.models import Case, Sum, Value, When
from django.urls import reverse

from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import (
    OfReportQuerySet,
    belongs_to_approved_report,
    belongs_to_discarded_report,
    belongs_to_reviewed_report,
)
from quartiersarbeit.ground import german, uploads
from quartiersarbeit.ground.constraints import UniqueConstraint, once
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse

MOST = 20  # attachments of one report; each page and archive of it lists them all
MOST_MEGABYTES = 50  # of all attachments of a report together: one archive must still pass a mail server
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024

_TOO_MANY = f"Ein Bericht hat höchstens {MOST} Anlagen."
_TOO_MUCH = f"Alle Anlagen eines Berichts haben zusammen höchstens {MOST_MEGABYTES} MB."
_NO_PDF = "Diese Datei ist kein lesbares PDF, auch wenn ihr Name es sagt. Wählen Sie ein PDF."
_TOO_LARGE_OR_NO_PDF = f"Eine Anlage ist ein PDF von höchstens {uploads.MAX_MEGABYTES} MB."
_TAKEN = "So heißt schon eine andere Anlage dieses Berichts."

_IS_WHAT_IT_SAYS = f"""
IF octet_length(NEW.content) <> NEW.size OR octet_length(NEW.content) > {uploads.MAX_BYTES}
   OR substring(NEW.content FROM 1 FOR 5) <> '%PDF-'::bytea
THEN {raising("attachment_is_pdf", _TOO_LARGE_OR_NO_PDF, "file")} END IF;
IF encode(sha256(NEW.content), 'hex') <> NEW.sha256
THEN {raising("attachment_is_its_hash", "Die Prüfsumme passt nicht zum Inhalt.", "file")} END IF;
RETURN NEW;
"""
# Comes after the guards that lock the report, so that two who attach at once are counted one after the other.
_WITHIN_LIMITS = f"""
IF (SELECT count(*) FROM quality_dialog_attachment a WHERE a.report_id = NEW.report_id) > {MOST}
THEN {raising("attachments_counted", _TOO_MANY, "file")} END IF;
IF (SELECT sum(a.size) FROM quality_dialog_attachment a WHERE a.report_id = NEW.report_id) > {MOST_BYTES}
THEN {raising("attachments_together", _TOO_MUCH, "file")} END IF;
RETURN NULL;
"""


class AttachmentQuerySet(OfReportQuerySet):
    """Attachments of reports."""

    def listed(self):
        """Without their bytes: a list of papers must not load them all."""
        return self.defer("content")


@tracked(exclude=["content"])
class Attachment(models.Model):
    """A PDF that goes with a report (Anlage): its bytes, with their SHA-256, in the order they are printed.

    It is part of what is reviewed and approved. Nobody keeps the name the file had on somebody's computer: its
    title names it everywhere.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments", verbose_name="Bericht")
    position = models.PositiveSmallIntegerField("Nummer")
    title = models.CharField("Bezeichnung", max_length=120)
    content = models.BinaryField("Inhalt")
    size = models.PositiveIntegerField("Größe in Bytes")
    pages = models.PositiveIntegerField("Seiten")
    sha256 = models.CharField("SHA-256", max_length=64)
    attached_on = models.DateField("Angefügt am")
    attached_by = person("Angefügt von", null=False, blank=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["report", "position"]
        constraints = [
            UniqueConstraint(
                fields=["report", "position"],
                name="attachment_number_unique",
                field="position",
                deferrable=models.Deferrable.IMMEDIATE,  # all take their new numbers in one statement
                violation_error_message="Diese Nummer trägt schon eine andere Anlage.",
            ),
            once("attachment_title_unique", "report title", _TAKEN, field="title"),
            once(
                "attachment_file_unique",
                "report sha256",
                "Diese Datei ist schon an diesen Bericht angefügt.",
                field="file",
            ),
        ]
        triggers = [
            belongs_to_approved_report("attachment_immutable"),
            belongs_to_reviewed_report("attachment_in_review"),
            belongs_to_discarded_report("attachment_of_discarded"),
            Guard(
                name="attachment_is_pdf",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_IS_WHAT_IT_SAYS,
            ),
            Guard(
                name="attachment_limits",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_WITHIN_LIMITS,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:attachment_file", args=[self.report_id, self.position])

    def extent(self) -> str:
        """„PDF, 3 Seiten, 120 KB“"""
        return f"PDF, {german.count(self.pages, 'Seite', 'Seiten')}, {german.file_size(self.size)}"

    # --- what is done with it, by `quality_dialog.report.attaching` -----------------------------
    def take(self, file) -> None:
        """Take over a file's bytes with their size, pages and check sum; nothing is stored yet.

        Refuses at `file` as `uploads.refuse_unless_pdf` does, and with `attachment_file_unique` for one that is there
        already.
        """
        pages = uploads.refuse_unless_pdf(file, field="file", message=_NO_PDF)
        self.content = file.read()
        self.size, self.pages = len(self.content), pages
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        twin = self.report.attachments.listed().filter(sha256=self.sha256).exclude(pk=self.pk).first()
        if twin:
            refuse("attachment_file_unique", f"Diese Datei ist schon angefügt: „{twin}“.", field="file")

    def refuse_limits(self) -> None:
        """Refuse what would be one too many (`attachments_counted`) or too much (`attachments_together`)."""
        others = self.report.attachments.exclude(pk=self.pk)
        if others.count() >= MOST:
            refuse("attachments_counted", _TOO_MANY, field="file")
        if (others.aggregate(sum=Sum("size"))["sum"] or 0) + self.size > MOST_BYTES:
            refuse("attachments_together", _TOO_MUCH, field="file")
        if others.filter(title__iexact=self.title).exists():
            refuse("attachment_title_unique", _TAKEN, field="title")

    def copy_to(self, report: Report) -> "Attachment":
        """The same attachment of another report, as a correction takes it over."""
        self.pk, self.report, self._state.adding = None, report, True
        self.save(force_insert=True)
        return self


def renumber(report: Report, order: list[int]) -> None:
    """Number the attachments from 1 in this order of their keys."""
    places = [When(pk=pk, then=Value(position)) for position, pk in enumerate(order, start=1)]
    if places:
        report.attachments.update(position=Case(*places))
