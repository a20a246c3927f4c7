"""What was made of records is kept as long as the records it rests on stand as they stood.

*What it rests on is heard, not listed.* While something is made, the statements that are sent are listened to, and with
them the tables they name, also inside our SQL functions. Made again from the same rows it would be the same; so it
holds until one of these tables changes.

*How a table stands* is a sum over the versions of rows that the reader sees: each is known by its place and by the
transaction that wrote it (`ctid`, `xmin`). A row that is added, changed or removed changes the sum, by whatever way
(a bulk load, SQL by hand, TRUNCATE, the retention's emptying of events), and a transaction counts from the moment it is
seen, not from when it wrote. The history's newest entry would not do: its numbers are given when something is written,
so one that is committed late stands below a number that was seen before. What is undone brings the earlier sum back.

How the tables stood is asked before something is made: what is committed meanwhile makes the next look differ, so
nothing that mixes two states is found a second time. Kept in the process alone: another version of the code begins with
nothing. What one person may see and another not belongs into the key, or is not kept. What is made by writing is not.

Where nothing at all was committed since it was last looked after, no table need be asked: the snapshot says so
(`pg_current_snapshot`), which a request learns with who asks. Whoever has written themselves has none (`SEEN`): their
own rows are in no snapshot yet.
"""

import json
import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection, connections

_WORD = re.compile(r"\w+")
# One plan over all tables: a subquery each would take the database twice as long to plan as to answer.
_ROWS = "SELECT {} AS place, ctid, xmin FROM {}"
_STANDS = """(SELECT json_object_agg(place, stands)::text FROM (
 SELECT place, count(*) || ':' || sum(hashtidextended(ctid, xmin::text::bigint)) AS stands
 FROM ({}) AS each_row GROUP BY place) AS each_table)"""
_EMPTY = "0:0"
_FUNCTIONS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"

_SNAPSHOT = "pg_current_snapshot()::text"
# With when that server was started: another one, promoted or restored, counts its transactions anew.
SEEN = f"""CASE WHEN pg_current_xact_id_if_assigned() IS NULL
 THEN {_SNAPSHOT} || ' ' || pg_postmaster_start_time()::text END"""
_READS = re.compile(r"[\s(]*(SELECT|WITH|PREPARE|EXECUTE|SAVEPOINT|RELEASE)\b")
_ELSEWHERE = ""  # what is written, or asked of another connection

States = dict[str, str]
Made = TypeVar("Made")


@dataclass
class _Entry(Generic[Made]):
    states: States  # of the tables it rests on
    made: Made
    seen: str | None  # the last snapshot in which they stood so


class Kept(Generic[Made]):
    """Keeps the `most` that were asked for last; with `twice` only what was asked for before.

    What is made as None is not kept.
    """

    def __init__(self, most: int, *, twice: bool = False) -> None:
        self._most, self._twice, self._lock = most, twice, Lock()
        self._entries: OrderedDict[Hashable, _Entry[Made]] = OrderedDict()
        self._asked: OrderedDict[Hashable, None] = OrderedDict()
        # All that anything made here has read, by what kind it is of.
        self._tables: defaultdict[Hashable, frozenset[str]] = defaultdict(frozenset)

    def of(
        self,
        key: Hashable,
        make: Callable[[], Made],
        *,
        using: str = "default",
        kind: Hashable = None,
        seen: str | None = None,
    ) -> Made:
        """What was made under this key, if all it rests on still stands so; else it is made.

        `using` is the connection that `make` reads from. What is of one `kind` rests on much the same tables. `seen` is
        the snapshot (`SEEN`) that whoever asks has seen there.
        """
        with self._lock:
            known = self._entries.get(key)
            tables = self._tables[kind]
            if known and seen and known.seen == seen:
                self._entries.move_to_end(key)
                return known.made
            once = self._twice and not known and self._for_the_first_time(key)
        if once:
            return make()
        before, clean = _looked(tables, using)
        if known and known.states.items() <= before.items():
            with self._lock:
                known.seen = clean
                if key in self._entries:
                    self._entries.move_to_end(key)
            return known.made
        with heard(using) as read:
            made = make()
        if new := read - before.keys() - {_ELSEWHERE}:
            # How these stood before, nobody asked; where nothing was committed since, they stood as they do now.
            after, _ = _looked(new, using)
            before = before | after if after[_SNAPSHOT] == before[_SNAPSHOT] else before
        with self._lock:
            self._tables[kind] |= new
            if made is not None and read <= before.keys():
                self._entries[key] = _Entry({table: before[table] for table in read}, made, clean)
                self._entries.move_to_end(key)
                while len(self._entries) > self._most:
                    self._entries.popitem(last=False)
        return made

    def _for_the_first_time(self, key: Hashable) -> bool:
        """Whether nobody asked for it lately."""
        first = key not in self._asked
        self._asked[key] = None
        self._asked.move_to_end(key)
        while len(self._asked) > 4 * self._most:
            self._asked.popitem(last=False)
        return first

    def forget(self) -> None:
        """Begin with nothing."""
        with self._lock:
            self._entries.clear()
            self._asked.clear()


def _looked(tables: Iterable[str], using: str) -> tuple[States, str | None]:
    """How each of these tables stands, and which transactions have ended, in one statement; and `SEEN`."""
    named = tuple(sorted(tables))
    with connections[using].cursor() as cursor:
        cursor.execute(_asked(named))
        seen, snapshot, told = cursor.fetchone()
    stands = json.loads(told or "{}")  # a table without a row is in no group
    return {_SNAPSHOT: snapshot} | {name: stands.get(f"{n}", _EMPTY) for n, name in enumerate(named)}, seen


@cache
def _asked(tables: tuple[str, ...]) -> str:
    rows = (_ROWS.format(n, connection.ops.quote_name(table)) for n, table in enumerate(tables))
    stands = _STANDS.format(" UNION ALL ".join(rows)) if tables else "NULL"
    return f"SELECT {SEEN}, {_SNAPSHOT}, {stands}"


@contextmanager
def heard(using: str = "default") -> Iterator[set[str]]:
    """The tables that statements name within the block; `_ELSEWHERE` where one wrote, or asked another connection."""
    found: set[str] = set()
    known = _tables_named()

    def listen(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        alias = context["connection"].alias
        if not _READS.match(str(sql)):
            found.add(_ELSEWHERE)
        for word in _words(str(sql)) & known.keys():
            found.update(known[word] if alias == using else {_ELSEWHERE})
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for one in connections.all():
            stack.enter_context(one.execute_wrapper(listen))
        yield found


@lru_cache(maxsize=512)
def _words(sql: str) -> frozenset[str]:
    """Most statements are sent again and again, and differ in their parameters alone."""
    return frozenset(_WORD.findall(sql))


@cache
def _tables_named() -> dict[str, frozenset[str]]:
    """Each table's name, and each function's of ours with the tables it reads, itself or by others it calls."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    named = {table: frozenset({table}) for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTIONS)
        called = {name: set(_WORD.findall(body)) for name, body in cursor.fetchall()}
    for name in called:
        words, new = {name}, {name}
        while new := {word for one in new for word in called.get(one, ())} - words:
            words |= new
        named[name] = frozenset(words & tables)
    return named
