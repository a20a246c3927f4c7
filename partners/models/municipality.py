"""Which city this is, as rows: another municipality enters its own names and districts and changes no code."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from quartiersarbeit.ground import bank
from quartiersarbeit.ground.city import look_anew
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.numbers import IbanField
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.transactions import write

ONLY = 1  # the key of the one row
BIC = r"^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$"  # ISO 9362


class MunicipalityQuerySet(models.QuerySet):
    """The one city."""

    def visible_to(self, user):
        """Its names stand on every page."""
        return self

    @transaction.atomic
    def enter(self, *, by, on: date, **facts: Any) -> "Municipality":
        """Say what the city is called; again, to put it right."""
        row, _ = self.update_or_create(pk=ONLY, defaults=facts)
        transaction.on_commit(look_anew)
        look_anew()
        return row


@tracked()
class Municipality(models.Model):
    """The city, as pages and papers call it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField("Name der Stadt", max_length=80, help_text="Zum Beispiel „Stadt Musterstadt“.")
    place = models.CharField("Ort", max_length=80, help_text="Wie er in Anschriften steht.")
    adjective = models.CharField(
        "Ort vor einem Wort", max_length=80, help_text="Zum Beispiel „Musterstädter“ (Wohnungswirtschaft)."
    )
    network = models.CharField(
        "Name des Modells nach „im“",
        max_length=120,
        help_text="Setzt „Quartiersarbeit im …“ fort, zum Beispiel „Musterstädter Modell“.",
    )
    office = models.CharField("Federführendes Amt", max_length=160, blank=True)
    account_holder = bank.holder(
        "Kontoinhaber",
        "Wie das Konto der Stadt bei der Bank heißt. Von ihm wird gezahlt, auf es zurückgezahlt.",
    )
    iban = IbanField("IBAN der Stadt", blank=True, default="", db_default="")
    bic = models.CharField(
        "BIC der Stadt",
        max_length=11,
        blank=True,
        default="",
        db_default="",
        help_text="Nur, wo die Bank ihn verlangt.",
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "Stadt"
        verbose_name_plural = "Stadt"
        constraints = [
            CheckConstraint(
                name="municipality_is_one",
                condition=models.Q(pk=ONLY),
                violation_error_message="Eine Anwendung dient einer Stadt.",
            ),
            bank.holder_carried("municipality_account_holder_carried"),
            CheckConstraint(
                name="municipality_account_whole",
                field="account_holder",
                condition=models.Q(account_holder="", iban="", bic="")
                | ~models.Q(account_holder="") & ~models.Q(iban=""),
                violation_error_message="Zum Konto der Stadt gehören Kontoinhaber und IBAN.",
            ),
            CheckConstraint(
                name="municipality_bic_plausible",
                field="bic",
                condition=models.Q(bic="") | models.Q(bic__regex=BIC),
                violation_error_message="Ein BIC hat 8 oder 11 Zeichen: sechs Großbuchstaben, dann Buchstaben und "
                "Ziffern.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_account(self) -> bool:
        """Whether it is known from which account the city pays."""
        return bool(self.iban)


class CityDistrictQuerySet(models.QuerySet):
    """The city's districts."""

    def visible_to(self, user):
        """The city's geography is public to all who may sign in."""
        return self if user.is_authenticated else self.none()

    @transaction.atomic
    def enter(self, *, by, on: date, name: str, **facts: Any) -> "CityDistrict":
        """A further district; its code is made of its name."""
        row = self.create(name=name, code=_code(name), **facts)
        transaction.on_commit(look_anew)
        look_anew()
        return row


def _code(name: str) -> str:
    spelt = name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return slugify(spelt)[:20] or "bezirk"


@tracked()
class CityDistrict(models.Model):
    """A district (Stadtbezirk) and its place on the map of tiles; records name it by its code, which stays."""

    code = models.SlugField("Kürzel", max_length=20, editable=False)
    name = models.CharField("Name", max_length=80)
    column = models.PositiveSmallIntegerField(
        "Spalte auf der Karte", default=0, help_text="Von links, die erste ist 0."
    )
    row = models.PositiveSmallIntegerField(
        "Zeile auf der Karte", default=0, help_text="Von oben (Norden), die erste ist 0."
    )

    objects = CityDistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "Stadtbezirk"
        verbose_name_plural = "Stadtbezirke"
        ordering = [german_key("name")]
        constraints = [
            once("city_district_name_unique", "name", "Einen Stadtbezirk mit diesem Namen gibt es schon."),
            once(
                "city_district_code_unique",
                "code",
                "Einen Stadtbezirk, der sich kaum im Namen unterscheidet, gibt es schon.",
                field="name",
            ),
            once(
                "city_district_place_unique",
                "column row",
                "An dieser Stelle der Karte liegt schon ein Stadtbezirk.",
                field="column",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def revise(self, *, by, on: date, **facts: Any) -> "CityDistrict":
        """Put right how it is called and where it lies; what names it goes on to."""
        write(self, **facts)
        transaction.on_commit(look_anew)
        look_anew()
        return self
