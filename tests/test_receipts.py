"""Receipts of a proof of use: each number once a partner and year, however it is spelt."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from funding import rules
from funding.models import Allocation, ProofReceipt
from tests import factories as f
from tests.asking import code_of
from tests.constraints import refusal, sql

pytestmark = pytest.mark.django_db

RECEIPT = {
    "category": "material",
    "dated_on": date(2026, 5, 2),
    "payee": "Büromarkt",
    "amount": Decimal("49.90"),
}
TYPED = {"category": "material", "dated_on": "02.05.2026", "payee": "Büromarkt", "amount": "49,90"}


@pytest.fixture
def proof(awo):
    allocation = f.DecisionFactory(approved=True, allocation__recipient=awo).allocation
    return f.ProofOfUseFactory(allocation=allocation)


def at(proof, act="create", *more) -> str:
    return reverse(f"funding:receipt_{act}", args=[proof.allocation_id, *more])


ALIKE = ["re 2026 17", "RE-2026-17", "Re–2026—17", "RE_2026\u00a017", "re\u20112026\u221217"]


@pytest.mark.parametrize("spelt", ALIKE)
def test_one_number_in_two_spellings_is_one_receipt(proof, spelt):
    assert rules.receipt_key(spelt) == "RE202617"
    proof.add_receipt(number="RE-2026-17", **RECEIPT)
    assert code_of(proof.add_receipt, number=spelt, **RECEIPT) == "receipt_once"


@pytest.mark.parametrize("other", ["RE-2026-017", "RE-2026-18", "RE/2026/17", "RE.2026.17"])
def test_leading_zeros_and_other_signs_make_another_receipt(proof, other):
    proof.add_receipt(number="RE-2026-17", **RECEIPT)
    proof.add_receipt(number=other, **RECEIPT)
    assert proof.receipts.count() == 2


@given(st.text(max_size=30).filter(lambda text: "\x00" not in text and text.isprintable()))
@example("straße-ß ÄÖÜ äöü é")
@example("\u00a0\u202f-–—―−_")
def test_the_database_reads_a_number_as_the_verb_does(text):
    assert sql("SELECT funding_receipt_key(%s)", text) == [(rules.receipt_key(text),)]


def test_a_number_counts_once_over_all_sites_of_a_partner_in_a_year_and_no_further(proof, awo):
    granted = f.DecisionFactory(
        approved=True, allocation__recipient=awo, allocation__fiscal_year=proof.allocation.fiscal_year
    )
    elsewhere = f.ProofOfUseFactory(allocation=granted.allocation)
    others = f.ProofOfUseFactory()
    next_year = f.ProofOfUseFactory(
        allocation=f.AllocationFactory(recipient=awo, fiscal_year=f.FiscalYearFactory(year=2027))
    )
    proof.add_receipt(number="17", **RECEIPT)
    assert code_of(elsewhere.add_receipt, number="1 7", **RECEIPT) == "receipt_once"
    row = f.ProofReceiptFactory.build(proof=elsewhere, number="1-7")
    assert refusal(row.save).startswith(
        "receipt_once: Diese Belegnummer ist in dem Jahr schon abgerechnet: „17“"
    )
    for free in (others, next_year):
        free.add_receipt(number="17", **RECEIPT)


def test_a_receipt_whose_number_is_put_right_may_keep_its_own(proof):
    receipt = proof.add_receipt(number="17", **RECEIPT)
    ProofReceipt.objects.filter(pk=receipt.pk).update(number="1 7")
    assert ProofReceipt.objects.get().number == "1 7"


@pytest.mark.parametrize(
    ("facts", "rule"),
    [({"number": "---"}, "receipt_number_given"), ({"amount": 0}, "receipt_amount_positive")],
)
def test_a_receipt_has_a_number_and_an_amount(proof, facts, rule):
    assert code_of(proof.add_receipt, **{"number": "17", **RECEIPT, **facts}) == rule


def test_receipts_stand_with_the_proof_that_is_handed_in(proof, partner_user):
    receipt = proof.add_receipt(number="17", **RECEIPT)
    type(proof).objects.filter(pk=proof.pk).update(submitted_on=date(2027, 3, 1), submitted_by=partner_user)
    assert code_of(proof.add_receipt, number="18", **RECEIPT) == "proof_submitted_stands"
    assert code_of(proof.remove_receipt, receipt=receipt) == "proof_submitted_stands"


def test_an_allocation_with_receipts_keeps_its_year_and_recipient(awo):
    proof = f.ProofOfUseFactory(allocation__recipient=awo)
    proof.add_receipt(number="17", **RECEIPT)
    rows = Allocation.objects.filter(pk=proof.allocation_id)
    other = f.AllocationFactory()
    assert refusal(lambda: rows.update(recipient=f.PartnerFactory())).startswith("receipts_stay")
    assert refusal(lambda: type(proof).objects.filter(pk=proof.pk).update(allocation=other)).startswith(
        "receipts_stay"
    )


def test_receipts_are_added_on_a_page_and_taken_out_again(proof, partner_user, client_of):
    client = client_of(partner_user)
    answer = client.post(at(proof), TYPED | {"number": "RE-17"})
    assert answer.url == at(proof)  # the next one
    assert "RE-17" in client.get(answer.url).content.decode()
    refused = client.post(at(proof), TYPED | {"number": "re 17"})
    assert refused.context["form"].has_error("number", code="receipt_once")
    page = client.get(proof.get_absolute_url()).content.decode()
    assert "Belege und Ausgaben nach Kostenarten" in page
    client.post(at(proof, "delete", proof.receipts.get().pk))
    assert not proof.receipts.exists()


def test_nobody_adds_receipts_to_a_proof_of_others(proof, client_of, other_partner_user):
    assert client_of(other_partner_user).get(at(proof)).status_code == 404
