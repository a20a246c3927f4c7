"""Every paper is declared: it bears a code by which anybody learns whether it still counts, or a reason why not.

A stranger who holds one that is not public learns which it is, and neither a name nor an amount of it.
"""

import ast
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
import pymupdf
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import BinaryField
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding import issuing, payment_sheet, verifying
from funding.models import Notice, NoticeFile, PaymentRun
from funding.papers import PAPERS as OF_THE_MONEY
from partners.models import Municipality
from quality_dialog.dialogue.minutes import share, version_of
from quality_dialog.dialogue.papers import PAPERS as OF_THE_DIALOGUE
from quality_dialog.models import MinutesVersion
from quality_dialog.report.papers import PAPERS as OF_THE_REPORT
from quartiersarbeit.ground import documents, marking, papers
from quartiersarbeit.public.papers import PAPERS
from tests import factories as f
from tests.asking import text_of
from tests.constraints import sql
from tests.test_notice_files import told as verified
from tests.test_report_frozen import as_owner

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
PACKAGES = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog")
MACHINE = "quartiersarbeit.ground.paper"
CITYS = "DE02120300000000202051"
# Files that come from elsewhere and are no papers of ours.
NOT_OURS = {"funding.ProofAttachment": "Belege eines Partners zum Verwendungsnachweis"}


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()


# --- Declared ------------------------------------------------------------------------------------------


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the app by its name, the machine that draws papers left out."""
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            name = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
            if "migrations" not in path.parts and not name.startswith(MACHINE):
                yield name, ast.parse(path.read_text())


def makers() -> set[str]:
    """The functions that make a `Paper`."""
    return {
        f"{name}.{function.name}"
        for name, tree in sources()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "Paper"
    }


def drawers() -> set[str]:
    """The modules that draw files: they take `pdf`, `docx` or `whole_page` of the machine, or write Word themselves."""
    return {name for name, tree in sources() if draws(tree)}


def draws(tree: ast.Module) -> bool:
    wanted, machine = {"pdf", "docx", "whole_page"}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {one.name: one.asname or one.name for one in node.names}
            if node.module == "docx" or (node.module == MACHINE and wanted & names.keys()):
                return True
            if node.module == "quartiersarbeit.ground" and "paper" in names:
                machine.add(names["paper"])
        if isinstance(node, ast.Attribute) and node.attr in wanted and ast.unparse(node.value) in machine:
            return True
    return False


def test_every_paper_that_is_made_is_declared():
    assert makers() == {one for kind in PAPERS for one in kind.made_by}


def test_every_module_that_draws_a_file_is_declared():
    assert drawers() == {one for kind in PAPERS for one in kind.drawn_in}


def test_every_file_that_is_kept_with_its_check_sum_is_declared():
    kept = {model._meta.label for model, _, _ in documents.fields()}
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if any(isinstance(field, BinaryField) for field in model._meta.concrete_fields) and any(
            name.endswith("sha256") for name in names
        ):
            kept.add(model._meta.label)
    assert kept == {one for kind in PAPERS for one in kind.kept_in} | NOT_OURS.keys()


def test_each_kind_can_be_checked_or_says_why_not():
    undecided = [kind.name for kind in PAPERS if bool(kind.unmarked) == bool(kind.by_code)]
    marked = [kind for kind in PAPERS if kind.by_code]
    assert (undecided, [kind.name for kind in marked if not kind.by_sum or not kind.kept_in]) == ([], [])


def test_the_architecture_lists_each_kind_as_it_is_declared():
    told = (settings.BASE_DIR / "docs" / "architecture.md").read_text()
    missing = [kind.name for kind in PAPERS if f"| {kind.name} | {kind.unmarked or 'ja'} |" not in told]
    assert missing == []


# --- Issued --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Issued:
    """A paper as somebody holds it: its files, its code, and what nobody learns who only has it checked."""

    files: tuple[bytes, ...]
    code: str
    secrets: tuple[str, ...]


def notice() -> Issued:
    granted = f.DecisionFactory(allocation__recipient__name="Beispielverein e. V.", amount=7321)
    person = f.UserFactory(first_name="Robin", last_name="Geheim")
    issuing.approve(granted, by=person, on=ON)
    return of_notice(Notice.objects.get(decision=granted), "Beispielverein", "Geheim", "7.321")


def claim() -> Issued:
    f.MunicipalityFactory(account_holder="Stadtkasse Müsterstadt", iban=CITYS)
    demanded = f.RepaymentClaimFactory(amount=251)
    issuing.issue(demanded, by=f.UserFactory(last_name="Geheim"), on=date(2027, 6, 1))
    return of_notice(Notice.objects.get(claim=demanded), str(demanded.allocation.site), "Geheim", "251,00")


def of_notice(kept: Notice, *secrets: str) -> Issued:
    files = NoticeFile.objects.filter(notice=kept).order_by("-format")
    return Issued(tuple(bytes(one.content) for one in files), kept.check_code, secrets)


def sheet() -> Issued:
    row = f.PaymentItemFactory()
    person = f.UserFactory(last_name="Geheim")
    given = row.run.export(kind="pdf", by=person, on=ON, draw=payment_sheet.draw)
    return Issued(
        (bytes(given.content),), given.check_code, (row.recipient_name, "Geheim", row.recipient_iban)
    )


def minutes() -> Issued:
    talk = f.DialogueFactory(
        meeting_on=date(2026, 6, 1), minutes="Frau Geheim war laut.", site__name="Nordpark"
    )
    f.FindingFactory(dialogue=talk, wording="Das Café ist voll.", shared_on=date(2026, 6, 1))
    share(talk, by=f.UserFactory(), on=ON)
    kept = talk.minutes_versions.get()
    return Issued((bytes(kept.pdf), bytes(kept.docx)), kept.check_code, ("Geheim", "Café", "Nordpark"))


ISSUED: dict[str, tuple[Callable[[], Issued], str]] = {
    "notice": (notice, OF_THE_MONEY[0].name),
    "claim": (claim, OF_THE_MONEY[0].name),
    "sheet": (sheet, OF_THE_MONEY[2].name),
    "minutes": (minutes, OF_THE_DIALOGUE[0].name),
}
every_kind = pytest.mark.parametrize("kind", ISSUED)


def of_kind(kind: str) -> Issued:
    return ISSUED[kind][0]()


def by_file(content: bytes) -> str:
    sent = {"datei": SimpleUploadedFile("papier.pdf", content)}
    return text_of(Client().post(reverse("paper_check"), sent))


def by_code(code: str) -> str:
    return text_of(Client().get(reverse("paper_check"), {"code": code}))


def read(content: bytes) -> str:
    if content.startswith(b"PK"):
        return "".join(docx.Document(io.BytesIO(content)).element.body.itertext())
    with pymupdf.open(stream=content, filetype="pdf") as document:
        return "".join(page.get_text() for page in document)


def test_each_kind_that_bears_a_code_is_tried_here_or_with_the_public_ones():
    public = {kind.name for kind in OF_THE_REPORT}
    assert {kind.name for kind in PAPERS if kind.by_code} - public == {name for _, name in ISSUED.values()}


@every_kind
def test_a_paper_prints_its_code_with_the_address_in_each_of_its_files(kind):
    issued = of_kind(kind)
    assert marking.read(issued.code) == issued.code
    told = [" ".join(read(content).split()) for content in issued.files]
    assert [(issued.code in one, marking.TITLE in one) for one in told] == [(True, True)] * len(told)


@every_kind
def test_a_paper_is_known_by_each_of_its_files_and_by_its_code(kind):
    issued = of_kind(kind)
    answers = [by_file(content) for content in issued.files]
    assert ["Unverändert" in one and "Byte für Byte" in one for one in answers] == [True] * len(answers)
    assert "Unverändert" in by_code(issued.code.lower())


@every_kind
def test_a_stranger_learns_no_name_and_no_amount_from_a_paper_that_is_not_public(kind):
    issued = of_kind(kind)
    answers = [by_code(issued.code), *(by_file(content) for content in issued.files)]
    assert [secret for secret in issued.secrets for one in answers if secret in one] == []
    assert ["nicht öffentlich" in one for one in answers] == [True] * len(answers)


@every_kind
def test_a_file_of_which_one_byte_is_another_is_unknown(kind):
    content = of_kind(kind).files[0]
    assert "Unbekannt" in by_file(content[:-1] + bytes([content[-1] ^ 1]))


@every_kind
def test_while_the_pages_are_off_a_paper_bears_neither_code_nor_address(kind):
    with override_settings(PUBLIC_PAGES=False):
        issued = of_kind(kind)
    told = [read(content) for content in issued.files]
    assert [
        word for word in (reverse("paper_check"), "Prüfcode", marking.TITLE) for one in told if word in one
    ] == []
    assert (issued.code, "Unverändert" in by_file(issued.files[0])) == ("", True)


def test_the_answer_names_kind_number_and_day():
    issued = notice()
    told, number = by_code(issued.code), Notice.objects.get().decision.notice_number
    wanted = ("Zuwendungsbescheid", number, "Fassung vom 03.09.2026")
    assert [one for one in wanted if one not in told] == []


def test_a_grant_that_was_changed_says_by_which_notice():
    issued = notice()
    first = Notice.objects.get().decision
    change = f.DecisionFactory(allocation=first.allocation, kind="reduction", amount=-100, drafted_on=ON)
    assert "Geändert" not in by_code(issued.code)  # a draft is told to nobody
    issuing.approve(change, by=f.UserFactory(), on=ON)
    change.refresh_from_db()
    wanted = f"Geändert durch Änderungsbescheid Nr. {change.notice_number} vom 03.09.2026"
    assert [wanted in one for one in (by_code(issued.code), by_file(issued.files[0]))] == [True, True]
    assert "Unverändert" in by_code(change.notice.check_code)


def test_a_cancelled_payment_list_warns_whoever_holds_a_copy():
    issued = sheet()
    PaymentRun.objects.get().cancel(reason="Falsches Konto", by=f.UserFactory(), on=ON)
    told = by_file(issued.files[0])
    assert ("Storniert am" in told, "Zahlen Sie nichts davon." in told, "Falsches Konto" in told) == (
        True,
        True,
        False,
    )


def test_each_copy_of_a_payment_list_has_a_code_of_its_own():
    first = sheet()
    second = PaymentRun.objects.get().export(kind="pdf", by=f.UserFactory(), on=ON, draw=payment_sheet.draw)
    assert (first.code == second.check_code, "2. Ausgabe" in by_code(second.check_code)) == (False, True)


def test_the_claims_two_codes_are_told_apart():
    claim()
    kept = papers.thawed(Notice.objects.get(claim__isnull=False).paper)
    titles = [code.title for section in kept.sections for code in section.codes]
    assert titles == ["Überweisen mit dem Telefon (GiroCode)", "Echtheit prüfen (keine Überweisung)"]
    Municipality.objects.update(account_holder="", iban="")
    issued = notice()
    plain = papers.thawed(Notice.objects.get(check_code=issued.code).paper)
    assert [code.title for section in plain.sections for code in section.codes] == [marking.TITLE]


# --- What stays ----------------------------------------------------------------------------------------


def test_a_paper_of_before_stays_without_a_code_byte_for_byte_and_is_known_by_its_file():
    with override_settings(PUBLIC_PAGES=False):
        issued = notice()
    kept = Notice.objects.get()
    again = NoticeFile.objects.keep(kept, on=ON)
    assert [bytes(again[one].content) for one in ("pdf", "docx")] == list(issued.files)
    assert [check for check in verifying.verify(kept) if not check.holds or not check.decided] == []
    assert "Unverändert" in by_file(issued.files[0])


def test_a_marked_notice_is_drawn_again_byte_for_byte():
    notice()
    assert [
        check for check in verifying.verify(Notice.objects.get()) if not check.holds or not check.decided
    ] == []


def test_the_mark_changes_no_word_of_the_paper():
    notice()
    kept = papers.thawed(Notice.objects.get().paper)
    with override_settings(PUBLIC_PAGES=False):
        assert marking.marked(("Bescheid", 1), marking.unmarked(kept)) == replace(
            kept, sections=kept.sections[:-1], check_code=""
        )


@pytest.mark.parametrize(
    ("kind", "table", "change"),
    [
        ("sheet", "funding_paymentrunexport", "content = 'x'"),
        ("minutes", "quality_dialog_minutesversion", "pdf = 'x'"),
        ("minutes", "quality_dialog_minutesversion", "paper = replace(paper, 'Café', 'Haus')"),
    ],
)
def test_what_an_owner_forces_past_the_rules_is_found(kind, table, change):
    of_kind(kind)
    name = {"sheet": "Zahlungsliste auf Papier", "minutes": "Protokoll"}[kind]
    assert verified() == (f"1 {name} geprüft\n", "")
    with as_owner(table):
        sql(f"UPDATE {table} SET {change}")
    printed, error = verified()
    assert ("ABWEICHUNG" in printed, error) == (True, f"1 {name} stimmt nicht.")


# --- Minutes -------------------------------------------------------------------------------------------


def test_minutes_that_say_the_same_are_the_same_file_and_what_is_added_is_a_new_version():
    issued = minutes()
    talk = MinutesVersion.objects.get().dialogue
    later = date(2026, 9, 10)
    assert bytes(version_of(talk, later).pdf) == issued.files[0]
    finding = talk.findings.get()
    f.StatementFactory(
        finding=finding, partner=talk.partners.first(), stance="dissents", text="Anders.", given_on=later
    )
    second = version_of(talk, later)
    assert (second.number, second.check_code == issued.code) == (2, False)
    told = by_code(issued.code)
    assert ("Ersetzt durch Fassung 2 vom 10.09.2026" in told, "Anders." in told) == (True, False)
    assert "Unverändert, Fassung 2 vom 10.09.2026" in by_file(bytes(second.pdf))


def test_minutes_that_are_not_shared_are_not_kept(koordination, client_of):
    talk = f.DialogueFactory(meeting_on=date(2026, 6, 1))
    at = reverse("quality_dialog:meeting_minutes_pdf", args=[talk.cycle.year, talk.site_id])
    answer = client_of(koordination).get(at)
    assert (answer.status_code, MinutesVersion.objects.count()) == (200, 0)
    assert "Unbekannt" in by_file(answer.content)
    assert marking.TITLE not in read(answer.content)


# --- Agreements ----------------------------------------------------------------------------------------


def test_a_signed_agreement_is_known_by_its_scan_without_title_or_party(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        agreement = f.AgreementFactory(title="Vereinbarung mit Frau Geheim")
        agreement.attach(document=ContentFile(f.pdf(), "a.pdf"), by=f.UserFactory(), on=ON)
        content = Path(agreement.document.path).read_bytes()
    told = by_file(content)
    assert hashlib.sha256(content).hexdigest() == agreement.document_sha256
    assert ("Unverändert, hinterlegt am 03.09.2026" in told, "Geheim" in told) == (True, False)


# --- The cost of a look --------------------------------------------------------------------------------


def test_an_unknown_file_is_looked_for_without_reading_bytes():
    notice(), minutes(), sheet()
    with CaptureQueriesContext(connection) as asked:
        assert "Unbekannt" in by_file(b"x")
    sought = [query["sql"] for query in asked.captured_queries if "sha256" in query["sql"]]
    assert (len(sought) >= 7, [one for one in sought if '."content"' in one or '"pdf",' in one]) == (True, [])
