"""Meetings of committees, and the reports (Mitteilungen) written for them."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Committee
from quality_dialog.models.cycle import Cycle
from quartiersarbeit.guards import Guard, belongs_to_frozen, never_deleted, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, in_order

_FROZEN = "Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung."


class MeetingQuerySet(models.QuerySet):
    """Meetings of committees."""

    def visible_to(self, user):
        """Public to all who may sign in."""
        return self if user.is_authenticated else self.none()


@tracked()
class Meeting(models.Model):
    """A committee's meeting (Sitzung)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name="Gremium")
    held_on = models.DateField("Sitzung am")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-held_on", "committee__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_on"],
                name="meeting_unique",
                violation_error_message="Diese Sitzung ist schon erfasst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee.short_name} am {self.held_on:%d.%m.%Y}"


class TextBlockQuerySet(models.QuerySet):
    """The office's text blocks."""

    def visible_to(self, user):
        """Only who sees everything: drafts are made of them."""
        return self if user.sees_everything else self.none()

    def valid(self, on: date):
        """The newest version of each block that was valid on that day, by key."""
        return self.filter(valid_from__lte=on).order_by("key", "-valid_from", "-pk").distinct("key")


@tracked()
class TextBlock(models.Model):
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
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="text_block_version_unique",
                violation_error_message="Diesen Textbaustein gibt es für den Tag schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} (ab {self.valid_from:%d.%m.%Y})"


class ReportKind(models.TextChoices):
    """What a report asks of a committee."""

    NOTICE = "notice", "Mitteilung"
    INFORMATION = "information", "Informationsvorlage"


class ReportQuerySet(models.QuerySet):
    """Reports to the committees."""

    def visible_to(self, user):
        """All for the city and audit; published ones for everybody who may sign in."""
        if user.sees_everything:
            return self
        return self.filter(published_on__isnull=False) if user.is_authenticated else self.none()

    def published(self, on: date):
        """Published on that day or before."""
        return self.filter(published_on__lte=on)


# What approval freezes; how the report fares afterwards (submitted, published) still becomes known.
_CONTENT = (
    *("year", "cycle", "kind", "subject", "as_of", "reference", "lead_office", "contact"),
    *("drafted_on", "drafted_by", "approved_on", "approved_by", "facts", "facts_sha256", "corrects"),
)


@tracked(exclude=["facts"])
class Report(models.Model):
    """A report (Bericht) to committees about a year, with the facts as of a day (Stichtag).

    Draft → in review → approved (facts frozen with their SHA-256) → submitted → published. What a
    committee made of it stands with the consultation; a correction is a new report that `corrects` it.
    """

    year = models.PositiveSmallIntegerField("Berichtsjahr")
    cycle = models.ForeignKey(
        Cycle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="Qualitätsdialog",
    )
    kind = models.CharField("Art", max_length=20, choices=ReportKind, default=ReportKind.NOTICE)
    subject = models.CharField("Thema", max_length=250)
    as_of = models.DateField("Stichtag")
    reference = models.CharField("Drucksachen-Nr.", max_length=40, blank=True)
    lead_office = models.CharField("Federführendes Amt", max_length=160, blank=True)
    contact = models.CharField("Ansprechperson der Verwaltung", max_length=160, blank=True)
    drafted_on = models.DateField("Entworfen am")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Entworfen von"
    )
    review_on = models.DateField("In Prüfung seit", null=True, blank=True)
    approved_on = models.DateField("Freigegeben am", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )
    facts = models.JSONField("Eingefrorene Fakten", null=True, blank=True, editable=False)
    facts_sha256 = models.CharField("SHA-256 der Fakten", max_length=64, blank=True, editable=False)
    submitted_on = models.DateField("Eingereicht am", null=True, blank=True)
    published_on = models.DateField("Veröffentlicht am", null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="Berichtigt",
    )
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Bericht"
        verbose_name_plural = "Berichte"
        ordering = ["-as_of", "-pk"]
        permissions = [
            ("approve_report", "Darf Berichte freigeben"),
            ("publish_report", "Darf Berichte veröffentlichen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_year_plausible",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Berichtsjahr liegt zwischen 2000 und 2100.",
            ),
            both_or_neither(
                "report_approval_has_person",
                "approved_on",
                "approved_by",
                "Zur Freigabe gehören Datum und Person.",
            ),
            models.CheckConstraint(
                name="report_dual_control",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message="Vier-Augen-Prinzip: Wer einen Bericht entworfen hat, gibt ihn nicht frei.",
            ),
            models.CheckConstraint(
                name="report_approved_facts_frozen",
                condition=Q(approved_on__isnull=True) | Q(facts__isnull=False) & ~Q(facts_sha256=""),
                violation_error_message="Freigegeben wird ein Bericht nur mit seinen Fakten.",
            ),
            models.CheckConstraint(
                name="report_steps_in_order",
                condition=in_order("approved_on", "submitted_on") & in_order("approved_on", "published_on"),
                violation_error_message="Erst freigeben, dann einreichen und veröffentlichen.",
            ),
        ]
        triggers = [
            Guard(
                name="report_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_CONTENT),
                func=f"IF OLD.approved_on IS NOT NULL THEN {raising('report_immutable', _FROZEN)} END IF; RETURN NEW;",
            ),
            Guard(
                name="report_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("submitted_on", "published_on"),
                func=(
                    "IF OLD.submitted_on <> NEW.submitted_on OR OLD.published_on <> NEW.published_on"
                    " OR OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NULL"
                    " OR OLD.published_on IS NOT NULL AND NEW.published_on IS NULL THEN "
                    + raising(
                        "report_immutable", "Eingereicht und veröffentlicht ist nicht rückgängig zu machen."
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            never_deleted(
                "report_kept",
                _FROZEN,
                when=pgtrigger.Q(old__approved_on__isnull=False),
                code="report_immutable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:report_detail", args=[self.pk])

    def status(self) -> str:
        """Where it stands, in German, for display only."""
        if self.published_on:
            return "veröffentlicht"
        if self.submitted_on:
            return "eingereicht"
        if self.approved_on:
            return "freigegeben"
        return "in Prüfung" if self.review_on else "Entwurf"


def belongs_to_approved_report(name: str) -> Guard:
    """What an approved report is made of never changes, comes or goes."""
    return belongs_to_frozen(
        name,
        parent="quality_dialog_report",
        key="report_id",
        frozen_by="approved_on",
        rule="report_immutable",
        message=_FROZEN,
    )


class OfReportQuerySet(models.QuerySet):
    """What belongs to a report."""

    def visible_to(self, user):
        """Only for those who see the report."""
        return self.filter(report__in=Report.objects.visible_to(user))


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
            models.UniqueConstraint(
                fields=["report", "key"],
                name="section_key_unique",
                violation_error_message="Diesen Abschnitt gibt es im Bericht schon.",
            )
        ]
        triggers = [belongs_to_approved_report("section_immutable")]

    def __str__(self) -> str:
        return self.heading or self.key


class Outcome(models.TextChoices):
    """What a committee made of a report."""

    NOTED = "noted", "Kenntnisnahme"
    REFERRED_BACK = "referred_back", "zurückverwiesen"
    POSTPONED = "postponed", "vertagt"


@tracked()
class Consultation(models.Model):
    """A report's stop at a meeting (Beratungsfolge), with its outcome once there is one."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="consultations", verbose_name="Bericht")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="consultations", verbose_name="Sitzung")
    item = models.CharField("Tagesordnungspunkt", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    outcome = models.CharField("Ergebnis", max_length=20, choices=Outcome, blank=True)
    remark = models.TextField("Bemerkung des Gremiums", blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["report", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "meeting"],
                name="consultation_once_per_meeting",
                violation_error_message="Diese Sitzung steht schon in der Beratungsfolge.",
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)


@tracked()
class CoSignature(models.Model):
    """An office's co-signature (Mitzeichnung) before approval."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="co_signatures", verbose_name="Bericht")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Mitzeichnende Person"
    )
    office = models.CharField("Amt", max_length=120, blank=True)
    signed_on = models.DateField("Mitgezeichnet am", null=True, blank=True)
    remark = models.TextField("Bemerkung", blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "user"],
                name="co_signature_once",
                violation_error_message="Diese Person ist schon um Mitzeichnung gebeten.",
            )
        ]
        triggers = [belongs_to_approved_report("co_signature_immutable")]

    def __str__(self) -> str:
        return f"{self.user}"


class RenditionFormat(models.TextChoices):
    """The formats an approved report is kept in."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    JSON = "json", "OParl-JSON"


@tracked(exclude=["content"])
class Rendition(models.Model):
    """The bytes of an approved report in one format, with their SHA-256; never changed, never deleted."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="renditions", verbose_name="Bericht")
    format = models.CharField("Format", max_length=10, choices=RenditionFormat)
    content = models.BinaryField("Inhalt")
    sha256 = models.CharField("SHA-256", max_length=64)
    rendered_on = models.DateField("Erzeugt am")

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausfertigung"
        verbose_name_plural = "Ausfertigungen"
        ordering = ["report", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format"],
                name="rendition_once_per_format",
                violation_error_message="Diese Ausfertigung gibt es schon.",
            )
        ]
        triggers = [
            Guard(
                name="rendition_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=raising("rendition_immutable", _FROZEN),
            ),
            Guard(
                name="rendition_is_its_hash",
                when=pgtrigger.Before,
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
