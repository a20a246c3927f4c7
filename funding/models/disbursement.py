"""Disbursements: certified by one, released by another, paid once, reversed instead of edited.

A signature taken back and a payment taken back are facts of their own, so that nothing signed or paid disappears.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from funding.duties import INSTALMENT_CERTIFY, INSTALMENT_PAY, INSTALMENT_RELEASE
from funding.models import past, sums
from funding.models.account import FREEZE_ACCOUNT, ToAccount
from funding.models.allocation import YEARS_OF_CHANGED, Allocation
from funding.models.fiscal_year import FiscalYear
from funding.news import PAID, SIGNATURE_WITHDRAWN
from funding.statuses import UNPAID, DisbursementStatus
from partners.functions import inactive, second_hand, stopped_when_inactive
from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import filled, text_given
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import EuroField, at_least_a_cent
from quartiersarbeit.ground.guards import (
    Guard,
    checked,
    differs,
    frozen,
    never_changed,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
    written_once,
)
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import in_order
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import repeatable, write

# What a signature stands for: certified is how much and when, released is to whom and where.
_CERTIFIED_CHANGED = pgtrigger.Condition(
    "OLD.paid_on IS NULL AND OLD.certified_on IS NOT NULL AND NEW.certified_on IS NOT NULL AND ("
    + differs("allocation_id", "number", "amount", "due_on", "drafted_by_id", "certified_by_id", "paper_on")
    + f" OR (NEW.paper_on IS NULL OR NEW.paid_on IS NULL) AND {differs('drafted_on', 'certified_on')}"
    + f" OR NEW.paper_on IS NOT NULL AND {differs('reference')})"
)
_RELEASED_CHANGED = pgtrigger.Condition(
    "OLD.paid_on IS NULL AND OLD.released_on IS NOT NULL AND NEW.released_on IS NOT NULL AND "
    + differs("recipient_name", "recipient_iban", "account_holder", "released_on", "released_by_id")
)

_WITHIN_YEAR = """
SELECT y.year INTO STRICT budget
  FROM funding_allocation a JOIN funding_fiscalyear y ON y.id = a.fiscal_year_id WHERE a.id = NEW.allocation_id;
IF extract(year FROM NEW.due_on) <> budget THEN
  {due}
END IF;
IF extract(year FROM NEW.paid_on) <> budget THEN
  {paid}
END IF;
RETURN NEW;
"""
_WITHDRAWN = """(OLD.released_on IS NOT NULL AND NEW.released_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM funding_withdrawal WHERE disbursement_id = OLD.id AND step = 'release'
         AND signed_on = OLD.released_on AND signed_by_id = OLD.released_by_id))
   OR (OLD.certified_on IS NOT NULL AND NEW.certified_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM funding_withdrawal WHERE disbursement_id = OLD.id AND step = 'certification'
         AND signed_on = OLD.certified_on AND signed_by_id = OLD.certified_by_id))"""
_DROPPED_STAYS = "Eine gestrichene Rate bleibt, wie sie ist. Planen Sie eine neue."
_CERTIFIED_STAYS = "Eine festgestellte Rate ändert sich nicht mehr. Nehmen Sie erst die Feststellung zurück."


def _signed(step: "SignedStep", on: date) -> Q:
    """Signed by that day and not taken back by then: the row forgets what was taken back, `Withdrawal` keeps it."""
    field = {SignedStep.CERTIFICATION: "certified_on", SignedStep.RELEASE: "released_on"}[step]
    of_row = Withdrawal.objects.filter(disbursement=OuterRef("pk"), step=step)
    return Q(**{f"{field}__lte": on}) | Q(Exists(of_row.filter(signed_on__lte=on, on__gt=on)))


def _signed_on(step: "SignedStep", on: date) -> Coalesce:
    """The day of the signature that stood at the end of that day, taken back since or not."""
    field = {SignedStep.CERTIFICATION: "certified_on", SignedStep.RELEASE: "released_on"}[step]
    of_row = Withdrawal.objects.filter(disbursement=OuterRef("pk"), step=step)
    return Coalesce(Subquery(of_row.filter(signed_on__lte=on, on__gt=on).values("signed_on")[:1]), field)


_RECIPIENT_LEFT = inactive(
    "(SELECT a.recipient_id FROM funding_allocation a WHERE a.id = NEW.allocation_id)", "NEW.released_on"
)


class DisbursementQuerySet(StatusQuerySet):
    STATUS = DisbursementStatus

    def status_expression(self, on: date) -> Any:
        """The last step taken by the end of that day and not taken back by then."""
        return first_of(
            DisbursementStatus,
            (Q(dropped_on__lte=on), DisbursementStatus.DROPPED),
            (Q(reversal__on__lte=on), DisbursementStatus.REVERSED),
            (Q(paid_on__lte=on), DisbursementStatus.PAID),
            (_signed(SignedStep.RELEASE, on), DisbursementStatus.RELEASED),
            (_signed(SignedStep.CERTIFICATION, on), DisbursementStatus.CERTIFIED),
            otherwise=DisbursementStatus.PLANNED,
        )

    def visible_to(self, user):
        """Those of the allocations one sees."""
        return of_seen(self, "allocation", Allocation.objects.visible_to(user))

    def paid(self, on: date):
        """Paid by that day and not reversed by then."""
        return self.filter(sums.paid(on))

    def on_the_way(self, on: date, *steps: DisbursementStatus):
        """Those planned by that day that stand at one of these steps then, in a year that is not closed by then."""
        known = self.in_status(on, *steps).filter(drafted_on__lte=on)
        return known.exclude(allocation__fiscal_year__in=FiscalYear.objects.closed(on))

    def unpaid(self, on: date):
        """Still on their way, in a year that is not closed."""
        return self.on_the_way(on, *UNPAID)

    def changeable(self, on: date):
        """Planned and not certified: what a new plan may take the place of."""
        return self.on_the_way(on, DisbursementStatus.PLANNED).filter(paper_on__isnull=True)

    def awaiting_release(self, on: date):
        """Certified and not yet released."""
        return self.on_the_way(on, DisbursementStatus.CERTIFIED)

    def awaiting_payment(self, on: date):
        """Released and not yet paid."""
        return self.on_the_way(on, DisbursementStatus.RELEASED)

    def awaiting_list(self, fiscal_year, on: date):
        """Released in this year and on no payment list that stands."""
        listed = Disbursement.objects.filter(
            pk=OuterRef("pk"), payment_items__isnull=False, payment_items__dropped_on__isnull=True
        )
        return self.awaiting_payment(on).filter(~Exists(listed), allocation__fiscal_year=fiscal_year)

    def owed(self, on: date) -> list[Owed]:
        """The next step of each, due with it; what stands on a payment list is paid with that."""
        allocation = ("allocation__site__name", Value(" "), "allocation__fiscal_year__year")
        subject = wording(*allocation, Value(", "), "number", Value(". Rate"))
        due = Case(When(paper_on__isnull=True, then="due_on"))  # what was paid long ago is not due
        named = {"subject": subject, "due_on": due, "site": "allocation__site"}
        standing = Q(payment_items__dropped_on__isnull=True) | Q(payment_items__dropped_on__gt=on)
        listed = Disbursement.objects.filter(
            standing, pk=OuterRef("pk"), payment_items__run__created_on__lte=on
        )
        certified, released = (_signed_on(step, on) for step in SignedStep)
        return [
            owes(self.changeable(on), INSTALMENT_CERTIFY, since="drafted_on", **named),
            owes(self.awaiting_release(on), INSTALMENT_RELEASE, since=certified, **named),
            owes(self.awaiting_payment(on).filter(~Exists(listed)), INSTALMENT_PAY, since=released, **named),
        ]

    def due(self, on: date, by: date):
        """Those unpaid on the day `on` that are due by the day `by`."""
        return self.in_status(on, *UNPAID).filter(drafted_on__lte=on, due_on__lte=by, paper_on__isnull=True)


class SignedStep(models.TextChoices):
    CERTIFICATION = "certification", "Feststellung"
    RELEASE = "release", "Freigabe"


@tracked()
class Disbursement(ToAccount, HasStatus):
    """One instalment of an allocation, from the plan to the payment (Auszahlung)."""

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="disbursements", verbose_name="Zuweisung"
    )
    number = models.PositiveSmallIntegerField("Rate", default=1)
    amount = EuroField("Betrag")
    due_on = models.DateField("Fällig am")
    drafted_on = models.DateField("Vorgesehen am")
    drafted_by = person("Vorgesehen von", null=False, blank=False)
    certified_on, certified_by = day_and_person(
        "disbursement_certified_has_person",
        "Sachlich und rechnerisch richtig am",
        "Sachlich und rechnerisch richtig",
        "Zur Feststellung gehören Datum und Person.",
    )
    released_on, released_by = day_and_person(
        "disbursement_released_has_person",
        "Freigegeben am",
        "Freigegeben von",
        "Zur Freigabe gehören Datum und Person.",
    )
    paid_on = models.DateField("Ausgezahlt am", null=True, blank=True)
    paid_by = person("Zahlung erfasst von")
    reference = models.CharField("Buchungszeichen", max_length=60, blank=True)
    dropped_on, dropped_by = day_and_person(
        "disbursement_drop_has_person",
        "Gestrichen am",
        "Gestrichen von",
        "Zum Streichen einer Rate gehören Datum und Person.",
    )
    drop_reason = models.TextField("Grund der Streichung", blank=True, default="", db_default="")
    paper_on, entered_on = past.days("Laut Akte gezahlt am")

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        verbose_name = "Auszahlung"
        verbose_name_plural = "Auszahlungen"
        ordering = ["allocation", "number", "pk"]
        indexes = [found_by("disbursement_found", "recipient_name", numbers=("reference", "recipient_iban"))]
        permissions = [
            ("certify_disbursement", "Darf Auszahlungen sachlich und rechnerisch richtig zeichnen"),
            ("release_disbursement", "Darf Auszahlungen freigeben"),
            ("pay_disbursement", "Darf erfassen, dass eine Auszahlung gezahlt ist"),
        ]
        constraints = [
            at_least_a_cent("disbursement_amount_positive", "Eine Auszahlung beträgt mindestens einen Cent."),
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
            models.CheckConstraint(
                name="disbursement_recipient_with_release",
                condition=Q(released_on__isnull=False)
                | Q(recipient_name="", recipient_iban="", account_holder=""),
                violation_error_message="Empfänger und IBAN stehen erst mit der Freigabe fest.",
            ),
            filled(
                "disbursement_drop_reasoned",
                "drop_reason",
                "Nennen Sie den Grund, warum die Rate gestrichen wird.",
                once_on="dropped_on",
                field="reason",
            ),
            models.CheckConstraint(
                name="disbursement_dropped_unsigned",
                condition=Q(dropped_on__isnull=True)
                | Q(dropped_on__gte=F("drafted_on"), certified_on__isnull=True),
                violation_error_message="Gestrichen wird nur eine Rate, die nicht festgestellt ist.",
            ),
            models.UniqueConstraint(
                fields=["allocation", "number"],
                name="disbursement_number_unique",
                violation_error_message="Diese Rate gibt es schon.",
            ),
            *past.DISBURSEMENT_RULES,
        ]
        triggers = [
            second_hand(
                "disbursement_second_hand",
                first="VALUES (NEW.drafted_by_id), (NEW.certified_by_id)",
                by="released_by_id",
                on="released_on",
                permission=INSTALMENT_RELEASE.permission,
                day="coalesce(NEW.entered_on, NEW.released_on)",
            ),
            *past.DISBURSEMENT_GUARDS,
            stopped_when_inactive("disbursement_of_active", "released_on", _RECIPIENT_LEFT),
            queued(),
            *frozen(
                "disbursement_immutable",
                "Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie.",
                when=pgtrigger.Q(old__paid_on__isnull=False),
            ),
            *frozen(
                "disbursement_dropped_stays", _DROPPED_STAYS, when=pgtrigger.Q(old__dropped_on__isnull=False)
            ),
            never_changed("disbursement_certified_frozen", _CERTIFIED_STAYS, when=_CERTIFIED_CHANGED),
            never_deleted(
                "disbursement_certified_kept",
                _CERTIFIED_STAYS,
                when=pgtrigger.Q(old__paid_on__isnull=True, old__certified_on__isnull=False),
                code="disbursement_certified_frozen",
            ),
            never_changed(
                "disbursement_released_frozen",
                "Empfänger und Konto einer freigegebenen Rate ändern sich nicht mehr. "
                "Nehmen Sie erst die Freigabe zurück.",
                when=_RELEASED_CHANGED,
            ),
            refusing(
                "disbursement_withdrawn_with_reason",
                _WITHDRAWN,
                "Eine Unterschrift wird nur mit Grund, Datum und Person zurückgenommen.",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__paid_on__isnull=True),
            ),
            # Where the money goes is copied by the database, whoever releases: nobody can leave it open.
            Guard(
                name="disbursement_recipient_account",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FREEZE_ACCOUNT,
            ),
            # Triggers, not constraints: payments from before these facts were asked for stay as they are.
            refusing(
                "disbursement_payment_complete",
                "NEW.paid_on >= NEW.released_on AND (NEW.paid_by_id IS NULL OR NEW.reference = '')",
                "Zur Zahlung gehören Datum, Person und Buchungszeichen.",
                column="reference",
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
            Guard(
                name="disbursement_within_year",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("budget", "integer")],
                func=_WITHIN_YEAR.format(
                    due=raising(
                        "disbursement_due_within_year",
                        "Die Rate ist nicht im Haushaltsjahr ihrer Zuweisung fällig.",
                        "due_on",
                    ),
                    paid=raising(
                        "disbursement_paid_within_year",
                        "Die Zahlung liegt nicht im Haushaltsjahr ihrer Zuweisung.",
                        "paid_on",
                    ),
                ),
            ),
            *checked("funding", "funding_check_open_years", YEARS_OF_CHANGED),
        ]

    def __str__(self) -> str:
        return f"{self.number}. Rate {german.euro(self.amount)}"

    def get_absolute_url(self) -> str:
        return address("funding:disbursement_detail", self.pk)

    @repeatable
    def certify(self, *, by, on: date) -> None:
        """Sign as „sachlich und rechnerisch richtig“ (§ 39 GemHVO NRW a. F., now the city's own rules).

        Amount, day and allocation stay from now on. Code: `disbursement_certified`.
        """
        row = self.locked()
        if row.dropped_on:
            refuse("disbursement_dropped", "Diese Rate ist gestrichen. Planen Sie eine neue.")
        if row.certified_on:
            refuse(
                "disbursement_certified",
                f"Diese Rate ist schon festgestellt, am {german.day(row.certified_on)} von {row.certified_by}.",
            )
        write(row, certified_on=on, certified_by=by)

    @repeatable
    def release(self, *, by, on: date, seen: str = "") -> None:
        """Let it be paid, or confirm that it was; the recipient's name and IBAN of this moment stay with the row.

        `seen` is the `payee` that stood on the page: an account changed since then is not released.
        Codes: `disbursement_released`, `disbursement_steps_in_order`, `disbursement_dual_control`,
        `disbursement_recipient_account`, `changed_since_seen`.
        """
        row = self.locked()
        if row.released_on:
            refuse(
                "disbursement_released",
                f"Diese Rate ist schon freigegeben, am {german.day(row.released_on)} von {row.released_by}.",
            )
        if not row.certified_on:
            refuse(
                "disbursement_steps_in_order",
                "Diese Rate ist noch nicht sachlich und rechnerisch richtig gezeichnet.",
            )
        row.allocation.recipient.refuse_inactive(row.paper_on or on)
        past.refuse_unpaid_for(row.allocation, row.paper_on, row.amount)
        four_eyes(
            by,
            INSTALMENT_RELEASE.permission,
            [row.drafted_by_id, row.certified_by_id],
            "disbursement_dual_control",
            "Vier-Augen-Prinzip: Sie haben diese Rate vorgesehen oder festgestellt und geben sie "
            "nicht selbst frei.",
        )
        with transaction.atomic():
            write(row, **past.release(row, by, on))
            row.refresh_from_db(
                fields=["recipient_name", "recipient_iban", "account_holder"]
            )  # as the database copied them
            if seen and seen != row.payee:
                refuse(
                    "changed_since_seen",
                    "Betrag oder Konto des Empfängers sind andere, als die Seite sie Ihnen gezeigt hat. Prüfen "
                    "Sie sie noch einmal, und geben Sie dann frei.",
                )

    @repeatable
    def drop(self, *, reason: str, by, on: date) -> None:
        """Strike a planned instalment off: it stays to be read, and what it held can be planned or revoked again.

        Codes: `disbursement_dropped`, `disbursement_signed`; from the database `disbursement_drop_reasoned`.
        """
        row = self.locked()
        if row.dropped_on:
            refuse(
                "disbursement_dropped", f"Diese Rate ist schon am {german.day(row.dropped_on)} gestrichen."
            )
        if row.certified_on:
            refuse(
                "disbursement_signed",
                "Diese Rate ist schon festgestellt. Wer Zahlungen zeichnet, nimmt erst die Unterschriften zurück; "
                "dann lässt sie sich streichen.",
            )
        write(row, dropped_on=on, dropped_by=by, drop_reason=reason)

    @repeatable
    def withdraw(self, *, reason: str, by, on: date):
        """Take the last signature back before the payment, with its reason: first the release, then the
        certification. What was signed, when and by whom stays as a `Withdrawal`.

        Codes: `disbursement_paid`, `disbursement_unsigned`, `disbursement_in_run`.
        """
        row = self.locked()
        row._refuse_paid()
        if row.certified_on is None:
            refuse("disbursement_unsigned", "Diese Rate hat noch keine Unterschrift.")
        row._refuse_listed()
        step = SignedStep.RELEASE if row.released_on else SignedStep.CERTIFICATION
        released = step == SignedStep.RELEASE
        signed_on = row.released_on if released else row.certified_on
        signed_by = row.released_by if released else row.certified_by
        withdrawal = row.withdrawals.create(
            step=step, signed_on=signed_on, signed_by=signed_by, reason=reason, by=by, on=on
        )
        if released:
            write(
                row,
                released_on=None,
                released_by=None,
                recipient_name="",
                recipient_iban="",
                account_holder="",
            )
        else:
            write(row, certified_on=None, certified_by=None)
        signed = [row.drafted_by, signed_by]
        Notification.objects.tell(SIGNATURE_WITHDRAWN, row, to=signed, by=by, on=on, called=row.called)
        return withdrawal

    @repeatable
    def pay(self, *, paid_on: date, reference: str, by, on: date) -> None:
        """Record that the money went out; a second press, or a second person, is told so.

        Codes: `disbursement_paid`, `disbursement_steps_in_order`, `paid_in_future`,
        `disbursement_paid_within_year`, `paid_before_release`.
        """
        row = self.locked()
        row._refuse_paid()
        if not row.released_on:
            refuse("disbursement_steps_in_order", "Diese Rate ist noch nicht freigegeben.")
        row._refuse_day(paid_on, on)
        write(row, paid_on=paid_on, paid_by=by, reference=reference)
        told = {"by": by, "on": on, "called": row.called, "day": german.day(paid_on)}
        Notification.objects.tell(PAID, row.allocation, to=row.allocation.people(), **told)

    @property
    def called(self) -> str:
        """What it is called where its allocation is not seen beside it."""
        return f"{self} für {self.allocation}"

    def locked(self) -> "Disbursement":
        """The row as it is now, held until the end: the queue first, then the row (see `guards`)."""
        queue_up()
        rows = Disbursement.objects.select_for_update(of=("self",))
        people = ("drafted_by", "certified_by", "released_by")
        return rows.select_related("allocation__fiscal_year", *people).get(pk=self.pk)

    def _refuse_paid(self) -> None:
        if self.paid_on:
            refuse(
                "disbursement_paid",
                f"Diese Rate ist schon ausgezahlt, am {german.day(self.paid_on)} unter {self.reference or '–'}.",
            )

    def _refuse_listed(self) -> None:
        """What stands on a payment list on its way to the treasury keeps its signatures."""
        if item := self.payment_items.filter(dropped_on__isnull=True).select_related("run").first():
            refuse(
                "disbursement_in_run",
                f"Diese Rate steht auf der {item.run}. Stornieren Sie erst die Zahlungsliste.",
            )

    def _refuse_day(self, paid_on: date, on: date) -> None:
        year = self.allocation.fiscal_year.year
        if paid_on > on:
            refuse("paid_in_future", "Dieser Tag liegt in der Zukunft.", field="paid_on")
        if paid_on.year != year:
            refuse(
                "disbursement_paid_within_year",
                f"Die Zahlung gehört in das Haushaltsjahr {year}.",
                field="paid_on",
            )
        if paid_on < self.released_on:
            refuse(
                "paid_before_release",
                f"Freigegeben ist erst seit dem {german.day(self.released_on)}.",
                field="paid_on",
            )


class OfDisbursementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the disbursements one sees."""
        return of_seen(self, "disbursement", Disbursement.objects.visible_to(user))


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
    signed_by = person("Unterschrieben von", null=False, blank=False)
    on = models.DateField("Zurückgenommen am")
    by = person("Zurückgenommen von", null=False, blank=False)
    reason = models.TextField("Grund")

    objects = OfDisbursementQuerySet.as_manager()

    class Meta:
        verbose_name = "Rücknahme"
        verbose_name_plural = "Rücknahmen"
        ordering = ["disbursement", "on", "pk"]
        constraints = [
            text_given("withdrawal_has_reason", "reason", "Nennen Sie den Grund der Rücknahme."),
            models.CheckConstraint(
                name="withdrawal_after_signature",
                condition=Q(on__gte=F("signed_on")),
                violation_error_message="Die Rücknahme liegt vor der Unterschrift.",
            ),
        ]
        triggers = [
            queued(),
            written_once(
                "withdrawal_immutable", "Eine Rücknahme ändert sich nicht mehr und wird nicht gelöscht."
            ),
            refusing(
                "withdrawal_of_signature",
                "NOT EXISTS (SELECT 1 FROM funding_disbursement"
                " WHERE id = NEW.disbursement_id AND paid_on IS NULL AND ("
                "(NEW.step = 'release' AND released_on = NEW.signed_on"
                " AND released_by_id = NEW.signed_by_id)"
                " OR (NEW.step = 'certification' AND released_on IS NULL"
                " AND certified_on = NEW.signed_on AND certified_by_id = NEW.signed_by_id)))",
                "Zurückgenommen wird nur die letzte Unterschrift einer Rate, die noch nicht ausgezahlt ist.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} zurückgenommen am {german.day(self.on)}"
