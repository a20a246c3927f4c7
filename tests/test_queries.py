"""Pages over all floors cost the same number of queries with one row and with twelve.

The lists and details of single floors are counted beside their pages' other tests.
"""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from partners.models import User
from quartiersarbeit.ground import listing
from tests.asking import queries
from tests.browser import pages
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


def test_the_overview_costs_everybody_the_same_with_one_row_and_with_twelve(
    koordination, freigabe, partner_user, gremium, client_of
):
    clients = [client_of(user) for user in (koordination, freigabe, partner_user, gremium)]
    grow(1)
    for client in clients:  # the first look of a process learns on which tables an answer rests
        client.get(reverse("dashboard"))
    grow(1)
    with_one = [queries(client, reverse("dashboard")) for client in clients]
    grow(10)
    assert [queries(client, reverse("dashboard")) for client in clients] == with_one


def test_the_list_of_reports_costs_the_same_with_one_row_and_with_twelve(koordination, client_of):
    client = client_of(koordination)
    grow(1)
    with_one = queries(client, reverse("quality_dialog:report_list"))
    grow(11)
    assert queries(client, reverse("quality_dialog:report_list")) == with_one


@pytest.mark.exhaustive
def test_a_report_costs_the_same_about_one_site_and_about_twelve(koordination, client_of):
    MandateFactory(decided_on=date(2025, 1, 1), site_limit=100)
    report, client = ReportFactory(), client_of(koordination)
    SectionFactory(report=report, body="Es sind [[standorte_unter_vereinbarung]].")
    parts = ("detail", "edit", "page", "pdf", "docx", "json")
    urls = [reverse(f"quality_dialog:report_{part}", args=[report.pk]) for part in parts]
    grow(1)
    with_one = {url: queries(client, url) for url in urls}
    grow(11)
    assert {url: queries(client, url) for url in urls} == with_one


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


@pytest.fixture
def lists(loaded) -> dict[str, str]:
    """The address of each list, and of the history of all."""
    pages.stage()
    asked = [
        (name, keys) for name, keys in pages.of_koordination() if name.endswith("_list") or name == "protocol"
    ]
    return {name: reverse(name, args=keys) for name, keys in asked}


@pytest.fixture
def office(loaded, client_of):
    return client_of(User.objects.get(email="koordination@example.org"))


def test_no_list_adds_up_what_it_joins(lists, office, monkeypatch):
    """What is added up beside a row is asked by a question of its own: else all that a page tells of a row would be
    worked out for all rows, once to count them and once to show some."""
    shown = []

    class Noted(listing.Listing):
        def __post_init__(self) -> None:
            super().__post_init__()
            shown.append(self)

    monkeypatch.setattr(listing, "Listing", Noted)
    for address in lists.values():
        office.get(address)
    assert len(shown) > 20
    assert [one.title for one in shown if one.found.query.group_by is not None] == []


def columns_read(client, address: str) -> set[str]:
    found: set[str] = set()

    def noted(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if context["cursor"].rowcount and (columns := context["cursor"].description):
            found.update(one.name for one in columns)
        return answer

    with connection.execute_wrapper(noted):
        client.get(address)
    return found


def test_no_list_reads_files_or_what_was_frozen(lists, office):
    """A report's facts and wording are most of it, and a file more than all else: no list tells them."""
    bulky = {"facts", "plain_text", "content", "paper", "pdf", "docx"}
    read = {name: columns_read(office, address) for name, address in lists.items()}
    assert all(read.values())
    assert {name: columns & bulky for name, columns in read.items() if columns & bulky} == {}
