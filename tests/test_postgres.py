"""The embedded PostgreSQL, and what a person at the terminal reads when there is no database."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace

import pytest

from quartiersarbeit.ground import postgres
from quartiersarbeit.ground.postgres import NoDatabaseError, Server

pytestmark = pytest.mark.exhaustive  # servers of its own

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog", "templates")
PRODUCTION = {
    "DEMO": "off",
    "DEBUG": "off",
    "SECRET_KEY": "long-enough",
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgres://127.0.0.1:1/none",
}
DEMO = PRODUCTION | {"DEMO": "on", "DATABASE_URL": ""}
LONG = "so lang wie die Namen tief verschachtelter Ordner " * 3


def psql(server: Server, sql: str) -> str:
    """The server's answer to `sql`."""
    code, output = server._run("psql", *server._reached, "-d", "postgres", "-XAqt", "-c", sql)
    assert code == 0, output
    return output


def manage(*command: str, checkout: Path = CHECKOUT, **env: str) -> SimpleNamespace:
    """`manage.py command` with the environment `env`: exit code and what was said."""
    done = subprocess.run(
        [sys.executable, str(checkout / "manage.py"), *command],
        env=_environment(env),
        capture_output=True,
        text=True,
        timeout=60,
    )
    return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr)


def _environment(given: dict[str, str]) -> dict[str, str]:
    strange = ("DJANGO_SETTINGS_MODULE", "PG_BIN", "PORT", "SECURE")
    return {k: v for k, v in os.environ.items() if k not in strange} | given


def lives(process: int | None) -> bool:
    """Whether a process of this number runs; a zombie that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder every user may enter: pytest's own are closed to the server's user if we are root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def guarded(folder: Path) -> Iterator[str]:
    """The address, without user and database, of a server that wants a password from its guests."""
    server = Server(folder, "Wächter", durable=False).ensure_running()
    psql(server, "create role guest login password 'right'")
    rules = server.data / "pg_hba.conf"
    rules.write_text("local all guest scram-sha-256\n" + rules.read_text())
    psql(server, "select pg_reload_conf()")
    yield f"?host={server.socket}"
    server.release()


# --- DATABASE_URL ----------------------------------------------------------------------------------


def test_an_address_becomes_djangos_entry():
    entry = postgres.database("postgresql://anna:p%40ss@db.example.org:5433/kiez?sslmode=require", CHECKOUT)
    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kiez",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": 5433,
        "OPTIONS": {"sslmode": "require", "connect_timeout": postgres.CONNECT_SECONDS},
    }


def test_without_an_address_it_is_the_embedded_server_and_nothing_is_started(tmp_path):
    entry = postgres.database("", tmp_path)
    assert (entry["NAME"], entry["HOST"], list(tmp_path.iterdir())) == (
        "quartiersarbeit",
        str(Server(tmp_path).socket),
        [],
    )


@pytest.mark.parametrize(
    "address",
    [
        "kiez",
        "mysql://a:geheim@b/c",
        "postgres://a:geheim@b",
        "postgres://a:geheim@b:x/c",
        "postgres://[::1/c",
    ],
)
def test_a_malformed_address_is_refused_without_telling_the_password(address):
    with pytest.raises(NoDatabaseError, match="keine gültige PostgreSQL-Adresse") as refusal:
        postgres.database(address, CHECKOUT)
    assert "geheim" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://a/b", "keine gültige PostgreSQL-Adresse"),
        ("postgres://anna:geheim@127.0.0.1:1/kiez", "Keine Verbindung: der Datenbankserver auf 127.0.0.1"),
        (
            "postgres://anna:geheim@nirgends.invalid/kiez",
            "Keine Verbindung: der Datenbankserver auf nirgends",
        ),
        ("postgres://guest:wrong@/postgres{guarded}", "Anmeldung abgelehnt"),
        ("postgres://guest@/postgres{guarded}", "Anmeldung abgelehnt"),
        ("postgres://guest:right@/kiez{guarded}", "Datenbank „kiez“ oder Benutzer „guest“ unbekannt"),
    ],
)
def test_a_wrong_database_url_gives_one_sentence(address, says, guarded):
    ended = manage(
        "migrate",
        "--check",
        "--skip-checks",
        **PRODUCTION | {"DATABASE_URL": address.format(guarded=guarded)},
    )
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1), ended.err
    assert ended.err.startswith(says) or says in ended.err
    assert "geheim" not in ended.err


def test_an_error_of_another_kind_is_not_taken_for_a_lost_connection():
    deadlock = RuntimeError("deadlock detected")
    deadlock.__cause__ = type("Cause", (Exception,), {"pgcode": "40P01"})()
    assert postgres.refusal(deadlock, {}) is None


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without_its_settings(name):
    ended = manage("check", **PRODUCTION | {name: ""})
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1), ended.err
    assert ended.err.startswith(f"{name} fehlt: ")


@pytest.mark.parametrize("debug", ["on", "off"])
def test_the_demo_never_starts_on_a_database_that_somebody_named(debug):
    ended = manage("check", **PRODUCTION | {"DEMO": "on", "DEBUG": debug})
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1), ended.err
    assert ended.err.startswith("DEMO=on und DATABASE_URL schließen einander aus: ")


def test_a_file_left_from_the_demo_does_not_turn_production_into_it(checkout):
    (checkout / ".env").write_text("DEMO=on\nSECRET_KEY=of-the-demo\n")
    given = {name: value for name, value in PRODUCTION.items() if name != "DEMO"}
    inherited = {name: value for name, value in _environment(given).items() if name != "DEMO"}
    command = [sys.executable, str(checkout / "manage.py"), "check"]
    try:
        ended = subprocess.run(command, env=inherited, capture_output=True, text=True, timeout=60)
    finally:
        (checkout / ".env").unlink()
    assert (ended.returncode, str(checkout / ".env") in ended.stderr) == (1, True), ended.stderr


def test_the_demo_may_name_its_own_server():
    own = f"postgres://quartiersarbeit@/quartiersarbeit?host={Server(CHECKOUT).socket}"
    ended = manage("version", **DEMO | {"DATABASE_URL": own})
    assert (ended.code, ended.err) == (0, "")


def test_production_without_its_settings_is_one_sentence_from_cron_and_for_the_server_too(tmp_path, checkout):
    """Cron starts in another folder and brings no variables."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(checkout)}
    said = [
        subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, text=True, timeout=60)
        for command in (
            [sys.executable, str(checkout / "manage.py"), "remind"],
            [sys.executable, "-c", "import quartiersarbeit.wsgi"],
        )
    ]
    sentence = "fehlt: Im Produktivbetrieb muss die Umgebungsvariable"
    assert [(one.returncode, one.stdout, one.stderr.count("\n")) for one in said] == [(1, "", 1)] * 2, said
    assert all(sentence in one.stderr for one in said)


# --- the embedded server --------------------------------------------------------------------------


def test_missing_programs_give_one_sentence():
    ended = manage("check", **DEMO | {"PG_BIN": "/nirgends"})
    assert (ended.code, ended.err) == (1, "PG_BIN zeigt auf /nirgends, dort liegt kein PostgreSQL.\n")


def test_a_folder_that_cannot_be_used_gives_one_sentence(folder):
    (folder / "Datei").touch()
    with pytest.raises(NoDatabaseError, match=r"kann in .*Datei nicht arbeiten"):
        Server(folder, "Datei").ensure_running()


@pytest.mark.parametrize("name", ["Größe und Maß", 'it\'s a, "quoted" one', LONG])
def test_the_server_works_in_a_folder_of_any_name(name, folder):
    (folder / name).mkdir()
    server = Server(folder / name, durable=False).ensure_running()
    process = server.pid()
    assert psql(server, "select upper('größe')") == "GRÖSSE" or psql(server, "select upper('ü')") == "Ü"
    server.release()
    assert not lives(process)


def test_the_server_stays_as_long_as_another_process_uses_it(folder):
    server = Server(folder, "gemeinsam", durable=False).ensure_running()
    process = server.pid()
    visit = "import sys; from pathlib import Path; from quartiersarbeit.ground.postgres import Server; "
    visit += "Server(Path(sys.argv[1]), 'gemeinsam', durable=False).ensure_running()"
    subprocess.run([sys.executable, "-c", visit, str(folder)], cwd=CHECKOUT, check=True)
    assert (server.pid(), lives(process)) == (process, True)
    with pytest.raises(NoDatabaseError, match="wird gerade benutzt"):
        Server(folder, "gemeinsam").remove()
    server.release()
    assert (server.pid(), lives(process)) == (None, False)


def test_what_was_written_survives_the_sudden_death_of_the_server(folder):
    server = Server(folder, "dauerhaft").ensure_running()
    psql(server, "create table kept as select 42 as answer")
    os.kill(server.pid(), signal.SIGKILL)
    assert psql(server.ensure_running(), "select answer from kept") == "42"
    server.release()


def test_a_throw_away_server_keeps_what_was_stopped_in_order(folder):
    server = Server(folder, "ordentlich", durable=False).ensure_running()
    psql(server, "create table kept as select 42 as answer")
    server.release()
    assert psql(server.ensure_running(), "select answer from kept") == "42"
    server.release()


def test_a_throw_away_server_that_was_killed_starts_empty(folder):
    server = Server(folder, "getötet", durable=False).ensure_running()
    psql(server, "create table kept as select 42 as answer")
    os.kill(server.pid(), signal.SIGKILL)
    assert psql(server.ensure_running(), "select to_regclass('kept') is null") == "t"
    server.release()


def test_removing_it_leaves_nothing(folder):
    server = Server(folder, "weg", durable=False).ensure_running()
    process = server.pid()
    server.release()
    server.remove()
    assert (server.base.exists(), lives(process)) == (False, False)


# --- manage.py serve, which is `make run` --------------------------------------------------------


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_said_before_anything_is_started():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = manage("serve", PORT=str(port), **PRODUCTION)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"Port {port} ist belegt: bitte einen anderen wählen, zum Beispiel: PORT=8001 make run\n"
    )


def test_a_port_that_is_no_number_gives_one_sentence():
    ended = manage("serve", PORT="achttausend", **PRODUCTION)
    assert ended.err == "PORT muss eine Zahl zwischen 1 und 65535 sein, nicht „achttausend“.\n"


def _status(port: int) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/gesundheit/live")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def test_serve_ends_with_zero_and_leaves_no_process(checkout):
    # One after the other: the first start sets everything up, the second finds it.
    assert [_served_until(stop, checkout) for stop in (signal.SIGINT, signal.SIGTERM)] == [
        (0, None, False, ["gunicorn", "worker"], [])
    ] * 2


def _served_until(stop: signal.Signals, checkout: Path) -> tuple[int, int | None, bool, list[str], list[str]]:
    """Exit code of a server that has answered and then got the signal; what answers and what lives after it.

    The last two are what it had started, and what of that is still there.
    """
    port = a_free_port()
    # Not the demo: loading its data is tested elsewhere and would only take time here.
    env = _environment(PRODUCTION | {"DEBUG": "on", "ALLOWED_HOSTS": "127.0.0.1", "DATABASE_URL": ""})
    command = [sys.executable, str(checkout / "manage.py"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as serving:
        until = time.monotonic() + 300  # all migrations, on a machine that does other things too
        # The worker follows the page.
        while (
            (_status(port) != 200 or len(_children(serving.pid)) < 2)
            and serving.poll() is None
            and time.monotonic() < until
        ):
            time.sleep(0.1)
        database, started, answered = Server(checkout).pid(), _children(serving.pid), _status(port)
        was_running = lives(database)
        serving.send_signal(stop)  # before anything can fail: the block waits for its end
        code = serving.wait(60)
        assert (answered, was_running) == (200, True)
        left = [name for process, name in started.items() if lives(process)]
        return code, _status(port), lives(database), sorted(started.values()), left


def _children(parent: int) -> dict[int, str]:
    """The number of each process this one has started, and which it is."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return {
        int(process): name
        for process, above, command in rows
        for name in ("gunicorn", "worker")
        if above == str(parent) and f" {name} " in f"{command} "
    }


@pytest.fixture(scope="module")
def checkout(folder: Path) -> Iterator[Path]:
    """A copy of the project in a folder with an awkward name, where no other server runs."""
    copy = folder / "Kopie für Müller & Söhne"
    copy.mkdir()
    for file in ("manage.py", "pyproject.toml"):
        shutil.copy(CHECKOUT / file, copy)
    for package in PACKAGES:
        shutil.copytree(CHECKOUT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    yield copy
    Server(copy).remove()
