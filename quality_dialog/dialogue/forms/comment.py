"""What people type beside a finding, and who may read it: chosen before it is sent."""

from django import forms
from django.db.models import QuerySet

from quality_dialog.dialogue.models.comment import Audience
from quartiersarbeit.ground.plain import PlainTextField

LONGEST_COMMENT = 5_000


class CommentForm(forms.Form):
    """A comment and its readers; nothing is chosen for anybody."""

    prefix = "kommentar"

    audience = forms.ChoiceField(
        label="Wer darf das lesen?",
        widget=forms.RadioSelect,
        help_text="Das lässt sich später nicht mehr ändern. In Berichte und Protokolle kommen Kommentare nie.",
        error_messages={"required": "Bitte wählen Sie, wer den Kommentar lesen darf."},
    )
    partner = forms.ModelChoiceField(
        None, label="Welcher Partner?", required=False, empty_label="Bitte wählen"
    )
    text = PlainTextField(label="Kommentar", limit=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, user, partners: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        own = f"nur {user.partner}" if user.partner_id else "nur die Stadt"
        one = f"die Stadt und {user.partner}" if user.partner_id else "die Stadt und ein Partner"
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            (Audience.OWN, own),
            (Audience.ONE, one),
            (Audience.ALL, Audience.ALL.label),
        ]
        if user.partner_id:
            del self.fields["partner"]
        else:
            field: forms.ModelChoiceField = self.fields["partner"]  # type: ignore[assignment]
            field.queryset = partners
            # Those that the page has read already: the field alone would ask for them again.
            field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in partners)]
            self.fields["partner"].help_text = "Nur wenn ein Partner allein mit der Stadt liest."
