"""What people type of a dialogue that was held before it was entered: each fact with its own day."""

from django import forms
from django.db.models import QuerySet

from quality_dialog.dialogue.forms.cycle import CycleStartForm
from quality_dialog.dialogue.forms.finding import FindingForm, StatementForm
from quality_dialog.dialogue.forms.measure import MeasureForm
from quartiersarbeit.ground.city import CITY_NAME
from quartiersarbeit.ground.fields import GermanDateField


class EnteredCycleForm(CycleStartForm):
    """A year that is over; its verb is `entering.enter_cycle`."""

    focus_topics = assessment_due_on = meetings_due_on = report_due_on = None
    opened_on = GermanDateField(label="Eröffnet am", help_text="Der Tag, an dem der Qualitätsdialog begann.")
    GROUPS = {
        "Qualitätsdialog": ("year", "opened_on", "framework"),
        "Beteiligte": ("sites", "participations"),
    }
    field_order = ["year", "opened_on", "framework"]


class EnteredFindingForm(FindingForm):
    """A finding that was put down then; its verb is `entering.enter_finding`."""

    read = None
    raised_on = GermanDateField(label="Festgestellt am")
    raised_for = forms.ModelChoiceField(None, label="Eingebracht von", required=False, empty_label=CITY_NAME)
    field_order = ["raised_on", "raised_for", "kind", "criterion", "wording"]

    def __init__(self, *args, sides: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raised_for"].queryset = sides  # type: ignore[attr-defined]


class EnteredAnswerForm(StatementForm):
    """What a side said in writing; its verb is `entering.enter_answer`."""

    read = None
    side = forms.ModelChoiceField(None, label="Stellungnahme von", required=False, empty_label=CITY_NAME)
    given_on = GermanDateField(label="Schriftlich am", help_text="Der Tag, der auf dem Papier steht.")
    field_order = ["side", "given_on", "stance", "text"]

    def __init__(self, *args, sides: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].queryset = sides  # type: ignore[attr-defined]


class EnteredMeasureForm(MeasureForm):
    """What was agreed then; its verb is `entering.enter_measure`."""

    resolved_on = GermanDateField(label="Vereinbart am")
    done_on = GermanDateField(
        label="Erledigt am",
        required=False,
        help_text="Leer, wenn sie noch nicht erledigt ist. Bestätigen muss sie eine andere Person der Stadt.",
    )
    field_order = ["title", "responsible", "resolved_on", "due_on", "done_on"]


class EnteredConfirmationForm(forms.Form):
    """When the other side confirmed then."""

    confirmed_on = GermanDateField(label="Bestätigt am")
