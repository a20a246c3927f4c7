"""What every answer carries, as a security scanner asks it, and that no page has a script or a style in itself."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from quartiersarbeit import health
from tests.access import PUBLISHED
from tests.asking import text_of
from tests.factories import PartnerFactory, ReportFactory
from tests.people import in_group
from tests.test_access import EXPECTED, FOR_SIGNED_IN, FOR_STRANGERS, made

pytestmark = pytest.mark.django_db

CSP = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
AS_PRODUCTION = {
    "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
}


def missing(answer, *, static: bool = False, secure: bool = False) -> list[str]:
    """What a scanner would find wrong with the headers of an answer."""
    wrong = [name for name, value in ALWAYS.items() if answer.headers.get(name) != value]
    if {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")} != CSP:
        wrong.append("Content-Security-Policy")
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if not re.fullmatch("[0-9a-f]{32}", answer.headers.get("X-Request-ID", "")):
        wrong.append("X-Request-ID")
    if static == ("no-store" in answer.headers.get("Cache-Control", "")):
        wrong.append("Cache-Control")
    hsts = answer.headers.get("Strict-Transport-Security", "")
    if secure and hsts != "max-age=31536000; includeSubDomains; preload":
        wrong.append("Strict-Transport-Security")
    if any(name in answer.headers for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin")):
        wrong.append("tells too much")
    return wrong


class Inline(HTMLParser):
    """Collects what a policy without 'unsafe-inline' blocks: scripts, styles, style attributes, handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") in ("application/json", "text/template")  # nothing that a browser runs
        if tag == "style" or (tag == "script" and not given.get("src") and not data):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.found += [f"{tag} {v}" for v in given.values() if v and v.lower().startswith("javascript:")]

    handle_startendtag = handle_starttag


def inline(answer) -> list[str]:
    """What stands inline in a page; nothing of a file."""
    kept = answer.headers.get("Content-Disposition", "").startswith("attachment")
    if answer.streaming or kept or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    parser = Inline()
    parser.feed(answer.content.decode())
    return parser.found


def test_the_parser_finds_what_it_looks_for():
    parser = Inline()
    parser.feed(
        '<script src="a"></script><script type="application/json">{}</script><script>1</script><p style="a">'
        '<style>p{}</style><b onclick="x()"/><a href="javascript:x()">'
    )
    assert parser.found == ["<script>", "p style", "<style>", "b onclick", "a javascript:x()"]


def admin_pages() -> list[str]:
    """Every page of the admin for each model, of one record where there is one."""
    pages = [reverse("admin:index"), reverse("admin:password_change")]
    for model, shown in admin.site._registry.items():
        at = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"{at}_changelist"), f"{reverse(f'{at}_changelist')}?q=a", reverse(f"{at}_add")]
        pages += [reverse("admin:app_list", args=[model._meta.app_label])]
        names = [pattern.name for pattern in shown.get_urls() if pattern.name]
        row = model._default_manager.order_by("pk").first()
        for name in names:
            of_record = name.endswith(("_change", "_delete", "_history", "password_change"))
            if of_record and row:
                pages.append(reverse(f"admin:{name}", args=[row.pk]))
            elif (
                not of_record
                and not name.endswith(("_changelist", "_add"))
                and _reachable(f"admin:{name}", {})
            ):
                pages.append(reverse(f"admin:{name}"))
    return list(dict.fromkeys(pages))


@pytest.fixture(scope="module")
def walked(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> dict[str, tuple[int, list[str], list[str]]]:
    """Every address of the resolver and the admin: its status, what its headers lack, and what stands inline."""
    folder = tmp_path_factory.mktemp("walked")
    found = {}
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        awo, bgw = PartnerFactory(), PartnerFactory()
        people = {
            "verwaltung": in_group("Verwaltung", is_staff=True, is_superuser=True),
            "partner": in_group("Partner", partner=awo),
            "": None,
        }
        own = made(awo, bgw, folder).own
        for role, user in people.items():
            client = Client(raise_request_exception=False)
            if user:
                client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            strange = FOR_STRANGERS if not user else set()
            names = [name for name in {*EXPECTED, *FOR_SIGNED_IN, *strange} if name != "account_logout"]
            pages = [reverse(name, args=own.get(name)) for name in sorted(names) if _reachable(name, own)]
            kept = {reverse(name, args=own.get(name)) for name in PUBLISHED}  # the same for everybody
            for page in [*pages, *(admin_pages() if role == "verwaltung" else [])]:
                answer = client.get(page)
                lacks = missing(answer, static=page in kept and not answer.cookies)
                found[f"{role} {page}"] = answer.status_code, lacks, inline(answer)
        transaction.set_rollback(True)
    return found


def _reachable(name: str, own: dict) -> bool:
    try:
        reverse(name, args=own.get(name))
    except NoReverseMatch:  # wants a key that was mailed
        return False
    return True


@pytest.mark.exhaustive
def test_the_walk_has_seen_pages_of_all_kinds(walked):
    statuses = [status for status, _, _ in walked.values()]
    assert {200, 302, 403, 404, 405} <= set(statuses)
    assert statuses.count(200) > 250
    assert [page for page, (status, _, _) in walked.items() if status >= 500] == []


@pytest.mark.exhaustive
def test_no_page_has_a_script_or_a_style_in_itself(walked):
    assert {page: parts for page, (_, _, parts) in walked.items() if parts} == {}


@pytest.mark.exhaustive
def test_every_answer_carries_the_headers(walked):
    assert {page: wrong for page, (_, wrong, _) in walked.items() if wrong} == {}


# --- Kinds of answers --------------------------------------------------------------------------------


@pytest.fixture
def secure():
    """As in production behind TLS."""
    cache.clear()
    with override_settings(**AS_PRODUCTION):
        yield
    cache.clear()


def test_kinds_of_answers_are_as_a_scanner_wants_them(secure, koordination, client_of):
    client, stranger = Client(), Client()
    client.force_login(koordination, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = stranger.raise_request_exception = False
    sign_in = reverse("account_login")
    report = ReportFactory()
    answers = {
        "page": client.get("/", secure=True),
        "sign-in": stranger.get(sign_in, secure=True),
        "to the sign-in": stranger.get("/", secure=True),
        "bad host": stranger.get("/", secure=True, headers={"host": "evil.example"}),
        "not found": client.get("/gibt-es-nicht/", secure=True),
        "not allowed": client.get(reverse("admin:index"), secure=True),
        "forbidden": client.get(reverse("partners:security_log"), secure=True),
        "method": client.get(reverse("quality_dialog:report_approve", args=[report.pk]), secure=True),
        "export": client.get(f"{reverse('partners:partner_list')}?export=csv", secure=True),
        "file": client.get(reverse("quality_dialog:report_pdf", args=[report.pk]), secure=True),
        "probe": stranger.get(reverse("live"), secure=True),
        "forged": Client(enforce_csrf_checks=True).post(sign_in, {}, secure=True),
    }
    with patch.object(health.watching, "state", side_effect=ZeroDivisionError):
        answers["broken"] = stranger.get(reverse("ready"), secure=True)
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"}):
        typed = {"login": "a@example.org", "password": "b"}
        answers["too many"] = [stranger.post(sign_in, typed, secure=True) for _ in range(2)][1]
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "page": 200,
        "sign-in": 200,
        "to the sign-in": 302,
        "bad host": 400,
        "not found": 404,
        "not allowed": 302,
        "forbidden": 403,
        "method": 405,
        "export": 200,
        "file": 200,
        "probe": 200,
        "forged": 403,
        "broken": 500,
        "too many": 429,
    }
    assert {name: wrong for name, answer in answers.items() if (wrong := missing(answer, secure=True))} == {}
    assert {name: found for name, answer in answers.items() if (found := inline(answer))} == {}
    said = {"bad host": "Diese Anfrage ist nicht zu verstehen", "method": "lässt sich so nicht aufrufen"}
    said |= {"too many": "Zu viele Versuche", "not found": "Diese Seite gibt es nicht"}
    said |= {"forbidden": "Das dürfen Sie mit Ihrem Konto nicht", "broken": "Hier ist etwas schiefgegangen"}
    assert {name: text for name, text in said.items() if text not in text_of(answers[name])} == {}
    assert answers["method"]["Allow"]


def test_plain_http_is_led_to_https_on_the_same_host(secure):
    answer = Client().get("/hilfe/")
    assert (answer.status_code, answer.url) == (301, "https://testserver/hilfe/")
    assert {*missing(answer)} <= {"Cache-Control"}  # nothing of anybody's stands in it


def test_static_files_carry_the_headers_and_may_be_kept():
    answer = Client().get("/static/quartiersarbeit/app.css")
    assert (answer.status_code, missing(answer, static=True)) == (200, [])


def test_cookies_are_this_hosts_alone(secure, koordination):
    koordination.set_password("regen-tanzt-auf-dem-dach")
    koordination.save()
    client = Client()
    client.get(reverse("account_login"), secure=True)
    typed = {"login": koordination.email, "password": "regen-tanzt-auf-dem-dach"}
    client.post(reverse("account_login"), typed, secure=True)
    client.get("/", secure=True)
    cookies = client.cookies.values()
    assert {one.key for one in cookies} == {"__Host-sessionid", "__Host-csrftoken"}
    for one in cookies:
        assert (one["secure"], one["httponly"], one["samesite"], one["path"], one["domain"]) == (
            True,
            True,
            "Lax",
            "/",
            "",
        )


def test_a_request_keeps_the_number_a_trusted_proxy_gave_it_and_no_other():
    given = {"X-Request-ID": "proxy-2026.11_abc"}
    with override_settings(TRUSTED_PROXIES=1):
        assert Client().get(reverse("live"), headers=given)["X-Request-ID"] == "proxy-2026.11_abc"
        for forged in ("kurz", "a b c d e f g h", "x" * 65, "<script>alert(1)</script>"):
            assert Client().get(reverse("live"), headers={"X-Request-ID": forged})["X-Request-ID"] != forged
    assert Client().get(reverse("live"), headers=given)["X-Request-ID"] != given["X-Request-ID"]


PROGRAM = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "TRUSTED_PROXIES", "SECURE_PROXY_SSL_HEADER"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.mark.parametrize(
    ("given", "proxies"),
    [({}, 0), ({"TRUSTED_PROXIES": "2"}, 2), ({"BEHIND_PROXY": "on"}, 1)],
    ids=["no proxy", "two", "the old name"],
)
def test_production_passes_the_deployment_check(given, proxies):
    environment = os.environ | {
        "DEMO": "off",
        "SECURE": "on",
        "SECRET_KEY": "".join(map(chr, range(48, 123))),
        "ALLOWED_HOSTS": "quartiersarbeit.example.org",
        "DATABASE_URL": "postgres://127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "quartiersarbeit.settings",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-c", PROGRAM],
        env={
            name: value
            for name, value in (environment | given).items()
            if name != "DJANGO_ALLOW_ASYNC_UNSAFE"
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "TRUSTED_PROXIES": proxies,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"] if proxies else None,
    }
