"""Whether the database carries every rule the code declares, and what is missing, switched off or different.

A rule that stands only in the code protects nothing: a restore that stopped before the triggers leaves a database
that works, and takes the 80.001st euro. So what is declared – triggers, constraints, functions, columns that must
be filled – is compared with PostgreSQL's catalogue, by name and by what it says. Readiness, Django's database check
and `verify_reports` name what differs, and while anything does, nothing is written: by no page (`WritesNeedGuards`)
and by no command (`history.acting`). Nor does a host write whose clock is not the database's: a fact's day comes from
the host that takes it, and of two hosts one would enter yesterday.

PostgreSQL keeps expressions in a spelling of its own, so conditions are compared by their words (`_words`).
A constraint more than declared is no fault: it only refuses more. A trigger, a function or a rule more is one.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import module_has_submodule

from quartiersarbeit.ground.functions import SCHEMA, SEARCH_PATH, Function
from quartiersarbeit.ground.guards import GuardSql

CLOCK_OFF = timedelta(minutes=5)  # so far this host's clock may be from the database's
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class Kind(Enum):
    """What a rule is in the database, and its name on paper."""

    TABLE = "Tabelle"
    FILLED = "Pflichtangabe"
    KEY = "Schlüssel"
    REFERENCE = "Fremdschlüssel"
    CONSTRAINT = "Bedingung"
    FUNCTION = "Funktion"
    TRIGGER = "Trigger"
    REWRITE = "Umschreibregel"
    ROW_SECURITY = "Zeilenschutz"


WATCHED = (Kind.FUNCTION, Kind.TRIGGER, Kind.REWRITE, Kind.ROW_SECURITY)  # one more of them is a fault, too


class Wrong(Enum):
    """How the database differs from what is declared."""

    MISSING = "fehlt"
    DISABLED = "ist abgeschaltet"
    DIFFERENT = "weicht ab"
    FOREIGN = "ist unbekannt"


class Rule(NamedTuple):
    """A rule by its kind and name; the name begins with the table where it has one."""

    kind: Kind
    name: str


class Fault(NamedTuple):
    """A rule the database does not keep as declared."""

    rule: Rule
    wrong: Wrong

    def __str__(self) -> str:
        return f"{self.rule.kind.value} {self.rule.name} {self.wrong.value}"


class UnguardedError(RuntimeError):
    """Nothing may be written; the message is German and names the faults."""


def faults() -> tuple[Fault, ...]:
    """What the database lacks of the declared rules, or has otherwise; asks it anew only where it has changed."""
    return _faults(_state()[0])


def clock_off(database: datetime) -> timedelta:
    """How far this host's clock is ahead of the database's, which says it is this moment there."""
    return datetime.now(UTC) - database


def insist() -> None:
    """UnguardedError unless the database keeps every rule and has our time."""
    state, moment = _state()
    if abs(clock_off(moment)) > CLOCK_OFF:
        raise UnguardedError(
            f"Die Uhr dieses Rechners geht falsch; die Datenbank hat {moment:%d.%m.%Y %H:%M} UTC."
        )
    if found := _faults(state):
        named = "\n".join(map(str, found))
        raise UnguardedError(f"Der Datenbank fehlen Regeln. Solange wird nichts geschrieben:\n{named}")


class WritesNeedGuards:
    """Middleware: while a rule is missing, or the clock is wrong, everything can be read, and nothing changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """503 and a German page for whatever could write; asked at each of them, for a few milliseconds."""
        if request.method in SAFE:
            return self.get_response(request)
        state, moment = _state()
        wrong_clock = abs(clock_off(moment)) > CLOCK_OFF
        if not (wrong_clock or _faults(state)):
            return self.get_response(request)
        answer = render(request, "unguarded.html", {"wrong_clock": wrong_clock}, status=503)
        add_never_cache_headers(answer)
        return answer


# --- Compared ------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _faults(state: str) -> tuple[Fault, ...]:
    """By the catalogue's state, which `found()` reads and nothing else."""
    wanted, there = expected(), found()
    return (
        *(Fault(rule, wrong) for rule, says in wanted.items() if (wrong := _wrong(says, there.get(rule)))),
        *(Fault(rule, Wrong.FOREIGN) for rule in there if rule.kind in WATCHED and rule not in wanted),
    )


def _wrong(says: str, there: tuple[str, bool] | None) -> Wrong | None:
    if there is None:
        return Wrong.MISSING
    if not there[1]:
        return Wrong.DISABLED
    return Wrong.DIFFERENT if there[0] != says else None


# Each row by its place and its writer: both are new whenever it is written. What comes with PostgreSQL has lower ids.
# Asked at each write of twenty thousand rows: as numbers they take half as long as written out.
_STATE = " UNION ALL ".join(
    f"SELECT count(*), sum(hashtidextended(ctid, xmin::text::bigint)) FROM pg_catalog.{catalogue}"
    f" WHERE {key} >= 16384"
    for catalogue, key in {
        **dict.fromkeys(
            ("pg_trigger", "pg_constraint", "pg_proc", "pg_class", "pg_rewrite", "pg_policy"), "oid"
        ),
        "pg_attribute": "attrelid",
        "pg_index": "indexrelid",
    }.items()
)


def _state() -> tuple[str, datetime]:
    """The catalogue's state, and what time it is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_database(), array_agg(s::text), clock_timestamp() FROM ({_STATE}) s")
        *state, moment = cursor.fetchone()
        return str(state), moment


# --- Declared ------------------------------------------------------------------------------------


@cache
def expected() -> dict[Rule, str]:
    """Every rule of the models and of each `<app>/functions.py`, with what it says."""
    rules: dict[Rule, str] = {}
    for model, trigger in declared_triggers():
        rules |= dict(_trigger(trigger.compile(model).sql))
    for model in declared_tables().values():
        rules |= dict(_columns(model)) | dict(_constraints(model))
    return rules | {
        Rule(Kind.FUNCTION, f"{one.name}({one.types})"): _says(
            one.source, one.language, one.volatility, one.config
        )
        for one in declared_functions()
    }


def declared_functions() -> list[Function]:
    """The functions of all apps that are no trigger's."""
    modules = [
        import_module(f"{app.name}.functions")
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, "functions")
    ]
    return [one for module in modules for one in getattr(module, "FUNCTIONS", [])]


def declared_tables() -> dict[str, type[Model]]:
    """The tables that belong to the app, by name."""
    models = apps.get_models(include_auto_created=True)
    return {one._meta.db_table: one for one in models if one._meta.managed and not one._meta.proxy}


def declared_triggers() -> list[tuple[type[Model], Any]]:
    """Each trigger with the model, or proxy, that declares it."""
    models = apps.get_models(include_auto_created=True)
    return [(model, trigger) for model in models for trigger in getattr(model._meta, "triggers", [])]


def _trigger(sql: Any) -> Iterator[tuple[Rule, str]]:
    made = re.search(r"CREATE\s+(CONSTRAINT\s+)?TRIGGER.*?;", sql.data, re.DOTALL)
    yield Rule(Kind.TRIGGER, f"{sql.table}.{sql.pgid}"), _words(made[0] if made else "")
    if isinstance(sql, GuardSql):
        yield Rule(Kind.FUNCTION, f"{sql.pgid}()"), _says(sql.source, "plpgsql", "VOLATILE")


def _columns(model: type[Model]) -> Iterator[tuple[Rule, str]]:
    table = model._meta.db_table
    yield Rule(Kind.TABLE, table), ""
    for field in model._meta.local_concrete_fields:
        if not field.null:
            yield Rule(Kind.FILLED, f"{table}.{field.column}"), ""
        if field.primary_key:
            yield Rule(Kind.KEY, f"{table} ({field.column})"), "PRIMARY KEY"
        elif field.unique:
            yield Rule(Kind.KEY, f"{table} ({field.column})"), "UNIQUE"
        if reference := _reference(field):
            yield (
                Rule(Kind.REFERENCE, f"{table}.{field.column} → {reference}"),
                "DEFERRABLE INITIALLY DEFERRED",
            )
        if check := field.db_parameters(connection)["check"]:
            yield Rule(Kind.CONSTRAINT, f"{table} {_words(check)}"), _words(f"CHECK ({check})")
    for together in model._meta.unique_together:
        columns = ", ".join(str(model._meta.get_field(name).column) for name in together)  # type: ignore[union-attr]
        yield Rule(Kind.KEY, f"{table} ({columns})"), "UNIQUE"


def _reference(field: Field) -> str | None:
    if field.remote_field is None or not getattr(field, "db_constraint", False):
        return None
    target: Any = field.target_field  # type: ignore[attr-defined]
    return f"{target.model._meta.db_table} ({target.column})"


def _constraints(model: type[Model]) -> Iterator[tuple[Rule, str]]:
    editor = connection.schema_editor()
    for constraint in model._meta.constraints:
        sql = str(constraint.create_sql(model, editor))
        words = _words(sql.split(" ADD CONSTRAINT ")[-1].removeprefix(f'"{constraint.name}" '))
        yield Rule(Kind.CONSTRAINT, f"{model._meta.db_table}.{constraint.name}"), words


# --- Found ---------------------------------------------------------------------------------------

_OURS = "relnamespace = %(schema)s::regnamespace AND relkind IN ('r', 'p')"
_CATALOGUE = {
    "tables": f"SELECT relname, relrowsecurity FROM pg_class WHERE {_OURS}",
    "filled": "SELECT relname, attname FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid"
    f" WHERE attnotnull AND attnum > 0 AND NOT attisdropped AND {_OURS}",
    # A foreign key is switched off by switching its hidden triggers off.
    "constraints": """
        SELECT relname, conname, contype::text, pg_get_constraintdef(k.oid), convalidated
               AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
               AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgconstraint = k.oid AND tgenabled NOT IN ('O', 'A'))
          FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
         WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND """
    + _OURS,
    "indexes": "SELECT c.relname, i.relname, pg_get_indexdef(i.oid), indisvalid AND indisready AND indislive"
    " FROM pg_index JOIN pg_class c ON c.oid = indrelid JOIN pg_class i ON i.oid = indexrelid"
    " WHERE indisunique AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')"
    f" AND c.{_OURS.replace('relkind', 'c.relkind')}",
    "triggers": "SELECT relname, tgname, pg_get_triggerdef(t.oid), tgenabled IN ('O', 'A')"
    f" FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND {_OURS}",
    # A trigger function that no trigger calls does nothing: it stays behind where a migration removes a trigger.
    "functions": """
        SELECT proname, oidvectortypes(proargtypes), lanname, provolatile::text, prosrc, proconfig, prosecdef
          FROM pg_proc p JOIN pg_language l ON l.oid = prolang
         WHERE pronamespace = %(schema)s::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
           AND NOT (proname ~ '^pgtrigger_' AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgfoid = p.oid)
                    AND NOT proname = ANY(%(wanted)s))""",
    "rewrites": f"SELECT relname, rulename FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class WHERE {_OURS}",
}
_VOLATILITY = {"i": "IMMUTABLE", "s": "STABLE", "v": "VOLATILE"}


def found() -> dict[Rule, tuple[str, bool]]:
    """What the database has, in the same words, and whether it is switched on."""
    wanted = expected()
    with connection.cursor() as cursor:

        def rows(of: str) -> list:
            cursor.execute(
                _CATALOGUE[of],
                {
                    "schema": SCHEMA,
                    "wanted": [r.name.split("(")[0] for r in wanted if r.kind is Kind.FUNCTION],
                },
            )
            return cursor.fetchall()

        there: dict[Rule, tuple[str, bool]] = {}
        for table, row_security in rows("tables"):
            there[Rule(Kind.TABLE, table)] = "", True
            if row_security:
                there[Rule(Kind.ROW_SECURITY, table)] = "", True
        for table, column in rows("filled"):
            there[Rule(Kind.FILLED, f"{table}.{column}")] = "", True
        for table, name, kind, definition, on in rows("constraints"):
            named = Rule(Kind.CONSTRAINT, f"{table}.{name}")
            rule, says = (named, _words(definition)) if named in wanted else _unnamed(table, kind, definition)
            there[rule] = says, on
        for table, name, definition, on in rows("indexes"):
            there[Rule(Kind.CONSTRAINT, f"{table}.{name}")] = _words(definition), on
        for table, name, definition, on in rows("triggers"):
            there[Rule(Kind.TRIGGER, f"{table}.{name}")] = _words(definition), on
        for name, types, language, volatility, source, config, definer in rows("functions"):
            says = _says(source, language, _VOLATILITY[volatility], config or [], definer)
            there[Rule(Kind.FUNCTION, f"{name}({types})")] = says, True
        for table, name in rows("rewrites"):
            there[Rule(Kind.REWRITE, f"{table}.{name}")] = "", True
    return there


def _unnamed(table: str, kind: str, definition: str) -> tuple[Rule, str]:
    """A constraint that a field declares: Django gives it a name that depends on when it was made."""
    plain = definition.replace('"', "").replace(f"{SCHEMA}.", "")
    if kind == "f" and (
        parts := re.fullmatch(r"FOREIGN KEY \((.*?)\) REFERENCES (\w+)\((.*?)\) ?(.*)", plain)
    ):
        column, target, key, rest = parts.groups()
        return Rule(Kind.REFERENCE, f"{table}.{column} → {target} ({key})"), rest
    if kind in "pu" and (parts := re.fullmatch(r"(UNIQUE|PRIMARY KEY) \((.*)\)", plain)):
        return Rule(Kind.KEY, f"{table} ({parts[2]})"), parts[1]
    return Rule(Kind.CONSTRAINT, f"{table} {_words(plain.removeprefix('CHECK '))}"), _words(plain)


def _says(
    source: str, language: str, volatility: str, config: list[str] | None = None, definer: bool = False
) -> str:
    """A function in one line: how it runs, and its body's hash."""
    path = [f"search_path={SEARCH_PATH}"] if config is None else config
    return f"{language} {volatility} {path} {definer} {sha256(source.encode()).hexdigest()}"


_CAST = re.compile(
    r"""::(?:character\ varying|double\ precision|timestamp\ with\ time\ zone|\w+)(?:\(\d+(?:,\d+)?\))?(?:\[\])?""",
    re.IGNORECASE | re.VERBOSE,
)
_TOKEN = re.compile(r"'(?:[^']|'')*'|[\w.]+|[<>=!~@&|+*/#-]+")
_ROWS = re.compile(r"\(([^()]+)\) IS DISTINCT FROM \(([^()]+)\)")
_SPELLED = (
    (r"'-(\d[\d.]*)'", r"- \1"),
    (r"\b([\w.]+) between ((?:- )?\S+) and ((?:- )?\S+)", r"\1 >= \2 and \1 <= \3"),
    (r" initially immediate\b", ""),
    (r"= any array\b", "in"),
    (r"\busing btree ", ""),
    (r"\bupdate or delete\b", "delete or update"),
    (r"\bor update or delete\b", "or delete or update"),
)


def _words(sql: str) -> str:
    """What an expression says, however it is spelled: its words without casts, brackets and schema."""
    plain = _ROWS.sub(_each, _CAST.sub("", sql).replace('"', "").replace(f"{SCHEMA}.", ""))
    words = " ".join(word if word[0] == "'" else word.lower() for word in _TOKEN.findall(plain))
    for spelled, here in _SPELLED:
        words = re.sub(spelled, here, words)
    return words


def _each(rows: re.Match) -> str:
    """Two rows that differ, column by column."""
    pairs = zip(rows[1].split(","), rows[2].split(","), strict=True)
    return " OR ".join(f"{one} IS DISTINCT FROM {other}" for one, other in pairs)
