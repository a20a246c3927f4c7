"""A database of a released version goes to the head with every row and every guard.

`make dump` wrote each dump at its release, with what is in it beside it; no dump is made again afterwards.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.upgrade import catalogue
from tests.upgrade.databases import Database, throw_away

DUMPS = sorted(Path(__file__).parent.glob("*.sql"))

# What a later migration takes away or writes anew on purpose: table → columns, with the reason beside them.
MEANT: dict[str, set[str]] = {}
# How many rows of a table a later migration takes away on purpose.
GONE = {"auth_group_permissions": 3}  # Verwaltung does not write any more what roles may do


class Upgraded:
    """A restored dump before and after `migrate`, over the columns that it had."""

    def __init__(self, dump: Path) -> None:
        self.record = json.loads(dump.with_suffix(".json").read_text("utf-8"))
        with throw_away("upgrade") as database:
            database.restore(dump)
            with database.cursor() as cursor:
                self.restored = catalogue.record(cursor)
                self.before = catalogue.rows(cursor, self.columns())
            database.manage("migrate", "--verbosity", "0")
            self.checked, _ = database.start("check", "--database", "default").communicate(timeout=120)
            with database.cursor() as cursor:
                self.there = catalogue.columns(cursor)
                self.after = catalogue.rows(cursor, self.columns())
            self.schema = schema_of(database)

    def columns(self) -> dict[str, list[str]]:
        """Each table's columns at the release, but for what is meant to differ."""
        return {
            table: [name for name in facts["columns"] if name not in MEANT.get(table, ())]
            for table, facts in self.record.items()
        }


def schema_of(database: Database) -> set[str]:
    """What a database is made of, dumped and restored: PostgreSQL writes some conditions differently after that."""
    with tempfile.TemporaryDirectory() as folder, throw_away("copy") as copy:
        dump = Path(folder, "schema.sql")
        dump.write_text(database.dumped("--schema-only"), "utf-8")
        copy.restore(dump)
        with copy.cursor() as cursor:
            return catalogue.schema(cursor)


NONE_YET = pytest.param(
    None, marks=pytest.mark.skip(reason="Noch keine Version veröffentlicht."), id="none yet"
)


@pytest.fixture(scope="module", params=DUMPS or [NONE_YET], ids=lambda dump: dump.stem)
def upgraded(request) -> Upgraded:
    return Upgraded(request.param)


@pytest.mark.exhaustive
def test_what_is_restored_is_what_the_release_recorded(upgraded):
    assert upgraded.restored == upgraded.record


@pytest.mark.exhaustive
def test_every_row_is_found_at_the_head(upgraded):
    lost = {table: found - upgraded.after[table] for table, found in upgraded.before.items()}
    assert {table: sum(missing.values()) for table, missing in lost.items() if missing} == GONE


@pytest.mark.exhaustive
def test_every_guard_stands_at_the_head(upgraded, db):
    """Tables, constraints, triggers and functions are those of a database that never was an older one."""
    fresh = schema_of(Database(connection.settings_dict["NAME"]))
    assert sorted(upgraded.schema ^ fresh) == []


@pytest.mark.exhaustive
def test_the_app_itself_misses_nothing_at_the_head(upgraded):
    assert "no issues" in upgraded.checked


def test_the_first_release_has_its_dump():
    released = int(settings.VERSION.partition(".")[0]) >= 1
    assert not released or "1.0.0" in [dump.stem for dump in DUMPS]


# --- That the comparison sees what it must ---------------------------------------------------------

HIDDEN = [
    "ALTER TABLE sites_seat DISABLE TRIGGER ALL",
    "ALTER TABLE funding_decision DROP CONSTRAINT decision_reason_given",
    "CREATE OR REPLACE FUNCTION funding_iban_valid(iban text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "ALTER TABLE partners_partner ALTER COLUMN name DROP NOT NULL",
    "ALTER TABLE partners_partner ALTER COLUMN name_after_mit TYPE text",
    "CREATE TABLE nobody_knows (id bigint)",
]


@pytest.mark.parametrize("change", HIDDEN)
def test_a_rule_that_is_gone_is_noticed(db, change):
    with connection.cursor() as cursor:
        before = catalogue.schema(cursor)
        cursor.execute(change)
        assert catalogue.schema(cursor) != before


def test_a_row_that_was_changed_is_noticed(db):
    with connection.cursor() as cursor:
        of = {"auth_group": ["id", "name"]}
        before = catalogue.rows(cursor, of)
        cursor.execute("UPDATE auth_group SET name = name || '!' WHERE name = 'Revision'")
        lost = before["auth_group"] - catalogue.rows(cursor, of)["auth_group"]
        assert (lost.total(), isinstance(lost, Counter)) == (1, True)
