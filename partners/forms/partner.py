"""What people type about partners and the people there, and how partners are narrowed down."""

from itertools import chain
from typing import Any

from django import forms
from django_filters import ChoiceFilter, FilterSet

from partners.models import Contact, Partner, Sector
from partners.statuses import PartnerStatus
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm, Grouped


class PartnerFilter(FilterSet):
    """Partners by sector, and whether they still take part; annotation `status`."""

    bereich = ChoiceFilter(field_name="sector", label="Bereich", choices=Sector, empty_label="Alle Bereiche")
    stand = ChoiceFilter(field_name="status", label="Stand", choices=PartnerStatus, empty_label="Alle Stände")


class PartnerForm(Grouped, FactsForm):
    """An organisation; the question whether it is another one is asked only where a name is known already."""

    MODEL = Partner
    GROUPS = {
        "Organisation": ("name", "confirmed", "short_name", "name_after_mit", "sector", "legal_form"),
        "Anschrift": ("street", "postcode", "city"),
        "Erreichbarkeit": ("phone", "website"),
        "Konto": ("iban", "account_holder"),
        "Weiteres": ("note",),
    }
    FACTS = tuple(chain(*GROUPS.values()))

    confirmed = forms.BooleanField(
        label="Ich habe nachgesehen: Das ist eine andere Organisation.", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].widget = forms.HiddenInput()
        if self.data.get(self.add_prefix("confirmed")):
            self.ask_whether_another()

    def ask_whether_another(self) -> None:
        """Show the question."""
        self.fields["confirmed"].widget = forms.CheckboxInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """A refusal because of a similar name brings the question with it."""
        super().add_error(field, error)
        if self.has_error("name", "partner_similar"):
            self.ask_whether_another()


class ContactForm(FactsForm):
    """A person at a partner, in a function, from one day on."""

    MODEL = Contact
    FACTS = ("name", "function", "email", "phone", "starts_on", "ends_on")


class DeactivationForm(forms.Form):
    """What ends when an organisation leaves; its verb is `Partner.deactivate`."""

    left_on = GermanDateField(
        label="Nimmt nicht mehr teil ab",
        required=False,
        help_text="Leer: ab heute. Der Tag darf zurückliegen.",
    )
    end_roles = forms.BooleanField(label="Auch ihre Rollen an Standorten enden", required=False, initial=True)
    end_contacts = forms.BooleanField(
        label="Auch die Tätigkeit ihrer Ansprechpersonen endet", required=False, initial=True
    )
