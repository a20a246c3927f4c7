"""Lists and reports may be read from a streaming replica (REPLICA_URL): the primary has time for those who write.

Only what a page reads that says so with `reading`, only for a request that changes nothing, and not for whoever has
written a moment ago: they see their own change. Forms, duties, accounts and sessions ask the primary always, and so
does everybody while the replica does not answer. It knows all but the last moment; a rule is never asked of it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse

log = logging.getLogger(__name__)
ALIAS = "replica"
READ = ("partners", "sites", "funding", "quality_dialog")  # whose records, by app; not who signs in
WRITTEN = "written_at"  # in the session: when this person last sent something
LEFT_ALONE_SECONDS = 30  # a replica that did not answer
_from: ContextVar[str | None] = ContextVar("read_from", default=None)
_asked_again_at = 0.0


class Router:
    """Django's database router: reads go where the page has said, writes to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The replica inside `reading`; None leaves it to where a record came from, else to the primary."""
        meta = model._meta
        return _from.get() if meta.app_label in READ and meta.label != settings.AUTH_USER_MODEL else "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Always the primary."""
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """What is made on the primary comes to the replica by itself."""
        return db == "default"


class Writes:
    """Middleware: notes in the session of whoever is signed in and sends something when that was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; where there is no replica, nothing is noted."""
        answer = self.get_response(request)
        sent = request.method not in ("GET", "HEAD", "OPTIONS") and ALIAS in connections.settings
        if sent and SESSION_KEY in request.session:  # a stranger has none, and is not given one
            request.session[WRITTEN] = time.time()
        return answer


@contextmanager
def reading(request: HttpRequest) -> Iterator[str | None]:
    """Within, the records of a page may come from the replica: its alias, or None where they do not."""
    alias = ALIAS if _may(request) and _answers() else None
    before = _from.set(alias)
    try:
        yield alias
    finally:
        _from.reset(before)


def reads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Says of a view that all it does is read: inside `reading`. What is not there yet, the primary is asked for."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with reading(request) as alias:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                if alias is None:
                    raise
        return view(request, *args, **kwargs)

    return read


def _may(request: HttpRequest) -> bool:
    if ALIAS not in connections.settings or request.method not in ("GET", "HEAD"):
        return False
    return time.time() - request.session.get(WRITTEN, 0) > settings.REPLICA_LAG_SECONDS


def _answers() -> bool:
    """Whether the replica is there; one that was not is left alone for a while, so that nobody waits for it."""
    global _asked_again_at
    if time.monotonic() < _asked_again_at:
        return False
    try:
        connections[ALIAS].close_if_health_check_failed()
        connections[ALIAS].ensure_connection()
    except OperationalError as error:
        log.warning("the replica does not answer: %s", type(error).__name__)
        _asked_again_at = time.monotonic() + LEFT_ALONE_SECONDS
        return False
    return True
