"""Who is told what by mail on a day: reminders of duties and the news, exactly once however many workers run."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from partners.models import MailRun, MailWish, Notification, SentMail, User
from partners.models.mailing import DIGEST, Frequency
from quartiersarbeit.duties import Duty, Whose, duties, kinds, news_kinds
from quartiersarbeit.mail import composing
from quartiersarbeit.mail.sending import post
from quartiersarbeit.mail.workdays import is_workday, workday_by

BEFORE = (7, 1)  # days before the day on which somebody is reminded; our own measure, the city has named none
AGAIN_EVERY = 7  # days, while something is late
ESCALATES_AFTER = 7  # days late: then Koordination is told of what other offices owe
LOOKS_BACK = 31  # days: what was missed for longer is told as it stands now
WHY_KIND = "Sie bekommen diese Nachricht, weil Sie bei „{label}“ „sofort“ gewählt haben."


@transaction.atomic
def remind(today: date) -> int:
    """Put down the daily mail of everybody who has something new to hear; how many it were.

    Nothing on a day without work, nor for a day done already: a clock set back tells nobody twice. Days that were
    missed are made good, in one mail. The row of the day is written first: a second worker waits for it, and then
    finds the day done.
    """
    if not is_workday(today):
        return 0
    last = MailRun.objects.begin(today)
    if last is None:
        return 0
    missed = [today - timedelta(days=n) for n in range(min((today - last).days, LOOKS_BACK))]
    return sum(_daily(user, today, missed) for user in User.objects.reachable_by_mail())


def at_once(today: date) -> int:
    """Put down what people want to hear at once and have not heard yet; how many mails it were."""
    wishes = MailWish.objects.filter(frequency=Frequency.AT_ONCE, user__in=User.objects.reachable_by_mail())
    return sum(_at_once(wish.user, wish.kind, today) for wish in wishes.select_related("user"))


def _daily(user: User, today: date, days: Iterable[date]) -> bool:
    wishes = MailWish.objects.of(user)
    collected = {code for code in kinds() if wishes.get(code, Frequency.DAILY) == Frequency.DAILY}
    owed = [duty for duty in _own(user, today) if duty.kind.code in collected]
    news = list(_unheard(user, DIGEST, [c for c in news_kinds() if wishes.get(c, "daily") == "daily"]))
    due_to_be_told = [duty for duty in owed if not _told_on(duty).isdisjoint(days)]
    if not due_to_be_told and not news:
        return False
    return post(user, DIGEST, today, composing.digest(user, owed, news, today)) is not None


def _at_once(user: User, kind: str, today: date) -> bool:
    if known := kinds().get(kind):
        fresh = [duty for duty in _own(user, today) if duty.kind is known and duty.since == today]
        label, lines = known.label, [composing.of_duty(duty) for duty in fresh]
    else:
        label, lines = (
            news_kinds()[kind].label,
            [composing.of_news(one) for one in _unheard(user, kind, [kind])],
        )
    if not lines:
        return False
    letter = composing.single(user, label, lines, WHY_KIND.format(label=label))
    return post(user, kind, today, letter) is not None


def _own(user: User, today: date) -> list[Duty]:
    """What this person can do or has to remind others of, and, for Koordination, what lies with others too long."""
    seen = duties(user, today)
    return [duty for duty in seen if duty.whose is not Whose.OTHERS or _escalates(user, duty)]


def _escalates(user: User, duty: Duty) -> bool:
    return duty.days_late >= ESCALATES_AFTER and user.has_perm("partners.change_agreement")


def _told_on(duty: Duty) -> set[date]:
    """The days on which it is told: when it arises, before its day, on it, and then every week while it is late.

    A day without work moves to the working day before, what is late waits for the next one.
    """
    days = set(_days(duty))
    return {workday_by(day) if duty.due_on and day <= duty.due_on else day for day in days}


def _days(duty: Duty) -> Iterator[date]:
    if duty.since:
        yield duty.since
    first = duty.due_on or duty.since
    if duty.due_on:
        yield from (duty.due_on - timedelta(days=before) for before in (*BEFORE, 0))
    if first:
        late = (duty.on - first).days
        yield from (first + timedelta(days=1 + n) for n in range(0, late, AGAIN_EVERY))


def _unheard(user: User, kind: str, wanted: list[str]) -> Iterable[Notification]:
    """The unread news of these occasions since the last mail of this kind went to this person."""
    rows = Notification.objects.visible_to(user).unread().filter(kind__in=wanted)
    last = SentMail.objects.filter(recipient=user, kind=kind).order_by("-queued_at").first()
    return rows.filter(told_at__gt=last.queued_at) if last else rows
