"""Pages over all floors cost the same number of queries with 1 row and with 30.

The lists and details of single floors are counted beside their pages' other tests.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    ConsultationFactory,
    CoverageFactory,
    DecisionFactory,
    DisbursementFactory,
    FindingFactory,
    MandateFactory,
    MeasureFactory,
    NegotiationFactory,
    ReportFactory,
    SectionFactory,
    StatementFactory,
    StepFactory,
    approve,
)

pytestmark = pytest.mark.django_db


def queries(client, url: str) -> int:
    client.get(url)  # what is asked once in a process (content types) does not count
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def grow(times: int) -> None:
    """So many more of everything a report tells and an overview shows."""
    for _ in range(times):
        CoverageFactory(agreement=AgreementFactory(starts_on=date(2025, 10, 1)))
        StepFactory(negotiation=NegotiationFactory())
        decision = DecisionFactory(approved=True, amount=10)
        DisbursementFactory(allocation=decision.allocation, amount=1, paid=True)
        DecisionFactory(allocation=decision.allocation, kind="increase", amount=1)
        finding = FindingFactory(shared=True)
        StatementFactory(finding=finding)
        MeasureFactory(finding=finding)
        ConsultationFactory(report=ReportFactory())


@pytest.mark.parametrize("role", ["koordination", "freigabe", "partner_user", "gremium"])
def test_the_overview_costs_the_same_with_one_row_and_with_thirty(role, request, client_of):
    client = client_of(request.getfixturevalue(role))
    grow(1)
    with_one = queries(client, reverse("dashboard"))
    grow(29)
    assert queries(client, reverse("dashboard")) == with_one


def test_the_list_of_reports_costs_the_same_with_one_row_and_with_thirty(koordination, client_of):
    client = client_of(koordination)
    grow(1)
    with_one = queries(client, reverse("quality_dialog:report_list"))
    grow(29)
    assert queries(client, reverse("quality_dialog:report_list")) == with_one


@pytest.mark.parametrize("part", ["detail", "edit", "page", "pdf", "docx", "json"])
def test_a_report_costs_the_same_about_one_site_and_about_thirty(part, koordination, client_of):
    MandateFactory(decided_on=date(2025, 1, 1), site_limit=100)
    report = ReportFactory()
    SectionFactory(report=report, body="Es sind [[standorte_unter_vereinbarung]].")
    url, client = reverse(f"quality_dialog:report_{part}", args=[report.pk]), client_of(koordination)
    grow(1)
    with_one = queries(client, url)
    grow(29)
    assert queries(client, url) == with_one


def test_a_report_in_review_costs_the_same_about_one_figure_and_about_many(koordination, client_of):
    MandateFactory(decided_on=date(2025, 1, 1), site_limit=100)
    report = SectionFactory(report=ReportFactory(), body="Es sind [[standorte_unter_vereinbarung]].").report
    url, client = reverse("quality_dialog:report_detail", args=[report.pk]), client_of(koordination)
    grow(1)
    many = SectionFactory(
        report=report, body="Und [[vereinbarungen]], [[gebunden]], [[frei]], [[feststellungen]]."
    )
    report.submit_for_review(by=koordination, on=report.drafted_on)
    with_many = queries(client, url)
    report.return_to_draft(reason="Kürzer.", by=koordination, on=report.drafted_on)
    many.delete()
    report.returns.all().delete()
    report.submit_for_review(by=koordination, on=report.drafted_on)
    assert queries(client, url) == with_many


def test_an_approved_report_costs_the_same_with_one_meeting_and_with_ten(koordination, client_of):
    found = []
    for meetings in (1, 10):
        report = SectionFactory().report
        for _ in range(meetings):
            ConsultationFactory(report=report)
        found.append(queries(client_of(koordination), approve(report).get_absolute_url()))
    assert found[0] == found[1]
