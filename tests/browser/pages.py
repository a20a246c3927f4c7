"""The pages that are looked at: every address of the four floors, by somebody who may open it."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    Hearing,
    LegalFigure,
    LegalPeriod,
    NoticeText,
    PaymentReturn,
    PaymentRun,
    ProofOfUse,
    ProofSample,
    Reallocation,
    RepaymentClaim,
    RevocationGround,
    Service,
)
from partners.models import (
    AccountInvitation,
    Agreement,
    ArchiveOffer,
    BarrierReport,
    CityDistrict,
    Committee,
    Contact,
    Mandate,
    Membership,
    Negotiation,
    Partner,
    RightsChange,
    SentMail,
    Step,
    User,
)
from partners.models.public_text import PublicPage
from quality_dialog.models import (
    Attendance,
    CommitteeWish,
    Criterion,
    Dialogue,
    FieldOfAction,
    Finding,
    Framework,
    Indicator,
    Measure,
    Meeting,
    PartnerReading,
    Report,
    Submission,
    TextBlock,
    WordTemplate,
)
from quality_dialog.report import attaching, composing, expecting
from quality_dialog.report.models import ReportTerm
from quality_dialog.report.models.report import ReportKind
from quality_dialog.report.models.signing import ask_co_signature
from quartiersarbeit.ground.districts import GRID
from sites.models import Assignment, Coverage, Offer, Seat, Site
from tests.factories import ArchiveOfferFactory, BarrierReportFactory, SentMailFactory
from tests.word_templates import template

Page = tuple[str, list]
REVIEWED, COPY = "Beispiel: Bericht in Prüfung", "Beispiel 2"


def stage() -> None:
    """States the example data does not hold: a report in review, a framework still open, work to be confirmed."""
    today = timezone.localdate()
    koordination, revision = (
        User.objects.get(email=f"{name}@example.org") for name in ("koordination", "revision")
    )
    # A text nobody was sent yet, which may still be corrected.
    NoticeText.objects.create(
        kind="grant", part="closing", body="Wir danken Ihnen.", valid_from=today + timedelta(days=30)
    )
    day = Report.objects.latest("as_of").as_of - timedelta(days=1)
    report = composing.start(
        year=day.year, as_of=day, kind=ReportKind.INFORMATION, subject=REVIEWED, by=koordination, on=today
    )
    for title in ("Beispiel: Rahmenkonzept", "Beispiel: Auswertung"):
        attaching.attach(report, title=title, file=_pdf(title), by=koordination, on=today)
    report.submit_for_review(by=koordination, on=today)
    ask_co_signature(report, user=revision, office="Beispielamt", by=koordination, on=today)
    Framework.objects.first().copy(version=COPY, valid_from=today)
    _of_the_city().finish(by=koordination, on=today)
    year = FiscalYear.objects.get(year=today.year)
    source, target = (year.allocations.get(site__name=f"Projektstandort {number}") for number in (7, 5))
    reason = "Beispiel: Bedarf am anderen Standort."
    moved = Reallocation.objects.draft(
        source=source, target=target, amount=Decimal(500), reason=reason, by=koordination, on=today
    )
    heard = {
        "held_on": today,
        "way": "letter",
        "answer_due_on": today + timedelta(days=14),
        "waived_reason": "",
    }
    Hearing.objects.record(moved.reduction, **heard, by=koordination, on=today)
    known = {"what": "Beispiel: Der Zweck entfiel.", "known_on": today - timedelta(days=200)}
    RevocationGround.objects.record(allocation=source, **known, by=koordination, on=today)
    left = RepaymentClaim.objects.left_to_claim
    unspent = next(one for one in year.allocations.all() if left(one, today) >= 1)
    terms = {"due_on": today + timedelta(days=30), "reason": "Beispiel: Nicht für den Zweck verwendet."}
    claimed = RepaymentClaim.objects.draft(
        allocation=unspent, amount=Decimal(1), by=koordination, on=today, **terms
    )
    Hearing.objects.record(claimed, **heard, by=koordination, on=today)
    consultation = Report.objects.get(year=2021).consultations.first()
    wished = {"text": "Beispiel: Bitte eine Übersicht der Angebote.", "office": "Beispielamt"}
    CommitteeWish.objects.enter(
        consultation=consultation, **wished, due_on=today + timedelta(days=30), by=koordination, on=today
    )
    about = Attendance.objects.first().dialogue.cycle
    term = {"cycle": about, "committee": Committee.objects.first(), "kind": ReportKind.NOTICE}
    days = {"starts_on": date(about.year, 1, 1), "due_on": date(about.year, 3, 31)}
    ReportTerm.objects.enter(**term, **days, by=koordination, on=today)
    given = {"name": "Beispiel: Vorlage der Stadt", "file": SimpleUploadedFile("vorlage.docx", template())}
    WordTemplate.objects.upload(**given, by=koordination, on=today)
    ended = Assignment.objects.first()
    Assignment.objects.create(
        site=ended.site,
        partner=ended.partner,
        role=ended.role,
        starts_on=ended.starts_on - timedelta(days=400),
        ends_on=ended.starts_on - timedelta(days=1),
    )
    office, role = User.objects.get(email="admin@example.org"), Group.objects.get(name="Freigabe")
    AccountInvitation.objects.invite(email="neu@example.org", role=role, by=office, on=today)
    asked = {"person": koordination, "kind": "role", "role": role, "reason": "Beispiel: neu im Amt."}
    RightsChange.objects.ask(**asked, by=office, on=today)
    SentMailFactory(recipient=koordination)
    BarrierReportFactory()
    ArchiveOfferFactory(offered_by=office)
    CityDistrict.objects.bulk_create(
        CityDistrict(code=one.value, name=one.label, column=column, row=row)
        for one, (column, row) in GRID.items()
    )


def _pdf(title: str) -> io.BytesIO:
    """A PDF of one empty page, with a title of its own."""
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = title
    document.save(made)
    made.size = made.tell()
    return made


def _of_the_city() -> Measure:
    """The measure that the partners of its site are asked to confirm."""
    return Measure.objects.filter(carried_over_from__isnull=False, responsible=None).get()


def of_koordination() -> list[Page]:
    """Each page once, with records that have much to show."""
    report = Report.objects.latest("as_of")
    written = ProofOfUse.objects.filter(submitted_on=None).exclude(narrative="").first().allocation_id
    waiting = ProofOfUse.objects.to_review(timezone.localdate()).first().allocation_id
    issued = RepaymentClaim.objects.filter(issued_on__isnull=False)
    claim, open_claim = issued.first(), issued.filter(paid_on=None).first()
    wish = CommitteeWish.objects.get()
    sampled = ProofSample.objects.get().fiscal_year.year
    told = Report.objects.get(year=2021)
    amendment, seat = Agreement.objects.get(amends__isnull=False), Coverage.objects.first()
    ended, role = (model.objects.exclude(ends_on=None).first() for model in (Coverage, Assignment))
    paid = Disbursement.objects.filter(paid_on__isnull=False).latest("paid_on")
    open_payment = Disbursement.objects.awaiting_payment(timezone.localdate()).first()
    run = PaymentRun.objects.first()
    about = Attendance.objects.first().dialogue
    of_site, the_citys = (
        [about.cycle.year, about.site_id],
        Finding.objects.filter(raised_for=None, shared_on__isnull=False).first(),
    )
    hearing, of_claim = (
        Hearing.objects.filter(answered_on=None, **{f"{act}__isnull": False}).latest("pk")
        for act in ("decision", "claim")
    )
    service, ground = Service.objects.first(), RevocationGround.objects.first()
    contact, offer = Contact.objects.first(), Offer.objects.first()
    copied, reviewed = Framework.objects.get(version=COPY), Report.objects.get(subject=REVIEWED)
    question = Criterion.objects.filter(field__framework=copied).first()
    by_post, step = PartnerReading.objects.filter(way="letter").first(), Step.objects.first()
    return [
        ("dashboard", []),
        ("news_list", []),
        ("first_steps", []),
        ("masterdata", []),
        ("municipality", []),
        ("seats_enter", []),
        ("meetings_enter", []),
        *(
            (f"{kind}_{act}", [])
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
            for act in ("list", "create")
        ),
        *(
            (f"{name}_edit", [kind.objects.first().pk])
            for name, kind in (
                ("committee", Committee),
                ("mandate", Mandate),
                ("seat", Seat),
                ("meeting", Meeting),
                ("text_block", TextBlock),
                ("district", CityDistrict),
                ("legal_figure", LegalFigure),
                ("legal_period", LegalPeriod),
            )
        ),
        ("sheet_read", ["partner"]),
        ("sheet_read", ["ansprechpersonen"]),
        ("components", []),
        ("partners:absence_list", []),
        ("partners:partner_list", []),
        ("partners:partner_detail", [Partner.objects.get(short_name="BGW").pk]),
        ("partners:negotiation_list", []),
        ("partners:negotiation_detail", [Negotiation.objects.first().pk]),
        ("partners:partner_create", []),
        ("partners:partner_edit", [contact.partner_id]),
        *(
            (f"partners:partner_{act}", [contact.partner_id])
            for act in ("deactivate", "rename", "merge", "delete")
        ),
        ("partners:contact_create", [contact.partner_id]),
        ("partners:contact_edit", [contact.pk]),
        ("partners:contact_anonymise", [contact.pk]),
        ("partners:negotiation_board", []),
        ("partners:negotiation_create", []),
        ("partners:negotiation_edit", [Negotiation.objects.first().pk]),
        ("partners:negotiation_discard", [Negotiation.objects.first().pk]),
        *((f"partners:step_{act}", [step.negotiation_id, step.pk]) for act in ("correct", "withdraw")),
        ("forecast", []),
        ("help", []),
        ("partners:agreement_list", []),
        ("partners:agreement_detail", [Agreement.objects.first().pk]),
        ("partners:agreement_detail", [amendment.pk]),
        ("partners:agreement_create", []),
        ("partners:agreement_edit", [amendment.pk]),
        ("partners:agreement_send", [amendment.pk]),
        ("partners:agreement_sign", [amendment.pk]),
        *((f"partners:{name}", [amendment.pk]) for name in ("agreement_discard", "agreement_recall")),
        ("partners:signature_correct", [amendment.amends_id, amendment.amends.parties.first().pk]),
        ("partners:termination_correct", [amendment.amends_id]),
        ("partners:agreement_terminate", [amendment.amends_id]),
        ("partners:agreement_upload", [amendment.pk]),
        ("partners:amendment_create", [amendment.amends_id]),
        ("sites:agreement_coverage_create", [amendment.pk]),
        ("sites:coverage_end", [seat.site_id, seat.pk]),
        ("sites:coverage_end_correct", [ended.site_id, ended.pk]),
        ("sites:assignment_end_correct", [role.site_id, role.pk]),
        ("sites:site_list", []),
        ("sites:site_detail", [Site.objects.first().pk]),
        ("sites:coverage_create", [Site.objects.first().pk]),
        ("sites:site_create", []),
        ("sites:site_edit", [offer.site_id]),
        ("sites:site_close", [offer.site_id]),
        ("sites:site_closing_correct", [offer.site_id]),
        ("sites:assignment_create", [offer.site_id]),
        ("sites:offer_create", [offer.site_id]),
        ("sites:offer_edit", [offer.site_id, offer.pk]),
        ("funding:fiscal_year_list", []),
        ("funding:fiscal_year_detail", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_create", []),
        ("funding:notice_text_list", []),
        ("funding:notice_text_create", []),
        ("funding:notice_text_detail", [NoticeText.objects.latest("valid_from").pk]),
        ("funding:notice_text_edit", [NoticeText.objects.latest("valid_from").pk]),
        ("funding:fiscal_year_closing", [FiscalYear.objects.filter(closed_on=None).first().year]),
        *((f"funding:sample_{act}", [sampled]) for act in ("detail", "create", "draw", "drop")),
        ("funding:fiscal_year_closing", [FiscalYear.objects.exclude(closed_on=None).first().year]),
        ("funding:reallocation_create", [Allocation.objects.first().fiscal_year.year]),
        ("funding:reallocation_detail", [Reallocation.objects.first().pk]),
        ("funding:reallocation_return", [Reallocation.objects.latest("pk").pk]),
        ("funding:reallocation_withdraw", [Reallocation.objects.latest("pk").pk]),
        ("funding:fiscal_year_edit", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_split", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_posting", [Allocation.objects.first().fiscal_year.year]),
        ("funding:year_instalments_plan", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_discard", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_keep_open", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_figure", [Allocation.objects.first().fiscal_year.year, "committed"]),
        ("funding:allocation_create", [Allocation.objects.first().fiscal_year.year]),
        ("funding:allocation_detail", [Allocation.objects.first().pk]),
        ("funding:allocation_finance", [Allocation.objects.first().pk]),
        ("funding:decision_create", [Allocation.objects.first().pk]),
        ("funding:allocation_enter", [Allocation.objects.first().fiscal_year.year]),
        *(
            (f"funding:{what}_enter", [Allocation.objects.first().pk])
            for what in ("decision", "payment", "proof")
        ),
        ("funding:decision_edit", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_return", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_withdraw", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_detail", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:allocation_list", []),
        ("funding:allocation_trail", [claim.allocation_id]),
        ("funding:proof_list", []),
        ("funding:proof_detail", [written]),
        ("funding:proof_detail", [claim.allocation_id]),
        ("funding:proof_edit", [written]),
        ("funding:receipt_create", [written]),
        ("funding:attachment_create", [written]),
        ("funding:proof_detail", [waiting]),
        ("funding:proof_accept", [waiting]),
        ("funding:proof_return", [waiting]),
        ("funding:proof_take_back", [waiting]),
        ("funding:proof_extend", [waiting]),
        ("funding:claim_list", []),
        ("funding:claim_create", [waiting]),
        ("funding:claim_detail", [claim.pk]),
        *((f"funding:claim_{act}", [open_claim.pk]) for act in ("receive", "discard")),
        *(
            (f"funding:{kind}", [hearing.decision_id])
            for kind in ("decision_hearing", "decision_hearing_answer")
        ),
        ("funding:decision_detail", [hearing.decision_id]),
        *((f"funding:{kind}", [of_claim.claim_id]) for kind in ("claim_hearing", "claim_hearing_answer")),
        ("funding:claim_detail", [of_claim.claim_id]),
        ("funding:service_record", [service.notice_id]),
        *((f"funding:service_{act}", [service.pk]) for act in ("appeal", "appeal_end", "withdraw")),
        ("funding:ground_create", [ground.allocation_id]),
        ("funding:ground_drop", [ground.pk]),
        ("funding:allocation_detail", [ground.allocation_id]),
        ("funding:instalments_plan", [Allocation.objects.first().pk]),
        ("funding:disbursement_list", []),
        ("funding:disbursement_detail", [paid.pk]),
        ("funding:disbursement_withdraw", [open_payment.pk]),
        ("funding:disbursement_drop", [open_payment.pk]),
        ("funding:disbursement_pay", [open_payment.pk]),
        ("funding:disbursement_reverse", [paid.pk]),
        ("funding:disbursement_return", [paid.pk]),
        ("funding:return_settle", [PaymentReturn.objects.first().disbursement_id]),
        ("funding:allocation_posting", [claim.allocation_id]),
        ("search", []),
        ("quality_dialog:wish_list", []),
        ("quality_dialog:wish_detail", [wish.pk]),
        ("quality_dialog:wish_reply", [wish.pk]),
        ("quality_dialog:wish_withdraw", [wish.pk]),
        ("quality_dialog:wish_create", [told.pk, wish.consultation_id]),
        ("task_list", []),
        ("deadline_list", []),
        ("funding:payment_run_list", []),
        ("funding:payment_run_detail", [run.pk]),
        ("funding:payment_run_pay", [run.pk]),
        ("funding:payment_run_cancel", [run.pk]),
        ("quality_dialog:framework_list", []),
        ("quality_dialog:framework_create", []),
        ("quality_dialog:framework_import", []),
        ("quality_dialog:framework_detail", [Dialogue.objects.first().cycle.framework_id]),
        ("quality_dialog:framework_copy", [Dialogue.objects.first().cycle.framework_id]),
        ("quality_dialog:framework_detail", [copied.pk]),
        ("quality_dialog:framework_edit", [copied.pk]),
        ("quality_dialog:framework_remove", [copied.pk]),
        ("quality_dialog:field_create", [copied.pk]),
        ("quality_dialog:part_create", [copied.pk, question.field_id, "kriterien"]),
        ("quality_dialog:part_edit", [copied.pk, "kriterien", question.pk]),
        ("quality_dialog:part_remove", [copied.pk, "kriterien", question.pk]),
        ("quality_dialog:cycle_create", []),
        ("quality_dialog:cycle_enter", []),
        *(
            (f"quality_dialog:cycle_{act}", [Dialogue.objects.first().cycle.year])
            for act in ("edit", "discard", "correct_year")
        ),
        ("quality_dialog:dialogue_create", [Dialogue.objects.first().cycle.year]),
        *(
            (
                f"quality_dialog:{name}",
                [Dialogue.objects.first().cycle.year, Dialogue.objects.first().site_id],
            )
            for name in ("dialogue_participants", "dialogue_remove")
        ),
        ("quality_dialog:evaluation", []),
        ("quality_dialog:evaluation_site", [Dialogue.objects.first().site_id]),
        ("quality_dialog:evaluation_criterion", [Criterion.objects.first().pk]),
        ("quality_dialog:cycle_list", []),
        ("quality_dialog:cycle_detail", [Dialogue.objects.first().cycle.year]),
        (
            "quality_dialog:dialogue_detail",
            [Dialogue.objects.first().cycle.year, Dialogue.objects.first().site_id],
        ),
        (
            "quality_dialog:self_assessment",
            [Submission.objects.first().dialogue.cycle.year, Submission.objects.first().dialogue.site_id],
        ),
        (
            "quality_dialog:self_assessment_reopen",
            [
                Submission.objects.first().dialogue.cycle.year,
                Submission.objects.first().dialogue.site_id,
                Submission.objects.first().partner_id,
            ],
        ),
        (
            "quality_dialog:self_assessment_extend",
            [
                Submission.objects.first().dialogue.cycle.year,
                Submission.objects.first().dialogue.site_id,
                Submission.objects.first().partner_id,
            ],
        ),
        ("quality_dialog:finding_detail", [Finding.objects.filter(shared_on__isnull=False).first().pk]),
        ("quality_dialog:finding_list", []),
        ("quality_dialog:finding_create", of_site),
        ("quality_dialog:finding_edit", [Finding.objects.filter(raised_for=None, shared_on=None).first().pk]),
        ("quality_dialog:finding_edit", [the_citys.pk]),
        ("quality_dialog:finding_enter", of_site),
        *((f"quality_dialog:{what}_enter", [the_citys.pk]) for what in ("answer", "measure")),
        ("quality_dialog:confirmation_enter", [Measure.objects.first().pk]),
        ("quality_dialog:finding_withdraw", [the_citys.pk]),
        ("quality_dialog:finding_detail", [Finding.objects.filter(comments__isnull=False).first().pk]),
        (
            "quality_dialog:finding_detail",
            [Finding.objects.filter(raised_for__isnull=False, shared_on__isnull=False).first().pk],
        ),
        ("quality_dialog:meeting_invite", of_site),
        ("quality_dialog:meeting_attend", of_site),
        ("quality_dialog:term_list", [of_site[0]]),
        ("quality_dialog:term_create", [of_site[0]]),
        ("quality_dialog:term_drop", [of_site[0], ReportTerm.objects.get(cycle__year=of_site[0]).pk]),
        ("quality_dialog:meeting_record", of_site),
        ("quality_dialog:target_agree", [*of_site, Indicator.objects.first().pk]),
        ("quality_dialog:measure_list", []),
        ("quality_dialog:measure_create", [the_citys.pk]),
        (
            "quality_dialog:measure_detail",
            [Measure.objects.filter(carried_over_from__isnull=False).first().pk],
        ),
        ("quality_dialog:measure_postpone", [Measure.objects.first().pk]),
        ("quality_dialog:measure_drop", [Measure.objects.first().pk]),
        ("quality_dialog:measure_take_back", [_of_the_city().pk]),
        ("quality_dialog:report_list", []),
        ("quality_dialog:report_create", []),
        ("quality_dialog:report_detail", [report.pk]),
        ("quality_dialog:report_edit", [report.pk]),
        ("quality_dialog:section_create", [report.pk]),
        ("quality_dialog:section_proposal", [report.pk, "stand"]),
        ("quality_dialog:report_readings", [report.pk]),
        ("quality_dialog:reading_dispatch", [by_post.report_id, by_post.partner_id]),
        ("quality_dialog:reading_reply", [by_post.report_id, by_post.partner_id]),
        ("quality_dialog:reading_extend", [by_post.report_id, by_post.partner_id]),
        ("quality_dialog:report_discard", [report.pk]),
        ("quality_dialog:report_attachments", [reviewed.pk]),
        ("quality_dialog:report_questions", [reviewed.pk]),
        ("quality_dialog:report_council", [told.pk]),
        ("quality_dialog:council_sheet_enter", [reviewed.pk]),
        ("quality_dialog:word_template_list", []),
        ("quality_dialog:word_template_retire", [WordTemplate.objects.get().pk]),
        ("quality_dialog:question_settle", [report.pk, expecting.questions(report)[0].key]),
        ("quality_dialog:attachment_edit", [reviewed.pk, 1]),
        ("quality_dialog:attachment_remove", [reviewed.pk, 1]),
        ("quality_dialog:report_page", [report.pk]),
        ("quality_dialog:report_detail", [told.pk]),
        ("quality_dialog:report_page", [told.pk]),
        ("quality_dialog:report_verify", [told.pk]),
        ("quality_dialog:report_correct", [told.pk]),
        ("quality_dialog:report_submit", [told.pk]),
        ("quality_dialog:report_submission_correct", [told.pk]),
        ("quality_dialog:report_detail", [reviewed.pk]),
        ("quality_dialog:report_return", [reviewed.pk]),
        ("quality_dialog:co_signature_create", [report.pk]),
        ("quality_dialog:consultation_create", [told.pk]),
        ("quality_dialog:consultation_note", [told.pk, told.consultations.first().pk]),
        ("quality_dialog:consultation_withdraw", [told.pk, told.consultations.first().pk]),
        ("quality_dialog:co_signature_withdraw", [reviewed.pk, reviewed.co_signatures.first().pk]),
        ("quality_dialog:report_figure", [report.pk, "standorte_unter_vereinbarung"]),
        *(
            (name, [])
            for name in ("mail_wishes", "mail_log", "protocol", "privacy", "imprint", "accessibility")
        ),
        ("mail_log_of", [SentMail.objects.get().recipient_id]),
        ("mail_detail", [SentMail.objects.get().pk]),
        ("protocol_of", ["site", Site.objects.first().pk]),
        ("data_kept", []),
        ("partners:account", []),
        ("api_help", []),
        ("public_home", []),
        ("public_report", [told.pk]),
        ("paper_check", []),
        ("open_data", []),
        ("partners:account_name", []),
        ("partners:account_address", []),
        ("partners:address_confirm", ["unsinn"]),
        ("partners:second_factor", []),
        ("partners:invitation_accept", ["unsinn"]),  # says to sign out first
        ("usersessions_list", []),
        ("mfa_list_webauthn", []),
        ("account_change_password", []),
        ("account_logout", []),
    ]


def of_others() -> dict[str, list[Page]]:
    """What the other roles see of it: their overview, their own pages, and how shared ones look to them."""
    told, reviewed = Report.objects.get(year=2021), Report.objects.get(subject=REVIEWED)
    draft, planned = Decision.objects.filter(approved_on=None).first(), Reallocation.objects.first()
    published: list[Page] = [
        ("quality_dialog:report_list", []),
        ("quality_dialog:report_detail", [told.pk]),
        ("quality_dialog:report_page", [told.pk]),
    ]
    return {
        "awo": [*_of_partner(User.objects.get(email="awo@example.org")), *published],
        "seniorenrat": [("dashboard", []), *published],
        "freigabe": [
            ("dashboard", []),
            ("task_list", []),
            ("deadline_list", []),
            ("funding:decision_detail", [draft.pk]),
            ("funding:reallocation_detail", [planned.pk]),
            ("funding:claim_return", [RepaymentClaim.objects.get(issued_on=None).pk]),
            ("funding:claim_extend", [RepaymentClaim.objects.filter(paid_on=None).first().pk]),
            ("funding:fiscal_year_closing", [FiscalYear.objects.filter(closed_on=None).first().year]),
            ("quality_dialog:report_detail", [reviewed.pk]),
            ("quality_dialog:report_leave_out", [reviewed.pk]),
        ],
        "admin": [
            ("partners:absence_list", []),
            ("partners:user_leave", [User.objects.get(email="koordination@example.org").pk]),
            ("partners:account_list", []),
            ("partners:account_detail", [User.objects.get(email="koordination@example.org").pk]),
            ("partners:rights_ask", [User.objects.get(email="koordination@example.org").pk]),
            ("partners:membership_end", [Membership.objects.first().pk]),
            ("partners:rights_list", []),
            ("partners:rights_detail", [RightsChange.objects.get().pk]),
            ("partners:rights_refuse", [RightsChange.objects.get().pk]),
            ("partners:invitation_list", []),
            ("partners:invitation_detail", [AccountInvitation.objects.get().pk]),
            *((name, []) for name in ("barrier_list", "disclosure", "retention", "archive_offer")),
            ("barrier_answer", [BarrierReport.objects.get().pk]),
            ("archive_answer", [ArchiveOffer.objects.get().pk]),
            *(("public_text_edit", [page]) for page in PublicPage),
        ],
        "revision": [
            ("dashboard", []),
            ("partners:security_log", []),
            ("funding:fiscal_year_detail", [draft.allocation.fiscal_year.year]),
            ("quality_dialog:report_co_sign", [reviewed.pk]),
            ("quality_dialog:report_verify", [told.pk]),
        ],
    }


def _of_partner(user: User) -> list[Page]:
    """A partner's rooms: money, proof of use, self-assessment, findings, measures and the reading."""
    allocation = ProofOfUse.objects.visible_to(user).not_handed_in(timezone.localdate()).first().allocation
    answering = Dialogue.objects.visible_to(user).first()
    finding = Finding.objects.visible_to(user).filter(shared_on__isnull=False).first()
    place = [answering.cycle.year, answering.site_id]
    first = FieldOfAction.objects.filter(framework=answering.cycle.framework_id).first()
    return [
        ("dashboard", []),
        ("news_list", []),
        ("partners:partner_detail", [user.partner_id]),
        ("partners:agreement_list", []),
        ("sites:site_detail", [answering.site_id]),
        ("funding:allocation_list", []),
        ("funding:allocation_detail", [allocation.pk]),
        ("funding:proof_list", []),
        ("funding:proof_detail", [allocation.pk]),
        ("funding:proof_edit", [allocation.pk]),
        ("quality_dialog:cycle_list", []),
        ("quality_dialog:cycle_detail", [answering.cycle.year]),
        ("quality_dialog:dialogue_detail", place),
        ("quality_dialog:self_assessment", place),
        ("quality_dialog:self_assessment_check", place),
        ("quality_dialog:self_assessment_field", [*place, first.pk]),
        ("quality_dialog:finding_create", place),
        ("quality_dialog:meeting_answer", place),
        ("quality_dialog:finding_list", []),
        ("quality_dialog:finding_detail", [finding.pk]),
        ("quality_dialog:measure_list", []),
        ("quality_dialog:measure_detail", [_of_the_city().pk]),
        ("quality_dialog:measure_send_back", [_of_the_city().pk]),
        ("quality_dialog:evaluation", []),
        ("quality_dialog:report_reading", [PartnerReading.objects.visible_to(user).first().report_id]),
    ]
