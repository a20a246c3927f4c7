"""Rules the database keeps by trigger, and their German reasons on the way back to people.

Three kinds, declared in `Meta.triggers` and carried by migrations:

* `queued()`     writers of the limited tables wait for each other before their statement touches a row
* `Checked`      after a statement an SQL function re-counts what the statement could have broken
* `frozen()`     a row that has become fact is never changed or deleted

Unlike ordinary pgtrigger triggers they carry no preamble that `pgtrigger.ignore` (or a plain
`set_config('pgtrigger.ignore', ...)`) could use to switch them off.

Lock order, the only one in the project: first the queue (one advisory lock), then rows. Under
REPEATABLE READ a sum would be taken from an old snapshot, so the queue refuses that isolation level.
"""

import pgtrigger
from django.apps import apps
from django.db import DatabaseError, connection
from pgtrigger import compiler, migrations

QUEUE_LOCK = "pg_advisory_xact_lock(hashtext('quartiersarbeit.limits'))"

QUEUE_FUNC = f"""
IF current_setting('transaction_isolation') = 'repeatable read' THEN
  RAISE EXCEPTION 'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.'
    USING ERRCODE = 'feature_not_supported';
END IF;
PERFORM {QUEUE_LOCK};
RETURN NULL;
"""


class GuardSql(compiler.UpsertTriggerSql):
    """The trigger's SQL without pgtrigger's way to ignore it."""

    def get_template(self) -> str:
        """Create the function and its trigger; the name's first part stays pgtrigger's for its tools."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class AddTrigger(migrations.AddTrigger):
    """pgtrigger's migration operation without rendering every related model again.

    A trigger changes no Python class. With some 300 triggers on models that all know the user, the
    rendering was nearly the whole time of a fresh `migrate`; the initial migrations use this one.
    """

    def state_forwards(self, app_label, state) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class Guard(pgtrigger.Trigger):
    """A trigger that nobody switches off from inside a session."""

    def compile(self, model) -> compiler.Trigger:
        """pgtrigger's compilation with our SQL."""
        ordinary = super().compile(model).sql.kwargs
        kept = {key: value for key, value in ordinary.items() if key != "ignore_func_name"}
        return compiler.Trigger(name=self.name, sql=GuardSql(**kept))


class Checked(Guard):
    """After the statement, call `function(ids)` with the distinct ids that `ids_sql` finds.

    `ids_sql` is a query over the transition table `changed` (the new rows, or the deleted ones).
    """

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(self, *, function: str, ids_sql: str, operation, name: str):
        image = {"old": "changed"} if operation is pgtrigger.Delete else {"new": "changed"}
        super().__init__(
            name=name,
            operation=operation,
            referencing=pgtrigger.Referencing(**image),
            func=f"PERFORM {function}(ARRAY({ids_sql})); RETURN NULL;",
        )


def checked(rule: str, function: str, ids_sql: str, *operations) -> list[Guard]:
    """One `Checked` guard per operation: a trigger with a transition table can have only one."""
    return [
        Checked(
            function=function, ids_sql=ids_sql, operation=operation, name=f"{rule}_{str(operation).lower()}"
        )
        for operation in operations
    ]


def queued() -> Guard:
    """Writers of this table queue up before their statement touches a row."""
    return Guard(
        name="queued",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=QUEUE_FUNC,
    )


def raising(rule: str, message: str, column: str = "") -> str:
    """PL/pgSQL that refuses with the rule's name and a German reason; `message` is a literal."""
    quoted = message.replace("'", "''").replace("%", "%%")
    at = f", COLUMN = '{column}'" if column else ""
    return f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'check_violation', CONSTRAINT = '{rule}'{at};"


def frozen(rule: str, message: str, *, when: pgtrigger.Condition) -> list[Guard]:
    """Rows that fulfil `when` (asked of OLD) are facts: never changed, never deleted."""
    return [
        Guard(
            name=rule,
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=when,
            func=raising(rule, message) + " RETURN NEW;",
        ),
        never_deleted(f"{rule}_delete", message, when=when, code=rule),
    ]


def never_deleted(
    name: str, message: str, *, when: pgtrigger.Condition | None = None, code: str = ""
) -> Guard:
    """Rows that fulfil `when` (asked of OLD) are never deleted."""
    return Guard(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        condition=when,
        func=raising(code or name, message) + " RETURN OLD;",
    )


def queue_up() -> None:
    """Take this project's one lock before reading rows you mean to change (within a transaction)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {QUEUE_LOCK}")


class Refusal:
    """A broken rule in people's words: `message`, its `code` (the rule's name) and the form `field`."""

    def __init__(self, message: str, code: str, field: str | None):
        self.message, self.code, self.field = message, code, field


def explain(error: DatabaseError) -> Refusal | None:
    """The German reason of a database refusal, or None where the error is no broken rule."""
    diag = getattr(error.__cause__, "diag", None)
    state = getattr(diag, "sqlstate", None) or ""
    if state == "0A000":
        return Refusal(diag.message_primary, "isolation", None)
    if not state.startswith("23"):
        return None
    rule = diag.constraint_name or ""
    if (known := _constraints().get(rule)) is not None:
        return Refusal(str(known.get_violation_error_message()), rule, None)
    if state == "23514":
        return Refusal(diag.message_primary, rule, diag.column_name)
    return Refusal(_GENERAL.get(state, "Die Datenbank hat die Änderung abgelehnt."), rule or state, None)


_GENERAL = {
    "23505": "Diesen Eintrag gibt es schon.",
    "23503": "Andere Einträge beziehen sich darauf; die Änderung ist so nicht möglich.",
    "23502": "Eine Pflichtangabe fehlt.",
}


def _constraints() -> dict:
    return {c.name: c for model in apps.get_models() for c in model._meta.constraints}
