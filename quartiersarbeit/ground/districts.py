"""Bielefeld's ten city districts: what holds where no others are entered, and what the example data uses."""

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


# Where a district lies, as column and row: not its shape, only its neighbours. Jöllenbeck is north, Dornberg
# west, Mitte in the centre, Senne south, Sennestadt south-east.
GRID = {
    District.JOELLENBECK: (1, 0),
    District.DORNBERG: (0, 1),
    District.SCHILDESCHE: (1, 1),
    District.HEEPEN: (2, 1),
    District.GADDERBAUM: (0, 2),
    District.MITTE: (1, 2),
    District.STIEGHORST: (2, 2),
    District.BRACKWEDE: (0, 3),
    District.SENNE: (1, 3),
    District.SENNESTADT: (2, 3),
}
