"""What was taken back, put right or put off at a record: the part „Zurückgenommen und berichtigt“ of its page."""

from django.db.models import Model

from partners.models import WayBack
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.events import Signatures, by_deputy


def ways_back(user, *records: Model) -> Table | None:
    """The acts on these records that the person may see, the oldest first; None where there are none.

    On the page: `{% include "kern/ways_back.html" %}`.
    """
    seen = WayBack.objects.visible_to(user).select_related("by").annotate(by_deputy=by_deputy(WayBack))
    rows = list(seen.of(*records))
    if not rows:
        return None
    signed = Signatures(rows)
    columns = [
        Column("on", "Am", kind="date"),
        *([Column("called", "Betrifft")] if len(records) > 1 else []),
        Column("way", "Vorgang", lambda row: " ".join(filter(None, (row.what, row.get_way_display())))),
        Column("before", "Bisher", lambda row: row.worded(row.before)),
        Column("after", "Seitdem", lambda row: row.worded(row.after)),
        Column("reason", "Grund"),
        Column("by", "Von", lambda row: signed.of(row, "by")),
    ]
    return Table(columns, rows, "Zurückgenommen und berichtigt")
