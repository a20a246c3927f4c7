"""One `migrate` at a time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = "hashtext('quartiersarbeit.migrate')"
PAUSE_SECONDS = 0.2
WAITING = "Eine andere Migration läuft; diese wartet, bis jene fertig ist."


@contextmanager
def one_at_a_time(connection: BaseDatabaseWrapper, say: Callable[[str], object]) -> Iterator[None]:
    """Within, nobody else migrates this database; whoever comes second waits and says so once.

    The lock belongs to the session, so that it ends with the process however that ends. It is asked for again
    and again: a session that waits inside PostgreSQL keeps a snapshot, and a CREATE INDEX CONCURRENTLY of
    the first one would wait for that snapshot in turn. A pooler that hands the session on after each
    transaction would lose the lock: migrate through a direct connection.
    """
    with connection.cursor() as cursor:
        for turn in count():
            cursor.execute(f"SELECT pg_try_advisory_lock({LOCK})")
            if cursor.fetchone()[0]:
                break
            if turn == 0:
                say(WAITING)
            time.sleep(PAUSE_SECONDS)
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a broken session has let go already
            cursor.execute(f"SELECT pg_advisory_unlock({LOCK})")
