"""Approval, what waits for it, and the yearly duty to report, before, on and after a day."""

import pytest

from quality_dialog.models import Report
from quality_dialog.report.duties import REPORT_APPROVE
from quartiersarbeit.duties import duties
from quartiersarbeit.ground.duties import Area, Timing
from tests import factories as f
from tests.asof import A_DAY, DAY, END, FROM_THAT_DAY, around, exists

pytestmark = pytest.mark.django_db


def test_a_report_is_approved_from_its_day():
    f.ReportFactory(drafted_on=DAY, approved=True)
    assert around(exists(Report.objects.approved), DAY) == FROM_THAT_DAY


def test_a_report_waits_for_approval_from_the_day_its_review_began(freigabe):
    f.ReportFactory(drafted_on=DAY, reviewed=True)
    assert around(lambda on: duties(freigabe, on, codes=[REPORT_APPROVE.code]), DAY) == FROM_THAT_DAY


def test_the_yearly_report_is_due_until_one_is_published_and_late_after_its_day(koordination):
    cycle = f.CycleFactory()
    due = cycle.report_due_on
    report = f.ReportFactory(year=cycle.year, cycle=cycle, drafted_on=due, as_of=due, approved=True)
    report.submit(by=koordination, on=due + A_DAY)
    report.publish(by=koordination, on=due + 2 * A_DAY)

    def owed(on):
        told = [one for one in duties(koordination, on) if one.kind.area is Area.REPORTS]
        return [(one.due_on, one.timing is Timing.OVERDUE) for one in told]

    days = (due - A_DAY, due, due + A_DAY, due + 2 * A_DAY)
    assert [owed(on) for on in days] == [[(due, False)], [(due, False)], [(due, True)], []]
    assert owed(cycle.opened_on - A_DAY) == []


def test_a_report_of_another_year_does_not_end_the_duty(koordination):
    cycle = f.CycleFactory()
    f.ReportFactory(year=cycle.year - 1, drafted_on=DAY, published=True)
    on = max(END, cycle.opened_on)
    assert any(one.kind.area is Area.REPORTS for one in duties(koordination, on))
