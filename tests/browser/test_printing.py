"""A page of each kind on A4 paper, as its reader's browser prints it: no column lost, no number torn, no sheet left
over; and a report of two hundred sheets. All pages in all states: `test_states.py`."""

import re

import pymupdf
import pytest
from django.urls import reverse

from quality_dialog.models import Report
from tests.browser import pages, printing
from tests.browser.looking import sign_in
from tests.factories import SectionFactory

pytestmark = pytest.mark.browser

OF_EACH_KIND = ("funding:allocation_trail", "funding:fiscal_year_detail", "partners:partner_detail")


def on_paper(page, server, addresses) -> dict[str, list[str]]:
    """What is wrong with the prints of these pages."""
    found = {}
    for address in addresses:
        page.goto(f"{server}{address}")
        if wrong := printing.on_paper(page):
            found[address] = wrong
    return found


def test_a_page_of_each_kind_is_whole_on_paper(demo, page):
    pages.stage()
    sign_in(page, demo, "koordination")
    shown = dict(reversed(pages.of_koordination()))
    assert on_paper(page, demo, [reverse(name, args=shown[name]) for name in OF_EACH_KIND]) == {}


PARTS, PARAGRAPHS = 50, 8
SENTENCE = "Satz und Wort am 26.01.2021 über 8.000,00 € zu 1234/2020-2025. "


def long_report():
    """A draft of more than two hundred sheets; each paragraph says where it begins and ends."""
    shown = dict(reversed(pages.of_koordination()))
    report = Report.objects.get(pk=shown["quality_dialog:report_edit"][0])
    for number in range(PARTS):
        body = "\n\n".join(
            f"Anfang {number}-{at}. {SENTENCE * (30 + (number * PARAGRAPHS + at) % 11)} Ende {number}-{at}."
            for at in range(PARAGRAPHS)
        )
        SectionFactory(report=report, key=f"lang-{number}", heading=f"Teil {number}", body=body, position=90)
    return report


def stranded(sheets: list[list[str]]) -> list[str]:
    """A heading or a first line at the foot of a sheet, a last line at the head of one."""
    return [
        f"page {number}: {line}"
        for number, lines in enumerate(sheets, start=1)
        for line, alone in ((lines[0], r"Ende \d+-\d+\.$"), (lines[-1], r"Anfang \d|Teil \d+$"))
        if re.search(alone, line)
    ]


@pytest.mark.exhaustive
def test_a_report_of_two_hundred_sheets_is_whole_on_paper(demo, page):
    pages.stage()
    report = long_report()
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_page', args=[report.pk])}")
    tables = printing.tables(page)
    page.emulate_media(media="print")
    pdf = printing.printed(page)
    assert printing.wrong(pdf, printing.words(page), tables) == []
    with pymupdf.open(stream=pdf) as document:
        sheets = [[text for _, text in printing.lines(sheet)] for sheet in document]
        told = printing.told(document)
    assert stranded(sheets) == []
    assert [at for at, lines in enumerate(sheets) if len(lines) < printing.LAST_LINES] == []
    assert 200 < len(sheets) < 300
    assert (
        max(len(printing.sheets_of(table, told)) for table in tables) > 1
    )  # one goes on over the next sheet


def test_what_is_wrong_on_paper_is_found():
    assert stranded([["Satz", "Teil 3"], ["ist. Ende 3-1.", "Anfang 3-2. Satz", "Satz"]]) == [
        "page 1: Teil 3",
        "page 2: ist. Ende 3-1.",
    ]
    table = printing.Table(["Zahl"], ["Standort eins", "Standort zwei"])
    assert printing.headless([table], ["zahlstandorteins", "standortzwei"]) == [
        "page 2 does not name the column Zahl"
    ]
    narrow, where = pymupdf.open(), (72, 72)
    narrow.new_page().insert_text(where, list("überfällig"))
    assert printing.crumbled(narrow) == ["page 1 in crumbs: überfällig"]
