"""How long the list of tasks and the overview take, with few and with very many that wait."""

from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from tests.benchmarks.measuring import as_delivered, costs, keep, told
from tests.benchmarks.test_pages import ROUNDS, SIZES
from tests.factories import DecisionFactory, DisbursementFactory, UserFactory

pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def test_time_of_the_tasks(freigabe, client_of):
    """Certified instalments of one euro that wait for their release; half of them are planned only."""
    client = client_of(freigabe)
    pages = {
        "Übersicht": reverse("dashboard"),
        "Aufgaben": reverse("task_list"),
        "Fristen": reverse("deadline_list"),
    }
    allocation, person = DecisionFactory(amount=Decimal("60000.00"), approved=True).allocation, UserFactory()
    print(f"\n{'Seite':20}{'Raten':>8}{'CPU':>8}{'Uhr':>8}{'Abfragen':>10}")
    made, found = 0, {}
    for size, rows in SIZES.items():
        while made < rows:
            made += 1
            DisbursementFactory(
                allocation=allocation,
                number=made,
                amount=Decimal("1.00"),
                drafted_by=person,
                certified=bool(made % 2),
                **({"certified_by": person} if made % 2 else {}),
            )
        with as_delivered():
            measured = costs({page: partial(client.get, address) for page, address in pages.items()}, ROUNDS)
        for page, cost in measured.items():
            print(f"{page + ' ' + size:20}{rows:8}{cost.cpu:8.1f}{cost.wall:8.1f}{cost.queries:10}")
        found[size] = {page: told(cost) for page, cost in measured.items()}
    keep("tasks", found)
