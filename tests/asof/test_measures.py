"""Where a measure stands before, at and after the day on which something happens to it."""

from datetime import date, timedelta

import pytest

from quality_dialog.dialogue.statuses import FINISHED, UNDER_WAY, MeasureStatus
from quality_dialog.models import Measure
from tests.factories import FindingFactory, MeasureFactory, MeasureStepFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 30)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def over_time(measure: Measure) -> list[str]:
    """Its status on the three days; what counts and what is overdue is told by the words in the same way."""
    told = [measure.status_on(on) for on in (BEFORE, DAY, AFTER)]
    for on, status in zip((BEFORE, DAY, AFTER), told, strict=True):
        words = (Measure.objects.under_way(on), Measure.objects.overdue(on), Measure.objects.done(on))
        late = status == MeasureStatus.OVERDUE
        assert [rows.filter(pk=measure.pk).exists() for rows in words] == [
            status in UNDER_WAY,
            late,
            status in FINISHED,
        ]
    return [status.value for status in told]


def test_a_measure_is_nothing_before_it_is_agreed():
    assert over_time(MeasureFactory(resolved_on=DAY)) == ["not_yet", "open", "open"]


def test_a_measure_is_overdue_the_day_after_it_was_due():
    assert over_time(MeasureFactory(due_on=DAY)) == ["open", "open", "overdue"]


@pytest.mark.parametrize("end", ["done", "dropped"])
def test_a_measure_is_unfinished_until_the_day_it_ends(end):
    measure = MeasureFactory(due_on=BEFORE, **{end: True, f"{end}_on": DAY})
    assert over_time(measure) == ["open", end, end]


def test_a_measure_is_confirmed_from_that_day():
    assert over_time(MeasureFactory(confirmed=True, done_on=BEFORE, confirmed_on=DAY)) == [
        "done",
        "confirmed",
        "confirmed",
    ]


def test_a_postponed_measure_is_overdue_by_its_new_day():
    measure = MeasureFactory(due_on=DAY)
    MeasureStepFactory(measure=measure, on=DAY, new_due_on=AFTER)
    assert over_time(measure) == ["open", "postponed", "postponed"]


def test_what_was_sent_back_had_been_done_until_then(bgw):
    measure = MeasureFactory(due_on=AFTER)
    measure.finish(by=UserFactory(), on=BEFORE)
    assert over_time(measure) == ["done", "done", "done"]
    measure.send_back(text="Das Licht fehlt.", by=UserFactory(partner=bgw), on=AFTER)
    assert over_time(measure) == ["done", "done", "open"]


def test_of_a_chain_one_link_counts_on_every_day():
    old = MeasureFactory(due_on=date(2026, 12, 31))
    new = MeasureFactory(
        finding=FindingFactory(raised_on=DAY), due_on=date(2026, 12, 31), carried_over_from=old
    )
    assert over_time(old) == ["open", "carried_over", "carried_over"]
    assert over_time(new) == ["not_yet", "arriving", "open"]
    counted = [set(Measure.objects.unfinished(on)) for on in (BEFORE, DAY, AFTER)]
    assert counted == [{old}, {old}, {new}]
