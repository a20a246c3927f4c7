"""What people decide about a question that the committee will ask."""

from django import forms

from quality_dialog.report.models import Report
from quality_dialog.report.wording import TITLES


def sections_to_answer_in(report: Report) -> list[tuple[str, str]]:
    """The sections that are printed, by the names their writers know them by."""
    printed = report.sections.filter(included=True).exclude(body="").order_by("position", "pk")
    return [(one.key, TITLES.get(one.key) or str(one)) for one in printed]


class QuestionForm(forms.Form):
    """Where the text answers it, or why it stays open: one of the two."""

    answered_in = forms.ChoiceField(label="Beantwortet im Abschnitt", required=False)
    reason = forms.CharField(
        label="Oder: Grund, warum die Frage offen bleibt",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text="Der Grund bleibt in der Verwaltung; der Bericht druckt ihn nicht.",
    )

    def __init__(self, *args, report: Report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_in"].choices = [
            ("", "In keinem; sie bleibt offen"),
            *sections_to_answer_in(report),
        ]
