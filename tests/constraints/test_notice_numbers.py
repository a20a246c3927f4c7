"""Notice numbers: the database gives the year's next one, whoever approves, and never another."""

from datetime import date

import pytest

from funding.models import Decision
from tests import factories as f
from tests.constraints import UPDATES, WAYS, breaks, refusals, sql

pytestmark = pytest.mark.django_db

DAY = date(2026, 2, 1)


def approval() -> dict:
    return {"approved_on": DAY, "approved_by": f.UserFactory()}


def numbers() -> list[str]:
    return list(Decision.objects.order_by("notice_sequence").values_list("notice_number", flat=True))


@breaks("funding_decision.notice_number")
def test_no_number_is_left_out_or_given_twice():
    f.DecisionFactory(approved=True)
    row = f.DecisionFactory()
    reason = "notice_number: Bescheide werden im Jahr lückenlos nummeriert; die Nummer vergibt das System."
    wrong = ({"notice_sequence": 3}, {"notice_sequence": 1}, {"notice_number": "2026/QA-007"})
    assert [refusals(row, approval() | facts, WAYS) for facts in wrong] == [{reason}] * 3
    assert refusals(row, approval() | {"notice_sequence": 2, "notice_number": "2026/QA-002"}) == {"done"}


def test_every_way_to_approve_gets_the_next_number():
    first = f.DecisionFactory()
    first.approve(by=f.UserFactory(), on=DAY)
    allocation = first.allocation
    given = {"allocation": allocation, "kind": "increase", "amount": 1, "reason": "x", "drafted_on": DAY}
    by = f.UserFactory()
    Decision.objects.bulk_create(Decision(**given, drafted_by=by, **approval()) for _ in "ab")
    drafts = f.DecisionFactory.create_batch(2, allocation=allocation, kind="increase", amount=1)
    Decision.objects.filter(pk__in=[draft.pk for draft in drafts]).update(**approval())
    f.DecisionFactory(allocation=allocation, kind="increase", amount=1)
    sql(
        "UPDATE funding_decision SET approved_on = %s, approved_by_id = %s WHERE approved_on IS NULL",
        DAY,
        f.UserFactory().pk,
    )
    assert (first.notice_number, numbers()) == ("2026/QA-001", [f"2026/QA-{n:03}" for n in range(1, 7)])


def test_each_year_counts_for_itself_by_its_own_pattern():
    f.DecisionFactory(approved=True)
    later = f.FiscalYearFactory(year=2027, notice_pattern="Nr. {number} aus {year}")
    f.DecisionFactory(allocation__fiscal_year=later, approved=True)
    f.DecisionFactory(approved=True)
    assert set(numbers()) == {"2026/QA-001", "2026/QA-002", "Nr. 1 aus 2027"}


def test_a_year_takes_its_pattern_from_the_settings(settings):
    settings.NOTICE_NUMBER_PATTERN = "QA {number:02d}/{year}"
    f.FiscalYearFactory()
    f.DecisionFactory(approved=True)
    assert numbers() == ["QA 01/2026"]


def test_a_number_longer_than_its_zeros_is_not_cut():
    f.FiscalYearFactory(notice_pattern="{year}-{number:01d}")
    for _ in range(11):
        f.DecisionFactory(approved=True, amount=1)
    assert "2026-11" in numbers()


def test_a_refused_approval_takes_no_number():
    f.DecisionFactory(approved=True, amount=80_000)
    row = f.DecisionFactory(amount=1)
    assert {text.partition(":")[0] for text in refusals(row, approval(), UPDATES)} == {
        "committed_within_available"
    }
    f.DecisionFactory(allocation=row.allocation, kind="reduction", amount=-1)
    assert numbers()[0] == "2026/QA-001"
