"""Every model has a factory whose record stands without further words."""

import pytest
from django.apps import apps
from django.test import Client
from factory.django import DjangoModelFactory

from quartiersarbeit.ground.roles import ROLES
from tests import factories

FLOORS = ("partners", "sites", "funding", "quality_dialog")
FACTORIES = [
    thing
    for thing in vars(factories).values()
    if isinstance(thing, type)
    and issubclass(thing, DjangoModelFactory)
    and thing._meta.model
    and not thing._meta.abstract
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_factory_makes_two_valid_records_in_a_row(db, factory):
    """Twice, because sequences and limits show only then; of the city there is one."""
    first = factory()
    second = first if factory is factories.MunicipalityFactory else factory()
    for record in {first, second}:
        record.full_clean(exclude=["mandate"])
    assert type(first).objects.count() >= 1


def test_every_model_has_a_factory():
    events = {"PgHistory"}  # history tables are written by the database alone
    models = {
        model
        for label in FLOORS
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy and not model.__name__.endswith("Event") and model.__name__ not in events
    }
    assert models - {factory._meta.model for factory in FACTORIES} == set()


TRAITS = [
    (factory, trait)
    for factory in FACTORIES
    for trait in factory._meta.parameters
    if trait != "by" and trait not in factory._meta.pre_declarations
]


@pytest.mark.parametrize(("factory", "trait"), TRAITS, ids=lambda thing: getattr(thing, "__name__", thing))
def test_every_trait_is_valid(db, factory, trait):
    assert factory(**{trait: True}).pk


def test_ten_covered_sites_need_no_further_words(db):
    assert len({coverage.seat.number for coverage in factories.CoverageFactory.create_batch(10)}) == 10


@pytest.mark.django_db(transaction=True)
def test_people_keep_their_roles_after_a_flush(koordination, client_of):
    assert koordination.sees_everything
    assert isinstance(client_of(koordination), Client)


def test_everybody_has_their_role(
    koordination, freigabe, revision, gremium, verwaltung, partner_user, other_partner_user
):
    people = [koordination, freigabe, revision, gremium, verwaltung, partner_user, other_partner_user]
    names = {user.groups.get().name for user in people}
    assert names == set(ROLES)
