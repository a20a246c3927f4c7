"""What a record is found by: its own words and numbers, folded so that spelling does not stand in the way.

A model says once, in its `indexes`, by which of its columns it is found (`found_by`). The database keeps them folded,
in an index of three letters each (pg_trgm), so that parts of words are found – „Vereinbarung“ in
„Kooperationsvereinbarung“ – and words that are nearly the same. What of it a page asks, and for whom, says
`quartiersarbeit/search.py`.

Folded is: small letters, no accents, „ä“ and „ae“ both „a“, „ß“ as „ss“, letters that nobody sees left out, all spaces
one kind. A number is kept once more without what only divides it, so that „2022/QA-001“ is found as „2022 qa 001“.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import Func, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable, Expression
from django.db.models.functions import Cast, Concat

from quartiersarbeit.ground.functions import ACCENTED, FOLDED, PAIRS, PLAIN, UNSEEN

_UNSEEN, _SPACES = re.compile(f"[{UNSEEN}]"), re.compile(r"\s+")
_PLAIN = str.maketrans(ACCENTED, PLAIN)


def folded(said: str) -> str:
    """A text as `FOLDED` folds it, for the words that a page marks."""
    text = unicodedata.normalize("NFKC", said).lower()
    for written, meant in PAIRS.items():
        text = text.replace(written, meant)
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_PLAIN)
    return _SPACES.sub(" ", text)


def undivided(number: str) -> str:
    """A number without what only divides it: letters and digits."""
    return re.sub(r"[^0-9a-z]", "", folded(number))


class Said(NamedTuple):
    """By what a model is found: the names of its columns, and their folded words as the index has them."""

    columns: tuple[str, ...]
    words: Any


_SAID: dict[str, Said] = {}  # by the name of the index


def found_by(name: str, *columns: str, numbers: tuple[str, ...] = ()) -> GinIndex:
    """The index by which a model is found: its columns of words, the title first, and those of printed numbers.

    What is written is sorted in at once: PostgreSQL would put it on a list first (`fastupdate`), and each search reads
    the lists of all kinds, which took longer than the rest of it.
    """
    parts: list[Combinable] = []
    for column in (*columns, *numbers):
        parts += [Cast(column, TextField()), Value(" ")]
    for column in numbers:
        plain = Func(
            Cast(column, TextField()),
            Value("[^[:alnum:]]"),
            Value(""),
            Value("g"),
            function="regexp_replace",
            output_field=TextField(),
        )
        parts += [plain, Value(" ")]
    said = Concat(*parts, output_field=TextField())
    words = Func(said, function=FOLDED.name, output_field=TextField())
    _SAID[name] = Said((*columns, *numbers), words)
    return GinIndex(OpClass(words, "gin_trgm_ops"), name=name, fastupdate=False)


def said_by(model: type[Model]) -> "Said | None":
    """What a model is found by, None where it has not said so."""
    return next((_SAID[one.name] for one in model._meta.indexes if one.name in _SAID), None)


class Words(Expression):
    """A row's folded words in a question: as the index has them, letter by letter, translated to SQL only once.

    A page asks fourteen kinds, each for every word that was typed; Django would translate the same columns each time.
    """

    output_field = TextField()
    _known: ClassVar[dict[str, tuple[str, tuple]]] = {}  # by table

    def __init__(self, model: type[Model], alias: str = "") -> None:
        super().__init__(output_field=TextField())
        self.model, self.alias = model, alias

    def resolve_expression(self, query: Any = None, *given: Any, **more: Any) -> "Words":
        """The same in this question, of the table it begins with."""
        return Words(self.model, query.get_initial_alias())

    def relabeled_clone(self, change_map: Mapping[str, str]) -> "Words":
        """The same where the table is called otherwise."""
        return Words(self.model, change_map.get(self.alias, self.alias))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        """What Django says of the index's expression, of this table's alias."""
        table = self.model._meta.db_table
        if table not in self._known:
            said = said_by(self.model)
            one = self.model._base_manager.order_by().annotate(said=said and said.words).values("said").query
            sql, params = one.get_compiler(connection=connection).as_sql()
            self._known[table] = (sql.removeprefix("SELECT ").rpartition(' AS "said"')[0], params)
        sql, params = self._known[table]
        return sql.replace(f'"{table}".', f"{compiler.quote_name_unless_alias(self.alias)}."), params

    def get_group_by_cols(self) -> list:
        """The whole of it."""
        return [self]


@dataclass(frozen=True)
class Kind:
    """One kind of record that is found: how its rows are shown, and to whom.

    `permission` is asked before anything else; which rows then are somebody's says `visible_to`, as everywhere.
    `also` finds rows by more than their own columns (a report by its text), None where nothing of it was typed.
    `title` names a row, `address` is where it is read. `text` is one more field whose words are shown beside the title.
    """

    code: str
    label: str
    model: type[Model]
    permission: str
    title: Callable[[Any], str] = str
    address: Callable[[Any], str] = lambda row: row.get_absolute_url()
    related: tuple[str, ...] = ()
    also: Callable[[str], QuerySet | None] | None = None
    text: str = ""

    @property
    def said(self) -> Said:
        """What a row is found by."""
        found = said_by(self.model)
        if found is None:
            raise TypeError(f"{self.model.__name__} says by no index what it is found by.")
        return found

    def rows(self, user: Any) -> QuerySet:
        """The rows this person may see."""
        return self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]

    @cached_property
    def all_said(self) -> tuple[str, tuple]:
        """The key of every row and its words (`said`), in SQL; only to be narrowed down, never to be shown."""
        every = self.model._base_manager.order_by().annotate(said=Words(self.model)).values_list("pk", "said")
        return every.query.sql_with_params()

    def words(self, row: Any) -> str:
        """What the row says in what it is found by."""
        names = (*self.said.columns, self.text) if self.text else self.said.columns
        return " · ".join(text for name in names if (text := str(getattr(row, name) or "").strip()))
