"""Until when a site has its seat: what follows then, and what stood on each day when a seat ends earlier."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.db.models import Exists, F, OuterRef, Q

from partners.models.way_back import GERMAN_DAY, Way, WayBack, stood
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.guards import refusing
from sites.duties import DECIDED_WITHIN, SEAT_FOLLOW

A_DAY = timedelta(days=1)

# A last day that stands is brought forward or put right with what stood; `before` may tell of a longer time, where the
# seat went on under the next version. An open end (OLD is empty) is set by the act that sets it.
END_STOOD = refusing(
    "coverage_end_stands",
    "NOT EXISTS (SELECT FROM partners_wayback w WHERE w.record = 'sites.coverage' AND w.key = OLD.id"
    f" AND w.fact = 'ends_on' AND w.after = coalesce(to_char(NEW.ends_on, '{GERMAN_DAY}'), '')"
    f" AND (w.before = '' OR to_date(w.before, '{GERMAN_DAY}') >= OLD.ends_on))",
    "Der letzte Tag eines Platzes ändert sich nur durch „Platz beenden“ oder „Ende berichtigen“.",
    column="ends_on",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.ends_on IS NOT NULL AND OLD.ends_on IS DISTINCT FROM NEW.ends_on"),
)


def owed(coverages: Any, on: date) -> list[Owed]:
    """What follows on the seat that a site had last, as long as it is at work: another one, or its closing.

    A seat that was given or ended since then counts as it stood on that day (`stood`, `given_on`).
    """
    model = coverages.model
    last = stood(model, "ends_on", on)
    begun = Q(starts_on__lte=on) | Q(starts_on__lte=OuterRef("last") + A_DAY)
    known = Q(given_on=None) | Q(given_on__lte=on)
    later = model.objects.filter(begun & known, site=OuterRef("site"), starts_on__gt=OuterRef("starts_on"))
    rows = (
        coverages.filter(known, starts_on__lte=on).annotate(last=last).filter(last__lte=on + DECIDED_WITHIN)
    )
    ending = rows.filter(~Exists(later))
    at_work = ending.exclude(site__closed_on__lte=on).exclude(site__closed_on__lte=F("last"))
    days = {"since": F("last") - DECIDED_WITHIN, "due_on": "last"}
    return [owes(at_work, SEAT_FOLLOW, subject="site__name", site="site_id", key="site_id", **days)]


def shorten(coverages: Any, last: date, *, reason: str, by, on: date) -> None:
    """End these coverages with that day, take back those that would only begin after it, and keep what stood.

    What ends late in the records has ended on its own day: `on` counts to that day at most.
    """
    beyond = list(coverages.reaching_beyond(last).order_by("starts_on"))
    ends = {one.pk: last if one.starts_on <= last else None for one in beyond}
    of_sites = coverages.model.objects.filter(site__in={one.site_id for one in beyond}, starts_on__lte=last)
    for held in of_sites.order_by("site_id", "-starts_on").distinct("site_id"):
        _keep(held, ends, last, reason=reason, by=by, on=min(on, last))
    coverages.end_after(last)


def _keep(held: Any, ends: dict[int, date | None], last: date, **said: Any) -> None:
    """What stood of the seat that a site has last by then: to its own end, or on under the version that follows."""
    rows = list(
        type(held).objects.filter(site=held.site_id, starts_on__gt=held.starts_on).order_by("starts_on")
    )
    before, after = _reach(held.ends_on, rows), ends.get(held.pk, held.ends_on)
    if held.pk not in ends:
        after = _reach(after, [one for one in rows if one.pk not in ends])
    if before != after:
        note(held, before, after, **said)


def note(held: Any, before: date | None, after: date | None, **said: Any) -> None:
    """Keep that a seat's last day was brought forward; nothing where it was not."""
    WayBack.objects.note(held, Way.BROUGHT_FORWARD, fact="ends_on", before=before, after=after, **said)


def _reach(last: date | None, following: Iterable[Any]) -> date | None:
    """To when it goes on without a gap."""
    for one in following:
        if last is None or one.starts_on > last + A_DAY:
            break
        last = one.ends_on
    return last


def keep_cut(coverages: Any, ends: dict[int, date], amendment: Any, *, by, on: date) -> None:
    """What stood of the seats that go over to an amendment; `ends` says their last day under the old version."""
    for held in coverages.filter(pk__in=ends).select_related("site", "seat"):
        note(held, held.ends_on, ends[held.pk], reason=f"Nachtrag „{amendment}“.", by=by, on=on)
