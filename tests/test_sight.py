"""What somebody sees of records that belong to others; whoever sees all of those is asked nothing of each row."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

from partners.models import Agreement, Party
from quartiersarbeit.ground.sight import of_seen
from tests import factories as f

pytestmark = pytest.mark.django_db
# Whether a row's record is among all there are: PostgreSQL looks each up, and plans it.
AMONG_ALL = re.compile(r'IN \(SELECT (\w+\.)?"\w+"(\."\w+")?( AS "\w+")? FROM "\w+"( \w+)?\)')
# These belong to one of two records, so that each of the two may be missing.
ONE_OF_TWO = {"funding.Notice", "funding.NoticeFile", "funding.Service", "quality_dialog.Comment"}


def kinds() -> list[type[Model]]:
    return [one for one in apps.get_models() if hasattr(one._default_manager, "visible_to")]


def test_whoever_sees_everything_is_not_asked_whether_each_record_is_there(koordination):
    asked = {
        model._meta.label: str(query)
        for model in kinds()
        if not (query := model._default_manager.visible_to(koordination).query).is_empty()
    }
    assert len(asked) > 60
    assert {label for label, sql in asked.items() if AMONG_ALL.search(sql)} == ONE_OF_TWO
    by_hand = str(Party.objects.filter(agreement__in=Agreement.objects.all()).query)
    assert AMONG_ALL.search(by_hand), "the search finds nothing"


def test_all_is_all_only_where_nothing_is_left_out_and_none_is_missing():
    party, other = f.PartyFactory(), f.PartyFactory()
    agreements, parties = Agreement.objects.all(), set(Party.objects.values_list("pk", flat=True))

    def seen(rows) -> set[int]:
        return set(of_seen(Party.objects.all(), "agreement", rows).values_list("pk", flat=True))

    assert {party.pk, other.pk} <= seen(agreements) == parties
    assert seen(agreements.none()) == set()
    assert seen(agreements.filter(pk=party.agreement_id)) == {one.pk for one in party.agreement.parties.all()}
    assert seen(agreements.filter(pk=other.agreement_id)[:1]) == {
        one.pk for one in other.agreement.parties.all()
    }
    amended = of_seen(agreements, "amends", agreements)  # a first version amends none
    assert (amended.count(), agreements.count() >= 2) == (0, True)
