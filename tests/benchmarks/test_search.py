"""How long the one field takes at 1×, 10× and 100× data, beside an empty page of the same run.

At 100× the budget is 60 ms beside the empty page: what search costs, not what the machine does just then.
"""

from functools import partial

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.benchmarks.measuring import as_delivered, costs, keep, told
from tests.benchmarks.test_pages import ROUNDS, SIZES, World

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

BUDGET = 60  # milliseconds beside the empty page, at 100×
ASKED = {
    "ein Name": "Partner",
    "ein Wort": "Vereinbarung",
    "verschrieben": "Vereinbarnug",
    "eine Nummer": "2026/QA-001",
    "nichts": "Xylophonorchester",
    "zwei Wörter": "Standort Bielefeld",
    "nur Füllwörter": "der die das und",
    "sehr lang": "wort " * 2000,
}


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_time_of_the_search(koordination, client_of):
    client, world = client_of(koordination), World(koordination)
    over: dict[str, float] = {}
    found: dict[str, dict] = {}
    print(f"\n{'Suche':24}{'CPU':>8}{'Uhr':>8}{'über leer':>10}{'Abfragen':>10}")
    for size, rows in SIZES.items():
        world.grow(rows)
        addresses = {label: f"{reverse('search')}?q={typed}" for label, typed in ASKED.items()}
        pages = {
            label: partial(client.get, address)
            for label, address in {"leere Seite": reverse("empty"), **addresses}.items()
        }
        with as_delivered():
            measured = costs(pages, ROUNDS)
        empty = measured["leere Seite"].wall
        for label, cost in measured.items():
            beside = round(cost.wall - empty, 1)
            print(f"{f'{label} {size}':24}{cost.cpu:8.1f}{cost.wall:8.1f}{beside:10.1f}{cost.queries:10}")
            if size == "100×":
                over[label] = beside
        found[size] = {label: told(cost) for label, cost in measured.items()}
    keep("search", found)
    assert {label: took for label, took in over.items() if took > BUDGET} == {}
