"""What people type about allocations: a plan for a site; how their list is narrowed down."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, FilterSet

from funding.forms.filters import by_year
from funding.models import Allocation
from funding.models.financing import Financing
from funding.rules import CENT
from funding.statuses import ProofStatus
from quartiersarbeit.ground.fields import EuroFormField
from quartiersarbeit.ground.forms import offer


class FinancingForm(forms.Form):
    """How an allocation is financed; the share belongs to one type alone. Its verb is `Allocation.finance`."""

    financing = forms.ChoiceField(
        label="Finanzierungsart",
        choices=[("", "keine festgelegt"), *Financing.choices],
        required=False,
        help_text="Sie steht im Bescheid und entscheidet, was bei Überschuss oder Fehlbetrag folgt.",
    )
    share = forms.DecimalField(
        label="Anteil an den Ausgaben in Prozent",
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
        help_text="Nur bei „Anteil“, über 0 und höchstens 100, zum Beispiel 80.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("financing", "share"):
            self.fields[name].plain_label = True  # the hint says when it is needed


class AllocationForm(FinancingForm):
    """Money planned for a site: the allocation and the amount of its first grant."""

    site = forms.ModelChoiceField(
        queryset=None,
        label="Standort",
        empty_label="Bitte wählen",
        help_text="Freigegeben wird Geld nur für Standorte mit einem Platz unter einer Vereinbarung.",
    )
    recipient = forms.ModelChoiceField(queryset=None, label="Empfänger", empty_label="Bitte wählen")
    purpose = forms.CharField(
        label="Zweck",
        max_length=Allocation._meta.get_field("purpose").max_length,
        help_text="Steht auch als Begründung im Zuwendungsbescheid, zum Beispiel „Quartiersarbeit“.",
    )
    amount = EuroFormField(label="Betrag", min_value=CENT, help_text="Der Betrag für das ganze Jahr.")
    field_order = ("site", "recipient", "purpose", "amount", "financing", "share")

    def __init__(self, *args, sites: dict, recipients: dict, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "site", **sites)
        offer(self, "recipient", **recipients)


class AllocationFilter(FilterSet):
    """Allocations by year, and by what became of their proof of use."""

    jahr = by_year("fiscal_year__year", "Alle Jahre")
    nachweis = ChoiceFilter(
        label="Verwendungsnachweis",
        choices=[("ohne", "gebunden, aber keiner angefordert"), *ProofStatus.choices],
        empty_label="Alle",
        method="by_proof",
    )

    def by_proof(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """A status of the proof, or that there is none although money is bound."""
        if value == "ohne":
            return rows.filter(pk__in=Allocation.objects.without_proof(timezone.localdate()).values("pk"))
        return rows.filter(proof_status=value)
