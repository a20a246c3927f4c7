"""A year's money for all at once: split in one table, planned in instalments in one act, all of it or nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from funding.models import Allocation, Disbursement
from tests.asking import text_of
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    DecisionFactory,
    DisbursementFactory,
    FiscalYearFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = date(2026, 3, 1)


def plan() -> str:
    return reverse("funding:year_instalments_plan", args=[2026])


def granted(amount: str = "8000", **facts) -> Allocation:
    return DecisionFactory(approved=True, amount=Decimal(amount), **facts).allocation


def typed(**amounts) -> dict:
    return {"rhythm": "2", "first_due_on": "2026-03-01", **amounts}


def amount_of(allocation: Allocation) -> str:
    return f"amount_{allocation.pk}"


def due(allocation: Allocation) -> list[tuple[date, Decimal]]:
    return list(allocation.disbursements.order_by("due_on").values_list("due_on", "amount"))


def test_the_instalments_of_all_allocations_are_planned_in_one_act(koordination, client_of):
    one, two, left = granted(), granted("5000.01"), granted()
    sent = typed(**{amount_of(one): "8.000,00", amount_of(two): "5.000,01", amount_of(left): ""})
    answer = client_of(koordination).post(plan(), sent, follow=True)
    assert "4 Raten sind vorgesehen." in text_of(answer)
    assert due(one) == [(DAY, Decimal("4000")), (date(2026, 8, 1), Decimal("4000"))]
    assert due(two) == [(DAY, Decimal("2500.01")), (date(2026, 8, 1), Decimal("2500.00"))]
    assert due(left) == []


def test_what_is_open_is_proposed_and_what_is_planned_already_left_alone(koordination, client_of):
    fresh, planned, paid = granted(), granted(), granted()
    DisbursementFactory(allocation=planned, amount=Decimal("3000"))
    DisbursementFactory(allocation=paid, amount=Decimal("8000"), paid=True)
    form = client_of(koordination).get(plan()).context["form"]
    assert {one.pk for one in form.allocations} == {fresh.pk, planned.pk}
    assert (form[amount_of(fresh)].value(), form[amount_of(planned)].value()) == (Decimal("8000"), None)
    shown = {one.pk: (one.open_amount, one.planned_count, one.planned_amount) for one in form.allocations}
    assert shown[planned.pk] == (planned.plannable(), 1, Decimal("3000"))


def test_one_plan_beyond_what_is_bound_stops_all_and_names_the_site(koordination, client_of):
    one, two = granted(), granted()
    sent = typed(**{amount_of(one): "1,00", amount_of(two): "8.000,01"})
    answer = client_of(koordination).post(plan(), sent)
    assert f"{two.site}: Die Raten ergeben zusammen" in text_of(answer)
    assert ("__all__" in answer.context["form"].errors, Disbursement.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"first_due_on": "2027-01-01"}, "first_due_on", "disbursement_due_within_year"),
        ({"first_due_on": "2026-12-01"}, "first_due_on", "instalments_too_many"),
        ({"rhythm": "3"}, "rhythm", "invalid_choice"),
        ({"rhythm": "12", "amount": "0,11"}, "amount", "disbursement_amount_positive"),
        ({"amount": ""}, None, "nothing_planned"),
        ({"amount": "8,000.00"}, "amount", "ambiguous"),
    ],
)
def test_what_cannot_be_a_plan_is_refused_where_it_is_typed(koordination, client_of, wrong, field, code):
    one = granted()
    sent = typed(amount="8000") | wrong
    sent[amount_of(one)] = sent.pop("amount")
    form = client_of(koordination).post(plan(), sent).context["form"]
    found = {name: [error.code for error in errors] for name, errors in form.errors.as_data().items()}
    assert found == {amount_of(one) if field == "amount" else field or "__all__": [code]}


def test_without_script_the_sum_is_counted_by_the_server_and_nothing_stored(koordination, client_of):
    one = granted()
    sent = typed(**{amount_of(one): "7.999,50"}, rechnen="1")
    shown = text_of(client_of(koordination).post(plan(), sent)).replace("\u00a0", " ")
    assert "<strong data-sum>7.999,50 €</strong>" in shown
    assert "<strong data-rest>0,50 €</strong>" in shown
    assert not Disbursement.objects.exists()


def test_the_verb_for_all_plans_none_where_one_is_refused():
    one, two, by = granted(), granted(), UserFactory()
    plans = [(one, [(DAY, Decimal("1"))]), (two, [(date(2027, 1, 1), Decimal("1"))])]
    with pytest.raises(ValidationError) as refusal:
        Allocation.objects.plan_instalments(plans=plans, by=by, on=DAY)
    assert [error.code for error in refusal.value.error_list] == ["disbursement_due_within_year"]


# --- the split ------------------------------------------------------------------------------------


def test_the_split_is_one_table_with_last_years_amount_sum_and_rest(koordination, client_of):
    year = FiscalYearFactory(year=2026)
    site = CoverageFactory(starts_on=date(2025, 1, 1)).site
    partner = AssignmentFactory(site=site, starts_on=date(2025, 1, 1)).partner
    before = AllocationFactory(fiscal_year__year=2025, site=site, recipient=partner)
    DecisionFactory(allocation=before, amount=Decimal("7250"), approved=True)
    client, address = client_of(koordination), reverse("funding:fiscal_year_split", args=[2026])
    table = client.get(address).context["form"].table()
    assert [column.label for column in table.columns] == ["Standort", "im Vorjahr", "Empfänger", "Betrag"]
    assert [[cell.text for cell in row][1] for row in table.rows()] == ["7.250,00\u00a0€"]
    sent = {
        f"recipient_{site.pk}": partner.pk,
        f"amount_{site.pk}": "7.000,00",
        "purpose": "x",
        "rechnen": "1",
    }
    shown = text_of(client.post(address, sent)).replace("\u00a0", " ")
    assert (
        "<strong data-sum>7.000,00 €</strong>" in shown,
        "<strong data-rest>73.000,00 €</strong>" in shown,
    ) == (
        True,
        True,
    )
    assert not Allocation.objects.filter(fiscal_year=year).exists()
