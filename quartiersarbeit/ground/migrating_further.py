"""What migrations after 1.0.0 import besides `migrating`; like it, it lands with them and is not edited afterwards."""

from itertools import groupby
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# What may be told to the database with the models as they are after all of one kind, rendered once. A table is made
# with all that its model then has, so only those of one kind stand together.
KINDS: dict[type, str] = {kind: kind.__name__ for kind in (CreateModel, AddField, AddIndex, AddConstraint)}
KINDS |= {AddTrigger: "triggers", RemoveTrigger: "triggers"}


class FollowingMigration(Migration):
    """A migration that renders the models once for all that it adds of a kind in a row, or for its triggers.

    Only time is won: Django renders every model that is related to the changed one again for each operation, and
    by way of the user nearly all are. The order of the operations stays.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        """Django's own, run by run."""
        for kind, run in groupby(self.operations, lambda act: KINDS.get(type(act))):
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
