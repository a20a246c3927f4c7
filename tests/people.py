"""The people of the tests: one per role, and two partner organisations' own.

`client_of(user)` signs somebody in.
"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from partners.models import Partner, RightsChange, Sector, User
from partners.models.rights import in_set_up
from quartiersarbeit.ground.roles import weighty
from tests.factories import PartnerFactory, UserFactory


def in_group(*names: str, **facts) -> User:
    """A person with this role, or with several, or with none."""
    raised = {kind: facts.pop(kind) for kind in ("is_staff", "is_superuser") if facts.get(kind)}
    user = UserFactory(**facts)
    give(user, *names)
    for column in raised:
        confirmed(user, column.removeprefix("is_"))
        User.objects.filter(pk=user.pk).update(**{column: True})
    user.refresh_from_db()
    return user


def give(user: User, *names: str) -> None:
    """These roles for somebody, confirmed by a second person where that is asked."""
    for role in Group.objects.filter(name__in=names):
        if weighty(role.name):
            confirmed(user, "role", role)
        user.groups.add(role)


def confirmed(user: User, kind: str, role: Group | None = None) -> None:
    """A confirmed change, by two who are there already; in first set-up none is needed."""
    if in_set_up():
        return
    others = list(User.objects.exclude(pk=user.pk).order_by("pk")[:2])
    asks, confirms = [*others, *(UserFactory() for _ in range(2 - len(others)))]
    today = timezone.localdate()
    RightsChange.objects.create(
        person=user,
        kind=kind,
        role=role,
        reason="Neu im Amt",
        asked_on=today,
        asked_by=asks,
        lapses_on=today,
        confirmed_on=today,
        confirmed_by=confirms,
    )


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


def the_awo() -> Partner:
    """A service provider."""
    return PartnerFactory(
        name="AWO-Kreisverband Bielefeld",
        short_name="AWO",
        name_after_mit="dem AWO-Kreisverband Bielefeld",
        sector=Sector.SERVICE_PROVIDER,
    )


def the_bgw() -> Partner:
    """A housing company."""
    return PartnerFactory(name="BGW", short_name="BGW", name_after_mit="der BGW", sector=Sector.HOUSING)


@pytest.fixture
def awo(db) -> Partner:
    return the_awo()


@pytest.fixture
def bgw(db) -> Partner:
    return the_bgw()


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
        client.force_login(user, backend="partners.deputising.Roles")
        return client

    return signed_in
