"""What has become fact stays: approved decisions, paid instalments, accepted proofs, closed years."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from funding.models import Allocation, Decision, Disbursement, EarlierDraft
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals

CLOSED = "fiscal_year_closed: Das Haushaltsjahr 2026 ist abgeschlossen. Berichtigungen gehören ins Folgejahr."
DECIDED = (
    "decision_immutable: Ein freigegebener Bescheid ändert sich nicht mehr. "
    "Berichtigen Sie ihn durch einen neuen."
)
PAID = "disbursement_immutable: Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie."
ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."


# --- Decisions ---------------------------------------------------------------------------------------


@breaks("funding_decision.decision_immutable", "funding_decision.decision_immutable_delete")
def test_an_approved_decision_never_changes(db):
    row = f.DecisionFactory(approved=True)
    changes = (
        {"amount": Decimal("7999.99")},
        {"reason": "anders"},
        {"approved_on": None, "approved_by": None},
        {"approved_by": f.UserFactory()},
        {"allocation": f.AllocationFactory()},
        {"amount": row.amount},  # not even to what it is
    )
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{DECIDED}] * 7


@breaks("funding_decision.draft_withdrawn")
def test_a_draft_may_change_and_go(db):
    """It goes on a day: what was planned until then stays."""
    row = f.DecisionFactory()
    said = "Einen Entwurf nimmt man mit Tag, Person und Grund zurück; so bleibt, was bis dahin geplant war."
    found = [refusals(row, {"amount": Decimal("1")}, UPDATES), refusals(row, {}, DELETES)]
    row.withdraw(reason="Irrtum", by=row.drafted_by, on=row.drafted_on)
    assert (found, EarlierDraft.objects.get().amount) == (
        [{"done"}, {f"draft_withdrawn: {said}"}],
        row.amount,
    )


@breaks("funding_decision.draft_revised")
def test_what_a_draft_said_before_it_was_revised_is_kept_whoever_revises_it(db):
    row = f.DecisionFactory()
    changes = {"amount": Decimal("1"), "drafted_on": row.drafted_on + timedelta(days=9)}
    for way in UPDATES:
        with transaction.atomic():
            way(row, changes)
            kept = EarlierDraft.objects.get()
            transaction.set_rollback(True)
        assert (kept.amount, kept.drafted_on, kept.on) == (row.amount, row.drafted_on, changes["drafted_on"])


@breaks("funding_earlierdraft.earlier_draft_immutable", "funding_earlierdraft.earlier_draft_stood")
def test_an_earlier_draft_stays_and_is_not_made_up(db):
    row, other = f.EarlierDraftFactory(), f.AllocationFactory()
    stays = refusals(row, {"on": date(2026, 12, 24)}, UPDATES) | refusals(row, {}, DELETES)
    made_up = [refusals(row, wrong, INSERTS) for wrong in ({"draft": 0}, {"allocation": other})]
    kept = "earlier_draft_immutable: Ein früherer Entwurf ändert sich nicht mehr und wird nicht gelöscht."
    said = "earlier_draft_stood: Als früherer Entwurf bleibt, was der Entwurf sagt, und nichts anderes."
    assert (stays, made_up) == ({kept}, [{said}] * 2)


@breaks("funding_draftreturn.draft_return_of_draft", "funding_draftreturn.draft_return_immutable")
def test_a_return_is_of_a_draft_and_stands(db):
    row, binding = f.DraftReturnFactory(), f.DecisionFactory(approved=True)
    of_draft = refusals(row, {"decision": binding}, INSERTS)
    stands = refusals(row, {"reason": "Anders."}, UPDATES)
    mended = f.DraftReturnFactory(mended_on=row.on, mended_by=f.UserFactory())
    again = refusals(mended, {"mended_on": None, "mended_by": None}, UPDATES)
    said = (
        "draft_return_immutable: Eine Rückgabe ändert sich nicht mehr; nur dass der Entwurf überarbeitet ist, "
        "kommt noch hinzu."
    )
    draft = (
        "draft_return_of_draft: Zurückgegeben wird nur ein Entwurf; was verbindlich ist, bleibt, wie es ist."
    )
    assert (of_draft, stands, again) == ({draft}, {said}, {said})


@breaks("funding_draftreturn.draft_return_kept")
def test_a_return_is_not_deleted_once_its_draft_binds(db):
    row = f.DraftReturnFactory(mended_on=date(2027, 1, 1), mended_by=f.UserFactory())
    row.decision.approve(by=f.UserFactory(), on=date(2027, 1, 2))
    said = (
        "draft_return_kept: Eine Rückgabe ändert sich nicht mehr; nur dass der Entwurf überarbeitet ist, "
        "kommt noch hinzu."
    )
    assert refusals(row, {}, DELETES) == {said}


@breaks("funding_decision.draft_returned", "funding_repaymentclaim.draft_returned")
def test_a_draft_given_back_does_not_become_binding(db):
    decision = f.DraftReturnFactory().decision
    claim = f.DraftReturnFactory(decision=None, claim=f.RepaymentClaimFactory()).claim
    day, somebody = date(2027, 12, 1), f.UserFactory()
    said = (
        "draft_returned: Dieser Entwurf ist zur Überarbeitung zurückgegeben und liegt bei der Person, die ihn "
        "entworfen hat."
    )
    bound = refusals(decision, {"approved_on": day, "approved_by": somebody}, UPDATES)
    issued = refusals(claim, {"issued_on": day, "issued_by": somebody}, UPDATES)
    assert (bound, issued) == ({said}, {said})


def test_a_decision_is_approved_once_and_by_another(db):
    row = f.DecisionFactory()
    with pytest.raises(ValidationError) as own:
        row.approve(by=row.drafted_by, on=date(2026, 2, 1))
    row.approve(by=f.UserFactory(), on=date(2026, 2, 1))
    with pytest.raises(ValidationError) as again:
        row.approve(by=f.UserFactory(), on=date(2026, 2, 2))
    assert (own.value.code, again.value.code) == ("decision_dual_control", "decision_immutable")


# --- Payments ----------------------------------------------------------------------------------------


@breaks("funding_disbursement.disbursement_immutable", "funding_disbursement.disbursement_immutable_delete")
def test_a_paid_instalment_never_changes(db):
    row = f.DisbursementFactory(paid=True)
    changes = ({"amount": 1}, {"paid_on": None}, {"reference": "4711"}, {"released_by": f.UserFactory()})
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{PAID}] * 5


@breaks("funding_disbursement.funding_insert", "funding_disbursement.funding_update")
def test_no_more_is_paid_than_is_bound(db):
    row = f.DisbursementFactory(amount=Decimal("8000"))
    message = (
        f"disbursed_within_committed: Für {row.allocation.site} wären 8.000,00\u00a0€ gebunden und %s\u00a0€ "
        "ausgezahlt oder vorgesehen; mehr als gebunden geht nicht."
    )
    found = (
        refusals(row, {"amount": Decimal("8000.01")}, UPDATES),
        refusals(row, {"number": 2, "amount": Decimal("0.01")}, INSERTS),
    )
    assert found == ({message % "8.000,01"},) * 2


def test_nothing_is_paid_while_nothing_is_bound(db):
    """A draft binds nothing."""
    planned = f.DecisionFactory().allocation
    row = f.DisbursementFactory()
    found = refusals(row, {"allocation": planned}, WAYS)
    assert found == {
        f"disbursed_within_committed: Für {planned.site} wären 0,00\u00a0€ gebunden und 2.000,00\u00a0€ "
        "ausgezahlt oder vorgesehen; mehr als gebunden geht nicht."
    }


def test_what_is_paid_is_not_taken_back_by_a_reduction(db):
    paid = f.DisbursementFactory(amount=Decimal("8000"), paid=True)
    row = f.DecisionFactory(allocation=paid.allocation, kind="reduction", amount=Decimal("-0.01"))
    approval = {"approved_on": row.drafted_on, "approved_by": f.UserFactory()}
    assert {found.partition(":")[0] for found in refusals(row, approval, UPDATES)} == {
        "disbursed_within_committed"
    }


def test_what_is_reversed_may_be_paid_again(db):
    paid = f.DisbursementFactory(amount=Decimal("8000"), paid=True)
    again = {"number": 2}
    before = {found.partition(":")[0] for found in refusals(paid, again, INSERTS)}
    f.ReversalFactory(disbursement=paid)
    assert (before, refusals(paid, again, INSERTS)) == ({"disbursed_within_committed"}, {"done"})


@breaks("funding_reversal.reversal_immutable")
def test_a_reversal_never_changes(db):
    row = f.ReversalFactory()
    message = "reversal_immutable: Ein Storno ändert sich nicht mehr und wird nicht gelöscht."
    assert refusals(row, {"reason": "x"}, UPDATES) | refusals(row, {}, DELETES) == {message}


@breaks("funding_reversal.reversal_of_payment")
def test_only_what_is_paid_is_reversed(db):
    """Else the reversed row would free the money and could still be paid: 16.000 € out of 8.000 €."""
    row = f.ReversalFactory()
    unpaid = f.DisbursementFactory(released=True)
    message = "reversal_of_payment: Storniert wird nur eine Rate, die schon ausgezahlt ist."
    later = f.DisbursementFactory(paid=True)
    found = refusals(row, {"disbursement": unpaid}, INSERTS)
    early = refusals(row, {"disbursement": later, "on": date(2026, 2, 28)}, INSERTS)
    assert (found, early) == ({message}, {message})


@breaks("funding_reversal.reversal_dual_control")
def test_who_recorded_a_payment_does_not_reverse_it(db):
    row, later = f.ReversalFactory(), f.DisbursementFactory(paid=True)
    message = (
        "reversal_dual_control: Vier-Augen-Prinzip: Wer eine Zahlung erfasst hat, storniert sie nicht selbst."
    )
    own = refusals(row, {"disbursement": later, "by": later.paid_by}, INSERTS)
    others = refusals(row, {"disbursement": later, "by": later.released_by}, INSERTS)
    assert (own, others) == ({message}, {"done"})


@breaks("funding_legalfigure.legal_figure_used")
def test_a_figure_that_a_claim_bears_interest_by_stays(db):
    row = f.LegalFigureFactory(valid_from=date(2026, 1, 1))
    before = refusals(row, {"rate": 4}, UPDATES)
    f.RepaymentClaimFactory(interest_rate=Decimal("4.27"), interest_source="§ 49a Abs. 3 VwVfG NRW")
    used = (
        "legal_figure_used: Nach diesem Rechtswert ist schon eine Rückforderung entworfen. Legen Sie einen neuen mit "
        "seinem Tag an."
    )
    after = refusals(row, {"rate": 5}, UPDATES) | refusals(row, {}, DELETES)
    assert (before, after) == ({"done"}, {used})


@breaks("funding_budgetrevision.budget_revision_immutable")
def test_what_a_year_was_given_earlier_never_changes(db):
    row = f.BudgetRevisionFactory()
    said = "Was ein Jahr früher erhielt, ändert sich nicht mehr und wird nicht gelöscht."
    found = refusals(row, {"on": date(2026, 12, 24)}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"budget_revision_immutable: {said}"}


@breaks("funding_budgetrevision.budget_revision_by_revising")
def test_nobody_makes_up_what_a_year_was_given_earlier(db):
    """Not even with the day and the person of the last true revision."""
    row = f.BudgetRevisionFactory()
    said = "Was ein Jahr früher erhielt, hält die Datenbank selbst fest, wenn es geändert wird."
    found = [
        refusals(row, wrong, INSERTS) for wrong in ({"appropriation": Decimal(1)}, {"on": date(2026, 2, 1)})
    ]
    assert found == [{f"budget_revision_by_revising: {said}"}] * 2


@breaks("funding_fiscalyear.revised")
def test_a_year_is_revised_by_somebody_on_a_day_after_the_last_time(db):
    day, lower = date(2026, 3, 1), {"appropriation": Decimal(70_000)}
    year = f.FiscalYearFactory(revised_on=day, revised_by=f.UserFactory())
    early = {**lower, "revised_on": date(2026, 2, 28)}
    undated = f.FiscalYearFactory(year=2027)
    found = refusals(year, early, UPDATES) | refusals(undated, lower, UPDATES)
    said = "Wer Ansatz oder Übertragung ändert, nennt Tag und Person; der Tag liegt nicht vor der letzten Änderung."
    assert found == {f"fiscal_year_revision_dated: {said}"}


@breaks("funding_fiscalyear.fiscal_year_proposal_kept")
def test_a_proposed_closing_does_not_vanish(db):
    year = f.FiscalYearFactory(proposed=True)
    emptied = {"carry_over": None, "closing_proposed_on": None, "closing_proposed_by": None}
    found = refusals(year, emptied, UPDATES)
    said = "Einen vorgeschlagenen Abschluss nimmt man mit Tag und Person zurück."
    assert found == {f"fiscal_year_proposal_kept: {said}"}


@breaks("funding_droppedproposal.dropped_proposal_immutable")
def test_a_proposal_taken_back_never_changes(db):
    row = f.DroppedProposalFactory()
    said = "Ein zurückgenommener Abschluss ändert sich nicht mehr und wird nicht gelöscht."
    found = refusals(row, {"on": date(2026, 12, 24)}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"dropped_proposal_immutable: {said}"}


# --- Proofs ------------------------------------------------------------------------------------------


@pytest.fixture
def accepted(db):
    """A proof with a line, an attachment and a return, accepted after all."""
    proof = f.ProofOfUseFactory(allocation=f.DisbursementFactory(paid=True).allocation, submitted=True)
    f.ProofLineFactory(proof=proof, spent=Decimal("2000"))
    f.ProofAttachmentFactory(proof=proof)
    f.ProofReturnFactory(proof=proof)
    proof.accepted_on, proof.accepted_by = proof.due_on, f.UserFactory()
    proof.save()
    return proof


@breaks("funding_proofofuse.proof_immutable", "funding_proofofuse.proof_immutable_delete")
def test_an_accepted_proof_never_changes(accepted):
    changes = ({"narrative": "x"}, {"accepted_on": None, "accepted_by": None}, {"review_note": "x"})
    raw_deletes = DELETES[1:]  # Django's own delete() meets the lines' guard first
    found = [refusals(accepted, change, UPDATES) for change in changes]
    assert [*found, refusals(accepted, {}, raw_deletes)] == [{f"proof_immutable: {ACCEPTED}"}] * 4


@breaks(
    "funding_proofline.proof_line_immutable",
    "funding_proofattachment.proof_attachment_immutable",
    "funding_proofreturn.proof_return_immutable",
)
@pytest.mark.parametrize(
    ("part", "change", "new"),
    [
        ("lines", {"spent": 1}, {"category": "premises"}),
        ("attachments", {"title": "x"}, {"title": "y"}),
        ("returns", {"reasons": "x"}, {"reasons": "y"}),
    ],
)
def test_the_parts_of_an_accepted_proof_never_change_come_or_go(accepted, part, change, new):
    row = getattr(accepted, part).get()
    elsewhere = {"proof": f.ProofOfUseFactory()}
    found = [
        refusals(row, change, UPDATES),
        refusals(row, elsewhere, UPDATES),
        refusals(row, new, INSERTS),
        refusals(row, {}, DELETES),
    ]
    rule = {"lines": "line", "attachments": "attachment", "returns": "return"}[part]
    assert found == [{f"proof_{rule}_immutable: {ACCEPTED}"}] * 4


def test_a_line_is_not_moved_into_an_accepted_proof(accepted):
    row = f.ProofLineFactory(category="material")
    assert refusals(row, {"proof": accepted}, WAYS) == {f"proof_line_immutable: {ACCEPTED}"}


@breaks("funding_repaymentclaim.repayment_immutable", "funding_repaymentclaim.repayment_immutable_delete")
def test_a_settled_claim_never_changes(db):
    row = f.RepaymentClaimFactory(paid_on=date(2027, 6, 1))
    message = "repayment_immutable: Eine beglichene Rückforderung ändert sich nicht mehr."
    # Django's own delete takes its hearing first, and that stays as well (test_clock).
    assert refusals(row, {"amount": 1}, UPDATES) | refusals(row, {}, DELETES[1:]) == {message}


# --- Closed years ------------------------------------------------------------------------------------


@pytest.fixture
def closed(db):
    """The year 2026, closed with a paid and a planned instalment and a drafted decision left over."""
    paid = f.DisbursementFactory(paid=True)
    f.DisbursementFactory(allocation=paid.allocation)
    f.DecisionFactory(allocation=paid.allocation, kind="increase", amount=Decimal("1"))
    year = paid.allocation.fiscal_year
    for name, fact in f.closing(date(2027, 1, 31)).items():
        setattr(year, name, fact)
    year.save()
    return year


@breaks("funding_fiscalyear.fiscal_year_closed", "funding_fiscalyear.fiscal_year_closed_delete")
def test_a_closed_year_never_changes(closed):
    message = "fiscal_year_closed: Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr."
    changes = ({"appropriation": 1}, {"closed_on": None, "closed_by": None}, {"carry_over_received": 1})
    found = [refusals(closed, change, UPDATES) for change in changes]
    assert [*found, refusals(closed, {}, DELETES[1:])] == [{message}] * 4


@breaks(
    "funding_decision.funding_insert", "funding_decision.funding_update", "funding_decision.funding_delete"
)
def test_no_draft_comes_changes_or_goes_in_a_closed_year(closed):
    row = Decision.objects.get(approved_on=None)
    approval = {"approved_on": date(2027, 2, 1), "approved_by": f.UserFactory()}
    out = {"allocation": f.AllocationFactory(fiscal_year=f.FiscalYearFactory(year=2027))}
    found = [refusals(row, change, WAYS) for change in ({"reason": "x"}, approval)]
    found += [refusals(row, out, UPDATES), refusals(row, {}, DELETES)]
    assert found == [{CLOSED}] * 4


@breaks(
    "funding_disbursement.funding_insert",
    "funding_disbursement.funding_update",
    "funding_disbursement.funding_delete",
)
def test_no_instalment_comes_changes_or_goes_in_a_closed_year(closed):
    row = Disbursement.objects.get(paid_on=None)
    certified = {"certified_on": date(2027, 2, 1), "certified_by": f.UserFactory()}
    next_year = f.DecisionFactory(allocation__fiscal_year__year=2027, approved=True).allocation
    found = [
        refusals(row, certified, UPDATES),
        refusals(row, {"allocation": next_year, "due_on": date(2027, 3, 1)}, UPDATES),
        refusals(row, {"number": 9, "amount": 1}, INSERTS),
        refusals(row, {}, DELETES),
    ]
    assert found == [{CLOSED}] * 4


@breaks("funding_reversal.funding_insert")
def test_no_payment_of_a_closed_year_is_reversed(closed):
    elsewhere = f.ReversalFactory(
        disbursement__allocation=f.DecisionFactory(
            allocation__fiscal_year__year=2027, approved=True
        ).allocation,
        disbursement__paid=True,
    )
    paid = Disbursement.objects.filter(allocation__fiscal_year=closed).get(paid_on__isnull=False)
    assert refusals(elsewhere, {"disbursement": paid}, INSERTS) == {CLOSED}


@breaks(
    "funding_allocation.funding_insert",
    "funding_allocation.funding_update",
    "funding_allocation.funding_delete",
)
def test_no_allocation_comes_changes_or_goes_in_a_closed_year(db):
    row = f.AllocationFactory()
    year, other = row.fiscal_year, f.FiscalYearFactory(year=2027)
    later = f.AllocationFactory(fiscal_year=other)
    for name, fact in f.closing(date(2027, 1, 31)).items():
        setattr(year, name, fact)
    year.save()
    found = [
        refusals(row, {"purpose": "x"}, UPDATES),
        refusals(row, {"fiscal_year": other}, UPDATES),
        refusals(row, {"recipient": f.PartnerFactory()}, INSERTS),
        refusals(row, {}, DELETES),
        refusals(later, {"fiscal_year": year}, WAYS),
    ]
    assert found == [{CLOSED}] * 5


def test_a_proof_for_a_closed_year_may_still_be_accepted(closed):
    """Proofs come in the spring after."""
    proof = f.ProofOfUseFactory(allocation=Allocation.objects.first(), submitted=True)
    assert refusals(proof, {"accepted_on": proof.due_on, "accepted_by": f.UserFactory()}, UPDATES) == {"done"}


def test_what_money_rests_on_is_not_deleted(closed):
    rows = [closed, *Allocation.objects.all(), Allocation.objects.first().site, closed.mandate]
    message = "23503: Andere Einträge beziehen sich darauf; die Änderung ist so nicht möglich."
    assert {refusal(row.delete) for row in rows} == {message}
