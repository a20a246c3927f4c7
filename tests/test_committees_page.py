"""What a committee gets: reports first, each figure with its place, large letters, Leichte Sprache before all."""

from datetime import date

import pymupdf
import pytest
from django.urls import reverse
from lxml import html

from partners.models import User
from quality_dialog.models import Report
from quality_dialog.report.texts import sections_of
from quality_dialog.report.wording import PLAIN, Draft
from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import Paper, Paragraph, Run, Section
from tests.test_render import read_html, read_text
from tests.test_word import read

EASY = "Die Stadt hilft.\n\n### Geld\n\nEs gibt Geld."
SUMMARY = sections_of(Draft(PLAIN, "Das Wichtigste in Leichter Sprache", EASY), {})
FORMATS = {
    "html": lambda: read_html(machine.html(PAPER)),
    "pdf": lambda: read_text(machine.pdf(PAPER)),
    "docx": lambda: read(PAPER),
}
PAPER = Paper(
    kind="Mitteilung",
    subject="Quartiersarbeit",
    year=2026,
    as_of=date(2026, 3, 2),
    sections=(Section("einleitung", "", (Paragraph((Run("Der Rat hat beschlossen."),)),)), *SUMMARY),
)


@pytest.fixture
def member(loaded, client):
    client.force_login(
        User.objects.get(email="seniorenrat@example.org"), "django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.django_db
def test_a_committee_opens_on_its_reports_and_every_figure_leads_into_one(member):
    page = html.fromstring(member.get(reverse("dashboard")).content)
    assert page.xpath("//main//h2/text()")[0] == "Veröffentlichte Berichte"
    assert page.xpath("//details[not(@open)]//table//a[contains(@href, '#zahl-')]")
    assert not page.xpath("//main//table//a[contains(@href, '#zahl-')][not(ancestor::details)]")
    leads = page.xpath("//details//table//a/@href")
    report = html.fromstring(member.get(leads[0]).content)
    assert {one.partition("#")[2] for one in leads} <= set(report.xpath("//@id"))


@pytest.mark.django_db
def test_a_committee_is_offered_only_what_can_occur(member):
    page = html.fromstring(member.get(reverse("quality_dialog:report_list")).content)
    offered = [
        {choice.get("name"): value}
        for choice in page.xpath("//form//select[@name='stand' or @name='art']")
        for value in filter(None, choice.xpath("./option/@value"))
    ]
    found = [
        html.fromstring(member.get(reverse("quality_dialog:report_list"), one).content) for one in offered
    ]
    rows = [len(one.xpath("//main//tbody/tr")) for one in found]
    assert (bool(offered), [one for one, many in zip(offered, rows, strict=True) if not many]) == (True, [])


@pytest.mark.django_db
def test_a_report_is_read_in_large_letters_with_nothing_around_it(member):
    report = Report.objects.get(year=2021)
    address = reverse("quality_dialog:report_page", args=[report.pk])
    plain, large = (html.fromstring(member.get(address + more).content) for more in ("", "?schrift=gross"))
    assert plain.xpath("//a[@href='?schrift=gross']")
    assert "paper-page--large" in large.xpath("//body/@class")[0]
    assert large.xpath("string(//article)") == plain.xpath("string(//article)")
    told = large.xpath("//p[contains(@class, 'printed-from')]/text()")
    assert told == [f"Diese Seite am Bildschirm: http://testserver{address}"]


@pytest.mark.parametrize("words", FORMATS.values(), ids=FORMATS)
def test_leichte_sprache_comes_first_in_every_format(words):
    said = words()
    assert said.index("DasWichtigste") < said.index("Geld") < said.index("DerRathatbeschlossen")


def test_the_pdf_has_bookmarks_for_all_its_headings():
    with pymupdf.open(stream=machine.pdf(PAPER)) as document:
        marks = [title for _, title, _ in document.get_toc()]
    assert marks == ["Mitteilung", "Thema:", "Das Wichtigste in Leichter Sprache", "Geld", "Mitteilung:"]
