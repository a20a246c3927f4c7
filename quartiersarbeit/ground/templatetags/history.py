"""Where a record's history can be read, from each record's own page."""

from typing import Any

from django import template

from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.breadcrumbs import Crumbs
from quartiersarbeit.ground.events import may_read

register = template.Library()


@register.simple_tag(takes_context=True)
def history_of(context: Any, crumbs: Any) -> str:
    """The address of the „Verlauf“ of the record whose page this is; empty for whoever may not read it."""
    record = crumbs.record if isinstance(crumbs, Crumbs) else None
    if record is None or not may_read(context.get("user"), type(record)):
        return ""
    return address("protocol_of", record._meta.model_name, record.pk)
