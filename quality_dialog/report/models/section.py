"""The texts of reports: sections whose numbers stay figures, and the office's own words for drafts."""

from datetime import date

from django.db import models

from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import (
    OfReportQuerySet,
    belongs_to_approved_report,
    belongs_to_discarded_report,
    belongs_to_reviewed_report,
)
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.history import tracked


class TextBlockQuerySet(Entered):
    """The office's text blocks."""

    def visible_to(self, user):
        """Only who sees everything: drafts are made of them."""
        return self if user.sees_everything else self.none()

    def valid(self, on: date):
        """The newest version of each block that was valid on that day, by key."""
        return self.filter(valid_from__lte=on).order_by("key", "-valid_from", "-pk").distinct("key")


@tracked()
class TextBlock(Revised, models.Model):
    """A text the office puts into every draft of a section (Textbaustein), as it is valid from a day.

    Paragraphs are separated by an empty line; `[[key]]` stands for a figure, as in a report's sections.
    """

    key = models.SlugField("Abschnitt", max_length=40)
    body = models.TextField("Text")
    valid_from = models.DateField("Gültig ab")

    objects = TextBlockQuerySet.as_manager()

    class Meta:
        verbose_name = "Textbaustein"
        verbose_name_plural = "Textbausteine"
        ordering = ["key", "-valid_from"]
        constraints = [
            once(
                "text_block_version_unique",
                "key valid_from",
                "Diesen Textbaustein gibt es für den Tag schon.",
                field="valid_from",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} (ab {self.valid_from:%d.%m.%Y})"


@tracked()
class Section(models.Model):
    """A section of a report (Abschnitt): text whose `[[key]]` tokens stay tied to figures."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="Bericht")
    key = models.SlugField("Schlüssel", max_length=40)
    heading = models.CharField("Überschrift", max_length=160, blank=True)
    body = models.TextField("Text", blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    included = models.BooleanField("Im Bericht", default=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Abschnitt"
        verbose_name_plural = "Abschnitte"
        ordering = ["report", "position", "pk"]
        constraints = [
            once(
                "section_key_unique", "report key", "Diesen Abschnitt gibt es im Bericht schon.", field="key"
            )
        ]
        triggers = [
            belongs_to_approved_report("section_immutable"),
            belongs_to_reviewed_report("section_in_review"),
            belongs_to_discarded_report("section_of_discarded"),
        ]

    def __str__(self) -> str:
        return self.heading or self.key
