"""How demo records get into the database: found by their natural key, or made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)
ASSUMED = "Datum angenommen; die Mitteilung nennt es nicht."


@dataclass
class Loading:
    """One run: the day it counts as, and what it made."""

    today: date
    made: Counter[str] = field(default_factory=Counter)

    def ensure(self, rows: Sequence[Row], *key: str) -> list[Row]:
        """The rows as stored, in the order given; those whose natural key is not there yet are written.

        One query finds, one statement writes. The key must name no day that moves with `today`, or a
        second run on another day would store everything twice.
        """
        if not rows:
            return []
        model = type(rows[0])
        columns = [model._meta.get_field(name) for name in key]
        names = [column.attname for column in columns if isinstance(column, Field)]
        identity = attrgetter(*names)
        candidates = {getattr(row, names[0]) for row in rows}
        known = {
            identity(row): row for row in model._default_manager.filter(**{f"{names[0]}__in": candidates})
        }
        missing = [row for row in rows if identity(row) not in known]
        if missing:
            model._default_manager.bulk_create(missing)
            self.count(model, len(missing))
        return [known.get(identity(row), row) for row in rows]

    def one(self, row: Row, *key: str) -> Row:
        """The row as stored, by the same rule as `ensure`."""
        return self.ensure([row], *key)[0]

    def count(self, model: type[Model], rows: int = 1) -> None:
        """Say that so many rows were made."""
        self.made[str(model._meta.verbose_name_plural)] += rows

    # --- Days ------------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        """The running year."""
        return self.today.year

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """So many days after today."""
        return self.today + timedelta(days=days)

    def by_now(self, day: date) -> date:
        """The day itself, or today where it still lies ahead: for what must have happened."""
        return min(day, self.today)

    def happened(self, day: date) -> date | None:
        """The day where it has come, else None: for what happens in its own time."""
        return day if day <= self.today else None
