"""Neighbourhoods (Quartiere) in the city's districts."""

from collections.abc import Callable

from django.db import models

from quartiersarbeit.ground.city import DistrictField
from quartiersarbeit.ground.constraints import UniqueConstraint
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sorting import german_key


class NeighbourhoodQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The city's geography is public to all who may sign in."""
        return self if user.is_authenticated else self.none()

    def chosen_or_new(self, chosen: "Neighbourhood | None", name: str, district: str) -> "Neighbourhood":
        """The neighbourhood somebody chose, or the one of that name in that district, entered if need be.

        Refuses with `either_or` when both or neither are given, and without a district for a new one.
        """
        name = " ".join(name.split())
        if bool(chosen) == bool(name):
            text = "Bitte wählen Sie ein Quartier oder geben Sie ein neues ein, nicht beides."
            refuse("either_or", text, field="neighbourhood")
        if chosen:
            return chosen
        if not district:
            text = "Bitte wählen Sie den Stadtbezirk, in dem das neue Quartier liegt."
            refuse("required", text, field="district")
        alike = self.filter(name__iexact=name, district=district)
        known = min(alike, key=lambda one: one.name != name, default=None)  # spelt the same first
        return known or self.create(name=name, district=district)


@tracked()
class Neighbourhood(models.Model):
    """A neighbourhood (Quartier) in one of the city's districts."""

    name = models.CharField("Name", max_length=120)
    district = DistrictField("Stadtbezirk")
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = NeighbourhoodQuerySet.as_manager()
    get_district_display: Callable[[], str]  # by the field

    class Meta:
        verbose_name = "Quartier"
        verbose_name_plural = "Quartiere"
        ordering = [german_key("name"), "pk"]
        constraints = [
            UniqueConstraint(
                fields=["name", "district"],
                name="neighbourhood_unique",
                field="new_neighbourhood",
                violation_error_message="Dieses Quartier gibt es in diesem Stadtbezirk schon.",
            )
        ]

    def __str__(self) -> str:
        return self.name
