"""Many write at once: exactly the right ones win, nobody deadlocks, the others get the German reason.

Every writer has a thread and a connection of its own; they start together at a barrier. Where the order
matters, a writer goes on only when PostgreSQL itself says that the other one waits for it.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction

from quartiersarbeit.ground.guards import explain
from tests.constraints import sql

WRITERS = 16


def outcome(act: Callable, *args) -> str:
    """„done“, the code of the rule that refused, or PostgreSQL's own code where no rule did."""
    try:
        with transaction.atomic():
            act(*args)
    except ValidationError as error:
        return error.code
    except DatabaseError as error:
        found = explain(error)
        return found.code if found else error.__cause__.diag.sqlstate
    return "done"


def at_once(act: Callable[[int], str], writers: int = WRITERS) -> list[str]:
    """What came of `act(0)` … `act(n-1)`, started together, each with a connection of its own."""
    gate = threading.Barrier(writers, timeout=60)

    def run(number: int) -> str:
        try:
            connection.ensure_connection()
            gate.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


class Other:
    """A second session that does one thing after the other while ours goes on."""

    def __init__(self):
        self.pool = ThreadPoolExecutor(1)
        self.pid = self.pool.submit(lambda: sql("SELECT pg_backend_pid()")[0][0]).result(60)

    def begins(self, act: Callable, *args) -> Future:
        return self.pool.submit(act, *args)

    def waits_for_us(self) -> None:
        """Returns when PostgreSQL says that the other session is blocked by this one."""
        for _ in range(1000):
            if sql("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", self.pid)[0][0]:
                return
            sql("SELECT pg_sleep(0.005)")
        pytest.fail("the other session was never blocked")


@contextmanager
def another_session():
    other = Other()
    try:
        yield other
    finally:
        other.pool.submit(connections.close_all).result(60)
        other.pool.shutdown()
