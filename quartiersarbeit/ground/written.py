"""An expression whose SQL is written once: to write it takes Django longer than it takes the database to answer.

Django puts a question into SQL anew for each request, and where a status rests on half a dozen subqueries, that is most
of what a page costs. What is kept is text and parameters of a day; nothing of it depends on what is stored.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, wraps
from typing import Any, Self

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection, models
from django.db.models.expressions import Expression

_ROW = "the_row_{}"  # stands for what the statement around it calls the row, or one that the row points to
_ROWS = re.compile(r'"?\b(the_row_\d+)\b"?')
_INNER = re.compile(r"\b([A-Z]{1,2}\d+)\b")  # Django's names of tables inside a subquery: U0, V1, AA2
_DEEP = re.compile(r"\bwithin(\d+)_")


class Written(Expression):
    """The SQL of an expression with a place for the name of each row it reads.

    `paths` leads from the row it is asked about to a field of each of them; `rows` has their names once it is part of
    a statement.
    """

    def __init__(
        self,
        sql: str,
        parameters: tuple,
        paths: dict[str, str],
        output_field: models.Field,
        rows: dict[str, str] | None = None,
    ):
        super().__init__(output_field=output_field)
        self.sql, self.parameters, self.paths, self.rows = sql, parameters, paths, rows or {}

    def resolve_expression(
        self, query: Any = None, allow_joins: bool = True, reuse: Any = None, *given: Any, **more: Any
    ) -> Self:
        """As part of a statement; once it is, another one around that changes nothing."""
        if self.rows:
            return self
        return self._of(
            {
                row: query.resolve_ref(path, allow_joins, reuse).alias if path else query.get_initial_alias()
                for row, path in self.paths.items()
            }
        )

    def relabeled_clone(self, change_map: Mapping[str, str]) -> Self:
        """The statement has become part of another, in which its tables have other names."""
        return self._of({row: change_map.get(name, name) for row, name in self.rows.items()})

    def _of(self, rows: dict[str, str]) -> Self:
        return type(self)(self.sql, self.parameters, self.paths, self.output_field, rows)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        """As it was written, of the rows that are meant here."""
        named = _ROWS.sub(lambda found: compiler.quote_name_unless_alias(self.rows[found[1]]), self.sql)
        return named, self.parameters


def of_the_day(model: str) -> Callable[[Callable[[date], Any]], Callable[[date], Any]]:
    """What a function of the day says of a row of the model, written once a day; the last few days are kept."""

    def decorated(expression: Callable[[date], Any]) -> Callable[[date], Any]:
        @lru_cache(maxsize=4)
        @wraps(expression)
        def once(on: date) -> Any:
            return written(apps.get_model(model)._base_manager.all(), expression(on))

        return once

    return decorated


def written(rows: models.QuerySet, expression: Any) -> Any:
    """The same expression as SQL, over such rows and what they are annotated with; as it is if it always holds.

    It may read the row and those it points to, as a status does; of many rows at once it asks by subqueries.
    """
    query = rows.annotate(it=expression).query
    used = (name for name in query.alias_map if query.alias_refcount[name])
    read = list(dict.fromkeys([query.get_initial_alias(), *used]))
    placed = {name: _ROW.format(number) for number, name in enumerate(read)}
    one = query.annotations["it"].relabeled_clone(placed)
    try:
        sql, parameters = query.get_compiler(connection=connection).compile(one)
    except (EmptyResultSet, FullResultSet):
        return expression
    # Names of its own inside, so that none of them is one of the statement around it, nor of one inside again.
    deep = 1 + max(map(int, _DEEP.findall(sql)), default=0)
    sql = _INNER.sub(rf"within{deep}_\1", sql)
    return Written(
        sql, tuple(parameters), {placed[name]: _path(query, name) for name in read}, one.output_field
    )


def _path(query: Any, name: str) -> str:
    """From the row to a field of this table that no key repeats, or nothing: so the table is part of a statement."""
    steps: list[str] = []
    join = query.alias_map[name]
    while join.parent_alias:
        steps.insert(0, join.join_field.name)
        join = query.alias_map[join.parent_alias]
    if not steps:
        return ""
    table = query.alias_map[name].table_name
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    fields = model._meta.concrete_fields
    plain = next(field for field in fields if not (field.primary_key or field.is_relation))
    return "__".join([*steps, plain.name])
