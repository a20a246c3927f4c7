"""Bielefeld's ten city districts (Stadtbezirke), the same on every floor."""

from django.db import models


class District(models.TextChoices):
    """A Stadtbezirk of Bielefeld; source: the city's Hauptsatzung (ten districts since 1973)."""

    BRACKWEDE = "brackwede", "Brackwede"
    DORNBERG = "dornberg", "Dornberg"
    GADDERBAUM = "gadderbaum", "Gadderbaum"
    HEEPEN = "heepen", "Heepen"
    JOELLENBECK = "joellenbeck", "Jöllenbeck"
    MITTE = "mitte", "Mitte"
    SCHILDESCHE = "schildesche", "Schildesche"
    SENNE = "senne", "Senne"
    SENNESTADT = "sennestadt", "Sennestadt"
    STIEGHORST = "stieghorst", "Stieghorst"
