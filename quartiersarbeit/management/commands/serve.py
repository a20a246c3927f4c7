"""`make run`: from an empty folder, or one that was used before, to a server that answers and a worker beside it."""

import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from types import FrameType
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command

from quartiersarbeit.demo import migrated, ready
from quartiersarbeit.demo.people import ACCOUNTS, DOMAIN, PASSWORD

HOST = "127.0.0.1"
ANSWER_SECONDS = 60
GOODBYE_SECONDS = 10
WORKERS, THREADS = 2, 4


class Command(BaseCommand):
    help = "Bringt Datenbank, Beispieldaten und statische Dateien auf Stand und startet den Server."
    requires_system_checks = []  # one second less; `make check` runs them all

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *args: Any, port: str, **options: Any) -> None:
        """Serve until SIGINT, SIGTERM or SIGHUP, then stop all that was started and exit with 0."""
        for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(stop, _interrupt)
        try:
            number = free_port(port)
            self.prepare()
            self.serve(number)
        except KeyboardInterrupt:
            self.stdout.write("\nBeendet.")

    def prepare(self) -> None:
        """Migrations, demo data and static files, each only if something is missing."""
        migrated(self.stdout.write)
        ready(self.stdout.write)
        self.collect_static()

    def collect_static(self) -> None:
        """Collect and compress the static files unless they are as they were the last time."""
        note = settings.BASE_DIR / ".run" / "static"
        now = _static_fingerprint()
        if note.exists() and note.read_text() == now and settings.STATIC_ROOT.exists():
            return
        self.stdout.write("Statische Dateien werden gesammelt …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        note.parent.mkdir(exist_ok=True)
        note.write_text(now)

    def serve(self, port: int) -> None:
        """Run gunicorn and the worker until told to stop; exits with 1 if gunicorn ends by itself."""
        with _running(_gunicorn(port), _environment()) as server:
            self.wait_for_answer(server, port)
            self.greet(port)
            with _running(
                _worker(), _worker_environment()
            ):  # mail may wait for the page, not the page for it
                code = server.wait()
        raise SystemExit(f"Der Server hat sich unerwartet beendet (Code {code}).")

    def wait_for_answer(self, server: subprocess.Popen[bytes], port: int) -> None:
        until = time.monotonic() + ANSWER_SECONDS
        while not _answers(port):
            if server.poll() is not None:
                raise SystemExit("Der Server ist nicht gestartet; der Grund steht in den Zeilen darüber.")
            if time.monotonic() > until:
                raise SystemExit(f"Der Server antwortet nach {ANSWER_SECONDS} Sekunden noch nicht.")
            time.sleep(0.1)

    def greet(self, port: int) -> None:
        lines = [f"\nQuartiersarbeit läuft: http://{HOST}:{port}/   (Beenden mit Strg+C)"]
        if settings.DEMO:
            lines.append(f"\nDemo-Konten, Passwort für alle: {PASSWORD}")
            lines += [f"  {f'{name}@{DOMAIN}':<26} {role}" for name, (_, role) in ACCOUNTS.items()]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def free_port(given: str) -> int:
    """The port's number; exits with one sentence if it is none or somebody listens there."""
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise SystemExit(f"PORT muss eine Zahl zwischen 1 und 65535 sein, nicht „{given}“.")
    port = int(given)
    hint = f"bitte einen anderen wählen, zum Beispiel: PORT={8002 if port == 8001 else 8001} make run"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does: TIME_WAIT is no user
        try:
            probe.bind((HOST, port))
        except OSError as error:
            state = "ist belegt" if error.errno == errno.EADDRINUSE else "darf nicht benutzt werden"
            raise SystemExit(f"Port {port} {state}: {hint}") from None
    return port


def _interrupt(number: int, frame: FrameType | None) -> None:
    # Once is enough: impatient second keystrokes must not interrupt the tidying up.
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    raise KeyboardInterrupt


def _gunicorn(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "quartiersarbeit.wsgi", "--bind", f"{HOST}:{port}"),
        *("--preload", "--workers", str(WORKERS), "--threads", str(THREADS), "--graceful-timeout", "5"),
        *("--chdir", str(settings.BASE_DIR), "--log-level", "warning", "--no-control-socket"),
    ]


def _worker() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--verbosity", "0"]


def _environment() -> dict[str, str]:
    """What gunicorn's workers need to know: a drawn SECRET_KEY must be the same for all of them."""
    plain_http = {"SECURE": "off"} if settings.DEMO else {}
    return os.environ | plain_http | {"SECRET_KEY": settings.SECRET_KEY}


def _worker_environment() -> dict[str, str]:
    """The demo's mail goes into files: on the screen it would hide the address and the accounts."""
    folder = quote(str(settings.BASE_DIR / ".run" / "mail"))
    return ({"EMAIL_URL": f"filemail:///{folder}"} if settings.DEMO else {}) | _environment()


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)  # directly: urllib would ask the machine's proxy
    try:
        connection.request("GET", "/gesundheit/live")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own, so that Ctrl-C reaches it only through us; it ends with the block."""
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # reaches it and its workers, nobody else
            process.wait()


def _static_fingerprint() -> str:
    """Changes whenever a static file comes, goes or changes."""
    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list(None):
            stat = os.stat(storage.path(name))
            seen.update(f"{name}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
