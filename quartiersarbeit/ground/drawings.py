"""What is drawn: the places the city pays for, the sites in their districts, and a year's money as one bar.

A drawing only repeats what stands beside it in words and figures; both come from the same object.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, count, pairwise
from math import floor
from typing import Any, NamedTuple, Self

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from quartiersarbeit.ground import german
from quartiersarbeit.ground.arithmetic import free
from quartiersarbeit.ground.city import Part, city


@dataclass(frozen=True)
class Place:
    """One of the places the city pays for; free where nobody sits."""

    label: str
    occupant: str = ""
    url: str = ""
    detail: str = ""

    @property
    def taken(self) -> bool:
        return bool(self.occupant)


@dataclass(frozen=True)
class Seats:
    """All places on one day: `{% include "kern/seats.html" with seats=seats %}`."""

    places: Sequence[Place]
    on: date

    @property
    def taken(self) -> int:
        return sum(place.taken for place in self.places)

    @property
    def free(self) -> int:
        return len(self.places) - self.taken

    @property
    def sentence(self) -> str:
        """„7 von 10 Plätzen sind besetzt, 3 sind frei.“"""
        total, verb = len(self.places), "ist" if self.taken == 1 else "sind"
        rest = f"{self.free or 'keiner'} {'sind' if self.free > 1 else 'ist'} frei"
        return f"{self.taken} von {german.count(total, 'Platz', 'Plätzen')} {verb} besetzt, {rest}."


TILE_WIDTH, TILE_HEIGHT, GAP = 200, 150, 10
NAMES_PER_TILE, LETTERS_PER_LINE = 3, 22
NAMES_PER_DISTRICT = (
    30  # beside the map: those with a seat come first; all of them are in the page's own list
)


class Spot(NamedTuple):
    """A site on the map: the district it lies in, its name, where that leads, and whether it has a seat."""

    district: str
    name: str
    url: str
    seated: bool = True


@dataclass(frozen=True)
class Tile:
    """A district on the map with the sites in it."""

    district: Part
    spots: Sequence[Spot]
    url: str = ""  # of all of them, where there are more than are named beside the map

    @property
    def named(self) -> Sequence[Spot]:
        return self.spots[:NAMES_PER_DISTRICT]

    @property
    def more(self) -> str:
        """„12 weitere“ than are named; nothing where all are."""
        more = len(self.spots) - len(self.named)
        return german.count(more, "weiterer", "weitere") if more else ""

    @property
    def x(self) -> int:
        return GAP + self.district.column * (TILE_WIDTH + GAP)

    @property
    def y(self) -> int:
        return GAP + self.district.row * (TILE_HEIGHT + GAP)

    @property
    def seated(self) -> int:
        return sum(spot.seated for spot in self.spots)

    @property
    def counts(self) -> list[str]:
        """„2 Standorte“, „12 ohne Platz“, a line each, since both have no room in one; without any, „kein Standort“."""
        other = len(self.spots) - self.seated
        counted = german.count(self.seated, "Standort", "Standorte") if self.seated else ""
        without = f"{other} ohne Platz" if other else ""
        return [part for part in (counted, without) if part] or ["kein Standort"]

    @property
    def count(self) -> str:
        """„1 Standort, 1 ohne Platz“: without a word more, those with a seat."""
        return ", ".join(self.counts)

    @property
    def counts_placed(self) -> list[tuple[int, str]]:
        """How high on the tile each line of the count stands, and the line."""
        return [(64 + 24 * number, line) for number, line in enumerate(self.counts)]

    @property
    def names_placed(self) -> list[tuple[int, str]]:
        """The same of the names, below the counts."""
        first = 70 + 22 * len(self.counts)
        return [(first + 22 * number, line) for number, line in enumerate(self.lines)]

    @property
    def items(self) -> str:
        """The list beside the map, written here: there are many."""
        named = [(one.url, one.name, "" if one.seated else _UNSEATED) for one in self.named]
        return format_html_join(
            "", _ITEM, [*named, (self.url, f"und {self.more}", "")] if self.more else named
        )

    @property
    def lines(self) -> list[str]:
        """The names as far as the tile has room; the list beside the map has them in full."""
        room = NAMES_PER_TILE - len(self.counts) + 1
        shown = self.spots if len(self.spots) <= room else self.spots[: room - 1]
        lines = [
            spot.name if len(spot.name) <= LETTERS_PER_LINE else f"{spot.name[: LETTERS_PER_LINE - 1]}…"
            for spot in shown
        ]
        more = len(self.spots) - len(shown)
        return [*lines, f"und {more} weitere"] if more else lines


_ITEM = '<li><a class="kern-link kern-link--no-visited-state" href="{}">{}</a>{}</li>'
_UNSEATED = mark_safe(' <span class="muted">ohne Platz</span>')  # nothing of anybody's


@dataclass(frozen=True)
class DistrictMap:
    """The districts on one day: `{% include "sites/_map.html" with map=map %}`."""

    spots: Sequence[Spot]
    on: date

    @cached_property
    def tiles(self) -> list[Tile]:
        """From north to south, and from west to east."""
        order = sorted(city().districts, key=lambda one: (one.row, one.column))
        lying: dict[str, list[Spot]] = {one.code: [] for one in order}
        for spot in self.spots:
            if spot.district in lying:
                lying[spot.district].append(spot)
        day = self.on.isoformat()
        return [Tile(one, lying[one.code], f"?bezirk={one.code}&stichtag={day}") for one in order]

    @property
    def taken(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.spots]

    @property
    def empty(self) -> str:
        """The districts where no site lies: „Senne und Sennestadt“."""
        return german.listing(tile.district.label for tile in self.tiles if not tile.spots)

    @property
    def seated(self) -> int:
        return sum(spot.seated for spot in self.spots)

    @property
    def sentence(self) -> str:
        """„7 Standorte in 4 von 10 Stadtbezirken; dazu 1 geführter Standort ohne Platz.“"""
        sites = german.count(self.seated, "Standort", "Standorte")
        districts = sum(bool(tile.seated) for tile in self.tiles)
        other = len(self.spots) - self.seated
        more = german.count(other, "geführter Standort", "geführte Standorte")
        rest = f"; dazu {more} ohne Platz" if other else ""
        return f"{sites} in {districts} von {len(city().districts)} Stadtbezirken{rest}."

    @property
    def description(self) -> str:
        """The whole map in words, for those who do not see it."""
        return " ".join(f"{tile.district.label}: {self._in_words(tile)}." for tile in self.tiles)

    @staticmethod
    def _in_words(tile: Tile) -> str:
        names = [spot.name for spot in tile.named]
        return (
            f"{tile.count}, {german.listing([*names, tile.more] if tile.more else names)}"
            if names
            else tile.count
        )

    @property
    def view_box(self) -> str:
        columns = max(one.column for one in city().districts) + 1
        rows = max(one.row for one in city().districts) + 1
        return f"0 0 {GAP + columns * (TILE_WIDTH + GAP)} {GAP + rows * (TILE_HEIGHT + GAP)}"


def _laid(parts: Iterable[Decimal | int], whole: Decimal | int) -> list[tuple[int, int]]:
    """Where each part of a bar begins, and how long it is, in thousandths; together they fill as much as they are."""
    shares = (1000 * end / whole if whole else 0 for end in accumulate(parts))
    ends = [0, *(int(min(max(share, 0), 1000)) for share in shares)]
    return [(start, end - start) for start, end in pairwise(ends)]


class Segment(NamedTuple):
    """A part of the bar, in thousandths of its length, and its share in whole percent."""

    key: str
    label: str
    amount: Decimal
    x: int
    width: int
    percent: int

    @property
    def share(self) -> str:
        return f"{self.percent}{german.NO_BREAK_SPACE}%"


@dataclass(frozen=True)
class Budget:
    """A year's or a site's money on one day: `{% include "kern/budget_bar.html" with budget=budget %}`.

    `committed` includes what is paid; `planned` is what is intended beyond it, not yet approved. Planning
    may exceed what is free (then it is said), committing may not (the database refuses it).
    """

    available: Decimal
    committed: Decimal
    paid: Decimal
    planned: Decimal
    on: date
    title: str = "Mittel"
    url: str = ""

    @classmethod
    def of(cls, year: Any, on: date, **instead: Any) -> Self:
        """The money of a fiscal year `with_totals(on)`, whose own „planned“ includes what is committed."""
        own = {name: getattr(year, name) for name in ("available", "committed", "paid")}
        own |= {"planned": year.planned - year.committed, "title": str(year), "url": year.get_absolute_url()}
        return cls(on=on, **(own | instead))

    @property
    def free(self) -> Decimal:
        """What may still be bound."""
        return free(self.available, self.committed)

    @property
    def overplanned(self) -> Decimal:
        """By how much the planning exceeds what is free; zero where it fits."""
        return max(self.planned - self.free, Decimal(0))

    @property
    def segments(self) -> list[Segment]:
        """The bar's parts from left to right; together exactly what is available."""
        intended = max(min(self.planned, self.free), Decimal(0))
        parts = (
            ("paid", "ausgezahlt", self.paid),
            ("committed", "gebunden, noch nicht ausgezahlt", self.committed - self.paid),
            ("planned", "geplant, noch nicht bewilligt", intended),
            ("free", "frei und nicht verplant", self.free - intended),
        )
        amounts = [amount for _, _, amount in parts]
        laid = zip(parts, _laid(amounts, self.available), self._percents(amounts), strict=True)
        return [Segment(*part, *place, percent) for part, place, percent in laid]

    def _percents(self, amounts: list[Decimal]) -> list[int]:
        """Whole shares that add up to 100 %: rounded down, then the largest remainders get what is left."""
        if not self.available:
            return [0 for _ in amounts]
        exact = [100 * amount / self.available for amount in amounts]
        whole = [floor(share) for share in exact]
        by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - whole[i], reverse=True)
        for i in by_remainder[: 100 - sum(whole)]:
            whole[i] += 1
        return whole

    @property
    def sentence(self) -> str:
        """The bar in one sentence, for those who do not see it."""
        return (
            f"Von {german.euro_short(self.available)} sind {german.euro_short(self.committed)} gebunden, "
            f"davon {german.euro_short(self.paid)} ausgezahlt; {german.euro_short(self.free)} sind frei."
        )


class Share(NamedTuple):
    """A part of a distribution, in thousandths of the bar, with its number and its words."""

    label: str
    many: int
    x: int
    width: int
    step: int  # which pattern draws it, from 1 on


@dataclass(frozen=True)
class Distribution:
    """How many gave which answer: `{% include "kern/distribution.html" with one=distribution %}`.

    `parts` are pairs of words and number in a fixed order, which is no rank: answers are not added up.
    """

    title: str
    parts: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(many for _, many in self.parts)

    @property
    def shares(self) -> list[Share]:
        """The bar from left to right, without what nobody said; together exactly its whole length."""
        places = _laid([many for _, many in self.parts], self.total)
        drawn = zip(self.parts, places, count(1), strict=False)
        return [Share(label, many, *place, step) for (label, many), place, step in drawn if many]

    @property
    def sentence(self) -> str:
        """„2026: 3 erreicht, 1 teilweise erreicht.“"""
        said = german.listing(f"{german.number(many)} {label}" for label, many in self.parts if many)
        return f"{self.title}: {said or 'noch keine Antwort'}."
