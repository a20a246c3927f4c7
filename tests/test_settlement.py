"""What a proof of use comes to by its type of financing: worked cases, any amounts, the database's count, the claim."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding import rules
from funding.models import Allocation, ProofOfUse, RepaymentClaim
from funding.models.calculation import calculation, income
from funding.models.financing import settled
from funding.models.notice import claim_paper_of, paper_of
from quartiersarbeit.ground import german
from tests import factories as f
from tests.asking import code_of
from tests.constraints import refusal

pytestmark = pytest.mark.django_db


def broken(act) -> str:
    """The rule of the database that refuses it."""
    return refusal(act).split(":")[0]


DAY, LATER, NOW = date(2027, 3, 1), date(2027, 6, 1), datetime(2027, 3, 1, 12, tzinfo=UTC)


def euros(text: str) -> Decimal:
    return Decimal(text)


class Granted:
    """An allocation as the arithmetic asks it."""

    def __init__(self, financing, granted, paid, share=None):
        self.financing, self.share = financing, share
        self.committed, self.paid = euros(granted), euros(paid)


def comes_to(of: Granted, costs: str, own: str = "0", income: str = "0") -> rules.Settlement:
    return settled(of, costs=euros(costs), own_funds=euros(own), income=euros(income))


@pytest.mark.parametrize(
    ("of", "costs", "own", "income", "due", "repayable", "payable", "kept"),
    [
        # Festbetrag: reached to the cent; a cent short; a surplus from one's own income stays.
        (Granted("fixed", "8000", "8000"), "8000", "0", "0", "8000", "0", "0", "0"),
        (Granted("fixed", "8000", "8000"), "7999.99", "0", "0", "7999.99", "0.01", "0", "0"),
        (Granted("fixed", "8000", "8000"), "8500", "500", "900", "8000", "0", "0", "900"),
        # Anteil, 80 %: below the granted sum; half a cent counts up; at most the granted sum.
        (Granted("share", "8000", "8000", euros("80")), "9000", "1800", "0", "7200", "800", "0", "0"),
        (Granted("share", "8000", "0", euros("50")), "0.01", "0", "0", "0.01", "0", "0.01", "0"),
        (Granted("share", "8000", "6000", euros("80")), "12000", "4000", "0", "8000", "0", "2000", "0"),
        # Fehlbedarf: every income lowers it; nothing left to cover; at most the granted sum.
        (Granted("deficit", "8000", "8000"), "9000", "500", "700", "7800", "200", "0", "0"),
        (Granted("deficit", "8000", "8000"), "1000", "400", "600", "0", "8000", "0", "0"),
        (Granted("deficit", "8000", "8000"), "9500", "500", "0", "8000", "0", "0", "0"),
    ],
)
def test_a_worked_case_comes_to_the_cent(of, costs, own, income, due, repayable, payable, kept):
    found = comes_to(of, costs, own, income)
    assert (found.due, found.repayable, found.payable, found.kept) == tuple(
        map(euros, (due, repayable, payable, kept))
    )


amounts = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2)
costs = st.decimals(min_value=Decimal("-1000"), max_value=Decimal("99999999.99"), places=2)
shares = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)
kinds = st.sampled_from(["fixed", "share", "deficit"])


@given(kinds, amounts, amounts, shares, costs, amounts, amounts)
def test_whatever_the_amounts_each_euro_paid_is_either_recognised_or_repaid(
    kind, granted, paid, share, spent, own, income
):
    of = Granted(kind, str(granted), str(paid), share)
    found = settled(of, costs=spent, own_funds=own, income=income)
    assert found.recognised + found.repayable == paid
    assert found.recognised + found.payable == found.due
    assert rules.NOTHING <= found.due <= granted
    assert found.due.as_tuple().exponent >= -2


@given(amounts, amounts, amounts, amounts)
def test_more_income_never_raises_a_deficit_grant_and_never_moves_a_fixed_one(granted, spent, income, more):
    assert rules.deficit_grant(spent, income + more, granted) <= rules.deficit_grant(spent, income, granted)
    assert rules.fixed_grant(spent, granted) <= spent


# --- the proof, its claim, and the database's own count -------------------------------------------


def financed(awo, financing: str, share=None) -> ProofOfUse:
    """A proof of 2.000 € paid of 8.000 € granted to the AWO, with this type of financing."""
    allocation = f.AllocationFactory(recipient=awo, financed=True, financing=financing, share=share)
    f.DecisionFactory(approved=True, allocation=allocation, amount=Decimal("2000.00"))
    f.DisbursementFactory(allocation=allocation, paid=True)
    return f.ProofOfUseFactory(allocation=allocation)


def write(proof, by, spent="2000", own="0", fees="0", **declared):
    proof.refresh_from_db()
    lines = {"staff": {"planned": euros("2000"), "spent": euros(spent), "own_funds": euros(own)}}
    said = {"other_funding": "none", **declared}
    proof.save_statement(
        narrative="Es fand statt.",
        lines=lines,
        incomes={"fees": euros(fees)},
        version=proof.version,
        by=by,
        at=NOW,
        **said,
    )
    return proof


CASES = [
    ("fixed", None, "2500", "100", "600", "2000"),
    ("fixed", None, "1999.99", "0", "0", "1999.99"),
    ("share", Decimal("66.67"), "2000", "0", "0", "1333.40"),
    ("share", Decimal("50"), "0.01", "0", "0", "0.01"),
    ("deficit", None, "2500", "300", "250.50", "1949.50"),
    ("deficit", None, "100", "0", "250", "0"),
]


@pytest.mark.parametrize(("kind", "share", "spent", "own", "fees", "recognised"), CASES)
def test_the_database_recognises_what_the_arithmetic_says_and_the_claim_is_the_rest(
    awo, partner_user, koordination, kind, share, spent, own, fees, recognised
):
    proof = financed(awo, kind, share)
    write(proof, partner_user, spent, own, fees).submit(by=partner_user, on=DAY)
    said = proof.proves(DAY)
    left = proof.accept(review_note="Gut.", by=koordination, on=DAY)
    proof.refresh_from_db()
    totals = Allocation.objects.with_totals(DAY).get(pk=proof.allocation_id)
    assert {said, proof.recognised, totals.proven, 2000 - left} == {euros(recognised)}
    assert RepaymentClaim.objects.left_to_claim(proof.allocation, DAY) == left
    assert ProofOfUse.objects.proven(DAY).get().proven == totals.proven


def test_without_a_type_of_financing_a_proof_is_settled_by_its_lines_as_before(
    awo, partner_user, koordination
):
    plain = f.ProofOfUseFactory(
        allocation=f.DisbursementFactory(
            allocation=f.DecisionFactory(approved=True, allocation__recipient=awo).allocation, paid=True
        ).allocation
    )
    assert (
        code_of(write(plain, partner_user, "2000.01").submit, by=partner_user, on=DAY) == "proven_within_paid"
    )
    write(plain, partner_user, "1900", fees="500").submit(by=partner_user, on=DAY)
    left = plain.accept(review_note="Gut.", by=koordination, on=DAY)
    plain.refresh_from_db()
    assert (plain.settlement(DAY), plain.recognised, left) == (None, None, euros("100"))


def test_nobody_writes_another_recognised_amount_than_the_type_of_financing_gives(
    awo, partner_user, koordination
):
    proof = financed(awo, "deficit")
    write(proof, partner_user, "1500").submit(by=partner_user, on=DAY)
    rows = ProofOfUse.objects.filter(pk=proof.pk)
    facts = {"accepted_on": DAY, "accepted_by": koordination}
    assert broken(lambda: rows.update(recognised=Decimal("1500.01"), **facts)) == "proof_recognised"
    rows.update(**facts)
    assert rows.get().recognised == euros("1500.00")


def test_a_later_notice_or_payment_does_not_change_what_was_recognised(awo, partner_user, koordination):
    proof = financed(awo, "fixed")
    write(proof, partner_user, "9000").submit(by=partner_user, on=DAY)
    proof.accept(review_note="Gut.", by=koordination, on=DAY)
    f.DecisionFactory(
        approved=True, allocation=proof.allocation, kind="increase", amount=Decimal("500"), drafted_on=DAY
    )
    assert ProofOfUse.objects.get().recognised == euros("2000.00")


def test_with_a_type_of_financing_other_funding_is_declared_before_handing_in(awo, partner_user):
    proof = financed(awo, "fixed")
    write(proof, partner_user, other_funding="")
    assert code_of(proof.submit, by=partner_user, on=DAY) == "other_funding_missing"
    write(proof, partner_user, other_funding="some", other_funding_from="Land, Personal, 500 €")
    proof.submit(by=partner_user, on=DAY)
    rows = ProofOfUse.objects.filter(pk=proof.pk)
    changed = broken(lambda: rows.update(other_funding="none", other_funding_from=""))
    assert changed == "proof_submitted_stands"


@pytest.mark.parametrize(
    "facts", [{"other_funding": "some"}, {"other_funding": "none", "other_funding_from": "x"}]
)
def test_other_funding_is_named_exactly_where_there_is_some(awo, facts):
    rows = ProofOfUse.objects.filter(pk=financed(awo, "fixed").pk)
    assert broken(lambda: rows.update(**facts)) == "proof_other_funding_named"


# --- the type itself -------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [None, "0", "-1", "100.01"])
def test_a_share_lies_above_nothing_and_at_most_at_a_hundred_percent(koordination, share):
    allocation, share = f.AllocationFactory(), share and Decimal(share)
    given = {"financing": "share", "share": share, "by": koordination, "on": DAY}
    assert code_of(allocation.finance, **given) == "financing_share_within"
    rows = Allocation.objects.filter(pk=allocation.pk)
    facts = {"financing": "share", "financing_on": DAY, "financing_by": koordination}
    code = broken(lambda: rows.update(share=share, **facts))
    assert code == ("financing_share_given" if share is None else "financing_share_within")


def test_a_share_of_a_hundredth_and_of_a_hundred_percent_is_one(koordination):
    for share in ("0.01", "100"):
        allocation = f.AllocationFactory()
        allocation.finance(financing="share", share=Decimal(share), by=koordination, on=DAY)
        assert Allocation.objects.get(pk=allocation.pk).share == Decimal(share)


def test_the_type_of_financing_stands_with_the_approved_notice(koordination):
    allocation = f.AllocationFactory(financed=True)
    allocation.finance(financing="fixed", by=koordination, on=DAY)
    f.DecisionFactory(approved=True, allocation=allocation)
    given = {"by": koordination, "on": DAY}
    assert code_of(allocation.finance, financing="deficit", **given) == "financing_after_notice"
    rows = Allocation.objects.filter(pk=allocation.pk)
    assert broken(lambda: rows.update(financing="deficit")) == "financing_after_notice"
    assert allocation.financed == "Festbetrag"


def test_the_type_of_financing_stands_with_the_proof_that_was_handed_in(koordination):
    allocation = f.ProofOfUseFactory(submitted=True, allocation__financed=True).allocation
    given = {"by": koordination, "on": DAY}
    assert code_of(allocation.finance, financing="fixed", **given) == "financing_after_proof"
    rows = Allocation.objects.filter(pk=allocation.pk)
    assert broken(lambda: rows.update(financing="fixed")) == "financing_after_proof"


def test_a_type_of_financing_can_be_taken_off_again_before_the_notice(koordination):
    allocation = f.AllocationFactory(financed=True)
    allocation.finance(financing="", by=koordination, on=DAY)
    stored = Allocation.objects.get(pk=allocation.pk)
    assert (stored.financing, stored.financing_on, stored.financed) == ("", None, "")


def test_the_notice_names_the_type_of_financing():
    allocation = f.AllocationFactory(financed=True, financing="share", share=Decimal("80"))
    draft = f.DecisionFactory(allocation=allocation)
    details = {one.label: one.text for one in paper_of(draft, DAY).details}
    assert details["Finanzierungsart"] == "Anteil, 80,00 % der Ausgaben"


# --- on the pages ----------------------------------------------------------------------------------


def test_the_page_calculates_line_by_line_and_proposes_the_claim(awo, partner_user, koordination, client_of):
    proof = financed(awo, "deficit")
    write(proof, partner_user, "1500", "100", "250").submit(by=partner_user, on=timezone.localdate())
    client = client_of(koordination)
    page = client.get(proof.get_absolute_url()).content.decode()
    for said in ("Teilnahmebeiträge und Eintritte", "1.150,00", "Vorschlag: 850,00", "keine Rechtsauskunft"):
        assert said in page
    answer = client.post(reverse("funding:proof_accept", args=[proof.allocation_id]), {"review_note": "Gut."})
    assert answer.url == reverse("funding:claim_create", args=[proof.allocation_id])
    form = client.get(answer.url).context["form"]
    assert form["amount"].value() == euros("850.00")
    assert "Fehlbedarf" in form["reason"].value()


def test_the_claims_notice_repeats_the_settlement_line_by_line_as_the_proofs_page_shows_it(
    awo, partner_user, koordination
):
    proof = financed(awo, "deficit")
    declared = {"other_funding": "some", "other_funding_from": "Land, 200 €"}
    write(proof, partner_user, "1500", "100", "250", **declared).submit(by=partner_user, on=DAY)
    draft = f.RepaymentClaimFactory(allocation=proof.allocation, amount=euros("850"))
    assert settled_on(draft) is None  # nobody has accepted it yet
    proof.accept(review_note="Gut.", by=koordination, on=DAY)
    proof.refresh_from_db()
    told, shown = settled_on(draft), calculation(proof, LATER)
    assert told.tables == (income(proof).on_paper(), shown.lines.on_paper())
    assert ("Teilnahmebeiträge und Eintritte", german.euro(euros("250"))) in told.tables[0].rows
    assert (
        "Zurückzufordern",
        "ausgezahlt − Zuwendung, mindestens 0",
        german.euro(euros("850")),
    ) in told.tables[1].rows
    assert [one.text for one in told.paragraphs] == [
        shown.follows,
        "Andere Förderung des Standorts nach Angabe im Verwendungsnachweis: Land, 200 €",
    ]


def test_a_claim_without_a_type_of_financing_says_no_settlement(awo):
    granted = f.DecisionFactory(approved=True, allocation__recipient=awo).allocation
    paid = f.DisbursementFactory(allocation=granted, paid=True).allocation
    f.ProofOfUseFactory(allocation=paid, accepted=True)
    assert settled_on(f.RepaymentClaimFactory(allocation=paid, amount=euros("850"))) is None


def settled_on(claim):
    """The settlement in a claim's notice."""
    sections = claim_paper_of(claim, LATER).sections
    return next((section for section in sections if section.key == "abrechnung"), None)


def test_a_negative_income_is_refused_in_the_form_and_in_the_database(awo, partner_user, client_of):
    proof = financed(awo, "deficit")
    posted = {"version": 0, "narrative": "x", "income_fees": "-1,00"}
    answer = client_of(partner_user).post(reverse("funding:proof_edit", args=[proof.allocation_id]), posted)
    assert answer.context["form"].has_error("income_fees", code="min_value")
    assert broken(lambda: proof.incomes.create(source="fees", amount=Decimal("-0.01"))) == (
        "proof_income_not_negative"
    )


def test_income_is_typed_saved_and_comes_back(awo, partner_user, client_of):
    proof, client = financed(awo, "deficit"), client_of(partner_user)
    address = reverse("funding:proof_edit", args=[proof.allocation_id])
    posted = {
        "version": 0,
        "income_fees": "1.250,50",
        "income_public": "200",
        "other_funding": "some",
        "other_funding_from": "Land, 200 €",
    }
    client.post(address, posted)
    shown = client.get(address)
    assert shown.context["form"]["income_fees"].value() == euros("1250.50")
    assert shown.context["totals"]["total_income"] == "1.450,50\u00a0€"
    client.post(address, {"version": 1, "income_fees": ""})
    assert not proof.incomes.exists()


def test_the_type_of_financing_is_set_on_its_page_until_the_notice(koordination, client_of):
    allocation, client = f.AllocationFactory(), client_of(koordination)
    address = reverse("funding:allocation_finance", args=[allocation.pk])
    assert address in client.get(allocation.get_absolute_url()).content.decode()
    refused = client.post(address, {"financing": "share", "share": "101"})
    assert refused.context["form"].has_error("share", code="financing_share_within")
    client.post(address, {"financing": "share", "share": "66,67"})
    allocation.refresh_from_db()
    assert allocation.financed == "Anteil, 66,67 % der Ausgaben"
    f.DecisionFactory(approved=True, allocation=allocation)
    assert address not in client.get(allocation.get_absolute_url()).content.decode()
