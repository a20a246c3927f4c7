"""Auskunft (Art. 15 DSGVO): everything that is declared, of one person, as data; `letter` sets it as a paper.

Rows that name the person by reference are told with every declared field; texts are searched for the name and the
address, and told as the passage around it. What whoever gives the Auskunft may not read – a partner's draft – is
counted, not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.core.files.base import File
from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from partners.models import Contact, User
from quartiersarbeit.ground.privacy import ACTED, NAMED, Personal
from quartiersarbeit.privacy.declared import SIGNED_IN, events, field_label, personal, tables

AROUND = 100  # letters on each side of a name in a text
SHORTEST = 4  # letters of a name that is searched for: shorter ones stand in other words
HIDDEN = "gespeichert, wird nicht gezeigt"
EVENTS = {"insert": "angelegt", "update": "geändert", "delete": "gelöscht"}
KINDS: dict[str, type[models.Model]] = {"konto": User, "ansprechperson": Contact}


@dataclass(frozen=True)
class Part:
    """What one declaration gives: its rows, each with every declared field, and what the history says of them."""

    declared: Personal
    rows: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    unread: int = 0  # rows that whoever gives the Auskunft may not read
    unsearched: tuple[str, ...] = ()  # files: only people can look into them


@dataclass(frozen=True)
class Disclosure:
    """All that is known of a person on a day."""

    person: models.Model
    kind: str
    on: date
    parts: list[Part]
    acted: list[dict[str, Any]]  # events of the history that this person caused

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a machine."""
        return {
            "person": str(self.person),
            "kind": self.kind,
            "as_of": self.on.isoformat(),
            "parts": [_part_as_json(part) for part in self.parts],
            "acted": self.acted,
        }


def _part_as_json(part: Part) -> dict[str, Any]:
    one = part.declared
    return {
        "record": str(tables()[one.model]._meta.verbose_name),
        "model": one.model,
        "fields": {name: field_label(one.model, name) for name in one.names},
        "whose": one.whose,
        "purpose": one.purpose,
        "kept": one.keep.text,
        "basis": one.basis,
        "rows": part.rows,
        "history": part.history,
        "not_readable_here": part.unread,
        "not_searched": list(part.unsearched),
    }


def disclose(person: models.Model, by: User, on: date) -> Disclosure:
    """Everything declared about this person (User or Contact), as `by` may read it."""
    label = type(person)._meta.label
    kind = next(name for name, model in KINDS.items() if model is type(person))
    parts = [_part(one, person, by) for one in personal() if _concerns(one, label)]
    acted = _caused(person) if isinstance(person, User) else []
    return Disclosure(person, kind, on, parts, acted)


def _concerns(one: Personal, label: str) -> bool:
    if one.person == NAMED:
        return True
    if one.person == SIGNED_IN:
        return label == User._meta.label
    model = tables()[one.model]
    for step in filter(None, one.person.split("__")):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.label == label


def _part(one: Personal, person: models.Model, by: User) -> Part:
    model = tables()[one.model]
    if one.person == SIGNED_IN:
        return Part(one, [_row(one, row) for row in _sessions(person)])
    if one.person == NAMED:
        return _named(one, person, by)
    about = Q(**{one.person or "pk": person.pk})
    rows = model._base_manager.filter(about).order_by("pk")
    if one.whose == ACTED:
        seen, unread = _readable(rows, by)
        told = [{"record": str(row), **_row(one, row), **_day(row, one.fields)} for row in seen]
        return Part(one, told, [], unread)
    return Part(one, [_row(one, row) for row in rows], list(_history(one, person)))


# --- rows that name the person by reference ----------------------------------------------------------


def _row(one: Personal, row: models.Model) -> dict[str, Any]:
    hidden = one.hidden.split()
    values = {name: _plain(row, name) for name in one.names}
    return {name: (HIDDEN if value else "") if name in hidden else value for name, value in values.items()}


def _plain(row: models.Model, name: str) -> Any:
    value = getattr(row, name, None)
    if isinstance(value, models.Manager):
        return [str(each) for each in value.all()]
    if isinstance(value, File):
        return value.name
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | list | dict) else str(value)


def _day(row: models.Model, name: str) -> dict[str, Any]:
    """On which day somebody acted, where the record says it beside them."""
    day = "on" if name == "by" else f"{name.removesuffix('_by')}_on"
    value = getattr(row, day, None)
    return {"on": value.isoformat()} if isinstance(value, date) else {}


def _sessions(person: models.Model) -> Iterator[Session]:
    for session in Session.objects.order_by("expire_date"):
        if session.get_decoded().get(SIGNED_IN) == str(person.pk):
            yield session


def _history(one: Personal, person: models.Model) -> Iterator[dict[str, Any]]:
    """What the history says of the same rows, also of deleted ones."""
    history = events().get(one.model)
    if history is None or "__" in one.person:
        return
    kept = {each.name for each in history._meta.fields}
    rows = history._base_manager.filter(**{one.person or "id": person.pk}).order_by("pgh_id")
    row: Any
    for row in rows:
        values = {name: _plain(row, name) for name in one.names if name in kept}
        yield {"at": row.pgh_created_at.isoformat(), "what": EVENTS[row.pgh_label], **values}


# --- texts that name the person ----------------------------------------------------------------------


def needles(person: models.Model) -> list[str]:
    """What is looked for: the whole name, and the address of the e-mail."""
    name = person.get_full_name() if isinstance(person, User) else person.name  # type: ignore[attr-defined]
    known = [name, person.email]  # type: ignore[attr-defined]
    return [text for text in known if len(text) >= SHORTEST and not getattr(person, "anonymised_on", None)]


def _named(one: Personal, person: models.Model, by: User) -> Part:
    model = tables()[one.model]
    texts, files = _texts(model, one.names)
    found = _searched(model._base_manager.all(), texts, needles(person))
    seen, unread = _readable(found, by)
    history, past = events().get(one.model), []
    if history is not None and (kept := [name for name in texts if _has(history, name)]):
        before = _searched(history._base_manager.all(), kept, needles(person))
        readable = _readable(model._base_manager.filter(pk__in=before.values("pgh_obj_id")), by)[0]
        for row in before.filter(pgh_obj_id__in=[each.pk for each in readable]).order_by("pgh_id"):
            passage = _passages(one, row, kept, person)
            past.append({"at": row.pgh_created_at.isoformat(), "what": EVENTS[row.pgh_label], **passage})
    told = [{"record": str(row), **_passages(one, row, texts, person)} for row in seen]
    return Part(one, told, past, unread, files)


def _texts(model: type[models.Model], names: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """Which of these fields are text that can be searched, and which are files."""
    kinds = {name: model._meta.get_field(name) for name in names}
    files = [name for name, kind in kinds.items() if isinstance(kind, models.BinaryField | models.FileField)]
    return [name for name in names if name not in files], tuple(files)


def _has(model: type[models.Model], name: str) -> bool:
    return name in {each.name for each in model._meta.fields}


def _searched(rows: QuerySet, names: list[str], sought: list[str]) -> QuerySet:
    if not names or not sought:
        return rows.none()
    rows = rows.annotate(**{f"text_of_{name}": Cast(name, TextField()) for name in names})
    anywhere = Q()
    for name in names:
        for text in sought:
            anywhere |= Q(**{f"text_of_{name}__icontains": text})
    return rows.filter(anywhere)


def _readable(rows: QuerySet, by: User) -> tuple[list[Any], int]:
    """The rows that `by` may read, and how many there are besides."""
    manager = rows.model._default_manager.all()
    if not hasattr(manager, "visible_to"):
        return list(rows), 0
    seen = list(rows.filter(pk__in=manager.visible_to(by).values("pk")))
    return seen, rows.count() - len(seen)


def _passages(one: Personal, row: models.Model, names: list[str], person: models.Model) -> dict[str, Any]:
    """Each declared text with the passage around the name; of hidden ones that it is there."""
    found = {}
    for name in names:
        text = str(getattr(row, name) or "")
        at = min(
            (where for each in needles(person) if (where := text.lower().find(each.lower())) >= 0), default=-1
        )
        if at >= 0:
            passage = text[max(at - AROUND, 0) : at + AROUND]
            found[name] = HIDDEN if name in one.hidden.split() else passage
    return found


# --- what the person caused --------------------------------------------------------------------------


def _caused(person: models.Model) -> list[dict[str, Any]]:
    """Every event of the history by this account: when, what, of which kind of record."""
    found = []
    for label, model in events().items():
        kind = str(tables()[label]._meta.verbose_name)
        rows = model._base_manager.filter(pgh_context__user=person.pk)
        for at, what in rows.values_list("pgh_created_at", "pgh_label"):
            found.append({"at": at.isoformat(), "what": EVENTS[what], "record": kind})
    return sorted(found, key=lambda event: event["at"])
