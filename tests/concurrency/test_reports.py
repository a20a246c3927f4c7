"""A review, its co-signatures and its end at once: nobody signs what has been taken back meanwhile."""

from datetime import date

import pytest
from django.db import transaction

from quality_dialog.models import CoSignature, Report
from quality_dialog.report import attaching
from tests import factories as f
from tests.concurrency import another_session, at_once, outcome
from tests.test_report_attachments import file, pdf

pytestmark = pytest.mark.django_db(transaction=True)

ON = date(2026, 9, 3)


@pytest.fixture
def asked():
    """Somebody asked to co-sign a report in review."""
    report = f.SectionFactory().report
    report.submit_for_review(by=report.drafted_by, on=ON)
    return f.CoSignatureFactory(report=report)


def test_a_co_signature_waits_for_a_return_and_is_then_refused(asked):
    """Both on one day: were it stored, it would count for the next review, whose text nobody signed."""
    report = asked.report
    mine = CoSignature.objects.select_related("report").get(pk=asked.pk)  # read while the review went on
    with another_session() as other:
        with transaction.atomic():
            report.return_to_draft(reason="Kürzer.", by=report.drafted_by, on=ON)
            signing = other.begins(lambda: outcome(lambda: mine.sign(by=mine.user, on=ON)))
            other.waits_for_us()
        assert signing.result(60) == "not_in_review"
    asked.refresh_from_db()
    assert asked.signed_on is None


def test_a_return_waits_for_a_co_signature_and_takes_it_back(asked):
    report = asked.report
    with another_session() as other:
        with transaction.atomic():
            asked.sign(by=asked.user, on=ON)
            given = {"reason": "Kürzer.", "by": report.drafted_by, "on": ON}
            returning = other.begins(lambda: outcome(lambda: report.return_to_draft(**given)))
            other.waits_for_us()
        assert returning.result(60) == "done"
    asked.refresh_from_db()
    assert asked.signed_on is None


def test_those_who_attach_at_once_are_numbered_one_after_the_other():
    report = f.SectionFactory().report
    writer = report.drafted_by

    def attach(number: int) -> str:
        mine = Report.objects.get(pk=report.pk)
        given = {"title": f"Anlage {number}", "file": file(pdf(str(number)))}
        return outcome(lambda: attaching.attach(mine, **given, by=writer, on=ON))

    assert at_once(attach, 4) == ["done"] * 4
    numbers = report.attachments.order_by("position").values_list("position", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
