"""The treasury's answer from a spreadsheet: which payments of a list went out, and which came back and why.

Read is the workbook of a payment list with its last columns filled in (`payment_sheet`). Each row goes through the
same verbs as by hand; nothing is stored where one of them says no.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from funding.models import PaymentItem, PaymentReturn, PaymentRun
from funding.models.posting import POSTING
from funding.rules import CENT, NOTHING
from quartiersarbeit.ground import german, importing
from quartiersarbeit.ground.cells import Day, Text, folded
from quartiersarbeit.ground.fields import EuroFormField
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.ground.heads import SheetColumn
from quartiersarbeit.ground.importing import Sheet, Taken

SUM = "summe"  # what stands for the recipient in the last row of a list


class Euro(Text):
    """An amount: Excel's own number, or as people write it."""

    def read(self, value: Any, row: Mapping[str, Any]) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                return Decimal(str(value)).quantize(CENT)
            except InvalidOperation:
                raise ValidationError("Schreiben Sie den Betrag als Zahl, zum Beispiel 2.000,00.") from None
        return EuroFormField(required=False).clean(super().read(value, row))

    def shown(self, fact: Any) -> str:
        return "" if fact is None else german.number(fact, 2)


class AnswerSheet(Sheet):
    """Payments, told apart by what they are called on their whole way; all of one list."""

    model = PaymentItem
    key = ("end_to_end",)
    columns = (
        SheetColumn("end_to_end", "Kennung", also=("EndToEndId", "Ende-zu-Ende-Referenz"), required=True),
        SheetColumn("amount", "Betrag", Euro()),
        SheetColumn("paid_on", "Ausgezahlt am", Day(), ("Gebucht am", "Ausgeführt am")),
        SheetColumn("reference", "Buchungszeichen", also=("Kassenzeichen",)),
        SheetColumn("returned_on", "Zurückgekommen am", Day(), ("Rücklauf am",)),
        SheetColumn("reason", "Grund des Rücklaufs", also=("Rückgabegrund",)),
        # What else stands on a list: known, so that nobody is asked about it, and not read.
        SheetColumn("recipient_name", "Empfänger"),
        SheetColumn("position", "Nr."),
        SheetColumn("recipient_iban", "IBAN"),
        SheetColumn("purpose", "Verwendungszweck"),
        SheetColumn("due_on", "Fällig am"),
        SheetColumn("holder", "Kontoinhaber"),
        *(SheetColumn(name, str(PaymentItem._meta.get_field(name).verbose_name)) for name in POSTING),
    )
    run: PaymentRun | None = None
    told: Decimal = NOTHING  # Σ of the amounts of its rows

    def existing(self) -> models.QuerySet:
        """What stands on a list that is not cancelled."""
        related = ("run__fiscal_year", "disbursement__payment_return", "disbursement__allocation__site")
        return PaymentItem.objects.listed().select_related(*related).order_by("run_id", "position")

    def visible_to(self, user) -> models.QuerySet:
        """What is given out to be filled in: the payments of the newest list that stands."""
        seen = self.existing().visible_to(user)  # type: ignore[attr-defined]
        newest = seen.order_by("-run_id").values("run")[:1]
        return seen.filter(run__in=newest)

    def cells_of(self, instance: PaymentItem) -> list[Any]:  # type: ignore[override]  # of this model alone
        """The row of a payment, with what is known of its answer."""
        payment = instance.disbursement
        back = getattr(payment, "payment_return", None)
        answer = {
            "paid_on": payment.paid_on,
            "reference": payment.reference,
            "returned_on": back and back.on,
            "reason": back and back.reason,
        }
        names = [column.attribute for column in self.columns]
        facts = [answer[name] if name in answer else getattr(instance, name) for name in names]
        return [column.cell.shown(fact) for column, fact in zip(self.columns, facts, strict=True)]

    def _take(self, number: int, row: dict[str, Any]) -> None:
        if any(self.answers.get((number, head)) == importing.LEAVE_OUT[0] for head in ("", *self.headers())):
            self.outcome.left_out.append(number)
            return
        if not row.get("Kennung") and folded(row.get("Empfänger") or "") == SUM:
            self._check_sum(number, row)
            return
        facts, errors = self._read(number, row)
        item = None if errors else self._known(number, facts, errors)
        changed: tuple[str, ...] = ()
        if not errors:
            try:
                with transaction.atomic():
                    self._answer(item, facts)
                item, before = self.existing().get(pk=item.pk), self.cells_of(item)  # type: ignore[arg-type, union-attr]
                changed = self._changed(before, item)
            except ValidationError as refusal:
                self._gather(errors, refusal)
            except DatabaseError as error:
                if (broken := explain(error)) is None:
                    raise
                at = next((name for name in broken.fields if self._head(name)), "")
                errors[self._head(at)] = ValidationError(broken.message)
        if errors:
            self._refuse(number, errors)
            return
        kind = "geändert" if changed else "unverändert"
        self.outcome.taken.append(Taken(number, kind, tuple(self.cells_of(item)), changed))  # type: ignore[arg-type]

    def _answer(self, item: models.Model | None, facts: dict[str, Any]) -> None:
        """Record what the row says, by the verbs that do it by hand; what is recorded already stays."""
        item = self._of_one_list(item, facts)
        payment, back = item.disbursement, getattr(item.disbursement, "payment_return", None)
        acting = {"by": self.by, "on": self.on}
        paid_on, returned_on = facts.get("paid_on"), facts.get("returned_on")
        if paid_on and paid_on != payment.paid_on:
            payment.pay(paid_on=paid_on, reference=facts.get("reference", ""), **acting)
        if returned_on and (back is None or back.on != returned_on):
            told = {"returned_on": returned_on, "reason": facts.get("reason", "")}
            PaymentReturn.objects.record(disbursement=payment, **told, **acting)
        if facts.get("reason") and not returned_on:
            raise ValidationError({"returned_on": "Nennen Sie den Tag, an dem das Geld zurückkam."})

    def _of_one_list(self, item: models.Model | None, facts: dict[str, Any]) -> PaymentItem:
        """The payment a row speaks of, which stands on the same list as the others and has that amount."""
        if not isinstance(item, PaymentItem):
            text = (
                "Eine Zahlung mit dieser Kennung steht auf keiner Zahlungsliste, die gilt. Berichtigen Sie die "
                "Kennung, oder lassen Sie die Zeile aus."
            )
            raise ValidationError({"end_to_end": text})
        self.run = self.run or item.run
        if item.run_id != self.run.pk:
            text = (
                f"Diese Zahlung steht auf der {item.run}; die Datei handelt von der {self.run}. Lesen Sie jede Liste "
                "für sich ein."
            )
            raise ValidationError({"end_to_end": text})
        amount = facts.get("amount")
        if amount is not None and amount != item.amount:
            raise ValidationError(
                {"amount": f"Auf der Liste stehen {german.euro(item.amount)}. Prüfen Sie die Zeile."}
            )
        self.told += item.amount
        return item

    def _check_sum(self, number: int, row: dict[str, Any]) -> None:
        """The last row of a list: its sum is that of the list, or of the rows that stand above it."""
        try:
            total = Euro().read(row.get("Betrag"), row)
        except ValidationError as refusal:
            self._refuse(number, {"Betrag": refusal})
            return
        if self.run and total not in (None, self.told, self.run.total):
            text = (
                f"Die Summe stimmt nicht: Auf der {self.run} stehen {german.euro(self.run.total)}, in den Zeilen "
                f"darüber {german.euro(self.told)}. Vergleichen Sie die Beträge."
            )
            self._refuse(number, {"Betrag": ValidationError(text)})
