"""Notices past every writer: frozen with their check sum, only of what was approved, drawn up from kept texts."""

from dataclasses import replace
from datetime import date

from funding.models import Notice
from quartiersarbeit.ground import papers
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals

STAYS = "notice_immutable: Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht."
FILE_STAYS = STAYS.replace("notice_immutable", "notice_file_immutable")
UNAPPROVED = "notice_of_approved: Ausgefertigt wird nur ein freigegebener Bescheid."
FORGED = "notice_is_its_hash: Die Prüfsumme passt nicht zum Schriftstück."
USED = (
    "notice_text_used: Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an."
)


@breaks("funding_notice.notice_immutable")
def test_a_notice_is_never_changed_and_never_deleted(db):
    row = f.NoticeFactory()
    changes = (
        {"paper": "{}"},
        {"sha256": "x"},
        {"frozen_on": date(2027, 1, 1)},
        {"frozen_by": f.UserFactory()},
    )
    assert [refusals(row, change, UPDATES) for change in changes] == [{STAYS}] * 4
    assert refusals(row, {}, DELETES) == {STAYS}


@breaks("funding_notice.notice_of_approved")
def test_a_notice_belongs_to_an_approved_decision(db):
    row = f.NoticeFactory()
    assert refusals(row, {"decision": f.DecisionFactory()}, INSERTS) == {UNAPPROVED}


def test_a_claim_s_notice_belongs_to_an_issued_claim(db):
    row = f.NoticeFactory()
    wanted = {"notice_of_approved: Ausgefertigt wird nur eine erlassene Rückforderung."}
    assert refusals(row, {"decision": None, "claim": f.RepaymentClaimFactory()}, INSERTS) == wanted
    early = f.RepaymentClaimFactory(issued=True)
    assert early.issued_on > row.frozen_on
    assert refusals(row, {"decision": None, "claim": early}, INSERTS) == wanted


def test_a_notice_is_not_frozen_before_the_approval(db):
    row, other = f.NoticeFactory(), f.DecisionFactory(approved=True)
    early = {"decision": other, "frozen_on": date(2026, 1, 14)}
    assert refusals(row, early, INSERTS) == {UNAPPROVED}


@breaks("funding_notice.notice_is_its_hash")
def test_a_notice_has_the_check_sum_of_its_text(db):
    row, other = f.NoticeFactory(), f.DecisionFactory(approved=True)
    assert refusals(row, {"decision": other, "paper": row.paper + " "}, INSERTS) == {FORGED}


@breaks("funding_notice.notice_is_its_code")
def test_a_notice_is_found_by_the_code_that_it_bears(db):
    wrong = "notice_is_its_code: Der Prüfcode ist nicht der, der auf dem Schriftstück steht."
    row, other = f.NoticeFactory(), f.DecisionFactory(approved=True)
    paper = papers.frozen(replace(papers.thawed(row.paper), check_code="7K3M-9QXT-20FB"))
    marked = {"decision": other, "paper": paper, "sha256": papers.checksum(paper)}
    assert refusals(row, marked, INSERTS) == {wrong}
    assert refusals(row, {"decision": other, "check_code": "7K3M-9QXT-20FB"}, INSERTS) == {wrong}
    assert refusals(row, {**marked, "check_code": "7K3M-9QXT-20FB"}, INSERTS) == {"done"}


def test_a_decision_has_one_notice(db):
    row = f.NoticeFactory()
    (found,) = refusals(row, {}, INSERTS)
    assert found.endswith(": Diesen Eintrag gibt es schon.")
    assert Notice.objects.count() == 1


@breaks("funding_noticefile.notice_file_immutable")
def test_a_notice_s_file_is_never_changed_and_never_deleted(db):
    row = f.NoticeFileFactory()
    changes = {"content": b"x"}, {"sha256": "x"}, {"renderer": "anders"}, {"drawn_on": date(2027, 1, 1)}
    assert [refusals(row, change, UPDATES) for change in changes] == [{FILE_STAYS}] * 4
    assert refusals(row, {}, DELETES) == {FILE_STAYS}


@breaks("funding_noticefile.notice_file_is_its_hash")
def test_a_notice_s_file_has_the_check_sum_of_its_bytes(db):
    forged = "notice_file_is_its_hash: Die Prüfsumme passt nicht zum Inhalt."
    assert refusals(f.NoticeFileFactory(), {"format": "docx", "content": b"x"}, INSERTS) == {forged}


@breaks("funding_noticetext.notice_text_used")
def test_a_text_that_a_notice_was_approved_by_stays(db):
    used = {
        kind: f.NoticeTextFactory(kind=kind, valid_from=date(2026, 1, 15))
        for kind in ("grant", "change", "revocation")
    }
    grant = f.DecisionFactory(approved=True)
    for kind, amount in (("increase", 10), ("revocation", -10)):
        f.DecisionFactory(allocation=grant.allocation, kind=kind, amount=amount, approved=True)
    later = {"body": "Anders"}, {"valid_from": date(2026, 2, 1)}, {"is_example": True}
    refused = [refusals(row, change, UPDATES) for row in used.values() for change in later]
    assert refused + [refusals(row, {}, DELETES) for row in used.values()] == [{USED}] * 12


def test_a_text_that_a_claim_was_issued_by_stays(db):
    row = f.NoticeTextFactory(kind="repayment", body="Bitte", valid_from=date(2026, 1, 15))
    assert refusals(row, {"body": "Anders"}, UPDATES) == {"done"}
    f.RepaymentClaimFactory(issued=True)
    assert refusals(row, {"body": "Wieder anders"}, UPDATES) == {USED}
    assert refusals(row, {}, DELETES) == {USED}


def test_a_text_that_no_notice_was_approved_by_is_free(db):
    f.DecisionFactory(approved=True)  # on 15.01.2026
    rows = (
        f.NoticeTextFactory(kind="change", valid_from=date(2020, 1, 1)),
        f.NoticeTextFactory(valid_from=date(2026, 1, 16)),
    )
    for row in rows:
        assert refusals(row, {"body": "Anders"}, UPDATES) == {"done"}
