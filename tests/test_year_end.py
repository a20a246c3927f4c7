"""The year's end: what is open, the rest to the cent, two people, and no euro carried twice or invented."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding.models import FiscalYear, closing
from funding.rules import NOTHING, rest
from quartiersarbeit.ground.fields import MAX_EUROS
from quartiersarbeit.ground.forms import refused
from tests.concurrency import WRITERS, at_once
from tests.constraints import UPDATES, refusals
from tests.factories import (
    DecisionFactory,
    DisbursementFactory,
    FiscalYearFactory,
    ProofOfUseFactory,
    RepaymentClaimFactory,
    ReversalFactory,
    UserFactory,
)
from tests.test_fiscal_year_acts import codes, typed_year
from tests.test_funding_pages import page, queries, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY_OF_CLOSING, A_DAY = TODAY - timedelta(days=30), timedelta(days=1)
amounts = st.decimals(min_value=0, max_value=MAX_EUROS, places=2)


def at(act: str = "closing", year: int = 2026) -> str:
    return reverse(f"funding:fiscal_year_{act}", args=[year])


def paid_in_full(amount: str = "8000.00", **facts) -> FiscalYear:
    """A year with one allocation, all of it paid."""
    allocation = DecisionFactory(approved=True, amount=Decimal(amount), **facts).allocation
    DisbursementFactory(allocation=allocation, amount=Decimal(amount), paid=True)
    return allocation.fiscal_year


def close(year: FiscalYear, carry_over: str = "0", on: date = TODAY) -> None:
    """Both people do their part."""
    closing.propose(year, carry_over=Decimal(carry_over), by=UserFactory(), on=on)
    closing.close(year, by=UserFactory(), on=on)


def receive(claim, paid_on: date) -> None:
    """The whole claim came in on that day; it is entered today."""
    claim.receive(paid_on=paid_on, received=claim.amount, reference="E1", by=UserFactory(), on=TODAY)


# --- the rest ------------------------------------------------------------------------------------


@given(amounts, amounts, amounts)
def test_what_is_paid_and_given_back_leaves_no_trace_in_the_rest(available, paid, repaid):
    assert rest(available, paid + repaid, repaid) == rest(available, paid, NOTHING) == available - paid


def test_the_rest_is_what_was_neither_paid_nor_kept():
    year = paid_in_full()
    RepaymentClaimFactory(allocation=year.allocations.get(), amount=Decimal("250.50"), paid_on=TODAY)
    RepaymentClaimFactory(allocation=year.allocations.get(), amount=Decimal("99.00"))
    close(year)
    assert year.rest == Decimal("72250.50")


def test_a_reversed_payment_is_not_missing_from_the_rest():
    year = paid_in_full()
    ReversalFactory(disbursement=year.allocations.get().disbursements.get())
    DisbursementFactory(allocation=year.allocations.get(), amount=Decimal("8000"), paid=True)
    close(year)
    assert year.rest == Decimal("72000.00")


@pytest.mark.parametrize(
    ("on", "found"), [(date(2026, 7, 1), "72000.00"), (date(2026, 7, 2), "72100.00"), (TODAY, "72100.00")]
)
def test_a_repayment_counts_from_its_day(on, found):
    year = paid_in_full()
    facts = {"allocation": year.allocations.get(), "amount": 100, "paid_on": date(2026, 7, 2)}
    RepaymentClaimFactory(**facts)
    assert year.rest_on(on) == Decimal(found)


@pytest.mark.parametrize("dated", [DAY_OF_CLOSING - A_DAY, DAY_OF_CLOSING, DAY_OF_CLOSING + A_DAY])
def test_what_is_entered_after_the_closing_counts_in_the_next_year_whatever_its_day(dated):
    year = paid_in_full()
    allocation = year.allocations.get()
    given = {"allocation": allocation, "drafted_on": DAY_OF_CLOSING - 2 * A_DAY, "issued": True}
    early, late = (RepaymentClaimFactory(amount=amount, **given) for amount in (100, 250))
    receive(early, DAY_OF_CLOSING - A_DAY)
    close(year, "72100", on=DAY_OF_CLOSING)
    following = FiscalYear.objects.open(
        year=2027,
        appropriation=Decimal(80000),
        carry_over_received=0,
        mandate=year.mandate,
        by=None,
        on=TODAY,
    )
    receive(late, dated)
    assert (early.booked_in, late.booked_in) == (year, following)
    found = [
        (one.rest_on(TODAY), one.repaid_by(TODAY), one.repaid_late_by(TODAY)) for one in (year, following)
    ]
    assert found == [(72100, 100, 0), (80250, 250, 250)]
    close(following, "80250")
    assert (FiscalYear.objects.get(pk=year.pk).rest, following.rest) == (72100, 80250)


def test_what_comes_back_after_the_closing_waits_for_the_next_year(koordination, client_of):
    year = paid_in_full()
    late = RepaymentClaimFactory(allocation=year.allocations.get(), drafted_on=TODAY, issued=True, amount=250)
    close(year)
    client, address = client_of(koordination), reverse("funding:claim_receive", args=[late.pk])
    typed = {"paid_on": f"{TODAY:%d.%m.%Y}", "received": "250", "reference": "E1"}
    answer = client.post(address, typed)
    assert codes(answer) == {"__all__": ["repayment_booked_once"]}
    assert "Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang." in text_of(answer)
    late.refresh_from_db()
    assert late.paid_on is None
    FiscalYearFactory(year=2027)
    said = text_of(client.post(address, typed, follow=True))
    assert "Er zählt im Haushaltsjahr 2027, weil 2026 abgeschlossen ist." in said
    assert "Zählt im Haushaltsjahr" in said
    assert "davon aus früheren Jahren" in page(client, reverse("funding:fiscal_year_closing", args=[2027]))


# --- what is carried over ------------------------------------------------------------------------


def test_the_next_year_opens_with_what_was_carried_over(koordination, client_of):
    close(FiscalYearFactory(), "1500.50")
    client = client_of(koordination)
    initial = client.get(reverse("funding:fiscal_year_create")).context["form"].initial
    assert (initial["year"], initial["carry_over_received"]) == (2027, Decimal("1500.50"))
    answer = client.post(reverse("funding:fiscal_year_create"), typed_year(carry_over_received="1.500,51"))
    assert codes(answer) == {"carry_over_received": ["carry_over_from_closed_year"]}
    assert "2026 hat beim Abschluss 1.500,50 € übertragen." in text_of(answer)
    client.post(reverse("funding:fiscal_year_create"), typed_year(carry_over_received="1.500,50"))
    assert FiscalYear.objects.get(year=2027).available_now == Decimal("81500.50")


# --- what is open --------------------------------------------------------------------------------


def open_draft():
    return DecisionFactory().allocation.fiscal_year


def open_instalment():
    return DisbursementFactory(released=True).allocation.fiscal_year


def open_commitment():
    return DecisionFactory(approved=True).allocation.fiscal_year


@pytest.mark.parametrize("left", [open_draft, open_instalment, open_commitment])
def test_what_is_open_stands_in_the_way_and_is_listed(left, koordination, client_of):
    year = left()
    client = client_of(koordination)
    assert "Das muss vor dem Abschluss erledigt sein" in page(client, at())
    assert codes(client.post(at(), {"carry_over": "0"})) == {"__all__": ["fiscal_year_left_open"]}
    year.refresh_from_db()
    assert year.closing_proposed_on is None


def test_proofs_and_claims_are_only_noted(koordination, client_of):
    year = paid_in_full()
    ProofOfUseFactory(allocation=year.allocations.get())
    RepaymentClaimFactory(allocation=year.allocations.get(), drafted_on=timezone.localdate())
    client = client_of(koordination)
    shown = page(client, at())
    assert "Das geht auch nach dem Abschluss weiter" in shown
    assert "Zuweisungen ohne angenommenen Verwendungsnachweis" in shown
    assert "Rückforderungen, die noch nicht eingegangen sind" in shown
    assert client.post(at(), {"carry_over": "0"}).status_code == 302


def test_a_proof_is_accepted_after_the_closing():
    year = paid_in_full()
    proof = ProofOfUseFactory(allocation=year.allocations.get(), submitted=True)
    close(year)
    facts = {"accepted_on": proof.due_on, "accepted_by": UserFactory()}
    assert refusals(proof, facts, UPDATES) == {"done"}


# --- two people ----------------------------------------------------------------------------------


def test_one_proposes_and_another_closes(koordination, freigabe, client_of):
    year = paid_in_full()
    proposing, closing_one = client_of(koordination), client_of(freigabe)
    assert "72.000,00 €" in page(proposing, at())
    assert proposing.post(at(), {"carry_over": "2.000,00"}).url == at()
    assert "2026 endgültig abschließen" not in page(proposing, at())
    assert "2026 endgültig abschließen" in page(closing_one, at())
    answer = closing_one.post(at("close"), follow=True)
    assert "Rest: 72.000,00 €, davon übertragen: 2.000,00 €." in text_of(answer)
    year.refresh_from_db()
    assert (year.closed_by, year.closed_on, year.rest, year.carry_over) == (
        freigabe,
        TODAY,
        Decimal("72000.00"),
        Decimal("2000.00"),
    )
    shown = page(proposing, at())
    assert [euro for euro in ("72.000,00 €", "2.000,00 €", "70.000,00 €") if euro not in shown] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("80000,01", "fiscal_year_carry_over_within_rest"),
        ("-1", "min_value"),
        ("", "required"),
        ("NaN", "invalid"),
        ("8,000.00", "ambiguous"),
    ],
)
def test_more_than_the_rest_or_no_amount_is_refused_at_its_field(typed, code, koordination, client_of):
    FiscalYearFactory()
    answer = client_of(koordination).post(at(), {"carry_over": typed})
    assert codes(answer) == {"carry_over": [code]}
    assert not FiscalYear.objects.filter(closing_proposed_on__isnull=False).exists()


def test_ones_own_proposal_is_not_closed(freigabe, client_of):
    FiscalYearFactory(proposed=True, closing_proposed_by=freigabe, closing_proposed_on=TODAY)
    client = client_of(freigabe)
    assert "endgültig abschließen" not in page(client, at())
    answer = client.post(at("close"))
    assert answer.status_code == 422
    assert "Vier-Augen-Prinzip: Sie haben den Abschluss vorgeschlagen" in text_of(answer)
    assert not FiscalYear.objects.exclude(closed_on=None).exists()


def test_nothing_is_closed_that_nobody_proposed(freigabe, client_of):
    FiscalYearFactory()
    answer = client_of(freigabe).post(at("close"))
    assert (answer.status_code, "noch nicht vorgeschlagen" in text_of(answer)) == (422, True)


def test_a_draft_after_the_proposal_stands_in_the_way():
    year = FiscalYearFactory(proposed=True, closing_proposed_on=TODAY)
    DecisionFactory()
    with pytest.raises(ValidationError) as refusal:
        closing.close(year, by=UserFactory(), on=TODAY)
    assert refusal.value.code == "fiscal_year_left_open"


@pytest.mark.parametrize("role", ["koordination", "freigabe"])
def test_a_proposal_is_taken_back(role, request, client_of):
    year = FiscalYearFactory(proposed=True, closing_proposed_on=TODAY)
    client_of(request.getfixturevalue(role)).post(at("keep_open"), {"reason": "Es fehlt ein Nachweis."})
    year.refresh_from_db()
    assert (year.closing_proposed_on, year.closing_proposed_by, year.carry_over) == (None, None, None)


@pytest.mark.parametrize("act", ["close", "keep_open", "closing"])
def test_audit_changes_nothing(act, revision, client_of):
    FiscalYearFactory(proposed=True, closing_proposed_on=TODAY)
    assert client_of(revision).post(at(act), {"carry_over": "0"}).status_code == 403


def test_koordination_does_not_close(koordination, client_of):
    FiscalYearFactory(proposed=True, closing_proposed_on=TODAY)
    assert client_of(koordination).post(at("close")).status_code == 403


@pytest.mark.parametrize("act", ["close", "keep_open"])
def test_a_closed_year_is_neither_closed_again_nor_opened(act, freigabe, client_of):
    year = FiscalYearFactory()
    close(year)
    answer = client_of(freigabe).post(at(act), {"reason": "Doch noch offen."})
    assert "schon abgeschlossen" in text_of(answer)
    again = {"closed_on": None, "closed_by": None, "rest": None}
    assert refusals(year, again, UPDATES) == {
        "fiscal_year_closed: Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr."
    }


@pytest.mark.django_db(transaction=True)
def test_one_of_sixteen_closes():
    year, people = (
        FiscalYearFactory(proposed=True, closing_proposed_on=TODAY),
        UserFactory.create_batch(WRITERS),
    )

    def act(number: int) -> str:
        refusal = refused(closing.close, year=FiscalYear.objects.get(pk=year.pk), by=people[number], on=TODAY)
        return refusal.code if refusal else "done"

    assert Counter(at_once(act)) == {"done": 1, "fiscal_year_closed": WRITERS - 1}


def test_the_checklist_costs_the_same_with_one_site_and_with_eight(koordination, client_of):
    def grow():
        DisbursementFactory(released=True)
        DecisionFactory()
        paid = DisbursementFactory(paid=True)
        RepaymentClaimFactory(allocation=paid.allocation)

    grow()
    client = client_of(koordination)
    once = queries(client, at())
    for _ in range(2):
        grow()
    assert queries(client, at()) == once
