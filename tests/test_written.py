"""What is written once a day says of each row what Django would write anew, wherever it stands in a statement."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Subquery, When
from django.test.utils import CaptureQueriesContext

from partners.models import Agreement, Partner, Party
from quality_dialog.models import Finding, Measure
from quartiersarbeit.ground.statuses import StatusQuerySet
from quartiersarbeit.ground.written import Written, of_the_day, written
from sites.models import Site
from tests import factories as make

pytestmark = pytest.mark.django_db

KINDS = [
    model
    for model in apps.get_models()
    if not model._meta.proxy
    and hasattr(model, "objects")
    and isinstance(getattr(model, "objects").all(), StatusQuerySet)  # noqa: B009  # not every model has any
]
DAYS_BEFORE = (0, 400)


@pytest.fixture(params=DAYS_BEFORE, ids=lambda days: f"{days}_days_before")
def day(request, loaded) -> date:
    return loaded - timedelta(days=request.param)


def anew(rows: StatusQuerySet, on: date) -> dict:
    """What Django says, without anything kept."""
    return dict(rows.with_grounds(on).annotate(new=rows.status_expression(on)).values_list("pk", "new"))


def test_every_kind_with_a_status_is_asked():
    assert len(KINDS) >= 30
    assert {Finding, Measure, Agreement, Partner, Site} < set(KINDS)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_status_is_the_same_in_a_statement_of_its_own_and_within_others(model, day):
    rows = model.objects.all()
    expected = anew(rows, day)
    assert dict(rows.with_status(day).values_list("pk", "status")) == expected
    for one in set(expected.values()):
        keys = {key for key, status in expected.items() if status == one}
        standing = rows.standing(day, one)
        assert set(standing.values_list("pk", flat=True)) == keys
        assert rows.exclude(pk__in=standing.values("pk")).count() == len(expected) - len(keys)
        itself = rows.in_status(day, one).filter(pk=OuterRef("pk"))
        assert set(rows.filter(Exists(itself)).values_list("pk", flat=True)) == keys
        twice = rows.filter(Exists(rows.filter(Exists(itself), pk=OuterRef("pk"))))
        assert set(twice.values_list("pk", flat=True)) == keys


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_no_status_is_left_to_be_written_anew(model):
    """Else its pages cost twice as much, and nobody would know why."""
    status = model.objects.with_status(date(2026, 11, 22)).query.annotations["status"]
    assert isinstance(status, Written)


def test_what_is_told_of_a_row_from_far_away_is_of_that_row(loaded):
    """Of a partner the newest of its agreements, each with where it stands: names of tables are not mixed up."""
    of_partner = Agreement.objects.with_status(loaded).filter(parties__partner=OuterRef("pk")).order_by("-pk")
    found = dict(
        Partner.objects.annotate(it=Subquery(of_partner.values("status")[:1])).values_list("pk", "it")
    )
    statuses = dict(Agreement.objects.with_status(loaded).values_list("pk", "status"))
    expected = {}
    for partner, agreement in Party.objects.order_by("agreement").values_list("partner", "agreement"):
        expected[partner] = statuses[agreement]
    assert {key: status for key, status in found.items() if status} == expected
    assert len(set(expected.values())) > 1


def test_a_condition_is_filtered_by_and_turned_round(loaded):
    late = written(Measure.objects.all(), Q(due_on__lt=loaded, finding__raised_on__lte=loaded))
    those = set(Measure.objects.filter(late).values_list("pk", flat=True))
    known = Measure.objects.filter(due_on__lt=loaded, finding__raised_on__lte=loaded)
    assert those == set(known.values_list("pk", flat=True))
    others = set(Measure.objects.filter(~late).values_list("pk", flat=True))
    assert (those & others, those | others) == (set(), set(Measure.objects.values_list("pk", flat=True)))


def test_one_inside_another_keeps_its_own_rows():
    chain = [make.MeasureFactory()]
    for _ in range(2):
        chain.append(make.MeasureFactory(carried_over_from=chain[-1]))
    inner = written(Measure.objects.all(), Exists(Measure.objects.filter(carried_over_from=OuterRef("pk"))))
    later = Measure.objects.filter(inner, carried_over_from=OuterRef("pk"))
    twice_taken_over = written(Measure.objects.all(), Exists(later))
    assert list(Measure.objects.filter(twice_taken_over)) == chain[:1]


def test_rows_counted_by_a_status_are_grouped_by_it(loaded):
    told = Finding.objects.tallies(loaded)
    assert sum(sum(one) for one in told.values()) <= Finding.objects.count()
    assert any(one.agreed for one in told.values())


def test_two_are_the_same_only_of_the_same_rows():
    """Django leaves out a condition that a statement has already."""
    late = written(Measure.objects.all(), Q(due_on__lt=date(2026, 1, 1)))
    here, there = (late._of(dict.fromkeys(late.paths, name)) for name in ("here", "there"))
    assert (
        here == there,
        hash(here) == hash(there),
        here == late._of(dict.fromkeys(late.paths, "here")),
    ) == (
        False,
        False,
        True,
    )


def test_it_is_written_once_a_day():
    asked = []

    @of_the_day("sites.Site")
    def of_that_day(on: date) -> Case:
        asked.append(on)
        return Case(When(opened_on__lte=on, then=True), default=False, output_field=BooleanField())

    for on in (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1)):
        list(Site.objects.filter(of_that_day(on)))
    assert asked == [date(2026, 1, 1), date(2026, 1, 2)]


def test_what_always_holds_is_left_as_it_is():
    always = Q(pk__in=[]) | ~Q(pk__in=[])
    assert written(Site.objects.all(), always) is always


def test_joined_rows_are_joined_once(loaded):
    with CaptureQueriesContext(connection) as asked:
        list(Measure.objects.select_related("finding").with_status(loaded))
    assert asked.captured_queries[0]["sql"].count('JOIN "quality_dialog_finding" ON') == 1
