"""How partners are narrowed down."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from partners.models import Sector

YES_NO = {"ja": True, "nein": False}


class PartnerFilter(FilterSet):
    """Partners by sector, and whether they still take part; needs the annotation `active`."""

    bereich = ChoiceFilter(field_name="sector", label="Bereich", choices=Sector, empty_label="Alle Bereiche")
    aktiv = ChoiceFilter(
        label="Stand",
        choices=[("ja", "aktiv"), ("nein", "inaktiv")],
        empty_label="Aktive und inaktive",
        method="by_activity",
    )

    def by_activity(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(active=YES_NO[value])
