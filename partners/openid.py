"""Signing in by the city's own identity service (OpenID Connect): what is sent there, what is believed, who it is.

allauth does the talking: state, PKCE, code for token. Ours is what is asked of the token (signature, issuer,
audience, nonce, age), which account it opens, and that it gives nothing by itself: a role of weight still waits for a
second person. Only the signed token counts; nothing is fetched beside it, and nothing of it is stored but the subject.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from partners.models import Membership, Partner, RightsChange, User

OF_PARTNERS = "Partner"  # the one role of partner organisations' people
SUBJECT_LETTERS = 191  # so long a subject may be: allauth's column
LEEWAY = 30  # seconds by which two clocks may differ
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
TELL = "Sagen Sie es bitte der Verwaltung dieses Systems."
UNFIT = f"Die Antwort von {{label}} passt nicht zu Ihrer Anmeldung. Beginnen Sie noch einmal. Bleibt es dabei: {TELL}"

# Why somebody is not signed in: for the security log, and for the person.
REASONS: dict[str, tuple[str, str]] = {
    "cancelled": ("abgebrochen", "Sie haben die Anmeldung bei {label} abgebrochen."),
    "turned_away": ("vom Dienst abgelehnt", f"{{label}} hat die Anmeldung abgelehnt. {TELL}"),
    "state": (
        "nicht hier begonnen",
        "Diese Anmeldung wurde nicht in diesem Browser begonnen, oder sie ist abgelaufen. Beginnen Sie noch einmal.",
    ),
    "silent": (
        "Dienst antwortet nicht",
        "{label} antwortet gerade nicht. Versuchen Sie es später noch einmal, oder nehmen Sie Ihr Passwort.",
    ),
    "unreadable": ("Antwort unlesbar", UNFIT),
    "signature": ("Unterschrift falsch", UNFIT),
    "issuer": ("falscher Aussteller", UNFIT),
    "audience": ("für einen anderen Empfänger", UNFIT),
    "expired": ("abgelaufen", "Die Anmeldung bei {label} ist abgelaufen. Beginnen Sie noch einmal."),
    "nonce": ("falsche Nonce", UNFIT),
    "email_unverified": (
        "E-Mail-Adresse nicht bestätigt",
        f"{{label}} nennt keine bestätigte E-Mail-Adresse von Ihnen. Deshalb melden wir Sie nicht an. {TELL}",
    ),
    "inactive": ("Konto gesperrt", "Ihr Konto ist gesperrt. Fragen Sie bitte die Verwaltung dieses Systems."),
    "foreign": (
        "Adresse eines anderen Kontos",
        f"Die E-Mail-Adresse, die {{label}} nennt, gehört hier zum Konto einer anderen Person. {TELL}",
    ),
    "role_unknown": (
        "keine bekannte Rolle",
        "Für Sie gibt es hier noch kein Konto, und {label} nennt keine Rolle, mit der wir eines anlegen. "
        "Fragen Sie bitte die Verwaltung dieses Systems.",
    ),
    "role_ambiguous": (
        "mehrere Rollen",
        f"{{label}} nennt mehrere Rollen für Sie. Ein neues Konto bekommt genau eine. {TELL}",
    ),
    "organisation": (
        "Organisation passt nicht",
        f"Die Organisation, die {{label}} für Sie nennt, passt nicht zu Ihrer Rolle oder macht hier nicht mit. {TELL}",
    ),
    "again": ("zweimal zugleich", "Das ging zweimal zugleich. Beginnen Sie bitte noch einmal."),
}


class NotSignedInError(Exception):
    """Somebody is not signed in; `reason` is a key of REASONS, `about` the key of the account where it is known."""

    def __init__(self, reason: str, about: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.about = reason, about

    @property
    def noted(self) -> str:
        """As the security log has it."""
        return f"OpenID Connect: {REASONS[self.reason][0]}"

    @property
    def said(self) -> str:
        """As the person reads it."""
        return REASONS[self.reason][1].format(label=settings.OIDC_LABEL)


@dataclass(frozen=True)
class Shown:
    """What the service says of how somebody has shown who they are: whether by a second factor, and when (1970 = 0)."""

    factor: bool
    at: int | None


class Identity(OpenIDConnectProvider):
    """The service as allauth knows it; its own name is its issuer, so that another one's subjects are others."""

    def get_oauth2_adapter(self, request: HttpRequest) -> "Conversation":
        """Who talks to it."""
        return Conversation(request, self.app.provider_id)


class Conversation(OpenIDConnectOAuth2Adapter):
    """What is asked of the service, and what its token has to prove."""

    def get_callback_url(self, request: HttpRequest, app) -> str:
        """Where the service sends people back to."""
        return request.build_absolute_uri(reverse("partners:openid_return"))

    def claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        """What the token says, once it is proven. Raises NotSignedInError and what `told` translates."""
        issuer = self.openid_config["issuer"]
        if issuer.rstrip("/") != settings.OIDC_ISSUER:
            raise NotSignedInError("issuer")
        algorithm = jwt.get_unverified_header(id_token)["alg"]
        if algorithm not in ALGORITHMS:
            raise NotSignedInError("signature")
        required = {"require": ["exp", "iat", "iss", "aud", "sub"]}
        claims = jwt.decode(
            id_token,
            self._key(id_token),
            algorithms=[algorithm],
            issuer=issuer,
            audience=settings.OIDC_CLIENT_ID,
            leeway=LEEWAY,
            options=required,  # type: ignore[arg-type]
        )
        if not nonce or claims.get("nonce") != nonce:
            raise NotSignedInError("nonce")
        return claims

    def _key(self, id_token: str) -> Any:
        """The service's key that the token names; where it names none, the only one there is."""
        with get_adapter(self.request).get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [
            one for one in jwt.PyJWKSet.from_dict(answer.json()).keys if one.public_key_use in (None, "sig")
        ]
        name = jwt.get_unverified_header(id_token).get("kid")
        fitting = [one for one in keys if name is None or one.key_id == name]
        if len(fitting) != 1:
            raise NotSignedInError("signature")
        return fitting[0].key


WRONG: tuple[tuple[type[Exception], str], ...] = (
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.InvalidSignatureError, "signature"),
    (RequestException, "silent"),
)
# What a service that answers nonsense can make of the libraries that read it.
NONSENSE = (
    *(kind for kind, _ in WRONG),
    jwt.PyJWTError,
    OAuth2Error,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def told(error: Exception) -> NotSignedInError:
    """What went wrong with the service, in our words."""
    return NotSignedInError(next((word for kind, word in WRONG if isinstance(error, kind)), "unreadable"))


class Service(DefaultSocialAccountAdapter):
    """allauth's rules for who comes from elsewhere: one service, named by the environment."""

    def get_provider(self, request: HttpRequest, provider, client_id=None) -> Identity:
        """The one there is."""
        app = SocialApp(
            provider=Identity.id,
            provider_id=settings.OIDC_ISSUER[:200],
            name=settings.OIDC_LABEL,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={
                "server_url": settings.OIDC_ISSUER,
                "oauth_pkce_enabled": True,
                "scope": settings.OIDC_SCOPES,
            },
        )
        return Identity(request, app=app)

    def list_providers(self, request: HttpRequest) -> list:
        """None on allauth's own pages: the button is on ours."""
        return []

    def on_authentication_error(self, request: HttpRequest, provider, **said) -> NoReturn:
        """In our words; only where allauth could not begin."""
        raise NotSignedInError("unreadable")


def returning(provider: Identity, claims: dict[str, Any], state: dict[str, Any]) -> SocialLogin:
    """The sign-in as allauth goes on with it: whose account it is, it reads from the subject that is bound."""
    account = SocialAccount(provider=provider.sub_id, uid=claims["sub"])
    login = SocialLogin(account=account, provider=provider)
    login.state, login.shown = state, shown(claims)  # type: ignore[attr-defined]
    return login


# --- Who it is ---------------------------------------------------------------------------------------


def account_of(request: HttpRequest, claims: dict[str, Any], on: date) -> User:
    """The account these claims open, bound to their subject from now on; made, where a role is mapped.

    Somebody who has an account keeps the roles they have: here nothing is given or taken by signing in. Raises
    NotSignedInError.
    """
    subject, email = claims.get("sub"), _email(claims)
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LETTERS or "\x00" in subject:
        raise NotSignedInError("unreadable")
    try:
        with transaction.atomic():
            return _bound(request, subject, email) or _new(claims, subject, email, on)
    except IntegrityError:
        raise NotSignedInError("again") from None


def _email(claims: dict[str, Any]) -> str:
    """The address, where the service has verified it."""
    email, verified = claims.get("email"), claims.get(settings.OIDC_EMAIL_VERIFIED_CLAIM)
    if verified not in (True, 1, "1", "true", "True") or not isinstance(email, str):
        raise NotSignedInError("email_unverified")
    try:
        validate_email(email)
    except ValidationError:
        raise NotSignedInError("email_unverified") from None
    return email


def _bound(request: HttpRequest, subject: str, email: str) -> User | None:
    """Who is bound to this subject, or, where nobody is, who has this address and is bound to no other."""
    links = SocialAccount.objects.filter(provider=settings.OIDC_ISSUER[:200])
    link = links.filter(uid=subject).select_related("user").first()
    holder = User.objects.filter(email__iexact=email).first()
    if link and holder and holder.pk != link.user_id:
        raise NotSignedInError("foreign", holder.pk)
    person = link.user if link else holder
    if person is None:
        return None
    if not person.is_active:
        raise NotSignedInError("inactive", person.pk)
    if link is None:
        if links.filter(user=person).exists():
            raise NotSignedInError("foreign", person.pk)
        _bind(request, subject, person)
    return person


def _bind(request: HttpRequest, subject: str, person: User) -> None:
    """This subject opens this account from now on, and its owner is told."""
    account = SocialAccount(user=person, provider=settings.OIDC_ISSUER[:200], uid=subject)
    SocialLogin(account=account).connect(request, person)


def _new(claims: dict[str, Any], subject: str, email: str, on: date) -> User:
    """An account with exactly the role that is mapped; a weighty one waits for its second person."""
    role = _role(claims)
    organisation = _organisation(claims, role)
    names = {"first_name": _name(claims, "given_name"), "last_name": _name(claims, "family_name")}
    person = User.objects.create_user(email, **names)
    SocialAccount.objects.create(user=person, provider=settings.OIDC_ISSUER[:200], uid=subject)
    if organisation:  # given by whoever comes, as the role is asked for by them
        Membership.objects.give(person=person, partner=organisation, by=person, on=on)
        person.refresh_from_db()
    RightsChange.objects.by_service(person=person, role=role, service=settings.OIDC_LABEL, on=on)
    return person


def _role(claims: dict[str, Any]) -> Group:
    named = {
        settings.OIDC_ROLES[one]
        for one in words(claims, settings.OIDC_ROLE_CLAIM)
        if one in settings.OIDC_ROLES
    }
    if not named:
        raise NotSignedInError("role_unknown")
    if len(named) > 1:
        raise NotSignedInError("role_ambiguous")
    return Group.objects.get(name=named.pop())


def _organisation(claims: dict[str, Any], role: Group) -> Partner | None:
    said = {
        one for one in words(claims, settings.OIDC_ORGANISATION_CLAIM) if one in settings.OIDC_ORGANISATIONS
    }
    short_names = {settings.OIDC_ORGANISATIONS[one] for one in said}
    if role.name != OF_PARTNERS and not short_names:
        return None
    found = list(Partner.objects.filter(short_name__in=short_names, deactivated_on=None)[:2])
    if role.name != OF_PARTNERS or len(short_names) != 1 or len(found) != 1:
        raise NotSignedInError("organisation")
    return found[0]


def _name(claims: dict[str, Any], claim: str) -> str:
    said = claims.get(claim)
    return said.replace("\x00", "").strip()[:150] if isinstance(said, str) else ""


def words(claims: dict[str, Any], name: str) -> Iterator[str]:
    """The words of a claim, one or several; dots in its name lead into what is nested."""
    said: Any = claims.get(name)
    if said is None:
        said = claims
        for part in name.split("."):
            said = said.get(part) if isinstance(said, dict) else None
    yield from (one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str))


def shown(claims: dict[str, Any]) -> Shown:
    """How somebody has shown who they are, as far as the service says it; a moment still to come is now."""
    at = claims.get("auth_time")
    given = {*words(claims, settings.OIDC_FACTOR_CLAIM)}
    is_moment = isinstance(at, int) and not isinstance(at, bool)
    return Shown(
        not given.isdisjoint(settings.OIDC_FACTORS), min(at, int(time.time())) if is_moment else None
    )
