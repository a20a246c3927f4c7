"""One walk through a whole year and into the next two: open, plan, grant, pay, prove, talk, report, close, amend, end.

After every step all places that tell a figure are read and compared, for every role; and every day gone by is asked
again: what it answered then it answers still.
"""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from tests.year import asking, papers, telling
from tests.year.story import STORY, City, Step
from tests.year.telling import Telling, disagreements
from tests.year.walking import Browser, today

pytestmark = pytest.mark.django_db

ALWAYS = ("Koordination", "AWO", "Gremium")  # after every step; the others after each milestone


class Walk:
    """The story walked once, and what was noticed on the way, each with the step after which it was."""

    def __init__(self) -> None:
        with today(STORY[0].on):
            self.city = City()
        self.apart: dict[str, list[str]] = {}
        self.rewritten: dict[str, list[str]] = {}
        self.said: list[Telling] = []
        self.last: list[Telling] = []  # what was told after the last step
        self.past: dict[date, asking.Answers] = {}

    def goes(self, step: Step, yesterday: date | None) -> None:
        with today(step.on):
            before = asking.of_reports(yesterday) if yesterday else {}
            step.act(self.city)
            self._compares(step)
            if yesterday:
                self._notes(step, yesterday, before, asking.of_reports(yesterday))
            if step.milestone:
                for day, answers in self.past.items():
                    self._notes(step, day, answers, self._asked(day))
                self.past[step.on] = self._asked(step.on)

    def _compares(self, step: Step) -> None:
        told: list[Telling] = []
        for who, browser in self.city.browsers.items():
            if who in ALWAYS or step.milestone:
                everything = step.thorough and who in ("Koordination", "AWO")
                told += papers.told_to(who, browser, everything=everything)
        if step.milestone:
            told += drafted(self.city.koordination, step.on)
        self.said, self.last = self.said + told, told
        for line in disagreements(told):
            self.apart.setdefault(line, []).append(f"{step.on:%d.%m.%Y} {step.what}")

    def _asked(self, day: date) -> asking.Answers:
        pages = asking.of_pages(self.city.koordination, day)
        return asking.of_words(day) | asking.of_reports(day) | pages

    def _notes(self, step: Step, day: date, then: asking.Answers, now: asking.Answers) -> None:
        for line in asking.rewritten(then, now):
            self.rewritten.setdefault(f"{day:%d.%m.%Y}: {line}", []).append(f"{step.on:%d.%m.%Y} {step.what}")


def drafted(browser: Browser, on: date) -> list[Telling]:
    """What a report tells that somebody would draft today as of today; the draft is not kept."""
    with transaction.atomic():
        try:
            page = browser.sends("/berichte/neu/", year=on.year, as_of=on, kind="information")
            return list(papers.report(telling.Reader("Koordination", browser), page.address, str(on.year)))
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker) -> Iterator[Walk]:
    """Walked once for all questions; nothing of it stays."""
    logging.disable(logging.WARNING)  # that a role may not see a page is asked hundreds of times
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            walk, yesterday = Walk(), None
            for step in STORY:
                walk.goes(step, yesterday)
                yesterday = step.on
            yield walk
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


def readable(noticed: dict[str, list[str]]) -> str:
    """One line each, with the first step after which it was so."""
    return "\n".join(f"{line}  [nach: {steps[0]}]" for line, steps in noticed.items())


def test_all_places_tell_the_same_after_every_step(walk):
    assert readable(walk.apart) == ""


def test_no_later_record_rewrites_an_earlier_day(walk):
    assert readable(walk.rewritten) == ""


@pytest.mark.parametrize("who", ["Stadt", "AWO", "BGW", "Gremium", "Verwaltung"])
def test_figures_were_compared_for_every_role(walk, who):
    """A walk that reads nothing agrees with itself: each role was told some figure by two places at least."""
    places: dict[tuple[str, str], set[str]] = {}
    for one in walk.said:
        if one.viewer == who:
            places.setdefault((one.figure, one.subject), set()).add(one.place)
    assert any(len(told) > 1 for told in places.values())


FIGURES = (
    *("besetzte Plätze", "Plätze", "Standorte mit Platz", "verfügbar", "geplant", "gebunden", "frei"),
    *("ausgezahlt", "nachgewiesen", "überfällige Maßnahmen", "Feststellungen Einvernehmen"),
    *("Feststellungen abweichend", "Feststellungen offen", "Selbsteinschätzungen eingereicht", "Gespräche"),
    *("Vereinbarungen in Kraft", "Wartet auf Sie", "veröffentlichte Berichte", "Zahlungsliste", "Stand"),
    *("Maßnahme, Stand", "Feststellung, Stand", "Zeilen der Liste", "Zellen der Liste"),
)


@pytest.mark.parametrize("figure", FIGURES)
def test_each_shared_figure_was_told_by_several_places(walk, figure):
    """Else its reader has stopped reading."""
    assert len({one.place for one in walk.said if one.figure == figure}) > 1


@pytest.mark.parametrize("figure", ["besetzte Plätze", "gebunden", "überfällige Maßnahmen", "Stand"])
def test_what_is_told_changes_on_the_way(walk, figure):
    """Else the story does not touch it, and places that say the same for ever prove little."""
    assert len({one.value for one in walk.said if one.figure == figure}) > 1


def test_after_the_agreement_has_ended_no_place_is_taken(walk):
    assert {one.value for one in walk.last if one.figure == "besetzte Plätze"} == {"0"}
