"""`{% csrf_token %}` with what else each form brings along: its one-time key, and for whom it was filled in.

Built in, in place of Django's own tag: every form that is posted has it, also those of the admin and of the sign-in, so
none can forget a field.
"""

import secrets

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from quartiersarbeit.ground.unsent import ACTING_FOR, ONCE

register = template.Library()


class FormToken(CsrfTokenNode):
    """Django's hidden field, and after it two of ours; nothing where Django gives no token.

    The key is how the database knows a form that was sent before (`sent_once.py`). It is drawn anew for each form of
    each page, and stored only when it is sent: showing a page costs nothing. `once_key` in the context is the key of a
    form that is shown again and was not stored.

    The organisation stands there where somebody acts for one (`ground.acting`). A page that gives back what was typed
    for another one says so by `acting_for` in its context.
    """

    def render(self, context) -> str:
        """The hidden fields."""
        token = super().render(context)
        if not token:
            return token
        key = context.get("once_key") or secrets.token_urlsafe(18)
        once = format_html('<input type="hidden" name="{}" value="{}">', ONCE, key)
        side = context.get("acting_for") or getattr(context.get("user"), "partner_id", None)
        acting = format_html('<input type="hidden" name="{}" value="{}">', ACTING_FOR, side) if side else ""
        return token + once + acting


@register.tag
def csrf_token(parser, token) -> FormToken:
    """Compile the tag."""
    return FormToken()
