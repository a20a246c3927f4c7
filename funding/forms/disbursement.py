"""What people type about disbursements: the payment, its reversal, a reason; how their list is narrowed down."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, FilterSet

from funding.forms.filters import by_status, by_year
from funding.models import Disbursement
from funding.statuses import DisbursementStatus
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import ReasonForm

SOON = timedelta(days=30)


class DisbursementFilter(FilterSet):
    """Disbursements by how far they have come, their fiscal year, and when they are due."""

    DUE = [("jetzt", "fällig und nicht ausgezahlt"), ("bald", "in den nächsten 30 Tagen fällig")]

    stand = by_status(DisbursementStatus)
    jahr = by_year("allocation__fiscal_year__year")
    faellig = ChoiceFilter(label="Fälligkeit", choices=DUE, empty_label="Jede Fälligkeit", method="by_due")

    def by_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        until = today + SOON if value == "bald" else today
        due = rows.filter(pk__in=Disbursement.objects.due(today, until).values("pk"))
        return due.filter(due_on__gt=today) if value == "bald" else due


class PaymentForm(forms.Form):
    """What the treasury reports back: the day the money went out, and under which sign."""

    paid_on = GermanDateField(label="Ausgezahlt am")
    reference = forms.CharField(
        label="Buchungszeichen",
        max_length=Disbursement._meta.get_field("reference").max_length,
        help_text="Unter diesem Zeichen hat die Stadtkasse gebucht.",
    )


class ReversalForm(ReasonForm):
    reversed_on = GermanDateField(
        label="Storniert am", help_text="Der Tag, an dem das Geld zurückkam oder der Fehler bemerkt wurde."
    )
    field_order = ("reversed_on", "reason")


class ReturnForm(ReasonForm):
    """Its verb is `PaymentReturn.objects.record`."""

    returned_on = GermanDateField(
        label="Zurückgekommen am", help_text="Der Tag, an dem das Geld wieder auf dem Konto der Stadt war."
    )
    field_order = ("returned_on", "reason")


class SettlementForm(forms.Form):
    """Its verb is `PaymentReturn.settle`."""

    settlement = forms.CharField(
        label="Was geschieht mit dem Geld?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Zum Beispiel: neu bewilligt und gezahlt mit welchem Bescheid, oder es bleibt bei der Stadt.",
    )
