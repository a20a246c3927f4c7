"""A proof's income and receipts, the type of financing and the sample: what the database itself refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from funding import rules
from funding.models import Allocation, ProofOfUse, ProofSample
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusals, sql

DUE, ACCEPTED_ON = date(2027, 3, 31), date(2027, 4, 1)
SUBMITTED = (
    "proof_submitted_stands: Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn "
    "zurück."
)
ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."


def codes(row, wrong, ways) -> set[str]:
    return {said.split(":")[0] for said in refusals(row, wrong, ways)}


# --- the type of financing ---------------------------------------------------------------------------


@breaks("funding_allocation.financing_stands")
def test_the_type_of_financing_never_changes_under_a_notice_or_a_proof(db):
    changes = ({"financing": "fixed"}, {"financing": "share", "share": Decimal("80")})
    noticed = f.DecisionFactory(approved=True, allocation__financed=True).allocation
    proven = f.ProofOfUseFactory(submitted=True, allocation__financed=True).allocation
    free = f.AllocationFactory(financed=True)
    plain = f.DecisionFactory(approved=True).allocation
    late = {"financing": "fixed", "financing_on": DUE, "financing_by": f.UserFactory()}
    assert [codes(noticed, change, UPDATES) for change in changes] == [{"financing_after_notice"}] * 2
    assert [codes(proven, change, UPDATES) for change in changes] == [{"financing_after_proof"}] * 2
    assert [codes(free, change, UPDATES) for change in changes] == [{"done"}] * 2
    assert codes(plain, late, UPDATES) == {"financing_after_notice"}


@breaks("funding_proofofuse.proof_recognised")
@pytest.mark.parametrize(
    ("kind", "share", "recognised"),
    [("fixed", None, "1800.00"), ("share", "50", "900.00"), ("deficit", None, "1650.00")],
)
def test_the_acceptance_recognises_what_the_type_of_financing_gives_and_nothing_else(
    db, kind, share, recognised
):
    proof = _settled(kind, share)
    facts = {"accepted_on": ACCEPTED_ON, "accepted_by": f.UserFactory()}
    cent = Decimal("0.01")
    for wrong in (Decimal(recognised) + cent, Decimal(recognised) - cent):
        assert codes(proof, facts | {"recognised": wrong}, UPDATES) == {"proof_recognised"}
    ProofOfUse.objects.filter(pk=proof.pk).update(**facts)
    assert ProofOfUse.objects.get(pk=proof.pk).recognised == Decimal(recognised)


def test_without_a_type_nothing_is_recognised_but_what_the_lines_say(db):
    proof = _settled("", None)
    facts = {"accepted_on": ACCEPTED_ON, "accepted_by": f.UserFactory()}
    assert codes(proof, facts | {"recognised": Decimal("1")}, UPDATES) == {"proof_recognised"}
    assert codes(proof, facts, UPDATES) == {"done"}


def test_what_is_recognised_bounds_what_is_claimed_back(db):
    proof = _settled("deficit", None)
    facts = {"accepted_on": ACCEPTED_ON, "accepted_by": f.UserFactory()}
    ProofOfUse.objects.filter(pk=proof.pk).update(**facts)
    claim = f.RepaymentClaimFactory(allocation=proof.allocation, amount=Decimal("350.00"))
    assert codes(claim, {"amount": Decimal("350.01")}, UPDATES) == {"claims_within_unspent"}


def _settled(kind: str, share) -> ProofOfUse:
    """1.800 € spent, 100 € of it one's own, 50 € of fees; 2.000 € paid of 8.000 € granted."""
    typed = {
        "financed": bool(kind),
        **({"financing": kind, "share": share and Decimal(share)} if kind else {}),
    }
    allocation = f.AllocationFactory(**typed)
    f.DecisionFactory(approved=True, allocation=allocation)
    f.DisbursementFactory(allocation=allocation, paid=True)
    proof = f.ProofOfUseFactory(submitted=True, allocation=allocation)
    f.ProofLineFactory(proof=proof, spent=Decimal("1800"), own_funds=Decimal("100"))
    f.ProofIncomeFactory(proof=proof, amount=Decimal("50"))
    proof.refresh_from_db()
    return proof


# --- income and receipts -----------------------------------------------------------------------------

PARTS = [
    (f.ProofIncomeFactory, "income", {"amount": Decimal("1")}, {"source": "donations"}),
    (f.ProofReceiptFactory, "receipt", {"amount": Decimal("1")}, {"number": "Neu 1"}),
]


@breaks("funding_proofincome.proof_income_submitted", "funding_proofreceipt.proof_receipt_submitted")
@pytest.mark.parametrize(("part", "rule", "change", "new"), PARTS)
def test_income_and_receipts_of_a_submitted_proof_stand_until_it_is_returned(db, part, rule, change, new):
    row = part(proof__submitted=True)
    ways = ((change, UPDATES), ({"proof": f.ProofOfUseFactory()}, UPDATES), (new, INSERTS), ({}, DELETES))
    handed_in = [refusals(row, wrong, how) for wrong, how in ways]
    f.ProofReturnFactory(proof=row.proof)
    returned = [refusals(row, wrong, how) for wrong, how in ways]
    assert (handed_in, returned) == ([{SUBMITTED}] * 4, [{"done"}] * 4)


@breaks("funding_proofincome.proof_income_immutable", "funding_proofreceipt.proof_receipt_immutable")
@pytest.mark.parametrize(("part", "rule", "change", "new"), PARTS)
def test_income_and_receipts_of_an_accepted_proof_never_change_come_or_go(db, part, rule, change, new):
    row = part(proof__submitted=True)
    facts = {"accepted_on": row.proof.due_on, "accepted_by": f.UserFactory()}
    ProofOfUse.objects.filter(pk=row.proof_id).update(**facts)
    ways = ((change, UPDATES), ({"proof": f.ProofOfUseFactory()}, UPDATES), (new, INSERTS), ({}, DELETES))
    found = [refusals(row, wrong, how) for wrong, how in ways]
    assert found == [{f"proof_{rule}_immutable: {ACCEPTED}"}] * 4


@breaks("funding_proofreceipt.receipt_once")
def test_no_two_receipts_of_a_partner_and_year_have_one_number(db):
    row = f.ProofReceiptFactory(number="RE-17")
    same = {"recipient": row.proof.allocation.recipient, "fiscal_year": row.proof.allocation.fiscal_year}
    beside = f.ProofReceiptFactory(proof__allocation=f.AllocationFactory(**same), number="RE-18")
    other = f.ProofReceiptFactory(number="re 17")
    assert codes(beside, {"number": "re 17"}, WAYS) == {"receipt_once"}
    assert codes(other, {"proof": beside.proof}, WAYS) == {"receipt_once"}
    assert codes(beside, {"number": "RE-017"}, WAYS) == {"done"}


@breaks("funding_proofreceipt.receipt_number_kept")
def test_a_receipts_number_is_text_as_it_is_kept(db):
    row = f.ProofReceiptFactory()
    assert codes(row, {"number": "RE  17"}, WAYS) == {"receipt_number_kept"}


@breaks("funding_allocation.receipts_keep_allocation", "funding_proofofuse.receipts_keep_proof")
def test_receipts_keep_their_partner_and_year(db):
    proof = f.ProofReceiptFactory().proof
    allocation = Allocation.objects.get(pk=proof.allocation_id)
    moved = {"recipient": f.PartnerFactory()}
    assert codes(allocation, moved, UPDATES) == {"receipts_stay"}
    assert codes(allocation, {"fiscal_year": f.FiscalYearFactory(year=2027)}, UPDATES) == {"receipts_stay"}
    assert codes(proof, {"allocation": f.AllocationFactory()}, UPDATES) == {"receipts_stay"}
    assert codes(f.ProofOfUseFactory().allocation, moved, UPDATES) == {"done"}


# --- the sample --------------------------------------------------------------------------------------

DRAWN = {"drawn_on": date(2027, 1, 4), "due_on": date(2027, 6, 30)}


def by_somebody() -> dict:
    return DRAWN | {"drawn_by": f.UserFactory()}


@breaks("funding_proofsample.sample_announced_stands", "funding_proofsample.sample_announced_kept")
def test_what_was_announced_of_a_sample_stands(db):
    row = f.ProofSampleFactory()
    changes = (
        {"seed": "Ein anderer"},
        {"below": Decimal("6000")},
        {"percent": 20},
        {"fixed_on": date(2027, 1, 31)},
        {"announced_by": f.UserFactory()},
    )
    found = [codes(row, change, UPDATES) for change in changes]
    assert [*found, codes(row, {}, DELETES)] == [{"sample_announced_stands"}] * 6


@breaks("funding_proofsample.sample_by_seed")
def test_who_is_drawn_follows_from_the_seed(db):
    sample = f.ProofSampleFactory(percent=50)
    assert codes(sample, by_somebody(), UPDATES) == {"sample_population_empty"}
    members = [f.SampleMemberFactory.build(sample=sample, proof=proof) for proof in _proofs(3)]
    order = sorted(members, key=lambda one: one.digest)
    for rank, member in enumerate(order, start=1):
        member.rank, member.is_drawn = rank, rank <= 2
        member.save()
    assert codes(sample, by_somebody(), UPDATES) == {"done"}


@pytest.mark.parametrize("wrong", ["swapped", "spared", "added"])
def test_a_lot_that_does_not_follow_from_the_seed_is_not_drawn(db, wrong):
    sample = f.ProofSampleFactory(percent=50)
    members = [f.SampleMemberFactory.build(sample=sample, proof=proof) for proof in _proofs(3)]
    order = sorted(members, key=lambda one: one.digest, reverse=wrong == "swapped")
    size = {"swapped": 2, "spared": 1, "added": 3}[wrong]
    for rank, member in enumerate(order, start=1):
        member.rank, member.is_drawn = rank, rank <= size
        member.save()
    assert codes(sample, by_somebody(), UPDATES) == {"sample_by_seed"}


def _proofs(many: int) -> list[ProofOfUse]:
    return [_proof() for _ in range(many)]


@breaks("funding_proofsample.sample_drawn", "funding_proofsample.sample_drawn_delete")
def test_a_sample_is_drawn_once_and_stays(db):
    sample = _drawn()
    again = {"drawn_on": date(2027, 1, 5)}
    undone = {"drawn_on": None, "drawn_by": None, "due_on": None}
    found = [codes(sample, again, UPDATES), codes(sample, undone, UPDATES), codes(sample, {}, DELETES[2:])]
    assert found == [{"sample_drawn"}] * 3


def _drawn() -> ProofSample:
    sample = f.SampleMemberFactory().sample
    ProofSample.objects.filter(pk=sample.pk).update(**by_somebody())
    sample.refresh_from_db()
    return sample


@breaks("funding_proofsample.sample_dropped", "funding_proofsample.sample_dropped_delete")
def test_a_dropped_sample_stays_dropped(db):
    facts = {"dropped_on": date(2026, 3, 1), "dropped_by": f.UserFactory(), "drop_reason": "Tippfehler."}
    row = f.ProofSampleFactory(**facts)
    back = {"dropped_on": None, "dropped_by": None, "drop_reason": ""}
    assert [codes(row, back, UPDATES), codes(row, {}, DELETES)] == [{"sample_dropped"}] * 2


@breaks("funding_samplemember.sample_member_by_seed")
def test_a_member_belongs_to_its_year_by_its_notice_and_check_sum(db):
    row = f.SampleMemberFactory()
    other = _proofs(1)[0]
    number = other.allocation.granted_by()
    right = {"proof": other, "number": number, "digest": rules.drawing_key(row.sample.seed, number)}
    assert codes(row, right | {"digest": "0" * 64}, INSERTS) == {"sample_by_seed"}
    assert codes(row, {"proof": other}, INSERTS) == {"sample_population_whole"}
    assert codes(row, right, INSERTS) == {"done"}


def test_nobody_joins_a_lot_that_is_drawn(db):
    row = _drawn().members.get()
    (other,) = _proofs(1)
    number = other.allocation.granted_by()
    added = {"proof": other, "number": number, "digest": rules.drawing_key(row.sample.seed, number)}
    assert codes(row, added, INSERTS) == {"sample_by_seed"}


def test_a_member_stands_with_the_number_that_granted_its_money_and_no_later_one(db):
    row = f.SampleMemberFactory()
    granted = row.proof.allocation
    later = f.DecisionFactory(
        approved=True, allocation=granted, kind="increase", amount=Decimal("5.00")
    ).notice_number
    other = {"number": later, "digest": rules.drawing_key(row.sample.seed, later)}
    members = type(row).objects.filter(sample=row.sample)
    members._raw_delete("default")
    assert codes(row, other, INSERTS) == {"sample_population_whole"}
    assert codes(row, {}, INSERTS) == {"done"}


FIXED = date(2026, 12, 31)
OUTSIDE = {
    "at the sum": {"amount": Decimal("5000")},
    "granted after the day": {"approved_on": FIXED + timedelta(days=1), "drafted_on": FIXED},
    "of another year": {"allocation__fiscal_year__year": 2025},
}


@pytest.mark.parametrize("given", OUTSIDE.values(), ids=OUTSIDE)
def test_nobody_is_added_to_the_population_of_the_day(db, given):
    row = f.SampleMemberFactory()
    proof = _proof(**given)
    number = proof.allocation.granted_by()
    assert proof not in row.sample.population()
    added = {"proof": proof, "number": number, "digest": rules.drawing_key(row.sample.seed, number)}
    assert codes(row, added, INSERTS) == {"sample_population_whole"}


INSIDE = {
    "a cent below the sum": {"amount": Decimal("4999.99")},
    "granted on the day": {"approved_on": FIXED, "drafted_on": FIXED},
}


@pytest.mark.parametrize("given", INSIDE.values(), ids=INSIDE)
def test_nobody_is_left_out_of_the_population_of_the_day(db, given):
    sample = f.SampleMemberFactory().sample
    assert codes(sample, by_somebody(), UPDATES) == {"done"}
    assert _proof(**given) in sample.population()
    assert codes(sample, by_somebody(), UPDATES) == {"sample_population_whole"}


def test_who_was_written_down_too_early_goes_again_and_then_the_lot_is_drawn(db):
    early, stays = _proofs(2)
    sample = f.ProofSampleFactory(percent=100)
    for rank, proof in enumerate((stays, early), start=1):
        f.SampleMemberFactory(sample=sample, proof=proof, rank=rank)
    f.DecisionFactory(approved=True, allocation=early.allocation, kind="increase", amount=Decimal("4000.00"))
    assert codes(sample, by_somebody(), UPDATES) == {"sample_population_whole"}
    sample.members.get(proof=early).delete()
    assert codes(sample, by_somebody(), UPDATES) == {"done"}


def test_the_database_counts_the_population_as_the_status_tells_it(db):
    """Handed in, sent back, accepted, all of it before and after the day; no number twice."""
    sample = f.ProofSampleFactory()
    days = (FIXED - timedelta(days=1), FIXED, FIXED + timedelta(days=1))
    for day in days:
        _proof(submitted_on=day)
        f.ProofReturnFactory(proof=_proof(submitted_on=days[0]), on=day)
        accepted = _proof(submitted_on=days[0])
        ProofOfUse.objects.filter(pk=accepted.pk).update(accepted_on=day, accepted_by=f.UserFactory())
    for given in (*OUTSIDE.values(), *INSIDE.values(), {}, {}, {}):
        _proof(**given)
    counted = sql("SELECT proof_id, number FROM funding_sample_population(%s)", sample.pk)
    told = [(one.pk, one.allocation.granted_by()) for one in sample.population()]
    assert (sorted(counted), len(told)) == (sorted(told), 6)


def _proof(submitted_on: date | None = None, **given) -> ProofOfUse:
    allocation = f.DecisionFactory(approved=True, **{"amount": Decimal("1000")} | given).allocation
    handed_in = {"submitted": True, "submitted_on": submitted_on} if submitted_on else {}
    return f.ProofOfUseFactory(allocation=allocation, **handed_in)


@breaks("funding_samplemember.sample_member_immutable")
def test_a_member_never_changes_and_goes_no_more_once_the_lot_is_drawn(db):
    row = f.SampleMemberFactory()
    found = [codes(row, {"is_drawn": False}, UPDATES), codes(row, {"rank": 2}, UPDATES)]
    before = codes(row, {}, DELETES)
    ProofSample.objects.filter(pk=row.sample_id).update(**by_somebody())
    assert [*found, codes(row, {}, DELETES)] == [{"sample_member_immutable"}] * 3
    assert before == {"done"}


def test_the_database_hashes_as_the_verb_does(db):
    [(found,)] = sql("SELECT encode(sha256(convert_to(%s || ':' || %s, 'UTF8')), 'hex')", "Ä 3", "Q-1")
    assert found == rules.drawing_key("Ä 3", "Q-1")
