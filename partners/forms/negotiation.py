"""How talks are narrowed down."""

from django_filters import ChoiceFilter, FilterSet

from partners.models import Sector
from partners.models.negotiation import State


class NegotiationFilter(FilterSet):
    """Talks by state (annotation `state`) and sector."""

    stand = ChoiceFilter(field_name="state", label="Stand", choices=State, empty_label="Alle Stände")
    bereich = ChoiceFilter(field_name="sector", label="Bereich", choices=Sector, empty_label="Alle Bereiche")
