"""Master data: rows that are entered and put right, without a course of their own."""

from datetime import date
from typing import Any

from django.db import models, transaction

from quartiersarbeit.ground.transactions import write


class Entered(models.QuerySet):
    """Rows that somebody enters; the database says what may not be."""

    def enter(self, *, by, on: date, **facts: Any) -> models.Model:
        """A new row; day and person of its entry where the row keeps them."""
        names = {field.name for field in self.model._meta.fields}
        stamp = {name: value for name, value in (("entered_on", on), ("entered_by", by)) if name in names}
        return self.create(**facts, **stamp)


class Revised:
    """A row that may be put right as long as the database lets it."""

    @transaction.atomic
    def revise(self, *, by, on: date, **facts: Any) -> Any:
        """Other facts; who changed them stands in the history."""
        write(self, **facts)  # type: ignore[arg-type]  # mixed into models
        return self
