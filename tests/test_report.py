"""Reports: from the facts to a stored draft, its texts, its page and PDF, and each figure's records."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Decision
from quality_dialog.models import Report, Section
from quality_dialog.report import composing
from quality_dialog.report.counted import COUNTED
from quartiersarbeit.ground import paper
from tests.factories import (
    AgreementFactory,
    CommitteeFactory,
    CoverageFactory,
    DecisionFactory,
    FindingFactory,
    MandateFactory,
    MeetingFactory,
    ParticipationFactory,
    ReportFactory,
    SectionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 6, 30)
HOSTILE = (
    '#read("/etc/passwd") {{ settings.SECRET_KEY }} {% debug %} <script>alert(1)</script> 😀 \x07 $x^2$ '
)


@pytest.fixture
def mandate():
    return MandateFactory(decided_on=date(2025, 3, 17), site_limit=10, annual_limit=80_000)


def started(client, **given):
    data = {"year": 2026, "as_of": "2026-06-30", "kind": "notice", "subject": "Quartiersarbeit", **given}
    return client.post(reverse("quality_dialog:report_create"), data)


def edited(client, report, **given):
    """Post the edit form as a browser would, with some fields changed."""
    sections = list(report.sections.order_by("position", "pk"))
    data = {
        "subject": report.subject,
        "reference": "",
        "lead_office": "",
        "contact": "",
        "meetings": [stop.meeting_id for stop in report.consultations.all()],
        "head_seen": composing.head_fingerprint(report),
        "abschnitte-TOTAL_FORMS": len(sections),
        "abschnitte-INITIAL_FORMS": len(sections),
    }
    for index, section in enumerate(sections):
        data |= {
            f"abschnitte-{index}-id": section.pk,
            f"abschnitte-{index}-heading": section.heading,
            f"abschnitte-{index}-body": section.body,
            f"abschnitte-{index}-included": "on",
            f"abschnitte-{index}-position": section.position,
            f"abschnitte-{index}-seen": composing.fingerprint(section),
        }
    return client.post(reverse("quality_dialog:report_edit", args=[report.pk]), data | given)


# --- a new report ----------------------------------------------------------------------------------


def test_a_new_report_has_its_draft_written(client_of, koordination, mandate):
    started(client_of(koordination))
    assert list(Section.objects.values_list("key", flat=True)) == ["grundlage", "stand", "leichte_sprache"]


def test_a_new_report_proposes_the_next_meeting_of_each_committee(client_of, koordination, mandate):
    committee = CommitteeFactory()
    MeetingFactory(committee=committee, held_on=date(2026, 6, 29))
    nearest = MeetingFactory(committee=committee, held_on=date(2026, 7, 7))
    MeetingFactory(committee=committee, held_on=date(2026, 9, 7))
    started(client_of(koordination))
    assert [stop.meeting for stop in Report.objects.get().consultations.all()] == [nearest]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"year": "1999"}, "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein."),
        ({"year": "2024"}, "Zum Jahr 2024 gibt es keine Angaben."),
        ({"year": "zwei"}, "Bitte geben Sie ein Jahr mit vier Ziffern ein"),
        ({"as_of": "31.02.2026"}, "Bitte geben Sie ein gültiges Datum ein"),
        ({"as_of": "2099-01-01"}, "Der Stichtag liegt in der Zukunft."),
        ({"subject": "x" * 251}, "höchstens 250 Zeichen"),
    ],
)
def test_a_report_that_cannot_be_is_refused_at_its_field(client_of, koordination, mandate, given, reason):
    answer = started(client_of(koordination), **given)
    assert (reason in answer.content.decode(), Report.objects.count()) == (True, 0)


def test_without_a_meeting_ahead_the_beratungsfolge_is_asked_for(client_of, koordination, mandate):
    answer = started(client_of(koordination))
    page = client_of(koordination).get(answer.url).content.decode()
    assert "noch nicht festgelegt" in page


def test_before_the_first_mandate_the_draft_states_none_of_what_came_later(mandate):
    CoverageFactory(agreement=AgreementFactory(mandate=mandate, starts_on=date(2025, 10, 1)))
    drafted = composing.draft_paper(year=2025, as_of=date(2025, 2, 1), today=AS_OF)
    assert [section.key for section in drafted.sections] == ["grundlage"]
    assert drafted.figures == ()


# --- texts -----------------------------------------------------------------------------------------


def test_edited_texts_are_stored_with_their_meetings(client_of, koordination, mandate):
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, body="alt")
    meeting = MeetingFactory()
    edited(client_of(koordination), report, **{"abschnitte-0-body": "neu", "meetings": [meeting.pk]})
    stored = (
        [section.body for section in report.sections.all()],
        [c.meeting for c in report.consultations.all()],
    )
    assert stored == (["neu"], [meeting])


def test_a_token_that_names_no_figure_is_refused_and_nothing_stored(client_of, koordination, mandate):
    report = ReportFactory(as_of=AS_OF)
    section = SectionFactory(report=report, body="alt")
    answer = edited(client_of(koordination), report, **{"abschnitte-0-body": "Es sind [[erfunden]]."})
    section.refresh_from_db()
    assert ("[[erfunden]]" in answer.content.decode(), section.body) == (True, "alt")


def test_a_section_of_another_report_is_refused_and_nothing_stored(client_of, koordination, mandate):
    report, foreign = ReportFactory(as_of=AS_OF), SectionFactory(body="fremd")
    SectionFactory(report=report, body="alt")
    answer = edited(
        client_of(koordination), report, **{"abschnitte-0-id": foreign.pk, "abschnitte-0-body": "neu"}
    )
    stored = list(Section.objects.order_by("body").values_list("body", flat=True))
    assert ("nicht mehr zu diesem Bericht" in answer.content.decode(), stored) == (True, ["alt", "fremd"])


def test_a_section_more_than_the_report_has_is_refused(client_of, koordination, mandate):
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, body="alt")
    more = {"abschnitte-TOTAL_FORMS": 2, "abschnitte-1-heading": "Neu", "abschnitte-1-body": "neu"}
    answer = edited(client_of(koordination), report, **more)
    assert (answer.status_code, report.sections.count()) == (200, 1)


def test_hostile_text_comes_out_literally_on_page_and_pdf(client_of, koordination, mandate):
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, body="alt")
    answer = edited(client_of(koordination), report, **{"abschnitte-0-body": HOSTILE + "x" * 10_000})
    page = client_of(koordination).get(answer.url).content.decode()
    pdf = client_of(koordination).get(reverse("quality_dialog:report_pdf", args=[report.pk]))
    assert ("&lt;script&gt;alert(1)&lt;/script&gt;" in page, "<script>alert" in page) == (True, False)
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_section_left_out_is_not_printed(mandate):
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, key="eins", body="gedruckt")
    SectionFactory(report=report, key="zwei", body="weggelassen", included=False)
    assert [section.key for section in composing.paper_of(report).sections] == ["eins"]


def test_an_approved_report_is_not_edited(client_of, koordination):
    report = ReportFactory(approved=True)
    answer = client_of(koordination).get(reverse("quality_dialog:report_edit", args=[report.pk]))
    assert answer.url == report.get_absolute_url()


def test_a_number_that_is_gone_is_noted_on_the_draft(mandate):
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, body="Es sind [[verschwunden]].")
    assert composing.paper_of(report).notes == (
        "Der Text nennt Zahlen, die es zum Stichtag nicht gibt: [[verschwunden]]. Bitte überarbeiten Sie ihn.",
    )


# --- figures ---------------------------------------------------------------------------------------


def test_every_count_of_a_draft_equals_its_records(mandate):
    agreement = AgreementFactory(starts_on=date(2025, 10, 1))
    for _ in range(3):
        CoverageFactory(agreement=agreement, starts_on=date(2025, 10, 1))
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF)
    counts = {figure.key: figure.value for figure in drafted.figures if figure.unit == "Anzahl"}
    assert counts == {f.key: len(f.records) for f in drafted.figures if f.unit == "Anzahl"}
    assert counts["standorte_unter_vereinbarung"] == 3


def test_an_amendment_keeps_the_sites_of_what_it_amends(mandate):
    first = AgreementFactory(starts_on=date(2025, 10, 1))
    CoverageFactory(agreement=first, starts_on=date(2025, 10, 1))
    AgreementFactory(amends=first, starts_on=date(2026, 3, 1))
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF)
    counted = {figure.key: figure.value for figure in drafted.figures}
    assert counted["standorte_unter_vereinbarung"] == 1


def test_committed_money_is_the_sum_of_the_decisions_behind_it():
    DecisionFactory(approved=True, amount=8000, drafted_on=date(2026, 2, 1), approved_on=date(2026, 2, 2))
    (committed,) = [
        figure
        for figure in composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF).figures
        if figure.key == "gebunden"
    ]
    assert committed.value == sum(Decision.objects.get(pk=r.pk).amount for r in committed.records)


def test_money_only_planned_by_that_day_is_in_no_row():
    granted = DecisionFactory(
        approved=True, amount=8000, drafted_on=date(2026, 2, 1), approved_on=date(2026, 2, 2)
    )
    DecisionFactory(allocation__fiscal_year=granted.allocation.fiscal_year, drafted_on=date(2026, 9, 1))
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF)
    (money,) = [section for section in drafted.sections if section.key == "foerderung"]
    assert [row[0] for row in money.tables[0].rows] == [str(granted.allocation.site)]


@pytest.mark.parametrize(
    ("as_of", "sites"), [(date(2025, 12, 1), 1), (date(2026, 6, 30), 1), (date(2026, 9, 1), 2)]
)
def test_an_agreement_has_the_sites_of_that_day_or_those_it_begins_with(mandate, as_of, sites):
    agreement = AgreementFactory(starts_on=date(2026, 1, 1), parties__signed_on=date(2025, 11, 1))
    CoverageFactory(agreement=agreement, starts_on=date(2026, 1, 1))
    CoverageFactory(agreement=agreement, starts_on=date(2026, 9, 1))
    drafted = composing.draft_paper(year=as_of.year, as_of=as_of, today=date(2026, 12, 1))
    (covered,) = [figure for figure in drafted.figures if figure.key == "standorte_unter_vereinbarung"]
    assert covered.value == sites


@pytest.mark.parametrize("as_of", [date(2026, 6, 30), date(2026, 9, 1)])
def test_an_amendment_is_no_agreement_more_and_keeps_the_sites(mandate, as_of):
    agreement = AgreementFactory(starts_on=date(2026, 1, 1))
    CoverageFactory(agreement=agreement, starts_on=date(2026, 1, 1))
    AgreementFactory(amends=agreement, starts_on=date(2026, 9, 1), parties__signed_on=date(2026, 6, 1))
    (stand,) = [
        section
        for section in composing.draft_paper(year=2026, as_of=as_of, today=as_of).sections
        if section.key == "stand"
    ]
    stated = "".join(run.text for run in stand.paragraphs[0].runs)
    assert stated.endswith("eine Kooperationsvereinbarung für insgesamt einen Projektstandort schließen.")


def test_dissent_is_printed_beside_its_finding():
    finding = FindingFactory(shared_on=date(2026, 5, 1), raised_on=date(2026, 5, 1))
    partner = ParticipationFactory(dialogue=finding.dialogue).partner
    StatementFactory(
        finding=finding,
        partner=partner,
        stance="dissents",
        text="Das sehen wir anders.",
        given_on=date(2026, 5, 2),
    )
    MandateFactory(decided_on=date(2025, 1, 1))
    drafted = composing.draft_paper(year=finding.dialogue.cycle.year, as_of=AS_OF, today=AS_OF)
    (results,) = [section for section in drafted.sections if section.key == "ergebnisse"]
    assert "Das sehen wir anders." in results.tables[0].rows[0][2]


def test_a_figure_page_lists_its_records(client_of, koordination, mandate):
    coverage = CoverageFactory(
        agreement=AgreementFactory(starts_on=date(2025, 10, 1)), starts_on=date(2025, 10, 1)
    )
    report = ReportFactory(as_of=AS_OF)
    SectionFactory(report=report, body="Es sind [[standorte_unter_vereinbarung]].")
    url = reverse("quality_dialog:report_figure", args=[report.pk, "standorte_unter_vereinbarung"])
    assert coverage.site.name in client_of(koordination).get(url).content.decode()


def test_an_unknown_figure_is_not_found(client_of, koordination, mandate):
    report = ReportFactory(as_of=AS_OF)
    url = reverse("quality_dialog:report_figure", args=[report.pk, "erfunden"])
    assert client_of(koordination).get(url).status_code == 404


# --- frozen ----------------------------------------------------------------------------------------


def test_a_paper_survives_being_frozen(mandate):
    CoverageFactory(agreement=AgreementFactory(starts_on=date(2025, 10, 1)), starts_on=date(2025, 10, 1))
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=timezone.localdate())
    assert paper.from_json(paper.to_json(drafted)) == drafted


def test_an_approved_report_is_printed_from_its_frozen_facts(mandate):
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF)
    report = ReportFactory(approved=True, facts=paper.to_json(drafted))
    CoverageFactory(agreement=AgreementFactory())
    assert composing.paper_of(report) == drafted


# --- Charts, and what each figure says it counts ------------------------------------------------------


def test_the_funding_is_drawn_beside_its_table_from_the_figures_of_the_text(mandate):
    DecisionFactory(approved=True)
    year = Decision.objects.get().allocation.fiscal_year.year
    drafted = composing.draft_paper(year=year, as_of=AS_OF, today=AS_OF)
    part = next(section for section in drafted.sections if section.key == "foerderung")
    figures = {figure.key: figure for figure in drafted.figures}
    drawn = [(bar.figure, bar.value, bar.text) for chart in part.charts for bar in chart.bars]
    assert (drawn, len(part.tables)) == (
        [
            (key, figures[key].value, figures[key].text)
            for key in ("verfuegbar", "gebunden", "ausgezahlt", "frei")
        ],
        1,
    )


def test_the_standing_of_the_findings_is_drawn_and_every_bar_stands_in_the_appendix():
    finding = FindingFactory(shared=True)
    year = finding.dialogue.cycle.year
    drafted = composing.draft_paper(year=year, as_of=timezone.localdate(), today=timezone.localdate())
    charts = [chart for section in drafted.sections for chart in section.charts]
    bars = {bar.figure for chart in charts for bar in chart.bars}
    assert (len(charts), bars <= {figure.key for figure in drafted.figures}) == (1, True)


def test_a_report_without_money_or_findings_draws_nothing():
    drafted = composing.draft_paper(year=2026, as_of=AS_OF, today=AS_OF)
    assert [section.charts for section in drafted.sections if section.charts] == []


def test_every_figure_of_the_dialogue_says_what_it_counts():
    sources = [source for _, source in COUNTED.values()]
    assert len(set(sources)) == len(sources)
