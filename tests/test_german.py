"""How the system writes figures, days and lists."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import override_settings

from quartiersarbeit.ground import german

SP = german.NO_BREAK_SPACE


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "null"), (1, "ein"), (7, "sieben"), (12, "zwölf"), (13, "13"), (80000, "80.000"), (-3, "−3")],
)
def test_whole_numbers_are_words_up_to_twelve(n, text):
    assert german.number_word(n) == text


def test_the_sentence_gives_the_form_of_one():
    assert german.number_word(1, "eine") == "eine"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("8000"), f"8.000,00{SP}€"),
        (Decimal("0.005"), f"0,01{SP}€"),
        (Decimal("-0.001"), f"0,00{SP}€"),
        (Decimal("-1234567.8"), f"−1.234.567,80{SP}€"),
        (80000, f"80.000,00{SP}€"),
    ],
)
def test_amounts_are_written_to_the_cent(amount, text):
    assert german.euro(amount) == text


@pytest.mark.parametrize(
    ("amount", "text"), [(Decimal("80000.00"), f"80.000{SP}€"), (Decimal("80000.50"), f"80.000,50{SP}€")]
)
def test_short_amounts_have_cents_only_where_there_are_some(amount, text):
    assert german.euro_short(amount) == text


def test_a_day_is_written_in_figures():
    assert german.day(date(2021, 1, 26)) == "26.01.2021"


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_moment_counts_as_the_day_it_has_in_bielefeld():
    assert german.day(datetime(2021, 1, 26, 23, 30, tzinfo=UTC)) == "27.01.2021"


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_moment_is_written_in_local_time():
    assert german.moment(datetime(2021, 7, 1, 12, 5, tzinfo=UTC)) == "01.07.2021, 14:05 Uhr"


def test_a_day_is_written_in_words():
    assert german.long_day(date(2021, 3, 1)) == f"1.{SP}März 2021"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")]
)
def test_lists_end_with_und(items, text):
    assert german.listing(items) == text


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 Standorte"), (1, "1 Standort"), (7, "7 Standorte"), (1000, "1.000 Standorte")]
)
def test_a_number_agrees_with_its_noun(n, text):
    assert german.count(n, "Standort", "Standorte") == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2021, 1, 1), date(2023, 12, 31), "01.01.2021 bis 31.12.2023"),
        (date(2021, 1, 1), None, "ab 01.01.2021, unbefristet"),
        (None, date(2023, 12, 31), "bis 31.12.2023"),
        (None, None, "unbefristet"),
    ],
)
def test_an_open_end_is_said(start, end, text):
    assert german.period(start, end) == text


@pytest.mark.parametrize(
    "filter_name", ["euro", "euro_short", "day", "long_day", "moment", "number", "number_word"]
)
@pytest.mark.parametrize("value", [None, ""])
def test_filters_write_a_dash_where_there_is_no_value(filter_name, value):
    assert Template(f"{{{{ value|{filter_name} }}}}").render(Context({"value": value})) == "–"


def test_filters_write_german():
    template = Template(
        '{{ a|euro }} {{ a|euro_short }} {{ d|day }} {{ n|count:"Platz,Plätze" }} {{ n|number_word:"eine" }}'
        " {{ l|listing }} {% period d None %}"
    )
    context = Context({"a": Decimal(80000), "d": date(2021, 1, 26), "n": 1, "l": ["A", "B"]})
    assert template.render(context) == (
        f"80.000,00{SP}€ 80.000{SP}€ 26.01.2021 1 Platz eine A und B ab 26.01.2021, unbefristet"
    )
