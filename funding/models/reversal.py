"""Payments taken back: facts of their own, and never by whoever recorded the payment."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from funding.models.disbursement import Disbursement
from quartiersarbeit.ground.guards import Guard, checked, queued, raising
from quartiersarbeit.ground.history import tracked


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
            # Another table's row names who recorded the payment, so no CHECK can say it.
            Guard(
                name="reversal_dual_control",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF EXISTS (SELECT 1 FROM funding_disbursement"
                    " WHERE id = NEW.disbursement_id AND paid_by_id = NEW.by_id) THEN "
                    + raising(
                        "reversal_dual_control",
                        "Vier-Augen-Prinzip: Wer eine Zahlung erfasst hat, storniert sie nicht selbst.",
                        "by",
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
