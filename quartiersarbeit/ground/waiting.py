"""Nobody waits for ever: how long our connections wait for others, and whether one has waited too long.

The bounds stand in the connection's options, so the database itself keeps them. Only the server's processes set them
(`quartiersarbeit/wsgi.py`): a migration, a restore or a report may take its time. They read this before the apps are
loaded, so nothing here may need a model; the page for who would wait longer is in `quartiersarbeit/sent_once.py`.
"""

from django.conf import settings
from django.db import Error, connections

from quartiersarbeit.ground.transactions import state_of

TOO_LONG = ("55P03", "57014", "25P03")  # a lock not got, a statement cancelled, a transaction left open


def bounds() -> dict[str, int]:
    """PostgreSQL's parameters in milliseconds; what is set to 0 is left to the database's role.

    None behind a pgbouncer: it takes no options of a connection, and says the bounds itself (`connect_query`).
    """
    if settings.POOLED:
        return {}
    seconds = {
        "lock_timeout": settings.LOCK_TIMEOUT_SECONDS,
        "statement_timeout": settings.STATEMENT_TIMEOUT_SECONDS,
        "idle_in_transaction_session_timeout": settings.IDLE_IN_TRANSACTION_SECONDS,
    }
    return {name: int(given * 1000) for name, given in seconds.items() if given}


def bound() -> None:
    """Give these bounds to every connection that this process opens from now on."""
    options = connections.settings["default"].setdefault("OPTIONS", {})
    said = " ".join(f"-c {name}={value}" for name, value in bounds().items())
    if said and said not in options.get("options", ""):
        options["options"] = f"{options.get('options', '')} {said}".strip()


def too_long(error: BaseException) -> bool:
    """Whether the database has ended something because it took too long."""
    return isinstance(error, Error) and state_of(error) in TOO_LONG
