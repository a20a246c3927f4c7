"""What people type about the meeting of a dialogue: day, time and place; who was there."""

from django import forms
from django.db.models import QuerySet

from partners.models import Contact
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.plain import plain
from quartiersarbeit.ground.refusals import refuse

MOST_OTHERS = 40


class ClockField(forms.TimeField):
    """A time of day, 14:00 or 14.00."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "Bitte geben Sie eine Uhrzeit ein, zum Beispiel 14:00."}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


class InvitationForm(forms.Form):
    """When and where the dialogue's meeting takes place."""

    day = GermanDateField(label="Tag")
    starts_at = ClockField(label="Beginn")
    ends_at = ClockField(label="Ende")
    place = forms.CharField(label="Ort", max_length=200)


class InvitationAnswerForm(forms.Form):
    """Whether one's organisation comes, and what it wants to say to that."""

    comes = forms.TypedChoiceField(
        label="Ihre Antwort",
        choices=[("ja", "Wir kommen"), ("nein", "Wir kommen nicht")],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Anmerkung", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ContactsField(forms.ModelMultipleChoiceField):
    """People of the partners, with whom they speak for."""

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact} ({contact.partner})"


class AttendanceForm(forms.Form):
    """Who was there: people of the partners, and others by their function."""

    contacts = ContactsField(
        None, label="Ansprechpersonen der Partner", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Weitere Anwesende",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Je Zeile eine Funktion, zum Beispiel „Quartiersplanung, Stadtverwaltung“. Keine Namen von "
        "Bewohnerinnen und Bewohnern.",
    )

    def __init__(self, *args, contacts: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = contacts  # type: ignore[attr-defined]
        if not contacts:
            del self.fields["contacts"]

    def clean_others(self) -> list[str]:
        """The lines that say something, each once."""
        lines = [line.strip() for line in plain(self.cleaned_data["others"]).splitlines()]
        found = [*dict.fromkeys(line for line in lines if line)]
        if any(len(line) > 200 for line in found):
            refuse("max_length", "Eine Zeile ist zu lang; möglich sind 200 Zeichen.")
        if len(found) > MOST_OTHERS:
            refuse("too_many", f"Bitte nennen Sie höchstens {MOST_OTHERS}.")
        return found
