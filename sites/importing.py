"""Sites as rows of a spreadsheet, for the admin's import and export."""

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

from quartiersarbeit.ground.city import district_choices
from quartiersarbeit.ground.importing import Choice, Day, SheetResource, YesNo, column
from sites.models import Neighbourhood, Site

DISTRICT = Choice(district_choices)


class NeighbourhoodInDistrict(Widget):
    """The neighbourhood of that name in the row's district, entered where it is new."""

    def __init__(self):
        super().__init__()
        self.known: dict[tuple[str, str], Neighbourhood] = {}

    def clean(self, value, row=None, **kwargs) -> Neighbourhood:
        name = "" if value is None else str(value).strip()
        district = DISTRICT.clean((row or {}).get("Stadtbezirk"))
        if (name, district) not in self.known:
            try:
                found = Neighbourhood.objects.chosen_or_new(None, name, district)
            except ValidationError:
                raise ValueError("Bitte geben Sie ein Quartier an.") from None
            self.known[name, district] = found
        return self.known[name, district]

    def render(self, value, obj=None, **kwargs) -> str:
        return value.name if value else ""


class SiteResource(SheetResource):
    """Sites, told apart by their name. Seats are not given by sheet: each is an act under an agreement."""

    required = ("Name", "Quartier", "Stadtbezirk")

    name = column("name", "Name")
    district = column("neighbourhood__district", "Stadtbezirk", DISTRICT)
    neighbourhood = column("neighbourhood", "Quartier", NeighbourhoodInDistrict())
    street = column("street", "Straße und Hausnummer")
    postcode = column("postcode", "Postleitzahl")
    opened_on = column("opened_on", "Eröffnet am", Day())
    community_cafe = column("community_cafe", "Nachbarschaftscafé", YesNo())
    care_cover = column("care_cover", "Versorgungssicherheit rund um die Uhr", YesNo())
    description = column("description", "Beschreibung")

    class Meta:
        model = Site
        fields = (
            "name",
            "district",
            "neighbourhood",
            "street",
            "postcode",
            "opened_on",
            "community_cafe",
            "care_cover",
            "description",
        )
        import_id_fields = ("name",)

    def get_queryset(self):
        return Site.objects.select_related("neighbourhood")

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        """The district is only read, to find or enter the neighbourhood; it is never changed by a site."""
        if field.column_name == "Stadtbezirk":
            field.clean(row)  # an unknown one is named at its own column
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        """An unknown district is said once, at its own column, not at the neighbourhood's again."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as refusal:
            found = refusal.error_dict
            if "neighbourhood__district" in found:
                found.pop("neighbourhood", None)
            raise ValidationError(found) from None
