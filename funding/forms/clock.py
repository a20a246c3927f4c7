"""What people type about the days of a notice: hearing, service, appeal, ground for revocation."""

from typing import Any

from django import forms

from funding.models import Hearing, RevocationGround, Service
from funding.models.hearing import HearingWay
from funding.models.service import ServiceWay
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm


class HearingForm(FactsForm):
    """That the recipient was heard, or why not."""

    MODEL = Hearing
    FACTS = ("held_on", "way", "answer_due_on", "waived_reason")
    way = forms.ChoiceField(label="Weg", choices=[("", ""), *HearingWay.choices], required=False)
    waived_reason = forms.CharField(
        label="Oder: Grund, warum nicht angehört wird",
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text="Nur ausfüllen, wenn es keine Anhörung gibt. Der Grund steht im Bescheid.",
    )


class AnswerForm(FactsForm):
    """What the recipient said."""

    MODEL = Hearing
    FACTS = ("answered_on", "answer")
    answered_on = GermanDateField(label="Äußerung eingegangen am")
    answer = forms.CharField(label="Äußerung", widget=forms.Textarea, max_length=4000)


class ServiceForm(forms.Form):
    """By which way and when a notice went out."""

    way = forms.ChoiceField(label="Weg", choices=ServiceWay.choices, widget=forms.RadioSelect)
    sent_on = GermanDateField(label=Service._meta.get_field("sent_on").verbose_name)


class AppealForm(forms.Form):
    appealed_on = GermanDateField(label=Service._meta.get_field("appealed_on").verbose_name)


class AppealEndForm(forms.Form):
    appeal_ended_on = GermanDateField(
        label=Service._meta.get_field("appeal_ended_on").verbose_name,
        help_text="Der Tag, an dem der Rechtsbehelf erledigt ist und der Bescheid Bestand hat.",
    )


class GroundForm(FactsForm):
    """Why money may be taken back, and since when that is known."""

    MODEL = RevocationGround
    FACTS = ("known_on", "what")

    def typed(self, db_field, **kwargs: Any):
        """The day starts the limit: said where it is typed."""
        if db_field.name == "known_on":
            kwargs["help_text"] = "Der Tag, an dem die Stadt alles wusste, was den Widerruf trägt."
        return super().typed(db_field, **kwargs)
