"""Two `migrate` at once, as two servers that start together do: the second waits, and both end well."""

import pytest
from django.db import connection

from quartiersarbeit.management.lock import LOCK, WAITING, one_at_a_time
from tests.upgrade.databases import Database, throw_away


@pytest.mark.exhaustive
def test_two_at_once_both_end_well():
    with throw_away("migrate") as database:
        with database.cursor() as gate:
            gate.execute(f"SELECT pg_advisory_lock({LOCK})")
            both = [database.start("migrate", "--verbosity", "0") for _ in range(2)]
            waiting = [process.stdout.readline().strip() for process in both]
        for process in both:
            process.communicate(timeout=300)
        assert (waiting, [process.returncode for process in both]) == ([WAITING] * 2, [0, 0])


def test_the_second_begins_when_the_first_has_ended():
    with throw_away("migrate") as database:
        with database.cursor() as first:
            first.execute(f"SELECT pg_advisory_lock({LOCK})")
            second = database.start("migrate", "contenttypes", "--verbosity", "0")
            waited = second.stdout.readline()
            first.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            done_meanwhile = first.fetchone()[0]
        second.communicate(timeout=300)
        assert (waited.strip(), done_meanwhile, second.returncode) == (WAITING, 0, 0)


@pytest.mark.parametrize("looking", ["--plan", "--check"])
def test_who_only_looks_does_not_wait(looking):
    with throw_away("migrate") as database, database.cursor() as other:
        other.execute(f"SELECT pg_advisory_lock({LOCK})")
        process = database.start("migrate", looking)
        assert WAITING not in process.communicate(timeout=120)[0]


@pytest.mark.django_db(transaction=True)
def test_whoever_fails_lets_go():
    with pytest.raises(ZeroDivisionError), one_at_a_time(connection, print):
        raise ZeroDivisionError
    with Database(connection.settings_dict["NAME"]).cursor() as other:
        other.execute(f"SELECT pg_try_advisory_lock({LOCK})")
        assert other.fetchone() == (True,)
