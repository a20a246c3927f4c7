"""Django's constraints, each naming once the field at which people can mend what it refuses.

`field="due_on"` is where `guards.explain` puts the refusal in a form; several names, the first that the form has,
where forms call it otherwise (`field="closed_on on"`). Migrations know nothing of it: they carry Django's own.
"""

from typing import Any

from django.contrib.postgres import constraints as postgres
from django.db import models
from django.db.models import Q

from quartiersarbeit.ground import next_steps


class _AtField:
    """A constraint with the field of its refusal; `PATH` is Django's own, which migrations carry."""

    PATH: str
    name: str
    deconstruct: Any

    def __init__(self, *args: Any, field: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields_to_mend = tuple(field.split())

    def __init_subclass__(cls) -> None:
        """Deconstruct as the class that PATH names, so that a migration needs nothing of ours."""
        cls.deconstruct = lambda self: (self.PATH, *super(cls, self).deconstruct()[1:])  # type: ignore[misc]

    def get_violation_error_message(self) -> str:
        """The reason and the next step, also where Django asks before the database does (the admin)."""
        return next_steps.after(self.name, str(super().get_violation_error_message()))  # type: ignore[misc]

    def clone(self):
        """A copy; Django's own would come back without the field."""
        _, args, kwargs = self.deconstruct()
        return type(self)(*args, **kwargs, field=" ".join(self.fields_to_mend))


class CheckConstraint(_AtField, models.CheckConstraint):
    """Asked of one row."""

    PATH = "django.db.models.CheckConstraint"


def text_given(name: str, field: str, message: str) -> CheckConstraint:
    """A text that is never empty: a reason, above all."""
    condition = ~models.Q((field, ""))
    return CheckConstraint(name=name, field=field, condition=condition, violation_error_message=message)


class UniqueConstraint(_AtField, models.UniqueConstraint):
    """Asked of the rows of one table."""

    PATH = "django.db.models.UniqueConstraint"


class ExclusionConstraint(_AtField, postgres.ExclusionConstraint):
    """Asked of two rows at a time: what they hold never overlaps."""

    PATH = "django.contrib.postgres.constraints.ExclusionConstraint"


def once(name: str, fields: str, message: str, *, field: str = "", **more: Any) -> UniqueConstraint:
    """No two rows agree in these columns, named with blanks between; `more` is what Django's own takes besides."""
    unique = fields.split()
    return UniqueConstraint(fields=unique, name=name, violation_error_message=message, field=field, **more)


def filled(name: str, text: str, message: str, *, once_on: str = "", field: str = "") -> CheckConstraint:
    """The text is not empty; with `once_on` only where that column is set: no end without its reason."""
    said = ~Q(**{text: ""})
    condition = Q(**{f"{once_on}__isnull": True}) | said if once_on else said
    return CheckConstraint(name=name, condition=condition, violation_error_message=message, field=field)
