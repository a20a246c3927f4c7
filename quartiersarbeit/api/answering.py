"""Who reads, how often, and how a refusal reads: problem+json (RFC 9457), whatever was wrong.

The token alone says who asks; a browser's session counts for nothing here. It is counted by the minute in the cache
that all processes share, as failed sign-ins are: for a token, and for an address whose tokens open nothing.
"""

import sys
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from partners.models import ApiToken, SecurityKind, User
from partners.security import note
from quartiersarbeit.ground import answers
from quartiersarbeit.ground.arriving import client_address
from quartiersarbeit.ground.identity import has_second_factor
from quartiersarbeit.ground.limits import asked_this_minute, seconds_left
from quartiersarbeit.ground.replica import reads

ROOT = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
TITLES = {
    401: "Nicht angemeldet",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "Hier wird nur gelesen",
    422: "Nicht verstanden",
    429: "Zu viele Abfragen",
    500: "Fehler bei uns",
    503: "Gerade nicht zu erreichen",
}
ASK_FOR_ONE = (
    "Senden Sie Ihr Zugangswort mit: Authorization: Bearer qa_… Sie bekommen es auf der Seite „Mein Konto“. Ein "
    "Zugangswort gilt nicht mehr, wenn es ersetzt oder zurückgezogen ist, das Konto gesperrt oder die Zeit der Person "
    "hier beendet ist."
)
NO_RIGHT = "Mit Ihren Rollen sehen Sie das nicht, auch nicht auf den Seiten der Anwendung."
NO_FACTOR = "Ihre Rolle verlangt einen zweiten Faktor. Richten Sie ihn zuerst auf der Seite „Mein Konto“ ein."
NOT_THERE = "Das gibt es nicht, oder Sie sehen es nicht."
ONLY_READ = "Diese Schnittstelle ändert nichts. Fragen Sie mit GET."
# What each parameter takes, as the refusal says it.
TAKEN = {
    "page": "eine ganze Zahl von 1 bis 100000",
    "page_size": "eine ganze Zahl von 1 bis 100",
    "on": "ein Tag von 2000-01-01 bis heute, geschrieben JJJJ-MM-TT",
}
REFUSED_PER_MINUTE = 30  # tokens that open nothing, from one address


BROKEN = "Hier ist etwas schiefgegangen; wer die Anwendung betreibt, erfährt davon."
AWAY = "Die Datenbank antwortet gerade nicht. Fragen Sie in einer Minute noch einmal."


class Wrong(Schema):
    """A parameter that was not understood, and what it takes."""

    name: str
    detail: str


class Problem(Schema):
    """A refusal, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Wrong] | None = None


REFUSALS = dict.fromkeys(TITLES.keys() - {405}, Problem)


def problem(
    status: int, detail: str, *, errors: list[dict[str, str]] | None = None, **headers: Any
) -> HttpResponse:
    """The refusal as an answer."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
    }
    if errors:
        told["errors"] = errors
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JsonResponse(told, status=status, content_type=MEDIA_TYPE, headers=named)


class LimitedError(HttpError):
    """More was asked than is answered in a minute."""

    def __init__(self) -> None:
        super().__init__(
            429, "In dieser Minute ist es genug. Fragen Sie nach der Zeit in Retry-After weiter."
        )


def _limit(whose: str, most: int, person: int | None = None) -> None:
    """Refuse what is over the limit; the log is told once a minute."""
    asked = asked_this_minute(whose)
    if asked == most + 1:
        note(SecurityKind.TOO_MANY, person=person)
    if asked > most:
        raise LimitedError


class Token(HttpBearer):
    """A person's token, and the right that the page beside it asks for."""

    openapi_bearerFormat = "qa_…"  # noqa: N815  Ninja's name

    def __init__(self, permission: str, takes: Collection[str]) -> None:
        super().__init__()
        self.permission, self.takes = permission, takes

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The person whose token it is; a refusal for any other text, and for whoever may not read this."""
        on = timezone.localdate()
        user = ApiToken.objects.owner(token.strip(), on)
        if user is None:
            _limit(f"address:{client_address(request)}", REFUSED_PER_MINUTE)
            note(SecurityKind.TOKEN_REFUSED)
            raise AuthenticationError(401, ASK_FOR_ONE)
        request.user = user
        _limit(f"person:{user.pk}", settings.API_PER_MINUTE, person=user.pk)
        if not user.roles_today.isdisjoint(settings.MFA_ROLES) and not _has_shown_two(user):
            raise HttpError(403, NO_FACTOR)
        if not user.has_perm(self.permission):
            raise HttpError(403, NO_RIGHT)
        if unknown := [name for name in request.GET if name not in self.takes]:
            raise ValidationError(
                [{"loc": (name,)} for name in unknown]
            )  # a slip of the pen would ask for all
        _note_first(user, on)
        return user


def _has_shown_two(user: User) -> bool:
    """Whether there is a second factor, here or at the city's identity service, whose session the token outlives."""
    return has_second_factor(user) or user.socialaccount_set.exists()  # type: ignore[attr-defined]


def _note_first(user: User, on: date) -> None:
    """The security log says of each day that a program has read, not how often."""
    key = f"api:read:{user.pk}:{on}"
    if not cache.get(key) and cache.add(key, 1, 26 * 3600):
        note(SecurityKind.TOKEN_USED, person=user.pk)


class Reads(NinjaAPI):
    """Ninja's interface, whose refusals are problems in the description, too."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """OpenAPI 3.1."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    answer["description"] = TITLES.get(int(status), "Gelesen")
                    if int(status) in TITLES:
                        answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
        return schema

    @property
    def addresses(self) -> tuple:
        """As `urls`, each address outside the login and the forms of the pages, and a word for all others."""
        patterns, app, namespace = self.urls
        for pattern in patterns:
            pattern.callback = _answered(pattern.callback)
        return patterns, app, namespace


def _answered(view: Any) -> Callable[..., HttpResponse]:
    read = reads(view)

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return problem(405, ONLY_READ, Allow="GET, HEAD")
        method, request.method = (
            request.method,
            "GET",
        )  # of HEAD the server sends what stands above the content
        try:
            return read(request, *args, **kwargs)
        except Http404:
            return problem(404, NOT_THERE)
        finally:
            request.method = method

    answered.login_required = False  # type: ignore[attr-defined]
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def nothing_there(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else lies below the interface's address."""
    return problem(404, NOT_THERE)


nothing_there.login_required = False  # type: ignore[attr-defined]
nothing_there.csrf_exempt = True  # type: ignore[attr-defined]


def broken(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: what breaks is a problem for programs, too, and a page for people."""
    if not request.path.startswith(ROOT):
        return answers.broken(request)
    if answers.is_away(sys.exc_info()[1]):
        return problem(503, AWAY, Retry_After=str(answers.ASK_AGAIN))
    return problem(500, BROKEN)


def refuses(api: NinjaAPI) -> None:
    """Let every refusal read alike; what breaks is broken, and the house's own page says so."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        headers: dict[str, Any] = {}
        if error.status_code == 401:
            headers = {"WWW_Authenticate": "Bearer"}
        elif error.status_code == 429:
            headers = {"Retry_After": str(seconds_left())}
        detail = ASK_FOR_ONE if error.status_code == 401 else error.message
        return problem(error.status_code, detail, **headers)

    def unseen(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(404, NOT_THERE)

    def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
        names = dict.fromkeys(str(one["loc"][-1]) for one in error.errors)
        wrong = [{"name": name, "detail": _takes(name)} for name in names]
        return problem(422, " ".join(one["detail"] for one in wrong), errors=wrong)

    api.add_exception_handler(HttpError, refused)
    api.add_exception_handler(Http404, unseen)
    api.add_exception_handler(ValidationError, not_understood)


def _takes(name: str) -> str:
    return f"„{name[:40]}“: {TAKEN[name]}." if name in TAKEN else f"„{name[:40]}“ gibt es hier nicht."
