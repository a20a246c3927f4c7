"""A fact is a day and a person: two columns and the rule that neither stands alone, declared once."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
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


# --- What a model says of acts -------------------------------------------------------------------

# Days that are planned or agreed, not those of an act.
PLANNED = {"starts_on", "ends_on", "due_on"}


class Act(NamedTuple):
    """What somebody did to a row: the columns of its days and of the person; `required` when the row begins with it."""

    days: tuple[str, ...]
    person: str
    required: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The days and the person."""
        return (*self.days, self.person)


def acts(model: type[models.Model]) -> list[Act]:
    """Every act a model's rows tell of, read from its columns.

    A person who acted stands in `by` or `…_by`. The day is the column of the same stem, or the one that a constraint
    ties to the person; a person that neither names, and that may be missing, goes with all days that may be missing
    and belong to nobody else (`signed_on`, `declined_on`, `answered_by`).
    """
    days = {one.name: one for one in model._meta.fields if isinstance(one, models.DateField)}
    people = [one for one in model._meta.fields if _acted(one)]
    own = {one.name: _own_days(model, one.name, days) for one in people}
    claimed = {day for found in own.values() for day in found}
    missing = tuple(name for name, day in days.items() if day.null and name not in claimed | PLANNED)
    found = []
    for one in people:
        with_it = own[one.name] or (
            tuple(d for d in missing if d.endswith("_on")) if one.null and one.blank else ()
        )
        required = any(not column.blank for column in (one, *(days[name] for name in own[one.name])))
        found.append(Act(with_it, one.name, required))
    return found


def _acted(field: models.Field) -> bool:
    to_people = field.is_relation and field.related_model is get_user_model()
    return to_people and (field.name == "by" or field.name.endswith("_by"))


def _own_days(model: type[models.Model], person: str, days: dict[str, Any]) -> tuple[str, ...]:
    same = "on" if person == "by" else f"{person.removesuffix('_by')}_on"
    if same in days:
        return (same,)
    tied = {day for names in _tied(model) if person in names for day in names if day in days}
    return tuple(name for name in days if name in tied)


def _tied(model: type[models.Model]) -> Iterator[set[str]]:
    """The columns of each constraint that lets none of them stand without the other."""
    for rule in model._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            both = {name for name, _ in _leaves(rule.condition) if name.endswith("__isnull")}
            if len(both) == 2 and len(list(_leaves(rule.condition))) == 4:
                yield {name.removesuffix("__isnull") for name in both}


def _leaves(condition: Any) -> Iterator[tuple[str, Any]]:
    for child in getattr(condition, "children", []):
        if isinstance(child, tuple):
            yield child
        else:
            yield from _leaves(child)
