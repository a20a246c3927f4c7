"""How `migrate` applies a migration, whoever wrote it: as Django does, and without rendering what nobody asks for.

Django renders all models before each migration, and after each operation all that are related to the changed one, by
way of the user nearly all. What the operations below ask of a state is the changed model alone and the key of whom it
points at. They are told to the database in the same order, with the same SQL; only time is won, of a fresh `migrate`
most of it. A migration is left as it is: some have landed, others are not ours.
"""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any

from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    Migration,
    RemoveConstraint,
    RunPython,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import Field

from quartiersarbeit.ground.migrating import TOGETHER, InitialMigration
from quartiersarbeit.ground.migrating_further import TRIGGERS, _change_trigger

# Operations of one kind in a row share a rendering. A table is made with all that its model then has: it stands alone.
KINDS: dict[type, str] = {
    CreateModel: "made",
    **dict.fromkeys((AddField, AddIndex, AddConstraint, RemoveConstraint), "added"),
    **dict.fromkeys(TRIGGERS, "trigger"),
    RunPython: "code",
}

Key = tuple[str, str]


class Executor(MigrationExecutor):
    """Django's, on the way forwards."""

    def _migrate_all_forwards(
        self, state: Any, plan: Any, full_plan: Any, fake: Any, fake_initial: Any
    ) -> Any:
        """As Django's, but nothing is rendered ahead."""
        for migration, _ in full_plan:
            if any(migration is wanted for wanted, _ in plan):
                state = self.apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        return state

    def apply_migration(
        self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        """As Django's; one that brings transactions of its own is applied as it says itself."""
        if migration.atomic:
            migration.apply = partial(apply, migration)
        return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def apply(migration: Migration, state: ProjectState, editor: Any) -> ProjectState:
    """Apply the operations, run by run; in the order that the migration's own class would take."""
    label, acts = migration.app_label, migration.operations
    if isinstance(migration, InitialMigration):
        acts = sorted(acts, key=lambda act: TOGETHER.index(type(act)) if type(act) in TOGETHER else -1)
    for kind, run in groupby(acts, _kind):
        match kind:
            case "trigger":
                for act in run:
                    _change_trigger(act, label, state, editor)
            case AlterField() if not _others_may_point_at(kind, label, state):
                _change([*run], label, state, editor)
            case "made" | "added":
                _change([*run], label, state, editor)
            case "code":
                for act in run:
                    act.database_forwards(label, editor, state, state)
            case _:
                state.__dict__.pop("apps", None)
                part = Migration(migration.name, label)
                part.operations = [*run]  # type: ignore[misc]  # as Django's own __init__ does
                part.apply(state, editor)  # answers with the state it was given
    return state


def _kind(act: Any) -> Any:
    """What may share a rendering; a field that is altered shares it with nothing."""
    return act if type(act) is AlterField else KINDS.get(type(act))


def _others_may_point_at(act: AlterField, label: str, state: ProjectState) -> bool:
    before = state.models[label, act.model_name_lower].fields[act.name]
    return any(one.primary_key or one.unique or one.many_to_many for one in (before, act.field))


def _change(run: list[Any], label: str, state: ProjectState, editor: Any) -> None:
    """Tell the database of these operations, with the models before and after all of them."""
    changed = {(label, (act.name if type(act) is CreateModel else act.model_name).lower()) for act in run}
    state.__dict__.pop("apps", None)
    before = _Few(state, changed)
    for act in run:
        act.state_forwards(label, state)
    after = _Few(state, changed)
    for act in run:
        act.database_forwards(label, editor, before, after)


class _Few:
    """Of a state what an operation asks: these models, and of all they point at the table and the key."""

    def __init__(self, state: ProjectState, keys: Iterable[Key]) -> None:
        self.models = {key: state.models[key].clone() for key in keys if key in state.models}
        shown = dict(self.models)
        seen = list(shown.values())
        while seen:  # a table that Django makes by itself, of many to many, is no model of the state
            pointed = {key for one in seen for key in _pointed_at(one)} & state.models.keys() - shown.keys()
            seen = [shown.setdefault(key, _outline(state.models[key])) for key in pointed]
        complete = all(base in shown for one in shown.values() for base in _bases(one))
        self.apps = StateApps([], shown if complete else state.models)


def _outline(model: ModelState) -> ModelState:
    """A model as others see it who only point at it."""
    fields = [(name, one) for name, one in model.fields.items() if not one.is_relation or one.primary_key]
    options = {
        name: said for name, said in model.options.items() if name in ("db_table", "proxy", "swappable")
    }
    return ModelState(model.app_label, model.name, fields, options, model.bases)


def _pointed_at(model: ModelState) -> Iterable[Key]:
    for field in model.fields.values():
        yield from _others(field, model)
    yield from _bases(model)


def _bases(model: ModelState) -> Iterable[Key]:
    return (resolve_relation(base) for base in model.bases if isinstance(base, str))


def _others(field: Field, model: ModelState) -> Iterable[Key]:
    if (there := field.remote_field) is None:
        return
    for other in (there.model, getattr(there, "through", None)):
        if other is not None:
            yield resolve_relation(other, model.app_label, model.name.lower())
