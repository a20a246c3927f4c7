"""Who may see what: every address of the resolver × every role, with own, foreign and no records.

Unseen is 404, unpermitted is 403, not signed in goes to the login. An address without an expectation
fails `test_every_address_has_an_expectation`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from lxml import html

from funding.models import Notice
from partners.models import Partner, User
from tests.access import (
    APPROVES,
    BOTH_SIDES,
    CITY_ONLY,
    EVERYBODY,
    LOGIN,
    MOVED,
    OWN_OR_UNSEEN,
    POST_ONLY,
    PUBLIC,
    PUBLISHED,
    SIGNS,
    WRITES,
    WRITES_CITYS,
    Page,
)
from tests.factories import (
    IBAN,
    AbsenceFactory,
    AccountInvitationFactory,
    AgreementFactory,
    AllocationFactory,
    ArchiveOfferFactory,
    AssignmentFactory,
    AttachmentFactory,
    BarrierReportFactory,
    CityDistrictFactory,
    CommitteeFactory,
    CommitteeWishFactory,
    ConsultationFactory,
    ContactFactory,
    CoSignatureFactory,
    CoverageFactory,
    CriterionFactory,
    CycleFactory,
    DecisionFactory,
    DialogueFactory,
    DisbursementFactory,
    FieldOfActionFactory,
    FindingFactory,
    FiscalYearFactory,
    HearingFactory,
    IndicatorFactory,
    InvitationFactory,
    LegalFigureFactory,
    LegalPeriodFactory,
    MandateFactory,
    MeasureFactory,
    MeetingFactory,
    MembershipFactory,
    NegotiationFactory,
    NoticeFactory,
    NoticeTextFactory,
    NotificationFactory,
    OfferFactory,
    PartnerReadingFactory,
    PaymentItemFactory,
    PaymentReturnFactory,
    ProofAttachmentFactory,
    ProofIncomeFactory,
    ProofOfUseFactory,
    ProofReceiptFactory,
    ProofSampleFactory,
    ReallocationFactory,
    RepaymentClaimFactory,
    ReportFactory,
    ReportTermFactory,
    RevocationGroundFactory,
    RightsChangeFactory,
    SeatFactory,
    SectionFactory,
    SentMailFactory,
    ServiceFactory,
    StepFactory,
    SubmissionFactory,
    TextBlockFactory,
    UserFactory,
    WordTemplateFactory,
    approve,
    unheard,
)
from tests.people import in_group, the_awo, the_bgw
from tests.test_agreement_acts import OPENED_BY
from tests.word_templates import template

pytestmark = pytest.mark.django_db

ROLES = ("koordination", "freigabe", "revision", "verwaltung", "partner_user", "gremium")

EXPECTED: dict[str, Page] = {
    "dashboard": EVERYBODY,
    "account_email": Page(
        koordination=404, freigabe=404, revision=404, verwaltung=404, partner_user=404, gremium=404
    ),
    "components": EVERYBODY,
    "search": EVERYBODY,
    # Master data: kept by Koordination and Verwaltung, looked at by the city.
    "first_steps": WRITES,
    "masterdata": CITY_ONLY,
    "municipality": WRITES,
    "seats_enter": WRITES,
    "meetings_enter": WRITES,
    **{
        f"{kind}_{act}": CITY_ONLY if act == "list" else WRITES
        for kind in (
            "committee",
            "mandate",
            "seat",
            "meeting",
            "text_block",
            "district",
            "legal_figure",
            "legal_period",
        )
        for act in ("list", "create", "edit")
    },
    "sheet_read": WRITES,
    "sheet_check": Page(  # nothing was uploaded: to the page for it
        koordination=302, freigabe=403, revision=403, verwaltung=302, partner_user=403, gremium=403
    ),
    "sheet_template": WRITES,
    "sheet_csv": WRITES,
    "task_list": EVERYBODY,
    # nothing was chosen: back to the list
    "tasks_together": Page(
        koordination=403, freigabe=302, revision=403, verwaltung=302, partner_user=403, gremium=403
    ),
    # nothing was ticked: back to the list; a partner puts off its own measures
    "several": Page(
        koordination=302, freigabe=403, revision=403, verwaltung=302, partner_user=302, gremium=403
    ),
    "deadline_list": EVERYBODY,
    "calendar": Page(  # opened by a key alone, whoever is signed in
        koordination=404,
        freigabe=404,
        revision=404,
        verwaltung=404,
        partner_user=404,
        gremium=404,
        anonymous=404,
    ),
    "calendar_key": POST_ONLY,
    "api_help": PUBLIC,
    "api:openapi-json": PUBLIC,
    **dict.fromkeys(  # opened by a token alone, whoever is signed in (tests/test_api.py)
        (
            *("api:partner_list", "api:partner_detail", "api:agreement_list", "api:agreement_detail"),
            *("api:seat_list", "api:budget_list", "api:budget_detail"),
            *("api:finding_list", "api:finding_detail"),
            *("api:report_list", "api:report_detail", "api:report_oparl"),
        ),
        Page(*[401] * 7),
    ),
    **dict.fromkeys(("api:api-root", "api:nothing_there"), Page(*[404] * 7)),
    "partners:saved_view_keep": POST_ONLY,
    "partners:saved_view_remove": POST_ONLY,
    "partners:api_token_make": POST_ONLY,
    "partners:api_token_revoke": POST_ONLY,
    "news_list": EVERYBODY,
    "news_open": Page(  # somebody else's: news are one's own
        koordination=404, freigabe=404, revision=404, verwaltung=404, partner_user=404, gremium=404
    ),
    "news_read": POST_ONLY,
    "mail_wishes": EVERYBODY,
    "partners:security_log": Page(koordination=403, freigabe=403, partner_user=403),
    "mail_log": CITY_ONLY,
    "mail_log_of": CITY_ONLY,
    "mail_detail": CITY_ONLY,
    "protocol": CITY_ONLY,
    "protocol_of": OWN_OR_UNSEEN,
    "forecast": CITY_ONLY,
    "help": PUBLIC,
    "privacy": PUBLIC,
    "imprint": PUBLIC,
    "accessibility": PUBLIC,
    **dict.fromkeys(PUBLISHED, PUBLIC),
    "data_kept": EVERYBODY,
    **dict.fromkeys(
        (
            "public_text_edit",
            "barrier_list",
            "barrier_answer",
            "disclosure",
            "disclosure_file",
            "retention",
            "archive_offer",
            "archive_answer",
        ),
        Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    ),
    "live": PUBLIC,
    "ready": PUBLIC,
    "metrics": Page(  # opened by a token alone, whoever is signed in
        koordination=404,
        freigabe=404,
        revision=404,
        verwaltung=404,
        partner_user=404,
        gremium=404,
        anonymous=404,
    ),
    "partners:invitation_list": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:invitation_detail": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:account_acting": POST_ONLY,
    "partners:membership_end": Page(
        koordination=403, freigabe=403, revision=403, partner_user=403, gremium=403
    ),
    "partners:invitation_confirm": POST_ONLY,
    "partners:invitation_send": POST_ONLY,
    "partners:invitation_revoke": POST_ONLY,
    # a link that opens nothing: whoever is signed in is told to sign out first
    "partners:invitation_accept": Page(
        koordination=403,
        freigabe=403,
        revision=403,
        verwaltung=403,
        partner_user=403,
        anonymous=410,
    ),
    **dict.fromkeys(  # no identity service is set up: nothing is there (tests/test_openid.py has one)
        ("partners:openid_begin", "partners:openid_return"),
        Page(
            koordination=404,
            freigabe=404,
            revision=404,
            verwaltung=404,
            partner_user=404,
            gremium=404,
            anonymous=404,
        ),
    ),
    "partners:second_factor": EVERYBODY,
    "partners:account": EVERYBODY,
    "partners:account_name": EVERYBODY,
    "partners:account_address": EVERYBODY,
    "partners:address_confirm": EVERYBODY,
    "partners:absence_list": EVERYBODY,
    "partners:absence_end": POST_ONLY,
    "partners:account_list": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:account_detail": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:rights_ask": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:rights_list": EVERYBODY,
    "partners:rights_detail": Page(partner_user=404, gremium=404),  # one's own, and all for the city
    "partners:rights_confirm": POST_ONLY,
    "partners:rights_refuse": Page(koordination=403, revision=403, partner_user=404, gremium=404),
    "partners:user_leave": Page(koordination=403, freigabe=403, revision=403, partner_user=403),
    "partners:partner_list": Page(),
    "partners:partner_detail": OWN_OR_UNSEEN,
    "partners:partner_create": WRITES,
    "partners:partner_edit": WRITES,
    "partners:partner_deactivate": WRITES,
    "partners:partner_reactivate": POST_ONLY,
    "partners:partner_delete": WRITES,
    "partners:partner_rename": WRITES,
    "partners:partner_merge": WRITES,
    "partners:negotiation_discard": WRITES,
    "partners:step_correct": WRITES,
    "partners:step_withdraw": WRITES,
    "partners:signature_correct": WRITES,
    "partners:contact_create": WRITES,
    "partners:contact_edit": WRITES,
    "partners:contact_end": POST_ONLY,
    "partners:contact_anonymise": WRITES,
    "partners:negotiation_list": CITY_ONLY,
    "partners:negotiation_detail": CITY_ONLY,
    "partners:negotiation_board": CITY_ONLY,
    "partners:negotiation_create": WRITES,
    "partners:negotiation_edit": WRITES,
    "partners:step_create": POST_ONLY,
    "partners:step_release": POST_ONLY,
    "partners:agreement_list": Page(),
    "partners:agreement_detail": OWN_OR_UNSEEN,
    "partners:agreement_document": OWN_OR_UNSEEN,
    **OPENED_BY,
    "sites:agreement_coverage_create": WRITES,
    "sites:agreement_coverage_move": Page(
        koordination=405, freigabe=405, revision=405, verwaltung=405, partner_user=405, gremium=405
    ),
    "sites:coverage_end": WRITES,
    "sites:coverage_end_correct": WRITES,
    "sites:assignment_end_correct": WRITES,
    "sites:site_list": Page(),
    "sites:site_detail": OWN_OR_UNSEEN,
    "sites:coverage_create": WRITES,
    "sites:site_create": WRITES,
    "sites:site_edit": WRITES,
    "sites:site_close": WRITES,
    "sites:site_closing_correct": WRITES,
    "sites:assignment_create": WRITES,
    "sites:offer_create": WRITES,
    "sites:offer_edit": WRITES,
    "funding:fiscal_year_list": CITY_ONLY,
    "funding:fiscal_year_detail": CITY_ONLY,
    "funding:fiscal_year_create": WRITES,
    "funding:fiscal_year_edit": WRITES,
    "funding:fiscal_year_split": WRITES,
    "funding:year_instalments_plan": WRITES,
    "funding:fiscal_year_figure": CITY_ONLY,
    "funding:fiscal_year_closing": CITY_ONLY,
    "funding:fiscal_year_close": POST_ONLY,
    "funding:fiscal_year_keep_open": SIGNS,
    "funding:fiscal_year_discard": WRITES,
    "funding:allocation_create": WRITES,
    "funding:allocation_enter": WRITES,
    "funding:payment_enter": WRITES,
    "funding:proof_enter": WRITES,
    "funding:allocation_detail": OWN_OR_UNSEEN,
    "funding:allocation_list": Page(),
    "funding:allocation_trail": CITY_ONLY,
    "funding:proof_list": Page(),
    "funding:proof_detail": OWN_OR_UNSEEN,
    "funding:proof_require": POST_ONLY,
    "funding:proof_edit": Page(freigabe=403, revision=403, foreign=404),
    "funding:proof_autosave": POST_ONLY,
    "funding:proof_submit": POST_ONLY,
    "funding:proof_return": Page(revision=403, partner_user=403),
    "funding:proof_take_back": Page(freigabe=403, revision=403, foreign=404),
    "funding:proof_extend": Page(revision=403, partner_user=403),
    "funding:proof_accept": Page(revision=403, partner_user=403),
    "funding:receipt_create": Page(freigabe=403, revision=403, foreign=404),
    "funding:receipt_delete": POST_ONLY,
    "funding:allocation_finance": WRITES,
    "funding:sample_detail": CITY_ONLY,
    "funding:sample_create": Page(revision=403, partner_user=403),
    "funding:sample_draw": Page(revision=403, partner_user=403),
    "funding:sample_drop": Page(revision=403, partner_user=403),
    "funding:attachment_create": Page(freigabe=403, revision=403, foreign=404),
    "funding:attachment_file": OWN_OR_UNSEEN,
    "funding:attachment_delete": POST_ONLY,
    "funding:claim_list": Page(),
    "funding:claim_create": WRITES,
    "funding:claim_detail": OWN_OR_UNSEEN,
    "funding:claim_pdf": OWN_OR_UNSEEN,
    "funding:claim_docx": OWN_OR_UNSEEN,
    "funding:claim_freeze": POST_ONLY,
    "funding:claim_issue": POST_ONLY,
    "funding:claim_discard": WRITES,
    "funding:claim_extend": APPROVES,
    "funding:claim_receive": WRITES,
    **dict.fromkeys(
        (
            *("funding:claim_hearing", "funding:claim_hearing_answer", "funding:decision_hearing"),
            *("funding:decision_hearing_answer", "funding:ground_create", "funding:ground_drop"),
            *("funding:service_record", "funding:service_appeal", "funding:service_appeal_end"),
            "funding:service_withdraw",
        ),
        WRITES,
    ),
    "funding:decision_create": WRITES,
    "funding:decision_enter": WRITES,
    "funding:decision_detail": OWN_OR_UNSEEN,
    "funding:reallocation_create": WRITES,
    "funding:reallocation_detail": Page(partner_user=404),
    "funding:reallocation_approve": POST_ONLY,
    "funding:reallocation_withdraw": WRITES,
    "funding:reallocation_return": APPROVES,
    "funding:decision_return": APPROVES,
    "funding:claim_return": APPROVES,
    "funding:decision_edit": WRITES,
    "funding:decision_withdraw": WRITES,
    "funding:decision_approve": Page(
        koordination=405, freigabe=405, revision=405, verwaltung=405, partner_user=405, gremium=405
    ),
    "funding:notice_pdf": OWN_OR_UNSEEN,
    "funding:notice_docx": OWN_OR_UNSEEN,
    "funding:notice_freeze": POST_ONLY,
    "funding:notice_text_list": CITY_ONLY,
    "funding:notice_text_detail": CITY_ONLY,
    "funding:notice_text_create": WRITES,
    "funding:notice_text_edit": WRITES,
    "funding:instalments_plan": WRITES,
    "funding:allocation_posting": WRITES,
    "funding:fiscal_year_posting": WRITES,
    "funding:disbursement_list": CITY_ONLY,
    "funding:disbursement_detail": CITY_ONLY,
    "funding:disbursement_certify": POST_ONLY,
    "funding:disbursement_release": POST_ONLY,
    "funding:disbursement_withdraw": SIGNS,
    "funding:disbursement_drop": WRITES,
    "funding:disbursement_pay": SIGNS,
    "funding:disbursement_reverse": SIGNS,
    "funding:disbursement_return": SIGNS,
    "funding:return_settle": SIGNS,
    "funding:worklist": MOVED,
    "funding:payment_run_list": CITY_ONLY,
    "funding:payment_run_create": POST_ONLY,
    "funding:payment_run_detail": CITY_ONLY,
    "funding:payment_run_xlsx": CITY_ONLY,
    "funding:payment_run_pdf": CITY_ONLY,
    "funding:payment_run_xml": POST_ONLY,
    "funding:payment_run_pay": SIGNS,
    "funding:payment_run_cancel": SIGNS,
    "quality_dialog:framework_list": Page(),
    "quality_dialog:framework_detail": Page(),
    "quality_dialog:framework_create": WRITES,
    "quality_dialog:framework_import": WRITES,
    "quality_dialog:framework_edit": WRITES,
    "quality_dialog:framework_copy": WRITES,
    "quality_dialog:framework_remove": WRITES,
    "quality_dialog:field_create": WRITES,
    "quality_dialog:part_create": WRITES,
    "quality_dialog:part_edit": WRITES,
    "quality_dialog:part_move": POST_ONLY,
    "quality_dialog:part_remove": WRITES,
    "quality_dialog:evaluation": Page(),
    "quality_dialog:evaluation_site": OWN_OR_UNSEEN,
    "quality_dialog:evaluation_criterion": CITY_ONLY,
    "quality_dialog:cycle_create": WRITES,
    **dict.fromkeys(
        (
            f"quality_dialog:{what}_enter"
            for what in ("cycle", "finding", "answer", "measure", "confirmation")
        ),
        WRITES,
    ),
    "quality_dialog:cycle_edit": WRITES,
    "quality_dialog:cycle_discard": WRITES,
    "quality_dialog:cycle_correct_year": WRITES,
    "quality_dialog:dialogue_create": WRITES,
    "quality_dialog:dialogue_participants": WRITES,
    "quality_dialog:dialogue_remove": WRITES,
    "quality_dialog:cycle_list": Page(),
    "quality_dialog:cycle_detail": Page(),
    "quality_dialog:dialogue_detail": OWN_OR_UNSEEN,
    "quality_dialog:self_assessment": OWN_OR_UNSEEN,
    "quality_dialog:self_assessment_field": Page(
        koordination=403, freigabe=403, revision=403, verwaltung=404, foreign=404
    ),
    "quality_dialog:self_assessment_check": Page(
        koordination=403, freigabe=403, revision=403, verwaltung=404, foreign=404
    ),
    "quality_dialog:self_assessment_submit": POST_ONLY,
    "quality_dialog:self_assessment_extend": Page(freigabe=403, revision=403, partner_user=403, foreign=403),
    "quality_dialog:self_assessment_reopen": Page(freigabe=403, revision=403, foreign=404),
    "quality_dialog:finding_detail": OWN_OR_UNSEEN,
    "quality_dialog:finding_list": Page(),
    "quality_dialog:finding_create": BOTH_SIDES,
    "quality_dialog:finding_edit": WRITES_CITYS,
    "quality_dialog:finding_withdraw": WRITES_CITYS,
    "quality_dialog:finding_share": POST_ONLY,
    "quality_dialog:finding_answer": POST_ONLY,
    "quality_dialog:finding_comment": POST_ONLY,
    "quality_dialog:dialogue_comment": POST_ONLY,
    "quality_dialog:meeting_invite": WRITES,
    "quality_dialog:meeting_calendar": OWN_OR_UNSEEN,
    "quality_dialog:meeting_attend": WRITES,
    "quality_dialog:term_list": CITY_ONLY,
    "quality_dialog:wish_list": EVERYBODY,
    "quality_dialog:wish_detail": Page(foreign=404, gremium=404),
    "quality_dialog:wish_reply": BOTH_SIDES,
    "quality_dialog:wish_withdraw": WRITES,
    "quality_dialog:wish_create": WRITES,
    "quality_dialog:term_create": WRITES,
    "quality_dialog:term_drop": WRITES,
    "quality_dialog:meeting_answer": Page(
        koordination=403, freigabe=403, revision=403, verwaltung=200, foreign=404
    ),
    "quality_dialog:minutes_share": POST_ONLY,
    "quality_dialog:meeting_record": WRITES,
    "quality_dialog:meeting_share": POST_ONLY,
    "quality_dialog:meeting_minutes_pdf": OWN_OR_UNSEEN,
    "quality_dialog:meeting_minutes_docx": OWN_OR_UNSEEN,
    "quality_dialog:measure_list": Page(),
    "quality_dialog:measure_detail": OWN_OR_UNSEEN,
    "quality_dialog:measure_create": BOTH_SIDES,
    "quality_dialog:measure_note": POST_ONLY,
    "quality_dialog:measure_finish": POST_ONLY,
    "quality_dialog:measure_confirm": POST_ONLY,
    "quality_dialog:measure_postpone": WRITES_CITYS,
    "quality_dialog:measure_drop": WRITES_CITYS,
    "quality_dialog:measure_take_back": WRITES_CITYS,
    "quality_dialog:measure_send_back": Page(koordination=403, freigabe=403, revision=403, verwaltung=403),
    "quality_dialog:report_list": EVERYBODY,
    "quality_dialog:report_create": WRITES,
    "quality_dialog:report_detail": Page(partner_user=404, gremium=404),
    "quality_dialog:report_edit": WRITES,
    "quality_dialog:section_create": WRITES,
    "quality_dialog:section_proposal": WRITES,
    "quality_dialog:report_readings": WRITES,
    "quality_dialog:reading_letter": WRITES,
    "quality_dialog:reading_dispatch": WRITES,
    "quality_dialog:reading_reply": WRITES,
    "quality_dialog:reading_extend": WRITES,
    "quality_dialog:report_leave_out": Page(koordination=403, revision=403, partner_user=403),
    "quality_dialog:report_discard": WRITES,
    "quality_dialog:report_reading": Page(
        koordination=404, freigabe=404, revision=404, verwaltung=404, gremium=404, foreign=404
    ),
    "quality_dialog:report_page": Page(partner_user=404, gremium=404),
    "quality_dialog:report_html": Page(partner_user=404, gremium=404),
    "quality_dialog:report_pdf": Page(partner_user=404, gremium=404),
    "quality_dialog:report_docx": Page(partner_user=404, gremium=404),
    "quality_dialog:report_json": Page(partner_user=404, gremium=404),
    "quality_dialog:report_zip": Page(partner_user=404, gremium=404),
    "quality_dialog:report_verify": Page(partner_user=404, gremium=404),
    "quality_dialog:report_attachments": WRITES,
    "quality_dialog:report_questions": Page(partner_user=404, gremium=404),
    "quality_dialog:question_settle": WRITES,
    "quality_dialog:target_agree": WRITES,
    "quality_dialog:report_council": Page(partner_user=404, gremium=404),
    "quality_dialog:council_sheet_enter": WRITES,
    "quality_dialog:report_council_docx": Page(partner_user=404, gremium=404),
    "quality_dialog:word_template_list": Page(freigabe=403, revision=403, partner_user=403, gremium=403),
    "quality_dialog:word_template_file": Page(freigabe=403, revision=403, partner_user=403, gremium=403),
    "quality_dialog:word_template_retire": Page(freigabe=403, revision=403, partner_user=403, gremium=403),
    "quality_dialog:attachment_edit": WRITES,
    "quality_dialog:attachment_remove": WRITES,
    "quality_dialog:attachment_move": POST_ONLY,
    "quality_dialog:attachment_file": Page(partner_user=404, gremium=404),
    "quality_dialog:report_review": POST_ONLY,
    "quality_dialog:report_approve": POST_ONLY,
    "quality_dialog:report_publish": POST_ONLY,
    "quality_dialog:report_return": Page(revision=403, partner_user=404, gremium=404),
    "quality_dialog:report_co_sign": Page(
        koordination=403, freigabe=403, revision=403, verwaltung=403, partner_user=404, gremium=404
    ),
    "quality_dialog:co_signature_create": WRITES,
    "quality_dialog:co_signature_withdraw": WRITES,
    "quality_dialog:report_submit": WRITES,
    "quality_dialog:report_submission_correct": WRITES,
    "quality_dialog:report_correct": WRITES,
    "quality_dialog:consultation_create": WRITES,
    "quality_dialog:consultation_note": WRITES,
    "quality_dialog:consultation_withdraw": WRITES,
    "quality_dialog:report_figure": Page(partner_user=404, gremium=404),
}

# allauth's own addresses: what a stranger may open, and what needs somebody signed in.
FOR_STRANGERS = {
    "account_login",
    "account_signup",  # answers that nobody signs up
    "account_logout",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",  # sends to the login
}
FOR_SIGNED_IN = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "usersessions_list",
}


def addresses(resolver, namespace: str = ""):
    """Every named address but the admin's, which has its own test."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from addresses(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"


FOREIGN = {name: page.foreign for name, page in EXPECTED.items() if page.foreign}


def test_every_address_has_an_expectation():
    assert set(addresses(get_resolver())) == set(EXPECTED) | FOR_STRANGERS | FOR_SIGNED_IN


def test_whoever_is_not_signed_in_reads_what_is_public_and_nothing_else():
    opened = {name for name, page in EXPECTED.items() if page.anonymous == 200}
    about = {"privacy", "imprint", "accessibility", "help", "api_help", "api:openapi-json", "live", "ready"}
    assert opened == {*PUBLISHED} | about


@dataclass
class World:
    """The arguments of every address that names a record: the partner's own, and another partner's."""

    own: dict[str, list]
    foreign: dict[str, list]


PAYMENT_ACTS = ("detail", "certify", "release", "withdraw", "pay", "reverse", "return", "drop")
RUN_ACTS = ("detail", "xlsx", "pdf", "xml", "pay", "cancel")


def of_partner(partner, year, cycle, tmp_path) -> dict[str, list]:
    """A site of this partner with agreement, seat, money and dialogue."""
    Partner.objects.filter(pk=partner.pk).update(iban=IBAN)
    agreement = AgreementFactory(parties=[partner])
    agreement.document.save("vereinbarung.pdf", ContentFile(b"%PDF-1.7 Beispiel"), save=True)
    draft = AgreementFactory(parties=[partner], parties__signed_on=None)
    coverage = CoverageFactory(agreement=agreement, ends_on=agreement.ends_on or date(2099, 12, 31))
    site = coverage.site
    role = AssignmentFactory(site=site, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
    AssignmentFactory(site=site, partner=partner)
    allocation = AllocationFactory(fiscal_year=year, site=site, recipient=partner)
    decision = DecisionFactory(allocation=allocation, amount=1000, approved=True)
    NoticeFactory(decision=decision)
    DisbursementFactory(allocation=allocation, amount=500, paid=True)
    attachment = ProofAttachmentFactory(proof=ProofOfUseFactory(allocation=allocation))
    receipt = ProofReceiptFactory(proof=attachment.proof)
    ProofIncomeFactory(proof=attachment.proof)
    claim = RepaymentClaimFactory(allocation=allocation, amount=100, issued=True)
    of_proof = {
        f"funding:proof_{act}": [allocation.pk]
        for act in (
            *("detail", "require", "edit", "autosave", "submit", "return", "accept"),
            *("take_back", "extend"),
        )
    }
    Notice.objects.freeze(claim, by=claim.issued_by, on=claim.issued_on)
    acts = ("detail", "issue", "return", "discard", "receive", "extend", "pdf", "docx", "freeze")
    of_claim = {f"funding:claim_{act}": [claim.pk] for act in acts}
    reduction = HearingFactory(decision=unheard(allocation=allocation, amount=-1)).decision
    service, ground = ServiceFactory(notice=decision.notice), RevocationGroundFactory(allocation=allocation)
    of_clock = {
        "funding:decision_hearing": [reduction.pk],
        "funding:decision_hearing_answer": [reduction.pk],
        "funding:claim_hearing": [claim.pk],
        "funding:claim_hearing_answer": [claim.pk],
        "funding:service_record": [service.notice_id],
        **{f"funding:service_{act}": [service.pk] for act in ("appeal", "appeal_end", "withdraw")},
        "funding:ground_create": [allocation.pk],
        "funding:ground_drop": [ground.pk],
    }
    payment = DisbursementFactory(allocation=allocation, amount=100, released=True)
    run = PaymentItemFactory(disbursement=payment).run
    dialogue = DialogueFactory(cycle=cycle, site=site, partners=[partner], meeting_on=cycle.opened_on)
    InvitationFactory(dialogue=dialogue)
    dialogue.share_minutes(by=UserFactory(), on=dialogue.meeting_on)
    finding = FindingFactory(dialogue=dialogue, shared=True)
    measure = MeasureFactory(finding=finding)
    of_site = [cycle.year, site.pk]
    MeasureFactory(finding=finding)
    SubmissionFactory(dialogue=dialogue, partner=partner)
    field = FieldOfActionFactory(framework=cycle.framework)
    contact = ContactFactory(partner=partner)
    reading = PartnerReadingFactory(partner=partner)
    wish = CommitteeWishFactory(partner=partner, office="")
    return {
        "protocol_of": ["partner", partner.pk],
        "api:partner_detail": [partner.pk],
        "api:agreement_detail": [agreement.pk],
        "api:budget_detail": [year.year],
        "api:finding_detail": [finding.pk],
        **{f"api:report_{what}": [reading.report_id] for what in ("detail", "oparl")},
        "api:nothing_there": ["x"],
        "partners:saved_view_remove": [1],
        "partners:partner_detail": [partner.pk],
        "partners:partner_edit": [partner.pk],
        "partners:partner_deactivate": [partner.pk],
        "partners:partner_reactivate": [partner.pk],
        "partners:partner_delete": [partner.pk],
        **{f"partners:partner_{act}": [partner.pk] for act in ("rename", "merge")},
        "partners:signature_correct": [agreement.pk, agreement.parties.get().pk],
        "partners:contact_create": [partner.pk],
        "partners:contact_edit": [contact.pk],
        "partners:contact_end": [contact.pk],
        "partners:contact_anonymise": [contact.pk],
        "partners:agreement_detail": [agreement.pk],
        "partners:agreement_document": [agreement.pk],
        **{name: [agreement.pk] for name in OPENED_BY if name != "partners:agreement_create"},
        "partners:agreement_edit": [draft.pk],
        "partners:agreement_send": [draft.pk],
        "partners:agreement_sign": [draft.pk],
        "sites:agreement_coverage_create": [agreement.pk],
        "sites:agreement_coverage_move": [agreement.pk],
        "sites:coverage_end": [site.pk, coverage.pk],
        "sites:coverage_end_correct": [site.pk, coverage.pk],
        "sites:assignment_end_correct": [site.pk, role.pk],
        "sites:site_detail": [site.pk],
        "sites:coverage_create": [site.pk],
        "sites:site_edit": [site.pk],
        "sites:site_close": [site.pk],
        "sites:site_closing_correct": [site.pk],
        "sites:assignment_create": [site.pk],
        "sites:offer_create": [site.pk],
        "sites:offer_edit": [site.pk, OfferFactory(site=site).pk],
        "funding:allocation_detail": [allocation.pk],
        **of_proof,
        **of_claim,
        **of_clock,
        "funding:allocation_trail": [allocation.pk],
        "funding:receipt_create": [allocation.pk],
        "funding:receipt_delete": [allocation.pk, receipt.pk],
        "funding:allocation_finance": [allocation.pk],
        "funding:attachment_create": [allocation.pk],
        "funding:attachment_file": [allocation.pk, attachment.pk],
        "funding:attachment_delete": [allocation.pk, attachment.pk],
        "funding:claim_create": [allocation.pk],
        "funding:decision_create": [allocation.pk],
        **{f"funding:{what}_enter": [allocation.pk] for what in ("decision", "payment", "proof")},
        "funding:decision_detail": [decision.pk],
        "funding:decision_edit": [decision.pk],
        "funding:decision_withdraw": [decision.pk],
        "funding:decision_return": [decision.pk],
        "funding:decision_approve": [decision.pk],
        **{f"funding:notice_{act}": [decision.pk] for act in ("pdf", "docx", "freeze")},
        "funding:instalments_plan": [allocation.pk],
        "funding:allocation_posting": [allocation.pk],
        "funding:return_settle": [PaymentReturnFactory().disbursement_id],
        **{f"funding:disbursement_{act}": [payment.pk] for act in PAYMENT_ACTS},
        **{f"funding:payment_run_{act}": [run.pk] for act in RUN_ACTS},
        "quality_dialog:self_assessment": [cycle.year, site.pk],
        "quality_dialog:self_assessment_field": [cycle.year, site.pk, field.pk],
        "quality_dialog:self_assessment_check": [cycle.year, site.pk],
        "quality_dialog:self_assessment_submit": [cycle.year, site.pk],
        "quality_dialog:self_assessment_extend": [cycle.year, site.pk, partner.pk],
        "quality_dialog:self_assessment_reopen": [cycle.year, site.pk, partner.pk],
        "quality_dialog:evaluation_site": [site.pk],
        "quality_dialog:dialogue_participants": [cycle.year, site.pk],
        "quality_dialog:dialogue_remove": [cycle.year, site.pk],
        "quality_dialog:finding_detail": [finding.pk],
        "quality_dialog:report_reading": [reading.report_id],
        "quality_dialog:dialogue_detail": of_site,
        "quality_dialog:dialogue_comment": of_site,
        "quality_dialog:minutes_share": of_site,
        **{f"quality_dialog:wish_{act}": [wish.pk] for act in ("detail", "reply", "withdraw")},
        "quality_dialog:wish_create": [wish.consultation.report_id, wish.consultation_id],
        "quality_dialog:term_list": [cycle.year],
        "quality_dialog:term_create": [cycle.year],
        "quality_dialog:term_drop": [cycle.year, ReportTermFactory(cycle=cycle).pk],
        "quality_dialog:target_agree": [*of_site, IndicatorFactory(field=field).pk],
        "quality_dialog:finding_create": of_site,
        "quality_dialog:finding_enter": of_site,
        **{f"quality_dialog:{what}_enter": [finding.pk] for what in ("answer", "measure")},
        "quality_dialog:confirmation_enter": [measure.pk],
        **{
            f"quality_dialog:meeting_{act}": of_site
            for act in ("invite", "answer", "calendar", "attend", "record", "share")
        },
        **{f"quality_dialog:meeting_minutes_{kind}": of_site for kind in ("pdf", "docx")},
        **{
            f"quality_dialog:finding_{act}": [finding.pk]
            for act in ("detail", "edit", "share", "withdraw", "answer", "comment")
        },
        "quality_dialog:measure_create": [finding.pk],
        **{
            f"quality_dialog:measure_{act}": [measure.pk]
            for act in ("detail", "note", "finish", "confirm", "postpone", "drop", "send_back", "take_back")
        },
    }


def of_master_data() -> dict[str, list]:
    """A row of each kind, and the spreadsheets that can be read."""
    made = {
        "committee": CommitteeFactory(),
        "mandate": MandateFactory(),
        "seat": SeatFactory(),
        "meeting": MeetingFactory(),
        "text_block": TextBlockFactory(),
        "district": CityDistrictFactory(),
        "legal_figure": LegalFigureFactory(),
        "legal_period": LegalPeriodFactory(),
    }
    edited = {f"{kind}_edit": [row.pk] for kind, row in made.items()}
    sheets = {"sheet_read": ["partner"], "sheet_check": ["partner"], "sheet_csv": ["ansprechpersonen"]}
    return edited | sheets | {"sheet_template": ["standorte", "vorlage"]}


def _handed_over():
    """An approved report, and a template that it goes into."""
    content = template()
    WordTemplateFactory(content=content, uploaded_on=date(2026, 2, 1))
    return approve(SectionFactory(report=ReportFactory(kind="information")).report)


def _question(report) -> str:
    """What the committee will ask of it."""
    need = FindingFactory(kind="need", shared=True, dialogue__cycle__year=report.year)
    return f"ohne-massnahme-{need.pk}"


REPORT_PAGES = [
    "docx",
    "json",
    "zip",
    "review",
    "approve",
    "publish",
    "return",
    "co_sign",
    "submit",
    "submission_correct",
    "correct",
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[World, dict[str, User]]]:
    """One world and one person of each role, made once for all who walk it; undone at the end."""
    folder = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        awo, bgw = the_awo(), the_bgw()
        people = {role: in_group(role.capitalize()) for role in ROLES[:3]}
        people |= {
            "verwaltung": in_group("Verwaltung", is_staff=True, is_superuser=True),
            "partner_user": in_group("Partner", partner=awo),
            "gremium": in_group("Gremium"),
            "other_partner_user": in_group("Partner", partner=bgw),
        }
        yield made(awo, bgw, folder), people
        transaction.set_rollback(True)


def made(awo, bgw, tmp_path) -> World:
    """One record of everything, AWO's own and BGW's."""
    year, cycle = FiscalYearFactory(), CycleFactory()
    ProofSampleFactory(fiscal_year=year)
    report = ReportFactory()
    SectionFactory(report=report, key="stand", body="Bis zu [[standorte_hoechstens]] Standorte.")
    AttachmentFactory(report=report)
    SectionFactory(report=report, body="Bis zu [[standorte_hoechstens]] Standorte.")
    talk, moved, invited = NegotiationFactory(), ReallocationFactory(), AccountInvitationFactory()
    text, step = NoticeTextFactory(kind="revocation"), StepFactory(negotiation=talk)
    stop, asked = ConsultationFactory(report=report), CoSignatureFactory(report=report)
    by_post = [report.pk, PartnerReadingFactory(report=report).partner_id]
    criterion, letter = CriterionFactory(), SentMailFactory()
    framework = criterion.field.framework
    city = {
        "tasks_together": ["instalment_release"],
        "several": ["massnahmen-verschieben"],
        "news_open": [NotificationFactory().pk],  # nobody's of these
        "partners:absence_end": [AbsenceFactory().pk],
        "partners:user_leave": [UserFactory().pk],
        "partners:account_detail": [UserFactory().pk],
        "partners:rights_ask": [UserFactory().pk],
        "partners:membership_end": [MembershipFactory().pk],
        "partners:rights_detail": [RightsChangeFactory().pk],
        "partners:rights_confirm": [RightsChangeFactory().pk],
        "partners:rights_refuse": [RightsChangeFactory().pk],
        "quality_dialog:framework_detail": [framework.pk],
        "quality_dialog:framework_edit": [framework.pk],
        "quality_dialog:framework_copy": [framework.pk],
        "quality_dialog:framework_remove": [framework.pk],
        "quality_dialog:field_create": [framework.pk],
        "quality_dialog:part_create": [framework.pk, criterion.field_id, "kriterien"],
        "quality_dialog:part_edit": [framework.pk, "kriterien", criterion.pk],
        "quality_dialog:part_move": [framework.pk, "kriterien", criterion.pk],
        "quality_dialog:part_remove": [framework.pk, "kriterien", criterion.pk],
        "partners:address_confirm": ["unsinn"],
        "partners:invitation_accept": ["unsinn"],
        **{f"partners:invitation_{act}": [invited.pk] for act in ("detail", "confirm", "send", "revoke")},
        "partners:negotiation_detail": [talk.pk],
        "partners:negotiation_edit": [talk.pk],
        "partners:negotiation_discard": [talk.pk],
        **{f"partners:step_{act}": [talk.pk, step.pk] for act in ("correct", "withdraw")},
        "partners:step_create": [talk.pk],
        "partners:step_release": [talk.pk, step.pk],
        "funding:fiscal_year_detail": [year.year],
        "funding:fiscal_year_edit": [year.year],
        "funding:fiscal_year_split": [year.year],
        "funding:fiscal_year_posting": [year.year],
        "funding:year_instalments_plan": [year.year],
        "funding:reallocation_create": [year.year],
        "funding:reallocation_detail": [moved.pk],
        "funding:reallocation_approve": [moved.pk],
        "funding:reallocation_withdraw": [moved.pk],
        "funding:reallocation_return": [moved.pk],
        **{f"funding:sample_{act}": [year.year] for act in ("detail", "create", "draw", "drop")},
        "funding:fiscal_year_closing": [year.year],
        "funding:fiscal_year_close": [year.year],
        "funding:fiscal_year_keep_open": [year.year],
        "funding:fiscal_year_discard": [year.year],
        "funding:fiscal_year_figure": [year.year, "committed"],
        "funding:allocation_create": [year.year],
        "funding:allocation_enter": [year.year],
        "funding:payment_run_create": [year.year],
        "funding:notice_text_detail": [text.pk],
        "funding:notice_text_edit": [text.pk],
        "quality_dialog:cycle_detail": [cycle.year],
        "mail_log_of": [letter.recipient_id],
        "mail_detail": [letter.pk],
        "public_text_edit": ["imprint"],
        "barrier_answer": [BarrierReportFactory().pk],
        "disclosure_file": ["konto", letter.recipient_id, "json"],
        "archive_answer": [ArchiveOfferFactory().pk],
        "quality_dialog:evaluation_criterion": [criterion.pk],
        **{f"quality_dialog:cycle_{act}": [cycle.year] for act in ("edit", "discard", "correct_year")},
        "quality_dialog:dialogue_create": [cycle.year],
        "quality_dialog:report_detail": [report.pk],
        "quality_dialog:report_edit": [report.pk],
        "quality_dialog:section_create": [report.pk],
        "quality_dialog:section_proposal": [report.pk, "stand"],
        "quality_dialog:report_readings": [report.pk],
        **{f"quality_dialog:reading_{name}": by_post for name in ("letter", "dispatch", "reply", "extend")},
        "quality_dialog:report_leave_out": [report.pk],
        "quality_dialog:report_discard": [report.pk],
        "quality_dialog:report_attachments": [report.pk],
        "quality_dialog:report_questions": [report.pk],
        "quality_dialog:question_settle": [report.pk, _question(report)],
        "quality_dialog:report_council": [report.pk],
        "quality_dialog:council_sheet_enter": [report.pk],
        "quality_dialog:report_council_docx": [_handed_over().pk],
        "quality_dialog:word_template_list": [],
        **{f"quality_dialog:word_template_{act}": [WordTemplateFactory().pk] for act in ("file", "retire")},
        **{
            f"quality_dialog:attachment_{name}": [report.pk, 1] for name in ("edit", "remove", "move", "file")
        },
        "quality_dialog:report_page": [report.pk],
        "quality_dialog:report_html": [report.pk],
        "quality_dialog:report_pdf": [report.pk],
        "quality_dialog:report_figure": [report.pk, "standorte_hoechstens"],
        **{f"quality_dialog:report_{name}": [report.pk] for name in REPORT_PAGES},
        "quality_dialog:report_verify": [ReportFactory(approved=True).pk],
        **{key: [ReportFactory(published=True).pk] for key in ("public_report", "public_report_pdf")},
        "open_data_file": ["standorte", "csv"],
        "quality_dialog:co_signature_create": [report.pk],
        "quality_dialog:consultation_create": [report.pk],
        **{f"quality_dialog:consultation_{act}": [report.pk, stop.pk] for act in ("note", "withdraw")},
        "quality_dialog:co_signature_withdraw": [report.pk, asked.pk],
    }
    own = of_partner(awo, year, cycle, tmp_path)
    return World(own=own | city | of_master_data(), foreign=of_partner(bgw, year, cycle, tmp_path))


@pytest.fixture(scope="module")
def crawl(world, django_db_blocker) -> dict[str, dict[str, int | str]]:
    """What everybody is answered at every address: one world, walked once by each; undone when seen."""
    of, people = world
    with django_db_blocker.unblock(), transaction.atomic():
        found = {role: answers(of.own, EXPECTED, people[role]) for role in ROLES}
        found["anonymous"] = answers(of.own, EXPECTED)
        found["foreign"] = answers(of.foreign, FOREIGN, people["partner_user"])
        found["above an act"] = ways_on(of.own, people["koordination"])
        transaction.set_rollback(True)
    return found


# What a template writes where it is given something else than it takes it for.
INNARDS = re.compile(rb"&lt;(?:function|bound method|QuerySet|[\w.]+ object at 0x)[^&]{0,60}|Table\(columns=")


def answers(arguments: dict[str, list], names, user=None) -> dict[str, int | str]:
    """By the name of each address: the status, or that one is sent to the login."""
    client, found = Client(), {}
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name in names:
        answer = client.get(reverse(name, args=arguments.get(name)))
        sent = answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
        written = not answer.streaming and INNARDS.search(answer.content)
        found[name] = (
            LOGIN if sent else f"as Python writes it: {written[0]!r}" if written else answer.status_code
        )
    return found


def ways_on(arguments: dict[str, list], user) -> dict[str, int | str]:
    """Where the page about an act's address leads, for each that is no page itself: the status of what is there."""
    client, found = Client(), {}
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name, page in EXPECTED.items():
        if page.koordination == 405:
            told = html.fromstring(client.get(reverse(name, args=arguments.get(name))).content)
            (way,) = told.xpath("//main//p[@class='actions']/a/@href")
            found[name] = f"{way} {client.get(way).status_code}"
    return found


@pytest.mark.exhaustive
def test_no_address_of_an_act_is_a_dead_end(crawl):
    """Opened by hand, after a refusal or after signing in anew, it says so and leads to a page that is there."""
    ways = crawl["above an act"]
    lost = {name: way for name, way in ways.items() if not way.endswith((" 200", " 302", " 403"))}
    assert (lost, "/ 200" in ways.values()) == ({}, False)


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", [*ROLES, "anonymous"])
def test_each_role_is_answered_as_expected(role, crawl):
    assert crawl[role] == {name: getattr(page, role) for name, page in EXPECTED.items()}


def test_a_partner_does_not_see_what_is_another_partners(crawl):
    assert crawl["foreign"] == FOREIGN


@pytest.mark.parametrize("name", sorted(FOR_SIGNED_IN))
def test_account_pages_of_one_person_need_that_person_signed_in(name):
    of_a_key = [1] if name in ("mfa_remove_webauthn", "mfa_edit_webauthn") else []
    answer = Client().get(reverse(name, args=of_a_key))
    assert (answer.status_code, reverse("account_login") in answer.url) == (302, True)


def test_nobody_signs_up():
    answer = Client().post(
        reverse("account_signup"),
        {
            "email": "neu@example.org",
            "password1": "regen-tanzt-auf-dem-dach",
            "password2": "quartier-geheim-1",
        },
    )
    assert (answer.status_code, User.objects.filter(email="neu@example.org").exists()) == (200, False)


def test_the_partners_lists_hold_nothing_of_another_partner(world, client_of):
    client = client_of(world[1]["partner_user"])
    lists = [name for name in EXPECTED if name.endswith("_list") and EXPECTED[name].partner_user == 200]
    exports = [f"{reverse(name)}?export=csv" for name in lists]
    leaks = [
        url
        for url in [*map(reverse, lists), *exports]
        if "BGW" in client.get(url).content.decode("utf-8-sig")
    ]
    assert leaks == []


ADMIN_ROLES = ("koordination", "freigabe", "revision", "partner_user", "gremium")


@pytest.mark.parametrize("role", ADMIN_ROLES)
def test_only_administration_enters_the_admin(role, world, client_of):
    client = client_of(world[1][role])
    pages = [reverse("admin:index")]
    for model in admin.site._registry:
        at = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"{at}_changelist"), reverse(f"{at}_add")]
    assert {client.get(url).status_code for url in pages} == {302}


def test_a_published_report_is_for_everybody_who_may_sign_in(world, client_of):
    report = ReportFactory(published=True)
    urls = [reverse(f"quality_dialog:report_{page}", args=[report.pk]) for page in ("detail", "page", "pdf")]
    answers = {role: [client_of(world[1][role]).get(url).status_code for url in urls] for role in ROLES}
    assert answers == {role: [200, 200, 200] for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
def test_an_acts_address_is_no_dead_end(role, world, client_of):
    """Asked for by hand, or after signing in again, it says in German what it is and leads to a page there is."""
    of, people = world
    client = client_of(people[role])
    dead = []
    for name in EXPECTED:
        if EXPECTED[name] != POST_ONLY:
            continue
        answer = client.get(reverse(name, args=of.own.get(name, [])))
        page = html.fromstring(answer.content.decode())
        ways = page.xpath("//main//p[@class='actions']/a/@href")
        onward = client.get(ways[0]).status_code if ways else 405
        if "lässt sich so nicht aufrufen" not in page.text_content() or onward == 405:
            dead.append((name, onward))
    assert dead == []
