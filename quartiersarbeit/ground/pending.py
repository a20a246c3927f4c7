"""An uploaded table between its dry run and its confirmation: kept in the cache, for the one who uploaded it.

Nothing of it is a file. The session knows the one upload that may be confirmed, so a name somebody made up reads
nothing; a new dry run, the confirmation, signing out or half an hour end it.
"""

import secrets

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.http import HttpRequest

KEPT_SECONDS = 30 * 60
SESSION_KEY = "import_upload"
PREFIX = "import-upload-"


def kept(content: bytes) -> str:
    """Keep an upload under a new random name; the name."""
    name = secrets.token_urlsafe(32)
    cache.set(PREFIX + name, bytes(content), KEPT_SECONDS)
    return name


def wait_for(request: HttpRequest, name: str, kind: str) -> None:
    """From now on this session confirms this upload of rows of `kind`, and no other."""
    request.session[SESSION_KEY] = [name, kind]


def content_of(request: HttpRequest, kind: str) -> bytes | None:
    """The upload of rows of `kind` that this session may confirm; None where there is none, or it is no longer kept."""
    name, of_kind = request.session.get(SESSION_KEY) or ("", "")
    return cache.get(PREFIX + name) if name and of_kind == kind else None


def forget(request: HttpRequest) -> None:
    """Whatever this session has uploaded and not confirmed is gone."""
    found = request.session.pop(SESSION_KEY, None)
    if found:
        cache.delete(PREFIX + found[0])


def tidy() -> int:
    """Delete what the cache's table still holds although its time is over; how many rows. Other caches do it alone."""
    backend = caches[DEFAULT_CACHE_ALIAS]
    if not isinstance(backend, DatabaseCache):
        return 0
    connection = connections[router.db_for_write(backend.cache_model_class)]
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(backend._table)  # type: ignore[attr-defined]
        cursor.execute(f"DELETE FROM {table} WHERE expires < clock_timestamp()")  # noqa: S608
        return cursor.rowcount
