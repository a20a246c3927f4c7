"""How long the one field takes at 1×, 10× and 100× data, beside an empty page of the same run.

At 100× the budget is 60 ms beside the empty page: what search costs, not what the machine does just then.
"""

import statistics

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.benchmarks.test_pages import SIZES, World, p95, timed

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
    print(f"\n{'Suche':24}{'Median':>8}{'p95':>8}{'über leer':>10}{'Abfragen':>10}")
    for size, rows in SIZES.items():
        world.grow(rows)
        empty = statistics.median(timed(client, reverse("empty")))
        print(f"{'leere Seite ' + size:24}{empty:8.1f}")
        for label, typed in ASKED.items():
            address = f"{reverse('search')}?q={typed}"
            times = timed(client, address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            beside = statistics.median(times) - empty
            print(
                f"{f'{label} {size}':24}{statistics.median(times):8.1f}{p95(times):8.1f}{beside:10.1f}{len(asked):10}"
            )
            if size == "100×":
                over[label] = round(beside, 1)
    assert {label: took for label, took in over.items() if took > BUDGET} == {}
