"""What people type about proofs of use, and how their list is narrowed down."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django_filters import FilterSet

from funding import rules
from funding.forms.filters import by_status, by_year
from funding.models import ProofOfUse
from funding.models.proof import CostCategory
from funding.statuses import ProofStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.fields import EuroFormField
from quartiersarbeit.ground.uploads import MAX_MEGABYTES, TOO_LARGE

AMOUNTS = {"planned": "geplant", "spent": "ausgegeben", "own_funds": "davon Eigenmittel"}
LONGEST_NARRATIVE = 20000
LONGEST_AMOUNT = 40


class ProofForm(forms.Form):
    """The whole proof of use: the narrative, and for every category planned, spent and own funds in euros.

    An empty amount is nothing spent. `cleaned_data` is what `ProofOfUse.save_statement` takes.
    """

    version = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput({"autocomplete": "off"}), label="Fassung"
    )
    narrative = forms.CharField(
        label="Sachbericht",
        required=False,
        max_length=LONGEST_NARRATIVE,
        widget=forms.Textarea({"rows": 12}),
        help_text="Was fand statt, wen hat es erreicht, was war anders als geplant? Zum Einreichen nötig.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["narrative"].plain_label = True  # a draft may do without, the proof may not
        for category in CostCategory:
            for amount, label in AMOUNTS.items():
                field = EuroFormField(
                    label=f"{category.label}: {label}", required=False, min_value=rules.NOTHING
                )
                field.plain_label = True  # every amount may stay empty: once said above the table
                self.fields[f"{amount}_{category}"] = field

    def statement(self) -> Table:
        """A line for every category, its amounts to be typed in."""

        def amount(name: str, label: str) -> Column:
            return Column(name, label, lambda category: self[f"{name}_{category}"], kind="field")

        columns = (Column("label", "Kostenart"), *(amount(*one) for one in AMOUNTS.items()))
        return Table(columns, list(CostCategory), "Zahlenmäßiger Nachweis nach Kostenarten")

    def clean(self) -> dict[str, Any]:
        """Lines by category; own funds are a part of what was spent."""
        data = super().clean() or self.cleaned_data
        lines = {}
        for category in CostCategory:
            line = {amount: data.get(f"{amount}_{category}") or rules.NOTHING for amount in AMOUNTS}
            broken = any(self.has_error(f"{amount}_{category}") for amount in AMOUNTS)
            if not broken and line["own_funds"] > line["spent"]:
                said = "Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch."
                refusal = forms.ValidationError(said, code="proof_line_own_funds_within_spent")
                self.add_error(f"own_funds_{category}", refusal)
            lines[str(category)] = line
        return {"narrative": data.get("narrative", ""), "version": data.get("version"), "lines": lines}


def stored(proof: ProofOfUse) -> dict[str, Any]:
    """What the form shows at first: what was typed last, else what is saved."""
    saved: dict[str, Any] = {"narrative": proof.narrative}
    for line in proof.lines.all():
        saved |= {f"{amount}_{line.category}": getattr(line, amount) for amount in AMOUNTS}
    return {**saved, **proof.draft, "version": proof.version}


def typed(data: Mapping[str, str]) -> dict[str, str]:
    """What a posted form says, as it was typed; without what no text column can hold."""
    names = [name for name in ProofForm().fields if name != "version"]
    longest = {"narrative": LONGEST_NARRATIVE}
    return {
        name: data.get(name, "").replace("\x00", "")[: longest.get(name, LONGEST_AMOUNT)] for name in names
    }


def totals(data: Mapping[str, Any]) -> dict[str, str]:
    """The sums of the table as text, by their names; „–“ where an amount cannot be read yet."""
    field = EuroFormField(required=False, min_value=rules.NOTHING)
    sums: dict[str, Decimal | None] = {}
    for amount in AMOUNTS:
        try:
            values = [field.clean(data.get(f"{amount}_{category}", "")) for category in CostCategory]
            sums[amount] = sum((value or rules.NOTHING for value in values), rules.NOTHING)
        except forms.ValidationError:
            sums[amount] = None
    spent, own_funds = sums["spent"], sums["own_funds"]
    sums["funded"] = None if spent is None or own_funds is None else rules.funded(spent, own_funds)
    return {
        f"total_{name}": german.NOTHING if sum_ is None else german.euro(sum_) for name, sum_ in sums.items()
    }


class AttachmentForm(forms.Form):
    title = forms.CharField(
        label="Bezeichnung",
        max_length=120,
        required=False,
        help_text="Zum Beispiel „Belegliste“. Bleibt das Feld leer, heißt die Anlage wie ihre Datei.",
    )
    file = forms.FileField(
        label="Datei",
        help_text=f"PDF, JPG oder PNG, höchstens {MAX_MEGABYTES} MB.",
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png", "data-names": "title"}),
        max_length=200,
    )

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class ReturnForm(forms.Form):
    reasons = forms.CharField(
        label="Gründe",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Der Empfänger liest sie so. Sagen Sie, was er ergänzen oder berichtigen soll.",
    )


class AcceptForm(forms.Form):
    """What the review found."""

    review_note = forms.CharField(
        label="Prüfvermerk",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Was wurde geprüft, mit welchem Ergebnis?",
    )


class ProofFilter(FilterSet):
    stand = by_status(ProofStatus)
    jahr = by_year("allocation__fiscal_year__year", "Alle Jahre")
