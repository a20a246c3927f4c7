"""The files of notices: the bytes that are handed out, each with its check sum, never changed."""

import hashlib
from datetime import date

from django.db import models, transaction

from funding.models.notice import _STAYS, Notice
from quartiersarbeit.ground import paper, papers
from quartiersarbeit.ground.guards import refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.paper import keeping
from quartiersarbeit.ground.sight import of_seen


class NoticeFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


DRAW = {NoticeFormat.PDF: paper.pdf, NoticeFormat.DOCX: paper.docx}


class NoticeFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the notices one sees."""
        return of_seen(self, "notice", Notice.objects.visible_to(user))

    @transaction.atomic
    def keep(self, notice: Notice, *, on: date) -> dict[str, "NoticeFile"]:
        """The notice's files by format; what is missing is drawn from its frozen paper and kept from now on.

        Whoever is slower than another reads what the other stored: there is one file per format.
        """
        files = {file.format: file for file in self.filter(notice=notice)}
        if missing := [format_ for format_ in NoticeFormat if format_ not in files]:
            printed = papers.thawed(notice.paper)
            for format_ in missing:
                files[format_] = self.get_or_create(
                    notice=notice, format=format_, defaults=_drawn(format_, printed, on)
                )[0]
        return files


def _drawn(format_: NoticeFormat, printed: paper.Paper, on: date) -> dict:
    content = DRAW[format_](printed)
    sha256 = hashlib.sha256(content).hexdigest()
    return {"content": content, "sha256": sha256, "renderer": keeping.renderer(), "drawn_on": on}


@tracked(exclude=["content"])
class NoticeFile(models.Model):
    """The bytes of a notice in one format, with their SHA-256; never changed, never deleted.

    `renderer` names the versions of all that drew them: other versions may draw other bytes.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="files", verbose_name="Bescheid")
    format = models.CharField("Format", max_length=10, choices=NoticeFormat)
    content = models.BinaryField("Inhalt")
    sha256 = models.CharField("SHA-256", max_length=64)
    renderer = models.CharField("Erzeugt mit", max_length=250)
    drawn_on = models.DateField("Erzeugt am")

    objects = NoticeFileQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid als Datei"
        verbose_name_plural = "Bescheide als Dateien"
        ordering = ["notice", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "format"],
                name="notice_file_once_per_format",
                violation_error_message="Diese Datei gibt es schon.",
            )
        ]
        triggers = [
            written_once("notice_file_immutable", _STAYS),
            refusing(
                "notice_file_is_its_hash",
                "encode(sha256(NEW.content), 'hex') <> NEW.sha256",
                "Die Prüfsumme passt nicht zum Inhalt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} ({self.get_format_display()})"
