"""What gunicorn answers to many at once: 8 and 50 connections over a mix of pages, and the memory of its workers.

The clients run on the same machine and take their share of it: the figures are a floor, and to be compared with others
of the same run and machine.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings

from quartiersarbeit.demo.people import PASSWORD
from tests.benchmarks.measuring import keep
from tests.upgrade.databases import throw_away

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
SECONDS = 20
WORKERS, THREADS = 2, 4
MIX = (
    *("/", "/aufgaben/", "/fristen/", "/partner/", "/gespraeche/", "/gespraeche/tafel/", "/vereinbarungen/"),
    *("/standorte/", "/haushalt/", "/auszahlungen/", "/qualitaetsdialog/", "/massnahmen/", "/berichte/"),
    *("/neuigkeiten/", "/hilfe/"),
)


class Browser:
    """One connection that is signed in."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = cookies or {}

    def ask(self, address: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of a page."""
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if data is not None:
            body = urlencode(data)
            heads |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST" if body else "GET", address, body, heads)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name == "Set-Cookie" and (cookie := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[cookie[1]] = cookie[2]
        return answer.status, answer.read().decode()

    def sign_in(self, email: str) -> "Browser":
        _, page = self.ask("/konto/login/")
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        status, _ = self.ask("/konto/login/", hidden | {"login": email, "password": PASSWORD})
        assert status == 302, status
        return self


@contextmanager
def serving():
    """The example data behind gunicorn as it is delivered; its port and its first process."""
    port = 8900 + os.getpid() % 90
    with throw_away("serving") as database:
        database.manage("migrate", "--verbosity", "0")
        database.manage("demo", "--verbosity", "0")
        database.manage("collectstatic", "--noinput", "--verbosity", "0")
        known = os.environ | {
            "DATABASE_URL": database.url,
            "DJANGO_SETTINGS_MODULE": "quartiersarbeit.settings",
        }
        known |= {
            "DEMO": "off",
            "DEBUG": "on",
            "SECURE": "off",
            "SECRET_KEY": "of the benchmark",
            "LOG_JSON": "off",
        }
        known |= {"GUNICORN_BIND": f"127.0.0.1:{port}", "GUNICORN_WORKERS": str(WORKERS)}
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=known | {"GUNICORN_THREADS": str(THREADS)}
        )
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    if Browser(port).ask("/gesundheit/live")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def memory(master: int) -> list[float]:
    """What each worker takes of the machine's memory in MB; what several share is split among them (PSS)."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    rolled = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
    return [int(re.search(r"^Pss:\s+(\d+)", one, re.MULTILINE)[1]) / 1024 for one in rolled]  # type: ignore[index]


def asked(port: int, cookies: dict[str, str], pages: list[str], until: float) -> tuple[list[float], int]:
    """How long each answer took in milliseconds, and how many were none."""
    browser, times, errors = Browser(port, dict(cookies)), [], 0
    for address in cycle(pages):
        start = time.perf_counter()
        if start > until:
            return times, errors
        try:
            errors += browser.ask(address)[0] != 200
        except (OSError, HTTPException):
            errors += 1
            browser = Browser(port, dict(cookies))
        times.append((time.perf_counter() - start) * 1000)
    return times, errors


def test_many_at_once():
    found = {}
    with serving() as (port, master):
        browser = Browser(port).sign_in("koordination@example.org")
        refused = {page: status for page in MIX if (status := browser.ask(page)[0]) != 200}
        assert refused == {}
        print(
            f"\n{'Verbindungen':14}{'Anfragen/s':>12}{'je Kern':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'Fehler':>8}"
        )
        for connections in (8, 50):
            until = time.perf_counter() + SECONDS
            with ThreadPoolExecutor(connections) as all_at_once:
                turns = [[*MIX[n % len(MIX) :], *MIX[: n % len(MIX)]] for n in range(connections)]
                answers = [all_at_once.submit(asked, port, browser.cookies, turn, until) for turn in turns]
            times = [took for one in answers for took in one.result()[0]]
            errors = sum(one.result()[1] for one in answers)
            cut = statistics.quantiles(times, n=100, method="inclusive")
            rate = len(times) / SECONDS
            found[connections] = {
                "rate": rate,
                "p50": cut[49],
                "p95": cut[94],
                "p99": cut[98],
                "errors": errors,
            }
            print(
                f"{connections:<14}{rate:12.1f}{rate / (os.cpu_count() or 1):9.1f}"
                f"{cut[49]:8.0f}{cut[94]:8.0f}{cut[98]:8.0f}{errors:8}"
            )
        workers = memory(master)
    print("Speicher je Arbeiter nach allen Seiten (PSS):", ", ".join(f"{one:.0f} MB" for one in workers))
    keep("serving", {"connections": found, "workers_mb": workers})
