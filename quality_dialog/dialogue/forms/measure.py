"""What people type about measures: what, who, until when, how far, and why not."""

from django import forms
from django.db.models import QuerySet

from quartiersarbeit.ground.city import CITY_NAME
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.plain import PlainTextField

LONGEST_NOTE = 2_000


class MeasureForm(forms.Form):
    """What is to be done, by whom and until when."""

    title = forms.CharField(label="Was", max_length=250)
    responsible = forms.ModelChoiceField(None, label="Verantwortlich", required=False, empty_label=CITY_NAME)
    due_on = GermanDateField(label="Fällig am")

    def __init__(self, *args, owners: QuerySet, only: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["responsible"]
        field.queryset = owners  # type: ignore[attr-defined]
        if only:  # a partner promises for itself
            field.required, field.empty_label = True, None  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """How far it has come."""

    text = PlainTextField(
        label="Was ist geschehen?", limit=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendBackForm(NoteForm):
    """What is still missing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Was fehlt noch?"


class PostponeForm(forms.Form):
    """Until when instead, and why."""

    new_due_on = GermanDateField(label="Neue Frist")
    text = PlainTextField(label="Grund", limit=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))


class DropForm(forms.Form):
    """Why it is given up."""

    reason = PlainTextField(label="Grund", limit=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))
