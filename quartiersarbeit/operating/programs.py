"""PostgreSQL's own programs, of the server's version where the machine has them, and how they reach the database."""

import os
import re
import shutil
from pathlib import Path

from django.db import connection

from quartiersarbeit.ground.postgres import NoDatabaseError, programs

DEBIAN = Path("/usr/lib/postgresql")


def major() -> int:
    """The server's version, as „15“."""
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def program(name: str) -> str:
    """The path of `pg_dump` and its like; NoDatabaseError where there is none.

    PG_BIN first, then Debian's of the server's version, then the one in the PATH, then the wheel's: a dump that a newer
    program wrote is not read by an older server without more ado.
    """
    if given := os.environ.get("PG_BIN"):
        places = [Path(given)]
    else:
        on_path = shutil.which(name)
        places = [DEBIAN / str(major()) / "bin", *([Path(on_path).parent] if on_path else [])]
    for place in places:
        if (place / name).exists():
            return str(place / name)
    if (found := programs() / name).exists():
        return str(found)
    raise NoDatabaseError(f"{name} fehlt: bitte das Paket postgresql-client-{major()} installieren.")


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
