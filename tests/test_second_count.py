"""Every figure is counted twice, by ways that share nothing; a difference blocks the approval and is shown."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.html import escape

from quality_dialog.dialogue.models.carrying_over import carry_over
from quality_dialog.models import Finding, Report
from quality_dialog.report import composing, facts, second_count
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def days() -> list[tuple[int, date]]:
    """A day in every month from before the first mandate until today, about its own year."""
    first, last = date(2019, 12, 26), TODAY
    span = (last - first).days
    return [((first + timedelta(n)).year, first + timedelta(n)) for n in range(0, span + 1, 31)] + [
        (2021, date(2021, 1, 26)),
        (TODAY.year, TODAY),
    ]


@pytest.mark.exhaustive
def test_both_ways_agree_about_every_figure_on_a_day_in_each_month(examples):
    examples(TODAY)
    seen, apart = set(), []
    for year, as_of in days():
        figures = facts.known(year=year, as_of=as_of).figures()
        seen |= {figure.key for figure in figures}
        apart += map(str, second_count.differences(figures, year=year, as_of=as_of))
    assert apart == []
    assert {key for key in second_count.COUNTS if not key.endswith(r"(\d+)")} - seen == set()


# What a record adds to an amount or a limit; in a count each record adds one.
AMOUNTS = {
    ("mittel_pro_jahr", "funding.fiscalyear"): lambda row: row.appropriation,
    ("mittel_pro_jahr", "partners.mandate"): lambda row: row.annual_limit,
    ("standorte_hoechstens", "partners.mandate"): lambda row: row.site_limit,
    ("verfuegbar", "funding.fiscalyear"): lambda row: row.available_now,
    ("frei", "funding.fiscalyear"): lambda row: row.available_now,
    ("frei", "funding.decision"): lambda row: -row.amount,
    ("gebunden", "funding.decision"): lambda row: row.amount,
    ("ausgezahlt", "funding.disbursement"): lambda row: row.amount,
}


def adds(figure, record) -> Decimal | int:
    row = apps.get_model(record.model)._default_manager.get(pk=record.pk)
    return 1 if figure.unit == "Anzahl" else AMOUNTS[figure.key, record.model](row)


@pytest.mark.exhaustive
def test_the_records_of_every_figure_of_every_example_report_sum_to_the_printed_value(client, examples):
    examples(TODAY)
    client.post(reverse("account_login"), {"login": "revision@example.org", "password": "quartier-demo"})
    wrong, walked = [], 0
    for one in Report.objects.all():
        for figure in composing.paper_of(one).figures:
            walked += 1
            page = client.get(
                reverse("quality_dialog:report_figure", args=[one.pk, figure.key])
            ).content.decode()
            if sum(adds(figure, record) for record in figure.records) != figure.value:
                wrong.append(f"{one}: {figure.key} is not the sum of its records")
            page = re.sub(r"</?span[^>]*>", "", page)  # a number is held together on its line
            if unseen := [record.label for record in figure.records if escape(record.label) not in page]:
                wrong.append(f"{one}: {figure.key} does not show {unseen}")
    assert (wrong, Report.objects.count(), walked > 20) == ([], 3, True)


def test_a_figure_counted_wrongly_is_found_whichever_it_is(examples):
    """Each figure in turn is told one too many; only the second count can know."""
    examples(TODAY)
    figures = facts.known(year=TODAY.year, as_of=TODAY).figures()
    given = {"year": TODAY.year, "as_of": TODAY}
    found = [
        [pair.figure.key for pair in second_count.differences(_told_wrongly(figures, number), **given)]
        for number, _ in enumerate(figures)
    ]
    assert found == [[figure.key] for figure in figures]


def _told_wrongly(figures, number: int):
    return [replace(f, value=f.value + 1) if n == number else f for n, f in enumerate(figures)]


def test_every_key_of_a_figure_has_a_second_count_and_an_unknown_one_has_none():
    f.MandateFactory()
    keys = ["standorte_hoechstens", "erfunden", "standorte_vereinbarung_1"]
    assert [value is None for value in second_count.counted(keys, year=2026, as_of=TODAY)] == [
        False,
        True,
        False,
    ]


def _apart(year: int, as_of: date) -> list[str]:
    figures = facts.known(year=year, as_of=as_of).figures()
    return [str(pair) for pair in second_count.differences(figures, year=year, as_of=as_of)]


def test_both_ways_leave_out_a_finding_withdrawn_by_the_day():
    finding = f.FindingFactory(shared=True)
    year = finding.dialogue.cycle.year
    f.FindingFactory(dialogue=finding.dialogue, shared=True)
    finding.withdraw(reason="Doppelt erfasst.", by=f.UserFactory(), on=date(year, 6, 1))
    assert [_apart(year, date(year, month, 1)) for month in (5, 6, 12)] == [[]] * 3


def test_both_ways_judge_the_wording_that_stood_on_the_day():
    finding = f.FindingFactory(shared=True)
    year = finding.dialogue.cycle.year
    for partner in finding.dialogue.partners.all():
        f.StatementFactory(finding=finding, partner=partner)
    finding.edit(
        wording="Neu.", read=finding.wording_sha256, by=finding.raised_by, on=finding.raised_on + timedelta(9)
    )
    days_about = [finding.raised_on + timedelta(days) for days in (0, 8, 9, 30)]
    assert [_apart(year, day) for day in days_about] == [[]] * 4


def test_both_ways_know_that_a_measure_taken_over_is_overdue_in_its_new_year_only():
    measure = f.MeasureFactory()
    dialogue, year = measure.finding.dialogue, measure.finding.dialogue.cycle.year
    later = f.CycleFactory(year=year + 1, opened_on=date(year, 12, 1))
    following = f.DialogueFactory(site=dialogue.site, cycle=later)
    carry_over(measure.finding, following, by=f.UserFactory(), on=date(year, 12, 1))
    assert [_apart(year, date(year, *day)) for day in ((11, 30), (12, 1), (12, 31))] == [[]] * 3
    days = [date(year, 11, 1), date(year, 12, 1), date(year, 12, 2)]
    told = [facts.known(year=year, as_of=day).dialogue for day in days]
    assert [(one.overdue.value, one.measure_rows[0].state) for one in told] == [
        (1, "überfällig"),
        (1, "überfällig ins Folgejahr übernommen"),
        (0, "überfällig ins Folgejahr übernommen"),
    ]


def test_both_ways_count_the_offers_of_sites_under_agreement():
    coverage = f.CoverageFactory()
    f.OfferFactory.create_batch(2, site=coverage.site)
    f.OfferFactory()
    as_of = max(coverage.starts_on, TODAY)
    figures = {figure.key: figure for figure in facts.known(year=as_of.year, as_of=as_of).figures()}
    assert (figures["angebote"].value, _apart(as_of.year, as_of)) == (2, [])


# --- what the dialogue does to its own past -----------------------------------------------------------


def both_ways(year: int, as_of: date) -> tuple[dict[str, int], list[str]]:
    """The dialogue's figures as of a day, and where the second count differs."""
    figures = facts.known(year=year, as_of=as_of).figures()
    values = {figure.key: figure.value for figure in figures}
    return values, [*map(str, second_count.differences(figures, year=year, as_of=as_of))]


DAY = date(2026, 6, 15)
AROUND = (DAY - timedelta(days=1), DAY)


def counts(key: str, days=AROUND) -> list[int]:
    """A figure on these days, both ways agreeing."""
    found = [both_ways(2026, day) for day in days]
    assert [apart for _, apart in found] == [[] for _ in found]
    return [values[key] for values, _ in found]


def test_a_withdrawn_finding_counts_until_the_day_it_is_withdrawn(koordination):
    finding = f.FindingFactory(shared=True, raised_on=date(2026, 5, 15))
    f.FindingFactory(dialogue=finding.dialogue, shared=True, raised_on=date(2026, 5, 15))
    Finding.objects.filter(pk=finding.pk).update(
        withdrawn_on=DAY, withdrawn_by=koordination, withdrawal_reason="Ein Irrtum."
    )
    assert counts("feststellungen") == [2, 1]


def test_an_answer_counts_while_its_wording_stood(awo):
    finding = f.FindingFactory(
        dialogue=f.DialogueFactory(partners=[awo]), shared=True, raised_on=date(2026, 5, 15)
    )
    f.StatementFactory(finding=finding, partner=awo)
    Finding.objects.filter(pk=finding.pk).update(wording="Ganz anders.", worded_on=DAY)
    assert (counts("feststellungen_einvernehmlich"), counts("feststellungen_offen")) == ([1, 0], [0, 1])


def test_a_measure_taken_over_stays_agreed_in_its_year_and_is_overdue_in_the_next_alone(koordination):
    finding = f.FindingFactory(shared=True, raised_on=date(2026, 5, 15))
    f.MeasureFactory(finding=finding, resolved_on=date(2026, 5, 20), due_on=date(2026, 6, 1))
    later = f.DialogueFactory(cycle__year=2027, cycle__opened_on=date(2026, 5, 1), site=finding.dialogue.site)
    carry_over(finding, later, by=koordination, on=DAY)
    after = DAY + timedelta(days=1)
    days = (*AROUND, after)
    assert (counts("massnahmen", days), counts("massnahmen_ueberfaellig", days)) == ([1, 1, 1], [1, 1, 0])
    told = [both_ways(2027, day) for day in (DAY, after)]
    assert [(values["massnahmen_ueberfaellig"], apart) for values, apart in told] == [(0, []), (1, [])]


def test_an_offer_counts_while_it_runs_at_a_site_under_agreement():
    f.MandateFactory(decided_on=date(2025, 3, 17), site_limit=10, annual_limit=80_000)
    coverage = f.CoverageFactory(
        agreement=f.AgreementFactory(starts_on=date(2025, 10, 1)), starts_on=date(2025, 10, 1)
    )
    f.OfferFactory(site=coverage.site, starts_on=date(2026, 1, 1))
    f.OfferFactory(site=coverage.site, starts_on=date(2026, 1, 1), ends_on=AROUND[0])
    f.OfferFactory(starts_on=date(2026, 1, 1))  # at a site without agreement
    assert counts("angebote") == [2, 1]
