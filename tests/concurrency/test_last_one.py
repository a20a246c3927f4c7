"""The last euro, the last seat, one payment, one approval: exactly the right one wins."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from funding.models import Decision, Disbursement, FiscalYear
from quality_dialog.models import Report
from quartiersarbeit.ground.forms import refused
from sites.models import Assignment, Seat
from tests import factories as f
from tests.asking import rule_alone
from tests.concurrency import WRITERS, another_session, at_once, outcome
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 2, 1)
NOT_SERIALIZABLE = "40001"


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
            refusals.extend(map(rule_alone, refusal.messages))
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
        assert late.result(60) == "committed_within_available"


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
        assert late.result(60) == "done"


def test_an_appropriation_is_not_lowered_while_its_last_euro_is_given(drafts):
    facts, year = approval(), drafts[0].allocation.fiscal_year.pk

    def lower() -> str:
        given = {"appropriation": 72_000, "revised_on": DAY, "revised_by": facts["approved_by"]}
        return outcome(lambda: FiscalYear.objects.filter(pk=year).update(**given))

    with another_session() as other:
        with transaction.atomic():
            Decision.objects.filter(pk=drafts[0].pk).update(**facts)
            late = other.begins(lower)
            other.waits_for_us()
        assert late.result(60) == "committed_within_available"


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
    given = {"agreement": agreement, "seat": seat, "starts_on": DAY, "by": f.UserFactory(), "on": DAY}

    def cover(number: int) -> str:
        site = newcomers[number]
        if number % 2:
            return outcome(sql, RAW_COVERAGE, site.pk, agreement.pk, seat.pk, DAY)
        return outcome(lambda: site.cover(**given))

    assert Counter(at_once(cover)) == {"done": 1, "coverage_seat_once_at_a_time": 15}


def test_a_site_gets_one_of_sixteen_seats():
    site, seats = f.SiteFactory(), f.SeatFactory.create_batch(WRITERS)
    given = {"agreement": f.AgreementFactory(), "starts_on": DAY, "by": f.UserFactory(), "on": DAY}

    def cover(number: int) -> str:
        return outcome(lambda: site.cover(seat=seats[number], **given))

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


# --- One payment, one approval -----------------------------------------------------------------------


def test_one_of_sixteen_pays_an_instalment():
    row = f.DisbursementFactory(released=True)

    def pay(number: int) -> str:
        facts = {"paid_on": row.due_on, "reference": f"{number}", "paid_by": row.released_by}
        return outcome(lambda: Disbursement.objects.filter(pk=row.pk).update(**facts))

    assert Counter(at_once(pay)) == {"done": 1, "disbursement_immutable": 15}


def test_one_of_sixteen_approves_a_report():
    report, people = f.SectionFactory().report, f.UserFactory.create_batch(WRITERS)
    report.submit_for_review(by=report.drafted_by, on=report.drafted_on)

    def approve(number: int) -> str:
        refusal = refused(f.approve, report=Report.objects.get(pk=report.pk), by=people[number])
        return refusal.code if refusal else "done"

    found = Counter(at_once(approve))
    assert (found, report.renditions.count()) == ({"done": 1, "already_approved": 15}, 4)


def test_one_of_sixteen_approves_a_report_past_the_verb():
    report, people = f.ReportFactory(reviewed=True), f.UserFactory.create_batch(WRITERS)
    facts = {"approved_on": report.drafted_on, "facts": {}, "facts_sha256": "x", "seal_sha256": "x"}

    def approve(number: int) -> str:
        def write():
            facts_of_one = facts | {"approved_by": people[number], "seal_number": number + 1}
            Report.objects.filter(pk=report.pk).update(**facts_of_one)
            if not report.renditions.exists():
                report.approved_on = report.drafted_on
                f.store_files(report)

        return outcome(write)

    assert Counter(at_once(approve)) == {"done": 1, "report_immutable": 15}
