"""How long the list of tasks and the overview take, with few and with very many that wait."""

import statistics
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.benchmarks.test_pages import SIZES, p95, timed
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
    print(f"\n{'Seite':20}{'Raten':>8}{'Median':>8}{'p95':>8}{'Abfragen':>10}")
    made = 0
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
        for page, address in pages.items():
            times = timed(client, address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            print(
                f"{page + ' ' + size:20}{rows:8}{statistics.median(times):8.1f}{p95(times):8.1f}{len(asked):10}"
            )
