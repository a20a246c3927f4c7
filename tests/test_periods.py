"""Months are counted in one way, forwards and backwards, whatever the calendar does."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from partners.models import Agreement
from quartiersarbeit.ground.periods import LastStart, last_start, months_later
from tests.factories import AgreementFactory

A_DAY = timedelta(days=1)
days = st.dates(date(2019, 1, 1), date(2040, 12, 31))
months = st.integers(0, 36)


@pytest.mark.parametrize(
    ("end", "many", "last"),
    [
        (date(2027, 7, 30), 3, date(2027, 4, 30)),
        (date(2027, 7, 31), 3, date(2027, 4, 30)),
        (date(2027, 6, 30), 3, date(2027, 3, 31)),
        (date(2027, 2, 28), 3, date(2026, 11, 30)),
        (date(2028, 2, 28), 3, date(2027, 11, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2027, 5, 30), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 12, date(2026, 12, 31)),
        (date(2027, 7, 30), 0, date(2027, 7, 30)),
    ],
)
def test_the_last_day_for_notice_is_whole_months_before_the_end(end, many, last):
    assert Agreement(ends_on=end, notice_months=many).notice_deadline == last


@given(days, months)
def test_notice_on_the_last_day_reaches_the_end_and_a_day_later_does_not(end, many):
    last = last_start(end, many)
    assert months_later(last, many) <= end < months_later(last + A_DAY, many)


@given(days, months)
def test_notice_on_the_last_day_reaches_exactly_the_end_where_the_month_has_that_day(end, many):
    last = last_start(end, many)
    assert months_later(last, many) == end or last.day < end.day  # a short month has no such day


@given(days, months)
def test_the_last_day_for_what_notice_reaches_is_never_before_that_notice(given_on, many):
    agreement = Agreement(notice_months=many)
    agreement.ends_on = agreement.earliest_termination(given_on)
    assert agreement.notice_deadline >= given_on


def test_nobody_counts_months_by_hand():
    """`periods` alone knows how long a month is; a part of a date travels in words, not in sums."""
    by_hand = re.compile(
        r"monthrange|relativedelta|\.month\s*[-+]|replace\((year|month)=|days=(28|30|31|36[56])\)"
    )
    allowed = {
        "quartiersarbeit/ground/periods.py",
        "quartiersarbeit/ground/german.py",  # the month's name
        "funding/rules.py",  # how many months the rest of a year has
        "partners/duties.py",  # a span of days
        "quality_dialog/dialogue/duties.py",  # a span of days
        "funding/forms/disbursement.py",  # a span of thirty days, no month
        "quartiersarbeit/ground/events.py",  # a span of days
        "quartiersarbeit/overview.py",  # so long something is told
        "quality_dialog/report/agreements.py",  # a span of days
        "quality_dialog/report/composing.py",  # a span of days
    }
    apps = ("partners", "sites", "funding", "quality_dialog", "quartiersarbeit")
    root = Path(settings.BASE_DIR)
    files = [file for app in apps for file in (root / app).rglob("*.py") if "migrations" not in file.parts]
    found = {str(file.relative_to(root)) for file in files if by_hand.search(file.read_text())}
    assert found - allowed == set()


@pytest.mark.django_db
def test_the_database_counts_a_notice_period_back_as_python_does():
    ends = [date(2026, 12, 31), date(2026, 7, 30), date(2028, 2, 29), date(2027, 2, 28), date(2026, 5, 31)]
    terms = [(end, months) for end in ends for months in (0, 1, 3, 6, 18)]
    for end, months in terms:
        AgreementFactory(parties=0, starts_on=date(2020, 1, 1), ends_on=end, notice_months=months)
    rows = Agreement.objects.order_by("pk").annotate(last=LastStart("ends_on", "notice_months"))
    assert [row.last for row in rows] == [last_start(end, months) for end, months in terms]
