"""Where a request comes from: the client's address behind the trusted proxies, and the request's own number.

`TRUSTED_PROXIES` says how many proxies of ours stand in front of the app. Each of them appends to `X-Forwarded-For`
whom it was asked by, so as many entries from the right are ours to believe, and everything further left is what a
client claims. Without a proxy the header is a claim altogether.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_READABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")  # what a proxy may call a request; else the name is ours
_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


def client_address(request: HttpRequest) -> str:
    """The address (IPv4 or IPv6, without port) the client was seen at by the outermost proxy of ours.

    A header with fewer entries than there are proxies did not pass all of them; its first entry was then written by
    the proxy nearest to the client. Empty where no address is known, as on a unix socket without a proxy.
    """
    proxies = settings.TRUSTED_PROXIES
    named = [one for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    said = named[-min(proxies, len(named))] if proxies and named else ""
    return _address(said) or _address(request.META.get("REMOTE_ADDR", ""))


def _address(said: str) -> str:
    """The address in its one spelling; empty where it is none. A port behind it is left out."""
    said = said.strip()
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        found = ip_address(said)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def request_id(request: HttpRequest) -> str:
    """The number of this request, as its answer and every line about it carry it."""
    return getattr(request, "request_id", "")


def asking() -> HttpRequest | None:
    """The request that is being answered; None where there is none, as in a command."""
    return _asking.get()


class Arriving:
    """Middleware, the outermost: gives each request its number, or keeps the one a trusted proxy gave it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with the number in `X-Request-ID`."""
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
        number = given if _READABLE.fullmatch(given) else uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]
        token = _asking.set(request)
        try:
            answer = self.get_response(request)
        finally:
            _asking.reset(token)
        answer[HEADER] = number
        return answer


class OneLine(logging.Filter):
    """What is refused is one line in the log, with its request's number; a traceback is for what broke.

    A 403 has its line from the security log, so Django's is left out; only why a form was taken for a forged one is
    kept, for a wrong CSRF_TRUSTED_ORIGINS is found by it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        about = getattr(record, "request", None)  # known to Django's own lines, which come after the answer
        record.request_id = getattr(about or asking(), "request_id", "-")
        status = getattr(record, "status_code", 0)
        refused = record.name.startswith("django.security")
        if refused or 400 <= status < 500:
            record.exc_info = record.exc_text = None
        return status != 403 or record.name == "django.security.csrf"
