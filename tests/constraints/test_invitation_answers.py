"""Answers to invitations and shared minutes stand, whoever writes."""

from datetime import date

from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals


@breaks(
    "quality_dialog_invitationanswer.invitation_answer_stood",
    "quality_dialog_invitationanswer.invitation_answer_immutable",
)
def test_an_answer_is_to_the_day_that_stands_and_stays(db):
    row = f.InvitationAnswerFactory()
    stands = refusals(row, {"comes": False}, UPDATES) | refusals(row, {}, DELETES)
    to_another = refusals(row, {"meeting_on": date(2030, 1, 1)}, INSERTS)
    kept = (
        "invitation_answer_immutable: Eine Antwort auf eine Einladung ändert sich nicht; wer es sich anders "
        "überlegt, antwortet neu."
    )
    stood = "invitation_answer_stood: Geantwortet wird auf die Einladung, die gilt."
    assert (stands, to_another) == ({kept}, {stood})


@breaks("quality_dialog_dialogue.minutes_stay_shared")
def test_minutes_that_are_shared_stay_shared(db):
    row = f.InvitationFactory().dialogue
    row.share_minutes(by=f.UserFactory(), on=date(2026, 6, 1))
    wrong = {"minutes_shared_on": None, "minutes_shared_by": None}
    assert refusals(row, wrong, UPDATES) == {
        "minutes_stay_shared: Das Protokoll ist geteilt; dabei bleibt es."
    }
