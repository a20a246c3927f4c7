"""`address(name, *keys)` is Django's `reverse`, which walks all patterns, walked once for each name.

A page has up to a thousand links that differ in their keys alone.
"""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

STAND_INS = (9_876_543_210_001, 9_876_543_210_002, 9_876_543_210_003)  # no record has such a key


def address(name: str, *keys: int | str | None) -> str:
    """The address of this name with these keys; NoReverseMatch as Django raises it."""
    if not all(type(key) is int for key in keys):
        return reverse(name, args=keys)
    return _shape(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, len(keys)) % keys


@lru_cache(maxsize=2048)
def _shape(urlconf: str, prefix: str, name: str, keys: int) -> str:
    """The address with a place for each key, in their order."""
    shape = reverse(name, args=STAND_INS[:keys]).replace("%", "%%")
    for stand_in in STAND_INS[:keys]:
        shape = shape.replace(str(stand_in), "%d")
    return shape
