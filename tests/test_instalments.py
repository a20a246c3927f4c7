"""The plan of instalments: exact to the cent, within the year, over what is committed and still open."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from funding import rules
from funding.models import Disbursement
from tests import factories as f
from tests.test_payments import code_of, text_of

DAY = date(2026, 2, 1)
YEAR_END = date(2026, 12, 31)
DAYS = st.integers(0, 364).map(lambda days: date(2026, 1, 1) + timedelta(days))
CENTS = st.integers(12, 10**10).map(lambda cents: Decimal(cents) / 100)


@given(CENTS, st.sampled_from([1, 2, 4, 12]), DAYS)
def test_equal_instalments_sum_to_the_cent_and_stay_in_their_year(amount, parts, first):
    try:
        found = rules.equal_instalments(amount, parts, first)
    except ValueError:
        assert parts > 13 - first.month
        return
    days, shares = zip(*found, strict=True)
    assert (sum(shares), len(found), days[0]) == (amount, parts, first)
    assert max(shares) - min(shares) <= rules.CENT
    assert (sorted(set(days)) == list(days), days[-1] <= YEAR_END) == (True, True)


@pytest.mark.parametrize("parts", [0, -1])
def test_no_parts_are_no_plan(parts):
    with pytest.raises(ValueError, match="one part"):
        rules.equal_instalments(Decimal("1"), parts, DAY)


def test_an_instalment_is_at_least_a_cent():
    with pytest.raises(ValueError, match="one cent"):
        rules.equal_instalments(Decimal("0.03"), 4, DAY)


def test_days_at_the_end_of_a_month_stay_at_its_end():
    assert rules.due_dates(date(2026, 1, 31), 4) == [
        date(2026, month, day) for month, day in ((1, 31), (4, 30), (7, 31), (10, 31))
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_purpose_fits_a_transfer(site, purpose):
    found = rules.payment_purpose("QA-2026-007", 2, site, purpose)
    assert (len(found) <= 140, found.startswith("Bescheid QA-2026-007, 2. Rate")) == (True, True)


# --- The verb ----------------------------------------------------------------------------------------


def rows(allocation) -> list[tuple]:
    return list(allocation.disbursements.order_by("number").values_list("number", "due_on", "amount"))


def two(first: str, second: str) -> list:
    return [(DAY, Decimal(first)), (YEAR_END, Decimal(second))]


@pytest.mark.django_db
def test_a_new_plan_takes_the_place_of_the_old_and_the_history_keeps_it():
    allocation, by = f.DecisionFactory(approved=True).allocation, f.UserFactory()
    allocation.plan_instalments(instalments=two("4000", "4000"), by=by, on=DAY)
    allocation.plan_instalments(instalments=[(YEAR_END, Decimal("7999.99"))], by=by, on=DAY)
    assert rows(allocation) == [(1, YEAR_END, Decimal("7999.99"))]
    labels = Disbursement.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert sorted(labels) == ["delete", "insert", "insert", "update"]


@pytest.mark.django_db
def test_what_is_certified_stays_and_is_not_planned_again():
    allocation, by = f.DecisionFactory(approved=True).allocation, f.UserFactory()
    first, _ = allocation.plan_instalments(instalments=two("3000", "5000"), by=by, on=DAY)
    first.certify(by=by, on=DAY)
    too_much = code_of(allocation.plan_instalments, instalments=[(DAY, Decimal("5000.01"))], by=by, on=DAY)
    allocation.plan_instalments(instalments=two("2500", "2500"), by=by, on=DAY)
    assert (too_much, [amount for _, _, amount in rows(allocation)]) == (
        "disbursed_within_committed",
        [3000, 2500, 2500],
    )


@pytest.mark.django_db
def test_an_instalment_whose_certification_was_taken_back_is_written_anew():
    allocation, by = f.DecisionFactory(approved=True).allocation, f.UserFactory()
    planned = allocation.plan_instalments(instalments=two("4000", "4000"), by=by, on=DAY)
    for row in planned:
        row.certify(by=by, on=DAY)
        row.withdraw(reason="Falscher Betrag", by=by, on=DAY)
    kept = code_of(allocation.plan_instalments, instalments=[(DAY, Decimal("1"))], by=by, on=DAY)
    allocation.plan_instalments(instalments=two("1", "2"), by=by, on=DAY)
    assert kept == "instalments_kept"
    assert rows(allocation) == [(1, DAY, Decimal("1")), (2, YEAR_END, Decimal("2"))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ([], "instalments_missing"),
        ([(DAY, Decimal("0"))], "disbursement_amount_positive"),
        ([(DAY, Decimal("-1"))], "disbursement_amount_positive"),
        ([(date(2027, 1, 1), Decimal("1"))], "disbursement_due_within_year"),
        (two("8000", "0.01"), "disbursed_within_committed"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan, code):
    allocation = f.DecisionFactory(approved=True).allocation
    found = code_of(allocation.plan_instalments, instalments=plan, by=f.UserFactory(), on=DAY)
    assert (found, rows(allocation)) == (code, [])


# --- The page ----------------------------------------------------------------------------------------


def send(client, allocation, own=(), **typed):
    shown = {f"raten-{n}-{name}": value for n, row in enumerate(own) for name, value in row.items()}
    counts = {"raten-TOTAL_FORMS": max(len(own), 1), "raten-INITIAL_FORMS": 0}
    return client.post(reverse("funding:instalments_plan", args=[allocation.pk]), typed | counts | shown)


@pytest.mark.django_db
@pytest.mark.parametrize(("rhythm", "number"), [("1", 1), ("2", 2), ("4", 4), ("12", 12)])
def test_equal_instalments_are_looked_at_and_then_planned(rhythm, number, koordination, client_of):
    allocation, client = (
        f.DecisionFactory(approved=True, amount=Decimal("1000.01")).allocation,
        client_of(koordination),
    )
    typed = {"rhythm": rhythm, "amount": "1.000,01", "first_due_on": "2026-01-15"}
    looked = send(client, allocation, vorschau="1", **typed)
    assert (looked.status_code, "Gespeichert ist noch nichts." in text_of(looked), rows(allocation)) == (
        200,
        True,
        [],
    )
    assert send(client, allocation, **typed).status_code == 302
    found = rows(allocation)
    assert (len(found), sum(amount for _, _, amount in found)) == (number, Decimal("1000.01"))


@pytest.mark.django_db
def test_own_days_and_amounts_are_planned(koordination, client_of):
    allocation = f.DecisionFactory(approved=True).allocation
    own = [{"due_on": "31.12.2026", "amount": "1,50"}, {"due_on": "01.02.2026", "amount": "7.000"}]
    answer = send(client_of(koordination), allocation, own, rhythm="own")
    expected = [(1, DAY, Decimal("7000.00")), (2, YEAR_END, Decimal("1.50"))]
    assert (answer.status_code, rows(allocation)) == (302, expected)


@pytest.mark.django_db
@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "1e99", "1,234", "8,000.00", "", "8.000,01"])
def test_an_amount_that_cannot_be_is_refused_and_kept(amount, koordination, client_of):
    allocation, client = f.DecisionFactory(approved=True).allocation, client_of(koordination)
    equal = send(client, allocation, rhythm="2", amount=amount, first_due_on="01.02.2026")
    own = send(client, allocation, [{"due_on": "01.02.2026", "amount": amount}], rhythm="own")
    assert (equal.status_code, own.status_code, rows(allocation)) == (200, 200, [])
    assert equal.context["form"].errors
    assert f'value="{amount}"' in text_of(equal) or not amount
    assert own.context["form"].errors


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["", "31.02.2026", "01.01.2027", "31.12.2025"])
def test_a_day_outside_the_year_is_refused_at_its_field(day, koordination, client_of):
    allocation, client = f.DecisionFactory(approved=True).allocation, client_of(koordination)
    equal = send(client, allocation, rhythm="2", amount="10", first_due_on=day)
    own = send(client, allocation, [{"due_on": day, "amount": "10"}], rhythm="own")
    assert ("first_due_on" in equal.context["form"].errors, rows(allocation)) == (True, [])
    assert "due_on" in own.context["formset"].forms[0].errors


@pytest.mark.django_db
def test_twelve_instalments_do_not_fit_into_half_a_year(koordination, client_of):
    allocation = f.DecisionFactory(approved=True).allocation
    answer = send(client_of(koordination), allocation, rhythm="12", amount="10", first_due_on="01.07.2026")
    assert "12 Raten haben ab dem 01.07.2026 nicht mehr je einen Monat" in text_of(answer)
