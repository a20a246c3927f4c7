"""A seat, a role or a site that was ended on a wrong day is put right with a reason; what stood stays."""

from datetime import date

from django.db import transaction

from partners.models.way_back import Way, WayBack, told
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.refusals import refuse
from sites.models import seat_end
from sites.models.site import Assignment, Coverage, Site
from sites.models.telling import tell
from sites.news import SITE_CLOSED


@transaction.atomic
def correct_end(row: Coverage | Assignment, *, ends_on: date | None, reason: str, by, on: date) -> None:
    """Give an ended seat or role the last day that is right, or none (None) where it never ended.

    Codes: `not_ended`, `order`, `closed` beyond the site's last day, `way_back_changes_something`; what has been given
    to others since, and the agreement's end, the database keeps (`coverage_site_once_at_a_time`,
    `assignment_role_once_at_a_time`, `coverage_within_effective_end`).
    """
    queue_up()
    stored = type(row).objects.select_related("site").get(pk=row.pk)
    if stored.ends_on is None:
        refuse("not_ended", "Hier steht noch kein Ende.")
    if ends_on and ends_on < stored.starts_on:
        refuse("order", "Das Ende liegt vor dem Beginn.", field="ends_on")
    last = stored.site.closed_on
    if last and (ends_on is None or ends_on > last):
        refuse("closed", f"Der letzte Tag dieses Standorts war der {german.day(last)}.", field="ends_on")
    way = Way.CORRECTED if ends_on else Way.WITHDRAWN
    said = {
        "fact": "ends_on",
        "before": stored.ends_on,
        "after": ends_on,
        "reason": reason,
        "by": by,
        "on": on,
    }
    WayBack.objects.note(stored, way, **said)
    stored.ends_on = ends_on
    stored.save(update_fields=["ends_on"])
    row.refresh_from_db()


@transaction.atomic
def correct_closing(site: Site, *, closed_on: date, reason: str, by, on: date) -> None:
    """Give a closed site the last day that is right: what ended with it ends with it still.

    A seat lasts to that day, or to its own end where that comes first; what was to begin only after the closing was
    taken back with it and is given anew. Codes: `not_closed`, `way_back_changes_something`; a day before the opening,
    and one that takes the seat from under committed money, the database refuses.
    """
    queue_up()
    stored = Site.objects.get(pk=site.pk)
    was = stored.closed_on
    if was is None:
        refuse("not_closed", "Dieser Standort ist nicht geschlossen.", field="closed_on")
    said = {"reason": reason, "by": by, "on": on}
    WayBack.objects.note(stored, Way.CORRECTED, fact="closed_on", before=was, after=closed_on, **said)
    stored.closed_on = closed_on
    stored.save(update_fields=["closed_on"])
    seat_end.shorten(stored.coverages, closed_on, **said)
    for held in stored.coverages.filter(ends_on=was).select_related("site", "seat", "agreement"):
        if ended := WayBack.objects.of(held).filter(fact="ends_on", after=told(was)).last():
            last = min(filter(None, (closed_on, ended.day_before, held.agreement.upheld_to())))
            if last != was:
                correct_end(held, ends_on=last, **said)
    for parts in (stored.assignments, stored.offers):
        parts.end_after(closed_on)
        parts.filter(ends_on=was).update(ends_on=closed_on)
    tell(SITE_CLOSED, stored, closed_on, by=by, on=on)
    site.refresh_from_db()
