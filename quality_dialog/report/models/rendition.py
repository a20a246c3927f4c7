"""The stored files of approved reports: bytes that never change, each with its check sum.

Those of the approval lie under its seal. What everybody reads without an account is drawn later, of the published
report and without names of persons; it has its check sum and no seal.
"""

import pgtrigger
from django.db import models

from quality_dialog.report.models.report import FROZEN, Report
from quality_dialog.report.models.report_part import OfReportQuerySet
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked


class RenditionFormat(models.TextChoices):
    """The formats an approved report is kept in."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    JSON = "json", "OParl-JSON"
    HTML = "html", "Seite"
    PUBLIC = "public", "öffentliche Ausfertigung"
    PUBLIC_PDF = "public_pdf", "PDF ohne Namen von Personen"


PUBLIC = (RenditionFormat.PUBLIC, RenditionFormat.PUBLIC_PDF)

_PUBLIC_OF_PUBLISHED = f"""
IF NEW.format IN ({", ".join(f"'{one.value}'" for one in PUBLIC)}) AND NOT EXISTS (
  SELECT 1 FROM quality_dialog_report r WHERE r.id = NEW.report_id AND r.published_on IS NOT NULL) THEN
  {raising("rendition_public_of_published", "Öffentlich wird nur ein veröffentlichter Bericht.", "format")}
END IF;
RETURN NEW;
"""


class RenditionQuerySet(OfReportQuerySet):
    """Stored files of reports."""

    def sealed(self):
        """Those the approval made, which its seal covers."""
        return self.exclude(format__in=PUBLIC)


@tracked(exclude=["content"])
class Rendition(models.Model):
    """The bytes of an approved report in one format, with their SHA-256; never changed, never deleted.

    `renderer` names the versions of all that drew them: other versions may draw other bytes.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="renditions", verbose_name="Bericht")
    format = models.CharField("Format", max_length=10, choices=RenditionFormat)
    content = models.BinaryField("Inhalt")
    sha256 = models.CharField("SHA-256", max_length=64)
    renderer = models.CharField("Erzeugt mit", max_length=250, blank=True)
    rendered_on = models.DateField("Erzeugt am")

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausfertigung"
        verbose_name_plural = "Ausfertigungen"
        ordering = ["report", "format"]
        constraints = [
            once(
                "rendition_once_per_format",
                "report format",
                "Diese Ausfertigung gibt es schon.",
                field="format",
            )
        ]
        triggers = [
            Guard(
                name="rendition_immutable",
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=raising("rendition_immutable", FROZEN),
            ),
            Guard(
                name="rendition_of_approved_report",
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM quality_dialog_report r WHERE r.id = NEW.report_id"
                    " AND r.approved_on IS NOT NULL) THEN "
                    + raising(
                        "rendition_of_approved_report",
                        "Ausfertigungen gibt es nur von freigegebenen Berichten.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            Guard(
                name="rendition_public_of_published",
                operation=pgtrigger.Insert,
                func=_PUBLIC_OF_PUBLISHED,
            ),
            Guard(
                name="rendition_is_its_hash",
                operation=pgtrigger.Insert,
                func=(
                    "IF encode(sha256(NEW.content), 'hex') <> NEW.sha256 THEN "
                    + raising("rendition_is_its_hash", "Die Prüfsumme passt nicht zum Inhalt.")
                    + " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.get_format_display()})"
