"""What happened before it was entered keeps its own day and says when it was entered („nacherfasst“).

`entered_on` is that day; a row that has none was written when it happened. No page asks for it.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse


def entered() -> models.DateField:
    """The day on which something that was over by then was entered."""
    return models.DateField("Nacherfasst am", null=True, blank=True, editable=False)


def told(row: Any) -> str:
    """„am 26.11.2026“, where the row was entered after its day; else nothing."""
    return f"am {german.day(row.entered_on)}" if row.entered_on else ""


def known(on: date, path: str = "") -> Q:
    """What somebody could know of on that day: written when it happened, or entered by then."""
    return Q(**{f"{path}entered_on__isnull": True}) | Q(**{f"{path}entered_on__lte": on})


def refuse_future(day: date, on: date, field: str = "paper_on") -> None:
    """What happened lies not ahead. Code: `paper_in_future`."""
    if day > on:
        refuse("paper_in_future", "Dieser Tag liegt in der Zukunft.", field=field)
