"""Approval, what waits for it, and the yearly duty to report, before, on and after a day."""

import pytest

from quality_dialog.models import PartnerReading, Report
from quality_dialog.report.duties import REPORT_APPROVE
from quality_dialog.report.models.signing import ask_co_signature
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


@pytest.fixture
def co_signed(koordination, revision):
    """A report in review, declined and then co-signed, each on its own day."""
    report = f.SectionFactory(report=f.ReportFactory(by=koordination, drafted_on=DAY)).report
    report.submit_for_review(by=koordination, on=DAY + A_DAY)
    asked = ask_co_signature(report, user=revision, by=koordination, on=DAY + A_DAY)
    asked.decline(remark="Die Zahlen fehlen.", by=revision, on=DAY + 2 * A_DAY)
    return report, asked


def stood(report, asked) -> list[tuple[str, str]]:
    """Where the report and its co-signature stood on each of its first days."""
    days = [DAY + n * A_DAY for n in range(7)]
    return [(str(report.status_on(on)), str(asked.status_on(on))) for on in days]


def test_an_ended_review_and_its_co_signatures_stay_on_their_days(co_signed, koordination, freigabe):
    report, asked = co_signed
    asked.sign(by=asked.user, on=DAY + 3 * A_DAY)
    before = stood(report, asked)
    report.return_to_draft(reason="Kürzer.", by=freigabe, on=DAY + 7 * A_DAY)
    assert stood(report, asked) == before
    back = report.returns.get()
    assert (back.review_on, back.review_by) == (DAY + A_DAY, koordination)


def test_a_co_signature_given_after_all_was_declined_until_that_day(co_signed):
    report, asked = co_signed
    before = stood(report, asked)
    asked.sign(by=asked.user, on=DAY + 7 * A_DAY)
    assert stood(report, asked) == before


def test_a_report_waited_for_its_approval_until_its_review_ended(co_signed, freigabe):
    report, _ = co_signed
    report.return_to_draft(reason="Kürzer.", by=freigabe, on=DAY + 3 * A_DAY)
    waited = [bool(duties(freigabe, DAY + n * A_DAY, codes=[REPORT_APPROVE.code])) for n in range(5)]
    assert waited == [False, True, True, False, False]
