"""Signatures taken back before a payment: facts of their own, so that nothing signed just disappears."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding.models.disbursement import Disbursement, SignedStep
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import Guard, queued, raising
from quartiersarbeit.ground.history import tracked


class WithdrawalQuerySet(models.QuerySet):
    """Signatures taken back."""

    def visible_to(self, user):
        """Those of the payments one sees."""
        return self.filter(disbursement__in=Disbursement.objects.visible_to(user))


@tracked()
class Withdrawal(models.Model):
    """A signature taken back before the payment (Rücknahme): whose it was, who took it back, and why.

    Who signed may take it back alone: no money has moved, and to move any two people must sign again.
    """

    disbursement = models.ForeignKey(
        Disbursement, models.PROTECT, related_name="withdrawals", verbose_name="Auszahlung"
    )
    step = models.CharField("Schritt", max_length=20, choices=SignedStep)
    signed_on = models.DateField("Unterschrieben am")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Unterschrieben von"
    )
    on = models.DateField("Zurückgenommen am")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Zurückgenommen von"
    )
    reason = models.TextField("Grund")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "Rücknahme"
        verbose_name_plural = "Rücknahmen"
        ordering = ["disbursement", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Nennen Sie den Grund der Rücknahme.",
            ),
            models.CheckConstraint(
                name="withdrawal_after_signature",
                condition=Q(on__gte=F("signed_on")),
                violation_error_message="Die Rücknahme liegt vor der Unterschrift.",
            ),
        ]
        triggers = [
            queued(),
            Guard(
                name="withdrawal_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=raising(
                    "withdrawal_immutable", "Eine Rücknahme ändert sich nicht mehr und wird nicht gelöscht."
                ),
            ),
            Guard(
                name="withdrawal_of_signature",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM funding_disbursement"
                    " WHERE id = NEW.disbursement_id AND paid_on IS NULL AND ("
                    "(NEW.step = 'release' AND released_on = NEW.signed_on"
                    " AND released_by_id = NEW.signed_by_id)"
                    " OR (NEW.step = 'certification' AND released_on IS NULL"
                    " AND certified_on = NEW.signed_on AND certified_by_id = NEW.signed_by_id))) THEN "
                    + raising(
                        "withdrawal_of_signature",
                        "Zurückgenommen wird nur die letzte Unterschrift einer Rate, die noch nicht "
                        "ausgezahlt ist.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} zurückgenommen am {german.day(self.on)}"
