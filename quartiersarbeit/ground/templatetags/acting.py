"""`{% csrf_token %}` with one field more: the organisation for which somebody fills the form in (see `ground.acting`).

Built in, in place of Django's own tag: every form that is posted has it, so none can forget the field.
"""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from quartiersarbeit.ground.unsent import ACTING_FOR

register = template.Library()


class TokenAndSide(CsrfTokenNode):
    """Django's hidden field, and after it the organisation's, where somebody acts for one.

    A page that gives back what was typed for another one says so by `acting_for` in its context.
    """

    def render(self, context) -> str:
        """Both fields."""
        side = context.get("acting_for") or getattr(context.get("user"), "partner_id", None)
        field = format_html('<input type="hidden" name="{}" value="{}">', ACTING_FOR, side) if side else ""
        return super().render(context) + field


@register.tag
def csrf_token(parser, token) -> TokenAndSide:
    """Compile the tag."""
    return TokenAndSide()
