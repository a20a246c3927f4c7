"""The closed lists of where a record stands: compared by code, read as German, told by the database."""

from datetime import date

import pytest
from django.db.models import Q

from partners.models import Committee
from quartiersarbeit.ground.columns import Badge
from quartiersarbeit.ground.spreadsheet import cell
from quartiersarbeit.ground.statuses import Status, first_of
from tests.factories import CommitteeFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


class Lamp(Status):
    """A list for these tests."""

    LIT = "lit", "success", "leuchtet"
    DARK = "dark", "neutral", "ist aus"


def test_a_status_equals_its_code_and_reads_as_its_label():
    assert (Lamp.LIT == "lit", f"{Lamp.LIT}", Lamp.LIT.text, Lamp.LIT.tone, cell(Lamp.DARK)) == (
        True,
        "leuchtet",
        "leuchtet",
        "success",
        "ist aus",
    )


def test_a_status_looks_like_a_badge():
    assert Badge(*(getattr(Lamp.LIT, name) for name in Badge._fields)) == ("leuchtet", "success")


def test_the_first_rule_that_holds_gives_the_status():
    committee = CommitteeFactory()
    rules = [(Q(pk=committee.pk), Lamp.LIT), (Q(pk__isnull=False), Lamp.DARK)]
    rows = Committee.objects.annotate(status=first_of(Lamp, *rules, otherwise=Lamp.DARK))
    assert [row.status is Lamp.LIT for row in rows.filter(status=Lamp.LIT)] == [True]
    assert list(rows.filter(status__in=[Lamp.DARK], pk=committee.pk)) == []
