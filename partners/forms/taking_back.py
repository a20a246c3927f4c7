"""What people type when they put a step, a signature, a notice or a name right."""

from django import forms

from partners.forms.negotiation import StepForm
from partners.models import Partner
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm, Offering, ReasonForm


class StepCorrectionForm(StepForm, ReasonForm):
    """A step as it should have been recorded, and why it is changed."""

    FACTS = (*StepForm.FACTS, "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Grund der Berichtigung"


class SignatureCorrectionForm(ReasonForm):
    """The right day of a signature, or none where it was never given."""

    signed_on = GermanDateField(
        label="Unterzeichnet am", required=False, help_text="Leer: Diese Partei hat nicht unterzeichnet."
    )
    signatory = forms.CharField(label="Unterzeichnet durch", required=False, max_length=120)
    field_order = ("signed_on", "signatory", "reason")


class TerminationCorrectionForm(ReasonForm):
    """The right day to which notice was given, or none where there was no notice."""

    terminated_to = GermanDateField(
        label="Gekündigt zum", required=False, help_text="Leer: Es ist nicht gekündigt worden."
    )
    field_order = ("terminated_to", "reason")


class RenamingForm(FactsForm):
    """What an organisation is called from a day on."""

    MODEL = Partner
    FACTS = ("name", "short_name", "name_after_mit", "starts_on", "reason")

    starts_on = GermanDateField(
        label="Heißt so ab", help_text="Berichte zu einem früheren Tag nennen den früheren Namen."
    )
    reason = forms.CharField(label="Grund", widget=forms.Textarea, max_length=2000)


class MergingForm(Offering):
    """In which other entry this organisation goes on."""

    into = forms.ModelChoiceField(None, label="Aufgegangen in", empty_label="Bitte wählen")
    reason = forms.CharField(label="Grund", widget=forms.Textarea, max_length=2000)
