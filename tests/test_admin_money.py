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
    DroppedProposal,
    LegalFigure,
    NoticeText,
    PaymentItem,
    PaymentRun,
    PaymentRunExport,
    ProofLine,
    ProofOfUse,
    ProofReturn,
    Reversal,
    Withdrawal,
)
from tests import factories as f
from tests.money_refusals import Table, because, by_database, found_in, stored
from tests.test_admin_upper import address, approval, delete, plain, save, typed
from tests.test_funding_pages import text_of
from tests.test_year_end import close, paid_in_full

pytestmark = pytest.mark.django_db

IN_ADMIN = met = Table()
MESSAGE = "message"  # said above the page one lands on, because a deletion has no form

NOT_IN_ADMIN = because(
    {
        "No field of the form; the database gives it.": (
            *("decision_numbered_when_approved", "notice_number"),
            *("fiscal_year_rest", "fiscal_year_rest_recorded", "repayment_receipt_has_year"),
        ),
        "Notices are not added here; the approval draws them up.": (
            *("notice_of_approved", "notice_is_its_hash", "notice_of_one_act"),
            *("notice_file_is_its_hash", "notice_file_once_per_format", "notice_file_immutable"),
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


@met("fiscal_year_closing_has_person", "Zum Abschluss gehören Datum und Person.")
def a_closing_by_nobody(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025, proposed=True), closed_on="01.03.2026")


@met("fiscal_year_proposal_has_person", "Zum Vorschlag des Abschlusses gehören Datum und Person.")
def a_proposal_by_nobody(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025), closing_proposed_on="01.02.2026", carry_over="0")


@met("fiscal_year_closed_after_proposal", "nur, was vorher zum Abschluss vorgeschlagen ist")
def an_unproposed_closing(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025), closed_on="01.03.2026", closed_by=me.pk)


@met("fiscal_year_closing_dual_control", "Wer den Abschluss vorschlägt, schließt das Jahr nicht selbst ab.")
def ones_own_closing(clerk, me):
    year = f.FiscalYearFactory(year=2025, proposed=True, closing_proposed_by=me)
    return save(clerk, year, closed_on="01.03.2026", closed_by=me.pk)


@met("fiscal_year_carry_over_proposed", "Zum Vorschlag des Abschlusses gehört die Übertragung")
def a_carry_over_without_a_proposal(clerk, me):
    return save(clerk, f.FiscalYearFactory(year=2025), carry_over="1,00")


@met("fiscal_year_carry_over_within_rest", "Übertragen wird höchstens der Rest.", at="carry_over")
def more_than_the_rest_is_carried_over(clerk, me):
    year = f.FiscalYearFactory(year=2025, proposed=True, carry_over=Decimal("80000.01"))
    return save(clerk, year, closed_on="01.03.2026", closed_by=me.pk)


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


@met("decision_approval_has_person", "Zur Freigabe gehören Datum und Person.")
def an_approval_by_nobody(clerk, me):
    return save(clerk, f.DecisionFactory(), approved_on="20.01.2026")


@met("decision_dual_control", "Wer einen Bescheid entworfen hat, gibt ihn nicht selbst frei.")
def ones_own_approval(clerk, me):
    return save(clerk, f.DecisionFactory(by=me), **approval(me))


@met("decision_approved_after_draft", "Die Freigabe liegt vor dem Entwurf.")
def an_approval_before_the_draft(clerk, me):
    return save(clerk, f.DecisionFactory(), approved_on="14.01.2026", approved_by=me.pk)


@met("decision_reason_given", "Ein Änderungs- oder Widerrufsbescheid nennt seine Gründe.")
def an_increase_without_a_reason(clerk, me):
    return save(clerk, f.DecisionFactory(), kind="increase", reason="")


@met("decision_notice_number_unique", "Diese Bescheid-Nr. ist schon vergeben.")
def a_notice_gets_anothers_number(clerk, me):
    one = f.FiscalYearFactory(year=2026, notice_pattern="{year}2061{number}")
    other = f.FiscalYearFactory(year=2061, notice_pattern="2026{year}{number}")
    f.DecisionFactory(allocation__fiscal_year=one, approved=True)
    draft = f.DecisionFactory(allocation__fiscal_year=other)
    return save(clerk, draft, approved_on="20.01.2061", approved_by=me.pk)


@met("decision_immutable", "Ein freigegebener Bescheid ändert sich nicht mehr.")
def an_approved_decision_is_changed(clerk, me):
    return save(clerk, f.DecisionFactory(approved=True), amount="1,00")


@met("committed_within_available", "Mit dieser Änderung wären 80.000,01 € gebunden", at="amount")
def a_cent_too_many(clerk, me):
    f.DecisionFactory(approved=True, amount=Decimal("80000.00"))
    return save(clerk, f.DecisionFactory(amount=Decimal("0.01")), **approval(me))


@met("funded_site_is_covered", "Geld wird nur für Standorte mit Platz gebunden")
def money_for_a_site_without_a_seat(clerk, me):
    return save(clerk, f.DecisionFactory(allocation__site=f.SiteFactory()), **approval(me))


@met("funded_sites_within_seats", "2026 wären 2 Standorte gefördert")
def more_sites_than_seats(clerk, me):
    seat, agreement = f.SeatFactory(), f.AgreementFactory(starts_on=date(2026, 1, 1))
    first = f.CoverageFactory(seat=seat, agreement=agreement, ends_on=date(2026, 6, 30))
    second = f.CoverageFactory(seat=seat, agreement=agreement, starts_on=date(2026, 7, 1))
    f.DecisionFactory(allocation__site=first.site, approved=True)
    return save(clerk, f.DecisionFactory(allocation__site=second.site), **approval(me))


@met("reallocation_two_decisions", "Eine Umschichtung besteht aus zwei Bescheiden.")
def a_reallocation_of_one(clerk, me):
    whole = f.ReallocationFactory()
    return save(clerk, whole, reduction=whole.increase_id)


@met("reallocation_halves_fit", "um denselben Betrag")
def a_half_gets_another_amount(clerk, me):
    return save(clerk, f.ReallocationFactory().increase, amount="499,99")


@met("reallocation_together", "nie nur zur Hälfte")
def half_a_reallocation_is_approved(clerk, me):
    return save(clerk, f.ReallocationFactory().reduction, approved_on="20.01.2026", approved_by=me.pk)


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


@met("disbursement_certified_has_person", "Zur Feststellung gehören Datum und Person.")
def a_certification_by_nobody(clerk, me):
    return save(clerk, f.DisbursementFactory(), certified_on="01.03.2026")


@met("disbursement_released_has_person", "Zur Freigabe gehören Datum und Person.")
def a_release_by_nobody(clerk, me):
    return save(clerk, f.DisbursementFactory(certified=True), released_on="01.03.2026")


@met("disbursement_dual_control", "Wer eine Auszahlung vorgesehen oder festgestellt hat")
def what_one_certified_oneself_is_released(clerk, me):
    payment = f.DisbursementFactory(certified=True, certified_by=me)
    return save(clerk, payment, released_on="01.03.2026", released_by=me.pk)


@met("disbursement_steps_in_order", "Erst feststellen, dann freigeben, dann auszahlen.")
def an_uncertified_payment_is_released(clerk, me):
    return save(clerk, f.DisbursementFactory(), released_on="01.03.2026", released_by=me.pk)


@met("disbursement_number_unique", "Diese Rate gibt es schon.")
def two_instalments_of_one_number(clerk, me):
    first = f.DisbursementFactory()
    return save(clerk, f.DisbursementFactory(allocation=first.allocation), number=first.number)


@met("disbursement_recipient_account", "Der Empfänger hat keine gültige IBAN.")
def a_release_without_an_account(clerk, me):
    granted = f.DecisionFactory(approved=True, allocation__recipient__iban="")
    payment = f.DisbursementFactory(allocation=granted.allocation, certified=True)
    return save(clerk, payment, released_on="01.03.2026", released_by=me.pk)


@met("disbursement_recipient_with_release", "Empfänger und IBAN stehen erst mit der Freigabe fest.")
def a_release_is_emptied_with_its_account_left(clerk, me):
    payment = f.DisbursementFactory(released=True)
    signed = {"signed_on": payment.released_on, "signed_by": payment.released_by}
    f.WithdrawalFactory(disbursement=payment, step="release", **signed)
    return save(clerk, payment, released_on="", released_by="")


@met("disbursement_certified_frozen", "Eine festgestellte Rate ändert sich nicht mehr.")
def a_certified_amount_is_changed(clerk, me):
    return save(clerk, f.DisbursementFactory(certified=True), amount="1,00")


@met("disbursement_released_frozen", "Nehmen Sie erst die Freigabe zurück.")
def a_release_gets_another_day(clerk, me):
    return save(clerk, f.DisbursementFactory(released=True), released_on="02.03.2026")


@met("disbursement_withdrawn_with_reason", "nur mit Grund, Datum und Person zurückgenommen")
def a_signature_is_emptied(clerk, me):
    return save(clerk, f.DisbursementFactory(certified=True), certified_on="", certified_by="")


@met(
    "disbursement_payment_complete", "Zur Zahlung gehören Datum, Person und Buchungszeichen.", at="reference"
)
def a_payment_without_a_reference(clerk, me):
    return save(clerk, f.DisbursementFactory(released=True), paid_on="01.03.2026", paid_by=me.pk)


@met("disbursement_due_within_year", "nicht im Haushaltsjahr ihrer Zuweisung fällig", at="due_on")
def an_instalment_falls_into_another_year(clerk, me):
    return save(clerk, f.DisbursementFactory(), due_on="01.01.2027")


@met("disbursement_paid_within_year", "liegt nicht im Haushaltsjahr ihrer Zuweisung", at="paid_on")
def a_payment_in_another_year(clerk, me):
    paid = {"paid_on": "01.01.2027", "paid_by": me.pk, "reference": "KA-1"}
    return save(clerk, f.DisbursementFactory(released=True), **paid)


@met("disbursement_immutable", "Eine ausgezahlte Rate ändert sich nicht mehr.")
def a_paid_instalment_is_changed(clerk, me):
    return save(clerk, f.DisbursementFactory(paid=True), amount="1,00")


def reversal(clerk, me, payment, day: str = "01.04.2026"):
    return add(clerk, Reversal, disbursement=payment.pk, on=day, by=me.pk, reason="Rücklauf")


@met("reversal_of_payment", "Storniert wird nur eine Rate, die schon ausgezahlt ist.", at="on")
def what_is_not_paid_is_reversed(clerk, me):
    return reversal(clerk, me, f.DisbursementFactory(released=True))


@met("reversal_dual_control", "Wer eine Zahlung erfasst hat, storniert sie nicht selbst.", at="by")
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


@met("legal_figure_used", "Nach diesem Rechtswert ist schon eine Rückforderung entworfen.")
def a_legal_figure_in_use_is_changed(clerk, me):
    row = f.LegalFigureFactory(entered_by=me)
    f.RepaymentClaimFactory(interest_rate=Decimal("4.27"), interest_source="§ 49a")
    return save(clerk, row, rate="4,00")


def dropped(clerk, me, on="10.12.2026", carry_over="0,00"):
    year = f.FiscalYearFactory()
    facts = {"proposed_on": "01.12.2026", "proposed_by": me.pk, "by": me.pk}
    return add(clerk, DroppedProposal, fiscal_year=year.pk, on=on, carry_over=carry_over, **facts)


@met("fiscal_year_revision_has_person", "Zur Änderung von Ansatz oder Übertragung gehören Datum und Person.")
def a_year_is_revised_by_nobody(clerk, me):
    return save(clerk, f.FiscalYearFactory(), revised_on="01.03.2026")


@met(
    "fiscal_year_revision_dated", "Wer Ansatz oder Übertragung ändert, nennt Tag und Person", at="revised_on"
)
def a_year_is_revised_without_a_day(clerk, me):
    return save(clerk, f.FiscalYearFactory(), appropriation="70.000,00")


@met("fiscal_year_proposal_kept", "Einen vorgeschlagenen Abschluss nimmt man mit Tag und Person zurück.")
def a_proposed_closing_is_emptied(clerk, me):
    emptied = {"carry_over": "", "closing_proposed_on": "", "closing_proposed_by": ""}
    return save(clerk, f.FiscalYearFactory(proposed=True, closing_proposed_by=me), **emptied)


@met("budget_revision_immutable", "Was ein Jahr früher erhielt, ändert sich nicht mehr")
def an_earlier_budget_is_changed(clerk, me):
    return save(clerk, f.BudgetRevisionFactory(by=me), on="24.12.2026")


@met("dropped_proposal_after_proposal", "Die Rücknahme liegt vor dem Vorschlag.")
def a_proposal_is_taken_back_before_it_was_made(clerk, me):
    return dropped(clerk, me, on="30.11.2026")


@met("dropped_proposal_amount_not_negative", "Die vorgeschlagene Übertragung ist nicht negativ.")
def a_negative_carry_over_is_taken_back(clerk, me):
    return dropped(clerk, me, carry_over="-1,00")


@met("dropped_proposal_immutable", "Ein zurückgenommener Abschluss ändert sich nicht mehr")
def a_proposal_taken_back_is_changed(clerk, me):
    row = f.DroppedProposalFactory(by=me, proposed_by=me)
    return save(clerk, row, on="24.12.2026")


@met("reversal_immutable", "Ein Storno ändert sich nicht mehr und wird nicht gelöscht.")
def a_reversal_is_changed(clerk, me):
    return save(clerk, f.ReversalFactory(), reason="Anders")


@met("claims_within_unspent", "lassen sich nicht zurückfordern")
def what_is_claimed_back_is_reversed(clerk, me):
    return reversal(clerk, me, f.RepaymentClaimFactory().allocation.disbursements.get())


def withdrawal(clerk, me, payment, on: str):
    signed = {"signed_on": "01.03.2026", "signed_by": me.pk, "step": "certification"}
    return add(clerk, Withdrawal, disbursement=payment.pk, on=on, by=me.pk, reason="Falsch", **signed)


@met("withdrawal_after_signature", "Die Rücknahme liegt vor der Unterschrift.")
def a_withdrawal_before_the_signature(clerk, me):
    return withdrawal(clerk, me, f.DisbursementFactory(certified=True, certified_by=me), "28.02.2026")


@met("withdrawal_of_signature", "Zurückgenommen wird nur die letzte Unterschrift einer Rate")
def a_withdrawal_without_a_signature(clerk, me):
    return withdrawal(clerk, me, f.DisbursementFactory(), "02.03.2026")


@met("withdrawal_immutable", "Eine Rücknahme ändert sich nicht mehr und wird nicht gelöscht.")
def a_withdrawal_is_changed(clerk, me):
    return save(clerk, f.WithdrawalFactory(), reason="Anders")


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


@met("payment_run_cancel_has_person", "Zum Storno gehören Datum und Person.")
def a_list_cancelled_by_nobody(clerk, me):
    return save(clerk, f.PaymentRunFactory(), cancelled_on="03.03.2026", cancel_reason="Falsch")


@met("payment_run_cancel_has_reason", "Nennen Sie den Grund des Stornos.")
def a_list_cancelled_without_a_reason(clerk, me):
    return save(clerk, f.PaymentRunFactory(), cancelled_on="03.03.2026", cancelled_by=me.pk)


@met("payment_run_paid", "Von dieser Zahlungsliste ist schon etwas ausgezahlt.")
def a_paid_list_is_cancelled(clerk, me):
    item = f.PaymentItemFactory()
    item.disbursement.pay(paid_on=date(2026, 3, 2), reference="x", by=me, on=date(2026, 3, 2))
    cancelled = {"cancelled_on": "03.03.2026", "cancelled_by": me.pk, "cancel_reason": "Falsch"}
    return save(clerk, item.run, **cancelled)


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


@met("proof_submission_has_person", "Zur Einreichung gehören Datum und Person.")
def a_submission_by_nobody(clerk, me):
    return save(clerk, f.ProofOfUseFactory(), submitted_on="01.03.2027")


@met("proof_acceptance_has_person", "Zur Annahme gehören Datum und Person.")
def an_acceptance_by_nobody(clerk, me):
    return save(clerk, f.ProofOfUseFactory(submitted=True), accepted_on="01.07.2027")


@met("proof_accepted_after_submission", "Angenommen wird nur ein eingereichter Nachweis.")
def what_is_not_handed_in_is_accepted(clerk, me):
    return save(clerk, f.ProofOfUseFactory(), accepted_on="01.07.2027", accepted_by=me.pk)


@met("proof_accepted_by_another", "Wer den Nachweis einreicht, nimmt ihn nicht selbst an.")
def ones_own_acceptance(clerk, me):
    proof = f.ProofOfUseFactory(submitted=True, submitted_by=me)
    return save(clerk, proof, accepted_on="01.07.2027", accepted_by=me.pk)


@met("proven_within_paid", "wären 8.000,00 € nachgewiesen, aber nur 0,00 € ausgezahlt.")
def more_than_was_paid_is_accepted(clerk, me):
    proof = f.ProofLineFactory().proof
    ProofOfUse.objects.update(submitted_on=proof.due_on, submitted_by=f.UserFactory())
    return save(clerk, proof, accepted_on="01.07.2027", accepted_by=me.pk)


@met("proof_submitted_stands", "ändert sich nicht mehr, außer die Stadt gibt ihn zurück")
def a_proof_handed_in_is_changed(clerk, me):
    return save(clerk, f.ProofOfUseFactory(submitted=True), narrative="Anders")


@met("proof_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_proof_is_changed(clerk, me):
    return save(clerk, f.ProofOfUseFactory(accepted=True), review_note="Doch nicht")


@met("proof_line_amounts_not_negative", "Beträge im Nachweis dürfen nicht negativ sein.")
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


@met("proof_return_immutable", "Ein angenommener Verwendungsnachweis ändert sich nicht mehr.")
def an_accepted_proofs_return_is_changed(clerk, me):
    return save(clerk, part_of_accepted(f.ProofReturnFactory()), reasons="Anders")


@met("proof_return_submission_has_person", "Zur zurückgegebenen Einreichung gehören Datum und Person.")
def a_return_of_nobodys_submission(clerk, me):
    facts = {"proof": f.ProofOfUseFactory().pk, "on": "01.07.2027", "by": me.pk, "reasons": "Ergänzen"}
    return add(clerk, ProofReturn, submitted_on="01.06.2027", **facts)


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


@met("repayment_issue_has_person", "Zum Erlass gehören Datum und Person.")
def an_issue_by_nobody(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), issued_on="01.06.2027")


@met("repayment_dual_control", "Wer eine Rückforderung entworfen hat, erlässt sie nicht selbst.")
def ones_own_issue(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(by=me), issued_on="01.06.2027", issued_by=me.pk)


@met("repayment_steps_in_order", "Erst entwerfen, dann erlassen, dann den Eingang buchen.")
def an_issue_before_the_draft(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(), issued_on="01.05.2027", issued_by=me.pk)


def receipt(clerk, me, **facts):
    got = {"paid_on": "01.07.2027", "received": "250,00", "recorded_by": me.pk, "reference": "KA-1"}
    return save(clerk, f.RepaymentClaimFactory(issued=True), **got | facts)


@met("repayment_receipt_has_person", "Zum Eingang gehören Datum und Person.")
def a_receipt_by_nobody(clerk, me):
    return receipt(clerk, me, recorded_by="")


@met("repayment_receipt_has_amount", "Zum Eingang gehören Datum und Betrag.")
def a_receipt_of_nothing(clerk, me):
    return receipt(clerk, me, received="")


@met("repayment_received_in_full", "Eine Rückforderung wird in einer Summe beglichen.")
def a_part_is_received(clerk, me):
    return receipt(clerk, me, received="249,99")


@met("repayment_booked_once", "Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang.")
def a_receipt_when_no_year_is_open(clerk, me):
    year = paid_in_full()
    late = f.RepaymentClaimFactory(allocation=year.allocations.get(), issued=True, amount=250)
    close(year)
    got = {"paid_on": "01.07.2027", "received": "250,00", "recorded_by": me.pk, "reference": "KA-1"}
    return save(clerk, late, **got)


@met("repayment_immutable", "Eine beglichene Rückforderung ändert sich nicht mehr.")
def a_settled_claim_is_changed(clerk, me):
    return save(clerk, f.RepaymentClaimFactory(paid_on=date(2027, 7, 1)), reference="Anders")


@met("repayment_issued_stands", "nur ihr Eingang wird noch gebucht")
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
