"""What is declared once: a fact's day and person, a constraint's field, a refusal's code."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.state import ModelState
from django.db.models import Q
from django.test.utils import isolate_apps

from quartiersarbeit.ground.constraints import CheckConstraint, ExclusionConstraint, UniqueConstraint
from quartiersarbeit.ground.guards import Refusal
from quartiersarbeit.ground.pairs import day_and_person
from quartiersarbeit.ground.periods import both_or_neither
from quartiersarbeit.ground.refusals import refuse


@pytest.fixture
def lamp():
    """A model for these tests, known to nobody else; it has no table."""
    with isolate_apps("sites"):

        class Lamp(models.Model):
            lit_on, lit_by = day_and_person("lamp_lit_has_person", "Angezündet am", "von", "Von wem?")

            class Meta:
                app_label = "sites"

        yield Lamp


def test_a_pair_brings_its_own_rule(lamp):
    assert [rule.name for rule in lamp._meta.constraints] == ["lamp_lit_has_person"]


def test_a_pair_has_two_columns(lamp):
    assert [field.column for field in lamp._meta.concrete_fields[1:]] == ["lit_on", "lit_by_id"]


def test_a_day_without_its_person_is_refused_with_the_pairs_message(lamp):
    assert lamp._meta.constraints == [
        both_or_neither("lamp_lit_has_person", "lit_on", "lit_by", "Von wem?"),
    ]


def test_a_migration_of_a_pair_needs_nothing_of_ours(lamp):
    assert [lamp._meta.get_field(name).deconstruct()[1] for name in ("lit_on", "lit_by")] == [
        "django.db.models.DateField",
        "django.db.models.ForeignKey",
    ]


def test_the_rule_of_a_pair_reaches_the_migrations(lamp):
    assert [rule.name for rule in ModelState.from_model(lamp).options["constraints"]] == [
        "lamp_lit_has_person"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        CheckConstraint(name="c", condition=Q(pk__gt=0), field="on"),
        UniqueConstraint(name="u", fields=["on"], field="on"),
        ExclusionConstraint(name="e", expressions=[("on", "=")], field="on"),
    ],
    ids=lambda rule: type(rule).__name__,
)
def test_a_constraint_keeps_its_field_and_migrations_carry_djangos_own(rule):
    path, _, given = rule.deconstruct()
    assert (rule.clone().fields_to_mend, path.startswith("django."), "field" in given) == (
        ("on",),
        True,
        False,
    )


class Typed(forms.Form):
    """A form for these tests."""

    closed_on = forms.DateField()


@pytest.mark.parametrize(
    ("fields", "at"), [(("on", "closed_on"), "closed_on"), (("on",), None), ((), None)], ids=str
)
def test_a_refusal_stands_at_the_first_of_its_fields_that_the_form_has(fields, at):
    assert Refusal("Nein.", "no", fields).field_in(Typed()) == at


def test_a_verb_refuses_at_a_field_with_its_code():
    with pytest.raises(ValidationError) as refused:
        refuse("too_late", "Zu spät.", field="closed_on")
    assert [error.code for error in refused.value.error_dict["closed_on"]] == ["too_late"]


def test_a_verb_refuses_as_a_whole():
    with pytest.raises(ValidationError) as refused:
        refuse("too_late", "Zu spät.")
    assert (refused.value.code, refused.value.messages) == ("too_late", ["Zu spät."])
