"""What the floors above hold about a site: its money and its quality dialogue, year by year.

Both are reached through the site's own relations: their floors stay unknown here, and their QuerySets say
what committed, paid, agreed, disputed and visible mean.
"""

from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

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
    rows = site.dialogues.visible_to(user)
    seen = rows.model._meta.get_field("findings").related_model.objects.visible_to(user)

    def many(findings) -> Coalesce:
        mine = findings.filter(dialogue=OuterRef("pk")).order_by().values("dialogue")
        return Coalesce(Subquery(mine.annotate(many=Count("pk")).values("many")), 0)

    columns = [
        Column("year", "Qualitätsdialog", lambda row: str(row.cycle.year), link=page_of()),
        Column("meeting_on", "Dialoggespräch am", kind="date"),
        Column("agreed", "Feststellungen im Einvernehmen", kind="number"),
        Column("disputed", "mit abweichender Auffassung", kind="number"),
        Column("still_open", "noch offen", kind="number"),
    ]
    counted = rows.select_related("cycle").annotate(
        agreed=many(seen.agreed(on)), disputed=many(seen.disputed(on)), still_open=many(seen.open(on))
    )
    return Table(columns, list(counted), f"Qualitätsdialoge zu {site}, der neueste zuerst")
