"""A choice with a thousand options is drawn by Python: Django asks two templates for each of them.

All other widgets stay Django's, and what is drawn here is the same to the letter as its own (`tests/test_options.py`).
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class Renderer(TemplatesSetting):
    """Draws forms by the project's templates (`FORM_RENDERER`), choices without one."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name == SELECT and _plain(context["widget"]):
            return mark_safe("".join(_select(context["widget"])))  # noqa: S308  # each part is escaped
        return super().render(template_name, context, request)  # type: ignore[return-value]  # Django's stubs say str


def _plain(widget: Mapping[str, Any]) -> bool:
    """Whether each option is drawn as Django does it."""
    return all(
        option["template_name"] == OPTION for _, options, _ in widget["optgroups"] for option in options
    )


def _select(widget: Mapping[str, Any]) -> Iterator[str]:
    yield f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>'
    for group, options, _ in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{conditional_escape(group)}">'
        for option in options:
            value, label = escape(str(option["value"])), conditional_escape(option["label"])
            yield f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n'
        if group:
            yield "\n  </optgroup>"
    yield "\n</select>"


def _attributes(given: Mapping[str, Any]) -> str:
    """As `django/forms/widgets/attrs.html`: True is an attribute without a value, False is none."""
    said = ((name, value) for name, value in given.items() if value is not False)
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{conditional_escape(str(value))}"'
        for name, value in said
    )
