"""Text is kept in one way, wherever it enters: forms, the admin, spreadsheets."""

import importlib
import pkgutil
import unicodedata
from collections.abc import Iterator

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partners.models import Contact, Partner
from quartiersarbeit.ground import cells, letters, numbers
from quartiersarbeit.ground.history import pghistory
from quartiersarbeit.masterdata.sheets import SHEETS
from tests.asking import said_by
from tests.factories import PartnerFactory, SiteFactory
from tests.people import in_group

OURS = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog")
# A decomposed umlaut, a soft hyphen, marks of direction, a zero-width space, a control character, strange spaces.
HOSTILE = "\u202e \xa0Fu\u0308r\u00ad\u200b\u2003alle\x07\ufeff \u3000 da \t"
KEPT = "Für alle da"


@given(st.text())
def test_what_is_kept_is_composed_visible_and_spaced_once(text):
    for way in (letters.one_line, letters.lines):
        kept = way(text)
        assert way(kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert kept == kept.strip()
        signs = set(kept) - {"\n"}
        assert not {unicodedata.category(one) for one in signs} & {"Cc", "Cs", "Zl", "Zp"}
        assert all(one == " " for one in signs if unicodedata.category(one) == "Zs")
    assert "  " not in letters.one_line(text)
    assert "\n" not in letters.one_line(text)


def test_lines_stay_lines_and_their_beginnings_stay():
    assert letters.lines("a\u0308\r\n  - b\xa0 \u2028c\r\n") == "ä\n  - b\nc"
    assert letters.one_line("a\u0308\r\n  - b\xa0 \u2028c\r\n") == "ä - b c"
    assert letters.is_kept("ä\n  - b")
    assert not letters.is_kept("a\u0308")


# --- Every form ------------------------------------------------------------------------------------


def every_form() -> Iterator[type[forms.BaseForm]]:
    """Every form class of this project, and those the admin makes."""
    for name in OURS:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    waiting = [forms.BaseForm]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            yield one


def typed_fields() -> Iterator[tuple[str, forms.Field]]:
    """Each field in which people write text, by the form's name and its own."""
    for form in every_form():
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__module__}.{form.__name__}.{name}", field
    for model in _models():
        for field in model._meta.concrete_fields:
            if field.editable and (made := field.formfield()) is not None:
                yield f"{model._meta.label}.{field.name}", made


def _models() -> list[type[models.Model]]:
    from django.apps import apps

    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not issubclass(model, pghistory.models.Event)
    ]


def is_typed(field: forms.Field) -> bool:
    """Whether people write text there: no password, nothing a page hides in its own form."""
    exact = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    return isinstance(field, forms.CharField) and not exact


def test_every_text_field_of_every_form_answers_with_its_text_as_it_is_kept():
    looked_at = 0
    for name, field in typed_fields():
        if not is_typed(field):
            continue
        try:
            answer = field.clean(HOSTILE)
        except ValidationError:
            continue  # no text that could be stored
        if isinstance(answer, str):
            looked_at += 1
            assert letters.is_kept(answer), (name, answer)
            assert "Fu" not in answer or "://" in answer, (name, answer)
    assert looked_at > 150


def test_every_text_field_of_the_admin_answers_with_its_text_as_it_is_kept(rf: RequestFactory, db):
    request = rf.get("/")
    request.user = in_group("Verwaltung", is_staff=True)
    looked_at = 0
    for model, one in admin.site._registry.items():
        if model._meta.app_label not in OURS:
            continue
        for name, field in one.get_form(request).base_fields.items():
            if is_typed(field) and type(field).__name__ not in ("UUIDField", "JSONField"):
                try:
                    answer = field.to_python(HOSTILE)
                except ValidationError:
                    continue
                looked_at += 1
                assert not isinstance(answer, str) or letters.is_kept(answer), (model, name)
    assert looked_at > 50


def test_every_text_column_of_every_spreadsheet_reads_its_text_as_it_is_kept():
    read = {
        type(column.cell): column.cell.read(HOSTILE, {})
        for kind in SHEETS.values()
        for column in kind.sheet.columns
        if type(column.cell) in (cells.Text, cells.Lines)
    }
    assert read == {cells.Text: KEPT, cells.Lines: "Für alle   da"}


def test_a_password_is_what_was_typed():
    exact = "\u00e4\u200b  ä "
    field = forms.CharField(strip=False, widget=forms.PasswordInput)
    assert field.clean(exact) == exact
    assert forms.CharField(widget=forms.HiddenInput).clean("a\u0308") == "a\u0308"


# --- What is stored --------------------------------------------------------------------------------


@pytest.fixture
def clerk(client_of, db):
    return client_of(in_group("Koordination"))


def test_what_a_page_stores_is_kept_text(clerk):
    facts = {"name": HOSTILE, "short_name": HOSTILE, "name_after_mit": HOSTILE, "sector": "other"}
    answer = clerk.post(
        reverse("partners:partner_create"), facts | {"note": f"{HOSTILE}\r\nb", "phone": "0521\xa0510"}
    )
    assert answer.status_code == 302
    partner = Partner.objects.get()
    assert (partner.name, partner.short_name, partner.note) == (KEPT, KEPT, "Für alle   da\nb")
    assert str(partner.phone) == "+49521510"


def test_what_the_admin_stores_is_kept_text(client_of, db):
    partner = PartnerFactory()
    client = client_of(in_group("Verwaltung", is_staff=True))
    facts = {"partner": partner.pk, "name": HOSTILE, "function": HOSTILE, "starts_on": "01.01.2026"}
    answer = client.post(reverse("admin:partners_contact_add"), facts)
    assert answer.status_code == 302, answer.context["errors"]
    assert Contact.objects.values_list("name", "function").get() == (KEPT, KEPT)


def test_the_same_name_in_other_signs_is_the_same_name(clerk):
    SiteFactory(name="Café am Markt")
    facts = {"name": "Cafe\u0301\xa0am\u200b Markt ", "new_neighbourhood": "X", "district": "mitte"}
    answer = clerk.post(reverse("sites:site_create"), facts)
    assert said_by(answer.context["form"])["name"] == ["Einen Standort mit diesem Namen gibt es schon."]


# --- Numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0521 51-0", "+49521510"),
        ("0521/510", "+49521510"),
        ("+49 (0)521 510", "+49521510"),
        ("0049 521 510", "+49521510"),
        ("(0521)\xa0510", "+49521510"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_kept_with_its_country(typed, kept):
    assert str(numbers.phone(typed)) == kept


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ("Zentrale", ""),
        ("0521 Zentrale", ""),
        ("0521 51-0 (priv.)", "+49 521 510"),
        ("Tel.: 0521 510", "+49 521 510"),
        ("0521-AWO-HILFE", ""),
    ],
)
def test_a_word_never_becomes_digits(typed, beside):
    with pytest.raises(ValidationError) as refusal:
        numbers.phone(typed)
    assert (refusal.value.code, refusal.value.params) == ("phone_word", {"number": beside})
    assert str(Partner(phone=typed).phone) == typed
    with pytest.raises(ValidationError):
        Partner._meta.get_field("phone").clean(typed, None)


def test_the_form_asks_about_the_word(clerk):
    facts = {
        "name": "A",
        "short_name": "A",
        "name_after_mit": "A",
        "sector": "other",
        "phone": "0521 Zentrale",
    }
    form = clerk.post(reverse("partners:partner_create"), facts).context["form"]
    assert form.errors["phone"][0].startswith("Hier steht ein Wort („Zentrale“).")


@pytest.mark.parametrize("typed", ["DE00 1234", "XX", "DE02120300000000202052", "12030000"])
def test_an_iban_that_is_none_is_refused_in_german(typed):
    for field in (Partner._meta.get_field("iban").formfield(), Partner._meta.get_field("iban")):
        with pytest.raises(ValidationError) as refusal:
            field.clean(typed) if isinstance(field, forms.Field) else field.clean(typed, None)
        assert refusal.value.messages == [numbers.NO_IBAN]
