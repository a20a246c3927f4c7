"""Telephone and account numbers: kept where they are some, and never made of words."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from localflavor.generic import forms as iban_forms
from localflavor.generic import models as iban_models
from localflavor.generic.validators import IBANValidator
from phonenumber_field import formfields, modelfields
from phonenumber_field.phonenumber import PhoneNumber

from quartiersarbeit.ground import letters

HOME = "DE"  # a number without the code of a country is one of here
EXAMPLE = "zum Beispiel 0521 510 oder +49 521 510"
NO_PHONE = f"Das ist keine Telefonnummer. Bitte geben Sie sie mit Vorwahl ein, {EXAMPLE}."
NO_IBAN = "Diese IBAN stimmt nicht. Bitte prüfen Sie sie; eine deutsche beginnt mit DE und hat 22 Zeichen."
WORD = re.compile(r"[^\W\d_](?:[\w.:\-]*[^\W\d_])?\.?:?")  # „Zentrale“, „priv.“, „Tel.:“
AROUND = " ,;:()/-"  # what is left beside a number when the word is taken away


def phone(text: str) -> PhoneNumber | str:
    """The number that is written there; empty for an empty text.

    Refuses with `phone_word` where a word stands in it – keys of a telephone have letters, but „Zentrale“ is no
    number – and with `phone_invalid` what is none. Of the first kind, `params["number"]` is the number beside the
    word, or empty.
    """
    text = letters.one_line(text)
    if not text:
        return ""
    if words := WORD.findall(text):
        rest = WORD.sub(" ", text).strip(AROUND)
        beside = _number(rest)
        said = f"Hier steht ein Wort („{' '.join(words)}“). Bitte geben Sie nur die Nummer ein, {EXAMPLE}."
        number = beside.as_international if beside else ""
        raise ValidationError(said, code="phone_word", params={"number": number})
    if (found := _number(text)) is None:
        raise ValidationError(NO_PHONE, code="phone_invalid")
    return found


def _number(text: str) -> PhoneNumber | None:
    try:
        found = PhoneNumber.from_string(text, region=HOME)
    except phonenumbers.NumberParseException:
        return None
    return found if found.is_valid() else None


class PhoneFormField(formfields.PhoneNumberField):
    """A telephone number as people write it; refuses as `phone` does."""

    def to_python(self, value):
        if isinstance(value, str):
            return phone(value)
        return super().to_python(value)


class _AsWritten(modelfields.PhoneNumberDescriptor):
    """What has a word in it is no number, so the letters stay letters."""

    def __set__(self, instance, value):
        super().__set__(instance, _as_written(value))


def _as_written(value):
    return PhoneNumber(raw_input=value) if isinstance(value, str) and WORD.search(value) else value


class PhoneField(modelfields.PhoneNumberField):
    """A telephone number, kept with the code of its country."""

    descriptor_class = _AsWritten

    def to_python(self, value):
        return super().to_python(_as_written(value))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})

    def run_validators(self, value) -> None:
        """In German: the library's own words are English."""
        try:
            super().run_validators(value)
        except ValidationError:
            raise ValidationError(NO_PHONE, code="phone_invalid") from None


class IbanFormField(iban_forms.IBANFormField):
    """An account number, with or without the spaces people read it by; refuses with `iban_invalid`."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs["maxlength"] = self.widget.attrs.pop("max_length")  # as HTML has it

    def run_validators(self, value) -> None:
        _refuse_no_iban(value)


class IbanField(iban_models.IBANField):
    """An account number, kept without spaces."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": IbanFormField, **kwargs})

    def run_validators(self, value) -> None:
        _refuse_no_iban(value)


def _refuse_no_iban(value: str) -> None:
    if not value:
        return
    try:
        IBANValidator()(value)
    except ValidationError:
        raise ValidationError(NO_IBAN, code="iban_invalid") from None
