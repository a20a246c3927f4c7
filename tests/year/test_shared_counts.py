"""Every count that two places share, in the example data: for every role, on several days."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from partners.models import User
from quartiersarbeit import demo
from tests.year import papers
from tests.year.asked_again import in_one_transaction
from tests.year.telling import Reader, Telling, disagreements
from tests.year.walking import Browser, today

pytestmark = pytest.mark.django_db

DAYS = (date(2026, 11, 22), date(2027, 1, 1))
ACCOUNTS = {
    "Koordination": "koordination",
    "Freigabe": "freigabe",
    "Revision": "revision",
    "AWO": "awo",
    "Alt und Jung": "altundjung",
    "BGW": "bgw",
    "Gremium": "seniorenrat",
    "Verwaltung": "admin",
}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def told(request, django_db_setup, django_db_blocker) -> Iterator[dict[str, list[Telling]]]:
    """What each role is told on that day, with the example data of that day."""
    logging.disable(logging.WARNING)  # that a role may not see a page is asked again and again
    try:
        with django_db_blocker.unblock(), transaction.atomic(), in_one_transaction(), today(request.param):
            demo.load(request.param)
            people = {who: User.objects.get(email=f"{name}@example.org") for who, name in ACCOUNTS.items()}
            yield {
                who: papers.told_to(Reader(who, Browser(user)), everything=False)
                for who, user in people.items()
            }
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize("who", ACCOUNTS)
def test_what_two_places_tell_a_role_is_the_same(told, who):
    assert "\n".join(disagreements(told[who])) == ""


def test_what_several_roles_are_told_of_the_whole_city_is_the_same(told):
    assert "\n".join(disagreements([one for tellings in told.values() for one in tellings])) == ""


def test_every_role_was_told_something(told):
    assert [who for who, tellings in told.items() if not tellings] == []
