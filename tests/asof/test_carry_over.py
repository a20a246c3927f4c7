"""What a later year took over, asked the day before, on the day and the day after."""

import pytest

from quality_dialog.models import Finding, Measure
from tests import factories as f
from tests.asof import A_DAY, BEFORE_THAT_DAY, DAY, FROM_THAT_DAY, around, exists

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """A finding with a measure, and both as a later year took them over on the day."""
    early = DAY - 30 * A_DAY
    old = f.FindingFactory(shared=True, raised_on=early)
    measure = f.MeasureFactory(finding=old, resolved_on=early, due_on=early)
    dialogue = f.DialogueFactory(cycle__year=2027, site=old.dialogue.site)
    new = old.carry_over(dialogue, by=f.UserFactory(), on=DAY)
    return old, measure, new, new.measures.get()


def test_a_finding_is_carried_over_from_that_day_on(chain):
    old, _, new, _ = chain
    of_old = Finding.objects.filter(pk=old.pk)
    assert around(exists(of_old.carried_over), DAY) == FROM_THAT_DAY
    assert around(exists(of_old.standing), DAY) == BEFORE_THAT_DAY
    assert around(exists(of_old.left_open), DAY) == BEFORE_THAT_DAY
    assert around(exists(Finding.objects.filter(pk=new.pk).left_open), DAY) == FROM_THAT_DAY


@pytest.mark.parametrize("word", ["standing", "unfinished", "overdue"])
def test_a_measure_counts_in_one_year_at_a_time(word, chain):
    _, old, _, new = chain
    of_old, of_new = (getattr(Measure.objects.filter(pk=one.pk), word) for one in (old, new))
    assert around(exists(of_old), DAY) == BEFORE_THAT_DAY
    assert around(exists(of_new), DAY) == FROM_THAT_DAY


def test_nothing_is_carried_over_twice(chain):
    old, *_ = chain
    dialogue = f.DialogueFactory(cycle__year=2028, site=old.dialogue.site)
    with pytest.raises(Exception, match="finding_carried_over_once"):
        old.carry_over(dialogue, by=f.UserFactory(), on=DAY)
