"""How payment lists are narrowed down."""

from django_filters import FilterSet

from funding.forms.filters import by_status, by_year
from funding.statuses import PaymentRunStatus


class PaymentRunFilter(FilterSet):
    jahr = by_year("fiscal_year__year")
    stand = by_status(PaymentRunStatus)
