"""A form is stored once: sent a second time, it is answered as it was the first time.

Double click, reload, „Zurück“, a second try after a proxy gave up: the same key (`csrf_token`, templatetags/sending.py)
with the same content is the same submission. The key is taken in the transaction of what the form does, so both are
there or neither is; a second one waits for the first until that is decided. It is kept where the form was answered with
a redirect and no refusal. A form that is shown again with an error has stored nothing and gets a new key.

Not asked: the sign-in and the account's own pages (allauth), which write no record, what a script sends to save
while one types, which may come as often as it likes, and what stores nothing.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString, mark_safe

from quartiersarbeit.ground.transactions import holding_nothing
from quartiersarbeit.ground.unsent import ONCE, TOKEN, held, stores_nothing
from quartiersarbeit.ground.waiting import too_long
from quartiersarbeit.models import SentForm

LONGEST = 64  # letters of a key; ours have 24
RETRY_SECONDS = 5  # what a browser is told that came while the database was busy


class SentOnce:
    """Middleware, the last one: calls the view of a form with a key, or answers as the first time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing of its own: what it does, it does around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any):
        """The answer to a form with a key; None leaves everything else to Django."""
        if not (key := _key(request, view)):
            return None
        try:
            return _once(request, key, view, args, kwargs)
        except DatabaseError as error:
            if not too_long(error):
                raise
            return _busy(request, key=key)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page, or a form without a key, that took too long."""
        return _busy(request) if too_long(error) else None


def _key(request: HttpRequest, view: Callable) -> str:
    if request.method != "POST" or view.__module__.startswith("allauth."):
        return ""
    if request.headers.get("Accept") == "application/json" or stores_nothing(view):
        return ""
    return request.POST.get(ONCE, "")[:LONGEST]


def _once(request: HttpRequest, key: str, view: Callable, args: Any, kwargs: Any) -> HttpResponseBase:
    # Whose, where and which: a key of one person means nothing in another's hands, nor at another address.
    form = _sha256("\n".join((str(request.user.pk), request.path, key)).encode())
    content = _content(request)
    apart = "default" in getattr(view, "_non_atomic_requests", set())
    with transaction.atomic():
        if not SentForm.objects.take(form, content):
            return _answered_before(request, SentForm.objects.get(pk=form), content)
        with holding_nothing() if apart else nullcontext():
            answer = view(request, *args, **kwargs)
        if not connection.needs_rollback:
            _note(request, form, answer)
    return answer


def _note(request: HttpRequest, form: str, answer: HttpResponseBase) -> None:
    """How it was answered; a form that was refused may be sent again as it is."""
    said = list(_said(request))
    done = isinstance(answer, HttpResponseRedirect) and all(level < messages.ERROR for level, *_ in said)
    taken = SentForm.objects.filter(pk=form)
    if done:
        taken.update(location=answer["Location"], said=said)
    else:
        taken.delete()


def _said(request: HttpRequest) -> Iterator[tuple[int, str, str, bool]]:
    """What the page that comes next will say, as this request has told it."""
    told: Any = messages.get_messages(request)
    for one in told._queued_messages:
        text = one.message
        yield one.level, str(text), one.extra_tags or "", isinstance(text, SafeString)


def _answered_before(request: HttpRequest, first: SentForm, content: str) -> HttpResponse:
    """To the same place with the same words; with other content, a page that asks what was meant."""
    if first.content != content:
        return held(request, 409, changed=first.location)
    for level, text, tags, safe in first.said:
        said = mark_safe(text) if safe else text  # noqa: S308  as the first answer said it
        messages.add_message(request, level, said, tags)
    return HttpResponseRedirect(first.location)


def _busy(request: HttpRequest, *, key: str = "") -> HttpResponse:
    """503: what was typed, to be sent again under the same key, so that nothing is stored twice."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    answer = held(request, 503, busy=True, once_key=key)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _content(request: HttpRequest) -> str:
    """The check sum of all that was sent, files among it, but for tokens and keys."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in (TOKEN, ONCE))
    files = [
        (name, one.name, _file_sha256(one)) for name, many in sorted(request.FILES.lists()) for one in many
    ]
    return _sha256(json.dumps([typed, files]).encode())


def _file_sha256(file) -> str:
    seen = hashlib.sha256()
    for part in file.chunks():
        seen.update(part)
    file.seek(0)
    return seen.hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
