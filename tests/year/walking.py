"""Walking through the pages as people do: a day, a person, a page, its form filled in and sent.

A form is read off the page as a browser reads it, with everything that stands in it already (what was seen,
fingerprints, versions); only what a person types is given. What a page refuses fails the walk with the reason.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from partners.models import User
from tests.year.asked_again import Again

NOON = time(12, tzinfo=ZoneInfo("Europe/Berlin"))


@contextmanager
def today(on: date) -> Iterator[None]:
    """On that day at noon: everything asks `timezone.now()`, which `localdate()` asks too.

    PostgreSQL knows nothing of it: what a trigger writes with CURRENT_DATE, and the day of the trail, are the
    machine's.
    """
    with patch("django.utils.timezone.now", lambda: datetime.combine(on, NOON)):
        yield


class RefusedError(AssertionError):
    """A page did not do what the walk asked of it."""


class Page:
    """An answer as a person reads it."""

    def __init__(self, address: str, response) -> None:
        self.address, self.status = address, response.status_code
        self.content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
        self.type: str = response.get("Content-Type", "")
        self.told: dict[str, Any] = {}  # what has been read off it

    @property
    def tree(self) -> html.HtmlElement:
        return html.fromstring(self.content.decode(), base_url=f"http://testserver{self.address}")

    @property
    def main(self) -> html.HtmlElement:
        if "main" not in self.told:
            found = self.tree.xpath("//main")
            self.told["main"] = deepcopy(found[0]) if found else self.tree  # the frame around it is let go
        return self.told["main"]

    @property
    def said(self) -> str:
        """The words of the main part, spaces that never break as plain ones."""
        return words(self.main)

    @property
    def wrong(self) -> str:
        """What the page complains about."""
        marks = ("kern-error", "kern-alert--danger", "error", "summary")
        test = " or ".join(f"contains(concat(' ',@class,' '),'{mark}')" for mark in marks)
        return " | ".join(dict.fromkeys(words(one) for one in self.main.xpath(f".//*[{test}]")))

    def addresses(self) -> set[str]:
        return {urlsplit(urljoin(self.address, one)).path for one in self.tree.xpath("//a/@href")}


def words(element: html.HtmlElement) -> str:
    """An element's text, white space as one space."""
    return " ".join(element.text_content().replace("\u00a0", " ").replace("\u00ad", "").split())


class Browser:
    """One person at the pages."""

    def __init__(self, user: User) -> None:
        self.user, self.client, self.signed_in_on = user, Client(), None
        self.again = Again()  # what this person has read
        self.acted_at: set[str] = set()  # the addresses of what this person did since they were last taken

    def reads(self, address: str, *, expected: int = 200) -> Page:
        self._sign_in()
        page = Page(address, self.client.get(address))
        if page.status != expected:
            raise RefusedError(
                f"{self.user.email}, {address}: {page.status} statt {expected}. {self._excerpt(page)}"
            )
        return page

    def comes_to(self, address: str) -> Page:
        """Read a page that may lead on to another one."""
        self._sign_in()
        answer = self.client.get(address)
        return self.reads(answer["Location"]) if answer.status_code == 302 else Page(address, answer)

    def sends(self, address: str, form: str = "", **typed: Any) -> Page:
        """Fill in the form of this page whose action ends with `form`, and send it; the page one is led to."""
        page = self.reads(address)
        return self.fills_in(page, form, **typed)

    def fills_in(self, page: Page, form: str = "", **typed: Any) -> Page:
        chosen = self._form(page, form, typed)
        data: dict[str, Any] = {}
        for name, value in chosen.form_values():
            data.setdefault(name, []).append(value)
        for name, value in typed.items():
            data[name] = _as_typed(value)
        target = urlsplit(urljoin(page.address, chosen.action or "")).path
        self.acted_at |= {page.address, target}
        answer = self.client.post(target, data)
        if answer.status_code not in (200, 302) or (
            answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")
        ):
            refused = Page(target, answer)
            raise RefusedError(f"{self.user.email}, {target}: {answer.status_code}. {self._excerpt(refused)}")
        connection.check_constraints()  # the walk is one transaction, so nothing else asks the deferred ones
        return self.reads(answer["Location"]) if answer.status_code == 302 else Page(target, answer)

    def _form(self, page: Page, action: str, typed: dict) -> html.FormElement:
        forms = [
            one
            for one in page.tree.forms
            if (one.method or "").upper() == "POST" and "logout" not in (one.action or "")
        ]
        fitting = [
            one
            for one in forms
            if (one.action or "").rstrip("/").endswith(action.rstrip("/"))
            and all(name in one.fields or isinstance(value, BytesIO) for name, value in typed.items())
        ]
        if not fitting:
            known = {one.action: sorted(one.fields.keys()) for one in forms}
            wanted = f"kein Formular „{action}“ mit {sorted(typed)}; da sind {known}"
            raise RefusedError(f"{self.user.email}, {page.address}: {wanted}. {self._excerpt(page)}")
        return fitting[0]

    def _excerpt(self, page: Page) -> str:
        if "html" not in page.type:
            return ""
        return (page.wrong or page.said)[:1500]

    def _sign_in(self) -> None:
        if self.signed_in_on != timezone.localdate():
            self.client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
            # Else each page that looks up a person would be another one on each day (`asked_again`).
            User.objects.filter(pk=self.user.pk).update(last_login=None)
            self.signed_in_on = timezone.localdate()


def _as_typed(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, list | tuple | set):
        return [_as_typed(one) for one in value]
    return getattr(value, "pk", value)
