"""Payments that came back (Rückläufer): the bank sent the money back, and somebody says what becomes of it.

While its year is open, the payment is reversed and its money can be planned again. A closed year stays as it was
counted: there the money is booked in the next open year, as a repayment is.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q, Value

from funding.duties import RETURN_SETTLE
from funding.models.disbursement import Disbursement, OfDisbursementQuerySet
from funding.models.fiscal_year import FiscalYear
from funding.news import PAYMENT_RETURNED
from funding.statuses import ReturnStatus
from partners.functions import second_hand
from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import filled, text_given
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import (
    Guard,
    differs,
    never_changed,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
)
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import both_or_neither
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import repeatable, write

_ONLY_PAID = "Zurückkommen kann nur eine Zahlung, die als ausgezahlt erfasst und nicht storniert ist."
_STAYS = "Ein Rücklauf ändert sich nicht mehr und wird nicht gelöscht."
_OPEN_YEAR = "Das Haushaltsjahr ist noch offen. Stornieren Sie die Zahlung; damit ist der Rücklauf geklärt."
_DUAL_CONTROL = "Vier-Augen-Prinzip: Wer die Zahlung erfasst hat, klärt ihren Rücklauf nicht selbst."

# As of a repayment: a closed year's rest is counted already, so the money counts in the next one that is open.
_BOOKED = (
    """
IF NEW.settled_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.settled_on IS NOT NULL) THEN RETURN NEW; END IF;
IF EXISTS (SELECT FROM funding_disbursement d JOIN funding_allocation a ON a.id = d.allocation_id
             JOIN funding_fiscalyear y ON y.id = a.fiscal_year_id
            WHERE d.id = NEW.disbursement_id AND y.closed_on IS NULL) THEN
  """
    + raising("payment_return_of_closed_year", _OPEN_YEAR)
    + """
END IF;
SELECT y.id INTO wanted FROM funding_disbursement d JOIN funding_allocation a ON a.id = d.allocation_id
  JOIN funding_fiscalyear own ON own.id = a.fiscal_year_id
  JOIN funding_fiscalyear y ON y.year > own.year AND y.closed_on IS NULL
 WHERE d.id = NEW.disbursement_id ORDER BY y.year LIMIT 1;
IF wanted IS NULL OR coalesce(NEW.booked_in_id, wanted) <> wanted THEN
  """
    + raising(
        "payment_return_booked_once",
        "Das Geld zählt im nächsten offenen Haushaltsjahr. Eröffnen Sie es, und klären Sie dann den Rücklauf.",
    )
    + """
END IF;
NEW.booked_in_id := wanted;
RETURN NEW;
"""
)


class PaymentReturnQuerySet(OfDisbursementQuerySet, StatusQuerySet):
    STATUS = ReturnStatus

    def status_expression(self, on: date) -> Any:
        """Whether somebody had said by the end of that day what becomes of the money."""
        settled = Q(settled_on__lte=on) | Q(disbursement__reversal__on__lte=on)
        return first_of(ReturnStatus, (settled, ReturnStatus.SETTLED), otherwise=ReturnStatus.OPEN)

    def unsettled(self, on: date):
        """Come back by that day, and nobody has said yet what becomes of it."""
        return self.in_status(on, ReturnStatus.OPEN).filter(on__lte=on)

    def owed(self, on: date) -> list[Owed]:
        """Somebody reverses the payment, or books it in the next open year."""
        year = "disbursement__allocation__fiscal_year__year"
        site = ("disbursement__allocation__site__name", Value(" "), year)
        subject = wording(*site, Value(", "), "disbursement__number", Value(". Rate"))
        of_site = {"site": "disbursement__allocation__site", "key": "disbursement"}
        return [owes(self.unsettled(on), RETURN_SETTLE, subject=subject, since="on", **of_site)]

    @repeatable
    def record(
        self, *, disbursement: Disbursement, returned_on: date, reason: str, by, on: date
    ) -> "PaymentReturn":
        """Record that the money came back, also when the year is closed; it is settled by somebody else.

        Codes: `payment_return_of_payment`, `payment_returned`, `returned_in_future`, `disbursement_reversed`.
        """
        row = disbursement.locked()
        if earlier := self.filter(disbursement=row).first():
            refuse(
                "payment_returned",
                f"Dieser Rücklauf ist schon erfasst, am {german.day(earlier.on)}: {earlier.reason}",
            )
        if (reversal := getattr(row, "reversal", None)) is not None:
            refuse(
                "disbursement_reversed", f"Diese Zahlung ist schon storniert, am {german.day(reversal.on)}."
            )
        if row.paid_on is None:
            refuse("payment_return_of_payment", _ONLY_PAID)
        if returned_on < row.paid_on:
            refuse(
                "payment_return_of_payment",
                f"Der Rücklauf liegt vor der Zahlung vom {german.day(row.paid_on)}.",
                field="returned_on",
            )
        if returned_on > on:
            refuse("returned_in_future", "Dieser Tag liegt in der Zukunft.", field="returned_on")
        back = self.create(disbursement=row, on=returned_on, by=by, reason=reason)
        told = {"by": by, "on": on, "called": row.called, "reason": reason}
        signed = [row.paid_by, row.released_by, row.certified_by]
        Notification.objects.tell(PAYMENT_RETURNED, row, to=signed, **told)
        Notification.objects.tell(PAYMENT_RETURNED, row.allocation, to=row.allocation.people(), **told)
        return back


@tracked()
class PaymentReturn(HasStatus):
    """Money the bank sent back (Rücklauf): since when, why, and in which year it counts where its own is closed."""

    disbursement = models.OneToOneField(
        Disbursement, models.PROTECT, related_name="payment_return", verbose_name="Auszahlung"
    )
    on = models.DateField("Zurückgekommen am")
    by = person("Rücklauf erfasst von", null=False, blank=False)
    reason = models.TextField("Grund des Rücklaufs")
    settled_on, settled_by = day_and_person(
        "payment_return_settled_has_person",
        "Geklärt am",
        "Geklärt von",
        "Zur Klärung gehören Datum und Person.",
    )
    settlement = models.TextField("Was mit dem Geld geschieht", blank=True)
    booked_in = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="returned_payments",
        verbose_name="Vereinnahmt im Haushaltsjahr",
    )

    objects = PaymentReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "Rücklauf"
        verbose_name_plural = "Rückläufe"
        ordering = ["-on", "-pk"]
        constraints = [
            text_given("payment_return_has_reason", "reason", "Nennen Sie den Grund des Rücklaufs."),
            filled(
                "payment_return_settlement_told",
                "settlement",
                "Sagen Sie, was mit dem Geld geschieht.",
                once_on="settled_on",
                field="settlement",
            ),
            both_or_neither(
                "payment_return_has_year",
                "settled_on",
                "booked_in",
                "Zur Klärung gehört das Haushaltsjahr, in dem das Geld zählt.",
            ),
            models.CheckConstraint(
                name="payment_return_settled_afterwards",
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("on")),
                violation_error_message="Die Klärung liegt vor dem Rücklauf.",
            ),
        ]
        triggers = [
            second_hand(
                "payment_return_second_hand",
                first="SELECT d.paid_by_id FROM funding_disbursement d WHERE d.id = NEW.disbursement_id",
                by="settled_by_id",
                on="settled_on",
                permission=RETURN_SETTLE.permission,
            ),
            queued(),
            refusing(
                "payment_return_of_payment",
                "NOT EXISTS (SELECT 1 FROM funding_disbursement d WHERE d.id = NEW.disbursement_id"
                ' AND d.paid_on <= NEW."on"'
                " AND NOT EXISTS (SELECT FROM funding_reversal r WHERE r.disbursement_id = d.id))",
                _ONLY_PAID,
                column="on",
            ),
            refusing(
                "payment_return_dual_control",
                "NEW.settled_by_id IS NOT NULL AND EXISTS (SELECT 1 FROM funding_disbursement"
                " WHERE id = NEW.disbursement_id AND paid_by_id = NEW.settled_by_id)",
                _DUAL_CONTROL,
                column="settled_by",
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
            Guard(
                name="payment_return_booked_once",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("wanted", "bigint")],
                func=_BOOKED,
            ),
            never_changed(
                "payment_return_immutable",
                _STAYS,
                when=pgtrigger.Condition(
                    f"OLD.settled_on IS NOT NULL OR {differs('disbursement_id', 'by_id', 'reason')}"
                    ' OR OLD."on" <> NEW."on"'
                ),
            ),
            never_deleted("payment_return_kept", _STAYS, code="payment_return_immutable"),
        ]

    def __str__(self) -> str:
        return f"Rücklauf: {self.disbursement}"

    def get_absolute_url(self) -> str:
        return address("funding:disbursement_detail", self.disbursement_id)

    @repeatable
    def settle(self, *, settlement: str, by, on: date) -> None:
        """Say what becomes of money that came back after its year was closed; the database books it in the next one.

        Codes: `payment_return_settled`, `payment_return_of_closed_year`, `payment_return_dual_control`; from the
        database `payment_return_booked_once`, `payment_return_settlement_told`.
        """
        queue_up()
        rows = PaymentReturn.objects.select_for_update(of=("self",))
        row = rows.select_related("disbursement__allocation__fiscal_year").get(pk=self.pk)
        if row.status_on(on) == ReturnStatus.SETTLED:
            refuse("payment_return_settled", "Dieser Rücklauf ist schon geklärt.")
        if not row.disbursement.allocation.fiscal_year.closed_on:
            refuse("payment_return_of_closed_year", _OPEN_YEAR)
        four_eyes(
            by,
            RETURN_SETTLE.permission,
            [row.disbursement.paid_by_id],
            "payment_return_dual_control",
            "Vier-Augen-Prinzip: Sie haben diese Zahlung erfasst und können ihren Rücklauf nicht selbst klären.",
        )
        write(row, settled_on=on, settled_by=by, settlement=settlement)
        self.refresh_from_db()  # with the year the database booked it in
