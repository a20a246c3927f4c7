"""A run of the tests has one day, and it is the city's."""

import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from tests.day import CITY, LONGEST, zone_of_a_run

# Winter and summer, the nights the clocks are changed, and the last of a year.
NIGHTS = ("2026-01-15", "2026-07-15", "2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-12-31")


@pytest.mark.parametrize("day", NIGHTS)
@pytest.mark.parametrize("half_hour", range(48))
def test_a_run_has_the_day_on_which_it_began_until_its_end(day, half_hour):
    begun = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(CITY)) + timedelta(minutes=30 * half_hour)
    zone = ZoneInfo(zone_of_a_run(begun.astimezone(UTC)))
    in_the_city = begun.astimezone(UTC).astimezone(ZoneInfo(CITY)).date()
    assert {moment.astimezone(zone).date() for moment in (begun, begun + LONGEST)} == {in_the_city}


def test_by_day_a_run_has_the_citys_own_zone():
    assert zone_of_a_run(datetime(2026, 11, 27, 9, tzinfo=UTC)) == CITY


def test_what_a_test_starts_has_the_same_day():
    assert os.environ["TIME_ZONE"] == settings.TIME_ZONE == str(timezone.get_default_timezone())
