"""A change in one transaction, done again where two got in each other's way.

PostgreSQL ends one of two transactions that wait for each other (40P01) or that read what the other one
changed (40001). Nothing of it is stored, so a verb that touches nothing but the database may simply run
again; it says so with `@repeatable`. Verbs that also write files or send mail do not say so.

It can run again only in a transaction of its own: the view must not be in one already (ATOMIC_REQUESTS),
so views of such verbs carry `@transaction.non_atomic_requests`.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import Model

TRIES = 4
PASSING = ("40001", "40P01")  # serialization_failure, deadlock_detected
BUSY = "Andere haben gerade dasselbe geändert. Gespeichert ist nichts; bitte versuchen Sie es noch einmal."

Verb = TypeVar("Verb", bound=Callable)


def repeatable(verb: Verb) -> Verb:
    """Says of a verb that it re-reads what it decides on and touches nothing but the database."""
    verb.repeatable = True  # type: ignore[attr-defined]  # a mark that bound methods show too
    return verb


def write(row: Model, **facts) -> None:
    """Set these facts of a row and store them, and nothing else of it."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))


def stored(act: Callable, /, **given):
    """What `act(**given)` returns, once it is committed; all of it or nothing.

    A repeatable verb that was in others' way is run again, at most `TRIES` times; then a ValidationError
    with the code `try_again` asks the person to.
    """
    may_repeat = getattr(act, "repeatable", False) and not connection.in_atomic_block
    for _ in range(TRIES if may_repeat else 1):
        try:
            with transaction.atomic():
                return act(**given)
        except OperationalError as error:
            state = getattr(getattr(error.__cause__, "diag", None), "sqlstate", "")
            if not may_repeat or state not in PASSING:
                raise
    raise ValidationError(BUSY, code="try_again")
