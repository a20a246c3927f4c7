"""Forms of reports: what a new one is about, and its texts."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, FilterSet, NumberFilter

from partners.models import User
from quality_dialog.composing import SUBJECT, unknown_tokens
from quality_dialog.models import Meeting, Report, Section
from quality_dialog.models.meeting import Outcome
from quality_dialog.models.report import ReportKind
from quality_dialog.wording import TITLES
from quartiersarbeit.fields import GermanDateField

LONGEST_SECTION = 20_000  # letters; some eight printed pages, more is no section any more


class ReportStartForm(forms.Form):
    """What a new report is about: year and as-of date; the draft writes itself from them."""

    year = forms.IntegerField(
        label="Berichtsjahr",
        min_value=2000,
        max_value=2100,
        error_messages={
            "invalid": "Bitte geben Sie ein Jahr mit vier Ziffern ein, zum Beispiel 2021.",
            "min_value": "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein.",
            "max_value": "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein.",
        },
    )
    as_of = GermanDateField(
        label="Stichtag",
        help_text="Der Bericht sagt, was am Ende dieses Tages galt; Späteres steht nicht darin.",
    )
    kind = forms.ChoiceField(label="Art", choices=ReportKind.choices, initial=ReportKind.NOTICE)
    subject = forms.CharField(label="Thema", max_length=250, initial=SUBJECT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial = today.year
        self.fields["as_of"].initial = today


class NamesMeetings:
    """Meetings by committee and day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.committee} am {meeting.held_on:%d.%m.%Y}"


class MeetingsChoiceField(NamesMeetings, forms.ModelMultipleChoiceField):
    """Any number of meetings."""


class MeetingChoiceField(NamesMeetings, forms.ModelChoiceField):
    """One meeting."""


class ReportForm(forms.ModelForm):
    """The report's head and its Beratungsfolge."""

    meetings = MeetingsChoiceField(
        label="Beratungsfolge",
        queryset=Meeting.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="In der Reihenfolge der Sitzungstage.",
    )

    class Meta:
        model = Report
        fields = ["subject", "reference", "lead_office", "contact"]

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meetings"].queryset = meetings
        self.fields["meetings"].initial = [stop.meeting_id for stop in self.instance.consultations.all()]


class SectionForm(forms.ModelForm):
    """One section's heading and text; a token must name one of the report's figures."""

    body = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_SECTION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Absätze trennt eine leere Zeile. [[…]] steht für eine Zahl aus den Daten.",
    )

    class Meta:
        model = Section
        fields = ["heading", "body", "included"]

    def __init__(self, *args, figures: Iterable[str], **kwargs):
        self.figures = list(figures)
        super().__init__(*args, **kwargs)

    @property
    def title(self) -> str:
        """What the section is called while it is written."""
        return TITLES.get(self.instance.key) or self.instance.heading or "Abschnitt"

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if unknown := unknown_tokens(body, self.figures):
            named = ", ".join(f"[[{key}]]" for key in unknown)
            raise forms.ValidationError(
                f"Diese Zahlen gibt es in dem Bericht nicht: {named}. Bitte verwenden Sie nur die Zahlen, "
                "die auf der Seite des Berichts stehen.",
                code="unknown_figure",
            )
        return body


class SectionsOfOneReport(forms.BaseModelFormSet):
    """The sections of one report; the form neither adds one nor reaches into another report."""

    def clean(self) -> None:
        """Refuse what names no section of this report: one removed since, or a tampered form."""
        super().clean()
        if any(form.instance.pk is None for form in self.forms):
            raise forms.ValidationError(
                "Ein Abschnitt gehört nicht oder nicht mehr zu diesem Bericht. Bitte sichern Sie Ihren Text "
                "und öffnen Sie das Formular neu.",
                code="foreign_section",
            )


SectionFormSet = forms.modelformset_factory(
    Section, form=SectionForm, formset=SectionsOfOneReport, extra=0, can_delete=False
)


# --- a report's way --------------------------------------------------------------------------------


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
