"""What people type about money: a plan for a site, a further notice, the day figures are asked for."""

from typing import Any

from django import forms

from funding.models.allocation import LOWERING, Allocation, Decision, DecisionKind
from funding.rules import CENT
from quartiersarbeit.fields import EuroFormField, GermanDateField


class AsOfForm(forms.Form):
    """The day the figures are as of (Stichtag)."""

    stichtag = GermanDateField(label="Stichtag")


class AllocationForm(forms.Form):
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

    def __init__(self, *args, sites, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["recipient"].queryset = recipients


class DecisionForm(forms.Form):
    """A further notice on an allocation; the amount is typed without a sign, the kind gives it one.

    Its reason is asked for because a notice has to state its grounds (§ 39 VwVfG NRW).
    """

    kind = forms.ChoiceField(label="Art", choices=DecisionKind.choices, initial=DecisionKind.INCREASE)
    amount = EuroFormField(
        label="Betrag", min_value=CENT, help_text="Ohne Vorzeichen: Minderung und Widerruf ziehen ihn ab."
    )
    reason = forms.CharField(
        label=Decision._meta.get_field("reason").verbose_name,
        widget=forms.Textarea,
        max_length=2000,
        help_text="Ein Bescheid nennt seine Gründe.",
    )

    def clean(self) -> dict[str, Any]:
        """The signed amount, as decisions keep it."""
        data = super().clean()
        if "amount" in data and data.get("kind") in LOWERING:
            data["amount"] = -data["amount"]
        return data
