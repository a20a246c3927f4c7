"""Euro amounts and days as the city's people write them.

How an amount is read: a dot followed by exactly three digits separates thousands, a comma separates
cents. So „8.000“ is eight thousand. Whatever an English reader would take for another amount
(„8,000.00“, „8000.00“, „8.5“, „8,000“) is refused with a hint instead of guessed: money is never a guess.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint

MAX_EUROS = Decimal("9999999999.99")  # what numeric(12,2) can hold

EXAMPLE = "zum Beispiel 8.000,00"
AMOUNT = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)"
    r"(?:,(?P<cents>[0-9]{1,2}|-{1,2}))?"
)
TOO_FINE = re.compile(r"-?[0-9. ]+,[0-9]{3,}")
ENGLISH = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.[0-9]{1,2}|0\.[0-9]{3})")


def within_euros(field: str, minimum: Decimal | int | str = 0) -> Q:
    """The condition of a CheckConstraint that an amount is a real one, at least `minimum`.

    The upper end is not decoration: PostgreSQL's numeric knows NaN and sorts it above every number,
    so `amount >= 0` alone would let it in.
    """
    return Q((f"{field}__gte", minimum), (f"{field}__lte", MAX_EUROS))


def at_least_a_cent(name: str, message: str) -> CheckConstraint:
    """An `amount` that pays or claims something."""
    condition = within_euros("amount", "0.01")
    return CheckConstraint(name=name, field="amount", condition=condition, violation_error_message=message)


class EuroInput(forms.TextInput):
    """One line for an amount; a stored amount stands as 8.000,00, a typed one stays as typed."""

    suffix = "€"  # drawn by the template pack as KERN's input group

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value):
        """Amounts in German; text (what somebody typed and has to correct) untouched."""
        if isinstance(value, Decimal | int | float):
            return german.number(Decimal(str(value)), 2)
        return super().format_value(value)


class EuroFormField(forms.DecimalField):
    """An amount in euros as people write it; see the module's text for how it is read.

    Refuses with the codes `required`, `invalid`, `ambiguous`, `decimals`, `too_large`, and
    `min_value`/`max_value` where bounds are given.
    """

    widget = EuroInput
    default_error_messages = {
        "required": f"Bitte geben Sie einen Betrag ein, {EXAMPLE}.",
        "invalid": f"Bitte geben Sie einen Betrag in Euro ein, {EXAMPLE}.",
        "ambiguous": (
            "Dieser Betrag lässt sich auf zwei Arten lesen. Bitte trennen Sie Tausender mit einem Punkt "
            f"und Cent mit einem Komma, {EXAMPLE}."
        ),
        "decimals": f"Bitte geben Sie höchstens zwei Stellen nach dem Komma ein, {EXAMPLE}.",
        "too_large": f"Der Betrag ist zu groß. Möglich sind höchstens {german.euro(MAX_EUROS)}.",
    }

    def __init__(self, *, max_value=None, min_value=None, **kwargs):
        kwargs = {"max_digits": 12, "decimal_places": 2, **kwargs}
        super().__init__(max_value=max_value, min_value=min_value, **kwargs)
        # What amounts.js says while one types something that is no amount.
        self.widget.attrs["data-wrong"] = self.error_messages["invalid"]
        for validator in self.validators:
            if isinstance(validator, MinValueValidator):
                validator.message = f"Bitte geben Sie mindestens {german.euro(validator.limit_value)} ein."
            elif isinstance(validator, MaxValueValidator):
                validator.message = f"Bitte geben Sie höchstens {german.euro(validator.limit_value)} ein."

    def to_python(self, value: Any) -> Any:
        """The amount as Decimal, exact to the cent, or None for an empty field."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            value = german.number(Decimal(value), 2) if Decimal(value).is_finite() else "NaN"
        text = self._bare(str(value))
        if not text:
            return None
        match = AMOUNT.fullmatch(text)
        if match is None:
            raise self._refusal(text)
        whole = re.sub(r"[. ]", "", match["whole"])
        amount = Decimal(f"{match['sign']}{whole}.{(match['cents'] or '').strip('-') or '0'}")
        if abs(amount) > MAX_EUROS:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return amount

    @staticmethod
    def _bare(text: str) -> str:
        """The text without unit, outer space and typographic variants of space and minus."""
        text = re.sub(r"[\s\u202f]+", " ", text).strip()
        text = re.sub(r"^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$", "", text, flags=re.IGNORECASE)
        return re.sub("[\u2212\u2013]", "-", text)

    def _refusal(self, text: str) -> ValidationError:
        """The most helpful message for what was typed."""
        code = (
            "ambiguous" if ENGLISH.fullmatch(text) else "decimals" if TOO_FINE.fullmatch(text) else "invalid"
        )
        return ValidationError(self.error_messages[code], code=code)


def total_of(form: forms.BaseForm, names: Iterable[str]) -> Decimal:
    """Σ of these fields as they stand in the form, typed or proposed (euros); what cannot be read counts nothing."""
    total = Decimal(0)
    for name in names:
        with suppress(ValidationError):
            total += form.fields[name].clean(form[name].value()) or 0
    return total


class EuroField(models.DecimalField):
    """An amount in euros, exact to the cent: numeric(12,2), typed and shown in German."""

    description = "Betrag in Euro"

    def __init__(self, *args, **kwargs):
        kwargs.update(max_digits=12, decimal_places=2)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": EuroFormField, **kwargs})


class FilesInput(forms.FileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; clean is the list of them, each looked at as one file is."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        one = super().clean
        return [one(file, initial) for file in data] if data else [one(None, initial)]


class DayInput(forms.DateInput):
    """The browser's own calendar; where there is none, a line that takes 26.01.2021."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")  # what <input type=date> wants, whatever the language

    def get_context(self, name, value, attrs):
        """As plain text where the value is no day yet: a calendar would throw away what was typed."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", shown):
            context["widget"]["type"] = "text"
        return context


class GermanDateField(forms.DateField):
    """A day from the browser's calendar (2021-01-26) or typed (26.01.2021).

    Refuses with `required`, `invalid` and – „0021“, typed into a calendar – `year`.
    """

    widget = DayInput
    default_error_messages = {
        "required": "Bitte geben Sie ein Datum ein, zum Beispiel 26.01.2021.",
        "invalid": "Bitte geben Sie ein gültiges Datum ein, zum Beispiel 26.01.2021.",
        "year": "Bitte geben Sie ein Jahr von 1900 bis 2199 mit vier Stellen ein, zum Beispiel 26.01.2021.",
    }

    def __init__(self, **kwargs):
        super().__init__(**{"input_formats": ["%Y-%m-%d", "%d.%m.%Y"], **kwargs})

    def to_python(self, value) -> date | None:
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year < 2200:
            raise ValidationError(self.error_messages["year"], code="year")
        return day


def german_formfield(db_field: models.Field, **kwargs):
    """For a model form's `Meta.formfield_callback`: GermanDateField for days, a comma in numbers."""
    if type(db_field) is models.DateField and not db_field.choices:
        kwargs = {"form_class": GermanDateField, **kwargs}
    elif type(db_field) is models.DecimalField:  # an amount in euros reads itself
        kwargs = {"localize": True, **kwargs}
    return db_field.formfield(**kwargs)


def optional(to: Any, label: str, related_name: str, **options: Any) -> models.ForeignKey:
    """A reference to nothing, or to a record that stays as long as something refers to it."""
    return models.ForeignKey(
        to,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=label,
        **options,
    )
