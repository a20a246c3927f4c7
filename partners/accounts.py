"""How accounts come to be and how people show who they are: nobody signs up, and secrets are kept encrypted."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from partners.attempts import Attempts
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.identity import FACTORS, factor_elsewhere, shown_elsewhere
from quartiersarbeit.ground.secrets import seal, unseal

PURPOSE = "second factor"


class Accounts(Attempts):
    """allauth's account rules with the public sign-up closed."""

    def is_open_for_signup(self, request) -> bool:
        """Never: an account says for whom a person speaks, so the city gives it."""
        return False

    def pre_login(self, request: HttpRequest, user, *, signal_kwargs=None, **given) -> HttpResponse | None:
        """As allauth, and what the identity service says of how somebody has shown who they are is remembered."""
        stopped = super().pre_login(request, user, signal_kwargs=signal_kwargs, **given)
        login = (signal_kwargs or {}).get("sociallogin")
        if stopped is None and login is not None:
            shown_elsewhere(request, user, factor=login.shown.factor, at=login.shown.at)
        return stopped

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own way of asking for the second factor."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "partners.accounts.FactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request) -> str:
        """Back to one's account."""
        return reverse("partners:account")

    def get_reauthentication_methods(self, user) -> list[dict]:
        """How somebody may show once more who they are: a passkey first; with a second factor never by a password."""
        ways = super().get_reauthentication_methods(user)
        factors = [way for way in ways if way["id"] != "reauthenticate"]
        return sorted(factors or ways, key=lambda way: "webauthn" not in way["url"])

    def send_password_reset_mail(self, user, email: str, context: dict) -> None:
        """To the address of the account, however it was typed."""
        super().send_password_reset_mail(user, user.email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """As allauth does, but the mail names the city, not the address of some request: it may be sent without one."""
        named = {"email": email, "city": city().name, "start_url": settings.PUBLIC_URL}
        self.render_mail(template_prefix, email, named | context).send()

    def render_mail(self, *args, **kwargs) -> EmailMessage:
        """As allauth writes it, but sent by the worker: a dead mail server costs nobody the page they wait for."""
        message = super().render_mail(*args, **kwargs)
        message.connection = get_connection("quartiersarbeit.ground.outgoing.Queued")
        return message


class FactorStage(AuthenticateStage):
    """Asks for the second factor, unless the identity service has said that one was shown."""

    def _should_handle(self, request: HttpRequest) -> bool:
        # Overridden: allauth knows of no factor that was shown elsewhere.
        return super()._should_handle(request) and not factor_elsewhere(request, self.login.user)


class SecondFactor(DefaultMFAAdapter):
    """allauth's second factors, their secrets encrypted."""

    def encrypt(self, text: str) -> str:
        """The secret of an app or of recovery codes, as it is stored."""
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; where its key is lost, one that nobody knows: then no code is right."""
        return unseal(encrypted_text, PURPOSE) or generate_totp_secret()

    def can_delete_authenticator(self, authenticator) -> bool:
        """Not the last one of somebody whose role needs one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return user.roles_today.isdisjoint(settings.MFA_ROLES) or others.exists()

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 - allauth calls it so
        """What a new passkey is called until somebody names it."""
        return "Passkey"

    def _get_site_name(self) -> str:
        """What the browser shows beside a passkey."""
        return settings.MFA_TOTP_ISSUER
