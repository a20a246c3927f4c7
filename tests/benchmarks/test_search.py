"""What the one field costs at 1×, 10× and 100× data, beside an empty page of the same run.

Asked are questions that all rows of a kind answer, and at 100× the forty of `tests/test_search.py`, too.
At 100× the budget is 60 ms of the processor – Python's and PostgreSQL's together – beside the empty page, for the least
of turns that are taken one after the other: what search costs, not what others do on the machine just then. Where
nobody else does anything, that is the time on the clock; it is told beside.
"""

from functools import partial
from statistics import median
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.benchmarks.measuring import as_delivered, costs, keep, told
from tests.benchmarks.test_pages import ROUNDS, SIZES, World
from tests.test_search import network, questions

__all__ = ["network"]
pytestmark = [pytest.mark.bench, pytest.mark.django_db]

BUDGET = 60  # milliseconds beside the empty page, at 100×
OF_MANY = {  # what all rows of a kind answer, or none
    "ein Wort": "Vereinbarung",
    "verschrieben": "Vereinbarnug",
    "eine Nummer": "2026/QA-001",
    "nichts": "Xylophonorchester",
    "zwei Wörter": "Standort Bielefeld",
    "nur Füllwörter": "der die das und",
    "sehr lang": "wort " * 2000,
}


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_time_of_the_search(network, koordination, client_of):
    forty = {question: question for question in questions()}
    client, world = client_of(koordination), World(koordination)
    found: dict[str, dict] = {}
    over: dict[str, float] = {}
    print(f"\n{'Suche':32}{'Python':>8}{'Datenbank':>11}{'über leer':>11}{'Uhr':>8}{'Abfragen':>10}")
    for size, rows in SIZES.items():
        world.grow(rows)
        asked = OF_MANY | (forty if size == "100×" else {})
        addresses = {"leere Seite": reverse("empty")}
        addresses |= {
            label: f"{reverse('search')}?{urlencode({'q': typed})}" for label, typed in asked.items()
        }
        pages = {label: partial(client.get, address) for label, address in addresses.items()}
        with as_delivered():
            measured = costs(pages, ROUNDS)
        empty = measured["leere Seite"]
        for label, cost in measured.items():
            over[label] = round(cost.cpu + cost.database - empty.cpu - empty.database, 1)
            line = f"{f'{label} {size}':32}{cost.cpu:8.1f}{cost.database:11.1f}{over[label]:11.1f}{cost.wall:8.1f}"
            print(f"{line}{cost.queries:10}")
        found[size] = {label: told(cost) for label, cost in measured.items()}
        print(f"{size}: über leer im Mittel {median(over.values()):.1f}, höchstens {max(over.values()):.1f}")
    keep("search", found)
    assert {label: took for label, took in over.items() if took > BUDGET} == {}
