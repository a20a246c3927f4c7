"""Partners and contacts as rows of a spreadsheet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from partners.models import Contact, Partner, Sector
from partners.rules import folded
from quartiersarbeit.ground import german
from quartiersarbeit.ground.cells import Choice, Day, Iban, Postcode, Text
from quartiersarbeit.ground.heads import SheetColumn
from quartiersarbeit.ground.importing import SAME, Asked, Phone, Sheet

STREET = ("Straße", "Strasse", "Straße und Nr.", "Straße, Nr.", "Straße Hausnummer", "Anschrift", "Adresse")
POSTCODE = ("PLZ",)
PHONE = ("Tel.", "Tel.-Nr.", "Telefonnummer", "Rufnummer", "Fon")


class PartnerByName(Text):
    """The organisation of that name or short name; one that is only spelt otherwise is asked about."""

    def __init__(self) -> None:
        self.known: dict[str, list[Partner]] = {}
        self.alike: dict[str, list[Partner]] = {}

    def _look(self) -> None:
        partners = list(Partner.objects.all())
        for partner in partners:
            self.known.setdefault(partner.short_name, []).append(partner)
            for name in {folded(partner.name), folded(partner.short_name)}:
                self.alike.setdefault(name, []).append(partner)
        # A name is its organisation's alone, whatever others are called for short.
        self.known |= {partner.name: [partner] for partner in partners}

    def read(self, value: Any, row: Mapping[str, Any]) -> Partner:
        if not self.known:
            self._look()
        wish = super().read(value, row)
        found = self.known.get(wish, [])
        if len(found) == 1:
            return found[0]
        if not wish:
            raise ValidationError("Bitte geben Sie den Kooperationspartner an.")
        text = f"Einen Kooperationspartner „{wish}“ gibt es nicht."
        alike = found or self.alike.get(folded(wish), [])
        if not alike:
            raise ValidationError(f"{text} Tragen Sie ihn erst ein, oder berichtigen Sie den Namen.")
        told = {f"{SAME}{one.pk}": (f"Ist „{one.name}“", one) for one in alike}
        raise Asked(f"„{wish}“ heißen mehrere." if found else f"{text} Ist ein ähnlicher gemeint?", told)

    def shown(self, fact: Any) -> str:
        return super().shown(fact.name if fact else "")


class PartnerSheet(Sheet):
    """Organisations, told apart by their name."""

    model = Partner
    key = ("name",)
    columns = (
        SheetColumn(
            "name",
            "Name",
            also=("Organisation", "Träger", "Partner", "Kooperationspartner", "Name der Organisation"),
            required=True,
        ),
        SheetColumn("short_name", "Kurzname", also=("Kurzbezeichnung", "Abkürzung"), required=True),
        SheetColumn("name_after_mit", "Name nach „mit“", required=True),
        SheetColumn("sector", "Bereich", Choice(Sector.choices, "Bereich"), ("Sektor",), required=True),
        SheetColumn("legal_form", "Rechtsform"),
        SheetColumn("street", "Straße und Hausnummer", also=STREET),
        SheetColumn("postcode", "Postleitzahl", Postcode(), POSTCODE),
        SheetColumn("city", "Ort", also=("Stadt", "Wohnort")),
        SheetColumn("phone", "Telefon", Phone(), PHONE),
        SheetColumn(
            "website", "Internetadresse", also=("Internet", "Homepage", "Website", "Webseite", "www")
        ),
        SheetColumn("iban", "IBAN", Iban()),
        SheetColumn("account_holder", "Kontoinhaber", also=("Kontoinhaberin", "Kontoinhaber/in")),
    )

    def spellings(self, facts: Mapping[str, Any]) -> set:
        """As two names are compared on the form, too."""
        return {folded(facts.get(name) or "") for name in ("name", "short_name")} - {""}


class ContactSheet(Sheet):
    """People, told apart by their organisation, their name and their first day."""

    model = Contact
    key = ("partner", "name", "starts_on")
    columns = (
        SheetColumn(
            "partner",
            "Kooperationspartner",
            PartnerByName(),
            ("Partner", "Organisation", "Träger", "Verein"),
            required=True,
        ),
        SheetColumn(
            "name", "Name", also=("Ansprechperson", "Ansprechpartner", "Ansprechpartnerin"), required=True
        ),
        SheetColumn("function", "Funktion", also=("Position", "Aufgabe")),
        SheetColumn("email", "E-Mail-Adresse", also=("E-Mail", "Mail", "Mailadresse")),
        SheetColumn("phone", "Telefon", Phone(), PHONE),
        SheetColumn("starts_on", "Seit", Day(), ("Von", "Beginn", "Ab"), required=True),
        SheetColumn("ends_on", "Bis", Day(), ("Ende",)),
    )

    def __init__(self, answers=None, **acting):
        super().__init__(answers, **acting)
        partner, *others = type(self).columns
        self.columns = (replace(partner, cell=PartnerByName()), *others)  # read once a sheet

    def existing(self) -> models.QuerySet:
        """Anonymised people are not found again by a sheet, nor given out in one."""
        return Contact.objects.filter(anonymised_on__isnull=True).select_related("partner")

    def spellings(self, facts: Mapping[str, Any]) -> set:
        """People of the same name at the same organisation, since another day."""
        return {(facts["partner"].pk, folded(facts["name"]))}

    def named(self, facts: Mapping[str, Any]) -> str:
        return f"{facts['name']}, seit {german.day(facts['starts_on'])}"
