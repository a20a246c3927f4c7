"""How accounts come to be: Verwaltung makes them, nobody signs up."""

from django.core.mail import EmailMessage, get_connection

from partners.attempts import Attempts


class Accounts(Attempts):
    """allauth's account rules with the public sign-up closed."""

    def is_open_for_signup(self, request) -> bool:
        """Never: an account says for whom a person speaks, so the city gives it."""
        return False

    def render_mail(self, *args, **kwargs) -> EmailMessage:
        """As allauth writes it, but sent by the worker: a dead mail server costs nobody the page they wait for."""
        message = super().render_mail(*args, **kwargs)
        message.connection = get_connection("quartiersarbeit.ground.outgoing.Queued")
        return message
