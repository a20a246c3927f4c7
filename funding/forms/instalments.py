"""What people type about a plan of instalments."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from funding import rules
from funding.models import Allocation
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField, total_of
from quartiersarbeit.ground.refusals import denied


def _required(kind: type[forms.Field]) -> ValidationError:
    """A field that only this choice asks for is empty; said in the words of its kind."""
    return ValidationError(kind.default_error_messages["required"], code="required")


def _outside(year: int) -> ValidationError:
    said = f"Dieser Tag liegt nicht im Haushaltsjahr {year}."
    return denied("disbursement_due_within_year", said)


def _too_many(parts: int, first: date) -> ValidationError:
    said = f"{parts} Raten haben ab dem {german.day(first)} nicht mehr je einen Monat in diesem Jahr."
    return denied("instalments_too_many", said)


EQUAL = [
    ("1", "eine Rate"),
    ("2", "zwei gleiche Raten"),
    ("4", "vier gleiche Raten"),
    ("12", "zwölf gleiche Raten"),
]


class PlanForm(forms.Form):
    """In how many instalments an allocation is paid, or each with its own day and amount.

    What is clean is `instalments`: due days and euros, as `Allocation.plan_instalments` wants them.
    """

    OWN = "own"
    rhythm = forms.ChoiceField(
        label="Aufteilung",
        choices=[*EQUAL, (OWN, "eigene Tage und Beträge")],
        widget=forms.RadioSelect,
    )
    amount = EuroFormField(
        label="Betrag aller Raten zusammen",
        min_value=rules.CENT,
        required=False,
        help_text="Für gleiche Raten.",
    )
    first_due_on = GermanDateField(
        label="Erste Rate fällig am",
        required=False,
        help_text="Für gleiche Raten. Die weiteren folgen in gleichen Abständen bis zum Jahresende.",
    )

    def __init__(self, *args, year: int, own: "OwnInstalments", **kwargs):
        super().__init__(*args, **kwargs)
        self.year, self.own = year, own
        for name in ("amount", "first_due_on"):
            self.fields[name].plain_label = True  # asked for by the equal instalments: said in the hint

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("rhythm") == self.OWN:
            return {"instalments": self._own_instalments()}
        if "rhythm" in data and "amount" in data and "first_due_on" in data:
            return {"instalments": self._equal_instalments(int(data["rhythm"]))}
        return data

    def _own_instalments(self) -> list[tuple[date, Decimal]]:
        rows = self.own.instalments() if self.own.is_valid() else []
        if self.own.is_valid() and not rows:
            said = "Geben Sie unten mindestens eine Rate mit Tag und Betrag ein."
            self.add_error("rhythm", ValidationError(said, code="instalments_missing"))
        elif not rows:
            said = "Berichtigen Sie unten Tag und Betrag."
            self.add_error("rhythm", ValidationError(said, code="instalments_wrong"))
        return rows

    def _equal_instalments(self, parts: int) -> list[tuple[date, Decimal]]:
        amount, first = self.cleaned_data["amount"], self.cleaned_data["first_due_on"]
        if amount is None:
            self.add_error("amount", _required(EuroFormField))
        if first is None:
            self.add_error("first_due_on", _required(GermanDateField))
        if amount is None or first is None:
            return []
        if first.year != self.year:
            self.add_error("first_due_on", _outside(self.year))
            return []
        if amount < rules.CENT * parts:
            said = "Jede Rate beträgt mindestens einen Cent."
            self.add_error("amount", ValidationError(said, code="disbursement_amount_positive"))
            return []
        try:
            return rules.equal_instalments(amount, parts, first)
        except ValueError:
            self.add_error("first_due_on", _too_many(parts, first))
            return []


class OwnInstalmentForm(forms.Form):
    """One instalment of one's own; a row without both is none."""

    due_on = GermanDateField(label="Fällig am", required=False)
    amount = EuroFormField(label="Betrag", min_value=rules.CENT, required=False)

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        for field in self.fields.values():
            field.plain_label = True  # a row may stay empty, half a row may not

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        day, amount = data.get("due_on"), data.get("amount")
        if day and day.year != self.year:
            self.add_error("due_on", _outside(self.year))
        begun = (
            day or amount is not None or self.errors
        )  # also by what is wrong: all of a row is said at once
        if begun and amount is None and "amount" not in self.errors:
            self.add_error("amount", _required(EuroFormField))
        if begun and not day and "due_on" not in self.errors:
            self.add_error("due_on", _required(GermanDateField))
        return data


class OwnInstalments(forms.BaseFormSet):
    """Instalments with days and amounts of one's own."""

    def instalments(self) -> list[tuple[date, Decimal]]:
        """Due days and euros of the rows that are filled."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("due_on")]
        return [(row["due_on"], row["amount"]) for row in rows]


OwnInstalmentFormSet = forms.formset_factory(OwnInstalmentForm, formset=OwnInstalments, extra=3, max_num=24)


class YearPlanForm(forms.Form):
    """Instalments for all allocations of a year: one rhythm and first day, an amount for each or none.

    `cleaned_data` is what `Allocation.objects.plan_instalments` takes.
    """

    rhythm = forms.TypedChoiceField(
        label="Aufteilung", choices=EQUAL, coerce=int, widget=forms.RadioSelect, initial="2"
    )
    first_due_on = GermanDateField(
        label="Erste Rate fällig am",
        help_text="Die weiteren folgen in gleichen Abständen bis zum Jahresende.",
    )

    def __init__(self, *args, year: int, allocations: Sequence[Allocation], **kwargs):
        """Of the allocations that have none planned yet all that is open is proposed."""
        super().__init__(*args, **kwargs)
        self.year, self.allocations = year, allocations
        for one in allocations:
            proposed = None if one.planned_count else one.open_amount
            field = EuroFormField(
                label=f"{one}: Betrag", min_value=rules.CENT, required=False, initial=proposed
            )
            field.plain_label = True  # said above the table: an empty one leaves the allocation out
            self.fields[_amount_of(one)] = field

    def table(self) -> Table:
        """A line for every allocation with what is open and what is planned, its amount to be typed in."""

        def planned(one: Allocation) -> str:
            many = german.count(one.planned_count, "Rate", "Raten") if one.planned_count else ""
            return f"{many}, {german.euro(one.planned_amount)}" if many else "noch keine"

        columns = (
            Column("site", "Standort"),
            Column("recipient", "Empfänger"),
            Column("open_amount", "offen", kind="euro"),
            Column("planned", "vorgesehen", planned),
            Column("amount", "Betrag aller Raten", lambda one: self[_amount_of(one)], kind="field"),
        )
        return Table(columns, self.allocations, f"Raten {self.year} nach Zuweisungen")

    @property
    def total(self) -> Decimal:
        """Σ of the amounts as they stand in the form (euros)."""
        return total_of(self, [_amount_of(one) for one in self.allocations])

    def clean(self) -> dict[str, Any]:
        """The plans of the allocations with an amount; at least one."""
        data = self.cleaned_data
        plans = []
        for one in self.allocations:
            amount = data.get(_amount_of(one))
            if amount and "rhythm" in data and "first_due_on" in data:
                plans.append((one, self._instalments(one, amount)))
        if not self.errors and not plans:
            said = "Geben Sie für mindestens eine Zuweisung einen Betrag ein."
            self.add_error(None, ValidationError(said, code="nothing_planned"))
        return {"plans": plans}

    def _instalments(self, one: Allocation, amount: Decimal) -> list[tuple[date, Decimal]]:
        parts, first = self.cleaned_data["rhythm"], self.cleaned_data["first_due_on"]
        if "first_due_on" in self.errors:  # said once, not for every row
            return []
        if first.year != self.year:
            self.add_error("first_due_on", _outside(self.year))
        elif amount < rules.CENT * parts:
            said = "Jede Rate beträgt mindestens einen Cent."
            self.add_error(_amount_of(one), ValidationError(said, code="disbursement_amount_positive"))
        else:
            try:
                return rules.equal_instalments(amount, parts, first)
            except ValueError:
                self.add_error("first_due_on", _too_many(parts, first))
        return []


def _amount_of(one: Allocation) -> str:
    """The name of an allocation's field, so that an error stands in its row."""
    return f"amount_{one.pk}"
