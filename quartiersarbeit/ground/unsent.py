"""What was sent after the login had run out: it is shown again, to be sent once more; nothing of it is stored.

Autosave (see autosave.js) brings text through an expired login by itself. This is for the ordinary button, with or
without JavaScript: a form that arrives without a login, or with the token of an earlier one, is answered with a
page that holds what was typed, under the same names, at the same address. It holds nothing else: a stranger
reads there what the stranger wrote.

Only for forms of this house: a browser names the page a form was sent from (`Origin`). Elsewhere somebody could
prepare a text and have it sent by a click on a page that looks like ours.
"""

from typing import Any, NamedTuple

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure as plain_csrf_failure

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of the field, no token
ONCE = (
    "einmal"  # the field with a form's one-time key (templatetags/sending.py, quartiersarbeit/sent_once.py)
)
ACTING_FOR = "acting_for"  # the organisation for which a form was filled in (`ground.acting`)
NOT_TYPED = (TOKEN, ONCE, ACTING_FOR)  # what a form brings along by itself
ACCOUNT = ("account_", "mfa_")  # addresses of the account: passwords and codes are never written to a page


def stores_nothing(view: Any) -> bool:
    """Whether what is sent there is only read: a form without a token changes nothing, for whoever it was filled in.

    Nobody looks into it before the page itself does, which may have its own way to take in a file.
    """
    return getattr(view, "csrf_exempt", False)


class Typed(NamedTuple):
    """One field as it was sent."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether somebody wrote it: a choice, a number or a key is one word."""
        return len(self.value.split()) > 1


class SignedIn(LoginRequiredMiddleware):
    """Everything needs a login; who sends a form after it has run out gets the text back."""

    def handle_no_permission(self, request: HttpRequest, view_func):
        """The page with what was typed; for all other requests the login."""
        return given_back(request) or super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of an earlier login: its text, with the token of this one; else the page that says what to do."""
    return given_back(request) or plain_csrf_failure(request, reason)


def given_back(
    request: HttpRequest, *, confirm: str = "", status: int = 403, **more: Any
) -> HttpResponse | None:
    """A page with what was sent and a button to send it once more; None where that must not be.

    `confirm` is where the person confirms first, in another window, that it is they who act; `more` is what else the
    page is to say.
    """
    if not (request.method == "POST" and _by_a_person(request) and _from_this_house(request)):
        return None
    return (
        held(request, status, confirm=confirm, **more) if _typed(request) and not _secret(request) else None
    )


def held(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page with what was sent, to be sent once more; passwords and codes are left out, to be typed again."""
    typed = [] if _secret(request) else _typed(request)
    context |= {
        "texts": [one for one in typed if one.is_text],
        "others": [one for one in typed if not one.is_text],
        "files": bool(request.FILES),
        "multipart": request.content_type == "multipart/form-data",
        "again": request.method == "POST" and not _secret(request),
    }
    answer = render(request, "unsent.html", context, status=status)
    add_never_cache_headers(answer)
    return answer


def _typed(request: HttpRequest) -> list[Typed]:
    lists = request.POST.lists()
    return [Typed(name, value) for name, values in lists for value in values if name not in NOT_TYPED]


def _secret(request: HttpRequest) -> bool:
    return any("passw" in name.lower() for name in request.POST)


def _by_a_person(request: HttpRequest) -> bool:
    """Whether a browser has sent a form about the work: no script that wants JSON, and no password or code."""
    match = request.resolver_match
    is_account = match is not None and (match.url_name or "").startswith(ACCOUNT)
    return "text/html" in request.headers.get("Accept", "") and not is_account


def _from_this_house(request: HttpRequest) -> bool:
    said = CsrfViewMiddleware(lambda request: None)  # type: ignore[arg-type]  # asked, never run
    return "Origin" in request.headers and said._origin_verified(request)  # type: ignore[attr-defined]
