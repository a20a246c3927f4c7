"""Sixteen do whatever comes to mind; a reader asks the invariants all the time."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from funding.models import Allocation, Decision, Disbursement, FiscalYear
from quartiersarbeit.ground.transactions import write
from sites.models import Coverage
from tests import factories as f
from tests.concurrency import at_once, outcome
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 2, 1)
A_DEADLOCK = "40P01"


OVER = """
SELECT greatest(
  (SELECT max(used.committed - y.appropriation - y.carry_over_received) FROM funding_fiscalyear y
    CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount), 0) AS committed FROM funding_decision d
      JOIN funding_allocation a ON a.id = d.allocation_id
      WHERE a.fiscal_year_id = y.id AND d.approved_on IS NOT NULL) used),
  (SELECT max(y.appropriation - m.annual_limit) FROM funding_fiscalyear y
     JOIN partners_mandate m ON m.id = y.mandate_id),
  (SELECT max(paid.disbursed - bound.committed) FROM funding_allocation a
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS committed FROM funding_decision
      WHERE allocation_id = a.id AND approved_on IS NOT NULL) bound
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS disbursed FROM funding_disbursement p
      WHERE allocation_id = a.id
        AND NOT EXISTS (SELECT 1 FROM funding_reversal WHERE disbursement_id = p.id)) paid),
  (SELECT count(DISTINCT a.site_id) FROM funding_allocation a
     JOIN funding_decision d ON d.allocation_id = a.id AND d.approved_on IS NOT NULL
    WHERE NOT EXISTS (SELECT 1 FROM sites_coverage c WHERE c.site_id = a.site_id
      AND c.starts_on <= '2026-12-31' AND coalesce(c.ends_on, '2026-01-01') >= '2026-01-01')))
"""
REFUSALS = {
    "appropriation_within_mandate",
    "carry_over_from_closed_year",
    "committed_within_available",
    "coverage_end_stands",
    "coverage_ends_after_start",
    "coverage_site_once_at_a_time",
    "decision_immutable",
    "disbursed_within_committed",
    "disbursement_immutable",
    "disbursement_number_unique",
    "funded_site_is_covered",
}


class Market:
    """Writers that do what comes to mind, to two years, four sites and whatever others left behind."""

    def __init__(self):
        mandate = f.MandateFactory()
        self.years = [f.FiscalYearFactory(year=year, mandate=mandate) for year in (2026, 2027)]
        self.allocations = [
            f.AllocationFactory(fiscal_year=year, site=coverage.site)
            for coverage in f.CoverageFactory.create_batch(4, agreement__starts_on=date(2026, 1, 1))
            for year in self.years
        ]
        self.mandate, self.people = mandate, f.UserFactory.create_batch(3)

    def new(self, dice: random.Random, amount: int, **facts) -> Decision:
        kind = "grant" if amount > 0 else "reduction"
        by, on = self.people[0], date(2026, 1, 2)
        given = {"kind": kind, "amount": amount, "drafted_by": by, "drafted_on": on, "reason": "Markt"}
        return Decision(allocation=dice.choice(self.allocations), **given, **facts)

    def approved(self) -> dict:
        return {"approved_by": self.people[1], "approved_on": DAY}

    # What a writer may do: each a method of `dice`, in a transaction of its own.

    def draft(self, dice):
        self.new(dice, dice.randint(1, 30_000)).save()

    def approve(self, dice):
        drafts = list(Decision.objects.filter(approved_on=None)[:20])
        if drafts:
            dice.choice(drafts).approve(by=self.people[1], on=DAY)

    def grant_several(self, dice):
        Decision.objects.bulk_create(self.new(dice, 7_000, **self.approved()) for _ in "abc")

    def reduce(self, dice):
        less = self.new(dice, -dice.randint(1, 20_000))
        less.save()
        write(f.heard(less), **self.approved())

    def reallocate(self, dice):
        less = self.new(dice, -5_000)
        less.save()
        write(f.heard(less), **self.approved())
        self.new(dice, 5_000, **self.approved()).save()

    def approve_all(self, dice):
        Decision.objects.filter(approved_on=None, amount__lt=2_000).update(**self.approved())

    def drop_a_draft(self, dice):
        draft = Decision.objects.filter(approved_on=None).order_by("?")[:1].get()
        draft.withdraw(reason="Doppelt.", by=draft.drafted_by, on=DAY)

    def plan_payment(self, dice):
        row = dice.choice(self.allocations)
        by = {"drafted_by": self.people[0], "certified_by": self.people[0], "released_by": self.people[1]}
        due = DAY.replace(year=row.fiscal_year.year)
        on = {"drafted_on": DAY, "certified_on": DAY, "released_on": DAY, "due_on": due}
        Disbursement.objects.create(
            allocation=row, number=dice.randint(1, 30_000), amount=dice.randint(1, 9_000), **by, **on
        )

    def pay_all(self, dice):
        allocation = dice.choice(self.allocations)
        day = DAY.replace(year=allocation.fiscal_year.year)
        Disbursement.objects.filter(paid_on=None, allocation=allocation).update(
            paid_on=day, paid_by=self.people[0], reference="KA-1"
        )

    def set_appropriation(self, dice):
        year = dice.choice(self.years)
        revised = {"revised_on": date(year.year, 12, 31), "revised_by": self.people[0]}
        FiscalYear.objects.filter(pk=year.pk).update(
            appropriation=dice.choice([20_000, 50_000, 80_000]), **revised
        )

    def set_both_years(self, dice):
        sql(
            "UPDATE funding_fiscalyear SET carry_over_received = %s, revised_on = make_date(year, 12, 31),"
            " revised_by_id = %s",
            dice.choice([0, 10_000]),
            self.people[0].pk,
        )

    def set_mandate(self, dice):
        sql(
            "UPDATE partners_mandate SET annual_limit = %s WHERE id = %s",
            dice.choice([40_000, 80_000]),
            self.mandate.pk,
        )

    def end_a_coverage(self, dice):
        coverage = dice.choice(list(Coverage.objects.all()))
        Coverage.objects.filter(pk=coverage.pk).update(ends_on=dice.choice([None, date(2026, 6, 30)]))

    def write(self, number: int, times: int) -> Counter:
        dice, found = random.Random(number), Counter()
        acts = [
            *(self.draft, self.approve, self.grant_several, self.reduce, self.reallocate, self.approve_all),
            *(self.plan_payment, self.pay_all, self.set_appropriation, self.set_both_years),
            *(self.set_mandate, self.end_a_coverage),
        ]
        for _ in range(times):
            act = dice.choice(acts)
            found[outcome(act, dice)] += 1
        return found


def test_whatever_sixteen_do_at_once_no_limit_is_ever_passed():
    market, done = Market(), threading.Event()
    seen: list[Decimal] = []

    def watch() -> None:
        try:
            while not done.is_set():
                seen.append(sql(OVER)[0][0])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(watch)
        found = sum(at_once(lambda number: market.write(number, 20)), Counter())
        done.set()
        watching.result(60)
    assert (found.total(), found[A_DEADLOCK], set(found) - REFUSALS, found["done"] > 50, max(seen) <= 0) == (
        320,
        0,
        {"done"},
        True,
        True,
    )
    assert len(seen) > 5
    assert Allocation.objects.count() == 8
