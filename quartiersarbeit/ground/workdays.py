"""Working days in North Rhine-Westphalia: on which mail goes out, and to which the end of a legal period may move."""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

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
