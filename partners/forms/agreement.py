"""How agreements are narrowed down."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, FilterSet

from partners.models import Agreement, Party, Sector


class AgreementFilter(FilterSet):
    """Agreements by where they stand today, and by a sector one of their parties belongs to."""

    STANDINGS = [
        ("vorbereitung", "noch nicht unterzeichnet"),
        ("kuenftig", "unterzeichnet, beginnt noch"),
        ("in-kraft", "in Kraft"),
        ("beendet", "beendet oder ersetzt"),
    ]

    stand = ChoiceFilter(label="Stand", choices=STANDINGS, empty_label="Alle Stände", method="by_standing")
    bereich = ChoiceFilter(
        label="Beteiligter Bereich", choices=Sector, empty_label="Alle Bereiche", method="by_sector"
    )

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=self.standing(value, timezone.localdate()).values("pk"))

    @staticmethod
    def standing(value: str, on: date) -> QuerySet:
        """The four parts into which every agreement falls on a day, in the model's own words."""
        everything = Agreement.objects.all()
        if value == "vorbereitung":
            return everything.exclude(pk__in=everything.signed(on).values("pk"))
        if value == "beendet":
            return everything.signed(on).exclude(pk__in=everything.concluded(on).values("pk"))
        running = everything.in_force(on)
        return running if value == "in-kraft" else everything.concluded(on).filter(starts_on__gt=on)

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Exists(Party.objects.filter(agreement=OuterRef("pk"), partner__sector=value)))
