"""How amounts and days are read from what people type."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from quartiersarbeit.ground import fields, german
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField, EuroFormField, GermanDateField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("8.000,00", "8000.00"),
        ("8000", "8000"),
        ("8000,00", "8000.00"),
        ("8.000 €", "8000"),
        ("8.000", "8000"),
        ("80.000,5", "80000.50"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567,89", "1234567.89"),
        ("8.000,-", "8000"),
        ("8.000,–", "8000"),
        ("€ 5", "5"),
        ("5 Euro", "5"),
        ("\N{NO-BREAK SPACE}8.000,00\N{NO-BREAK SPACE}€\n", "8000"),
        ("0,01", "0.01"),
        ("-5,00", "-5"),
        ("−5,00", "-5"),
        (Decimal("8000.00"), "8000"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert EuroFormField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("€", "required"),
        ("8,000.00", "ambiguous"),
        ("1,000,000.00", "ambiguous"),
        ("8,000", "ambiguous"),
        ("8000.00", "ambiguous"),
        ("8.5", "ambiguous"),
        ("0.500", "ambiguous"),
        ("8.000,123", "decimals"),
        ("8000,000", "decimals"),
        ("80.00.000", "invalid"),
        ("8.0000", "invalid"),
        ("8,", "invalid"),
        (",50", "invalid"),
        ("8 00", "invalid"),
        ("acht", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e99", "invalid"),
        ("٨٠٠٠", "invalid"),
        ("8\x00000", "invalid"),
        ("99999999999", "too_large"),
        ("9" * 5000, "too_large"),
        (Decimal("NaN"), "invalid"),
    ],
)
def test_what_is_no_clear_amount_is_refused_with_its_reason(typed, code):
    with pytest.raises(ValidationError) as refusal:
        EuroFormField().clean(typed)
    assert [error.code for error in refusal.value.error_list] == [code]


@given(st.decimals(min_value=-MAX_EUROS, max_value=MAX_EUROS, places=2))
def test_what_the_system_writes_it_reads_again(amount):
    assert EuroFormField().clean(german.euro(amount)) == amount
    assert EuroFormField().clean(german.euro_short(amount)) == amount


@given(st.text())
def test_any_text_is_an_amount_or_a_refusal(typed):
    try:
        amount = EuroFormField(required=False).clean(typed)
    except ValidationError:
        return
    assert amount is None or abs(amount) <= MAX_EUROS


def test_bounds_are_named_in_euros():
    with pytest.raises(ValidationError) as refusal:
        EuroFormField(min_value=Decimal("0.01")).clean("0")
    assert refusal.value.messages == ["Bitte geben Sie mindestens 0,01\N{NO-BREAK SPACE}€ ein."]


class Purchase(forms.Form):
    amount = EuroFormField(label="Betrag")
    bought_on = GermanDateField(label="Datum")


def test_a_refused_amount_stays_as_it_was_typed():
    form = Purchase({"amount": "8,000.00", "bought_on": "gestern"})
    assert not form.is_valid()
    assert 'value="8,000.00"' in str(form["amount"])
    assert '<input type="text" name="bought_on" value="gestern"' in str(form["bought_on"])


def test_a_stored_amount_is_shown_in_german_and_counts_as_unchanged():
    initial = {"amount": Decimal("8000.00"), "bought_on": date(2021, 1, 26)}
    form = Purchase({"amount": "8.000", "bought_on": "26.01.2021"}, initial=initial)
    assert 'value="8.000,00"' in str(Purchase(initial=initial)["amount"])
    assert form.changed_data == []


def test_the_amount_field_offers_the_number_keys_without_the_number_widget():
    rendered = str(Purchase()["amount"])
    assert 'type="text"' in rendered
    assert 'inputmode="decimal"' in rendered


@pytest.mark.parametrize("typed", ["2021-01-26", "26.01.2021", "26.1.2021"])
def test_a_day_is_read_from_the_calendar_and_from_typing(typed):
    assert GermanDateField().clean(typed) == date(2021, 1, 26)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "required"), ("31.02.2021", "invalid"), ("01/26/2021", "invalid"), ("0021-01-26", "year")],
)
def test_what_is_no_day_is_refused(typed, code):
    with pytest.raises(ValidationError) as refusal:
        GermanDateField().clean(typed)
    assert refusal.value.error_list[0].code == code


def test_the_calendar_gets_the_value_it_understands():
    rendered = str(Purchase(initial={"bought_on": date(2021, 1, 26)})["bought_on"])
    assert 'type="date"' in rendered
    assert 'value="2021-01-26"' in rendered


def test_a_euro_column_is_numeric_12_2_and_asks_for_euros():
    field = EuroField("Betrag")
    assert (field.max_digits, field.decimal_places) == (12, 2)
    assert isinstance(field.formfield(), EuroFormField)


def test_a_euro_column_survives_its_migration():
    _, path, args, kwargs = EuroField("Betrag", default=0).deconstruct()
    assert (path, kwargs) == (
        "quartiersarbeit.ground.fields.EuroField",
        {"verbose_name": "Betrag", "default": 0, "max_digits": 12, "decimal_places": 2},
    )
    assert EuroField(*args, **kwargs).max_digits == 12


def test_days_of_a_model_become_german_in_its_form():
    assert isinstance(fields.german_formfield(models.DateField()), GermanDateField)
    assert not isinstance(fields.german_formfield(models.DateTimeField()), GermanDateField)


def test_a_number_of_a_model_is_typed_with_a_comma_in_its_form():
    rate = fields.german_formfield(models.DecimalField(max_digits=6, decimal_places=2))
    assert (rate.clean("2,50"), rate.clean("-0,88"), rate.prepare_value(Decimal("2.50"))) == (
        Decimal("2.50"),
        Decimal("-0.88"),
        Decimal("2.50"),
    )
    assert rate.widget.format_value(Decimal("2.50")) == "2,50"


def test_the_condition_of_a_euro_column_has_both_ends():
    assert fields.within_euros("amount", 0) == Q(amount__gte=0, amount__lte=MAX_EUROS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "inside"), [("0", True), ("9999999999.99", True), ("-0.01", False), ("NaN", False)]
)
def test_the_database_reads_the_condition_as_meant(value, inside):
    """NaN is greater than every number in PostgreSQL; only the upper bound keeps it out."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::numeric(12,2) BETWEEN 0 AND %s", [value, MAX_EUROS])
        assert cursor.fetchone() == (inside,)
