"""A public page costs at most twice the empty page of somebody signed in, however long the report is."""

from functools import partial

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from partners.models import User
from quality_dialog.models import Report
from tests.access import PUBLISHED
from tests.benchmarks.measuring import as_delivered, counted

pytestmark = pytest.mark.django_db

MOST = 2


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_no_public_page_costs_more_than_twice_the_empty_page(loaded, client_of):
    told, stranger, signed_in = (
        Report.objects.get(year=2021),
        Client(),
        client_of(User.objects.get(email="koordination@example.org")),
    )
    arguments = {"open_data_file": ["zuweisungen", "json"]}
    arguments |= {name: [told.pk] for name in ("public_report", "public_report_pdf")}
    pages = {name: reverse(name, args=arguments.get(name)) for name in PUBLISHED}
    with as_delivered():
        for address in (*pages.values(), reverse("empty")):
            signed_in.get(address)
        empty, *_ = counted(partial(signed_in.get, reverse("empty")))
        costs = {name: counted(partial(stranger.get, address))[0] for name, address in pages.items()}
    dearer = {name: (cost, empty) for name, cost in costs.items() if cost > MOST * empty}
    assert dearer == {}, costs
