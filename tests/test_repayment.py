"""Repayment claims: drafted by one, issued by another, with interest to the cent, settled in one sum."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding import issuing, rules
from funding.models import LegalFigure, RepaymentClaim
from funding.statuses import ClaimStatus
from tests.factories import (
    DecisionFactory,
    DisbursementFactory,
    DraftReturnFactory,
    LegalFigureFactory,
    RepaymentClaimFactory,
    heard,
)

TODAY = timezone.localdate()
EUROS = st.decimals(min_value="0.01", max_value="80000", places=2)
RATES = st.decimals(min_value=0, max_value=100, places=2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


# --- interest --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "rate", "days", "interest"),
    [
        ("1000", "5", 365, "50.00"),
        ("1000", "5", 0, "0.00"),
        ("1000", "5", -3, "0.00"),
        ("360.40", "6.27", 100, "6.19"),
        ("0.01", "100", 182, "0.00"),
        ("0.01", "100", 183, "0.01"),
        ("1000", "0", 365, "0.00"),
    ],
)
def test_interest_is_simple_and_to_the_cent(amount, rate, days, interest):
    start = date(2027, 1, 1)
    found = rules.interest(Decimal(amount), Decimal(rate), start, start + timedelta(days=days))
    assert found == Decimal(interest)


@given(EUROS, RATES, DAYS, st.integers(0, 3650))
def test_interest_is_never_off_by_more_than_half_a_cent(amount, rate, start, days):
    found = rules.interest(amount, rate, start, start + timedelta(days=days))
    assert abs(found * 36500 - amount * rate * days) <= Decimal("0.005") * 36500
    assert found == found.quantize(Decimal("0.01")) >= 0


@given(EUROS, RATES, DAYS, st.integers(0, 3650))
def test_a_day_more_never_costs_less(amount, rate, start, days):
    until = start + timedelta(days=days)
    assert rules.interest(amount, rate, start, until) <= rules.interest(
        amount, rate, start, until + timedelta(days=1)
    )


@given(EUROS, EUROS)
def test_what_can_be_claimed_is_never_less_than_nothing(paid, proven):
    left = rules.unspent(paid, proven)
    assert left >= 0
    assert proven + left >= paid


# --- the way of a claim ----------------------------------------------------------------------------


@pytest.fixture
def paid(db, awo):
    """An allocation of the AWO with 2.000 € paid and nothing proven."""
    allocation = DecisionFactory(approved=True, allocation__recipient=awo).allocation
    DisbursementFactory(allocation=allocation, paid=True)
    return allocation


@pytest.fixture
def claim(paid, koordination) -> RepaymentClaim:
    terms = {"interest_rate": Decimal("5"), "interest_source": "§ 49a Abs. 3 VwVfG NRW"}
    starts = TODAY - timedelta(days=29)
    for half_year in rules.half_years(starts, TODAY + timedelta(days=1)):
        LegalFigureFactory(kind="base_rate", rate=2, valid_from=half_year)
    LegalFigureFactory(kind="repayment_margin", rate=3, valid_from=rules.half_year(starts))
    drafted = RepaymentClaim.objects.draft(
        allocation=paid,
        amount=Decimal("500.00"),
        by=koordination,
        on=TODAY - timedelta(days=60),
        due_on=TODAY - timedelta(days=30),
        reason="Nicht nachgewiesen.",
        **terms,
    )
    return heard(drafted)


def code_of(act, **facts) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refusal:
        act(**facts)
    if not hasattr(refusal.value, "error_dict"):
        return "__all__", refusal.value.code
    field, errors = next(iter(refusal.value.error_dict.items()))
    return field, errors[0].code


def test_a_claim_is_issued_by_another_and_settled_in_one_sum(claim, koordination, freigabe):
    claim.issue(by=freigabe, on=TODAY - timedelta(days=59))
    claim.refresh_from_db()
    owed = claim.amount + claim.interest(TODAY)
    assert owed == Decimal("500") + rules.interest(
        Decimal("500"), Decimal("5"), TODAY - timedelta(days=29), TODAY
    )
    claim.receive(paid_on=TODAY, received=owed, reference="4711", by=koordination, on=TODAY)
    claim.refresh_from_db()
    assert (claim.paid_on, claim.received, claim.recorded_by) == (TODAY, owed, koordination)


def test_nobody_issues_what_they_drafted(claim, koordination):
    assert code_of(claim.issue, by=koordination, on=TODAY) == ("__all__", "repayment_dual_control")


def test_a_claim_is_issued_once_and_then_not_thrown_away(claim, freigabe, koordination):
    claim.issue(by=freigabe, on=TODAY)
    assert code_of(claim.issue, by=freigabe, on=TODAY) == ("__all__", "repayment_issued_stands")
    again = {"reason": "Doppelt.", "by": koordination, "on": TODAY}
    assert code_of(claim.discard, **again) == ("__all__", "repayment_issued_stands")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"received": Decimal("600")}, ("received", "received_too_much")),
        ({"paid_on": TODAY + timedelta(days=1)}, ("paid_on", "future")),
        ({"paid_on": TODAY - timedelta(days=60)}, ("paid_on", "before_issue")),
    ],
)
def test_a_receipt_that_does_not_fit_is_refused(facts, refusal, claim, freigabe, koordination):
    claim.issue(by=freigabe, on=TODAY - timedelta(days=59))
    given = {"paid_on": TODAY, "received": Decimal("500"), "reference": "x", "by": koordination, "on": TODAY}
    assert code_of(claim.receive, **given | facts) == refusal


def test_a_draft_and_a_settled_claim_take_no_receipt(claim, freigabe, koordination):
    receipt = {
        "paid_on": TODAY,
        "received": Decimal("500"),
        "reference": "x",
        "by": koordination,
        "on": TODAY,
    }
    assert code_of(claim.receive, **receipt) == ("__all__", "not_issued")
    claim.issue(by=freigabe, on=TODAY)
    claim.receive(**receipt)
    assert code_of(claim.receive, **receipt) == ("__all__", "repayment_immutable")


def test_no_more_is_claimed_than_is_left(claim, koordination):
    again = {"allocation": claim.allocation, "by": koordination, "on": TODAY, "due_on": TODAY}
    refusal = code_of(RepaymentClaim.objects.draft, amount=Decimal("1500.01"), **again)
    assert refusal == ("amount", "claims_within_unspent")
    RepaymentClaim.objects.draft(amount=Decimal("1500.00"), **again)


def test_a_rate_needs_its_legal_source(paid, koordination):
    facts = {"allocation": paid, "amount": Decimal("1"), "by": koordination, "on": TODAY, "due_on": TODAY}
    refusal = code_of(RepaymentClaim.objects.draft, interest_rate=Decimal("5"), **facts)
    assert refusal == ("interest_source", "repayment_interest_has_source")


# --- pages -----------------------------------------------------------------------------------------


def form_of(client, allocation):
    return client.get(reverse("funding:claim_create", args=[allocation.pk]))


def law_of(on=TODAY, margin="3.00", **facts) -> None:
    """The two figures interest rests on, valid from a day."""
    LegalFigureFactory(kind="base_rate", rate=Decimal("1.27"), norm="§ 247 BGB", valid_from=on, **facts)
    LegalFigureFactory(kind="repayment_margin", rate=Decimal(margin), valid_from=on, **facts)


def test_the_form_proposes_what_is_left_and_the_rules_day(paid, koordination, client_of, settings):
    settings.REPAYMENT_DUE_DAYS = 14
    shown = form_of(client_of(koordination), paid).context["form"]
    due = TODAY + timedelta(days=14)
    assert (shown["amount"].value(), shown["due_on"].value()) == (Decimal("2000.00"), due)


def test_without_a_legal_figure_no_interest_is_offered_and_it_is_said_what_is_missing(
    paid, koordination, client_of
):
    LegalFigureFactory(kind="base_rate", valid_from=TODAY)
    LegalFigureFactory(kind="repayment_margin", valid_from=TODAY + timedelta(days=1))
    answer = form_of(client_of(koordination), paid)
    said = "gilt kein Rechtswert „Zinsen auf Rückforderungen" in answer.content.decode()
    assert ("bears_interest" in answer.context["form"].fields, said) == (False, True)


@pytest.mark.parametrize("example", [True, False])
def test_the_form_says_what_interest_rests_on_and_that_it_is_an_example(
    example, paid, koordination, client_of
):
    law_of(is_example=example)
    shown = form_of(client_of(koordination), paid).content.decode()
    rests = "4,27 % pro Jahr. § 49a Abs. 3 VwVfG NRW: 3,00 Prozentpunkte über dem Basiszinssatz von 1,27 % (§ 247 BGB"
    assert (rests in shown, "Beispielwert" in shown) == (True, example)


def test_a_claims_notice_prints_the_figure_of_the_claims_day_whatever_comes_later(
    paid, koordination, freigabe, client_of
):
    law_of()
    sent = {"amount": "100", "due_on": f"{TODAY + timedelta(days=30)}", "reason": "x", "bears_interest": "on"}
    client_of(koordination).post(reverse("funding:claim_create", args=[paid.pk]), sent)
    claim = heard(RepaymentClaim.objects.get())
    law_of(TODAY + timedelta(days=1), margin="9.00")
    issuing.issue(claim, by=freigabe, on=TODAY + timedelta(days=2))
    assert all(said in claim.notice.paper for said in ("4,27 % pro Jahr", "§ 49a Abs. 3 VwVfG NRW: 3,00"))


def test_a_claim_without_interest_prints_no_sentence_about_it(paid, koordination, freigabe, client_of):
    law_of()
    sent = {"amount": "100", "due_on": f"{TODAY + timedelta(days=30)}", "reason": "x"}
    client_of(koordination).post(reverse("funding:claim_create", args=[paid.pk]), sent)
    claim = heard(RepaymentClaim.objects.get())
    issuing.issue(claim, by=freigabe, on=TODAY)
    assert "verzinst" not in claim.notice.paper


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "rate"), [(-1, None), (0, "4.27"), (9, "4.27"), (10, "5.27"), (11, "5.27")])
def test_interest_is_that_of_the_day_it_is_asked_for(day, rate):
    law_of()
    LegalFigureFactory(kind="repayment_margin", rate=4, valid_from=TODAY + timedelta(days=10))
    found = LegalFigure.objects.interest(TODAY + timedelta(days=day))
    assert (found and found.rate) == (rate and Decimal(rate))


@pytest.mark.parametrize("text", ["0", "-5", "NaN", "1e99", "1,234", "8,000.00", "2000,01"])
def test_a_bad_amount_is_said_at_its_field_and_nothing_is_stored(text, paid, koordination, client_of):
    sent = {"amount": text, "due_on": "2027-05-01", "reason": "x"}
    answer = client_of(koordination).post(reverse("funding:claim_create", args=[paid.pk]), sent)
    assert ("amount" in answer.context["form"].errors, RepaymentClaim.objects.exists()) == (True, False)
    assert f'value="{text}"' in answer.content.decode()


def test_a_claim_goes_its_way_over_the_pages(paid, koordination, freigabe, client_of):
    city, second = client_of(koordination), client_of(freigabe)
    sent = {"amount": "100", "due_on": f"{TODAY + timedelta(days=30)}", "reason": "Nicht nachgewiesen."}
    city.post(reverse("funding:claim_create", args=[paid.pk]), sent)
    claim = RepaymentClaim.objects.get()
    waived = {"waived_reason": "Der Empfänger hat den Rest selbst angezeigt."}
    city.post(reverse("funding:claim_hearing", args=[claim.pk]), waived)
    second.post(reverse("funding:claim_issue", args=[claim.pk]))
    receipt = {"paid_on": f"{TODAY}", "received": "100", "reference": "R-1"}
    city.post(reverse("funding:claim_receive", args=[claim.pk]), receipt)
    claim.refresh_from_db()
    assert (claim.issued_by, claim.recorded_by, claim.reference) == (freigabe, koordination, "R-1")
    assert "beglichen" in city.get(claim.get_absolute_url()).content.decode()


def test_one_who_drafted_is_refused_on_the_page(claim, koordination, verwaltung, client_of):
    RepaymentClaim.objects.update(drafted_by=verwaltung)
    answer = client_of(verwaltung).post(reverse("funding:claim_issue", args=[claim.pk]))
    claim.refresh_from_db()
    assert (answer.status_code, claim.issued_on) == (422, None)


def test_a_draft_can_be_thrown_away(claim, koordination, client_of):
    client_of(koordination).post(reverse("funding:claim_discard", args=[claim.pk]), {"reason": "Doppelt."})
    assert not RepaymentClaim.objects.exists()


def test_a_partner_sees_a_claim_only_once_it_is_issued_and_only_its_own(
    claim, freigabe, partner_user, other_partner_user, client_of
):
    own, other = client_of(partner_user), client_of(other_partner_user)
    url, listed = claim.get_absolute_url(), reverse("funding:claim_list")
    assert (own.get(url).status_code, "500,00" in own.get(listed).content.decode()) == (404, False)
    claim.issue(by=freigabe, on=TODAY)
    assert (own.get(url).status_code, "500,00" in own.get(listed).content.decode()) == (200, True)
    assert (other.get(url).status_code, "500,00" in other.get(listed).content.decode()) == (404, False)
    assert str(freigabe) not in own.get(url).content.decode()


@pytest.mark.parametrize("stand", list(ClaimStatus.values))
def test_the_list_of_claims_is_narrowed_down(stand, koordination, client_of):
    late = {"due_on": TODAY - timedelta(days=1), "drafted_on": TODAY - timedelta(days=40)}
    soon = {"due_on": TODAY + timedelta(days=9), "drafted_on": TODAY - timedelta(days=40)}
    rows = {
        "drafted": RepaymentClaimFactory(**soon),
        "returned": DraftReturnFactory(decision=None, claim=RepaymentClaimFactory(**soon)).claim,
        "outstanding": RepaymentClaimFactory(issued=True, **soon),
        "overdue": RepaymentClaimFactory(issued=True, **late),
        "settled": RepaymentClaimFactory(paid_on=TODAY, **late),
    }
    shown = client_of(koordination).get(f"{reverse('funding:claim_list')}?stand={stand}&export=csv")
    found = {
        name for name, row in rows.items() if str(row.allocation.site) in shown.content.decode("utf-8-sig")
    }
    assert found == {stand}
