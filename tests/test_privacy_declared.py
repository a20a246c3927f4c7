"""Every field that can hold something about a person says so, or says why it does not."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from quartiersarbeit.ground.privacy import NAMED, can_be_personal
from quartiersarbeit.privacy.declared import (
    SIGNED_IN,
    events,
    not_personal,
    personal,
    tables,
    undeclared,
)


def test_every_field_that_can_be_personal_is_declared():
    assert undeclared(tables()) == set()


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=10),
        models.TextField(),
        models.EmailField(),
        models.FileField(),
        models.JSONField(),
        models.GenericIPAddressField(),
        models.ForeignKey("partners.User", models.CASCADE, related_name="+"),
        models.ManyToManyField("partners.Contact", related_name="+"),
    ],
    ids=lambda field: type(field).__name__,
)
def test_a_new_field_that_nobody_declared_is_found(field):
    with isolate_apps("sites"):

        class Neighbour(models.Model):
            said = field.clone()

            class Meta:
                app_label = "sites"

        # the isolated registry knows no people, so that the reference is looked up where they are
        if field.is_relation:
            Neighbour._meta.get_field("said").remote_field.model = tables()[field.remote_field.model]
        assert undeclared({"sites.Neighbour": Neighbour}) == {"sites.Neighbour.said"}


@pytest.mark.parametrize(
    "field", [models.DateField(), models.IntegerField(), models.CharField(max_length=9, choices=[("a", "A")])]
)
def test_a_day_a_number_and_a_closed_list_need_no_declaration(field):
    assert not can_be_personal(field)


def test_what_is_declared_is_there():
    known = tables()
    stated = [(one.model, name) for one in (*personal(), *not_personal()) for name in one.names]
    fields = {label: {field.name for field in model._meta.get_fields()} for label, model in known.items()}
    assert {(model, name) for model, name in stated if name not in fields.get(model, ())} == set()


def test_nothing_is_declared_personal_and_not_personal():
    said, denied = (
        {(one.model, name) for one in many for name in one.names} for many in (personal(), not_personal())
    )
    assert (said & denied, len(said) > 100, len(denied) > 50) == (set(), True, True)


def test_every_way_to_a_person_leads_to_a_person():
    """A path that leads elsewhere would leave its rows out of an Auskunft."""
    wrong = []
    for one in personal():
        if one.person in ("", NAMED, SIGNED_IN):
            continue
        model = tables()[one.model]
        for step in one.person.split("__"):
            model = model._meta.get_field(step).related_model
        if model._meta.label not in ("partners.User", "partners.Contact"):
            wrong.append((one.model, one.person))
    assert wrong == []


def test_only_people_are_rows_about_themselves():
    assert {one.model for one in personal() if not one.person} == {"partners.User", "partners.Contact"}


def test_every_declaration_says_whose_why_how_long_and_on_what_basis():
    said = [(one.whose, one.purpose, one.keep.text, one.basis) for one in personal()]
    assert [one for one in said if not all(one)] == []


def test_what_is_hidden_is_one_of_the_declared_fields():
    assert [one for one in personal() if set(one.hidden.split()) - set(one.names)] == []


def test_the_history_repeats_no_field_that_its_model_does_not_have():
    """So what is declared of a model is declared of its history."""
    own = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "pgh_context_id"}
    extra = {
        label: {field.name for field in model._meta.local_fields}
        - own
        - {field.name for field in model.pgh_tracked_model._meta.fields}
        for label, model in events().items()
    }
    assert {label: names for label, names in extra.items() if names} == {}
