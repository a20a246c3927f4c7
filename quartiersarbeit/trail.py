"""Reads a record's history back: who changed what and when, in German words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Field, Model
from django.utils.text import Truncator

from quartiersarbeit import german

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Change:
    """One event of a record."""

    moment: datetime
    who: str
    what: str


def changes(record: Any, limit: int = 20) -> list[Change]:
    """The latest changes of a tracked record itself, newest first; two questions however many there are."""
    stored = record.pgh_event_model.objects.filter(pgh_obj_id=record.pk)
    events = list(stored.order_by("-pgh_id")[: limit + 1])  # one more: what the last one shown came from
    authors = get_user_model().objects.in_bulk({_author(event) for event in events} - {None})
    pairs = zip(events, [*events[1:], None], strict=True)
    return [
        Change(event.pgh_created_at, _who(event, authors), _what(record, event, before))
        for event, before in pairs
    ][:limit]


def _author(event) -> int | None:
    return (event.pgh_context or {}).get("user")


def _who(event, authors: dict) -> str:
    """The person; what a command gave as its reason where nobody was signed in."""
    if author := _author(event):
        return str(authors.get(author, "gelöschtes Konto"))
    return (event.pgh_context or {}).get("reason") or "System"


def _what(record: Model, event, before) -> str:
    if event.pgh_label == "insert":
        return "angelegt"
    if before is None:
        return "geändert"  # the trail began after the record did
    told = []
    for field in record._meta.concrete_fields:
        old, new = (getattr(one, field.attname) for one in (before, event))
        if old != new:
            told.append(f"{field.verbose_name}: bisher {_value(field, old)}, jetzt {_value(field, new)}")
    return "; ".join(told)


def _value(field: Field, value: Any) -> str:
    """A stored value as the page of the record would put it; a reference stays its number."""
    if value is None or value == "":
        return "leer"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german.moment(value) if isinstance(value, datetime) else german.day(value)
    chosen = dict(field.flatchoices).get(value, value)
    return f"„{Truncator(str(chosen)).chars(LONGEST_VALUE)}“"
