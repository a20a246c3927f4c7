"""Reversals: a payment taken back is a fact of its own, beside the disbursement that never changes."""

from datetime import date

import pgtrigger
from django.db import models

from funding.models.allocation import Allocation
from funding.models.disbursement import Disbursement, OfDisbursementQuerySet
from funding.news import PAYMENT_REVERSED
from partners.functions import second_hand
from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import text_given
from quartiersarbeit.ground.guards import checked, queued, refusing, written_once
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.transactions import repeatable

_ONLY_PAID = "Storniert wird nur eine Rate, die schon ausgezahlt ist."


class ReversalQuerySet(OfDisbursementQuerySet):
    @repeatable
    def record(
        self, *, disbursement: Disbursement, reversed_on: date, reason: str, by, on: date
    ) -> "Reversal":
        """Take a payment back; the row itself stays, and its money may be planned again.

        Dual control: who recorded the payment does not take it back alone, or one person could move money in and
        out of the books unseen. Whoever released it may: two people, payer and releaser, then know of it.

        Codes: `reversal_of_payment`, `disbursement_reversed`, `reversed_in_future`, `reversal_dual_control`,
        `proven_within_paid`; from the database `claims_within_unspent`.
        """
        row = disbursement.locked()
        if earlier := self.filter(disbursement=row).first():
            refuse(
                "disbursement_reversed", f"Diese Zahlung ist schon storniert, am {german.day(earlier.on)}."
            )
        if row.paid_on is None:
            refuse("reversal_of_payment", _ONLY_PAID)
        four_eyes(
            by,
            "funding.add_reversal",
            [row.paid_by_id],
            "reversal_dual_control",
            "Vier-Augen-Prinzip: Sie haben diese Zahlung erfasst und können sie nicht selbst stornieren.",
        )
        if reversed_on < row.paid_on:
            paid_on = german.day(row.paid_on)
            refuse(
                "reversal_of_payment", f"Das Storno liegt vor der Zahlung vom {paid_on}.", field="reversed_on"
            )
        if reversed_on > on:
            refuse("reversed_in_future", "Dieser Tag liegt in der Zukunft.", field="reversed_on")
        _refuse_proven(row, on)
        reversal = self.create(disbursement=row, on=reversed_on, by=by, reason=reason)
        told = {"by": by, "on": on, "called": row.called}
        signed = [row.paid_by, row.released_by, row.certified_by]
        Notification.objects.tell(PAYMENT_REVERSED, row, to=signed, **told)
        Notification.objects.tell(PAYMENT_REVERSED, row.allocation, to=row.allocation.people(), **told)
        return reversal


def _refuse_proven(row: Disbursement, on: date) -> None:
    """What an accepted proof says was spent must have been paid."""
    totals = Allocation.objects.with_totals(on).get(pk=row.allocation_id)
    if totals.proven > totals.paid - row.amount:
        refuse(
            "proven_within_paid",
            f"Für diese Zuweisung sind {german.euro(totals.proven)} als ausgegeben nachgewiesen und angenommen. "
            f"Ohne diese Zahlung wären nur {german.euro(totals.paid - row.amount)} ausgezahlt.",
        )


@tracked()
class Reversal(models.Model):
    """A payment taken back (Storno): a fact of its own, so that the payment itself never changes."""

    disbursement = models.OneToOneField(
        Disbursement, models.PROTECT, related_name="reversal", verbose_name="Auszahlung"
    )
    on = models.DateField("Storniert am")
    by = person("Storniert von", null=False, blank=False)
    reason = models.TextField("Grund")

    objects = ReversalQuerySet.as_manager()

    class Meta:
        verbose_name = "Storno"
        verbose_name_plural = "Stornos"
        ordering = ["-on", "-pk"]
        constraints = [
            text_given("reversal_has_reason", "reason", "Nennen Sie den Grund des Stornos."),
        ]
        triggers = [
            second_hand(
                "reversal_second_hand",
                first="SELECT d.paid_by_id FROM funding_disbursement d WHERE d.id = NEW.disbursement_id",
                by="by_id",
                on="on",
                permission="funding.add_reversal",
            ),
            queued(),
            written_once("reversal_immutable", "Ein Storno ändert sich nicht mehr und wird nicht gelöscht."),
            # A reversed row no longer counts against the commitment, so it must not be paid afterwards.
            refusing(
                "reversal_of_payment",
                "NOT EXISTS (SELECT 1 FROM funding_disbursement"
                ' WHERE id = NEW.disbursement_id AND paid_on <= NEW."on")',
                _ONLY_PAID,
                column="on",
            ),
            # Another table's row names who recorded the payment, so no CHECK can say it.
            refusing(
                "reversal_dual_control",
                "EXISTS (SELECT 1 FROM funding_disbursement"
                " WHERE id = NEW.disbursement_id AND paid_by_id = NEW.by_id)",
                "Vier-Augen-Prinzip: Wer eine Zahlung erfasst hat, storniert sie nicht selbst.",
                column="by",
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
