"""The audit trail declaration shared by all models: the database writes every change, with its author.

django-pghistory's triggers see the ORM, bulk writes and raw SQL alike. A request's author comes from
its middleware; commands and jobs say who acts with `acting()`.

Its triggers are made like the guards': nobody puts them to sleep from inside a session, and no shadow of a table
catches what they write. What they do not see is `TRUNCATE`. Whoever can write SQL by hand can add events, but neither
change nor delete one: the role the app signs in as may only INSERT there (deploy/roles.sql).
"""

from contextlib import contextmanager

import pghistory
import pgtrigger
from django.db import connection, transaction
from pghistory.trigger import Event

from quartiersarbeit.ground.guarded import insist
from quartiersarbeit.ground.guards import Trigger


class Recorder(Trigger, Event):
    """Writes the event of a change."""


class AppendOnly(Trigger, pgtrigger.Protect):
    """Events are neither changed nor deleted."""


class _Recorded(pghistory.RowEvent):
    """A kind of event, written by our `Recorder` instead of pghistory's trigger."""

    def add_event_trigger(self, event_model) -> None:
        """As pghistory does."""
        recorder = Recorder(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(recorder)(event_model.pgh_tracked_model)


_KINDS = [
    type(kind.__name__, (_Recorded, kind), {})
    for kind in (pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent)
]


def tracked(**given):
    """Every insert, update and delete of the model is an event; `exclude` names what no event repeats."""
    append_only = AppendOnly(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
    events = [kind() for kind in _KINDS]
    return pghistory.track(*events, append_only=False, meta={"triggers": [append_only]}, **given)


@contextmanager
def acting(user, reason: str = ""):
    """Who did it, for commands and jobs; opens the transaction itself.

    pghistory keeps its context with `set_config(..., is_local => true)`: it lasts until the
    transaction ends, not until the block does. Nested in a transaction it would name the wrong author
    for all that follows, so that is refused with RuntimeError. So is a database that lacks a rule (`UnguardedError`).
    """
    if connection.in_atomic_block:
        raise RuntimeError("acting() opens the transaction itself: call it outside of one.")
    insist()
    with pghistory.context(user=getattr(user, "pk", None), reason=reason), transaction.atomic():
        yield
