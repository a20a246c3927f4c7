"""Effect, not only effort: what an indicator tells of, which target a dialogue agreed, what the report says of it."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from quality_dialog.dialogue import importing
from quality_dialog.models import Framework, IndicatorTarget
from quality_dialog.report import facts, wording
from quality_dialog.report.drawing import tables_of
from tests import factories as f
from tests.asking import code_of

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 12, 31)


def table(as_of: date = AS_OF):
    found = tables_of("wirkung", facts.known(year=2026, as_of=as_of))
    return [tuple(row) for one in found for row in one.rows]


def section(as_of: date = AS_OF) -> bool:
    return "wirkung" in {one.key for one in wording.draft(facts.known(year=2026, as_of=as_of))}


def test_the_report_sets_last_year_target_this_year_and_why_beside_each_other():
    target = f.IndicatorTargetFactory()
    of, site = target.indicator, target.dialogue.site
    last = f.DialogueFactory(cycle__year=2025, cycle__framework=target.dialogue.cycle.framework, site=site)
    f.IndicatorValueFactory(dialogue=last, indicator=of, value=100)
    f.IndicatorValueFactory(dialogue=target.dialogue, indicator=of, value=120, comment="Der Raum war zu.")
    row = (site.name, of.name, "100 Teilnahmen", "130 Teilnahmen", "120 Teilnahmen", "Der Raum war zu.")
    assert (table(), section()) == ([row], True)


def test_a_kind_is_told_with_the_indicator():
    cycle = f.CycleFactory()
    of = f.IndicatorFactory(field__framework=cycle.framework, kind="impact")
    f.IndicatorTargetFactory(indicator=of, dialogue=f.DialogueFactory(cycle=cycle))
    assert table()[0][1] == f"{of.name} (Wirkung)"


def test_without_a_target_there_is_no_section():
    f.IndicatorValueFactory(dialogue=f.DialogueFactory())
    assert (table(), section()) == ([], False)


def test_an_indicator_without_last_year_and_without_a_value_says_so():
    f.IndicatorTargetFactory()
    assert table()[0][2:] == ("ohne Vorjahr", "130 Teilnahmen", "fehlt noch", "")


def test_a_new_version_of_the_framework_keeps_last_years_value_by_its_codes():
    target = f.IndicatorTargetFactory()
    old = f.IndicatorFactory(field__code=target.indicator.field.code, code=target.indicator.code)
    last = f.DialogueFactory(
        cycle__year=2025, cycle__framework=old.field.framework, site=target.dialogue.site
    )
    f.IndicatorValueFactory(dialogue=last, indicator=old, value=90)
    assert table()[0][2] == "90 Teilnahmen"


def test_a_target_set_after_the_value_was_known_is_marked(koordination):
    dialogue = f.DialogueFactory()
    of = f.IndicatorFactory(field__framework=dialogue.cycle.framework)
    given = {"dialogue": dialogue, "indicator": of, "value": Decimal(130), "by": koordination}
    before = IndicatorTarget.objects.agree(**given, agreed_on=date(2026, 5, 1), on=date(2026, 5, 1))
    f.IndicatorValueFactory(dialogue=dialogue, indicator=of, value=120)
    after = IndicatorTarget.objects.agree(**given, agreed_on=date(2026, 5, 2), on=date(2026, 6, 1))
    assert (before.value_known, after.value_known) == (False, True)
    assert table()[0][3] == "130 Teilnahmen (eingetragen, als der Wert schon bekannt war)"


def test_nobody_says_of_a_target_that_the_value_was_unknown():
    value = f.IndicatorValueFactory(dialogue=f.DialogueFactory())
    made = f.IndicatorTargetFactory(
        dialogue=value.dialogue,
        indicator=f.IndicatorFactory(field__framework=value.dialogue.cycle.framework),
    )
    f.IndicatorValueFactory(dialogue=made.dialogue, indicator=made.indicator)
    again = f.IndicatorTargetFactory(dialogue=made.dialogue, indicator=made.indicator, value_known=False)
    again.refresh_from_db()
    assert again.value_known is True


def test_the_last_target_counts_and_earlier_days_keep_theirs(koordination):
    first = f.IndicatorTargetFactory()
    given = {"dialogue": first.dialogue, "indicator": first.indicator, "value": Decimal(150)}
    IndicatorTarget.objects.agree(**given, agreed_on=date(2026, 7, 1), by=koordination, on=date(2026, 7, 10))
    days = (date(2026, 4, 30), date(2026, 7, 9), date(2026, 7, 10))
    assert [[row[3] for row in table(day)] for day in days] == [[], ["130 Teilnahmen"], ["150 Teilnahmen"]]


def test_sites_stand_in_their_order_and_never_by_their_values():
    cycle = f.CycleFactory()
    of = f.IndicatorFactory(field__framework=cycle.framework)
    for name, value in (("Standort 10", 500), ("Standort 9", 1), ("Standort 2", 50)):
        f.IndicatorTargetFactory(
            indicator=of, value=value, dialogue=f.DialogueFactory(cycle=cycle, site__name=name)
        )
    assert [row[0] for row in table()] == ["Standort 2", "Standort 9", "Standort 10"]
    said = next(
        one.body for one in wording.draft(facts.known(year=2026, as_of=AS_OF)) if one.key == "wirkung"
    )
    assert ("keine Rangfolge" in said, "keine Förderung" in said) == (True, True)


def test_what_is_saved_after_the_as_of_day_is_not_told_of_it():
    target = f.IndicatorTargetFactory()
    saved = datetime(2026, 12, 30, 12, tzinfo=timezone.get_current_timezone())
    f.IndicatorValueFactory(dialogue=target.dialogue, indicator=target.indicator, value=7, saved_at=saved)
    days = (date(2026, 12, 29), date(2026, 12, 30))
    assert [table(day)[0][4] for day in days] == ["fehlt noch", "7 Teilnahmen"]


def test_a_target_is_agreed_in_its_year_and_not_ahead(koordination):
    target = f.IndicatorTargetFactory()
    given = {
        "dialogue": target.dialogue,
        "indicator": target.indicator,
        "value": Decimal(1),
        "by": koordination,
    }
    foreign = f.IndicatorFactory(
        field__framework=Framework.objects.create(name="x", version="y", valid_from=AS_OF)
    )
    agree, on = IndicatorTarget.objects.agree, date(2026, 6, 1)
    codes = [
        code_of(agree, **given, agreed_on=date(2026, 6, 2), on=on),
        code_of(agree, **given, agreed_on=date(2026, 1, 14), on=on),
        code_of(agree, **given | {"indicator": foreign}, agreed_on=on, on=on),
        code_of(agree, **given | {"value": Decimal(-1)}, agreed_on=on, on=on),
    ]
    assert codes == ["future", "target_before_cycle", "target_of_its_framework", "target_plausible"]


def test_the_dialogues_page_shows_kind_and_target_and_takes_a_new_one(koordination, client_of):
    dialogue = f.DialogueFactory()
    of = f.IndicatorFactory(field__framework=dialogue.cycle.framework, kind="output")
    url = reverse("quality_dialog:target_agree", args=[2026, dialogue.site_id, of.pk])
    browser = client_of(koordination)
    done = browser.post(url, {"value": "1.250", "agreed_on": "01.05.2026"})
    page = browser.get(dialogue.get_absolute_url()).content.decode()
    assert (done.status_code, "1.250 Teilnahmen" in page, "Leistung" in page) == (302, True, True)


def test_a_framework_keeps_its_indicators_kinds_through_copy_and_file():
    framework = f.IndicatorFactory(kind="outcome").field.framework
    copied = framework.copy(version="2", valid_from=AS_OF)
    rows = importing.rows_of(framework.parts())
    again, problems = importing.parts_of(
        enumerate((dict(zip(importing.COLUMNS, row, strict=True)) for row in rows), start=2)
    )
    wrong = [dict(zip(importing.COLUMNS, row, strict=True)) for row in rows]
    wrong[-1]["Kennzahlart"] = "Rang"
    _, refused = importing.parts_of(enumerate(wrong, start=2))
    assert (copied.parts(), again, problems) == (framework.parts(), framework.parts(), [])
    assert [one.column for one in refused] == ["Kennzahlart"]
