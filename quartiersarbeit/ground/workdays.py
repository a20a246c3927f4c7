"""Working days in North Rhine-Westphalia: when mail goes out, where legal periods move to, what committees count."""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, IntegerField, Value
from django.db.models.functions import Cast

if TYPE_CHECKING:
    import holidays

LAND = "NW"


@lru_cache(maxsize=8)
def _holidays(year: int) -> "holidays.HolidayBase":
    import holidays  # loaded when used

    return holidays.country_holidays("DE", subdiv=LAND, years=year, language="de")


def is_workday(day: date) -> bool:
    """Monday to Friday, and no public holiday of the land (Feiertagsgesetz NW, as the library `holidays` has it)."""
    return day.weekday() < 5 and day not in _holidays(day.year)  # 5 is Saturday


def day_before_next_workday(day: date) -> date:
    """The last day until which nobody works after `day`: what falls due by then is told now, to be in time."""
    while not is_workday(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def next_workday(day: date) -> date:
    """The day itself where it is a working day, else the first one after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


# The days before `held`, weekends and holidays left out, the nearest first; `days` says which of them.
_BEFORE = """(
SELECT (array_agg(g.d::date ORDER BY g.d DESC))[w.days]
FROM (SELECT %(expressions)s) AS w(held, days, off),
  LATERAL generate_series(w.held::timestamp - (w.days * 2 + 20) * interval '1 day',
    w.held::timestamp - interval '1 day', interval '1 day') AS g(d)
WHERE extract(isodow FROM g.d) < 6 AND g.d::date <> ALL (w.off)
GROUP BY w.days
)"""


def workdays_before(held_on, days, on: date) -> Func:
    """SQL of the day that lies so many working days (at least one) before `held_on`, a year or two around `on`."""
    years = range(on.year - 1, on.year + 3)
    off = Value(
        [day for year in years for day in sorted(_holidays(year))], output_field=ArrayField(DateField())
    )
    return Func(held_on, Cast(days, IntegerField()), off, template=_BEFORE, output_field=DateField())
