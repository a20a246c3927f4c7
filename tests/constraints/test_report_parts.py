"""What goes with a report: PDF files by their bytes, held while it is reviewed, frozen when it is approved."""

import hashlib
from datetime import date, timedelta

import pytest

from quality_dialog.report.models import attachment as limits
from quartiersarbeit.ground import uploads
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, fresh, refusal, refusals
from tests.constraints.test_dialogue_and_report import FROZEN, IN_REVIEW

pytestmark = pytest.mark.django_db


def of(content: bytes) -> dict:
    return {"content": content, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def further(row, **facts):
    """Another attachment of the same report."""
    content = of(facts.pop("content", b"%PDF-1.7 anders"))
    return fresh(row, {"position": row.position + 1, "title": "Weitere", **content, **facts})


@breaks(
    "quality_dialog_attachment.attachment_immutable",
    "quality_dialog_attachment.attachment_in_review",
)
def test_an_attachment_is_held_in_review_and_frozen_at_approval():
    row = f.AttachmentFactory()
    other = f.AttachmentFactory()
    report = f.SectionFactory(report=row.report).report
    found = []
    given = {"by": report.drafted_by, "on": report.drafted_on}
    for held in (lambda: report.submit_for_review(**given), lambda: f.approve(report)):
        held()
        found += [
            refusals(row, {"title": "x"}, UPDATES),
            refusals(row, of(b"%PDF-1.7 x"), UPDATES),
            refusals(other, {"report": report, "position": 2}, UPDATES),
            refusals(row, {"position": 2, "title": "x", **of(b"%PDF-1.7 x")}, INSERTS),
            refusals(row, {}, DELETES),
        ]
    assert found == [{IN_REVIEW}] * 5 + [{FROZEN}] * 5


@breaks("quality_dialog_attachment.attachment_is_pdf")
def test_an_attachment_is_a_pdf_of_its_size():
    row = f.AttachmentFactory()
    message = "attachment_is_pdf: Eine Anlage ist ein PDF von höchstens 20 MB."
    too_large = of(b"%PDF-" + b"x" * (uploads.MAX_BYTES - 4))
    found = [refusals(row, wrong, UPDATES) for wrong in (of(b""), of(b"MZ\x90"), {"size": 3})]
    assert [*found, {refusal(further(row, **too_large).save)}] == [{message}] * 4
    assert refusal(further(row, content=b"%PDF-").save) == "done"


def test_an_attachment_is_its_check_sum():
    row = f.AttachmentFactory()
    message = "attachment_is_its_hash: Die Prüfsumme passt nicht zum Inhalt."
    assert refusals(row, {"sha256": "0" * 64}, UPDATES) == {message}


@breaks("quality_dialog_attachment.attachment_limits")
def test_a_report_has_no_more_attachments_than_a_mail_can_carry(monkeypatch):
    row = f.AttachmentFactory()
    for number in range(2, limits.MOST + 1):
        f.AttachmentFactory(report=row.report, position=number)
    one_more = {"position": limits.MOST + 1, "title": "x", **of(b"%PDF-1.7 x")}
    counted = f"attachments_counted: Ein Bericht hat höchstens {limits.MOST} Anlagen."
    assert refusals(row, one_more, INSERTS) == {counted}
    heavy = f.AttachmentFactory()
    for letter in "ab":
        further(
            heavy, position=ord(letter), title=letter, content=b"%PDF-" + letter.encode() * 20_000_000
        ).save()
    together = "attachments_together: Alle Anlagen eines Berichts haben zusammen höchstens 50 MB."
    assert refusal(further(heavy, position=7, content=b"%PDF-" + b"c" * 20_000_000).save) == together
    assert refusal(further(heavy, position=7, content=b"%PDF-" + b"c" * 10_000_000).save) == "done"


# --- Co-signatures and readings ----------------------------------------------------------------------


@breaks("quality_dialog_cosignature.co_signature_in_review")
def test_nobody_co_signs_what_is_not_in_review():
    asked = f.CoSignatureFactory()
    message = "co_signature_in_review: Mitgezeichnet wird nur, solange der Bericht in Prüfung ist."
    found = [
        refusals(asked, {"signed_on": asked.report.drafted_on}, UPDATES),
        refusals(asked, {"signed_on": asked.report.drafted_on, "user": f.UserFactory()}, INSERTS),
    ]
    assert found == [{message}] * 2
    f.SectionFactory(report=asked.report)
    asked.report.submit_for_review(by=asked.report.drafted_by, on=asked.report.drafted_on)
    assert refusals(asked, {"signed_on": asked.report.drafted_on}, UPDATES) == {"done"}


@pytest.fixture
def signed():
    """A report in review, co-signed."""
    report = f.ReportFactory(reviewed=True)
    return f.CoSignatureFactory(report=report, signed_on=report.drafted_on)


@breaks("quality_dialog_report.report_review_kept")
def test_a_review_does_not_vanish(signed):
    said = "report_review_kept: Aus der Prüfung nimmt man einen Bericht mit Tag, Person und Grund zurück."
    assert refusals(signed.report, {"review_on": None, "review_by": None}, UPDATES) == {said}


@breaks("quality_dialog_reportreturn.report_return_stood")
def test_nobody_makes_up_a_review(signed):
    back = f.ReportReturnFactory(report=signed.report)
    said = "report_return_stood: Zurückgegeben wird aus der Prüfung, in der der Bericht ist, und aus keiner anderen."
    day_before = {"review_on": signed.signed_on - timedelta(days=1)}
    found = [refusals(back, wrong) for wrong in (day_before, {"report": f.ReportFactory()})]
    assert (found, refusals(back, {"reason": "Anders."})) == ([{said}] * 2, {"done"})


@breaks("quality_dialog_cosignature.co_signature_answer_kept")
def test_a_co_signature_does_not_vanish_nor_turn_into_another(signed):
    said = "co_signature_answer_kept: Eine gegebene Antwort bleibt an ihrem Tag stehen, auch wenn eine andere folgt."
    other = {"signed_on": None, "declined_on": signed.signed_on, "remark": "Nein."}
    found = [refusals(signed, wrong, UPDATES) for wrong in ({"signed_on": None}, other)]
    assert found == [{said}] * 2


@breaks(
    "quality_dialog_earlieranswer.earlier_answer_stood",
    "quality_dialog_earlieranswer.earlier_answer_immutable",
)
def test_an_earlier_answer_stays_and_is_not_made_up(signed):
    row = f.EarlierAnswerFactory()
    kept = (
        "earlier_answer_immutable: Eine frühere Mitzeichnung ändert sich nicht mehr und wird nicht gelöscht."
    )
    said = "earlier_answer_stood: Als frühere Mitzeichnung bleibt, was gegeben oder abgelehnt war, und nichts anderes."
    stays = refusals(row, {"remark": "x"}, UPDATES) | refusals(row, {}, DELETES)
    made_up = refusals(row, {"signed_on": row.signed_on - timedelta(days=1)}, INSERTS)
    assert (stays, made_up) == ({kept}, {said})


@breaks("quality_dialog_partnerreading.partner_reading_reaches")
def test_a_day_promised_to_a_partner_is_not_brought_forward():
    row = f.PartnerReadingFactory()
    message = (
        "reading_day_kept: Wer schon einen Tag für seine Stellungnahme hat, dem wird er nicht genommen. "
        "Nennen Sie keinen früheren."
    )
    assert refusals(row, {"due_on": row.due_on - timedelta(days=1)}, UPDATES) == {message}


@breaks("quality_dialog_partnerreading.partner_reading_reaches")
def test_a_request_goes_where_somebody_can_read_it():
    row = f.PartnerReadingFactory()
    nobody = (
        "reading_no_account: Von diesem Partner kann sich niemand anmelden. "
        "Legen Sie ihm die Lesefassung per Brief vor."
    )
    soon = "letter_travels: Ein Brief braucht 4 Tage. Nennen Sie eine spätere Frist."
    in_app = {"way": "app", "sent_on": None, "sent_by": None}
    found = [
        refusals(row, in_app, UPDATES),
        refusals(row, in_app | {"partner": f.PartnerFactory()}, INSERTS),
        refusals(row, {"sent_on": row.due_on - timedelta(days=3)}, UPDATES),
    ]
    assert found == [{nobody}, {nobody}, {soon}]


# --- Discarded ---------------------------------------------------------------------------------------

DISCARDED = "report_discarded: Der Bericht ist verworfen und ändert sich nicht mehr."


@breaks(
    "quality_dialog_report.report_discarded",
    "quality_dialog_report.report_discarded_kept",
    "quality_dialog_section.section_of_discarded",
    "quality_dialog_attachment.attachment_of_discarded",
    "quality_dialog_partnerreading.partner_reading_of_discarded",
)
def test_a_discarded_report_and_its_parts_stay_as_they_were_given_up():
    report = f.SectionFactory().report
    parts = [
        (report.sections.get(), {"body": "Anders"}),
        (f.AttachmentFactory(report=report), {"title": "Anders"}),
        (f.PartnerReadingFactory(report=report), {"due_on": report.drafted_on + timedelta(days=30)}),
    ]
    report.discard(reason="Doppelt.", by=report.drafted_by, on=report.drafted_on)
    again = {"discarded_on": None, "discarded_by": None, "discard_reason": ""}
    found = [refusals(report, again, UPDATES), refusals(report, {"subject": "x"}, UPDATES)]
    found += [refusals(row, wrong, UPDATES) for row, wrong in parts]
    found += [refusals(row, {}, DELETES) for row, _ in parts]
    assert found == [{DISCARDED}] * 8
    bare = f.ReportFactory()
    bare.discard(reason="Doppelt.", by=bare.drafted_by, on=bare.drafted_on)
    assert refusals(bare, {}, DELETES) == {DISCARDED}


@breaks(
    "quality_dialog_councilsheet.council_sheet_submitted",
    "quality_dialog_councilsheet.council_sheet_zz_discarded",
)
def test_what_the_session_service_asks_stands_once_the_report_is_submitted(db):
    row = f.CouncilSheetFactory(report=f.SectionFactory().report)
    f.approve(row.report).submit(by=row.entered_by, on=row.report.drafted_on)
    said = {"council_sheet_submitted: Die Angaben stehen, seit der Bericht eingereicht ist."}
    given_up = f.CouncilSheetFactory(report=f.ReportFactory(kind="information"))
    given_up.report.discard(reason="Doppelt.", by=given_up.entered_by, on=given_up.report.drafted_on)
    changed = {"product_group": "Andere"}
    assert (refusals(row, changed, UPDATES), refusals(row, {}, DELETES)) == (said, said)
    assert refusals(given_up, changed, UPDATES) == {DISCARDED}


@breaks(
    "quality_dialog_wordtemplate.word_template_is_its_hash",
    "quality_dialog_wordtemplate.word_template_kept",
    "quality_dialog_wordtemplate.word_template_kept_delete",
)
def test_a_word_template_is_what_its_check_sum_says_and_stays(db):
    row = f.WordTemplateFactory()
    wrong = [
        refusal(lambda: f.WordTemplateFactory(sha256="0" * 64)),
        refusal(lambda: f.WordTemplateFactory(content=b"%PDF-")),
    ]
    retired = {"retired_on": date(2026, 5, 1), "retired_by": row.uploaded_by, "retirement_reason": "Alt."}
    changed = refusals(row, {"name": "Andere"}, UPDATES) | refusals(row, {}, DELETES)
    once = refusals(row, retired, UPDATES)
    row.retire(reason="Alt.", by=row.uploaded_by, on=date(2026, 5, 1))
    again = refusals(row, {"retirement_reason": "Anders"}, UPDATES)
    kept = (
        "word_template_kept: Eine Word-Vorlage ändert sich nicht. Nehmen Sie sie außer Gebrauch, und laden Sie eine "
        "andere hoch."
    )
    hashed = (
        "word_template_is_its_hash: Eine Word-Vorlage ist eine Datei im Format DOCX und hat die Prüfsumme, die bei ihr "
        "steht."
    )
    assert (wrong, changed, once, again) == ([hashed] * 2, {kept}, {"done"}, {kept})


@breaks(
    "quality_dialog_expectedquestion.expected_question_immutable",
    "quality_dialog_expectedquestion.expected_question_of_discarded",
    "quality_dialog_expectedquestion.expected_question_stands",
)
def test_a_question_stands_as_it_was_raised_and_rests_with_its_report(db):
    row = f.ExpectedQuestionFactory(report=f.SectionFactory().report)
    stands = refusals(row, {"text": "Anders?"}, UPDATES)
    given_up = f.ExpectedQuestionFactory()
    given_up.report.discard(reason="Doppelt.", by=given_up.report.drafted_by, on=given_up.report.drafted_on)
    row.settle(reason="Es bleibt offen.", by=f.UserFactory(), on=row.raised_on)
    f.approve(row.report)
    decided = {"reason": "Doch nicht"}
    assert stands == {
        "expected_question_stands: Wonach gefragt wird, ändert sich nicht; nur wie es beantwortet ist."
    }
    assert (refusals(row, decided, UPDATES), refusals(row, {}, DELETES)) == ({FROZEN}, {FROZEN})
    assert refusals(given_up, {}, DELETES) == {DISCARDED}


@breaks(
    "quality_dialog_reportterm.report_term_immutable",
    "quality_dialog_reportterm.report_term_immutable_delete",
)
def test_a_report_term_stands_and_is_dropped_once(db):
    row = f.ReportTermFactory()
    dropped = f.ReportTermFactory(dropped_on=date(2026, 5, 1), dropped_by=f.UserFactory())
    said = (
        "report_term_immutable: Ein Berichtstermin ändert sich nicht. Streichen Sie ihn, und tragen Sie einen "
        "anderen ein."
    )
    changed = refusals(row, {"due_on": date(2026, 9, 1)}, UPDATES) | refusals(row, {}, DELETES)
    again = refusals(dropped, {"dropped_on": None, "dropped_by": None}, UPDATES)
    assert (changed, again) == ({said}, {said})


@breaks("quality_dialog_wishreply.wish_reply_of_own_side")
def test_a_partner_answers_its_own_wishes_alone(db):
    said = "not_ones_own: Diesen Wunsch beantwortet jemand anderes. Fragen Sie die Koordination, wer."
    partner = f.PartnerFactory()
    theirs = f.UserFactory(partner=partner)
    own = f.WishReplyFactory(wish=f.CommitteeWishFactory(partner=partner, office=""))
    others = f.WishReplyFactory(wish=f.CommitteeWishFactory(partner=f.PartnerFactory(), office=""))
    found = [refusals(row, {"by": theirs}, INSERTS) for row in (own, others, f.WishReplyFactory())]
    assert found == [{"done"}, {said}, {said}]


@breaks(
    "quality_dialog_committeewish.wish_immutable",
    "quality_dialog_committeewish.wish_immutable_delete",
    "quality_dialog_committeewish.wish_withdrawn_unanswered",
    "quality_dialog_wishreply.wish_withdrawn",
    "quality_dialog_wishreply.wish_reply_immutable",
    "quality_dialog_wishreply.wish_settled",
)
def test_a_wish_and_what_is_said_to_it_stand_and_an_answer_is_the_last_word(db):
    reply = f.WishReplyFactory()
    wish = refusals(reply.wish, {"text": "Anders"}, UPDATES)
    gone = refusals(f.CommitteeWishFactory(), {}, DELETES)
    said = refusals(reply, {"text": "Anders"}, UPDATES) | refusals(reply, {}, DELETES)
    f.WishReplyFactory(wish=reply.wish, settled=True, until=None)
    back = {
        "withdrawn_on": date(2026, 12, 1),
        "withdrawn_by": f.UserFactory(),
        "withdrawal_reason": "Versehen.",
    }
    withdrawn = f.CommitteeWishFactory(**back)
    again = refusals(withdrawn, {"withdrawal_reason": "Anders"}, UPDATES)
    assert (again, gone) == (wish, wish)
    assert refusals(reply.wish, back, UPDATES) == {"wish_settled: Dieser Wunsch ist schon beantwortet."}
    answered = refusals(f.WishReplyFactory(), {"wish": withdrawn}, INSERTS)
    assert answered == {"wish_withdrawn: Dieser Wunsch ist zurückgenommen."}
    assert (wish, said, refusals(reply, {}, INSERTS)) == (
        {"wish_immutable: Was ein Gremium gewünscht hat, ändert sich nicht mehr."},
        {"wish_reply_immutable: Was zu einem Wunsch gesagt ist, bleibt stehen."},
        {"wish_settled: Dieser Wunsch ist schon beantwortet."},
    )
