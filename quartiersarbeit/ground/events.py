"""Reads a record's history back: who changed what and when, in German words; and who may read which history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.text import Truncator

from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroField
from quartiersarbeit.ground.hands import FOR
from quartiersarbeit.ground.roles import VIEW_ALL
from quartiersarbeit.ground.written import written

LONGEST_VALUE = 80
Names = Mapping[tuple[type[Model], Any], Any]  # records by model and key, as a reference is called


@dataclass(frozen=True)
class Change:
    """One event of a record."""

    moment: datetime
    who: str
    what: str


@cache
def kinds() -> dict[str, type[Model]]:
    """The kinds of records that have a history, by the table of their events."""
    events = [one for one in apps.get_models() if hasattr(one, "pgh_tracked_model")]
    return {one._meta.db_table: one.pgh_tracked_model for one in events}


def kinds_for(user) -> list[str] | None:
    """The tables of events that somebody who sees everything may read; None for all of them.

    All is for those who may open every kind of record. Verwaltung reads of what it maintains, and of accounts.
    """
    if user.has_perms(VIEW_ALL):
        return None
    return [table for table, model in kinds().items() if _may_view(user, model)]


def may_read(user, model: type[Model]) -> bool:
    """Whether somebody may read the history of records of this kind that they see.

    The city and audit read all of it, partners what their own side has done.
    """
    if not (user and user.is_authenticated and hasattr(model, "pgh_event_model")):
        return False
    if user.sees_everything:
        return user.has_perms(VIEW_ALL) or _may_view(user, model)
    return bool(user.partner_id) and _may_view(user, model)


def _may_view(user, model: type[Model]) -> bool:
    named = model._meta.concrete_model or model
    if named is get_user_model().groups.through:  # who has which role
        named = get_user_model()
    return user.has_perm(f"{named._meta.app_label}.view_{named._meta.model_name}")


def events_of(model: Any, keys: Iterable[int]) -> models.QuerySet:
    """What the history wrote down about these rows, the newest first."""
    return model.pgh_event_model.objects.filter(pgh_obj_id__in=keys).order_by("-pgh_id")


LATER = timedelta(days=31)  # so much after its day a fact was not entered while it happened


def first_written(model: Any, **facts: Any) -> models.Subquery:
    """An annotation: when the history first wrote the row down, with these facts."""
    events = model.pgh_event_model.objects.filter(pgh_obj_id=models.OuterRef("pk"), **facts).order_by(
        "pgh_id"
    )
    return models.Subquery(events.values("pgh_created_at")[:1])


def later_than(day: date | None, moment: datetime | None) -> str:
    """„am 26.11.2026“, where that moment is well after the day; else nothing."""
    entered = timezone.localdate(moment) if moment else None
    return f"am {german.day(entered)}" if day and entered and entered - day > LATER else ""


def entered_later(record: Any, day: date | None, fact: str = "") -> str:
    """„am 26.11.2026“, where the record was entered well after the day of its fact; else nothing.

    When it was entered, the history knows; whoever looks at a payment of two years ago sees that it was brought over.
    With `fact`, the field of that day, asked is when this day was first written, not when the record was made.
    """
    if day is None:
        return ""
    events = events_of(type(record), [record.pk])
    if fact:
        events = events.filter(**{fact: day})
    return later_than(day, events.order_by("pgh_id").values_list("pgh_created_at", flat=True).first())


def told_late(said: str, record: Any, day: date | None, fact: str = "") -> str:
    """What is said of a fact, and when it was entered where that was well after: „…, nacherfasst am 26.11.2026“."""
    later = entered_later(record, day, fact)
    return f"{said}, nacherfasst {later}" if later else said


def entered_on(records: Iterable[Any]) -> dict[Any, date]:
    """By key, the day on which each of these records (of one model) was entered; asked once for all of them."""
    rows = list(records)
    if not rows:
        return {}
    found = events_of(type(rows[0]), [row.pk for row in rows]).order_by("-pgh_id")
    return {
        key: timezone.localdate(moment) for key, moment in found.values_list("pgh_obj_id", "pgh_created_at")
    }


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


@cache
def by_deputy(model: Any) -> Any:
    """An annotation: whether a deputy ever wrote the row. Of rows with it `Signatures` asks for no others' history."""
    events = model.pgh_event_model.objects.filter(pgh_obj_id=models.OuterRef("pk"))
    return written(model._base_manager.all(), models.Exists(events.filter(pgh_context__has_key=FOR)))


class Signatures:
    """Who gave the signatures of several rows of one model, with „i. V.“: two questions, however many rows."""

    def __init__(self, rows: Iterable[Any]):
        signed = [row for row in rows if getattr(row, "by_deputy", True)]
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
            told.append(replacement(field, old, new))
    return "; ".join(told)


def replacement(field: Field, old: Any, new: Any, names: Names | None = None) -> str:
    """What a field held, and what it holds: „Betrag: bisher „8.000,00 €“, jetzt „9.000,00 €““."""
    return f"{field.verbose_name}: bisher {in_words(field, old, names)}, jetzt {in_words(field, new, names)}"


def in_words(field: Field, value: Any, names: Names | None = None) -> str:
    """A stored value as the page of the record would put it; a reference by the name it has today.

    Who tells many has asked for the names before; without them each reference is one question.
    """
    if value is None or value == "":
        return "leer"
    if related := field.related_model:
        known = (
            related._base_manager.filter(pk=value).first() if names is None else names.get((related, value))
        )
        value = known or "gelöschter Eintrag"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german.moment(value) if isinstance(value, datetime) else german.day(value)
    if isinstance(value, Decimal):
        value = german.euro(value) if isinstance(field, EuroField) else german.number(value)
    chosen = dict(field.flatchoices).get(value, value)
    return f"„{Truncator(str(chosen)).chars(LONGEST_VALUE)}“"
