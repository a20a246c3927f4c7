"""Statements answer exactly one wording, and what a committee was told stays as it was told."""

import hashlib
from datetime import date

import pytest

from quality_dialog.models import Finding, Statement
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusals

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
    f.CoSignatureFactory(report=report)
    f.PartnerReadingFactory(report=report)
    report.approved_on, report.approved_by = report.drafted_on, f.UserFactory()
    report.facts, report.facts_sha256 = {"a": 1}, "abc"
    report.save()
    f.RenditionFactory(report=report)
    return report


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


@breaks("quality_dialog_report.report_published")
def test_what_is_submitted_and_published_stays_so(db):
    report = f.ReportFactory(approved=True)
    assert refusals(report, {"submitted_on": date(2026, 9, 3)}, UPDATES) == {"done"}
    report.submitted_on = report.published_on = date(2026, 9, 3)
    report.save()
    message = "report_immutable: Eingereicht und veröffentlicht ist nicht rückgängig zu machen."
    changes = [{name: day} for name in ("submitted_on", "published_on") for day in (None, date(2026, 9, 4))]
    assert [refusals(report, change, UPDATES) for change in changes] == [{message}] * 4


@breaks(
    "quality_dialog_section.section_immutable",
    "quality_dialog_cosignature.co_signature_immutable",
    "quality_dialog_partnerreading.partner_reading_immutable",
)
@pytest.mark.parametrize(
    ("part", "change", "new"),
    [
        ("sections", {"body": "x"}, {"key": "neu"}),
        ("co_signatures", {"remark": "x"}, {"office": "x"}),
        ("readings", {"text": "x", "given_on": date(2026, 9, 3)}, {"due_on": date(2026, 12, 1)}),
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
    row = approved.renditions.get()
    found = [refusals(row, change, UPDATES) for change in ({"content": b"x"}, {"sha256": "x" * 64})]
    assert [*found, refusals(row, {}, DELETES)] == [{FROZEN.replace("report", "rendition", 1)}] * 3


@breaks("quality_dialog_rendition.rendition_is_its_hash")
def test_a_rendition_is_its_hash(approved):
    row = approved.renditions.get()
    message = "rendition_is_its_hash: Die Prüfsumme passt nicht zum Inhalt."
    wrong = {"format": "docx", "content": b"other"}
    assert refusals(row, wrong, INSERTS) == {message}
