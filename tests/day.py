"""A run of the tests has one day, however late it begins.

Tests and what they start ask the clock for today, many thousand times and once for all of a module. Where midnight
would come in between, a run takes its days from a zone in which it is afternoon on the same day.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

CITY, EARLIER = "Europe/Berlin", "Etc/GMT+6"  # six hours behind UTC: seven or eight behind the city
LONGEST = timedelta(hours=2, minutes=30)  # of a run


def zone_of_a_run(begun: datetime) -> str:
    """The city's own, unless its day ends within the longest run; then one that has the same day for hours yet."""
    first, last = (moment.astimezone(ZoneInfo(CITY)).date() for moment in (begun, begun + LONGEST))
    return CITY if first == last else EARLIER
