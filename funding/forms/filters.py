"""How lists of money are narrowed down: by status, by year."""

from django_filters import ChoiceFilter

from funding.models import FiscalYear
from quartiersarbeit.ground.statuses import Status


def years() -> list[tuple[str, str]]:
    """The fiscal years to choose from, the newest first."""
    return [(str(year), str(year)) for year in FiscalYear.objects.values_list("year", flat=True)]


def by_status(statuses: type[Status], of: str = "status", label: str = "Stand") -> ChoiceFilter:
    """Narrows rows that were asked for their status down to one of its list: exactly what the list shows."""
    return ChoiceFilter(field_name=of, label=label, choices=statuses.choices, empty_label="Alle")


def by_year(of: str, everything: str = "Alle") -> ChoiceFilter:
    """Narrows rows down to one fiscal year; `of` is the path to its number."""
    return ChoiceFilter(field_name=of, label="Haushaltsjahr", choices=years, empty_label=everything)
