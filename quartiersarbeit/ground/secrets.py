"""What has to be read again and must not lie about in the clear: encrypted at rest, with a key made of SECRET_KEY.

Encrypted is done with the newest key; what an earlier one (SECRET_KEY_FALLBACKS) encrypted is still read.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SEALED = "fernet:"  # what does not begin so was stored before anything was encrypted


def seal(text: str, purpose: str) -> str:
    """The text encrypted; each `purpose` has a key of its own."""
    return SEALED + _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str | None:
    """The text again; None where no key that is known has encrypted it."""
    if not sealed.startswith(SEALED):
        return sealed
    try:
        return _box(purpose).decrypt(sealed.removeprefix(SEALED).encode()).decode()
    except InvalidToken:
        return None


def _box(purpose: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in keys])


def _key(purpose: str, secret: str) -> bytes:
    made = salted_hmac("quartiersarbeit.ground.secrets", purpose, secret=secret, algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest())
