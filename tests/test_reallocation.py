"""Reallocation: one act, two drafts, approved by another as a whole or not at all."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Decision, FiscalYear, Reallocation
from quartiersarbeit.ground.forms import refused
from tests.asking import addresses
from tests.concurrency import WRITERS, at_once
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    DecisionFactory,
    DisbursementFactory,
    ReallocationFactory,
    UserFactory,
    closing,
)
from tests.test_fiscal_year_acts import codes
from tests.test_funding_pages import page, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NEW = reverse("funding:reallocation_create", args=[2026])
at = addresses("funding:reallocation_")


@pytest.fixture
def two():
    """Two allocations with 8.000 € bound each, 7.000 € of the first paid; the year is full."""
    both = [DecisionFactory(approved=True).allocation for _ in range(2)]
    DecisionFactory(approved=True, amount=Decimal("64000"))
    DisbursementFactory(allocation=both[0], amount=Decimal("7000"), paid=True)
    for allocation in both:
        AssignmentFactory(site=allocation.site, partner=allocation.recipient)
    return both


def move(client, two, **typed):
    given = {"source": two[0].pk, "target": two[1].pk, "amount": "1.000,00", "reason": "Mehr Bedarf dort"}
    return client.post(NEW, given | typed)


def committed() -> list[Decimal]:
    year = FiscalYear.objects.with_totals(TODAY).get()
    return [*(a.committed_now for a in year.allocations.order_by("pk")), year.committed]


def test_money_moves_in_a_full_year_in_one_act_of_each_person(two, koordination, freigabe, client_of):
    answer = move(client_of(koordination), two)
    made = Reallocation.objects.get()
    assert answer.url == made.get_absolute_url()
    assert committed()[:2] == [Decimal("8000"), Decimal("8000")]
    assert "Umschichtung freigeben" not in page(client_of(koordination), at("detail", made))
    heard = {"held_on": f"{TODAY:%d.%m.%Y}", "way": "talk", "answer_due_on": "", "waived_reason": ""}
    client_of(koordination).post(reverse("funding:decision_hearing", args=[made.reduction_id]), heard)
    client = client_of(freigabe)
    assert "Umschichtung freigeben" in page(client, at("detail", made))
    said = text_of(client.post(at("approve", made), follow=True))
    assert "Bescheid-Nr. 2026/QA-004 und 2026/QA-005" in said
    assert committed() == [Decimal("7000"), Decimal("9000"), Decimal("64000"), Decimal("80000")]
    made.refresh_from_db()
    facts = {(half.approved_by, half.approved_on, half.reason) for half in (made.reduction, made.increase)}
    assert facts == {(freigabe, TODAY, "Mehr Bedarf dort")}


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"amount": "1000,01"}, "amount", "disbursed_within_committed"),
        ({"amount": "8000,01"}, "amount", "reduced_within_committed"),
        ({"amount": "0"}, "amount", "min_value"),
        ({"amount": "8,000.00"}, "amount", "ambiguous"),
        ({"reason": ""}, "reason", "required"),
        ({"target": "999999"}, "target", "invalid_choice"),
    ],
)
def test_what_cannot_move_is_refused_at_its_field(typed, field, code, two, koordination, client_of):
    answer = move(client_of(koordination), two, **typed)
    assert codes(answer) == {field: [code]}
    assert not Decision.objects.filter(approved_on=None).exists()


def test_nothing_moves_to_where_it_is(two, koordination, client_of):
    answer = move(client_of(koordination), two, target=two[0].pk)
    assert codes(answer) == {"target": ["reallocation_two_sites"]}


def test_nothing_moves_to_a_recipient_without_a_role(two, koordination, client_of):
    two[1].site.assignments.update(ends_on=date(2025, 12, 31))
    answer = move(client_of(koordination), two)
    assert codes(answer) == {"__all__": ["recipient_has_role"]}
    assert not Decision.objects.filter(approved_on=None).exists()


def test_nothing_moves_into_another_year(two, koordination, client_of):
    later = AllocationFactory(fiscal_year__year=2027)
    assert codes(move(client_of(koordination), two, target=later.pk)) == {"target": ["invalid_choice"]}


def test_nothing_moves_in_a_closed_year(two, koordination, client_of):
    FiscalYear.objects.update(**closing(TODAY))
    assert codes(move(client_of(koordination), two)) == {"__all__": ["fiscal_year_closed"]}


def test_ones_own_reallocation_is_not_approved(freigabe, client_of):
    made = _drafted_by(freigabe)
    answer = client_of(freigabe).post(at("approve", made))
    assert (answer.status_code, "Vier-Augen-Prinzip" in text_of(answer)) == (422, True)
    assert Decision.objects.filter(approved_by=freigabe).count() == 0


def _drafted_by(person) -> Reallocation:
    giving = DecisionFactory(approved=True).allocation
    less = DecisionFactory(allocation=giving, kind="reduction", amount=-500, drafted_by=person)
    return ReallocationFactory(reduction=less)


def test_a_half_is_neither_approved_nor_changed_nor_taken_back_alone(koordination, freigabe, client_of):
    made = _drafted_by(koordination)
    city, second = client_of(koordination), client_of(freigabe)
    approval = second.post(reverse("funding:decision_approve", args=[made.increase_id]))
    assert (approval.status_code, "nur als Ganzes" in text_of(approval)) == (422, True)
    typed = {"kind": "reduction", "amount": "50", "reason": "x"}
    for act in ("edit", "withdraw"):
        answer = city.post(reverse(f"funding:decision_{act}", args=[made.reduction_id]), typed)
        assert codes(answer)["__all__"] == ["reallocation_together"]
    assert made.get_absolute_url() in page(second, made.increase.get_absolute_url())


def test_refused_for_one_half_is_refused_for_both(freigabe, client_of):
    made = ReallocationFactory()
    DisbursementFactory(allocation=made.reduction.allocation, amount=Decimal("7600"), paid=True)
    answer = client_of(freigabe).post(at("approve", made))
    assert answer.status_code == 422
    assert not Decision.objects.filter(kind__in=["increase", "reduction"], approved_on__isnull=False).exists()


def test_a_drafter_takes_the_whole_back(koordination, client_of):
    made = _drafted_by(koordination)
    client = client_of(koordination)
    assert at("withdraw", made) in page(client, at("detail", made))
    client.post(at("withdraw", made), {"reason": "Doch nicht"})
    assert not Reallocation.objects.exists()
    assert not Decision.objects.filter(approved_on=None).exists()


def test_anothers_reallocation_is_not_taken_back(koordination, client_of):
    made = ReallocationFactory()
    assert codes(client_of(koordination).post(at("withdraw", made), {"reason": "x"})) == {
        "__all__": ["not_ones_own"]
    }


def test_a_partner_sees_its_half_but_not_the_other_recipients(partner_user, awo, client_of):
    made = ReallocationFactory()
    made.reduction.allocation.__class__.objects.filter(pk=made.increase.allocation_id).update(recipient=awo)
    made.approve(by=UserFactory(), on=TODAY)
    client = client_of(partner_user)
    assert str(made.reduction.allocation.site) not in page(client, made.increase.get_absolute_url())
    assert client.get(at("detail", made)).status_code == 404


# --- many at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_of_sixteen_approves_a_reallocation():
    made, people = ReallocationFactory(), UserFactory.create_batch(WRITERS)

    def act(number: int) -> str:
        refusal = refused(Reallocation.objects.get(pk=made.pk).approve, by=people[number], on=TODAY)
        return refusal.code if refusal else "done"

    assert Counter(at_once(act)) == {"done": 1, "decision_immutable": WRITERS - 1}
