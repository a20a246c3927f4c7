"""Reading pages cheaply: the view, its template and its file, without what every request does again and again.

A `Desk` is one person for as long as nothing changes: looked up once, asked for its permissions once, without
session, cookies and savepoint. What is drawn twice from the same is drawn once: the key is everything that the
drawing function is given. What need not be asked again, and why that is certain, says `asked_again`.
"""

import copy
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import docx
import openpyxl
import pymupdf
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.template import Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from partners.models import User
from quartiersarbeit.ground import frame, spreadsheet
from quartiersarbeit.ground.paper import document, typeset, word
from tests.year.asked_again import Again
from tests.year.walking import Page

ASKED = RequestFactory()


class Desk:
    """One person reading, while the records stay as they are."""

    def __init__(self, user: User, again: Again) -> None:
        self.again = again
        self.user = User.objects.select_related("partner").get(pk=user.pk)
        self.user.last_login = None  # signing in changes it, so that no page could be the same again
        may = sorted(self.user.get_all_permissions())
        self.who = repr((values(self.user), self.user.partner and values(self.user.partner), may))
        self.on = timezone.localdate()

    def asks(self, address: str) -> Page:
        """The page as the whole stack would answer it, with a sign where today is written (see `asked_again`)."""
        path = address.split("?")[0]
        is_text = not path.endswith((".pdf", ".docx", ".xlsx", ".zip")) and "export=xlsx" not in address
        made = (self.who, address)
        return self.again.asks(made, lambda _: Page(address, self._answer(address)), self.on, signs=is_text)

    def _answer(self, address: str) -> HttpResponse:
        request = ASKED.get(address)
        # What a page looks up about a person belongs to what that page is made of, so none uses another's.
        request.user, request.session = copy.copy(self.user), SessionStore()
        request._messages = CookieStorage(request)
        request.resolver_match = found = resolve(request.path_info)
        try:
            answer = found.func(request, *found.args, **found.kwargs)
        except PermissionDenied:
            return HttpResponse(status=403)
        except Http404:
            return HttpResponseNotFound()
        return answer.render() if hasattr(answer, "render") else answer


def values(record: Model) -> list[tuple[str, str]]:
    """All a record's fields."""
    return [(one.attname, str(getattr(record, one.attname))) for one in record._meta.concrete_fields]


# --- Drawn once --------------------------------------------------------------------------------------


def once(draw: Callable, key: Callable[..., Hashable]) -> Callable:
    """The same function, asked once for the same."""
    known: dict[Hashable, Any] = {}

    def drawn(*given: Any) -> Any:
        given = tuple([*one] if isinstance(one, Iterator) else one for one in given)
        asked = key(*given)
        if asked not in known:
            known[asked] = draw(*given)
        return known[asked]

    return drawn


def _of_paper(paper: document.Paper) -> str:
    return json.dumps(document.to_json(paper), sort_keys=True)


def _of_workbook(title: str, columns: Any, rows: Any, above: Any, total: Any) -> Hashable:
    heads = tuple((str(one.label), one.kind, one.letters) for one in columns)
    cells = tuple(tuple(map(repr, map(spreadsheet.cell, row))) for row in (*rows, total))
    return title, heads, cells, repr(above)


@contextmanager
def drawing_once() -> Iterator[None]:
    """Papers and workbooks are drawn once each, wherever their drawing function has been imported to.

    Django's tests copy every template's context; nobody here asks for the copies. Nor for the number of news in each
    page's header: with it every page would be another one after each step.
    """
    with ExitStack() as kept:
        kept.enter_context(patch.object(frame, "unread_news", lambda user: 0))
        for draw in (typeset.pdf, word.docx):
            again = once(draw, _of_paper)
            for module in [one for one in sys.modules.values() if getattr(one, "__file__", None)]:
                for name in [name for name, value in vars(module).items() if value is draw]:
                    kept.enter_context(patch.object(module, name, again))
        workbook = once(spreadsheet._xlsx, _of_workbook)
        kept.enter_context(patch.object(spreadsheet, "_xlsx", workbook))
        kept.enter_context(
            patch.object(Template, "_render", lambda self, context: self.nodelist.render(context))
        )
        yield


# --- The words of a file -----------------------------------------------------------------------------


@cache
def printed(content: bytes) -> str:
    """All words of a PDF, without what only divides them."""
    with pymupdf.open(stream=content, filetype="pdf") as pages:
        return joined("".join(page.get_text() for page in pages))


@cache
def written(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


@cache
def calculated(content: bytes) -> list[list]:
    """The rows of a workbook's sheet."""
    return [[*row] for row in openpyxl.load_workbook(io.BytesIO(content)).active.values]


@cache
def packed_in(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def joined(text: str) -> str:
    """Letters and digits as they follow each other: where a line breaks differs from paper to paper."""
    return re.sub(r"[\s\u00ad\u200b\u2060-]+", "", text)
