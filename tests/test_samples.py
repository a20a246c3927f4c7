"""Proof on request: below a sum only those are asked whom the lot draws, and anybody can draw again."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding import rules
from funding.duties import PROOF_SUBMIT
from funding.models import ProofOfUse, ProofSample
from funding.models.closing import left_open
from funding.statuses import ProofStatus
from quartiersarbeit.duties import duties
from tests import factories as f
from tests.asking import code_of

pytestmark = pytest.mark.django_db

SET, FIXED, DRAWN = date(2026, 2, 1), date(2026, 12, 31), date(2027, 1, 4)
DUE = date(2027, 6, 30)


def granted(amount: str, **facts) -> ProofOfUse:
    allocation = f.DecisionFactory(
        approved=True, amount=Decimal(amount), drafted_on=date(2026, 1, 15), **facts
    ).allocation
    return f.ProofOfUseFactory(allocation=allocation)


def announced(by, **terms) -> ProofSample:
    given = {"below": Decimal("3000"), "percent": 34, "seed": "3, 8, 21", "fixed_on": FIXED, **terms}
    year = f.FiscalYearFactory()
    return ProofSample.objects.announce(fiscal_year=year, by=by, on=SET, **given)


def status(proof, on) -> str:
    return ProofOfUse.objects.with_status(on).get(pk=proof.pk).status


# --- the arithmetic of the lot ---------------------------------------------------------------------


def test_the_order_is_that_of_the_check_sums():
    numbers = ["Q-1", "Q-2", "Q-3"]
    by_hand = sorted(numbers, key=lambda one: hashlib.sha256(f"3, 8, 21:{one}".encode()).hexdigest())
    assert rules.drawn_order("3, 8, 21", numbers) == by_hand


@given(st.text(max_size=20), st.sets(st.text(min_size=1, max_size=12), max_size=20))
def test_drawing_again_in_any_order_draws_the_same(seed, numbers):
    once = rules.drawn_order(seed, sorted(numbers))
    assert (once, sorted(once)) == (rules.drawn_order(seed, sorted(numbers, reverse=True)), sorted(numbers))


@pytest.mark.parametrize(
    ("population", "percent", "size"),
    [(0, 10, 0), (1, 1, 1), (10, 10, 1), (11, 10, 2), (7, 100, 7), (200, 1, 2)],
)
def test_a_begun_one_counts_whole(population, percent, size):
    assert rules.sample_size(population, percent) == size


# --- what it does to the proofs --------------------------------------------------------------------


def test_below_the_sum_nobody_owes_a_proof_until_it_is_drawn(koordination, awo, partner_user):
    small = [granted(amount, allocation__recipient=awo) for amount in ("1000", "2999.99", "2000")]
    large = granted("3000", allocation__recipient=awo)
    sample = announced(koordination)
    before = [status(one, FIXED) for one in (*small, large)]
    assert before == [ProofStatus.ON_DEMAND] * 3 + [ProofStatus.AWAITED]
    assert status(small[0], SET - timedelta(days=1)) == ProofStatus.AWAITED
    late = small[0].due_on + timedelta(days=1)
    assert status(small[0], late) == ProofStatus.ON_DEMAND  # nothing is late that nobody asked for

    members = sample.draw(due_on=DUE, by=koordination, on=DRAWN)
    drawn = {one.proof_id for one in members if one.is_drawn}
    assert (len(members), len(drawn)) == (3, 2)
    for one in small:
        expected = ProofStatus.AWAITED if one.pk in drawn else ProofStatus.ON_DEMAND
        assert (status(one, DRAWN), status(one, DRAWN - timedelta(days=1))) == (
            expected,
            ProofStatus.ON_DEMAND,
        )
    asked = ProofOfUse.objects.not_handed_in(DRAWN)
    assert set(asked.values_list("pk", flat=True)) == drawn | {large.pk}
    assert ProofOfUse.objects.get(pk=min(drawn)).due_on == DUE


def test_the_duty_to_hand_in_follows_the_lot(koordination, awo, partner_user):
    proof = granted("1000", allocation__recipient=awo)
    sample = announced(koordination)

    def owed(on) -> list:
        return [one for one in duties(partner_user, on) if one.kind == PROOF_SUBMIT]

    assert owed(FIXED) == []
    sample.draw(due_on=DUE, by=koordination, on=DRAWN)
    assert len(owed(DRAWN)) == 1
    assert status(proof, DUE + timedelta(days=1)) == ProofStatus.OVERDUE


def test_what_is_on_request_does_not_keep_a_year_from_being_proven(koordination):
    proof = granted("1000")
    f.DisbursementFactory(allocation=proof.allocation, amount=Decimal("1000"), paid=True)
    year = proof.allocation.fiscal_year

    def unproven() -> int:
        return {one.key: one.rows.count() for one in left_open(year, FIXED)}["unproven"]

    assert unproven() == 1
    announced(koordination)
    assert unproven() == 0


def test_a_proof_on_request_can_still_be_handed_in(koordination, awo, partner_user, client_of):
    proof = granted("1000", allocation__recipient=awo)
    f.ProofSampleFactory(announced_on=timezone.localdate() - timedelta(days=1), fixed_on=timezone.localdate())
    page = client_of(partner_user).get(proof.get_absolute_url()).content.decode()
    assert "nur auf Verlangen" in page
    assert reverse("funding:proof_edit", args=[proof.allocation_id]) in page


# --- refusals --------------------------------------------------------------------------------------


def test_a_sample_is_drawn_once(koordination):
    granted("1000")
    sample = announced(koordination)
    sample.draw(due_on=DUE, by=koordination, on=DRAWN)
    assert code_of(sample.draw, due_on=DUE, by=koordination, on=DRAWN) == "sample_drawn"
    assert code_of(sample.drop, reason="x", by=koordination, on=FIXED) == "sample_drawn"


def test_nothing_is_drawn_before_the_population_is_fixed(koordination):
    granted("1000")
    sample = announced(koordination)
    assert code_of(sample.draw, due_on=DUE, by=koordination, on=FIXED) == "sample_drawn_after_population"
    sample.draw(due_on=DUE, by=koordination, on=FIXED + timedelta(days=1))


def test_nothing_is_drawn_from_nobody(koordination):
    granted("3000")
    sample = announced(koordination)
    assert code_of(sample.draw, due_on=DUE, by=koordination, on=DRAWN) == "sample_population_empty"


def test_who_is_drawn_has_time(koordination):
    granted("1000")
    assert (
        code_of(announced(koordination).draw, due_on=DRAWN, by=koordination, on=DRAWN)
        == "sample_due_after_drawing"
    )


def test_a_year_has_one_rule_and_its_seed_stands_before_the_population(koordination):
    year = f.FiscalYearFactory()
    terms = {"fiscal_year": year, "below": Decimal("1"), "percent": 1, "seed": "x", "by": koordination}
    late = code_of(ProofSample.objects.announce, fixed_on=SET, on=SET, **terms)
    assert late == "sample_seed_before_population"
    announced(koordination)
    twice = code_of(ProofSample.objects.announce, fixed_on=FIXED, on=SET, **terms)
    assert twice == "sample_once_per_year"


def test_a_rule_is_dropped_with_its_reason_until_the_population_is_fixed_and_then_set_anew(koordination):
    proof = granted("1000")
    sample = announced(koordination)
    given = {"by": koordination, "on": FIXED + timedelta(days=1)}
    assert code_of(sample.drop, reason="Anderer Startwert.", **given) == "sample_dropped_before_population"
    sample.drop(reason="Tippfehler im Startwert.", by=koordination, on=FIXED)
    assert code_of(sample.draw, due_on=DUE, by=koordination, on=DRAWN) == "sample_dropped"
    assert (status(proof, FIXED - timedelta(days=1)), status(proof, FIXED)) == (
        ProofStatus.ON_DEMAND,
        ProofStatus.AWAITED,
    )
    announced(koordination)


# --- pages -----------------------------------------------------------------------------------------


def at(act: str) -> str:
    return reverse(f"funding:sample_{act}", args=[2026])


def test_the_page_shows_population_seed_method_and_who_is_drawn(koordination, revision, client_of):
    proofs = [granted("1000"), granted("2000")]
    today = timezone.localdate()
    sample = f.ProofSampleFactory(
        percent=50, announced_on=today - timedelta(days=9), fixed_on=today - timedelta(days=2)
    )
    client = client_of(koordination)
    assert all(one.allocation.granted_by() in client.get(at("detail")).content.decode() for one in proofs)
    client.post(at("draw"), {"due_on": today + timedelta(days=30)})
    page = client_of(revision).get(at("detail")).content.decode()
    for member in sample.members.all():
        assert member.digest in page
    assert "Grundgesamtheit 2, gezogen 1" in page
    assert "SHA-256 von „Startwert:Bescheid-Nr.“" in page
    own = client.get(proofs[0].get_absolute_url()).content.decode()
    assert f"„{sample.seed}:" in own


def test_a_rule_is_set_and_dropped_on_its_pages(koordination, client_of):
    f.FiscalYearFactory()
    client, tomorrow = client_of(koordination), timezone.localdate() + timedelta(days=1)
    typed = {"below": "3.000,00", "percent": "10", "seed": "3, 8, 21", "fixed_on": tomorrow}
    refused = client.post(at("create"), typed | {"fixed_on": timezone.localdate()})
    assert refused.context["form"].has_error("fixed_on", code="sample_seed_before_population")
    client.post(at("create"), typed)
    assert "3, 8, 21" in client.get(at("detail")).content.decode()
    client.post(at("drop"), {"reason": "Tippfehler."})
    assert "Tippfehler." in client.get(at("detail")).content.decode()
    assert client.get(at("draw")).status_code == 404
