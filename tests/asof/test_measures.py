"""Where a measure stands before, at and after the day on which something happens to it."""

from datetime import date, timedelta

import pytest

from quality_dialog.models import Measure
from tests.factories import FindingFactory, MeasureFactory, MeasureStepFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 30)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def states(measure: Measure, on: date) -> tuple[bool, bool, bool]:
    """Standing, unfinished and overdue; each as its own word says, too."""
    row = Measure.objects.with_states(on).get(pk=measure.pk)
    told = (row.is_standing, row.is_unfinished, row.is_overdue)
    words = (Measure.objects.standing(on), Measure.objects.unfinished(on), Measure.objects.overdue(on))
    assert told == tuple(rows.filter(pk=measure.pk).exists() for rows in words)
    assert Measure.objects.taken_over(on).filter(pk=measure.pk).exists() is not row.is_standing
    return told


def over_time(measure: Measure) -> list[tuple[bool, bool, bool]]:
    return [states(measure, on) for on in (BEFORE, DAY, AFTER)]


def test_a_measure_is_overdue_the_day_after_it_was_due():
    measure = MeasureFactory(due_on=DAY)
    assert over_time(measure) == [(True, True, False), (True, True, False), (True, True, True)]


@pytest.mark.parametrize("end", ["done", "dropped"])
def test_a_measure_is_unfinished_until_the_day_it_ends(end):
    measure = MeasureFactory(due_on=BEFORE, **{end: True, f"{end}_on": DAY})
    assert over_time(measure) == [(True, True, False), (True, False, False), (True, False, False)]


def test_a_postponed_measure_is_overdue_by_its_new_day():
    measure = MeasureFactory(due_on=DAY)
    MeasureStepFactory(measure=measure, on=DAY, new_due_on=AFTER)
    assert over_time(measure) == [(True, True, False)] * 3


def test_of_a_chain_the_link_stands_that_was_the_newest_that_day():
    old = MeasureFactory(due_on=date(2026, 12, 31))
    new = MeasureFactory(
        finding=FindingFactory(raised_on=DAY), due_on=date(2026, 12, 31), carried_over_from=old
    )
    assert over_time(old) == [(True, True, False), (False, False, False), (False, False, False)]
    assert over_time(new) == [(False, False, False), (True, True, False), (True, True, False)]
