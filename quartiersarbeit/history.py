"""The audit trail declaration shared by all models: the database writes every change, with its author.

django-pghistory's triggers see the ORM, bulk writes and raw SQL alike. A request's author comes from
its middleware; commands and jobs say who acts with `acting()`.

What it does not see: `TRUNCATE`, and what runs under `pgtrigger.ignore`, which nobody here calls (a test
looks). Unlike the guards it does not hold against someone who can write SQL by hand: they could also add
events. A role that may only INSERT into the event tables is the place for that (docs/operations.md).
"""

from contextlib import contextmanager

import pghistory
from django.db import connection, transaction

tracked = pghistory.track


@contextmanager
def acting(user, reason: str = ""):
    """Who did it, for commands and jobs; opens the transaction itself.

    pghistory keeps its context with `set_config(..., is_local => true)`: it lasts until the
    transaction ends, not until the block does. Nested in a transaction it would name the wrong author
    for all that follows, so that is refused with RuntimeError.
    """
    if connection.in_atomic_block:
        raise RuntimeError("acting() opens the transaction itself: call it outside of one.")
    with pghistory.context(user=getattr(user, "pk", None), reason=reason), transaction.atomic():
        yield
