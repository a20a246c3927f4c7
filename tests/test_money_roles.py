"""Every act on money, pressed by everybody: who may not changes nothing, whatever they send."""

import pytest
from django.urls import reverse

from funding.urls import PROOF, urlpatterns
from tests import factories as f
from tests.money_refusals import stored
from tests.test_access import world

pytestmark = pytest.mark.django_db

__all__ = ["world"]  # the fixture: one record of everything, the partner's own and another's

NAMES = {pattern.name for pattern in (*PROOF, *urlpatterns) if getattr(pattern, "name", None)}
# What a recipient does itself; everything else is the city's.
OWN = {
    "proof_edit",
    "proof_autosave",
    "proof_submit",
    "proof_take_back",
    "attachment_create",
    "attachment_delete",
    "receipt_create",
    "receipt_delete",
}
LISTS = ("allocation_list", "proof_list", "claim_list")
WORKLISTS = (*LISTS, "disbursement_list", "payment_run_list", "fiscal_year_list")
SENT = {"reason": "x", "reasons": "x", "amount": "1", "carry_over": "0", "review_note": "x", "version": "0"}


def posted(client, names, arguments) -> dict[str, int]:
    """Every act, sent with something; each by what it is answered with."""
    found = {}
    for name in sorted(names):
        url = reverse(f"funding:{name}", args=arguments.get(f"funding:{name}"))
        found[name] = client.post(url, SENT).status_code
    return found


@pytest.mark.parametrize("role", ["revision", "gremium"])
def test_who_only_looks_changes_nothing(role, world, client_of):
    of, people = world
    client, before = client_of(people[role]), stored()
    answers = posted(client, NAMES, of.own)
    assert {name: code for name, code in answers.items() if code not in (403, 405)} == {}
    assert stored() == before


def test_a_partner_does_nothing_that_is_the_citys(world, client_of):
    of, people = world
    client, before = client_of(people["partner_user"]), stored()
    answers = posted(client, NAMES - OWN, of.own)
    assert {name: code for name, code in answers.items() if code not in (403, 405)} == {}
    assert stored() == before


def test_a_partner_does_nothing_with_anothers_money(world, client_of):
    of, people = world
    names = {name for name in NAMES if f"funding:{name}" in of.foreign}
    client, before = client_of(people["partner_user"]), stored()
    answers = posted(client, names, of.foreign)
    assert {name: code for name, code in answers.items() if code not in (403, 404, 405)} == {}
    assert (names >= OWN, {answers[name] for name in OWN}, stored()) == (True, {404}, before)


def test_a_stranger_is_sent_to_the_login_whatever_is_posted(world, client):
    before = stored()
    assert set(posted(client, NAMES, world[0].own).values()) <= {302, 405}
    assert stored() == before


def test_the_citys_own_two_roles_keep_apart(koordination, freigabe, client_of):
    """Koordination drafts and certifies, Freigabe approves and releases: neither does the other's part."""
    decision, payment = f.DecisionFactory(), f.DisbursementFactory()
    certified, claim = f.DisbursementFactory(certified=True), f.RepaymentClaimFactory()
    year = f.FiscalYearFactory()
    first = {
        "decision_approve": [decision.pk],
        "disbursement_release": [certified.pk],
        "claim_issue": [claim.pk],
        "claim_freeze": [claim.pk],
        "fiscal_year_close": [year.year],
    }
    second = {
        "decision_edit": [decision.pk],
        "disbursement_certify": [payment.pk],
        "allocation_create": [year.year],
        "claim_discard": [claim.pk],
        "instalments_plan": [payment.allocation_id],
    }
    before = stored()
    found = [
        set(posted(client_of(user), acts, {f"funding:{name}": args for name, args in acts.items()}).values())
        for user, acts in ((koordination, first), (freigabe, second))
    ]
    assert (found, stored()) == ([{403}, {403}], before)


def test_the_committee_sees_no_list_of_money(world, client_of):
    client = client_of(world[1]["gremium"])
    assert {client.get(reverse(f"funding:{name}")).status_code for name in WORKLISTS} == {403}


def test_revision_sees_both_partners_money_and_each_partner_its_own(world, client_of):
    of, of_role = world

    def sites(user, name: str) -> list[bool]:
        page = client_of(user).get(reverse(f"funding:{name}")).content.decode()
        own, foreign = (side["funding:allocation_detail"][0] for side in (of.own, of.foreign))
        names = f.funding.Allocation.objects.in_bulk([own, foreign])
        return [names[pk].site.name in page for pk in (own, foreign)]

    people = [of_role[role] for role in ("revision", "partner_user", "other_partner_user")]
    found = {name: [sites(user, name) for user in people] for name in LISTS}
    assert found == {key: [[True, True], [True, False], [False, True]] for key in LISTS}
