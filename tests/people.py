"""The people of the tests: one per role, and two partner organisations' own.

`client_of(user)` signs somebody in.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from partners.models import Partner, RightsChange, Sector, User
from quartiersarbeit.ground.idle import BEGAN, SEEN
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
        setattr(user, column, True)
    return user


@cache
def role(name: str) -> Group:
    """The role of that name, as the migrations wrote it."""
    return Group.objects.get(name=name)


def give(user: User, *names: str) -> None:
    """These roles for somebody, confirmed by a second person where that is asked; thousands of tests begin so."""
    for given in map(role, names):
        if weighty(given.name):
            confirmed(user, "role", given)
        User.groups.through.objects.bulk_create([User.groups.through(user=user, group=given)])


def confirmed(user: User, kind: str, role: Group | None = None) -> None:
    """A confirmed change, by two who are there already; in first set-up none is needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT partners_confirmers(0) < 2")
        (in_set_up,) = cursor.fetchone()
    if in_set_up:
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
        return sign_in(Client(), user)

    return signed_in


def sign_in(client: Client, user: User) -> Client:
    """As a sign-in leaves it: a session, and an account that was used. Django's takes eighteen statements for that."""
    now, store = int(time.time()), SessionStore()
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "partners.deputising.Roles",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        SEEN: now,
        BEGAN: now,
    }
    key, ends = get_random_string(32), timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session(session_key=key, session_data=store.encode(told), expire_date=ends).save(force_insert=True)
    user.last_login = timezone.now()
    User.objects.filter(pk=user.pk).update(last_login=user.last_login)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
