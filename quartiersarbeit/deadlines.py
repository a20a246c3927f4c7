"""The page „Fristen“: the duties that have a day, week by week, and the same as a calendar that one subscribes to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partners.models import CalendarKey, User
from quartiersarbeit.duties import Duty, Whose, duties
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Table
from quartiersarbeit.ground.duties import Timing
from quartiersarbeit.tasks import TaskFilter, columns_for, exports

if TYPE_CHECKING:
    from icalendar import Event

NAME = "Fristen der Quartiersarbeit"
NEW_KEY = "new_calendar_key"  # in the session, for the one page that shows it
WARNED = timedelta(
    days=-2, hours=9
)  # two days before its day, at nine in the morning, a calendar reminds of it
RELOADED = timedelta(hours=6)  # so often a calendar asks again


@require_safe
def deadline_list(request: HttpRequest) -> HttpResponse:
    """What has a day, overdue on top, then week by week; with `?export=` as a file of exactly these rows."""
    user, on = cast(User, request.user), timezone.localdate()
    known = duties(user, on)
    form = TaskFilter(request.GET, user, known)
    dated = [(duty.due_on, duty) for duty in known if duty.due_on and form.asks_for(duty)]
    shown = [duty for _, duty in dated]
    columns = columns_for(user, shown)
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        rows = ([column.value_of(duty) for column in columns] for duty in shown)
        return spreadsheet.answer(kind, "fristen", columns, rows)
    key = request.session.pop(NEW_KEY, None)
    context = {
        "title": "Fristen",
        "crumbs": crumbs("deadline_list"),
        "form": form,
        # The heading says how near they are: no column needs to say it again.
        "weeks": [
            Table(columns[:-1], [duty for _, duty in found], heading)
            for heading, found in groupby(dated, _week)
        ],
        "count": german.count(len(shown), "Frist", "Fristen"),
        "late": sum(duty.days_late > 0 for duty in shown),
        "waiting": sum(duty.whose is not Whose.OTHERS for duty in known),
        "exports": exports(request),
        "feed": request.build_absolute_uri(f"{reverse('calendar')}?schluessel={key}") if key else "",
        "has_key": CalendarKey.objects.filter(user=user).exists(),
    }
    return render(request, "deadlines.html", context)


@require_POST
def calendar_key(request: HttpRequest) -> HttpResponse:
    """A new key for one's calendar; the old one opens nothing any more. It is shown once and kept nowhere."""
    request.session[NEW_KEY] = CalendarKey.objects.renew(cast(User, request.user))
    messages.success(request, "Ihre Kalender-Adresse ist neu. Eine frühere gilt nicht mehr.")
    return redirect("deadline_list")


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """One's own duties as a calendar (RFC 5545), opened by the key alone; whoever has none, or left, gets 404."""
    on = timezone.localdate()
    user = CalendarKey.objects.owner(request.GET.get("schluessel", ""), on)
    if user is None:
        raise Http404
    voices = user.voices(on)
    own = [duty for one in voices for duty in duties(one, on, whose=(Whose.MINE, Whose.REMIND))]
    names = {one.partner_id: str(one.partner) for one in voices} if len(voices) > 1 else {}
    content = feed(own, timezone.now(), names)
    return HttpResponse(
        content, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"}
    )


def feed(owed: Sequence[Duty], at: datetime, names: Mapping[int | None, str] | None = None) -> bytes:
    """The duties that have a day as all-day events with an alarm; what is done leaves it.

    `names` tells the organisations apart, for whoever belongs to several.
    """
    from icalendar import Calendar, vDuration  # loaded when used: it takes a tenth of a start

    found = Calendar()
    found.add("prodid", "-//Quartiersarbeit//Fristen//DE")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    # What calendars call it and how often they ask: RFC 7986, and the older words that Outlook and Apple know.
    found.add("name", NAME)
    found.add("x-wr-calname", NAME)
    found.add("refresh-interval", RELOADED, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(RELOADED))
    for duty in owed:
        if duty.due_on:
            found.add_component(_event(duty, duty.due_on, at, (names or {}).get(duty.partner_id, "")))
    return found.to_ical()


def _event(duty: Duty, day: date, at: datetime, organisation: str) -> "Event":
    from icalendar import Alarm, Event

    event, alarm = Event(), Alarm()
    what = f"{duty.what} – {duty.subject}" + (f" (für {organisation})" if organisation else "")
    late = "Überfällig: " if duty.timing is Timing.OVERDUE else ""
    event.add("uid", f"{duty.name.replace('/', '-')}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{late}{what}")
    event.add("url", settings.PUBLIC_URL + duty.url)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(duty.kind.area.label)])
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", WARNED)
    event.add_component(alarm)
    return event


def _week(dated: tuple[date, Duty]) -> str:
    day, duty = dated
    if duty.timing is Timing.OVERDUE:
        return "Überfällig"
    monday, this_one = (one - timedelta(days=one.weekday()) for one in (day, duty.on))
    name = {0: "Diese Woche", 7: "Nächste Woche"}.get((monday - this_one).days, "Woche")
    return f"{name}, {german.day(monday)} bis {german.day(monday + timedelta(days=6))}"
