"""A frozen report stays what it was: whatever changes around it, and whoever reaches past the rules."""

import ast
import hashlib
import io
import json
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.test.signals import template_rendered
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models import Finding, Rendition, Report
from quality_dialog.report import approval, verifying
from quartiersarbeit.ground import paper
from quartiersarbeit.ground.paper import keeping
from sites.models import Site
from tests import factories as f
from tests.constraints import sql

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
PAGES = ("report_page", "report_pdf", "report_docx", "report_html", "report_json", "report_zip")


@pytest.fixture
def approved(koordination, freigabe) -> Report:
    """About sites, money and a finding, approved with its real files and published."""
    mandate = f.MandateFactory(decided_on=date(2025, 1, 1), site_limit=10)
    coverage = f.CoverageFactory(
        agreement=f.AgreementFactory(mandate=mandate, starts_on=date(2025, 10, 1)),
        starts_on=date(2025, 10, 1),
    )
    f.AssignmentFactory(site=coverage.site)
    f.DecisionFactory(approved=True, amount=8000, drafted_on=date(2026, 2, 1), approved_on=date(2026, 2, 2))
    f.FindingFactory(shared_on=date(2026, 5, 1), raised_on=date(2026, 5, 1))
    report = f.ReportFactory(by=koordination)
    body = "Es sind [[standorte_unter_vereinbarung]] Standorte und [[gebunden]], dazu [[feststellungen]] Feststellung."
    f.SectionFactory(report=report, key="ergebnisse", body=body)
    report.submit_for_review(by=koordination, on=ON)
    f.hear(report, by=freigabe, on=ON)
    approval.approve(report, by=freigabe, on=ON)
    report = Report.objects.get(pk=report.pk)
    report.submit(by=koordination, on=ON)
    report.publish(by=freigabe, on=ON)
    return report


def handed_out(client, report) -> list[bytes]:
    return [client.get(reverse(f"quality_dialog:{page}", args=[report.pk])).content for page in PAGES[1:]]


def test_each_address_in_the_council_systems_file_hands_out_what_the_file_says(approved, gremium, client_of):
    client = client_of(gremium)
    told = json.loads(client.get(reverse("quality_dialog:report_json", args=[approved.pk])).content)
    files = [told["mainFile"], *told["auxiliaryFile"]]
    handed = {one["fileName"]: client.get(urlsplit(one["downloadUrl"]).path) for one in files}
    assert {one["fileName"]: (one["size"], one["sha512Checksum"], one["mimeType"]) for one in files} == {
        name: (len(got.content), hashlib.sha512(got.content).hexdigest(), got["Content-Type"])
        for name, got in handed.items()
    }


def test_changing_any_record_changes_no_byte_of_the_published_report(approved, gremium, client_of):
    client = client_of(gremium)
    before = handed_out(client, approved)
    page = client.get(reverse("quality_dialog:report_page", args=[approved.pk])).content
    renamed = Concat(Value("Anders "), Cast("pk", TextField()))
    Partner.objects.update(name=renamed, short_name=renamed, name_after_mit=renamed)
    Site.objects.update(name=renamed)
    Finding.objects.update(wording="Ganz anders.")
    f.DecisionFactory(approved=True, amount=500, drafted_on=date(2026, 2, 1), approved_on=date(2026, 2, 2))
    f.SeatFactory(mandate=f.MandateFactory(site_limit=10))
    after = client.get(reverse("quality_dialog:report_page", args=[approved.pk])).content
    assert handed_out(client, approved) == before
    assert (b"Anders" in after, _paper(after) == _paper(page)) == (False, True)
    assert [check for check in verifying.verify(approved) if not check.holds] == []


def _paper(page: bytes) -> bytes:
    return page.partition(b"<main")[2].partition(b"</main>")[0]


def test_each_file_is_handed_out_from_its_stored_bytes(approved, gremium, client_of):
    stored = {file.format: bytes(file.content) for file in approved.renditions.all()}
    found = handed_out(client_of(gremium), approved)
    assert found[:4] == [stored[name] for name in ("pdf", "docx", "html", "json")]
    assert found[4][:2] == b"PK"


# --- verify_reports ----------------------------------------------------------------------------------


def told(*numbers: int) -> tuple[str, str]:
    """What the command printed, and its error."""
    out = io.StringIO()
    try:
        call_command("verify_reports", *numbers, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@contextmanager
def as_owner(table: str):
    """The one who owns a table switches its triggers off; nobody else can."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_an_untouched_report_is_found_to_be_what_was_approved(approved):
    f.ReportFactory()  # a draft is nothing to verify
    printed, error = told()
    line, seal = printed.splitlines()
    assert (line.startswith(f"OK          {approved.pk}  Mitteilung 2026"), error) == (True, "")
    approved.refresh_from_db()
    assert seal == f"Letztes Siegel: Nr. {approved.seal_number} {approved.seal_sha256}"


TAMPERED = {
    "bytes": (
        "quality_dialog_rendition",
        "UPDATE quality_dialog_rendition SET content = 'x' WHERE format = 'pdf'",
        "Datei PDF: Der Inhalt passt nicht zur Prüfsumme.",
    ),
    "bytes and their sum": (
        "quality_dialog_rendition",
        "UPDATE quality_dialog_rendition SET content = 'x', sha256 = encode(sha256('x'), 'hex') WHERE format = 'docx'",
        "Siegel: Das Siegel ist gebrochen.",
    ),
    "a file gone": (
        "quality_dialog_rendition",
        "DELETE FROM quality_dialog_rendition WHERE format = 'json'",
        "Datei JSON: Die Datei fehlt.",
    ),
    "facts": (
        "quality_dialog_report",
        "UPDATE quality_dialog_report SET facts = jsonb_set(facts, '{subject}', '\"Anders\"')",
        "Eingefrorene Fakten: Die Fakten passen nicht mehr zu ihrer Prüfsumme.",
    ),
    "texts": (
        "quality_dialog_section",
        "UPDATE quality_dialog_section SET body = 'Anders.'",
        "Siegel: Das Siegel ist gebrochen.",
    ),
    "who approved": (
        "quality_dialog_report",
        "UPDATE quality_dialog_report SET review_on = review_on - 1, approved_on = approved_on - 1",
        "Siegel: Das Siegel ist gebrochen.",
    ),
}


def test_what_an_owner_forces_past_the_rules_is_found(approved, gremium, client_of):
    found = {}
    for name, (table, statement, _) in TAMPERED.items():
        sql("SAVEPOINT untouched")
        with as_owner(table):
            sql(statement)
        found[name] = told()
        sql("ROLLBACK TO SAVEPOINT untouched")
    named = {name: sentence in found[name][0] for name, (*_, sentence) in TAMPERED.items()}
    assert named == dict.fromkeys(TAMPERED, True)
    assert {error for _, error in found.values()} == {"1 Bericht stimmt nicht."}
    assert {printed.split()[0] for printed, _ in found.values()} == {"ABWEICHUNG"}


def test_other_bytes_by_an_other_program_are_no_forgery(approved):
    """Bytes, sum and seal are of one piece: only what draws today is another."""
    with as_owner("quality_dialog_rendition"):
        Rendition.objects.filter(format="pdf").update(renderer="typst 0.1")
    as_it_was = approval.drawn
    try:
        approval.drawn = lambda *given: {"pdf": b"drawn otherwise"}
        checks = {check.what: (check.holds, check.found) for check in verifying.verify(approved)}
    finally:
        approval.drawn = as_it_was
    assert checks["PDF neu erzeugt"] == (True, "Nicht vergleichbar: damals erzeugt mit typst 0.1.")


def test_what_draws_a_report_is_in_its_fingerprint(approved):
    """Each template that is rendered, and each module of ours that the drawing modules import."""
    covered = {*keeping.machine(), *approval.DRAWING}
    rendered = set()

    def remember(template, **_):
        rendered.add(Path(template.origin.name))

    template_rendered.connect(remember)
    approval.drawn(approved, paper.from_json(approved.facts))
    template_rendered.disconnect(remember)
    assert "file.html" in {file.name for file in rendered}
    assert rendered | imported(covered) <= covered


def imported(files: set[Path]) -> set[Path]:
    """The files of this project that these modules import."""
    trees = [ast.parse(file.read_text()) for file in files if file.suffix == ".py"]
    lines = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {
        name for line in lines for name in (line.module, *(f"{line.module}.{one.name}" for one in line.names))
    }
    ours = [name for name in names if name.startswith(("quartiersarbeit.", "quality_dialog."))]
    files = {Path(sys.modules[name].__file__) for name in ours if name in sys.modules}
    return {file for file in files if file.name != "__init__.py"}  # a package's front draws nothing


def test_a_report_taken_out_of_the_chain_is_missed(approved, koordination):
    second = f.approve(f.SectionFactory(report__by=koordination).report)
    with as_owner("quality_dialog_report"):
        Report.objects.filter(pk=approved.pk).update(seal_number=7)
    printed, _ = told(second.pk)
    assert "Siegel: Der Bericht mit dem Siegel 1 fehlt." in printed


def test_a_number_that_is_no_approved_report_is_said(approved):
    assert told(987654)[1] == "Einen freigegebenen Bericht mit der Nummer 987654 gibt es nicht."


def test_the_page_proves_it_to_whoever_reads_the_report(approved, gremium, client_of):
    address = reverse("quality_dialog:report_verify", args=[approved.pk])
    fine = client_of(gremium).get(address).content.decode()
    with as_owner("quality_dialog_rendition"):
        sql("UPDATE quality_dialog_rendition SET content = 'x' WHERE format = 'pdf'")
    broken = client_of(gremium).get(address).content.decode()
    assert ("Der Bericht ist unverändert." in fine, "stimmt nicht" in fine) == (True, False)
    assert "Der Bericht ist nicht mehr der freigegebene." in broken


def test_a_draft_cannot_be_verified(koordination, client_of):
    address = reverse("quality_dialog:report_verify", args=[f.ReportFactory().pk])
    assert client_of(koordination).get(address).status_code == 404
