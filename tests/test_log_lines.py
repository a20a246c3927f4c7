"""The log for machines, the mail to those who run it, and the page while the database is away."""

import json
import logging
import sys
import time
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from quartiersarbeit.ground import alarm, answers
from quartiersarbeit.ground.arriving import HEADER
from quartiersarbeit.ground.lines import JsonLine, OnePerRequest

SECRET = "IBAN DE02 1203 0000 0000 2020 51"


def lines(caplog) -> list[dict]:
    """What the log for machines would hold of what was logged."""
    kept = [record for record in caplog.records if OnePerRequest().filter(record)]
    return [json.loads(JsonLine().format(record)) for record in kept]


@pytest.fixture
def heard(caplog):
    caplog.set_level(logging.INFO, "quartiersarbeit.ground.lines")
    return caplog


def about(heard) -> list[dict]:
    return [
        line
        for line in lines(heard)
        if line["logger"].startswith(("quartiersarbeit.ground.lines", "django.request"))
    ]


def test_a_request_is_one_line_with_its_number_and_its_person(client, koordination, heard):
    client.force_login(koordination)
    answer = client.get("/partner/")
    (line,) = about(heard)
    assert (line["request"], line["person"]) == (answer[HEADER], koordination.pk)
    assert (line["method"], line["route"], line["status"]) == ("GET", "partner/", 200)
    assert line["queries"] > 0


@pytest.mark.django_db
def test_what_nobody_has_is_one_line_too(client, heard):
    client.get("/gibt/es/nicht/")
    (line,) = about(heard)
    assert (line["status"], line["view"]) == (404, "-")


@pytest.mark.django_db
def test_a_key_in_an_address_stands_in_no_line(client, heard):
    client.get("/fristen/kalender.ics?schluessel=geheim123")
    client.get("/konto/password/reset/key/abc-geheim123/")
    assert "geheim123" not in json.dumps(lines(heard))


def test_the_probes_make_no_lines(client, heard):
    client.get("/gesundheit/live")
    assert about(heard) == []


@pytest.fixture
def failing(monkeypatch):
    """A page that breaks over something personal."""

    def breaks(*_, **__):
        raise ValueError(SECRET)

    monkeypatch.setattr("quartiersarbeit.handbook.render", breaks)
    return Client(raise_request_exception=False)


def test_an_error_is_one_line_more_with_its_traceback(db, failing, koordination, heard):
    failing.force_login(koordination)
    answer = failing.get(reverse("help"))
    error, request = sorted(about(heard), key=lambda line: line["level"])
    assert (answer.status_code, request["status"], error["level"]) == (500, 500, "ERROR")
    assert (error["request"], error["person"]) == (answer[HEADER], koordination.pk)
    assert "ValueError" in error["traceback"]


# --- Whoever runs it learns of it ------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch, settings):
    """The mails that were queued."""
    settings.ADMIN_EMAILS = ["betrieb@example.org"]
    mails = []
    sender = type("Sender", (), {"enqueue": staticmethod(lambda *given: mails.append(given))})
    monkeypatch.setattr(alarm, "import_string", lambda _: sender)
    return mails


def error(name: str = "django.request") -> logging.LogRecord:
    try:
        raise ValueError(SECRET)
    except ValueError:
        return logging.LogRecord(name, logging.ERROR, __file__, 1, SECRET, (), sys.exc_info())


def test_an_error_is_mailed_once_and_without_anything_personal(told):
    handler = alarm.Alarm()
    handler.handle(error())
    handler.handle(error())
    ((subject, text, html, to),) = told
    assert (subject, html, to) == ("Störung: ValueError", "", ["betrieb@example.org"])
    assert "test_log_lines.py" in text
    assert SECRET not in text


def test_another_error_is_mailed_as_well(told):
    handler = alarm.Alarm()
    handler.handle(error())
    handler.handle(error("another"))
    assert len(told) == 2


def test_where_nobody_is_named_nothing_is_mailed(told, settings):
    settings.ADMIN_EMAILS = []
    alarm.Alarm().handle(error())
    assert told == []


def test_a_queue_that_is_away_breaks_nothing(told, monkeypatch):
    def away(_):
        raise OperationalError

    monkeypatch.setattr(alarm, "import_string", away)
    handler = alarm.Alarm()
    handler.handle(error())
    assert handler._told == {}  # the next one tries again


def test_what_leaves_the_house_names_the_place_and_nothing_else():
    event = {
        "event_id": "1",
        "level": "error",
        "user": {"email": SECRET},
        "request": {"data": SECRET, "url": SECRET},
        "message": SECRET,
        "breadcrumbs": {"values": [{"message": SECRET}]},
        "extra": {"x": SECRET},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": SECRET,
                    "stacktrace": {"frames": [{"filename": "a.py", "lineno": 3, "vars": {"iban": SECRET}}]},
                }
            ]
        },
    }
    bare = alarm.bare(event, {})
    assert SECRET not in json.dumps(bare)
    frame = bare["exception"]["values"][0]["stacktrace"]["frames"][0]
    assert (bare["event_id"], frame["filename"], frame["lineno"]) == ("1", "a.py", 3)


def test_the_service_is_told_through_bare_and_measures_nothing(monkeypatch):
    given = {}
    monkeypatch.setattr("sentry_sdk.init", lambda **options: given.update(options))
    alarm.begin("https://key@errors.example.org/1", "1.0.0")
    assert (given["before_send"], given["send_default_pii"], given["include_local_variables"]) == (
        alarm.bare,
        False,
        False,
    )


# --- While the database is away --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_there_is_a_page_and_then_it_goes_on(monkeypatch):
    client = Client(raise_request_exception=False)
    connection.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connection.settings_dict, "HOST", "/nirgends")
        client.cookies["sessionid"] = "a" * 32
        away = client.get("/partner/")
    assert (away.status_code, away["Retry-After"]) == (503, "30")
    assert "Die Datenbank ist gerade nicht erreichbar" in away.content.decode()
    assert client.get("/konto/login/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_backend_that_was_killed_costs_one_answer_at_most():
    """As after `kill -9` of a backend, or when an administrator ends it: the next request has a new connection."""
    client = Client(raise_request_exception=False)
    assert client.get("/konto/login/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()
    first = client.get("/barrierefreiheit/")
    assert first.status_code in (200, 503)
    assert client.get("/barrierefreiheit/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (IntegrityError, 400)])
def test_a_session_that_cannot_be_noted_any_more_is_no_wrong_question(koordination, client_of, error, status):
    """It went away between the page and its end: Django says 400 of a session that is gone, and of this one too."""
    client = client_of(koordination)
    client.raise_request_exception = False

    def fails(self, must_create=False):
        try:
            raise error
        except DatabaseError:
            raise UpdateError  # noqa: B904  # as Django's own `save` does it

    session = client.session
    session["seen"] = int(time.time()) - 120  # so it is noted again at the next page
    session.save()
    with patch.object(SessionStore, "save", fails):
        answer = client.get("/partner/")
    assert answer.status_code == status
    assert ("Die Datenbank ist gerade nicht erreichbar" in answer.content.decode()) == (status == 503)


@pytest.mark.parametrize(
    ("code", "away"),
    [
        (None, True),
        ("57P01", True),
        ("57P03", True),
        ("53300", True),
        ("08006", True),
        ("40P01", False),
        ("55P03", False),
    ],
)
def test_only_a_database_that_does_not_answer_is_away(code, away):
    broke = OperationalError("…")
    broke.__cause__ = type("Cause", (Exception,), {"pgcode": code})()
    assert answers.is_away(broke) is away


def test_another_error_is_no_missing_database():
    assert answers.is_away(ValueError()) is False
