"""What people type about proofs of use, and how their list is narrowed down."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django_filters import FilterSet

from funding import rules
from funding.forms.filters import by_status, by_year
from funding.models import ProofOfUse
from funding.models.proof_guards import OTHER_FUNDING_NAMED, OtherFunding
from funding.models.proof_line import CostCategory, IncomeSource
from funding.statuses import ProofStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.fields import EuroFormField, EuroInput, FilesField, FilesInput, GermanDateField
from quartiersarbeit.ground.refusals import denied
from quartiersarbeit.ground.uploads import MAX_MEGABYTES, TOO_LARGE

NARRATIVE_FIELD = "narrative"
NARRATIVE, FIGURES = "sachbericht", "zahlen"  # the topics of a proof that are typed
AMOUNTS = {"planned": "geplant", "spent": "ausgegeben", "own_funds": "davon Eigenmittel"}
LONGEST_NARRATIVE = 20000
LONGEST_AMOUNT = 40
LONGEST_DECLARED = 2000
INCOME = "income_{}"  # the field of a source of income


def amounts_of(category: CostCategory) -> tuple[str, ...]:
    """What is typed of a category: of a credit note only the sum by which it lowers what was spent."""
    return ("spent",) if category == CostCategory.CREDIT else tuple(AMOUNTS)


class ProofForm(forms.Form):
    """The whole proof of use: the narrative, and for every category planned, spent and own funds in euros.

    Then what came in by source, and whether others fund the site. An empty amount is nothing spent, or taken in.
    `cleaned_data` is what `ProofOfUse.save_statement` takes.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, label="Fassung")
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
            for amount in amounts_of(category):
                least = None if category == CostCategory.CREDIT else rules.NOTHING
                label = f"{category.label}: {AMOUNTS[amount]}"
                field = EuroFormField(label=label, required=False, min_value=least)
                field.plain_label = True  # every amount may stay empty: once said above the table
                self.fields[f"{amount}_{category}"] = field
        for source in IncomeSource:
            field = EuroFormField(label=f"Einnahme: {source.label}", required=False, min_value=rules.NOTHING)
            field.plain_label = True
            self.fields[INCOME.format(source)] = field
        self.fields["other_funding"] = forms.ChoiceField(
            label="Fördert noch jemand den Standort?",
            choices=[("", "Bitte wählen"), *OtherFunding.choices],
            required=False,
            help_text="Auch wenn die Förderung etwas anderes bezahlt. Die Antwort steht auf dem Nachweis.",
        )
        self.fields["other_funding_from"] = forms.CharField(
            label="Wer, wofür und wie viel?",
            widget=forms.Textarea({"rows": 3}),
            max_length=LONGEST_DECLARED,
            required=False,
            help_text="Nur bei „ja“.",
        )
        for name in ("other_funding", "other_funding_from"):
            self.fields[name].plain_label = True

    def only(self, topic: str) -> "ProofForm":
        """Ask for one topic alone; what belongs to the others goes along unseen, as it stands."""
        for name in self.fields:
            if name != "version" and (name == NARRATIVE_FIELD) != (topic == NARRATIVE):
                is_amount = isinstance(self.fields[name], EuroFormField)
                widget = EuroInput() if is_amount else forms.HiddenInput()
                widget.input_type = "hidden"  # an amount stays as people write it
                self.fields[name].widget = widget
        return self

    def wrong_in(self, topic: str) -> bool:
        """Whether something is wrong that this topic's page does not show."""
        return any((name == NARRATIVE_FIELD) != (topic == NARRATIVE) for name in self.errors)

    def carried(self) -> list[forms.BoundField]:
        """The fields of other topics."""
        return [field for field in self.hidden_fields() if field.name != "version"]

    def statement(self) -> Table:
        """A line for every category, its amounts to be typed in."""

        def amount(name: str, label: str) -> Column:
            def typed_in(category: CostCategory) -> forms.BoundField | None:
                return self[f"{name}_{category}"] if name in amounts_of(category) else None

            return Column(name, label, typed_in, kind="field")

        columns = (Column("label", "Kostenart"), *(amount(*one) for one in AMOUNTS.items()))
        return Table(columns, list(CostCategory), "Zahlenmäßiger Nachweis nach Kostenarten")

    def incomes(self) -> Table:
        """A line for every source of income, its amount to be typed in."""
        columns = (
            Column("label", "Herkunft"),
            Column("amount", "eingenommen", lambda source: self[INCOME.format(source)], kind="field"),
        )
        return Table(columns, list(IncomeSource), "Einnahmen nach Herkunft")

    def clean(self) -> dict[str, Any]:
        """Lines by category; own funds are a part of what was spent. Income by source."""
        data = super().clean() or self.cleaned_data
        lines = {}
        for category in CostCategory:
            line = {amount: data.get(f"{amount}_{category}") or rules.NOTHING for amount in AMOUNTS}
            broken = any(self.has_error(f"{amount}_{category}") for amount in AMOUNTS)
            if (
                category == CostCategory.CREDIT
            ):  # typed with a minus or without: it always lowers what was spent
                line["spent"] = -abs(line["spent"])
            elif not broken and line["own_funds"] > line["spent"]:
                said = "Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch."
                refusal = denied("proof_line_own_funds_within_spent", said)
                self.add_error(f"own_funds_{category}", refusal)
            lines[str(category)] = line
        declared = {name: data.get(name, "").strip() for name in ("other_funding", "other_funding_from")}
        if (declared["other_funding"] == OtherFunding.SOME) != bool(declared["other_funding_from"]):
            refusal = denied("proof_other_funding_named", OTHER_FUNDING_NAMED)
            self.add_error("other_funding_from", refusal)
        return {
            "narrative": data.get("narrative", ""),
            "version": data.get("version"),
            "lines": lines,
            "incomes": {str(one): data.get(INCOME.format(one)) or rules.NOTHING for one in IncomeSource},
            **declared,
        }


def stored(proof: ProofOfUse) -> dict[str, Any]:
    """What the form shows at first: what was typed last, else what is saved."""
    saved: dict[str, Any] = {
        name: getattr(proof, name) for name in ("narrative", "other_funding", "other_funding_from")
    }
    saved |= {INCOME.format(one.source): one.amount for one in proof.incomes.all()}
    for line in proof.lines.all():
        saved |= {
            f"{amount}_{line.category}": getattr(line, amount)
            for amount in amounts_of(CostCategory(line.category))
        }
    return {**saved, **proof.draft, "version": proof.version}


def typed(data: Mapping[str, str]) -> dict[str, str]:
    """What a posted form says, as it was typed; without what no text column can hold."""
    names = [name for name in ProofForm().fields if name != "version"]
    longest = {"narrative": LONGEST_NARRATIVE, "other_funding_from": LONGEST_DECLARED}
    return {
        name: data.get(name, "").replace("\x00", "")[: longest.get(name, LONGEST_AMOUNT)] for name in names
    }


def totals(data: Mapping[str, Any]) -> dict[str, str]:
    """The sums of the table as text, by their names; „–“ where an amount cannot be read yet."""
    sums: dict[str, Decimal | None] = {}
    for amount in AMOUNTS:
        try:
            typed_in = (
                _amount(data, f"{amount}_{one}", is_credit=one == CostCategory.CREDIT) for one in CostCategory
            )
            sums[amount] = sum(typed_in, rules.NOTHING)
        except forms.ValidationError:
            sums[amount] = None
    try:
        income = (_amount(data, INCOME.format(source)) for source in IncomeSource)
        sums["income"] = sum(income, rules.NOTHING)
    except forms.ValidationError:
        sums["income"] = None
    spent, own_funds = sums["spent"], sums["own_funds"]
    sums["funded"] = None if spent is None or own_funds is None else rules.funded(spent, own_funds)
    return {
        f"total_{name}": german.NOTHING if sum_ is None else german.euro(sum_) for name, sum_ in sums.items()
    }


def _amount(data: Mapping[str, Any], name: str, *, is_credit: bool = False) -> Decimal:
    """What is typed there, a credit note with its minus; refuses what is no amount."""
    field = EuroFormField(required=False, min_value=None if is_credit else rules.NOTHING)
    value = field.clean(data.get(name, "")) or rules.NOTHING
    return -abs(value) if is_credit else value


class AttachmentForm(forms.Form):
    """Documents that support the proof, several at once; its verb is `ProofOfUse.attach_all`."""

    file = FilesField(
        label="Dateien",
        help_text=f"Belege und Fotos, mehrere auf einmal: PDF, JPG oder PNG, jede höchstens {MAX_MEGABYTES} MB.",
        widget=FilesInput({"accept": "application/pdf,image/jpeg,image/png", "data-names": "title"}),
        max_length=200,
    )
    title = forms.CharField(
        label="Bezeichnung",
        max_length=120,
        required=False,
        help_text="Zum Beispiel „Belegliste“. Bleibt das Feld leer, heißt die Anlage wie ihre Datei.",
    )

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class ReceiptForm(forms.Form):
    """One receipt; its verb is `ProofOfUse.add_receipt`."""

    category = forms.ChoiceField(label="Kostenart", choices=CostCategory)
    number = forms.CharField(
        label="Belegnummer",
        max_length=60,
        help_text="Wie sie auf dem Beleg steht. Groß oder klein, Leerzeichen und Striche machen keinen Unterschied.",
    )
    dated_on = GermanDateField(label="Belegdatum")
    payee = forms.CharField(label="Zahlung an", max_length=120)
    amount = EuroFormField(label="Betrag", min_value=rules.CENT, help_text="Auch eine Gutschrift ohne Minus.")


class ReturnForm(forms.Form):
    reasons = forms.CharField(
        label="Gründe",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Der Empfänger liest sie so. Sagen Sie, was er ergänzen oder berichtigen soll.",
    )


class TakingBackForm(forms.Form):
    """Why a submission is taken back."""

    reasons = forms.CharField(label="Grund", widget=forms.Textarea, max_length=2000)


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
