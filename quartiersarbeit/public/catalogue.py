"""The catalogue of the open data by DCAT-AP.de 2.0, as JSON-LD: what the portals of state and federation harvest.

Source: https://www.dcat-ap.de/def/dcatde/2.0/spec/. What the city has not decided – a licence, its identifier at
GovData – is left out, not invented.
"""

from datetime import date
from typing import Any

from django.conf import settings

from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.public.datasets import SETS, Dataset, full

EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FILES = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}
GRANTS = (
    "foerderungen-360giving",
    "Förderungen nach 360Giving",
    "Was für die Quartiersarbeit bewilligt ist, im Format des 360Giving Data Standard.",
)


def catalogue(on: date) -> dict[str, Any]:
    """All sets as of that day."""
    sets = [_dataset(one, on) for one in SETS]
    return {
        "@context": CONTEXT,
        "@id": full(address("open_data_catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": _german(f"Offene Daten der Quartiersarbeit: {city().name}"),
        "dct:description": _german(
            f"Quartiersarbeit im {city().network}: Standorte, Plätze, Zuweisungen und Berichte."
        ),
        "dct:publisher": _publisher(),
        "dct:language": _at(f"{EU}/language/DEU"),
        "dct:modified": _day(on),
        "foaf:homepage": _at(full(address("open_data"))),
        **_license(),
        "dcat:dataset": [*sets, _grants(on)],
    }


def _dataset(one: Dataset, on: date) -> dict[str, Any]:
    files = [
        _distribution(f"{one.title} ({name})", full(address("open_data_file", one.slug, form)), name, kind)
        for form, (name, kind) in FILES.items()
    ]
    return _described(one.slug, one.title, one.text, one.theme, files, on)


def _grants(on: date) -> dict[str, Any]:
    slug, title, text = GRANTS
    files = [_distribution(title, full(address("open_data_grants")), *FILES["json"])]
    return _described(slug, title, text, "GOVE", files, on)


def _described(slug: str, title: str, text: str, theme: str, files: list, on: date) -> dict[str, Any]:
    own = settings.OPEN_DATA_CONTRIBUTOR
    return {
        "@id": f"{full(address('open_data'))}#{slug}",
        "@type": "dcat:Dataset",
        "dct:identifier": slug,
        "dct:title": _german(title),
        "dct:description": _german(text),
        "dct:publisher": _publisher(),
        "dcat:theme": _at(f"{EU}/data-theme/{theme}"),
        "dcat:landingPage": _at(f"{full(address('open_data'))}#{slug}"),
        "dct:language": _at(f"{EU}/language/DEU"),
        "dct:modified": _day(on),
        "dct:accrualPeriodicity": _at(f"{EU}/frequency/DAILY"),
        "dcatde:politicalGeocodingLevelURI": _at(
            "http://dcat-ap.de/def/politicalGeocoding/Level/municipality"
        ),
        **({"dcatde:contributorID": _at(own)} if own else {}),
        "foaf:page": _at(full(address("open_data_dictionary"))),
        "dcat:distribution": files,
    }


def _distribution(title: str, url: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": _german(title),
        "dcat:accessURL": _at(url),
        "dcat:downloadURL": _at(url),
        "dcat:mediaType": _at(f"https://www.iana.org/assignments/media-types/{kind}"),
        "dct:format": _at(f"{EU}/file-type/{name}"),
        **_license(),
    }


def _license() -> dict[str, Any]:
    return {"dct:license": _at(settings.OPEN_DATA_LICENSE)} if settings.OPEN_DATA_LICENSE else {}


def _publisher() -> dict[str, Any]:
    return {"@id": f"{settings.PUBLIC_URL}/#stadt", "@type": "foaf:Organization", "foaf:name": city().name}


def _german(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "de"}


def _day(on: date) -> dict[str, str]:
    return {"@value": on.isoformat(), "@type": "xsd:date"}


def _at(url: str) -> dict[str, str]:
    return {"@id": url}
