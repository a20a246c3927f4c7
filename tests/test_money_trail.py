"""One euro's way: from the resolution to the review note, in order, and agreeing with the figures."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Allocation
from funding.money_way import way
from tests.asking import queries
from tests.factories import (
    DecisionFactory,
    DisbursementFactory,
    ProofLineFactory,
    ProofOfUseFactory,
    ProofReturnFactory,
    RepaymentClaimFactory,
    ReversalFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

END = date(2027, 12, 31)


@pytest.fixture
def allocation(koordination, freigabe) -> Allocation:
    """Everything that can happen: three decisions, a reversal, a return, an acceptance, a settled claim."""
    grant = DecisionFactory(by=koordination)
    grant.approve(by=freigabe, on=date(2026, 1, 20))
    allocation = grant.allocation
    increase = DecisionFactory(
        allocation=allocation, kind="increase", amount=Decimal("100.10"), by=koordination
    )
    increase.approve(by=freigabe, on=date(2026, 2, 1))
    DecisionFactory(allocation=allocation, kind="reduction", amount=Decimal("-50"))  # a draft binds nothing
    back = DisbursementFactory(allocation=allocation, paid=True)
    ReversalFactory(disbursement=back)
    DisbursementFactory(allocation=allocation, paid=True, amount=Decimal("3000.05"))
    DisbursementFactory(allocation=allocation, certified=True)
    Allocation.objects.get(pk=allocation.pk).proof.delete()
    proof = ProofOfUseFactory(allocation=allocation, submitted=True, submitted_on=date(2027, 3, 1))
    ProofLineFactory(proof=proof, spent=Decimal("2900.05"), own_funds=Decimal("100"))
    ProofReturnFactory(proof=proof, on=date(2027, 3, 10), reasons="Bitte ergänzen.")
    proof.submitted_on = date(2027, 3, 20)
    proof.accepted_on, proof.accepted_by = date(2027, 4, 1), UserFactory()
    proof.review_note = "Geprüft."
    proof.save()
    RepaymentClaimFactory(allocation=allocation, amount=Decimal("200"), paid_on=date(2027, 6, 1))
    return Allocation.objects.get(pk=allocation.pk)


def test_every_step_stands_in_its_place(allocation):
    steps = way(allocation, END)
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    told = [step.what for step in steps]
    wanted = [
        "Beschluss",
        "Haushaltsansatz 2026",
        "Zuwendung entworfen",
        "Zuwendung freigegeben",
        "1. Rate ausgezahlt",
        "1. Rate storniert",
        "Verwendungsnachweis eingereicht",
        "Verwendungsnachweis zurückgegeben",
        "Verwendungsnachweis angenommen",
        "Rückforderung entworfen",
        "Rückforderung erlassen",
        "Rückforderung beglichen",
    ]
    assert [what for what in wanted if what not in told] == []
    assert [told.index(what) for what in wanted] == sorted(told.index(what) for what in wanted)


@pytest.mark.parametrize(
    "on", [date(2025, 12, 31), date(2026, 1, 20), date(2026, 3, 1), date(2026, 4, 1), date(2027, 4, 1), END]
)
def test_the_running_sums_are_the_figures_of_that_day(allocation, on):
    figures = Allocation.objects.with_totals(on).get(pk=allocation.pk)
    steps = way(allocation, on)
    last = (steps[-1].committed, steps[-1].paid, steps[-1].proven) if steps else (0, 0, 0)
    assert last == (figures.committed, figures.paid, figures.proven)


def test_the_trail_says_who_and_when_and_what_was_noted(allocation, freigabe):
    steps = {step.what: step for step in way(allocation, END)}
    approved = steps["Zuwendung freigegeben"]
    number = allocation.decisions.get(kind="grant").notice_number
    assert (approved.who, approved.note) == (str(freigabe), f"Bescheid-Nr. {number}")
    assert steps["Verwendungsnachweis angenommen"].note == "Geprüft."
    assert steps["Verwendungsnachweis zurückgegeben"].note == "Bitte ergänzen."
    assert approved.recorded.moment.date() <= timezone.now().date()


def test_the_history_names_whose_session_it_was(koordination, freigabe, client_of):
    draft = DecisionFactory(by=koordination)
    client_of(freigabe).post(reverse("funding:decision_approve", args=[draft.pk]))
    steps = {step.what: step for step in way(draft.allocation, timezone.localdate())}
    assert steps["Zuwendung freigegeben"].recorded.who == str(freigabe)


def test_the_file_carries_numbers_as_numbers_and_the_same_steps(allocation, revision, client_of):
    url = reverse("funding:allocation_trail", args=[allocation.pk])
    answer = client_of(revision).get(f"{url}?export=xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    steps = way(allocation, timezone.localdate())
    assert len(rows) == len(steps) + 1
    paid = rows[0].index("ausgezahlt")
    assert [round(Decimal(str(row[paid])), 2) for row in rows[1:]] == [step.paid for step in steps]


@pytest.mark.parametrize(("role", "status"), [("revision", 200), ("partner_user", 403), ("gremium", 403)])
def test_the_trail_is_the_citys_and_audits(role, status, allocation, request, client_of):
    url = reverse("funding:allocation_trail", args=[allocation.pk])
    client = client_of(request.getfixturevalue(role))
    assert {client.get(url).status_code, client.get(f"{url}?export=csv").status_code} == {status}


def test_a_longer_way_costs_no_more_queries(allocation, revision, client_of):
    url, client = reverse("funding:allocation_trail", args=[allocation.pk]), client_of(revision)

    before = queries(client, url)
    for _ in range(5):
        DisbursementFactory(allocation=allocation, amount=Decimal("1"), paid=True)
    assert queries(client, url) == before
