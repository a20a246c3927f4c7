"""What names one person and is not done yet goes to a successor when the person leaves (Übergabe).

A model whose rows do so says on its QuerySet which: `bound_to(user, on)`, each with a `task` in words, and knows on
its rows how: `hand_over(to=, by=, on=)`. Found, not listed, as duties are.
"""

from datetime import date

from django.apps import apps
from django.db import models


def bound(user, on: date) -> list[models.Model]:
    """All rows of all floors that wait for this person alone."""
    known = [model._default_manager for model in apps.get_models() if not model._meta.proxy]
    return [row for rows in known if hasattr(rows, "bound_to") for row in rows.bound_to(user, on)]
