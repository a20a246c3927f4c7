"""A real identity service for tests, started by them, and the two ways through it: with a client, and by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests
from django.test import Client, override_settings
from django.urls import reverse
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread

LABEL = "Stadtkonto"
ROLES = {
    "qa-koordination": "Koordination",
    "qa-freigabe": "Freigabe",
    "qa-gremium": "Gremium",
    "qa-partner": "Partner",
}
ORGANISATIONS = {"traeger-awo": "AWO", "traeger-bgw": "BGW"}


class Served:
    """The service: whom it knows, and where it is."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}"

    def knows(self, subject: str, **claims) -> None:
        """Somebody who may sign in there, with what it says of them."""
        given = {"email": f"{subject}@example.org", "email_verified": True} | claims
        requests.put(f"{self.issuer}/users/{subject}", json=given, timeout=5).raise_for_status()

    def sends_back(self, address: str, subject: str) -> str:
        """What the service answers whoever signs in as this person there: the way back, as path and query."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def signs_in(self, client: Client, subject: str, **more):
        """Somebody goes there from our login page and comes back; the answer they get here."""
        begun = client.get(reverse("partners:openid_begin"), more)
        assert begun.status_code == 302, begun.content.decode()
        return client.get(self.sends_back(begun.url, subject))


@contextmanager
def service(**settings) -> Iterator[Served]:
    """The service runs, and the app is set up for it."""
    with run_server_in_thread(require_nonce=True) as server:
        served = Served(server.server_port)
        given = {
            "OIDC_ISSUER": served.issuer,
            "OIDC_CLIENT_ID": "quartiersarbeit",
            "OIDC_CLIENT_SECRET": "geheim",
            "OIDC_LABEL": LABEL,
            "OIDC_ROLES": ROLES,
            "OIDC_ORGANISATIONS": ORGANISATIONS,
        }
        with override_settings(**given | settings):
            yield served


__all__ = ["Known", "Served", "service"]
