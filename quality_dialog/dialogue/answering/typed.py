"""What is typed into a self-assessment, and a form of it in which two can be compared."""

import hashlib
from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from quality_dialog.dialogue.models import Criterion, Indicator, Rating, Source
from quality_dialog.dialogue.models.assessment import LONGEST_ANSWER
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroFormField, EuroInput, GermanDateField
from quartiersarbeit.ground.plain import PlainTextField

MOST = Decimal(1_000_000_000)
OPEN = ("", "noch nicht beantwortet")


class NumberInput(EuroInput):
    """A number as Germans write it, with its unit behind it."""

    suffix = ""

    def format_value(self, value):
        if isinstance(value, Decimal):
            return german.number(value, 0 if value == value.to_integral_value() else 2)
        return super().format_value(value)


class NumberFormField(EuroFormField):
    """A number that is counted: read like an amount, so never guessed; from zero to a thousand million."""

    widget = NumberInput
    default_error_messages = {
        "invalid": "Bitte geben Sie eine Zahl ein, zum Beispiel 1.200. Fehlt der Wert, lassen Sie das Feld leer.",
        "ambiguous": (
            "Diese Zahl lässt sich auf zwei Arten lesen. Bitte trennen Sie Tausender mit einem Punkt und "
            "Nachkommastellen mit einem Komma, zum Beispiel 1.200,5."
        ),
        "decimals": "Bitte geben Sie höchstens zwei Stellen nach dem Komma ein.",
        "too_large": "Die Zahl ist zu groß. Möglich sind höchstens 1.000.000.000.",
    }

    def __init__(self, **kwargs):
        super().__init__(min_value=Decimal(0), max_value=MOST, **kwargs)
        for validator in self.validators:
            if isinstance(validator, MinValueValidator):
                validator.message = "Die Zahl ist negativ. Fehlt der Wert, lassen Sie das Feld leer."
            elif isinstance(validator, MaxValueValidator):
                validator.message = self.error_messages["too_large"]


class Content(NamedTuple):
    """What an answer or a value says, in a form in which two can be compared."""

    facts: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256("\0".join(self.facts).encode()).hexdigest()[:12]


class AnswerForm(forms.Form):
    """One criterion: a word of the scale, and why."""

    rating = forms.ChoiceField(choices=[*Rating.choices, OPEN], required=False, widget=forms.RadioSelect)
    text = PlainTextField(limit=LONGEST_ANSWER, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, about: Criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].label = str(about)
        self.fields["text"].label = f"Erläuterung zu {about.code}"
        for one in self.fields.values():
            one.plain_label = True  # type: ignore[attr-defined]  # „optional“ at every question is noise

    def content(self) -> Content:
        return Content((self.cleaned_data["rating"], self.cleaned_data["text"]))


class ValueForm(forms.Form):
    """One indicator: its value, where it comes from, and what there is to say about it."""

    value = NumberFormField(required=False)
    source = forms.ChoiceField(choices=Source.choices, required=False, widget=forms.RadioSelect)
    comment = PlainTextField(limit=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, about: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = f"{about.code} {about.name}"
        self.fields["value"].help_text = f"{about.definition} Einheit: {about.unit}.".strip()
        self.fields["value"].widget.suffix = about.unit
        self.fields["source"].label = f"{about.code}: gezählt oder geschätzt?"
        self.fields["comment"].label = f"Anmerkung zu {about.code}"
        for one in self.fields.values():
            one.plain_label = True  # type: ignore[attr-defined]

    def content(self) -> Content:
        given = self.cleaned_data
        return content_of_value(given["value"], given["source"], given["comment"])


class ReopenForm(forms.Form):
    """Why a self-assessment that was handed in is opened again."""

    reason = PlainTextField(
        label="Grund",
        limit=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte nennen Sie den Grund."},
    )


class ExtensionForm(forms.Form):
    """Until when one partner has more time for its self-assessment, and why."""

    due_on = GermanDateField(label="Neue Frist")
    reason = PlainTextField(
        label="Grund",
        limit=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte nennen Sie den Grund."},
    )


def content_of_value(value: Decimal | None, source: str, comment: str) -> Content:
    """Where there is no value, its origin says nothing."""
    return Content(("", "", comment) if value is None else (f"{value:.2f}", source, comment))


class TargetForm(forms.Form):
    """An indicator's target: how much, and on which day the dialogue agreed that."""

    value = NumberFormField(label="Ziel")
    agreed_on = GermanDateField(label="Vereinbart am")

    def __init__(self, *args, unit: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].widget.suffix = unit
