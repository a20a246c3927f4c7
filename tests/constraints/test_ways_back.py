"""What is taken back, put right or put off says so in a row that stays; without it the database keeps what stood."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from quality_dialog.dialogue.rules import USUAL_DEADLINES as DEADLINES
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


@breaks("partners_wayback.way_back_immutable")
def test_a_way_back_never_changes_or_goes():
    row = f.WayBackFactory()
    said = "Eine Rücknahme oder Berichtigung ändert sich nicht mehr und bleibt."
    found = refusals(row, {"reason": "anders"}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"way_back_immutable: {said}"}


@breaks("partners_formername.former_name_immutable")
def test_a_former_name_never_changes_or_goes():
    row = f.FormerNameFactory()
    said = "Ein früherer Name ändert sich nicht mehr und bleibt."
    found = refusals(row, {"name": "anders"}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"former_name_immutable: {said}"}


@breaks("partners_partner.partner_merger_stands")
def test_a_merger_stands():
    by, into = f.UserFactory(), f.PartnerFactory()
    gone = f.PartnerFactory(
        deactivated_on=DAY,
        deactivated_by=by,
        merged_on=DAY,
        merged_by=by,
        merged_into=into,
        merge_reason="Doppelt erfasst.",
    )
    said = "partner_merger_stands: Eine Zusammenführung ändert sich nicht mehr."
    assert refusals(gone, {"merged_into": f.PartnerFactory()}, UPDATES) == {said}


@breaks("partners_agreement.agreement_termination_stands")
def test_a_termination_is_put_right_by_an_act_with_a_reason_alone():
    ended = f.AgreementFactory(
        terminated_on=DAY,
        terminated_to=date(2026, 6, 30),
        terminated_by=f.UserFactory(),
        termination_reason="x",
    )
    said = "Eine Kündigung ändert sich nicht mehr; ein falscher Tag wird mit Grund berichtigt."
    found = refusals(ended, {"terminated_to": date(2026, 9, 30)}, UPDATES)
    assert found == {f"agreement_termination_stands: {said}"}


@breaks(
    *(
        "funding_disbursement.disbursement_dropped_stays",
        "funding_disbursement.disbursement_dropped_stays_delete",
    )
)
def test_a_dropped_instalment_stays():
    row = f.DisbursementFactory(dropped=True)
    said = "Eine gestrichene Rate bleibt, wie sie ist. Planen Sie eine neue."
    found = refusals(row, {"amount": Decimal("1.00")}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"disbursement_dropped_stays: {said}"}


@breaks("funding_droppedproposal.dropped_proposal_has_reason")
def test_a_proposal_is_taken_back_for_a_reason():
    said = "Nennen Sie den Grund, warum der Abschluss zurückgenommen wird."
    found = refusals(f.DroppedProposalFactory(), {"reason": ""}, INSERTS)
    assert found == {f"dropped_proposal_has_reason: {said}"}


@breaks("funding_partreceipt.part_receipt_immutable")
def test_a_part_that_came_in_stays():
    said = "Ein gebuchter Eingang ändert sich nicht mehr und bleibt."
    row = f.PartReceiptFactory()
    found = refusals(row, {"reference": "x"}, UPDATES) | refusals(row, {}, DELETES)
    assert found == {f"part_receipt_immutable: {said}"}


@breaks("funding_partreceipt.part_receipt_of_open_claim")
@pytest.mark.parametrize(
    ("wrong", "claim"),
    [
        ({"received": Decimal("150.00")}, {}),  # covers what 100 € have left open: that settles the claim
        ({"paid_on": date(2026, 1, 1)}, {}),  # before it was issued
    ],
)
def test_a_part_is_less_than_the_rest_of_an_issued_claim(wrong, claim):
    said = "Eine Teilzahlung gehört zu einer erlassenen, offenen Rückforderung und ist kleiner als ihr Rest."
    assert refusals(f.PartReceiptFactory(**claim), wrong, INSERTS) == {f"part_receipt_of_open_claim: {said}"}


@breaks("funding_partreceipt.part_receipt_booked_once")
def test_a_part_counts_in_the_year_it_belongs_to():
    row = f.PartReceiptFactory()
    row.refresh_from_db()  # with the year the database booked it in
    other = f.FiscalYearFactory(year=row.booked_in.year + 3)
    found = refusals(row, {"booked_in": other, "received": Decimal("1.00")}, INSERTS)
    assert [one.partition(":")[0] for one in found] == ["repayment_booked_once"]


@breaks("funding_repaymentclaim.repayment_received_in_full")
def test_a_claim_is_settled_by_all_that_came_in_together():
    part = f.PartReceiptFactory()
    paid = {"paid_on": date(2027, 12, 31), "recorded_by": f.UserFactory(), "received": Decimal("149.99")}
    said = "Beglichen ist eine Rückforderung erst, wenn alle Eingänge zusammen sie decken."
    assert refusals(part.claim, paid, UPDATES) == {f"repayment_received_in_full: {said}"}
    part.claim.__dict__.update(paid_on=paid["paid_on"], received=Decimal("150.00"))
    part.claim.recorded_by = paid["recorded_by"]
    part.claim.save()
    assert part.claim.outstanding == 0


@breaks("funding_repaymentclaim.repayment_due_extended")
def test_the_day_of_an_issued_claim_is_put_off_by_an_act_with_a_reason_alone():
    claim = f.RepaymentClaimFactory(issued=True)
    found = refusals(claim, {"due_on": date(2027, 12, 31)}, UPDATES)
    assert [one.partition(":")[0] for one in found] == ["repayment_due_extended"]


@breaks(
    "funding_proofofuse.proof_due_extended",
    "partners_agreement.agreement_sent_stands",
    "sites_coverage.coverage_end_stands",
    "quality_dialog_cycle.cycle_assessment_due_on_stands",
    "quality_dialog_cycle.cycle_meetings_due_on_stands",
    "quality_dialog_cycle.cycle_report_due_on_stands",
    "quality_dialog_partnerreading.reading_due_extended",
    "quality_dialog_meeting.meeting_day_stands",
    "quality_dialog_measure.measure_due_stands",
    "quality_dialog_measurestep.measure_step_stands",
)
def test_no_day_that_stood_is_written_over():
    sent = f.AgreementFactory(parties__signed_on=None, sent_on=DAY, sent_by=f.UserFactory())
    later = {
        "proof_due_extended": (f.ProofOfUseFactory(), "due_on"),
        "agreement_sent_stands": (sent, "sent_on"),
        "coverage_end_stands": (
            f.CoverageFactory(agreement__ends_on=None, ends_on=date(2027, 1, 31)),
            "ends_on",
        ),
        **{f"cycle_{day}_stands": (f.CycleFactory(year=2030 + at), day) for at, day in enumerate(DEADLINES)},
        "reading_due_extended": (f.PartnerReadingFactory(), "due_on"),
        "meeting_day_stands": (f.MeetingFactory(), "held_on"),
        "measure_due_stands": (f.MeasureFactory(), "due_on"),
        "measure_step_stands": (f.MeasureStepFactory(new_due_on=date(2027, 1, 31)), "new_due_on"),
    }
    found = {
        rule: refusals(row, {day: getattr(row, day) + timedelta(days=1)}, UPDATES)
        for rule, (row, day) in later.items()
    }
    assert {rule: {said.partition(":")[0] for said in all_of} for rule, all_of in found.items()} == {
        rule: {rule} for rule in later
    }


@breaks("funding_partreceipt.part_receipt_ordered", "funding_repaymentclaim.repayment_received_in_order")
def test_receipts_are_booked_in_their_order():
    part = f.PartReceiptFactory()
    early = {"paid_on": part.paid_on - timedelta(days=1)}
    said = "Es ist schon ein späterer Eingang gebucht. Buchen Sie Eingänge in ihrer Reihenfolge."
    assert refusals(part, early | {"received": Decimal("1.00")}, INSERTS) == {f"before_last_receipt: {said}"}
    rest = {"received": part.claim.amount - part.received, "recorded_by": f.UserFactory()}
    assert refusals(part.claim, early | rest, UPDATES) == {f"before_last_receipt: {said}"}


INACTIVE = {"partner_inactive: Der Partner nimmt an diesem Tag nicht teil (deaktiviert)."}


def leaves(partner, on: date = DAY) -> None:
    """Takes no part from that day on."""
    type(partner).objects.filter(pk=partner.pk).update(deactivated_on=on, deactivated_by=f.UserFactory())


@breaks("partners_party.party_of_active", "partners_agreement.agreement_of_active")
def test_whoever_left_signs_nothing_and_is_sent_nothing():
    party = f.PartyFactory(signed_on=None, agreement__sent_on=date(2026, 1, 1))
    draft = f.AgreementFactory(parties=[party.partner], parties__signed_on=None, sent_on=None)
    leaves(party.partner)
    assert refusals(party, {"signed_on": DAY}, UPDATES) == INACTIVE
    assert refusals(draft, {"sent_on": DAY, "sent_by": f.UserFactory()}, UPDATES) == INACTIVE
    before = {"signed_on": DAY - timedelta(days=1), "recorded_by": f.UserFactory()}
    assert refusals(party, before, UPDATES) == {"done"}


@breaks("partners_party.party_of_active")
def test_whoever_came_back_signs_again_but_not_for_the_days_between():
    party = f.PartyFactory(signed_on=None, agreement__sent_on=date(2026, 1, 1))
    leaves(party.partner)
    party.partner.refresh_from_db()
    away = {"deactivated_on": DAY, "deactivated_by": party.partner.deactivated_by}
    party.partner.reactivations.create(**away, on=date(2026, 4, 1), by=f.UserFactory())
    type(party.partner).objects.filter(pk=party.partner_id).update(deactivated_on=None, deactivated_by=None)
    by = {"recorded_by": f.UserFactory()}
    assert refusals(party, by | {"signed_on": date(2026, 3, 15)}, UPDATES) == INACTIVE
    assert refusals(party, by | {"signed_on": date(2026, 4, 1)}, UPDATES) == {"done"}


@breaks("funding_decision.decision_of_active", "funding_disbursement.disbursement_of_active")
def test_whoever_left_gets_no_more_money_and_gives_back_what_is_taken_back():
    row = f.DisbursementFactory(certified=True)
    increase = f.DecisionFactory(allocation=row.allocation, kind="increase", reason="Mehr.")
    leaves(row.allocation.recipient, date(2025, 1, 1))
    release = {"released_on": row.certified_on, "released_by": f.UserFactory()}
    assert refusals(row, release, UPDATES) == INACTIVE
    assert refusals(increase, {}, INSERTS) == INACTIVE
    assert refusals(increase, {"kind": "reduction", "amount": Decimal("-1.00")}, INSERTS) == {"done"}


@breaks("quality_dialog_committeewish.wish_of_active")
def test_whoever_left_is_to_answer_no_new_wish():
    wish = f.CommitteeWishFactory(partner=f.PartnerFactory(), office="")
    leaves(wish.partner, wish.entered_on)
    assert refusals(wish, {}, INSERTS) == INACTIVE
