"""Decisions are drafted, corrected and taken back by whoever drafted them, and numbered when approved."""

from collections import Counter
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from funding.models import Allocation, Decision
from quartiersarbeit.ground.forms import refused
from tests.asking import addresses
from tests.concurrency import WRITERS, at_once
from tests.factories import DecisionFactory, DisbursementFactory, FiscalYearFactory, UserFactory
from tests.test_fiscal_year_acts import codes
from tests.test_funding_pages import page, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
at = addresses("funding:decision_")


def new(allocation) -> str:
    return reverse("funding:decision_create", args=[allocation.pk])


def draft(client, allocation, **typed):
    return client.post(new(allocation), {"kind": "reduction", "amount": "500", "reason": "Weniger"} | typed)


@pytest.fixture
def granted():
    """An allocation with 8.000 € bound and 2.000 € of it paid."""
    return DisbursementFactory(paid=True).allocation


# --- drafting ------------------------------------------------------------------------------------


def test_a_revocation_without_an_amount_takes_back_all_that_is_not_paid(granted, koordination, client_of):
    client = client_of(koordination)
    assert "noch nicht ausgezahlt ist: 6.000,00 €" in page(client, new(granted))
    draft(client, granted, kind="revocation", amount="")
    assert granted.decisions.get(kind="revocation").amount == Decimal("-6000.00")


def test_a_revocation_of_all_that_is_bound_takes_all_of_it(koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    draft(client_of(koordination), allocation, kind="revocation", amount="")
    assert allocation.decisions.get(kind="revocation").amount == Decimal("-8000.00")


def test_only_a_revocation_knows_its_amount_by_itself(granted, koordination, client_of):
    assert codes(draft(client_of(koordination), granted, amount="")) == {"amount": ["required"]}


@pytest.mark.parametrize(
    ("amount", "code", "said"),
    [
        ("6000,01", "disbursed_within_committed", "Zurücknehmen lassen sich höchstens 6.000,00 €."),
        ("8000,01", "reduced_within_committed", "Gebunden sind hier nur 8.000,00 €."),
    ],
)
def test_what_is_paid_or_not_bound_is_not_taken_back(amount, code, said, granted, koordination, client_of):
    answer = draft(client_of(koordination), granted, amount=amount)
    assert codes(answer) == {"amount": [code]}
    assert said in text_of(answer)
    assert f'value="{amount}"' in text_of(answer)
    assert granted.decisions.count() == 1


def test_the_first_notice_is_a_grant_and_the_others_are_none(granted, koordination, client_of):
    client = client_of(koordination)
    assert codes(draft(client, granted, kind="grant")) == {"kind": ["invalid_choice"]}
    kinds = client.get(new(granted)).context["form"].fields["kind"].choices
    assert [kind for kind, _ in kinds] == ["increase", "reduction", "revocation"]


# --- correcting ----------------------------------------------------------------------------------


def test_a_drafter_corrects_the_own_draft(granted, koordination, client_of):
    own = DecisionFactory(allocation=granted, by=koordination, kind="increase", amount=100)
    client = client_of(koordination)
    assert at("edit", own) in page(client, own.get_absolute_url())
    typed = {"kind": "reduction", "amount": "50,50", "reason": "Doch weniger"}
    assert client.post(at("edit", own), typed).url == own.get_absolute_url()
    own.refresh_from_db()
    assert (own.kind, own.amount, own.reason, own.drafted_on) == (
        "reduction",
        Decimal("-50.50"),
        "Doch weniger",
        TODAY,
    )


def test_a_correction_takes_back_no_more_than_a_draft_may(granted, koordination, client_of):
    own = DecisionFactory(allocation=granted, by=koordination, kind="increase", amount=100)
    typed = {"kind": "reduction", "amount": "6000,01", "reason": "x"}
    answer = client_of(koordination).post(at("edit", own), typed)
    assert codes(answer) == {"amount": ["disbursed_within_committed"]}


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_anothers_draft_is_not_touched(act, granted, koordination, client_of):
    others = DecisionFactory(allocation=granted, kind="increase", amount=100)
    client = client_of(koordination)
    assert at(act, others) not in page(client, others.get_absolute_url())
    typed = {"kind": "increase", "amount": "50", "reason": "x"}
    assert codes(client.post(at(act, others), typed)) == {"__all__": ["not_ones_own"]}
    others.refresh_from_db()
    assert others.amount == 100


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_an_approved_decision_is_not_touched(act, koordination, client_of):
    own = DecisionFactory(by=koordination, approved=True)
    typed = {"kind": "grant", "amount": "50", "reason": "x"}
    answer = client_of(koordination).post(at(act, own), typed)
    assert codes(answer) == {"__all__": ["decision_immutable"]}


# --- taking back ---------------------------------------------------------------------------------


def test_a_withdrawn_draft_is_gone_and_history_knows_why(granted, koordination, client_of):
    own = DecisionFactory(allocation=granted, by=koordination, kind="increase", amount=100)
    answer = client_of(koordination).post(at("withdraw", own), {"reason": "Falscher Standort"})
    assert answer.url == granted.fiscal_year.get_absolute_url()
    assert not Decision.objects.filter(pk=own.pk).exists()
    event = apps.get_model("funding.DecisionEvent").objects.get(pgh_obj_id=own.pk, pgh_label="delete")
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (koordination.pk, "Falscher Standort")


def test_an_allocation_without_any_decision_left_goes_too(koordination, client_of):
    own = DecisionFactory(by=koordination)
    client_of(koordination).post(at("withdraw", own), {"reason": "Doppelt"})
    assert not Allocation.objects.exists()


def test_an_allocation_with_other_decisions_stays(granted, koordination, client_of):
    own = DecisionFactory(allocation=granted, by=koordination, kind="increase", amount=100)
    client_of(koordination).post(at("withdraw", own), {"reason": "Doppelt"})
    assert Allocation.objects.get() == granted


def test_a_withdrawal_has_a_reason(granted, koordination, client_of):
    own = DecisionFactory(allocation=granted, by=koordination, kind="increase", amount=100)
    answer = client_of(koordination).post(at("withdraw", own), {"reason": " "})
    assert codes(answer) == {"reason": ["required"]}
    assert Decision.objects.filter(pk=own.pk).exists()


# --- numbers -------------------------------------------------------------------------------------


def test_an_approval_gives_the_number_and_says_it(freigabe, client_of):
    own = DecisionFactory()
    answer = client_of(freigabe).post(reverse("funding:decision_approve", args=[own.pk]), follow=True)
    assert "Bescheid-Nr. 2026/QA-001" in text_of(answer)


@pytest.mark.django_db(transaction=True)
def test_sixteen_approvals_at_once_get_the_numbers_one_to_sixteen():
    allocation = DecisionFactory(approved=True).allocation
    drafts = DecisionFactory.create_batch(WRITERS, allocation=allocation, kind="increase", amount=1)
    by = UserFactory()

    def approve(number: int) -> str:
        refusal = refused(drafts[number].approve, by=by, on=TODAY)
        return refusal.code if refusal else "done"

    found = Counter(at_once(approve))
    numbers = Decision.objects.order_by("notice_sequence").values_list("notice_number", flat=True)
    assert found == {"done": WRITERS}
    assert list(numbers) == [f"2026/QA-{n:03}" for n in range(1, WRITERS + 2)]


@pytest.mark.django_db(transaction=True)
def test_among_sixteen_approvals_a_refused_one_leaves_no_gap():
    FiscalYearFactory()
    allocation = DecisionFactory(approved=True, amount=79_992).allocation
    drafts = DecisionFactory.create_batch(WRITERS, allocation=allocation, kind="increase", amount=1)
    by = UserFactory()

    def approve(number: int) -> str:
        refusal = refused(drafts[number].approve, by=by, on=TODAY)
        return refusal.code if refusal else "done"

    assert Counter(at_once(approve)) == {"done": 8, "committed_within_available": 8}
    numbers = Decision.objects.filter(approved_on__isnull=False).values_list("notice_sequence", flat=True)
    assert sorted(numbers) == list(range(1, 10))
