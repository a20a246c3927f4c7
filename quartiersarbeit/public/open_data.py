"""Open data as files: CSV and JSON of each set, the data dictionary, the catalogue (DCAT-AP.de), grants (360Giving)."""

import csv
import io
import json
from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.spreadsheet import safe_text
from quartiersarbeit.public import catalogue, grants
from quartiersarbeit.public.answering import open_to_all, page
from quartiersarbeit.public.datasets import BY_SLUG, SETS, TYPES, Dataset, Row, full, rows_of

CSV, JSON = "text/csv; charset=utf-8", "application/json"
FIELDS = (
    Column("name", "Spalte"),
    Column("label", "Bezeichnung"),
    Column("kind", "Art", lambda one: TYPES[one.kind]),
    Column("meaning", "Bedeutung"),
)

_granted: Kept[bytes] = Kept(most=4)


@open_to_all
def open_data(request: HttpRequest) -> HttpResponse:
    """Which data there are, what their columns mean, and under which licence."""
    return page(request, "open_data", "Offene Daten", sets=_sets(), licence=settings.OPEN_DATA_LICENSE)


@cache
def _sets() -> SafeString:
    """Each set with its columns, drawn once a process: they are the program's."""
    sets = [(one, Table(FIELDS, list(one.fields), f"Spalten: {one.title}")) for one in SETS]
    return render_to_string("public/_sets.html", {"sets": sets})


@open_to_all
def open_data_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A set's rows as of today."""
    if (one := BY_SLUG.get(slug)) is None or form not in ("csv", "json"):
        raise Http404
    on = timezone.localdate()
    rows = rows_of(one, on)
    if form == "csv":
        return _file(as_csv([field.name for field in one.fields], rows), CSV, f"{slug}.csv")
    return _json({**_head(one), "stichtag": on, "zeilen": as_objects(one, rows)}, f"{slug}.json")


@open_to_all
def open_data_dictionary(request: HttpRequest) -> HttpResponse:
    """What each column of each set means."""
    return _json({"datensaetze": [dictionary_of(one) for one in SETS]}, "woerterbuch.json")


@open_to_all
def open_data_catalogue(request: HttpRequest) -> HttpResponse:
    """The description that portals harvest: DCAT-AP.de as JSON-LD."""
    told = settings.PUBLIC_URL, settings.OPEN_DATA_LICENSE, settings.OPEN_DATA_CONTRIBUTOR
    return _file(_catalogue(timezone.localdate(), city(), *told), "application/ld+json", "katalog.jsonld")


@lru_cache(maxsize=2)
def _catalogue(on: date, *told: Hashable) -> bytes:
    """Written once a day and city, with what the settings tell of it: no record is asked."""
    return _dumped(catalogue.catalogue(on))


@open_to_all
def open_data_grants(request: HttpRequest) -> HttpResponse:
    """What was granted, by the standard of 360Giving; written once per change."""
    on = timezone.localdate()
    told = _granted.of((on, city()), lambda: _dumped(grants.grants(on)))
    return _file(told, JSON, "foerderungen-360giving.json")


def as_csv(names: Iterable[str], rows: Iterable[Row]) -> bytes:
    """RFC 4180: commas, decimal points, days as JJJJ-MM-TT, UTF-8; a text that a program would compute is disarmed."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return lines.getvalue().encode()


def as_objects(one: Dataset, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as programs read them; euros are text, since numbers in JSON are rounded by many."""
    names = [field.name for field in one.fields]
    return [dict(zip(names, row, strict=True)) for row in rows]


def dictionary_of(one: Dataset) -> dict[str, Any]:
    """The columns of a set, in the order of its files."""
    fields = [
        {
            "name": field.name,
            "bezeichnung": field.label,
            "art": field.kind,
            "form": TYPES[field.kind],
            "bedeutung": field.meaning,
        }
        for field in one.fields
    ]
    return {**_head(one), "spalten": fields}


def _head(one: Dataset) -> dict[str, Any]:
    return {
        "datensatz": one.slug,
        "titel": one.title,
        "beschreibung": one.text,
        "quelle": one.source,
        "lizenz": settings.OPEN_DATA_LICENSE or None,
        "woerterbuch": full(address("open_data_dictionary")),
    }


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return safe_text(value) if isinstance(value, str) else value


def _dumped(told: Any) -> bytes:
    def plain(value: Any) -> str:
        return f"{value:.2f}" if isinstance(value, Decimal) else value.isoformat()

    return json.dumps(told, ensure_ascii=False, indent=1, default=plain).encode()


def _json(told: Any, name: str) -> HttpResponse:
    return _file(_dumped(told), JSON, name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return handed_out(content, kind, f"quartiersarbeit-{name}", inline=not name.endswith("csv"))
