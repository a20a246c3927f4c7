"""The rows of a table, written by Python: a template's loop with its conditions took most of a long list's time.

The frame of the table and what people type or tick in it stay templates.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quartiersarbeit.ground.columns import Cell, Column, Table
from quartiersarbeit.ground.templatetags.german import whole

register = template.Library()

NOTHING = mark_safe(
    '<span class="nothing" aria-hidden="true">–</span><span class="kern-sr-only">keine Angabe</span>'
)
NAME = '<th class="kern-table__cell stacking__name" scope="row">', "</th>"
CELL = '<td class="kern-table__cell{}" data-label="{}">'
KINDS = {"date": " kern-table__cell--date"}
NUMERIC = " kern-table__cell--numeric"
LINK = '<a class="kern-link kern-link--no-visited-state{}" href="{}">{}</a>'
CHOICE = (
    '<td class="kern-table__cell choice"><div class="kern-form-check"><input class="kern-form-check__checkbox" '
    'type="checkbox" name="{0}" id="{0}-{1}" value="{1}">'
    '<label class="kern-label" for="{0}-{1}"><span class="kern-sr-only">{2} auswählen</span></label></div></td>'
)
VALUE = '<span class="stacking__value{}">{}</span>'
# A word that no column of a printed table holds: it alone may be divided anywhere (app.css, `.long`).
LONG = re.compile(r"\S{25}")
BADGE = (
    '<span class="kern-badge kern-badge--small kern-badge--{}">{}'
    '<span class="kern-label kern-label--small">{}</span></span>'
)
ICON = '<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>'


@register.simple_tag(takes_context=True)
def table_rows(context: Context, table: Table) -> SafeString:
    """The rows of a table; a row's first cell names it, but for the checkbox that may stand before."""
    frames = [_frame(column, at) for at, column in enumerate(table.columns)]
    rows = (_row(context, frames, row) for row in table.rows())
    return mark_safe("".join(rows))  # noqa: S308  # each cell is escaped


def _row(context: Context, frames: Sequence[tuple[str, str]], row: Sequence[Cell]) -> str:
    written: list[str] = []
    if row and row[0].column.kind == "choice":
        tick, *row = row
        written.append(format_html(CHOICE, *tick.value[:3]))
    for (opening, closing), cell in zip(frames, row, strict=True):
        written.append(f"{opening}{_content(context, cell)}{closing}")
    cells = "\n".join(written)
    return f'<tr class="kern-table__row">{cells}</tr>\n'


def _frame(column: Column, at: int) -> tuple[str, str]:
    """What stands around each cell of this column."""
    if at == 0:
        return NAME
    kind = NUMERIC if column.is_numeric else KINDS.get(column.kind, "")
    return CELL.format(kind, escape(column.label)), "</td>"


def _content(context: Context, cell: Cell) -> str:
    """What the cell shows, as HTML."""
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
    long, told = " long" if LONG.search(text) else "", _escaped(whole(text))
    return LINK.format(long, escape(cell.url), told) if cell.url else VALUE.format(long, told)


def _escaped(text: Any) -> str:
    """As Django's `conditional_escape` does it, which is ready for far more than texts."""
    return text if isinstance(text, SafeString) else escape(text)


@lru_cache(maxsize=512)
def badge(text: str, tone: str) -> SafeString:
    """As kern/badge.html: a state in words, and the colour only repeats it."""
    plain = not tone or tone == "neutral"
    return format_html(BADGE, tone or "neutral", "" if plain else format_html(ICON, tone), text)


def _included(context: Context, name: str, **more: object) -> SafeString:
    """As the tag `include` does it."""
    asking: template.Template = context.template  # type: ignore[assignment]  # there is one: it asks
    with context.push(**more):
        return asking.engine.get_template(name).render(context)
