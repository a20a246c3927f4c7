"""The deadlines week by week, and the same as a calendar that one subscribes to (RFC 5545)."""

import logging
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import CalendarKey, User
from quartiersarbeit.deadlines import feed
from quartiersarbeit.duties import Duty, duties
from tests import factories as f
from tests.asking import queries, text_of
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
MONDAY = TODAY - timedelta(days=TODAY.weekday())
PAGE, FEED = reverse("deadline_list"), reverse("calendar")
NOW = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def measure(due_on: date, **facts):
    return f.MeasureFactory(
        due_on=due_on, resolved_on=TODAY - 90 * A_DAY, finding__shared=True, **{"title": "M"} | facts
    )


def of_measures(user: User) -> list[Duty]:
    """Their duties about measures alone: a factory brings a whole year of the dialogue with it."""
    return duties(user, TODAY, codes=["measure_finish"])


def subscribed(user: User, key: str | None = None):
    """What a calendar program gets: it is not signed in."""
    return Client().get(FEED, {"schluessel": key or CalendarKey.objects.renew(user)})


def entries(content: bytes) -> list[icalendar.Event]:
    """The events about measures, as a reader that is none of ours finds them."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [event for event in found if str(event["uid"]).startswith("measure_finish-")]


# --- the page ---------------------------------------------------------------------------------------------------


def test_what_is_late_stands_on_top_then_week_by_week(koordination, client_of):
    days = (MONDAY + 6 * A_DAY, TODAY - A_DAY, MONDAY + 7 * A_DAY, MONDAY + 21 * A_DAY, TODAY - 40 * A_DAY)
    for day in days:
        measure(day)
    weeks = client_of(koordination).get(PAGE, {"art": "measure_finish"}).context["weeks"]
    said = [
        "Überfällig",
        f"Diese Woche, {MONDAY:%d.%m.%Y} bis {MONDAY + 6 * A_DAY:%d.%m.%Y}",
        f"Nächste Woche, {MONDAY + 7 * A_DAY:%d.%m.%Y} bis {MONDAY + 13 * A_DAY:%d.%m.%Y}",
        f"Woche, {MONDAY + 21 * A_DAY:%d.%m.%Y} bis {MONDAY + 27 * A_DAY:%d.%m.%Y}",
    ]
    assert [(week.caption, len(week.objects)) for week in weeks] == list(zip(said, (2, 1, 1, 1), strict=True))


def test_what_has_no_day_stands_among_the_tasks_alone(freigabe, client_of):
    f.DecisionFactory()
    client = client_of(freigabe)
    assert (client.get(PAGE).context["weeks"], client.get(reverse("task_list")).context["listing"].count) == (
        [],
        1,
    )


def test_whose_they_are_is_asked_as_among_the_tasks(koordination, partner_user, awo, client_of):
    measure(TODAY + A_DAY, responsible=awo, finding__dialogue__partners=[awo])
    counts = [
        client_of(koordination).get(PAGE, {"wessen": whose, "art": "measure_finish"}).context["count"]
        for whose in ("", "alle")
    ]
    assert counts == ["0 Fristen", "1 Frist"]


def test_the_file_holds_exactly_the_rows_shown(koordination, client_of):
    measure(TODAY + A_DAY, title="Vorn")
    measure(TODAY + 90 * A_DAY, title="Hinten")
    file = (
        client_of(koordination).get(PAGE, {"frist": "spaeter", "export": "csv"}).content.decode("utf-8-sig")
    )
    later = [word in file for word in ("Vorn", "Hinten")]
    assert later == [TODAY + A_DAY > MONDAY + 6 * A_DAY, True]


def test_the_page_costs_the_same_with_one_and_with_twelve(koordination, client_of):
    client = client_of(koordination)
    measure(TODAY)
    few = queries(client, PAGE)
    for n in range(11):
        measure(TODAY + n * A_DAY)
    assert queries(client, PAGE) == few


# --- the key ----------------------------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_only_a_check_sum_is_kept(koordination, client_of):
    client = client_of(koordination)
    shown = client.post(reverse("calendar_key"), follow=True).context["feed"]
    key = shown.partition("schluessel=")[2]
    kept = CalendarKey.objects.get()
    assert (key in kept.sha256, key in text_of(client.get(PAGE)), len(key) > 40) == (False, False, True)
    assert Client().get(shown).status_code == 200


def test_a_new_key_ends_the_old_one(koordination):
    old, new = CalendarKey.objects.renew(koordination), CalendarKey.objects.renew(koordination)
    assert [subscribed(koordination, key).status_code for key in (old, new)] == [404, 200]
    assert CalendarKey.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "²", "\x00", "a" * 5000, "%ff"])
def test_any_other_text_opens_nothing(key, koordination):
    CalendarKey.objects.renew(koordination)
    assert Client().get(FEED, {"schluessel": key}).status_code == 404


def test_without_a_key_even_whoever_is_signed_in_gets_nothing(koordination, client_of):
    CalendarKey.objects.renew(koordination)
    assert client_of(koordination).get(FEED).status_code == 404


def test_the_key_of_a_deactivated_account_opens_nothing(koordination):
    key = CalendarKey.objects.renew(koordination)
    User.objects.filter(pk=koordination.pk).update(is_active=False)
    assert subscribed(koordination, key).status_code == 404


def test_the_key_of_people_whose_organisation_left_opens_nothing(partner_user, awo):
    key = CalendarKey.objects.renew(partner_user)
    before = subscribed(partner_user, key).status_code
    type(awo).objects.filter(pk=awo.pk).update(deactivated_on=TODAY, deactivated_by=partner_user)
    assert (before, subscribed(partner_user, key).status_code) == (200, 404)


def test_a_key_opens_its_owners_duties_and_nobody_elses(partner_user, other_partner_user, awo, bgw):
    for title, owner in (("Unseres", awo), ("Fremdes", bgw)):
        measure(TODAY, title=title, responsible=owner, finding__dialogue__partners=[owner])
    said = [subscribed(user).content.decode() for user in (partner_user, other_partner_user)]
    assert [[word in one for word in ("Unseres", "Fremdes")] for one in said] == [
        [True, False],
        [False, True],
    ]


def test_the_key_is_in_no_log_of_ours(koordination, caplog):
    key = CalendarKey.objects.renew(koordination)
    with caplog.at_level(logging.DEBUG):
        subscribed(koordination, key)
        subscribed(koordination, f"{key}x")
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert (any("kalender.ics" in one for one in said), any(key in one for one in said)) == (True, False)


def test_nobody_keeps_the_feed_on_the_way(koordination):
    assert subscribed(koordination)["Cache-Control"] == "private, no-store"


# --- the feed ---------------------------------------------------------------------------------------------------


def test_no_letter_is_torn_apart_by_folding(koordination):
    measure(TODAY, title="Ä" * 120)
    content = feed(of_measures(koordination), NOW)
    assert [line.decode() for line in content.split(b"\r\n")]
    assert f"{'Ä' * 120}" in str(entries(content)[0]["summary"])


def test_a_day_is_a_day_and_no_hour(koordination):
    measure(date(2026, 12, 3))
    said = feed(of_measures(koordination), NOW).decode()
    assert "DTSTART;VALUE=DATE:20261203\r\n" in said
    assert "DTEND;VALUE=DATE:20261204\r\n" in said
    assert "DTSTAMP:20261126T083000Z\r\n" in said


def test_each_event_warns_two_days_before_in_the_morning(koordination):
    measure(TODAY + 9 * A_DAY)
    (event,) = entries(feed(of_measures(koordination), NOW))
    (alarm,) = event.walk("VALARM")
    warned = datetime.combine(event["dtstart"].dt, datetime.min.time()) + alarm["trigger"].dt
    assert (str(alarm["action"]), warned.date(), warned.hour) == ("DISPLAY", TODAY + 7 * A_DAY, 9)
    assert bool(alarm["description"])


def test_words_with_commas_semicolons_and_line_breaks_arrive_whole(koordination):
    title = "Eins, zwei; drei\\vier\nDTSTART:19700101"
    measure(TODAY, title=title)
    (event,) = entries(feed(of_measures(koordination), NOW))
    assert title in str(event["summary"])
    assert event["dtstart"].dt == TODAY


def test_a_postponed_measure_keeps_its_uid_and_changes_its_day(koordination):
    row = measure(TODAY + A_DAY)
    before = entries(feed(of_measures(koordination), NOW))
    row.postpone(new_due_on=TODAY + 20 * A_DAY, text="Umbau", by=koordination, on=TODAY)
    after = entries(feed(of_measures(koordination), NOW))
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert [event["dtstart"].dt for event in after] == [TODAY + 20 * A_DAY]


def test_what_is_done_leaves_the_calendar(koordination):
    row, key = measure(TODAY + A_DAY), CalendarKey.objects.renew(koordination)
    before = len(entries(subscribed(koordination, key).content))
    row.finish(by=koordination, on=TODAY)
    assert (before, len(entries(subscribed(koordination, key).content))) == (1, 0)


def test_what_is_late_says_so(koordination):
    measure(TODAY - A_DAY)
    (event,) = entries(feed(of_measures(koordination), NOW))
    assert str(event["summary"]).startswith("Überfällig: Maßnahme erledigen – ")


def test_the_calendar_of_whoever_has_nothing_to_do_is_valid_and_empty(gremium):
    answer = subscribed(gremium)
    assert (answer.status_code, answer["Content-Type"], entries(answer.content)) == (
        200,
        "text/calendar; charset=utf-8",
        [],
    )


def test_each_event_leads_to_the_page_where_it_is_done(koordination, client_of):
    measure(TODAY)
    (event,) = entries(subscribed(koordination).content)
    (duty,) = of_measures(koordination)
    assert (str(event["url"]).endswith(duty.url), str(event["url"]).startswith("http")) == (True, True)


def test_a_calendar_costs_the_same_with_one_and_with_twelve(django_assert_num_queries):
    user = in_group("Koordination", email="viele@example.org")
    key = CalendarKey.objects.renew(user)
    for n in range(12):
        measure(TODAY + n * A_DAY)
    subscribed(user, key)
    with django_assert_num_queries(5):  # a savepoint and its end, whose key, their rights, and all duties
        subscribed(user, key)
