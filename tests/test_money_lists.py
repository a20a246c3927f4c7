"""The lists of money cost the same number of queries with 1 row and with 20."""

import pytest
from django.urls import reverse

from tests.asking import queries
from tests.factories import DecisionFactory, ProofOfUseFactory, ProofReturnFactory, RepaymentClaimFactory

pytestmark = pytest.mark.django_db


def grow(times: int) -> None:
    for _ in range(times):
        back = ProofReturnFactory(proof__submitted=True)
        DecisionFactory(allocation=back.proof.allocation, amount=10, approved=True)
        ProofOfUseFactory(submitted=True)


@pytest.mark.parametrize("name", ["allocation_list", "proof_list"])
def test_a_list_of_money_costs_the_same_with_one_row_and_with_more(name, koordination, client_of):
    client, url = client_of(koordination), reverse(f"funding:{name}")

    grow(1)
    with_one = queries(client, url)
    grow(8)
    assert queries(client, url) == with_one


def test_the_list_of_claims_costs_the_same_with_one_row_and_with_more(koordination, client_of):
    client, url = client_of(koordination), reverse("funding:claim_list")

    RepaymentClaimFactory()
    with_one = queries(client, url)
    for _ in range(5):
        RepaymentClaimFactory(issued=True)
    assert queries(client, url) == with_one
