"""What the floors above hold about an organisation, and the history of its own record.

Money and measures are reached through the partner's own relations: their floors stay unknown here, and
their QuerySets say what committed, paid, overdue and visible mean.
"""

from collections.abc import Sequence
from datetime import date

from partners.models import Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table, page_of
from quartiersarbeit.ground.events import changes


def money(partner: Partner, user, on: date) -> Table | None:
    """What it received, per year and site; nothing for those who see no money."""
    if not user.has_perm("funding.view_allocation"):
        return None
    columns = [
        Column("allocation", "Zuweisung", str, link=page_of()),
        Column("purpose", "Zweck"),
        Column("committed", "Gebunden", kind="euro"),
        Column("paid", "Ausgezahlt", kind="euro"),
    ]
    rows = partner.allocations.visible_to(user).with_totals(on).select_related("site", "fiscal_year")
    return Table(columns, list(rows), f"Mittel von {partner.short_name} je Haushaltsjahr und Standort")


def money_in_all(table: Table | None) -> str:
    """The sums over all years, in one sentence."""
    if not table or not table.objects:
        return ""
    rows: Sequence = list(table.objects)
    committed, paid = (sum(getattr(row, name) for row in rows) for name in ("committed", "paid"))
    return f"Insgesamt gebunden: {german.euro(committed)}, davon ausgezahlt: {german.euro(paid)}."


def measures(partner: Partner, user, on: date) -> Table | None:
    """What it has to do after quality dialogues, unfinished first; nothing for those who see no measures."""
    if not user.has_perm("quality_dialog.view_measure"):
        return None
    rows = partner.measures.visible_to(user).by_urgency(on)
    columns = [
        Column("title", "Maßnahme", link=page_of()),
        Column("due", "Fällig am", kind="date"),
        Column("status", "Stand", kind="badge"),
    ]
    return Table(columns, rows, f"Maßnahmen von {partner.short_name}, unerledigte zuerst")


def history(partner: Partner, user) -> Table | None:
    """The latest changes of its record; only the city and audit read who changed what."""
    if not user.sees_everything:
        return None
    columns = [
        Column("moment", "Wann"),
        Column("who", "Wer"),
        Column("what", "Was"),
    ]
    return Table(columns, changes(partner), f"Letzte Änderungen an {partner.short_name}, die neuesten zuerst")
