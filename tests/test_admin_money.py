"""Every rule of money the database keeps, broken in the admin: said on the form, input kept, nothing stored.

The admin calls no verbs, so what only a verb refuses is met on its page (`test_money_refusals`). Frozen and
closed records, limits and amounts that are none are broken here too, in `test_admin_upper` and `test_bad_money`.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from funding.models import (
    Allocation,
    LegalFigure,
    LegalPeriod,
    NoticeText,
    PaymentItem,
    PaymentRun,
    PaymentRunExport,
    ProofLine,
    ProofOfUse,
    Reversal,
)
from tests import factories as f
from tests.money_refusals import Table, because, by_database, found_in, stored
from tests.test_admin_upper import address, delete, plain, save, typed
from tests.test_funding_pages import text_of

pytestmark = pytest.mark.django_db

IN_ADMIN = met = Table()
MESSAGE = "message"  # said above the page one lands on, because a deletion has no form

NOT_IN_ADMIN = because(
    {
        "What was before is entered on its own pages; no form here has its fields.": (
            *("decision_paper_complete", "decision_paper_keeps_its_day", "decision_paper_number_unique"),
            *("disbursement_paper_keeps_its_day", "disbursement_paper_has_reference"),
            *("proof_paper_keeps_its_day", "fiscal_year_entered_after_opening", "notice_on_paper"),
            *("paper_before_year", "paper_before_grant", "paid_before_grant", "proof_before_grant"),
        ),
        "No field of the form; the database gives it.": (
            *("decision_numbered_when_approved", "notice_number"),
            *("fiscal_year_rest", "fiscal_year_rest_recorded", "repayment_receipt_has_year"),
            *("proof_recognised", "proof_recognised_with_acceptance"),
        ),
        "The type of financing is said on the allocation's page; no form here asks for it.": (
            *("financing_share_within", "financing_share_given", "financing_dated", "financing_has_person"),
            *("financing_after_notice", "financing_after_proof"),
        ),
        "A sample is only looked at here.": (
            *("sample_once_per_year", "sample_below_positive", "sample_percent_within", "sample_seed_given"),
            *("sample_seed_before_population", "sample_drawn_after_population", "sample_due_after_drawing"),
            *("sample_dropped_before_population", "sample_dropped_with_reason", "sample_dropping_has_person"),
            *("sample_drawing_has_person", "sample_drawn", "sample_dropped", "sample_announced_stands"),
            *("sample_by_seed", "sample_member_once", "sample_member_immutable", "sample_population_empty"),
            "sample_population_whole",
        ),
        "Forms take in text as it is kept.": ("receipt_number_kept",),
        "Its bytes are kept by the verb; no form has a field for them.": ("payment_run_export_is_its_hash",),
        "Notices are not added here; the approval draws them up.": (
            *("notice_of_approved", "notice_is_its_hash", "notice_of_one_act", "notice_is_its_code"),
            *("notice_file_is_its_hash", "notice_file_once_per_format", "notice_file_immutable"),
        ),
        "A verb writes it, the form only shows who did it and when (test_verbs_alone).": (
            "budget_revision_immutable",
            "decision_approval_has_person",
            "decision_approved_after_draft",
            "decision_dual_control",
            "decision_notice_number_unique",
            "disbursement_certified_has_person",
            "disbursement_dual_control",
            "disbursement_paid_within_year",
            "disbursement_payment_complete",
            "disbursement_recipient_account",
            "disbursement_recipient_with_release",
            "disbursement_released_frozen",
            "disbursement_released_has_person",
            "disbursement_steps_in_order",
            "disbursement_withdrawn_with_reason",
            *("draft_return_of_one_draft", "draft_return_mended_afterwards", "draft_return_of_draft"),
            *("draft_return_decision_once", "draft_return_claim_once"),
            *("draft_return_immutable", "draft_return_kept"),
            *("draft_return_mended_has_person", "draft_return_has_reason", "draft_returned"),
            "dropped_proposal_after_proposal",
            "dropped_proposal_amount_not_negative",
            "dropped_proposal_immutable",
            "fiscal_year_carry_over_within_rest",
            "fiscal_year_closed_after_proposal",
            "fiscal_year_closing_dual_control",
            "fiscal_year_closing_has_person",
            "fiscal_year_proposal_has_person",
            "fiscal_year_proposal_kept",
            "fiscal_year_revision_has_person",
            "funded_site_is_covered",
            "funded_sites_within_seats",
            *("payment_return_booked_once", "payment_return_dual_control", "payment_return_has_reason"),
            *("payment_return_has_year", "payment_return_immutable", "payment_return_of_closed_year"),
            *("payment_return_of_payment", "payment_return_second_hand", "payment_return_settled_afterwards"),
            *("payment_return_settled_has_person", "payment_return_settlement_told"),
            *("payment_run_debtor_account", "payment_run_order_has_account", "payment_run_order_has_person"),
            "payment_run_cancel_has_person",
            "payment_run_cancel_has_reason",
            "payment_run_paid",
            "proof_acceptance_has_person",
            "proof_accepted_after_submission",
            "proof_accepted_by_another",
            "proof_return_immutable",
            "proof_return_submission_has_person",
            "proof_submission_has_person",
            "proven_within_paid",
            "reallocation_together",
            "repayment_booked_once",
            "repayment_dual_control",
            "repayment_issue_has_person",
            "repayment_receipt_has_amount",
            "repayment_receipt_has_person",
            *("repayment_received_in_full", "repayment_received_bounded", "repayment_due_extended"),
            *("disbursement_drop_has_person", "disbursement_drop_reasoned", "disbursement_dropped_unsigned"),
            *("disbursement_dropped_stays", "dropped_proposal_has_reason"),
            *("part_receipt_positive", "part_receipt_of_open_claim", "part_receipt_immutable"),
            *("before_last_receipt", "partner_inactive"),
            "repayment_steps_in_order",
            "withdrawal_after_signature",
            "withdrawal_immutable",
            "withdrawal_of_signature",
        ),
        "The days of a notice are written on its page and only looked at here.": (
            *("hearing_of_one_act", "hearing_held_or_waived", "hearing_recorded_afterwards"),
            *("hearing_term_afterwards", "hearing_answer_afterwards", "hearing_answer_complete"),
            *("hearing_of_draft", "hearing_kept", "hearing_missing", "hearing_before_notice"),
            *("hearing_term_running", "revocation_ground_missing", "revocation_ground_known"),
            *("revocation_in_time", "ground_is_said", "ground_known_before_recorded"),
            *("ground_dropped_afterwards", "ground_drop_has_reason", "ground_drop_has_person"),
            *("ground_immutable", "ground_decided_once", "service_once", "service_recorded_afterwards"),
            *("service_appeal_in_term", "service_appeal_ended_afterwards", "service_withdrawn_afterwards"),
            *("service_withdrawal_has_reason", "service_after_notice", "service_by_rule"),
            *("service_immutable", "service_appeal_has_person", "service_appeal_end_has_person"),
            *("service_withdrawal_has_person", "base_rate_missing"),
        ),
        "Nobody adds one; the database writes it.": (
            *("budget_revision_amounts_not_negative", "budget_revision_by_revising"),
            *("earlier_draft_amount_bounded", "earlier_draft_changed_after_drafting"),
            *("earlier_draft_immutable", "earlier_draft_stood"),
        ),
        "The form asks for the reason first, as for every field that must not be empty.": (
            *(
                "reversal_has_reason",
                "withdrawal_has_reason",
                "proof_return_has_reasons",
                "legal_figure_has_norm",
                "legal_period_has_norm",
            ),
        ),
        "Everybody signs only for themselves here, and a superuser's rights are never lent.": (
            *("decision_second_hand", "disbursement_second_hand", "fiscal_year_second_hand"),
            *("proof_second_hand", "repayment_second_hand", "reversal_second_hand"),
        ),
        "Each page is a transaction at READ COMMITTED; only another program asks for more.": ("isolation",),
    }
)


def add(client, model, **facts):
    """Send the empty form of a record, with these facts typed into it; its inlines stay empty."""
    data = {
        name: value for name, value in typed(client.get(address(model, "add"))).items() if value is not None
    }
    facts = {name: value for name, value in facts.items() if value is not None}
    return client.post(address(model, "add"), data | facts)


# --- Fiscal years and allocations --------------------------------------------------------------------


@met("fiscal_year_plausible", "Das Jahr liegt zwischen 2000 und 2100.")
def a_year_of_long_ago(clerk, me):
    return save(clerk, f.FiscalYearFactory(), year="1999")


@met("fiscal_year_amounts_not_negative", "Ansatz und Übertragung dürfen nicht negativ sein.")
def a_negative_appropriation(clerk, me):
    return save(clerk, f.FiscalYearFactory(), appropriation="-1")


@met("fiscal_year_notice_pattern_complete", "nennt je einmal {year} und {number}")
def a_pattern_without_a_number(clerk, me):
    return save(clerk, f.FiscalYearFactory(), notice_pattern="ZB {year}")


@met("fiscal_year_carry_over_proposed", "Zum Vorschlag des Abschlusses gehört die Übertragung")
def a_carry_over_without_a_proposal(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025), carry_over="1,00")


@met("carry_over_from_closed_year", "Mehr kann 2026 nicht erhalten.", at="carry_over_received")
def a_carry_over_from_nowhere(clerk, me):
    return save(clerk, f.FiscalYearFactory(), carry_over_received="0,01")


@met("fiscal_year_closed", "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.")
def a_closed_year_is_changed(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025, closed=True), appropriation="1,00")


@met("fiscal_year_closed", "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.", at=MESSAGE)
def a_closed_year_is_deleted(clerk, me):
    return delete(clerk, f.FiscalYearFactory(year=2025, closed=True))


@met("appropriation_within_mandate", "überschreitet, was Drucksache", at="appropriation")
def more_than_the_mandate_allows(clerk, me):
    return save(clerk, f.FiscalYearFactory(), appropriation="80.000,01")


@met("committed_within_available", "Mit dieser Änderung wären 8.000,00 € gebunden")
def less_than_is_bound(clerk, me):
    return save(clerk, f.DecisionFactory(approved=True).allocation.fiscal_year, appropriation="7.999,99")


@met("allocation_once_per_site", "gibt es in dem Jahr schon eine Zuweisung")
def a_second_allocation(clerk, me):
    known = f.AllocationFactory()
    f.AssignmentFactory(site=known.site, partner=known.recipient)
    facts = {"fiscal_year": known.fiscal_year_id, "site": known.site_id, "recipient": known.recipient_id}
    return add(clerk, Allocation, purpose="Noch einmal", **facts)


@met("allocation_rests_on_decisions", "stehen mit dem ersten freigegebenen Bescheid fest")
def an_allocation_with_money_is_moved(clerk, me):
    allocation = f.DecisionFactory(approved=True).allocation
    other = f.AssignmentFactory(site=f.AllocationFactory().site, partner=allocation.recipient).site
    return save(clerk, allocation, site=other.pk)


# --- Decisions and reallocations ---------------------------------------------------------------------


@met("decision_amount_fits_kind", "Zuwendung und Erhöhung haben einen Betrag über null")
def a_grant_that_takes(clerk, me):
    return save(clerk, f.DecisionFactory(), amount="-1")


@met("decision_reason_given", "Ein Änderungs- oder Widerrufsbescheid nennt seine Gründe.")
def an_increase_without_a_reason(clerk, me):
    return save(clerk, f.DecisionFactory(), kind="increase", reason="")


@met("decision_immutable", "Ein freigegebener Bescheid ändert sich nicht mehr.")
def an_approved_decision_is_changed(clerk, me):
    return save(clerk, f.DecisionFactory(approved=True), amount="1,00")


@met("reallocation_two_decisions", "Eine Umschichtung besteht aus zwei Bescheiden.")
def a_reallocation_of_one(clerk, me):
    whole = f.ReallocationFactory()
    return save(clerk, whole, reduction=whole.increase_id)


@met("reallocation_halves_fit", "um denselben Betrag")
def a_half_gets_another_amount(clerk, me):
    return save(clerk, f.ReallocationFactory().increase, amount="499,99")


@met("reallocation_immutable", "Eine freigegebene Umschichtung ändert sich nicht mehr.", at=MESSAGE)
def an_approved_reallocation_is_deleted(clerk, me):
    whole = f.ReallocationFactory()
    whole.approve(by=me, on=date(2026, 2, 1))
    return delete(clerk, whole)


@met("draft_withdrawn", "Einen Entwurf nimmt man mit Tag, Person und Grund zurück", at=MESSAGE)
def a_draft_is_deleted(clerk, me):
    return delete(clerk, f.DecisionFactory())


@met("notice_immutable", "Ein Bescheid ändert sich nach der Freigabe nicht mehr", at=MESSAGE)
def a_notice_is_deleted(clerk, me):
    return delete(clerk, f.NoticeFactory())


@met("notice_text_version_unique", "Diesen Baustein gibt es für den Tag schon.")
def a_text_is_written_twice(clerk, me):
    known = f.NoticeTextFactory()
    facts = {name: getattr(known, name) for name in ("kind", "part", "body")}
    return add(clerk, NoticeText, valid_from=f"{known.valid_from:%d.%m.%Y}", **facts)


@met("notice_text_tokens_known", "Unbekannter Platzhalter: {unsinn}. Bekannt sind", at="body")
def a_text_with_an_unknown_token(clerk, me):
    return save(clerk, f.NoticeTextFactory(), body="Sie erhalten {unsinn}.")


@met("notice_text_used", "Nach diesem Baustein ist schon ein Bescheid ergangen.")
def a_text_in_use_is_changed(clerk, me):
    text = f.NoticeTextFactory()
    f.DecisionFactory(approved=True)
    return save(clerk, text, body="Anders.")


# --- Payments ----------------------------------------------------------------------------------------


@met("disbursement_amount_positive", "Eine Auszahlung beträgt mindestens einen Cent.")
def a_payment_of_nothing(clerk, me):
    return save(clerk, f.DisbursementFactory(), amount="0")


@met("disbursed_within_committed", "mehr als gebunden geht nicht", at="amount")
def more_than_is_bound_is_planned(clerk, me):
    return save(clerk, f.DisbursementFactory(), amount="8.000,01")


@met("disbursement_number_unique", "Diese Rate gibt es schon.")
def two_instalments_of_one_number(clerk, me):
    first = f.DisbursementFactory()
    return save(clerk, f.DisbursementFactory(allocation=first.allocation), number=first.number)


@met("disbursement_certified_frozen", "Eine festgestellte Rate ändert sich nicht mehr.")
def a_certified_amount_is_changed(clerk, me):
    return save(clerk, f.DisbursementFactory(certified=True), amount="1,00")


@met("disbursement_due_within_year", "nicht im Haushaltsjahr ihrer Zuweisung fällig", at="due_on")
def an_instalment_falls_into_another_year(clerk, me):
    return save(clerk, f.DisbursementFactory(), due_on="01.01.2027")


@met("disbursement_immutable", "Eine ausgezahlte Rate ändert sich nicht mehr.")
def a_paid_instalment_is_changed(clerk, me):
    return save(clerk, f.DisbursementFactory(paid=True), amount="1,00")


def reversal(clerk, me, payment, day: str = "01.04.2026"):
    return add(clerk, Reversal, disbursement=payment.pk, on=day, by=me.pk, reason="Rücklauf")


@met("reversal_of_payment", "Storniert wird nur eine Rate, die schon ausgezahlt ist.")
def what_is_not_paid_is_reversed(clerk, me):
    return reversal(clerk, me, f.DisbursementFactory(released=True))


@met("reversal_dual_control", "Wer eine Zahlung erfasst hat, storniert sie nicht selbst.")
def what_one_recorded_oneself_is_reversed(clerk, me):
    return reversal(clerk, me, f.DisbursementFactory(paid=True, paid_by=me))


@met("legal_figure_once_per_day", "Diesen Rechtswert gibt es für den Tag schon.")
def a_legal_figure_is_entered_twice(clerk, me):
    known = f.LegalFigureFactory()
    day = f"{known.valid_from:%d.%m.%Y}"
    facts = {"kind": known.kind, "rate": "3,00", "norm": known.norm, "source": known.source}
    return add(clerk, LegalFigure, valid_from=day, entered_on=day, entered_by=me.pk, **facts)


@met("legal_figure_plausible", "Ein Zinssatz liegt zwischen -100 und 100.")
def a_legal_figure_that_is_no_rate(clerk, me):
    return save(clerk, f.LegalFigureFactory(entered_by=me), rate="100,01")


@met("legal_figure_settled", "Für diese Tage sind Zinsen schon abgerechnet", at="valid_from")
def a_legal_figure_reaches_into_what_is_settled(clerk, me):
    base = f.LegalFigureFactory(kind="base_rate", valid_from=date(2027, 7, 1), entered_by=me)
    interest = {"interest_rate": 5, "interest_source": "§ 1 Beispielgesetz", "by_base_rate": True}
    f.RepaymentClaimFactory(paid_on=date(2027, 8, 1), **interest)
    day = {"valid_from": "15.07.2027", "entered_on": "15.07.2027"}
    facts = {"kind": "base_rate", "rate": "9", "norm": base.norm, "source": base.source}
    return add(clerk, LegalFigure, entered_by=me.pk, **day, **facts)


@met("legal_period_once_per_day", "Diese Rechtsfrist gibt es für den Tag schon.")
def a_legal_period_is_entered_twice(clerk, me):
    known = f.LegalPeriodFactory()
    day = f"{known.valid_from:%d.%m.%Y}"
    facts = {name: getattr(known, name) for name in ("kind", "length", "unit", "norm", "source")}
    return add(clerk, LegalPeriod, valid_from=day, entered_on=day, entered_by=me.pk, **facts)


@met("legal_period_plausible", "höchstens 120")
def a_legal_period_that_never_ends(clerk, me):
    return save(clerk, f.LegalPeriodFactory(entered_by=me), length="121")


@met("legal_period_used", "Nach dieser Rechtsfrist ist schon gerechnet.")
def a_legal_period_in_use_is_changed(clerk, me):
    return save(clerk, f.ServiceFactory().rule, length="3")


@met("legal_figure_used", "Nach diesem Rechtswert ist schon eine Rückforderung entworfen.")
def a_legal_figure_in_use_is_changed(clerk, me):
    row = f.LegalFigureFactory(entered_by=me)
    f.RepaymentClaimFactory(interest_rate=Decimal("4.27"), interest_source="§ 49a")
    return save(clerk, row, rate="4,00")


@met("fiscal_year_revision_dated", "Wer Ansatz oder Übertragung ändert, nennt Tag und Person")
def a_year_is_revised_without_a_day(clerk, me):
    return save(clerk, f.FiscalYearFactory(), appropriation="70.000,00")


@met("reversal_immutable", "Ein Storno ändert sich nicht mehr und wird nicht gelöscht.")
def a_reversal_is_changed(clerk, me):
    return save(clerk, f.ReversalFactory(), reason="Anders")


@met("claims_within_unspent", "lassen sich nicht zurückfordern")
def what_is_claimed_back_is_reversed(clerk, me):
    return reversal(clerk, me, f.RepaymentClaimFactory().allocation.disbursements.get())


# --- Payment lists -----------------------------------------------------------------------------------


def run(clerk, me, **facts):
    year = f.FiscalYearFactory()
    head = {"fiscal_year": year.pk, "number": "1", "created_on": "02.03.2026", "created_by": me.pk}
    sums = {"item_count": "1", "total": "2.000,00", "checksum": "0" * 64}
    return add(clerk, PaymentRun, **head | sums | facts)


@met("payment_run_number_unique", "Diese Zahlungsliste gibt es schon.")
def a_second_list_of_one_number(clerk, me):
    f.PaymentRunFactory()
    return run(clerk, me)


@met("payment_run_without_gap", "Zahlungslisten sind in jedem Jahr lückenlos nummeriert.")
def a_list_after_a_gap(clerk, me):
    return run(clerk, me, number="7")


@met("payment_run_not_empty", "Eine Zahlungsliste enthält mindestens eine Zahlung.")
def a_list_of_nothing(clerk, me):
    return run(clerk, me, total="0")


@met("payment_run_immutable", "Eine Zahlungsliste ändert sich nicht mehr.")
def a_list_gets_another_sum(clerk, me):
    return save(clerk, f.PaymentItemFactory().run, total="1,00")


def item(clerk, run, payment, **facts):
    known = {
        "run": run.pk,
        "disbursement": payment.pk,
        "position": "2",
        "purpose": "Rate",
        "amount": "2.000,00",
    }
    account = {"recipient_name": payment.recipient_name, "recipient_iban": payment.recipient_iban}
    return add(clerk, PaymentItem, **known | account | {"due_on": f"{payment.due_on:%d.%m.%Y}"} | facts)


def released():
    return f.DisbursementFactory(released=True)


@met("payment_item_position_unique", "Diese Position der Zahlungsliste gibt es schon.")
def two_rows_of_one_position(clerk, me):
    return item(clerk, f.PaymentItemFactory().run, released(), position="1")


@met("payment_item_on_one_list", "Diese Rate steht schon auf einer Zahlungsliste.")
def one_payment_on_two_lists(clerk, me):
    listed = f.PaymentItemFactory()
    return item(clerk, f.PaymentRunFactory(), listed.disbursement, position="1")


@met("payment_item_amount_positive", "Eine Zahlung beträgt mindestens einen Cent.")
def a_row_of_nothing(clerk, me):
    return item(clerk, f.PaymentRunFactory(), released(), amount="0")


@met(
    "payment_item_as_released",
    "Auf eine Zahlungsliste kommt nur, was freigegeben und noch nicht ausgezahlt ist.",
)
def a_row_with_another_amount(clerk, me):
    return item(clerk, f.PaymentRunFactory(), released(), amount="1,00")


@met("payment_run_immutable", "Eine Zahlungsliste ändert sich nicht mehr.")
def a_row_too_many(clerk, me):
    return item(clerk, f.PaymentItemFactory().run, released())


@met("payment_run_export_unique", "Diese Ausgabe der Zahlungsliste gibt es schon.")
def one_copy_twice(clerk, me):
    one = f.PaymentRunExportFactory()
    facts = {"run": one.run_id, "kind": one.kind, "number": one.number, "on": "02.03.2026", "by": me.pk}
    return add(clerk, PaymentRunExport, **facts)


@met("payment_run_export_immutable", "bleibt, wie sie festgehalten ist")
def a_copy_is_changed(clerk, me):
    return save(clerk, f.PaymentRunExportFactory(), number="7")


# --- Proofs of use -----------------------------------------------------------------------------------


@met("proof_due_extended", "wird nur mit Grund verlängert", at="due_on")
def the_day_of_a_proof_is_written_over(clerk, me):
    return save(clerk, f.ProofOfUseFactory(), due_on="31.12.2029")


@met("proof_submitted_stands", "ändert sich nicht mehr, außer die Stadt gibt ihn zurück")
def a_proof_handed_in_is_changed(clerk, me):
    return save(clerk, f.ProofOfUseFactory(submitted=True), narrative="Anders")


@met("proof_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_proof_is_changed(clerk, me):
    return save(clerk, f.ProofOfUseFactory(accepted=True), review_note="Doch nicht")


@met("proof_line_amounts_not_negative", "Beträge im Nachweis dürfen nicht negativ sein")
def a_negative_line(clerk, me):
    return save(clerk, f.ProofLineFactory(), planned="-1")


@met("proof_line_own_funds_within_spent", "Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch.")
def more_own_funds_than_spent(clerk, me):
    return save(clerk, f.ProofLineFactory(), own_funds="8.000,01")


@met("proof_line_category_once", "Diese Kostenart steht schon im Nachweis.")
def a_category_twice(clerk, me):
    line = f.ProofLineFactory()
    facts = {"proof": line.proof_id, "category": line.category, "spent": "1"}
    return add(clerk, ProofLine, planned="0", own_funds="0", **facts)


def part_of_accepted(part):
    """The part, its proof handed in and accepted since."""
    proof = part.proof
    who = {"submitted_by": f.UserFactory(), "accepted_by": f.UserFactory()}
    ProofOfUse.objects.filter(pk=proof.pk).update(submitted_on=proof.due_on, accepted_on=proof.due_on, **who)
    return part


@met("proof_line_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_line_is_changed(clerk, me):
    return save(clerk, part_of_accepted(f.ProofLineFactory(spent=0)), planned="1,00")


@met("proof_attachment_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_attachment_is_renamed(clerk, me):
    return save(clerk, part_of_accepted(f.ProofAttachmentFactory()), title="Anders")


@met("proof_other_funding_named", "von wem sie kommt")
def other_funding_without_a_name(clerk, me):
    return save(clerk, f.ProofOfUseFactory(), other_funding="some")


@met("proof_income_not_negative", "Eine Einnahme ist nicht negativ.")
def a_negative_income(clerk, me):
    return save(clerk, f.ProofIncomeFactory(), amount="-0,01")


@met("proof_income_source_once", "Diese Herkunft steht schon im Nachweis.")
def a_source_twice(clerk, me):
    other = f.ProofIncomeFactory(source="other")
    f.ProofIncomeFactory(proof=other.proof)
    return save(clerk, other, source="fees")


@met("proof_income_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_income_is_changed(clerk, me):
    return save(clerk, part_of_accepted(f.ProofIncomeFactory()), amount="1,00")


@met("receipt_amount_positive", "mindestens einen Cent")
def a_receipt_of_nothing(clerk, me):
    return save(clerk, f.ProofReceiptFactory(), amount="0")


@met("receipt_number_given", "mindestens eine Ziffer")
def a_receipt_without_a_number(clerk, me):
    return save(clerk, f.ProofReceiptFactory(), number="--")


@met("receipt_once", "schon abgerechnet", at="number")
def a_receipt_counts_twice(clerk, me):
    row = f.ProofReceiptFactory(number="RE-17")
    return save(clerk, f.ProofReceiptFactory(proof=row.proof), number="re 17")


@met("proof_receipt_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_receipt_is_changed(clerk, me):
    return save(clerk, part_of_accepted(f.ProofReceiptFactory()), payee="Anders")


@met("receipts_stay", "damit jeder Beleg einmal zählt")
def a_proof_with_receipts_moves(clerk, me):
    proof = f.ProofReceiptFactory().proof
    return save(clerk, proof, allocation=str(f.AllocationFactory().pk))


@met("attachment_title_taken", "So heißt schon eine andere Anlage dieses Nachweises.", at="title")
def an_attachment_is_named_like_another(clerk, me):
    row = f.ProofAttachmentFactory(title="Belege")
    return save(clerk, f.ProofAttachmentFactory(proof=row.proof), title="BELEGE")


# --- Repayment claims --------------------------------------------------------------------------------


@met("repayment_amount_positive", "Eine Rückforderung beträgt mindestens einen Cent.")
def a_claim_of_nothing(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), amount="0")


@met("repayment_interest_plausible", "Der Zinssatz liegt zwischen 0 und 100 Prozent.")
def interest_of_more_than_all(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), interest_rate="100,01", interest_source="x")


@met("repayment_interest_has_source", "Nennen Sie die Rechtsgrundlage der Verzinsung.")
def interest_without_its_ground(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), interest_rate="5")


@met("repayment_immutable", "Eine beglichene Rückforderung ändert sich nicht mehr.")
def a_settled_claim_is_changed(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(paid_on=date(2027, 7, 1)), reference="Anders")


@met("repayment_issued_stands", "nur ihr Eingang wird gebucht")
def an_issued_claim_is_changed(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(issued=True), reason="Anders")


@met("claims_within_unspent", "lassen sich nicht zurückfordern", at="amount")
def more_than_was_paid_is_claimed(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), amount="2.000,01")


# --- What holds of each ------------------------------------------------------------------------------


class Noting:
    """A client at the admin; `before` is what was stored when the last form was sent."""

    def __init__(self, client):
        self.client, self.get, self.before = client, client.get, {}

    def post(self, *args, **given):
        self.before = stored()
        return self.client.post(*args, **given)


@pytest.mark.parametrize("case", IN_ADMIN, ids=str)
def test_a_rule_is_said_in_the_admin_and_nothing_is_stored(case, client_of, verwaltung):
    clerk = Noting(client_of(verwaltung))
    answer = case.scene(clerk, verwaltung)
    assert answer.status_code == 200
    if case.at == MESSAGE:
        messages = [plain(str(message)) for message in get_messages(answer.wsgi_request)]
        assert [case.said in message for message in messages] == [True]
    else:
        code, message = only_refusal(answer, case.at)
        assert (code, case.said in message, message in text_of(answer)) == (case.code, True, True)
    assert clerk.before == stored()


def only_refusal(answer, at: str) -> tuple[str, str]:
    """The one thing the form says is wrong: its code and words, and it stands where it belongs."""
    found = found_in(answer.context["adminform"].form)
    assert list(found) == [at]
    (refusal,) = found[at]
    return refusal


def test_every_rule_of_the_database_is_broken_in_the_admin_or_cannot_be():
    assert by_database() == IN_ADMIN.codes() | set(NOT_IN_ADMIN)
    assert IN_ADMIN.codes() & set(NOT_IN_ADMIN) == set()
