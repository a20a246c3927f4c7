"""The declared constraints: one row (CHECK), rows of one table (UNIQUE, EXCLUDE), each broken in seven ways."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

import factory
import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from tests import factories as f
from tests.constraints import INSERTS, UPDATES, WAYS, raw_update, refusals, sql, update

EARLY, LATE, LATER = date(2026, 1, 1), date(2026, 12, 31), date(2027, 12, 31)
LESS_THAN_NOTHING = Decimal("-0.01")
SEALED = {"facts": {}, "facts_sha256": "x", "seal_number": 99, "seal_sha256": "x"}


@dataclass
class Case:
    """A valid row, and what to write into it that breaks the rule."""

    rule: str
    factory: type
    wrong: Callable[[Model], dict]
    given: dict
    ways: tuple[Callable, ...]


def check(rule: str, factory: type, wrong: dict, ways=WAYS, **given) -> Case:
    """Facts that break a rule by themselves; a callable one is asked of the row."""

    def facts(row) -> dict:
        return {name: fact(row) if callable(fact) else fact for name, fact in wrong.items()}

    return Case(rule, factory, facts, given, ways)


def twice(rule: str, factory: type, *fields: str, ways=WAYS, **given) -> Case:
    """Facts that another row already says."""

    def facts(row) -> dict:
        other = factory(**given)
        return {name: getattr(other, name) for name in fields}

    return Case(rule, factory, facts, given, ways)


def somebody_else(row):
    return f.UserFactory()


def next_year(row):
    return f.FiscalYearFactory(year=2027)


ORDERED = {
    "ordered_on": LATE,
    "ordered_by": somebody_else,
    "debtor_name": "Stadtkasse",
    "debtor_iban": f.IBAN,
}
SETTLED = {"settled_on": LATER, "settled_by": somebody_else, "settlement": "Bleibt bei der Stadt."}


def _draft(**facts):
    """An agreement nobody has signed, so that its text may change at all."""
    return f.AgreementFactory(parties=0, **facts)


def _unsigned(**facts):
    return f.PartyFactory(signed_on=None, **facts)


def _numbered_alike():
    """A draft whose notice would get the number of another year's: two patterns that read the same."""
    one = f.FiscalYearFactory(year=2026, notice_pattern="{year}2061{number}")
    other = f.FiscalYearFactory(year=2061, notice_pattern="2026{year}{number}")
    f.DecisionFactory(allocation__fiscal_year=one, approved=True)
    return f.DecisionFactory(allocation__fiscal_year=other)


def _on_paper():
    """The draft of a notice that was given on paper, each with its own number."""
    number = f"{f.funding.Decision.objects.count() + 1}/26"
    return f.DecisionFactory(paper_on=date(2026, 1, 10), paper_number=number, paper_by="Sozialamt")


def raw_nan(row, wrong):
    """Django lets no NaN through; SQL would, and PostgreSQL sorts it above every amount."""
    sql(
        "UPDATE funding_repaymentclaim SET received = 'NaN', paid_on = %s, recorded_by_id = %s WHERE id = %s",
        *(LATER, f.UserFactory().pk, row.pk),
    )


def _issued_claim(row):
    return f.RepaymentClaimFactory(issued=True, drafted_on=row.frozen_on)


def _entered_for_another(**facts):
    """An absence that Verwaltung entered."""
    return f.AbsenceFactory(entered_by=f.UserFactory(), **facts)


def _met():
    """A dialogue whose meeting has its day."""
    return f.InvitationFactory().dialogue


def _to_be_drawn(**facts):
    """A sample with its one member, not yet drawn."""
    return f.SampleMemberFactory(**facts).sample


def somebody(row):
    return f.UserFactory()


BACK = {"withdrawn_on": LATER, "withdrawn_by": somebody, "withdraw_reason": "Kam zurück."}


def now(row):
    return timezone.now()


def _noted_already(row):
    """A contact whose presence another row says."""
    contact = f.ContactFactory()
    f.AttendanceFactory(dialogue=row.dialogue, contact=contact, function="")
    return contact


def of_another_side(row):
    return f.UserFactory(partner=f.PartnerFactory())


CASES = [
    # --- partners
    check("municipality_is_one", f.MunicipalityFactory, {"id": 2}, ways=(update, raw_update)),
    twice("city_district_name_unique", f.CityDistrictFactory, "name"),
    twice("city_district_code_unique", f.CityDistrictFactory, "code", ways=UPDATES),
    twice("city_district_place_unique", f.CityDistrictFactory, "column", "row", ways=UPDATES),
    twice("committee_name_unique", f.CommitteeFactory, "name"),
    twice("mandate_unique", f.MandateFactory, "reference", "committee", "decided_on"),
    check("mandate_ends_after_decision", f.MandateFactory, {"valid_until": date(2000, 1, 1)}),
    check("mandate_annual_limit_positive", f.MandateFactory, {"annual_limit": LESS_THAN_NOTHING}),
    twice("partner_name_unique", f.PartnerFactory, "name"),
    *(
        check("partner_postcode_german", f.PartnerFactory, {"postcode": x})
        for x in ("3360", "D3360", "3360\n")
    ),
    check("partner_deactivation_has_person", f.PartnerFactory, {"deactivated_on": EARLY}),
    check("partner_merger_complete", f.PartnerFactory, {"merge_reason": "Doppelt."}),
    check(
        "partner_merger_has_person",
        f.PartnerFactory,
        {"merged_into": lambda row: f.PartnerFactory(), "merge_reason": "Doppelt.", "merged_on": EARLY},
        deactivated_on=EARLY,
        deactivated_by=factory.SubFactory(f.UserFactory),
    ),
    check(
        "partner_not_merged_into_itself",
        f.PartnerFactory,
        {"merged_into": lambda row: row, "merge_reason": "x", "merged_on": EARLY, "merged_by": somebody},
        ways=UPDATES,
        deactivated_on=EARLY,
        deactivated_by=factory.SubFactory(f.UserFactory),
    ),
    check("way_back_has_reason", f.WayBackFactory, {"reason": ""}, ways=INSERTS),
    check("way_back_changes_something", f.WayBackFactory, {"after": "31.03.2026"}, ways=INSERTS),
    check("former_name_has_reason", f.FormerNameFactory, {"reason": ""}, ways=INSERTS),
    twice("former_name_once", f.FormerNameFactory, "partner", "until", ways=INSERTS),
    check("site_closing_has_person", f.SiteFactory, {"closed_on": LATE}),
    check("contact_ends_after_start", f.ContactFactory, {"ends_on": date(2000, 1, 1)}),
    check("agreement_ends_after_start", _draft, {"ends_on": date(2000, 1, 1)}),
    check("agreement_termination_complete", f.AgreementFactory, {"terminated_to": LATE}),
    check(
        "agreement_termination_complete",
        f.AgreementFactory,
        {"terminated_on": EARLY, "termination_reason": "Umzug"},
    ),
    check(
        "agreement_termination_reasoned", f.AgreementFactory, {"terminated_on": EARLY, "terminated_to": LATE}
    ),
    check(
        "agreement_termination_in_order",
        f.AgreementFactory,
        {"terminated_on": LATE, "terminated_to": EARLY, "termination_reason": "Umzug"},
    ),
    check("agreement_not_its_own_amendment", _draft, {"amends": lambda row: row}, ways=UPDATES),
    check("agreement_version_after_what_it_amends", _draft, {"amends": lambda row: _draft()}, ways=UPDATES),
    twice("party_once_per_agreement", _unsigned, "agreement", "partner"),
    check("negotiation_has_counterpart", f.NegotiationFactory, {"partner": None}),
    check("step_reason_given", f.StepFactory, {"state": "paused"}),
    check("step_reason_given", f.StepFactory, {"state": "failed"}),
    check(
        "step_released_wording_exists",
        f.StepFactory,
        {"wording_released_on": EARLY, "wording_released_by": lambda row: row.recorded_by},
    ),
    check(
        "step_release_has_person", f.StepFactory, {"wording_released_on": EARLY, "public_wording": "aufgrund"}
    ),
    check("user_email_unique", f.UserFactory, {"email": lambda row: somebody(row).email.upper()}),
    check("absence_ends_after_start", f.AbsenceFactory, {"ends_on": date(2000, 1, 1)}, ways=INSERTS),
    check(
        "absence_deputy_is_another",
        _entered_for_another,
        {"person": lambda row: row.entered_by, "deputy": lambda row: row.entered_by, "entered_by": somebody},
        ways=INSERTS,
    ),
    check("absence_by_deputy", f.AbsenceFactory, {"entered_by": lambda row: row.deputy}, ways=INSERTS),
    check("absence_not_in_past", f.AbsenceFactory, {"starts_on": date(2000, 1, 1)}, ways=INSERTS),
    check("absence_end_has_person", f.AbsenceFactory, {"ended_on": lambda row: row.starts_on}, ways=UPDATES),
    check(
        "absence_ended_in_time",
        f.AbsenceFactory,
        {"ended_on": date(2000, 1, 1), "ended_by": somebody},
        ways=UPDATES,
    ),
    check("absence_once_at_a_time", f.AbsenceFactory, {"deputy": somebody}, ways=INSERTS),
    check(
        "rights_dual_control",
        f.RightsChangeFactory,
        {"confirmed_on": lambda row: row.asked_on, "confirmed_by": lambda row: row.asked_by},
        ways=INSERTS,
    ),
    check("rights_role_named", f.RightsChangeFactory, {"role": None}, ways=INSERTS),
    check(
        "rights_answered_in_time",
        f.RightsChangeFactory,
        {"confirmed_on": date(2000, 1, 1), "confirmed_by": somebody},
        ways=INSERTS,
    ),
    check(
        "rights_answered_once",
        f.RightsChangeFactory,
        {
            "confirmed_on": lambda row: row.asked_on,
            "confirmed_by": somebody,
            "refused_on": lambda row: row.asked_on,
            "refused_by": somebody,
        },
        ways=INSERTS,
    ),
    check("rights_reasoned", f.RightsChangeFactory, {"reason": ""}, ways=INSERTS),
    check(
        "rights_confirmation_has_person",
        f.RightsChangeFactory,
        {"confirmed_on": lambda row: row.asked_on},
        ways=INSERTS,
    ),
    check(
        "rights_refusal_has_person",
        f.RightsChangeFactory,
        {"refused_on": lambda row: row.asked_on},
        ways=INSERTS,
    ),
    check(
        "invitation_once",
        f.AccountInvitationFactory,
        {"email": lambda row: f.AccountInvitationFactory().email.upper()},
        ways=INSERTS,
    ),
    check(
        "invitation_four_eyes",
        f.AccountInvitationFactory,
        {"confirmed_on": LATE, "confirmed_by": lambda row: row.invited_by},
    ),
    check("invitation_sent_confirmed", f.AccountInvitationFactory, {"sent_on": LATE}, needs_second=True),
    check(
        "invitation_ends_once",
        f.AccountInvitationFactory,
        {"revoked_on": LATE, "revoked_by": somebody, "accepted_on": LATE, "account": somebody},
    ),
    check("invitation_accepted_as", f.AccountInvitationFactory, {"accepted_on": LATE}),
    check("invitation_lasts", f.AccountInvitationFactory, {"expires_on": date(2000, 1, 1)}),
    check("invitation_confirmed_by", f.AccountInvitationFactory, {"confirmed_on": LATE}),
    check("invitation_revoked_by", f.AccountInvitationFactory, {"revoked_on": LATE}),
    check(
        "membership_once",
        f.MembershipFactory,
        {"person": lambda row: row.person},
        ways=INSERTS,
    ),
    check(
        "membership_ends_after_start",
        f.MembershipFactory,
        {"ended_on": date(2000, 1, 1), "ended_by": somebody},
    ),
    check("membership_end_has_person", f.MembershipFactory, {"ended_on": LATE}),
    check("departure_to_another", f.DepartureFactory, {"successor": lambda row: row.person}, ways=INSERTS),
    check("public_text_given", f.PublicTextFactory, {"body": ""}, ways=INSERTS),
    check("barrier_text_given", f.BarrierReportFactory, {"text": ""}, ways=INSERTS),
    check("barrier_answer_has_person", f.BarrierReportFactory, {"answered_on": EARLY, "answer": "Behoben."}),
    check("barrier_answer_said", f.BarrierReportFactory, {"answered_on": EARLY, "answered_by": somebody}),
    check("barrier_answer_said", f.BarrierReportFactory, {"answer": "Behoben."}),
    check("archive_offer_in_order", f.ArchiveOfferFactory, {"due_on": EARLY}, ways=INSERTS),
    check("archive_offer_in_order", f.ArchiveOfferFactory, {"up_to": LATE}, ways=INSERTS),
    check("archive_answer_has_person", f.ArchiveOfferFactory, {"answered_on": LATE, "taken": True}),
    check("archive_answer_said", f.ArchiveOfferFactory, {"answered_on": LATE, "answered_by": somebody}),
    check("archive_answer_said", f.ArchiveOfferFactory, {"taken": True}),
    twice("tombstone_once", f.TombstoneFactory, "table", "event", "old_sha256", ways=INSERTS),
    # --- sites
    twice("neighbourhood_unique", f.NeighbourhoodFactory, "name", "district"),
    twice("site_name_unique", f.SiteFactory, "name"),
    check("site_closed_after_opened", f.SiteFactory, {"closed_on": date(2000, 1, 1), "closed_by": somebody}),
    check(
        "site_closed_after_opened",
        f.SiteFactory,
        {"closed_on": LATE, "closed_by": somebody, "opened_on": None},
    ),
    *(
        check("site_position_on_earth", f.SiteFactory, {"latitude": north, "longitude": east})
        for north, east in [(52, None), (None, 8.5), (91, 8.5), (52, 181)]
    ),
    check("site_postcode_german", f.SiteFactory, {"postcode": "0x0"}),
    twice("site_in_question_once", f.SiteInQuestionFactory, "site", "negotiation"),
    check("offer_ends_after_start", f.OfferFactory, {"ends_on": date(2000, 1, 1)}),
    check("seat_valid_until_after_from", f.SeatFactory, {"valid_until": date(2000, 1, 1)}),
    check("seat_number_positive", f.SeatFactory, {"number": 0}),
    twice("seat_number_once_at_a_time", f.SeatFactory, "number"),
    check("coverage_given_has_both", f.CoverageFactory, {"given_on": LATE}),
    check("coverage_ends_after_start", f.CoverageFactory, {"ends_on": date(2000, 1, 1)}),
    check(
        "coverage_seat_once_at_a_time",
        f.CoverageFactory,
        {"seat": lambda row: f.CoverageFactory().seat, "site": lambda row: f.SiteFactory()},
    ),
    check(
        "coverage_site_once_at_a_time",
        f.CoverageFactory,
        {"site": lambda row: f.CoverageFactory().site, "seat": lambda row: f.SeatFactory()},
    ),
    check("assignment_ends_after_start", f.AssignmentFactory, {"ends_on": date(2000, 1, 1)}),
    twice("assignment_role_once_at_a_time", f.AssignmentFactory, "site", "role"),
    # --- funding
    check("fiscal_year_plausible", f.FiscalYearFactory, {"year": 1999}),
    *(
        check("fiscal_year_amounts_not_negative", f.FiscalYearFactory, {name: LESS_THAN_NOTHING})
        for name in ("appropriation", "carry_over_received")
    ),
    check("fiscal_year_closing_has_person", f.FiscalYearFactory, {"closed_on": LATER}, proposed=True),
    check(
        "fiscal_year_proposal_has_person", f.FiscalYearFactory, {"closing_proposed_on": LATE, "carry_over": 0}
    ),
    check(
        "fiscal_year_closed_after_proposal",
        f.FiscalYearFactory,
        {"closed_on": EARLY, "closed_by": somebody},
        proposed=True,
    ),
    check(
        "fiscal_year_closing_dual_control",
        f.FiscalYearFactory,
        {"closed_on": LATER, "closed_by": lambda row: row.closing_proposed_by},
        proposed=True,
    ),
    *(
        check("fiscal_year_carry_over_proposed", f.FiscalYearFactory, wrong)
        for wrong in (
            {"carry_over": 0},
            {"closing_proposed_on": LATE, "closing_proposed_by": somebody},
            {"closing_proposed_on": LATE, "closing_proposed_by": somebody, "carry_over": LESS_THAN_NOTHING},
        )
    ),
    check("fiscal_year_rest_recorded", f.FiscalYearFactory, {"rest": 0}, proposed=True),
    check(
        "fiscal_year_carry_over_within_rest",
        f.FiscalYearFactory,
        {"closed_on": LATER, "closed_by": somebody, "carry_over": 80_001},
        proposed=True,
        ways=INSERTS,
    ),
    twice("notice_file_once_per_format", f.NoticeFileFactory, "notice", "format", ways=INSERTS),
    twice("allocation_once_per_site", f.AllocationFactory, "fiscal_year", "site", "recipient"),
    *(
        check("decision_amount_fits_kind", f.DecisionFactory, {"kind": kind, "amount": amount})
        for kind, amount in [
            ("grant", 0),
            ("grant", -1),
            ("increase", -1),
            ("reduction", 1),
            ("revocation", 0),
            ("gift", 1),
        ]
    ),
    check("decision_approval_has_person", f.DecisionFactory, {"approved_on": LATE}),
    check("decision_approval_has_person", f.DecisionFactory, {"approved_by": somebody}),
    check(
        "decision_dual_control",
        f.DecisionFactory,
        {"approved_on": LATE, "approved_by": lambda row: row.drafted_by},
    ),
    check(
        "decision_approved_after_draft",
        f.DecisionFactory,
        {"approved_on": EARLY, "approved_by": somebody},
    ),
    check(
        "decision_notice_number_unique",
        _numbered_alike,
        {"approved_on": date(2061, 12, 31), "approved_by": somebody},
    ),
    check("decision_paper_complete", f.DecisionFactory, {"paper_on": date(2026, 1, 10)}),
    check(
        "decision_paper_keeps_its_day",
        f.DecisionFactory,
        {"paper_on": LATE, "paper_number": "7/26", "paper_by": "Sozialamt"},
    ),
    twice("decision_paper_number_unique", _on_paper, "paper_number"),
    check("reallocation_two_decisions", f.ReallocationFactory, {"increase": lambda row: row.reduction}),
    check(
        "budget_revision_amounts_not_negative",
        f.BudgetRevisionFactory,
        {"appropriation": LESS_THAN_NOTHING},
        ways=INSERTS,
    ),
    check(
        "earlier_draft_amount_bounded",
        f.EarlierDraftFactory,
        {"amount": Decimal(0)},
        ways=INSERTS,
    ),
    check(
        "earlier_draft_changed_after_drafting", f.EarlierDraftFactory, {"on": date(2020, 1, 1)}, ways=INSERTS
    ),
    check("draft_return_mended_has_person", f.DraftReturnFactory, {"mended_by": somebody}),
    check("draft_return_of_one_draft", f.DraftReturnFactory, {"decision": None}, ways=INSERTS),
    check("draft_return_has_reason", f.DraftReturnFactory, {"reason": ""}, ways=INSERTS),
    check(
        "draft_return_mended_afterwards",
        f.DraftReturnFactory,
        {"mended_on": date(2020, 1, 1), "mended_by": somebody},
    ),
    twice("draft_return_decision_once", f.DraftReturnFactory, "decision", ways=INSERTS),
    twice(
        "draft_return_claim_once",
        lambda: f.DraftReturnFactory(decision=None, claim=f.RepaymentClaimFactory()),
        "claim",
        ways=INSERTS,
    ),
    check("fiscal_year_revision_has_person", f.FiscalYearFactory, {"revised_on": EARLY}),
    check(
        "dropped_proposal_after_proposal", f.DroppedProposalFactory, {"on": date(2026, 11, 30)}, ways=INSERTS
    ),
    check(
        "dropped_proposal_amount_not_negative",
        f.DroppedProposalFactory,
        {"carry_over": LESS_THAN_NOTHING},
        ways=INSERTS,
    ),
    twice("legal_figure_once_per_day", f.LegalFigureFactory, "kind", "valid_from"),
    check("legal_figure_plausible", f.LegalFigureFactory, {"rate": Decimal("100.01")}),
    check("legal_figure_plausible", f.LegalFigureFactory, {"rate": Decimal("-100.01")}),
    check("legal_figure_has_norm", f.LegalFigureFactory, {"norm": " "}),
    check("legal_figure_has_norm", f.LegalFigureFactory, {"source": ""}),
    twice("legal_period_once_per_day", f.LegalPeriodFactory, "kind", "valid_from"),
    check("legal_period_plausible", f.LegalPeriodFactory, {"length": 121}),
    check("legal_period_has_norm", f.LegalPeriodFactory, {"norm": " "}),
    check("legal_period_has_norm", f.LegalPeriodFactory, {"source": ""}),
    check("hearing_of_one_act", f.HearingFactory, {"decision": None}),
    check("hearing_held_or_waived", f.HearingFactory, {"waived_reason": "Eilt."}, ways=UPDATES),
    check("hearing_held_or_waived", f.HearingFactory, {"held_on": None, "way": ""}, ways=UPDATES),
    check("hearing_recorded_afterwards", f.HearingFactory, {"held_on": LATER}, ways=UPDATES),
    check("hearing_term_afterwards", f.HearingFactory, {"answer_due_on": EARLY}, ways=UPDATES),
    check(
        "hearing_answer_afterwards", f.HearingFactory, {"answered_on": EARLY, "answer": "Nein."}, ways=UPDATES
    ),
    check("hearing_answer_complete", f.HearingFactory, {"answered_on": LATER}, ways=UPDATES),
    check("ground_is_said", f.RevocationGroundFactory, {"what": ""}, ways=INSERTS),
    check("ground_known_before_recorded", f.RevocationGroundFactory, {"known_on": LATER}, ways=INSERTS),
    check(
        "ground_dropped_afterwards",
        f.RevocationGroundFactory,
        {"dropped_on": EARLY, "dropped_by": somebody, "drop_reason": "Nein."},
    ),
    check("ground_drop_has_reason", f.RevocationGroundFactory, {"dropped_on": LATER, "dropped_by": somebody}),
    check("ground_drop_has_person", f.RevocationGroundFactory, {"dropped_on": LATER, "drop_reason": "Nein."}),
    twice("service_once", f.ServiceFactory, ways=INSERTS),
    check("service_recorded_afterwards", f.ServiceFactory, BACK | {"recorded_on": EARLY}, ways=INSERTS),
    check(
        "service_appeal_in_term",
        f.ServiceFactory,
        {"appealed_on": LATER, "appealed_by": somebody},
        ways=UPDATES,
    ),
    check(
        "service_appeal_in_term",
        f.ServiceFactory,
        {"appealed_on": EARLY, "appealed_by": somebody},
        ways=UPDATES,
    ),
    check(
        "service_appeal_ended_afterwards",
        f.ServiceFactory,
        {"appeal_ended_on": LATER, "appeal_ended_by": somebody},
        ways=UPDATES,
    ),
    check("service_withdrawn_afterwards", f.ServiceFactory, BACK | {"withdrawn_on": EARLY}),
    check("service_withdrawal_has_reason", f.ServiceFactory, BACK | {"withdraw_reason": ""}),
    check("service_withdrawal_has_person", f.ServiceFactory, BACK | {"withdrawn_by": None}),
    check("service_appeal_has_person", f.ServiceFactory, {"appealed_on": date(2026, 1, 20)}, ways=UPDATES),
    check("service_appeal_end_has_person", f.ServiceFactory, {"appeal_ended_by": somebody}, ways=UPDATES),
    twice("notice_text_version_unique", f.NoticeTextFactory, "kind", "part", "valid_from"),
    check("notice_text_tokens_known", f.NoticeTextFactory, {"body": "Es sind {betraege}."}),
    check("notice_text_tokens_known", f.NoticeTextFactory, {"body": "{betrag} {}"}),
    check("notice_text_tokens_known", f.NoticeTextFactory, {"body": "{faellig}"}),
    check(
        "notice_text_tokens_known", f.NoticeTextFactory, {"body": "{neu}"}, kind="repayment", part="closing"
    ),
    check("notice_of_one_act", f.NoticeFactory, {"claim": _issued_claim}, ways=INSERTS),
    check("decision_reason_given", f.DecisionFactory, {"kind": "increase", "reason": " \n"}),
    *(
        check("decision_numbered_when_approved", f.DecisionFactory, wrong)
        for wrong in ({"notice_sequence": 1}, {"notice_number": "2026/QA-001"})
    ),
    *(
        check("fiscal_year_notice_pattern_complete", f.FiscalYearFactory, {"notice_pattern": pattern})
        for pattern in (
            "",
            "QA-{number}",
            "{year}",
            "{year}-{number}-{number}",
            "{year} {number:3d}",
        )
    ),
    *(
        check("disbursement_amount_positive", f.DisbursementFactory, {"amount": x})
        for x in (0, LESS_THAN_NOTHING)
    ),
    check("disbursement_certified_has_person", f.DisbursementFactory, {"certified_on": LATE}),
    check(
        "disbursement_released_has_person",
        f.DisbursementFactory,
        {"released_by": somebody},
        certified=True,
    ),
    check(
        "disbursement_dual_control",
        f.DisbursementFactory,
        {"released_on": LATE, "released_by": lambda row: row.certified_by},
        certified=True,
    ),
    check(
        "disbursement_dual_control",
        f.DisbursementFactory,
        {"released_on": LATE, "released_by": lambda row: row.drafted_by},
        certified=True,
    ),
    check(
        "disbursement_steps_in_order",
        f.DisbursementFactory,
        {"released_on": EARLY, "released_by": somebody},
        certified=True,
    ),
    check(  # released without having been certified
        "disbursement_steps_in_order",
        f.DisbursementFactory,
        {"released_on": LATE, "released_by": somebody},
    ),
    check("disbursement_steps_in_order", f.DisbursementFactory, {"paid_on": LATE}),  # paid without release
    check("disbursement_steps_in_order", f.DisbursementFactory, {"paid_on": LATE}, certified=True),
    check("disbursement_steps_in_order", f.DisbursementFactory, {"paid_on": EARLY}, released=True),
    check(
        "disbursement_paper_keeps_its_day",
        f.DisbursementFactory,
        {"paper_on": date(2026, 2, 1), "reference": "x"},
    ),
    check(
        "disbursement_paper_has_reference",
        f.DisbursementFactory,
        {"paper_on": date(2026, 1, 20), "due_on": date(2026, 1, 20)},
    ),
    twice("disbursement_number_unique", f.DisbursementFactory, "allocation", "number"),
    check(
        "disbursement_recipient_with_release", f.DisbursementFactory, {"recipient_name": "x"}, certified=True
    ),
    check(
        "disbursement_drop_has_person",
        f.DisbursementFactory,
        {"dropped_on": LATE, "drop_reason": "x"},
    ),
    check("disbursement_drop_reasoned", f.DisbursementFactory, {"dropped_on": LATE, "dropped_by": somebody}),
    check(
        "disbursement_dropped_unsigned",
        f.DisbursementFactory,
        {"dropped_on": LATE, "dropped_by": somebody, "drop_reason": "x"},
        certified=True,
    ),
    check("withdrawal_has_reason", f.WithdrawalFactory, {"reason": ""}, ways=INSERTS),
    check("withdrawal_after_signature", f.WithdrawalFactory, {"on": EARLY}, ways=INSERTS),
    twice("payment_run_number_unique", f.PaymentRunFactory, "number", ways=UPDATES),
    *(
        check("payment_run_not_empty", f.PaymentRunFactory, wrong, ways=UPDATES)
        for wrong in ({"item_count": 0}, {"total": 0})
    ),
    check(
        "payment_run_cancel_has_person",
        f.PaymentRunFactory,
        {"cancelled_on": LATE, "cancel_reason": "x"},
        ways=UPDATES,
    ),
    check(
        "payment_run_cancel_has_reason",
        f.PaymentRunFactory,
        {"cancelled_on": LATE, "cancelled_by": somebody},
        ways=UPDATES,
    ),
    check("payment_item_amount_positive", f.PaymentItemFactory, {"amount": 0}, ways=UPDATES),
    twice("payment_item_position_unique", f.PaymentItemFactory, "run", "position", ways=UPDATES),
    twice("payment_item_on_one_list", f.PaymentItemFactory, "disbursement", ways=UPDATES),
    twice("payment_run_export_unique", f.PaymentRunExportFactory, "run", "kind", "number", ways=INSERTS),
    check("reversal_has_reason", f.ReversalFactory, {"reason": ""}, ways=INSERTS),
    check("payment_return_has_reason", f.PaymentReturnFactory, {"reason": ""}, ways=INSERTS),
    *(
        check(rule, f.returned_late, SETTLED | wrong, ways=UPDATES)
        for rule, wrong in {
            "payment_return_settled_has_person": {"settled_by": None},
            "payment_return_settlement_told": {"settlement": ""},
            "payment_return_settled_afterwards": {"settled_on": date(2026, 3, 31)},
            "payment_return_has_year": {"settled_on": None, "settled_by": None, "booked_in": next_year},
        }.items()
    ),
    check("payment_run_order_has_person", f.PaymentRunFactory, ORDERED | {"ordered_by": None}, ways=UPDATES),
    check("payment_run_order_has_account", f.PaymentRunFactory, ORDERED | {"debtor_name": ""}, ways=UPDATES),
    check("partner_account_holder_carried", f.PartnerFactory, {"account_holder": "Müller & Söhne"}),
    check("partner_account_holder_carried", f.PartnerFactory, {"account_holder": "ä" * 36}),
    *(
        check(rule, f.MunicipalityFactory, wrong, ways=UPDATES)
        for rule, wrong in (
            ("municipality_account_holder_carried", {"account_holder": "<b>", "iban": f.IBAN}),
            ("municipality_account_whole", {"iban": f.IBAN}),
            ("municipality_account_whole", {"account_holder": "Stadtkasse"}),
            (
                "municipality_bic_plausible",
                {"account_holder": "Stadtkasse", "iban": f.IBAN, "bic": "Sparkasse"},
            ),
        )
    ),
    check("proof_paper_keeps_its_day", f.ProofOfUseFactory, {"entered_on": LATE}),
    check("fiscal_year_entered_after_opening", f.FiscalYearFactory, {"entered_on": date(2025, 12, 31)}),
    check("proof_submission_has_person", f.ProofOfUseFactory, {"submitted_on": LATE}),
    check("proof_acceptance_has_person", f.ProofOfUseFactory, {"accepted_on": LATER}, submitted=True),
    check(
        "proof_accepted_after_submission",
        f.ProofOfUseFactory,
        {"accepted_on": EARLY, "accepted_by": somebody},
        submitted=True,
    ),
    check(  # accepted without having been handed in
        "proof_accepted_after_submission",
        f.ProofOfUseFactory,
        {"accepted_on": LATER, "accepted_by": somebody},
    ),
    check(
        "proof_accepted_by_another",
        f.ProofOfUseFactory,
        {"accepted_on": LATER, "accepted_by": lambda row: row.submitted_by},
        submitted=True,
    ),
    *(
        check("proof_line_amounts_not_negative", f.ProofLineFactory, {name: LESS_THAN_NOTHING})
        for name in ("planned", "spent", "own_funds")
    ),
    check("proof_income_not_negative", f.ProofIncomeFactory, {"amount": LESS_THAN_NOTHING}),
    twice("proof_income_source_once", f.ProofIncomeFactory, "proof", "source", ways=UPDATES),
    check("receipt_amount_positive", f.ProofReceiptFactory, {"amount": Decimal("0.00")}, ways=UPDATES),
    check("receipt_number_given", f.ProofReceiptFactory, {"number": "-/-"}),
    check("proof_other_funding_named", f.ProofOfUseFactory, {"other_funding": "some"}),
    check("proof_other_funding_named", f.ProofOfUseFactory, {"other_funding_from": "Land"}),
    check("proof_recognised_with_acceptance", f.ProofOfUseFactory, {"recognised": Decimal("1.00")}),
    *(
        check(
            "financing_share_within",
            f.AllocationFactory,
            {"share": Decimal(share)},
            ways=UPDATES,
            financed=True,
            financing="share",
            share=Decimal("80"),
        )
        for share in ("0", "100.01")
    ),
    check("financing_share_given", f.AllocationFactory, {"share": Decimal("80")}, ways=UPDATES),
    check("financing_dated", f.AllocationFactory, {"financing": "fixed"}, ways=UPDATES),
    check("financing_has_person", f.AllocationFactory, {"financing_by": somebody}, ways=UPDATES),
    *(
        check(f"sample_{rule}", f.ProofSampleFactory, wrong, ways=INSERTS)
        for rule, wrong in (
            ("below_positive", {"below": Decimal("0.00")}),
            ("percent_within", {"percent": 0}),
            ("percent_within", {"percent": 101}),
            ("seed_given", {"seed": " "}),
            ("seed_before_population", {"fixed_on": lambda row: row.announced_on}),
            ("once_per_year", {"seed": "Ein anderer"}),
        )
    ),
    *(
        check(f"sample_{rule}", _to_be_drawn, wrong, ways=UPDATES)
        for rule, wrong in (
            ("drawing_has_person", {"drawn_on": LATER, "due_on": date(2028, 1, 31)}),
            ("due_after_drawing", {"drawn_on": LATER, "drawn_by": somebody}),
            ("drawn_after_population", {"drawn_on": LATE, "drawn_by": somebody, "due_on": LATER}),
            ("dropping_has_person", {"dropped_on": LATE, "drop_reason": "Versehen."}),
            ("dropped_with_reason", {"dropped_on": LATE, "dropped_by": somebody}),
            (
                "dropped_before_population",
                {"dropped_on": LATER, "dropped_by": somebody, "drop_reason": "Versehen."},
            ),
        )
    ),
    check("sample_member_once", f.SampleMemberFactory, {"rank": 2}, ways=INSERTS),
    twice("proof_line_category_once", f.ProofLineFactory, "proof", "category"),
    check("proof_return_has_reasons", f.ProofReturnFactory, {"reasons": ""}),
    *(
        check("repayment_amount_positive", f.RepaymentClaimFactory, {"amount": x})
        for x in (0, LESS_THAN_NOTHING)
    ),
    *(
        check("repayment_interest_plausible", f.RepaymentClaimFactory, {"interest_rate": x})
        for x in (-1, Decimal("100.01"))
    ),
    check("proof_line_own_funds_within_spent", f.ProofLineFactory, {"own_funds": Decimal("8000.01")}),
    check("proof_return_submission_has_person", f.ProofReturnFactory, {"submitted_by": None}),
    check("repayment_interest_has_source", f.RepaymentClaimFactory, {"interest_rate": Decimal("5.00")}),
    check("repayment_issue_has_person", f.RepaymentClaimFactory, {"issued_on": LATER}),
    check(
        "repayment_dual_control",
        f.RepaymentClaimFactory,
        {"issued_on": LATER, "issued_by": lambda row: row.drafted_by},
    ),
    check("repayment_steps_in_order", f.RepaymentClaimFactory, {"issued_on": EARLY, "issued_by": somebody}),
    check(  # settled without having been issued
        "repayment_steps_in_order",
        f.RepaymentClaimFactory,
        {"paid_on": LATER, "recorded_by": somebody, "received": lambda row: row.amount},
    ),
    check(
        "repayment_receipt_has_person",
        f.RepaymentClaimFactory,
        {"paid_on": LATER, "received": lambda row: row.amount},
        issued=True,
        ways=UPDATES,
    ),
    check(
        "repayment_receipt_has_year",
        f.RepaymentClaimFactory,
        {"booked_in": lambda row: f.FiscalYearFactory()},
    ),
    check(
        "repayment_receipt_has_amount",
        f.RepaymentClaimFactory,
        {"paid_on": LATER, "recorded_by": somebody},
        issued=True,
        ways=UPDATES,
    ),
    check("repayment_received_bounded", f.RepaymentClaimFactory, {}, issued=True, ways=(raw_nan,)),
    check("part_receipt_positive", f.PartReceiptFactory, {"received": 0}, ways=INSERTS),
    # --- quality_dialog
    twice("framework_version_unique", f.FrameworkFactory, "name", "version"),
    twice("field_of_action_code_unique", f.FieldOfActionFactory, "framework", "code"),
    twice("criterion_code_unique", f.CriterionFactory, "field", "code"),
    twice("indicator_code_unique", f.IndicatorFactory, "field", "code"),
    check("cycle_entered_after_opening", f.CycleFactory, {"entered_on": date(2026, 1, 14)}),
    check(
        "finding_entered_with_its_day",
        f.FindingFactory,
        {"entered_on": LATE},
        dialogue__cycle__entered_on=LATE,
    ),
    check("measure_entered_after_agreed", f.MeasureFactory, {"entered_on": date(2020, 1, 1)}),
    check("cycle_year_plausible", f.CycleFactory, {"year": 2101}),
    *(
        check("cycle_deadlines_in_order", f.CycleFactory, wrong, ways=INSERTS)
        for wrong in (
            {"assessment_due_on": EARLY},
            {"meetings_due_on": date(2026, 4, 29)},
            {"report_due_on": date(2026, 6, 29)},
            {"assessment_due_on": None, "meetings_due_on": EARLY},
            {"meetings_due_on": None, "report_due_on": date(2026, 4, 29)},
            {"assessment_due_on": None, "meetings_due_on": None, "report_due_on": EARLY},
        )
    ),
    twice("dialogue_once_per_site", f.DialogueFactory, "cycle", "site"),
    twice("participation_once", f.ParticipationFactory, "dialogue", "partner"),
    twice("assessment_once", f.AssessmentFactory, "dialogue", "criterion", "partner"),
    check("assessment_submission_has_person", f.AssessmentFactory, {"submitted_on": LATE}),
    check(
        "assessment_submitted_is_answered",
        f.AssessmentFactory,
        {"rating": "", "submitted_on": LATE, "submitted_by": somebody},
    ),
    twice("submission_once", f.SubmissionFactory, "dialogue", "partner", ways=INSERTS),
    check(
        "submission_reopening_has_person", f.SubmissionFactory, {"reopened_on": LATE, "reopen_reason": "x"}
    ),
    check(
        "submission_reopening_reasoned", f.SubmissionFactory, {"reopened_on": LATE, "reopened_by": somebody}
    ),
    check(
        "submission_reopened_after",
        f.SubmissionFactory,
        {"reopened_on": EARLY, "reopened_by": somebody, "reopen_reason": "x"},
    ),
    twice("indicator_value_once", f.IndicatorValueFactory, "dialogue", "indicator"),
    *(check("indicator_value_plausible", f.IndicatorValueFactory, {"value": x}) for x in (-1, 1_000_000_001)),
    check("indicator_value_has_source", f.IndicatorValueFactory, {"source": ""}),
    check("finding_has_wording", f.FindingFactory, {"wording": ""}),
    check("finding_shared_after_raised", f.FindingFactory, {"shared_on": EARLY}),
    check(
        "finding_withdrawal_has_person", f.FindingFactory, {"withdrawn_on": LATE, "withdrawal_reason": "x"}
    ),
    check("finding_withdrawal_reasoned", f.FindingFactory, {"withdrawn_on": LATE, "withdrawn_by": somebody}),
    check("invitation_ends_after_start", f.InvitationFactory, {"ends_at": time(14)}),
    check("attendance_of_somebody", f.AttendanceFactory, {"function": ""}),
    check("attendance_of_somebody", f.AttendanceFactory, {"contact": lambda row: f.ContactFactory()}),
    check(
        "attendance_once",
        f.AttendanceFactory,
        {"contact": _noted_already, "function": ""},
    ),
    check("comment_has_text", f.CommentFactory, {"text": ""}, ways=INSERTS),
    check("comment_on_one_thing", f.CommentFactory, {"finding": None}, ways=INSERTS),
    check(
        "comment_on_one_thing", f.CommentFactory, {"dialogue": lambda row: f.DialogueFactory()}, ways=INSERTS
    ),
    check("comment_names_reader", f.CommentFactory, {"audience": "one"}, ways=INSERTS),
    check(
        "comment_names_reader", f.CommentFactory, {"partner": lambda row: f.PartnerFactory()}, ways=INSERTS
    ),
    check("measure_step_postpones_ahead", f.MeasureStepFactory, {"new_due_on": EARLY}, ways=INSERTS),
    *(
        check(
            rule,
            factory,
            {"carried_over_from": lambda row, make=factory: make(carried_over_from=make()).carried_over_from},
        )
        for rule, factory in (
            ("finding_carried_over_once", f.FindingFactory),
            ("measure_carried_over_once", f.MeasureFactory),
        )
    ),
    check(
        "statement_speaks_for_one_side",
        f.StatementFactory,
        {"partner": None, "given_by": lambda row: f.UserFactory()},
        ways=INSERTS,
    ),
    check("statement_speaks_for_one_side", f.StatementFactory, {"city": True}, ways=INSERTS),
    check("statement_dissent_explained", f.StatementFactory, {"stance": "dissents"}, ways=INSERTS),
    check("statement_dissent_explained", f.StatementFactory, {"stance": "agrees_with_remark"}, ways=INSERTS),
    check("measure_done_has_person", f.MeasureFactory, {"done_on": LATE}),
    check("measure_confirmed_has_person", f.MeasureFactory, {"confirmed_on": LATE}, done=True),
    check("measure_dropped_has_person", f.MeasureFactory, {"dropped_on": LATE, "drop_reason": "Umzug"}),
    check(  # the same person is of the same side: test_findings
        "measure_confirmed_by_another",
        f.MeasureFactory,
        {"confirmed_on": EARLY, "confirmed_by": of_another_side},
        done=True,
    ),
    check(  # confirmed without having been done
        "measure_confirmed_by_another",
        f.MeasureFactory,
        {"confirmed_on": LATE, "confirmed_by": of_another_side},
    ),
    check(
        "measure_drop_reasoned",
        f.MeasureFactory,
        {"dropped_on": LATE, "dropped_by": somebody},
    ),
    check(
        "measure_done_or_dropped",
        f.MeasureFactory,
        {"dropped_on": LATE, "dropped_by": somebody, "drop_reason": "Umzug"},
        done=True,
    ),
    check("measure_due_after_resolved", f.MeasureFactory, {"due_on": EARLY}, ways=INSERTS),
    check("measure_returned_after_done", f.MeasureReturnFactory, {"returned_on": EARLY}, ways=INSERTS),
    check("measure_step_has_text", f.MeasureStepFactory, {"text": ""}),
    twice("meeting_unique", f.MeetingFactory, "committee", "held_on"),
    twice("text_block_version_unique", f.TextBlockFactory, "key", "valid_from"),
    check("report_year_plausible", f.ReportFactory, {"year": 1999}),
    check("report_review_has_person", f.ReportFactory, {"review_on": LATE}),
    check("report_approval_has_person", f.ReportFactory, {"approved_by": somebody}),
    check("report_submission_has_person", f.ReportFactory, {"submitted_by": somebody}),
    check("report_publication_has_person", f.ReportFactory, {"published_by": somebody}),
    check(
        "report_dual_control",
        f.ReportFactory,
        {"approved_on": LATE, "approved_by": lambda row: row.drafted_by, **SEALED},
        ways=UPDATES,
        reviewed=True,
    ),
    check(
        "report_approved_facts_frozen",
        f.ReportFactory,
        {"approved_on": LATE, "approved_by": somebody},
        ways=UPDATES,
        reviewed=True,
    ),
    check(
        "report_approved_facts_frozen",
        f.ReportFactory,
        {"approved_on": LATE, "approved_by": somebody, **SEALED, "seal_number": None},
        ways=UPDATES,
        reviewed=True,
    ),
    check(
        "report_reviewed_before_approval",
        f.ReportFactory,
        {"approved_on": LATE, "approved_by": somebody, **SEALED},
        ways=UPDATES,
    ),
    check(
        "report_reviewed_before_approval",
        f.ReportFactory,
        {"approved_on": EARLY, "approved_by": somebody, **SEALED},
        ways=UPDATES,
        reviewed=True,
    ),
    check(  # submitted without approval
        "report_steps_in_order", f.ReportFactory, {"submitted_on": LATE, "submitted_by": somebody}
    ),
    check(  # published without approval
        "report_steps_in_order", f.ReportFactory, {"published_on": LATE, "published_by": somebody}
    ),
    check(
        "report_steps_in_order",
        f.ReportFactory,
        {"published_on": EARLY, "published_by": somebody},
        ways=UPDATES,
        approved=True,
    ),
    check("report_correction_reasoned", f.ReportFactory, {"corrects": lambda row: f.ReportFactory()}),
    check(
        "report_seal_number_unique",
        f.ReportFactory,
        {
            "seal_number": lambda row: f.ReportFactory(approved=True).seal_number,
            "as_of": lambda row: row.as_of - timedelta(days=4000),  # else it would be the same report twice
        },
    ),
    twice("section_key_unique", f.SectionFactory, "report", "key"),
    twice("attachment_number_unique", f.AttachmentFactory, "report", "position"),
    twice("attachment_title_unique", f.AttachmentFactory, "report", "title"),
    twice("attachment_file_unique", f.AttachmentFactory, "report", "sha256", "content", "size"),
    twice("consultation_once_per_meeting", f.ConsultationFactory, "report", "meeting"),
    check("consultation_scheduling_has_person", f.ConsultationFactory, {"scheduled_by": somebody}),
    check("consultation_outcome_has_person", f.ConsultationFactory, {"outcome": "noted", "outcome_on": LATE}),
    check("consultation_outcome_is_dated", f.ConsultationFactory, {"outcome": "noted"}),
    check(
        "consultation_outcome_is_dated", f.ConsultationFactory, {"outcome_on": LATE, "outcome_by": somebody}
    ),
    twice("contributor_once", f.ContributorFactory, "report", "user"),
    twice("co_signature_once", f.CoSignatureFactory, "report", "user"),
    twice("partner_reading_once", f.PartnerReadingFactory, "report", "partner"),
    check("partner_reading_statement_has_person", f.PartnerReadingFactory, {"given_by": somebody}),
    check("partner_reading_statement_has_text", f.PartnerReadingFactory, {"text": "x"}),
    check("partner_reading_statement_has_text", f.PartnerReadingFactory, {"text": ""}, answered=True),
    check("partner_reading_days_in_order", f.PartnerReadingFactory, {"shown_on": LATE}),
    check("partner_reading_days_in_order", f.PartnerReadingFactory, {"given_on": EARLY}, answered=True),
    check("partner_reading_dispatch_has_person", f.PartnerReadingFactory, {"sent_by": None}),
    check("partner_reading_way_complete", f.PartnerReadingFactory, {"reason": "x"}),
    check("report_discard_reasoned", f.ReportFactory, {"discard_reason": "x"}),
    check(
        "report_discarded_as_draft",
        f.ReportFactory,
        {"discarded_on": LATE, "discarded_by": somebody, "discard_reason": "x"},
        reviewed=True,
    ),
    twice("report_once", f.ReportFactory, "year", "kind", "as_of"),
    check(
        "report_corrected_once",
        f.ReportFactory,
        {"corrects": lambda row: f.ReportFactory(corrects=f.ReportFactory(), correction_reason="x").corrects},
        correction_reason="x",
    ),
    check("notification_to_another", f.NotificationFactory, {"by": lambda row: row.recipient}, ways=INSERTS),
    check("notification_leads_inside", f.NotificationFactory, {"address": "//example.org/"}, ways=INSERTS),
    twice("saved_view_name_once", f.SavedViewFactory, "user", "path", "name"),
    check("saved_view_has_name", f.SavedViewFactory, {"name": ""}),
    *(
        check("saved_view_of_this_house", f.SavedViewFactory, {"path": x})
        for x in ("", "//b.example", "/\\b")
    ),
    twice("mail_wish_once", f.MailWishFactory, "user", "kind"),
    check("mail_wish_is_one", f.MailWishFactory, {"frequency": "daily"}),
    twice("sent_mail_once", f.SentMailFactory, "recipient", "kind", "day", ways=INSERTS),
    check("security_entry_kind", f.SecurityEntryFactory, {"kind": "gossip"}, ways=INSERTS),
    check("sent_mail_ends_once", f.SentMailFactory, {"sent_at": now, "given_up_at": now}),
    check("sent_mail_bounced_is_given_up", f.SentMailFactory, {"bounced": True}),
    check("co_signature_request_has_person", f.CoSignatureFactory, {"requested_on": LATE}),
    check(
        "co_signature_given_or_declined",
        f.CoSignatureFactory,
        {"signed_on": LATE, "declined_on": LATE, "remark": "Nein"},
        report__reviewed=True,
    ),
    check("co_signature_decline_reasoned", f.CoSignatureFactory, {"declined_on": LATE}),
    check("minutes_sharing_has_person", _met, {"minutes_shared_on": LATE}),
    check(
        "minutes_shared_after_meeting",
        _met,
        {"minutes_shared_on": date(2020, 1, 1), "minutes_shared_by": somebody},
    ),
    check(
        "invitation_answered_before_meeting",
        f.InvitationAnswerFactory,
        {"on": date(2030, 1, 1)},
        ways=INSERTS,
    ),
    check("wish_has_words", f.CommitteeWishFactory, {"text": ""}, ways=INSERTS),
    check("wish_has_one_owner", f.CommitteeWishFactory, {"office": ""}, ways=INSERTS),
    check("wish_in_order", f.CommitteeWishFactory, {"due_on": date(2020, 1, 1)}, ways=INSERTS),
    check(
        "wish_withdrawal_has_person",
        f.CommitteeWishFactory,
        {"withdrawn_on": LATE, "withdrawal_reason": "Versehen."},
    ),
    check(
        "wish_withdrawal_reasoned", f.CommitteeWishFactory, {"withdrawn_on": LATE, "withdrawn_by": somebody}
    ),
    check(
        "extension_has_reason", f.ExtensionFactory, {"reason": "", "due_on": date(2027, 1, 1)}, ways=INSERTS
    ),
    check("wish_reply_has_words", f.WishReplyFactory, {"text": ""}, ways=INSERTS),
    check("wish_reply_settles_or_waits", f.WishReplyFactory, {"until": None}, ways=INSERTS),
    check("target_plausible", f.IndicatorTargetFactory, {"value": -1}, ways=INSERTS),
    check("target_agreed_before_entry", f.IndicatorTargetFactory, {"agreed_on": LATE}, ways=INSERTS),
    check("council_sheet_has_product_group", f.CouncilSheetFactory, {"product_group": ""}),
    check("council_sheet_has_openness", f.CouncilSheetFactory, {"openness": ""}),
    check("council_sheet_has_effects", f.CouncilSheetFactory, {"financial_effects": ""}),
    check("word_template_has_name", f.WordTemplateFactory, {"name": ""}, ways=INSERTS),
    check(
        "word_template_retirement_reasoned",
        f.WordTemplateFactory,
        {"retired_on": LATE, "retired_by": somebody},
    ),
    check(
        "word_template_retirement_has_person",
        f.WordTemplateFactory,
        {"retired_on": LATE, "retirement_reason": "Alt"},
    ),
    twice("word_template_file_unique", f.WordTemplateFactory, "content", "sha256", ways=INSERTS),
    check("expected_question_has_person", f.ExpectedQuestionFactory, {"settled_on": LATE, "reason": "x"}),
    check("expected_question_has_words", f.ExpectedQuestionFactory, {"text": ""}, ways=INSERTS),
    check("expected_question_one_way", f.ExpectedQuestionFactory, {"reason": "Ohne Tag und Person"}),
    twice("expected_question_once", f.ExpectedQuestionFactory, "report", "key", ways=INSERTS),
    check("report_term_dropped_has_person", f.ReportTermFactory, {"dropped_on": LATE}),
    check("report_term_in_order", f.ReportTermFactory, {"due_on": date(2020, 1, 1)}, ways=INSERTS),
    twice("report_term_once", f.ReportTermFactory, "cycle", "committee", "kind", "due_on", ways=INSERTS),
    check("report_return_review_has_person", f.ReportReturnFactory, {"review_on": LATE}),
    check("report_return_has_reason", f.ReportReturnFactory, {"reason": ""}),
    twice("minutes_version_once", f.MinutesVersionFactory, "dialogue", "number", ways=INSERTS),
    twice("rendition_once_per_format", f.RenditionFactory, "report", "format", ways=INSERTS),
]


def _declared() -> dict:
    own = ("partners", "sites", "funding", "quality_dialog")
    return {
        c.name: c
        for label in own
        for m in apps.get_app_config(label).get_models()
        for c in m._meta.constraints
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_declared_rule_holds_against_every_way_to_write(db, case):
    row = case.factory(**case.given)
    message = _declared()[case.rule].violation_error_message
    assert refusals(row, case.wrong(row), case.ways) == {f"{case.rule}: {message}"}


def test_every_declared_rule_is_broken_once():
    assert set(_declared()) - {case.rule for case in CASES} == set()
