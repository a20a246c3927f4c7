"""Approval, what waits for it, and the yearly duty to report, before, on and after a day."""

import pytest

from quality_dialog.models import Report
from quartiersarbeit.deadlines import deadlines
from tests import factories as f
from tests.asof import A_DAY, DAY, END, FROM_THAT_DAY, around, exists

pytestmark = pytest.mark.django_db


def test_a_report_is_approved_from_its_day():
    f.ReportFactory(drafted_on=DAY, approved=True)
    assert around(exists(Report.objects.approved), DAY) == FROM_THAT_DAY


def test_a_report_waits_for_approval_from_the_day_its_review_began(freigabe):
    f.ReportFactory(drafted_on=DAY, reviewed=True)
    assert around(lambda on: Report.objects.awaiting_approval_by(freigabe, on).exists(), DAY) == FROM_THAT_DAY


def test_the_yearly_report_is_due_until_one_is_published_and_late_after_its_day(koordination):
    cycle = f.CycleFactory()
    due = cycle.report_due_on
    report = f.ReportFactory(year=cycle.year, cycle=cycle, drafted_on=due, as_of=due, approved=True)
    report.submit(by=koordination, on=due + A_DAY)
    report.publish(by=koordination, on=due + 2 * A_DAY)

    def titles(on):
        return [d.title for d in deadlines(koordination, on) if d.title.startswith("Bericht")]

    name = f"Bericht an die Gremien {cycle.year}"
    days = (due - A_DAY, due, due + A_DAY, due + 2 * A_DAY)
    assert [titles(on) for on in days] == [[name], [name], [f"{name} (überfällig)"], []]
    assert titles(cycle.opened_on - A_DAY) == []


def test_a_report_of_another_year_does_not_end_the_duty(koordination):
    cycle = f.CycleFactory()
    f.ReportFactory(year=cycle.year - 1, drafted_on=DAY, published=True)
    on = max(END, cycle.opened_on)
    assert any(d.title.startswith("Bericht an die Gremien") for d in deadlines(koordination, on))
