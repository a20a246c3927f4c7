"""The headline test: from structured data the system writes the Mitteilung of 26.01.2021 by itself."""

import io
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from quality_dialog.models import Report
from quality_dialog.report import composing, verifying
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.paper import Paper, html, pdf
from tests.examples import EXAMPLE_DAY

pytestmark = pytest.mark.django_db

# What the source states, sentence by sentence, as its text gives it.
STATEMENTS = [
    "Die Stadt Bielefeld zeichnet sich durch eine Vielzahl von Wohnprojekten aus, die ein weitgehend "
    "barrierefreies Wohnen mit Versorgungssicherheit bei Bedarfen nach Pflege und Betreuung ermöglichen.",
    "Die Wohnprojekte sind ein wichtiger Baustein im Bestreben der Stadt Bielefeld, eine ambulante, wohnortnahe "
    "Versorgung zu stärken und den zumeist älteren Menschen mit Unterstützungsbedarf ein möglichst langes "
    "Verbleiben in der eigenen Häuslichkeit zu ermöglichen.",
    "Eine bedeutende Stütze in diesem Bielefelder Modell einer wohnortnahen Versorgung sind "
    "gemeinwesenorientierte Angebote der Quartiersarbeit, die im Zusammenspiel von Wohnungswirtschaft, "
    "sozialen Dienstleistern und städtischer Sozialarbeit vorgehalten werden.",
    "Eine ausführliche Darstellung erfolgte in der am 17.03.2020 im SGA beratenen Beschlussvorlage mit der "
    "Drucksachen-Nr. 10517/2014-2020.",
    "Auf dieser Grundlage wurde die Verwaltung beauftragt, gemeinsam mit Akteuren der Wohnungswirtschaft und "
    "den beteiligten sozialen Dienstleistern eine Kooperationsgemeinschaft aufzubauen.",
    "Für Sicherstellung und Weiterentwicklung der Quartiersarbeit im Bielefelder Modell stehen zz. 80.000 € pro "
    "Jahr für maximal 10 Standorte zur Verfügung.",
    "Die Verwaltung konnte bislang mit der BGW, dem AWO-Kreisverband Bielefeld und dem Verein Alt und Jung "
    "Nord-Ost eine Kooperationsvereinbarung für insgesamt sieben Projektstandorte schließen.",
    "Mit einem weiteren sozialen Dienstleister steht die Verwaltung in Gesprächen, vor dem Hintergrund der "
    "coronabedingten Einschränkungen konnten diese noch nicht abgeschlossen werden.",
    "Zudem ist beabsichtigt, mit mindestens einem weiteren Akteur aus der Bielefelder Wohnungswirtschaft und "
    "ggf. weiteren sozialen Dienstleistern in Kooperationsgespräche einzutreten.",
    "Mit der Wohnungsbaugenossenschaft GSWG in Senne konnte aufgrund unterschiedlicher Vorstellungen zu den "
    "Rahmenbedingungen der Zusammenarbeit keine Vereinbarung geschlossen werden.",
    "Die Kooperationsvereinbarung sieht einen am „Rahmenkonzept Seniorenarbeit“ orientierten Qualitätsdialog "
    "zwischen den beteiligten Partnern vor.",
    "Zu den Ergebnissen aus diesem Qualitätsdialog wird in der zweiten Jahreshälfte dem Seniorenrat und dem "
    "Sozial- und Gesundheitsausschuss berichtet.",
]

LATER = [
    "80.000",
    "10517",
    "BGW",
    "AWO",
    "Alt und Jung",
    "GSWG",
    "corona",
    "Vereinbarung sieht",
    "2021",
    "17.03.2020",
]


@pytest.fixture
def source(loaded, db) -> None:
    """The demo data, for one test."""


def said(paper: Paper) -> str:
    """The running text, with ordinary spaces."""
    text = "\n".join(paragraph.text for section in paper.sections for paragraph in section.paragraphs)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_draft_carries_every_statement_of_the_source_and_nothing_else(source):
    paper = composing.draft_paper(year=2021, as_of=date(2021, 1, 26), today=EXAMPLE_DAY)
    assert said(paper).replace("\n", " ") == " ".join(STATEMENTS)


def test_the_draft_has_the_sources_subject_and_committees(source):
    paper = composing.draft_paper(year=2021, as_of=date(2021, 1, 26), today=EXAMPLE_DAY)
    assert (paper.kind, paper.subject, [(c.committee, c.held_on) for c in paper.consultations]) == (
        "Mitteilung",
        "Weiterentwicklung der Quartiersarbeit im Bielefelder Modell",
        [
            ("den Sozial- und Gesundheitsausschuss", date(2021, 1, 26)),
            ("den Seniorenrat", date(2021, 3, 24)),
        ],
    )


def test_every_figure_of_the_source_is_traced_to_its_records(source):
    paper = composing.draft_paper(year=2021, as_of=date(2021, 1, 26), today=EXAMPLE_DAY)
    traced = {
        figure.key: (figure.text.replace("\N{NO-BREAK SPACE}", " "), len(figure.records))
        for figure in paper.figures
    }
    assert traced == {
        "mittel_pro_jahr": ("80.000 €", 1),
        "standorte_hoechstens": ("10", 1),
        "standorte_unter_vereinbarung": ("sieben", 7),
    }


def test_a_year_earlier_the_draft_states_none_of_what_came_later(source):
    paper = composing.draft_paper(year=2020, as_of=date(2020, 2, 1), today=EXAMPLE_DAY)
    page = html(paper)
    assert ([word for word in LATER if word in page], paper.consultations, paper.figures) == ([], (), ())


def test_koordination_gets_the_same_text_on_page_and_pdf(source, client):
    client.post(reverse("account_login"), {"login": "koordination@example.org", "password": "quartier-demo"})
    given = {"year": 2021, "as_of": "2021-01-26", "kind": "information", "subject": composing.SUBJECT}
    client.post(reverse("quality_dialog:report_create"), given)
    report = Report.objects.latest("pk")
    page = client.get(report.get_absolute_url()).content.decode()
    printed = client.get(reverse("quality_dialog:report_pdf", args=[report.pk])).content
    assert "sieben</a> Projektstandorte" in page
    assert said(composing.paper_of(report)).replace("\n", " ") == " ".join(STATEMENTS)
    assert printed == pdf(composing.paper_of(report))


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [
        ("pdf", b"%PDF-"),
        ("html", b"<!doctype html>"),
        ("docx", b"PK"),
        ("json", b'{\n  "id": "https://'),
        ("zip", b"PK"),
    ],
)
def test_the_command_writes_the_draft_without_storing_anything(source, tmp_path, suffix, begin):
    before, output = Report.objects.count(), tmp_path / f"mitteilung.{suffix}"
    call_command(
        "render_report", year=2021, as_of="2021-01-26", format=suffix, output=output, stdout=io.StringIO()
    )
    assert (output.read_bytes()[: len(begin)], Report.objects.count()) == (begin, before)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"year": 1999, "as_of": "2021-01-26"}, "Zum Jahr 1999 gibt es keine Angaben. Möglich sind 2020 bis"),
        ({"year": 2021, "as_of": "26.01.2021"}, "„26.01.2021“ ist kein Datum der Form 2021-01-26."),
        ({"year": 2021, "as_of": "2999-01-01"}, "Der Stichtag liegt in der Zukunft."),
        ({"id": 987654}, "Einen Bericht mit der Nummer 987654 gibt es nicht."),
        ({"year": 2021}, "Nennen Sie die Nummer eines Berichts oder --year und --as-of."),
    ],
)
def test_what_the_command_cannot_do_it_says_in_one_sentence(source, tmp_path, given, reason):
    output = tmp_path / "mitteilung.pdf"
    number = [given.pop("id")] if "id" in given else []
    with pytest.raises(CommandError) as refusal:
        call_command("render_report", *number, format="pdf", output=output, **given)
    assert (str(refusal.value).startswith(reason), output.exists()) == (True, False)


# --- approved, frozen, published ---------------------------------------------------------------------


@pytest.fixture
def told(source) -> Report:
    """The Mitteilung as the example data have it: approved by a second person, noted, published."""
    return Report.objects.get(year=2021)


def test_the_mitteilung_is_approved_by_another_noted_by_its_committee_and_published(told):
    noted = [(stop.meeting.committee.short_name, stop.outcome) for stop in told.consultations.all()]
    assert (told.drafted_by.email, told.approved_by.email, told.status_on(EXAMPLE_DAY), noted) == (
        "koordination@example.org",
        "freigabe@example.org",
        ReportStatus.PUBLISHED,
        [("SGA", "noted"), ("Seniorenrat", "noted")],
    )


def test_the_frozen_mitteilung_says_what_the_source_says_and_is_verified(told):
    assert said(composing.paper_of(told)).replace("\n", " ") == " ".join(STATEMENTS)
    assert {file.format for file in told.renditions.all()} == {"pdf", "docx", "json", "html"}
    assert [check for check in verifying.verify(told) if not check.holds] == []


def test_the_seniorenrat_gets_the_stored_mitteilung_in_every_format(told, client):
    client.post(reverse("account_login"), {"login": "seniorenrat@example.org", "password": "quartier-demo"})
    stored = {file.format: bytes(file.content) for file in told.renditions.all()}
    handed = {
        name: client.get(reverse(f"quality_dialog:report_{name}", args=[told.pk])).content
        for name in ("pdf", "docx", "json", "zip")
    }
    page = client.get(reverse("quality_dialog:report_page", args=[told.pk])).content.decode()
    packed = zipfile.ZipFile(io.BytesIO(handed.pop("zip")))
    assert handed == {name: stored[name] for name in handed}
    assert set(stored.values()) <= {packed.read(name) for name in packed.namelist()}
    assert (
        "sieben</span> Projektstandorte" in page or "sieben Projektstandorte" in page,
        "Entwurf" in page,
    ) == (
        True,
        False,
    )
