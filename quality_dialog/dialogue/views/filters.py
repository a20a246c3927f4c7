"""What the lists of the dialogue are narrowed by, each filter offering only what one sees."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_filters import ModelChoiceFilter

from quality_dialog.dialogue.models import Cycle, Dialogue
from quartiersarbeit.ground.sorting import german_key
from sites.models import Site


def sites_of(request: HttpRequest) -> QuerySet:
    """The sites with a dialogue that one sees."""
    dialogues = Dialogue.objects.visible_to(request.user).filter(site=OuterRef("pk"))
    return Site.objects.filter(Exists(dialogues)).order_by(german_key("name"), "pk")


def by_site(path: str) -> ModelChoiceFilter:
    """By the site at `path`."""
    return ModelChoiceFilter(
        field_name=path,
        label="Standort",
        queryset=lambda request: sites_of(request).only("name"),
        empty_label="Alle Standorte",
    )


def by_year(path: str, label: str = "Qualitätsdialog") -> ModelChoiceFilter:
    """By the year of the cycle at `path`."""
    return ModelChoiceFilter(
        field_name=path,
        to_field_name="year",
        label=label,
        queryset=lambda request: Cycle.objects.visible_to(request.user).only("year"),
        empty_label="Alle Jahre",
    )
