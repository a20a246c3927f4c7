"""What a partner can be at a site."""

from django.db import models


class Role(models.TextChoices):
    LANDLORD = "landlord", "Wohnungsunternehmen"
    PROVIDER = "provider", "Träger der Quartiersarbeit"
    CARE = "care", "Pflegedienst"
    OTHER = "other", "weiterer Partner"
