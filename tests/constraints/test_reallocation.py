"""The halves of a reallocation fit and are approved together, whoever writes."""

import pytest
from django.utils import timezone

from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusals
from tests.factories import DecisionFactory, ReallocationFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def rules(found: set[str]) -> set[str]:
    return {text.partition(":")[0] for text in found}


@breaks("funding_decision.reallocation_update")
def test_no_half_is_approved_or_changed_past_the_verb():
    made = ReallocationFactory()
    approval = {"approved_on": TODAY, "approved_by": UserFactory()}
    assert rules(refusals(made.increase, approval, UPDATES)) == {"reallocation_together"}
    assert rules(refusals(made.reduction, approval, UPDATES)) == {"reallocation_together"}
    assert rules(refusals(made.increase, {"amount": 499}, UPDATES)) == {"reallocation_halves_fit"}


@breaks("funding_reallocation.reallocation_insert", "funding_reallocation.reallocation_update")
def test_only_halves_that_fit_are_put_together():
    made = ReallocationFactory()
    wrong = DecisionFactory(kind="increase", amount=499, drafted_by=made.reduction.drafted_by)
    assert rules(refusals(made, {"increase": wrong}, UPDATES)) == {"reallocation_halves_fit"}
    less = DecisionFactory(allocation=made.reduction.allocation, kind="reduction", amount=-1)
    more = DecisionFactory(kind="increase", amount=1)  # drafted by somebody else
    assert rules(refusals(made, {"reduction": less, "increase": more}, WAYS)) == {"reallocation_halves_fit"}


def test_an_approved_half_is_not_joined_with_a_draft():
    made = ReallocationFactory()
    by = made.reduction.drafted_by
    bound = DecisionFactory(kind="increase", amount=1, drafted_by=by, approved=True)
    less = DecisionFactory(allocation=made.reduction.allocation, kind="reduction", amount=-1, drafted_by=by)
    joined = {"reduction": less, "increase": bound}
    assert rules(refusals(made, joined, INSERTS)) == {"reallocation_together"}


@breaks("funding_reallocation.reallocation_immutable")
def test_an_approved_reallocation_stays():
    made = ReallocationFactory()
    made.approve(by=UserFactory(), on=TODAY)
    other = DecisionFactory(kind="increase", amount=500)
    message = "reallocation_immutable: Eine freigegebene Umschichtung ändert sich nicht mehr."
    assert refusals(made, {"increase": other}, UPDATES) | refusals(made, {}, DELETES) == {message}
