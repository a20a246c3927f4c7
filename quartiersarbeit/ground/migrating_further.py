"""What migrations after 1.0.0 import besides `migrating`; like it, it lands with them and is not edited afterwards."""

from itertools import groupby
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# What may be told to the database with the models as they are after all of one kind, rendered once. A table is made
# with all that its model then has, so it stands alone; a field, an index and a constraint may share a rendering.
MADE, ADDED = "made", "added"
KINDS: dict[type, str] = {CreateModel: MADE, AddField: ADDED, AddIndex: ADDED, AddConstraint: ADDED}
TRIGGERS = (AddTrigger, RemoveTrigger)


class FollowingMigration(Migration):
    """A migration that renders the models once for all that it adds in a row, and not at all for its triggers.

    Only time is won: Django renders every model that is related to the changed one again for each operation, and
    by way of the user nearly all are. The order of the operations stays.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        """Django's own, run by run."""
        for kind, run in groupby(self.operations, _kind):
            if kind is TRIGGERS:
                for act in run:
                    _change_trigger(act, self.app_label, project_state, schema_editor)
                continue
            part = Migration(self.name, self.app_label)
            part.operations = list(run)  # type: ignore[misc]  # as Django's own __init__ does
            if kind is None:
                project_state = part.apply(project_state, schema_editor, collect_sql)
                continue
            before = project_state.clone()
            project_state.__dict__.pop("apps", None)  # rendered again, once, when it is asked for
            for act in part.operations:
                act.state_forwards(self.app_label, project_state)
            for act in part.operations:
                act.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def _kind(act: Any) -> Any:
    return TRIGGERS if isinstance(act, TRIGGERS) else KINDS.get(type(act))


def _change_trigger(act: Any, app_label: str, state: Any, schema_editor: Any) -> None:
    """Add or remove a trigger: its SQL says all, and a rendered model knows nothing of it."""
    options = state.models[app_label, act.model_name.lower()].options
    before = options.get("triggers", [])
    if isinstance(act, AddTrigger):
        options["triggers"] = [*before, act.trigger]
        trigger: Any = act.trigger
        schema_editor.execute(trigger.install_sql, params=None)
        return
    (removed,) = (one for one in before if one.name == act.name)
    options["triggers"] = [one for one in before if one is not removed]
    schema_editor.execute(removed.uninstall_sql, params=None)
