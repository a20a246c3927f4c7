"""The people of the tests: one per role, and two partner organisations' own.

`client_of(user)` signs somebody in.
"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from partners.models import Partner, Sector, User
from tests.factories import PartnerFactory, UserFactory


def in_group(name: str, **facts) -> User:
    """A person with this role."""
    user = UserFactory(**facts)
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def koordination(db) -> User:
    return in_group("Koordination", email="koordination@example.org")


@pytest.fixture
def freigabe(db) -> User:
    return in_group("Freigabe", email="freigabe@example.org")


@pytest.fixture
def revision(db) -> User:
    return in_group("Revision", email="revision@example.org")


@pytest.fixture
def gremium(db) -> User:
    return in_group("Gremium", email="seniorenrat@example.org")


@pytest.fixture
def verwaltung(db) -> User:
    return in_group("Verwaltung", email="admin@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def awo(db) -> Partner:
    """A service provider."""
    return PartnerFactory(
        name="AWO-Kreisverband Bielefeld",
        short_name="AWO",
        name_after_mit="dem AWO-Kreisverband Bielefeld",
        sector=Sector.SERVICE_PROVIDER,
    )


@pytest.fixture
def bgw(db) -> Partner:
    """A housing company."""
    return PartnerFactory(name="BGW", short_name="BGW", name_after_mit="der BGW", sector=Sector.HOUSING)


@pytest.fixture
def partner_user(awo) -> User:
    return in_group("Partner", email="awo@example.org", partner=awo)


@pytest.fixture
def other_partner_user(bgw) -> User:
    return in_group("Partner", email="bgw@example.org", partner=bgw)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(user)` is a browser in which this person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
