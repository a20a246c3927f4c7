"""The small markup of report texts: a little structure, and never anything but text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality_dialog.report import markup
from quality_dialog.report.texts import sections_of
from quality_dialog.report.wording import Draft


def read(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in markup.blocks(text)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Ein Absatz.\n\nNoch einer.", [("text", "Ein Absatz."), ("text", "Noch einer.")]),
        ("- eins\n- zwei", [("bullet", "eins"), ("bullet", "zwei")]),
        ("1. eins\n2. zwei", [("numbered", "eins"), ("numbered", "zwei")]),
        ("## Ausblick\nText", [("heading", "Ausblick"), ("text", "Text")]),
        ("Zeile\r\nZeile", [("text", "Zeile\nZeile")]),
        ("1. eins\n2. zwei\n\n   dazu", [("numbered", "eins"), ("numbered", "zwei\ndazu")]),
        ("", []),
        ("##  ", []),
    ],
)
def test_a_text_is_read_as_paragraphs_lists_and_sub_headings(text, blocks):
    assert read(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "26. Januar 2021 war es so weit.",
        "1. Januar 2021",
        "+ 5 Prozent",
        "<script>alert(1)</script> &amp; <b>fett</b>",
        "[Verweis](http://example.org) ![Bild](x.png)",
        '`#read("/etc/passwd")` {{ settings.SECRET_KEY }} {% debug %}',
        "datei_mit_unterstrichen und _kursiv_",
        '#read("x")',
        "> kein Zitat",
        "***",
        "[[standorte_hoechstens]] und [[_unbekannt_]]",
        "3 * 4 = 12",
    ],
)
def test_what_is_no_markup_prints_as_it_is_typed(text):
    assert read(text) == [("text", text)]


def test_bold_and_italics_are_told_from_the_rest():
    (block,) = markup.blocks("Das ist **sehr *wichtig***.")
    assert [(piece.text, piece.strong, piece.emphasis) for piece in block.pieces] == [
        ("Das ist ", False, False),
        ("sehr ", True, False),
        ("wichtig", True, True),
        (".", False, False),
    ]


@given(st.text(alphabet="ab*_-#1. \n\\[]<&`+", max_size=60))
def test_no_text_breaks_it_and_no_letter_is_lost(text):
    read_back = "".join(block.text for block in markup.blocks(text))
    assert [c for c in read_back if c in "ab"] == [c for c in text if c in "ab"]


def test_a_sub_heading_begins_a_part_of_its_section():
    parts = sections_of(Draft("stand", "Stand", "Vorher.\n\n## Neu\n\nNachher."), {})
    assert [(p.key, p.heading, p.level, [t.text for t in p.paragraphs]) for p in parts] == [
        ("stand", "Stand", 2, ["Vorher."]),
        ("stand-1", "Neu", 3, ["Nachher."]),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("gut [[frei]]", []),
        ("eins\nzwei [[Stand orte]] drei", ["Zeile 2: „[[Stand orte]]“"]),
        ("offen [[frei", ["Zeile 1: „[[frei“"]),
        ("leer [[]]", ["Zeile 1: „[[]]“"]),
    ],
)
def test_a_figure_begun_and_not_named_is_found_with_its_line(text, places):
    assert markup.malformed(text) == places


def test_an_empty_sub_heading_is_found_with_its_line():
    assert markup.empty_headings("a\n##\n### \n#x") == [2, 3]
