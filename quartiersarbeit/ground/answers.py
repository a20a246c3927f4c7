"""What every answer carries, whatever it is: no copy is kept of it, and no other site makes use of it.

Static files are not among those that are never kept: they are the same for everybody. Nor are the pages that say
themselves that they are (`kept_by_all`).
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404, resolve
from django.views.defaults import bad_request, server_error

UNUSED = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
NO_STORE = "no-store"
OPEN = "public"  # in Cache-Control: the same for everybody, whoever is signed in


# How PostgreSQL says that it is not there: shut down, crashed, starting, no connection left, or nothing at all.
AWAY = ("57P", "08", "53")
ASK_AGAIN = 30  # seconds


def is_away(error: BaseException | None) -> bool:
    """Whether a request broke because the database did not answer, and not because of what was asked of it."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code.startswith(AWAY)


def broken(request: HttpRequest) -> HttpResponse:
    """Where something broke: while the database is away, 503 and a page that says so; else the ordinary one.

    Both pages ask the database nothing, not even who is signed in.
    """
    return _away() if is_away(sys.exc_info()[1]) else server_error(request)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where a request is none that can be answered: 400, but 503 where only the database went away meanwhile.

    Of a session that could not be noted any more Django says that whoever asked was wrong.
    """
    behind: BaseException | None = exception
    while behind is not None and not is_away(behind):
        behind = behind.__cause__ or behind.__context__
    return bad_request(request, exception) if behind is None else _away()


def _away() -> HttpResponse:
    answer = HttpResponse(loader.get_template("503.html").render(), status=503)
    answer["Retry-After"] = str(ASK_AGAIN)
    return answer


def kept_by_all(answer: HttpResponse, seconds: int) -> HttpResponse:
    """Says of an answer that it is the same for everybody, so that any cache may keep it for so long."""
    answer["Cache-Control"] = f"{OPEN}, max-age={seconds}"
    return answer


def is_open(answer: HttpResponse) -> bool:
    """Whether it is the same for everybody; what carries somebody's cookie never is."""
    return answer.headers.get("Cache-Control", "").startswith(OPEN) and not answer.cookies


class Closed:
    """Middleware: answers, static files among them, are for this site's own pages, which use no device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with both headers."""
        answer = self.get_response(request)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", UNUSED)
        return answer


class NeverKept:
    """Middleware below the static files: no browser and no proxy keeps a page, a file, a refusal or a redirect.

    For the signed out as well: whether somebody is signed in need not be asked, and nobody forgets to ask it. Only
    what is the same for everybody is kept, and says so itself; a session's cookie that goes out with it ends that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; one to a method that an address does not know has a page, too."""
        answer = self.get_response(request)
        if answer.status_code == 405 and not answer.content:
            allowed = answer["Allow"]
            answer = render(request, "405.html", {"above": above(request.path_info)}, status=405)
            answer["Allow"] = allowed
            answer._has_been_logged = True  # type: ignore[attr-defined]  # by the view that said so
        if not is_open(answer) and NO_STORE not in answer.headers.get("Cache-Control", ""):
            answer["Cache-Control"] = NO_STORE
        return answer


def above(path: str) -> str:
    """The address of the page under which this one lies: where the button of an act stands."""
    while (path := path.rstrip("/").rpartition("/")[0]) != "":
        with suppress(Resolver404):
            if _is_page(resolve(f"{path}/").func):
                return f"{path}/"
    return "/"


def _is_page(view: Any) -> bool:
    """Whether an address can be looked at: Django's `require_POST` and its like keep the methods in their closure."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        kept = dict(zip(names, getattr(view, "__closure__", None) or (), strict=False))
        if (methods := kept.get("request_method_list")) and "GET" not in methods.cell_contents:
            return False
        view = getattr(view, "__wrapped__", None)
    return True
