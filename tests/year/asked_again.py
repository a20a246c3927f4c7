"""Asking again without asking everything again: what was answered holds as long as all it was made of is the same.

A page is made of the records it looks up, of the day, and of whoever looks. So while one is made, everything that is
asked of the database is noted with its answer, and everything that Python does with the day: each comparison, each
year taken from it. On another day, after another step, the same questions are put to the
database again, with the new day where the old one stood, and the same is done with the new day. If all answers are
the same, the code goes the same way as before, to the same page; at the first other answer the page is made anew.

Nobody lists what a page depends on. What asks the clock for more than the day is always made anew. And within one
transaction the database itself counts what was written to each table: a question is put to it again only when a table
that it names has been written to since (`Records`).
"""

import inspect
import re
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

import quartiersarbeit.urls  # noqa: F401  so that all of ours is there to be looked through
from quartiersarbeit.ground import kept_pages, spreadsheet
from quartiersarbeit.ground.kept import Kept
from sites.views import pictures

NOTED: list[tuple] = []  # what is done with the day of the answer that is being made
OURS = ("partners", "sites", "funding", "quality_dialog", "quartiersarbeit")
PLAIN = (str, int, bool, Decimal, type(None))
# A written day is printed and nothing else. While an answer is made a sign stands for it, so nothing in the answer can
# rest on what was written; whoever reads the answer puts the day in (`as_written`).
SIGNS = {"%d.%m.%Y": "\ue0d1", "%Y-%m-%d": "\ue0d2", "%04Y-%m-%d": "\ue0d2"}
WATCHED = (
    *("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__repr__", "__reduce__", "__reduce_ex__"),
    *("timetuple", "toordinal", "weekday", "isoweekday", "isocalendar", "ctime"),
)
RECKONING = ("__add__", "__radd__", "__sub__", "__rsub__", "replace")
PARTS = ("year", "month", "day")


class Day(date):
    """A day that notes what is done with it; `way` is how it was reckoned from the day that was asked for."""

    way: tuple[tuple[str, tuple], ...] = ()
    signs = False

    def __hash__(self) -> int:
        """Noted where our code looks a day up; Django's expressions hash all they hold, to tell them apart."""
        by = sys._getframe(1).f_globals.get("__name__", "")
        return date.__hash__(self) if by.startswith("django.") else _noted(self, "__hash__", ())

    def __format__(self, form: str) -> str:
        sign = SIGNS.get(form or "%Y-%m-%d") if self.signs and not self.way else None
        return sign or _noted(self, "__format__", (form,))

    def strftime(self, form: str) -> str:
        return format(self, form)

    def isoformat(self) -> str:
        return format(self, "")

    __str__ = isoformat


def _plain(value: Any) -> Any:
    """The same without notes."""
    return date.fromordinal(date.toordinal(value)) if isinstance(value, Day) else value


def _does(name: str, on: date, given: tuple | None) -> Any:
    does = getattr(date, name)
    return does.__get__(on) if given is None else does(on, *given)


def _noted(day: Day, name: str, given: tuple | None) -> Any:
    found = _does(name, _plain(day), _on(given, None))
    if isinstance(found, date):
        reckoned = Day(found.year, found.month, found.day)
        reckoned.way = (*day.way, (name, given))
        return reckoned
    NOTED.append((day, name, given, found))
    return found


for _name in (*WATCHED, *RECKONING):
    setattr(Day, _name, lambda day, *given, _name=_name: _noted(day, _name, given))
for _name in PARTS:
    setattr(Day, _name, property(lambda day, _name=_name: _noted(day, _name, None)))


def as_written(text: str, on: date) -> str:
    """The text with the day where its sign stands."""
    for form, sign in SIGNS.items():
        text = text.replace(sign, f"{on:{form}}")
    return text


class _Name:
    """The clock as a file's name asks it: the name is no part of what is read."""

    @staticmethod
    def localdate() -> date:
        return _plain(timezone.localdate())


class _Made:
    """An answer with all it was made of."""

    def __init__(self, ask: Callable[[date], Any], on: date, *, signs: bool) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.known = True  # whether everything it was made of could be noted
        day = Day(on.year, on.month, on.day)
        day.signs = signs
        NOTED.clear()
        with ExitStack() as watching:
            watching.enter_context(patch("django.utils.timezone.localdate", lambda *_: day))
            watching.enter_context(patch("django.utils.timezone.now", self._clock(timezone.now)))
            watching.enter_context(patch.object(spreadsheet, "timezone", _Name))
            watching.enter_context(connection.execute_wrapper(self._asks))
            for module, name, function in _kept_by_day():
                watching.enter_context(patch.object(module, name, function))
            for name in (
                "_pictures",
                "_seats",
            ):  # drawn with the sign, they would be shown as they are
                watching.enter_context(patch.object(pictures, name, Kept(most=1)))
            # A page is made, and the day is no part of its name.
            watching.enter_context(patch.object(kept_pages, "_pages", Kept(most=0, twice=True)))
            watching.enter_context(patch.object(kept_pages, "_key", lambda *_: b""))
            self.answer = ask(day)
        self.done = [*NOTED]
        self.answers = [_answered(sql, _on(params, on)) for sql, params in self.asked] if self.known else []

    def _clock(self, now: Callable[[], datetime]) -> Callable[[], datetime]:
        def asked() -> datetime:
            self.known = False
            return now()

        return asked

    def _asks(self, execute, sql, params, many, context) -> Any:
        if many or not _is_plain(params or ()):
            self.known = False
        self.asked.append((sql, params))
        return execute(sql, _on(params, None), many, context)

    def holds(self, on: date) -> bool:
        """Whether it would be made the same on that day, of the records as they are now."""
        return (
            self.known
            and all(
                _does(name, _on(day, on), _on(given, on)) == found for day, name, given, found in self.done
            )
            and all(
                (now := _answered(sql, _on(params, on))) is answer or now == answer
                for (sql, params), answer in zip(self.asked, self.answers, strict=True)
            )
        )


@cache
def _kept_by_day() -> list[tuple[Any, str, Callable]]:
    """Our functions that keep what they found of a day, as they are without keeping it: a kept day notes nothing."""
    return [
        (module, name, value.__wrapped__)
        for module in [one for one in sys.modules.values() if one.__name__.partition(".")[0] in OURS]
        for name, value in vars(module).items()
        if hasattr(value, "cache_clear") and "on" in inspect.signature(value).parameters
    ]


def _is_plain(value: Any) -> bool:
    """Whether a day that stands in it would be seen: a span of days could hide one."""
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    if isinstance(value, str) and any(sign in value for sign in SIGNS.values()):
        return False
    return isinstance(value, PLAIN) or (isinstance(value, date) and not isinstance(value, datetime))


def _on(value: Any, on: date | None) -> Any:
    """The same with another day where the day stood; without one, with the day as a date like any other."""
    if isinstance(value, list | tuple):
        return type(value)(_on(one, on) for one in value)
    if not isinstance(value, Day) or on is None:
        return _plain(value)
    for name, given in value.way:
        on = _does(name, on, _on(given, on))
    return on


class Records:
    """What the database answered, kept while no table that the question names was written to.

    Only within one transaction: PostgreSQL counts there what was written to each table, also by triggers, and forgets
    none of it when a savepoint is taken back. A question that names a function of ours may read any table.
    """

    def __init__(self) -> None:
        self.written: dict[str, int] = {}  # how many rows were, by table
        self.known: dict[Hashable, tuple[Hashable, list[tuple]]] = {}
        self.named: dict[str, tuple[str, ...]] = {}  # the tables that a question names
        self.looked = False  # whether `written` is as the database counts it now
        self.functions = {name for (name,) in _asked(OUR_FUNCTIONS)}

    def notices(self, execute, sql, params, many, context) -> Any:
        """Whatever is no question may have written."""
        if not str(sql).lstrip("( \n").startswith(("SELECT", "EXECUTE")):
            self.looked = False
        return execute(sql, params, many, context)

    def answers(self, sql: str, params: Any) -> list[tuple]:
        key = (sql, _key(params))
        if not self.looked:
            self.written, self.looked = dict(_asked(WRITTEN)), True
        if sql not in self.named:
            names = {*re.findall(r"\w+", sql)}
            of_all = not names.isdisjoint(self.functions)
            self.named[sql] = tuple(sorted(self.written if of_all else names & self.written.keys()))
        counts = tuple(self.written[table] for table in self.named[sql])
        if key not in self.known or self.known[key][0] != counts:
            self.known[key] = (counts, _asked(sql, params))
        return self.known[key][1]


WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
OUR_FUNCTIONS = """
SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prorettype <> 'trigger'::regtype
"""
RECORDS: list[Records] = []  # of the transaction that is being walked


@contextmanager
def in_one_transaction() -> Iterator[None]:
    """Keep what the database answers, to the end of this block."""
    RECORDS.append(Records())
    try:
        with connection.execute_wrapper(RECORDS[0].notices):
            yield
    finally:
        RECORDS.clear()


def _key(params: Any) -> Hashable:
    """As one answer's name: what is equal and no different kind."""
    if isinstance(params, list | tuple):
        return tuple(map(_key, params))
    return type(params), params


def _answered(sql: str, params: Any) -> list[tuple]:
    return RECORDS[0].answers(sql, params) if RECORDS else _asked(sql, params)


def _asked(sql: str, params: Any = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


class Again:
    """Answers that are asked for again and again, each known by its name."""

    def __init__(self) -> None:
        self.made: dict[Hashable, _Made] = {}
        self.anew = self.held = 0

    def asks(
        self,
        name: Hashable,
        ask: Callable[[date], Any],
        on: date,
        *,
        signs: bool = False,
        like: Hashable | None = None,
    ) -> Any:
        """What `ask` answers of that day; not asked where the answer it gave before still holds.

        With `signs` the day is written by its sign: for texts, see `as_written`. `like` names an answer to begin with
        where there is none of this name yet: the same of another day.
        """
        made = self.made.get(name) or self.made.get(like)
        if made is None or not made.holds(on):
            made = _Made(ask, on, signs=signs)
            self.anew += 1
        else:
            self.held += 1
        self.made[name] = made
        if like is not None:
            self.made[like] = made
        return made.answer
