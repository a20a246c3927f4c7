"""What was granted, paid, proven and found before it was entered: its day is held by the database, too."""

from datetime import date

from tests import factories as f
from tests.constraints import INSERTS, WAYS, breaks, refusals

GRANTED, BEFORE, LATE = date(2026, 1, 15), date(2026, 1, 14), date(2026, 12, 31)
PAPER = {"paper_number": "7/26", "paper_by": "Sozialamt"}


@breaks("funding_decision.paper_before_year")
def test_a_notice_on_paper_is_not_older_than_the_planning_of_its_year(db):
    wrong = PAPER | {"paper_on": date(2025, 9, 30)}
    said = {"paper_before_year: Dieser Tag liegt vor der Planung des Haushaltsjahres."}
    assert refusals(f.DecisionFactory(), wrong, WAYS) == said
    assert refusals(f.DecisionFactory(), wrong | {"paper_on": date(2025, 10, 1)}, INSERTS) == {"done"}


@breaks("funding_decision.paper_before_grant")
def test_no_notice_on_paper_changes_what_was_not_granted_yet(db):
    allocation = f.DecisionFactory(approved=True, drafted_on=GRANTED).allocation
    more = f.DecisionFactory(allocation=allocation, kind="increase", drafted_on=LATE)
    said = {"paper_before_grant: Vor dem Zuwendungsbescheid ändert kein anderer den Betrag."}
    assert refusals(more, PAPER | {"paper_on": BEFORE}, WAYS) == said
    assert refusals(more, PAPER | {"paper_on": GRANTED}, INSERTS) == {"done"}


@breaks("funding_disbursement.paid_before_grant")
def test_nothing_was_paid_before_it_was_granted(db):
    allocation = f.DecisionFactory(approved=True, drafted_on=GRANTED).allocation
    row = f.DisbursementFactory(allocation=allocation)
    wrong = {"paper_on": BEFORE, "due_on": BEFORE, "reference": "KA-1", "number": 2}
    said = {"paid_before_grant: An diesem Tag war so viel noch nicht bewilligt."}
    assert refusals(row, wrong, WAYS) == said
    assert refusals(row, wrong | {"paper_on": GRANTED, "due_on": GRANTED}, INSERTS) == {"done"}


@breaks("funding_proofofuse.proof_before_grant")
def test_nothing_was_proven_before_it_was_granted(db):
    allocation = f.DecisionFactory(approved=True, drafted_on=GRANTED).allocation
    said = {"proof_before_grant: An diesem Tag war so viel noch nicht bewilligt."}
    assert refusals(f.ProofOfUseFactory(allocation=allocation), {"paper_on": BEFORE}, WAYS) == said
    assert refusals(f.ProofOfUseFactory(), {"paper_on": LATE}, WAYS) == said


@breaks("funding_notice.notice_on_paper")
def test_of_a_notice_on_paper_none_is_drawn_up(db):
    days = {"drafted_on": GRANTED, "paper_on": GRANTED, "entered_on": LATE}
    given = f.DecisionFactory(approved=True, **PAPER, **days)
    said = {"notice_on_paper: Dieser Bescheid ist auf Papier ergangen; das Papier gilt."}
    assert refusals(f.NoticeFactory(), {"decision": given, "frozen_on": LATE}, INSERTS) == said


@breaks("quality_dialog_finding.entered_before_opening")
def test_a_finding_is_entered_later_only_in_a_year_that_was(db):
    said = "Nacherfasst wird eine Feststellung in einem nacherfassten Jahr, nicht vor dessen Eröffnung."
    for entered_on, day in ((None, LATE), (LATE, BEFORE)):
        cycle = f.CycleFactory(year=2026 if entered_on else 2025, entered_on=entered_on)
        finding = f.FindingFactory(dialogue__cycle=cycle)
        wrong = {"entered_on": LATE, "raised_on": day, "shared_on": day, "shared_by": finding.raised_by}
        assert refusals(finding, wrong, WAYS) == {f"entered_before_opening: {said}"}
