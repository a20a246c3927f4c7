"""How payment lists are narrowed down."""

from django_filters import ChoiceFilter, FilterSet

from funding.forms.disbursement import by_status, years
from funding.statuses import PaymentRunStatus


class PaymentRunFilter(FilterSet):
    """Payment lists by fiscal year, and whether the treasury's answer is recorded."""

    jahr = ChoiceFilter(
        field_name="fiscal_year__year", label="Haushaltsjahr", choices=years, empty_label="Alle"
    )
    stand = by_status(PaymentRunStatus)
