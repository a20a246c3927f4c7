"""What a later year took over, asked the day before, on the day and the day after."""

import pytest

from quality_dialog.dialogue.models.carrying_over import carry_over, left_open
from quality_dialog.dialogue.statuses import FindingStatus
from quality_dialog.models import Finding, Measure
from tests import factories as f
from tests.asof import A_DAY, BEFORE_THAT_DAY, DAY, FROM_THAT_DAY, TO_THAT_DAY, around, exists

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """A finding with a measure, and both as a later year took them over on the day."""
    early = DAY - 30 * A_DAY
    old = f.FindingFactory(shared=True, raised_on=early)
    measure = f.MeasureFactory(finding=old, resolved_on=early, due_on=early)
    dialogue = f.DialogueFactory(cycle__year=2027, site=old.dialogue.site)
    new = carry_over(old, dialogue, by=f.UserFactory(), on=DAY)
    return old, measure, new, new.measures.get()


def test_a_finding_is_carried_over_from_that_day_on(chain):
    old, _, new, _ = chain
    of_old = Finding.objects.filter(pk=old.pk)
    assert around(exists(lambda on: of_old.in_status(on, FindingStatus.CARRIED_OVER)), DAY) == FROM_THAT_DAY
    assert around(exists(lambda on: left_open(of_old, on)), DAY) == BEFORE_THAT_DAY
    assert around(exists(lambda on: left_open(Finding.objects.filter(pk=new.pk), on)), DAY) == FROM_THAT_DAY


@pytest.mark.parametrize("word", ["unfinished", "overdue"])
def test_a_year_owes_a_measure_until_the_end_of_the_day_on_which_another_takes_it_over(word, chain):
    _, old, _, new = chain
    of_old, of_new = (getattr(Measure.objects.filter(pk=one.pk), word) for one in (old, new))
    assert around(exists(of_old), DAY) == TO_THAT_DAY
    assert around(exists(of_new), DAY) == [False, False, True]


def test_that_it_was_overdue_and_that_it_was_taken_over_are_both_told(chain):
    _, old, _, new = chain
    days = (DAY - A_DAY, DAY, DAY + A_DAY)
    told = [(old.status_on(on).value, new.status_on(on).value) for on in days]
    assert told == [
        ("overdue", "not_yet"),
        ("carried_overdue", "arriving"),
        ("carried_overdue", "overdue"),
    ]


def test_what_falls_due_on_the_day_it_is_taken_over_becomes_overdue_in_the_new_year_alone():
    old = f.MeasureFactory(resolved_on=DAY - A_DAY, due_on=DAY, finding__raised_on=DAY - A_DAY)
    dialogue = f.DialogueFactory(cycle__year=2027, site=old.finding.dialogue.site)
    carry_over(old.finding, dialogue, by=f.UserFactory(), on=DAY)
    new = old.carried_over_to.get()
    late = [set(Measure.objects.overdue(DAY + one * A_DAY)) for one in (0, 1)]
    assert late == [set(), {new}]
    assert (new.first_due_on(), old.status_on(DAY + A_DAY)) == (DAY, "carried_over")


def test_what_ends_on_the_day_it_arrived_counts_nowhere_any_more(chain):
    _, old, _, new = chain
    new.finish(by=f.UserFactory(), on=DAY)
    assert set(Measure.objects.overdue(DAY)) == set()
    assert (old.status_on(DAY), new.status_on(DAY)) == ("carried_overdue", "done")


def test_nothing_is_carried_over_twice(chain):
    old, *_ = chain
    dialogue = f.DialogueFactory(cycle__year=2028, site=old.dialogue.site)
    with pytest.raises(Exception, match="finding_carried_over_once"):
        carry_over(old, dialogue, by=f.UserFactory(), on=DAY)
