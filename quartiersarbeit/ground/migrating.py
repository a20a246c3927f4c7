"""The one module of this project that migrations import; it lands with them and is not edited afterwards.

`make check` holds both: that no migration imports another one of ours, and that this file stays as it was at the
release. What a later migration needs besides stands in a new module beside this one.
"""

from collections import UserString
from itertools import groupby
from typing import Any

from django.contrib.auth.management import create_permissions
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration, RunPython
from pgtrigger.compiler import UpsertTriggerSql
from pgtrigger.migrations import AddTrigger


class TriggerSql(UpsertTriggerSql):
    """A trigger as it was when its migration was written: the SQL itself, made from no template any more.

    Equal to what a model declares as long as that compiles to the same text, so that makemigrations finds a rule
    that was changed, wherever it was changed.
    """

    def __init__(self, *, pgid: str, table: str, sql: str, hash: str):  # noqa: A002  # pgtrigger's name
        UserString.__init__(self, sql)
        self.pgid, self.table, self.hash = pgid, table, hash

    def deconstruct(self) -> tuple[str, list, dict[str, str]]:
        """What a migration writes."""
        written = {"pgid": self.pgid, "table": self.table, "sql": self.data, "hash": self.hash}
        return f"{__name__}.TriggerSql", [], written


# First the models, then what they are given; everything else, such as functions, comes before them.
TOGETHER = (CreateModel, AddField, AddIndex, AddConstraint, AddTrigger)


class InitialMigration(Migration):
    """A migration that only adds, and renders what it adds together, not each model with all that know the user.

    Only time is won: of some forty seconds of a fresh `migrate`, nearly all went into rendering the same hundred
    models again for each new model, field, constraint and trigger.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        """Django's own, but kind by kind, and the state is changed before the database."""
        parts = sorted(self.operations, key=lambda act: _place(type(act)))
        for kind, run in groupby(parts, type):
            part = Migration(self.name, self.app_label)
            part.operations = list(run)  # type: ignore[misc]  # as Django's own __init__ does
            if kind not in TOGETHER:
                project_state = part.apply(project_state, schema_editor, collect_sql)
                continue
            before = project_state.clone()
            project_state.__dict__.pop("apps", None)  # rendered again, once, when it is asked for
            for act in part.operations:
                act.state_forwards(self.app_label, project_state)
            for act in part.operations:
                act.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def _place(kind: type) -> int:
    return TOGETHER.index(kind) if kind in TOGETHER else -1


def granting(roles: dict[str, list[str]]) -> RunPython:
    """The operation that writes roles into groups; a permission that is not named is taken away.

    Permissions are made here because Django makes them only after all migrations have run; those of the models as
    they stand at this migration, whatever becomes of them.
    """

    def grant(apps: Any, schema_editor: Any) -> None:
        using = schema_editor.connection.alias
        for label in {permission.partition(".")[0] for named in roles.values() for permission in named}:
            config = apps.get_app_config(label)
            config.models_module = True  # else Django takes an app of the past for one without models
            create_permissions(config, verbosity=0, using=using, apps=apps)
            config.models_module = None
        permissions = apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
        known = {f"{one.content_type.app_label}.{one.codename}": one for one in permissions}
        for name, named in roles.items():
            group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
            group.permissions.set(known[permission] for permission in named)

    return RunPython(grant, RunPython.noop)
