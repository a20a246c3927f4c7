"""The example data for tests that ask it: loaded once by each worker for a day, copied in from then on."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date

import pytest
from django.db import connection, transaction

from quartiersarbeit import demo
from quartiersarbeit.ground.history import acting
from tests.database import Rows

EXAMPLE_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def examples() -> Callable[[date], None]:
    """`examples(day)` fills the empty database with the example data as of this day."""
    kept: dict[tuple[date, bool], Rows] = {}

    def fill(day: date) -> None:
        inside = connection.in_atomic_block  # of a transaction to be undone; else the history gets its reason
        if (day, inside) not in kept:
            with nullcontext() if inside else acting(None, reason="Demodaten"):
                demo.load(day)
            kept[day, inside] = rows = Rows()
            rows.keep()
        else:
            kept[day, inside].put_back()

    return fill


@pytest.fixture(scope="module")
def example_day() -> date:
    """The day the module's example data is of; a module may name another one, or several."""
    return EXAMPLE_DAY


@pytest.fixture(scope="module")
def loaded(example_day, examples, django_db_setup, django_db_blocker) -> Iterator[date]:
    """The example data for all tests of a module that ask for it, and its day; what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        examples(example_day)
        yield example_day
        transaction.set_rollback(True)
