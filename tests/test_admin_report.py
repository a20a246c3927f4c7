"""What a report refuses: each reason by its code, and the same reasons at the admin's forms."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from quality_dialog.models import Attachment, PartnerReading, Report
from quality_dialog.report import approval, asking, attaching, composing
from quality_dialog.report.second_count import Pair
from tests import factories as f
from tests.asking import code_of
from tests.constraints import UPDATES, refusals
from tests.test_admin_upper import PAPER, add_row, address, clerk, delete, refusal, said, save

__all__ = ["clerk"]  # the fixture
pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
IN_REVIEW = "Der Bericht ist in Prüfung und ändert sich so lange nicht."
ROOT = Path(settings.BASE_DIR)
SOURCES = [*(ROOT / "quality_dialog/report").rglob("*.py")]


# --- Nothing is refused that no test names -----------------------------------------------------------


def codes(source: Path) -> set[str]:
    """What the module refuses with: codes of its errors, and names of its guards' rules."""
    found = set()
    for call in ast.walk(ast.parse(source.read_text())):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = [one.value for one in call.keywords if one.arg == "code"]
        given += call.args[:1] if name in ("refuse", "raising") else []
        found |= {one.value for one in given if isinstance(one, ast.Constant)}
    return found


def test_every_refusal_of_a_report_is_named_in_a_test():
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    refused = {code for source in SOURCES for code in codes(source)}
    assert {code for code in refused if not re.search(rf'["\']{code}["\':]', tests)} == set()


@pytest.fixture
def reviewed(koordination) -> Report:
    report = f.SectionFactory(report=f.ReportFactory(by=koordination), key="eigener-1").report
    report.submit_for_review(by=koordination, on=ON)
    return report


def test_a_reason_is_asked_for(reviewed, koordination):
    asked = f.CoSignatureFactory(report=reviewed)
    found = [
        code_of(reviewed.return_to_draft, reason=" ", by=koordination, on=ON),
        code_of(asked.decline, remark=" ", by=asked.user, on=ON),
    ]
    assert found == ["reason_missing"] * 2


def test_who_reads_another_text_than_the_page_showed_does_not_approve(reviewed, freigabe):
    seen = approval.content(composing.paper_of(reviewed))
    Report.objects.get(pk=reviewed.pk).return_to_draft(reason="Anders.", by=freigabe, on=ON)
    reviewed.sections.update(body="Anders.")
    Report.objects.filter(pk=reviewed.pk).update(review_on=ON, review_by=freigabe)
    found = code_of(approval.approve, reviewed, by=freigabe, on=ON, seen=seen)
    assert (found, Report.objects.get(pk=reviewed.pk).approved_on) == ("changed_since_seen", None)


def test_a_figure_whose_second_count_differs_is_refused_with_both(reviewed, freigabe, monkeypatch):
    f.SeatFactory(mandate=f.MandateFactory(decided_on=date(2025, 1, 1), site_limit=10))
    figure = composing.known_to(reviewed).figures()[0]
    monkeypatch.setattr(approval, "second_counts", lambda *given: [Pair(figure, -1)])
    assert code_of(approval.approve, reviewed, by=freigabe, on=ON) == "figure_differs"


def test_a_reading_has_its_day(koordination, awo, partner_user):
    report = f.ReportFactory(by=koordination)
    given = {"partners": [awo], "by": koordination, "on": ON}
    assert code_of(asking.show, report, due_on=ON - timedelta(days=1), **given) == "due_past"
    (shown,) = asking.show(report, due_on=ON, **given)
    late = {"text": "Zu spät.", "by": partner_user, "on": ON + timedelta(days=1)}
    assert code_of(shown.say, **late) == "reading_over"


def test_a_report_begins_with_a_year_something_is_known_of(koordination):
    given = {"as_of": ON, "kind": "notice", "subject": "x", "by": koordination, "on": ON}
    assert code_of(composing.start, year=1999, **given) == "unknown_year"
    assert code_of(composing.start, year=2026, **given | {"as_of": ON + timedelta(days=1)}) in (
        "future",
        "unknown_year",  # where nothing at all is known yet
    )


def test_what_is_no_pdf_is_not_attached(koordination):
    given = {"title": "Konzept", "file": SimpleUploadedFile("x.pdf", b"MZ"), "by": koordination, "on": ON}
    assert code_of(attaching.attach, f.ReportFactory(by=koordination), **given) == "no_pdf"


def test_there_is_no_proposal_for_ones_own_section(koordination):
    section = f.SectionFactory(report__by=koordination, key="eigener-1")
    assert code_of(composing.take_proposal, section.report, section, by=koordination, on=ON) == "no_proposal"


def test_what_somebody_else_stored_meanwhile_is_not_overwritten(koordination):
    section = f.SectionFactory(report__by=koordination)
    report, seen = section.report, composing.fingerprint(section)
    type(section).objects.update(body="Ihrer.")
    section.body = "Meiner."
    head = {name: getattr(report, name) for name in composing.HEAD}
    given = {"meetings": [], "sections": [section], "seen": {section.pk: seen}, "by": koordination, "on": ON}
    given |= {"head_seen": composing.head_fingerprint(report)} | head
    assert code_of(composing.revise, report, **given) == "section_conflict"
    assert report.sections.get().body == "Ihrer."


def test_a_stored_file_is_refused_any_change_by_its_rule():
    paper = f.RenditionFactory()
    assert refusals(paper, {"content": b"x"}, UPDATES) == {f"rendition_immutable: {PAPER}"}


# --- The admin refuses alike -------------------------------------------------------------------------


def test_a_report_in_review_is_held_in_the_form_and_inline(clerk, reviewed):
    section = reviewed.sections.get()
    answers = [
        save(clerk, reviewed, subject="Anders"),
        save(clerk, reviewed, **{"sections-0-body": "Anders"}),
        save(clerk, section, body="Anders"),
        add_row(clerk, reviewed, "sections", key="neu", body="x", position=9),
    ]
    assert all(IN_REVIEW in refusal(answer) for answer in answers)
    assert IN_REVIEW in said(delete(clerk, section))
    assert (reviewed.sections.get().body, Report.objects.get(pk=reviewed.pk).subject) == (
        "Ein Absatz.",
        reviewed.subject,
    )


def test_what_an_approved_report_is_made_of_is_frozen_in_every_form(clerk, verwaltung):
    report = f.SectionFactory().report
    kept = f.ReportReturnFactory(report=report)
    parts = [
        (f.ContributorFactory(report=report), {"since": "01.01.2026"}),
        (f.PartnerReadingFactory(report=report, answered=True), {"due_on": "31.12.2027"}),
    ]
    f.approve(report, on=report.drafted_on)
    assert [refusal(save(clerk, part, **changes)) for part, changes in parts] == [PAPER] * 2
    assert [said(delete(clerk, part)) for part in (*(part for part, _ in parts), kept)] == [PAPER] * 3


def test_a_partners_day_is_not_shortened(clerk):
    shown = f.PartnerReadingFactory()
    earlier = f"{shown.due_on - timedelta(days=1):%d.%m.%Y}"
    assert "Nennen Sie keinen früheren." in refusal(save(clerk, shown, due_on=earlier))
    assert PartnerReading.objects.get().due_on == shown.due_on


def test_nobody_co_signs_or_answers_for_another(clerk):
    """Those fields can only be looked at; who is asked answers on the report's page."""
    asked, shown = f.CoSignatureFactory(), f.PartnerReadingFactory()
    save(clerk, asked, signed_on="03.09.2026")
    save(clerk, shown, text="Alles bestens.", given_on="03.09.2026")
    asked.refresh_from_db()
    shown.refresh_from_db()
    assert (asked.signed_on, shown.text) == (None, "")


def test_attachments_can_only_be_looked_at(clerk):
    attachment = f.AttachmentFactory(report=f.SectionFactory().report)
    assert clerk.get(address(Attachment, "add")).status_code == 403
    assert clerk.post(address(Attachment, "change", attachment.pk), {}).status_code == 403
    f.approve(attachment.report)
    assert said(delete(clerk, attachment)) == PAPER
    assert Attachment.objects.get() == attachment
