"""A question that every page asks, put into SQL once a process: asking costs what the database takes, no more.

Django puts a question into SQL anew each time, and what roles give somebody took half of an empty page for that. It is
still written as any other, in the words of the models.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

PERSON, DAY = -987_654_321, date(1, 1, 1)  # stand where a person's key and a day will stand


class Question:
    """Rows of values, asked of a person on a day; `written(PERSON, DAY)` is the question.

    Asked of the database itself and never of a replica.
    """

    def __init__(self, written: Callable[[int, date], QuerySet]) -> None:
        self._written = written

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        return self._written(PERSON, DAY).query.sql_with_params()

    def rows(self, person: int, on: date) -> list[tuple[Any, ...]]:
        """What the database answers of this person on that day."""
        sql, places = self._sql
        given: dict[Any, Any] = {PERSON: person, DAY: on}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in places])
            return cursor.fetchall()
