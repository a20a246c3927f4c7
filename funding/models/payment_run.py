"""Payment lists (Zahlungslisten): what the treasury is asked to pay, numbered without gaps."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Subquery, Value
from localflavor.generic.models import IBANField

from funding import rules
from funding.duties import PAYMENT_RUN_PAY
from funding.models.disbursement import Disbursement
from funding.models.fiscal_year import FiscalYear
from funding.models.posting import POSTING, Posted
from funding.news import PAYMENT_RUN_CANCELLED
from funding.statuses import PaymentRunStatus
from partners.models import Municipality, Notification
from quartiersarbeit.ground import bank, german, marking
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import EuroField, at_least_a_cent, within_euros
from quartiersarbeit.ground.guards import (
    Guard,
    differs,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
    written_once,
)
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import repeatable, write

NO_DEBTOR = (
    "Das Konto der Stadt ist nicht eingetragen: Kontoinhaber und IBAN stehen in den Stammdaten unter „Stadt“."
)
_LIST_STAYS = "Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue."
_CHANGED = pgtrigger.Condition(
    "OLD.cancelled_on IS NOT NULL OR (OLD.ordered_on IS NOT NULL AND "
    + differs("ordered_on", "ordered_by_id", "debtor_name", "debtor_iban", "debtor_bic")
    + ") OR "
    + differs("fiscal_year_id", "number", "created_on", "created_by_id", "item_count", "total", "checksum")
)
_ITEM_CHANGED = differs(
    *("run_id", "position", "disbursement_id", "recipient_name", "recipient_iban", "amount", "purpose"),
    *("due_on", "account_holder", *POSTING),
)

_NOT_AS_RELEASED = """NOT EXISTS (
  SELECT 1 FROM funding_disbursement d JOIN funding_allocation a ON a.id = d.allocation_id
    JOIN funding_paymentrun r ON r.fiscal_year_id = a.fiscal_year_id
   WHERE d.id = NEW.disbursement_id AND r.id = NEW.run_id AND r.cancelled_on IS NULL
     AND d.released_on IS NOT NULL AND d.paid_on IS NULL AND d.amount = NEW.amount AND d.due_on = NEW.due_on
     AND d.recipient_name = NEW.recipient_name AND d.recipient_iban = NEW.recipient_iban
     AND d.account_holder = NEW.account_holder)"""
_WITHIN_SUMS = """
IF EXISTS (
  SELECT 1 FROM funding_paymentrun r JOIN funding_paymentitem i ON i.run_id = r.id
   WHERE r.id IN (SELECT run_id FROM changed) GROUP BY r.id
  HAVING count(*) > r.item_count OR sum(i.amount) > r.total) THEN
  {refuse}
END IF;
RETURN NULL;
"""


class PaymentRunQuerySet(StatusQuerySet):
    STATUS = PaymentRunStatus

    def status_expression(self, on: date) -> Any:
        """What of the list was paid by the end of that day; one taken back is that, whatever was paid later."""
        of_run = PaymentItem.objects.filter(run=OuterRef("pk"))
        paid = Q(disbursement__paid_on__lte=on)
        return first_of(
            PaymentRunStatus,
            (Q(cancelled_on__lte=on), PaymentRunStatus.CANCELLED),
            (~Exists(of_run.filter(~paid)), PaymentRunStatus.PAID),
            (Exists(of_run.filter(paid)), PaymentRunStatus.PARTLY_PAID),
            otherwise=PaymentRunStatus.OPEN,
        )

    def visible_to(self, user):
        """The city and audit; nobody else sees other recipients' accounts."""
        return self if user.sees_everything else self.none()

    def owed(self, on: date) -> list[Owed]:
        """The payment of what is left of each list, due with the earliest of it."""
        open_runs = self.in_status(on, PaymentRunStatus.OPEN, PaymentRunStatus.PARTLY_PAID)
        unpaid = PaymentItem.objects.filter(run=OuterRef("pk")).exclude(disbursement__paid_on__lte=on)
        return [
            owes(
                open_runs.filter(created_on__lte=on),
                PAYMENT_RUN_PAY,
                subject=wording(Value("Zahlungsliste "), "fiscal_year__year", Value("/"), "number"),
                since="created_on",
                due_on=Subquery(unpaid.order_by("due_on").values("due_on")[:1]),
            )
        ]

    def lacking(self, fiscal_year: FiscalYear, on: date) -> list["PaymentItem"]:
        """Of what would stand on a list drawn up now, the rows that lack something (`PaymentItem.lacking`)."""
        rows = Disbursement.objects.awaiting_list(fiscal_year, on).order_by("due_on", "pk")
        rows = rows.select_related(*(f"allocation__{one}" for one in ("fiscal_year", "site", "recipient")))
        would = [PaymentItem.unnamed(one, position) for position, one in enumerate(rows, start=1)]
        return [item for item in would if item.lacking()]

    @repeatable
    def draw_up(self, *, fiscal_year: FiscalYear, by, on: date) -> "PaymentRun":
        """A list of all that is released in this year and stands on no other list.

        Code: `payment_run_empty`.
        """
        queue_up()
        rows = (
            Disbursement.objects.awaiting_list(fiscal_year, on)
            .order_by("due_on", "pk")
            .select_for_update(of=("self",))
        )
        disbursements = list(rows.select_related("allocation__fiscal_year", "allocation__site"))
        if not disbursements:
            refuse("payment_run_empty", "Keine freigegebene Rate wartet auf eine Zahlungsliste.")
        last = PaymentRun.objects.filter(fiscal_year=fiscal_year).aggregate(last=Max("number"))["last"] or 0
        items = [PaymentItem.of(one, position) for position, one in enumerate(disbursements, start=1)]
        run = self.create(
            fiscal_year=fiscal_year,
            number=last + 1,
            created_on=on,
            created_by=by,
            item_count=len(items),
            total=sum(item.amount for item in items),
            checksum=checksum(items),
        )
        for item in items:
            item.run = run
        PaymentItem.objects.bulk_create(items)
        return run


@tracked()
class PaymentRun(HasStatus):
    """A payment list: frozen rows, their number and sum, and a checksum over them (Zahlungsliste)."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="payment_runs", verbose_name="Haushaltsjahr"
    )
    number = models.PositiveSmallIntegerField("Nummer")
    created_on = models.DateField("Erstellt am")
    created_by = person("Erstellt von", null=False, blank=False)
    item_count = models.PositiveSmallIntegerField("Anzahl der Zahlungen")
    total = EuroField("Summe")
    checksum = models.CharField("Prüfsumme", max_length=64)
    cancelled_on, cancelled_by = day_and_person(
        "payment_run_cancel_has_person",
        "Storniert am",
        "Storniert von",
        "Zum Storno gehören Datum und Person.",
    )
    cancel_reason = models.TextField("Grund des Stornos", blank=True)
    ordered_on, ordered_by = day_and_person(
        "payment_run_order_has_person",
        "Zahlungsdatei erstellt am",
        "Zahlungsdatei erstellt von",
        "Zur Zahlungsdatei gehören Datum und Person.",
        editable=False,
    )
    debtor_name = bank.holder("Kontoinhaber der Stadt", "Wie er beim Erstellen der Zahlungsdatei war.")
    debtor_iban = IBANField("IBAN der Stadt", blank=True, default="", db_default="")
    debtor_bic = models.CharField("BIC der Stadt", max_length=11, blank=True, default="", db_default="")

    objects = PaymentRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Zahlungsliste"
        verbose_name_plural = "Zahlungslisten"
        ordering = ["-fiscal_year__year", "-number"]
        indexes = [found_by("payment_run_found", "cancel_reason", numbers=("checksum",))]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "number"],
                name="payment_run_number_unique",
                violation_error_message="Diese Zahlungsliste gibt es schon.",
            ),
            models.CheckConstraint(
                name="payment_run_not_empty",
                condition=within_euros("total", "0.01") & Q(item_count__gte=1),
                violation_error_message="Eine Zahlungsliste enthält mindestens eine Zahlung.",
            ),
            CheckConstraint(
                name="payment_run_cancel_has_reason",
                field="cancel_reason reason",
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                violation_error_message="Nennen Sie den Grund des Stornos.",
            ),
            models.CheckConstraint(
                name="payment_run_order_has_account",
                condition=Q(ordered_on__isnull=True, debtor_name="", debtor_iban="", debtor_bic="")
                | Q(ordered_on__isnull=False) & ~Q(debtor_name="") & ~Q(debtor_iban=""),
                violation_error_message="Zur Zahlungsdatei gehört das Konto der Stadt.",
            ),
        ]
        triggers = [
            queued(),
            refusing(
                "payment_run_debtor_account",
                "NEW.debtor_iban <> '' AND NOT funding_iban_valid(NEW.debtor_iban)",
                NO_DEBTOR,
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
            refusing(
                "payment_run_without_gap",
                "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM funding_paymentrun"
                " WHERE fiscal_year_id = NEW.fiscal_year_id)",
                "Zahlungslisten sind in jedem Jahr lückenlos nummeriert.",
            ),
            Guard(
                name="payment_run_immutable",
                when=pgtrigger.After,  # what a CHECK knows of the row is said first
                operation=pgtrigger.Update,
                condition=_CHANGED,
                func=raising("payment_run_immutable", _LIST_STAYS) + " RETURN NEW;",
            ),
            never_deleted("payment_run_kept", _LIST_STAYS, code="payment_run_immutable"),
            refusing(
                "payment_run_cancelled_unpaid",
                "EXISTS (SELECT 1 FROM funding_paymentitem i JOIN funding_disbursement d ON d.id = i.disbursement_id"
                " WHERE i.run_id = NEW.id AND d.paid_on IS NOT NULL)",
                "Von dieser Zahlungsliste ist schon etwas ausgezahlt. Stornieren Sie die Zahlungen.",
                rule="payment_run_paid",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__cancelled_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Zahlungsliste {self.number}/{self.fiscal_year.year}"

    def get_absolute_url(self) -> str:
        return address("funding:payment_run_detail", self.pk)

    @repeatable
    def cancel(self, *, reason: str, by, on: date) -> None:
        """Take the list back; its payments may go on a new one. The number stays used.

        Who drew it up may do so alone: nothing of it is paid, and its payments keep their two signatures.

        Codes: `payment_run_cancelled`, `payment_run_paid`.
        """
        run = self._locked()
        run._refuse_cancelled()
        write(run, cancelled_on=on, cancelled_by=by, cancel_reason=reason)
        run.items.update(dropped_on=on)
        Notification.objects.tell(PAYMENT_RUN_CANCELLED, run, to=[run.created_by], by=by, on=on)

    @repeatable
    def pay(self, *, paid_on: date, reference: str, by, on: date) -> int:
        """Record all its payments that are not yet paid, or none; how many it were.

        Codes: `payment_run_cancelled`, `payment_run_paid`, and those of `Disbursement.pay`.
        """
        run = self._locked()
        run._refuse_cancelled()
        unpaid = Disbursement.objects.filter(payment_items__run=run, paid_on__isnull=True)
        disbursements = list(unpaid.order_by("payment_items__position"))
        if not disbursements:
            refuse("payment_run_paid", f"Alle Zahlungen der {run} sind schon als ausgezahlt erfasst.")
        for disbursement in disbursements:
            disbursement.pay(paid_on=paid_on, reference=reference, by=by, on=on)
        return len(disbursements)

    @property
    def message_name(self) -> str:
        """By which a bank tells one payment file from every other; a list that takes another's place has its own."""
        return f"QA{self.fiscal_year.year}-{self.number:03d}-{self.checksum[:12]}"

    @repeatable
    def export(
        self, *, kind: str, by, on: date, draw: "Callable[[PaymentRunExport], None] | None" = None
    ) -> "PaymentRunExport":
        """Write down that the list is given out in this format, the how manieth time it is.

        `draw` keeps the copy's file with it, which bears that number.
        With its first payment file the city's account stays with the list: each further copy is the same file.
        Codes: `payment_run_cancelled`, `payment_run_debtor_account`, `payment_run_lacks`.
        """
        run = self._locked()
        if kind == ExportKind.XML:
            run._order(by, on)
        last = run.exports.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
        given = PaymentRunExport(run=run, kind=kind, number=last + 1, by=by, on=on)
        if draw:
            draw(given)
        given.save(force_insert=True)
        return given

    def _order(self, by, on: date) -> None:
        """Keep from which account it is paid, and since when the bank is asked.

        Codes: `payment_run_cancelled`, `payment_run_debtor_account`, `payment_run_lacks`.
        """
        self._refuse_cancelled()
        if self.ordered_on:
            return
        city = Municipality.objects.first()
        if city is None or not city.has_account:
            refuse("payment_run_debtor_account", NO_DEBTOR)
        if lacking := [item for item in self.items.order_by("position") if not bank.is_name(item.holder)]:
            named = german.listing(f"{item.position} ({item.recipient_name})" for item in lacking)
            refuse("payment_run_lacks", f"Keinen Kontoinhaber, den eine Bank annimmt, haben: {named}.")
        write(
            self,
            ordered_on=on,
            ordered_by=by,
            debtor_name=city.account_holder,
            debtor_iban=city.iban,
            debtor_bic=city.bic,
        )

    def _locked(self) -> "PaymentRun":
        queue_up()
        rows = PaymentRun.objects.select_for_update(of=("self",)).select_related("fiscal_year")
        return rows.get(pk=self.pk)

    def _refuse_cancelled(self) -> None:
        if self.cancelled_on:
            refuse(
                "payment_run_cancelled",
                f"Diese Zahlungsliste ist storniert, seit dem {german.day(self.cancelled_on)}.",
            )


class OfRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the lists one sees."""
        return of_seen(self, "run", PaymentRun.objects.visible_to(user))


class PaymentItemQuerySet(OfRunQuerySet):
    def listed(self):
        """Those that still stand on their list: it is not cancelled."""
        return self.filter(dropped_on__isnull=True)

    def in_order(self):
        """As the list shows them, with what its columns read."""
        related = ("disbursement__payment_return", "run__fiscal_year")
        return self.select_related(*related).order_by("position")


@tracked()
class PaymentItem(Posted):
    """One payment on a list, as it was released; never written again, only dropped with its list."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="items", verbose_name="Zahlungsliste")
    position = models.PositiveSmallIntegerField("Position")
    disbursement = models.ForeignKey(
        Disbursement, models.PROTECT, related_name="payment_items", verbose_name="Auszahlung"
    )
    recipient_name = models.CharField("Empfänger", max_length=200)
    recipient_iban = IBANField("IBAN")
    account_holder = models.CharField(
        "Kontoinhaber", max_length=bank.NAME_LENGTH, blank=True, default="", db_default=""
    )
    amount = EuroField("Betrag")
    purpose = models.CharField("Verwendungszweck", max_length=rules.PURPOSE_LENGTH)
    due_on = models.DateField("Fällig am")
    dropped_on = models.DateField("Mit der Liste storniert am", null=True, blank=True)

    objects = PaymentItemQuerySet.as_manager()

    class Meta:
        verbose_name = "Position der Zahlungsliste"
        verbose_name_plural = "Positionen der Zahlungslisten"
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"],
                name="payment_item_position_unique",
                violation_error_message="Diese Position der Zahlungsliste gibt es schon.",
            ),
            models.UniqueConstraint(
                fields=["disbursement"],
                condition=Q(dropped_on__isnull=True),
                name="payment_item_on_one_list",
                violation_error_message="Diese Rate steht schon auf einer Zahlungsliste.",
            ),
            at_least_a_cent("payment_item_amount_positive", "Eine Zahlung beträgt mindestens einen Cent."),
        ]
        triggers = [
            queued(),
            refusing(
                "payment_item_as_released",
                _NOT_AS_RELEASED,
                "Auf eine Zahlungsliste kommt nur, was freigegeben und noch nicht ausgezahlt ist.",
            ),
            Guard(
                name="payment_item_within_sums",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="changed"),
                func=_WITHIN_SUMS.format(refuse=raising("payment_run_immutable", _LIST_STAYS)),
            ),
            Guard(
                name="payment_item_immutable",
                when=pgtrigger.After,  # what a CHECK knows of the row is said first
                operation=pgtrigger.Update,
                func=(
                    "IF OLD.dropped_on IS NOT NULL OR NEW.dropped_on IS DISTINCT FROM"
                    " (SELECT cancelled_on FROM funding_paymentrun WHERE id = OLD.run_id)"
                    f" OR {_ITEM_CHANGED} THEN "
                    + raising("payment_run_immutable", _LIST_STAYS)
                    + " END IF; RETURN NEW;"
                ),
            ),
            never_deleted("payment_item_kept", _LIST_STAYS, code="payment_run_immutable"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.recipient_name}, {german.euro(self.amount)}"

    @classmethod
    def unnamed(cls, disbursement: Disbursement, position: int) -> "PaymentItem":
        """What of a row is known without asking for its notice: all but what the bank statement says."""
        return cls(
            position=position,
            disbursement=disbursement,
            recipient_name=disbursement.recipient_name,
            recipient_iban=disbursement.recipient_iban,
            account_holder=disbursement.account_holder,
            amount=disbursement.amount,
            due_on=disbursement.due_on,
            **disbursement.allocation.posted_to(),
        )

    @classmethod
    def of(cls, disbursement: Disbursement, position: int) -> "PaymentItem":
        """The row a released instalment becomes; not yet stored, its list is not known yet."""
        row, allocation = cls.unnamed(disbursement, position), disbursement.allocation
        row.purpose = rules.payment_purpose(
            allocation.granted_by(), disbursement.number, allocation.site.name, allocation.purpose
        )
        return row

    @property
    def holder(self) -> str:
        """Whose account it is, as the bank knows it."""
        return self.account_holder or self.recipient_name

    @property
    def end_to_end(self) -> str:
        """What the payment is called on its whole way, and in the bank's answer."""
        return f"{self.run.message_name}-{self.position:03d}"

    def lacking(self) -> list[str]:
        """What it takes to pay it by file and to book it, and is not there; in German."""
        lacking = [] if bank.is_name(self.holder) else ["Kontoinhaber, wie ihn eine Bank annimmt"]
        labels = {name: str(self._meta.get_field(name).verbose_name) for name in POSTING}
        return lacking + [label for name, label in labels.items() if not getattr(self, name)]


def checksum(items: Iterable[PaymentItem]) -> str:
    """SHA-256 over what the bank needs of each row: two lists that pay the same have the same one."""
    lines = [
        ";".join(
            [str(one.position), one.recipient_iban, f"{one.amount:.2f}", one.purpose]
            + ([one.account_holder] if one.account_holder else [])
        )
        for one in items
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class ExportKind(models.TextChoices):
    XLSX = "xlsx", "Excel"
    PDF = "pdf", "PDF"
    XML = "xml", "Zahlungsdatei"


@tracked(exclude=["content"])
class PaymentRunExport(models.Model):
    """That a payment list was given out, to whom and the how manieth time (Ausgabe).

    A copy on paper is kept as the bytes that were given out, so that whoever holds it can check it.
    """

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="exports", verbose_name="Zahlungsliste")
    kind = models.CharField("Format", max_length=10, choices=ExportKind)
    number = models.PositiveSmallIntegerField("Ausgabe")
    on = models.DateField("Ausgegeben am")
    by = person("Ausgegeben an", null=False, blank=False)
    content = models.BinaryField("Inhalt", null=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, default="", db_default="", editable=False)
    check_code = models.CharField(
        "Prüfcode", max_length=marking.SPELLED, blank=True, default="", db_default="", editable=False
    )

    objects = OfRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausgabe der Zahlungsliste"
        verbose_name_plural = "Ausgaben der Zahlungslisten"
        ordering = ["run", "pk"]
        indexes = [models.Index(fields=["check_code"], name="payment_run_export_check_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "number"],
                name="payment_run_export_unique",
                violation_error_message="Diese Ausgabe der Zahlungsliste gibt es schon.",
            ),
        ]
        triggers = [
            queued(),
            refusing(
                "payment_run_export_is_its_hash",
                "coalesce(encode(sha256(NEW.content), 'hex'), '') <> NEW.sha256",
                "Die Prüfsumme passt nicht zum Inhalt.",
            ),
            written_once(
                "payment_run_export_immutable",
                "Die Ausgabe einer Zahlungsliste bleibt, wie sie festgehalten ist.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. Ausgabe als {self.get_kind_display()}"
