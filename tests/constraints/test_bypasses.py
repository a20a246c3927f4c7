"""Nobody inside a session switches a guard off, and no isolation level looks past one."""

from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from quartiersarbeit.ground.guards import explain
from tests import factories as f
from tests.asking import rule_alone
from tests.constraints import breaks, refusal, sql
from tests.constraints.test_every_rule import GUARDS

QUEUED = sorted({model._meta.db_table for model, guard in GUARDS if guard.name == "queued"})
ISOLATION = ("isolation: REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.",)[0]


@pytest.fixture
def too_much(db):
    """What approves 80.000,01 € and changes an approved decision: two guards that must not sleep."""
    draft = f.DecisionFactory(amount=Decimal("80000.01"))
    done = f.DecisionFactory(approved=True, amount=Decimal("1"))
    by = f.UserFactory()

    def attempts() -> set[str]:
        approve = "UPDATE funding_decision SET approved_on = '2026-02-01', approved_by_id = %s WHERE id = %s"
        change = "UPDATE funding_decision SET reason = 'x' WHERE id = %s"
        found = refusal(sql, approve, by.pk, draft.pk), refusal(sql, change, done.pk)
        return {rule.partition(":")[0] for rule in found}

    return attempts


BOTH = {"committed_within_available", "decision_immutable"}


def test_pgtrigger_ignore_switches_no_guard_off(too_much):
    with pgtrigger.ignore():
        assert too_much() == BOTH


def test_naming_the_guards_switches_none_off(too_much):
    uris = [f"{model._meta.label}:{guard.name}" for model, guard in GUARDS]
    with pgtrigger.ignore(*uris):
        assert too_much() == BOTH


def test_the_setting_behind_it_switches_no_guard_off(too_much):
    names = "{" + ",".join(guard.get_pgid(model) for model, guard in GUARDS) + "}"
    sql("SELECT set_config('pgtrigger.ignore', %s, true)", names)
    assert too_much() == BOTH


def test_deferring_all_constraints_defers_no_guard(too_much):
    sql("SET CONSTRAINTS ALL DEFERRED")
    assert too_much() == BOTH


def test_checking_all_constraints_at_once_changes_nothing(too_much):
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert too_much() == BOTH


# --- Isolation levels --------------------------------------------------------------------------------


def _under(level: str, statement: str) -> str:
    try:
        with transaction.atomic():
            sql(f"SET TRANSACTION ISOLATION LEVEL {level}")
            sql(statement)
            transaction.set_rollback(True)
    except DatabaseError as error:
        found = explain(error)
        return f"{found.code}: {rule_alone(found.message)}" if found else str(error)
    return "done"


@breaks(*(f"{table}.queued" for table in QUEUED))
@pytest.mark.django_db(transaction=True)
def test_repeatable_read_is_refused_with_the_reason():
    """Its sums would come from a snapshot older than the queue; the trigger asks before any row is read."""
    statements = ("DELETE FROM {} WHERE false", "UPDATE {} SET id = id WHERE false")
    found = {_under("REPEATABLE READ", s.format(table)) for table in QUEUED for s in statements}
    assert found == {ISOLATION}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["READ UNCOMMITTED", "READ COMMITTED", "SERIALIZABLE"])
def test_the_other_levels_are_welcome(level):
    assert {_under(level, f"DELETE FROM {table} WHERE false") for table in QUEUED} == {"done"}


@pytest.mark.django_db
def test_a_writer_of_a_queued_table_holds_the_queue_until_its_transaction_ends():
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    found = []
    for table in QUEUED:
        with transaction.atomic():
            before = sql(held)[0][0]
            sql(f"DELETE FROM {table} WHERE false")
            found.append((before, sql(held)[0][0]))
            transaction.set_rollback(True)
    assert set(found) == {(0, 1)}


def test_the_limits_sum_only_tables_whose_writers_queue(db):
    """Every table the counting functions read, but for names, is written by queued writers only."""
    bodies = sql("SELECT prosrc FROM pg_proc WHERE proname ~ '^(funding|sites)_check_'")
    tables = set(connection.introspection.table_names())
    read = {table for (body,) in bodies for table in tables if f"{table} " in body or f"{table}\n" in body}
    assert read - set(QUEUED) == {"sites_site"}


def test_a_guards_refusal_names_its_rule_and_leaves_the_transaction_usable(too_much):
    too_much()
    assert f.DecisionFactory(drafted_on=date(2026, 3, 1)).pk
