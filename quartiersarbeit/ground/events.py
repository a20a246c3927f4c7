"""Reads a record's history back: who changed what and when, in German words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Field, Model
from django.utils.text import Truncator

from quartiersarbeit.ground import german
from quartiersarbeit.ground.hands import FOR

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Change:
    """One event of a record."""

    moment: datetime
    who: str
    what: str


def events_of(model: Any, keys: Iterable[int]) -> models.QuerySet:
    """What the history wrote down about these rows, the newest first."""
    return model.pgh_event_model.objects.filter(pgh_obj_id__in=keys).order_by("-pgh_id")


class Authors:
    """Who wrote events down, asked once for all of them."""

    def __init__(self, events: Iterable[Any]):
        written = list(events)
        named = {_author(event) for event in written} | {
            one for event in written for one in _instead_of(event)
        }
        self._known = get_user_model().objects.in_bulk(named - {None})

    def of(self, event) -> str:
        """The person, and „i. V.“ for whom; what a command gave as its reason where nobody was signed in."""
        if author := _author(event):
            return " i. V. ".join(self._name(one) for one in (author, *_instead_of(event)))
        return (event.pgh_context or {}).get("reason") or "System"

    def _name(self, person: int) -> str:
        return str(self._known.get(person, "gelöschtes Konto"))


def changes(record: Any, limit: int = 20) -> list[Change]:
    """The latest changes of a tracked record itself, newest first: two questions, one more a reference changed."""
    # One more: what the last one shown came from.
    events = list(events_of(type(record), [record.pk])[: limit + 1])
    authors = Authors(events)
    pairs = zip(events, [*events[1:], None], strict=True)
    return [
        Change(event.pgh_created_at, authors.of(event), _what(record, event, before))
        for event, before in pairs
    ][:limit]


def signature(record: Any, by: str) -> str:
    """Who gave the signature that stands in the field `by`, with „i. V.“ of those for whom: one question or two."""
    return Signatures([record]).of(record, by) if getattr(record, by) else ""


class Signatures:
    """Who gave the signatures of several rows of one model, with „i. V.“: two questions, however many rows."""

    def __init__(self, rows: Iterable[Any]):
        signed = list(rows)
        self._events: dict[int, list[Any]] = {row.pk: [] for row in signed}
        if signed:
            for event in events_of(type(signed[0]), self._events):
                self._events[event.pgh_obj_id].append(event)
        deputies = [event for events in self._events.values() for event in events if _instead_of(event)]
        self._authors = Authors(deputies) if deputies else None

    def of(self, row: Any, by: str) -> str:
        """Who gave that which stands in the field `by`; nothing where nobody has."""
        return self.given(row.pk, by, getattr(row, by))

    def given(self, key: int, by: str, person: Any) -> str:
        """Who gave what that person once gave in the field `by` of the row, though it may have been taken back."""
        if person is None:
            return ""
        written = [event for event in self._events.get(key, ()) if getattr(event, f"{by}_id") == person.pk]
        # The newest first: what stood in the field longer than one event was given with the earliest of them.
        if self._authors and written and _author(written[-1]) == person.pk and _instead_of(written[-1]):
            return self._authors.of(written[-1])
        return str(person)


def _author(event) -> int | None:
    return (event.pgh_context or {}).get("user")


def _instead_of(event) -> list[int]:
    """For whom a deputy did it (`ground.hands`)."""
    return (event.pgh_context or {}).get(FOR) or []


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
    """A stored value as the page of the record would put it; a reference by the name it has today."""
    if value is None or value == "":
        return "leer"
    if field.related_model:
        value = field.related_model._base_manager.filter(pk=value).first() or "gelöschter Eintrag"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german.moment(value) if isinstance(value, datetime) else german.day(value)
    chosen = dict(field.flatchoices).get(value, value)
    return f"„{Truncator(str(chosen)).chars(LONGEST_VALUE)}“"
