"""Whoever has done nothing for a while is signed out: a screen left alone is nobody's door."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from quartiersarbeit.ground import german

SEEN, BEGAN = "seen", "began"  # in the session: seconds since 1970
NOTED_EVERY = 60  # seconds: a session is not written at every click


def begin(sender, request: HttpRequest | None = None, **said) -> None:
    """Heard at a sign-in (`user_logged_in`): from now on the session's time is counted."""
    if request is not None:
        request.session[SEEN] = request.session[BEGAN] = int(time.time())


class Idle:
    """Middleware: a session ends SESSION_IDLE_MINUTES after its last request, SESSION_COOKIE_AGE after its first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as the one who is still signed in gets it."""
        if SESSION_KEY in request.session:
            self._see(request, int(time.time()))
        return self.get_response(request)

    def _see(self, request: HttpRequest, now: int) -> None:
        session, idle = request.session, settings.SESSION_IDLE_MINUTES
        seen, began = session.get(SEEN, now), session.get(BEGAN, now)
        if now - seen >= idle * 60:
            logout(request)
            after = german.count(idle, "Minute", "Minuten")
            messages.info(request, f"Sie waren {after} nicht aktiv und sind deshalb abgemeldet.")
        elif now - began >= settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(request, "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.")
        elif SEEN not in session or now - seen >= NOTED_EVERY:
            session[SEEN], session[BEGAN] = now, began
