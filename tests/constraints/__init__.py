"""Each rule of the database, broken once in every way a program can write.

One way is a function `(row, wrong)`: it writes the facts `wrong` into the stored `row`, or into a new row
that is otherwise like it. `refusals()` tries several and says who refused what; a rule holds when every
way meets the same rule with the same German reason.
"""

import copy
from collections.abc import Callable, Iterable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from quartiersarbeit.ground.guards import explain
from tests.asking import rule_alone

BROKEN: set[str] = set()


def breaks(*rules: str) -> Callable:
    """Says which guards („table.trigger“) a test breaks; one that nobody breaks fails `test_every_rule`.

    Such a test runs twice, the second time with a shadow in front of every table (conftest.py).
    """
    BROKEN.update(rules)
    return pytest.mark.breaks


# --- Ways to write -----------------------------------------------------------------------------------


def changed(row: Model, wrong: dict) -> Model:
    """The row with the wrong facts, in memory only."""
    other = copy.copy(row)
    other._state = copy.copy(row._state)
    other._state.fields_cache = dict(row._state.fields_cache)
    for name, value in wrong.items():
        setattr(other, name, value)
    return other


def fresh(row: Model, wrong: dict) -> Model:
    """A row not yet stored, like this one but for the wrong facts."""
    other = changed(row, wrong)
    other.pk, other._state.adding = None, True
    return other


def _columns(row: Model, names: Iterable[str] | None = None) -> dict:
    fields = [row._meta.get_field(name) for name in names] if names else row._meta.concrete_fields
    return {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
        if names or not field.primary_key
    }


def sql(statement: str, *values) -> list:
    """Run plain SQL past the ORM; what it returns, if anything."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def save(row, wrong):
    changed(row, wrong).save()


def bulk_update(row, wrong):
    type(row).objects.bulk_update([changed(row, wrong)], list(wrong))


def update(row, wrong):
    type(row).objects.filter(pk=row.pk).update(**wrong)


def raw_update(row, wrong):
    values = _columns(changed(row, wrong), wrong)
    pairs = ", ".join(f'"{column}" = %s' for column in values)
    sql(f"UPDATE {row._meta.db_table} SET {pairs} WHERE id = %s", *values.values(), row.pk)


def create(row, wrong):
    fresh(row, wrong).save(force_insert=True)


def bulk_create(row, wrong):
    type(row).objects.bulk_create([fresh(row, wrong)])


def raw_insert(row, wrong):
    values = _columns(fresh(row, wrong))
    names, places = ", ".join(f'"{column}"' for column in values), ", ".join(["%s"] * len(values))
    sql(f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({places})", *values.values())


def delete(row, wrong):
    copy.copy(row).delete()


def delete_all(row, wrong):
    type(row).objects.filter(pk=row.pk)._raw_delete(using="default")


def raw_delete(row, wrong):
    sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


UPDATES = (save, bulk_update, update, raw_update)
INSERTS = (create, bulk_create, raw_insert)
DELETES = (delete, delete_all, raw_delete)
WAYS = UPDATES + INSERTS


# --- What came of it ---------------------------------------------------------------------------------


def refusal(act: Callable, *args) -> str:
    """„rule: German reason“ of what `act` was refused for; „done“ when it was not. Nothing stays."""
    try:
        with transaction.atomic():
            act(*args)
            transaction.set_rollback(True)
    except DatabaseError as error:
        found = explain(error)
        return f"{found.code}: {rule_alone(found.message)}" if found else f"unexplained: {error}"
    return "done"


def refusals(row: Model, wrong: dict, ways=WAYS) -> set[str]:
    """What each way was refused for: one element where all meet the same rule."""
    found = {way.__name__: refusal(way, row, wrong) for way in ways}
    return set(found.values()) if len(set(found.values())) == 1 else {f"{k} → {v}" for k, v in found.items()}
