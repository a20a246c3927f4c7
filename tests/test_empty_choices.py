"""An empty choice that must be made says why it is empty and leads to where it is filled, in every form there is."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.contrib.auth.models import Group
from django.template import Context, Template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from partners.models import Committee
from quartiersarbeit.ground.choosing import BY_MODEL, OTHERWISE
from tests.people import in_group

OURS = ("partners", "sites", "funding", "quality_dialog", "quartiersarbeit")
# What a form is given only when it is made; what would be chosen there.
GIVEN_LATER = {
    "AllocationForm.recipient": "partners.Partner",
    "AllocationForm.site": "sites.Site",
    "EnteredAllocationForm.recipient": "partners.Partner",
    "EnteredAllocationForm.site": "sites.Site",
    "HandOverForm.to": "partners.User",
    "MergingForm.into": "partners.Partner",
    "NewYearForm.mandate": "partners.Mandate",
    "YearForm.mandate": "partners.Mandate",
    "ReallocationForm.source": "funding.Allocation",
    "ReallocationForm.target": "funding.Allocation",
    "SignatureForm.party": "partners.Party",
    "CoverageForm.agreement": "partners.Agreement",
    "CoverageForm.seat": "sites.Seat",
    "CoveringForm.sites": "sites.Site",
}
NEVER_EMPTY = {"auth.Group"}  # a migration writes them


def kinds(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        if one.__module__.startswith(OURS):
            yield one
        yield from kinds(one)


def required() -> Iterator[tuple[str, str]]:
    """Each choice among records that must be made: form and field, and of which model; "" where it comes later."""
    assert get_resolver().url_patterns  # read, so that every form behind a page is there
    for form in kinds(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.ModelChoiceField) and field.required:
                model = field.queryset.model._meta.label if field.queryset is not None else ""
                yield f"{form.__name__}.{name}", model
        for name in getattr(form, "FACTS", ()):
            known = {one.name: one for one in form.MODEL._meta.get_fields()}
            if (
                name not in form.base_fields
                and name in known
                and known[name].many_to_one
                and not known[name].blank
            ):
                yield f"{form.__name__}.{name}", known[name].related_model._meta.label


def test_every_choice_that_must_be_made_is_known():
    found = dict(required())
    later = {name for name, model in found.items() if not model}
    assert later == set(GIVEN_LATER)
    chosen = {GIVEN_LATER.get(name, model) for name, model in found.items()} - NEVER_EMPTY
    assert chosen - set(BY_MODEL) == set()


def test_each_reason_leads_to_a_page_that_is_there():
    assert {label for label in BY_MODEL if not apps.get_model(label)} == set()
    assert all(reverse(filled.at) and filled.why.endswith(".") for filled in BY_MODEL.values())


def drawn(field: forms.Field) -> str:
    form = type("Asked", (forms.Form,), {"what": field})(auto_id="id_%s")
    return Template("{% load kern %}{% form_fields form %}").render(Context({"form": form}))


@pytest.mark.parametrize(
    "field",
    [
        forms.ModelChoiceField(Committee.objects.all()),
        forms.ModelMultipleChoiceField(Committee.objects.all()),
        forms.ModelMultipleChoiceField(Committee.objects.all(), widget=forms.CheckboxSelectMultiple),
        forms.ModelChoiceField(Committee.objects.all(), widget=forms.RadioSelect, empty_label=None),
    ],
    ids=["one", "many", "ticks", "one of few"],
)
def test_however_it_is_drawn_the_control_is_described_by_the_reason(db, field):
    html = drawn(field)
    assert "Noch ist kein Gremium eingetragen." in html
    assert f'href="{reverse("committee_create")}"' in html
    assert 'aria-describedby="id_what_helptext"' in html


def test_what_may_stay_empty_and_what_can_be_chosen_needs_no_reason(db):
    assert "Noch ist" not in drawn(forms.ModelChoiceField(Committee.objects.all(), required=False))
    assert "Noch ist" not in drawn(forms.ModelChoiceField(Group.objects.all()))


def test_what_is_no_record_says_so_without_a_link(db):
    assert OTHERWISE in drawn(forms.ChoiceField(choices=[("", "Bitte wählen")]))


def pages() -> Iterator[str]:
    """Every address that needs nothing to be there already."""
    for prefix, resolver in [
        ("", get_resolver()),
        *((f"{n}:", r) for n, (_, r) in get_resolver().namespace_dict.items()),
    ]:
        for name in filter(lambda key: isinstance(key, str), resolver.reverse_dict):
            try:
                yield reverse(prefix + name)
            except NoReverseMatch:
                continue


def test_in_an_empty_city_no_page_asks_for_a_choice_without_saying_where_it_comes_from(db):
    client = Client()
    client.force_login(in_group("Koordination"), backend="django.contrib.auth.backends.ModelBackend")
    asked, silent = set(), set()
    for page in set(pages()):
        answer = client.get(page)
        if answer.status_code != 200 or answer.streaming or not answer.context:
            continue
        form = answer.context.get("form")
        for name, field in getattr(form, "fields", {}).items():
            if isinstance(field, forms.ModelChoiceField) and field.required and not field.queryset.exists():
                asked.add(f"{type(form).__name__}.{name}")
                hint = re.search(rf'id="id_{name}_helptext">(.*?)</div>', answer.content.decode(), re.DOTALL)
                if not hint or "<a " not in hint[1]:
                    silent.add(f"{page} {name}")
    assert silent == set()
    assert len(asked) >= 5
