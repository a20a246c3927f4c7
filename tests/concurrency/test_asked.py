"""What every page asks is planned once a connection, and answered whatever happens to the connection or the tables."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models.given import KNOWN
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 2)


def sent(person: int) -> list[str]:
    """The first words of what is sent to the database, to be answered of this person."""
    with CaptureQueriesContext(connection) as asked:
        assert [row[0] for row in KNOWN.rows(person, DAY)] == [person]
    return [
        one["sql"].split()[0] for one in asked if "question" in one["sql"] or "partners_user" in one["sql"]
    ]


def test_it_is_planned_once_a_connection():
    person = f.UserFactory().pk
    connection.close()
    assert [sent(person), sent(person)] == [["PREPARE", "EXECUTE"], ["EXECUTE"]]
    connection.close()
    assert sent(person) == ["PREPARE", "EXECUTE"]


def test_behind_a_pooler_nothing_outlasts_a_transaction(monkeypatch):
    person = f.UserFactory().pk
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert [sent(person), sent(person)] == [["SELECT"], ["SELECT"]]


def test_what_a_migration_changes_meanwhile_is_planned_anew():
    person = f.UserFactory().pk
    sent(person)
    wider = "ALTER TABLE partners_user ALTER COLUMN password TYPE varchar({})"
    with connection.cursor() as cursor:
        cursor.execute(wider.format(200))
        try:
            assert sent(person) == ["EXECUTE", "DEALLOCATE", "PREPARE", "EXECUTE"]
        finally:
            cursor.execute(wider.format(128))
    assert sent(person)[-1] == "EXECUTE"
