"""The German text functions as template filters; built in, so no template has to load them.

Every filter writes „–“ where there is no value: an empty cell would leave open whether nothing is
known or something is broken.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeData, SafeString, mark_safe

from quartiersarbeit.ground import german

register = template.Library()


def _or_nothing(text: Callable[..., str]) -> Callable[..., str]:
    """The function with „–“ for None and for what the template engine could not find (empty text)."""

    @wraps(text)  # the template engine counts the arguments of what is wrapped
    def written(value, *arguments) -> str:
        return german.NOTHING if value is None or value == "" else text(value, *arguments)

    return written


for name in ("euro", "euro_short", "day", "long_day", "moment", "number", "number_word"):
    register.filter(name, _or_nothing(getattr(german, name)))


@register.filter
def count(n: int | None, nouns: str) -> str:
    """A number with its noun: `{{ 7|count:"Standort,Standorte" }}` → „7 Standorte“."""
    return german.NOTHING if n is None or n == "" else german.count(n, *nouns.split(","))


@register.filter
def listing(items) -> str:
    """„A, B und C“ from any iterable; „–“ from an empty one."""
    return german.listing(items or ()) or german.NOTHING


@register.simple_tag
def period(start: date | None, end: date | None) -> str:
    """`{% period agreement.start agreement.end %}` → „01.01.2021 bis 31.12.2023“."""
    return german.period(start, end)


@register.filter
def whole(value: object) -> object:
    """The text with the numbers of notices and Drucksachen held together on their line."""
    if isinstance(value, SafeData) or "/" not in (text := str(value)):
        return value
    return _held(text)


def _held(text: str) -> SafeString:
    # The text is escaped first; what is put around a number is ours.
    return mark_safe(german.IDENTIFIER.sub(r'<span class="whole">\g<0></span>', escape(text)))  # noqa: S308
