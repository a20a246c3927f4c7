"""The paper as PDF and HTML: accessible, reproducible, and unbreakable by any text."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import typst
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quartiersarbeit.ground import paper as render
from quartiersarbeit.ground.paper import (
    Consultation,
    Figure,
    Paper,
    Paragraph,
    Record,
    Run,
    Section,
    Table,
    glyphs,
)
from tests.soaking import SOAK

PAPER_FONTS = django_settings.PAPER_FONTS
ROOT = Path(__file__).resolve().parent.parent
DAY = date(2021, 1, 26)
HOSTILE = (
    '#read("/etc/passwd") {{ settings.SECRET_KEY }} {% debug %} <script>alert(1)</script> '
    '$x^2$ *fett* _kursiv_ = Überschrift @ref \\ & "Zitat" `code` // Kommentar https://example.org'
)
# Sentences the glyph filter has to change: emoji, another script, bidirectional overrides, control
# characters with NUL, a lone surrogate, line separators.
STRANGE = (
    "\U0001f600 👨‍👩‍👧 שלום \u202eevil\u202c \u2066x\u2069 "
    "\x00\x07\x1b\x7f \ud800 日本語 ﬁ ① a\u2028b\r\nc\x85d e\u0301"
)


def paragraph(*runs):
    """Texts, and figures as (text, key)."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else Run(*run) for run in runs))


def figure(key, label, value, text, source="gezählt am Stichtag", records=1):
    rows = tuple(Record(f"{label} {i}", "sites.site", i, f"/standorte/{i}/") for i in range(1, records + 1))
    return Figure(key, label, value, "", text, DAY, source, rows)


SITES = Table(
    "Mittel je Projektstandort",
    ("Standort", "Träger", "Frist", "Betrag"),
    tuple((f"Projektstandort {i}", "AWO-Kreisverband", "30.06.2021", f"{i}.000,00 €") for i in range(1, 8)),
    numeric=(3,),
)
SOURCE = Paper(
    kind="Mitteilung",
    subject="Weiterentwicklung der Quartiersarbeit im Bielefelder Modell",
    year=2021,
    as_of=DAY,
    consultations=(
        Consultation("den Sozial- und Gesundheitsausschuss", DAY),
        Consultation("den Seniorenrat", date(2021, 3, 24), "5.1"),
    ),
    sections=(
        Section(
            "text",
            "",
            (
                paragraph(
                    "Für Sicherstellung und Weiterentwicklung der Quartiersarbeit im Bielefelder Modell stehen ",
                    "zz. ",
                    ("80.000 €", "available"),
                    " pro Jahr für maximal ",
                    ("10", "seats"),
                    " Standorte zur Verfügung.",
                ),
                paragraph(
                    "Die Verwaltung konnte bislang eine Kooperationsvereinbarung für insgesamt ",
                    ("sieben", "sites"),
                    " Projektstandorte schließen.",
                ),
            ),
        ),
        Section("money", "Mittel", (paragraph("Die Mittel verteilen sich so:"),), (SITES,)),
    ),
    figures=(
        figure("available", "Zur Verfügung stehende Mittel", Decimal("80000.00"), "80.000 €"),
        figure("seats", "Plätze", 10, "10", records=10),
        figure("sites", "Projektstandorte", 7, "sieben", records=7),
    ),
    reference="1234/2020-2025",
    lead_office="Büro für Sozialplanung",
    contact="Frau Beispiel",
    is_example=True,
    notes=("Beratungsfolge: noch keine Sitzung zugeordnet",),
)


def saying(*texts, **changes):
    """The source paper with these paragraphs as its only text."""
    section = Section("text", "", tuple(paragraph(text) for text in texts))
    return replace(SOURCE, **{"sections": (section,), **changes})


def everywhere(text):
    """A paper that says `text` in every place that can hold one."""
    return Paper(
        kind=text,
        subject=text,
        year=2021,
        as_of=DAY,
        consultations=(Consultation(text, DAY, text),),
        sections=(
            Section(
                "one",
                text,
                (paragraph(text, (text, "figure")),),
                (Table(text, (text, text), ((text, text), ("", text)), numeric=(1,)),),
            ),
        ),
        figures=(Figure("figure", text, 1, text, text, DAY, text, (Record(text, "m", 1, text),)),),
        reference=text,
        lead_office=text,
        contact=text,
        notes=(text,),
    )


# --- How a PDF is read back -----------------------------------------------------------------------


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def squeezed(text):
    """The letters alone: line breaks, spaces, hyphenation and invisible break points are layout."""
    return re.sub(r"[\s\-\u2010\u00ad\u200b\u2060]", "", text)


def read_text(data):
    """The running text of all pages, without header and footer."""
    with pymupdf.open(stream=data) as document:
        body = pymupdf.Rect(0, 74, 595, 770)
        return squeezed("".join(page.get_text(clip=body) for page in document))


def read_html(fragment):
    class Reader(HTMLParser):
        text = ""

        def handle_data(self, data):
            self.text += data

    reader = Reader()
    reader.feed(str(fragment))
    return squeezed(reader.text)


def elements(data):
    """Every structure element as (role, dictionary with Scope and Alt where given)."""
    found = []

    def walk(element):
        if isinstance(element, pikepdf.Array):
            for item in element:
                walk(item)
        elif isinstance(element, pikepdf.Dictionary) and ("/S" in element or "/K" in element):
            if "/S" in element:
                attributes = element.get("/A", pikepdf.Array())
                attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
                scopes = [str(entry.Scope) for entry in attributes if "/Scope" in entry]
                found.append((str(element.S), scopes[0] if scopes else "", str(element.get("/Alt", ""))))
            walk(element.get("/K"))

    with opened(data) as document:
        walk(document.Root.StructTreeRoot)
    return found


def outloud(data, path, *options):
    """Exit code and report of the PDF/UA checker.

    TBL-014 is a false alarm on tables without a page of their own, LNK-010 wants every address that
    somebody typed to be a link.
    """
    path.write_bytes(data)
    checker = Path(sys.executable).with_name("outloud")
    done = subprocess.run(
        [checker, path, "--skip", "TBL-014,LNK-010", *options], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


# --- Accessible -----------------------------------------------------------------------------------


def test_the_checker_finds_nothing_in_the_paper(tmp_path):
    code, report = outloud(render.pdf(SOURCE), tmp_path / "paper.pdf", "--fail-on", "warning")
    assert code == 0, report


def test_the_checker_can_fail(tmp_path):
    plain = typst.compile(b"Ohne Titel, Sprache und Kennung", pdf_tags=False)
    code, _ = outloud(plain, tmp_path / "plain.pdf")
    assert code == 1


@pytest.mark.parametrize(
    "text",
    [HOSTILE, STRANGE, "x" * 400, "Wort " * 2000],
    ids=["markup", "strange", "long word", "long text"],
)
def test_no_text_makes_the_paper_inaccessible(text, tmp_path):
    # Only the standard's rules: the others judge wording, and this wording is meant to be bad.
    code, report = outloud(
        render.pdf(everywhere(text)), tmp_path / "paper.pdf", "--layer", "conformance", "--fail-on", "error"
    )
    assert code == 0, report


@pytest.mark.parametrize("rows", [1, 2, 8])
@pytest.mark.parametrize("columns", [1, 2, 3, 6])
def test_a_table_of_any_size_is_accessible(rows, columns, tmp_path):
    table = Table("Angaben", ("Angabe",) * columns, (("Inhalt der Zelle",) * columns,) * rows)
    paper = replace(SOURCE, sections=(Section("a", "Tabelle", (), (table,)),), figures=())
    code, report = outloud(render.pdf(paper), tmp_path / "paper.pdf", "--layer", "conformance")
    assert code == 0, report


def test_the_file_says_its_language_title_and_standards():
    with opened(render.pdf(SOURCE)) as document:
        root, meta = document.Root, document.open_metadata()
        assert {
            "language": str(root.Lang),
            "title": meta["dc:title"],
            "author": meta["dc:creator"],
            "title is shown": bool(root.ViewerPreferences.DisplayDocTitle),
            "tagged": bool(root.MarkInfo.Marked),
            "tree": str(root.StructTreeRoot.Type),
            "PDF/UA": meta["{http://www.aiim.org/pdfua/ns/id/}part"],
            "PDF/A": meta["pdfaid:part"] + meta["pdfaid:conformance"],
            "made on": str(document.docinfo.CreationDate)[:10],
        } == {
            "language": "de-DE",
            "title": "Mitteilung: Weiterentwicklung der Quartiersarbeit im Bielefelder Modell",
            "author": ["Büro für Sozialplanung"],
            "title is shown": True,
            "tagged": True,
            "tree": "/StructTreeRoot",
            "PDF/UA": "1",
            "PDF/A": "2A",
            "made on": "D:20210126",
        }


def test_headings_stand_in_one_order_without_a_gap():
    headings = [role for role, _, _ in elements(render.pdf(SOURCE)) if re.fullmatch(r"/H\d", role)]
    assert headings == ["/H1", "/H2", "/H2", "/H2", "/H2"]  # kind; subject, text, „Mittel“, appendix


def test_every_row_and_every_column_of_a_table_has_its_header():
    scopes = [scope for role, scope, _ in elements(render.pdf(SOURCE)) if role == "/TH"]
    columns, rows = ["/Column"], ["/Row"]
    assert scopes == columns * 4 + rows * 7 + columns * 5 + rows * 3


def test_every_drawing_has_a_description():
    assert [alt for role, _, alt in elements(render.pdf(SOURCE)) if role == "/Figure" and not alt] == []


def test_every_font_is_embedded_and_can_be_read_back():
    fonts = {}
    with opened(render.pdf(SOURCE)) as document:
        for page in document.pages:
            for font in page.resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                embedded = bool({"/FontFile2", "/FontFile3"} & set(descriptor.keys()))
                fonts[str(font.BaseFont).partition("+")[2]] = (embedded, "/ToUnicode" in font)
    assert fonts == {f"FiraSans-{face}": (True, True) for face in ("Regular", "SemiBold", "Bold")}


def test_a_figure_in_the_text_leads_to_its_entry_in_the_appendix():
    with pymupdf.open(stream=render.pdf(SOURCE)) as document:
        links = [(page.number, link["page"]) for page in document for link in page.get_links()]
        assert links == [(0, document.page_count - 1)] * 3


# --- Reproducible ---------------------------------------------------------------------------------


def test_the_same_paper_gives_the_same_bytes():
    assert render.pdf(SOURCE) == render.pdf(SOURCE)


def test_another_process_gives_the_same_bytes():
    program = (
        f"from django.conf import settings; settings.configure(PAPER_FONTS={str(PAPER_FONTS)!r});"
        "import hashlib; from tests.test_render import SOURCE; from quartiersarbeit.ground import paper as render;"
        "print(hashlib.sha256(render.pdf(SOURCE)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(render.pdf(SOURCE)).hexdigest()


def test_another_as_of_date_gives_another_file():
    assert render.pdf(replace(SOURCE, as_of=date(2021, 1, 27))) != render.pdf(SOURCE)


# --- Complete -------------------------------------------------------------------------------------


def test_page_and_pdf_read_the_same_from_the_first_word_to_the_last():
    assert read_html(render.html(SOURCE)) == read_text(render.pdf(SOURCE))


def test_the_head_reads_as_the_citys_own_papers_do():
    assert read_text(render.pdf(SOURCE)).startswith(
        squeezed(
            "Entwurf · Enthält Beispieldaten Mitteilung "
            "für den Sozial- und Gesundheitsausschuss am 26.01.2021 "
            "für den Seniorenrat am 24.03.2021, TOP 5.1 "
            "Drucksachen-Nr.: 1234/2020-2025 Federführung: Büro für Sozialplanung Auskunft: Frau Beispiel "
            "Stand: 26.01.2021 Beratungsfolge: noch keine Sitzung zugeordnet "
            "Thema: Weiterentwicklung der Quartiersarbeit im Bielefelder Modell "
            "Mitteilung: Für Sicherstellung und Weiterentwicklung der Quartiersarbeit im Bielefelder Modell "
            "stehen zz. 80.000 € pro Jahr für maximal 10 Standorte zur Verfügung."
        )
    )


def test_a_paper_without_a_meeting_says_so():
    text = read_text(render.pdf(replace(SOURCE, consultations=())))
    assert squeezed("Mitteilung Beratungsfolge: noch nicht festgelegt Drucksachen-Nr.") in text


def test_a_released_paper_is_no_draft_on_any_page():
    released = replace(SOURCE, is_draft=False, is_example=False)
    with pymupdf.open(stream=render.pdf(released)) as document:
        found = [page.search_for(word) for page in document for word in ("Entwurf", "Beispieldaten")]
        assert found == [[]] * 2 * document.page_count


def test_a_draft_says_so_on_every_page():
    with pymupdf.open(stream=render.pdf(SOURCE)) as document:
        assert [len(page.search_for("Entwurf")) for page in document] == [1] * document.page_count


def test_every_page_counts_itself():
    with pymupdf.open(stream=render.pdf(SOURCE)) as document:
        counted = [page.get_text().count(f"Seite {page.number + 1} von 2") for page in document]
        assert counted == [1, 1]


def test_the_appendix_gives_a_number_word_in_digits():
    text = read_text(render.pdf(SOURCE))
    row = "3. Projektstandorte 7 26.01.2021 gezählt am Stichtag Projektstandorte 1; Projektstandorte 2;"
    assert squeezed(row) in text


def test_a_paper_without_figures_has_no_appendix():
    assert "ZahlenundihreQuellen" not in read_text(render.pdf(replace(SOURCE, figures=())))


def test_a_figure_unknown_to_the_paper_is_plain_text():
    paper = replace(SOURCE, sections=(Section("a", "", (paragraph(("zwölf", "nowhere")),)),))
    assert ("zwölf" in read_text(render.pdf(paper)), 'paper-figure">zwölf' in render.html(paper)) == (
        True,
        False,
    )


def test_two_hundred_sections_are_all_there():
    sections = tuple(Section(f"s{i}", "Doppelt", (paragraph(f"Absatz-Nummer {i}."),)) for i in range(200))
    text = read_text(render.pdf(replace(SOURCE, sections=sections)))
    assert [i for i in range(200) if f"DoppeltAbsatzNummer{i}." not in text] == []


def test_a_long_table_goes_on_over_pages_under_its_own_headings():
    table = replace(SITES, rows=SITES.rows * 20)
    data = render.pdf(replace(SOURCE, sections=(Section("a", "Mittel", (), (table,)),), figures=()))
    roles = [role for role, _, _ in elements(data)]
    with pymupdf.open(stream=data) as document:
        shown = sum(len(page.search_for("Träger")) for page in document)
        assert (roles.count("/Table"), roles.count("/THead"), shown) == (1, 1, document.page_count)


def test_a_table_whose_rows_do_not_fit_is_refused():
    table = Table("Schief", ("a", "b"), (("nur eine",),))
    with pytest.raises(ValueError, match="„Schief“: jede Zeile braucht 2 Zellen"):
        render.pdf(replace(SOURCE, sections=(Section("a", "", (), (table,)),)))


def test_an_empty_table_says_that_there_is_nothing():
    table = Table("Maßnahmen", ("Standort", "Maßnahme"), ())
    text = read_text(render.pdf(replace(SOURCE, sections=(Section("a", "", (), (table,)),))))
    assert squeezed("Maßnahmen Standort Maßnahme – –") in text


def test_an_empty_cell_shows_that_nothing_is_missing():
    table = Table("Maßnahmen", ("Standort", "Frist"), (("", " "), ("Projektstandort 1", "")))
    text = read_text(render.pdf(replace(SOURCE, sections=(Section("a", "", (), (table,)),))))
    assert squeezed("Standort Frist – – Projektstandort 1 –") in text


def test_the_page_around_a_paper_leaves_the_heading_to_it():
    page = render_to_string(
        "quality_dialog/paper.html", {"document": render.html(SOURCE), "title": "Mitteilung"}
    )
    assert (page.count("<h1"), page.count("<article"), "paper.css" in page) == (1, 1, True)


# --- Unbreakable ----------------------------------------------------------------------------------


def test_markup_of_any_kind_comes_out_literally():
    assert squeezed(HOSTILE) in read_text(render.pdf(saying(HOSTILE)))


def test_markup_of_any_kind_is_escaped_on_the_page():
    page = render.html(everywhere(HOSTILE), figure_url=lambda key: f"/zahlen/{key}/")
    assert ("<script" in page, squeezed(HOSTILE) in read_html(page)) == (False, True)


def test_strange_characters_are_replaced_or_dropped():
    expected = "▯ ▯▯▯ ▯▯▯▯ evil x ▯ ▯▯▯ ﬁ 1 a\nb\nc\nd é"
    assert glyphs.printable(STRANGE) == expected


def test_strange_characters_come_out_the_same_on_page_and_paper():
    paper = everywhere(STRANGE)
    assert read_html(render.html(paper)) == read_text(render.pdf(paper))


NOTHINGS = {
    "empty": "",
    "space": " ",
    "line break": "\n",
    "white space": " \t\r\n ",
    "zero-width space": "\u200b",
    "soft hyphen": "\u00ad",
    "soft hyphen at the end of a word": "0\u00ad",
    "no-break space": "\xa0",
    "NUL": "\x00",
    "lone surrogate": "\ud800",
    "bidi override": "\u202e",
    "ten thousand letters": "x" * 10_000,
    "three hundred lines": "\n" * 300,
}


@pytest.mark.parametrize("text", NOTHINGS.values(), ids=NOTHINGS)
def test_a_paper_of_nothing_but_this_is_still_a_paper(text):
    paper = everywhere(text)
    assert (render.pdf(paper)[:5], render.html(paper).encode()[-11:]) == (b"%PDF-", b"</article>\n")


def test_a_word_of_four_hundred_letters_stays_on_the_sheet():
    with pymupdf.open(stream=render.pdf(saying("x" * 400, figures=()))) as document:
        assert max(word[2] for page in document for word in page.get_text("words")) < 595 - 70


def test_ten_thousand_letters_are_all_there():
    words = " ".join(f"Wort{i}" for i in range(1500))
    assert squeezed(words) in read_text(render.pdf(saying(words)))


def test_blank_paragraphs_leave_nothing_behind():
    paper = saying("vorher", "", "  \n\t ", "\u200b", "nachher")
    assert (
        render.html(paper).count('<p class="paper-text">') - 1,
        "vorhernachher" in read_text(render.pdf(paper)),
    ) == (
        2,
        True,
    )


def test_every_glyph_of_the_typeface_can_be_printed():
    everything = "".join(glyphs._print_table().values())
    assert render.pdf(saying(everything, figures=()))[:5] == b"%PDF-"


def test_a_record_is_linked_only_within_the_house():
    record = Record("Standort", "sites.site", 1, "javascript:alert(1)")
    paper = replace(SOURCE, figures=(replace(SOURCE.figures[0], records=(record,)),))
    assert "javascript" not in render.html(paper, figure_url=lambda key: f"/zahlen/{key}/")


def test_figures_lead_to_their_records_where_the_reader_may_see_them():
    page = render.html(SOURCE, figure_url=lambda key: f"/zahlen/{key}/")
    assert '<a class="paper-figure" href="/zahlen/sites/">sieben</a>' in page


def test_a_public_page_links_nothing():
    assert "<a " not in render.html(SOURCE)


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.soak
@settings(max_examples=500 if SOAK else 15)
@given(ANYTHING)
def test_whatever_people_type_makes_a_paper(text):
    paper = everywhere(text)
    assert (render.pdf(paper)[:5], render.html(paper).encode()[-11:]) == (b"%PDF-", b"</article>\n")


@given(ANYTHING)
@example("A\x1f\u0323")  # the mark composes once what stood between is gone
@example("A\u00ad\u0323")
def test_a_text_once_printable_stays_as_it_is(text):
    printed = glyphs.printable(text)
    assert glyphs.printable(printed) == printed
