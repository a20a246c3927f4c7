"""What can be asked of any day: every word „as of“ of every QuerySet, and the facts a report would state.

The words are found, not listed: whoever adds one is asked, too.
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from funding.models import FiscalYear
from quality_dialog.report import facts

APPS = ("partners", "sites", "funding", "quality_dialog")
Answers = dict[str, Any]


def words() -> Iterator[tuple[str, Callable[[date], QuerySet]]]:
    """Every word of a model's QuerySet that wants nothing but the day, by its name."""
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        everything = model._default_manager.all()
        for name, word in inspect.getmembers(type(everything), inspect.isfunction):
            asked = [*inspect.signature(word).parameters]
            if asked == ["self", "on"] and not name.startswith("_"):
                yield f"{model.__name__}.{name}", getattr(everything, name)


def of_words(on: date) -> Answers:
    """What each word finds on that day, with all it adds to the rows."""
    told: Answers = {}
    for name, word in words():
        found = word(on)
        if not isinstance(found, QuerySet):
            continue
        added = sorted(set(found.query.annotations) - set(found.model._default_manager.all().query.annotations))
        told[name] = sorted(map(str, found.order_by().values_list("pk", *added)))
    return told


def of_reports(on: date) -> Answers:
    """What a report drafted now would state as of that day, for each year known by then."""
    told: Answers = {}
    years = {year for year in FiscalYear.objects.opened(on).values_list("year", flat=True)} | {on.year}
    for year in sorted(years):
        known = facts.known(year=year, as_of=on)
        for figure in known.figures():
            told[f"Bericht {year}: {figure.label}"] = (figure.text, [str(one) for one in figure.records])
        if known.dialogue:
            told[f"Bericht {year}: Maßnahmen im Einzelnen"] = [*map(str, known.dialogue.measure_rows)]
            told[f"Bericht {year}: Feststellungen im Einzelnen"] = [*map(str, known.dialogue.findings)]
        told[f"Bericht {year}: Gespräche"] = [*map(str, known.talks)]
        told[f"Bericht {year}: Standorte im Einzelnen"] = [*map(str, known.places)]
    return told


def rewritten(before: Answers, after: Answers) -> list[str]:
    """What a past day answers differently now, one readable line each."""
    changed = []
    for name in before:
        old, new = before[name], after.get(name)
        if old == new:
            continue
        if isinstance(old, list) and isinstance(new, list):
            old, new = [one for one in old if one not in new], [one for one in new if one not in old]
        changed.append(f"{name}: gefragt an jenem Tag {old}, jetzt {new}")
    return changed + [f"{name}: damals unbekannt, jetzt {after[name]}" for name in after if name not in before]
