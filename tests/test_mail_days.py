"""On which days somebody is written to: before, on and after a day, past holidays, missed runs and wrong clocks."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from partners.models import MailRun, MailWish, Notification, SentMail
from partners.models.mailing import DIGEST, Frequency
from quality_dialog.dialogue.duties import MEASURE_FINISH
from quartiersarbeit.duties import Duty, Whose
from quartiersarbeit.ground.duties import timing
from quartiersarbeit.ground.workdays import day_before_next_workday, is_workday
from quartiersarbeit.mail import reminding
from tests.concurrency import at_once
from tests.factories import (
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    PartnerFactory,
    ReportFactory,
    UserFactory,
)
from tests.people import in_group

HOLIDAY = date(2026, 5, 1)  # a Friday
NEW_ON = date(2026, 4, 1)


def days(*told: str) -> list[date]:
    return [date.fromisoformat(f"2026-{day}") for day in told]


# --- Working days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-06-03", True),
        ("2026-06-04", False),  # Corpus Christi
        ("2026-06-06", False),  # Saturday
        ("2026-10-31", False),  # Saturday, and no holiday here
        ("2028-10-31", True),  # Reformation Day is no holiday in North Rhine-Westphalia
        ("2028-11-01", False),  # All Saints
        ("2026-12-24", True),
        ("2026-12-25", False),
    ],
)
def test_a_working_day_is_one_in_north_rhine_westphalia(day, works):
    assert is_workday(date.fromisoformat(day)) == works


@pytest.mark.parametrize(
    ("day", "until"),
    [("04-29", "04-29"), ("04-30", "05-03"), ("05-04", "05-04"), ("12-24", "12-27")],
)
def test_a_mail_speaks_for_all_days_until_somebody_works_again(day, until):
    assert day_before_next_workday(*days(day)) == days(until)[0]


# --- Stages ----------------------------------------------------------------------------------------


def stages(due_on: date | None, since: date | None, until: date) -> list[date]:
    """The working days until then on which a duty that was told of each stage is told again."""
    told, reached, day = [], -1, since or NEW_ON
    while day <= until:
        near = timing(due_on, day)
        duty = Duty(MEASURE_FINISH, "1", "Aufzug", since, due_on, None, None, None, Whose.MINE, day, near)
        if is_workday(day) and (stage := reminding.stage(duty, day)) > reached:
            told.append(day)
            reached = stage
        day += timedelta(days=1)
    return told


def test_a_duty_is_told_when_it_is_new_before_on_and_after_its_day():
    assert stages(date(2026, 6, 24), NEW_ON, date(2026, 7, 10)) == days(
        "04-01", "06-17", "06-23", "06-24", "06-25", "07-02", "07-09"
    )


def test_what_falls_due_on_a_holiday_is_told_on_the_working_day_before():
    assert stages(HOLIDAY, NEW_ON, date(2026, 5, 12)) == days("04-01", "04-24", "04-30", "05-04", "05-11")


def test_what_has_no_day_is_told_every_week():
    assert stages(None, NEW_ON, date(2026, 4, 23)) == days("04-01", "04-08", "04-15", "04-22")


def test_what_is_not_known_to_have_begun_is_told_once():
    assert stages(None, None, date(2026, 4, 30)) == days("04-01")


# --- Runs ------------------------------------------------------------------------------------------


@pytest.fixture
def people(db):
    """One partner's people: who takes what comes, wants it never or at once, and who cannot be written to."""
    awo = PartnerFactory(short_name="AWO")
    return {
        "partner": in_group("Partner", email="awo@example.org", partner=awo),
        "silent": in_group("Partner", email="still@example.org", partner=awo),
        "prompt": in_group("Partner", email="sofort@example.org", partner=awo),
        "without mail": in_group("Partner", email="", partner=awo),
        "deactivated": in_group("Partner", email="weg@example.org", partner=awo, is_active=False),
    }


@pytest.fixture
def measure(people):
    """The partner's, due on a holiday."""
    partner = people["partner"].partner
    cycle = CycleFactory(year=2026, opened_on=date(2026, 1, 10))
    dialogue = DialogueFactory(cycle=cycle, partners=[partner], meeting_on=NEW_ON)
    finding = FindingFactory(dialogue=dialogue, shared=True, raised_on=NEW_ON, shared_on=NEW_ON)
    for name in ("partner", "silent", "prompt"):  # of the rest of the dialogue they want to hear nothing
        for kind in ("finding_answer", "assessment_submit"):
            MailWish.objects.create(user=people[name], kind=kind, frequency=Frequency.NEVER)
    for name, frequency in (("silent", Frequency.NEVER), ("prompt", Frequency.AT_ONCE)):
        for kind in ("measure_finish", "measure_agreed"):
            MailWish.objects.create(user=people[name], kind=kind, frequency=frequency)
    return MeasureFactory(finding=finding, responsible=partner, resolved_on=NEW_ON, due_on=HOLIDAY)


def news(user, text: str = "Jemand hat eine Maßnahme eingetragen.") -> None:
    facts = {"kind": "measure_agreed", "address": "/massnahmen/", "on": NEW_ON}
    Notification.objects.create(recipient=user, by=UserFactory(), text=text, **facts)


def run(day: date) -> int:
    return reminding.remind(day) + reminding.at_once(day)


def run_on(*told: str) -> None:
    for day in days(*told):
        run(day)


def told(user, kind: str = DIGEST) -> list[date]:
    rows = SentMail.objects.filter(recipient=user, kind=kind).order_by("day")
    return list(rows.values_list("day", flat=True))


def about(measure, user) -> list[date]:
    """The days on which this person's mails named the measure."""
    rows = SentMail.objects.filter(recipient=user).about(measure.get_absolute_url()).order_by("day")
    return list(rows.values_list("day", flat=True))


def test_each_is_told_as_they_wish_past_the_holiday(people, measure):
    run_on("04-01", "04-02", "04-23", "04-24", "04-27", "04-29", "04-30", "05-01", "05-02", "05-04", "05-05")
    run_on("05-08", "05-11", "05-12")
    assert {name: (told(user), told(user, "measure_finish")) for name, user in people.items()} == {
        "partner": (days("04-01", "04-24", "04-30", "05-04", "05-11"), []),
        "silent": ([], []),
        "prompt": (days("04-24", "04-30", "05-04", "05-11"), days("04-01")),
        "without mail": ([], []),
        "deactivated": ([], []),
    }


def test_what_became_binding_after_somebody_switched_it_off_is_told(people):
    MailWish.objects.create(user=people["partner"], kind="decision_approved", frequency=Frequency.NEVER)
    Notification.objects.create(
        recipient=people["partner"],
        by=UserFactory(),
        kind="decision_approved",
        address="/bescheide/1/",
        on=NEW_ON,
    )
    run(NEW_ON)
    assert told(people["partner"]) == [NEW_ON]


def test_who_speaks_for_a_partner_that_left_is_told_nothing(people, measure):
    people["partner"].partner.deactivate(on=NEW_ON, by=UserFactory())
    run(NEW_ON)
    assert told(people["partner"]) == []


def test_koordination_is_told_the_day_after_when_a_partner_is_late(measure, koordination):
    run_on("04-24", "04-30", "05-04", "05-05")
    assert about(measure, koordination) == days("05-04")


def test_koordination_is_to_remind_a_partner_that_has_no_account(people, measure, koordination):
    for user in people.values():
        user.is_active = False
        user.save()
    run(NEW_ON)
    text = SentMail.objects.get(recipient=koordination).text
    assert f"Erinnern: Maßnahme erledigen – {measure.title} (AWO, fällig am 01.05.2026)" in text


@pytest.mark.parametrize(
    ("due_on", "freigabe_hears", "koordination_hears"),
    [
        (date(2026, 9, 16), ["09-03", "09-15", "09-16", "09-17"], "09-23"),
        (None, ["09-03", "09-15", "09-16", "09-23"], "09-16"),
    ],
    ids=["late for a week", "without a day, open for two"],
)
def test_koordination_hears_of_what_lies_with_freigabe_too_long(
    koordination, freigabe, due_on, freigabe_hears, koordination_hears
):
    cycle = CycleFactory(year=2026, report_due_on=due_on)
    report = ReportFactory(reviewed=True, cycle=cycle, drafted_on=date(2026, 9, 2))
    run_on("09-03", "09-15", "09-16", "09-17", "09-22", "09-23")
    assert (about(report, freigabe), about(report, koordination)[:1]) == (
        days(*freigabe_hears),
        days(koordination_hears),
    )


def test_a_missed_day_is_made_good_by_the_next_one(people, measure):
    run_on("04-01", "04-23", "04-27", "04-29", "05-04", "05-08", "05-12", "05-13")
    assert told(people["partner"]) == days("04-01", "04-27", "05-04", "05-12")


def test_a_weekend_is_no_missed_day(people, measure):
    assert [run(day) for day in days("05-02", "05-03")] == [0, 0]


def test_a_second_run_of_a_day_tells_nobody(people, measure):
    run(NEW_ON)
    assert run(NEW_ON) == 0


@pytest.mark.parametrize("back", [1, 2, 8, 30])
def test_a_clock_set_back_tells_nobody_twice(people, measure, back):
    run_on("04-01", "04-24", "04-30")
    assert run(date(2026, 4, 30) - timedelta(days=back)) == 0


def test_a_clock_that_was_years_ahead_silences_nobody(people, measure):
    run(NEW_ON)
    run(date(2030, 4, 1))
    run(date(2026, 4, 24))
    assert told(people["partner"]) == [*days("04-01", "04-24"), date(2030, 4, 1)]


def test_a_moved_day_is_told_anew(people, measure):
    run(NEW_ON)
    measure.postpone(new_due_on=date(2026, 9, 30), text="Umbau", by=UserFactory(), on=date(2026, 4, 2))
    run(date(2026, 4, 2))
    assert told(people["partner"]) == days("04-01", "04-02")


def test_what_was_entered_late_is_told_although_it_began_before(people, measure):
    run_on("04-01", "04-02")
    own = {"finding": measure.finding, "responsible": measure.responsible}
    MeasureFactory(resolved_on=NEW_ON, due_on=date(2026, 9, 30), **own)
    run_on("04-07", "04-08")
    assert told(people["partner"]) == days("04-01", "04-07")


def test_what_nobody_received_was_not_told(people, measure):
    run(NEW_ON)
    SentMail.objects.update(given_up_at=timezone.now(), trouble="Der Mailserver antwortet nicht")
    run_on("04-02", "04-07")
    assert told(people["partner"]) == days("04-01", "04-02")


def test_a_person_whose_mail_cannot_be_written_costs_nobody_else_theirs(people, measure, monkeypatch):
    other = in_group("Partner", email="awo2@example.org", partner=people["partner"].partner)
    write = reminding.composing.digest

    def digest(user, *given):
        if user == people["partner"]:
            raise ValueError("broken")
        return write(user, *given)

    monkeypatch.setattr(reminding.composing, "digest", digest)
    run(NEW_ON)
    monkeypatch.undo()
    run(date(2026, 4, 2))
    assert (about(measure, other), told(people["partner"])) == (days("04-01"), days("04-02"))


# --- News ------------------------------------------------------------------------------------------


def test_news_are_told_once_daily_or_at_once(people, measure):
    for name in ("partner", "silent", "prompt"):
        news(people[name], "Eine Maßnahme ist eingetragen.")
    run_on("04-01", "04-02", "04-07")
    texts = SentMail.objects.filter(text__contains="Eine Maßnahme ist eingetragen.")
    assert sorted(texts.values_list("recipient__email", "kind", "day")) == [
        ("awo@example.org", DIGEST, NEW_ON),
        ("sofort@example.org", "measure_agreed", NEW_ON),
    ]


def test_news_that_come_after_the_mail_of_the_day_are_told_on_the_next(people, measure):
    run(NEW_ON)
    news(people["partner"])
    run_on("04-02", "04-07")
    assert told(people["partner"]) == days("04-01", "04-02")


def test_news_that_were_read_meanwhile_are_not_told(people, measure):
    run(NEW_ON)
    news(people["partner"])
    people["partner"].notifications.read()
    run_on("04-02", "04-07")
    assert told(people["partner"]) == days("04-01")


def test_news_at_once_are_told_on_a_holiday_too(people, measure):
    news(people["prompt"])
    run(HOLIDAY)
    assert told(people["prompt"], "measure_agreed") == [HOLIDAY]


# --- Sixty days ------------------------------------------------------------------------------------


def work(day: date) -> str:
    """What one worker does on a day: look whether mail is due, and send all that is queued."""
    run(day)
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker {day}",
        excluded_queue_names=[],
    ).run()
    return "done"


@pytest.mark.exhaustive
@pytest.mark.django_db(transaction=True)
def test_sixty_days_with_two_missed_runs_and_two_workers(people, measure, koordination):
    missed = days("04-24", "04-30")
    for day in (NEW_ON + timedelta(days=n) for n in range(60)):
        if day.day % 10 == 0:
            for name in ("partner", "silent", "prompt"):
                news(people[name])
        if day not in missed:
            assert at_once(lambda _, day=day: work(day), writers=2) == ["done", "done"]
    log = SentMail.objects.with_status().values_list("recipient__email", "kind", "day", "subject", "status")
    sent = Counter((*message.to, message.subject) for message in mail.outbox)
    identifiers = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert {
        "most of one kind on one day": max(Counter((to, kind, day) for to, kind, day, _, _ in log).values()),
        "the log agrees": Counter((to, subject) for to, _, _, subject, _ in log) == sent,
        "each was sent once": len(identifiers) == len(mail.outbox),
        "states": {status for *_, status in log},
        "days of work": MailRun.objects.count(),
        "koordination": about(measure, koordination)[:1],
        "prompt": [told(people["prompt"], kind) for kind in (DIGEST, "measure_finish", "measure_agreed")],
    } | {name: told(people[name]) for name in ("partner", "silent", "without mail", "deactivated")} == {
        "most of one kind on one day": 1,
        "the log agrees": True,
        "each was sent once": True,
        "states": {"sent"},
        "days of work": 36,
        "koordination": days("05-04"),
        "prompt": [
            days("04-27", "05-04", "05-11", "05-18", "05-26"),
            days("04-01"),
            days("04-10", "04-20", "05-01", "05-10", "05-20", "05-30"),
        ],
        "partner": days("04-01", "04-10", "04-20", "04-27", "05-04", "05-11", "05-18", "05-20", "05-26"),
        "silent": [],
        "without mail": [],
        "deactivated": [],
    }
