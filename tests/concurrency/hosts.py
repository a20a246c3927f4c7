"""A gunicorn of one's own for a test, and people who sign in there and send their forms until they are answered."""

import os
import shutil
import signal
import subprocess
import sys
import time
from http.client import HTTPException

from django.conf import settings

from tests.first_day import Visitor, browser
from tests.test_postgres import _status, a_free_port

PASSWORD = "regen-tanzt-auf-dem-dach"


def debian(name: str) -> str | None:
    """A program of Debian's, which for a user is not always in the PATH."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")


class Host:
    """One app host: a gunicorn with two processes, that can be killed and started again."""

    def __init__(self, url: str, **more: str) -> None:
        self.url, self.more, self.port = url, more, a_free_port()
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
        command += ["--workers", "2", "--threads", "4", "--log-level", "critical", "--no-control-socket"]
        env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": self.url} | self.more
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | env | {"SECURE": "off"},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ready(self) -> None:
        until = time.monotonic() + 90
        while _status(self.port) != 200:
            assert time.monotonic() < until, "gunicorn does not answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """No goodbye, to master and workers alike."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


def signed_in(address: str, user) -> Visitor:
    """Somebody at this address, by password."""
    if not user.check_password(PASSWORD):  # a new one would end the sessions that are
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return Visitor(browser(address)).open("/konto/login/").send({"login": user.email, "password": PASSWORD})


def sent_until_answered(visitor: Visitor, path: str, form: dict[str, str]) -> list[str]:
    """Send the same form again and again until it is stored, as a person does; the pages that were met before."""
    met: list[str] = []
    for _ in range(300):
        try:
            status, _, text = visitor.fetch("POST", path, form)
        except (OSError, HTTPException):
            status, text = 0, ""
        if status == 302:
            return met
        assert status in (0, 502, 503, 504), (status, text[:2000])
        met.append(text)
        time.sleep(0.2)
    raise AssertionError("never answered")


def writing(visitor: Visitor, number: int, over: float) -> list[tuple[str, list[str]]]:
    """Enter one partner after the other until that moment: each name that was acknowledged, and the pages before."""
    done: list[tuple[str, list[str]]] = []
    while time.monotonic() < over:
        try:
            form = visitor.open("/partner/neu/").page.forms[-1]
        except (OSError, HTTPException, AssertionError):  # its host, or its database, was killed under it
            time.sleep(0.2)
            continue
        name = f"Verein {number}-{len(done)}-{os.urandom(4).hex()}"
        facts = {"name": name, "short_name": name[-12:], "name_after_mit": f"dem {name}", "sector": "housing"}
        done.append((name, sent_until_answered(visitor, "/partner/neu/", form.filled(facts))))
    return done
