"""Payment lists, closings and what comes back, asked the day before, on the day and the day after."""

from decimal import Decimal

import pytest

from funding.models import Allocation, Disbursement, FiscalYear, PaymentRun, RepaymentClaim, Reversal
from funding.statuses import ClaimStatus
from tests import factories as f
from tests.asof import A_DAY, ALWAYS, BEFORE_THAT_DAY, DAY, END, FROM_THAT_DAY, NEVER, around, exists
from tests.test_year_end import close

pytestmark = pytest.mark.django_db

DRAWN, CLOSED = DAY - A_DAY, END
THREE = (-A_DAY, 0 * A_DAY, A_DAY)


def euros(word, day) -> list[Decimal]:
    """What `word(on)` says the day before, on the day and the day after."""
    return [word(day + step) for step in THREE]


@pytest.fixture
def listed() -> PaymentRun:
    """A list over two released instalments of 4.000 € each, drawn up the day before the day."""
    allocation = f.DecisionFactory(approved=True).allocation
    for number in (1, 2):
        f.DisbursementFactory(
            allocation=allocation, number=number, amount=Decimal(4000), due_on=DRAWN, released=True
        )
    return PaymentRun.objects.draw_up(fiscal_year=allocation.fiscal_year, by=f.UserFactory(), on=DRAWN)


def paid_of(year: FiscalYear):
    """The year's figure „paid“ as a question about a day."""
    return lambda on: FiscalYear.objects.with_totals(on).get(pk=year.pk).paid


def test_a_list_pays_from_its_day_not_from_the_day_it_was_drawn_up(listed):
    paid = paid_of(listed.fiscal_year)
    assert euros(paid, DRAWN) == [0, 0, 0]
    listed.pay(paid_on=DAY, reference="KA", by=f.UserFactory(), on=END)
    assert euros(paid, DAY) == [0, 8000, 8000]
    assert around(exists(Disbursement.objects.paid), DAY) == FROM_THAT_DAY


def test_a_list_taken_back_never_paid_anything(listed):
    listed.cancel(reason="Falsches Konto", by=f.UserFactory(), on=DAY)
    assert around(exists(Disbursement.objects.paid), DAY) == NEVER
    assert euros(paid_of(listed.fiscal_year), DAY) == [0, 0, 0]


def test_a_payment_of_a_list_that_comes_back_was_paid_until_then(listed):
    listed.pay(paid_on=DAY, reference="KA", by=f.UserFactory(), on=DAY)
    one = Disbursement.objects.first()
    Reversal.objects.record(disbursement=one, reversed_on=END, reason="Rücklauf", by=f.UserFactory(), on=END)
    assert euros(paid_of(listed.fiscal_year), END) == [8000, 4000, 4000]
    assert around(exists(Disbursement.objects.filter(pk=one.pk).paid), END) == BEFORE_THAT_DAY


def test_the_rest_of_an_open_year_falls_with_each_payment_and_rises_with_what_comes_back(listed):
    year = listed.fiscal_year
    listed.pay(paid_on=DAY, reference="KA", by=f.UserFactory(), on=DAY)
    claim = f.RepaymentClaimFactory(allocation=Allocation.objects.get(), drafted_on=DAY, issued=True)
    claim.receive(paid_on=END, received=claim.amount, reference="E", by=f.UserFactory(), on=END)
    assert euros(year.rest_on, DAY) == [80000, 72000, 72000]
    assert euros(year.rest_on, END) == [72000, 72250, 72250]
    assert euros(year.repaid_by, END) == [0, 250, 250]


@pytest.fixture
def closed(listed) -> FiscalYear:
    """The year of the list, all of it paid on the day, closed on the last day with a claim still open."""
    listed.pay(paid_on=DAY, reference="KA", by=f.UserFactory(), on=DAY)
    f.RepaymentClaimFactory(allocation=Allocation.objects.get(), drafted_on=DAY, issued=True)
    close(listed.fiscal_year, "72000", on=CLOSED)
    return listed.fiscal_year


def test_a_closing_changes_no_figure_of_any_day(closed):
    totals = [FiscalYear.objects.with_totals(CLOSED + step).get(pk=closed.pk) for step in THREE]
    assert {(one.planned, one.committed, one.paid, one.proven) for one in totals} == {(8000, 8000, 8000, 0)}
    assert (euros(closed.rest_on, CLOSED), closed.rest) == ([72000] * 3, 72000)


@pytest.mark.parametrize("paid_on", [CLOSED - A_DAY, CLOSED, CLOSED + A_DAY])
def test_what_is_entered_after_a_closing_counts_from_its_day_in_the_next_year_alone(closed, paid_on):
    following = f.FiscalYearFactory(year=2027)
    claim = RepaymentClaim.objects.get()
    claim.receive(
        paid_on=paid_on, received=claim.amount, reference="E", by=f.UserFactory(), on=CLOSED + 9 * A_DAY
    )
    assert euros(closed.repaid_by, paid_on) == [0, 0, 0]
    assert euros(closed.rest_on, paid_on) == [72000] * 3
    assert euros(following.repaid_by, paid_on) == [0, 250, 250]
    assert euros(following.repaid_late_by, paid_on) == [0, 250, 250]
    assert euros(following.rest_on, paid_on) == [80000, 80250, 80250]


def test_a_claim_of_a_closed_year_is_open_until_it_is_paid(closed):
    f.FiscalYearFactory(year=2027)
    claim = RepaymentClaim.objects.get()
    claims = RepaymentClaim.objects
    outstanding = (ClaimStatus.OUTSTANDING, ClaimStatus.OVERDUE)
    words = (lambda on: claims.in_status(on, *outstanding)), claims.settled
    assert [around(exists(word), CLOSED) for word in words] == [ALWAYS, NEVER]
    claim.receive(paid_on=CLOSED, received=claim.amount, reference="E", by=f.UserFactory(), on=CLOSED)
    assert [around(exists(word), CLOSED) for word in words] == [BEFORE_THAT_DAY, FROM_THAT_DAY]
