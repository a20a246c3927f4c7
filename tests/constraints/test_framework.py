"""A framework that a year of quality dialogue uses is locked with all its parts, however one writes."""

import pytest

from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals

LOCKED = (
    "framework_locked: Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. "
    "Legen Sie eine neue Fassung an."
)


@pytest.fixture
def used(db):
    """A field of action with a criterion and an indicator, in a framework that a cycle uses."""
    field = f.FieldOfActionFactory()
    f.CriterionFactory(field=field)
    f.IndicatorFactory(field=field)
    f.CycleFactory(framework=field.framework)
    return field


@breaks("quality_dialog_framework.framework_locked", "quality_dialog_framework.framework_locked_delete")
def test_a_framework_in_use_never_changes_or_goes(used):
    row = used.framework
    changes = ({"name": "x"}, {"version": "x"}, {"description": "x"}, {"is_example": True})
    found = [refusals(row, change, UPDATES) for change in changes]
    empty = f.CycleFactory(year=2031).framework  # what has parts is refused by its parts' guard already
    assert [*found, refusals(empty, {}, DELETES[1:])] == [{LOCKED}] * 5


@breaks(
    "quality_dialog_fieldofaction.field_locked",
    "quality_dialog_criterion.criterion_locked",
    "quality_dialog_indicator.indicator_locked",
)
@pytest.mark.parametrize(
    ("part", "change"),
    [("field", {"title": "x"}), ("criterion", {"guiding_question": "x"}), ("indicator", {"unit": "x"})],
)
def test_the_parts_of_a_framework_in_use_never_change_come_or_go(used, part, change):
    parts = {"field": used, "criterion": used.criteria.first(), "indicator": used.indicators.first()}
    row = parts[part]
    found = [
        refusals(row, change, UPDATES),
        refusals(row, {"code": "neu"}, INSERTS),
        refusals(row, {}, DELETES),
    ]
    assert found == [{LOCKED}] * 3


def test_no_part_is_moved_into_or_out_of_a_framework_in_use(used):
    free = f.CriterionFactory()
    found = [
        refusals(free, {"field": used}, UPDATES),
        refusals(used.criteria.first(), {"field": free.field}, UPDATES),
        refusals(f.FieldOfActionFactory(), {"framework": used.framework}, UPDATES),
    ]
    assert found == [{LOCKED}] * 3


def test_a_framework_no_year_uses_is_free(db):
    part = f.CriterionFactory()
    found = [
        refusals(part, {"guiding_question": "Neu?"}, UPDATES),
        refusals(part.field.framework, {"name": "Neu"}, UPDATES),
        refusals(part, {}, DELETES),
    ]
    assert found == [{"done"}] * 3


@breaks("quality_dialog_cycle.cycle_framework_kept")
def test_a_year_keeps_its_framework_once_it_has_a_dialogue(db):
    row, other = f.CycleFactory(), f.FrameworkFactory()
    assert refusals(row, {"framework": other}, UPDATES) == {"done"}
    f.DialogueFactory(cycle=row)
    message = "Das Rahmenkonzept bleibt das ganze Jahr dasselbe; die Antworten beziehen sich darauf."
    assert refusals(row, {"framework": other}, UPDATES) == {f"cycle_framework_kept: {message}"}


@breaks(
    "quality_dialog_indicatortarget.target_stamped",
    "quality_dialog_indicatortarget.target_stands",
)
def test_a_target_is_of_the_years_framework_and_stays_as_it_was_agreed(db):
    row = f.IndicatorTargetFactory()
    foreign = refusals(row, {"indicator": f.IndicatorFactory()}, INSERTS)
    changed = refusals(row, {"value": 1}, UPDATES) | refusals(row, {}, DELETES)
    assert (foreign, changed) == (
        {"target_of_its_framework: Diese Kennzahl steht nicht im Rahmenkonzept dieses Jahres."},
        {"target_stands: Ein vereinbartes Ziel bleibt stehen; vereinbaren Sie ein neues."},
    )
