"""A change in one transaction, done again where two got in each other's way.

PostgreSQL ends one of two transactions that wait for each other (40P01) or that read what the other one
changed (40001). Nothing of it is stored, so a verb that touches nothing but the database may simply run
again; it says so with `@repeatable`. Verbs that also write files or send mail do not say so.

It can run again only in a transaction of its own: the view must not be in one already (ATOMIC_REQUESTS),
so views of such verbs carry `@transaction.non_atomic_requests`. Or in one that holds nothing yet for which another
could wait: that of a form which is stored once (`quartiersarbeit/sent_once.py`) says so with `holding_nothing`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import Model

TRIES = 4
PASSING = ("40001", "40P01")  # serialization_failure, deadlock_detected
BUSY = "Andere haben gerade dasselbe geändert. Gespeichert ist nichts; bitte versuchen Sie es noch einmal."

Verb = TypeVar("Verb", bound=Callable)
_held: ContextVar[bool] = ContextVar("held", default=True)


def repeatable(verb: Verb) -> Verb:
    """Says of a verb that it re-reads what it decides on and touches nothing but the database."""
    verb.repeatable = True  # type: ignore[attr-defined]  # a mark that bound methods show too
    return verb


def write(row: Model, /, **facts) -> None:
    """Set these facts of a row and store them, and nothing else of it."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))


def state_of(error: BaseException) -> str:
    """The SQLSTATE of a database's error; empty where it has none."""
    return getattr(getattr(error.__cause__, "diag", None), "sqlstate", "") or ""


@contextmanager
def holding_nothing() -> Iterator[None]:
    """The transaction that has just begun holds nothing that another waits for: its verbs may run again inside it."""
    before = _held.set(False)
    try:
        yield
    finally:
        _held.reset(before)


def _may_run_again() -> bool:
    """Whether to undo a verb is to let go of all that this transaction holds."""
    return not connection.in_atomic_block or not (_held.get() or connection.savepoint_ids)


def stored(act: Callable, /, **given):
    """What `act(**given)` returns, once it is committed; all of it or nothing.

    A repeatable verb that was in others' way is run again, at most `TRIES` times; then a ValidationError
    with the code `try_again` asks the person to.
    """
    may_repeat = getattr(act, "repeatable", False) and _may_run_again()
    for _ in range(TRIES if may_repeat else 1):
        try:
            with transaction.atomic():
                return act(**given)
        except OperationalError as error:
            if not may_repeat or state_of(error) not in PASSING:
                raise
    raise ValidationError(BUSY, code="try_again")
