"""Payments: certified by one, released by another, paid once, reversed instead of edited."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from funding.models.allocation import Allocation
from quartiersarbeit import german
from quartiersarbeit.fields import EuroField, within_euros
from quartiersarbeit.guards import Guard, checked, frozen, queued, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, in_order

_YEARS_OF_CHANGED = (
    "SELECT DISTINCT a.fiscal_year_id FROM funding_allocation a JOIN changed c ON a.id = c.allocation_id"
)


class DisbursementQuerySet(models.QuerySet):
    """Payments to recipients."""

    def visible_to(self, user):
        """The payments of the allocations one sees."""
        return self.filter(allocation__in=Allocation.objects.visible_to(user))

    def standing(self, on: date):
        """Not reversed by that day."""
        return self.filter(~Exists(Reversal.objects.filter(disbursement=OuterRef("pk"), on__lte=on)))

    def paid(self, on: date):
        """Paid by that day and not reversed by then."""
        return self.standing(on).filter(paid_on__lte=on)


@tracked()
class Disbursement(models.Model):
    """One instalment of an allocation, from the plan to the payment (Auszahlung)."""

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="disbursements", verbose_name="Zuweisung"
    )
    number = models.PositiveSmallIntegerField("Rate", default=1)
    amount = EuroField("Betrag")
    due_on = models.DateField("Fällig am")
    drafted_on = models.DateField("Vorgesehen am")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Vorgesehen von"
    )
    certified_on = models.DateField("Sachlich und rechnerisch richtig am", null=True, blank=True)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Sachlich und rechnerisch richtig",
    )
    released_on = models.DateField("Freigegeben am", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )
    paid_on = models.DateField("Ausgezahlt am", null=True, blank=True)
    reference = models.CharField("Buchungszeichen", max_length=60, blank=True)

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        verbose_name = "Auszahlung"
        verbose_name_plural = "Auszahlungen"
        ordering = ["allocation", "number", "pk"]
        permissions = [
            ("certify_disbursement", "Darf Auszahlungen sachlich und rechnerisch richtig zeichnen"),
            ("release_disbursement", "Darf Auszahlungen freigeben"),
        ]
        constraints = [
            models.CheckConstraint(
                name="disbursement_amount_positive",
                condition=within_euros("amount", "0.01"),
                violation_error_message="Eine Auszahlung beträgt mindestens einen Cent.",
            ),
            both_or_neither(
                "disbursement_certified_has_person",
                "certified_on",
                "certified_by",
                "Zur Feststellung gehören Datum und Person.",
            ),
            both_or_neither(
                "disbursement_released_has_person",
                "released_on",
                "released_by",
                "Zur Freigabe gehören Datum und Person.",
            ),
            models.CheckConstraint(
                name="disbursement_dual_control",
                condition=Q(released_by__isnull=True)
                | (~Q(released_by=F("certified_by")) & ~Q(released_by=F("drafted_by"))),
                violation_error_message=(
                    "Vier-Augen-Prinzip: Wer eine Auszahlung vorgesehen oder festgestellt hat, gibt sie "
                    "nicht selbst frei."
                ),
            ),
            models.CheckConstraint(
                name="disbursement_steps_in_order",
                condition=in_order("certified_on", "released_on") & in_order("released_on", "paid_on"),
                violation_error_message="Erst feststellen, dann freigeben, dann auszahlen.",
            ),
            models.UniqueConstraint(
                fields=["allocation", "number"],
                name="disbursement_number_unique",
                violation_error_message="Diese Rate gibt es schon.",
            ),
        ]
        triggers = [
            queued(),
            *frozen(
                "disbursement_immutable",
                "Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie.",
                when=pgtrigger.Q(old__paid_on__isnull=False),
            ),
            *checked(
                "funding",
                "funding_check_open_years",
                _YEARS_OF_CHANGED,
                pgtrigger.Insert,
                pgtrigger.Update,
                pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. Rate {german.euro(self.amount)}"

    def get_absolute_url(self) -> str:
        return reverse("funding:allocation_detail", args=[self.allocation_id])


class ReversalQuerySet(models.QuerySet):
    """Reversed payments."""

    def visible_to(self, user):
        """The reversals of the payments one sees."""
        return self.filter(disbursement__in=Disbursement.objects.visible_to(user))


@tracked()
class Reversal(models.Model):
    """A payment taken back (Storno): a fact of its own, so that the payment itself never changes."""

    disbursement = models.OneToOneField(
        Disbursement, models.PROTECT, related_name="reversal", verbose_name="Auszahlung"
    )
    on = models.DateField("Storniert am")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Storniert von"
    )
    reason = models.TextField("Grund")

    objects = ReversalQuerySet.as_manager()

    class Meta:
        verbose_name = "Storno"
        verbose_name_plural = "Stornos"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reversal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Nennen Sie den Grund des Stornos.",
            )
        ]
        triggers = [
            queued(),
            Guard(
                name="reversal_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=raising(
                    "reversal_immutable", "Ein Storno ändert sich nicht mehr und wird nicht gelöscht."
                ),
            ),
            # A reversed row no longer counts against the commitment, so it must not be paid afterwards.
            Guard(
                name="reversal_of_payment",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM funding_disbursement"
                    ' WHERE id = NEW.disbursement_id AND paid_on <= NEW."on") THEN '
                    + raising(
                        "reversal_of_payment", "Storniert wird nur eine Rate, die schon ausgezahlt ist.", "on"
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            *checked(
                "funding",
                "funding_check_open_years",
                "SELECT DISTINCT a.fiscal_year_id FROM funding_allocation a"
                " JOIN funding_disbursement d ON d.allocation_id = a.id"
                " JOIN changed c ON d.id = c.disbursement_id",
                pgtrigger.Insert,
            ),
        ]

    def __str__(self) -> str:
        return f"Storno: {self.disbursement}"
