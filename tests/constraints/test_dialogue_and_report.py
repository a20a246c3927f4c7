"""Statements answer exactly one wording, and what a committee was told stays as it was told."""

import hashlib
from datetime import date

import pytest

from quality_dialog.models import Finding, Rendition, Statement
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals, sql

KEPT = "statement_kept: Eine Stellungnahme "
FROZEN = (
    "report_immutable: Ein freigegebener Bericht ändert sich nicht mehr. "
    "Berichtigen Sie ihn durch eine neue Fassung."
)


@breaks("quality_dialog_statement.statement_answers_wording")
def test_a_statement_answers_the_wording_as_it_stands(db):
    row = f.StatementFactory()
    message = (
        "statement_answers_wording: Der Wortlaut hat sich geändert. Lesen Sie ihn neu und nehmen Sie dann "
        "Stellung."
    )
    hashes = (hashlib.sha256(b"anders").hexdigest(), row.wording_sha256.upper(), "")
    found = [refusals(row, {"wording_sha256": wrong}, INSERTS) for wrong in hashes]
    Finding.objects.filter(pk=row.finding_id).update(wording="Neuer Wortlaut")
    assert [*found, refusals(row, {}, INSERTS)] == [{message}] * 4


@pytest.mark.parametrize("wording", ["Größe – „schön“", "a\r\nb", "😀", " ", "x" * 5000], ids=repr)
def test_python_and_postgresql_hash_a_wording_alike(db, wording):
    row = f.StatementFactory(finding__wording=wording)
    assert list(Statement.objects.current(row.given_on)) == [row]


@breaks("quality_dialog_statement.statement_kept", "quality_dialog_statement.statement_kept_delete")
def test_a_statement_never_changes_or_goes(db):
    """Deleting a dissent would make a dispute look open, and an older consent current again."""
    row = f.StatementFactory(dissenting=True)
    found = [refusals(row, {"stance": "agrees"}, UPDATES), refusals(row, {"text": "x"}, UPDATES)]
    changes = {f"{KEPT}ändert sich nicht; geben Sie eine neue ab."}
    gone = {f"{KEPT}wird nicht gelöscht; geben Sie eine neue ab."}
    assert [*found, refusals(row, {}, DELETES)] == [changes, changes, gone]


def test_a_finding_that_was_answered_is_not_deleted(db):
    finding = f.StatementFactory().finding
    assert refusals(finding, {}, DELETES[:1]) == {f"{KEPT}wird nicht gelöscht; geben Sie eine neue ab."}


# --- Reports -----------------------------------------------------------------------------------------


@pytest.fixture
def approved(db):
    """A report with a section and a co-signature, approved and stored as PDF."""
    report = f.ReportFactory()
    f.SectionFactory(report=report)
    f.PartnerReadingFactory(report=report, answered=True)
    asked = f.CoSignatureFactory(report=report)
    f.ContributorFactory(report=report)
    f.ReportReturnFactory(report=report)
    report.submit_for_review(by=report.drafted_by, on=report.drafted_on)
    asked.sign(by=asked.user, on=report.drafted_on)
    return f.approve(report)


@breaks("quality_dialog_report.report_immutable", "quality_dialog_report.report_kept")
def test_an_approved_report_never_changes(approved):
    changes = (
        {"subject": "x"},
        {"facts": {"a": 2}},
        {"facts_sha256": "x"},
        {"as_of": date(2026, 1, 1)},
        {"approved_on": None, "approved_by": None},
        {"year": 2025},
        {"kind": "information"},
    )
    found = [refusals(approved, change, UPDATES) for change in changes]
    assert [*found, refusals(approved, {}, DELETES[1:])] == [{FROZEN}] * 8


@breaks("quality_dialog_report.report_begins_as_draft")
def test_no_report_comes_approved(db):
    report = f.ReportFactory(reviewed=True)
    as_of = {"as_of": date(2026, 1, 1)}
    found = refusals(report, as_of | approval(report, f.UserFactory()), INSERTS)
    message = "report_begins_as_draft: Ein Bericht beginnt als Entwurf und wird dann freigegeben."
    assert (found, refusals(report, as_of, INSERTS)) == ({message}, {"done"})


@breaks("quality_dialog_report.report_published", "quality_dialog_report.report_submitted")
def test_what_is_submitted_and_published_stays_so(db):
    report = f.ReportFactory(approved=True)
    fared = {"submitted_on": date(2026, 9, 3), "submitted_by": f.UserFactory()}
    assert refusals(report, fared, UPDATES) == {"done"}
    report.submitted_on = report.published_on = date(2026, 9, 3)
    report.submitted_by = report.published_by = f.UserFactory()
    report.save()
    message = "report_immutable: Eingereicht und veröffentlicht ist nicht rückgängig zu machen."
    right = "report_submitted: Der Tag der Einreichung steht; ein falscher wird mit Grund berichtigt."
    days = [refusals(report, {"submitted_on": day}, UPDATES) for day in (None, date(2026, 9, 4))]
    assert days == [{right}] * 2
    changes = [{"published_on": day} for day in (None, date(2026, 9, 4))]
    changes += [{f"{name}_by": f.UserFactory()} for name in ("submitted", "published")]
    assert [refusals(report, change, UPDATES) for change in changes] == [{message}] * 4


@breaks(
    "quality_dialog_section.section_immutable",
    "quality_dialog_cosignature.co_signature_immutable",
    "quality_dialog_partnerreading.partner_reading_immutable",
    "quality_dialog_contributor.contributor_immutable",
    "quality_dialog_reportreturn.report_return_immutable",
)
@pytest.mark.parametrize(
    ("part", "change", "new"),
    [
        ("sections", {"body": "x"}, {"key": "neu"}),
        ("co_signatures", {"remark": "x"}, {"office": "x"}),
        ("readings", {"text": "x", "given_on": date(2026, 9, 3)}, {"due_on": date(2026, 12, 1)}),
        ("contributors", {"since": date(2026, 1, 1)}, {}),
        ("returns", {"reason": "x"}, {}),
    ],
)
def test_the_parts_of_an_approved_report_never_change_come_or_go(approved, part, change, new):
    row = getattr(approved, part).get()
    found = [
        refusals(row, change, UPDATES),
        refusals(row, {"report": f.ReportFactory()}, UPDATES),
        refusals(row, new, INSERTS),
        refusals(row, {}, DELETES),
    ]
    assert found == [{FROZEN}] * 4


def test_a_section_is_not_moved_into_an_approved_report(approved):
    assert refusals(f.SectionFactory(), {"report": approved}, WAYS) == {FROZEN}


@breaks("quality_dialog_rendition.rendition_immutable")
def test_a_rendition_never_changes_or_goes(approved):
    row = approved.renditions.get(format="pdf")
    found = [refusals(row, change, UPDATES) for change in ({"content": b"x"}, {"sha256": "x" * 64})]
    assert [*found, refusals(row, {}, DELETES)] == [{FROZEN.replace("report", "rendition", 1)}] * 3


@breaks("quality_dialog_rendition.rendition_is_its_hash")
def test_a_rendition_is_its_hash(approved):
    row = approved.renditions.get(format="pdf")
    message = "rendition_is_its_hash: Die Prüfsumme passt nicht zum Inhalt."
    wrong = {"content": b"other"}
    assert refusals(row, wrong, INSERTS) == {message}


# --- Review and approval -----------------------------------------------------------------------------

IN_REVIEW = (
    "report_in_review: Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; "
    "dabei verfallen die Mitzeichnungen."
)


@breaks("quality_dialog_report.report_in_review", "quality_dialog_section.section_in_review")
def test_what_a_review_reads_does_not_change_under_it(db):
    section = f.SectionFactory()
    section.report.submit_for_review(by=section.report.drafted_by, on=section.report.drafted_on)
    found = [
        refusals(section, {"body": "x"}, UPDATES),
        refusals(section, {"key": "neu"}, INSERTS),
        refusals(section, {}, DELETES),
        *(refusals(section.report, {name: "x"}, UPDATES) for name in ("subject", "lead_office", "reference")),
        refusals(section.report, {"as_of": date(2026, 1, 1)}, UPDATES),
    ]
    assert found == [{IN_REVIEW}] * 7


def approval(report, by) -> dict:
    frozen = {"facts": {}, "facts_sha256": "x", "seal_number": 1, "seal_sha256": "x"}
    return frozen | {"approved_on": report.drafted_on, "approved_by": by}


@breaks("quality_dialog_report.report_may_be_approved")
def test_nobody_who_wrote_at_a_report_approves_it_nor_anybody_before_all_have_co_signed(db):
    report = f.ReportFactory(reviewed=True)
    author, somebody = f.ContributorFactory(report=report).user, f.UserFactory()
    found = [refusals(report, approval(report, author), UPDATES)]
    asked = f.CoSignatureFactory(report=report)
    found.append(refusals(report, approval(report, somebody), UPDATES))
    asked.signed_on = date(2026, 1, 1)  # before the review that goes on now
    asked.save()
    found.append(refusals(report, approval(report, somebody), UPDATES))
    unsigned = (
        "report_co_signed: Freigegeben wird erst, wenn alle, die darum gebeten sind, mitgezeichnet haben."
    )
    assert found == [
        {
            "report_contributors_do_not_approve: Vier-Augen-Prinzip: Wer am Bericht mitgeschrieben hat, "
            "gibt ihn nicht frei."
        },
        {unsigned},
        {unsigned},
    ]


@breaks("quality_dialog_report.report_may_be_approved")
def test_nobody_approves_a_report_a_partner_may_still_answer(db):
    asked = f.PartnerReadingFactory(report__reviewed=True)
    report = asked.report
    given = approval(report, f.UserFactory())
    found = [
        refusals(report, given | {"approved_on": on}, UPDATES) for on in (report.drafted_on, asked.due_on)
    ]
    awaited = (
        "readings_awaited: Partner können noch Stellung nehmen. Freigegeben wird erst nach dem Tag, bis zu dem "
        "sie es dürfen."
    )
    assert found == [{awaited}] * 2


def test_nobody_approves_a_report_while_a_wish_has_neither_an_answer_nor_a_reason(db):
    report = f.ReportFactory(reviewed=True)
    wish = f.CommitteeWishFactory(
        consultation__report__kind=report.kind, entered_on=report.drafted_on, due_on=report.drafted_on
    )
    given = approval(report, f.UserFactory()) | {"approved_on": report.review_on}
    before = refusals(report, given, UPDATES)
    f.WishReplyFactory(wish=wish, on=report.drafted_on, until=report.review_on)
    after = refusals(report, given, UPDATES)
    waits = (
        "wishes_answered: Ein Wunsch eines Gremiums hat noch keine Antwort. Beantworten Sie ihn, oder halten Sie "
        "fest, bis wann er noch offen ist und warum."
    )
    assert (before, after) == ({waits}, {"done"})


def test_nobody_approves_a_report_while_a_question_is_neither_answered_in_print_nor_left_open(db):
    section = f.SectionFactory(key="stand")
    question, by = f.ExpectedQuestionFactory(report=section.report), f.UserFactory()
    report = section.report
    report.submit_for_review(by=report.drafted_by, on=report.drafted_on)
    found = [refusals(report, approval(report, by), UPDATES)]
    question.settle(answered_in="stand", by=by, on=report.drafted_on)
    found.append(refusals(report, approval(report, by), UPDATES))
    report.return_to_draft(reason="Kürzer.", by=by, on=report.drafted_on)
    section.included = False
    section.save()
    f.SectionFactory(report=report)
    report.submit_for_review(by=report.drafted_by, on=report.drafted_on)
    found.append(refusals(report, approval(report, by), UPDATES))
    waits = (
        "questions_settled: Eine Frage des Gremiums ist weder im Text beantwortet noch mit einem Grund offen "
        "gelassen."
    )
    assert found == [{waits}, {"done"}, {waits}]


@breaks("quality_dialog_report.report_complete")
def test_an_approval_without_all_its_files_does_not_reach_the_end_of_the_transaction(db):
    report, by = f.ReportFactory(reviewed=True), f.UserFactory()

    def approved_with(*formats: str) -> str:
        def act():
            sql("SET CONSTRAINTS ALL DEFERRED")
            type(report).objects.filter(pk=report.pk).update(**approval(report, by))
            for name in formats:
                store(report, name)
            sql("SET CONSTRAINTS ALL IMMEDIATE")

        return refusal(act)

    missing = "report_complete: Freigegeben wird ein Bericht nur mit allen seinen Ausfertigungen."
    found = [approved_with(), approved_with("pdf", "docx", "json"), approved_with(*f.FILES)]
    assert found == [missing, missing, "done"]


def store(report, name: str) -> None:
    content = f.FILES.get(name, b"{}")
    sums = hashlib.sha256(content).hexdigest()
    Rendition.objects.create(
        report=report, format=name, content=content, sha256=sums, rendered_on=report.drafted_on
    )


@breaks("quality_dialog_rendition.rendition_of_approved_report")
def test_a_draft_has_no_files(db):
    message = "rendition_of_approved_report: Ausfertigungen gibt es nur von freigegebenen Berichten."
    assert refusal(store, f.ReportFactory(reviewed=True), "pdf") == message


@breaks("quality_dialog_rendition.rendition_public_of_published")
@pytest.mark.parametrize("name", ["public", "public_pdf"])
def test_what_everybody_reads_is_made_of_published_reports_alone(db, name):
    message = "rendition_public_of_published: Öffentlich wird nur ein veröffentlichter Bericht."
    found = [
        refusal(store, f.ReportFactory(**traits), name)
        for traits in ({"approved": True}, {"published": True})
    ]
    assert found == [message, "done"]


@breaks("quality_dialog_consultation.consultation_printed")
def test_the_meetings_on_the_paper_stay_and_later_ones_say_so(db):
    report = f.SectionFactory().report
    printed = f.ConsultationFactory(report=report)
    other = f.MeetingFactory(held_on=date(2026, 11, 3))
    report.submit_for_review(by=report.drafted_by, on=report.drafted_on)
    in_review = [
        refusals(printed, {"meeting": other}, WAYS),
        refusals(printed, {"item": "3"}, UPDATES),
        refusals(printed, {}, DELETES),
    ]
    f.approve(report)
    frozen = [
        refusals(printed, {"meeting": other}, WAYS),
        refusals(printed, {"position": 7}, UPDATES),
        refusals(printed, {}, DELETES),
    ]
    noted = {"outcome": "noted", "outcome_on": date(2026, 11, 4), "outcome_by": report.drafted_by}
    scheduled = {"meeting": other, "scheduled_on": date(2026, 10, 21), "scheduled_by": report.drafted_by}
    allowed = [
        refusals(printed, {"item": "3"} | noted, UPDATES),
        refusals(printed, scheduled, INSERTS),
    ]
    assert (in_review, frozen, allowed) == ([{IN_REVIEW}] * 3, [{FROZEN}] * 3, [{"done"}] * 2)


def test_a_number_is_given_until_the_submission_and_not_afterwards(db):
    report = f.ReportFactory(approved=True)
    allowed = refusals(report, {"reference": "1234/2026"}, UPDATES)
    report.submit(by=f.UserFactory(), on=report.drafted_on)
    message = "report_immutable: Nach der Einreichung ändert sich die Drucksachen-Nr. nicht mehr."
    assert [allowed, refusals(report, {"reference": "1234/2026"}, UPDATES)] == [{"done"}, {message}]
