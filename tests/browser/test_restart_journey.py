"""What was typed outlives the server: a real process, killed while somebody types, and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, transaction
from playwright.sync_api import expect

from quality_dialog.models import Assessment, Dialogue
from tests.browser.looking import sign_in
from tests.browser.test_self_assessment_journey import STATUS, field, talk, texts
from tests.test_postgres import _status, a_free_port

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
__all__ = ["talk"]  # the fixture
NAME = "restarted"  # how the killed server's connections call themselves
UNSAVED = "Keine Verbindung"
SAVED = "Gespeichert um"


class Restarted:
    """gunicorn on the test's database, as `make run` starts it; it can be killed and come back."""

    def __init__(self) -> None:
        self.port = a_free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "quartiersarbeit.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
        ]
        command += ["--workers", "1", "--threads", "4", "--log-level", "critical", "--no-control-socket"]
        env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": _address_of_database()}
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | env | {"SECURE": "off"},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while _status(self.port) != 200:
            assert self.process.poll() is None, "gunicorn has ended by itself"
            assert time.monotonic() < until, "gunicorn does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """No goodbye: SIGKILL to the master and its workers, which are a session of their own."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None


def _address_of_database() -> str:
    at = connection.settings_dict
    options = {"host": at["HOST"], "application_name": NAME}
    if at["PORT"]:
        options["port"] = at["PORT"]
    login = quote(at["USER"], safe="") + (f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else "")
    return f"postgres://{login}@/{at['NAME']}?{urlencode(options)}"


@pytest.fixture
def server(demo) -> Iterator[Restarted]:
    running = Restarted()
    running.start()
    yield running
    running.kill()


def killed_connections() -> int:
    """Break the server's connections to its database under it; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = %s AND datname = current_database()",
            [NAME],
        )
        return cursor.fetchone()[0]


def waits() -> bool:
    """Whether a request of the server stands in the database's queue for a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw first
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = %s"
            " AND datname = current_database() AND wait_event_type = 'Lock')",
            [NAME],
        )
        return cursor.fetchone()[0]


def until(page, true) -> None:
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came to that")


@pytest.fixture
def answer(server, page, talk):
    """The text of the first question, opened by a partner on the server that will be killed."""
    sign_in(page, server.address, "altundjung")
    page.goto(field(server.address, talk))
    return page.get_by_label("Erläuterung zu 1.1")


def test_a_server_killed_while_one_types_loses_nothing(server, page, talk, answer):
    answer.press_sequentially("Vor dem Absturz gespeichert.", delay=5)
    expect(page.locator(STATUS)).to_contain_text(SAVED)
    answer.press_sequentially(" Mitten im ", delay=20)
    server.kill()
    answer.press_sequentially("Satz war der Server weg", delay=20)
    page.get_by_role("group", name="1.1").get_by_label("teilweise erreicht").check()
    expect(page.locator(STATUS)).to_contain_text(UNSAVED)
    answer.press_sequentially(", und ich schrieb weiter.", delay=5)
    assert texts(talk) == {"Vor dem Absturz gespeichert."}
    server.start()
    expect(page.locator(STATUS)).to_contain_text(SAVED)
    row = Assessment.objects.get(dialogue=talk)
    assert row.text == (
        "Vor dem Absturz gespeichert. Mitten im Satz war der Server weg, und ich schrieb weiter."
    )
    assert (row.rating, row.saved_by.email) == ("partly", "altundjung@example.org")
    page.reload()
    expect(answer).to_have_value(row.text)


@pytest.mark.parametrize("what", ["server", "database connection"])
def test_what_dies_in_the_middle_of_saving_is_saved_once_it_is_back(server, page, talk, answer, what):
    """The request has arrived and waits for its turn in the database when the process, or its line, dies."""
    with transaction.atomic():
        Dialogue.objects.select_for_update().get(pk=talk.pk)
        answer.fill("Angekommen, aber nie gespeichert")
        until(page, waits)
        if what == "server":
            server.kill()
        assert killed_connections()
    message = UNSAVED if what == "server" else "Noch nicht gespeichert"
    expect(page.locator(STATUS)).to_contain_text(message)
    assert texts(talk) == set()
    if what == "server":
        server.start()
    expect(page.locator(STATUS)).to_contain_text(SAVED)
    assert texts(talk) == {"Angekommen, aber nie gespeichert"}


def test_a_server_killed_before_it_could_say_saved_does_not_put_one_in_conflict_with_oneself(
    server, page, talk, answer
):
    def stored_but_unheard(route):
        route.fetch()
        server.kill()
        route.abort()

    page.route("**/selbsteinschaetzung/**", stored_but_unheard, times=1)
    answer.fill("Gespeichert, aber ohne Antwort")
    expect(page.locator(STATUS)).to_contain_text(UNSAVED)
    assert texts(talk) == {"Gespeichert, aber ohne Antwort"}
    answer.press_sequentially(", und weiter")
    server.start()
    expect(page.locator(STATUS)).to_contain_text(SAVED)
    assert texts(talk) == {"Gespeichert, aber ohne Antwort, und weiter"}


def test_the_window_closed_with_the_server_gone_offers_its_text_again(server, page, talk, answer):
    """Nothing but this window's own copy holds it: the page is left and opened again once the server is back."""
    server.kill()
    answer.fill("Nur noch in diesem Fenster")
    expect(page.locator(STATUS)).to_contain_text(UNSAVED)
    page.goto("about:blank")
    server.start()
    page.goto(field(server.address, talk))
    expect(answer).to_have_value("Nur noch in diesem Fenster")
    expect(page.locator(STATUS)).to_contain_text(SAVED)
    assert texts(talk) == {"Nur noch in diesem Fenster"}
