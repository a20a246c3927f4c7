"""Forms of a report's way: review, co-signatures, submission, correction, and what committees made of it."""

from django import forms
from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter, FilterSet, NumberFilter

from partners.models import User
from quality_dialog.forms.report import MeetingChoiceField
from quality_dialog.models import Meeting
from quality_dialog.models.meeting import Outcome
from quality_dialog.models.report import ReportKind
from quartiersarbeit.fields import GermanDateField


class ReportFilter(FilterSet):
    """Reports by kind, year and where they stand."""

    STANDINGS = [
        ("entwurf", "Entwurf"),
        ("pruefung", "in Prüfung"),
        ("freigegeben", "freigegeben, nicht veröffentlicht"),
        ("veroeffentlicht", "veröffentlicht"),
    ]
    MEANINGS = {
        "entwurf": Q(review_on__isnull=True),
        "pruefung": Q(review_on__isnull=False, approved_on__isnull=True),
        "freigegeben": Q(approved_on__isnull=False, published_on__isnull=True),
        "veroeffentlicht": Q(published_on__isnull=False),
    }

    stand = ChoiceFilter(label="Stand", choices=STANDINGS, empty_label="Alle Stände", method="by_standing")
    art = ChoiceFilter(field_name="kind", label="Art", choices=ReportKind, empty_label="Alle Arten")
    jahr = NumberFilter(field_name="year", label="Berichtsjahr")

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(self.MEANINGS[value])


class ReasonForm(forms.Form):
    """Why a report goes back to its authors."""

    reason = forms.CharField(label="Grund", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class AskCoSignatureForm(forms.Form):
    """Who is asked to co-sign."""

    user = forms.ModelChoiceField(
        label="Person",
        queryset=User.objects.none(),
        empty_label="Bitte wählen",
        help_text="Wer die Prüfung sieht.",
    )
    office = forms.CharField(label="Amt", max_length=120, required=False)

    def __init__(self, *args, people: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class CoSignForm(forms.Form):
    """The answer of somebody asked to co-sign."""

    signs = forms.ChoiceField(
        label="Ihre Antwort",
        choices=[("ja", "Ich zeichne mit."), ("nein", "Ich zeichne nicht mit.")],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label="Bemerkung",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wenn Sie nicht mitzeichnen, nennen Sie hier den Grund.",
    )


class SubmissionForm(forms.Form):
    """The number the council office gave, if it did."""

    reference = forms.CharField(
        label="Drucksachen-Nr.",
        max_length=40,
        required=False,
        help_text="Jetzt zum letzten Mal: Danach ändert sie sich nicht mehr.",
    )


class CorrectionForm(forms.Form):
    """Why there is a new version, and as of which day its figures are."""

    reason = forms.CharField(
        label="Grund der Berichtigung",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Er wird in der neuen Fassung gedruckt.",
    )
    as_of = GermanDateField(
        label="Stichtag",
        help_text="Die neue Fassung nennt die Zahlen, wie sie für diesen Tag heute erfasst sind.",
    )


class ScheduleForm(forms.Form):
    """A further meeting for an approved report."""

    meeting = MeetingChoiceField(label="Sitzung", queryset=Meeting.objects.none(), empty_label="Bitte wählen")
    item = forms.CharField(label="Tagesordnungspunkt", max_length=20, required=False)

    def __init__(self, *args, meetings: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings


class OutcomeForm(forms.Form):
    """What a committee made of a report."""

    item = forms.CharField(label="Tagesordnungspunkt", max_length=20, required=False)
    outcome = forms.ChoiceField(
        label="Ergebnis", choices=[("", "noch keines"), *Outcome.choices], required=False
    )
    remark = forms.CharField(
        label="Bemerkung des Gremiums",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
