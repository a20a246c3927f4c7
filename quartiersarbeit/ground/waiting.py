"""Nobody waits for ever: how long our connections wait for others, and the page that says so.

The bounds stand in the connection's options, so the database itself keeps them. Only the server's processes set them
(`quartiersarbeit/wsgi.py`): a migration, a restore or a report may take its time.
"""

from django.conf import settings
from django.db import Error, connection, connections
from django.http import HttpRequest, HttpResponse

from quartiersarbeit.ground.transactions import state_of
from quartiersarbeit.ground.unsent import held

TOO_LONG = ("55P03", "57014", "25P03")  # a lock not got, a statement cancelled, a transaction left open
RETRY_SECONDS = 5


def bounds() -> dict[str, int]:
    """PostgreSQL's parameters in milliseconds; what is set to 0 is left to the database's role."""
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


def busy(request: HttpRequest, *, key: str = "") -> HttpResponse:
    """503: what was typed, to be sent again under the same key, so that nothing is stored twice."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    answer = held(request, 503, busy=True, once_key=key)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
