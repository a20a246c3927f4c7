"""Sixteen processes act on one year's money at once; not a cent too much, no deadlock, each instalment paid once.

Processes, as gunicorn's workers are: each with a Python of its own, so that they really meet in the database.
They press buttons as pages do, through `refused`, in transactions of their own.
"""

import multiprocessing
import random
import time
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    PaymentRun,
    Reallocation,
    Reversal,
    closing,
)
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.concurrency import WRITERS
from tests.constraints import sql
from tests.money_invariants import broken, frozen
from tests.soaking import SOAK

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 60 if SOAK else 3
DAY = date(2026, 2, 1)
REFUSALS = {
    "committed_within_available",
    "decision_amount_fits_kind",
    "decision_dual_control",
    "decision_immutable",
    "disbursed_within_committed",
    "disbursement_certified",
    "disbursement_dropped",
    "disbursement_dual_control",
    "disbursement_in_run",
    "disbursement_paid",
    "disbursement_released",
    "disbursement_reversed",
    "disbursement_steps_in_order",
    "fiscal_year_closed",
    "fiscal_year_closed_after_proposal",
    "fiscal_year_closing_dual_control",
    "fiscal_year_left_open",
    "payment_run_cancelled",
    "payment_run_empty",
    "payment_run_paid",
    "reallocation_together",
    "reduced_within_committed",
    "reversal_dual_control",
    "reversal_of_payment",
    "try_again",
}


class GoneError(Exception):
    """What was looked for is not there (any more): nothing to press."""


class Office:
    """What one process does for some seconds, at random, to the money that all share."""

    def __init__(self, number: int, people: list):
        self.dice, self.people = random.Random(number), people

    def who(self) -> dict:
        return {"by": self.dice.choice(self.people), "on": DAY}

    def any(self, rows):
        found = list(rows.order_by("?")[:1])
        if not found:
            raise GoneError
        return found[0]

    def grant(self):
        given = {"kind": "increase", "amount": Decimal(self.dice.randint(1, 900_000)) / 100, "reason": "mehr"}
        return refused(self.any(Allocation.objects).draft, **given, **self.who())

    def reduce(self):
        given = {"kind": "reduction", "amount": -Decimal(self.dice.randint(1, 400_000)) / 100}
        allocation, who = self.any(Allocation.objects), self.who()

        def draft(**facts):
            return f.heard(allocation.draft(**facts))

        return refused(draft, reason="weniger", **given, **who)

    def approve(self):
        return refused(self.any(Decision.objects.filter(approved_on=None)).approve, **self.who())

    def reallocate(self):
        source, target = Allocation.objects.order_by("?")[:2]
        given = {"amount": Decimal(self.dice.randint(1, 200_000)) / 100, "reason": "dorthin"}

        def draft(**facts):
            return f.heard(Reallocation.objects.draft(**facts).reduction)

        drafted = refused(draft, source=source, target=target, **given, **self.who())
        return drafted or refused(self.any(Reallocation.objects).approve, **self.who())

    def plan(self):
        allocation = self.any(Allocation.objects)
        if (left := allocation.plannable()) < Decimal("0.02"):
            raise GoneError
        parts = [(date(2026, 1, 15), left - 1 * Decimal("0.01")), (date(2026, 1, 20), Decimal("0.01"))]
        return refused(allocation.plan_instalments, instalments=parts, **self.who())

    def sign(self):
        payment = self.any(Disbursement.objects.unpaid(DAY))
        return refused(payment.release if payment.certified_on else payment.certify, **self.who())

    def pay(self):
        payment = self.any(Disbursement.objects.filter(released_on__isnull=False))
        return refused(payment.pay, paid_on=DAY, reference="KA-1", **self.who())

    def reverse(self):
        payment = self.any(Disbursement.objects.filter(paid_on__isnull=False))
        return refused(
            Reversal.objects.record, disbursement=payment, reversed_on=DAY, reason="Rücklauf", **self.who()
        )

    def list_and_pay(self):
        year = FiscalYear.objects.get()
        return refused(PaymentRun.objects.draw_up, fiscal_year=year, **self.who()) or refused(
            self.any(PaymentRun.objects).pay, paid_on=DAY, reference="LISTE", **self.who()
        )

    def lower(self):
        year = FiscalYear.objects.select_related("mandate").get()
        given = {"carry_over_received": Decimal(0), "mandate": year.mandate} | self.who()
        return refused(
            year.revise, appropriation=self.dice.choice([Decimal(30_000), Decimal(80_000)]), **given
        )

    def close(self):
        year = FiscalYear.objects.get()
        return refused(closing.propose, year=year, carry_over=Decimal(0), **self.who()) or refused(
            closing.close, year=year, **self.who()
        )

    def work(self, until: float) -> Counter:
        """Act until that moment of the monotonic clock; what came of it, by code."""
        found: Counter = Counter()
        acts = [self.grant, self.reduce, self.approve, self.approve, self.reallocate, self.plan, self.sign]
        acts += [
            self.sign,
            self.sign,
            self.pay,
            self.pay,
            self.reverse,
            self.list_and_pay,
            self.lower,
            self.close,
        ]
        while time.monotonic() < until:
            try:
                refusal = self.dice.choice(acts)()
            except (GoneError, *_GONE):
                found["gone"] += 1
                continue
            found.update(_codes(refusal))
        return found


# A row that somebody else deleted between looking and pressing; a page answers it with 404.
_GONE = (Allocation.DoesNotExist, Decision.DoesNotExist, Disbursement.DoesNotExist)


def _codes(refusal) -> list[str]:
    if refusal is None:
        return ["done"]
    by_field = getattr(refusal, "error_dict", None)
    return (
        [e.code for errors in by_field.values() for e in errors]
        if by_field
        else [e.code for e in refusal.error_list]
    )


def _process(number: int, people: list, gate, answers) -> None:
    """One of the sixteen; what it did, or what no user should ever see."""
    connections.close_all()
    try:
        gate.wait(60)
        found = Office(number, people).work(time.monotonic() + SECONDS)
    except BaseException as error:
        found = Counter({f"{type(error).__name__}: {error}": 1})
    finally:
        connections.close_all()
    answers.put(found)


def hammered(people: list) -> Counter:
    """What sixteen processes did together."""
    fork = multiprocessing.get_context("fork")
    gate, answers = fork.Barrier(WRITERS), fork.Queue()
    connections.close_all()  # a connection is nobody's to share
    workers = [fork.Process(target=_process, args=(n, people, gate, answers)) for n in range(WRITERS)]
    for worker in workers:
        worker.start()
    found = sum((answers.get(timeout=SECONDS + 120) for _ in workers), Counter())
    for worker in workers:
        worker.join(30)
    return found


@pytest.mark.soak
def test_sixteen_processes_hammer_the_money_and_not_a_cent_is_too_much():
    people = f.UserFactory.create_batch(4)
    for coverage in f.CoverageFactory.create_batch(4, agreement__starts_on=date(2026, 1, 1)):
        allocation = f.AllocationFactory(site=coverage.site)
        f.AssignmentFactory(site=coverage.site, partner=allocation.recipient)
        refused(
            f.DecisionFactory(allocation=allocation, amount=Decimal("5000.01")).approve, by=people[0], on=DAY
        )
    found = hammered(people)
    print(f"\n{found.total()} Versuche in {SECONDS} s: {dict(found.most_common())}")
    assert set(found) - REFUSALS == {"done", "gone"} & set(found)
    assert found["try_again"] == 0  # one queue: nobody even has to be asked again
    assert broken() == []
    paid = [pk for kind, pk in frozen() if kind == "payment"]
    in_trail = sql(
        "SELECT count(DISTINCT pgh_obj_id), count(*) FROM (SELECT DISTINCT ON (pgh_id) pgh_obj_id, paid_on,"
        " lag(paid_on) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS was FROM funding_disbursementevent) e"
        " WHERE paid_on IS NOT NULL AND was IS NULL"
    )
    assert in_trail == [(len(paid), len(paid))]  # each instalment became paid exactly once
    assert Reversal.objects.count() <= len(paid)
