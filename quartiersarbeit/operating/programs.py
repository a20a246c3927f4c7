"""PostgreSQL's own programs, of the server's version where the machine has them, and how they reach the database."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.db import connection

from quartiersarbeit.ground.postgres import NoDatabaseError, programs

DEBIAN = Path("/usr/lib/postgresql")


def major() -> int:
    """The server's version, as „15“."""
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def program(name: str) -> str:
    """The path of `pg_dump` and its like; NoDatabaseError where there is none that knows this server.

    Where PG_BIN names none: one of the server's own version, Debian's or the one in the PATH or the wheel's; else a
    newer one. An older one refuses, and what a newer one wrote is not read by an older server without more ado.
    """
    if given := os.environ.get("PG_BIN"):
        return str(Path(given) / name)
    versions = {path: _version(path) for path in _there(name)}
    fit = [path for path, version in versions.items() if version == major()]
    newer = [path for path, version in versions.items() if version > major()]
    if not (found := [*fit, *newer]):
        raise NoDatabaseError(
            f"{name} {major()} fehlt: bitte das Paket postgresql-client-{major()} installieren."
        )
    return found[0]


def _there(name: str) -> list[str]:
    """Every program of that name, the likeliest first."""
    places = [str(DEBIAN / str(major()) / "bin" / name), shutil.which(name)]
    with suppress(NoDatabaseError):  # the wheel is no must where Debian has its own
        places.append(str(programs() / name))
    return [place for place in places if place and Path(place).exists()]


@cache
def _version(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.search(r"(\d+)\.?\d*", said)
    return int(number[1]) if number else 0


def reached() -> dict[str, str]:
    """The environment in which these programs reach the database: its password stands in no command line."""
    given = connection.get_connection_params()
    named = {
        "PGHOST": given.get("host"),
        "PGPORT": given.get("port"),
        "PGUSER": given.get("user"),
        "PGPASSWORD": given.get("password"),
        "PGDATABASE": given.get("dbname"),
        "PGSSLMODE": given.get("sslmode"),
        "PGSSLROOTCERT": given.get("sslrootcert"),
    }
    without = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return without | {name: str(value) for name, value in named.items() if value} | {"PGTZ": "UTC"}


def told(error: str) -> str:
    """What such a program said on its standard error, as one line."""
    lines = [line for line in error.splitlines() if line.strip()] or ["keine Angabe"]
    reason = next((line for line in lines if re.search(r"error:|ERROR|FATAL", line)), lines[-1])
    return " ".join(reason.split())
