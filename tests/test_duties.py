"""Whose turn it is: each kind of duty before, on and after its day, for whom it stands first, and until when."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import NamedTuple

import pytest
from django.db import transaction

from partners.models import Partner
from quartiersarbeit.duties import Duty, Whose, duties, kinds
from tests.duties import dialogue, money, network, report  # noqa: F401  (they enter their cases)
from tests.duties.cases import CASES, DAY, OF_PARTNERS, WITHOUT_TERM, Case, People
from tests.year.walking import Browser, today

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker) -> Iterator[People]:
    """The people all cases are about, the same for each: what is asked of a person is written once for them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield People()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=CASES, ids=lambda one: f"{one[0]}: {one[1].__name__}")
def stage(request, everybody, django_db_blocker) -> Iterator["Stage"]:
    """A kind of duty and a record that owes it, made once for all that is asked of it; what a test does is undone."""
    code, make = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        people = deepcopy(everybody)
        yield Stage(code, make.__name__, people, make(people))
        transaction.set_rollback(True)


class Stage(NamedTuple):
    code: str
    name: str
    people: People
    case: Case


def told(user, on: date, code: str, case: Case) -> Duty | None:
    """This duty as the person is told of it on that day, asked on that day."""
    partner = case.partner.pk if case.partner else None
    with today(on):
        found = [one for one in duties(user, on, codes=[code]) if one.key == case.key]
    return next((one for one in found if one.partner_id == partner), None)


def whose(user, on: date, code: str, case: Case) -> Whose | None:
    """What it is to the person on that day; None where it is not told."""
    found = told(user, on, code, case)
    return found.whose if found else None


def test_every_kind_has_a_case():
    assert {code for code, _ in CASES} == set(kinds())


def test_it_stands_for_whom_it_is_from_its_first_day_until_it_is_done(stage):
    code, _, _, case = stage
    due = case.due_on or case.begins
    days = [case.begins - DAY, case.begins, due - DAY, due, due + DAY]
    expected = [Whose.MINE if day >= case.begins else None for day in days]
    assert [whose(case.who, day, code, case) for day in days] == expected


def test_it_says_since_when_and_until_when_and_whose_it_is(stage):
    code, name, people, case = stage
    found = told(case.who, case.due_on or case.begins, code, case)
    seen = case.partner is not None and people.koordination not in case.unseen_by
    marked = (name not in WITHOUT_TERM, name in OF_PARTNERS)
    said = (found.since, found.due_on, found.person_id in (None, case.who.pk))
    assert (*marked, *said) == (
        case.due_on is not None,
        seen,
        case.begins,
        case.due_on,
        True,
    )


def test_the_day_after_its_day_it_stands_first(stage):
    code, name, _, case = stage
    if case.due_on is None:
        assert name in WITHOUT_TERM
        return
    with today(case.due_on + DAY):
        mine = duties(case.who, case.due_on + DAY, whose=[Whose.MINE])
    place = next(at for at, one in enumerate(mine) if (one.kind.code, one.key) == (code, case.key))
    in_front = {one.days_late > 0 for one in mine[:place]}  # nothing but what is late as well
    assert (mine[place].days_late, in_front <= {True}) == (1, True)


def test_koordination_reminds_a_partner_that_is_late_or_cannot_sign_in(stage):
    code, name, people, case = stage
    if name not in OF_PARTNERS:
        assert case.partner is None or people.koordination in case.unseen_by
        return
    days = (case.due_on, case.due_on + DAY)
    in_time_and_late = [whose(people.koordination, day, code, case) for day in days]
    case.partner.users.update(is_active=False)
    alone = whose(people.koordination, case.due_on, code, case)
    assert (in_time_and_late, alone) == ([Whose.OTHERS, Whose.REMIND], Whose.REMIND)


def test_koordination_reminds_for_a_partner_that_has_left(stage):
    code, name, people, case = stage
    if name not in OF_PARTNERS:
        assert case.partner is None or people.koordination in case.unseen_by
        return
    left = {"deactivated_on": case.begins, "deactivated_by": people.koordination}
    Partner.objects.filter(pk=case.partner.pk).update(**left)
    assert whose(people.koordination, case.begins, code, case) == Whose.REMIND


def test_it_is_nobody_elses_step_and_not_told_to_whom_the_record_is_not_shown(stage):
    code, _, people, case = stage
    day = case.due_on or case.begins
    outsiders = {people.revision, people.of_awo, people.of_bgw} - {case.who}
    told_them = {whose(one, day, code, case) for one in outsiders} - {Whose.OTHERS, None}
    told_the_unseeing = {whose(one, day, code, case) for one in case.unseen_by} - {None}
    assert (told_them, told_the_unseeing) == (set(), set())


def test_everybody_who_is_told_of_it_can_open_its_page(stage):
    code, _, people, case = stage
    day = case.due_on or case.begins
    everybody = (people.koordination, people.freigabe, people.revision, people.of_awo, people.of_bgw)
    pages = {user: told(user, day, code, case) for user in everybody}
    with today(day):
        answers = {Browser(user).comes_to(one.url.split("#")[0]).status for user, one in pages.items() if one}
    assert answers <= {200}


def test_the_step_is_taken_on_its_page_and_the_duty_is_gone_and_the_day_before_still_knows(stage):
    code, _, _, case = stage
    before = told(case.who, case.acts_on - DAY, code, case)
    with today(case.acts_on):
        page = told(case.who, case.acts_on, code, case).url.split("#")[0]
        assert Browser(case.who).comes_to(page).status == 200
        case.act(Browser(case.by or case.who), page)
    gone = told(case.who, case.acts_on, code, case)
    with today(case.acts_on):
        found = [one for one in duties(case.who, case.acts_on - DAY, codes=[code]) if one.key == case.key]
    again = next((one for one in found if one.partner_id == before.partner_id), None)
    kept = before if case.same_as_before else None
    assert (gone, again) == (None, kept)
