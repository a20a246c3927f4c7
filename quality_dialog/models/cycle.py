"""A year of quality dialogue: the cycle, and a dialogue per site with those who take part."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models.framework import Framework
from quartiersarbeit.history import tracked
from sites.models import Site


class CycleQuerySet(models.QuerySet):
    """Years of quality dialogue."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see the years their organisation takes part in."""
        if user.sees_everything:
            return self
        return self.filter(Exists(Dialogue.objects.visible_to(user).filter(cycle=OuterRef("pk"))))

    def opened(self, on: date):
        """Those opened on that day or before."""
        return self.filter(opened_on__lte=on)


@tracked()
class Cycle(models.Model):
    """A year's quality dialogue (Qualitätsdialog) against one version of the framework."""

    year = models.PositiveSmallIntegerField("Jahr", unique=True)
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="cycles", verbose_name="Rahmenkonzept"
    )
    focus_topics = models.TextField("Schwerpunkte", blank=True)
    opened_on = models.DateField("Eröffnet am")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="Eröffnet von"
    )
    assessment_due_on = models.DateField("Selbsteinschätzung bis", null=True, blank=True)
    meetings_due_on = models.DateField("Dialoggespräche bis", null=True, blank=True)
    report_due_on = models.DateField("Bericht bis", null=True, blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "Qualitätsdialog"
        verbose_name_plural = "Qualitätsdialoge"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="cycle_year_plausible",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Jahr liegt zwischen 2000 und 2100.",
            ),
            models.CheckConstraint(
                name="cycle_deadlines_in_order",
                # Each empty deadline stands for the one before it, so that none is skipped over.
                condition=(Q(assessment_due_on__isnull=True) | Q(assessment_due_on__gte=F("opened_on")))
                & (
                    Q(meetings_due_on__isnull=True)
                    | Q(meetings_due_on__gte=Coalesce("assessment_due_on", "opened_on"))
                )
                & (
                    Q(report_due_on__isnull=True)
                    | Q(report_due_on__gte=Coalesce("meetings_due_on", "assessment_due_on", "opened_on"))
                ),
                violation_error_message=(
                    "Die Fristen folgen aufeinander: Eröffnung, Selbsteinschätzung, Gespräche, Bericht."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Qualitätsdialog {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:cycle_detail", args=[self.year])


class DialogueQuerySet(models.QuerySet):
    """Dialogues about sites."""

    def visible_to(self, user):
        """All for the city and audit; else only those in which one's organisation takes part."""
        if user.sees_everything:
            return self
        if not user.partner_id:
            return self.none()
        return self.filter(
            Exists(Participation.objects.filter(dialogue=OuterRef("pk"), partner=user.partner_id))
        )


@tracked()
class Dialogue(models.Model):
    """The dialogue about one site in one cycle, with the partners who take part."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="dialogues", verbose_name="Qualitätsdialog")
    site = models.ForeignKey(Site, models.PROTECT, related_name="dialogues", verbose_name="Standort")
    partners = models.ManyToManyField(
        Partner,
        through="quality_dialog.Participation",
        related_name="dialogues",
        verbose_name="Beteiligte Partner",
    )
    meeting_on = models.DateField("Gespräch am", null=True, blank=True)
    minutes = models.TextField("Protokoll", blank=True)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Dialog zum Standort"
        verbose_name_plural = "Dialoge zu Standorten"
        ordering = ["-cycle__year", "site__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "site"],
                name="dialogue_once_per_site",
                violation_error_message="Zu diesem Standort gibt es in dem Jahr schon einen Dialog.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.cycle.year}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:dialogue_detail", args=[self.cycle.year, self.site_id])


class OfDialogueQuerySet(models.QuerySet):
    """What belongs to a dialogue."""

    def visible_to(self, user):
        """Only for those who see the dialogue."""
        return self.filter(dialogue__in=Dialogue.objects.visible_to(user))


@tracked()
class Participation(models.Model):
    """A partner's part in a dialogue; the city always takes part."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="participations", verbose_name="Dialog"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="participations", verbose_name="Kooperationspartner"
    )

    objects = OfDialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Beteiligung am Dialog"
        verbose_name_plural = "Beteiligungen am Dialog"
        ordering = ["dialogue", "partner__short_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "partner"],
                name="participation_once",
                violation_error_message="Dieser Partner nimmt schon teil.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.dialogue}"
