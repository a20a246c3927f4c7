"""What was taken back, put right or put off at a record: the part „Zurückgenommen und berichtigt“ of its page."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet

from partners.models import CALLED_BY, WayBack
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.events import Signatures, by_deputy
from quartiersarbeit.ground.inside import beside


def ways_back(user, *records: Model) -> Table | None:
    """The acts on these records that the person may see, the oldest first; None where there are none.

    On the page: `{% include "kern/ways_back.html" %}`.
    """
    rows = with_whom(WayBack.objects.visible_to(user).of(*records))
    return ways_back_table(list(rows), several=len(records) > 1)


def with_whom(rows: QuerySet) -> QuerySet:
    """The acts with all the part tells of them, the oldest first."""
    return beside(rows, by=CALLED_BY).annotate(by_deputy=by_deputy(WayBack)).order_by("on", "pk")


def ways_back_table(rows: Sequence[WayBack], *, several: bool) -> Table | None:
    """The part of acts that were read `with_whom`; of `several` records it says which one each is about."""
    if not rows:
        return None
    signed = Signatures(rows)
    columns = [
        Column("on", "Am", kind="date"),
        *([Column("called", "Betrifft")] if several else []),
        Column("way", "Vorgang", lambda row: " ".join(filter(None, (row.what, row.get_way_display())))),
        Column("before", "Bisher", lambda row: row.worded(row.before)),
        Column("after", "Seitdem", lambda row: row.worded(row.after)),
        Column("reason", "Grund"),
        Column("by", "Von", lambda row: signed.of(row, "by")),
    ]
    return Table(columns, rows, "Zurückgenommen und berichtigt")
