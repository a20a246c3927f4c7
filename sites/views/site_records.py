"""What the floors above hold about a site: its money and its quality dialogue, year by year.

Both are reached through the site's own relations: their floors stay unknown here, and their QuerySets say
what committed, paid, agreed, disputed and visible mean.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from quartiersarbeit.ground.columns import Column, Table, page_of
from sites.models import Site


def money(site: Site, user, on: date) -> Table | None:
    """What is committed and paid per year and recipient; nothing for those who see no money."""
    if not user.has_perm("funding.view_allocation"):
        return None
    columns = [
        Column("year", "Haushaltsjahr", lambda row: str(row.fiscal_year.year), link=page_of()),
        Column("recipient", "Empfänger", "recipient.name"),
        Column("committed", "Gebunden", kind="euro"),
        Column("paid", "Ausgezahlt", kind="euro"),
    ]
    rows = site.allocations.visible_to(user).with_totals(on).select_related("fiscal_year", "recipient")
    return Table(columns, list(rows), f"Mittel für {site} je Haushaltsjahr, das neueste zuerst")


def dialogues(site: Site, user, on: date) -> Table | None:
    """How far the parties agree, per year, counted over the findings one sees."""
    if not user.has_perm("quality_dialog.view_dialogue"):
        return None
    rows = list(site.dialogues.visible_to(user).select_related("cycle"))
    findings = site.dialogues.model._meta.get_field("findings").related_model.objects.visible_to(user)
    tallies = findings.filter(dialogue__site=site).tallies(on)

    def many(of: str) -> Callable[[Any], int]:
        return lambda row: getattr(tallies.get(row.pk), of, 0)

    columns = [
        Column("year", "Qualitätsdialog", lambda row: str(row.cycle.year), link=page_of()),
        Column("meeting_on", "Dialoggespräch am", kind="date"),
        Column("agreed", "Feststellungen im Einvernehmen", many("agreed"), kind="number"),
        Column("disputed", "mit abweichender Auffassung", many("disputed"), kind="number"),
        Column("still_open", "noch offen", many("open"), kind="number"),
    ]
    return Table(columns, rows, f"Qualitätsdialoge zu {site}, der neueste zuerst")
