"""The calendar of all examples, so that every kind with a day is in it, is what RFC 5545 wants."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import ics
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


def test_a_reader_that_others_wrote_finds_each_duty_on_its_day_with_its_words_and_alarm(examples_feed):
    """The feed is written with icalendar; what only it could read again would prove little."""
    owed = duties(User.objects.get(email="koordination@example.org"), TODAY)
    calendar = ics.Calendar(examples_feed.decode())
    found = sorted((one.begin.date(), one.all_day, one.name, len(one.alarms)) for one in calendar.events)
    late = {duty.name for duty in owed if duty.days_late}
    expected = sorted(
        (duty.due_on, True, f"{'Überfällig: ' * (duty.name in late)}{duty.what} – {duty.subject}", 1)
        for duty in owed
        if duty.due_on
    )
    assert (calendar.method, found) == ("PUBLISH", expected)


ONCE = {  # RFC 5545, 3.6: what a part must have, and no part twice
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}


def test_line_by_line_each_part_has_what_the_standard_requires_and_nothing_twice(examples_feed):
    """Read by nothing but the standard's own words: unfolded lines, a name up to its first `;` or `:`."""
    lines = examples_feed.decode().replace("\r\n ", "").split("\r\n")
    wrong, parts = [], []
    for line in lines:
        name, _, value = line.partition(":")
        name, _, parameters = name.partition(";")
        if name == "BEGIN":
            parts.append((value, []))
        elif name == "END":
            kind, names = parts.pop()
            if kind != value or ONCE[kind] - set(names) or len(names) != len(set(names)):
                wrong.append((kind, names))
        elif name:
            parts[-1][1].append(name)
        if name in ("DTSTART", "DTEND") and parameters != "VALUE=DATE":
            wrong.append(line)
    assert (wrong, parts) == ([], [])


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
