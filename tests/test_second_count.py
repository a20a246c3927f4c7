"""Every figure is counted twice, by ways that share nothing; a difference blocks the approval and is shown."""

from datetime import date, timedelta

import pytest

from quality_dialog import report, second_count
from quartiersarbeit import demo

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    """The example data, loaded once for all days below, and taken away again."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            demo.load(TODAY)
            yield
            transaction.set_rollback(True)


def days() -> list[tuple[int, date]]:
    """A day in every month from before the first mandate until today, about its own year."""
    first, last = date(2019, 12, 26), TODAY
    span = (last - first).days
    return [((first + timedelta(n)).year, first + timedelta(n)) for n in range(0, span + 1, 31)] + [
        (2021, date(2021, 1, 26)),
        (TODAY.year, TODAY),
    ]


def test_both_ways_agree_about_every_figure_on_a_day_in_each_month():
    demo.load(TODAY)
    seen, apart = set(), []
    for year, as_of in days():
        figures = report.facts(year=year, as_of=as_of).figures()
        seen |= {figure.key for figure in figures}
        apart += map(str, second_count.differences(figures, year=year, as_of=as_of))
    assert apart == []
    assert {key for key in second_count.COUNTS if not key.endswith(r"(\d+)")} - seen == set()
