"""How often somebody may try to sign in: counted for an account at an address, so that nobody locks others out.

Five wrong passwords for one account from one address, and that address waits for this account alone. Another person
at the same address goes on, and so does the account's owner at another one, while somebody attacks. What one address
may try over all accounts is a far higher number: a whole town hall can stand behind it.

Counting and forgetting are allauth's; what is counted together, and what is said, is ours.
"""

import time
from datetime import datetime, timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from partners.models import SecurityKind, User
from partners.security import account_of, note
from quartiersarbeit.ground.arriving import client_address

FAILED = {"app": "allauth.account", "action": "login_failed"}
UNKNOWN = "unbekannt"


class Attempts(DefaultAccountAdapter):
    """allauth's account rules with attempts counted for an account at an address."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address behind the trusted proxies; a word where there is none, so that a limit still holds."""
        return client_address(request) or UNKNOWN

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Count this attempt; a ValidationError `too_many_login_attempts` says from when on the next one counts."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            if refusal.code != "too_many_login_attempts":
                raise
            note(SecurityKind.LOCKED_OUT, about=account_of(credentials.get("email", "")))
            said = self._said(request, self._get_login_attempts_cache_key(request, **credentials))
            raise ValidationError(said, code=refusal.code) from None

    def locked_out(self, request: HttpRequest, person: User) -> str:
        """What somebody is told whose account waits at this address, however they come; empty where it does not."""
        key = self._get_login_attempts_cache_key(request, email=person.email)
        if ratelimit.consume(request, **FAILED, key=key, dry_run=True, limit_get=True):
            return ""
        note(SecurityKind.LOCKED_OUT, about=person.pk)
        return self._said(request, key)

    def _said(self, request: HttpRequest, key: str) -> str:
        again = self._again_at(request, key)
        return (
            f"Zu viele falsche Anmeldungen. Ab {again:%H:%M} Uhr können Sie es von hier aus wieder versuchen, von "
            "einem anderen Anschluss aus auch vorher. Haben Sie Ihr Passwort vergessen, setzen Sie es über "
            "„Passwort vergessen?“ neu. Waren das nicht Sie, sagen Sie es bitte der Verwaltung dieses Systems."
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials) -> str:
        # Overridden: allauth counts an account over all addresses, so whoever knows an address locks its owner out.
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{ratelimit.get_ip(request)}"

    def _again_at(self, request: HttpRequest, key: str) -> datetime:
        """When the last of the limits that are reached lets the next attempt through, to the full minute after."""
        free = time.time()
        for rate in ratelimit.get_rates(**FAILED):
            tried = cache.get(ratelimit.get_cache_key(request, rate=rate, key=key, **FAILED), [])
            if len(tried) >= rate.amount:
                free = max(free, tried[rate.amount - 1] + rate.duration)
        at = datetime.fromtimestamp(free, timezone.get_current_timezone())
        return at.replace(second=0, microsecond=0) + timedelta(minutes=1)
