"""What a partner handed in stays as it was handed in, until it is opened again with a reason."""

from datetime import date

import pytest

from quality_dialog.models import Assessment
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals

pytestmark = pytest.mark.django_db

LOCKED = {
    "assessment_submitted: Die Selbsteinschätzung ist eingereicht. Öffnen Sie sie wieder, bevor Sie etwas ändern."
}
KEPT = {"submission_kept: Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet."}
ON = date(2026, 4, 15)


@pytest.fixture
def handed_in():
    """An answer and its submission."""
    row = f.AssessmentFactory(submitted=True)
    f.SubmissionFactory(dialogue=row.dialogue, partner=row.partner, submitted_on=row.submitted_on)
    return row


@breaks("quality_dialog_assessment.assessment_submitted")
def test_a_submitted_answer_never_changes_or_goes(handed_in):
    changes = [
        {"text": "Anders"},
        {"rating": "reached"},
        {"rating": "reached", "submitted_on": None, "submitted_by": None},
        {"submitted_on": None, "submitted_by": None},  # taking the stamp away is no reopening
        {"submitted_on": date(2026, 4, 16)},
        {"criterion": f.CriterionFactory()},
        {"partner": f.PartnerFactory()},
        {"dialogue": f.DialogueFactory()},
    ]
    found = [refusals(handed_in, wrong, UPDATES) for wrong in changes]
    assert [*found, refusals(handed_in, {}, DELETES)] == [LOCKED] * 9


def test_nothing_is_added_to_what_is_handed_in(handed_in):
    new = {"criterion": f.CriterionFactory()}
    draft = new | {"submitted_on": None, "submitted_by": None}
    moved = f.AssessmentFactory(dialogue=f.DialogueFactory(), criterion=new["criterion"])
    into = {"dialogue": handed_in.dialogue, "partner": handed_in.partner}
    found = [refusals(handed_in, wrong, INSERTS) for wrong in (new, draft)]
    assert [*found, refusals(moved, into, UPDATES)] == [LOCKED] * 3


def test_another_partners_draft_is_free(handed_in):
    draft = f.AssessmentFactory(dialogue=handed_in.dialogue, partner=f.PartnerFactory())
    assert refusals(draft, {"text": "Anders"}, UPDATES) == {"done"}


def test_once_opened_again_the_answers_are_drafts(handed_in):
    by = f.UserFactory()
    handed_in.dialogue.submissions.get().reopen(reason="Ein Satz fehlt.", by=by, on=ON)
    row = Assessment.objects.get(pk=handed_in.pk)
    assert row.submitted_on is None
    assert [refusals(row, {"text": "Anders"}, UPDATES), refusals(row, {}, DELETES)] == [{"done"}] * 2


@breaks("quality_dialog_submission.submission_kept", "quality_dialog_submission.submission_kept_delete")
def test_a_submission_never_changes_or_goes():
    row = f.SubmissionFactory()
    changes = [
        {"submitted_on": date(2026, 4, 16)},
        {"submitted_by": f.UserFactory()},
        {"partner": f.PartnerFactory()},
        {"dialogue": f.DialogueFactory()},
    ]
    found = [refusals(row, wrong, UPDATES) for wrong in changes]
    row.reopen(reason="Ein Satz fehlt.", by=f.UserFactory(), on=ON)
    again = [
        {"reopen_reason": "Anders"},
        {"reopened_on": None, "reopened_by": None, "reopen_reason": ""},
    ]
    found += [refusals(row, wrong, UPDATES) for wrong in again]
    assert [*found, refusals(row, {}, DELETES)] == [KEPT] * 7
