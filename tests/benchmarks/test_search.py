"""What the one field costs at 1×, 10× and 100× data, beside an empty page of the same run.

Asked are questions that all rows of a kind answer, and at 100× the forty of `tests/test_search.py`, too.
At 100× the budget is 60 ms beside the empty page, for the least of turns that are taken one after the other: what
search costs, not what the machine does just then. The processor's time is told beside the clock's: Python's own, and
what PostgreSQL says it took for planning and answering.
"""

import json
from functools import partial
from statistics import median
from urllib.parse import urlencode

import pytest
from django.db import connection
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


def by_database(page) -> float:
    """Milliseconds that PostgreSQL says it took for the statements of a page, each planned and answered once more."""
    took = 0.0

    def explained(execute, sql, params, many, context):
        nonlocal took
        if sql.lstrip("( ").startswith("SELECT"):
            execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params, many, context)
            said = context["cursor"].fetchone()[0]
            (plan,) = json.loads(said) if isinstance(said, str) else said
            took += plan["Planning Time"] + plan["Execution Time"]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        page()
    return took


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_time_of_the_search(network, koordination, client_of):
    forty = {question: question for question in questions()}
    client, world = client_of(koordination), World(koordination)
    found: dict[str, dict] = {}
    print(f"\n{'Suche':32}{'CPU':>8}{'Datenbank':>11}{'Uhr':>8}{'über leer':>11}{'Abfragen':>10}")
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
            database = {label: min(by_database(page) for _ in range(2)) for label, page in pages.items()}
        empty = measured["leere Seite"].wall
        over = {label: round(cost.wall - empty, 1) for label, cost in measured.items()}
        for label, cost in measured.items():
            line = f"{f'{label} {size}':32}{cost.cpu:8.1f}{database[label]:11.1f}{cost.wall:8.1f}"
            print(f"{line}{over[label]:11.1f}{cost.queries:10}")
        print(f"{size}: über leer im Mittel {median(over.values()):.1f}, höchstens {max(over.values()):.1f}")
        found[size] = {
            label: told(cost) | {"database": round(database[label], 1)} for label, cost in measured.items()
        }
    keep("search", found)
    assert {label: took for label, took in over.items() if took > BUDGET} == {}
