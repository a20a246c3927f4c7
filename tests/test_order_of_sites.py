"""One order of sites everywhere: a German index, with numbers as numbers."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from quality_dialog.report.naming import Names
from quality_dialog.report.network import site_facts
from quartiersarbeit.ground.columns import GermanKey
from sites.models import Site
from tests.factories import SiteFactory

BY_BARE_NAME = re.compile(r"""order_by\(.*(?<!GermanKey\()["'](?:\w+__)*site__name["']""")


@pytest.mark.django_db
def test_the_tenth_site_stands_behind_the_ninth():
    for name in ("Standort 10", "Standort 9", "Über den Höfen 2", "standort 1", "Ubbedissen", "Standort 9a"):
        SiteFactory(name=name)
    ordered = Site.objects.order_by(GermanKey("name"), "pk").values_list("name", flat=True)
    assert list(ordered) == [
        *("standort 1", "Standort 9", "Standort 9a", "Standort 10", "Ubbedissen", "Über den Höfen 2")
    ]


def test_no_page_and_no_paper_orders_sites_by_the_bare_letters():
    found = [
        str(path)
        for floor in ("sites", "partners", "funding", "quality_dialog", "quartiersarbeit")
        for path in (settings.BASE_DIR / floor).rglob("*.py")
        if "migrations" not in path.parts and BY_BARE_NAME.search(path.read_text())
    ]
    assert found == []


@pytest.mark.django_db
def test_a_reports_sites_stand_in_that_order_too():
    sites = [SiteFactory(name=name) for name in ("Standort 10", "Standort 9", "Über den Höfen", "Ubbedissen")]
    on = timezone.localdate()
    told = site_facts([site.pk for site in sites], on, Names({}, {}))
    assert [one.name for one in told] == ["Standort 9", "Standort 10", "Ubbedissen", "Über den Höfen"]
