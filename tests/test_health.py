"""What a load balancer, a monitor and Prometheus get to hear."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from partners.models import MailRun, SentMail
from quartiersarbeit.ground import outgoing
from quartiersarbeit.operating import keeping, measuring, watching
from tests.constraints import sql
from tests.factories import UserFactory

HERE = ZoneInfo(settings.TIME_ZONE)
THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=HERE)


def part(code: str, now: datetime = THURSDAY) -> watching.Part:
    return next(one for one in watching.state(now).parts if one.code == code)


# --- Live and ready ----------------------------------------------------------------------------------


def test_live_answers_anybody_without_asking_the_database(client):
    # No django_db mark: any query would fail here.
    answer = client.get("/gesundheit/live")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_the_database_carries_every_migration(client):
    answer = client.get("/gesundheit/bereit")
    lines = answer.content.decode().splitlines()
    names = [line.removeprefix("HINWEIS  ").split(":")[0] for line in lines[1:]]
    assert (answer.status_code, lines[0]) == (200, "bereit")
    assert names == [
        *("Datenbank", "Migrationen", "Regeln", "Uhr", "Platz"),
        *("Warteschlange", "E-Mail", "Letzte Sicherung", "Letzte Erinnerung"),
    ]


@pytest.mark.django_db
def test_to_be_asked_often_costs_two_queries(client, django_assert_num_queries):
    client.get("/gesundheit/bereit")  # the rules are compared once for each state of the catalogue
    with django_assert_num_queries(2):
        client.get("/gesundheit/bereit")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode()) == (
        503,
        "Die Datenbank ist nicht auf dem neuesten Stand, es fehlen Migrationen: 1.",
    )


@pytest.mark.django_db
def test_not_ready_in_a_database_without_our_tables(client):
    sql("ALTER TABLE django_migrations RENAME TO elsewhere")
    answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode()) == (
        503,
        "Die Datenbank ist noch nicht eingerichtet.",
    )


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_does_not_answer(client, monkeypatch):
    connection.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connection.settings_dict, "HOST", "/nirgends")
        answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode()) == (503, "Die Datenbank antwortet nicht.")


# --- Part by part ------------------------------------------------------------------------------------


def test_a_queue_that_nobody_empties_is_told(db):
    outgoing.send.enqueue("Betreff", "Text", "", ["a@example.org"])
    assert part("queue", timezone.now()) == watching.Part("queue", "Warteschlange", "1 wartend")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=20))
    found = part("queue", timezone.now())
    assert (found.fine, found.said) == (
        False,
        "seit 20 Minuten nimmt niemand etwas ab (1 wartend); läuft „manage.py worker“?",
    )


def test_what_waits_for_its_time_is_no_late_task(db):
    later = timezone.now() + timedelta(hours=1)
    outgoing.send.using(run_after=later).enqueue("Betreff", "Text", "", ["a@example.org"])
    assert part("queue", timezone.now()).said == "0 wartend"


@pytest.mark.parametrize(
    "given",
    [lambda: {"attempts": 1}, lambda: {"attempts": 5, "given_up_at": timezone.now()}],
    ids=["tried", "given up"],
)
def test_mail_that_nobody_takes_is_told(db, given):
    SentMail.objects.create(
        recipient=UserFactory(),
        address="a@example.org",
        kind="digest",
        day="2026-11-26",
        subject="s",
        text="t",
        **given(),
    )
    assert part("mail", timezone.now()).fine is False


@pytest.mark.parametrize(("hours", "fine"), [(25, True), (27, False)])
def test_an_old_backup_is_told(db, settings, tmp_path, hours, fine):
    settings.BACKUP_DIR = str(tmp_path)
    (
        tmp_path / (THURSDAY - timedelta(hours=hours)).astimezone(ZoneInfo("UTC")).strftime(keeping.NAMED)
    ).mkdir()
    assert part("backup").fine is fine


def test_no_backup_at_all_is_told(db, settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path)
    assert str(part("backup")) == "HINWEIS  Letzte Sicherung: keine"


def test_little_room_is_told(db, settings):
    settings.DISK_MIN_MEGABYTES = 10**9
    assert part("disk").fine is False


@pytest.mark.parametrize(
    ("last", "now", "fine"),
    [
        ("2026-11-26", THURSDAY, True),
        ("2026-11-25", THURSDAY, False),
        ("2026-11-25", THURSDAY.replace(hour=6), True),  # before MAIL_HOUR
        ("2026-11-27", THURSDAY + timedelta(days=3), True),  # a Sunday: Friday's was the last
        ("2026-11-26", THURSDAY + timedelta(days=3), False),
        (None, THURSDAY, False),
    ],
)
def test_a_day_without_its_reminder_is_told(db, last, now, fine):
    if last:
        MailRun.objects.create(day=last)
    assert part("reminder", now).fine is fine


# --- Metrics -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", [None, "Bearer wrong", "Bearer ", "geheim"])
def test_without_the_token_there_are_no_metrics(db, client, settings, shown):
    settings.METRICS_TOKEN = "geheim"
    headers = {"Authorization": shown} if shown else {}
    assert client.get("/gesundheit/metriken", headers=headers).status_code == 404


def test_where_no_token_is_set_nobody_gets_metrics(db, client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/gesundheit/metriken", headers={"Authorization": "Bearer "}).status_code == 404


def test_prometheus_reads_what_there_is(db, client, settings, examples, monkeypatch):
    monkeypatch.setattr(measuring, "_overdue", None)
    examples(timezone.localdate())
    settings.METRICS_TOKEN = "geheim"
    client.get("/gesundheit/live")
    said = client.get("/gesundheit/metriken", headers={"Authorization": "Bearer geheim"}).content.decode()
    for line in (
        'quartiersarbeit_requests_total{method="GET",status="200",view="live"}',
        'quartiersarbeit_request_seconds_count{view="live"}',
        'quartiersarbeit_request_queries_bucket{le="0.0",view="live"}',
        'quartiersarbeit_fine{part="database"} 1.0',
        "quartiersarbeit_queue 0.0",
        'quartiersarbeit_duties_overdue{kind="',
    ):
        assert line in said, line


def test_a_refusal_is_counted_by_its_rule(db):
    from quartiersarbeit.ground import counting, refusals

    def number() -> float:
        return counting.refusals.labels("too_large")._value.get()

    before = number()
    with pytest.raises(Exception, match="zu groß"):
        refusals.refuse("too_large", "zu groß")
    assert number() == before + 1
