"""What people type about reallocations."""

from django import forms

from funding.rules import CENT
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroFormField


class ReallocationForm(forms.Form):
    """Money that moves from one allocation of a year to another."""

    source = forms.ModelChoiceField(queryset=None, label="Von", empty_label="Bitte wählen")
    target = forms.ModelChoiceField(queryset=None, label="Nach", empty_label="Bitte wählen")
    amount = EuroFormField(label="Betrag", min_value=CENT)
    reason = forms.CharField(
        label="Begründung",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Steht in beiden Änderungsbescheiden.",
    )

    def __init__(self, *args, allocations, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.fields[name].queryset = allocations
            self.fields[name].label_from_instance = lambda one: (
                f"{one.site}, {one.recipient}: {german.euro(one.committed)} gebunden, "
                f"{german.euro(one.paid)} ausgezahlt"
            )
