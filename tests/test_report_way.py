"""A report's way: review, co-signatures, approval by another, submission, publication, outcome, correction."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from quality_dialog.models import Report
from quality_dialog.report import approval, composing
from quality_dialog.report.models.meeting import schedule
from quality_dialog.report.models.signing import ask_co_signature
from tests import factories as f
from tests.asking import addresses, code_of

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
TEXT = "Am Stichtag bestehen [[standorte_hoechstens]] Plätze."
url = addresses("quality_dialog:")


@pytest.fixture
def draft(koordination) -> Report:
    """A draft with one sentence and one figure, by Koordination."""
    f.SeatFactory.create_batch(2, mandate=f.MandateFactory(decided_on=date(2025, 1, 1), site_limit=2))
    report = f.ReportFactory(by=koordination)
    f.SectionFactory(report=report, body=TEXT)
    return report


@pytest.fixture
def reviewed(draft, koordination) -> Report:
    draft.submit_for_review(by=koordination, on=ON)
    return draft


@pytest.fixture
def approved(reviewed, freigabe) -> Report:
    """Approved with its real files."""
    approval.approve(reviewed, by=freigabe, on=ON)
    return Report.objects.get(pk=reviewed.pk)


# --- review ----------------------------------------------------------------------------------------


def test_a_draft_goes_into_review_by_a_button(draft, koordination, client_of):
    answer = client_of(koordination).post(url("report_review", draft), follow=True)
    draft.refresh_from_db()
    assert (draft.review_on, draft.review_by) == (timezone.localdate(), koordination)
    assert "Der Bericht ist in Prüfung." in answer.content.decode()


def test_a_report_without_text_is_not_reviewed(koordination, client_of):
    report = f.ReportFactory(by=koordination)
    answer = client_of(koordination).post(url("report_review", report))
    assert (answer.status_code, code_of(report.submit_for_review, by=koordination, on=ON)) == (422, "empty")
    assert "Der Bericht hat noch keinen Text." in answer.content.decode()


def test_a_report_in_review_is_not_reviewed_again(reviewed, koordination):
    assert code_of(reviewed.submit_for_review, by=koordination, on=ON) == "no_draft"


def test_a_return_needs_a_reason_and_ends_what_was_co_signed(reviewed, freigabe, revision, client_of):
    asked = ask_co_signature(reviewed, user=revision, by=reviewed.drafted_by, on=ON)
    asked.sign(by=revision, on=ON)
    client = client_of(freigabe)
    without = client.post(url("report_return", reviewed), {"reason": " "})
    client.post(url("report_return", reviewed), {"reason": "Bitte kürzen."})
    reviewed.refresh_from_db()
    asked.refresh_from_db()
    assert (without.status_code, reviewed.review_on, asked.signed_on) == (200, None, None)
    assert [(r.returned_by, r.reason) for r in reviewed.returns.all()] == [(freigabe, "Bitte kürzen.")]
    assert code_of(reviewed.return_to_draft, reason="x", by=freigabe, on=ON) == "not_in_review"


def test_who_changes_the_text_ends_the_review_and_becomes_a_co_author(reviewed, koordination, client_of):
    other = f.UserFactory()
    section = reviewed.sections.get()
    head = {"subject": "Neu", "reference": "", "lead_office": "", "contact": ""}
    head |= {
        "seen": {section.pk: composing.fingerprint(section)},
        "head_seen": composing.head_fingerprint(reviewed),
    }
    section.body = "Neu."
    composing.revise(reviewed, meetings=[], sections=[section], by=other, on=ON, **head)
    stored = Report.objects.get(pk=reviewed.pk)
    assert (stored.review_on, stored.subject, stored.sections.get().body) == (None, "Neu", "Neu.")
    assert [one.user for one in stored.contributors.all()] == [other]
    stored.submit_for_review(by=koordination, on=ON)
    assert code_of(approval.approve, report=stored, by=other, on=ON) == "report_contributors_do_not_approve"


def test_the_form_says_that_saving_ends_the_review(reviewed, koordination, client_of):
    page = client_of(koordination).get(url("report_edit", reviewed)).content.decode()
    assert "Wenn Sie jetzt speichern, endet die Prüfung" in page


# --- co-signatures ---------------------------------------------------------------------------------


def test_only_the_person_asked_co_signs(reviewed, revision, freigabe, client_of):
    asked = ask_co_signature(reviewed, user=revision, by=reviewed.drafted_by, on=ON)
    assert code_of(asked.sign, by=freigabe, on=ON) == "not_asked"
    assert client_of(freigabe).post(url("report_co_sign", reviewed), {"signs": "ja"}).status_code == 403
    client_of(revision).post(url("report_co_sign", reviewed), {"signs": "ja", "remark": "Gut."})
    asked.refresh_from_db()
    assert (asked.signed_on, asked.remark) == (timezone.localdate(), "Gut.")


def test_a_co_signature_is_declined_with_a_reason_and_blocks_the_approval(
    reviewed, revision, freigabe, client_of
):
    asked = ask_co_signature(reviewed, user=revision, by=reviewed.drafted_by, on=ON)
    answer = client_of(revision).post(url("report_co_sign", reviewed), {"signs": "nein"})
    assert "Nennen Sie den Grund, warum Sie nicht mitzeichnen." in answer.content.decode()
    asked.decline(remark="Die Zahlen fehlen.", by=revision, on=ON)
    assert code_of(approval.approve, report=reviewed, by=freigabe, on=ON) == "report_co_signed"


def test_nobody_co_signs_a_draft(draft, revision):
    asked = ask_co_signature(draft, user=revision, by=draft.drafted_by, on=ON)
    assert code_of(asked.sign, by=revision, on=ON) == "not_in_review"


def test_the_author_and_the_same_person_twice_are_not_asked(reviewed, revision, koordination, client_of):
    ask_co_signature(reviewed, user=revision, by=koordination, on=ON)
    given = {"report": reviewed, "by": koordination, "on": ON}
    assert code_of(ask_co_signature, user=koordination, **given) == "author"
    assert code_of(ask_co_signature, user=revision, **given) == "co_signature_once"
    answer = client_of(koordination).post(url("co_signature_create", reviewed), {"user": revision.pk})
    assert "Diese Person ist schon um Mitzeichnung gebeten." in answer.content.decode()


# --- approval --------------------------------------------------------------------------------------


def test_an_approval_freezes_facts_and_all_files_with_their_sums(reviewed, freigabe, client_of):
    answer = client_of(freigabe).post(url("report_approve", reviewed), follow=True)
    report = Report.objects.get(pk=reviewed.pk)
    stored = {file.format for file in report.renditions.all()}
    assert "Text, Zahlen und Dateien stehen fest." in answer.content.decode()
    assert (report.approved_by, report.seal_number, stored) == (freigabe, 1, {"pdf", "docx", "json", "html"})
    assert (report.facts["is_draft"], "zwei" in report.plain_text or "2" in report.plain_text) == (
        False,
        True,
    )


def test_the_author_does_not_approve_by_page_or_verb(reviewed, koordination, client_of):
    message = "Vier-Augen-Prinzip: Wer einen Bericht entworfen hat, gibt ihn nicht frei."
    koordination.user_permissions.set(_permissions("approve_report"))
    answer = client_of(koordination).post(url("report_approve", reviewed))
    assert (answer.status_code, message in answer.content.decode()) == (422, True)
    assert code_of(approval.approve, report=reviewed, by=koordination, on=ON) == "report_dual_control"


def _permissions(*names: str):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=names)


def test_a_draft_and_an_approved_report_are_not_approved(draft, freigabe):
    found = [code_of(approval.approve, report=draft, by=freigabe, on=ON)]
    draft.submit_for_review(by=draft.drafted_by, on=ON)
    approval.approve(draft, by=freigabe, on=ON)
    assert [*found, code_of(approval.approve, report=draft, by=freigabe, on=ON)] == [
        "not_in_review",
        "already_approved",
    ]


def test_a_report_that_names_an_unknown_number_is_not_approved(freigabe):
    report = f.SectionFactory(body="Es sind [[erfunden]].").report
    report.submit_for_review(by=report.drafted_by, on=ON)
    assert code_of(approval.approve, report=report, by=freigabe, on=ON) == "unknown_figure"


def test_a_report_is_not_approved_without_all_its_files(reviewed, freigabe):
    files = {"pdf": (b"%PDF", "x"), "docx": (b"", "x"), "json": (b"{}", "x"), "html": (b"x", "x")}
    given = {"facts": {}, "plain_text": "", "renditions": files, "by": freigabe, "on": ON}
    assert code_of(reviewed.approve, **given) == "report_complete"


def test_a_wrong_figure_blocks_the_approval_and_both_numbers_are_shown(
    reviewed, freigabe, client_of, monkeypatch
):
    """The fault is put into the second count: here the two ways must meet, whichever of them is wrong."""
    monkeypatch.setitem(
        approval.second_count.COUNTS, "standorte_hoechstens", "SELECT count(*) + 1 FROM sites_seat"
    )
    answer = client_of(freigabe).post(url("report_approve", reviewed))
    page = answer.content.decode()
    assert "im Bericht 2, zweite Zählung 3." in page
    assert ("weicht ab" in page, Report.objects.get(pk=reviewed.pk).approved_on) == (True, None)
    assert code_of(approval.approve, report=reviewed, by=freigabe, on=ON) == "figure_differs"


def test_a_figure_that_nobody_counts_again_blocks_the_approval(reviewed, freigabe, monkeypatch):
    monkeypatch.delitem(approval.second_count.COUNTS, "standorte_hoechstens")
    assert code_of(approval.approve, report=reviewed, by=freigabe, on=ON) == "figure_differs"


# --- after approval --------------------------------------------------------------------------------


def test_submission_gives_the_number_and_publication_opens_the_report(
    approved, koordination, freigabe, gremium, client_of
):
    unseen = client_of(gremium).get(approved.get_absolute_url()).status_code
    early = code_of(approved.publish, by=freigabe, on=ON)
    client_of(koordination).post(url("report_submit", approved), {"reference": "1234/2026"})
    client_of(freigabe).post(url("report_publish", approved))
    approved.refresh_from_db()
    page = client_of(gremium).get(approved.get_absolute_url())
    assert (unseen, early, approved.reference, page.status_code) == (404, "not_submitted", "1234/2026", 200)
    again = [code_of(approved.submit, by=koordination, on=ON), code_of(approved.publish, by=freigabe, on=ON)]
    assert again == ["already_submitted", "already_published"]


def test_a_draft_is_not_submitted(draft, koordination, client_of):
    assert code_of(draft.submit, by=koordination, on=ON) == "not_approved"
    answer = client_of(koordination).post(url("report_submit", draft), {"reference": ""})
    assert "Eingereicht wird nur ein freigegebener Bericht." in answer.content.decode()


def test_a_committee_reads_the_paper_without_links_to_records_or_how_it_came_about(
    approved, gremium, client_of
):
    approved.submit(by=approved.drafted_by, on=ON)
    approved.publish(by=approved.approved_by, on=ON)
    page = client_of(gremium).get(approved.get_absolute_url()).content.decode()
    leaks = ["Weg des Berichts", "Mitzeichnungen", "/zahlen/", "/berichte/neu", "Zweite Zählung", "Entworfen"]
    assert [word for word in leaks if word in page] == []
    assert client_of(gremium).get(url("report_figure", approved, "standorte_hoechstens")).status_code == 403


def test_an_outcome_is_noted_after_the_meeting_only(draft, koordination, freigabe, client_of):
    held = f.ConsultationFactory(report=draft, meeting__held_on=date(2026, 9, 20))
    assert code_of(held.note, item="3", outcome="noted", remark="", by=koordination, on=ON) == "not_submitted"
    draft.submit_for_review(by=koordination, on=ON)
    approval.approve(draft, by=freigabe, on=ON)
    held.report.refresh_from_db()
    held.report.submit(by=koordination, on=ON)
    assert code_of(held.note, item="3", outcome="noted", remark="", by=koordination, on=ON) == "future"
    given = {"item": "3", "outcome": "referred_back", "remark": "Bitte Zahlen nachreichen."}
    client_of(koordination).post(url("consultation_note", draft, held.pk), given)
    held.refresh_from_db()
    assert (held.item, held.outcome, held.remark, held.outcome_by) == (*given.values(), koordination)


def test_a_further_meeting_is_scheduled_after_approval(approved, draft, koordination, client_of):
    meeting = f.MeetingFactory(held_on=date(2026, 12, 1))
    given = {"meeting": meeting.pk, "item": "7"}
    client_of(koordination).post(url("consultation_create", approved), given)
    stop = approved.consultations.get()
    assert (stop.meeting, stop.item, stop.scheduled_by) == (meeting, "7", koordination)
    other = {"report": f.ReportFactory(), "meeting": meeting, "item": "", "by": koordination, "on": ON}
    assert code_of(schedule, **other) == "not_approved"


# --- a new version -----------------------------------------------------------------------------------


def test_a_new_version_copies_the_texts_and_prints_what_it_changes(
    approved, koordination, freigabe, client_of
):
    f.MandateFactory(decided_on=date(2025, 2, 1), site_limit=3)
    given = {"reason": "Ein Beschluss war nicht erfasst.", "as_of": approved.as_of.isoformat()}
    client_of(koordination).post(url("report_correct", approved), given)
    new = Report.objects.get(corrects=approved)
    section = new.sections.get()
    section.body = f"{TEXT} Das ist neu."
    section.save()
    paper = composing.paper_of(new)
    listed = paper.sections[-1]
    assert "Grund: Ein Beschluss war nicht erfasst." in listed.paragraphs[0].text
    assert [(table.caption, table.rows) for table in listed.tables] == [
        ("Geänderte Zahlen", (("Standorte, die höchstens gefördert werden", "2", "3"),)),
        (
            "Geänderte Texte",
            (
                (
                    "Stand der Kooperation",
                    "Am Stichtag bestehen 2 Plätze.",
                    "Am Stichtag bestehen 3 Plätze. Das ist neu.",
                ),
            ),
        ),
    ]
    assert composing.paper_of(approved).figures[0].value == 2


def test_both_versions_point_at_each_other_but_an_unpublished_one_stays_unseen(
    approved, koordination, gremium, client_of
):
    approved.submit(by=koordination, on=ON)
    approved.publish(by=approved.approved_by, on=ON)
    new = approved.correct(reason="Tippfehler", as_of=approved.as_of, by=koordination, on=ON)
    seen_by_city = client_of(koordination).get(approved.get_absolute_url()).content.decode()
    seen_by_committee = client_of(gremium).get(approved.get_absolute_url()).content.decode()
    assert ("Eine neue Fassung ist in Arbeit." in seen_by_city, new.get_absolute_url() in seen_by_city) == (
        True,
        True,
    )
    assert [word for word in ("neue Fassung", new.get_absolute_url()) if word in seen_by_committee] == []
    f.approve(new)
    seen_by_city = client_of(koordination).get(approved.get_absolute_url()).content.decode()
    assert "Berichtigt durch die Fassung vom" in seen_by_city


def test_a_correction_is_refused_without_approval_reason_or_a_second_time(approved, draft, koordination):
    given = {"as_of": approved.as_of, "by": koordination, "on": ON}
    found = [
        code_of(f.ReportFactory().correct, reason="x", **given),
        code_of(approved.correct, reason=" ", **given),
        code_of(approved.correct, reason="x", **given | {"as_of": date(2027, 1, 1)}),
    ]
    approved.correct(reason="x", **given)
    found.append(code_of(approved.correct, reason="x", **given))
    assert found == ["not_approved", "report_correction_reasoned", "future", "already_corrected"]


def test_a_version_that_changes_nothing_says_so(approved, koordination):
    new = approved.correct(reason="Neue Nummer", as_of=approved.as_of, by=koordination, on=ON)
    listed = composing.paper_of(new).sections[-1]
    assert (listed.tables, listed.paragraphs[-1].text) == (
        (),
        "An Text und Zahlen ist sonst nichts geändert.",
    )


# --- archive, deadline, overview -----------------------------------------------------------------------


def test_a_committee_finds_a_published_report_by_its_frozen_words_and_no_other(approved, gremium, client_of):
    approved.submit(by=approved.drafted_by, on=ON)
    approved.publish(by=approved.approved_by, on=ON)
    hidden = f.approve(f.SectionFactory(report__subject="Bestehen Plätze geheim").report)
    page = (
        client_of(gremium)
        .get(reverse("quality_dialog:report_list"), {"q": "bestehen plätze"})
        .content.decode()
    )
    assert (approved.subject in page, hidden.subject in page) == (True, False)


def test_a_committees_overview_shows_figures_of_published_reports_only(approved, gremium, client_of):
    before = client_of(gremium).get("/").content.decode()
    approved.submit(by=approved.drafted_by, on=ON)
    approved.publish(by=approved.approved_by, on=ON)
    after = client_of(gremium).get("/").content.decode()
    label = "Standorte, die höchstens gefördert werden"
    assert (label in before, label in after) == (False, True)


def test_freigabe_finds_what_waits_and_never_its_own(reviewed, freigabe, client_of):
    own = f.ReportFactory(by=freigabe, reviewed=True)
    groups = client_of(freigabe).get("/").context["groups"]
    told = [line.url.partition("#")[0] for group in groups for line in group.lines]
    assert told == [reviewed.get_absolute_url()]
    assert own.get_absolute_url() not in told
