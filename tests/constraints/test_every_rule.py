"""What holds of all models: nothing untested, nothing undecided, nothing unsaid, nothing untracked."""

import importlib
import itertools
import pkgutil

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint

from funding.models import BudgetRevision, DroppedProposal, EarlierDraft, PartReceipt
from partners.models import (
    BarrierReport,
    CalendarKey,
    DeletionProof,
    MailRun,
    Notification,
    PublicText,
    SavedView,
    SecurityEntry,
    SentMail,
    Tombstone,
)
from quartiersarbeit.ground.guards import Guard
from tests import constraints, factories
from tests.constraints import BROKEN, refusal, sql

FLOORS = ("partners", "sites", "funding", "quality_dialog")
MODELS = [
    model
    for label in FLOORS
    for model in apps.get_app_config(label).get_models()
    if not hasattr(model, "pgh_tracked_model")
]
TABLES = [model for model in MODELS if not model._meta.proxy]
RULES = [(model, rule) for model in MODELS for rule in model._meta.constraints]
GUARDS = [
    (model, trigger)
    for model in MODELS
    for trigger in getattr(model._meta, "triggers", [])
    if isinstance(trigger, Guard)
]


def name_of(thing) -> str:
    return getattr(thing, "__name__", None) or getattr(thing, "name", None) or str(thing)


# --- Nothing untested --------------------------------------------------------------------------------


def test_every_guard_is_broken_by_a_test():
    for module in pkgutil.iter_modules(constraints.__path__):
        importlib.import_module(f"{constraints.__name__}.{module.name}")
    importlib.import_module(
        "tests.test_security_log"
    )  # the app's role may not even try, so it is not shadowed
    assert {f"{model._meta.db_table}.{guard.name}" for model, guard in GUARDS} == BROKEN


def test_every_guard_stands_in_the_database_and_ignores_pgtrigger_ignore(db):
    found = sql(
        "SELECT tgname, tgenabled FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT tgisinternal AND p.prosrc NOT LIKE '%%ignore%%'"
    )
    assert {guard.get_pgid(model) for model, guard in GUARDS} - {n for n, on in found if on == "O"} == set()


# --- Nothing undecided -------------------------------------------------------------------------------

SAMPLES = {
    "date": ("2020-01-01", "2021-01-01"),
    "timestamp with time zone": ("2020-01-01 12:00+00", "2021-01-01 12:00+00"),
    "bigint": ("1", "2"),
    "integer": ("0", "2021"),
    "smallint": ("0", "2021"),
    "numeric": ("-1", "1"),
    "boolean": ("true", "false"),
    "time without time zone": ("14:00", "15:00"),
    "jsonb": ("{}", "[]"),
}


def test_no_check_is_undecided_while_a_column_is_empty(db):
    """CHECK lets NULL pass: `released_on <= paid_on` would allow a payment nobody released."""
    checks = sql(
        "SELECT conname, pg_get_expr(conbin, conrelid),"
        " ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey)),"
        " ARRAY(SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = conrelid"
        "       AND attnum = ANY(conkey)),"
        " ARRAY(SELECT attnotnull FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey))"
        " FROM pg_constraint WHERE contype = 'c' AND conname = ANY(%s)",
        [rule.name for _, rule in RULES if isinstance(rule, CheckConstraint)],
    )
    assert {name for name, *parts in checks if _undecided(*parts)} == set()


def _undecided(expression: str, names: list[str], types: list[str], filled: list[bool]) -> bool:
    columns = []
    for name, kind, never_empty in zip(names, types, filled, strict=True):
        values = ", ".join(f"('{value}'::{kind})" for value in SAMPLES.get(kind, ("", "x")))
        columns.append(f'(VALUES {values}{"" if never_empty else ", (NULL)"}) AS "of_{name}" ("{name}")')
    return bool(sql(f"SELECT 1 FROM {', '.join(columns)} WHERE ({expression}) IS NULL LIMIT 1"))


NUMBERS = [
    (model, field)
    for model in TABLES
    for field in model._meta.concrete_fields
    if isinstance(field, models.DecimalField)
]


@pytest.mark.parametrize(("model", "number"), NUMBERS, ids=name_of)
def test_a_number_is_a_number(db, model, number):
    """PostgreSQL's numeric knows NaN, sorts it above all others, and a sum with it is NaN."""
    row = _factory_of(model)()
    table, others = (
        model._meta.db_table,
        [field for field in model._meta.concrete_fields if field.column != "id"],
    )
    names = ", ".join(f'"{field.column}"' for field in others)
    write = f'UPDATE {table} SET "{number.column}" = {{value}} WHERE id = %s'
    if model in (
        BudgetRevision,
        DroppedProposal,
        EarlierDraft,
        PartReceipt,
    ):  # it never changes at all, so the number is asked of a new row
        copied = ", ".join("{value}" if field is number else f'"{field.column}"' for field in others)
        write = f"INSERT INTO {table} ({names}) SELECT {copied} FROM {table} WHERE id = %s"
    codes = {
        refusal(sql, write.format(value=f"'{value}'"), row.pk).partition(": ")[0]
        for value in ("NaN", "Infinity", "-Infinity")
    }
    guards = {rule.name for rule in (*model._meta.constraints, *model._meta.triggers)}
    assert codes <= {"22003"} | guards


def _factory_of(model) -> type:
    return next(
        thing
        for thing in vars(factories).values()
        if isinstance(getattr(thing, "_meta", None), object)
        and getattr(getattr(thing, "_meta", None), "model", None) is model
        and isinstance(thing, type)
        and hasattr(thing, "create_batch")
    )


# --- Nothing unsaid ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "rule"), RULES, ids=name_of)
def test_a_rule_says_in_german_what_is_wrong(model, rule):
    message = str(rule.violation_error_message)
    assert (message[:1].isupper(), message[-1:], message == str(rule.default_violation_error_message)) == (
        True,
        ".",
        False,
    )


def test_no_two_rules_share_a_name():
    names = [rule.name for _, rule in RULES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_model_has_german_names(model):
    """An English default is made of the class's name: „fiscal year“."""
    english = models.options.camel_case_to_spaces(model.__name__)
    assert {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)} & {
        english,
        f"{english}s",
    } == set()


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_a_field_has_a_german_label(model):
    unsaid = {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and str(field.verbose_name) == field.name.replace("_", " ")
    }
    assert unsaid - {"first_name"} == set()


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_a_row_is_called_by_a_name(db, model):
    row = _factory_of(model)()
    assert (str(row) != models.Model.__str__(row), str(row).strip() != "") == (True, True)


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_default_queryset_knows_who_may_see(model):
    assert hasattr(model._default_manager.all(), "visible_to") or model.__name__ in ("UserGroup", "UserRight")


# --- Nothing untracked -------------------------------------------------------------------------------


def _tracked() -> set[type]:
    return {
        model.pgh_tracked_model._meta.concrete_model
        for model in apps.get_models()
        if getattr(model, "pgh_tracked_model", None)
    }


# What is itself a log: written once, and changed at most from „neu“ to „gelesen“, from „waiting“ to „sent“.
# A calendar's key is replaced by its successor, and what an older one was must be known nowhere. What somebody wrote
# who met a barrier is to be forgotten in time, and a history would remember it; and how somebody names what they look
# for is their own.
LOGS = (
    BarrierReport,
    CalendarKey,
    DeletionProof,
    MailRun,
    Notification,
    PublicText,
    SavedView,
    SecurityEntry,
    SentMail,
    Tombstone,
)
TRACKED = [model for model in TABLES if model not in LOGS]


@pytest.mark.parametrize("model", TRACKED, ids=name_of)
def test_a_model_has_a_history(model):
    assert model in _tracked()


def test_every_change_of_every_table_is_written_down(db):
    """Insert, update and delete each have pghistory's trigger on each table, and it is enabled."""
    found = set(
        sql(
            "SELECT c.relname::text, substring(tgname FROM 'pgtrigger_([a-z]+)_') FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND tgenabled = 'O'"
            " AND tgname ~ '^pgtrigger_(insert_insert|update_update|delete_delete)_'"
        )
    )
    wanted = itertools.product((model._meta.db_table for model in TRACKED), ("insert", "update", "delete"))
    assert set(wanted) - found == set()
