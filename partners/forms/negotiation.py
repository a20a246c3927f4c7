"""What people type about talks and their steps, and how talks are narrowed down."""

from django import forms
from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from partners.models import Negotiation, Sector, Step
from partners.statuses import NegotiationStatus
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm, offer


class NegotiationFilter(FilterSet):
    """Talks by state (annotation `status`) and sector."""

    stand = ChoiceFilter(
        field_name="status", label="Stand", choices=NegotiationStatus, empty_label="Alle Stände"
    )
    bereich = ChoiceFilter(field_name="sector", label="Bereich", choices=Sector, empty_label="Alle Bereiche")


class NegotiationForm(FactsForm):
    """A talk: with whom, or under which working title, and about which sites."""

    MODEL = Negotiation
    FACTS = ("partner", "working_title", "sector", "extent", "district", "responsible")

    sites = forms.ModelMultipleChoiceField(
        None, label="Standorte, um die es geht", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args,
        partners: QuerySet,
        partners_hint: str = "",
        responsible: QuerySet,
        sites: QuerySet,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        offer(self, "partner", partners, partners_hint)
        offer(self, "responsible", responsible)
        offer(self, "sites", sites)
        self.fields["partner"].empty_label = "Noch nicht benannt"  # type: ignore[attr-defined]
        if not sites.exists():
            del self.fields["sites"]


class HandOverForm(forms.Form):
    """Who is responsible from now on."""

    to = forms.ModelChoiceField(None, label="Zuständig ist jetzt", empty_label="Bitte wählen")

    def __init__(self, *args, responsible: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "to", responsible)


class StepForm(FactsForm):
    """A step of a talk. Reason and public wording belong to a pause or a failure."""

    MODEL = Step
    FACTS = ("day", "state", "reason_code", "public_wording", "internal_note")

    day = GermanDateField(label="Datum")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        states = self.fields["state"]
        states.widget = forms.RadioSelect(choices=[one for one in states.choices if one[0]])  # type: ignore[attr-defined]
        self.fields["reason_code"].help_text = "Nur wenn das Gespräch ruht oder gescheitert ist."
        self.fields["public_wording"].help_text += " In Berichte kommt er erst nach der Freigabe."
