"""The one field that finds everything: what the apps' `search.py` declare, asked at once, for whoever asks.

First all kinds are asked in one statement whether they know the words at all, then those that do, each for the rows
this person may see. Where nobody sees anything of it, words that are nearly the same count too. Rows of others never
have a say in that: what is nearly the same is looked for when *nothing visible* was found.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from funding import search as money
from partners import search as network
from quality_dialog import search as dialogue
from quartiersarbeit.ground import letters
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.listing import LONGEST_SEARCH, PER_PAGE, InPages
from quartiersarbeit.ground.search import Kind, Words, folded, undivided
from sites import search as places

KINDS: Sequence[Kind] = [
    *dialogue.KINDS[:1],
    *places.KINDS,
    *network.KINDS,
    *money.KINDS,
    *dialogue.KINDS[1:],
]
MOST_WORDS = 8  # of what was typed
SHOWN, LOOKED_THROUGH = 5, 50  # of one kind: how many are shown at first, of how many the best are taken
NEARLY = 0.5  # how much of its letters in threes a word shares with one that is nearly the same (pg_trgm)
LONG_ENOUGH = 4  # letters: shorter words are nearly the same as everything
AROUND = 12  # words shown before and after the first that was found


class Word(NamedTuple):
    """One word as typed, folded, and what is the same in all its forms („vereinbar“ of „Vereinbarungen“)."""

    typed: str
    folded: str
    stem: str


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: words, and the whole as a number where there is a digit in it."""

    typed: str
    words: Sequence[Word]
    phrases: Sequence[str] = ()

    @classmethod
    def of(cls, typed: str) -> "Asked":
        """The words of what was typed; what is in quotes is one. At most the first eight count."""
        typed = letters.one_line(typed)[:LONGEST_SEARCH]
        phrases = [one.strip() for one in re.findall(r'["„“”]([^"„“”]+)["“”]', typed)]
        single = [*dict.fromkeys(re.findall(r"[^\s\"„“”,;:()]+", typed))][:MOST_WORDS]
        return cls(typed, _stemmed(single), [folded(one) for one in phrases if folded(one)])

    @cached_property
    def number(self) -> str:
        """The whole without what only divides it, where it can be a number."""
        plain = undivided(self.typed)
        return plain if len(plain) > 2 and any(map(str.isdigit, plain)) else ""

    @cached_property
    def folded(self) -> str:
        """The whole as it is compared."""
        return folded(self.typed)

    def __bool__(self) -> bool:
        return bool(self.words)

    def says(self, *, nearly: bool) -> tuple[str, list[str]]:
        """In SQL, that a row's words (`said`) say all of it; with `nearly` also what is nearly the same.

        Where one word is all, whatever says just that was found before: each condition folds every row it looks at.
        """
        every, params = [], []
        alone = len(self.words) == 1 and not self.number
        for word in self.words:
            near = nearly and len(word.folded) >= LONG_ENOUGH and word.folded.isalpha()
            one = []
            if not (near and alone):
                one.append("said LIKE %s")
                params.append(_containing(word.stem))
            if near:
                one.append("said %%> %s")
                params.append(word.folded)
            every.append(f"({' OR '.join(one)})")
        every += ["said LIKE %s"] * len(self.phrases)
        params += map(_containing, self.phrases)
        said = " AND ".join(every)
        return (
            (f"{said} OR said LIKE %s", [*params, _containing(self.number)])
            if self.number
            else (said, params)
        )

    def marks(self, word: str) -> bool:
        """Whether a word of a text is one that was looked for."""
        plain = folded(word)
        return any(one.stem in plain for one in self.words)


def _containing(text: str) -> str:
    """The pattern of what contains the text; its own signs stand for themselves."""
    return "%" + re.sub(r"([%_\\])", r"\\\1", text) + "%"


def _stemmed(words: Sequence[str]) -> list[Word]:
    """Words without those that say nothing („der“, „und“), unless there are no others."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_lexize('pg_catalog.german_stem', lower(word)) FROM unnest(%s) WITH ORDINALITY AS said (word, n) "
            "ORDER BY n",
            [list(words)],
        )
        lexemes = [found for (found,) in cursor.fetchall()]
    known = [
        Word(typed, folded(typed), folded(stems[0]) if stems and typed.isalpha() else folded(typed))
        for typed, stems in zip(words, lexemes, strict=True)
        if stems != []
    ]
    return [word for word in known if word.stem.strip()]


class Hit(NamedTuple):
    """A row that was found: what it is called, where it is read, and where in it the words stand."""

    title: str
    address: str
    excerpt: SafeString


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    kind: Kind
    count: int
    best: tuple
    hits: Sequence[Hit]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.hits)


def groups(user: Any, asked: Asked, kinds: Sequence[Kind]) -> tuple[list[Group], bool]:
    """What this person finds, the kind with the best hit first, and whether only nearly the same was found."""
    if not asked:
        return [], False
    with by_index():
        for nearly in (False, True):
            found = [
                group
                for kind in _knowing(asked, kinds, nearly)
                if (group := _group(user, asked, kind, nearly))
            ]
            if found:
                return sorted(found, key=lambda group: group.best, reverse=True), nearly
    return [], False


@contextmanager
def by_index() -> Iterator[None]:
    """Within, PostgreSQL asks the indexes of words, and nearly the same is what we call so.

    Asked only whether there is any row, it would go through a table and hope for an early hit; folding each row on the
    way costs most where there is none.
    """
    _set("off", str(NEARLY))
    yield
    _set("on", "0.6")


def _set(scans: str, near: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', %s, true), set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [scans, near],
        )


def said(asked: Asked, kind: Kind, *, nearly: bool) -> list[tuple[str, list]]:
    """What finds the keys of the rows of this kind that say it, whosever they are: each by an index of its own.

    Together with „or“ no index would answer them.
    """
    every, params = kind.all_said
    wanted, words = asked.says(nearly=nearly)
    own = f"SELECT id FROM ({every}) AS every (id, said) WHERE {wanted}"  # noqa: S608  what was typed is a parameter
    found = [(own, [*params, *words])]
    if not nearly and kind.also and (also := kind.also(asked.typed)) is not None:
        sql, more = also.order_by().values("pk").query.sql_with_params()
        found.append((sql, [*more]))
    return found


def _knowing(asked: Asked, kinds: Sequence[Kind], nearly: bool) -> list[Kind]:
    """The kinds that say it anywhere: one statement for all."""
    if not kinds:
        return []
    parts = [
        (f"(SELECT {number} FROM ({sql} LIMIT 1) AS any_row)", params)  # noqa: S608  of ours, as above
        for number, kind in enumerate(kinds)
        for sql, params in said(asked, kind, nearly=nearly)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _ in parts), [one for _, params in parts for one in params]
        )
        numbers = {number for (number,) in cursor.fetchall()}
    return [kinds[number] for number in sorted(numbers)]


def rows(user: Any, asked: Asked, kind: Kind, *, nearly: bool) -> QuerySet:
    """The rows of one kind that this person may see, the best first."""
    parts = said(asked, kind, nearly=nearly)
    keys = RawSQL(  # noqa: S611  what was typed is among the parameters
        " UNION ".join(sql for sql, _ in parts), [one for _, params in parts for one in params]
    )
    near = TrigramWordSimilarity(asked.folded, F("said"))
    seen = kind.rows(user).select_related(*kind.related).alias(said=Words(kind.model))
    return seen.filter(pk__in=keys).annotate(near=near).order_by("-near", "-pk")


def _group(user: Any, asked: Asked, kind: Kind, nearly: bool) -> Group | None:
    found = [*rows(user, asked, kind, nearly=nearly).annotate(all=Window(Count("*")))[:LOOKED_THROUGH]]
    if not found:
        return None
    rated = sorted(((_rating(asked, kind, row), row) for row in found), key=itemgetter(0), reverse=True)[
        :SHOWN
    ]
    return Group(kind, found[0].all, rated[0][0], [hit(asked, kind, row) for _, row in rated])


def _rating(asked: Asked, kind: Kind, row: Any) -> tuple:
    """A number as it stands comes first, then a title that begins so, then whole words before their stems."""
    title, text = folded(kind.title(row)), folded(kind.words(row))
    return (
        bool(asked.number)
        and any(undivided(str(getattr(row, name) or "")) == asked.number for name in kind.said.columns),
        title.startswith(asked.folded),
        all(word.folded in title for word in asked.words),
        all(word.folded in text for word in asked.words),
        all(word.stem in title for word in asked.words),
        row.near,
        -len(title),  # what is called so, before what only mentions it
        row.pk,
    )


def hit(asked: Asked, kind: Kind, row: Any) -> Hit:
    """A row as it is shown."""
    return Hit(kind.title(row), kind.address(row), _excerpt(asked, kind.words(row)))


def _excerpt(asked: Asked, text: str) -> SafeString:
    """The words around the first that was found, those that were found marked."""
    words = text.split()
    at = next((n for n, word in enumerate(words) if asked.marks(word)), 0)
    begin, end = max(at - AROUND, 0), at + AROUND + 1
    shown = [f"<mark>{escape(one)}</mark>" if asked.marks(one) else escape(one) for one in words[begin:end]]
    before, after = ["…"] * (begin > 0), ["…"] * (end < len(words))
    return mark_safe(" ".join(chain(before, shown, after)))  # noqa: S308  every word of it is escaped


@dataclass
class InKind(InPages):
    """All that was found of one kind, page by page."""

    query: QueryDict
    asked: Asked
    kind: Kind
    page: Page

    @property
    def hits(self) -> Iterator[Hit]:
        """Those of this page."""
        return (hit(self.asked, self.kind, row) for row in self.page.object_list)

    def page_address(self, number: int) -> str:
        query = self.query.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found: the best of each kind, or with `art` all of one."""
    asked = Asked.of(request.GET.get("q", ""))
    kinds = [kind for kind in KINDS if request.user.has_perm(kind.permission)]
    chosen = next((kind for kind in kinds if kind.code == request.GET.get("art")), None)
    found, nearly = groups(request.user, asked, [chosen] if chosen else kinds)
    listing = _all_of(request, asked, chosen, nearly) if chosen and found else None
    title = f"Suche: {asked.typed}" if asked.typed else "Suche"
    return render(
        request,
        "search.html",
        {
            "title": f"{chosen.label}: {asked.typed}" if chosen else title,
            "typed": asked.typed,
            "asked": asked,
            "nearly": nearly,
            "chosen": chosen,
            "listing": listing,
            "groups": found,
            "labels": [kind.label for kind in kinds],
            "crumbs": crumbs("search"),
        },
    )


def _all_of(request: HttpRequest, asked: Asked, kind: Kind, nearly: bool) -> InKind:
    found = rows(request.user, asked, kind, nearly=nearly)
    return InKind(request.GET, asked, kind, Paginator(found, PER_PAGE).get_page(request.GET.get("page")))
