"""Consent and dissent, measures and reports, as of a day."""

from datetime import date

import pytest

from quality_dialog.models import Cycle, Finding, Measure, Report, Statement, TextBlock
from tests import factories as f
from tests.asof import (
    A_DAY,
    BEFORE_THAT_DAY,
    DAY,
    END,
    FROM_THAT_DAY,
    around,
    exists,
)

pytestmark = pytest.mark.django_db


# --- Findings: consent, dissent, silence --------------------------------------------------------------


@pytest.fixture
def two(awo, bgw):
    """A dialogue in which AWO and BGW take part."""
    return f.DialogueFactory(partners=[awo, bgw])


def finding(dialogue, **facts) -> Finding:
    return f.FindingFactory(dialogue=dialogue, **({"raised_on": DAY, "shared_on": DAY} | facts))


def says(row: Finding, partner, stance: str = "agrees", on: date = DAY) -> Statement:
    side = {"for_city": True} if partner is None else {"partner": partner}
    return f.StatementFactory(finding=row, stance=stance, text="So sehen wir es.", given_on=on, **side)


def standing(on: date = END) -> list[str]:
    words = {
        "agreed": Finding.objects.agreed,
        "disputed": Finding.objects.disputed,
        "open": Finding.objects.open,
    }
    return [name for name, word in words.items() if word(on).exists()]


def test_silence_is_never_consent(two, awo):
    says(finding(two), awo)
    assert standing() == ["open"]


def test_a_finding_is_agreed_when_every_participant_agrees(two, awo, bgw):
    row = finding(two)
    says(row, awo)
    says(row, bgw, "agrees_with_remark", on=END)
    assert [standing(on) for on in (END - A_DAY, END)] == [["open"], ["agreed"]]


def test_one_dissent_makes_a_dispute(two, awo, bgw):
    row = finding(two)
    says(row, awo)
    says(row, bgw, "dissents", on=END)
    assert [standing(on) for on in (END - A_DAY, END)] == [["open"], ["disputed"]]


def test_a_finding_is_nothing_before_it_is_shared(two):
    finding(two, shared_on=END)
    assert [standing(on) for on in (END - A_DAY, END)] == [[], ["open"]]


def test_who_raised_a_finding_need_not_agree_to_it_but_the_city_must(two, awo, bgw):
    row = finding(two, raised_for=awo)
    says(row, bgw)
    before = standing()
    says(row, None)
    assert (before, standing()) == (["open"], ["agreed"])


def test_the_city_need_not_answer_its_own_finding(two, awo, bgw):
    row = finding(two)
    says(row, awo)
    says(row, bgw)
    assert standing() == ["agreed"]


def test_a_partners_consent_does_not_stand_for_the_city(two, awo, bgw):
    row = finding(two, raised_for=awo)
    says(row, bgw)
    says(row, awo)
    assert standing() == ["open"]


def test_the_citys_dissent_makes_a_dispute(two, awo, bgw):
    row = finding(two, raised_for=awo)
    says(row, bgw)
    says(row, None, "dissents")
    assert standing() == ["disputed"]


def test_who_takes_back_their_own_finding_leaves_no_agreement(two, awo, bgw):
    row = finding(two, raised_for=awo)
    says(row, bgw)
    says(row, None)
    says(row, awo, "dissents")
    assert standing() == ["disputed"]


def test_a_changed_wording_voids_what_was_said_to_the_old_one(two, awo, bgw):
    row = finding(two)
    says(row, awo)
    says(row, bgw)
    before = standing()
    Finding.objects.update(wording="Etwas anderes", worded_on=DAY)
    assert (before, standing()) == (["agreed"], ["open"])


def test_a_changed_wording_voids_a_dissent_too(two, awo):
    says(finding(two), awo, "dissents")
    Finding.objects.update(wording="Etwas anderes", worded_on=DAY)
    assert standing() == ["open"]


def test_consent_to_the_new_wording_counts(two, awo, bgw):
    row = finding(two)
    says(row, awo, "dissents")
    row.wording, row.worded_on = "Etwas anderes", DAY
    row.save()
    says(row, awo)
    says(row, bgw)
    assert standing() == ["agreed"]


def test_nobody_agrees_to_a_finding_without_participants():
    finding(f.DialogueFactory(partners=0))
    assert standing() == ["open"]


def test_a_strangers_consent_counts_for_nobody(two, awo):
    row = finding(two)
    says(row, awo)
    says(row, f.PartnerFactory())
    assert standing() == ["open"]


def test_the_newest_statement_of_each_side_is_current(two, awo, bgw):
    row = finding(two)
    says(row, awo, "dissents")
    new, other, city = says(row, awo, on=END), says(row, bgw), says(row, None)
    assert set(Statement.objects.current(END)) == {new, other, city}


def test_a_statement_is_current_until_the_day_of_the_next(two, awo):
    row = finding(two)
    old, new = says(row, awo), says(row, awo, "dissents", on=END)
    assert [list(Statement.objects.current(on)) for on in (DAY - A_DAY, DAY, END - A_DAY, END)] == [
        [],
        [old],
        [old],
        [new],
    ]


def test_of_two_statements_on_one_day_the_later_entered_is_current(two, awo):
    row = finding(two)
    says(row, awo)
    new = says(row, awo, "dissents")
    assert list(Statement.objects.current(DAY)) == [new]


def test_a_letter_entered_late_does_not_outdo_a_newer_statement(two, awo):
    row = finding(two)
    new = says(row, awo, "dissents", on=END)
    says(row, awo, on=DAY)
    assert list(Statement.objects.current(END)) == [new]


def test_a_statement_on_another_finding_changes_nothing(two, awo):
    row, other = finding(two), finding(two)
    said = says(row, awo)
    says(other, awo, "dissents")
    assert Statement.objects.current(END).get(finding=row) == said


# --- Measures, cycles, reports ------------------------------------------------------------------------


@pytest.mark.parametrize("trait", ["done", "dropped"])
def test_a_measure_is_unfinished_until_the_day_it_ends(trait):
    row = f.MeasureFactory(**{trait: True})
    day = getattr(row, f"{trait}_on")
    assert around(exists(Measure.objects.unfinished), day) == BEFORE_THAT_DAY


def test_a_measure_is_overdue_the_day_after_it_was_due():
    f.MeasureFactory(due_on=END)
    assert around(exists(Measure.objects.overdue), END) == [False, False, True]


def test_a_measure_done_late_was_overdue_until_then():
    f.MeasureFactory(due_on=date(2026, 6, 1), done=True, done_on=END)
    assert around(exists(Measure.objects.overdue), END) == BEFORE_THAT_DAY


def test_a_postponement_counts_from_the_day_it_was_agreed():
    row = f.MeasureFactory(due_on=date(2026, 6, 1))
    f.MeasureStepFactory(measure=row, on=END, new_due_on=date(2026, 9, 1))
    found = [around(exists(Measure.objects.overdue), day) for day in (END, date(2026, 9, 1))]
    assert found == [BEFORE_THAT_DAY, [False, False, True]]


def test_the_last_of_several_postponements_counts():
    row = f.MeasureFactory(due_on=date(2026, 6, 1))
    f.MeasureStepFactory(measure=row, on=date(2026, 5, 30), new_due_on=date(2026, 12, 1))
    f.MeasureStepFactory(measure=row, on=date(2026, 5, 30), new_due_on=date(2026, 9, 1))
    f.MeasureStepFactory(measure=row, on=date(2026, 5, 31))
    assert Measure.objects.with_due(END).get().due == date(2026, 9, 1)


def test_a_cycle_is_opened_from_its_day():
    f.CycleFactory(opened_on=DAY)
    assert around(exists(Cycle.objects.opened), DAY) == FROM_THAT_DAY


def test_a_report_is_published_from_its_day():
    f.ReportFactory(drafted_on=DAY, approved=True, submitted_on=DAY, published_on=END)
    assert around(exists(Report.objects.published), END) == FROM_THAT_DAY


def test_a_text_block_is_the_newest_version_valid_that_day():
    old = f.TextBlockFactory(key="dank", valid_from=DAY)
    new = f.TextBlockFactory(key="dank", valid_from=END)
    other = f.TextBlockFactory(key="anlass", valid_from=DAY)
    found = [list(TextBlock.objects.valid(on)) for on in (DAY - A_DAY, DAY, END - A_DAY, END)]
    assert found == [[], [other, old], [other, old], [other, new]]
