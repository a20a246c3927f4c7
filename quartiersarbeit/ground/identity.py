"""Has somebody shown enough of who they are? A second factor where the role asks for one, and again before what carries
weight.

Which acts those are is declared by permission (`roles.is_weighty`), and asked in the one decorator of acts
(`hands.permission_required`). What was sent is done once the person has confirmed: it waits in the session, and nowhere
longer than that. Files and passwords do not wait there: with files the page gives the text back (`unsent`), and a form
with a password is filled in again.
"""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from quartiersarbeit.ground.unsent import given_back

SERVICE = "openid"  # in the records of a session: shown at the city's identity service
LOOKS = ("GET", "HEAD", "OPTIONS")  # what changes nothing is not asked about
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # codes for an emergency do not count as one
SET_UP = "partners:second_factor"  # where one is led who has to set one up first
# What somebody needs for that, and to leave; and whose pages say nothing of the work.
OPEN_WITHOUT = ("mfa_", "account_", "second_factor", "help", "accessibility", "privacy", "imprint")
NO_WAY = "Dafür bestätigen Sie, dass Sie es sind. Richten Sie zuerst einen Passkey oder ein Passwort ein."


def has_second_factor(user) -> bool:
    """Whether somebody has a passkey or an app."""
    return is_mfa_enabled(user, FACTORS)


def shown_elsewhere(request: HttpRequest, user, *, factor: bool, at: int | None) -> None:
    """Remember for this session what the identity service says: by a second factor or not, and when (1970 = 0).

    Not when somebody came from there: who they are, they may have shown in the morning. Without a moment it counts for
    signing in and never for being asked again.
    """
    record_authentication(request, user, "mfa" if factor else SERVICE, type=SERVICE, at=at or 0)


def factor_elsewhere(request: HttpRequest, user) -> bool:
    """Whether the identity service has said for this session that a second factor was shown."""
    records = get_authentication_records(request, user)
    return any(one["method"] == "mfa" and one.get("type") == SERVICE for one in records)


def recently_shown(request: HttpRequest) -> bool:
    """Whether the person has shown who they are within STEP_UP_MINUTES: whoever has a second factor, by that."""
    if not settings.STEP_UP_MINUTES:
        return True
    since = time.time() - settings.STEP_UP_MINUTES * 60
    records = get_authentication_records(request, request.user)
    # allauth's own record of a sign-in from elsewhere says when somebody came from there, not when they showed it.
    recent = [one for one in records if one.get("at", 0) >= since and one["method"] != "socialaccount"]
    if any(one["method"] == "mfa" for one in recent):
        return True
    return bool(recent) and not has_second_factor(request.user)


def asked_again(request: HttpRequest) -> HttpResponse | None:
    """Where the person confirms who they are, before this is done; None where they need not."""
    if request.method in LOOKS or recently_shown(request):
        return None
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if not ways:
        messages.warning(request, NO_WAY)
        return redirect("partners:account")
    address = ways[0]["url"]
    if request.FILES or request.GET:
        confirm = f"{address}?{urlencode({REDIRECT_FIELD_NAME: '/konto/'})}"
        if page := given_back(request, confirm=confirm):
            return page
    if any("passw" in name.lower() for name in request.POST):
        return redirect(f"{address}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")
    return suspend_request(request, address)


class SecondFactorFirst:
    """Whoever has a role of MFA_ROLES, also as a deputy, sets a second factor up before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing here: who has no right to the address is answered first."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """The page that leads to a second factor, instead of all others."""
        user, match = request.user, request.resolver_match
        if not settings.MFA_ROLES or not user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if match is not None and (match.url_name or "").startswith(OPEN_WITHOUT):
            return None
        if user.roles_today.isdisjoint(settings.MFA_ROLES):  # type: ignore[union-attr]
            return None
        if has_second_factor(user) or factor_elsewhere(request, user):
            return None
        return redirect(SET_UP)
