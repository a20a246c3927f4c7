"""What people type about a day on which a committee wants a report."""

from django import forms

from partners.models import Committee
from quality_dialog.report.models.report import ReportKind
from quartiersarbeit.ground.fields import GermanDateField


class ReportTermForm(forms.Form):
    """Which committee wants a report, of what kind, on which period, and until when."""

    committee = forms.ModelChoiceField(Committee.objects.all(), label="Gremium")
    kind = forms.ChoiceField(label="Art", choices=ReportKind.choices)
    starts_on = GermanDateField(
        label="Berichtet wird ab",
        help_text="Ein Bericht mit einem Stichtag von diesem Tag an erfüllt den Termin.",
    )
    due_on = GermanDateField(label="Bericht bis")
