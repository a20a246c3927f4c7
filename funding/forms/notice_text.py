"""What people type about the texts of notices, and how their list is narrowed down."""

from django import forms
from django_filters import ChoiceFilter, FilterSet

from funding.models.notice import NoticeKind, NoticePart, refuse_unknown_tokens
from quartiersarbeit.ground.fields import GermanDateField

LONGEST_TEXT = 8000


class NoticeTextChangeForm(forms.Form):
    """A version that nothing was decided by yet; its verb is `NoticeText.revise`."""

    body = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_TEXT,
        required=False,
        validators=[refuse_unknown_tokens],
        help_text="Eine leere Zeile trennt Absätze, „- “ am Zeilenanfang macht eine Liste. Platzhalter stehen unten. "
        "Bleibt der Text leer, steht ab dem Tag an dieser Stelle nichts.",
    )
    valid_from = GermanDateField(
        label="Gültig ab", help_text="Für Bescheide, die an diesem Tag oder später freigegeben werden."
    )
    is_example = forms.BooleanField(
        label="Beispieltext",
        required=False,
        help_text="Der Bescheid weist dann darauf hin, dass das Rechtsamt den Text ersetzen muss.",
    )


class NoticeTextForm(NoticeTextChangeForm):
    """A new version of a part; its verb is `NoticeText.objects.write`."""

    kind = forms.ChoiceField(label="Bescheid", choices=[("", "Bitte wählen"), *NoticeKind.choices])
    part = forms.ChoiceField(label="Teil", choices=[("", "Bitte wählen"), *NoticePart.choices])
    field_order = ["kind", "part", "body", "valid_from", "is_example"]


class NoticeTextFilter(FilterSet):
    bescheid = ChoiceFilter(
        field_name="kind", label="Bescheid", choices=NoticeKind.choices, empty_label="Alle"
    )
    teil = ChoiceFilter(field_name="part", label="Teil", choices=NoticePart.choices, empty_label="Alle")
