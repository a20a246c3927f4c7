"""What a load balancer or monitor gets to hear."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_live_answers_anybody_without_asking_the_database(client):
    # No django_db mark: any query would fail here.
    answer = client.get("/gesundheit/live")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_the_database_carries_every_migration(client):
    answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content) == (200, b"bereit")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode()) == (
        503,
        "Die Datenbank ist nicht auf dem neuesten Stand, es fehlen Migrationen: 1.",
    )


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_does_not_answer(client, monkeypatch):
    connection.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connection.settings_dict, "HOST", "/nirgends")
        answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode()) == (503, "Die Datenbank antwortet nicht.")
