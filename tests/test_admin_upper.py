"""The admin of money and dialogue: every record is there, and no broken rule is ever a crash."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.models import (
    BudgetRevision,
    Decision,
    DraftReturn,
    DroppedProposal,
    EarlierDraft,
    FiscalYear,
    Hearing,
    Notice,
    NoticeFile,
    PartReceipt,
    PaymentReturn,
    ProofAttachment,
    ProofLine,
    ProofOfUse,
    ProofReturn,
    ProofSample,
    Reversal,
    RevocationGround,
    SampleMember,
    Service,
    Withdrawal,
)
from quality_dialog.models import (
    Assessment,
    Attachment,
    CommitteeWish,
    CouncilSheet,
    EarlierAnswer,
    ExpectedQuestion,
    Extension,
    Finding,
    FindingWording,
    FormerMeeting,
    Framework,
    IndicatorTarget,
    InvitationAnswer,
    MeasureReturn,
    MinutesVersion,
    Rendition,
    ReportReturn,
    ReportTerm,
    Section,
    Statement,
    WishReply,
    WordTemplate,
)
from quartiersarbeit.ground import german
from tests import factories
from tests.asking import rule_alone
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    DecisionFactory,
    DisbursementFactory,
    FindingFactory,
    ProofLineFactory,
    ProofOfUseFactory,
    RenditionFactory,
    ReversalFactory,
    SectionFactory,
    StatementFactory,
    SubmissionFactory,
    UserFactory,
    approve,
)
from tests.people import in_group

MODELS = [
    model
    for label in ("funding", "quality_dialog")
    for model in apps.get_app_config(label).get_models()
    if not model._meta.proxy and not model.__name__.endswith("Event")
]
NAMES = [model._meta.label_lower for model in MODELS]
WITHDRAWN = "Einen Entwurf nimmt man mit Tag, Person und Grund zurück; so bleibt, was bis dahin geplant war."
SIGNED = "Ein freigegebener Bescheid ändert sich nicht mehr. Berichtigen Sie ihn durch einen neuen."
PAPER = "Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung."


def address(model, act: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


@pytest.fixture
def clerk(client_of, verwaltung):
    """Verwaltung at the admin, with a superuser's rights."""
    return client_of(verwaltung)


def typed(answer) -> dict:
    """A form and its inlines as the browser would send them back unchanged."""
    forms, data = [answer.context["adminform"].form], {}
    for inline in answer.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for field in (field for form in forms for field in form):
        value = field.value()
        if value is None or value is False or field.field.widget.needs_multipart_form:
            continue
        # A ticked box is sent as „on“; its widget formats True to nothing.
        shown = "on" if value is True else field.field.widget.format_value(value)
        data[field.html_name] = shown[0] if isinstance(shown, list) else shown
    return data


def save(client, record, **changes):
    """Open a record in the admin, change something and send it."""
    at = address(type(record), "change", record.pk)
    data = typed(client.get(at)) | changes
    return client.post(at, {name: value for name, value in data.items() if value is not None})


def add_row(client, record, prefix: str, **row):
    """Open a record in the admin and add one row to an inline."""
    shown = typed(client.get(address(type(record), "change", record.pk)))
    n = int(shown[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return save(client, record, **{f"{prefix}-TOTAL_FORMS": n + 1}, **row)


def refusal(answer) -> str:
    """What the form says is wrong; it must be a page, not a crash and not a success."""
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors.values()
    rows = [form.errors.values() for i in answer.context["inline_admin_formsets"] for form in i.formset.forms]
    texts = [text for found in [errors, *rows] for each in found for text in each]
    return rule_alone(plain(" ".join(texts)))


def plain(text: str) -> str:
    return text.replace(german.NO_BREAK_SPACE, " ")


def said(answer) -> str:
    return rule_alone(plain(" ".join(str(message) for message in answer.context["messages"])))


def delete(client, record):
    """Confirm the deletion of a record; answers the page one lands on."""
    return client.post(address(type(record), "delete", record.pk), {"post": "yes"}, follow=True)


def delete_many(client, *records):
    """Choose records in their list and confirm their deletion."""
    chosen = {"action": "delete_selected", "_selected_action": [r.pk for r in records], "post": "yes"}
    return client.post(address(type(records[0]), "changelist"), chosen, follow=True)


def close(year: FiscalYear) -> None:
    FiscalYear.objects.filter(pk=year.pk).update(**factories.closing(date(2026, 11, 1)))


# --- every record is there -----------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_model_has_a_list_a_search_and_a_form(clerk, model):
    facts = {"submitted": True} if model is Assessment else {}  # a draft is its partner's alone
    record = getattr(factories, f"{model.__name__}Factory")(**facts)
    assert clerk.get(address(model, "changelist"), {"q": "Beispiel"}).status_code == 200
    assert clerk.get(address(model, "changelist")).context["cl"].result_count >= 1
    assert clerk.get(address(model, "change", record.pk)).status_code == 200
    assert clerk.get(address(model, "delete", record.pk)).status_code == 200
    # made by an approval, by a changed wording, attached on the report's page
    made = (Rendition, FindingWording, Notice, NoticeFile, Attachment, MeasureReturn, BudgetRevision)
    made += (
        EarlierAnswer,
        EarlierDraft,
        Extension,
        FormerMeeting,
        DroppedProposal,
        ProofReturn,
        ReportReturn,
        Withdrawal,
    )
    made += (ProofSample, SampleMember)  # set and drawn on the year's page
    made += (CommitteeWish, DraftReturn, InvitationAnswer, PartReceipt, ReportTerm, WishReply)
    made += (Hearing, PaymentReturn, RevocationGround, Service)
    made += (CouncilSheet, IndicatorTarget, WordTemplate, ExpectedQuestion, MinutesVersion)
    if model not in made:
        assert clerk.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_list_says_what_it_shows_searches_and_filters(model):
    options = admin.site._registry[model]
    assert options.list_display != ("__str__",)
    assert options.search_fields
    assert options.list_filter or model in (ProofAttachment, ProofReturn)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_list_asks_as_often_for_many_rows_as_for_two(clerk, model):
    factory = getattr(factories, f"{model.__name__}Factory")
    vary = (lambda n: {"year": 2030 + n}) if model.__name__ in ("FiscalYear", "Cycle") else lambda n: {}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address(model, "changelist")).status_code == 200
        return len(queries)

    for n in range(2):
        factory(**vary(n))
    asked()  # content types are read once
    two = asked()
    for n in range(2, 8):
        factory(**vary(n))
    assert asked() == two


@pytest.mark.parametrize("model", [Decision, FiscalYear, ProofLine], ids=lambda model: model.__name__)
def test_amounts_in_lists_read_as_the_city_writes_them(clerk, model):
    getattr(factories, f"{model.__name__}Factory")()
    assert "000,00 €" in plain(clerk.get(address(model, "changelist")).content.decode())


def test_the_office_keeps_frameworks_and_meetings_but_no_money_and_no_findings(client_of, db):
    office = client_of(in_group("Verwaltung", is_staff=True))
    kept = {
        "framework",
        "fieldofaction",
        "criterion",
        "indicator",
        "textblock",
        "meeting",
        "legalfigure",
        "legalperiod",
    }
    seen = {m._meta.model_name for m in MODELS if office.get(address(m, "changelist")).status_code == 200}
    assert seen == kept


# --- money: limits, dual control, closed years ---------------------------------------------------


def decision_data(allocation, by, **changes) -> dict:
    data = {"allocation": allocation.pk, "kind": "grant", "amount": "8.000,00", "drafted_on": "15.01.2026"}
    return data | {"drafted_by": by.pk, "reason": "Bedarf"} | changes


def test_nobody_acts_in_anothers_name(clerk, verwaltung, koordination, freigabe):
    """Who drafts is whoever sits at the keyboard, and approving is no matter of a form."""
    allocation = AllocationFactory()
    forged = {"approved_on": "20.01.2026", "approved_by": freigabe.pk}
    data = decision_data(allocation, koordination) | forged
    clerk.post(address(Decision, "add"), data)
    add_row(clerk, allocation, "decisions", **data)
    save(clerk, DecisionFactory(drafted_by=verwaltung), **forged)
    written = set(Decision.objects.values_list("drafted_by", "approved_by", "approved_on"))
    assert (Decision.objects.count(), written) == (3, {(verwaltung.pk, None, None)})


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("0", "Zuwendung und Erhöhung haben einen Betrag über null"),
        ("-5", "Zuwendung und Erhöhung haben einen Betrag über null"),
        ("NaN", "Bitte geben Sie einen Betrag in Euro ein"),
        ("1e99", "Bitte geben Sie einen Betrag in Euro ein"),
        ("8.000,001", "höchstens zwei Stellen"),
        ("8,000.00", "lässt sich auf zwei Arten lesen"),
    ],
)
def test_an_amount_that_is_none_is_refused(clerk, verwaltung, amount, reason):
    data = decision_data(AllocationFactory(), verwaltung, amount=amount)
    answer = clerk.post(address(Decision, "add"), data)
    assert reason in refusal(answer)
    assert not Decision.objects.exists()


def test_an_approved_decision_is_frozen_in_the_form_and_inline(clerk):
    decision = DecisionFactory(approved=True)
    alone = save(clerk, decision, amount="7.000,00")
    inline = save(clerk, decision.allocation, **{"decisions-0-amount": "7.000,00"})
    assert [refusal(answer) for answer in (alone, inline)] == [SIGNED, SIGNED]
    assert 'value="7.000,00"' in alone.content.decode()
    decision.refresh_from_db()
    assert decision.amount == Decimal("8000.00")


def test_an_approved_decision_is_not_deleted_alone_nor_with_others_nor_inline(clerk):
    decision, draft = DecisionFactory(approved=True), DecisionFactory()
    assert said(delete(clerk, decision)) == SIGNED
    assert said(delete_many(clerk, decision, draft)) in (SIGNED, WITHDRAWN)  # whichever is met first
    assert SIGNED in refusal(save(clerk, decision.allocation, **{"decisions-0-DELETE": "on"}))
    assert Decision.objects.count() == 2


def test_a_draft_is_withdrawn_with_a_reason_and_not_deleted(clerk):
    draft = DecisionFactory()
    shown = [str(message) for message in delete(clerk, draft).context["messages"]]
    assert ("Grund" in " ".join(shown), Decision.objects.exists()) == (True, True)


def test_a_closed_year_takes_nothing_more_and_never_changes(clerk, verwaltung):
    allocation = DecisionFactory(approved=True).allocation
    year = allocation.fiscal_year
    close(year)
    ended = "Das Haushaltsjahr 2026 ist abgeschlossen."
    increase = decision_data(allocation, verwaltung, kind="increase")
    assert ended in refusal(clerk.post(address(Decision, "add"), increase))
    assert ended in refusal(save(clerk, allocation, purpose="Anderes"))
    assert "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr." in refusal(
        save(clerk, FiscalYear.objects.get(), appropriation="70.000,00")
    )
    assert FiscalYear.objects.get().appropriation == Decimal("80000.00")
    assert Decision.objects.count() == 1


def test_a_year_with_money_is_not_deleted(clerk):
    year = DecisionFactory(approved=True).allocation.fiscal_year
    answer = delete(clerk, year)
    assert answer.status_code == 200
    assert FiscalYear.objects.filter(pk=year.pk).exists()


# --- money: payments and proof -------------------------------------------------------------------


def test_a_paid_instalment_is_frozen_and_stays(clerk):
    payment = DisbursementFactory(paid=True)
    paid = "Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie."
    assert refusal(save(clerk, payment, amount="1,00")) == paid
    assert said(delete(clerk, payment)) == paid
    assert said(delete_many(clerk, payment)) == paid


def test_a_reversal_is_frozen_and_stays(clerk):
    reversal = ReversalFactory()
    kept = "Ein Storno ändert sich nicht mehr und wird nicht gelöscht."
    assert refusal(save(clerk, reversal, reason="Anders")) == kept
    assert said(delete(clerk, reversal)) == kept
    assert Reversal.objects.count() == 1


def test_a_line_exists_once_per_category(clerk):
    line = ProofLineFactory()
    answer = add_row(
        clerk, line.proof, "lines", category=line.category, planned="0", spent="1", own_funds="0"
    )
    assert "Kostenart" in refusal(answer) or "doppelt" in answer.content.decode()
    assert ProofLine.objects.count() == 1


def test_an_accepted_proof_and_its_lines_are_frozen_and_stay(clerk):
    paid = DisbursementFactory(paid=True).allocation
    line = ProofLineFactory(proof__allocation=paid, proof__submitted=True, spent=Decimal("2000.00"))
    proof = line.proof
    proof.accepted_on, proof.accepted_by = proof.due_on, UserFactory()
    proof.save()
    kept = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."
    assert refusal(save(clerk, proof, review_note="Doch nicht")) == kept
    assert refusal(save(clerk, line, spent="1,00")) == kept
    assert said(delete(clerk, line)) == kept
    assert said(delete(clerk, proof)) == kept
    assert (ProofOfUse.objects.count(), ProofLine.objects.get().spent) == (1, Decimal("2000.00"))


def test_an_attachment_gets_its_checksum_with_the_document(clerk):
    proof = ProofOfUseFactory()
    receipts, listed = factories.pdf(), factories.png()
    document = SimpleUploadedFile("belege.pdf", receipts)
    clerk.post(address(ProofAttachment, "add"), {"proof": proof.pk, "title": "Belege", "file": document})
    document = SimpleUploadedFile("liste.png", listed)
    add_row(clerk, proof, "attachments", title="Liste", file=document)
    sums = dict(ProofAttachment.objects.values_list("title", "sha256"))
    assert sums == {
        "Belege": hashlib.sha256(receipts).hexdigest(),
        "Liste": hashlib.sha256(listed).hexdigest(),
    }
    assert {one.file.read() for one in ProofAttachment.objects.all()} == {receipts, listed}


# --- dialogue ------------------------------------------------------------------------------------


def test_a_framework_in_use_is_not_deleted(clerk):
    assessment = AssessmentFactory()
    framework = assessment.criterion.field.framework
    answer = delete(clerk, framework)
    assert answer.status_code == 200
    assert Framework.objects.filter(pk=framework.pk).exists()


def test_a_submitted_answer_is_not_changed_in_the_admin(clerk):
    record = AssessmentFactory(submitted=True)
    answer = save(clerk, record, text="Anders")
    assert "Die Selbsteinschätzung ist eingereicht." in refusal(answer)
    record.refresh_from_db()
    assert record.text == "Die Angebote sind gut besucht."


def test_a_self_assessment_is_not_handed_in_twice_in_the_admin(clerk, verwaltung):
    record = SubmissionFactory()
    facts = {"dialogue": record.dialogue_id, "partner": record.partner_id, "submitted_by": verwaltung.pk}
    answer = clerk.post(address(type(record), "add"), facts | {"submitted_on": "16.04.2026"})
    assert "schon eingereicht" in refusal(answer)


def test_a_new_statement_answers_the_wording_as_it_stands(clerk, verwaltung, awo):
    finding = FindingFactory(shared=True, raised_for=awo)
    data = {"city": "on", "stance": "agrees", "given_on": "20.05.2026", "given_by": verwaltung.pk}
    clerk.post(address(Statement, "add"), data | {"finding": finding.pk})
    add_row(clerk, finding, "statements", **data | {"stance": "dissents", "text": "Doch nicht."})
    given = list(finding.statements.order_by("pk").values_list("stance", "wording_sha256"))
    assert given == [("agrees", finding.wording_sha256), ("dissents", finding.wording_sha256)]


def test_a_dissent_without_a_text_is_refused_in_the_form_and_inline(clerk, verwaltung, awo):
    finding = FindingFactory(shared=True, raised_for=awo)
    data = {"city": "on", "stance": "dissents", "given_on": "20.05.2026", "given_by": verwaltung.pk}
    answers = [
        clerk.post(address(Statement, "add"), data | {"finding": finding.pk}),
        add_row(clerk, finding, "statements", **data),
    ]
    wanted = "Anmerkung oder abweichende Auffassung brauchen einen Text."
    assert [refusal(answer) for answer in answers] == [wanted, wanted]
    assert not Statement.objects.exists()


def test_a_given_statement_is_kept_as_it_is(clerk):
    statement = StatementFactory()
    assert "Eine Stellungnahme ändert sich nicht" in refusal(save(clerk, statement, text="Doch anders"))
    assert "Eine Stellungnahme wird nicht gelöscht" in said(delete(clerk, statement))
    assert "Eine Stellungnahme wird nicht gelöscht" in said(delete_many(clerk, statement))
    assert Statement.objects.get().text == ""


def test_a_finding_with_statements_is_not_deleted_with_them(clerk):
    finding = StatementFactory().finding
    answer = delete(clerk, finding)
    assert answer.status_code == 200
    assert "Eine Stellungnahme wird nicht gelöscht" in said(answer)
    assert Finding.objects.count() == 1


def test_an_estimated_or_counted_value_says_which(clerk):
    value = factories.IndicatorValueFactory()
    assert "gezählt oder geschätzt" in refusal(save(clerk, value, source=""))


# --- reports -------------------------------------------------------------------------------------


def test_an_approved_report_is_frozen_with_its_sections_and_stays(clerk):
    report = SectionFactory().report
    section = report.sections.get()
    report = approve(report)
    answers = [
        save(clerk, report, subject="Anders"),
        save(clerk, report, **{"sections-0-body": "Anders"}),
        save(clerk, section, body="Anders"),
    ]
    assert [refusal(answer) for answer in answers] == [PAPER, PAPER, PAPER]
    assert said(delete(clerk, section)) == PAPER
    delete(clerk, report)  # its files hold it: the admin names them instead of deleting
    assert type(report).objects.get() == report
    assert Section.objects.get().body == "Ein Absatz."


def test_stored_papers_can_only_be_looked_at(clerk):
    paper = RenditionFactory()
    assert clerk.get(address(Rendition, "add")).status_code == 403
    assert clerk.post(address(Rendition, "change", paper.pk), {}).status_code == 403
    assert said(delete(clerk, paper)) == PAPER
    assert said(delete_many(clerk, paper)) == PAPER
    assert bytes(Rendition.objects.get(format="pdf").content) == b"%PDF-1.7"
