"""How payment lists are narrowed down."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from funding.forms.disbursement import years


class PaymentRunFilter(FilterSet):
    """Payment lists by fiscal year, and whether the treasury's answer is recorded."""

    jahr = ChoiceFilter(
        field_name="fiscal_year__year", label="Haushaltsjahr", choices=years, empty_label="Alle"
    )
    stand = ChoiceFilter(
        label="Stand",
        choices=[("offen", "offen"), ("ausgezahlt", "ausgezahlt"), ("storniert", "storniert")],
        empty_label="Alle Stände",
        method="by_state",
    )

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "storniert":
            return rows.filter(cancelled_on__isnull=False)
        return rows.standing().filter(**{"unpaid__gt" if value == "offen" else "unpaid": 0})
