"""Rules the database keeps by trigger, and their German reasons on the way back to people.

Three kinds, declared in `Meta.triggers` and carried by migrations:

* `queued()`     writers of the limited tables wait for each other before their statement touches a row
* `checked()`    after a statement an SQL function re-counts what the statement could have broken
* `frozen()`     a row that has become fact is never changed or deleted

Unlike ordinary pgtrigger triggers they carry no preamble that `pgtrigger.ignore` (or a plain
`set_config('pgtrigger.ignore', ...)`) could use to switch them off, and they look nothing up by the session's
search path (functions.py).

Lock order, the only one in the project: first the queue (one advisory lock), then rows. Who means to
write a queued table after changing other rows calls `queue_up()` first. Under REPEATABLE READ a sum
would be taken from an old snapshot, so the queue refuses that isolation level.

What no trigger holds against: the owner of the tables (`TRUNCATE`, `ALTER TABLE … DISABLE TRIGGER`) and a
superuser (`session_replication_role`). So in production the application signs in as a role that owns
nothing and has no TRUNCATE privilege. There is no TRUNCATE trigger: it would stop only that owner, who
can drop it, and the tests' flush.
"""

from typing import Any, NamedTuple

import pgtrigger
from django.apps import apps
from django.db import DatabaseError, connection
from django.db.models import ProtectedError, RestrictedError
from pgtrigger import compiler

from quartiersarbeit.ground import counting, next_steps
from quartiersarbeit.ground.functions import SCHEMA, SEARCH_PATH, qualified

QUEUE_LOCK = "pg_advisory_xact_lock(hashtext('quartiersarbeit.limits'))"

QUEUE_FUNC = f"""
IF current_setting('transaction_isolation') = 'repeatable read' THEN
  RAISE EXCEPTION 'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.'
    USING ERRCODE = 'feature_not_supported', CONSTRAINT = 'isolation';
END IF;
PERFORM {QUEUE_LOCK};
RETURN NULL;
"""


class GuardSql(compiler.UpsertTriggerSql):
    """The trigger's SQL without pgtrigger's way to ignore it, and with nothing left to the session's search path."""

    def get_template(self) -> str:
        """Create the function and its trigger; the name's first part stays pgtrigger's for its tools."""
        return f"""
            CREATE OR REPLACE FUNCTION {SCHEMA}.{{pgid}}() RETURNS TRIGGER AS $$
                {{declare}}
                BEGIN
                    {{func}}
                END;
            $$ LANGUAGE plpgsql SET search_path = {SEARCH_PATH};

            DROP TRIGGER IF EXISTS {{pgid}} ON {SCHEMA}.{{table}};
            CREATE {{constraint}} TRIGGER {{pgid}}
                {{when}} {{operation}} ON {SCHEMA}.{{table}}
                {{timing}}
                {{referencing}}
                FOR EACH {{level}} {{condition}}
                EXECUTE FUNCTION {SCHEMA}.{{execute}};

            COMMENT ON TRIGGER {{pgid}} ON {SCHEMA}.{{table}} IS '{{hash}}';
        """

    def __init__(self, **given):
        """pgtrigger's own, of the qualified text; `kwargs` keep what was written, for migrations."""
        written = {name: qualified(str(given[name])) for name in _TEXTS if name in given}
        super().__init__(**given | written)
        self.kwargs |= {name: str(given[name]) for name in written}

    @property
    def source(self) -> str:
        """The function's body as the database keeps it."""
        return self.data.split("$$")[1]


_TEXTS = ("declare", "func", "condition")


class Trigger(pgtrigger.Trigger):
    """A trigger that nobody switches off, and nobody misleads, from inside a session."""

    def compile(self, model) -> compiler.Trigger:
        """pgtrigger's compilation with our SQL."""
        ordinary = super().compile(model).sql.kwargs
        kept = {key: value for key, value in ordinary.items() if key != "ignore_func_name"}
        return compiler.Trigger(name=self.name, sql=GuardSql(**kept))


class Guard(Trigger):
    """A trigger that refuses, before anything is written; the history's (history.py) only write down."""

    when = pgtrigger.Before


WRITTEN = (pgtrigger.Insert, pgtrigger.Update)


def checked(rule: str, function: str, ids_sql: str, *operations) -> list[Guard]:
    """After the statement (without any `operations` after each), call `function(ids)` with what `ids_sql` finds.

    `ids_sql` is a query over `changed`: the new rows, the deleted ones, or of an update both images, so
    that a row that moves is checked where it comes from and where it goes to. One guard per operation: a trigger
    with a transition table can have only one.
    """
    both = f"WITH changed AS (TABLE before UNION ALL TABLE after) {ids_sql}"
    images = {
        pgtrigger.Insert: {"new": "changed"},
        pgtrigger.Update: {"old": "before", "new": "after"},
        pgtrigger.Delete: {"old": "changed"},
    }
    return [
        Guard(
            name=f"{rule}_{str(operation).lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**images[operation]),
            func=f"PERFORM {function}(ARRAY({both if operation is pgtrigger.Update else ids_sql})); RETURN NULL;",
        )
        for operation in operations or images
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


def differs(*columns: str) -> str:
    """SQL that asks of an UPDATE whether one of these columns gets another value; empty ones count too."""
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


def frozen(
    rule: str, message: str, *, when: pgtrigger.Condition | None = None, deleted: str = ""
) -> list[Guard]:
    """Rows that fulfil `when` (asked of OLD; without it all) are facts: never changed, never deleted.

    `deleted` is the reason for not deleting, where it reads otherwise.
    """
    return [
        never_changed(rule, message, when=when),
        never_deleted(f"{rule}_delete", deleted or message, when=when, code=rule),
    ]


def never_changed(name: str, message: str, *, when: pgtrigger.Condition | None = None) -> Guard:
    """Rows that fulfil `when` (asked of OLD and NEW; without it all) are never changed."""
    return Guard(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=when or pgtrigger.AnyChange(),
        func=raising(name, message) + " RETURN NEW;",
    )


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


def written_once(name: str, message: str) -> Guard:
    """Rows that never change and are never deleted."""
    both = pgtrigger.Update | pgtrigger.Delete
    return Guard(name=name, when=pgtrigger.Before, operation=both, func=raising(name, message))


def refusing(
    name: str,
    broken: str,
    message: str,
    *,
    column: str = "",
    rule: str = "",
    operation=pgtrigger.Insert,
    condition: pgtrigger.Condition | None = None,
) -> Guard:
    """A row for which the SQL `broken` holds is refused, before it is written; `rule` is the name where it differs."""
    func = f"IF {broken} THEN {raising(rule or name, message, column)} END IF; RETURN NEW;"
    return Guard(name=name, when=pgtrigger.Before, operation=operation, condition=condition, func=func)


# What `letters.one_line` takes away: what is drawn as nothing, other spaces than the plain one, two of them, one at the
# end.
_NOT_AS_KEPT = (
    r"[\u0001-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]|^ | $|  "
)


def kept_text(name: str, *columns: str) -> Guard:
    """What tells records apart is text as it is kept (`letters.one_line`): what looks the same is the same.

    Asked where it is written; what was kept otherwise before stays until somebody writes it anew.
    """
    message = "Hier stehen unsichtbare Zeichen, doppelte Leerzeichen oder zerlegte Buchstaben. Bitte tippen Sie es neu."
    asked = "".join(
        f"IF (TG_OP = 'INSERT' OR {differs(one)}) "
        f"AND (NEW.{one} IS NOT NFC NORMALIZED OR NEW.{one} ~ E'{_NOT_AS_KEPT}') "
        f"THEN {raising(name, message, one)} END IF; "
        for one in columns
    )
    both = pgtrigger.Insert | pgtrigger.UpdateOf(*columns)
    return Guard(name=name, when=pgtrigger.Before, operation=both, func=asked + "RETURN NEW;")


def kept_while(name: str, broken: str, message: str) -> Guard:
    """A row for which the SQL `broken` holds (asked of OLD) is neither changed nor deleted."""
    return Guard(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"IF {broken} THEN {raising(name, message)} END IF; RETURN coalesce(NEW, OLD);",
    )


def kept_when_emptied(name: str, message: str, *, day: str, kept_in: str, key: str) -> Guard:
    """A fact's `day` (with its person) is emptied only when a row of `kept_in` holds both; `key` says whose it is."""
    person = f"{day.removesuffix('_on')}_by_id"
    held = f"{kept_in} k WHERE (k.{key}, k.{day}, k.{person}) = (OLD.id, OLD.{day}, OLD.{person})"
    emptied = pgtrigger.Condition(f"OLD.{day} IS NOT NULL AND NEW.{day} IS NULL")
    return refusing(
        name, f"NOT EXISTS (SELECT FROM {held})", message, operation=pgtrigger.Update, condition=emptied
    )


def says_what_stands(name: str, message: str, *, parent: str, key: str, columns: tuple[str, ...]) -> Guard:
    """What is kept of a row says what the row says at that moment, in these columns: nobody makes a past up.

    `parent` is the row's table, `key` the column that says which row it is.
    """
    stands, said = (", ".join(f"{of}.{column}" for column in columns) for of in ("p", "NEW"))
    held = f"{parent} p WHERE p.id = NEW.{key} AND ({stands}) IS NOT DISTINCT FROM ({said})"
    written = f"(TG_OP = 'INSERT' OR {differs(key, *columns)})"
    return Guard(
        name=name,
        when=pgtrigger.After,  # what the row says by itself is judged first
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"IF {written} AND NOT EXISTS (SELECT FROM {held}) THEN {raising(name, message)} END IF; RETURN NULL;",
    )


_BELONGS = """
wholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.{key}] WHEN 'DELETE' THEN ARRAY[OLD.{key}]
  ELSE ARRAY[OLD.{key}, NEW.{key}] END;
PERFORM 1 FROM {parent} WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;
IF EXISTS (SELECT 1 FROM {parent} WHERE id = ANY(wholes) AND {frozen_by} IS NOT NULL) THEN
  {refuse}
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


def belongs_to_frozen(name: str, *, parent: str, key: str, frozen_by: str, rule: str, message: str) -> Guard:
    """What a frozen row is made of never changes, comes or goes.

    `parent` is the table of what it belongs to, `key` the column that says so and `frozen_by` the
    parent's column that freezes. The parent is locked first: whoever freezes it at this moment is
    waited for. NO KEY UPDATE, not SHARE: two who both write a part and then the whole would deadlock.
    """
    return Guard(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("wholes", "bigint[]")],
        func=_BELONGS.format(parent=parent, key=key, frozen_by=frozen_by, refuse=raising(rule, message)),
    )


def queue_up() -> None:
    """Take this project's one lock before reading rows you mean to change (within a transaction)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {QUEUE_LOCK}")


class Refusal(NamedTuple):
    """A broken rule in people's words: `message`, its `code` (the rule's name) and the `fields` to mend it in."""

    message: str
    code: str
    fields: tuple[str, ...] = ()

    def field_in(self, form) -> str | None:
        """The first of its fields that this form has; None is the form as a whole."""
        return next((name for name in self.fields if name in form.fields), None)


def explain(error: DatabaseError) -> Refusal | None:
    """The German reason of a database refusal with the next step, counted by its rule; None where no rule is broken."""
    if (found := _explained(error)) is None:
        return None
    counting.refusals.labels(found.code).inc()
    return found._replace(message=next_steps.after(found.code, found.message))


def _explained(error: DatabaseError) -> Refusal | None:
    if isinstance(error, ProtectedError | RestrictedError):  # Django saw it before the database did
        return Refusal(_GENERAL["23503"], "23503")
    diag: Any = getattr(error.__cause__, "diag", None)
    state, rule = getattr(diag, "sqlstate", None) or "", getattr(diag, "constraint_name", None) or ""
    if (known := _constraints().get(rule)) is not None:
        return Refusal(str(known.get_violation_error_message()), rule, getattr(known, "fields_to_mend", ()))
    if rule and state in _RAISED and not diag.table_name:  # a guard's own words; PostgreSQL's are English
        return Refusal(diag.message_primary, rule, (diag.column_name,) if diag.column_name else ())
    if state in _GENERAL:
        return Refusal(_GENERAL[state], rule or state)
    return None


_RAISED = ("23514", "0A000")
_GENERAL = {
    "22001": "Ein Text ist zu lang.",
    "22003": "Eine Zahl ist zu groß.",
    "23502": "Eine Pflichtangabe fehlt.",
    "23503": "Andere Einträge beziehen sich darauf; die Änderung ist so nicht möglich.",
    "23505": "Diesen Eintrag gibt es schon.",
    "23514": "Ein Wert ist hier nicht erlaubt.",
    "23P01": "Das überschneidet sich mit einem anderen Eintrag.",
}


def _constraints() -> dict:
    return {c.name: c for model in apps.get_models() for c in model._meta.constraints}
