"""What can be asked of any day: words „as of“, what a report would state, and the pages with their Stichtag.

The words are found, not listed: every word of every QuerySet that wants nothing but the day. Whoever adds one is
asked, too.
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from funding.models import Decision, FiscalYear
from quality_dialog.report import facts
from tests.year import telling
from tests.year.asked_again import Again

APPS = ("partners", "sites", "funding", "quality_dialog")
Answers = dict[str, Any]


@cache
def _named() -> list[tuple[type[Model], str]]:
    """The models with the names of their words, looked up once."""
    return [
        (model, name)
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for name, word in inspect.getmembers(type(model._default_manager.all()), inspect.isfunction)
        if [*inspect.signature(word).parameters] == ["self", "on"] and not name.startswith("_")
    ]


def words() -> Iterator[tuple[str, Callable[[date], QuerySet]]]:
    """Every word of a model's QuerySet that wants nothing but the day, by its name."""
    for model, name in _named():
        yield f"{model.__name__}.{name}", getattr(model._default_manager.all(), name)


def of_words(on: date, again: Again | None = None) -> Answers:
    """What each word finds on that day, with all it adds to the rows; `with_…` only adds and finds everything."""
    again = again or Again()
    told: Answers = {}
    for name, word in words():
        found = again.asks((name, on), partial(_found, word), on, like=name)
        if found is not None:
            told[name] = found
    return told


def _found(word: Callable[[date], QuerySet], on: date) -> dict[str, list[str]] | None:
    found = word(on)
    if not isinstance(found, QuerySet):
        return None
    known = found.model._default_manager.all().query.annotation_select
    added = sorted(set(found.query.annotation_select) - set(known))
    rows = found.order_by().values_list("pk", *added)
    return {str(pk): [str(one) for one in more] for pk, *more in rows}


def of_reports(on: date, again: Again | None = None) -> Answers:
    """What a report drafted now would state as of that day, for each year known by then."""
    again = again or Again()
    told: Answers = {}
    years = {*FiscalYear.objects.opened(on).values_list("year", flat=True), on.year}
    for year in sorted(years):
        told |= again.asks(("Bericht", year, on), partial(_known, year), on)
    return told


def _known(year: int, on: date) -> Answers:
    known = facts.known(year=year, as_of=on)
    told: Answers = {}
    for figure in known.figures():
        told[f"Bericht {year}: {figure.label}"] = (figure.text, [str(one) for one in figure.records])
    if known.dialogue:
        told[f"Bericht {year}: Maßnahmen im Einzelnen"] = [*map(str, known.dialogue.measure_rows)]
        told[f"Bericht {year}: Feststellungen im Einzelnen"] = [*map(str, known.dialogue.findings)]
    told[f"Bericht {year}: Gespräche"] = [*map(str, known.talks)]
    told[f"Bericht {year}: Standorte im Einzelnen"] = [*map(str, known.places)]
    return told


def of_pages(reader: telling.Reader, on: date) -> Answers:
    """What the pages that can be asked for a day say of it."""
    told: Answers = {}
    asked = f"stichtag={on:%Y-%m-%d}"
    for row in reader.csv("/haushalt/") or ():
        year = row["Haushaltsjahr"]
        page = reader.page(f"/haushalt/{year}/?{asked}")
        if page is None or not FiscalYear.objects.opened(on).filter(year=year).exists():
            continue
        told[f"/haushalt/{year}/, Karten"] = telling.cards(page)
        for one in telling.rows(page):
            if "gebunden" in one.cells and any(one.cells[name] != "0,00 €" for name in telling.SUMS):
                told[f"/haushalt/{year}/, {one.address}"] = one.cells
    page = reader.page(f"/standorte/?{asked}")
    if page is not None:
        told["/standorte/, Plätze"] = [
            telling.words(one)
            for one in page.main.xpath(".//figure[contains(@class,'seats')]/figcaption/strong")
        ]
    with_seat = [row for row in reader.csv(f"/standorte/?{asked}") or () if row["Platz"]]
    told["/standorte/ als CSV"] = [(row["Name"], row["Platz"], row["Träger"]) for row in with_seat]
    return told


def _still_there(told: dict) -> dict:
    """Of drafts those whose row is there yet: a withdrawn one bound nobody, and an `EarlierDraft` says what had stood.

    The sums that count both – planned, of a year and of an allocation – are asked as all others.
    """
    rows = {str(pk) for pk in Decision.objects.values_list("pk", flat=True)}
    return {pk: more for pk, more in told.items() if pk in rows}


def rewritten(before: Answers, after: Answers) -> list[str]:
    """What a past day answers differently now, one readable line each."""
    changed = []
    for name in sorted(before | after):
        if name.startswith("EarlierDraft."):
            continue  # written when the draft goes, about the days before
        old, new = before.get(name), after.get(name)
        if name.startswith("Decision.") and isinstance(old, dict):
            old = _still_there(old)
        if isinstance(old, dict) and isinstance(new, dict) and "with_" in name:
            new = {
                pk: told for pk, told in new.items() if pk in old
            }  # what came later is added to, not found
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            both = [pk for pk in {**old, **new} if old.get(pk) != new.get(pk)]
            old, new = {pk: old.get(pk) for pk in both}, {pk: new.get(pk) for pk in both}
        elif isinstance(old, list) and isinstance(new, list):
            old, new = [one for one in old if one not in new], [one for one in new if one not in old]
        changed.append(f"{name}: an jenem Tag {old}, jetzt {new}")
    return changed
