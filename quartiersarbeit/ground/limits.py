"""How often somebody asks in a minute, counted in the cache that all processes share."""

import time

from django.core.cache import cache


def asked_this_minute(whose: str) -> int:
    """How often it is asked in this minute under this name, with this time."""
    key = f"api:{whose}:{int(time.time()) // 60}"
    try:
        return cache.incr(key)
    except ValueError:  # the first of its minute
        cache.set(key, 1, 120)
        return 1


def seconds_left() -> int:
    """Until the minute is over: what `Retry-After` says."""
    return 60 - int(time.time()) % 60
