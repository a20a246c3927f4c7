"""The page „Welche Daten wir haben“: every declaration in words, for everybody who is signed in."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.privacy import ACTED, NAMED, Personal
from quartiersarbeit.privacy.declared import field_label, personal, tables

COLUMNS = (
    Column("what", "Was"),
    Column("whose", "Wessen"),
    Column("purpose", "Wozu"),
    Column("keep", "Wie lange"),
    Column("basis", "Rechtsgrundlage"),
)
EVERYWHERE = "Bei jedem Vorgang: Person und Tag"


class Kept(NamedTuple):
    """One declaration in words."""

    what: str
    whose: str
    purpose: str
    keep: str
    basis: str


def what(one: Personal) -> str:
    """The record and its fields: „Ansprechperson: Name, Funktion“."""
    fields = ", ".join(dict.fromkeys(field_label(one.model, name) for name in one.names))
    return f"{tables()[one.model]._meta.verbose_name}: {fields}"


def _told(found: list[Personal]) -> Iterator[Kept]:
    for one in found:
        yield Kept(what(one), one.whose, one.purpose, one.keep.text, one.basis)


def groups() -> list[Table]:
    """By how a person is found: with a reference, in a text, and as who acted, which is said once for all."""
    known = personal()
    acted = [one for one in known if one.whose == ACTED and one.person == one.fields]
    others = [one for one in known if one not in acted]
    once = [Kept(EVERYWHERE, ACTED, acted[0].purpose, acted[0].keep.text, acted[0].basis)]
    return [
        Table(COLUMNS, list(_told([one for one in others if one.person != NAMED])), "Angaben zu Personen"),
        Table(COLUMNS, once, "Wer gehandelt hat"),
        Table(
            COLUMNS,
            list(_told([one for one in others if one.person == NAMED])),
            "Texte, in denen jemand genannt sein kann",
        ),
    ]


@require_safe
def data_kept(request: HttpRequest) -> HttpResponse:
    """All that is kept about people."""
    context = {"title": "Welche Daten wir haben", "crumbs": crumbs("data_kept"), "groups": groups()}
    return render(request, "privacy/kept.html", context)
