"""An uploaded table between its dry run and its confirmation: kept in the cache, for the one who uploaded it.

Nothing of it is a file. The session knows the one upload that may be confirmed, so a name somebody made up reads
nothing; a new dry run, the confirmation, signing out or half an hour end it.
"""

import secrets
from dataclasses import dataclass

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.http import HttpRequest
from import_export.tmp_storages import BaseStorage

KEPT_SECONDS = 30 * 60
SESSION_KEY = "import_upload"
PREFIX = "import-upload-"


class PendingUpload(BaseStorage):
    """django-import-export's temporary storage, in the cache."""

    def save(self, data: bytes) -> None:
        """Keep the upload under a new random name."""
        self.name = secrets.token_urlsafe(32)
        cache.set(PREFIX + self.name, bytes(data), KEPT_SECONDS)

    def read(self) -> bytes:
        """The upload; FileNotFoundError where it is none, or no longer kept."""
        data = cache.get(PREFIX + self.name) if self.name else None
        if data is None:
            raise FileNotFoundError(self.name)
        return data

    def remove(self) -> None:
        """Forget it."""
        cache.delete(PREFIX + self.name)


@dataclass(frozen=True)
class Waiting:
    """The upload that this session may confirm: its name and what its rows are."""

    name: str
    model: str


def wait_for(request: HttpRequest, name: str, model: str) -> None:
    """From now on this session confirms this upload, and no other."""
    request.session[SESSION_KEY] = [name, model]


def waiting(request: HttpRequest, model: str) -> Waiting | None:
    """The upload of rows of `model` that this session may confirm; None where there is none."""
    found = request.session.get(SESSION_KEY)
    return Waiting(*found) if found and found[1] == model else None


def forget(request: HttpRequest) -> None:
    """Whatever this session has uploaded and not confirmed is gone."""
    found = request.session.pop(SESSION_KEY, None)
    if found:
        PendingUpload(name=found[0]).remove()


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
