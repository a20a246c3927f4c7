"""How a page for everybody is answered: there or not at all, the same whoever asks, and kept by caches."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods

from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.answers import kept_by_all
from quartiersarbeit.ground.breadcrumbs import Crumbs

KEPT_SECONDS = 300  # so long a cache may answer in our place; a correction is seen after that
# What the frame shows of somebody who is signed in: nothing, or two people would be answered two pages.
NOBODY: dict[str, Any] = {"user": AnonymousUser(), "messages": (), "navigation": [], "waiting": 0}

View = Callable[..., HttpResponse]


def open_to_all(view: View, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> View:
    """The view for everybody: 404 while the public pages are off, 304 for what a cache has, no login."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PUBLIC_PAGES:
            raise Http404("Die öffentlichen Seiten sind nicht eingeschaltet.")
        answer = view(request, *args, **kwargs)
        if answer.status_code != 200 or "Cache-Control" in answer.headers:
            return answer
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        kept_by_all(answer, KEPT_SECONDS)
        return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer

    return login_not_required(require_http_methods([*methods])(answered))


def page(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page in the frame, as somebody sees it who is not signed in."""
    way = [("Veröffentlichtes", address("public_home"))] if context.pop("below", True) else []
    given = {**NOBODY, "title": title, "crumbs": Crumbs([*way, (title, "")]), **context}
    return render(request, f"public/{template}.html", given, status=status)
