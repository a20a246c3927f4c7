"""A seat or a role that was ended on a wrong day, or by mistake, is put right with a reason; what stood stays."""

from datetime import date

from django.db import transaction

from partners.models.way_back import Way, WayBack
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.refusals import refuse
from sites.models.site import Assignment, Coverage


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
