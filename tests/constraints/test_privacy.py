"""What the database keeps of public texts, barriers, offers to the archive, and proofs of what was deleted."""

from datetime import date

import pytest

from tests import factories as f
from tests.constraints import DELETES, UPDATES, breaks, refusals, sql

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)


@breaks("partners_publictext.public_text_kept")
def test_a_version_of_a_public_text_stays():
    text = f.PublicTextFactory()
    kept = {
        "public_text_kept: Eine Fassung eines öffentlichen Textes bleibt. Schreiben Sie eine neue.",
    }
    assert (refusals(text, {"body": "Anders"}, UPDATES), refusals(text, {}, DELETES)) == (kept, kept)


@breaks("partners_barrierreport.barrier_report_kept")
@pytest.mark.parametrize("wrong", [{"text": "Anders"}, {"page": "Anders"}, {"email": ""}], ids=str)
def test_what_somebody_reported_is_not_rewritten(wrong):
    kept = "barrier_report_kept: Eine Barrieremeldung bleibt, wie sie kam, und wird einmal beantwortet."
    assert refusals(f.BarrierReportFactory(), wrong, UPDATES) == {kept}


@breaks("partners_barrierreport.barrier_report_kept")
def test_a_barrier_is_answered_once_and_may_be_forgotten():
    report = f.BarrierReportFactory(answered=True)
    (kept,) = refusals(report, {"answer": "Anders"}, UPDATES)
    assert (kept.partition(":")[0], refusals(report, {}, DELETES)) == ("barrier_report_kept", {"done"})


@breaks("partners_archiveoffer.archive_offer_kept")
@pytest.mark.parametrize(
    "wrong", [{"rule": "mail"}, {"up_to": date(2026, 1, 1)}, {"counted": 9}, {"due_on": DAY}], ids=str
)
def test_what_was_offered_does_not_change(wrong):
    (kept,) = refusals(f.ArchiveOfferFactory(), wrong, UPDATES)
    assert kept.partition(":")[0] == "archive_offer_kept"


@breaks("partners_archiveoffer.archive_offer_kept", "partners_archiveoffer.archive_offer_kept_delete")
def test_what_the_archive_answered_stays():
    offer = f.ArchiveOfferFactory(answered=True)
    said = {line.partition(":")[0] for line in refusals(offer, {"taken": True}, UPDATES)}
    gone = {line.partition(":")[0] for line in refusals(f.ArchiveOfferFactory(), {}, DELETES)}
    assert (said, gone) == ({"archive_offer_kept"}, {"archive_offer_kept"})


@breaks("partners_deletionproof.deletion_proof_kept")
def test_a_proof_stays():
    sql("RESET ROLE")  # the app's role may not even try
    proof = f.DeletionProofFactory()
    kept = {"deletion_proof_kept: Ein Löschnachweis bleibt, wie er geschrieben wurde."}
    assert (refusals(proof, {"counted": {}}, UPDATES), refusals(proof, {}, DELETES)) == (kept, kept)


@breaks("partners_tombstone.tombstone_kept")
def test_a_tombstone_stays():
    sql("RESET ROLE")  # the app's role may not even try
    stone = f.TombstoneFactory()
    kept = {"tombstone_kept: Ein Ersatzvermerk bleibt, wie er geschrieben wurde."}
    assert (refusals(stone, {"new_sha256": "4" * 64}, UPDATES), refusals(stone, {}, DELETES)) == (kept, kept)
