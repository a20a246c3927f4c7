"""The overview: first what is to be done, then what happened, then the figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from funding.models import FiscalYear
from partners.models import Notification, User
from quality_dialog.models import Report
from quartiersarbeit.duties import GROUPS, Duty, Whose, duties
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.drawings import Budget
from quartiersarbeit.ground.duties import Timing
from quartiersarbeit.ground.paper import from_json
from sites.models import Site
from sites.views.pictures import seats_picture

SHOWN = 8  # of a list on the overview; it is to be taken in at a glance


class Group(NamedTuple):
    """Duties that are told together; `folded` ones can wait."""

    heading: str
    duties: Sequence[Duty]
    more: int  # how many are on the page of tasks alone
    folded: bool


def dashboard(request: HttpRequest) -> HttpResponse:
    """What one's role needs to know within ten seconds."""
    user, today = cast(User, request.user), timezone.localdate()  # nobody gets here without signing in
    known = duties(user, today)
    own = [duty for duty in known if duty.whose is not Whose.OTHERS]
    context: dict[str, Any] = {
        "title": "Übersicht",
        "today": today,
        "groups": _groups(own),
        "own": len(own),
        "late": sum(duty.timing is Timing.OVERDUE for duty in own),
        "others": len(known) - len(own),
        "next_step": own[0] if own else None,
        "news": Notification.objects.visible_to(user).unread()[:SHOWN],
        "published": _published(user, today),
    }
    if user.sees_everything:
        places = seats_picture(user, today)
        taken = f"{places.taken} von {len(places.places)}"
        context |= {"seats": places, "seats_taken": taken, "budget": _budget(today)}
    elif user.partner_id:
        context["own_sites"] = _own_sites(user, today)
    else:
        context["printed"] = _printed(user, today)
    return render(request, "dashboard.html", context)


def not_here(request: HttpRequest) -> HttpResponse:
    """An address of a library that this house does not offer."""
    raise Http404


def _groups(own: Sequence[Duty]) -> list[Group]:
    """One's own duties as all pages tell them; what can wait is folded where there is something else to do first."""
    groups: list[Group] = []
    for heading, timings in GROUPS:
        found = [duty for duty in own if duty.timing in timings]
        if found:
            folded = bool(groups) and Timing.LATER in timings
            groups.append(Group(heading, found[:SHOWN], len(found[SHOWN:]), folded))
    return groups


def _budget(on: date) -> Budget | None:
    """The current fiscal year's money as one bar; None before it is opened."""
    year = FiscalYear.objects.opened(on).with_totals(on).filter(year=on.year).first()
    return year and Budget.of(year, on)


def _own_sites(user: User, on: date) -> Table:
    return Table(
        [
            Column("name", "Standort", link=Site.get_absolute_url),
            Column("neighbourhood", "Quartier"),
        ],
        Site.objects.visible_to(user).of_partner(user.partner_id, on).select_related("neighbourhood"),
        "Ihre Standorte",
    )


def _printed(user: User, on: date) -> Table | None:
    """The figures of the newest published report, as it printed them: committees know no others."""
    report = Report.objects.visible_to(user).published(on).filter(facts__isnull=False).first()
    if report is None:
        return None
    return Table(
        [
            Column("label", "Zahl", link=lambda figure: report.get_absolute_url()),
            Column("in_digits", "Wert", numeric=True),
            Column("as_of", "Stichtag", kind="date"),
        ],
        from_json(report.facts).figures,
        f"Zahlen aus dem Bericht „{report}“",
    )


def _published(user: User, on: date) -> Table | None:
    if not user.has_perm("quality_dialog.view_report"):
        return None
    return Table(
        [
            Column("subject", "Bericht", str, link=Report.get_absolute_url),
            Column("as_of", "Stichtag", kind="date"),
            Column("published_on", "Veröffentlicht am", kind="date"),
        ],
        Report.objects.visible_to(user).published(on)[:SHOWN],
        "Veröffentlichte Berichte",
    )
