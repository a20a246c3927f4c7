"""What is handed in or issued stands, and no more is claimed back than was paid and not proven."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals

SUBMITTED = (
    "proof_submitted_stands: Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, "
    "außer die Stadt gibt ihn zurück."
)
ISSUED = (
    "repayment_issued_stands: Eine erlassene Rückforderung ändert sich nicht mehr; "
    "nur ihr Eingang wird gebucht, ihre Frist verlängert."
)
PAID_ON = date(2027, 7, 1)


@breaks("funding_proofofuse.proof_submitted_stands")
def test_a_submitted_proof_stands(db):
    row = f.ProofOfUseFactory(submitted=True)
    changes = (
        {"narrative": "anders"},
        {"submitted_by": f.UserFactory()},
        {"submitted_on": date(2027, 4, 1)},
        {"allocation": f.AllocationFactory()},
    )
    assert [refusals(row, change, UPDATES) for change in changes] == [{SUBMITTED}] * 4


def test_a_submitted_proof_may_be_returned_and_then_changed(db):
    row = f.ProofOfUseFactory(submitted=True)
    back = {"submitted_on": None, "submitted_by": None, "narrative": "anders"}
    assert refusals(row, back, UPDATES) == {"done"}


@breaks("funding_proofline.proof_line_submitted", "funding_proofattachment.proof_attachment_submitted")
@pytest.mark.parametrize(
    ("part", "change", "new"),
    [
        (f.ProofLineFactory, {"spent": Decimal("1")}, {"category": "premises"}),
        (f.ProofAttachmentFactory, {"title": "x"}, {"title": "y"}),
    ],
)
def test_the_parts_of_a_submitted_proof_stand_until_it_is_returned(part, change, new, db):
    row = part(proof__submitted=True)
    ways = ((change, UPDATES), ({"proof": f.ProofOfUseFactory()}, UPDATES), (new, INSERTS), ({}, DELETES))
    handed_in = [refusals(row, wrong, how) for wrong, how in ways]
    f.ProofReturnFactory(proof=row.proof)
    returned = [refusals(row, wrong, how) for wrong, how in ways]
    assert (handed_in, returned) == ([{SUBMITTED}] * 4, [{"done"}] * 4)


@breaks("funding_proofattachment.proof_attachment_titles")
def test_no_two_attachments_of_a_proof_are_called_alike(db):
    row, other = f.ProofAttachmentFactory(title="Belege"), f.ProofAttachmentFactory(title="belege")
    said = {"attachment_title_taken: So heißt schon eine andere Anlage dieses Nachweises."}
    new = f.ProofAttachmentFactory(proof=row.proof)
    assert refusals(new, {"title": "BELEGE"}, WAYS) == said
    assert refusals(other, {"proof": row.proof}, UPDATES) == said
    assert refusals(new, {"title": "Anders"}, UPDATES) == {"done"}


def test_a_line_is_not_moved_into_a_submitted_proof(db):
    row, submitted = f.ProofLineFactory(), f.ProofOfUseFactory(submitted=True)
    assert refusals(row, {"proof": submitted}, WAYS) == {SUBMITTED}


@breaks("funding_repaymentclaim.repayment_issued_stands", "funding_repaymentclaim.repayment_issued_stays")
def test_an_issued_claim_stands(db):
    row = f.RepaymentClaimFactory(issued=True)
    changes = (
        {"amount": Decimal("1")},
        {"issued_on": None, "issued_by": None},
        {"interest_from": PAID_ON},
        {"drafted_by": f.UserFactory()},
    )
    found = [refusals(row, change, UPDATES) for change in changes]
    # Django's own delete takes its hearing first, and that stays as well (test_clock).
    assert [*found, refusals(row, {}, DELETES[1:])] == [{ISSUED}] * 5


def test_of_an_issued_claim_the_receipt_is_recorded(db):
    row = f.RepaymentClaimFactory(issued=True)
    receipt = {"paid_on": PAID_ON, "received": row.amount, "recorded_by": row.issued_by, "reference": "4711"}
    assert refusals(row, receipt, UPDATES) == {"done"}


def test_a_draft_of_a_claim_may_change_and_go(db):
    row = f.RepaymentClaimFactory()
    assert refusals(row, {"amount": Decimal("1")}, UPDATES) | refusals(row, {}, DELETES) == {"done"}


@pytest.fixture
def unspent(db):
    """An allocation with 2.000 € paid, 1.500 € spent of them, and 500 € claimed back."""
    allocation = f.DisbursementFactory(paid=True).allocation
    proof = f.ProofOfUseFactory(allocation=allocation, submitted=True)
    f.ProofLineFactory(proof=proof, spent=Decimal("1800"), own_funds=Decimal("300"))
    proof.accepted_on, proof.accepted_by = proof.due_on, f.UserFactory()
    proof.save()
    return f.RepaymentClaimFactory(allocation=allocation, amount=Decimal("500.00"))


def too_much(claim, claimed: str) -> set[str]:
    euro = "\u00a0€"
    return {
        f"claims_within_unspent: Für {claim.allocation.site} sind 2.000,00{euro} ausgezahlt und "
        f"1.500,00{euro} nachgewiesen; {claimed}{euro} lassen sich nicht zurückfordern."
    }


def test_no_more_is_accepted_as_proven_than_was_paid(db):
    allocation = f.DisbursementFactory(paid=True).allocation
    f.ReversalFactory(disbursement=f.DisbursementFactory(allocation=allocation, paid=True))
    proof = f.ProofOfUseFactory(allocation=allocation, submitted=True)
    line = f.ProofLineFactory(proof=proof, spent=Decimal("2300.01"), own_funds=Decimal("300"))
    acceptance = {"accepted_on": proof.due_on, "accepted_by": f.UserFactory()}
    said = f"Für {allocation.site} wären 2.000,01 € nachgewiesen, aber nur 2.000,00 € ausgezahlt."
    too_much = refusals(proof, acceptance, UPDATES)
    f.ProofReturnFactory(proof=proof)
    type(line).objects.update(spent=Decimal("2300.00"))
    proof.save()
    assert too_much == {f"proven_within_paid: {said}".replace(" €", "\u00a0€")}
    assert refusals(proof, acceptance, UPDATES) == {"done"}


@breaks("funding_repaymentclaim.claimed_insert", "funding_repaymentclaim.claimed_update")
def test_no_more_is_claimed_than_was_paid_and_not_proven(unspent):
    found = (
        refusals(unspent, {"amount": Decimal("500.01")}, UPDATES),
        refusals(unspent, {"amount": Decimal("0.01")}, INSERTS),
    )
    assert found == (too_much(unspent, "500,01"), too_much(unspent, "500,01"))


@breaks("funding_reversal.claimed_insert")
def test_a_payment_that_is_claimed_back_is_not_reversed(unspent):
    payment = unspent.allocation.disbursements.get()
    reversal = f.ReversalFactory(disbursement=f.DisbursementFactory(allocation=unspent.allocation, paid=True))
    found = refusals(reversal, {"disbursement": payment}, INSERTS)
    assert {text.partition(":")[0] for text in found} == {"claims_within_unspent"}


def test_nothing_is_claimed_where_nothing_was_paid(db):
    row = f.RepaymentClaimFactory()
    bare = f.AllocationFactory()
    assert refusal(lambda: f.RepaymentClaimFactory(allocation=bare)).startswith("claims_within_unspent: ")
    assert refusals(row, {"amount": Decimal("2000")}, UPDATES) == {"done"}


@breaks("funding_proofofuse.claimed_update")
@pytest.mark.parametrize("spent", ["1500.00", "1500.01"])
def test_what_is_claimed_back_is_not_accepted_as_spent(db, spent):
    """2.000 € paid, 500 € of them claimed back: a proof over 1.500,01 € is a cent too much."""
    allocation = f.DisbursementFactory(paid=True).allocation
    f.RepaymentClaimFactory(allocation=allocation, amount=Decimal("500.00"))
    proof = f.ProofOfUseFactory(allocation=allocation, submitted=True)
    f.ProofLineFactory(proof=proof, spent=Decimal(spent))
    accepted = {"accepted_on": proof.due_on, "accepted_by": f.UserFactory()}
    euro = "\u00a0€"
    too_much = (
        f"claims_within_unspent: Für {allocation.site} sind 2.000,00{euro} ausgezahlt und 1.500,01{euro} "
        f"nachgewiesen; 500,00{euro} lassen sich nicht zurückfordern."
    )
    assert refusals(proof, accepted, UPDATES) == {"done" if spent == "1500.00" else too_much}


def test_a_payment_whose_use_is_proven_is_not_reversed(db):
    payment = f.DisbursementFactory(paid=True)
    proof = f.ProofOfUseFactory(allocation=payment.allocation, submitted=True)
    f.ProofLineFactory(proof=proof, spent=Decimal("0.01"))
    proof.accepted_on, proof.accepted_by = proof.due_on, f.UserFactory()
    proof.save()
    assert refusal(lambda: f.ReversalFactory(disbursement=payment)) == (
        f"proven_within_paid: Für {payment.allocation.site} wären 0,01\u00a0€ nachgewiesen, aber nur "
        "0,00\u00a0€ ausgezahlt."
    )
