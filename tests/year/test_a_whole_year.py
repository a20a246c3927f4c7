"""One walk through a whole year and into the next two: open, plan, grant, pay, prove, talk, report, close, amend, end.

After every step Koordination reads all there is: all lists, as page, CSV and workbook, with each filter of a Stand;
the overview with its deadlines, the map and the pictures, boards, forecast and evaluation, the pages of each year,
its figures and each dialogue year, the payment lists; the pages of all records and all papers they lead to: PDF, Word
file, calendar, the council system's JSON, the archive with all files, the treasury's own sheet; after each milestone
a report drafted that day, too. The six others take turns at the same, but for the records at which the step did not
act; after the last step, and in `make soak` after each, all read everything. All that is told is compared.

Then yesterday and each earlier milestone are asked again, by all words that take a day, by what a report would state
and by the pages that take a Stichtag: what they answered they answer still.

A page is made anew only where what it is made of has changed: see `asked_again`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from tests.soaking import SOAK
from tests.year import asking, papers
from tests.year.asked_again import Again, in_one_transaction
from tests.year.reading import drawing_once
from tests.year.story import STORY, City, Step
from tests.year.telling import Reader, Telling, disagreements
from tests.year.walking import Browser, today

pytestmark = [pytest.mark.django_db, pytest.mark.soak, pytest.mark.exhaustive]


ALWAYS = "Koordination"  # reads after every step


def everybody() -> list[Step]:
    """The steps after which all read everything."""
    return STORY if SOAK else STORY[-1:]


class Walk:
    """The story walked once, and what was noticed on the way, each with the step after which it was."""

    def __init__(self) -> None:
        with today(STORY[0].on):
            self.city = City()
        self.apart: dict[str, list[str]] = {}
        self.rewritten: dict[str, list[str]] = {}
        self.said: set[Telling] = set()
        self.last: list[Telling] = []  # what was told after the last step
        self.past: dict[date, asking.Answers] = {}
        self.kept: set[date] = set()  # the milestones; of the other days only yesterday is asked again
        self.again = Again()

    def goes(self, step: Step) -> None:
        with today(step.on):
            step.act(self.city)
            acted_at = {at for one in self.city.browsers.values() for at in one.acted_at}
            for browser in self.city.browsers.values():
                browser.acted_at.clear()
            readers = {who: Reader(who, self.city[who]) for who in self._turn(step)}
            told = []
            for who, reader in readers.items():
                about = None if step in everybody() or who == ALWAYS else acted_at
                told += papers.told_to(reader, acted_at=about)
            self._compares(step, told)
            self._remembers(step, readers[ALWAYS])

    def _turn(self, step: Step) -> list[str]:
        """Who reads after this step."""
        others = [who for who in self.city.browsers if who != ALWAYS]
        return [ALWAYS, *others] if step in everybody() else [ALWAYS, others[STORY.index(step) % len(others)]]

    def _compares(self, step: Step, told: list[Telling]) -> None:
        if step.milestone:
            told = told + drafted(self.city.koordination, step.on)
        self.said.update(told)
        self.last = told
        for line in disagreements(told):
            self.apart.setdefault(line, []).append(f"{step.on:%d.%m.%Y} {step.what}")

    def _remembers(self, step: Step, reader: Reader) -> None:
        for day, answers in self.past.items():
            for line in asking.rewritten(answers, self._asked(reader, day)):
                self.rewritten.setdefault(f"{day:%d.%m.%Y}: {line}", []).append(
                    f"{step.on:%d.%m.%Y} {step.what}"
                )
        self.past = {day: answers for day, answers in self.past.items() if day in self.kept}
        self.past[step.on] = self._asked(reader, step.on)
        if step.milestone:
            self.kept.add(step.on)

    def _asked(self, reader: Reader, day: date) -> asking.Answers:
        told = asking.of_words(day, self.again) | asking.of_reports(day, self.again)
        return told | asking.of_pages(reader, day)


def drafted(browser: Browser, on: date) -> list[Telling]:
    """What a report tells that somebody would draft today as of today; the draft is not kept."""
    with transaction.atomic():
        try:
            page = browser.sends("/berichte/neu/", year=on.year, as_of=on, kind="information")
            return list(papers.report(Reader("Koordination", browser), page.address, str(on.year)))
        finally:
            transaction.set_rollback(True)


@contextmanager
def walked() -> Iterator[Walk]:
    """The whole year, walked; nothing of it stays."""
    logging.disable(logging.WARNING)  # that a role may not see a page is asked hundreds of times
    try:
        with transaction.atomic(), in_one_transaction(), drawing_once():
            walk = Walk()
            for step in STORY:
                walk.goes(step)
            yield walk
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


def readable(noticed: dict[str, list[str]]) -> str:
    """One line each, with the first step after which it was so."""
    return "\n".join(f"{line}  [nach: {steps[0]}]" for line, steps in noticed.items())


ROLES = ("Stadt", "AWO", "BGW", "Gremium", "Verwaltung")
FIGURES = (
    *("besetzte Plätze", "Plätze", "Standorte mit Platz", "verfügbar", "geplant", "gebunden", "frei"),
    *("ausgezahlt", "nachgewiesen", "überfällige Maßnahmen", "Feststellungen Einvernehmen"),
    *("Feststellungen abweichend", "Feststellungen offen", "Selbsteinschätzungen eingereicht", "Gespräche"),
    *("Vereinbarungen in Kraft", "Wartet auf Sie", "veröffentlichte Berichte", "Zahlungsliste", "Stand"),
    *("Maßnahme, Stand", "Feststellung, Stand", "Zeilen der Liste", "Zellen der Liste"),
    *(
        "Zahlungen",
        "Worte des Papiers",
        "Datei",
        "Prüfsummen",
        "SHA-512",
        "Worte der OParl-Datei",
    ),
)


MOVING = ("besetzte Plätze", "gebunden", "überfällige Maßnahmen", "Stand")


def compared(walk: Walk, role: str) -> bool:
    """Whether this role was told some figure by two places at least: who reads nothing agrees with itself."""
    places: dict[tuple[str, str], set[str]] = {}
    for one in walk.said:
        if one.viewer == role:
            places.setdefault((one.figure, one.subject), set()).add(one.place)
    return any(len(told) > 1 for told in places.values())


def distinct(walk: Walk, figure: str, what: str) -> int:
    """By how many places, or with how many values, a figure was told on the way."""
    return len({getattr(one, what) for one in walk.said if one.figure == figure})


def test_a_whole_year_tells_the_same_everywhere_and_rewrites_no_day(db):
    """Walked once for all questions: two workers that each walk it would need twice the time.

    A figure that one place alone tells has lost a reader; one that never changes is not touched by the story.
    """
    with walked() as walk:
        found = {
            "places that differ": readable(walk.apart),
            "days that a later record rewrote": readable(walk.rewritten),
            "roles for whom nothing was compared": [role for role in ROLES if not compared(walk, role)],
            "figures told by one place": [one for one in FIGURES if distinct(walk, one, "place") < 2],
            "figures that never change": [one for one in MOVING if distinct(walk, one, "value") < 2],
            "places taken after the agreement's end": {
                one.value for one in walk.last if one.figure == "besetzte Plätze"
            },
        }
    assert found == {
        "places that differ": "",
        "days that a later record rewrote": "",
        "roles for whom nothing was compared": [],
        "figures told by one place": [],
        "figures that never change": [],
        "places taken after the agreement's end": {"0"},
    }
