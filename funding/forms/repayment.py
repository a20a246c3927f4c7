"""What people type about repayment claims, and how their list is narrowed down."""

from typing import Any

from django import forms
from django_filters import FilterSet

from funding import rules
from funding.forms.filters import by_status
from funding.models import RepaymentClaim
from funding.models.legal_figure import Interest
from funding.statuses import ClaimStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField
from quartiersarbeit.ground.forms import ReasonForm

EXAMPLE_RATE = "Beispielwert: Die Stadt bestätigt oder ersetzt ihn vor dem Gebrauch."


class ClaimForm(forms.Form):
    """A repayment claim; with interest it bears what the legal figures of its day say, and nothing anybody types."""

    amount = EuroFormField(label="Betrag", min_value=rules.CENT)
    due_on = GermanDateField(label="Fällig am")
    reason = forms.CharField(
        label="Begründung",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Ein Bescheid nennt seine Gründe.",
    )
    bears_interest = forms.BooleanField(label="Zinsen fordern", required=False)
    interest_from = GermanDateField(
        label="Zinsen ab", required=False, help_text="Leer: ab dem Tag nach der Fälligkeit."
    )

    def __init__(self, *args, interest: Interest | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.interest = interest
        if interest is None:
            del self.fields["bears_interest"], self.fields["interest_from"]
        else:
            rate = f"{german.number(interest.rate, 2)} % pro Jahr. {interest.source}."
            self.fields["bears_interest"].help_text = (
                f"{rate} {EXAMPLE_RATE}" if interest.is_example else rate
            )

    def clean(self) -> dict[str, Any]:
        """The claim's own copy of rate and source: later rows change no claim."""
        data = super().clean() or self.cleaned_data
        if data.pop("bears_interest", False) and self.interest:
            return data | {"interest_rate": self.interest.rate, "interest_source": self.interest.source}
        return {name: value for name, value in data.items() if name != "interest_from"}


class ReceiptForm(forms.Form):
    paid_on = GermanDateField(label="Eingegangen am")
    received = EuroFormField(label="Eingegangener Betrag", min_value=rules.CENT)
    reference = forms.CharField(
        label="Buchungszeichen", max_length=RepaymentClaim._meta.get_field("reference").max_length
    )


class ExtensionForm(ReasonForm):
    """A later day, and why."""

    due_on = GermanDateField(label="Neue Frist")
    field_order = ("due_on", "reason")


class ClaimFilter(FilterSet):
    stand = by_status(ClaimStatus)
