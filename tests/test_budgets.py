"""What a page may cost is written down for each role (`benchmarks/budgets.json`) and may only fall.

Function calls hardly vary where milliseconds swing by half, so both are pinned: statements exactly, calls to a
twentieth. After making pages cheaper, `BUDGETS=lower .venv/bin/pytest tests/test_budgets.py` writes down what is less
now; it raises nothing. Whoever needs more writes it by hand, where a reviewer sees it.
"""

import json
import os
from itertools import chain
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.benchmarks.measuring import as_delivered, counted
from tests.benchmarks.test_pages import LISTS, World

pytestmark = pytest.mark.django_db
BUDGETS = Path(__file__).with_name("benchmarks") / "budgets.json"
SLACK = 1.05
SIZE = 25  # of each kind: as many as a page of a list shows


def later(made):
    """What is made only once it is its turn."""
    yield from made().items()


@pytest.mark.parametrize("role", ["koordination", "freigabe", "revision", "partner_user"])
@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_no_page_costs_a_role_more_than_is_written_down(role, request, client_of):
    person = request.getfixturevalue(role)
    world = World(request.getfixturevalue("koordination"))
    world.grow(SIZE)
    client = client_of(person)
    addresses = {"leere Seite": reverse("empty"), "Übersicht": reverse("dashboard")}
    addresses |= {name: reverse(page) for name, (page, _) in LISTS.items()} | world.details()
    found = {}
    with as_delivered():
        # The first look of a process learns on which tables an answer rests; kept is it only where nobody, another
        # worker neither, has committed meanwhile. From the second on it is kept whatever they do.
        client.get(addresses["Übersicht"])
        for name, address in chain(addresses.items(), later(world.papers)):
            if client.get(address).status_code == 200:  # what is not theirs costs them nothing
                calls, queries, *_ = counted(world.page(client, name, address))
                found[name] = {"queries": queries, "calls": calls}
    budgets = json.loads(BUDGETS.read_text("utf-8")) if BUDGETS.exists() else {}
    known = budgets.get(role, {})
    if os.environ.get("BUDGETS") == "lower":
        budgets[role] = {
            name: {what: min(cost[what], known.get(name, cost)[what]) for what in cost}
            for name, cost in found.items()
        }
        BUDGETS.write_text(json.dumps(budgets, ensure_ascii=False, indent=1) + "\n", "utf-8")
        known = budgets[role]
    assert found.keys() == known.keys()
    dearer = {
        name: (cost, known[name])
        for name, cost in found.items()
        if cost["queries"] > known[name]["queries"] or cost["calls"] > known[name]["calls"] * SLACK
    }
    assert dearer == {}
