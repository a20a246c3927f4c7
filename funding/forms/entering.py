"""What people type of what was granted, paid and handed in before it was entered: its day, and what the paper says."""

from django import forms

from funding.forms.allocation import AllocationForm
from funding.forms.decision import DecisionForm
from funding.forms.disbursement import PaymentForm
from funding.forms.proof import AcceptForm
from funding.models import Decision
from funding.rules import CENT
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField


class _OfPaper(forms.Form):
    """What a notice on paper says of itself."""

    paper_on = GermanDateField(label="Bescheid vom", help_text="Der Tag, der auf dem Papier steht.")
    paper_number = forms.CharField(
        label="Bescheid-Nr.",
        max_length=Decision._meta.get_field("paper_number").max_length,
        help_text="Wie auf dem Papier, auch wenn sie anders aussieht als die Nummern von heute.",
    )
    paper_by = forms.CharField(
        label="Beschieden durch",
        max_length=Decision._meta.get_field("paper_by").max_length,
        help_text="Wer ihn damals erlassen hat: Amt oder Person, wie auf dem Papier.",
    )


class EnteredAllocationForm(_OfPaper, AllocationForm):
    """An allocation with the notice that granted it."""

    field_order = ("site", "recipient", "purpose", "paper_on", "paper_number", "paper_by", "amount")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].help_text = "Wie auf dem Papier, zum Beispiel „Quartiersarbeit“."
        self.fields["amount"].help_text = "Der Betrag, den dieser Bescheid bewilligt hat."


class EnteredDecisionForm(_OfPaper, DecisionForm):
    """A notice that is there on paper."""

    field_order = ("kind", "paper_on", "paper_number", "paper_by", "amount", "reason")


class EnteredPaymentForm(forms.Form):
    """A payment that the treasury made then."""

    paper_on = GermanDateField(label="Ausgezahlt am")
    amount = EuroFormField(label="Betrag", min_value=CENT)
    reference = PaymentForm.base_fields["reference"]


class EnteredProofForm(forms.Form):
    """When a proof of use came in on paper."""

    paper_on = GermanDateField(
        label="Eingereicht am", help_text="Der Tag, an dem der Nachweis bei der Stadt eingegangen ist."
    )


class EnteredAcceptForm(AcceptForm):
    """What the review found then."""

    accepted_on = GermanDateField(label="Angenommen am")
    field_order = ("accepted_on", "review_note")
