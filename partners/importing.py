"""Partners and contacts as rows of a spreadsheet, for the admin's import and export."""

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

from partners.models import Contact, Partner, Sector
from partners.rules import folded
from quartiersarbeit.ground.importing import Choice, Day, SheetResource, Text, column


class Iban(Text):
    """An IBAN, with or without the spaces people read it by."""

    def clean(self, value, row=None, **kwargs) -> str:
        return super().clean(value, row, **kwargs).replace(" ", "")


class PartnerByName(Widget):
    """The organisation of that name or short name."""

    def __init__(self):
        super().__init__()
        self.known: dict[str, Partner] | None = None

    def clean(self, value, row=None, **kwargs) -> Partner:
        if self.known is None:
            partners = list(Partner.objects.all())
            self.known = {p.short_name: p for p in partners} | {p.name: p for p in partners}
        wish = "" if value is None else str(value).strip()
        if wish not in self.known:
            raise ValueError(f"Einen Kooperationspartner „{wish}“ gibt es nicht.")
        return self.known[wish]

    def render(self, value, obj=None, **kwargs) -> str:
        return value.name if value else ""


class PartnerResource(SheetResource):
    """Organisations, told apart by their name."""

    required = ("Name", "Kurzname", "Name nach „mit“", "Bereich")

    name = column("name", "Name")
    short_name = column("short_name", "Kurzname")
    name_after_mit = column("name_after_mit", "Name nach „mit“")
    sector = column("sector", "Bereich", Choice(Sector.choices))
    legal_form = column("legal_form", "Rechtsform")
    street = column("street", "Straße und Hausnummer")
    postcode = column("postcode", "Postleitzahl")
    city = column("city", "Ort")
    phone = column("phone", "Telefon")
    website = column("website", "Internetadresse")
    iban = column("iban", "IBAN", Iban())

    class Meta:
        model = Partner
        fields = (
            "name",
            "short_name",
            "name_after_mit",
            "sector",
            "legal_form",
            "street",
            "postcode",
            "city",
            "phone",
            "website",
            "iban",
        )
        import_id_fields = ("name",)

    def before_import(self, dataset, **kwargs) -> None:
        super().before_import(dataset, **kwargs)
        self.spellings = {folded(name): name for name in Partner.objects.values_list("name", flat=True)}

    def before_import_row(self, row, **kwargs) -> None:
        """Refuse an organisation that is there, or in the sheet, in another spelling."""
        super().before_import_row(row, **kwargs)
        name = str(row.get("Name") or "").strip()
        known = self.spellings.setdefault(folded(name), name) if name else name
        if known != name:
            text = f"So ähnlich heißt schon „{known}“. Bitte schreiben Sie den Namen genauso oder prüfen Sie ihn."
            raise ValidationError({"Name": text})


class ContactResource(SheetResource):
    """People, told apart by their organisation, their name and their first day."""

    required = ("Kooperationspartner", "Name", "Seit")

    partner = column("partner", "Kooperationspartner", PartnerByName())
    name = column("name", "Name")
    function = column("function", "Funktion")
    email = column("email", "E-Mail-Adresse")
    phone = column("phone", "Telefon")
    starts_on = column("starts_on", "Seit", Day())
    ends_on = column("ends_on", "Bis", Day())

    class Meta:
        model = Contact
        fields = ("partner", "name", "function", "email", "phone", "starts_on", "ends_on")
        import_id_fields = ("partner", "name", "starts_on")

    def get_queryset(self):
        """Anonymised people are not found again by a sheet, nor given out in one."""
        return Contact.objects.filter(anonymised_on__isnull=True).select_related("partner")
