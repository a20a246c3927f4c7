"""The example data for tests that ask it: loaded once in a run for each day, by one worker for all, then copied in."""

import fcntl
import pickle
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction

from quartiersarbeit import demo
from quartiersarbeit.ground.history import acting
from tests.database import Rows

EXAMPLE_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its workers reach."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if hasattr(request.config, "workerinput") else own) / "examples"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def examples(shelf: Path) -> Callable[[date], None]:
    """`examples(day)` fills the empty database with the example data as of this day.

    Whoever asks for a day first loads it; another worker that asks for it meanwhile waits, and copies the same rows:
    their databases are copies of one pattern.
    """
    kept: dict[tuple[date, bool], Rows] = {}

    def fill(day: date) -> None:
        inside = connection.in_atomic_block  # of a transaction to be undone; else the history gets its reason
        if (day, inside) in kept:
            kept[day, inside].put_back()
            return
        place = shelf / f"{day} {'inside' if inside else 'alone'}"
        with place.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if place.exists():
                kept[day, inside] = pickle.loads(place.read_bytes())  # noqa: S301 - this run's own
                kept[day, inside].put_back()
                return
            with nullcontext() if inside else acting(None, reason="Demodaten"):
                demo.load(day)
            kept[day, inside] = rows = Rows()
            rows.keep()
            place.write_bytes(pickle.dumps(rows))

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
