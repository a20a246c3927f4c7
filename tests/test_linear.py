"""What reads people's words takes time in proportion to them, whatever they have typed."""

import time
import timeit
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.template.defaultfilters import linebreaks, slugify

from funding import notice_paper
from partners import rules
from quality_dialog.report import changes, markup, plain_language, publishing, reading, wording
from quality_dialog.report.models import searching
from quartiersarbeit import handbook
from quartiersarbeit.ground import cells, fields, letters, marking, numbers, spreadsheet, uploads
from quartiersarbeit.ground.paper import glyphs
from quartiersarbeit.ground.plain import PlainTextField, plain

LETTERS = 50_000
MOST_SECONDS = 10  # of the processor, ten times of what the dearest takes
NOTICED = 0.25  # seconds of the processor, from which on it is asked how the time grows
MOST_TIMES = 8  # as long as a quarter of the text: in proportion it is 4, with the square 16; so no machine is too slow

# What makes patterns and parsers go back and forth: openings without an end, ends without an opening, runs of what
# may be skipped, and what is nearly the thing.
WICKED = (
    *"[](){}*_`<>&#\\|=~.!,:;-+'\"/0a ä\t\n\r",
    *("[[", "[[a", "[[a]]", "]]", "]][[", "a*", "*a", "**a", "*a_", "_a ", "***a** "),
    *("<!--", "<!-- >", "<![", "<?xml ", "<a", "<a ", "<a b='>'", "<a b='", "<a b='>", "</", "<p/", "<p <p "),
    *(
        "<script>",
        "<style></",
        "<b>x</b>",
        "<p>&amp;",
        "<p>&lt;p&gt;",
        "<p>&#1111111111111",
        "<title>",
        "&#9",
    ),
    *(" \n", " \t\n", "\n\n \n", "\n- ", "\n1. ", "\n  - ", "\n#", "1. a\n# \n", "- a\n  ", "1. a\n- b\n"),
    *("0.", "1 ", "0,", "1.000", "€ ", "€", "A. ", "A. B C. ", "z. B", "e. ", "e.", "und ", "a-", "a·", "„"),
    *("Frau ", "Frau A.", "Frau A. ", "Kim ", "Kim\n"),
    *("\u200b", "\u00ad", "a\u00ad", "e\u0301", "\u0301", "\u202e", "\ufb01", "\ufdfd"),
)


def clean(field):
    def read(text: str) -> None:
        with suppress(ValidationError):
            field.clean(text)

    return read


def refusing(read):
    def tried(text: str) -> None:
        with suppress(ValidationError):
            read(text)

    return tried


def compared(text: str) -> None:
    """Each sentence of the text, with one more in front and some fewer at the end."""
    told = changes.SENTENCE.split(text)
    list(changes._pairs(told[:-3], ["Neu.", *told]))


READERS = {
    "report text": markup.blocks,
    "figures begun": markup.malformed,
    "empty sub-headings": markup.empty_headings,
    "figures": wording.TOKEN.findall,
    "Leichte Sprache": plain_language.aid,
    "changes": compared,
    "passages of a partner": reading.NameFinder({"A", "AB"}, {"B C"}).own_parts,
    "search": searching.query,
    "names left out": publishing.hiding(["Kim A", "Kim Frau", "a@b.de"]),
    "check code": marking.read,
    "pasted text": plain,
    "pasted text in a form": clean(PlainTextField(limit=2_000)),
    "handbook": handbook.chapters,
    "notice": notice_paper._paragraphs,
    "tokens of a notice": lambda text: notice_paper._BRACED.sub("", text),
    "cell": spreadsheet.safe_text,
    "cell as meant": spreadsheet.as_meant,
    "text as it is kept": letters.lines,
    "cell of a day": refusing(lambda text: cells.Day().read(text, {})),
    "cell of a text": lambda text: cells.Text().read(text, {}),
    "telephone number": refusing(numbers.phone),
    "title of a file": lambda text: uploads.title_for(text, ()),
    "paper": lambda text: glyphs.breakable(glyphs.printable(text)),
    "name of a partner": rules.folded,
    "amount": clean(fields.EuroFormField()),
    "day": clean(fields.GermanDateField()),
    "page": linebreaks,
    "name of a file": slugify,
}


def seconds(read, piece: str, letters: int) -> float:
    """Of the processor, for a text of so many letters; nobody looks for garbage meanwhile."""
    text = (piece * (letters // len(piece) + 1))[:letters]
    return timeit.timeit(lambda: read(f"<p>x{text}x"), timer=time.process_time, number=1)


def test_a_reader_that_goes_back_and_forth_is_noticed():
    def pairs(text: str) -> None:
        sum(one == two for one in text[:4_000] for two in text[:4_000:2])

    short, long = (seconds(pairs, "ab", letters) for letters in (1_000, 4_000))
    assert long > MOST_TIMES * short


@pytest.mark.parametrize("reader", READERS)
def test_no_text_keeps_a_reader_busy(reader):
    slow = {}
    for piece in WICKED:
        took = seconds(READERS[reader], piece, LETTERS)
        grows = took > NOTICED and took > MOST_TIMES * seconds(READERS[reader], piece, LETTERS // 4)
        if grows or took > MOST_SECONDS:
            slow[piece] = round(took, 1)
    assert slow == {}


def test_pasted_markup_is_read_as_before():
    pasted = {
        "Erreichen wir < 50 Personen?": "Erreichen wir < 50 Personen?",
        "<p title='a>b'>Hallo</p>": "Hallo",
        "<![if !supportLists]>1.<![endif]> Eins<p>zwei": "1. Eins\nzwei",
        "<p>a<script>if (a<b) x</script>b": "ab",
        "<p>Kaffee &amp; Kuchen": "Kaffee & Kuchen",
        "<p>&lt;b&gt;fett": "fett",
        "<p>a < b und c > d</p>": "a < b und c > d",
        "<title>T</title><p>x": "x",
        "a<br/>b<o:p></o:p>": "a\nb",
        "<p>x <![<![": "x <![<![",
        "<p>" + "&#" + "1" * 5_000 + ";": "\N{REPLACEMENT CHARACTER}",
    }
    assert {text: plain(text) for text in pasted} == pasted


def test_a_text_that_was_pasted_with_endless_markup_is_refused_unread():
    with pytest.raises(ValidationError) as refusal:
        PlainTextField(limit=2_000).clean("<p>" * 200_000)
    assert refusal.value.error_list[0].code == "max_length"


def test_changes_of_very_long_texts_are_told_as_one():
    old = [f"Satz {n}." for n in range(2_000)]
    new = [*old[:100], "Neu.", *old[101:1_000], "Auch neu.", *old[1_001:]]
    [(was, now)] = changes._pairs(old, new)
    assert (was.startswith("Satz 100. Satz 101."), was.endswith("Satz 1000.")) == (True, True)
    assert (now.startswith("Neu. Satz 101."), now.endswith("Satz 999. Auch neu.")) == (True, True)
    assert list(changes._pairs(old, old)) == []
