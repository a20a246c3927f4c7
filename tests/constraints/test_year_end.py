"""The rest of a closed year is counted by the database, and no year receives more than was carried over."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import FiscalYear
from tests.constraints import DELETES, UPDATES, WAYS, breaks, refusals
from tests.factories import FiscalYearFactory, RepaymentClaimFactory, UserFactory, closing
from tests.test_year_end import close, paid_in_full

pytestmark = pytest.mark.django_db


@breaks("funding_fiscalyear.fiscal_year_rest")
def test_the_database_counts_the_rest_whoever_closes():
    year = paid_in_full()
    wrong = closing(date(2027, 1, 31)) | {"rest": Decimal("72000.01")}
    reason = "fiscal_year_rest: Der Rest ist, was verfügbar und nicht ausgezahlt ist, und nichts anderes."
    assert refusals(year, wrong, UPDATES) == {reason}
    assert refusals(year, wrong | {"rest": Decimal("72000.00")}, UPDATES) == {"done"}
    FiscalYear.objects.filter(pk=year.pk).update(**closing(date(2027, 1, 31)))
    year.refresh_from_db()
    assert year.rest == Decimal("72000.00")


@breaks("funding_fiscalyear.carry_over_from_closed_year")
@pytest.mark.parametrize("carried", ["0.00", "500.00"])
def test_no_year_receives_more_than_the_year_before_carried_over(carried):
    close(FiscalYearFactory(year=2025), carried)
    row = FiscalYearFactory()
    too_much = Decimal(carried) + Decimal("0.01")
    found = refusals(row, {"carry_over_received": too_much}, UPDATES)
    assert {text.partition(":")[0] for text in found} == {"carry_over_from_closed_year"}
    revised = {"revised_on": row.opened_on, "revised_by": UserFactory()}
    assert refusals(row, {"carry_over_received": Decimal(carried), **revised}, UPDATES) == {"done"}


def test_a_year_that_is_open_or_not_there_carried_nothing_over():
    row = FiscalYearFactory()
    cent = {"carry_over_received": Decimal("0.01")}
    nothing_before = refusals(row, cent, WAYS)
    FiscalYearFactory(year=2025, proposed=True, carry_over=Decimal("500"))
    still_open = refusals(row, cent, UPDATES)
    assert {text.partition(":")[0] for text in nothing_before | still_open} == {"carry_over_from_closed_year"}


def test_what_was_carried_over_is_no_longer_changed():
    year = FiscalYearFactory(year=2025)
    close(year, "500")
    found = refusals(year, {"carry_over": Decimal("600")}, UPDATES) | refusals(year, {}, DELETES)
    assert found == {"fiscal_year_closed: Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr."}


@breaks("funding_repaymentclaim.repayment_booked_once")
def test_a_receipt_counts_in_the_year_the_database_says_and_in_no_other():
    year = paid_in_full()
    claim = RepaymentClaimFactory(allocation=year.allocations.get(), issued=True)
    receipt = {"paid_on": date(2027, 7, 1), "received": claim.amount, "recorded_by": claim.issued_by}
    other = FiscalYearFactory(year=2027)
    assert _codes(refusals(claim, receipt | {"booked_in": other}, UPDATES)) == {"repayment_booked_once"}
    assert refusals(claim, receipt | {"booked_in": year}, UPDATES) == {"done"}
    close(year)
    assert _codes(refusals(claim, receipt | {"booked_in": year}, UPDATES)) == {"repayment_booked_once"}
    assert refusals(claim, receipt, UPDATES) == {"done"}
    close(other)
    assert _codes(refusals(claim, receipt, UPDATES)) == {"repayment_booked_once"}


def _codes(found: set[str]) -> set[str]:
    return {text.partition(":")[0] for text in found}
