"""The German text functions as template filters, and `csrf_token` with a form's one-time key; built in, so no template
has to load them.

Every filter writes „–“ where there is no value: an empty cell would leave open whether nothing is
known or something is broken.
"""

import secrets
from collections.abc import Callable
from datetime import date
from functools import wraps

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from quartiersarbeit.ground import german
from quartiersarbeit.ground.unsent import ONCE

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


class OnceToken(CsrfTokenNode):
    """Django's token, and beside it the key by which the database knows a form that was sent before.

    Drawn anew for each form of each page, and stored only when it is sent: showing a page costs nothing. `once_key` in
    the context is the key of a form that is shown again and was not stored.
    """

    def render(self, context) -> str:
        """Two hidden fields; nothing where Django gives no token."""
        token = super().render(context)
        if not token:
            return token
        key = context.get("once_key") or secrets.token_urlsafe(18)
        return token + format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', ONCE, key)


@register.tag
def csrf_token(parser, token) -> OnceToken:
    """Every form has it, also those of the admin and of the sign-in; so no form can forget the key."""
    return OnceToken()
