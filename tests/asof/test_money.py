"""The five figures, as of a day."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import Allocation, Decision, Disbursement, FiscalYear, ProofOfUse
from tests import factories as f
from tests.asof import (
    A_DAY,
    ALWAYS,
    BEFORE_THAT_DAY,
    DAY,
    END,
    FROM_THAT_DAY,
    NEVER,
    around,
    exists,
)

pytestmark = pytest.mark.django_db


def test_a_decision_is_planned_from_its_draft_and_bound_from_its_approval():
    f.DecisionFactory(drafted_on=DAY, approved=True, approved_on=END)
    words = (Decision.objects.planned, Decision.objects.committed)
    found = [[around(exists(word), day) for day in (DAY, END)] for word in words]
    assert found == [[FROM_THAT_DAY, ALWAYS], [NEVER, FROM_THAT_DAY]]


def test_a_payment_counts_from_its_day_until_it_is_reversed():
    f.ReversalFactory(disbursement=f.DisbursementFactory(due_on=DAY, paid=True), on=END)
    found = [around(exists(Disbursement.objects.paid), day) for day in (DAY, END)]
    assert found == [FROM_THAT_DAY, BEFORE_THAT_DAY]


def test_a_released_payment_is_not_yet_paid():
    f.DisbursementFactory(released=True, due_on=DAY)
    assert around(exists(Disbursement.objects.paid), DAY) == NEVER


def test_a_proof_is_overdue_the_day_after_it_was_due_until_it_is_handed_in():
    f.ProofOfUseFactory(due_on=DAY, submitted=True, submitted_on=END)
    found = [around(exists(ProofOfUse.objects.overdue), day) for day in (DAY, END)]
    assert found == [[False, False, True], BEFORE_THAT_DAY]


@pytest.fixture
def year_of_money() -> FiscalYear:
    """Two allocations with grant, reduction, draft, payment, reversal and proof on days of their own."""
    first = f.DecisionFactory(
        amount=Decimal("8000"), drafted_on=date(2026, 1, 10), approved=True, approved_on=date(2026, 1, 20)
    ).allocation
    second = f.AllocationFactory(fiscal_year=first.fiscal_year)
    f.DecisionFactory(allocation=second, amount=Decimal("0.03"), drafted_on=DAY)
    f.DecisionFactory(
        allocation=first,
        kind="reduction",
        amount=Decimal("-500.50"),
        drafted_on=DAY,
        approved=True,
        approved_on=END,
    )
    paid = f.DisbursementFactory(allocation=first, amount=Decimal("2000.01"), due_on=DAY, paid=True)
    f.ReversalFactory(disbursement=paid, on=END)
    f.DisbursementFactory(allocation=first, amount=Decimal("1000"), due_on=DAY, paid=True)
    proof = f.ProofOfUseFactory(allocation=first, submitted=True)
    f.ProofLineFactory(proof=proof, spent=Decimal("999.10"))
    f.ProofLineFactory(proof=proof, category="premises", spent=Decimal("0.20"))
    proof.accepted_on, proof.accepted_by = date(2027, 4, 1), f.UserFactory()
    proof.save()
    return first.fiscal_year


FIGURES = ("planned", "committed", "paid", "proven")
EXPECTED = {
    date(2026, 1, 9): ("0.00", "0.00", "0.00", "0.00"),
    date(2026, 1, 10): ("8000.00", "0.00", "0.00", "0.00"),
    date(2026, 1, 20): ("8000.00", "8000.00", "0.00", "0.00"),
    DAY - A_DAY: ("8000.00", "8000.00", "0.00", "0.00"),
    DAY: ("7499.53", "8000.00", "3000.01", "0.00"),
    END - A_DAY: ("7499.53", "8000.00", "3000.01", "0.00"),
    END: ("7499.53", "7499.50", "1000.00", "0.00"),
    date(2027, 3, 31): ("7499.53", "7499.50", "1000.00", "0.00"),
    date(2027, 4, 1): ("7499.53", "7499.50", "1000.00", "999.30"),
}


@pytest.mark.parametrize("on", EXPECTED, ids=str)
def test_the_figures_of_a_year_are_those_of_that_day(year_of_money, on):
    found = FiscalYear.objects.with_totals(on).get()
    expected = tuple(Decimal(figure) for figure in EXPECTED[on])
    assert tuple(getattr(found, figure) for figure in FIGURES) == expected


@pytest.mark.parametrize("on", EXPECTED, ids=str)
def test_a_years_figures_are_the_sum_of_its_allocations(year_of_money, on):
    year = FiscalYear.objects.with_totals(on).get()
    rows = list(Allocation.objects.with_totals(on))
    sums = tuple(sum(getattr(row, figure) for row in rows) for figure in FIGURES)
    assert sums == tuple(getattr(year, figure) for figure in FIGURES)


@pytest.mark.parametrize("on", EXPECTED, ids=str)
def test_what_is_free_is_what_is_not_bound(year_of_money, on):
    year = FiscalYear.objects.with_totals(on).get()
    assert year.free == year.available - year.committed


def test_a_year_without_money_has_zeros_not_blanks():
    f.FiscalYearFactory()
    found = FiscalYear.objects.with_totals(DAY).get()
    assert {getattr(found, figure) for figure in FIGURES} == {Decimal("0.00")}


def test_a_year_is_opened_from_its_day():
    f.FiscalYearFactory(opened_on=DAY)
    assert around(exists(FiscalYear.objects.opened), DAY) == FROM_THAT_DAY
