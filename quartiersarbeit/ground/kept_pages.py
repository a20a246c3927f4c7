"""Pages that somebody looks at again are not made again while all they rest on stands as it stood (`ground.kept`).

A page is kept for one person alone, under all that is known of them – whatever of it changes, a name, a right, unread
news, makes another page of it –, the whole address and the day. The permission is asked before, each time. What a page
says once is not kept: one with a message, one that wrote something, or that answers with anything but a page. The
tokens of its forms are drawn anew each time it is shown.

What asks the clock for more than the day, or the session, must not be kept (`tests/test_kept_pages.py`).
"""

import hashlib
import re
import secrets
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from quartiersarbeit.ground import replica
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.unsent import ONCE, TOKEN

_pages: Kept[bytes | None] = Kept(most=256, twice=True)  # packed, each has some kilobytes
_DRAWN = re.compile(rf'(<input type="hidden" name="(?:{TOKEN}|{ONCE})" value=")[^"]*'.encode())
_PLACE = re.compile(rf'(?<=<input type="hidden" name=")({TOKEN}|{ONCE})" value="'.encode())


def kept_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that only looks: what it shows one person is kept. Stands below whatever asks who may see it."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        told = messages.get_messages(request)
        plain = request.method == "GET" and not len(told) and replica.ALIAS not in connections.settings  # type: ignore[arg-type]
        if not plain or getattr(user, "known", None) is None:
            return view(request, *args, **kwargs)
        made: list[HttpResponse] = []

        def make() -> bytes | None:
            made.append(view(request, *args, **kwargs))
            return None if len(told) else _packed(made[0])  # type: ignore[arg-type]

        kind = request.resolver_match and request.resolver_match.view_name
        page = _pages.of(_key(request, user), make, kind=kind, seen=user.seen)
        return made[0] if made else HttpResponse(_unpacked(page, request))

    shown.is_kept = True  # type: ignore[attr-defined]
    return shown


def forget() -> None:
    """Begin with nothing, as after other settings."""
    _pages.forget()


def _key(request: HttpRequest, user: Any) -> bytes:
    """All that a page depends on beside records; what the city is called, a process reads for all pages at once."""
    may = user.sees_for, user.fading, sorted(user.get_all_permissions())
    asked = request.build_absolute_uri(), timezone.localdate(), city(), user.known, *may
    return hashlib.sha256(repr(asked).encode()).digest()


def _packed(answer: HttpResponse) -> bytes | None:
    """A page without its tokens; None of an answer that is more, or less, than a page."""
    plain = answer.status_code == 200 and not answer.streaming and not answer.cookies
    if not plain or {*answer.headers.items()} != {("Content-Type", "text/html; charset=utf-8")}:
        return None
    return zlib.compress(_DRAWN.sub(rb"\1", answer.content), 1)


def _unpacked(page: bytes | None, request: HttpRequest) -> bytes:
    """The page with tokens of its own."""
    token = get_token(request).encode()

    def drawn(found: re.Match[bytes]) -> bytes:
        value = token if found[1] == TOKEN.encode() else secrets.token_urlsafe(18).encode()
        return found[0] + value

    return _PLACE.sub(drawn, zlib.decompress(page or b""))
