"""How this project's migrations are written: what they may remember."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db import models
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.compiler import Trigger

from quartiersarbeit.ground.migrating import TriggerSql

OURS = ("quartiersarbeit", "quality_dialog", "funding", "sites", "partners")


class Autodetector(makemigrations.Command.autodetector):  # type: ignore[misc, valid-type]  # with pgtrigger's part
    """Django's (and pgtrigger's), but what it compares and writes names nothing of this project.

    A landed migration is never edited again, so it must not name what may move. What the database does not
    store is left out: managers, mixins, and functions of ours as default, validator or file name. A field of our
    own is remembered as the one of Django it is made from, a trigger as its SQL.
    """

    def __init__(self, from_state: ProjectState, to_state: ProjectState, questioner: Any = None):
        super().__init__(_stored(from_state), _stored(to_state), questioner)

    def _get_add_trigger_op(self, model: type[models.Model], trigger: Any) -> Any:
        """A trigger from a template of ours is remembered as the SQL it is at this time."""
        act = super()._get_add_trigger_op(model, trigger)
        made = act.trigger.sql
        if _ours(type(made)):
            sql = TriggerSql(pgid=made.pgid, table=made.table, sql=made.data, hash=made.hash)
            act.trigger = Trigger(name=act.trigger.name, sql=sql)
        return act


def _stored(state: ProjectState) -> ProjectState:
    """The state with nothing of ours in it."""
    stored = {key: _stored_model(model) if key[0] in OURS else model for key, model in state.models.items()}
    return ProjectState(stored, state.real_apps)


def _stored_model(model: ModelState) -> ModelState:
    kept = model.clone()
    kept.fields = {name: _stored_field(field) for name, field in model.fields.items()}
    kept.bases = tuple(base for base in model.bases if not _ours(base)) or (models.Model,)
    kept.managers = [(name, manager) for name, manager in model.managers if not _ours(type(manager))]
    return kept


def _stored_field(field: models.Field) -> models.Field:
    known: Any = next(kind for kind in type(field).__mro__ if not _ours(kind))
    _, _, args, options = known.deconstruct(field)
    options = {name: value for name, value in options.items() if not _ours(value)}
    if checks := [check for check in options.pop("validators", ()) if not _ours(check)]:
        options["validators"] = checks
    return known(*args, **options)


def _ours(thing: Any) -> bool:
    """Whether this class, function or callable object is one of this project."""
    return callable(thing) and str(getattr(thing, "__module__", "")).partition(".")[0] in OURS
