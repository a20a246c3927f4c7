"""The tests' database: each worker's own, copied in a moment from a pattern that the migrations have made.

Migrating takes seconds, copying a fraction of one. The pattern stays for the next run and is named after all
it is made of, so that a changed migration makes it anew and the one before it goes. What a test leaves behind
reaches no other run, even if it was killed: each has a copy of its own.
"""

import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from quartiersarbeit.ground.postgres import NAME

PATTERN, OWN = f"pattern_{NAME}_", f"test_{NAME}_"
IMPORTED = re.compile(rf"^(?:from|import) ({NAME}[\w.]*)", re.MULTILINE)
PATTERN_LOCK = 20_210_126  # any number that no other program on the server takes


def made_of(folder: Path) -> str:
    """A fingerprint of all that decides what a migrated database holds."""
    files = set(folder.glob("*/migrations/*.py"))
    imported = {name for file in files for name in IMPORTED.findall(file.read_text(encoding="utf-8"))}
    files |= {file for name in imported if (file := folder / f"{name.replace('.', '/')}.py").exists()}
    files |= {
        folder / "quartiersarbeit" / "settings.py",
        folder / "requirements" / "base.txt",
    }  # other people's
    found = hashlib.sha256(str(folder).encode())  # checkouts may share a server
    for file in sorted(files):
        found.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[Any]:
    """A cursor beside all databases; one process at a time, so that nobody copies what another one makes."""
    beside = psycopg2.connect(**connection.get_connection_params() | {"dbname": "postgres"})
    beside.autocommit = True
    try:
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PATTERN_LOCK])
            yield cursor
    finally:
        beside.close()


def _names(cursor, beginning: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [beginning])
    return [name for (name,) in cursor.fetchall()]


def _drop(cursor, names: list[str]) -> None:
    for name in names:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def pattern() -> str:
    return f"{PATTERN}{made_of(settings.BASE_DIR)}"


def tidy(*, anew: bool) -> None:
    """Drop what older migrations and killed runs have left; with `anew` the pattern of these migrations, too."""
    with _alone() as cursor:
        if settings.SERVER is not None:  # another one may have other guests
            _drop(cursor, [name for name in _names(cursor, PATTERN) if name != pattern()])
            _drop(cursor, [name for name in _names(cursor, OWN) if _abandoned(name)])
        if anew:
            _drop(cursor, [pattern()])


def _abandoned(name: str) -> bool:
    """Whether the process that a run's database is named after has gone."""
    with suppress(ValueError, PermissionError):
        try:
            os.kill(int(name.removeprefix(OWN).split("_")[0]), 0)
        except ProcessLookupError:
            return True
    return False


def copy(worker: str) -> str:
    """Give this worker a database of its own; its name."""
    name = settings.DATABASES["default"]["TEST"]["NAME"] + (f"_{worker}" if worker else "")
    with _alone() as cursor:
        if pattern() not in _names(cursor, PATTERN):
            _migrate(cursor)
        _drop(cursor, [name])
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{pattern()}"')
    _use(name)
    return name


def _migrate(cursor) -> None:
    """Make the pattern; under another name first, so that no half one is ever copied."""
    unfinished = f"{OWN}{os.getpid()}_unfinished"
    connection.settings_dict["TEST"]["NAME"] = unfinished
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{pattern()}"')


SWEPT_EVERY = 100  # tests; sweeping takes half a second


def sweep() -> None:
    """Clear away the rows that tests have undone: nobody else does it here, and each later question wades through."""
    name = settings.DATABASES["default"]["NAME"]
    beside = psycopg2.connect(**connection.get_connection_params() | {"dbname": name})
    try:
        beside.autocommit = True
        with beside.cursor() as cursor:
            cursor.execute("VACUUM (SKIP_LOCKED, TRUNCATE off)")
    finally:
        beside.close()


def drop(name: str) -> None:
    connection.close()
    with _alone() as cursor:
        _drop(cursor, [name])


class Rows:
    """All rows of the database, to be put back: quicker than to write them once more.

    Rows go in as they came out, past triggers and foreign keys: the verbs that made them have been asked once.
    """

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}
        self.sequences: list[tuple[str, int]] = []

    def keep(self) -> None:
        with connection.cursor() as cursor:
            for table in _filled(cursor):
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows := io.BytesIO())
                self.rows[table] = rows.getvalue()
            cursor.execute(
                "SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE last_value > 0"
            )
            self.sequences = cursor.fetchall()

    @transaction.atomic
    def put_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW session_replication_role")
            (before,) = cursor.fetchone()
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in _filled(cursor):
                cursor.execute(f'DELETE FROM "{table}"')
            for table, rows in self.rows.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.BytesIO(rows))
            cursor.executemany("SELECT setval(%s, %s)", self.sequences)
            cursor.execute(
                f"SET LOCAL session_replication_role = {before}"
            )  # a test's own transaction goes on
        ContentType.objects.clear_cache()


def _filled(cursor) -> list[str]:
    """The tables that hold rows: few of them after most tests, and emptying all would take ten times as long."""
    tables = connection.introspection.table_names(cursor)
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables)
    cursor.execute(asked)
    return [name for (name,) in cursor.fetchall()]


PRISTINE = Rows()  # what the migrations wrote: the roles, the permissions, the kinds of content
