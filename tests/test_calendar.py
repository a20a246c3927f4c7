"""The calendar of all examples, so that every kind with a day is in it, is what RFC 5545 wants."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.utils import timezone

from partners.models import User
from quartiersarbeit.deadlines import feed
from quartiersarbeit.duties import duties

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
NOW = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def entries(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture(scope="module")
def example_day() -> date:
    return TODAY


@pytest.fixture
def examples_feed(loaded) -> bytes:
    """Everything Koordination may see, so that every kind with a day is in it."""
    return feed(duties(User.objects.get(email="koordination@example.org"), TODAY), NOW)


def test_an_independent_reader_finds_every_duty_with_a_day(examples_feed):
    owed = duties(User.objects.get(email="koordination@example.org"), TODAY)
    found = {str(event["uid"]): event["dtstart"].dt for event in entries(examples_feed)}
    dated = [duty for duty in owed if duty.due_on]
    assert (len(found), sorted(found.values())) == (len(dated), sorted(duty.due_on for duty in dated))


def test_no_reader_finds_an_error(examples_feed):
    calendar = icalendar.Calendar.from_ical(examples_feed)
    assert [error for part in calendar.walk() for error in part.errors] == []


def test_lines_end_with_crlf_and_have_at_most_75_octets(examples_feed):
    lines = examples_feed.split(b"\r\n")
    assert (lines[-1], max(map(len, lines)) <= 75, any(b"\n" in line for line in lines)) == (b"", True, False)


def test_the_calendar_has_what_rfc_5545_requires(examples_feed):
    calendar = icalendar.Calendar.from_ical(examples_feed)
    assert (str(calendar["version"]), bool(calendar["prodid"]), str(calendar["method"])) == (
        "2.0",
        True,
        "PUBLISH",
    )
    for event in calendar.walk("VEVENT"):
        once = [name for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY") if name in event]
        assert once == ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"]


def test_a_uid_stays_from_day_to_day_and_there_are_no_two_alike(loaded):
    user = User.objects.get(email="koordination@example.org")
    days = [duties(user, TODAY + n * A_DAY) for n in range(2)]
    today, tomorrow = ([str(event["uid"]) for event in entries(feed(owed, NOW))] for owed in days)
    assert len(today) == len(set(today))
    assert len(set(today) & set(tomorrow)) > 0.8 * len(today)
