"""Databases of one's own on the tests' server, with the programs that dump and restore them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from django.conf import settings

from quartiersarbeit.ground.postgres import Server, programs

ROOT = Path(settings.BASE_DIR)

# pg_dump's comments with versions, its word against a foreign dump, and a setting that PostgreSQL 15 does not know.
NOISE = r"^--.*\n|^\\(?:un)?restrict .*\n|^SET transaction_timeout = 0;\n"


class Database:
    """One database, by its name."""

    def __init__(self, name: str) -> None:
        entry = settings.DATABASES["default"]
        self.name = name
        self.given = {
            "host": entry.get("HOST") or "",
            "port": str(entry.get("PORT") or 5432),
            "user": entry.get("USER") or "",
            "password": entry.get("PASSWORD") or "",
        }

    @property
    def url(self) -> str:
        """For DATABASE_URL; a socket's folder stands behind the question mark."""
        given = {key: quote(value, safe="") for key, value in self.given.items()}
        at = f"{given['user']}:{given['password']}@" if given["password"] else f"{given['user']}@"
        if self.given["host"].startswith("/"):
            return f"postgres://{at}/{self.name}?{urlencode({'host': self.given['host']})}"
        return f"postgres://{at}{given['host']}:{given['port']}/{self.name}"

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor whose statements stand at once."""
        given = {key: value for key, value in self.given.items() if value}
        with closing(psycopg2.connect(dbname=self.name, **given, options="-c timezone=UTC")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    def start(self, *command: str) -> subprocess.Popen[str]:
        """`manage.py command` on this database, as a process of its own."""
        known = os.environ | {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "quartiersarbeit.settings"}
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=known | {"DEMO": "off", "DEBUG": "on"},  # the example data on a database that has a name
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def manage(self, *command: str) -> str:
        """What `manage.py command` says; RuntimeError with that where it fails."""
        process = self.start(*command)
        said, _ = process.communicate(timeout=300)
        if process.returncode:
            raise RuntimeError(f"manage.py {' '.join(command)}:\n{said}")
        return said

    def run(self, program: str, *arguments: str) -> str:
        """What one of PostgreSQL's programs says of this database; RuntimeError where it fails."""
        place = [f"--{key}={self.given[name]}" for key, name in PLACE.items() if self.given[name]]
        done = subprocess.run(
            [programs() / program, *place, f"--dbname={self.name}", "--no-password", *arguments],
            env=os.environ | {"PGPASSWORD": self.given["password"], "PGTZ": "UTC"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}:\n{done.stderr}")
        return done.stdout

    def dumped(self, *what: str) -> str:
        """The database as SQL, without what only says which programs wrote it."""
        text = self.run("pg_dump", "--no-owner", "--no-privileges", *what)
        return re.sub(NOISE, "", text, flags=re.MULTILINE)

    def restore(self, dump: Path) -> None:
        """Read such SQL into this empty database: all of it or nothing."""
        whole = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction")
        self.run("psql", *whole, "--output=/dev/null", f"--file={dump}")


def of_server(server: Server) -> Database:
    """The one database of an embedded server of one's own."""
    entry = server.django()
    one = Database(entry["NAME"])
    one.given |= {"host": entry["HOST"], "port": entry["PORT"], "user": entry["USER"], "password": ""}
    return one


PLACE = {"host": "host", "port": "port", "username": "user"}


@contextmanager
def throw_away(purpose: str, copied: str = "template0") -> Iterator[Database]:
    """A database that is gone afterwards: an empty one, or a copy of one in which nobody works at that moment."""
    name = f"{purpose}_{os.getpid()}"
    server = Database("postgres")
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        # Who was there before and has not gone yet: a copy waits for nobody longer than five seconds.
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [copied])
        cursor.execute(f'CREATE DATABASE {name} TEMPLATE "{copied}"')
    try:
        yield Database(name)
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
