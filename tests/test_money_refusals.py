"""Every refusal of money on the page where people meet it: in German, at its field, input kept, nothing stored.

What a page has no form for is met in the admin (`test_admin_money`). Amounts, recipients and accounts that
are none are in `test_bad_money`; who may do what at all is in `test_money_roles`.
"""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from funding import issuing
from funding.models import Decision, PaymentRun, ProofOfUse
from funding.models import closing as year_end
from funding.models.proof import MOST_ATTACHMENTS
from funding.models.receipting import MOST_RECEIPTS
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.asking import addresses
from tests.money_refusals import Table, because, by_database, by_verbs, found_in, stored
from tests.test_admin_upper import plain
from tests.test_fiscal_year_acts import covered_site
from tests.test_funding_pages import text_of
from tests.test_year_end import close, paid_in_full

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
REASON = {"reason": "Der Bedarf ist gewachsen."}
OWN_RATES = {"rhythm": "own", "raten-TOTAL_FORMS": "1", "raten-INITIAL_FORMS": "0"}
ON_PAGES = met = Table()
NOT_ON_PAGES = because(
    {
        "Of what was before the form asks for all of it, and the verb says first which day cannot be.": (
            *("decision_paper_complete", "decision_paper_keeps_its_day", "fiscal_year_entered_after_opening"),
            *("disbursement_paper_keeps_its_day", "disbursement_paper_has_reference"),
            "proof_paper_keeps_its_day",
        ),
        "The verb writes day and person together, always.": (
            *("decision_approval_has_person", "disbursement_certified_has_person"),
            *("disbursement_released_has_person", "fiscal_year_closing_has_person"),
            *("fiscal_year_revision_has_person", "fiscal_year_revision_dated", "fiscal_year_proposal_kept"),
            *("fiscal_year_proposal_has_person", "payment_run_cancel_has_person"),
            *("payment_run_order_has_person", "payment_run_order_has_account"),
            *("payment_return_settled_has_person", "payment_return_has_year"),
            *("proof_submission_has_person", "proof_acceptance_has_person"),
            *("financing_has_person", "financing_dated"),
            *("sample_drawing_has_person", "sample_dropping_has_person"),
            *("proof_return_submission_has_person", "repayment_issue_has_person"),
            *("repayment_receipt_has_person", "repayment_receipt_has_amount", "repayment_receipt_has_year"),
            *("fiscal_year_carry_over_proposed", "draft_return_mended_has_person", "proof_due_extended"),
            *("ground_drop_has_person", "ground_drop_has_reason", "ground_dropped_afterwards"),
            *("service_appeal_has_person", "service_appeal_end_has_person", "service_withdrawal_has_person"),
            *("service_withdrawal_has_reason", "service_withdrawn_afterwards"),
        ),
        "A field of the form asks for it or bounds it first; see test_bad_money.": (
            *("decision_reason_given", "disbursement_payment_complete", "payment_run_cancel_has_reason"),
            *("proof_return_has_reasons", "reversal_has_reason", "withdrawal_has_reason"),
            *("payment_return_has_reason", "payment_return_settlement_told"),
            *("fiscal_year_amounts_not_negative", "fiscal_year_plausible"),
            *("proof_line_amounts_not_negative", "repayment_amount_positive"),
            *("proof_income_not_negative", "receipt_amount_positive", "sample_below_positive"),
            *("sample_percent_within", "sample_seed_given", "sample_dropped_with_reason"),
            *("repayment_interest_plausible", "draft_return_has_reason"),
            *("hearing_answer_complete", "ground_is_said"),
        ),
        "People type no sign; the kind gives the amount its own.": ("decision_amount_fits_kind",),
        "Rate and source of a claim come from the legal figures, together.": (
            "repayment_interest_has_source",
        ),
        "The verb writes it as it was, and no page changes it.": (
            *("draft_return_of_one_draft", "draft_return_mended_afterwards", "draft_return_of_draft"),
            *("draft_return_decision_once", "draft_return_claim_once"),
            *("draft_return_immutable", "draft_return_kept"),
            *("dropped_proposal_after_proposal", "dropped_proposal_amount_not_negative"),
            *(
                "dropped_proposal_immutable",
                "budget_revision_immutable",
                "budget_revision_amounts_not_negative",
                "budget_revision_by_revising",
                "draft_withdrawn",
            ),
            *(
                "earlier_draft_amount_bounded",
                "earlier_draft_changed_after_drafting",
                "earlier_draft_immutable",
                "earlier_draft_stood",
            ),
        ),
        "Of a deputy the verb says it first, with the code of its own four eyes; see test_deputies.": (
            *("decision_second_hand", "disbursement_second_hand", "fiscal_year_second_hand"),
            *("proof_second_hand", "repayment_second_hand", "reversal_second_hand"),
            "payment_return_second_hand",
        ),
        "The verb says first that a day lies ahead.": (
            *("hearing_recorded_afterwards", "ground_known_before_recorded", "service_recorded_afterwards"),
        ),
        "No page writes it: the verb computes it, the database decides it, or nothing changes it.": (
            *("hearing_of_one_act", "service_by_rule"),
            *("ground_decided_once", "ground_immutable"),
        ),
        "Legal figures and periods are entered in the admin and under „Stammdaten“ alone.": (
            *(
                "legal_figure_once_per_day",
                "legal_figure_plausible",
                "legal_figure_has_norm",
                "legal_figure_used",
                "legal_figure_settled",
                *("legal_period_once_per_day", "legal_period_plausible"),
                *("legal_period_has_norm", "legal_period_used"),
            ),
        ),
        "No page has a field for it; the database or the verb writes it.": (
            *("allocation_rests_on_decisions", "decision_numbered_when_approved", "notice_number"),
            *("fiscal_year_notice_pattern_complete", "fiscal_year_rest", "fiscal_year_rest_recorded"),
            *("disbursement_number_unique", "disbursement_recipient_with_release"),
            *("disbursement_withdrawn_with_reason", "notice_is_its_hash", "proof_line_category_once"),
            *("notice_of_one_act", "notice_file_is_its_hash", "notice_file_once_per_format"),
            *("notice_is_its_code", "payment_run_export_is_its_hash"),
            *("withdrawal_of_signature", "payment_run_not_empty", "payment_run_number_unique"),
            *("payment_run_without_gap", "payment_item_amount_positive", "payment_item_as_released"),
            *("payment_item_on_one_list", "payment_item_position_unique", "payment_run_export_unique"),
            *("reallocation_halves_fit", "reallocation_two_decisions"),
            *("proof_income_source_once", "proof_recognised", "proof_recognised_with_acceptance"),
            *("financing_share_given", "receipts_stay", "receipt_number_kept"),
            *("sample_by_seed", "sample_member_once", "sample_announced_stands"),
            "sample_population_whole",
        ),
        "No page changes or deletes it once it stands; the verb says before what came in between.": (
            *("disbursement_certified_frozen", "disbursement_immutable", "disbursement_released_frozen"),
            *("notice_immutable", "notice_file_immutable", "payment_run_immutable"),
            "payment_run_export_immutable",
            *("proof_attachment_immutable", "proof_line_immutable", "proof_return_immutable"),
            *("reallocation_immutable", "reversal_immutable", "withdrawal_immutable"),
            *("proof_income_immutable", "proof_receipt_immutable", "sample_member_immutable"),
            *("payment_return_immutable", "payment_return_settled_afterwards"),
        ),
        "Of closed years, which this table's day does not reach; see tests/test_payment_returns.py.": (
            *("payment_return_booked_once", "payment_return_dual_control"),
        ),
        "What is less than the rest is a part, and the verb books it as one.": (
            *("repayment_received_in_full", "repayment_received_bounded"),
            *("part_receipt_of_open_claim", "part_receipt_positive"),
        ),
        "Only the act with a reason writes it; see tests/test_ways_back.py.": (
            *("disbursement_drop_has_person", "disbursement_drop_reasoned", "disbursement_dropped_unsigned"),
            *("disbursement_dropped_stays", "dropped_proposal_has_reason", "part_receipt_immutable"),
            "repayment_due_extended",
        ),
        "What is dropped has no page any more; see test_samples.": ("sample_dropped",),
        "The page leads back with the same words; see test_notice_texts.": ("notice_text_used",),
        "Becomes the page that shows both versions; see test_proof_of_use.": ("stale_version",),
        "Each page is a transaction at READ COMMITTED; only another program asks for more.": ("isolation",),
    }
)
at = addresses("funding:")


class Form(NamedTuple):
    """A page's form and what is typed into it."""

    url: str
    typed: dict


class Button(NamedTuple):
    """A page's button and the verb behind it."""

    url: str
    verb: Callable
    sent: dict = {}
    given: dict = {}


def german_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


# --- What was before (all of it: test_mid_life) --------------------------------------------------------

ON_PAPER = {"paper_number": "7/26", "paper_by": "Sozialamt"}


def entered(allocation, kind: str, paper_on: date) -> Form:
    typed = ON_PAPER | {"kind": kind, "paper_on": german_day(paper_on), "amount": "100,00"}
    return Form(at("decision_enter", allocation), typed | REASON)


def granted():
    return f.DecisionFactory(approved=True).allocation


def with_proof(**facts):
    return f.ProofOfUseFactory(allocation=granted(), paper_on=YESTERDAY, required_on=YESTERDAY, **facts)


@met("paper_before_year", "wird frühestens ab dem 01.10.2025 geplant", at="paper_on")
def a_grant_from_before_its_year_is_entered(who):
    return entered(f.AllocationFactory(), "grant", date(2025, 9, 30))


@met("paper_before_grant", "Der Zuwendungsbescheid ist vom 15.01.2026.", at="paper_on")
def an_increase_from_before_the_grant_is_entered(who):
    return entered(granted(), "increase", date(2026, 1, 14))


@met("decision_paper_number_unique", "mit dieser Nummer ist schon nacherfasst", at="paper_number")
def a_number_is_entered_twice(who):
    f.DecisionFactory(paper_on=date(2026, 1, 10), **ON_PAPER)
    return entered(granted(), "increase", date(2026, 1, 20))


@met("paid_before_grant", "Am 14.01.2026 waren 0,00 € bewilligt.", at="paper_on")
def a_payment_from_before_the_grant_is_entered(who):
    typed = {"paper_on": "14.01.2026", "amount": "1,00", "reference": "KA-1"}
    return Form(at("payment_enter", granted()), typed)


@met("proof_before_grant", "Der Zuwendungsbescheid ist vom 15.01.2026.", at="paper_on")
def a_proof_from_before_the_grant_is_entered(who):
    return Form(at("proof_enter", granted()), {"paper_on": "14.01.2026"})


@met("accepted_before_submission", "Eingereicht ist der Nachweis erst am", who="freigabe", at="accepted_on")
def a_proof_accepted_before_it_came_is_entered(who):
    submitted = {"submitted_on": YESTERDAY, "submitted_by": f.UserFactory(), "entered_on": TODAY}
    proof = with_proof(narrative="Wie geplant.", **submitted)
    typed = {"accepted_on": german_day(YESTERDAY - timedelta(days=1)), "review_note": "Geprüft."}
    return Form(at("proof_accept", proof.allocation_id), typed)


@met("proof_on_paper", "liegt der Stadt auf Papier vor", who="partner_user")
def a_partner_hands_in_what_is_on_paper(who):
    decision = f.DecisionFactory(approved=True, allocation__recipient=who.partner)
    proof = f.ProofOfUseFactory(allocation=decision.allocation, paper_on=YESTERDAY)
    return Button(at("proof_submit", proof.allocation_id), proof.submit)


@met("notice_on_paper", "ist auf Papier ergangen", who="freigabe")
def a_notice_is_drawn_up_of_what_is_on_paper(who):
    day = date(2026, 1, 15)
    days = {"drafted_on": day, "paper_on": day, "entered_on": TODAY}
    decision = f.DecisionFactory(approved=True, **ON_PAPER, **days)
    return Button(at("notice_freeze", decision), partial(issuing.draw_up, bound=decision))


# --- The year ----------------------------------------------------------------------------------------


def year_form(year, **typed) -> Form:
    facts = {"appropriation": "80.000,00", "carry_over_received": "", "mandate": year.mandate_id}
    return Form(at("fiscal_year_edit", year.year), facts | typed)


@met("fiscal_year_exists", "Das Haushaltsjahr 2026 ist schon eröffnet.", at="year")
def a_year_is_opened_twice(who):
    known = year_form(f.FiscalYearFactory())
    return Form(at("fiscal_year_create"), known.typed | {"year": "2026"})


@met("appropriation_within_mandate", "überschreitet, was Drucksache", at="appropriation")
def more_than_the_mandate_allows(who):
    return year_form(f.FiscalYearFactory(), appropriation="80.000,01")


@met("committed_within_available", "gebunden sind aber schon 8.000,00 €", at="appropriation")
def less_than_is_bound(who):
    return year_form(f.DecisionFactory(approved=True).allocation.fiscal_year, appropriation="7.999,99")


@met(
    "carry_over_from_closed_year",
    "2025 hat beim Abschluss 0,00 € übertragen. Mehr kann 2026 nicht erhalten.",
    at="carry_over_received",
)
def a_carry_over_from_nowhere(who):
    return year_form(f.FiscalYearFactory(), carry_over_received="0,01")


@met("fiscal_year_closed", "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.")
def a_closed_year_is_changed(who):
    return year_form(f.FiscalYearFactory(year=2025, closed=True), appropriation="70.000,00")


def closing(**typed) -> Form:
    return Form(at("fiscal_year_closing", 2025), {"carry_over": "0"} | typed)


@met("fiscal_year_left_open", "Es ist noch etwas offen, das dem Abschluss im Weg steht.")
def a_year_with_a_draft_is_proposed(who):
    f.DecisionFactory(allocation__fiscal_year=f.FiscalYearFactory(year=2025))
    return closing()


@met("fiscal_year_carry_over_within_rest", "Der Rest beträgt 80.000,00 €.", at="carry_over")
def more_than_the_rest_is_carried_over(who):
    f.FiscalYearFactory(year=2025)
    return closing(carry_over="80.000,01")


@met("fiscal_year_closed_after_proposal", "noch nicht vorgeschlagen", who="freigabe")
def an_unproposed_year_is_closed(who):
    return Button(at("fiscal_year_close", 2025), partial(year_end.close, f.FiscalYearFactory(year=2025)))


@met("fiscal_year_closing_dual_control", "Vier-Augen-Prinzip: Sie haben den Abschluss", who="freigabe")
def ones_own_proposal_is_closed(who):
    year = f.FiscalYearFactory(year=2025, proposed=True, closing_proposed_by=who)
    return Button(at("fiscal_year_close", 2025), partial(year_end.close, year))


@met("fiscal_year_closed", "Dieses Jahr ist schon abgeschlossen.", who="freigabe")
def a_year_is_closed_twice(who):
    return Button(
        at("fiscal_year_close", 2025), partial(year_end.close, f.FiscalYearFactory(year=2025, closed=True))
    )


# --- Plans and decisions -----------------------------------------------------------------------------


def plan(site, recipient) -> Form:
    typed = {"site": site.pk, "recipient": recipient.pk, "purpose": "Quartiersarbeit", "amount": "1,00"}
    return Form(at("allocation_create", 2026), typed)


@met("funded_site_is_covered", "steht 2026 unter keiner Vereinbarung", at="site")
def a_site_without_a_seat_is_planned(who):
    f.FiscalYearFactory()
    return plan(f.SiteFactory(), f.PartnerFactory())


@met("recipient_has_role", "keine Rolle am Standort", at="recipient")
def a_recipient_without_a_role_is_planned(who):
    f.FiscalYearFactory()
    return plan(covered_site()[0], f.PartnerFactory())


@met("allocation_once_per_site", "gibt es in dem Jahr schon eine Zuweisung")
def a_site_is_planned_twice(who):
    known = f.AllocationFactory()
    f.AssignmentFactory(site=known.site, partner=known.recipient)
    return plan(known.site, known.recipient)


def split(site, **typed) -> Form:
    f.FiscalYearFactory()
    rows = {f"{name}_{site.pk}": value for name, value in typed.items()}
    return Form(at("fiscal_year_split", 2026), {"purpose": "Quartiersarbeit"} | rows)


@met("nothing_shared", "für mindestens einen Standort einen Betrag")
def nothing_is_shared_out(who):
    return split(covered_site()[0])


@met("required", "Wählen Sie den Empfänger für Standort", at="recipient_")
def an_amount_is_shared_out_to_nobody(who):
    return split(covered_site()[0], amount="1,00", recipient="")


@met("required", "Bitte geben Sie einen Betrag ein", at="amount")
def an_increase_without_an_amount(who):
    return decision(f.DecisionFactory(approved=True).allocation, kind="increase", amount="")


def decision(allocation, **typed) -> Form:
    return Form(at("decision_create", allocation.pk), REASON | typed)


@met("partner_inactive", "nicht teil (deaktiviert)")
def money_is_raised_for_whoever_has_left(who):
    allocation = f.DecisionFactory(approved=True).allocation
    recipient = type(allocation.recipient).objects.filter(pk=allocation.recipient_id)
    recipient.update(deactivated_on=YESTERDAY, deactivated_by=who)
    return decision(allocation, kind="increase", amount="1,00")


@met("reduced_within_committed", "Gebunden sind hier nur 8.000,00 €.", at="amount")
def more_is_taken_back_than_is_bound(who):
    return decision(f.DecisionFactory(approved=True).allocation, kind="reduction", amount="8.000,01")


@met("disbursed_within_committed", "sind 2.000,00 € schon ausgezahlt", at="amount")
def what_is_paid_is_taken_back(who):
    return decision(f.DisbursementFactory(paid=True).allocation, kind="revocation", amount="6.000,01")


@met("not_ones_own", "Einen Entwurf ändert nur, wer ihn entworfen hat.")
def anothers_draft_is_changed(who):
    draft = f.DecisionFactory()
    return Form(at("decision_edit", draft.pk), REASON | {"kind": "grant", "amount": "1,00"})


def approval(draft, **more) -> Button:
    return Button(at("decision_approve", draft.pk), draft.approve, **more)


@met("decision_immutable", "Dieser Bescheid ist schon freigegeben.", who="freigabe")
def a_decision_is_approved_twice(who):
    return approval(f.DecisionFactory(approved=True))


@met("decision_immutable", "Dieser Bescheid ist schon freigegeben.")
def an_approved_decision_is_withdrawn(who):
    return Form(at("decision_withdraw", f.DecisionFactory(approved=True, by=who).pk), REASON)


GIVEN_BACK = {"reason": "Bitte begründen."}


@met("draft_returned", "zur Überarbeitung zurückgegeben", who="freigabe")
def a_draft_given_back_is_approved(who):
    return approval(f.DraftReturnFactory().decision)


@met("draft_returned", "zur Überarbeitung zurückgegeben", who="freigabe")
def a_draft_is_given_back_twice(who):
    return Form(at("decision_return", f.DraftReturnFactory().decision_id), GIVEN_BACK)


@met("decision_immutable", "Dieser Bescheid ist schon freigegeben.", who="freigabe")
def an_approved_decision_is_given_back(who):
    return Form(at("decision_return", f.DecisionFactory(approved=True).pk), GIVEN_BACK)


@met("return_ones_own", "Diesen Entwurf haben Sie selbst geschrieben.", who="freigabe")
def ones_own_draft_is_given_back(who):
    return Form(at("decision_return", f.DecisionFactory(by=who).pk), GIVEN_BACK)


@met("reallocation_together", "Dieser Bescheid ist die Hälfte einer Umschichtung.", who="freigabe")
def half_a_reallocation_is_given_back(who):
    return Form(at("decision_return", f.ReallocationFactory().increase_id), GIVEN_BACK)


@met("repayment_issued_stands", "Diese Rückforderung ist schon erlassen.", who="freigabe")
def an_issued_claim_is_given_back(who):
    return Form(at("claim_return", f.RepaymentClaimFactory(issued=True).pk), GIVEN_BACK)


@met("decision_dual_control", "Vier-Augen-Prinzip: Sie haben diesen Bescheid entworfen", who="freigabe")
def ones_own_draft_is_approved(who):
    return approval(f.DecisionFactory(by=who))


@met("decision_approved_after_draft", "Die Freigabe liegt vor dem Entwurf.", who="freigabe")
def a_draft_of_tomorrow_is_approved(who):
    return approval(f.DecisionFactory(drafted_on=TOMORROW))


@met("changed_since_seen", "Der Entwurf ist inzwischen geändert.", who="freigabe")
def a_draft_is_approved_that_has_changed_since(who):
    return approval(f.DecisionFactory(), sent={"gesehen": "x"}, given={"seen": "x"})


@met("committed_within_available", "Frei sind noch 0,00 €.", who="freigabe")
def a_cent_too_many_is_approved(who):
    f.DecisionFactory(approved=True, amount=Decimal("80000.00"))
    return approval(f.DecisionFactory(amount=Decimal("0.01")))


@met("funded_site_is_covered", "Geld wird nur für Standorte mit Platz gebunden", who="freigabe")
def money_for_a_site_without_a_seat_is_approved(who):
    return approval(f.DecisionFactory(allocation__site=f.SiteFactory()))


def second_on_one_seat():
    """Two sites that share a seat in turn; the first is funded, the second has a drafted grant."""
    seat, agreement = f.SeatFactory(), f.AgreementFactory(starts_on=date(2026, 1, 1))
    first = f.CoverageFactory(seat=seat, agreement=agreement, ends_on=date(2026, 6, 30))
    second = f.CoverageFactory(seat=seat, agreement=agreement, starts_on=date(2026, 7, 1))
    f.DecisionFactory(allocation__site=first.site, approved=True)
    return f.DecisionFactory(allocation__site=second.site)


@met("funded_sites_within_seats", "2026 wären 2 Standorte gefördert", who="freigabe")
def more_sites_than_seats_are_approved(who):
    return approval(second_on_one_seat())


@met("fiscal_year_closed", "2025 ist abgeschlossen. Berichtigungen gehören ins Folgejahr.")
def a_closed_year_gets_a_decision(who):
    allocation = f.AllocationFactory(fiscal_year=f.FiscalYearFactory(year=2025))
    type(allocation.fiscal_year).objects.update(**f.closing(date(2026, 2, 1)))
    return decision(allocation, kind="grant", amount="1,00")


def numbered_alike():
    """A draft whose notice would get the number of another year's: two patterns that read the same."""
    one = f.FiscalYearFactory(year=2026, notice_pattern="{year}2061{number}")
    other = f.FiscalYearFactory(year=2061, notice_pattern="2026{year}{number}")
    f.DecisionFactory(allocation__fiscal_year=one, approved=True)
    return f.DecisionFactory(allocation__fiscal_year=other, drafted_on=YESTERDAY)


@met("decision_notice_number_unique", "Diese Bescheid-Nr. ist schon vergeben.", who="freigabe")
def a_notice_gets_anothers_number(who):
    return approval(numbered_alike())


@met("notice_of_approved", "Ausgefertigt wird nur ein freigegebener Bescheid.", who="freigabe")
def a_draft_is_drawn_up(who):
    draft = f.DecisionFactory()
    return Button(at("notice_freeze", draft.pk), partial(issuing.draw_up, draft))


# --- Reallocations -----------------------------------------------------------------------------------


def reallocation(source, target, amount="1,00") -> Form:
    typed = {"source": source.pk, "target": target.pk, "amount": amount}
    return Form(at("reallocation_create", 2026), REASON | typed)


@met("reallocation_two_sites", "Wählen Sie zwei verschiedene Zuweisungen.", at="target")
def money_is_moved_to_where_it_was(who):
    allocation = f.DecisionFactory(approved=True).allocation
    return reallocation(allocation, allocation)


@met("recipient_has_role", "keine Rolle am Standort")
def money_is_moved_to_a_recipient_without_a_role(who):
    return reallocation(*(f.DecisionFactory(approved=True).allocation for _ in "ab"))


@met("reallocation_together", "nur als Ganzes freigegeben", who="freigabe")
def half_a_reallocation_is_approved(who):
    return approval(f.ReallocationFactory().increase)


@met("reallocation_together", "nur als Ganzes freigegeben")
def half_a_reallocation_is_changed(who):
    half = f.ReallocationFactory().reduction
    return Form(at("decision_edit", half.pk), REASON | {"kind": "reduction", "amount": "1,00"})


@met("decision_dual_control", "Sie haben diese Umschichtung entworfen", who="freigabe")
def ones_own_reallocation_is_approved(who):
    whole = f.ReallocationFactory()
    Decision.objects.filter(pk__in=[whole.reduction_id, whole.increase_id]).update(drafted_by=who)
    return Button(at("reallocation_approve", whole.pk), whole.approve)


@met("not_ones_own", "Eine Umschichtung nimmt nur zurück, wer sie entworfen hat.")
def anothers_reallocation_is_withdrawn(who):
    return Form(at("reallocation_withdraw", f.ReallocationFactory().pk), REASON)


# --- Instalments and payments ------------------------------------------------------------------------


def rates(allocation, *rows: tuple[str, str], **typed) -> Form:
    cells = {
        f"raten-{n}-{name}": row[i]
        for n, row in enumerate(rows)
        for i, name in enumerate(("due_on", "amount"))
    }
    typed = OWN_RATES | {"raten-TOTAL_FORMS": str(len(rows))} | cells | typed
    return Form(at("instalments_plan", allocation.pk), typed)


@met("disbursed_within_committed", "Die Raten ergeben zusammen 8.000,01 €.")
def more_is_planned_than_is_bound(who):
    allocation = f.DecisionFactory(approved=True).allocation
    return rates(allocation, ("01.03.2026", "8.000,00"), ("01.06.2026", "0,01"))


@met("instalments_kept", "Eine Rate mehr war schon festgestellt und bleibt. Planen Sie mindestens 2 Raten.")
def a_withdrawn_instalment_is_planned_away(who):
    allocation = f.DecisionFactory(approved=True).allocation
    for _ in "ab":
        payment = f.DisbursementFactory(allocation=allocation, certified=True)
        payment.withdraw(reason="x", by=who, on=TODAY)
    return rates(allocation, ("01.03.2026", "1,00"))


@met("instalments_missing", "Geben Sie unten mindestens eine Rate", at="rhythm")
def no_instalment_is_planned(who):
    return rates(f.DecisionFactory(approved=True).allocation)


@met("instalments_wrong", "Berichtigen Sie unten Tag und Betrag.", at="rhythm")
def an_instalment_has_no_day(who):
    return rates(f.DecisionFactory(approved=True).allocation, ("", "1,00"))


@met("instalments_too_many", "12 Raten haben ab dem 01.03.2026 nicht mehr je einen Monat", at="first_due_on")
def more_instalments_than_months(who):
    typed = {"rhythm": "12", "amount": "100,00", "first_due_on": "01.03.2026"}
    return rates(f.DecisionFactory(approved=True).allocation, **typed)


@met("nothing_planned", "Geben Sie für mindestens eine Zuweisung einen Betrag ein.")
def no_allocation_is_planned(who):
    f.DecisionFactory(approved=True)
    return Form(at("year_instalments_plan", 2026), {"rhythm": "2", "first_due_on": "01.03.2026"})


@met("disbursement_amount_positive", "Jede Rate beträgt mindestens einen Cent.", at="amount")
def a_cent_is_divided(who):
    typed = {"rhythm": "2", "amount": "0,01", "first_due_on": "01.03.2026"}
    return rates(f.DecisionFactory(approved=True).allocation, **typed)


@met("disbursement_due_within_year", "Dieser Tag liegt nicht im Haushaltsjahr 2026.", at="first_due_on")
def an_instalment_falls_into_another_year(who):
    typed = {"rhythm": "1", "amount": "1,00", "first_due_on": "31.12.2025"}
    return rates(f.DecisionFactory(approved=True).allocation, **typed)


def step(name: str, payment, **more) -> Button:
    return Button(at(f"disbursement_{name}", payment.pk), getattr(payment, name), **more)


@met("disbursement_certified", "Diese Rate ist schon festgestellt, am 01.03.2026 von")
def an_instalment_is_certified_twice(who):
    return step("certify", f.DisbursementFactory(certified=True))


@met("disbursement_released", "Diese Rate ist schon freigegeben, am 01.03.2026 von", who="freigabe")
def an_instalment_is_released_twice(who):
    return step("release", f.DisbursementFactory(released=True))


@met("disbursement_steps_in_order", "noch nicht sachlich und rechnerisch richtig", who="freigabe")
def an_uncertified_instalment_is_released(who):
    return step("release", f.DisbursementFactory())


@met("disbursement_dual_control", "Vier-Augen-Prinzip: Sie haben diese Rate", who="freigabe")
def what_one_certified_oneself_is_released(who):
    return step("release", f.DisbursementFactory(certified=True, certified_by=who))


@met("disbursement_recipient_account", "Der Empfänger hat keine gültige IBAN.", who="freigabe")
def an_instalment_without_an_account_is_released(who):
    allocation = f.DecisionFactory(approved=True, allocation__recipient__iban="").allocation
    return step("release", f.DisbursementFactory(allocation=allocation, certified=True))


@met("changed_since_seen", "Betrag oder Konto des Empfängers sind andere", who="freigabe")
def an_account_is_released_that_has_changed_since(who):
    payment = f.DisbursementFactory(certified=True)
    return step("release", payment, sent={"gesehen": "x"}, given={"seen": "x"})


def withdrawal(payment) -> Form:
    return Form(at("disbursement_withdraw", payment.pk), REASON)


@met("disbursement_unsigned", "Diese Rate hat noch keine Unterschrift.")
def no_signature_is_taken_back(who):
    return withdrawal(f.DisbursementFactory())


@met("disbursement_paid", "Diese Rate ist schon ausgezahlt, am 01.03.2026 unter KA-2026-1.")
def a_signature_under_a_payment_is_taken_back(who):
    return withdrawal(f.DisbursementFactory(paid=True))


@met("disbursement_in_run", "Stornieren Sie erst die Zahlungsliste.")
def a_signature_on_a_payment_list_is_taken_back(who):
    return withdrawal(f.PaymentItemFactory().disbursement)


@met("withdrawal_after_signature", "Die Rücknahme liegt vor der Unterschrift.")
def a_signature_of_tomorrow_is_taken_back(who):
    return withdrawal(f.DisbursementFactory(certified=True, certified_on=TOMORROW))


def payment_of(payment, paid_on: str) -> Form:
    return Form(at("disbursement_pay", payment.pk), {"paid_on": paid_on, "reference": "KA-1"})


@met("disbursement_steps_in_order", "Diese Rate ist noch nicht freigegeben.")
def an_unreleased_instalment_is_paid(who):
    return payment_of(f.DisbursementFactory(certified=True), "01.03.2026")


@met("disbursement_paid", "Diese Rate ist schon ausgezahlt, am 01.03.2026 unter KA-2026-1.")
def an_instalment_is_paid_twice(who):
    return payment_of(f.DisbursementFactory(paid=True), "01.03.2026")


@met("paid_in_future", "Dieser Tag liegt in der Zukunft.", at="paid_on")
def a_payment_of_tomorrow(who):
    return payment_of(f.DisbursementFactory(released=True), german_day(TOMORROW))


@met("disbursement_paid_within_year", "Die Zahlung gehört in das Haushaltsjahr 2026.", at="paid_on")
def a_payment_in_another_year(who):
    return payment_of(f.DisbursementFactory(released=True), "31.12.2025")


@met("paid_before_release", "Freigegeben ist erst seit dem 01.03.2026.", at="paid_on")
def a_payment_before_its_release(who):
    return payment_of(f.DisbursementFactory(released=True), "28.02.2026")


def reversal(payment, day: str = "01.04.2026") -> Form:
    return Form(at("disbursement_reverse", payment.pk), REASON | {"reversed_on": day})


@met("disbursement_reversed", "Diese Zahlung ist schon storniert, am 01.04.2026.")
def a_payment_is_reversed_twice(who):
    return reversal(f.ReversalFactory().disbursement)


def sent_back(payment, day: str = "01.04.2026") -> Form:
    return Form(at("disbursement_return", payment.pk), REASON | {"returned_on": day})


@met("payment_returned", "Dieser Rücklauf ist schon erfasst, am 01.04.2026: Konto erloschen")
def a_payment_comes_back_twice(who):
    return sent_back(f.PaymentReturnFactory().disbursement)


@met("payment_return_of_payment", "Zurückkommen kann nur eine Zahlung, die als ausgezahlt erfasst")
def what_is_not_paid_comes_back(who):
    return sent_back(f.DisbursementFactory(released=True))


@met("payment_return_of_payment", "Der Rücklauf liegt vor der Zahlung vom 01.03.2026.", at="returned_on")
def a_return_before_its_payment(who):
    return sent_back(f.DisbursementFactory(paid=True), "28.02.2026")


@met("returned_in_future", "Dieser Tag liegt in der Zukunft.", at="returned_on")
def a_return_of_tomorrow(who):
    return sent_back(f.DisbursementFactory(paid=True), german_day(TOMORROW))


def settling(payment) -> Form:
    return Form(at("return_settle", payment.pk), {"settlement": "Bleibt bei der Stadt."})


@met("payment_return_of_closed_year", "Das Haushaltsjahr ist noch offen. Stornieren Sie die Zahlung")
def a_return_of_an_open_year_is_settled(who):
    return settling(f.PaymentReturnFactory().disbursement)


@met("payment_return_settled", "Dieser Rücklauf ist schon geklärt.")
def a_return_is_settled_twice(who):
    payment = f.PaymentReturnFactory().disbursement
    f.ReversalFactory(disbursement=payment)
    return settling(payment)


@met("payment_run_debtor_account", "Das Konto der Stadt ist nicht eingetragen")
def a_payment_file_without_the_citys_account(who):
    run = f.PaymentItemFactory().run
    return Button(at("payment_run_xml", run.pk), lambda **given: run.export(kind="xml", **given))


@met("payment_run_lacks", "Keinen Kontoinhaber, den eine Bank annimmt, haben: 1 (Müller & Söhne).")
def a_payment_file_with_a_holder_no_bank_takes(who):
    f.MunicipalityFactory(account_holder="Stadtkasse", iban=f.IBAN)
    payment = f.DisbursementFactory(released=True, recipient_name="Müller & Söhne")
    run = f.PaymentItemFactory(disbursement=payment).run
    return Button(at("payment_run_xml", run.pk), lambda **given: run.export(kind="xml", **given))


@met("reversal_of_payment", "Storniert wird nur eine Rate, die schon ausgezahlt ist.")
def what_is_not_paid_is_reversed(who):
    return reversal(f.DisbursementFactory(released=True))


@met("reversal_of_payment", "Das Storno liegt vor der Zahlung vom 01.03.2026.", at="reversed_on")
def a_reversal_before_its_payment(who):
    return reversal(f.DisbursementFactory(paid=True), "28.02.2026")


@met("reversed_in_future", "Dieser Tag liegt in der Zukunft.", at="reversed_on")
def a_reversal_of_tomorrow(who):
    return reversal(f.DisbursementFactory(paid=True), german_day(TOMORROW))


@met("proven_within_paid", "als ausgegeben nachgewiesen und angenommen")
def what_is_proven_is_reversed(who):
    return reversal(accepted_proof().allocation.disbursements.get())


@met("claims_within_unspent", "lassen sich nicht zurückfordern")
def what_is_claimed_back_is_reversed(who):
    return reversal(f.RepaymentClaimFactory().allocation.disbursements.get())


@met("reversal_dual_control", "Vier-Augen-Prinzip: Sie haben diese Zahlung erfasst")
def what_one_recorded_oneself_is_reversed(who):
    return reversal(f.DisbursementFactory(paid=True, paid_by=who))


# --- Payment lists -----------------------------------------------------------------------------------


@met("payment_run_empty", "Keine freigegebene Rate wartet auf eine Zahlungsliste.")
def a_list_of_nothing(who):
    year = f.FiscalYearFactory()
    return Button(at("payment_run_create", 2026), PaymentRun.objects.draw_up, given={"fiscal_year": year})


def of_run(name: str, run) -> Form:
    return Form(at(f"payment_run_{name}", run.pk), REASON | {"paid_on": "02.03.2026", "reference": "KA-1"})


def cancelled_run():
    run = f.PaymentItemFactory().run
    run.cancel(reason="Die Summe stimmt nicht.", by=run.created_by, on=date(2026, 3, 3))
    return run


def paid_run():
    item = f.PaymentItemFactory()
    item.disbursement.pay(
        paid_on=date(2026, 3, 2), reference="x", by=item.run.created_by, on=date(2026, 3, 2)
    )
    return item.run


@met("payment_run_cancelled", "Diese Zahlungsliste ist storniert, seit dem 03.03.2026.")
def a_cancelled_list_is_paid(who):
    return of_run("pay", cancelled_run())


@met("payment_run_paid", "sind schon als ausgezahlt erfasst")
def a_list_is_paid_twice(who):
    return of_run("pay", paid_run())


@met("payment_run_paid", "Von dieser Zahlungsliste ist schon etwas ausgezahlt.")
def a_paid_list_is_cancelled(who):
    return of_run("cancel", paid_run())


# --- Proofs of use -----------------------------------------------------------------------------------


def proof(who=None, **facts) -> ProofOfUse:
    """A proof of 2.000 € paid to the partner of the person, with its line."""
    recipient = {"allocation__recipient": who.partner} if who and who.partner else {}
    granted = f.DecisionFactory(approved=True, allocation__recipient__iban=f.IBAN, **recipient)
    allocation = f.DisbursementFactory(allocation=granted.allocation, paid=True).allocation
    made = f.ProofOfUseFactory(allocation=allocation, narrative="Es fand statt.")
    f.ProofLineFactory(proof=made, spent=facts.pop("spent", Decimal("2000.00")))
    ProofOfUse.objects.filter(pk=made.pk).update(**facts)
    made.refresh_from_db()
    return made


def handed_in() -> dict:
    return {"submitted_on": YESTERDAY, "submitted_by": f.UserFactory()}


def accepted_proof(who=None) -> ProofOfUse:
    made = proof(who, **handed_in())
    ProofOfUse.objects.filter(pk=made.pk).update(accepted_on=YESTERDAY, accepted_by=f.UserFactory())
    return made


def submission(made) -> Button:
    return Button(at("proof_submit", made.allocation_id), made.submit)


@met("unsaved_draft", "Speichern Sie zuerst Ihre letzten Eingaben.", who="partner_user")
def what_is_only_typed_is_handed_in(who):
    return submission(proof(who, draft={"narrative": "x"}))


@met("narrative_missing", "Der Sachbericht fehlt noch.", who="partner_user")
def a_proof_without_a_narrative_is_handed_in(who):
    return submission(proof(who, narrative=" "))


@met("lines_missing", "Der zahlenmäßige Nachweis fehlt noch", who="partner_user")
def a_proof_without_amounts_is_handed_in(who):
    made = proof(who)
    made.lines.all().delete()
    return submission(made)


@met("proven_within_paid", "2.000,01 €; ausgezahlt sind 2.000,00 €", who="partner_user")
def more_than_was_paid_is_handed_in(who):
    return submission(proof(who, spent=Decimal("2000.01")))


@met("proof_submitted_stands", "ändert sich nicht mehr, außer die Stadt gibt ihn zurück.", who="partner_user")
def a_proof_is_handed_in_twice(who):
    return submission(proof(who, **handed_in()))


@met("proof_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.", who="partner_user")
def an_accepted_proof_is_handed_in_again(who):
    return submission(accepted_proof(who))


STATEMENT = {"version": "0", "narrative": "Neu", "spent_staff": "1,00"}


@met(
    "proof_line_own_funds_within_spent",
    "Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch.",
    who="partner_user",
    at="own_funds_staff",
)
def more_own_funds_than_spent(who):
    return Form(at("proof_edit", proof(who).allocation_id), STATEMENT | {"own_funds_staff": "1,01"})


def financed_proof(who) -> ProofOfUse:
    """A proof of what is financed by the deficit, with its line, and nothing said of other funding."""
    allocation = f.AllocationFactory(recipient=who.partner, financed=True)
    f.DecisionFactory(approved=True, allocation=allocation)
    made = f.ProofOfUseFactory(allocation=allocation, narrative="Es fand statt.")
    f.ProofLineFactory(proof=made)
    return made


@met("other_funding_missing", "ob noch jemand anderes den Standort fördert.", who="partner_user")
def other_funding_is_left_out(who):
    return submission(financed_proof(who))


@met(
    "proof_other_funding_named",
    "von wem sie kommt und wofür",
    who="partner_user",
    at="other_funding_from",
)
def other_funding_without_a_name(who):
    return Form(at("proof_edit", proof(who).allocation_id), STATEMENT | {"other_funding": "some"})


def receipt_of(made, number="RE-17") -> Form:
    facts = {"category": "material", "dated_on": "02.05.2026", "payee": "Büromarkt", "amount": "49,90"}
    return Form(at("receipt_create", made.allocation_id), facts | {"number": number})


@met("receipt_once", "schon abgerechnet: „re 17“ am Standort", who="partner_user", at="number")
def a_receipt_counts_twice(who):
    made = proof(who)
    f.ProofReceiptFactory(proof=made, number="re 17")
    return receipt_of(made)


@met("receipt_number_given", "mindestens eine Ziffer", who="partner_user", at="number")
def a_receipt_without_a_number(who):
    return receipt_of(proof(who), "--")


@met("too_many_receipts", f"Es sind schon {MOST_RECEIPTS} Belege", who="partner_user")
def one_receipt_too_many(who):
    made = proof(who)
    one = f.ProofReceiptFactory.build(proof=made)
    facts = {"category": one.category, "dated_on": one.dated_on, "payee": "x", "amount": one.amount}
    made.receipts.bulk_create(type(one)(proof=made, number=f"R{n}", **facts) for n in range(MOST_RECEIPTS))
    return receipt_of(made)


# --- The type of financing, and proofs on request ----------------------------------------------------


def financing_of(allocation, **typed) -> Form:
    return Form(at("allocation_finance", allocation), typed)


@met("financing_share_within", "über 0 und höchstens bei 100 Prozent", at="share")
def a_share_of_more_than_all(who):
    return financing_of(f.AllocationFactory(), financing="share", share="100,01")


@met("financing_after_notice", "steht im freigegebenen Bescheid", at="financing")
def another_type_than_the_notice_says(who):
    return financing_of(f.DecisionFactory(approved=True).allocation, financing="fixed")


@met("financing_after_proof", "Der Verwendungsnachweis ist eingereicht.", at="financing")
def another_type_than_the_proof_reckons_by(who):
    return financing_of(f.ProofOfUseFactory(submitted=True).allocation, financing="fixed")


def announced(**facts):
    """A sample of 2026 whose population is fixed."""
    return f.ProofSampleFactory(**{"announced_on": TODAY - timedelta(days=9), "fixed_on": YESTERDAY, **facts})


def rule(**typed) -> Form:
    f.FiscalYearFactory()
    facts = {"below": "1.000,00", "percent": "10", "seed": "3, 8", "fixed_on": german_day(TOMORROW)}
    return Form(at("sample_create", 2026), facts | typed)


@met("sample_seed_before_population", "Der Stichtag liegt nach heute.", at="fixed_on")
def a_seed_after_the_population(who):
    return rule(fixed_on=german_day(TODAY))


@met("sample_once_per_year", "steht schon eine Stichprobe fest")
def a_second_rule_for_a_year(who):
    announced()
    return rule()


def drawing(due_on=TODAY + timedelta(days=30)) -> Form:
    return Form(at("sample_draw", 2026), {"due_on": german_day(due_on)})


@met("sample_drawn_after_population", "steht erst nach dem")
def a_sample_is_drawn_before_its_day(who):
    announced(fixed_on=TODAY)
    return drawing()


@met("sample_population_empty", "Aus nichts wird keine Stichprobe gezogen.")
def a_sample_is_drawn_from_nobody(who):
    announced()
    return drawing()


@met("sample_due_after_drawing", "Die Frist liegt nach der Ziehung.", at="due_on")
def whoever_is_drawn_has_no_time(who):
    announced()
    return drawing(TODAY)


@met("sample_drawn", "Sie wird nicht noch einmal gezogen")
def a_sample_is_drawn_twice(who):
    sample = f.SampleMemberFactory(sample=announced()).sample
    type(sample).objects.filter(pk=sample.pk).update(drawn_on=TODAY, drawn_by=who, due_on=TOMORROW)
    return drawing()


@met("sample_dropped_before_population", "Jetzt wird nur noch gezogen.")
def a_rule_is_dropped_too_late(who):
    announced()
    return Form(at("sample_drop", 2026), {"reason": "Versehen."})


def attachment(made) -> Form:
    file = SimpleUploadedFile("belege.pdf", f.pdf())
    return Form(at("attachment_create", made.allocation_id), {"title": "Belege", "file": file})


@met("too_many", f"Es sind schon {MOST_ATTACHMENTS} Anlagen; mehr gehen nicht.", who="partner_user")
def one_attachment_too_many(who):
    made = proof(who)
    one = f.ProofAttachmentFactory.build(proof=made)
    rows = [type(one)(proof=made, title=str(n), file="x.pdf", sha256="0") for n in range(MOST_ATTACHMENTS)]
    made.attachments.bulk_create(rows)
    return attachment(made)


@met(
    "attachment_title_taken",
    "So heißt schon eine andere Anlage. Frei ist zum Beispiel „Belege (2)“.",
    who="partner_user",
    at="title",
)
def an_attachment_is_called_like_another(who):
    made = proof(who)
    f.ProofAttachmentFactory(proof=made, title="belege")
    return attachment(made)


@met("attachment_twice", "Diese Datei ist schon angefügt: „Erste“.", who="partner_user", at="file")
def a_file_is_attached_twice(who):
    made = proof(who)
    digest = hashlib.sha256(f.pdf()).hexdigest()
    f.ProofAttachmentFactory(proof=made, title="Erste", sha256=digest)
    return attachment(made)


@met("proof_submitted_stands", "außer die Stadt gibt ihn zurück.", who="partner_user")
def an_attachment_comes_too_late(who):
    return attachment(proof(who, **handed_in()))


@met("proof_submitted_stands", "außer die Stadt gibt ihn zurück.", who="partner_user")
def an_attachment_is_removed_too_late(who):
    made = proof(who)
    one = f.ProofAttachmentFactory(proof=made)
    ProofOfUse.objects.filter(pk=made.pk).update(**handed_in())
    url = at("attachment_delete", made.allocation_id, one.pk)
    return Button(url, lambda **_: made.detach(attachment=one))


def review(made, name: str = "accept") -> Form:
    typed = {"review_note": "Geprüft.", "reasons": "Bitte ergänzen."}
    return Form(at(f"proof_{name}", made.allocation_id), typed)


@met("not_submitted", "Der Nachweis ist nicht eingereicht.")
def what_is_not_handed_in_is_accepted(who):
    return review(proof())


@met("proof_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_proof_is_sent_back(who):
    return review(accepted_proof(), "return")


@met("proof_accepted_by_another", "Vier-Augen-Prinzip: Sie haben diesen Nachweis eingereicht")
def a_proof_handed_in_by_oneself_is_accepted(who):
    return review(proof(**handed_in() | {"submitted_by": who}))


@met("proof_accepted_after_submission", "Angenommen wird nur ein eingereichter Nachweis.")
def a_proof_of_tomorrow_is_accepted(who):
    return review(proof(**handed_in() | {"submitted_on": TOMORROW}))


@met("proven_within_paid", "ausgezahlt sind 2.000,00 €")
def more_than_was_paid_is_accepted(who):
    return review(proof(spent=Decimal("2000.01"), **handed_in()))


@met("claims_within_unspent", "schon zurückgefordert. Nachgewiesen sein können noch 1.750,00 €.")
def what_is_claimed_back_is_accepted(who):
    made = proof(**handed_in())
    f.RepaymentClaimFactory(allocation=made.allocation)
    return review(made)


# --- Repayment claims --------------------------------------------------------------------------------


def claim(allocation, **typed) -> Form:
    facts = REASON | {"amount": "1,00", "due_on": german_day(TOMORROW)}
    return Form(at("claim_create", allocation.pk), facts | typed)


@met("claims_within_unspent", "Zurückfordern lassen sich hier höchstens 2.000,00 €", at="amount")
def more_than_was_paid_is_claimed(who):
    return claim(f.DisbursementFactory(paid=True).allocation, amount="2.000,01")


def draft(**facts):
    return f.RepaymentClaimFactory(drafted_on=YESTERDAY, **facts)


def issue(made) -> Button:
    return Button(at("claim_issue", made.pk), made.issue)


@met("repayment_issued_stands", "Diese Rückforderung ist schon erlassen.", who="freigabe")
def a_claim_is_issued_twice(who):
    return issue(draft(issued=True))


@met("repayment_dual_control", "Vier-Augen-Prinzip: Sie haben diese Rückforderung", who="freigabe")
def ones_own_claim_is_issued(who):
    return issue(draft(by=who))


@met("repayment_steps_in_order", "Erst entwerfen, dann erlassen, dann den Eingang buchen.", who="freigabe")
def a_claim_of_tomorrow_is_issued(who):
    return issue(f.RepaymentClaimFactory(drafted_on=TOMORROW))


@met("repayment_issued_stands", "Eine erlassene Rückforderung ändert sich nicht mehr")
def an_issued_claim_is_discarded(who):
    made = draft(issued=True)
    return Form(at("claim_discard", made.pk), {"reason": "Doppelt."})


@met("before_last_receipt", "Buchen Sie Eingänge in ihrer Reihenfolge.", at="paid_on")
def a_receipt_before_the_last_one(who):
    made = draft(issued=True)
    made.receive(paid_on=TODAY, received=Decimal("1.00"), reference="KA-1", by=who, on=TODAY)
    return receipt(made, YESTERDAY, "1,00")


def dropped(row) -> Form:
    return Form(at("disbursement_drop", row.pk), {"reason": "Der Kurs fällt aus."})


@met("disbursement_signed", "Wer Zahlungen zeichnet, nimmt erst die Unterschriften zurück")
def a_certified_instalment_is_dropped(who):
    return dropped(f.DisbursementFactory(certified=True))


@met("disbursement_dropped", "Diese Rate ist schon am")
def an_instalment_is_dropped_twice(who):
    return dropped(f.DisbursementFactory(dropped=True))


@met("fiscal_year_used", "In diesem Jahr ist schon Geld geplant")
def a_year_with_money_is_discarded(who):
    year = f.DecisionFactory().allocation.fiscal_year
    return Form(at("fiscal_year_discard", year.year), {"reason": "Falsches Jahr."})


def receipt(made, day: date = TODAY, received: str = "250,00") -> Form:
    typed = {"paid_on": german_day(day), "received": received, "reference": "KA-1"}
    return Form(at("claim_receive", made.pk), typed)


@met("not_issued", "Die Rückforderung ist noch nicht erlassen.")
def a_draft_is_received(who):
    return receipt(draft())


@met("repayment_immutable", "Der Eingang ist schon gebucht.")
def a_claim_is_received_twice(who):
    return receipt(f.RepaymentClaimFactory(paid_on=YESTERDAY))


@met("future", "Dieser Tag liegt in der Zukunft.", at="paid_on")
def a_receipt_of_tomorrow(who):
    return receipt(draft(issued=True), TOMORROW)


@met("before_issue", "davor kann nichts eingehen", at="paid_on")
def a_receipt_before_the_claim(who):
    return receipt(draft(issued=True), YESTERDAY - timedelta(days=1))


@met("repayment_booked_once", "Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang.")
def a_receipt_comes_when_no_year_is_open(who):
    year = paid_in_full()
    late = f.RepaymentClaimFactory(
        allocation=year.allocations.get(), drafted_on=TODAY, issued=True, amount=250
    )
    close(year)
    return receipt(late)


@met("received_too_much", "höchstens 250,00 € offen", at="received")
def more_than_is_owed_is_received(who):
    return receipt(draft(issued=True), received="250,01")


@met("base_rate_missing", "ist kein Basiszinssatz eingetragen", at="paid_on")
def a_claim_is_settled_without_the_rate_of_its_half_year(who):
    interest = {"interest_rate": 5, "interest_source": "§ 1 Beispielgesetz", "by_base_rate": True}
    return receipt(draft(issued=True, interest_from=YESTERDAY, **interest))


# --- The days of a notice ----------------------------------------------------------------------------


def hearing(act, **typed) -> Form:
    kind = "claim" if hasattr(act, "due_on") else "decision"
    facts = {"held_on": german_day(TODAY), "way": "letter", "answer_due_on": "", "waived_reason": ""}
    return Form(at(f"{kind}_hearing", act.pk), facts | typed)


def heard(**facts):
    """A reduction drafted yesterday, about which somebody was heard."""
    return f.HearingFactory(decision=f.unheard(drafted_on=YESTERDAY), **facts).decision


@met("hearing_missing", "fehlt die Anhörung oder der Grund, warum es keine gibt", who="freigabe")
def a_reduction_is_approved_unheard(who):
    return approval(f.unheard())


@met("hearing_missing", "fehlt die Anhörung oder der Grund, warum es keine gibt", who="freigabe")
def a_claim_is_issued_unheard(who):
    made = draft()
    made.hearing.delete()
    return issue(made)


@met("hearing_before_notice", "liegen nicht nach dem Bescheid", who="freigabe")
def a_reduction_is_approved_before_its_hearing(who):
    return approval(heard(held_on=TOMORROW, recorded_on=TOMORROW))


@met("hearing_term_running", "Die Frist zur Äußerung läuft noch", who="freigabe")
def a_reduction_is_approved_while_its_hearing_runs(who):
    return approval(heard(answer_due_on=TODAY))


@met("hearing_of_draft", "die Anhörung gehört davor")
def a_hearing_comes_after_the_notice(who):
    return hearing(f.DecisionFactory(approved=True))


@met("hearing_kept", "die Anhörung gehört davor und ändert sich nicht mehr")
def a_hearing_is_changed_after_the_claim(who):
    return hearing(draft(issued=True))


@met("hearing_in_future", "Dieser Tag liegt in der Zukunft.", at="held_on")
def a_hearing_of_tomorrow(who):
    return hearing(f.unheard(), held_on=german_day(TOMORROW))


@met("hearing_held_or_waived", "Nennen Sie Tag und Weg der Anhörung oder den Grund", at="held_on")
def a_hearing_both_held_and_waived(who):
    return hearing(f.unheard(), waived_reason="Eilt.")


@met("hearing_term_afterwards", "endet nicht vor der Anhörung", at="answer_due_on")
def a_hearing_whose_term_is_over_before(who):
    return hearing(f.unheard(), answer_due_on=german_day(YESTERDAY))


def answer(decision, day: date = TODAY) -> Form:
    typed = {"answered_on": german_day(day), "answer": "Wir brauchen das Geld."}
    return Form(at("decision_hearing_answer", decision.pk), typed)


@met("hearing_answer_afterwards", "geht nicht vor der Anhörung ein", at="answered_on")
def an_answer_before_the_hearing(who):
    return answer(heard(), YESTERDAY - timedelta(days=1))


@met("hearing_in_future", "Dieser Tag liegt in der Zukunft.", at="answered_on")
def an_answer_of_tomorrow(who):
    return answer(heard(), TOMORROW)


@met("hearing_waived", "Es gab keine Anhörung")
def an_answer_to_no_hearing(who):
    return answer(f.DecisionFactory(allocation=granted(), kind="reduction", amount=-1))


def revocation(allocation=None, **known):
    """A drafted revocation; its ground is the one given, or none."""
    row = f.DecisionFactory(allocation=allocation or granted(), kind="revocation", amount=-1)
    row.allocation.revocation_grounds.get().drop(reason="Nur für diesen Fall.", by=row.drafted_by, on=TODAY)
    if known:
        f.RevocationGroundFactory(allocation=row.allocation, recorded_on=max(known.values()), **known)
    return row


@met("revocation_ground_missing", "seit wann sein Grund bekannt ist", who="freigabe")
def a_revocation_is_approved_without_a_ground(who):
    return approval(revocation())


@met("revocation_ground_known", "erst nach dem Tag der Freigabe bekannt", who="freigabe")
def a_revocation_is_approved_before_its_ground_is_known(who):
    return approval(revocation(known_on=TOMORROW))


@met("revocation_in_time", "Die Frist für den Widerruf endete am", who="freigabe")
def a_revocation_is_approved_too_late(who):
    f.periods()
    return approval(revocation(known_on=date(TODAY.year - 2, 1, 1)))


def ground(day: date) -> Form:
    typed = {"known_on": german_day(day), "what": "Der Zweck entfiel."}
    return Form(at("ground_create", granted().pk), typed)


@met("ground_in_future", "Dieser Tag liegt in der Zukunft.", at="known_on")
def a_ground_is_known_tomorrow(who):
    return ground(TOMORROW)


@met("ground_decided", "Über diesen Widerrufsgrund ist schon entschieden.")
def a_ground_is_dropped_twice(who):
    row = f.RevocationGroundFactory(dropped_on=TODAY, dropped_by=who, drop_reason="Es blieb dabei.")
    return Form(at("ground_drop", row.pk), REASON)


def service(notice, day: date = TODAY, way: str = "posted") -> Form:
    return Form(at("service_record", notice.pk), {"way": way, "sent_on": german_day(day)})


@met("service_in_future", "Dieser Tag liegt in der Zukunft.", at="sent_on")
def a_notice_is_served_tomorrow(who):
    return service(f.NoticeFactory(), TOMORROW)


@met("service_after_notice", "nicht vor seinem Tag, dem 15.01.2026", at="sent_on")
def a_notice_is_served_before_its_day(who):
    return service(f.NoticeFactory(), date(2026, 1, 14))


@met("legal_period_missing", "gilt keine Rechtsfrist „Bekanntgabe nach Aufgabe zur Post“", at="way")
def a_notice_is_served_without_a_rule_of_the_day(who):
    return service(f.NoticeFactory())


@met("service_once", "Die Bekanntgabe dieses Bescheids ist schon eingetragen.")
def a_notice_is_served_twice(who):
    return service(f.ServiceFactory().notice)


def appealed(row, day: date) -> Form:
    return Form(at("service_appeal", row.pk), {"appealed_on": german_day(day)})


@met("service_appeal_in_term", "Die Rechtsbehelfsfrist endete am", at="appealed_on")
def an_appeal_comes_too_late(who):
    row = f.ServiceFactory()
    return appealed(row, row.appeal_until + timedelta(days=1))


@met("service_in_future", "Dieser Tag liegt in der Zukunft.", at="appealed_on")
def an_appeal_of_tomorrow(who):
    return appealed(f.ServiceFactory(), TOMORROW)


@met("service_appeal_in_term", "zwischen der Bekanntgabe und dem Ende", at="appealed_on")
def an_appeal_before_the_notice_went_out(who):
    return appealed(f.ServiceFactory(), date(2026, 1, 14))


def in_appeal(**more):
    row = f.ServiceFactory()
    day = row.known_on
    type(row).objects.filter(pk=row.pk).update(appealed_on=day, appealed_by=row.recorded_by, **more)
    return row


@met("service_appealed", "ist schon eingetragen")
def an_appeal_comes_twice(who):
    row = in_appeal()
    return appealed(row, row.known_on)


def ended(row, day: date = TODAY) -> Form:
    return Form(at("service_appeal_end", row.pk), {"appeal_ended_on": german_day(day)})


@met("service_not_appealed", "Hier ist kein Rechtsbehelf eingetragen.")
def no_appeal_ends(who):
    return ended(f.ServiceFactory())


@met("service_in_future", "Dieser Tag liegt in der Zukunft.", at="appeal_ended_on")
def an_appeal_ends_tomorrow(who):
    return ended(in_appeal(), TOMORROW)


@met("service_appeal_ended_afterwards", "nicht vor seinem Eingang", at="appeal_ended_on")
def an_appeal_ends_before_it_came(who):
    return ended(in_appeal(), date(2026, 1, 14))


@met("service_immutable", "Eine Bekanntgabe ändert sich nicht mehr.")
def an_appeal_ends_twice(who):
    row = in_appeal()
    ends = {"appeal_ended_on": row.appeal_until, "appeal_ended_by": who}
    type(row).objects.filter(pk=row.pk).update(**ends)
    return ended(row)


@met("service_withdrawn", "Diese Bekanntgabe ist zurückgenommen.")
def a_service_is_withdrawn_twice(who):
    back = {"withdrawn_on": TODAY, "withdrawn_by": who, "withdraw_reason": "Kam zurück."}
    return Form(at("service_withdraw", f.ServiceFactory(**back).pk), REASON)


# --- Texts of the notices ----------------------------------------------------------------------------


def text(**typed) -> Form:
    facts = {"kind": "grant", "part": "closing", "body": "Gruß.", "valid_from": german_day(TODAY)}
    return Form(at("notice_text_create"), facts | typed)


@met("notice_text_not_backdated", "Ein Baustein gilt frühestens ab heute", at="valid_from")
def a_text_is_backdated(who):
    return text(valid_from=german_day(YESTERDAY))


@met("notice_text_version_unique", "Diesen Baustein gibt es für den Tag schon.", at="valid_from")
def a_text_is_written_twice(who):
    f.NoticeTextFactory(part="closing", valid_from=TODAY)
    return text()


@met("notice_text_tokens_known", "Unbekannter Platzhalter: {unsinn}. Bekannt sind", at="body")
def a_text_with_an_unknown_token(who):
    return text(body="Sie erhalten {unsinn}.")


# --- What holds of each ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ON_PAGES, ids=str)
def test_a_refusal_is_said_where_it_belongs_and_nothing_is_stored(case, request, client_of):
    who = request.getfixturevalue(case.who)
    scene = case.scene(who)
    before, client = stored(), client_of(who)
    if isinstance(scene, Form):
        answer = client.post(scene.url, scene.typed)
        assert answer.status_code == 200
        (code, message), *others = said_at(case.at, answer.context["form"])
        assert kept(scene.typed, answer.context["form"])
    else:
        answer = client.post(scene.url, scene.sent, follow=True)
        refusal = refused(scene.verb, by=who, on=TODAY, **scene.given)
        code, message, others = code_of(refusal), plain(refusal.messages[0]), refusal.messages[1:]
    assert (code, others, case.said in message, message in text_of(answer)) == (case.code, [], True, True)
    assert stored() == before


def said_at(field: str, form) -> list[tuple[str, str]]:
    """What is said at the one field that is refused; a name may end with the site's number."""
    ((found, refusals),) = found_in(form).items()
    assert found.startswith(field)
    return refusals


def kept(typed: dict, form) -> bool:
    """Whether the form still shows what was typed into it; a chosen file no browser shows again."""
    names = [name for name in form.fields if name in typed and not hasattr(typed[name], "read")]
    return all(str(form[name].value()) == str(typed[name]) for name in names)


def code_of(refusal) -> str:
    found = refusal.error_dict["__all__"] if hasattr(refusal, "error_dict") else refusal.error_list
    return found[0].code


def test_every_refusal_is_met_on_a_page_or_cannot_be():
    assert by_database() | by_verbs() == ON_PAGES.codes() | set(NOT_ON_PAGES)
    assert ON_PAGES.codes() & set(NOT_ON_PAGES) == set()
