"""One order of names everywhere: a German index, with numbers as numbers."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from funding.models import Allocation
from quality_dialog.report.naming import Names
from quality_dialog.report.network import site_facts
from quartiersarbeit.ground.sorting import sorts_by
from tests.factories import AllocationFactory, FiscalYearFactory, PartnerFactory, SiteFactory, UserFactory

FLOORS = ("sites", "partners", "funding", "quality_dialog", "quartiersarbeit")
NAMES = ("name", "short_name", "last_name", "first_name", "title")
ASKED = re.compile(r"german_key\([^()]*\)")
BY_BARE_NAME = re.compile(  # but roles: they are ours, and their names plain
    rf"""(?<!Group\.objects\.)order_by\((?:[^()]|\([^()]*\))*["']-?(?:\w+__)*(?:{"|".join(NAMES)})["']""",
    re.DOTALL,
)
IN_ORDER = [
    *("standort 1", "Standort 9", "Standort 9a", "Standort 10"),
    *("Sußmann", "Süßmilch", "Ubbedissen", "Über den Höfen 2"),
]
WRITTEN = [IN_ORDER[at] for at in (3, 1, 7, 0, 6, 2, 5, 4)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "by"), [(SiteFactory, "name"), (PartnerFactory, "short_name"), (UserFactory, "last_name")]
)
def test_names_stand_as_in_a_german_index_where_nobody_asks_for_an_order(make, by):
    made = {make(**{by: name}).pk for name in WRITTEN}
    rows = make._meta.model.objects.filter(pk__in=made)
    assert [getattr(row, by) for row in rows] == IN_ORDER


def test_python_puts_names_in_the_same_order():
    assert sorted(WRITTEN, key=sorts_by) == IN_ORDER


@pytest.mark.django_db
def test_what_hangs_on_a_site_stands_in_the_order_of_the_sites():
    year = FiscalYearFactory()
    for name in WRITTEN[:4]:
        AllocationFactory(fiscal_year=year, site=SiteFactory(name=name))
    told = Allocation.objects.values_list("site__name", flat=True)
    assert list(told) == ["standort 1", "Standort 9", "Standort 10", "Über den Höfen 2"]


def test_no_kind_of_record_stands_by_the_bare_letters_of_a_name():
    found = [
        f"{model._meta.label}: {item}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in FLOORS
        for item in model._meta.ordering
        if isinstance(item, str) and item.removeprefix("-").split("__")[-1] in NAMES
    ]
    assert found == []


def test_no_page_and_no_paper_orders_anything_by_the_bare_letters_of_a_name():
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {asked[0]}"
        for floor in FLOORS
        for path in (settings.BASE_DIR / floor).rglob("*.py")
        if "migrations" not in path.parts
        for asked in BY_BARE_NAME.finditer(ASKED.sub("", path.read_text()))
    ]
    assert found == []


@pytest.mark.django_db
def test_a_reports_sites_stand_in_that_order_too():
    sites = [SiteFactory(name=name) for name in ("Standort 10", "Standort 9", "Über den Höfen", "Ubbedissen")]
    on = timezone.localdate()
    told = site_facts([site.pk for site in sites], on, Names({}, {}))
    assert [one.name for one in told] == ["Standort 9", "Standort 10", "Ubbedissen", "Über den Höfen"]
