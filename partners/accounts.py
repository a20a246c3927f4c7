"""How accounts come to be: Verwaltung makes them, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):
    """allauth's account rules with the public sign-up closed."""

    def is_open_for_signup(self, request) -> bool:
        """Never: an account says for whom a person speaks, so the city gives it."""
        return False
