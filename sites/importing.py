"""Sites as rows of a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from partners.importing import POSTCODE, STREET
from partners.rules import folded
from quartiersarbeit.ground.cells import Choice, Day, Lines, Postcode, Text, YesNo
from quartiersarbeit.ground.city import district_choices
from quartiersarbeit.ground.heads import SheetColumn
from quartiersarbeit.ground.importing import Sheet
from sites.models import Neighbourhood, Site

DISTRICT, NEIGHBOURHOOD = "neighbourhood__district", "neighbourhood"


class ByName(Text):
    """A neighbourhood, by its name; which one it is, the row's district says."""

    def read(self, value: Any, row: Mapping[str, Any]) -> str:
        if name := super().read(value, row):
            return name
        raise ValidationError("Bitte geben Sie ein Quartier an.")

    def shown(self, fact: Any) -> str:
        return super().shown(fact.name if fact else "")


class SiteSheet(Sheet):
    """Sites, told apart by their name. Seats are not given by sheet: each is an act under an agreement."""

    model = Site
    key = ("name",)
    columns = (
        SheetColumn("name", "Name", also=("Standort", "Name des Standorts", "Treffpunkt"), required=True),
        SheetColumn(
            DISTRICT, "Stadtbezirk", Choice(district_choices, "Stadtbezirk"), ("Bezirk",), required=True
        ),
        SheetColumn(NEIGHBOURHOOD, "Quartier", ByName(), ("Stadtteil", "Nachbarschaft"), required=True),
        SheetColumn("street", "Straße und Hausnummer", also=STREET),
        SheetColumn("postcode", "Postleitzahl", Postcode(), POSTCODE),
        SheetColumn("opened_on", "Eröffnet am", Day(), ("Eröffnung", "Seit")),
        SheetColumn("community_cafe", "Nachbarschaftscafé", YesNo(), ("Café",)),
        SheetColumn(
            "care_cover", "Versorgungssicherheit rund um die Uhr", YesNo(), ("Versorgungssicherheit",)
        ),
        SheetColumn("description", "Beschreibung", Lines()),
    )

    def existing(self) -> models.QuerySet:
        return Site.objects.select_related("neighbourhood")

    def spellings(self, facts: Mapping[str, Any]) -> set:
        """The name, whatever of it people spell differently."""
        return {folded(facts["name"])}

    def settle(self, facts: dict[str, Any], known: models.Model | None) -> None:
        """The neighbourhood of that name in the row's district, entered where it is new.

        The district is only read for that; it is never changed by a site.
        """
        name = facts.pop(NEIGHBOURHOOD, "")
        district = facts.pop(DISTRICT, known.neighbourhood.district if isinstance(known, Site) else "")
        if name and district:
            facts[NEIGHBOURHOOD] = Neighbourhood.objects.chosen_or_new(None, name, district)
