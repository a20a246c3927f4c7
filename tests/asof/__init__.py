"""The words that answer „as of“, asked the day before, on the day and the day after."""

from datetime import date, timedelta

A_DAY = timedelta(days=1)
DAY = date(2026, 3, 1)
END = date(2026, 6, 30)


def around(word, day: date) -> list[bool]:
    """Whether `word(on)` finds anything the day before, on the day, and the day after."""
    return [bool(word(on)) for on in (day - A_DAY, day, day + A_DAY)]


def exists(queryset_word):
    return lambda on: queryset_word(on).exists()


FROM_THAT_DAY = [False, True, True]
TO_THAT_DAY = [True, True, False]
BEFORE_THAT_DAY = [True, False, False]
NEVER, ALWAYS = [False] * 3, [True] * 3
