"""Proofs and claims as of a day: before, on and after what happened to them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from funding.models import Allocation, ProofOfUse, RepaymentClaim
from funding.models.proof import proof_status
from funding.statuses import ClaimStatus, ProofStatus
from tests import factories as f

pytestmark = pytest.mark.django_db

DUE, FIRST, BACK, AGAIN, ACCEPTED = (date(2027, month, 10) for month in (3, 4, 5, 6, 7))
ONE = timedelta(days=1)


@pytest.fixture
def proof():
    """Due, handed in late, returned, handed in again, accepted: each in another month."""
    proof = f.ProofOfUseFactory(due_on=DUE, submitted=True, submitted_on=FIRST)
    f.ProofReturnFactory(proof=proof, on=BACK)
    proof.submitted_on, proof.accepted_on, proof.accepted_by = AGAIN, ACCEPTED, f.UserFactory()
    proof.save()
    return proof


def days(word, rows=ProofOfUse) -> list[str]:
    """Of the days around every event, those on which the word, or a status out of these, finds the proof."""
    asked = {
        f"{name}{sign}": day + delta
        for name, day in (
            ("due", DUE),
            ("first", FIRST),
            ("back", BACK),
            ("again", AGAIN),
            ("accepted", ACCEPTED),
        )
        for sign, delta in (("-", -ONE), ("", 0 * ONE), ("+", ONE))
    }
    found = (
        getattr(rows.objects, word)
        if isinstance(word, str)
        else lambda day: rows.objects.in_status(day, *word)
    )
    return [name for name, day in asked.items() if found(day).exists()]


@pytest.mark.parametrize("asked", [DUE - 9 * ONE, DUE + 9 * ONE], ids=["in time", "after its day"])
def test_before_a_proof_is_asked_for_nobody_owes_it_nor_is_late(asked):
    """What is older than the app is asked for by hand, perhaps when its day has passed already."""
    allocation = f.AllocationFactory(fiscal_year__year=2026)

    def told(on: date) -> list:
        words = [getattr(ProofOfUse.objects, word)(on).count() for word in ("not_handed_in", "overdue")]
        return [*words, Allocation.objects.annotate(stands=proof_status(on)).get(pk=allocation.pk).stands]

    before = told(asked - ONE)
    ProofOfUse.objects.require(allocation, on=asked)
    assert (before, told(asked - ONE), told(asked)[0]) == ([0, 0, None], [0, 0, None], 1)


def test_a_proof_is_handed_in_until_it_is_returned_and_again_after(proof):
    assert days("handed_in") == [
        "first",
        "first+",
        "back-",
        "again",
        "again+",
        "accepted-",
        "accepted",
        "accepted+",
    ]


def test_a_returned_proof_is_overdue_again(proof):
    assert days("overdue") == ["due+", "first-", "back", "back+", "again-"]


def test_a_proof_counts_as_returned_until_it_comes_again(proof):
    assert days((ProofStatus.RETURNED, ProofStatus.RETURNED_OVERDUE)) == ["back", "back+", "again-"]


def test_a_proof_is_to_review_while_it_is_handed_in_and_not_accepted(proof):
    assert days("to_review") == ["first", "first+", "back-", "again", "again+", "accepted-"]


def test_a_proof_is_accepted_from_its_day_on(proof):
    assert days((ProofStatus.ACCEPTED,)) == ["accepted", "accepted+"]


def test_a_proof_returned_and_handed_in_on_one_day_is_handed_in():
    proof = f.ProofOfUseFactory(due_on=DUE, submitted=True, submitted_on=FIRST)
    f.ProofReturnFactory(proof=proof, on=FIRST)
    ProofOfUse.objects.update(submitted_on=FIRST, submitted_by=proof.submitted_by)
    assert ProofOfUse.objects.handed_in(FIRST).exists()


def test_a_claim_is_outstanding_from_its_issue_to_its_receipt():
    f.RepaymentClaimFactory(due_on=BACK, drafted_on=FIRST, issued_on=FIRST, paid_on=ACCEPTED)
    open_ = days((ClaimStatus.OUTSTANDING, ClaimStatus.OVERDUE), RepaymentClaim)
    late = days("overdue", RepaymentClaim)
    assert open_ == ["first", "first+", "back-", "back", "back+", "again-", "again", "again+", "accepted-"]
    assert late == ["back+", "again-", "again", "again+", "accepted-"]
    assert days("settled", RepaymentClaim) == ["accepted", "accepted+"]


def test_an_allocation_is_without_a_proof_from_its_first_commitment():
    f.DecisionFactory(drafted_on=FIRST, approved=True, allocation__fiscal_year__year=2027)
    assert days("without_proof", Allocation)[0] == "first"


def test_what_is_left_to_claim_counts_payments_of_that_day():
    payment = f.DisbursementFactory(paid=True, due_on=date(2026, 5, 1))
    left = [
        RepaymentClaim.objects.left_to_claim(payment.allocation, payment.paid_on + delta)
        for delta in (-ONE, 0 * ONE, ONE)
    ]
    assert left == [Decimal("0.00"), Decimal("2000.00"), Decimal("2000.00")]
