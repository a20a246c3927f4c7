"""A record's own few rows, or how many they are, read in its own statement: what is shown beside it asks nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Coalesce

_PLAIN = (BooleanField, CharField, IntegerField, JSONField, TextField)  # JSON has them as they are
Read = Callable[[Any], Any] | None  # what makes Python's value of JSON's


def beside(rows: QuerySet, **columns: tuple[str, ...]) -> QuerySet:
    """The rows with records they refer to, of which only these columns are read: `beside(rows, partner=("name",))`."""
    own = (one.name for one in rows.model._meta.concrete_fields)
    told = (f"{path}__{name}" for path, names in columns.items() for name in names)
    return rows.select_related(*columns).only(*own, *told)


class Inside(Subquery):
    """An annotation: these rows, of the outer row by `OuterRef`, as a list of their model's objects, in their order.

    They bring their columns but those deferred, what was annotated, and the records that `select_related` names; no
    others that they refer to. Not for money: JSON knows no cents.
    """

    template = "ARRAY(SELECT to_jsonb(told) FROM (%(subquery)s) told)"

    def __init__(self, rows: QuerySet) -> None:
        query = rows.query
        kind = _kind(rows.model, "", query.select_related or {}, query.get_select_mask())
        told = {name: _read(one.output_field) for name, one in query.annotation_select.items()}
        asked = rows.select_related(None).defer(None).values(*kind.paths(), *told)
        super().__init__(asked, output_field=_Rows(kind, told))


@dataclass(frozen=True)
class _Kind:
    """What is read of a model: the columns under their paths, and the records it refers to."""

    model: type[Model]
    names: list[str]
    columns: list[tuple[str, Read]]
    related: list[tuple[Any, "_Kind"]]

    def paths(self) -> Iterator[str]:
        yield from (path for path, _ in self.columns)
        for _, kind in self.related:
            yield from kind.paths()

    def row(self, told: dict[str, Any], alias: str) -> Model:
        known = [
            told[path] if read is None or told[path] is None else read(told[path])
            for path, read in self.columns
        ]
        row = self.model.from_db(alias, self.names, known)
        for field, kind in self.related:
            there = getattr(row, field.attname) is not None
            field.set_cached_value(row, kind.row(told, alias) if there else None)
        return row


def _kind(model: Any, before: str, related: Any, mask: dict[Any, Any]) -> _Kind:
    fields = [one for one in model._meta.concrete_fields if not mask or one in mask]
    referred = [(model._meta.get_field(name), further) for name, further in related.items()]
    return _Kind(
        model,
        [one.attname for one in fields],
        [(before + one.attname, _read(one)) for one in fields],
        [
            (one, _kind(one.related_model, f"{before}{one.name}__", further, mask.get(one) or {}))
            for one, further in referred
        ],
    )


def _read(field: Any) -> Read:
    """How a value of the field is read out of JSON; None where it is there already."""
    if hasattr(field, "from_db_value") and not isinstance(field, JSONField):
        return lambda value: field.from_db_value(value, None, None)
    of = field.target_field if isinstance(field, ForeignKey) else field
    if type(of) is DateField:
        return date.fromisoformat
    return None if isinstance(of, _PLAIN) else field.to_python


class _Rows(ArrayField):
    """What such an annotation gives."""

    def __init__(self, kind: _Kind, told: dict[str, Read]) -> None:
        self.kind, self.told = kind, told
        super().__init__(JSONField())

    def _from_db_value(self, value: Any, expression: Any, connection: Any) -> list[Model]:
        rows = super()._from_db_value(value, expression, connection)  # type: ignore[misc]
        return [self._row(one, connection.alias) for one in rows]

    def _row(self, told: dict[str, Any], alias: str) -> Model:
        row = self.kind.row(told, alias)
        for name, read in self.told.items():
            value = told[name]
            setattr(row, name, value if read is None or value is None else read(value))
        return row


def counted(rows: QuerySet, by: str, different: str = "pk") -> Coalesce:
    """How many of these rows belong to the outer one through the path `by`, or how many `different` ones they name.

    Not joined: sums over what is joined would have all else that is told of a row worked out before a page is cut.
    """
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Coalesce(
        Subquery(found.annotate(many=Count(different, distinct=different != "pk")).values("many")), 0
    )
