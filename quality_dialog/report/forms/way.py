"""Forms of a report's way: review, co-signatures, submission, correction, and what committees made of it."""

from django import forms
from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet, NumberFilter

from partners.models import User
from quality_dialog.report.forms.report import MeetingChoiceField
from quality_dialog.report.models import Meeting
from quality_dialog.report.models.meeting import Outcome
from quality_dialog.report.models.report import ReportKind
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import Offering


class ReportFilter(FilterSet):
    """Reports by kind, year and where they stand; discarded drafts are shown where somebody asks for them."""

    stand = ChoiceFilter(
        field_name="status",
        label="Stand",
        choices=ReportStatus.choices,
        empty_label="Alle Stände ohne verworfene",
    )
    art = ChoiceFilter(field_name="kind", label="Art", choices=ReportKind, empty_label="Alle Arten")
    jahr = NumberFilter(field_name="year", label="Berichtsjahr")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Offered is only what there is for whoever looks: a committee sees no drafts. An address may ask for any.
        there = set(self.queryset.order_by().values_list("status", "kind").distinct())
        for name, at in (("stand", 0), ("art", 1)):
            field = self.form.fields[name]
            known = {one[at] for one in there} | {self.form.data.get(name)}
            field.widget.choices = [(key, label) for key, label in field.choices if not key or key in known]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("stand") == ReportStatus.DISCARDED
        return rows if asked else rows.exclude(status=ReportStatus.DISCARDED)


class ReasonForm(forms.Form):
    """Why a report goes back to its authors, or is given up."""

    reason = forms.CharField(label="Grund", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class AskCoSignatureForm(Offering):
    """Who is asked to co-sign."""

    user = forms.ModelChoiceField(
        label="Person",
        queryset=User.objects.none(),
        empty_label="Bitte wählen",
        help_text="Wer die Prüfung sieht.",
    )
    office = forms.CharField(label="Amt", max_length=120, required=False)


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
    """The day it went to the council office, and the number that office gave, if it did."""

    submitted_on = GermanDateField(
        label="Eingereicht am", required=False, help_text="Leer: heute. Nicht vor der Freigabe."
    )
    reference = forms.CharField(
        label="Drucksachen-Nr.",
        max_length=40,
        required=False,
        help_text="Jetzt zum letzten Mal: Danach ändert sie sich nicht mehr.",
    )


class SubmissionCorrectionForm(ReasonForm):
    """The right day of a submission, or none where the report never went out."""

    submitted_on = GermanDateField(
        label="Eingereicht am", required=False, help_text="Leer: Der Bericht ist noch nicht eingereicht."
    )
    field_order = ("submitted_on", "reason")


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


class ScheduleForm(Offering):
    """A further meeting for an approved report."""

    meeting = MeetingChoiceField(label="Sitzung", queryset=Meeting.objects.none(), empty_label="Bitte wählen")
    item = forms.CharField(label="Tagesordnungspunkt", max_length=20, required=False)


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
