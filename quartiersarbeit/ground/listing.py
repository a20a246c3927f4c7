"""The one list layout: search, filter, sort, pages, count and export, for every list of the system.

A view says what a row is and calls `answer_list`. What stands in the address bar is a wish, never a
command: unknown sort keys, pages that do not exist and unreadable values fall back, they never fail.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial, reduce
from operator import and_, or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.text import slugify
from django_filters import Filter

from quartiersarbeit.ground import german, letters, replica, spreadsheet
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.columns import Column, Header, Table
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.several import ROW, Several, offered

PER_PAGE = 25
LONGEST_SEARCH = 200

Search = Sequence[str] | Callable[[QuerySet, str], QuerySet]


class AsOfFilter(Filter):
    """The day a list shows; the view has asked for that day already, so nothing is left to filter."""

    field_class = GermanDateField

    def filter(self, qs, value):
        return qs


class InPages:
    """Rows shown page by page: where `kern/pagination.html` leads, by the `page_address` of whoever has the rows."""

    page: Any

    def page_address(self, number: int) -> str:
        """Where the page with that number is."""
        raise NotImplementedError

    @property
    def pages(self) -> list[tuple[int | None, str]]:
        """Page numbers with their addresses; None where numbers are left out."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [(n, self.page_address(n)) if isinstance(n, int) else (None, "") for n in numbers]

    @property
    def previous_address(self) -> str:
        """The address of the page before; empty where there is none."""
        return self.page_address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_address(self) -> str:
        """The address of the page after; empty where there is none."""
        return self.page_address(self.page.number + 1) if self.page.has_next() else ""


@dataclass
class Paged(InPages):
    """One of several tables on a page, with pages of its own: `key` is its name in the address bar.

    `kern/table.html` draws its `table`, `kern/pagination.html` (as `listing`) its pages; the others stay where
    they are.
    """

    query: QueryDict
    key: str
    queryset: QuerySet | Sequence
    columns: Sequence[Column]
    caption: str

    @cached_property
    def page(self) -> Page:
        return Paginator(self.queryset, PER_PAGE).get_page(self.query.get(self.key))

    @cached_property
    def table(self) -> Table:
        return Table(self.columns, self.page.object_list, self.caption)

    @property
    def count(self) -> int:
        """How many rows there are, over all pages."""
        return self.page.paginator.count

    def page_address(self, number: int) -> str:
        query = self.query.copy()
        query[self.key] = str(number)
        return f"?{query.urlencode()}"


@dataclass
class Listing(InPages):
    """A list as somebody asked for it: what the query string means for these rows.

    `search` names the paths in which every word must stand, or is a function of rows and search text that
    answers the rows found, in the order they are shown. `order` is the key the list stands in at first
    („-signed_on“); without it the queryset's own order holds. `empty` is said when there are no rows at all; `create`
    is (label, address) of the button that makes one, given only to those who may. `nouns` are what one row and many
    are called in the count, where that is not the model's name. `by_keys`: the rows of a page are found by their keys
    first, whatever is joined to them.
    """

    query: QueryDict
    queryset: QuerySet
    columns: Sequence[Column]
    title: str
    search: Search = ()
    filters: Any = None
    order: str = ""
    empty: str = ""
    create: tuple[str, str] | None = None
    nouns: tuple[str, str] | None = None
    per_page: int = PER_PAGE
    by_keys: bool = False
    filter_names: Sequence[str] = field(default=())
    acts: Sequence[Several] = ()  # what its reader may do with several rows at once
    saved_views: Iterable[Any] = ()  # this list as its reader wants to see it again

    def __post_init__(self) -> None:
        if self.filters is not None:
            self.filter_names = tuple(self.filters.form.fields)
            for name in self.filter_names:  # a filter is always optional: saying so at each would be noise
                self.filters.form.fields[name].plain_label = True

    # --- what was asked for --------------------------------------------------------------------
    @cached_property
    def q(self) -> str:
        """The search text, as text is kept: a number copied from a paper has marks in it that nobody sees."""
        return letters.one_line(self.query.get("q", ""))[:LONGEST_SEARCH] if self.search else ""

    @cached_property
    def sort(self) -> str:
        """The key to sort by, with „-“ for descending; the default where the wish is unknown."""
        keys = {column.key for column in self.columns if column.sort}
        wish = self.query.get("sort", "")
        return wish if wish.removeprefix("-") in keys else self.order

    @property
    def can_be_searched(self) -> bool:
        """Whether there is a field to search with; a template would call a function."""
        return bool(self.search)

    @cached_property
    def narrowed(self) -> bool:
        """Whether a search or filter hides rows."""
        return bool(self.q) or any("".join(self.query.getlist(name)).strip() for name in self.filter_names)

    @property
    def own_choice(self) -> bool:
        """Whether somebody has asked for it otherwise than it stands at first: worth keeping under a name."""
        return self.narrowed or self.sort != self.order

    @property
    def query_kept(self) -> str:
        """What a saved view keeps of what was asked."""
        return self.address().removeprefix("?")

    # --- what is found -------------------------------------------------------------------------
    @cached_property
    def found(self) -> QuerySet:
        """All rows that were asked for, in order, over all pages; those that were read already are not asked again."""
        if self.queryset._result_cache is not None and not self.own_choice:
            return self.queryset
        rows = self.filters.qs if self.filters is not None else self.queryset
        if self.q:
            rows = self.search(rows, self.q) if callable(self.search) else self._with_words(rows, self.search)
        column = next(
            (one for one in self.columns if one.sort and one.key == self.sort.removeprefix("-")), None
        )
        if column:
            return rows.order_by(*column.order(rows.model, descending=self.sort.startswith("-")), "pk")
        return rows if rows.ordered else rows.order_by("pk")

    def _with_words(self, rows: QuerySet, paths: Sequence[str]) -> QuerySet:
        """Those in which each word of the search stands somewhere."""
        per_word = (
            reduce(or_, (Q((f"{path}__icontains", word)) for path in paths)) for word in self.q.split()
        )
        matches = rows.model._base_manager.filter(reduce(and_, per_word))
        return rows.filter(pk__in=matches.values("pk"))  # a join here could show a row twice

    @cached_property
    def page(self) -> Page:
        """The rows of one page; what their columns tell is worked out for these alone, not for all that are found."""
        page = Paginator(self.found, self.per_page).get_page(self.query.get("seite"))
        if page.has_other_pages() and self.by_keys:
            before = (page.number - 1) * self.per_page
            page.object_list = self.found.filter(
                pk__in=self.found.values("pk")[before : before + self.per_page]
            )
        return page

    @cached_property
    def table(self) -> Table:
        ticked = ROW if self.acts else ""
        return Table(self.columns, self.page.object_list, self.caption, self.headers, ticked=ticked)

    @property
    def page_kept(self) -> str:
        """How this page was asked for, to come back to it."""
        return self.page_address(self.page.number).removeprefix("?")

    @property
    def keys_of_page(self) -> str:
        """The keys of all rows of this page, for who ticks them all."""
        return ",".join(str(row.pk) for row in self.page.object_list)

    # --- how it reads --------------------------------------------------------------------------
    @property
    def count_sentence(self) -> str:
        """„7 Partner“, „3 Partner gefunden“."""
        meta = self.queryset.model._meta
        one, many = self.nouns or (str(meta.verbose_name), str(meta.verbose_name_plural))
        found = german.count(self.page.paginator.count, one, many)
        return f"{found} gefunden" if self.narrowed else found

    @property
    def caption(self) -> str:
        """The table's name with its order, for those who cannot see the arrow."""
        for header in self.headers:
            if header.direction:
                way = "aufsteigend" if header.direction == "ascending" else "absteigend"
                return f"{self.title}, sortiert nach {header.column.label}, {way}"
        return self.title

    @cached_property
    def headers(self) -> list[Header]:
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> Header:
        if not column.sort:
            return Header(column, None, "")
        direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
        next_key = f"-{column.key}" if direction == "ascending" else column.key
        return Header(column, self.address(sort=next_key), direction)

    # --- where it leads ------------------------------------------------------------------------
    def address(self, **changes: str) -> str:
        """This list's query string with changes; only what the list understands is carried on."""
        query = QueryDict(mutable=True)
        for name in self.filter_names:
            if values := [value for value in self.query.getlist(name) if value]:
                query.setlist(name, values)
        wanted = {"q": self.q, "sort": self.sort if self.sort != self.order else "", **changes}
        for name, value in wanted.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    @property
    def reset_address(self) -> str:
        """The whole list again, in the order it stands in."""
        return f"?sort={self.sort}" if self.sort and self.sort != self.order else "?"

    @property
    def exports(self) -> list[tuple[str, str]]:
        """Label and address of each file this list can be had as."""
        return [(label, self.address(export=kind)) for kind, label in spreadsheet.NAMES.items()]

    def page_address(self, number: int) -> str:
        return self.address(seite=str(number) if number > 1 else "")

    def export_rows(self) -> Iterable[list[Any]]:
        for row in self.found.iterator(chunk_size=500):
            yield [column.value_of(row) for column in self.columns]


def read_in(user, may: str, *sheets: tuple[str, str]) -> list[tuple[str, str]]:
    """The pages on which rows of a list come in by spreadsheet: label and address, where somebody may."""
    return [(label, address("sheet_read", kind)) for label, kind in sheets] if user.has_perm(may) else []


def several(user, *acts: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Where several rows get their next step at once: of (label, kind of duty, right) what somebody may do."""
    return [(label, f"{address('task_list')}?art={code}") for label, code, may in acts if user.has_perm(may)]


def answer_list(
    request: HttpRequest,
    queryset: "QuerySet[Model]",
    *,
    columns: Sequence[Column],
    title: str,
    template: str = "listing.html",
    filterset: type | None = None,
    export_name: str = "",
    context: Mapping[str, Any] | None = None,
    acts: Sequence[Several] = (),
    **asked: Any,
) -> HttpResponse:
    """A list as a page, or with `?export=xlsx|ods|csv` all its rows as a file, filtered and sorted alike.

    `filterset` is a django-filter FilterSet; `acts` are what can be done with several
    rows, each shown to those who may; `asked` is what a `Listing` is told besides.
    """
    filters = filterset(request.GET, queryset=queryset, request=request) if filterset else None
    may = offered(request.user, acts)
    listing = Listing(request.GET, queryset, columns, title, filters=filters, acts=may, **asked)
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        with replica.reading(request) as alias:
            if alias:  # said to the rows themselves: they are read later, while the file goes out
                listing.found = listing.found.using(alias)
        return spreadsheet.answer(kind, export_name or slugify(title), columns, listing.export_rows())
    if request.user.is_authenticated:
        listing.saved_views = SimpleLazyObject(partial(request.user.views_of, request.path))  # type: ignore[attr-defined]
    with replica.reading(request):
        return render(request, template, {"listing": listing, "title": title, **(context or {})})
