"""How far a self-assessment has come: counted answers, never a score."""

from collections.abc import Iterator
from typing import NamedTuple

from quality_dialog.dialogue.models import Assessment, Criterion, Dialogue, FieldOfAction


class Progress(NamedTuple):
    """A field of action, and how much of it is answered; what is still open, to be found by its address."""

    field: FieldOfAction
    answered: int
    criteria: int
    valued: int
    indicators: int
    open: list[Criterion]

    @property
    def is_complete(self) -> bool:
        return self.answered == self.criteria


def progress(dialogue: Dialogue, partner_id: int) -> list[Progress]:
    """Each field of action of the year's framework with what the partner has answered; four questions."""
    answers = Assessment.objects.filter(dialogue=dialogue, partner=partner_id).answered()
    done = set(answers.values_list("criterion", flat=True))
    with_value = dialogue.indicator_values.filter(value__isnull=False)
    known = set(with_value.values_list("indicator", flat=True))
    fields = FieldOfAction.objects.filter(framework=dialogue.cycle.framework_id).order_by("position", "pk")
    return list(_progress(fields.prefetch_related("criteria", "indicators"), done, known))


def _progress(fields, done: set[int], known: set[int]) -> Iterator[Progress]:
    for one in fields:
        criteria, indicators = list(one.criteria.all()), list(one.indicators.all())
        still_open = [criterion for criterion in criteria if criterion.pk not in done]
        valued = sum(indicator.pk in known for indicator in indicators)
        answered = len(criteria) - len(still_open)
        yield Progress(one, answered, len(criteria), valued, len(indicators), still_open)
