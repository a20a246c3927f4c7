"""Organisations the city works with, and the people one reaches there."""

from datetime import date

from django.db import models
from django.urls import reverse
from localflavor.generic.models import IBANField
from phonenumber_field.modelfields import PhoneNumberField

from quartiersarbeit.history import tracked
from quartiersarbeit.periods import ends_after_start, running


class Sector(models.TextChoices):
    """Which side of the cooperation an organisation belongs to."""

    HOUSING = "housing", "Wohnungswirtschaft"
    SERVICE_PROVIDER = "service_provider", "sozialer Dienstleister"
    MUNICIPALITY = "municipality", "Kommune"
    OTHER = "other", "Sonstige"


class PartnerQuerySet(models.QuerySet):
    """Organisations of the cooperation network."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see their own organisation."""
        if user.sees_everything:
            return self
        return self.filter(pk=user.partner_id) if user.partner_id else self.none()

    def active(self, on: date):
        """Not deactivated on that day."""
        return self.filter(models.Q(deactivated_on__isnull=True) | models.Q(deactivated_on__gt=on))


@tracked()
class Partner(models.Model):
    """An organisation of the housing sector or of social services (Kooperationspartner)."""

    name = models.CharField("Name", max_length=200)
    short_name = models.CharField("Kurzname", max_length=60)
    name_after_mit = models.CharField(
        "Name nach „mit“",
        max_length=200,
        help_text="So steht der Name im Bericht nach „mit“, zum Beispiel „dem AWO-Kreisverband Bielefeld“.",
    )
    sector = models.CharField("Bereich", max_length=20, choices=Sector)
    legal_form = models.CharField("Rechtsform", max_length=60, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    phone = PhoneNumberField("Telefon", blank=True, region="DE")
    website = models.URLField("Internetadresse", blank=True)
    iban = IBANField("IBAN", blank=True, help_text="Konto für Auszahlungen.")
    deactivated_on = models.DateField("Deaktiviert am", null=True, blank=True)
    note = models.TextField("Notiz", blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationspartner"
        verbose_name_plural = "Kooperationspartner"
        ordering = ["short_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="partner_name_unique",
                violation_error_message="Einen Kooperationspartner mit diesem Namen gibt es schon.",
            ),
            models.CheckConstraint(
                name="partner_postcode_german",
                condition=models.Q(postcode="") | models.Q(postcode__regex=r"^[0-9]{5}$"),
                violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("partners:partner_detail", args=[self.pk])


class ContactQuerySet(models.QuerySet):
    """Contact persons."""

    def visible_to(self, user):
        """The contacts of the partners one sees."""
        return self.filter(partner__in=Partner.objects.visible_to(user))

    def reachable(self, on: date):
        """Those in their function on that day."""
        return self.filter(running(on), anonymised_on__isnull=True)


@tracked()
class Contact(models.Model):
    """A partner's person in a function, from one day to another (Ansprechperson)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="contacts", verbose_name="Kooperationspartner"
    )
    name = models.CharField("Name", max_length=120)
    function = models.CharField("Funktion", max_length=120, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = PhoneNumberField("Telefon", blank=True, region="DE")
    starts_on = models.DateField("Seit")
    ends_on = models.DateField("Bis", null=True, blank=True)
    anonymised_on = models.DateField("Anonymisiert am", null=True, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"
        ordering = ["partner", "name", "pk"]
        constraints = [ends_after_start("contact_ends_after_start")]

    def __str__(self) -> str:
        return self.name
