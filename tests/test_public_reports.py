"""Published reports for everybody: without an account, without names of persons, and not at all while switched off."""

import io
from dataclasses import replace
from urllib.parse import urlsplit

import docx
import pymupdf
import pytest
from django.test import Client, override_settings
from django.urls import reverse

from partners.models import Contact, SecurityEntry
from quality_dialog.models import Report
from quality_dialog.report import approval, composing, publishing, verifying
from quality_dialog.report.publishing import HIDDEN
from quartiersarbeit.ground import marking
from quartiersarbeit.ground.paper import Paper, Paragraph, Run, Section
from tests import factories as f
from tests.access import PUBLISHED
from tests.asking import text_of
from tests.published import (  # noqa: F401  (the fixtures, too)
    ON,
    corrected,
    its_freigabe,
    its_koordination,
    published,
    published_report,
    published_stage,
)

pytestmark = pytest.mark.django_db


def at(name: str, report: Report) -> str:
    """A public address, with what it needs."""
    if name == "open_data_file":
        return reverse(name, args=["standorte", "csv"])
    return reverse(name, args=[report.pk] if name.startswith("public_report") else [])


# --- read ---------------------------------------------------------------------------------------------


def test_a_stranger_reads_a_published_report_with_each_figure_its_day_and_its_source(report):
    page = text_of(Client().get(at("public_report", report)))
    assert (
        "Geteilte Feststellungen" in page,
        "Feststellungen, die mit allen" in page,
        "Stichtag" in page,
    ) == (
        True,
        True,
        True,
    )
    assert [word for word in ("Entwurf", "Abmelden", "csrfmiddlewaretoken") if word in page] == []


def test_no_person_is_named_on_the_public_page_or_in_the_public_pdf(report):
    page = text_of(Client().get(at("public_report", report)))
    with pymupdf.open(
        stream=Client().get(at("public_report_pdf", report)).content, filetype="pdf"
    ) as document:
        pdf = "".join(one.get_text() for one in document)
    for read in (page, pdf):
        assert [name for name in ("Kaya", "Kim Beispiel", "kaya@") if name in read] == []
        assert "nicht veröffentlicht" in " ".join(read.split())


def test_the_sealed_paper_still_says_whom_to_ask(report):
    whole = composing.paper_of(report)
    assert (whole.contact, "Anna Maria Kaya" in whole.sections[0].paragraphs[0].text) == (
        "Kim Beispiel, Zimmer 7",
        True,
    )


def test_a_name_that_is_forgotten_later_does_not_come_back(report, koordination):
    Contact.objects.update(name="anonymisiert", email="")
    assert "Kaya" not in text_of(Client().get(at("public_report", report)))


def test_the_public_files_leave_seal_archive_and_list_of_files_as_they_were(report, koordination, client_of):
    Client().get(at("public_report_pdf", report))
    assert report.renditions.filter(format__startswith="public").count() == 2
    assert [check for check in verifying.verify(report) if not check.holds] == []
    page = text_of(client_of(koordination).get(reverse("quality_dialog:report_verify", args=[report.pk])))
    wanted = ("bericht.pdf", composing.paper_of(report).check_code, at("public_report", report))
    assert [told for told in wanted if told not in page] == []
    assert (
        client_of(koordination).get(reverse("quality_dialog:report_zip", args=[report.pk])).status_code == 200
    )


def test_a_report_published_while_the_pages_were_off_is_made_when_somebody_first_asks(koordination, freigabe):
    with override_settings(PUBLIC_PAGES=False):
        made = f.SectionFactory(report=f.ReportFactory(by=koordination), body="Ein Text.").report
        made.submit_for_review(by=koordination, on=ON)
        f.hear(made, by=freigabe, on=ON)
        approval.approve(made, by=freigabe, on=ON)
        made = Report.objects.get(pk=made.pk)
        made.submit(by=koordination, on=ON)
        made.publish(by=freigabe, on=ON)
    assert composing.paper_of(made).check_code == ""
    assert "Ein Text." in text_of(Client().get(at("public_report", made)))
    assert made.subject in text_of(Client().get(reverse("public_home")))


def test_a_corrected_report_stays_at_its_address_and_leads_to_what_stands_in_its_place(
    report, koordination, freigabe
):
    Client().get(at("public_report", report))
    new = corrected(report, koordination, freigabe)
    old_page = text_of(Client().get(at("public_report", report)))
    assert (
        "Berichtigt durch Fassung 2 vom 03.09.2026" in old_page,
        at("public_report", new) in old_page,
    ) == (
        True,
        True,
    )
    assert "gilt nicht mehr" not in text_of(Client().get(at("public_report", new)))
    assert "berichtigt durch Fassung 2" in text_of(Client().get(reverse("public_home")))


def test_the_mark_of_a_paper_is_no_change_between_two_versions(report, koordination, freigabe):
    new = corrected(report, koordination, freigabe)
    told = next(part for part in composing.paper_of(new).sections if part.key == "aenderungen")
    assert told.tables == ()


@pytest.mark.parametrize("state", ["draft", "reviewed", "approved"])
def test_what_is_not_published_is_not_there(state):
    traits = {} if state == "draft" else {state: True}
    made = f.ReportFactory(**traits)
    found = [Client().get(at(name, made)).status_code for name in ("public_report", "public_report_pdf")]
    assert found == [404, 404]
    assert made.subject not in text_of(Client().get(reverse("public_home")))


@pytest.mark.parametrize("name", PUBLISHED)
def test_while_the_pages_are_off_none_of_them_is_there(report, name):
    with override_settings(PUBLIC_PAGES=False):
        assert Client().get(at(name, report)).status_code == 404


def test_while_the_pages_are_off_no_paper_points_to_them_and_no_foot_leads_there(koordination, freigabe):
    with override_settings(PUBLIC_PAGES=False):
        made = f.SectionFactory(report=f.ReportFactory(by=koordination), body="Ein Text.").report
        made.submit_for_review(by=koordination, on=ON)
        f.hear(made, by=freigabe, on=ON)
        approval.approve(made, by=freigabe, on=ON)
        paper = composing.paper_of(Report.objects.get(pk=made.pk))
        page = Client().get(reverse("imprint")).content.decode()
    assert ([part for part in paper.sections if part.codes], reverse("public_home") in page) == ([], False)


def test_a_draft_bears_no_code(koordination):
    made = f.SectionFactory(report=f.ReportFactory(by=koordination), body="Ein Text.").report
    assert (composing.paper_of(made).check_code, reverse("paper_check") in str(composing.paper_of(made))) == (
        "",
        False,
    )


# --- the same for everybody ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_public_page_sets_no_cookie_is_kept_by_caches_and_is_the_same_for_who_is_signed_in(
    report, name, koordination, client_of
):
    stranger = Client().get(at(name, report))
    assert (
        stranger.status_code,
        stranger["Cache-Control"],
        stranger.cookies.keys() & {"sessionid", "csrftoken"},
    ) == (
        200,
        "public, max-age=300",
        set(),
    )
    assert client_of(koordination).get(at(name, report)).content == stranger.content


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_a_cache_has_is_not_sent_again(report, name):
    tag = Client().get(at(name, report))["ETag"]
    again = Client().get(at(name, report), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_an_answer_that_carries_a_session_is_kept_by_nobody(report, koordination, client_of):
    client = client_of(koordination)
    session = client.session
    session["seen"] = session["began"] = (
        0  # so long ago that the session is written, or ended, with this answer
    )
    session.save()
    answer = client.get(at("public_report", report))
    assert (bool(answer.cookies), answer["Cache-Control"]) == (True, "no-store")


def test_what_everybody_may_read_fills_no_security_log(report):
    before = SecurityEntry.objects.count()
    Client().get(at("public_report_pdf", report))
    Client().get(at("open_data_file", report))
    assert SecurityEntry.objects.count() == before


@pytest.mark.parametrize("name", [name for name in PUBLISHED if name != "paper_check"])
def test_nothing_is_sent_to_a_page_that_is_read(report, name):
    assert Client().post(at(name, report)).status_code == 405


# --- names ---------------------------------------------------------------------------------------------


def paper_saying(text: str) -> Paper:
    section = Section("a", "", (Paragraph((Run(text),)),))
    return Paper(kind="Mitteilung", subject="Thema", year=2026, as_of=ON, sections=(section,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kim Beispiel sagt", f"{HIDDEN} sagt"),
        ("kim  beispiel", HIDDEN),
        ("Kim Beispiels Frage", f"{HIDDEN} Frage"),
        ("Herr Beispiel fragt", f"{HIDDEN} fragt"),
        ("mit Herrn Dr. Beispiel", f"mit {HIDDEN}"),
        ("Prof. Dr. Beispiel", HIDDEN),
        ("Frau Dr. med. K. Beispiel", HIDDEN),
        ("Frau Meier und das Beispiel", "Frau Meier und das Beispiel"),
        ("zum Beispiel", "zum Beispiel"),
        ("Die Koordination fragt", "Die Koordination fragt"),
        ("an k.b@example.org.", f"an {HIDDEN}."),
        ("Kim Beispielhaus", "Kim Beispielhaus"),
    ],
)
def test_a_person_is_left_out_and_a_word_that_is_also_a_name_stays(text, said):
    plain = publishing.without_names(paper_saying(text), ["Kim Beispiel", "Koordination", "k.b@example.org"])
    assert plain.sections[0].paragraphs[0].text == said


# --- the code ------------------------------------------------------------------------------------------


def test_the_paper_prints_its_code_and_the_address_and_the_code_comes_from_its_facts(report):
    paper = composing.paper_of(report)
    code, told = paper.check_code, paper.sections[-1].codes[0].description
    assert (marking.read(code), code in told, reverse("paper_check") in told) == (code, True, True)
    bare, whose = marking.unmarked(paper), ("Bericht", report.pk)
    other = replace(bare, subject="Anders")
    assert (marking.code_of(whose, bare), marking.code_of(whose, other) == code) == (code, False)
    with override_settings(SECRET_KEY="ein anderer Schlüssel"):
        assert marking.code_of(whose, bare) != code  # who guesses what a paper says cannot try it out


def test_every_format_prints_the_code(report):
    code = composing.paper_of(report).check_code
    files = {one.format: bytes(one.content) for one in report.renditions.all()}
    with pymupdf.open(stream=files["pdf"], filetype="pdf") as document:
        assert code in "".join(one.get_text() for one in document)
    assert code in "".join(docx.Document(io.BytesIO(files["docx"])).element.body.itertext())
    assert code in files["html"].decode()


def test_the_words_that_are_searched_are_those_of_the_text_alone(report):
    assert composing.paper_of(report).check_code not in report.plain_text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7K3M-9QXT-20FB", "7K3M-9QXT-20FB"),
        ("7k3m9qxt2Ofb", "7K3M-9QXT-20FB"),
        (" 7K3M 9QXT 2oFB ", "7K3M-9QXT-20FB"),
        ("IL3M–9QXT–20FB", "113M-9QXT-20FB"),
        ("７K3M-9QXT-20FB", "7K3M-9QXT-20FB"),
        ("7K3M-9QXT-20F", None),
        ("7K3M-9QXT-20FBX", None),
        ("7K3M-9QXT-2UFB", None),
        ("", None),
        ("'; DROP TABLE", None),
        ("A" * 100_000, None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert marking.read(typed) == code


# --- addresses -----------------------------------------------------------------------------------------


def test_the_address_in_the_code_leads_to_the_check(report):
    page = Report.objects.get(pk=report.pk).facts["sections"][-1]["codes"][0]
    address = urlsplit(page["description"].split(": ", 1)[1].split("\n")[0])
    assert address.path == reverse("paper_check")
