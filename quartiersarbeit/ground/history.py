"""The audit trail declaration shared by all models: the database writes every change, with its author.

django-pghistory's triggers see the ORM, bulk writes and raw SQL alike. A request's author comes from
its middleware; commands and jobs say who acts with `acting()`.

Its triggers are made like the guards': nobody puts them to sleep from inside a session, and no shadow of a table
catches what they write. What they do not see is `TRUNCATE`. Whoever can write SQL by hand can neither add an event
(only the triggers of the tables may), nor change or delete one: the role the app signs in as may only INSERT there
(deploy/roles.sql).

Each event is noted once more, in one table for all of them (`quartiersarbeit.models.HistoryEntry`): for the page that
reads the whole history, and with the check sum of what the event said, for the chain that proves it
(`quartiersarbeit/chain.py`). A model says with `private` which of its events are one side's own matter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pgtrigger
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Model
from pghistory.trigger import Event

from quartiersarbeit.ground.guarded import insist
from quartiersarbeit.ground.guards import Trigger, raising

LONGEST_WAY = 3  # references from a record to the organisation it is about


class Recorder(Trigger, Event):
    """Writes the event of a change."""


class AppendOnly(Trigger, pgtrigger.Protect):
    """Events are neither changed nor deleted."""


BY_TRIGGER = raising(
    "event_by_trigger", "Die Historie schreibt die Datenbank selbst; von Hand kommt nichts hinzu."
)
# What an event is noted with; `event` is its row.
NOTED = """
INSERT INTO quartiersarbeit_historyentry
  (event_table, event_id, record, at, author_id, side_id, partner_id, private, covers, digest)
SELECT TG_TABLE_NAME, {event}.pgh_id, {event}.pgh_obj_id, {event}.pgh_created_at, author,
  (SELECT u.partner_id FROM partners_user u WHERE u.id = author), {partner}, {private},
  (SELECT string_agg(k, ',' ORDER BY k) FROM jsonb_object_keys(said) k),
  sha256(convert_to(said::text, 'UTF8'));
"""


class Noted(Trigger):
    """Notes an event in the one table of all events; refuses one that no table's trigger has written."""

    when = pgtrigger.After
    operation = pgtrigger.Insert
    declare = [("said", "jsonb"), ("author", "bigint")]

    def __init__(self, *, private: str, **given):
        """`private` is an SQL condition of `NEW`, the event: one side's own matter."""
        super().__init__(**given)
        self.private = private

    def get_func(self, model) -> str:
        """The statement for this kind of event."""
        partner = organisation_of(model._meta.get_field("pgh_obj").related_model, "NEW")
        return (
            f"IF pg_trigger_depth() < 2 THEN {BY_TRIGGER} END IF;"
            " said := quartiersarbeit_said(NEW); author := (NEW.pgh_context ->> 'user')::bigint;"
            + NOTED.format(event="NEW", partner=partner or "NULL", private=self.private)
            + " RETURN NULL;"
        )


def organisation_of(model: type[Model], row: str) -> str | None:
    """SQL for the key of the partner organisation a record is about: itself, the one it names, or, over at most
    `LONGEST_WAY` references, the one that what it belongs to names. None where there is no such way.

    `row` is the event's row. Models are compared by name: a migration asks with those of its time. Whom a person
    belongs to says nothing about what they wrote.
    """
    person = get_user_model()
    partner: Any = person._meta.get_field("partner").related_model
    if model._meta.label == partner._meta.label:
        return f"{row}.pgh_obj_id"
    ways: list[tuple[Any, str]] = [(model, f"{row}.{{}}")]
    for _ in range(LONGEST_WAY):
        on = [
            (field.related_model, way.format(field.column), at)
            for at, way in ways
            for field in _references(at)
        ]
        if named := [value for to, value, _ in on if to._meta.label == partner._meta.label]:
            return f"coalesce({', '.join(named)})" if len(named) > 1 else named[0]
        ways = [
            (to, f"(SELECT w.{{}} FROM {to._meta.db_table} w WHERE w.id = {value})")
            for to, value, at in on
            if to._meta.app_label == at._meta.app_label
            and to._meta.label not in (person._meta.label, at._meta.label)
        ]
    return None


def _references(model: type[Model]) -> Iterator:
    """A record's foreign keys, those that are always filled first."""
    fields = [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    yield from sorted(fields, key=lambda field: field.null)


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


def tracked(*, private: str = "false", **given):
    """Every insert, update and delete of the model is an event; `exclude` names what no event repeats.

    `private` is an SQL condition of the event's row `NEW`: while it holds, what was written is the own matter of
    the side that wrote it, and nobody else reads it in the history either.
    """
    append_only = AppendOnly(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
    meta = {"triggers": [append_only, Noted(name="noted", private=private)]}
    events = [kind() for kind in _KINDS]
    return pghistory.track(*events, append_only=False, meta=meta, **given)


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
