"""`{% url %}` as Django has it, by `ground.addresses`; built in, in place of Django's own tag."""

from django import template
from django.template import defaulttags
from django.urls import NoReverseMatch

from quartiersarbeit.ground.addresses import address

register = template.Library()


class Address(defaulttags.URLNode):
    """Django's, but for keys alone the patterns are walked once a process."""

    def render(self, context) -> str:
        """The address, or nothing: with `as` it stands in the context."""
        keys = [one.resolve(context) for one in self.args]
        if self.kwargs or not all(type(key) is int for key in keys):
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *keys)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if not self.asvar:
            return found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser, token) -> Address:
    """Compile the tag."""
    node = defaulttags.url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
