"""Under which accounts money is booked (Kontierung): of a year, otherwise of an allocation, kept on a list."""

from collections.abc import Iterable
from typing import Any

from django.db import models

LENGTH = 20  # of a number in the city's chart of accounts
POSTING = ("product", "ledger_account", "cost_centre")


def _number(label: str) -> models.CharField:
    given: dict[str, Any] = {"max_length": LENGTH, "blank": True, "default": "", "db_default": ""}
    return models.CharField(label, **given)


def posted(facts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is said of them, each with its German name; what is empty is left out."""
    labels = {one.name: str(one.verbose_name) for one in Posted._meta.get_fields()}
    return [(labels[name], value) for name, value in facts if value]


class Posted(models.Model):
    """Product, account and cost centre of the city's books; empty where nothing is said."""

    product = _number("Produkt")
    ledger_account = _number("Sachkonto")
    cost_centre = _number("Kostenstelle")

    class Meta:
        abstract = True
