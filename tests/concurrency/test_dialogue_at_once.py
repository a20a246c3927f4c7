"""Two partners and the city write at once: nothing is lost, nobody deadlocks, the others get the reason."""

import random
from datetime import date

import pytest

from quality_dialog.models import Comment, Finding, FindingWording, Measure, MeasureStep, Statement
from tests import factories as f
from tests.concurrency import WRITERS, at_once, outcome
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 6, 20)


@pytest.fixture
def table():
    """A dialogue with two partners, a person of each side, and a shared finding of the city."""
    talk = f.DialogueFactory()
    sides = [f.UserFactory(partner=partner) for partner in [None, *talk.partners.all()]]
    return f.FindingFactory(dialogue=talk, shared=True), sides


def test_of_sixteen_stances_on_one_wording_none_is_lost_and_none_fits_a_later_one(table):
    finding, sides = table
    read = finding.wording_sha256

    def act(number: int) -> str:
        mine = Finding.objects.get(pk=finding.pk)
        given = {"read": read, "on": DAY}
        if number % 4 == 0:
            return outcome(lambda: mine.edit(wording=f"Neu {number}", by=sides[0], **given))
        by = sides[1 + number % 2]
        return outcome(lambda: mine.answer(stance="dissents", text=str(number), by=by, **given))

    found = at_once(act)
    done = [answer for number, answer in enumerate(found) if number % 4]
    edits = [answer for number, answer in enumerate(found) if number % 4 == 0]
    assert (edits.count("done"), edits.count("finding_changed_meanwhile")) == (1, 3)
    assert set(done) <= {"done", "statement_answers_wording"}
    assert Statement.objects.count() == done.count("done")
    assert FindingWording.objects.get().wording_sha256 == read
    assert not Statement.objects.current(DAY).exists()  # all of them answered the earlier wording


def test_sixteen_confirm_one_measure_and_one_of_them_does(table):
    finding, sides = table
    measure = f.MeasureFactory(finding=finding, responsible=sides[1].partner)
    measure.finish(by=sides[1], on=DAY)
    found = at_once(
        lambda number: outcome(lambda: Measure.objects.get(pk=measure.pk).confirm(by=sides[0], on=DAY))
    )
    assert sorted(found) == ["done", *["measure_not_reported_done"] * (WRITERS - 1)]


def test_withdrawing_and_answering_at_once_never_leaves_an_answered_finding_withdrawn(table):
    finding, sides = table

    def act(number: int) -> str:
        mine = Finding.objects.get(pk=finding.pk)
        if number % 2:
            return outcome(lambda: mine.withdraw(reason="Versehen", by=sides[0], on=DAY))
        given = {"stance": "agrees", "read": finding.wording_sha256, "on": DAY}
        return outcome(lambda: mine.answer(by=sides[1], **given))

    found = at_once(act)
    withdrawn = Finding.objects.get(pk=finding.pk).withdrawn_on is not None
    assert withdrawn != Statement.objects.exists()
    known = {
        "done",
        "finding_withdrawn",
        "finding_withdrawn_unanswered",
        "statement_answers_shared",
    }
    assert set(found) <= known


def test_whatever_city_and_partners_do_at_once_nothing_is_lost_and_nobody_deadlocks(table):
    finding, sides = table
    measure = f.MeasureFactory(finding=finding, responsible=sides[1].partner)
    writes = {"statement": 0, "note": 0, "comment": 0, "wording": 0}

    def once(dice: random.Random, number: int) -> tuple[str, str]:
        what, mine = dice.choice(list(writes)), Finding.objects.get(pk=finding.pk)
        read = mine.wording_sha256
        acts = {
            "statement": lambda: mine.answer(stance="agrees", read=read, by=sides[1 + number % 2], on=DAY),
            "note": lambda: Measure.objects.get(pk=measure.pk).note(text="x", by=sides[0], on=DAY),
            "comment": lambda: Comment.objects.write(
                about=mine, text="x", audience="all", by=sides[number % 3], on=DAY
            ),
            "wording": lambda: mine.edit(wording=f"{number} {dice.random()}", read=read, by=sides[0], on=DAY),
        }
        return what, outcome(acts[what])

    def act(number: int) -> list:
        dice = random.Random(number)
        return [once(dice, number) for _ in range(8)]

    told = [pair for answers in at_once(act) for pair in answers]
    allowed = {"done", "statement_answers_wording", "finding_changed_meanwhile"}
    assert {answer for _, answer in told} <= allowed
    done = {what: sum(pair == (what, "done") for pair in told) for what in writes}
    stored = {
        "statement": Statement.objects.count(),
        "note": MeasureStep.objects.count(),
        "comment": Comment.objects.count(),
        "wording": FindingWording.objects.count(),
    }
    assert stored == done
    assert sql("SELECT count(*) FROM quality_dialog_findingwordingevent")[0][0] == done["wording"]
