"""What nobody's form would send, at every address and in the admin, as each role: never a 500, never another's data.

Some requests of each kind in `make exhaustive`, five thousand as each role in `make soak`. Which ones says a seed, so
what failed once fails again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from lxml import html

from partners.models import User
from tests.factories import PartnerFactory
from tests.people import in_group
from tests.soaking import SOAK
from tests.test_access import EXPECTED, World, made
from tests.test_every_answer import admin_pages

pytestmark = [pytest.mark.django_db, pytest.mark.soak, pytest.mark.exhaustive]

SEED = 20_261_126
REQUESTS = 5_000 if SOAK else 120  # as each role
FOREIGN = "Zeisigwald"  # the organisation that nobody of these belongs to, in its name and in all it wrote
LEFT_OUT = ("account_logout", "logout", "/passwor", "/password")  # what ends the sign-in ends the walk
VALUES = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud7ff",
        "\uffff",
        "e\u0301",
        "\u202e\u202d",
        "😀" * 50,
        "x" * 20_000,
        "0",
        "-1",
    ),
    *(
        "9" * 40,
        "1e400",
        "NaN",
        "inf",
        "-0",
        "1,50",
        "1.000,00 €",
        "٣",
        "true",
        "null",
        "[]",
        "{}",
        "31.02.2026",
    ),
    *(
        "2026-13-45",
        "0001-01-01",
        "9999-12-31",
        "25:61",
        "%_\\",
        "' OR 1=1 --",
        '";',
        "{{ 7*7 }}",
        "{% debug %}",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "+49",
        "-cmd",
        "<script>alert(1)</script>",
        "[[figure]]",
        "../../etc/passwd",
        "//evil",
    ),
    *(
        "javascript:alert(1)",
        "%00",
        "%ff%fe",
        "\r\nSet-Cookie: a=b",
        "a,b;c",
        "2147483648",
        "9223372036854775808",
    ),
)
NAMES = (
    *(
        "q",
        "page",
        "sort",
        "export",
        "stand",
        "jahr",
        "am",
        "wessen",
        "art",
        "seite",
        "year",
        "next",
        "frist",
    ),
    *(
        "partner",
        "site",
        "standort",
        "von",
        "bis",
        "neu",
        "form",
        "id",
        "pk",
        "_popup",
        "_to_field",
        "o",
        "p",
        "all",
    ),
)
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PURGE", "PROPFIND")
BODIES = (
    ("application/json", b'{"a": [1,'),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\x00\r\n\r\n"),
    ("multipart/form-data", b"--"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"a=%ff%fe%00&a=&=&&"),
    ("application/x-www-form-urlencoded", b"a" * 3_000_000),
    ("application/octet-stream", bytes(range(256))),
)


@dataclass
class Form:
    """A form as a page has it: where it is sent, and the names of its fields."""

    address: str
    fields: list[str]


@dataclass
class Fuzzed:
    """What came of one role's requests."""

    sent: int
    broken: list[str]
    told: list[str]
    answered: set[int]


def addresses(world: World) -> list[str]:
    """Every address with a record of its own, and with one of somebody else's."""
    found = []
    for records in (world.own, world.foreign):
        for name in EXPECTED:
            try:
                found.append(reverse(name, args=records.get(name)))
            except NoReverseMatch:
                continue
    return [one for one in dict.fromkeys(found) if not any(part in one for part in LEFT_OUT)]


def forms(client: Client, pages: list[str], chance: random.Random) -> Iterator[Form]:
    """The forms of some of the pages."""
    for address in chance.sample(pages, min(len(pages), 400 if SOAK else 25)):
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"] or answer.streaming:
            continue
        for one in html.fromstring(answer.content).forms:
            if (one.method or "").upper() == "POST" and not any(
                part in (one.action or "") for part in LEFT_OUT
            ):
                yield Form(one.action or address, [name for name in one.fields if name])


def changed(address: str, chance: random.Random) -> str:
    """The address with one of its parts in another's place."""
    parts = address.split("/")
    at = [number for number, part in enumerate(parts) if part]
    if not at:
        return address
    parts[chance.choice(at)] = chance.choice(
        ("0", "99999999999999999999", "-1", "%00", "%ff", "..", "a" * 300, "é", "1%2F2")
    )
    return "/".join(parts)


def request(client: Client, chance: random.Random, pages: list[str], sendable: list[Form]) -> tuple[str, Any]:
    """One request: what it was, in words, and its answer."""
    kind = chance.choice(("query", "query", "path", "method", "body", "host", "form", "form", "form", "form"))
    address = chance.choice(pages)
    values = [chance.choice(VALUES) for _ in range(chance.randint(1, 4))]
    if kind == "query":
        given = {chance.choice(NAMES): values if chance.random() < 0.3 else values[0] for _ in range(2)}
        return f"GET {address} {str(given)[:200]}", client.get(address, given)
    if kind == "path":
        address = changed(address, chance)
        return f"GET {address[:200]}", client.get(address)
    if kind == "method":
        method = chance.choice(METHODS)
        return f"{method} {address}", client.generic(method, address)
    if kind == "body":
        type_, content = chance.choice(BODIES)
        return f"POST {address} {type_}", client.generic("POST", address, content, content_type=type_)
    if kind == "host":
        host = chance.choice(("evil.example", "testserver:99999", "a\x00b", "[::1", "ü.example"))
        return f"GET {address} von {host!r}", client.get(address, headers={"host": host})
    form = chance.choice(sendable)
    data: dict[str, Any] = {}
    for name in form.fields:
        if chance.random() < 0.85:  # the others are missing
            data[name] = (
                chance.choice(VALUES) if chance.random() < 0.8 else [chance.choice(VALUES) for _ in range(3)]
            )
    if chance.random() < 0.15:
        data[chance.choice(form.fields or ["a"])] = SimpleUploadedFile(
            "b\x00.pdf", b"%PDF-1.7 \x00\xff", "text/html"
        )
    return f"POST {form.address} {str(data)[:300]}", client.post(form.address, data)


def fuzz(user: User | None, world: World) -> Fuzzed:
    """As many requests as asked for; each is undone before the next."""
    chance = random.Random(f"{SEED} {user and user.email}")
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    pages = addresses(world)
    if user and user.is_staff:
        pages += [one for one in admin_pages() if not any(part in one for part in LEFT_OUT)]
    sendable = [*forms(client, pages, chance)] or [Form(reverse("account_login"), ["login", "password"])]
    result = Fuzzed(0, [], [], set())
    for _ in range(REQUESTS):
        undone = transaction.savepoint()
        what, answer = request(client, chance, pages, sendable)
        result.sent += 1
        result.answered.add(answer.status_code)
        if answer.status_code >= 500 and answer.status_code != 503:
            result.broken.append(f"{what}: {answer.status_code}")
        if FOREIGN in _text(answer) and FOREIGN not in what:
            result.told.append(what)
        transaction.savepoint_rollback(undone)
    return result


def _text(answer: HttpResponse) -> str:
    if answer.streaming or "text" not in answer.get("Content-Type", "text"):
        return ""
    return answer.content.decode("utf-8", "replace")


ROLES = ("Koordination", "Freigabe", "Revision", "Gremium", "Partner", "Verwaltung", "")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_sent_breaks_a_page_or_opens_anothers(db, role, tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path), transaction.atomic():
        own, foreign = PartnerFactory(), PartnerFactory(name=f"{FOREIGN} e. V.", short_name=FOREIGN)
        world = made(own, foreign, tmp_path)
        facts = {"is_staff": True, "is_superuser": False} if role == "Verwaltung" else {}
        user = in_group(role, partner=own if role == "Partner" else None, **facts) if role else None
        found = fuzz(user, world)
    assert found.broken == []
    assert found.told == [] or role not in ("Partner", "Gremium", "")
    assert (found.sent, len(found.answered) > 3) == (REQUESTS, True)
