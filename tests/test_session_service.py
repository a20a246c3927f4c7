"""A report handed over to the session service: field by field, in the city's Word template, in time for a meeting."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from quality_dialog.models import Consultation, CouncilSheet, Report, WordTemplate
from quality_dialog.report import approval, council, council_word
from quartiersarbeit.ground.paper import Section, Table
from quartiersarbeit.ground.workdays import is_workday
from tests import factories as f
from tests.asking import code_of
from tests.word_templates import control, packed, template, text_of

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 3)
SAID = {
    "product_group": "11.05.02 Hilfen",
    "openness": "public",
    "financial_effects": "Keine; die Mittel stehen im Haushalt.",
}


def upload(content: bytes, name: str = "Vorlage") -> dict:
    return {"name": name, "file": SimpleUploadedFile("vorlage.docx", content)}


@pytest.fixture
def approved(koordination, freigabe) -> Report:
    report = f.ReportFactory(by=koordination, lead_office="Sozialamt", subject="Stand der Quartiersarbeit")
    f.SectionFactory(
        report=report, key="stand", heading="Stand", body="Erster Absatz.\n\nZweiter <b>Absatz</b>."
    )
    f.ConsultationFactory(report=report, meeting__held_on=date(2026, 10, 5))
    CouncilSheet.objects.enter(report=report, **SAID, by=koordination, on=ON)
    report.submit_for_review(by=koordination, on=ON)
    f.hear(report, by=freigabe, on=ON)
    approval.approve(report, by=freigabe, on=ON)
    return Report.objects.get(pk=report.pk)


# --- the page -------------------------------------------------------------------------------------------


def test_the_page_has_each_field_in_the_order_council_systems_ask(approved, koordination, client_of):
    url = reverse("quality_dialog:report_council", args=[approved.pk])
    page = client_of(koordination).get(url).content.decode()
    places = [page.index(f">{field}</h2>") for field in council.FIELDS]
    assert places == sorted(places)
    told = (
        "11.05.02 Hilfen",
        "öffentlich",
        "Keine; die Mittel stehen im Haushalt.",
        "Sozialamt",
        "Mitteilung",
    )
    assert [one for one in told if one not in page] == []
    assert "Zweiter &lt;b&gt;Absatz&lt;/b&gt;." in page


def test_what_nobody_has_said_yet_is_marked_as_missing(koordination, client_of):
    report = f.SectionFactory().report
    url = reverse("quality_dialog:report_council", args=[report.pk])
    page = client_of(koordination).get(url).content.decode()
    assert page.count("fehlt noch") == 5  # office, product group, openness, effects, meetings


def test_an_agenda_item_that_comes_to_be_known_later_stands_on_the_page(approved, koordination, client_of):
    url = reverse("quality_dialog:report_council", args=[approved.pk])
    browser = client_of(koordination)
    before = browser.get(url).content.decode()
    Consultation.objects.filter(report=approved).update(item="7")
    after = browser.get(url).content.decode()
    assert (council.NO_ITEM in before, "TOP 7" in after) == (True, True)


def test_the_last_reports_answers_are_proposed_for_the_next(approved, koordination, client_of):
    following = f.ReportFactory(by=koordination, kind="information")
    url = reverse("quality_dialog:council_sheet_enter", args=[following.pk])
    page = client_of(koordination).get(url).content.decode()
    done = client_of(koordination).post(url, SAID)
    assert ("11.05.02 Hilfen" in page, done.status_code) == (True, 302)
    assert CouncilSheet.objects.get(report=following).entered_by == koordination


def test_nothing_is_said_anew_once_it_is_submitted(approved, koordination):
    given = {"report": approved, **SAID, "by": koordination, "on": ON}
    before = code_of(CouncilSheet.objects.enter, **given)
    approved.submit(by=koordination, on=ON)
    assert (before, code_of(CouncilSheet.objects.enter, **given)) == ("done", "council_sheet_submitted")


def test_oparl_names_an_agenda_item_only_where_there_is_one(approved):
    stored = json.loads(bytes(approved.renditions.get(format="json").content))
    (stop,) = stored["consultation"]
    meeting = next(one for one in stored["quartiersarbeit:included"] if one["type"].endswith("Meeting"))
    assert ("agendaItem" in stop, meeting["agendaItem"]) == (False, [])


def words(element) -> list[str]:
    """The texts in a piece of a Word file."""
    return [one.text or "" for one in element.iter() if one.tag.endswith("}t")]


# --- the Word template ----------------------------------------------------------------------------------


def test_a_report_goes_into_the_citys_own_template(approved, koordination, client_of):
    WordTemplate.objects.upload(**upload(template()), by=koordination, on=ON)
    url = reverse("quality_dialog:report_council_docx", args=[approved.pk])
    answer = client_of(koordination).get(url)
    told = text_of(answer.content)
    assert "Kopf der Stadt" in told  # what is no field stays
    for said in (
        "Stand der Quartiersarbeit",
        "Sozialamt",
        "Erster Absatz.",
        "Zweiter <b>Absatz</b>.",
        *SAID.values(),
    ):
        assert said in told or said == "public"
    assert "öffentlich" in told
    assert "Platzhalter" not in told


def test_a_field_is_filled_in_a_line_in_a_header_and_by_a_style(approved):
    document = Document(io.BytesIO(template(leave_out=("Betreff", "Art", "Produktgruppe"))))
    document.add_paragraph("Platzhalter", style=document.styles.add_style("Betreff", 1))
    line = document.add_paragraph("Art: ")
    line._p.append(control("Art", inline=True))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header._element.append(control("Produktgruppe"))
    told = {"Betreff": "Thema", "Art": "Mitteilung", "Produktgruppe": "11"}
    made = council_word.filled(packed(document), [council.Entry(*one) for one in told.items()])
    again = Document(io.BytesIO(made))
    header_text = "".join(words(again.sections[0].header._element))
    assert ("Thema" in text_of(made), "Mitteilung" in text_of(made), header_text) == (True, True, "11")


def test_a_table_of_the_report_is_a_table_in_the_template():
    table = Table("Förderung", ("Standort", "Betrag"), (("A", "1 €"), ("B", "2 €")))
    entry = council.Entry("Text", "", (Section("x", "Geld", (), (table,)),))
    made = Document(io.BytesIO(council_word.filled(template(), [entry])))
    (drawn,) = [one for one in made.element.body.iter() if one.tag.endswith("}tbl")]
    cells = ["".join(words(cell)) for cell in drawn.iter() if cell.tag.endswith("}tc")]
    assert cells == ["Standort", "Betrag", "A", "1 €", "B", "2 €"]


def test_a_template_that_lacks_a_field_is_refused_with_its_name(koordination, client_of):
    url = reverse("quality_dialog:word_template_list")
    lacking = template(leave_out=("Produktgruppe",))
    code = code_of(WordTemplate.objects.upload, **upload(lacking), by=koordination, on=ON)
    page = client_of(koordination).post(url, upload(lacking)).content.decode()
    assert code == "template_lacks_field"
    assert ("Der Vorlage fehlen diese Felder: „Produktgruppe“." in page, WordTemplate.objects.count()) == (
        True,
        0,
    )


BAD = {
    "macros": ("template_runs", lambda: with_file("word/vbaProject.bin", b"x")),
    "controls of programs": ("template_runs", lambda: with_file("word/activeX/activeX1.xml", b"<x/>")),
    "other programs' objects": ("template_runs", lambda: with_file("word/embeddings/oleObject1.bin", b"x")),
    "a macro's type": (
        "template_runs",
        lambda: changed(
            "[Content_Types].xml", b"wordprocessingml.document.main+xml", b"x.macroEnabled.main+xml"
        ),
    ),
    "what lies elsewhere": (
        "template_elsewhere",
        lambda: changed(
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            b'<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'attachedTemplate" Target="http://example.org/x.dotm" TargetMode="External"/></Relationships>',
        ),
    ),
    "five thousand fields": ("too_many_fields", lambda: template(more=5_000)),
    "entities": (
        "entities",
        lambda: changed("word/document.xml", b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
    ),
    "a bomb": ("unfolds", lambda: with_file("word/media/image1.png", b"\0" * 30 * 1024 * 1024)),
    "no archive": ("no_template", lambda: b"Das ist kein Word-Dokument."),
    "an old document": ("template_locked", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    "another archive": ("no_template", lambda: with_file("x.txt", b"x", base=b"")),
    "half an archive": ("no_template", lambda: template()[:900]),
}


def with_file(name: str, content: bytes, base: bytes | None = None) -> bytes:
    made = io.BytesIO(template() if base is None else base)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def changed(name: str, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as read, zipfile.ZipFile(made, "w") as archive:
        for one in read.namelist():
            content = read.read(one)
            archive.writestr(one, content.replace(old, new, 1) if one == name else content)
    return made.getvalue()


@pytest.mark.parametrize(("code", "make"), BAD.values(), ids=BAD.keys())
def test_a_template_that_is_more_than_a_form_is_refused(code, make, koordination):
    given = {"by": koordination, "on": ON}
    assert code_of(WordTemplate.objects.upload, **upload(make()), **given) == code
    assert WordTemplate.objects.count() == 0


def test_the_newest_template_in_use_is_filled_and_a_retired_one_stays_to_be_read(koordination):
    given, made = {"by": koordination, "on": ON}, template()  # a second one would be packed at another moment
    first = WordTemplate.objects.upload(**upload(made), **given)
    twin = code_of(WordTemplate.objects.upload, **upload(made), **given)
    second = WordTemplate.objects.upload(**upload(template(more=1), "Neu"), **given)
    newest = WordTemplate.objects.in_use(ON).first()
    second.retire(reason="Falsches Wappen.", **given)
    again = code_of(second.retire, reason="Noch einmal.", **given)
    assert (twin, newest, again) == ("word_template_file_unique", second, "word_template_kept")
    assert list(WordTemplate.objects.in_use(ON)) == [first]


def test_only_an_approved_report_goes_into_the_template(koordination, client_of):
    WordTemplate.objects.upload(**upload(template()), by=koordination, on=ON)
    draft = f.SectionFactory().report
    url = reverse("quality_dialog:report_council_docx", args=[draft.pk])
    assert client_of(koordination).get(url).status_code == 404


# --- until when -----------------------------------------------------------------------------------------


def papers(held_on: date, **rule) -> date:
    stop = f.ConsultationFactory(
        meeting=f.MeetingFactory(
            held_on=held_on, **{f"committee__{name}": value for name, value in rule.items()}
        )
    )
    return Consultation.objects.with_paper_day(held_on).get(pk=stop.pk).papers


def counted(held_on: date, days: int) -> date:
    """The same by hand."""
    day = held_on
    while days:
        day -= timedelta(days=1)
        days -= is_workday(day)
    return day


def test_a_committee_counts_back_in_calendar_days_or_in_working_days():
    held = date(2026, 10, 5)  # a Monday; Saturday the third is a holiday anyway
    found = [
        papers(held),
        papers(held, paper_days=14),
        papers(held, paper_days=1, paper_workdays=True),
        papers(held, paper_days=10, paper_workdays=True),
    ]
    assert found == [held, date(2026, 9, 21), date(2026, 10, 2), date(2026, 9, 21)]


@pytest.mark.parametrize(
    "held_on", [date(2026, 1, 7), date(2026, 4, 9), date(2026, 5, 26), date(2026, 12, 28)]
)
def test_holidays_are_no_working_days(held_on):
    for days in (1, 7, 15):
        assert papers(held_on, paper_days=days, paper_workdays=True) == counted(held_on, days)


def test_a_meeting_that_moves_takes_its_paper_day_along_and_earlier_days_keep_theirs(koordination):
    stop = f.ConsultationFactory(meeting__held_on=date(2026, 10, 5), meeting__committee__paper_days=14)
    stop.meeting.revise(held_on=date(2026, 11, 2), by=koordination, on=date(2026, 9, 10))
    days = [
        Consultation.objects.with_paper_day(on).get().papers for on in (date(2026, 9, 9), date(2026, 9, 10))
    ]
    assert days == [date(2026, 9, 21), date(2026, 10, 19)]
