"""Writing a report: several people at once, a preview of what is not stored, sections of one's own."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from quality_dialog.models import Report, Section
from quality_dialog.report import approval, composing
from quality_dialog.report.optional_sections import since_last
from quartiersarbeit.ground.paper import Figure, Record
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    MandateFactory,
    OfferFactory,
    ReportFactory,
    SectionFactory,
    SiteFactory,
    UserFactory,
    approve,
    hear,
)

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 6, 30)


@pytest.fixture
def report():
    """A draft with two sections."""
    found = ReportFactory(as_of=AS_OF)
    SectionFactory(report=found, key="einleitung", heading="", body="Erster Text.", position=1)
    SectionFactory(report=found, key="ausblick", heading="", body="Zweiter Text.", position=2)
    return found


def opened(report: Report) -> dict:
    """What a browser holds after opening the form."""
    sections = list(report.sections.order_by("position", "pk"))
    data: dict = {
        "subject": report.subject,
        "reference": "",
        "lead_office": "",
        "contact": "",
        "meetings": [],
        "head_seen": composing.head_fingerprint(report),
        "abschnitte-TOTAL_FORMS": len(sections),
        "abschnitte-INITIAL_FORMS": len(sections),
    }
    for n, section in enumerate(sections):
        data |= {
            f"abschnitte-{n}-id": section.pk,
            f"abschnitte-{n}-heading": section.heading,
            f"abschnitte-{n}-body": section.body,
            f"abschnitte-{n}-position": section.position,
            f"abschnitte-{n}-seen": composing.fingerprint(section),
        } | ({f"abschnitte-{n}-included": "on"} if section.included else {})
    return data


def post(client, report, data, **more):
    return client.post(reverse("quality_dialog:report_edit", args=[report.pk]), data | more)


def bodies(report) -> list[str]:
    return list(report.sections.order_by("pk").values_list("body", flat=True))


# --- several authors --------------------------------------------------------------------------------


def test_two_people_writing_different_sections_lose_nothing(client_of, koordination, report):
    client, mine, theirs = client_of(koordination), opened(report), opened(report)
    post(client, report, theirs, **{"abschnitte-0-body": "Von ihr."})
    post(client, report, mine, **{"abschnitte-1-body": "Von mir."})
    assert bodies(report) == ["Von ihr.", "Von mir."]


def test_two_people_writing_the_same_section_see_both_texts(client_of, koordination, report):
    client, mine, theirs = client_of(koordination), opened(report), opened(report)
    post(client, report, theirs, **{"abschnitte-0-body": "Von ihr."})
    answer = post(client, report, mine, **{"abschnitte-0-body": "Von mir.", "abschnitte-1-body": "Neu."})
    page = answer.content.decode()
    assert [text in page for text in ("Inzwischen hat jemand anderes", "Von ihr.", "Von mir.")] == [True] * 3
    assert bodies(report) == ["Von ihr.", "Zweiter Text."]


def test_saving_once_more_after_having_seen_the_other_text_stores_mine(client_of, koordination, report):
    client, mine, theirs = client_of(koordination), opened(report), opened(report)
    post(client, report, theirs, **{"abschnitte-0-body": "Von ihr."})
    answer = post(client, report, mine, **{"abschnitte-0-body": "Von mir."})
    seen = next(form for form in answer.context["sections"] if form.theirs)["seen"].value()
    post(client, report, mine, **{"abschnitte-0-body": "Beides.", "abschnitte-0-seen": seen})
    assert bodies(report) == ["Beides.", "Zweiter Text."]


def test_the_same_text_stored_twice_is_no_conflict(client_of, koordination, report):
    client, mine = client_of(koordination), opened(report)
    answers = [post(client, report, mine, **{"abschnitte-0-body": "Gleich."}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_two_people_changing_the_head_see_that_it_was_changed(client_of, koordination, report):
    client, mine, theirs = client_of(koordination), opened(report), opened(report)
    post(client, report, theirs, lead_office="Amt A")
    answer = post(client, report, mine, lead_office="Amt B")
    report.refresh_from_db()
    assert ("Inzwischen hat jemand" in answer.content.decode(), report.lead_office) == (True, "Amt A")


# --- preview ----------------------------------------------------------------------------------------


def test_the_preview_shows_what_is_typed_and_stores_nothing(client_of, koordination, report):
    answer = post(
        client_of(koordination),
        report,
        opened(report),
        tun="vorschau",
        **{"abschnitte-0-body": "Ganz **neu**."},
    )
    page = answer.content.decode()
    assert ("noch nicht gespeichert" in page, "<strong>neu</strong>" in page) == (True, True)
    assert bodies(report) == ["Erster Text.", "Zweiter Text."]


def test_the_preview_can_be_had_as_pdf(client_of, koordination, report):
    answer = post(client_of(koordination), report, opened(report), tun="pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_preview_of_what_cannot_be_stored_says_why(client_of, koordination, report):
    answer = post(
        client_of(koordination), report, opened(report), tun="pdf", **{"abschnitte-0-body": "[[nichts]]"}
    )
    assert "Diese Zahlen gibt es in dem Bericht nicht: [[nichts]]" in answer.content.decode()


# --- sections ---------------------------------------------------------------------------------------


def test_sections_print_in_the_order_their_writers_gave_them(client_of, koordination, report):
    post(client_of(koordination), report, opened(report), **{"abschnitte-0-position": "9"})
    assert [section.key for section in composing.paper_of(report).sections] == ["ausblick", "einleitung"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"abschnitte-0-body": "eins\n[[Stand orte]]"}, "Zeile 2: „[[Stand orte]]“"),
        ({"abschnitte-0-body": "offen [[frei"}, "Zeile 1: „[[frei“"),
        ({"abschnitte-0-body": "Text\n##"}, "Die Zwischenüberschrift in Zeile 2 ist leer."),
        ({"abschnitte-0-body": "x" * 20_001}, "höchstens 20000 Zeichen"),
        ({"abschnitte-0-position": "0"}, "Zahl von 1 bis 99"),
        ({"abschnitte-0-position": "vorn"}, "ganze Zahl von 1 bis 99"),
    ],
)
def test_a_text_that_cannot_be_printed_is_refused_at_its_place(
    client_of, koordination, report, given, reason
):
    answer = post(client_of(koordination), report, opened(report), **given)
    assert (reason in answer.content.decode(), bodies(report)[0]) == (True, "Erster Text.")


def test_a_section_of_ones_own_stands_at_the_end(client_of, koordination, report):
    url = reverse("quality_dialog:section_create", args=[report.pk])
    client_of(koordination).post(url, {"heading": "Dank", "body": "Wir danken allen."})
    assert [(s.key, s.heading) for s in composing.paper_of(report).sections][-1] == ("eigener-1", "Dank")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"heading": " ", "body": "Text"}, 'id="id_heading_error"'),
        ({"heading": "Dank", "body": "[[nichts]]"}, "Diese Zahlen gibt es in dem Bericht nicht: [[nichts]]"),
    ],
)
def test_a_section_of_ones_own_needs_a_heading_and_known_figures(
    client_of, koordination, report, given, reason
):
    answer = client_of(koordination).post(reverse("quality_dialog:section_create", args=[report.pk]), given)
    assert (reason in answer.content.decode(), report.sections.count()) == (True, 2)


def test_an_own_section_keeps_a_heading(client_of, koordination, report):
    own = composing.add_section(report, heading="Dank", body="Wir danken.", by=koordination, on=AS_OF)
    data = opened(report)
    number = data["abschnitte-TOTAL_FORMS"] - 1
    answer = post(client_of(koordination), report, data, **{f"abschnitte-{number}-heading": " "})
    own.refresh_from_db()
    assert ("braucht eine Überschrift" in answer.content.decode(), own.heading) == (True, "Dank")


def test_the_proposal_from_the_data_can_be_taken_over(client_of, koordination):
    MandateFactory(decided_on=date(2025, 3, 17), site_limit=10, annual_limit=80_000)
    report = ReportFactory(as_of=AS_OF)
    section = SectionFactory(report=report, key="stand", heading="", body="Von Hand.")
    url = reverse("quality_dialog:section_proposal", args=[report.pk, "stand"])
    client = client_of(koordination)
    shown = client.get(url).content.decode()
    client.post(url)
    section.refresh_from_db()
    assert ("bislang nicht geschlossen" in shown, section.body) == (
        True,
        "Eine Kooperationsvereinbarung ist bislang nicht geschlossen.",
    )


def test_where_nothing_is_to_be_proposed_the_page_says_so(client_of, koordination, report):
    url = reverse("quality_dialog:section_proposal", args=[report.pk, "ausblick"])
    answer = client_of(koordination).get(url, follow=True)
    assert "nichts vorzuschlagen" in answer.content.decode()


@pytest.mark.parametrize("page", ["report_edit", "section_create", "section_proposal", "report_readings"])
def test_an_approved_report_is_not_written_any_more(client_of, koordination, page):
    report = approve(SectionFactory(key="stand").report)
    args = [report.pk, "stand"] if page == "section_proposal" else [report.pk]
    answer = client_of(koordination).post(reverse(f"quality_dialog:{page}", args=args))
    assert (answer.status_code, answer.url) == (302, report.get_absolute_url())


@pytest.mark.parametrize("act", ["section_create", "section_proposal"])
def test_writing_at_a_reviewed_report_ends_its_review_and_makes_a_co_author(client_of, koordination, act):
    MandateFactory(decided_on=date(2025, 3, 17), site_limit=10, annual_limit=80_000)
    report = SectionFactory(report__as_of=AS_OF, key="stand", body="Von Hand.").report
    report.submit_for_review(by=report.drafted_by, on=AS_OF)
    args = [report.pk, "stand"] if act == "section_proposal" else [report.pk]
    url = reverse(f"quality_dialog:{act}", args=args)
    client_of(koordination).post(url, {"heading": "Dank", "body": "Wir danken."})
    report.refresh_from_db()
    assert (report.review_on, report.contributors.get().user) == (None, koordination)
    assert report.returns.get().reason == composing.REVISED


@pytest.mark.parametrize("key", ["eigener-1", "angebote", "veraenderungen"])
def test_no_kind_of_section_changes_under_a_review(key):
    section = SectionFactory(key=key)
    section.report.submit_for_review(by=section.report.drafted_by, on=AS_OF)
    with pytest.raises(IntegrityError, match="in Prüfung"):
        Section.objects.filter(pk=section.pk).update(body="Anders.")


# --- what is proposed besides -----------------------------------------------------------------------


@pytest.fixture
def site():
    """A site under agreement with one offer."""
    MandateFactory(decided_on=date(2025, 3, 17), site_limit=10, annual_limit=80_000)
    found = CoverageFactory(
        agreement=AgreementFactory(starts_on=date(2025, 10, 1)), site=SiteFactory(name="Nordhaus")
    ).site
    OfferFactory(site=found, title="Mittagstisch am Dienstag", starts_on=date(2025, 11, 1))
    return found


def started(on: date = AS_OF) -> Report:
    return composing.start(
        year=on.year, as_of=on, kind="notice", subject="Quartiersarbeit", by=UserFactory(), on=on
    )


def test_sites_and_offers_are_proposed_and_stand_in_the_paper_once_wanted(site):
    report = started()
    unwanted = [section.key for section in composing.paper_of(report).sections]
    Section.objects.filter(report=report, key__in=("standorte", "angebote")).update(included=True)
    paper = composing.paper_of(Report.objects.get(pk=report.pk))
    rows = {section.key: [table.rows for table in section.tables] for section in paper.sections}
    assert [key for key in unwanted if key in ("standorte", "angebote")] == []
    assert (rows["standorte"][0][0][0], rows["angebote"][0][0][:2]) == (
        "Nordhaus",
        ("Nordhaus", "Mittagstisch am Dienstag"),
    )


def test_the_number_of_offers_is_a_figure_with_its_offers(site):
    figures = {figure.key: figure for figure in composing.known_to(started()).figures()}
    assert (figures["angebote"].value, [r.model for r in figures["angebote"].records]) == (1, ["sites.offer"])


def test_a_first_report_has_no_changes_to_tell(site):
    assert started().sections.filter(key="veraenderungen").exists() is False


def test_changes_since_the_last_approved_report_are_told_with_both_numbers(site, db):
    last = started()
    last.submit_for_review(by=last.drafted_by, on=AS_OF)
    approver = UserFactory()
    hear(last, by=approver, on=AS_OF)
    approval.approve(last, by=approver, on=AS_OF)
    CoverageFactory(site=SiteFactory(name="Südhaus"), starts_on=date(2026, 7, 15))
    report = started(date(2026, 8, 1))
    (section,) = [s for s in composing.paper_of(report).sections if s.key == "veraenderungen"]
    assert "Seitdem hinzugekommen: Südhaus." in section.paragraphs[0].text
    assert ("Standorte unter Vereinbarung", "1", "2") in section.tables[0].rows


def test_a_site_renamed_since_the_last_report_neither_came_nor_went():
    """Sites are told apart by who they are, not by how they are called."""

    def under_agreement(*sites: tuple[int, str]) -> dict[str, Figure]:
        key, records = (
            "standorte_unter_vereinbarung",
            tuple(Record(n, "sites.site", pk, "") for pk, n in sites),
        )
        return {key: Figure(key, "Standorte", len(sites), "Anzahl", str(len(sites)), AS_OF, "", records)}

    before, now = (
        under_agreement((1, "Nordhaus"), (2, "Westhaus")),
        under_agreement((1, "Nordtreff"), (3, "Südhaus")),
    )
    found = since_last(before, now, AS_OF)
    assert (found.came, found.went) == (("Südhaus",), ("Westhaus",))


def test_leichte_sprache_is_helped_with_a_checklist_and_counted(client_of, koordination, report):
    SectionFactory(report=report, key="leichte_sprache", body="Die Stadt hilft.", position=3)
    page = (
        client_of(koordination).get(reverse("quality_dialog:report_edit", args=[report.pk])).content.decode()
    )
    assert ("1 Sätze, 3 Wörter" in page, "Prüfliste für Leichte Sprache" in page) == (True, True)
