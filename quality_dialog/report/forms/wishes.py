"""What people type about a committee's wish: its words, who answers until when; and the answer."""

from django import forms
from django.db.models import QuerySet

from quality_dialog.report.models import CommitteeWish
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.refusals import denied


class WishForm(forms.Form):
    """A committee's wish; exactly one of site, partner and office answers."""

    text = forms.CharField(
        label="Wunsch oder Bemerkung", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    site = forms.ModelChoiceField(None, label="Standort, um den es geht", required=False)
    partner = forms.ModelChoiceField(None, label="Oder: Partner, der antwortet", required=False)
    office = forms.CharField(label="Oder: Amt, das antwortet", required=False, max_length=160)
    due_on = GermanDateField(label="Antwort bis")
    follows = forms.ModelChoiceField(
        None, label="Knüpft an einen früheren Wunsch an", required=False, empty_label="Nein"
    )

    def __init__(self, *args, sites: QuerySet, partners: QuerySet, wishes: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        offered: dict[str, QuerySet] = {"site": sites, "partner": partners, "follows": wishes}
        for name, rows in offered.items():
            self.fields[name].queryset = rows

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if sum(bool(data.get(name)) for name in ("site", "partner", "office")) != 1 and not self.errors:
            said = CommitteeWish._meta.constraints[1].violation_error_message
            self.add_error("office", denied("wish_has_one_owner", said))
        return data


class WishReplyForm(forms.Form):
    """The answer, or why there is none yet."""

    text = forms.CharField(label="Antwort", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    until = GermanDateField(
        label="Noch offen bis",
        required=False,
        help_text="Nur wenn die Antwort noch aussteht: Schreiben Sie dann oben den Grund. Leer: Das ist die Antwort.",
    )
