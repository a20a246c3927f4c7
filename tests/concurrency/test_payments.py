"""Sixteen press the same button: one payment, one release, one list; a passing deadlock is tried again."""

import threading
from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from funding.models import Disbursement, PaymentItem, PaymentRun, Reversal
from quartiersarbeit.ground.transactions import BUSY, TRIES, repeatable, stored
from tests import factories as f
from tests.concurrency import WRITERS, another_session, at_once, outcome
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 3, 2)
ONE = {"done": 1}


def test_sixteen_pay_once():
    payment, by = f.DisbursementFactory(released=True), f.UserFactory()
    paid = {"paid_on": DAY, "by": by, "on": DAY}
    found = Counter(at_once(lambda n: outcome(lambda: payment.pay(reference=f"KA-{n}", **paid))))
    assert found == ONE | {"disbursement_paid": WRITERS - 1}
    assert Disbursement.objects.paid(DAY).count() == 1


def test_sixteen_certify_release_and_reverse_once():
    planned, by = f.DisbursementFactory(), f.UserFactory.create_batch(WRITERS)
    certified, paid = f.DisbursementFactory(certified=True), f.DisbursementFactory(paid=True)
    acts = (
        lambda n: planned.certify(by=by[n], on=DAY),
        lambda n: certified.release(by=by[n], on=DAY),
        lambda n: Reversal.objects.record(
            disbursement=paid, reversed_on=DAY, reason="Rücklauf", by=by[n], on=DAY
        ),
    )
    found = [Counter(at_once(lambda n, act=act: outcome(act, n))) for act in acts]
    rules = ("disbursement_certified", "disbursement_released", "disbursement_reversed")
    assert found == [ONE | {rule: WRITERS - 1} for rule in rules]
    assert Reversal.objects.count() == 1


def test_sixteen_draw_up_one_list():
    payments, by = f.DisbursementFactory.create_batch(3, released=True), f.UserFactory()
    year = payments[0].allocation.fiscal_year

    def draw_up(_) -> str:
        return outcome(lambda: PaymentRun.objects.draw_up(fiscal_year=year, by=by, on=DAY))

    assert Counter(at_once(draw_up)) == ONE | {"payment_run_empty": WRITERS - 1}
    assert (PaymentRun.objects.count(), PaymentItem.objects.count()) == (1, 3)


def test_a_list_and_its_payments_are_paid_at_once_without_a_deadlock():
    payments, by = f.DisbursementFactory.create_batch(4, released=True), f.UserFactory()
    year = payments[0].allocation.fiscal_year
    run = stored(PaymentRun.objects.draw_up, fiscal_year=year, by=by, on=DAY)
    paid = {"paid_on": DAY, "by": by, "on": DAY}

    def pay(number: int) -> str:
        if number % 2:
            return outcome(lambda: run.pay(reference="LISTE", **paid))
        return outcome(lambda: payments[number // 2 % 4].pay(reference="EINZELN", **paid))

    found = Counter(at_once(pay))
    assert set(found) <= {"done", "disbursement_paid", "payment_run_paid"}
    assert Disbursement.objects.paid(DAY).count() == 4


# --- Tried again -------------------------------------------------------------------------------------


def deadlocked(calls: list) -> None:
    """What PostgreSQL says when it ends one of two that wait for each other."""
    calls.append(connection.in_atomic_block)
    sql("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = 'deadlock_detected'; END $$")


def test_a_verb_that_may_be_repeated_is_run_again_until_it_goes_through():
    calls: list[bool] = []

    @repeatable
    def act() -> str:
        if len(calls) < 2:
            deadlocked(calls)
        return "done"

    assert (stored(act), calls) == ("done", [True, True])


def test_after_some_tries_the_person_is_asked_to():
    calls: list[bool] = []
    with pytest.raises(ValidationError) as refusal:
        stored(repeatable(lambda: deadlocked(calls)))
    assert (refusal.value.code, refusal.value.messages, len(calls)) == ("try_again", [BUSY], TRIES)


@pytest.mark.parametrize("nested", [False, True])
def test_what_may_not_be_repeated_or_stands_in_a_transaction_is_run_once(nested):
    calls: list[bool] = []

    def verb():
        deadlocked(calls)

    act = repeatable(verb) if nested else verb
    with pytest.raises(Exception, match="deadlock"), transaction.atomic() if nested else threading.Lock():
        stored(act)
    assert len(calls) == 1


def test_two_that_really_wait_for_each_other_both_get_through():
    """Rows without the queue, taken crosswise: PostgreSQL ends one of them, and it is run again."""
    first, second = f.PartnerFactory(), f.PartnerFactory()
    gate = threading.Barrier(2, timeout=60)
    tries = Counter()

    def crosswise(name: str, *order) -> str:
        @repeatable
        def act() -> str:
            tries[name] += 1
            for at, partner in enumerate(order):
                type(partner).objects.filter(pk=partner.pk).update(note=name)
                if at == 0 and tries[name] == 1:
                    gate.wait()
            return "done"

        return stored(act)

    with another_session() as other:
        theirs = other.begins(crosswise, "theirs", second, first)
        ours = crosswise("ours", first, second)
        # On a busy machine they may have ended each other more than once.
        assert ({ours, theirs.result(60)}, sum(tries.values()) > 2) == ({"done"}, True)
