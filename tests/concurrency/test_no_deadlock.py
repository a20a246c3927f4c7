"""Writers wait for each other in one order, so nobody waits in a circle."""

import threading
from collections import Counter
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from funding.models import ProofAttachment, ProofOfUse
from quality_dialog.models import Finding, Report, Section, Statement
from sites.models import Assignment
from tests import factories as f
from tests.concurrency import WRITERS, another_session, at_once, outcome
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 2, 1)
A_DEADLOCK = "40P01"


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
        return {outcome(ours), late[0].result(60)}


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
    report, by = f.SectionFactory().report, f.UserFactory()

    def write() -> str:
        return outcome(lambda: Section.objects.create(report=report, key="neu", body="x"))

    with another_session() as other:
        with transaction.atomic():
            f.approve(report, by=by)
            late = other.begins(write)
            other.waits_for_us()
        assert (late.result(60), Section.objects.count()) == ("report_immutable", 1)


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
        assert late.result(60) == "proof_attachment_immutable"


def test_a_statement_waits_for_the_wording_and_then_does_not_fit():
    finding, partner = f.FindingFactory(shared=True), f.PartnerFactory()
    by = f.UserFactory(partner=partner)
    new = {"finding": finding, "partner": partner, "given_by": by, "given_on": DAY, "stance": "agrees"}

    def agree() -> str:
        return outcome(lambda: Statement.objects.create(**new, wording_sha256=finding.wording_sha256))

    with another_session() as other:
        with transaction.atomic():
            Finding.objects.filter(pk=finding.pk).update(wording="Neu")
            late = other.begins(agree)
            other.waits_for_us()
        assert late.result(60) == "statement_answers_wording"


def test_those_who_write_a_section_and_then_its_report_do_not_deadlock():
    report = f.ReportFactory()

    def write(number: int) -> str:
        def both():
            Section.objects.create(report=report, key=f"s{number}", body="x")
            Report.objects.filter(pk=report.pk).update(contact=f"{number}")

        return outcome(both)

    assert Counter(at_once(write)) == {"done": WRITERS}
