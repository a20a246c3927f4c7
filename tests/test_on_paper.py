"""All papers of the example data and all kinds of paper, measured by their boxes of text: PDF as we draw it, Word as
LibreOffice lays it out with nothing but the fonts in the file."""

import re
from collections.abc import Sequence

import pymupdf
import pytest
from django.urls import reverse

from funding.models import Decision, PaymentRun, RepaymentClaim
from partners.models import User
from quality_dialog.models import Dialogue, PartnerReading, Report
from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import Paper, word_fonts
from quartiersarbeit.ground.paper.sheet import sheet_of
from tests.browser import printing
from tests.browser.full import fill
from tests.paper_samples import LETTER, NOTICE, SAMPLES
from tests.test_search_papers import papers

MILLIMETRE = printing.MILLIMETRE
WINDOW = (
    pymupdf.Rect(20, 45, 105, 90) * MILLIMETRE
)  # DIN 5008 B and DIN lang: what the envelope's window shows
BODY = (24 * MILLIMETRE, 271 * MILLIMETRE)  # what lies above is the running head, what lies below the foot


def said(paper: Paper, without: tuple[str, ...] = ("alt", "svg", "path")) -> str:
    """The paper's words, one text a line; without what is no text there."""
    texts: list[str] = []

    def walk(value):
        if isinstance(value, dict):
            for key, one in value.items():
                if key not in without:
                    walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str):
            texts.append(value)

    walk({key: part for key, part in sheet_of(paper).items() if key in ("sections", "details", "recipient")})
    return "\n".join(texts)


def in_word(paper: Paper) -> str:
    """Its words as Word has them as text: a chart is a picture there. LibreOffice parts „2026/QA-001“."""
    return re.sub(r"\d+/[\w-]+", "", said(paper, ("charts", "alt", "svg", "path")))


def tables_of(paper: Paper) -> list[printing.Table]:
    """Every table of the paper, as it is looked for in print."""
    return [
        printing.Table([*table.columns], [row[0] for row in table.rows])
        for section in paper.sections
        for table in section.tables
    ]


def wrong(pdf: bytes, words: str = "", tables: Sequence[printing.Table] = ()) -> list[str]:
    return printing.wrong(pdf, words, tables, body=BODY)


PAPERS = {
    User,
    Report,
    PartnerReading,
    RepaymentClaim,
    Decision,
    PaymentRun,
    Dialogue,
}  # whose papers there are


@pytest.mark.parametrize("paper", SAMPLES.values(), ids=SAMPLES)
def test_each_kind_of_paper_is_whole_as_pdf(paper):
    assert wrong(machine.pdf(paper), said(paper), tables_of(paper)) == []


def test_each_kind_of_paper_is_whole_in_word_without_our_fonts(office):
    drawn = office({name: machine.docx(paper) for name, paper in SAMPLES.items()})
    found = {name: wrong(pdf, in_word(SAMPLES[name])) for name, pdf in drawn.items()}
    assert found == {name: [] for name in SAMPLES}


def test_a_word_file_brings_its_letters(office):
    with pymupdf.open(stream=office({"letter": machine.docx(LETTER)})["letter"]) as document:
        used = {font[3].split("+")[-1] for page in document for font in page.get_fonts()}
    assert used
    assert all(name.replace(" ", "").startswith(word_fonts.NAME.replace(" ", "")) for name in used), used


@pytest.mark.parametrize("paper", [LETTER, NOTICE], ids=["letter", "notice"])
def test_the_address_stands_in_the_window_of_the_envelope(paper, office):
    for pdf in (machine.pdf(paper), office({"brief": machine.docx(paper)})["brief"]):
        with pymupdf.open(stream=pdf) as document:
            at = {text.strip(): box for box, text in printing.lines(document[0])}
        boxes = [at[line] for line in paper.recipient]
        assert all(WINDOW.contains(box) for box in boxes), boxes
        below = [box for line, box in at.items() if line not in (*paper.recipient, *paper.sender)]
        assert not any(box.intersects(WINDOW) for box in below)


def content(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.exhaustive
@pytest.mark.django_db
@pytest.mark.parametrize("full", [False, True], ids=["as it is", "with the longest values"])
def test_every_paper_of_the_example_data_is_whole(full, loaded, client, office):
    people = {name: User.objects.get(email=f"{name}@example.org") for name in ("koordination", "admin")}
    known = people["koordination"]
    asked = [("koordination", address, record) for address, record in papers()]
    asked += [("admin", reverse("disclosure_file", args=["konto", known.pk, "pdf"]), known)]
    if full:
        fill()
    found, seen, files = {}, set(), {}
    for who, address, record in asked:
        client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        words = said(machine.from_json(record.facts)) if getattr(record, "facts", None) else ""
        seen.add(type(record))
        if complaints := wrong(content(answer), words):
            found[address] = complaints
        other = client.get(address.replace(".pdf", ".docx"))
        if other.status_code == 200 and "pdf" not in other["Content-Type"]:
            files[address.strip("/").replace("/", "-")] = content(other)
    found |= {name: lines for name, pdf in office(files).items() if (lines := wrong(pdf))}
    assert (found, seen, len(files) > 3) == ({}, PAPERS, True)
