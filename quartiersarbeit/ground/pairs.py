"""A fact is a day and a person: two columns and the rule that neither stands alone, declared once."""

from typing import Any

from django.conf import settings
from django.db import models

from quartiersarbeit.ground.periods import both_or_neither


class _Day(models.DateField):
    """The day of a fact. Brings the rule of the pair with it; in migrations it is a plain DateField."""

    def __init__(self, *args: Any, rule: str = "", message: str = "", **kwargs: Any):
        self.rule, self.message = rule, message
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """As Django's own, so that a migration needs nothing of ours."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def contribute_to_class(self, cls, name, **options: Any) -> None:  # type: ignore[override]
        """Hang the rule on the model that declares the pair."""
        super().contribute_to_class(cls, name, **options)
        if self.rule:
            person = f"{name.removesuffix('_on')}_by"
            pair = both_or_neither(self.rule, name, person, self.message)
            cls._meta.constraints = [*cls._meta.constraints, pair]
            cls._meta.original_attrs["constraints"] = cls._meta.constraints


def person(label: str, **options: Any) -> models.ForeignKey:
    """Who recorded or did something; people are never deleted while a fact names them."""
    kept: dict[str, Any] = {"null": True, "blank": True, "related_name": "+", "verbose_name": label}
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **(kept | options))


def day_and_person(
    rule: str, day: str, by: str, message: str, **options: Any
) -> tuple[models.DateField, models.ForeignKey]:
    """`done_on, done_by = day_and_person(…)`: the columns of a fact and their rule.

    `rule` names the constraint, `message` is what people read when only one of the two is given; `options` go to both
    columns. The names must end in `_on` and `_by`.
    """
    options = {"null": True, "blank": True, **options}
    return _Day(day, rule=rule, message=message, **options), person(by, **options)
