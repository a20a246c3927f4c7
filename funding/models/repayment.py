"""Repayment claims: what was paid and not proven comes back, issued by another than who drafted it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.lookups import LessThan

from funding import rules
from funding.duties import CLAIM_ISSUE, CLAIM_PAY, CLAIM_REVISE
from funding.models.allocation import Allocation
from funding.models.draft_return import DraftReturn, given_back, returned, send_back, waits_for_its_author
from funding.models.fiscal_year import FiscalYear
from funding.models.hearing import heard_first
from funding.models.interest import BearsInterest, rates_known
from funding.models.reversal import Reversal
from funding.models.sums import total
from funding.news import (
    CLAIM_EXTENDED,
    CLAIM_ISSUED,
    CLAIM_RECEIVED,
    CLAIM_RECEIVED_IN_PART,
    CLAIM_RETURNED,
)
from funding.statuses import ClaimStatus
from partners.functions import second_hand
from partners.models import Notification, User
from partners.models.way_back import Way, WayBack, put_right_with_reason, stood
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import EuroField, at_least_a_cent, within_euros
from quartiersarbeit.ground.guards import (
    WRITTEN,
    Guard,
    checked,
    frozen,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
    written_once,
)
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import both_or_neither, in_order
from quartiersarbeit.ground.refusals import refuse, refuse_no_later
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write

_ISSUED = "Eine erlassene Rückforderung ändert sich nicht mehr; nur ihr Eingang wird gebucht, ihre Frist verlängert."

# Each receipt counts in the rest of one year and never of another: its own, while that is open, else the next that
# is. The day on which it is entered decides, not the day of the money: a closed year's rest is counted already.
_WANTED = (
    """
SELECT y.id INTO wanted FROM funding_allocation a JOIN funding_fiscalyear own ON own.id = a.fiscal_year_id
  JOIN funding_fiscalyear y ON y.year >= own.year AND y.closed_on IS NULL
 WHERE a.id = {allocation} ORDER BY y.year LIMIT 1;
IF wanted IS NULL OR coalesce(NEW.booked_in_id, wanted) <> wanted THEN
  """
    + raising(
        "repayment_booked_once",
        "Ein Eingang zählt im Haushaltsjahr seiner Zuweisung oder, wenn es abgeschlossen ist, im nächsten offenen. "
        "Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang.",
    )
    + """
END IF;
NEW.booked_in_id := wanted;
RETURN NEW;
"""
)
_BOOKED = "IF NEW.paid_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.paid_on IS NOT NULL) THEN RETURN NEW; END IF;"
_BOOKED += _WANTED.format(allocation="NEW.allocation_id")
_BOOKED_IN_PART = _WANTED.format(
    allocation="(SELECT c.allocation_id FROM funding_repaymentclaim c WHERE c.id = NEW.claim_id)"
)
# A part is less than what is still open: what covers the rest settles the claim.
_IN_PART = """NOT EXISTS (SELECT FROM funding_repaymentclaim c WHERE c.id = NEW.claim_id
  AND c.issued_on <= NEW.paid_on AND c.paid_on IS NULL
  AND c.amount > NEW.received + (SELECT coalesce(sum(t.received), 0) FROM funding_partreceipt t
                                  WHERE t.claim_id = c.id))"""


_BEFORE_LAST = (
    "EXISTS (SELECT FROM funding_partreceipt t WHERE t.claim_id = {claim} AND t.paid_on > NEW.paid_on)"
)
_IN_THEIR_ORDER: dict[str, Any] = {
    "message": "Es ist schon ein späterer Eingang gebucht. Buchen Sie Eingänge in ihrer Reihenfolge.",
    "rule": "before_last_receipt",
    "column": "paid_on",
}


class RepaymentClaimQuerySet(StatusQuerySet):
    STATUS = ClaimStatus

    def status_expression(self, on: date) -> Any:
        """How far the claim had come at the end of that day."""
        issued = Q(issued_on__lte=on)
        return first_of(
            ClaimStatus,
            (Q(paid_on__lte=on), ClaimStatus.SETTLED),
            (issued & Q(LessThan(stood(self.model, "due_on", on), on)), ClaimStatus.OVERDUE),
            (issued, ClaimStatus.OUTSTANDING),
            (returned(on, "pk", "claim"), ClaimStatus.RETURNED),
            otherwise=ClaimStatus.DRAFTED,
        )

    def visible_to(self, user):
        """The claims on the allocations one sees; a partner sees them once issued."""
        mine = of_seen(self, "allocation", Allocation.objects.visible_to(user))
        return mine if user.sees_everything else mine.filter(issued_on__isnull=False)

    def owed(self, on: date) -> list[Owed]:
        """The next steps: the city issues it, or drafts another, then the recipient pays."""
        named = {
            "subject": wording("allocation__site__name", Value(" "), "allocation__fiscal_year__year"),
            "site": "allocation__site",
        }
        drafts = self.in_status(on, ClaimStatus.DRAFTED).filter(drafted_on__lte=on)
        back = self.in_status(on, ClaimStatus.RETURNED)
        issued = self.in_status(on, ClaimStatus.OUTSTANDING, ClaimStatus.OVERDUE)
        due = stood(self.model, "due_on", on)
        theirs = {"since": "issued_on", "due_on": due, "partner": "allocation__recipient"}
        return [
            owes(drafts, CLAIM_ISSUE, since="drafted_on", **named),
            owes(back, CLAIM_REVISE, since=given_back(on, "pk", "claim"), **named),
            owes(issued, CLAIM_PAY, **theirs, **named),
        ]

    def draft(self, *, allocation: Allocation, amount: Decimal, by, on: date, **terms) -> "RepaymentClaim":
        """Draft a claim; `terms` are due_on, reason, interest_rate, interest_source and interest_from.

        With interest it bears what the base rates of each half-year say, as they come (`by_base_rate`).

        Refuses more than was paid and neither proven nor claimed yet, with code `claims_within_unspent`.
        """
        queue_up()
        left = self.left_to_claim(allocation, on)
        if amount > left:
            refuse(
                "claims_within_unspent",
                f"Zurückfordern lassen sich hier höchstens {german.euro(left)}: was ausgezahlt und weder "
                "nachgewiesen noch schon zurückgefordert ist.",
                field="amount",
            )
        if terms.get("interest_rate") and not terms.get("interest_source"):
            refuse(
                "repayment_interest_has_source",
                "Nennen Sie zu einem Zinssatz die Rechtsgrundlage.",
                field="interest_source",
            )
        terms["by_base_rate"] = bool(terms.get("interest_rate"))
        return self.create(allocation=allocation, amount=amount, drafted_by=by, drafted_on=on, **terms)

    def left_to_claim(self, allocation: Allocation, on: date) -> Decimal:
        """What was paid and neither proven nor claimed by that day (euros), drafts of claims included.

        What the bank sent back after the year's closing is here already.
        """
        totals = Allocation.objects.with_totals(on).get(pk=allocation.pk)
        sent_back = total(allocation.disbursements.filter(payment_return__settled_on__lte=on))
        drafted = RepaymentClaim.objects.filter(allocation=allocation, drafted_on__lte=on)
        return rules.unspent(totals.paid - sent_back, totals.proven + total(drafted))

    def settled(self, on: date):
        """Paid by that day."""
        return self.in_status(on, ClaimStatus.SETTLED)

    def overdue(self, on: date):
        """Outstanding on that day and due before it."""
        return self.in_status(on, ClaimStatus.OVERDUE)


@tracked()
class RepaymentClaim(BearsInterest, HasStatus):
    """Money to be given back (Rückforderung); `interest_rate` is percent a year, with its legal source.

    Interest runs from `interest_from`, or from the day after the due date, until the money has come in, each day on
    what is still open then. What comes in in parts stands in `PartReceipt`; the last sum settles the claim.
    """

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="repayment_claims", verbose_name="Zuweisung"
    )
    amount = EuroField("Betrag")
    due_on = models.DateField("Fällig am")
    interest_rate = models.DecimalField("Zinssatz (% pro Jahr)", max_digits=5, decimal_places=2, default=0)
    interest_source = models.CharField("Rechtsgrundlage der Verzinsung", max_length=300, blank=True)
    drafted_on = models.DateField("Entworfen am")
    drafted_by = person("Entworfen von", null=False, blank=False)
    interest_from = models.DateField("Zinsen ab", null=True, blank=True)
    by_base_rate = models.BooleanField(
        "Zinsen nach Halbjahren", default=False, db_default=False, editable=False
    )  # those of before bear the one rate of their draft
    reason = models.TextField("Begründung", blank=True)
    issued_on, issued_by = day_and_person(
        "repayment_issue_has_person", "Erlassen am", "Erlassen von", "Zum Erlass gehören Datum und Person."
    )
    paid_on = models.DateField("Eingegangen am", null=True, blank=True)
    received = EuroField("Eingegangener Betrag", null=True, blank=True)
    recorded_by = person("Eingang gebucht von")
    reference = models.CharField("Buchungszeichen", max_length=60, blank=True)
    booked_in = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="receipts",
        verbose_name="Vereinnahmt im Haushaltsjahr",
    )

    objects = RepaymentClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückforderung"
        verbose_name_plural = "Rückforderungen"
        ordering = ["due_on", "pk"]
        indexes = [found_by("claim_found", "reason", numbers=("reference",))]
        permissions = [
            ("issue_repaymentclaim", "Darf Rückforderungen erlassen"),
        ]
        constraints = [
            at_least_a_cent("repayment_amount_positive", "Eine Rückforderung beträgt mindestens einen Cent."),
            CheckConstraint(
                name="repayment_interest_plausible",
                field="interest_rate",
                condition=Q(interest_rate__gte=0, interest_rate__lte=100),
                violation_error_message="Der Zinssatz liegt zwischen 0 und 100 Prozent.",
            ),
            CheckConstraint(
                name="repayment_interest_has_source",
                field="interest_source",
                condition=Q(interest_rate__lte=0) | Q(interest_rate__gt=100) | ~Q(interest_source=""),
                violation_error_message="Nennen Sie die Rechtsgrundlage der Verzinsung.",
            ),
            models.CheckConstraint(
                name="repayment_dual_control",
                condition=Q(issued_by__isnull=True) | ~Q(issued_by=F("drafted_by")),
                violation_error_message=(
                    "Vier-Augen-Prinzip: Wer eine Rückforderung entworfen hat, erlässt sie nicht selbst."
                ),
            ),
            models.CheckConstraint(
                name="repayment_steps_in_order",
                condition=(Q(issued_on__isnull=True) | Q(issued_on__gte=F("drafted_on")))
                & in_order("issued_on", "paid_on"),
                violation_error_message="Erst entwerfen, dann erlassen, dann den Eingang buchen.",
            ),
            both_or_neither(
                "repayment_receipt_has_person",
                "paid_on",
                "recorded_by",
                "Zum Eingang gehören Datum und Person.",
            ),
            both_or_neither(
                "repayment_receipt_has_amount",
                "paid_on",
                "received",
                "Zum Eingang gehören Datum und Betrag.",
            ),
            both_or_neither(
                "repayment_receipt_has_year",
                "paid_on",
                "booked_in",
                "Zum Eingang gehört das Haushaltsjahr, in dem er zählt.",
            ),
            models.CheckConstraint(
                name="repayment_received_bounded",
                condition=Q(received__isnull=True) | within_euros("received"),
                violation_error_message="Der eingegangene Betrag ist nicht negativ.",
            ),
        ]
        triggers = [
            second_hand(
                "repayment_second_hand",
                first="SELECT NEW.drafted_by_id",
                by="issued_by_id",
                on="issued_on",
                permission=CLAIM_ISSUE.permission,
            ),
            waits_for_its_author("claim_id", "issued_on"),
            heard_first("claim_id", "issued_on"),
            refusing(
                "repayment_received_in_order",
                _BEFORE_LAST.format(claim="NEW.id"),
                operation=pgtrigger.UpdateOf("paid_on"),
                **_IN_THEIR_ORDER,
            ),
            rates_known(),
            queued(),
            *frozen(
                "repayment_immutable",
                "Eine beglichene Rückforderung ändert sich nicht mehr.",
                when=pgtrigger.Q(old__paid_on__isnull=False),
            ),
            refusing(
                "repayment_received_in_full",
                "NEW.received + (SELECT coalesce(sum(t.received), 0) FROM funding_partreceipt t"
                " WHERE t.claim_id = NEW.id) < NEW.amount",
                "Beglichen ist eine Rückforderung erst, wenn alle Eingänge zusammen sie decken.",
                column="received",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__received__isnull=False),
            ),
            put_right_with_reason(
                "repayment_due_extended",
                _ISSUED,
                record="funding.repaymentclaim",
                day="due_on",
                when="OLD.issued_on IS NOT NULL",
            ),
            refusing(
                "repayment_issued_stands",
                "OLD.issued_on IS NOT NULL",
                _ISSUED,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    exclude=["paid_on", "received", "recorded_by", "reference", "booked_in", "due_on"]
                ),
            ),
            Guard(
                name="repayment_booked_once",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("wanted", "bigint")],
                func=_BOOKED,
            ),
            never_deleted(
                "repayment_issued_stays",
                _ISSUED,
                when=pgtrigger.Q(old__issued_on__isnull=False, old__paid_on__isnull=True),
                code="repayment_issued_stands",
            ),
            *checked(
                "claimed", "funding_check_claims", "SELECT DISTINCT allocation_id FROM changed", *WRITTEN
            ),
        ]

    def __str__(self) -> str:
        return f"Rückforderung {self.allocation}"

    def get_absolute_url(self) -> str:
        return address("funding:claim_detail", self.pk)

    @transaction.atomic
    def issue(self, *, by, on: date) -> None:
        """Make the draft binding, by another than who drafted it; its notice freezes `issuing.issue`.

        Codes: `repayment_issued_stands`, `repayment_dual_control`, `claims_within_unspent`, `draft_returned`.
        """
        queue_up()
        claim = RepaymentClaim.objects.get(pk=self.pk)
        if claim.issued_on:
            refuse("repayment_issued_stands", "Diese Rückforderung ist schon erlassen.")
        four_eyes(
            by,
            CLAIM_ISSUE.permission,
            [claim.drafted_by_id],
            "repayment_dual_control",
            "Vier-Augen-Prinzip: Sie haben diese Rückforderung entworfen und können sie nicht erlassen.",
        )
        write(claim, issued_on=on, issued_by=by)
        demanded = {"amount": german.euro(claim.amount), "day": german.day(claim.due_on)}
        claim._tell(CLAIM_ISSUED, claim.drafted_by, by=by, on=on, **demanded)

    @transaction.atomic
    def send_back(self, *, reason: str, by, on: date) -> DraftReturn:
        """Give the draft back to its author, with the reason; they discard it and draft another.

        Codes: `repayment_issued_stands`, and those of `draft_return.send_back`.
        """
        queue_up()
        self.refresh_from_db()
        if self.issued_on:
            refuse("repayment_issued_stands", "Diese Rückforderung ist schon erlassen.")
        given: dict[str, Any] = {"reason": reason, "by": by, "on": on, "called": str(self.allocation)}
        return send_back(self, CLAIM_RETURNED, permission=CLAIM_ISSUE.permission, **given)

    @transaction.atomic
    def discard(self, *, reason: str, by, on: date) -> None:
        """Throw a draft away, with the reason; it claimed nothing yet, so one alone may.

        Codes: `repayment_issued_stands`; from the database `way_back_has_reason`.
        """
        queue_up()
        claim = RepaymentClaim.objects.get(pk=self.pk)
        if claim.issued_on:
            refuse("repayment_issued_stands", _ISSUED)
        said = f"Rückforderung über {german.euro(claim.amount)}, entworfen am {german.day(claim.drafted_on)}"
        WayBack.objects.note(claim.allocation, Way.DISCARDED, before=said, reason=reason, by=by, on=on)
        claim.delete()

    @property
    def outstanding(self) -> Decimal:
        """What of the claim itself, without interest, has not come in (euros)."""
        return rules.NOTHING if self.paid_on else self.amount - total(self.parts, "received")

    @transaction.atomic
    def receive(self, *, paid_on: date, received: Decimal, reference: str, by, on: date) -> None:
        """Record that money came in: a part, which leaves a rest open, or what covers the rest and settles the claim.

        A part reduces what bears interest from its day on; with the last sum at most the interest due until then
        comes in. Each counts in the rest of its own fiscal year or, entered after that is closed, of the next open one.
        Codes: `not_issued`, `repayment_immutable`, `future`, `before_issue`, `before_last_receipt`,
        `received_too_much`, `base_rate_missing`; from the database `repayment_booked_once`.
        """
        queue_up()
        claim = RepaymentClaim.objects.get(pk=self.pk)
        claim._refuse_receipt(paid_on, on)
        rest = claim.outstanding
        owed = rest + claim.interest(paid_on)
        if received >= rest:
            claim.refuse_unknown_rate(paid_on)
        if received > owed:
            refuse(
                "received_too_much",
                f"Mit Zinsen sind am {german.day(paid_on)} höchstens {german.euro(owed)} offen.",
                field="received",
            )
        if received < rest:
            claim.parts.create(paid_on=paid_on, received=received, reference=reference, recorded_by=by)
            left = german.euro(rest - received)
            claim._tell(
                CLAIM_RECEIVED_IN_PART, claim.issued_by, by=by, on=on, amount=german.euro(received), rest=left
            )
            return
        write(claim, paid_on=paid_on, received=received, reference=reference, recorded_by=by)
        claim._tell(CLAIM_RECEIVED, claim.issued_by, by=by, on=on)
        self.refresh_from_db()  # with the year the database booked it in

    def _refuse_receipt(self, paid_on: date, on: date) -> None:
        if not self.issued_on:
            refuse("not_issued", "Die Rückforderung ist noch nicht erlassen.")
        if self.paid_on:
            refuse("repayment_immutable", "Der Eingang ist schon gebucht.")
        if paid_on > on:
            refuse("future", "Dieser Tag liegt in der Zukunft.", field="paid_on")
        if paid_on < self.issued_on:
            issued = german.day(self.issued_on)
            refuse(
                "before_issue", f"Erlassen ist sie am {issued}; davor kann nichts eingehen.", field="paid_on"
            )
        if (last := self.parts.order_by("paid_on").last()) and paid_on < last.paid_on:
            refuse(
                "before_last_receipt",
                f"Der letzte Eingang war am {german.day(last.paid_on)}. Buchen Sie Eingänge in ihrer Reihenfolge.",
                field="paid_on",
            )

    @transaction.atomic
    def extend(self, *, due_on: date, reason: str, by, on: date) -> None:
        """Give the recipient until a later day, with the reason; without a day of its own, interest starts after it.

        Codes: `not_issued`, `repayment_immutable`, `not_later`; from the database `way_back_has_reason`.
        """
        queue_up()
        claim = RepaymentClaim.objects.get(pk=self.pk)
        if not claim.issued_on:
            refuse("not_issued", "Die Rückforderung ist noch nicht erlassen; verwerfen Sie den Entwurf.")
        if claim.paid_on:
            refuse("repayment_immutable", "Der Eingang ist schon gebucht.")
        refuse_no_later(due_on, claim.due_on)
        WayBack.objects.note(
            claim,
            Way.EXTENDED,
            fact="due_on",
            before=claim.due_on,
            after=due_on,
            reason=reason,
            by=by,
            on=on,
            partner=claim.allocation.recipient,
        )
        write(claim, due_on=due_on)
        claim._tell(CLAIM_EXTENDED, claim.issued_by, by=by, on=on, day=german.day(due_on))

    def _tell(self, occasion: Occasion, *others: User | None, by, on: date, **words: str) -> None:
        """The recipient's people hear of it, and these."""
        people = [*others, *self.allocation.people()]
        told = {"by": by, "on": on, "called": str(self.allocation)}
        Notification.objects.tell(occasion, self, to=people, **told, **words)


class PartReceiptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the claims one sees."""
        return of_seen(self, "claim", RepaymentClaim.objects.visible_to(user))


@tracked()
class PartReceipt(models.Model):
    """A part of a claim that came in (Teilzahlung): less than what was still open; the last sum stands at the claim."""

    claim = models.ForeignKey(
        RepaymentClaim, models.PROTECT, related_name="parts", verbose_name="Rückforderung"
    )
    paid_on = models.DateField("Eingegangen am")
    received = EuroField("Eingegangener Betrag")
    reference = models.CharField("Buchungszeichen", max_length=60, blank=True)
    recorded_by = person("Eingang gebucht von", null=False, blank=False)
    booked_in = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="part_receipts",
        verbose_name="Vereinnahmt im Haushaltsjahr",
    )

    objects = PartReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "Teilzahlung"
        verbose_name_plural = "Teilzahlungen"
        ordering = ["claim", "paid_on", "pk"]
        constraints = [
            CheckConstraint(
                name="part_receipt_positive",
                field="received",
                condition=within_euros("received", "0.01"),
                violation_error_message="Eine Teilzahlung beträgt mindestens einen Cent.",
            ),
        ]
        triggers = [
            queued(),
            refusing("part_receipt_ordered", _BEFORE_LAST.format(claim="NEW.claim_id"), **_IN_THEIR_ORDER),
            refusing(
                "part_receipt_of_open_claim",
                _IN_PART,
                "Eine Teilzahlung gehört zu einer erlassenen, offenen Rückforderung und ist kleiner als ihr Rest.",
                column="received",
            ),
            Guard(
                name="part_receipt_booked_once",
                operation=pgtrigger.Insert,
                declare=[("wanted", "bigint")],
                func=_BOOKED_IN_PART,
            ),
            written_once(
                "part_receipt_immutable", "Ein gebuchter Eingang ändert sich nicht mehr und bleibt."
            ),
        ]

    def __str__(self) -> str:
        return f"{german.euro(self.received)} am {german.day(self.paid_on)}"


class ClaimedReversal(Reversal):
    """A reversal as the claims see it: what is claimed back must still have been paid."""

    class Meta:
        proxy = True
        verbose_name = "Storno und Rückforderung"
        verbose_name_plural = "Stornos und Rückforderungen"
        default_permissions = ()
        triggers = checked(
            "claimed",
            "funding_check_claims",
            "SELECT DISTINCT d.allocation_id FROM funding_disbursement d JOIN changed c ON d.id = c.disbursement_id",
            pgtrigger.Insert,
        )
