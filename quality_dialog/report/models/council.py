"""What the session service of the council asks of a report besides its text, and the city's own Word templates."""

import hashlib
from datetime import date

import pgtrigger
from django.db import models, transaction
from django.urls import reverse

from quality_dialog.report import council
from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import InternalToReportQuerySet, belongs_to_discarded_report
from quartiersarbeit.ground import uploads
from quartiersarbeit.ground.constraints import filled, once
from quartiersarbeit.ground.guards import (
    Guard,
    belongs_to_frozen,
    differs,
    never_changed,
    never_deleted,
    raising,
)
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse

_SUBMITTED = "Die Angaben stehen, seit der Bericht eingereicht ist."
_KEPT = "Eine Word-Vorlage ändert sich nicht. Nehmen Sie sie außer Gebrauch, und laden Sie eine andere hoch."
_NO_TEMPLATE = "Eine Word-Vorlage ist eine Datei im Format DOCX und hat die Prüfsumme, die bei ihr steht."


class Openness(models.TextChoices):
    """In which part of the meeting a paper is dealt with."""

    PUBLIC = "public", "öffentlich"
    CLOSED = "closed", "nichtöffentlich"


class CouncilSheetQuerySet(InternalToReportQuerySet):
    """What the session service asks of reports."""

    @transaction.atomic
    def enter(self, *, report: Report, by, on: date, **facts: str) -> "CouncilSheet":
        """Say it, or say it anew until the report is submitted (`council_sheet_submitted`)."""
        Report.objects.select_for_update(no_key=True).get(pk=report.pk)
        told = facts | {"entered_on": on, "entered_by": by}
        return self.update_or_create(report=report, defaults=told)[0]


@tracked()
class CouncilSheet(models.Model):
    """What a council system asks beside the report itself (Angaben für den Sitzungsdienst)."""

    report = models.OneToOneField(
        Report, models.CASCADE, related_name="council_sheet", verbose_name="Bericht"
    )
    product_group = models.CharField("Produktgruppe", max_length=160)
    openness = models.CharField("Beratung", max_length=10, choices=Openness)
    financial_effects = models.TextField(
        "Finanzielle Auswirkungen", help_text="Auch „keine“ ist eine Angabe."
    )
    entered_on = models.DateField("Angegeben am")
    entered_by = person("Angegeben von", null=False, blank=False)

    objects = CouncilSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "Angaben für den Sitzungsdienst"
        verbose_name_plural = "Angaben für den Sitzungsdienst"
        ordering = ["report"]
        constraints = [
            filled("council_sheet_has_product_group", "product_group", "Nennen Sie die Produktgruppe."),
            filled("council_sheet_has_openness", "openness", "Sagen Sie, ob öffentlich beraten wird."),
            filled(
                "council_sheet_has_effects",
                "financial_effects",
                "Nennen Sie die finanziellen Auswirkungen; auch „keine“ ist eine Angabe.",
            ),
        ]
        triggers = [
            belongs_to_frozen(
                "council_sheet_submitted",
                parent="quality_dialog_report",
                key="report_id",
                frozen_by="submitted_on",
                rule="council_sheet_submitted",
                message=_SUBMITTED,
            ),
            belongs_to_discarded_report("council_sheet_zz_discarded"),
        ]

    def __str__(self) -> str:
        return f"{self.product_group}, {self.get_openness_display()}"


class WordTemplateQuerySet(models.QuerySet):
    """The city's Word templates."""

    def visible_to(self, user):
        """The city's and audit's."""
        return self if user.sees_everything else self.none()

    def in_use(self, on: date):
        """Uploaded by that day and not retired by then, the newest first."""
        standing = models.Q(retired_on__isnull=True) | models.Q(retired_on__gt=on)
        return self.filter(standing, uploaded_on__lte=on).order_by("-uploaded_on", "-pk")

    def upload(self, *, name: str, file, by, on: date) -> "WordTemplate":
        """Take over a template, once it is known what is in it and that no field is missing.

        Codes at `file`: those of `uploads.word_fields`, `template_lacks_field`, `word_template_file_unique`.
        """
        missing = council.missing(uploads.word_fields(file, field="file"))
        if missing:
            listed = ", ".join(f"„{name}“" for name in missing)
            refuse("template_lacks_field", f"Der Vorlage fehlen diese Felder: {listed}.", field="file")
        content = file.read()
        sums = hashlib.sha256(content).hexdigest()
        if twin := self.filter(sha256=sums, retired_on__isnull=True).first():
            refuse("word_template_file_unique", f"Diese Datei ist schon da: „{twin}“.", field="file")
        return self.create(name=name, content=content, sha256=sums, uploaded_on=on, uploaded_by=by)


_IS_WHAT_IT_SAYS = f"""
IF octet_length(NEW.content) > {uploads.MAX_BYTES} OR substring(NEW.content FROM 1 FOR 4) <> decode('504b0304', 'hex')
   OR encode(sha256(NEW.content), 'hex') <> NEW.sha256
THEN {raising("word_template_is_its_hash", _NO_TEMPLATE, "file")} END IF;
RETURN NEW;
"""


@tracked(exclude=["content"])
class WordTemplate(models.Model):
    """The city's own Word template for papers to committees (Word-Vorlage); filled, never executed, never changed."""

    name = models.CharField("Name", max_length=120)
    content = models.BinaryField("Inhalt")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_on = models.DateField("Hochgeladen am")
    uploaded_by = person("Hochgeladen von", null=False, blank=False)
    retired_on, retired_by = day_and_person(
        "word_template_retirement_has_person",
        "Außer Gebrauch seit",
        "Außer Gebrauch genommen von",
        "Dazu gehören Datum und Person.",
    )
    retirement_reason = models.TextField("Grund", blank=True)

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "Word-Vorlage"
        verbose_name_plural = "Word-Vorlagen"
        ordering = ["-uploaded_on", "-pk"]
        constraints = [
            filled("word_template_has_name", "name", "Geben Sie der Vorlage einen Namen."),
            filled(
                "word_template_retirement_reasoned",
                "retirement_reason",
                "Nennen Sie den Grund.",
                once_on="retired_on",
                field="reason",
            ),
            once(
                "word_template_file_unique",
                "sha256",
                "Diese Vorlage ist schon da.",
                field="file",
                condition=models.Q(retired_on__isnull=True),
            ),
        ]
        triggers = [
            Guard(name="word_template_is_its_hash", operation=pgtrigger.Insert, func=_IS_WHAT_IT_SAYS),
            never_changed(
                "word_template_kept",
                _KEPT,
                when=pgtrigger.Condition(
                    "OLD.retired_on IS NOT NULL OR "
                    + differs("name", "content", "sha256", "uploaded_on", "uploaded_by_id")
                ),
            ),
            never_deleted("word_template_kept_delete", _KEPT, code="word_template_kept"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:word_template_file", args=[self.pk])

    @transaction.atomic
    def retire(self, *, reason: str, by, on: date) -> None:
        """Nobody fills it any more from that day on; it stays to be read. Code: `word_template_kept`."""
        stored = WordTemplate.objects.select_for_update(no_key=True).defer("content").get(pk=self.pk)
        if stored.retired_on:
            refuse("word_template_kept", "Diese Vorlage ist schon außer Gebrauch.")
        self.retired_on, self.retired_by, self.retirement_reason = on, by, reason.strip()
        self.save(update_fields=["retired_on", "retired_by", "retirement_reason"])
