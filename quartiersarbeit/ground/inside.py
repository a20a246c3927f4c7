"""A record's own few rows, or how many they are, read in its own statement: what is shown beside it asks nothing."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Field, JSONField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


class Inside(Subquery):
    """An annotation: these rows, of the outer row by `OuterRef`, as a list of their model's objects, in their order.

    They bring their columns but those deferred, and what was annotated; none of the records they refer to. Not for
    money: JSON knows no cents.
    """

    template = "ARRAY(SELECT to_jsonb(told) FROM (%(subquery)s) told)"

    def __init__(self, rows: QuerySet) -> None:
        self.model: type[Model] = rows.model
        names, deferred = rows.query.deferred_loading
        fields = [
            one
            for one in self.model._meta.concrete_fields
            if one.primary_key or (one.name in names) != deferred
        ]
        self.columns = [one.attname for one in fields]
        told = {name: one.output_field for name, one in rows.query.annotation_select.items()}
        self.facts: dict[str, Field] = {one.attname: one for one in fields} | told
        super().__init__(rows.defer(None).values(*self.facts), output_field=ArrayField(JSONField()))

    def get_db_converters(self, connection) -> list[Any]:
        return [*super().get_db_converters(connection), self._read]

    def _read(self, value: list[dict[str, Any]], expression, connection) -> list[Model]:
        return [self._row(one, connection) for one in value]

    def _row(self, told: dict[str, Any], connection) -> Model:
        known = {
            name: field.from_db_value(told[name], None, connection)
            if hasattr(field, "from_db_value")
            else field.to_python(told[name])
            for name, field in self.facts.items()
        }
        row = self.model.from_db(connection.alias, self.columns, [known.pop(name) for name in self.columns])
        for name, fact in known.items():
            setattr(row, name, fact)
        return row


def counted(rows: QuerySet, by: str, different: str = "pk") -> Coalesce:
    """How many of these rows belong to the outer one through the path `by`, or how many `different` ones they name.

    Not joined: sums over what is joined would have all else that is told of a row worked out before a page is cut.
    """
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Coalesce(
        Subquery(found.annotate(many=Count(different, distinct=different != "pk")).values("many")), 0
    )
