"""To the city's identity service and back (OpenID Connect). Nothing of it is there where no service is named."""

import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import get_adapter as get_service
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partners.models import SecurityKind
from partners.openid import NONSENSE, Identity, NotSignedInError, account_of, returning, told
from partners.security import note


@login_not_required
@never_cache
@require_safe
def openid_begin(request: HttpRequest) -> HttpResponse:
    """Off to the service, with what it has to bring back."""
    provider = _service(request)
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if full := _too_many(request):
        return full
    nonce = secrets.token_urlsafe(24)
    try:
        return provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request, REDIRECT_FIELD_NAME),
            nonce=nonce,
            auth_params={"nonce": nonce},
        )
    except NotSignedInError as refusal:
        return _refused(request, refusal)
    except NONSENSE as error:
        return _refused(request, told(error))


@login_not_required
@never_cache
@require_safe
def openid_return(request: HttpRequest) -> HttpResponse:
    """Back from the service: signed in, or a page that says why not, and one line in the security log."""
    provider = _service(request)
    if full := _too_many(request):
        return full
    try:
        return _signed_in(request, provider, *_received(request, provider))
    except NotSignedInError as refusal:
        return _refused(request, refusal)


def _service(request: HttpRequest) -> Identity:
    if not settings.OIDC_ISSUER:
        raise Http404
    return get_service(request).get_provider(request, None)


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """As with passwords: so many attempts a minute from one address, and no more."""
    return ratelimit.consume_or_429(request, app="allauth.account", action="login", limit_get=True)


def _received(request: HttpRequest, provider: Identity) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the service says of whoever comes back, proven, and what was remembered when they went."""
    given = {name: request.GET.get(name, "") for name in ("state", "code", "error")}
    state = statekit.unstash_state(request, state_id=given["state"], provider_id=provider.sub_id)
    if state is None:
        raise NotSignedInError("state")
    if given["error"] or not given["code"]:
        raise NotSignedInError("cancelled" if given["error"] == "access_denied" else "turned_away")
    talk = provider.get_oauth2_adapter(request)
    try:
        client = talk.get_client(request, provider.app)
        answer = talk.get_access_token_data(
            request, provider.app, client, pkce_code_verifier=state.get("pkce_code_verifier")
        )
        return talk.claims(answer["id_token"], state.get("nonce", "")), state
    except NONSENSE as error:
        raise told(error) from error


def _signed_in(
    request: HttpRequest, provider: Identity, claims: dict[str, Any], state: dict[str, Any]
) -> HttpResponse:
    person = account_of(request, claims, timezone.localdate())
    if locked := get_adapter(request).locked_out(request, person):
        return _page(request, locked)
    return complete_social_login(request, returning(provider, claims, state))


def _refused(request: HttpRequest, refusal: NotSignedInError) -> HttpResponse:
    note(SecurityKind.SIGN_IN_FAILED, about=refusal.about, detail=refusal.noted)
    return _page(request, refusal.said)


def _page(request: HttpRequest, said: str) -> HttpResponse:
    context = {"title": "Nicht angemeldet", "said": said}
    return render(request, "partners/openid_refused.html", context, status=401)
