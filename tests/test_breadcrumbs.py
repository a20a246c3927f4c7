"""Breadcrumbs come from one tree."""

import pytest
from django.apps import apps
from django.urls import reverse

from quartiersarbeit.ground.breadcrumbs import LISTS, OWN, RECORDS, crumbs
from quartiersarbeit.ground.duties import Area
from tests.factories import AllocationFactory, MeasureFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def labels(way) -> list[str]:
    return [label for label, _ in way]


def test_a_page_of_a_record_lies_under_the_record():
    partner = PartnerFactory(short_name="BGW")
    assert crumbs(partner, "Bearbeiten") == [
        ("Übersicht", "/"),
        ("Partner", reverse("partners:partner_list")),
        ("BGW", partner.get_absolute_url()),
        ("Bearbeiten", ""),
    ]


def test_the_page_itself_has_no_address():
    assert crumbs(PartnerFactory(short_name="BGW"))[-1] == ("BGW", "")


def test_a_list_may_lie_under_another():
    assert labels(crumbs("funding:payment_run_list")) == ["Übersicht", "Auszahlungen", "Zahlungslisten"]


def test_a_record_may_lie_deep():
    measure = MeasureFactory()
    assert labels(crumbs(measure))[:2] == ["Übersicht", "Qualitätsdialog"]


def test_a_partner_comes_to_its_money_another_way(partner_user):
    allocation = AllocationFactory()
    assert labels(crumbs(allocation, user=partner_user))[1:2] == ["Zuweisungen"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_in_the_tree_has_an_address(name):
    assert reverse(name).startswith("/")


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_in_the_tree_leads_up_to_a_list(kind):
    model, seen = apps.get_model(kind), []
    above = RECORDS[kind][0]
    while ":" not in above:
        for step in above.split("."):
            model = model._meta.get_field(step).related_model
        seen.append(above)
        above = RECORDS[model._meta.label_lower][0]
    assert above in LISTS


def test_who_comes_another_way_comes_by_a_list():
    assert {*OWN.values()} <= {*LISTS}


def test_the_parts_of_the_work_are_called_as_their_pages_are():
    """What one can be told of by mail stands under the word one knows from the pages."""
    pages = {
        Area.MONEY: "funding:allocation_list",
        Area.DIALOGUE: "quality_dialog:cycle_list",
        Area.REPORTS: "quality_dialog:report_list",
    }
    assert {area: area.label for area in pages} == {area: LISTS[page][0] for area, page in pages.items()}
