"""What is drawn: the places the city pays for, and a year's money as one bar.

A drawing only repeats what stands beside it in words and figures; both come from the same object.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import floor
from typing import NamedTuple

from quartiersarbeit import german


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

    @property
    def free(self) -> Decimal:
        """Available − committed: the one definition of „frei“."""
        return self.available - self.committed

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
        percents = self._percents([amount for _, _, amount in parts])
        drawn, sum_so_far = [], Decimal(0)
        for (key, label, amount), percent in zip(parts, percents, strict=True):
            start = self._thousandths(sum_so_far)
            sum_so_far += amount
            end = self._thousandths(sum_so_far)
            drawn.append(Segment(key, label, amount, start, end - start, percent))
        return drawn

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

    def _thousandths(self, amount: Decimal) -> int:
        share = amount / self.available if self.available else Decimal(0)
        return int(min(max(share, Decimal(0)), Decimal(1)) * 1000)

    @property
    def sentence(self) -> str:
        """The bar in one sentence, for those who do not see it."""
        return (
            f"Von {german.euro_short(self.available)} sind {german.euro_short(self.committed)} gebunden, "
            f"davon {german.euro_short(self.paid)} ausgezahlt; {german.euro_short(self.free)} sind frei."
        )
