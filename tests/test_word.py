"""The paper as Word file: real styles, accessible through LibreOffice, reproducible, unbreakable by any text."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pymupdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from quartiersarbeit.ground import letters
from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import Paragraph, Run, Section, glyphs
from quartiersarbeit.ground.search import folded
from tests.paper_samples import LETTER, MINUTES, SAMPLES, SHEET
from tests.soaking import SOAK
from tests.test_render import (
    ANYTHING,
    HOSTILE,
    NOTHINGS,
    SOURCE,
    STRANGE,
    everywhere,
    outloud,
    paragraph,
    read_html,
    read_text,
    saying,
    squeezed,
)


def opened(paper):
    return docx.Document(io.BytesIO(machine.docx(paper)))


def read(paper):
    """All text of the file's body, first word to last, without layout."""
    return squeezed("".join(text.text or "" for text in opened(paper).element.body.iter(qn("w:t"))))


def styled(paper, style):
    return [paragraph.text for paragraph in opened(paper).paragraphs if paragraph.style.name == style]


# --- Complete -------------------------------------------------------------------------------------


def test_word_file_and_pdf_read_the_same_from_the_first_word_to_the_last():
    assert read(SOURCE) == read_text(machine.pdf(SOURCE))


@pytest.mark.parametrize("paper", [LETTER, SHEET], ids=["letter", "sheet"])
def test_letters_and_sheets_read_the_same_in_every_format(paper):
    page = read_html(machine.html(paper))
    # The numbers and bullets of a list belong to the layout on the page and in Word, to the text in a PDF.
    printed = (
        read_text(machine.pdf(paper)).replace("1.Mittelnur", "Mittelnur").replace("2.Verwend", "Verwend")
    )
    assert (read(paper), printed) == (page, page)


def test_kind_and_headings_have_words_own_styles():
    assert (styled(SOURCE, "Title"), styled(SOURCE, "Heading 1")) == (
        ["Mitteilung"],
        ["Thema:", "Mitteilung:", "Mittel", "Zahlen und ihre Quellen"],
    )


def test_a_part_of_a_section_is_a_heading_below_it():
    assert (styled(MINUTES, "Heading 1")[-1], styled(MINUTES, "Heading 2")) == (
        "Ergebnisse",
        ["Einzelheiten"],
    )


def test_lists_are_lists():
    assert (styled(MINUTES, "List Bullet"), len(styled(LETTER, "List Number"))) == (
        ["Das Café öffnet an drei Tagen.", "Die Sprechstunde bleibt."],
        2,
    )


def test_every_numbered_list_begins_with_one():
    item = Paragraph((Run("Punkt"),), "numbered")
    sections = (Section("a", "A", (item, item)), Section("b", "B", (item,)))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in opened(replace(SOURCE, sections=sections, figures=())).paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert (numbers[0] == numbers[1], numbers[1] == numbers[2]) == (True, False)


def test_emphasis_comes_through():
    runs = {run.text: (run.bold, run.italic) for p in opened(MINUTES).paragraphs for run in p.runs}
    assert (runs["einig"], runs["fast"]) == ((True, None), (None, True))


def test_the_head_of_a_table_is_marked_and_repeated():
    tables = opened(SOURCE).tables
    heads = [[row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] for table in tables]
    assert heads == [[True] + [False] * 7, [True] + [False] * 3]


def test_a_table_says_what_it_shows():
    described = [
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in opened(SOURCE).tables
    ]
    assert described == ["Mittel je Projektstandort", "Zahlen, Stichtage, Quellen und Datensätze"]


def test_a_total_stands_in_bold_at_the_end():
    last = opened(SHEET).tables[0].rows[-1].cells
    assert [(cell.text, cell.paragraphs[0].runs[0].bold) for cell in last] == [
        ("Summe", True),
        ("–", True),
        ("6.000,00 €", True),
    ]


def test_a_chart_is_a_described_vector_drawing():
    document = opened(MINUTES)
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    names = zipfile.ZipFile(io.BytesIO(machine.docx(MINUTES))).namelist()
    assert (described, [name for name in names if name.endswith(".svg")]) == (
        [
            "Balkendiagramm „Förderung 2026“. Von 80.000,00 € verfügbaren Mitteln. gebunden: 56.000,00 €; "
            "ausgezahlt: 14.000,00 €; frei: 24.000,00 €; offene Rückforderung: 0,00 €."
        ],
        ["word/media/diagramm1.svg"],
    )


def test_a_figure_leads_to_its_row_in_the_appendix():
    body = opened(SOURCE).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert (links, marks) == (["zahl-1", "zahl-2", "zahl-3"], ["zahl-1", "zahl-2", "zahl-3"])


def test_the_file_says_its_language_size_and_title():
    document = opened(SOURCE)
    known, page = document.core_properties, document.sections[0]
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    size = (round(page.page_width.mm), round(page.page_height.mm))
    assert (languages, known.language, size, known.title, known.author, known.created) == (
        {"de-DE"},
        "de-DE",
        (210, 297),
        "Mitteilung: Weiterentwicklung der Quartiersarbeit im Bielefelder Modell",
        "Büro für Sozialplanung",
        datetime(2021, 1, 26, tzinfo=UTC),
    )


def test_a_draft_says_so_on_every_page_and_pages_count_themselves():
    page = opened(SOURCE).sections[0]
    codes = [field.text.strip() for field in page.footer._element.iter(qn("w:instrText"))]
    assert ("Entwurf" in page.header.paragraphs[0].text, codes) == (True, ["PAGE", "NUMPAGES"])


def test_a_released_paper_is_no_draft():
    released = replace(SOURCE, is_draft=False, is_example=False)
    document = opened(released)
    assert ("Entwurf" in read(released), "Entwurf" in document.sections[0].header.paragraphs[0].text) == (
        False,
        False,
    )


# --- Reproducible ---------------------------------------------------------------------------------


def test_the_same_paper_gives_the_same_file():
    assert machine.docx(MINUTES) == machine.docx(MINUTES)


def test_nothing_in_the_archive_tells_the_time():
    entries = zipfile.ZipFile(io.BytesIO(machine.docx(SOURCE))).infolist()
    assert {entry.date_time for entry in entries} == {(2021, 1, 26, 0, 0, 0)}


# --- Unbreakable ----------------------------------------------------------------------------------


def test_markup_of_any_kind_comes_out_literally():
    assert squeezed(HOSTILE) in read(saying(HOSTILE))


def test_strange_characters_come_out_as_on_the_page():
    assert read(everywhere(STRANGE)) == read_html(machine.html(everywhere(STRANGE)))


@pytest.mark.parametrize("text", NOTHINGS.values(), ids=NOTHINGS)
def test_a_paper_of_nothing_but_this_is_still_a_file(text):
    assert len(styled(everywhere(text), "Title")) == 1


@pytest.mark.soak
@settings(max_examples=500 if SOAK else 10)
@given(ANYTHING)
def test_whatever_people_type_makes_a_file(text):
    assert len(styled(everywhere(text), "Title")) == 1


# --- Opened by an office --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def converted(office):
    papers = {"source": SOURCE, **SAMPLES, "hostile": saying(HOSTILE), "strange": everywhere(STRANGE)}
    return office({name: machine.docx(paper) for name, paper in papers.items()})


@pytest.mark.parametrize("name", ["source", *SAMPLES])
def test_libreoffice_makes_an_accessible_pdf_of_it(converted, name, tmp_path):
    code, report = outloud(converted[name], tmp_path / f"{name}.pdf", "--fail-on", "warning")
    assert code == 0, report


def test_libreoffice_shows_hostile_text_as_text(converted):
    with pymupdf.open(stream=converted["hostile"]) as document:
        shown = squeezed("".join(page.get_text() for page in document))
    assert squeezed(HOSTILE) in shown


def test_libreoffice_opens_what_no_font_can_show(converted):
    with pymupdf.open(stream=converted["strange"]) as document:
        assert re.search("Seite 1 von", document[0].get_text())


# --- Numbers as they are printed --------------------------------------------------------------------

NUMBERS = ["2026/QA-001", "10517/2014-2020", "Zahlungsliste 3/2026"]


@pytest.fixture(scope="module")
def numbered(office):
    """Each number behind words of every length, so that the end of a line falls on each of its letters."""
    blocks = tuple(
        paragraph(f"{'n' * length} {number} steht im Bescheid.")
        for number in NUMBERS
        for length in range(54, 82)
    )
    paper = replace(SOURCE, sections=(Section("a", "Nummern", blocks),), figures=())
    return opened(paper), office({"numbers": machine.docx(paper)})["numbers"]


def test_no_printed_number_is_broken_at_the_end_of_a_line(numbered):
    with pymupdf.open(stream=numbered[1]) as document:
        lines = [
            "".join(span["text"] for span in line["spans"]).replace(glyphs.WORD_JOINER, "")
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]
    whole = {number: sum(number.split()[-1] in line for line in lines) for number in NUMBERS}
    assert whole == dict.fromkeys(NUMBERS, 28)


def test_a_number_copied_from_a_word_file_is_the_number(numbered):
    """What holds it together is left out wherever text comes in: forms, lists, the one field that finds everything."""
    text = "\n".join(paragraph.text for paragraph in numbered[0].paragraphs)
    copied = re.findall(r"\b2026/\S+", text)
    assert ({*copied} == {NUMBERS[0]}, {*map(letters.one_line, copied)}, {*map(folded, copied)}) == (
        False,
        {NUMBERS[0]},
        {NUMBERS[0].lower()},
    )


def test_a_number_is_held_together_and_an_address_stays_what_is_typed():
    address, joined = "https://example.org/bescheide/1/", glyphs.WORD_JOINER
    assert glyphs.held(f"{address} zu 2026/QA-001") == f"{address} zu 2026/{joined}QA-{joined}001"
