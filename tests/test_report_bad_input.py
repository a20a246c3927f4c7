"""What people paste into a report: refused with its place, or printed as the text it is; never a broken paper."""

import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils.html import escape
from docx import Document

from quality_dialog.models import Report
from quality_dialog.report import composing, renditions
from tests.factories import ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db

WORD = "Donaudampfschifffahrt" * 19 + "x"  # 400 letters


@pytest.fixture
def report(koordination) -> Report:
    found = ReportFactory(as_of=date(2026, 6, 30), by=koordination)
    SectionFactory(report=found, key="einleitung", heading="", body="Vorher.", position=1)
    return found


def stored(client, report: Report, body: str, heading: str = "") -> str:
    """The section's text after a try to save this one, and what the page says."""
    section = report.sections.get()
    data = {
        "subject": report.subject,
        "head_seen": composing.head_fingerprint(report),
        "abschnitte-TOTAL_FORMS": 1,
        "abschnitte-INITIAL_FORMS": 1,
        "abschnitte-0-id": section.pk,
        "abschnitte-0-heading": heading,
        "abschnitte-0-body": body,
        "abschnitte-0-position": 1,
        "abschnitte-0-included": "on",
        "abschnitte-0-seen": composing.fingerprint(section),
    }
    return client.post(reverse("quality_dialog:report_edit", args=[report.pk]), data).content.decode()


def printed(report: Report) -> tuple[str, str, str]:
    """What the report says on the page, in Word and how the PDF begins."""
    paper = composing.paper_of(Report.objects.get(pk=report.pk))
    files = {
        name: renditions.render(paper, name, address="https://x.example/1/")
        for name in ("html", "docx", "pdf")
    }
    said = "\n".join(part.text for part in Document(io.BytesIO(files["docx"])).paragraphs)
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        return files["html"].decode(), said, pdf.docinfo["/Title"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Gut.\nEs sind [[nichts_davon]].", "[[nichts_davon]]"),
        ("Gut.\nEs sind [[Stand Orte]].", "Zeile 2: „[[Stand Orte]]“"),
        ("Gut.\nEs sind [[frei.", "Zeile 2: „[[frei.“"),
        ("Gut.\n##", "Die Zwischenüberschrift in Zeile 2 ist leer."),
    ],
    ids=["unknown token", "malformed token", "token without an end", "empty heading"],
)
def test_what_cannot_be_printed_is_refused_with_its_place(report, koordination, client_of, body, place):
    page = stored(client_of(koordination), report, body)
    assert (escape(place) in page, report.sections.get().body) == (True, "Vorher.")


LITERAL = {
    "an image that is none": "![Ein Bild](nirgends.png) und <img src=x onerror=alert(1)>",
    "html": "<script>alert(1)</script> &amp; <b>fett</b>",
    "typst": 'Text #read("/etc/passwd") und $x^2$ und @quelle',
    "jinja": "{{ settings.SECRET_KEY }} und {% debug %}",
}


@pytest.mark.parametrize("body", LITERAL.values(), ids=LITERAL)
def test_what_is_no_text_elsewhere_is_literal_text_here(report, koordination, client_of, body):
    stored(client_of(koordination), report, body)
    page, word, _ = printed(report)
    assert (report.sections.get().body, str(escape(body)) in page, body in word) == (body, True, True)


def test_text_pasted_from_word_keeps_its_words(report, koordination, client_of):
    nbsp, soft = "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}"
    pasted = f"\N{ZERO WIDTH NO-BREAK SPACE}Die{nbsp}Stadt\t– „gut“\r\n\r\n\N{BULLET}\tMittags{soft}tisch"
    stored(client_of(koordination), report, pasted)
    page, word, _ = printed(report)
    for said in (page, word):
        assert [part in said for part in ("„gut“", "Stadt", "tisch")] == [True] * 3


def test_a_word_of_four_hundred_letters_is_printed_whole(report, koordination, client_of):
    stored(client_of(koordination), report, f"Das {WORD} kommt.")
    page, word, _ = printed(report)
    whole = [said.replace("\N{ZERO WIDTH SPACE}", "").replace("\N{SOFT HYPHEN}", "") for said in (page, word)]
    assert [WORD in said for said in whole] == [True, True]


@pytest.mark.parametrize(
    "body", ["שלום עולם und مرحبا", "Gut \N{THUMBS UP SIGN}\N{PARTY POPPER}!"], ids=["rtl", "emoji"]
)
def test_letters_of_other_scripts_and_pictures_break_nothing(report, koordination, client_of, body):
    stored(client_of(koordination), report, f"Vorn {body} hinten.")
    page, word, title = printed(report)
    assert [("Vorn" in said, "hinten." in said) for said in (page, word)] == [(True, True)] * 2
    assert title == f"Mitteilung: {report.subject}"


def test_two_hundred_pages_are_a_whole_paper(report):
    for number in range(2, 52):
        SectionFactory(
            report=report,
            key=f"eigener-{number}",
            heading=f"Teil {number}",
            body="Satz und Wort. " * 1300,
            position=9,
        )
    paper = composing.paper_of(report)
    with pikepdf.open(io.BytesIO(renditions.render(paper, "pdf", address="https://x.example/1/"))) as pdf:
        assert len(pdf.pages) >= 200
