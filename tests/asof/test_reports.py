"""Approval, what waits for it, and the yearly duty to report, before, on and after a day."""

import pytest

from quality_dialog.models import PartnerReading, Report
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


@pytest.mark.parametrize("ending", ["approved", "discarded"])
def test_a_reading_was_awaited_on_its_days_whatever_became_of_the_report(ending, koordination, freigabe):
    report = f.SectionFactory(report=f.ReportFactory(by=koordination, drafted_on=DAY)).report
    f.PartnerReadingFactory(
        report=report, shown_on=DAY, due_on=DAY + 4 * A_DAY, sent_on=DAY, sent_by=koordination
    )
    days = (DAY, DAY + 4 * A_DAY, DAY + 5 * A_DAY)

    def told() -> list[tuple[bool, bool]]:
        words = (PartnerReading.objects.awaited, PartnerReading.objects.may_be_answered)
        return [tuple(word(on).exists() for word in words) for on in days]

    before = told()
    if ending == "approved":
        report.submit_for_review(by=koordination, on=DAY)
        f.approve(report, by=freigabe, on=DAY + 9 * A_DAY)
    else:
        report.discard(reason="Doppelt.", by=koordination, on=DAY + 9 * A_DAY)
    assert (before, told()) == ([(True, True), (True, True), (False, False)], before)


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
