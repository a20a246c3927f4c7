"""What partners are shown of a report before its approval, and what they say to it."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models.report import Report, belongs_to_approved_report
from quartiersarbeit import german
from quartiersarbeit.guards import Guard, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither

LONGEST_STATEMENT = 4_000  # letters; some two printed pages
DAY_KEPT = (
    "Wer schon einen Tag für seine Stellungnahme hat, dem wird er nicht genommen. Nennen Sie keinen früheren."
)


class PartnerReadingQuerySet(models.QuerySet):
    """What partners are shown."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see what their organisation is shown."""
        if user.sees_everything:
            return self
        return self.filter(partner=user.partner_id) if user.partner_id else self.none()

    def given(self):
        """Those to which the partner has said something."""
        return self.filter(given_on__isnull=False)

    def awaited(self, on: date):
        """Those a partner may still say something to: in time, and the report not yet approved."""
        return self.filter(given_on__isnull=True, due_on__gte=on, report__approved_on__isnull=True)


@tracked()
class PartnerReading(models.Model):
    """A partner's reading of a report before approval (Lesefassung), with its statement, which is printed.

    Silence is printed as silence: it is neither consent nor dissent.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="readings", verbose_name="Bericht")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="report_readings", verbose_name="Kooperationspartner"
    )
    shown_on = models.DateField("Vorgelegt am")
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Vorgelegt von"
    )
    due_on = models.DateField("Stellungnahme bis")
    text = models.TextField("Stellungnahme", blank=True, max_length=LONGEST_STATEMENT)
    given_on = models.DateField("Abgegeben am", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Abgegeben von",
    )

    objects = PartnerReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "Lesefassung"
        verbose_name_plural = "Lesefassungen"
        ordering = ["report", "partner__short_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "partner"],
                name="partner_reading_once",
                violation_error_message="Diesem Partner liegt der Bericht schon vor.",
            ),
            both_or_neither(
                "partner_reading_statement_has_person",
                "given_on",
                "given_by",
                "Zur Stellungnahme gehören Datum und Person.",
            ),
            models.CheckConstraint(
                name="partner_reading_statement_has_text",
                condition=Q(given_on__isnull=True, text="") | Q(given_on__isnull=False) & ~Q(text=""),
                violation_error_message="Eine Stellungnahme braucht einen Text.",
            ),
            models.CheckConstraint(
                name="partner_reading_days_in_order",
                condition=Q(due_on__gte=F("shown_on"))
                & (Q(given_on__isnull=True) | Q(given_on__gte=F("shown_on"))),
                violation_error_message="Erst vorlegen, dann Stellung nehmen: Die Frist liegt vor der Vorlage.",
            ),
        ]
        triggers = [
            belongs_to_approved_report("partner_reading_immutable"),
            Guard(
                name="partner_reading_day_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF NEW.due_on < OLD.due_on THEN {raising('reading_day_kept', DAY_KEPT, 'due_on')} END IF; "
                "RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.report}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:report_reading", args=[self.report_id])

    def state(self, on: date) -> str:
        """Where it stands, in German, for display only."""
        if self.given_on:
            return f"Stellungnahme vom {german.day(self.given_on)}"
        return f"angefragt bis {german.day(self.due_on)}" if self.due_on >= on else "keine Stellungnahme"

    def say(self, *, text: str, by, on: date) -> None:
        """Give the partner's statement, or change it before the day it is due.

        Codes: `reading_foreign` for people of another organisation, `reading_over` after the due day, and
        the database's `report_immutable` once the report is approved.
        """
        if by.partner_id != self.partner_id:
            raise ValidationError(
                "Für einen Partner sprechen nur seine eigenen Leute.", code="reading_foreign"
            )
        if on > self.due_on:
            raise ValidationError(
                f"Die Frist für Stellungnahmen ist am {german.day(self.due_on)} abgelaufen. "
                "Bitte wenden Sie sich an die Koordination; sie kann die Frist verlängern.",
                code="reading_over",
            )
        self.text, self.given_on, self.given_by = text, on, by
        self.save(update_fields=["text", "given_on", "given_by"])
