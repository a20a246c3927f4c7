"""The rows of a table, written by Python: a template's loop with its conditions took most of a long list's time.

The frame of the table and what people type or tick in it stay templates.
"""

import re
from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from quartiersarbeit.ground.columns import Cell
from quartiersarbeit.ground.templatetags.german import whole

register = template.Library()

NOTHING = mark_safe(
    '<span class="nothing" aria-hidden="true">–</span><span class="kern-sr-only">keine Angabe</span>'
)
NAME = '<th class="kern-table__cell stacking__name" scope="row">{}</th>'
CELL = '<td class="kern-table__cell" data-label="{}">{}</td>'
NUMBER = '<td class="kern-table__cell kern-table__cell--numeric" data-label="{}">{}</td>'
DAY = '<td class="kern-table__cell kern-table__cell--date" data-label="{}">{}</td>'
LINK = '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>'
LONG_LINK = LINK.replace("-state", "-state long")
CHOICE = (
    '<td class="kern-table__cell choice"><div class="kern-form-check"><input class="kern-form-check__checkbox" '
    'type="checkbox" name="{0}" id="{0}-{1}" value="{1}">'
    '<label class="kern-label" for="{0}-{1}"><span class="kern-sr-only">{2} auswählen</span></label></div></td>'
)
VALUE = '<span class="stacking__value">{}</span>'
LONG_VALUE = VALUE.replace("__value", "__value long")
# A word that no column of a printed table holds: it alone may be divided anywhere (app.css, `.long`).
LONG = re.compile(r"\S{25}")
BADGE = (
    '<span class="kern-badge kern-badge--small kern-badge--{}">{}'
    '<span class="kern-label kern-label--small">{}</span></span>'
)
ICON = '<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>'


@register.simple_tag(takes_context=True)
def table_row(context: Context, row: Sequence[Cell]) -> SafeString:
    """The cells of a row; the first one names it, but for the checkbox that may stand before."""
    written = []
    if row and row[0].column.kind == "choice":
        tick, *row = row
        written.append(format_html(CHOICE, *tick.value[:3]))
    written += [
        format_html(NAME, _content(context, cell))
        if at == 0
        else format_html(_frame(cell), cell.column.label, _content(context, cell))
        for at, cell in enumerate(row)
    ]
    return mark_safe("\n".join(written))  # noqa: S308  # each is escaped


def _frame(cell: Cell) -> str:
    if cell.column.is_numeric:
        return NUMBER
    return DAY if cell.column.kind == "date" else CELL


def _content(context: Context, cell: Cell) -> str:
    kind, value = cell.column.kind, cell.value
    if kind == "field" and value is not None:
        return _included(context, "kern/field.html", field=value, form_show_labels=False)
    text = cell.text
    if not text:
        return NOTHING
    if kind == "badge":
        return badge(text, cell.tone)
    if kind == "tick" and getattr(value, "key", None):
        return _included(context, "kern/tick.html", tick=value)
    long = LONG.search(text)
    if cell.url:
        return format_html(LONG_LINK if long else LINK, cell.url, whole(text))
    return format_html(LONG_VALUE if long else VALUE, whole(text))


def badge(text: str, tone: str) -> SafeString:
    """As kern/badge.html: a state in words, and the colour only repeats it."""
    plain = not tone or tone == "neutral"
    return format_html(
        BADGE, tone or "neutral", "" if plain else format_html(ICON, tone), conditional_escape(text)
    )


def _included(context: Context, name: str, **more: object) -> SafeString:
    """As the tag `include` does it."""
    asking: template.Template = context.template  # type: ignore[assignment]  # there is one: it asks
    with context.push(**more):
        return asking.engine.get_template(name).render(context)
