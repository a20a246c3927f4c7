"""Where a record stands: one closed list of codes an aggregate, with its German label and tone, as of a day.

An aggregate declares its list beside its app's other ones (`<app>/statuses.py`) and one expression of it, on its
QuerySet. Whoever asks where something stands – page, filter, export, paper, admin, the permission to act – asks
`with_status(on)`, `in_status(on, …)` or a row's `status_on(on)`, and compares codes, never the label.
"""

from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from quartiersarbeit.ground.written import written


class Status(models.TextChoices):
    """Base of the closed lists: `CODE = "code", "tone", "Label"`.

    Tones are those of the badges: info, success, warning, danger or neutral. In a text it reads as its label; it
    equals its code, and nothing is decided by the label.
    """

    tone: str

    def __new__(cls, code: str, tone: str = "neutral") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.tone = tone
        return member

    def __str__(self) -> str:
        return str(self.label)

    @property
    def text(self) -> str:
        """Its German label, under the name that badges have."""
        return str(self.label)


class StatusField(CharField):
    """What a status expression gives: members of the list, not bare codes."""

    def __init__(self, statuses: type[Status], **options: Any):
        self.statuses = statuses
        super().__init__(**options)

    def from_db_value(self, value: str | None, expression, connection) -> Status | None:
        """The member with this code; ValueError where the list does not know it."""
        return None if value is None else self.statuses(value)

    def get_prep_value(self, value: Any) -> str | None:
        """The code, as the database compares it."""
        return value.value if isinstance(value, Status) else value


def first_of(statuses: type[Status], *rules: tuple[Q | Any, Status], otherwise: Status) -> Case:
    """The status whose rule holds first, as one SQL expression; `otherwise` where none does."""
    whens = [When(rule, then=Value(status.value)) for rule, status in rules]
    return Case(*whens, default=Value(otherwise.value), output_field=StatusField(statuses))


class StatusQuerySet(models.QuerySet):
    """A QuerySet that knows where its rows stand: subclasses name `STATUS` and give `status_expression(on)`."""

    STATUS: type[Status]

    def status_expression(self, on: date) -> Any:
        """The one expression of the aggregate's status at the end of the day `on`, over its own columns."""
        raise NotImplementedError

    def with_status(self, on: date) -> Self:
        """Adds `status`: where each row stands at the end of that day, a member of `STATUS`."""
        return self.with_grounds(on).annotate(status=_of_the_day(type(self), self.model, on))

    def with_grounds(self, on: date) -> Self:
        """With what `status_expression` names beside the row's own columns."""
        return self

    def standing(self, on: date, *statuses: Status) -> Self:
        """The same as `in_status`, without telling of each row where it stands: half as much to ask."""
        return self.with_standing(on).filter(stands__in=statuses)

    def with_standing(self, on: date) -> Self:
        """Adds `stands`, the same as `status`, to filter by and not to read."""
        return self.alias(stands=_of_the_day(type(self), self.model, on))

    def in_status(self, on: date, *statuses: Status) -> Self:
        """Those that stand at one of these on that day."""
        return self.with_status(on).filter(status__in=statuses)


@lru_cache(maxsize=64)  # building one costs more than asking it; it holds nothing but the day
def _of_the_day(kind: type[StatusQuerySet], model: type[models.Model], on: date) -> Any:
    rows = kind(model)
    return written(rows.with_grounds(on), rows.status_expression(on))


class HasStatus(models.Model):
    """A model whose QuerySet is a `StatusQuerySet`."""

    class Meta:
        abstract = True

    def status_on(self, on: date) -> Status:
        """Where this row stands at the end of that day, asked of the database as it is stored: one statement."""
        rows = type(self)._default_manager.with_status(on)  # type: ignore[attr-defined]
        return rows.values_list("status", flat=True).get(pk=self.pk)
