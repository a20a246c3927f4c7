"""A published report for tests that only ask of it: approved with its real files once for all of a module.

A module imports `published_stage` and what it asks for; its `koordination` and `freigabe` are then those who
published it.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from django.db import transaction

from partners.models import User
from quality_dialog.models import Report
from quality_dialog.report import approval, publishing
from tests import factories as f
from tests.people import in_group

ON = date(2026, 9, 3)


def publish(koordination: User, freigabe: User) -> Report:
    """Approved with its real files and published; it names whom to ask, and a contact in its text."""
    f.ContactFactory(name="Anna Maria Kaya", email="kaya@example.org")
    made = f.ReportFactory(by=koordination, contact="Kim Beispiel, Zimmer 7", lead_office="Beispielamt")
    body = "Frau Kaya und Anna Maria Kaya haben [[feststellungen]] genannt (kaya@example.org), [[gebunden]]."
    f.DecisionFactory(approved=True, amount=8000, drafted_on=date(2026, 2, 1), approved_on=date(2026, 2, 2))
    f.FindingFactory(shared_on=date(2026, 5, 1), raised_on=date(2026, 5, 1))
    f.SectionFactory(report=made, key="ergebnisse", body=body)
    return published(made, koordination, freigabe)


def published(made: Report, koordination: User, freigabe: User) -> Report:
    made.submit_for_review(by=koordination, on=ON)
    f.hear(made, by=freigabe, on=ON)
    approval.approve(made, by=freigabe, on=ON)
    made = Report.objects.get(pk=made.pk)
    made.submit(by=koordination, on=ON)
    publishing.publish(made, by=freigabe, on=ON)
    return Report.objects.get(pk=made.pk)


def corrected(report: Report, koordination: User, freigabe: User) -> Report:
    new = report.correct(reason="Ein Wort war falsch.", as_of=report.as_of, by=koordination, on=ON)
    return published(new, koordination, freigabe)


class Stage(NamedTuple):
    report: int
    koordination: int
    freigabe: int


@pytest.fixture(name="stage", scope="module")
def published_stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """Made once; what a test does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        koordination = in_group("Koordination", email="koordination@example.org")
        freigabe = in_group("Freigabe", email="freigabe@example.org")
        report = publish(koordination, freigabe)
        yield Stage(report.pk, koordination.pk, freigabe.pk)
        transaction.set_rollback(True)


@pytest.fixture(name="report")
def published_report(stage: Stage, db) -> Report:
    return Report.objects.get(pk=stage.report)


@pytest.fixture(name="koordination")
def its_koordination(stage: Stage, db) -> User:
    return User.objects.get(pk=stage.koordination)


@pytest.fixture(name="freigabe")
def its_freigabe(stage: Stage, db) -> User:
    return User.objects.get(pk=stage.freigabe)
