"""Every count that two places share, in the example data: for every role, on several days."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def told(day: date) -> Iterator[dict[str, list[Telling]]]:
    """What each role is told on that day, with the example data of that day."""
    logging.disable(logging.WARNING)  # that a role may not see a page is asked again and again
    try:
        with transaction.atomic(), in_one_transaction(), today(day):
            demo.load(day)
            people = {who: User.objects.get(email=f"{name}@example.org") for who, name in ACCOUNTS.items()}
            yield {
                who: papers.told_to(Reader(who, Browser(user)), everything=False)
                for who, user in people.items()
            }
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.exhaustive
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_two_places_tell_is_the_same_for_every_role_and_for_all_together(db, day):
    """One test a day: two workers that share its questions would each read everything."""
    with told(day) as tellings:
        apart = {who: "\n".join(disagreements(told)) for who, told in tellings.items()}
        together = "\n".join(disagreements([one for told in tellings.values() for one in told]))
        silent = [who for who, told in tellings.items() if not told]
    assert (apart, together, silent) == (dict.fromkeys(ACCOUNTS, ""), "", [])
