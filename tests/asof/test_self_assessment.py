"""What was handed in at the end of a day: before, on and after it, and once it was opened again."""

from datetime import date

import pytest

from quality_dialog.models import Assessment, Submission
from tests.factories import AssessmentFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 4, 14), date(2026, 4, 15), date(2026, 4, 16)]


def test_an_answer_counts_from_the_day_it_was_handed_in():
    AssessmentFactory(submitted=True)
    AssessmentFactory()  # a draft never
    assert [Assessment.objects.submitted(on).count() for on in DAYS] == [0, 1, 1]


def test_a_self_assessment_handed_in_later_is_no_part_of_an_earlier_day():
    row = SubmissionFactory()
    SubmissionFactory(dialogue=row.dialogue, partner=row.dialogue.partners.last(), submitted_on=DAYS[2])
    assert [Submission.objects.handed_in(on).count() for on in DAYS] == [0, 1, 2]


def test_what_was_opened_again_had_been_handed_in_until_then():
    row = SubmissionFactory()
    row.reopen(reason="Ein Satz fehlt.", by=UserFactory(), on=DAYS[2])
    assert [Submission.objects.handed_in(on).count() for on in DAYS] == [0, 1, 0]
    SubmissionFactory(dialogue=row.dialogue, partner=row.partner, submitted_on=date(2026, 4, 20))
    assert [Submission.objects.handed_in(date(2026, 4, day)).count() for day in (15, 16, 19, 20)] == [
        1,
        0,
        0,
        1,
    ]


def test_what_was_handed_in_and_opened_on_one_day_was_open_at_its_end():
    row = SubmissionFactory()
    row.reopen(reason="Ein Satz fehlt.", by=UserFactory(), on=row.submitted_on)
    assert not Submission.objects.handed_in(row.submitted_on).exists()
