"""A question that every page asks, put into SQL once a process and planned once a connection: asking costs what finding
the answer takes, no more.

Django puts a question into SQL anew each time, and what roles give somebody took half of an empty page for that; then
PostgreSQL took twice as long to plan it as to answer. It is still written as any other, in the words of the models.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any
from weakref import WeakSet

from django.apps import apps
from django.db import NotSupportedError, connection
from django.db.models import QuerySet
from psycopg2.extensions import AsIs

PERSON, DAY = -987_654_321, date(1, 1, 1)  # stand where a person's key and a day will stand
_numbers = count(1)


class Question:
    """Rows of values, asked of a person on a day; `written(PERSON, DAY)` is the question.

    Asked of the database itself and never of a replica. Behind a pooler nothing outlasts a transaction, so there it is
    planned each time.
    """

    def __init__(self, written: Callable[[int, date], QuerySet]) -> None:
        self._written, self._name = written, f"question_{next(_numbers)}"
        self._prepared: WeakSet[Any] = WeakSet()  # the connections that know it

    @cached_property
    def _asked(self) -> str:
        """Names the tables, as any question does: whoever listens (`ground.kept.heard`) knows what it reads."""
        named = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        read = sorted(named & {*re.findall(r"\w+", self._sql[0])})
        return f"EXECUTE {self._name} (%s, %s) /* {', '.join(read)} */"

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        return self._written(PERSON, DAY).query.sql_with_params()

    def rows(self, person: int, on: date) -> list[tuple[Any, ...]]:
        """What the database answers of this person on that day."""
        sql, places = self._sql
        with connection.cursor() as cursor:
            if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
                cursor.execute(sql, _filled(places, person, on))
                return cursor.fetchall()
            if connection.connection not in self._prepared:
                asked = f"PREPARE {self._name} (bigint, date) AS {sql}"
                cursor.execute(asked, _filled(places, AsIs("$1"), AsIs("$2")))
                self._prepared.add(connection.connection)
            try:
                cursor.execute(self._asked, [person, on])
            except NotSupportedError:  # a migration has changed what a column holds: planned anew
                if connection.in_atomic_block:
                    raise
                cursor.execute(f"DEALLOCATE {self._name}")
                self._prepared.discard(connection.connection)
                return self.rows(person, on)
            return cursor.fetchall()


def _filled(places: tuple[Any, ...], person: Any, on: Any) -> list[Any]:
    given = {PERSON: person, DAY: on}
    return [given.get(one, one) for one in places]
