"""Many write at once: exactly the right ones win, nobody deadlocks, the others get the German reason.

Every writer has a thread and a connection of its own; they start together at a barrier. Where the order
matters, a writer goes on only when PostgreSQL itself says that the other one waits for it.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction

from funding.models import Allocation, Decision, Disbursement, FiscalYear, ProofAttachment, ProofOfUse
from quality_dialog.models import Finding, Report, Section, Statement
from quartiersarbeit.forms import refused
from quartiersarbeit.guards import explain
from sites.models import Assignment, Coverage, Seat
from tests import factories as f
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 16
DAY = date(2026, 2, 1)
A_DEADLOCK, NOT_SERIALIZABLE = "40P01", "40001"


# --- Writers -----------------------------------------------------------------------------------------


def outcome(act: Callable, *args) -> str:
    """„done“, the code of the rule that refused, or PostgreSQL's own code where no rule did."""
    try:
        with transaction.atomic():
            act(*args)
    except ValidationError as error:
        return error.code
    except DatabaseError as error:
        found = explain(error)
        return found.code if found else error.__cause__.diag.sqlstate
    return "done"


def at_once(act: Callable[[int], str], writers: int = WRITERS) -> list[str]:
    """What came of `act(0)` … `act(n-1)`, started together, each with a connection of its own."""
    gate = threading.Barrier(writers, timeout=20)

    def run(number: int) -> str:
        try:
            connection.ensure_connection()
            gate.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


class Other:
    """A second session that does one thing after the other while ours goes on."""

    def __init__(self):
        self.pool = ThreadPoolExecutor(1)
        self.pid = self.pool.submit(lambda: sql("SELECT pg_backend_pid()")[0][0]).result(10)

    def begins(self, act: Callable, *args) -> Future:
        return self.pool.submit(act, *args)

    def waits_for_us(self) -> None:
        """Returns when PostgreSQL says that the other session is blocked by this one."""
        for _ in range(1000):
            if sql("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", self.pid)[0][0]:
                return
            sql("SELECT pg_sleep(0.005)")
        pytest.fail("the other session was never blocked")


@contextmanager
def another_session():
    other = Other()
    try:
        yield other
    finally:
        other.pool.submit(connections.close_all).result(20)
        other.pool.shutdown()


def approval(by=None) -> dict:
    return {"approved_on": DAY, "approved_by": by or f.UserFactory()}


@pytest.fixture
def drafts() -> list[Decision]:
    """16 drafts of 8.000 € each, where only 8.000 of 80.000 € are still free."""
    allocation = f.DecisionFactory(amount=Decimal("72000"), approved=True).allocation
    return f.DecisionFactory.create_batch(WRITERS, allocation=allocation, kind="increase")


def committed() -> Decimal:
    return sql("SELECT sum(amount) FROM funding_decision WHERE approved_on IS NOT NULL")[0][0]


# --- The last euro -----------------------------------------------------------------------------------


def test_one_of_sixteen_approvals_gets_the_last_euros(drafts):
    by = f.UserFactory()
    refusals = []

    def approve(number: int) -> str:
        refusal = refused(drafts[number].approve, by=by, on=DAY)
        if refusal:
            refusals.extend(refusal.messages)
        return refusal.code if refusal else "done"

    found = Counter(at_once(approve))
    reason = (
        "Der Bescheid über 8.000,00\u00a0€ überschreitet den Rahmen: Für 2026 sind 80.000,00\u00a0€ verfügbar "
        "und 80.000,00\u00a0€ gebunden. Frei sind noch 0,00\u00a0€."
    )
    assert (found, set(refusals), committed()) == (
        {"done": 1, "committed_within_available": 15},
        {reason},
        80_000,
    )


def test_one_of_sixteen_updates_past_the_verb_gets_the_last_euros(drafts):
    facts = approval()

    def approve(number: int) -> str:
        return outcome(lambda: Decision.objects.filter(pk=drafts[number].pk).update(**facts))

    found = Counter(at_once(approve))
    assert (found, committed()) == ({"done": 1, "committed_within_available": 15}, 80_000)


def test_one_of_sixteen_inserts_gets_the_last_euros(drafts):
    facts, allocation, by = approval(), drafts[0].allocation, drafts[0].drafted_by
    new = {"kind": "grant", "amount": 8000, "drafted_on": DAY, "drafted_by": by}

    def grant(number: int) -> str:
        rows = [Decision(allocation=allocation, **new, **facts)]
        return outcome(Decision.objects.bulk_create, rows)

    found = Counter(at_once(grant))
    assert (found, committed()) == ({"done": 1, "committed_within_available": 15}, 80_000)


def test_one_of_sixteen_serializable_writers_gets_the_last_euros(drafts):
    facts = approval()

    def approve(number: int) -> str:
        def write():
            sql("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            Decision.objects.filter(pk=drafts[number].pk).update(**facts)

        return outcome(write)

    found = Counter(at_once(approve))
    rest = set(found) - {"done"}
    assert (found["done"], rest <= {"committed_within_available", NOT_SERIALIZABLE}, committed()) == (
        1,
        True,
        80_000,
    )


def test_one_of_sixteen_persons_approves_a_draft(drafts):
    people = f.UserFactory.create_batch(WRITERS)

    def approve(number: int) -> str:
        return outcome(
            lambda: drafts[0].__class__.objects.get(pk=drafts[0].pk).approve(by=people[number], on=DAY)
        )

    assert Counter(at_once(approve)) == {"done": 1, "decision_immutable": 15}


def test_the_second_waits_for_the_first_and_then_sees_its_euros(drafts):
    first, second, facts = drafts[0].pk, drafts[1].pk, approval()

    def approve(pk: int) -> str:
        return outcome(lambda: Decision.objects.filter(pk=pk).update(**facts))

    with another_session() as other:
        with transaction.atomic():
            Decision.objects.filter(pk=first).update(**facts)
            late = other.begins(approve, second)
            other.waits_for_us()
        assert late.result(10) == "committed_within_available"


def test_the_second_waits_for_the_first_and_gets_the_euros_it_gave_back(drafts):
    first, second, facts = drafts[0].pk, drafts[1].pk, approval()

    def approve(pk: int) -> str:
        return outcome(lambda: Decision.objects.filter(pk=pk).update(**facts))

    with another_session() as other:
        with transaction.atomic():
            Decision.objects.filter(pk=first).update(**facts)
            late = other.begins(approve, second)
            other.waits_for_us()
            transaction.set_rollback(True)
        assert late.result(10) == "done"


def test_an_appropriation_is_not_lowered_while_its_last_euro_is_given(drafts):
    facts, year = approval(), drafts[0].allocation.fiscal_year.pk

    def lower() -> str:
        return outcome(lambda: FiscalYear.objects.filter(pk=year).update(appropriation=72_000))

    with another_session() as other:
        with transaction.atomic():
            Decision.objects.filter(pk=drafts[0].pk).update(**facts)
            late = other.begins(lower)
            other.waits_for_us()
        assert late.result(10) == "committed_within_available"


# --- The last seat -----------------------------------------------------------------------------------


@pytest.fixture
def newcomers() -> list:
    return f.SiteFactory.create_batch(WRITERS)


RAW_COVERAGE = (
    "INSERT INTO sites_coverage (site_id, agreement_id, seat_id, starts_on) VALUES (%s, %s, %s, %s)"
)


def test_one_of_sixteen_sites_gets_the_last_seat(newcomers):
    """Half of them through the verb, half through plain SQL."""
    seat, agreement = f.SeatFactory(), f.AgreementFactory()
    given = {"agreement": agreement, "seat": seat, "starts_on": DAY}

    def cover(number: int) -> str:
        site = newcomers[number]
        if number % 2:
            return outcome(sql, RAW_COVERAGE, site.pk, agreement.pk, seat.pk, DAY)
        return outcome(lambda: site.cover(**given))

    assert Counter(at_once(cover)) == {"done": 1, "coverage_seat_once_at_a_time": 15}


def test_a_site_gets_one_of_sixteen_seats():
    site, agreement, seats = f.SiteFactory(), f.AgreementFactory(), f.SeatFactory.create_batch(WRITERS)

    def cover(number: int) -> str:
        return outcome(lambda: site.cover(agreement=agreement, seat=seats[number], starts_on=DAY))

    assert Counter(at_once(cover)) == {"done": 1, "coverage_site_once_at_a_time": 15}


def test_one_of_sixteen_seats_is_the_tenth():
    mandate = f.MandateFactory(site_limit=10)
    for number in range(1, 10):
        f.SeatFactory(number=number, mandate=mandate)

    def add(number: int) -> str:
        new = {"number": 10 + number, "valid_from": DAY, "mandate": mandate}
        return outcome(lambda: Seat.objects.create(**new))

    assert Counter(at_once(add)) == {"done": 1, "seats_within_mandate": 15}


def test_one_of_sixteen_partners_gets_the_role():
    site, partners = f.SiteFactory(), f.PartnerFactory.create_batch(WRITERS)

    def assign(number: int) -> str:
        new = {"site": site, "partner": partners[number], "role": "provider", "starts_on": DAY}
        return outcome(lambda: Assignment.objects.create(**new))

    assert Counter(at_once(assign)) == {"done": 1, "assignment_role_once_at_a_time": 15}


# --- No deadlock, because there is a queue -----------------------------------------------------------


def _crosswise(queue: bool) -> set[str]:
    """Two sessions take the same two roles in opposite order, the way exclusion constraints deadlock."""
    sites, partner = f.SiteFactory.create_batch(2), f.PartnerFactory()
    ours_is_in, other_is_in = threading.Event(), threading.Event()
    late: list[Future] = []

    def assign(site) -> None:
        Assignment.objects.create(site=site, partner=partner, role="provider", starts_on=DAY)

    def theirs() -> None:
        assign(sites[1])
        other_is_in.set()
        ours_is_in.wait(10)
        assign(sites[0])

    def ours() -> None:
        assign(sites[0])
        late.append(other.begins(outcome, theirs))
        if queue:
            other.waits_for_us()  # before its first row
        else:
            other_is_in.wait(10)  # with its first row in
        ours_is_in.set()
        assign(sites[1])

    with another_session() as other:
        return {outcome(ours), late[0].result(20)}


@contextmanager
def without_the_queue(table: str):
    name = sql("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname ~ '_queued_'", table)[
        0
    ][0]
    sql(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    try:
        yield
    finally:
        sql(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def test_crosswise_writers_deadlock_without_the_queue():
    """The control: it shows that the next test would see a deadlock."""
    with without_the_queue("sites_assignment"):
        assert A_DEADLOCK in _crosswise(queue=False)


def test_crosswise_writers_do_not_deadlock_with_the_queue():
    assert _crosswise(queue=True) == {"done", "assignment_role_once_at_a_time"}


def test_a_section_waits_for_the_approval_of_its_report():
    report, by = f.ReportFactory(), f.UserFactory()
    frozen = {"approved_on": DAY.replace(month=10), "approved_by": by, "facts": {}, "facts_sha256": "x"}

    def write() -> str:
        return outcome(lambda: Section.objects.create(report=report, key="neu", body="x"))

    with another_session() as other:
        with transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**frozen)
            late = other.begins(write)
            other.waits_for_us()
        assert (late.result(10), Section.objects.count()) == ("report_immutable", 0)


def test_an_attachment_waits_for_the_acceptance_of_its_proof():
    proof = f.ProofOfUseFactory(submitted=True)
    accepted = {"accepted_on": proof.due_on, "accepted_by": f.UserFactory()}

    def attach() -> str:
        return outcome(lambda: ProofAttachment.objects.create(proof=proof, title="x", file="x", sha256="x"))

    with another_session() as other:
        with transaction.atomic():
            ProofOfUse.objects.filter(pk=proof.pk).update(**accepted)
            late = other.begins(attach)
            other.waits_for_us()
        assert late.result(10) == "proof_attachment_immutable"


def test_a_statement_waits_for_the_wording_and_then_does_not_fit():
    finding, partner, by = f.FindingFactory(shared=True), f.PartnerFactory(), f.UserFactory()
    new = {"finding": finding, "partner": partner, "given_by": by, "given_on": DAY, "stance": "agrees"}

    def agree() -> str:
        return outcome(lambda: Statement.objects.create(**new, wording_sha256=finding.wording_sha256))

    with another_session() as other:
        with transaction.atomic():
            Finding.objects.filter(pk=finding.pk).update(wording="Neu")
            late = other.begins(agree)
            other.waits_for_us()
        assert late.result(10) == "statement_answers_wording"


def test_those_who_write_a_section_and_then_its_report_do_not_deadlock():
    report = f.ReportFactory()

    def write(number: int) -> str:
        def both():
            Section.objects.create(report=report, key=f"s{number}", body="x")
            Report.objects.filter(pk=report.pk).update(contact=f"{number}")

        return outcome(both)

    assert Counter(at_once(write)) == {"done": WRITERS}


# --- One payment, one approval -----------------------------------------------------------------------


def test_one_of_sixteen_pays_an_instalment():
    row = f.DisbursementFactory(released=True)

    def pay(number: int) -> str:
        facts = {"paid_on": row.due_on, "reference": f"{number}"}
        return outcome(lambda: Disbursement.objects.filter(pk=row.pk).update(**facts))

    assert Counter(at_once(pay)) == {"done": 1, "disbursement_immutable": 15}


def test_one_of_sixteen_approves_a_report():
    report, people = f.ReportFactory(), f.UserFactory.create_batch(WRITERS)
    facts = {"approved_on": report.drafted_on, "facts": {}, "facts_sha256": "x"}

    def approve(number: int) -> str:
        return outcome(
            lambda: Report.objects.filter(pk=report.pk).update(**facts, approved_by=people[number])
        )

    assert Counter(at_once(approve)) == {"done": 1, "report_immutable": 15}


# --- Everything at once ------------------------------------------------------------------------------

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
    "committed_within_available",
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
        given = {"kind": kind, "amount": amount, "drafted_by": by, "drafted_on": on}
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
        self.new(dice, -dice.randint(1, 20_000), **self.approved()).save()

    def reallocate(self, dice):
        self.new(dice, -5_000, **self.approved()).save()
        self.new(dice, 5_000, **self.approved()).save()

    def approve_all(self, dice):
        Decision.objects.filter(approved_on=None, amount__lt=2_000).update(**self.approved())

    def drop_a_draft(self, dice):
        Decision.objects.filter(approved_on=None).order_by("?")[:1].get().delete()

    def plan_payment(self, dice):
        row = dice.choice(self.allocations)
        by = {"drafted_by": self.people[0], "certified_by": self.people[0], "released_by": self.people[1]}
        on = {"drafted_on": DAY, "certified_on": DAY, "released_on": DAY, "due_on": DAY}
        Disbursement.objects.create(
            allocation=row, number=dice.randint(1, 30_000), amount=dice.randint(1, 9_000), **by, **on
        )

    def pay_all(self, dice):
        Disbursement.objects.filter(paid_on=None, allocation=dice.choice(self.allocations)).update(
            paid_on=DAY
        )

    def set_appropriation(self, dice):
        year = dice.choice(self.years)
        FiscalYear.objects.filter(pk=year.pk).update(appropriation=dice.choice([20_000, 50_000, 80_000]))

    def set_both_years(self, dice):
        sql("UPDATE funding_fiscalyear SET carry_over_received = %s", dice.choice([0, 10_000]))

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
        watching.result(10)
    assert (found.total(), found[A_DEADLOCK], set(found) - REFUSALS, found["done"] > 50, max(seen) <= 0) == (
        320,
        0,
        {"done"},
        True,
        True,
    )
    assert len(seen) > 5
    assert Allocation.objects.count() == 8
