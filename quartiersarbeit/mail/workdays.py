"""On which days mail goes out: working days in North Rhine-Westphalia."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

LAND = "NW"


@lru_cache(maxsize=8)
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv=LAND, years=year, language="de")


def is_workday(day: date) -> bool:
    """Monday to Friday, and no public holiday of the land (Feiertagsgesetz NW, as the library `holidays` has it)."""
    return day.weekday() < 5 and day not in _holidays(day.year)  # 5 is Saturday


def workday_by(day: date) -> date:
    """That day, or the last working day before it: what falls due on a holiday is told in time."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
