"""Forms of what partners read of a report before its approval: who is asked how, and what comes back."""

from django import forms
from django.utils import timezone

from partners.models import Partner
from quality_dialog.report.models.reading import LETTER_TRAVELS, LONGEST_REASON, LONGEST_STATEMENT, Way
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import Offering, ReasonForm


class PartnersField(forms.ModelMultipleChoiceField):
    """Partners, each with the way on which it can be asked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, partner: Partner) -> str:
        return (
            str(partner) if getattr(partner, "signs_in", True) else f"{partner} (nur per Brief: kein Konto)"
        )


class OfPartnersForm(Offering):
    """Something that is said of several of these partners at once."""

    partners = PartnersField(
        label="Kooperationspartner",
        queryset=Partner.objects.none(),
        error_messages={"required": "Bitte wählen Sie mindestens einen Partner."},
    )


class ReadingsForm(OfPartnersForm):
    """Whom a report is shown to before its approval, how, and until when they may say something."""

    way = forms.ChoiceField(
        label="Weg",
        choices=[(way.value, way.label) for way in (Way.APP, Way.LETTER)],
        initial=Way.APP,
        required=False,
        widget=forms.RadioSelect,
        help_text=(
            "In der Anwendung, wenn sich jemand vom Partner anmelden kann. Per Brief zählt erst, wenn der Tag der "
            f"Absendung erfasst ist; ein Brief braucht {LETTER_TRAVELS} Tage."
        ),
    )
    due_on = GermanDateField(
        label="Stellungnahme bis",
        help_text="Bis zu diesem Tag kann jeder Partner Stellung nehmen. Was er sagt, wird gedruckt.",
    )

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, partners=partners, **kwargs)
        self.fields["partners"].initial = [partner for partner in partners if partner.signs_in]
        self.fields["way"].plain_label = True  # there is always one: who says none asks in the app

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or Way.APP


class LeaveOutForm(OfPartnersForm):
    """Which partners are not asked, and why."""

    reason = forms.CharField(
        label="Nicht gefragt, weil …",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Der Satz geht mit Ihren Worten weiter und steht so im Bericht.",
    )


class DispatchForm(forms.Form):
    """When the letter was sent."""

    sent_on = GermanDateField(label="Abgesandt am")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].initial = timezone.localdate()


class ReadingExtensionForm(ReasonForm):
    """A later day, and why."""

    due_on = GermanDateField(label="Stellungnahme bis")
    field_order = ("due_on", "reason")


class ReplyForm(forms.Form):
    """What came back by post."""

    received_on = GermanDateField(label="Eingegangen am")
    text = forms.CharField(
        label="Stellungnahme",
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Wort für Wort, wie der Partner sie geschrieben hat. So steht sie im Bericht.",
    )


class StatementOnReportForm(forms.Form):
    """What a partner says to the report; it is printed word for word."""

    text = forms.CharField(
        label="Ihre Stellungnahme",
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"Sie wird wörtlich im Bericht gedruckt. Höchstens {LONGEST_STATEMENT} Zeichen.",
    )
