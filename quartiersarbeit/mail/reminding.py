"""Who is told what by mail on a day: reminders of duties and the news, exactly once however many workers run.

Nobody counts days that were missed. A duty goes through stages (it is new, its day comes near, is there, is over by
one week after the other), each mail notes how far the duties had come that it told of, and whoever has not heard of
the stage they have reached by now is told. So a day without a worker is made good by the next one, and what was told
is not told again, whatever the clock says.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from partners.models import MailRun, MailWish, Notification, SentMail, User
from partners.models.mailing import DIGEST, LOOKS_BACK, Frequency, Told
from quartiersarbeit.duties import Duty, Whose, duties, kinds, news_kinds, reminds
from quartiersarbeit.ground.workdays import day_before_next_workday, is_workday
from quartiersarbeit.mail import composing
from quartiersarbeit.mail.composing import Letter
from quartiersarbeit.mail.sending import post

log = logging.getLogger(__name__)

# Our own measures, the city has named none; days.
BEFORE = (7, 1, 0)  # before its day a duty is told again: a week, the day before, and on the day itself
AGAIN_EVERY = 7  # while it is late, or open without a day
# So late Koordination is told of what others owe; a step without a day should take AGAIN_EVERY.
ESCALATES_AFTER = 7


@transaction.atomic
def remind(today: date) -> int:
    """Put down the daily mail of everybody who has something new to hear; how many it were.

    Nothing on a day without work, nor for a day done already. The row of the day is written first: a second worker
    waits for it, and then finds the day done. Whose mail cannot be written costs nobody else theirs.
    """
    if not is_workday(today) or not MailRun.objects.begin(today):
        return 0
    return sum(_safely(_daily, user, today) for user in User.objects.reachable_by_mail(today))


def at_once(today: date) -> int:
    """Put down what people want to hear at once and have not heard yet; how many mails it were.

    Of duties on working days alone: they also arise by themselves, at midnight. What others did is told on any day.
    """
    wishes = MailWish.objects.filter(frequency=Frequency.AT_ONCE).order_by("user", "kind")
    chosen: dict[int, list[str]] = {}
    for person, kind in wishes.values_list("user", "kind"):
        chosen.setdefault(person, []).append(kind)
    people = User.objects.reachable_by_mail(today).filter(pk__in=chosen)
    return sum(_safely(_at_once, user, today, chosen[user.pk]) for user in people)


def stage(duty: Duty, today: date) -> int:
    """How far a duty has come: whoever was told of an earlier stage of it is told again.

    Before its day a stage is reached on the last working day before, since nobody is told in between.
    """
    if duty.due_on is None:
        return (today - duty.since).days // AGAIN_EVERY if duty.since else 0
    if duty.due_on < today:
        return len(BEFORE) + 1 + (duty.days_late - 1) // AGAIN_EVERY
    ahead = (duty.due_on - day_before_next_workday(today)).days
    return sum(ahead <= days for days in BEFORE)


def _safely(tell: Callable[..., int], user: User, *given) -> int:
    """Tell this person. What goes wrong with it costs nobody else their mail; a lost database is everybody's."""
    try:
        with transaction.atomic():
            return tell(user, *given)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("the mail to person %s could not be written", user.pk)
        return 0


def _daily(user: User, today: date) -> int:
    """What arose, or has come nearer, since the last one. Who hears at once of what arises is reminded here as well."""
    wishes = _wishes(user)
    owed = [duty for duty in _own(user, today) if wishes.get(duty.kind.code) != Frequency.NEVER]
    heard = _heard(user, today, [DIGEST, *wishes])
    said = {_name(duty): stage(duty, today) for duty in owed}
    at_once = {_name(duty) for duty in owed if duty.kind.code in wishes}
    soon = at_once - heard.keys()  # another mail tells of them
    news = _unheard(user, [code for code in news_kinds() if code not in wishes], today)
    if not news and all(reached <= heard.get(name, -1) for name, reached in said.items() if name not in soon):
        return 0
    return _put_down(user, DIGEST, today, said, news, composing.digest(user, owed, news, today))


def _at_once(user: User, today: date, chosen: Sequence[str]) -> int:
    """One mail for each kind of which there is something that this person has not heard."""
    number = 0
    for code in sorted(news_kinds().keys() & chosen):
        if news := _unheard(user, [code], today):
            letter = composing.of_occasion(user, news_kinds()[code], news)
            number += _put_down(user, code, today, {}, news, letter)
    if not is_workday(today) or not (codes := sorted(kinds().keys() & chosen)):
        return number
    owed, heard = _own(user, today, codes), _heard(user, today, [DIGEST, *codes])
    for code in codes:
        open_ones = {_name(duty): duty for duty in owed if duty.kind.code == code}
        if fresh := [duty for name, duty in open_ones.items() if name not in heard]:
            said = {name: heard.get(name, stage(duty, today)) for name, duty in open_ones.items()}
            number += _put_down(user, code, today, said, [], composing.of_kind(user, kinds()[code], fresh))
    return number


def _wishes(user: User) -> dict[str, Frequency]:
    """What this person chose, without what has become binding since they switched it off."""
    binding = {kind.code for kind in kinds().values() if kind.binding}
    binding |= {occasion.code for occasion in news_kinds().values() if occasion.binding}
    chosen = MailWish.objects.of(user)
    return {code: wish for code, wish in chosen.items() if wish != Frequency.NEVER or code not in binding}


def _heard(user: User, today: date, mails: Sequence[str]) -> dict[str, int]:
    """The furthest stage of which one of these mails, each its newest one, told this person, of each duty."""
    heard: dict[str, int] = {}
    for kind in mails:
        for name, reached in SentMail.objects.told_to(user, kind, today).items():
            heard[name] = max(reached, heard.get(name, reached))
    return heard


def _put_down(
    user: User, kind: str, today: date, said: dict[str, int], news: Sequence[Notification], letter: Letter
) -> int:
    return int(post(user, kind, today, Told(said, [one.pk for one in news]), letter) is not None)


def _own(user: User, today: date, codes: Collection[str] = ()) -> list[Duty]:
    """What this person can do or has to remind others of, and, for Koordination, what lies with others too long.

    Of whoever belongs to several organisations, for each of them.

    An absent person's duties are their deputy's as well as soon as `duties` says so; nothing is to be done here.
    """
    own = (Whose.MINE, Whose.REMIND)
    asked, whose = sorted(codes), tuple(Whose) if reminds(user) else own
    seen = [duty for voice in user.voices(today) for duty in duties(voice, today, codes=asked, whose=whose)]
    return [duty for duty in seen if duty.whose in own or _lies_too_long(duty)]


def _lies_too_long(duty: Duty) -> bool:
    if duty.due_on is None and duty.since:
        return (duty.on - duty.since).days >= AGAIN_EVERY + ESCALATES_AFTER
    return duty.days_late >= ESCALATES_AFTER


def _name(duty: Duty) -> str:
    """What tells it from all others. Owed anew, or with another day, it is another one, and told anew."""
    return f"{duty.name}@{duty.since or ''}/{duty.due_on or ''}"


def _unheard(user: User, wanted: Collection[str], today: date) -> list[Notification]:
    """The unread news of these occasions that no mail has told this person; what is older than LOOKS_BACK rests.

    For all their organisations: a mail is no page on which one acts for one of them.
    """
    since = timezone.make_aware(datetime.combine(today - LOOKS_BACK, time.min))
    rows = Notification.objects.filter(recipient=user).unread().filter(kind__in=wanted, told_at__gte=since)
    heard = SentMail.objects.news_told_to(user)
    return [one for one in rows if one.pk not in heard]
