"""Forms of reports: what a new one is about, and its texts."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone

from quality_dialog.report import markup, plain_language
from quality_dialog.report.composing import (
    HEAD,
    LAST_POSITION,
    fingerprint,
    head_fingerprint,
    unknown_tokens,
    usual_subject,
)
from quality_dialog.report.models import Meeting, Report, Section
from quality_dialog.report.models.report import ReportKind
from quality_dialog.report.wording import PLAIN, TITLES
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.refusals import denied

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
    subject = forms.CharField(label="Thema", max_length=250, initial=usual_subject)

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

    head_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Report
        fields = list(HEAD)

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["head_seen"].initial = head_fingerprint(self.instance) if self.instance.pk else ""
        self.fields["meetings"].queryset = meetings
        self.fields["meetings"].initial = [stop.meeting_id for stop in self.instance.consultations.all()]


class SectionForm(forms.ModelForm):
    """One section's heading and text; a token must name one of the report's figures."""

    body = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_SECTION,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    position = forms.IntegerField(
        label="Reihenfolge",
        min_value=1,
        max_value=LAST_POSITION,
        error_messages={
            "invalid": f"Bitte geben Sie eine ganze Zahl von 1 bis {LAST_POSITION} ein.",
            "min_value": f"Bitte geben Sie eine Zahl von 1 bis {LAST_POSITION} ein.",
            "max_value": f"Bitte geben Sie eine Zahl von 1 bis {LAST_POSITION} ein.",
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Section
        fields = ["heading", "body", "position", "included"]

    def __init__(self, *args, figures: Iterable[str], **kwargs):
        self.figures = list(figures)
        self.theirs: Section | None = None  # what somebody else stored meanwhile
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(self.instance) if self.instance.pk else ""
        if self.is_plain:
            self.fields["body"].help_text = "Ein Satz in jeder Zeile. Die Prüfliste steht unter dem Feld."

    @property
    def title(self) -> str:
        """What the section is called while it is written."""
        return TITLES.get(self.instance.key) or self.instance.heading or "Abschnitt"

    @property
    def is_plain(self) -> bool:
        """Whether this is the summary in Leichte Sprache, which has a checklist and an aid."""
        return self.instance.key == PLAIN

    @property
    def aid(self) -> plain_language.Aid:
        """How long the text is, and where it may be hard to read; of what was typed, not of what is stored."""
        return plain_language.aid(self["body"].value() or "")

    def clean_heading(self) -> str:
        heading = self.cleaned_data["heading"].strip()
        if self.instance.key not in TITLES and not heading:
            raise denied("empty_heading", "Ein eigener Abschnitt braucht eine Überschrift.")
        return heading

    def clean_body(self) -> str:
        return checked_text(self.cleaned_data["body"], self.figures)


def checked_text(body: str, figures: Iterable[str]) -> str:
    """The text, refused where a figure is unknown or begun and not named, or a sub-heading says nothing."""
    if places := markup.malformed(body):
        text = (
            f"Hier ist eine Zahl nicht richtig geschrieben: {'; '.join(places[:3])}. Eine Zahl steht in zwei "
            "eckigen Klammern, zum Beispiel [[frei]]."
        )
        raise denied("malformed_figure", text)
    if unknown := unknown_tokens(body, figures):
        named = ", ".join(f"[[{key}]]" for key in unknown)
        raise forms.ValidationError(
            f"Diese Zahlen gibt es in dem Bericht nicht: {named}. Bitte verwenden Sie nur die Zahlen, "
            "die auf der Seite des Berichts stehen.",
            code="unknown_figure",
        )
    if lines := markup.empty_headings(body):
        raise forms.ValidationError(
            f"Die Zwischenüberschrift in Zeile {lines[0]} ist leer. Schreiben Sie etwas dahinter oder "
            "löschen Sie das Zeichen #.",
            code="empty_heading",
        )
    return body


class OwnSectionForm(forms.Form):
    """A section of the writers' own."""

    heading = forms.CharField(label="Überschrift", max_length=160)
    body = forms.CharField(label="Text", max_length=LONGEST_SECTION, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, figures: Iterable[str], **kwargs):
        self.figures = list(figures)
        super().__init__(*args, **kwargs)

    def clean_body(self) -> str:
        return checked_text(self.cleaned_data["body"], self.figures)


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

    def show_theirs(self, stored: Iterable[Section]) -> None:
        """Puts beside each overtaken text what somebody else stored; saving once more then replaces it."""
        theirs = {section.pk: section for section in stored}
        self.data = self.data.copy()
        for form in self.forms:
            found = theirs.get(form.instance.pk)
            if found and fingerprint(found) not in (form["seen"].value(), fingerprint(form.instance)):
                form.theirs = found
                form.data = self.data
                self.data[form.add_prefix("seen")] = fingerprint(found)


SectionFormSet = forms.modelformset_factory(
    Section, form=SectionForm, formset=SectionsOfOneReport, extra=0, can_delete=False
)
