"""Tells entries of the history in German words: who did what to which record; a few questions for a whole page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain, islice
from typing import Any

from django.db.models import BinaryField, Field, JSONField, Model, OuterRef, Subquery, TextField
from django.urls import NoReverseMatch, reverse

from quartiersarbeit.ground.events import Authors, in_words, kinds, replacement
from quartiersarbeit.models import HistoryEntry, HistoryEntryQuerySet

AT_ONCE = 500  # entries told together, in a file
GONE = "gelöschter Eintrag"


@dataclass(frozen=True)
class Told:
    """One entry in words; `url` leads to everything that happened to its record."""

    moment: datetime
    who: str
    kind: str
    record: str
    url: str
    what: str


def tell_all(rows: HistoryEntryQuerySet, user) -> Iterator[Told]:
    """Each of these entries, in their order, a few hundred at a time."""
    left = rows.iterator(AT_ONCE)
    while some := list(islice(left, AT_ONCE)):
        yield from tell(some, user)


def tell(entries: Sequence[HistoryEntry], user) -> list[Told]:
    """These entries as `user` may read them.

    What stood before is the event before of those that may be told: a partner's draft is not told by what came of it.
    """
    before = _before(entries, user)
    events = _events(entries, before)
    authors = Authors(events.values())
    records = _records(entries)
    pairs = [(one, _of(one, events), events.get((one.event_table, before.get(one.pk)))) for one in entries]
    names = _names(pairs)
    return [
        Told(
            moment=one.at,
            who=authors.of(event) if event else "",
            kind=str(model._meta.verbose_name),
            record=str(records.get((model, one.record), GONE)),
            url=history_address(model, one.record),
            what=_what(model, event, earlier, records.get((model, one.record)), names),
        )
        for one, event, earlier in pairs
        for model in [kinds()[one.event_table]]
    ]


def history_address(model: type[Model], pk: int) -> str:
    """Where everything stands that happened to a record."""
    try:
        return reverse("protocol_of", args=[model._meta.model_name, pk])
    except NoReverseMatch:
        return ""


def _before(entries: Iterable[HistoryEntry], user) -> dict[int, int]:
    """The event that stood before each of them, where there is one."""
    earlier = HistoryEntry.objects.readable_by(user).filter(
        event_table=OuterRef("event_table"), record=OuterRef("record"), event_id__lt=OuterRef("event_id")
    )
    found = HistoryEntry.objects.filter(pk__in=[one.pk for one in entries]).annotate(
        before=Subquery(earlier.order_by("-event_id").values("event_id")[:1])
    )
    return dict(found.values_list("pk", "before"))


def _events(entries: Iterable[HistoryEntry], before: dict[int, int]) -> dict[tuple[str, int | None], Any]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in entries:
        wanted[one.event_table] |= {one.event_id, before.get(one.pk) or one.event_id}
    return {
        (table, key): event
        for table, keys in wanted.items()
        for key, event in kinds()[table].pgh_event_model.objects.in_bulk(keys).items()  # type: ignore[attr-defined]
    }


def _of(entry: HistoryEntry, events: dict) -> Any:
    return events.get((entry.event_table, entry.event_id))


def _records(entries: Iterable[HistoryEntry]) -> dict[tuple[type[Model], int], Model]:
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for one in entries:
        wanted[kinds()[one.event_table]].add(one.record)
    return _by_key(wanted)


def _names(pairs: Iterable[tuple[HistoryEntry, Any, Any]]) -> dict[tuple[type[Model], int], Model]:
    """What the told references are called."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for entry, event, earlier in pairs:
        for field in _fields(kinds()[entry.event_table], event):
            if field.related_model:
                keys = {getattr(one, field.attname) for one in (event, earlier) if one}
                wanted[field.related_model] |= keys - {None}
    return _by_key(wanted)


def _by_key(wanted: dict[type[Model], set[int]]) -> dict[tuple[type[Model], int], Model]:
    """Records by model and key, with what their names are made of."""
    return {
        (model, key): one
        for model, keys in wanted.items()
        if keys
        for key, one in model._base_manager.select_related().defer(*_bulky(model)).in_bulk(keys).items()
    }


@cache
def _bulky(model: type[Model], way: str = "", depth: int = 5) -> tuple[str, ...]:
    """What no name is made of: files and what was frozen, of a record and of what `select_related` reads with it."""
    own = [
        f"{way}{one.name}"
        for one in model._meta.concrete_fields
        if isinstance(one, BinaryField | JSONField) or (isinstance(one, TextField) and not one.editable)
    ]
    keys = (one for one in model._meta.concrete_fields if one.remote_field and not one.null and depth)
    further = (_bulky(one.related_model, f"{way}{one.name}__", depth - 1) for one in keys)
    return (*own, *chain.from_iterable(further))


def _fields(model: type[Model], event: Any) -> list[Field]:
    """The fields that an event holds of a record, without its key."""
    return [one for one in model._meta.concrete_fields if not one.primary_key and hasattr(event, one.attname)]


def _what(model: type[Model], event: Any, before: Any, record: Any, names: Any) -> str:
    if event is None:
        return "nicht mehr in der Historie"
    reason = (event.pgh_context or {}).get("reason") if (event.pgh_context or {}).get("user") else ""
    return f"{_done(model, event, before, record, names)}{f' (Grund: {reason})' if reason else ''}"


def _done(model: type[Model], event: Any, before: Any, record: Any, names: Any) -> str:
    if event.pgh_label == "delete":
        return "gelöscht"
    if event.pgh_label == "insert" or before is None:
        act, empty = ("angelegt" if event.pgh_label == "insert" else "geändert"), ("leer", "nein")
        held = [
            (field, in_words(field, getattr(event, field.attname), names)) for field in _fields(model, event)
        ]
        told = [(field, f"{field.verbose_name} {words}") for field, words in held if words not in empty]
    else:
        act = ""
        told = [
            (field, replacement(field, old, new, names))
            for field in _fields(model, event)
            for old, new in [(getattr(before, field.attname), getattr(event, field.attname))]
            if old != new
        ]
    if getattr(record, "anonymised_on", None):  # what the person was called is no longer shown anywhere
        told = [(field, str(field.verbose_name)) for field, _ in told]
    said = "; ".join(words for _, words in told)
    return f"{act}: {said}" if act and said else act or said or "ohne Änderung an den Angaben"
