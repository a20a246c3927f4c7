"""Which city this is: its names, its office and its districts, as rows of the database (`partners.Municipality`).

Where nothing is entered, it is Bielefeld with its ten districts. Asked on every page and hardly ever changed, so each
process keeps what it has read for a few seconds, and looks anew at once after a change of its own.
"""

import time
from functools import partialmethod
from typing import Any, NamedTuple

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy

from quartiersarbeit.ground.districts import GRID, District


class Part(NamedTuple):
    """A district (Stadtbezirk), and where it lies on the map of tiles."""

    code: str
    label: str
    column: int
    row: int


BIELEFELDS = tuple(Part(one.value, str(one.label), *GRID[one]) for one in District)


class City(NamedTuple):
    """What pages and papers say of the city."""

    name: str = "Stadt Bielefeld"
    place: str = "Bielefeld"
    adjective: str = "Bielefelder"
    network: str = "Bielefelder Modell"
    office: str = ""
    districts: tuple[Part, ...] = BIELEFELDS
    entered: bool = False

    @property
    def product(self) -> str:
        """The name of this application there."""
        return f"Quartiersarbeit {self.place}"


SHIPPED = City()
_kept: list[tuple[float, City]] = []


def city() -> City:
    """The city as it is entered; before that, and for what is not entered, Bielefeld."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] > settings.CITY_FRESH_SECONDS:
        _kept[:] = [(now, _read())]
    return _kept[0][1]


def look_anew() -> None:
    """What was kept is out of date."""
    _kept.clear()


def _read() -> City:
    municipality: Any = apps.get_model("partners", "Municipality")
    parts: Any = apps.get_model("partners", "CityDistrict")
    names = ["name", "place", "adjective", "network", "office"]
    row = municipality._default_manager.values(*names).first()
    found = tuple(Part(*one) for one in parts._default_manager.values_list("code", "name", "column", "row"))
    named = row or {"name": settings.CITY_NAME}
    return City(**named, districts=found or SHIPPED.districts, entered=row is not None)


def district_choices() -> list[tuple[str, str]]:
    """The districts to choose from, in their order."""
    return [(one.code, one.label) for one in city().districts]


def letterhead() -> tuple[str, ...]:
    """The sender of letters: as the operator has set it, else the city and its office."""
    here = city()
    return tuple(settings.NOTICE_SENDER) or tuple(line for line in (here.name, here.office) if line)


CITY_NAME = lazy(lambda: city().name, str)()  # for what is said once, when a form is declared


class DistrictField(models.CharField):
    """A district, stored by its code. Which there are is asked when somebody chooses or reads, not at the start."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 20} | kwargs)

    @property
    def flatchoices(self) -> list[tuple[str, str]]:
        """As Django asks a field of a closed list: for `get_…_display`, the admin and the history."""
        return district_choices()

    def contribute_to_class(self, cls, name, **options: Any) -> None:  # type: ignore[override]
        """Gives the model its `get_…_display`."""
        super().contribute_to_class(cls, name, **options)
        setattr(cls, f"get_{name}_display", partialmethod(cls._get_FIELD_display, field=self))

    def validate(self, value: Any, model_instance: Any) -> None:
        """Also where no form has asked."""
        super().validate(value, model_instance)
        if value and value not in dict(district_choices()):
            raise ValidationError("Diesen Stadtbezirk gibt es nicht.", code="invalid_choice")

    def formfield(self, **kwargs: Any):  # type: ignore[override]
        """A choice of the districts there are."""
        for name in ("form_class", "choices_form_class"):
            kwargs.pop(name, None)
        given = {"label": self.verbose_name, "required": not self.blank, "help_text": self.help_text}
        return forms.ChoiceField(**given | {"choices": [("", ""), *district_choices()]} | kwargs)
