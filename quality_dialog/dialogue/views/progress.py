"""How far a year has come: its phases, and per site what is still missing from whom.

Everything follows from facts and days. A deadline that has passed is said and locks nobody out.
"""

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Value

from partners.models import Partner
from quality_dialog.dialogue.models import Cycle, Dialogue, Finding, Measure, MeasureStep, Participation
from quality_dialog.dialogue.models.finding import Tally
from quality_dialog.dialogue.statuses import (
    AssessmentStatus,
    CycleStatus,
    MeetingStatus,
    Phase,
    phases,
)
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.sorting import german_key


def _many(rows, *by: str, of: str = "pk"):
    """How many different `of` there are among these rows for each combination of `by`."""
    return rows.order_by().values_list(*by).annotate(many=Count(of, distinct=True))


def _awaited(unanswered: Counter) -> list[str]:
    """Whose statement on how many findings is missing; those who owe equally many in one sentence."""
    owing: dict[int, list[str]] = {}
    for who, many in unanswered.items():
        owing.setdefault(many, []).append(who)
    return [
        f"Stellungnahme von {german.listing(who)} zu {'je ' if len(who) > 1 else ''}"
        f"{german.count(many, 'Feststellung', 'Feststellungen')}."
        for many, who in owing.items()
    ]


class Progress:
    """What one sees of a year on a day; asks each table once, however many sites there are."""

    def __init__(self, user, cycle: Cycle, on: date):
        self.user, self.cycle, self.on = user, cycle, on

    @cached_property
    def rows(self):
        """The sites in the order of their names; the page's list shows what was read for its phases."""
        rows = Dialogue.objects.visible_to(self.user).filter(cycle=self.cycle)
        return (
            rows.select_related("site", "cycle")
            .prefetch_related("partners")
            .order_by(german_key("site__name"), "pk")
        )

    @cached_property
    def dialogues(self) -> list[Dialogue]:
        """All of them, read once."""
        return list(self.rows)

    @cached_property
    def takes_part(self) -> list[Any]:
        """Who takes part in the year's dialogues that day, each with where its self-assessment stands."""
        rows = Participation.objects.visible_to(self.user).taking_part(self.on).with_due(self.on)
        return list(rows.with_status(self.on).filter(dialogue__cycle=self.cycle).select_related("partner"))

    @cached_property
    def submitted(self) -> dict[int, list[Partner]]:
        """For each dialogue the partners whose self-assessment stands handed in that day."""
        found: dict[int, list[Partner]] = {}
        for one in self.takes_part:
            if one.status == AssessmentStatus.SUBMITTED:
                found.setdefault(one.dialogue_id, []).append(one.partner)
        return found

    @property
    def findings(self):
        """The shared findings of the year; they are counted where they lie, for there may be thousands."""
        return Finding.objects.visible_to(self.user).shared(self.on).filter(dialogue__cycle=self.cycle)

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """How many findings of each dialogue stand where."""
        return self.findings.tallies(self.on)

    def tally(self, dialogue: Dialogue) -> Tally:
        """The same of one."""
        return self.tallies.get(dialogue.pk, Tally())

    @cached_property
    def unfinished(self) -> list[tuple[int, bool, bool]]:
        """Of each unfinished measure its dialogue, whether it is overdue, and whether there was a word of progress."""
        steps = MeasureStep.objects.filter(measure=OuterRef("pk"), on__lte=self.on)
        rows = Measure.objects.visible_to(self.user).unfinished(self.on)
        rows = rows.with_being_overdue(self.on).annotate(told=Exists(steps)).order_by()
        of_year = rows.filter(finding__dialogue__cycle=self.cycle)
        return list(of_year.values_list("finding__dialogue", "is_overdue", "told"))

    @cached_property
    def overdue(self) -> Counter:
        """Overdue measures of each dialogue."""
        return Counter(dialogue for dialogue, late, _ in self.unfinished if late)

    @cached_property
    def still(self) -> Counter:
        """Unfinished measures of each dialogue without any word of progress yet."""
        return Counter(dialogue for dialogue, _, told in self.unfinished if not told)

    def held(self, dialogue: Dialogue) -> bool:
        """Whether the meeting about the site was held by that day."""
        return dialogue.meeting_status(self.on) == MeetingStatus.HELD

    def handed_in(self, dialogue: Dialogue) -> int:
        """How many participants have handed in their self-assessment."""
        return len(self.submitted.get(dialogue.pk, ()))

    def missing(self, dialogue: Dialogue) -> list[str]:
        """What is still to come for a site and from whom, in sentences; empty when nothing is."""
        partners = list(dialogue.partners.all())
        silent = [str(one) for one in partners if one not in self.submitted.get(dialogue.pk, ())]
        if self.cycle.entered_on:  # it was held without the app's self-assessment
            silent = []
        said = []
        if not partners:
            said.append("Noch kein Partner beteiligt.")
        if silent:
            said.append(f"Selbsteinschätzung von {german.listing(silent)}.")
        if not self.held(dialogue):
            planned = dialogue.meeting_on and f" (geplant am {german.day(dialogue.meeting_on)})"
            said.append(f"Gespräch{planned or ''}.")
        said += _awaited(self.unanswered[dialogue.pk])
        if many := self.still[dialogue.pk]:
            said.append(f"Fortschritt bei {german.count(many, 'Maßnahme', 'Maßnahmen')}.")
        return said

    @cached_property
    def unanswered(self) -> dict[int, Counter]:
        """For each dialogue: who has not answered how many findings as they are worded now."""
        waiting: dict[int, Counter] = {one.pk: Counter() for one in self.dialogues}
        by_city = self.findings.awaiting(None, self.on).annotate(asked=Value(None, BigIntegerField()))
        asked = _many(self.findings.asked(self.on), "dialogue", "asked")
        asked = {one[:2]: one[2] for one in asked.union(_many(by_city, "dialogue", "asked"), all=True)}
        for dialogue, counter in waiting.items():
            if many := asked.get((dialogue, None)):
                counter[city().name] = many
        for one in self.takes_part:
            if many := asked.get((one.dialogue_id, one.partner_id)):
                waiting[one.dialogue_id][str(one.partner)] = many
        return waiting

    @cached_property
    def phases(self) -> list[Phase]:
        """Self-assessment, meetings, statements, and for those who see everything the report; of a year
        `with_being_reported(on)`."""
        cycle, rows = self.cycle, self.dialogues
        open_ones = [one.due_on for one in self.takes_part if one.status != AssessmentStatus.SUBMITTED]
        due = max(filter(None, open_ones), default=cycle.assessment_due_on)
        wanted = sum(len(one.partners.all()) for one in rows)
        answered = sum(not self.unanswered[one.pk] for one in rows)
        steps = [
            (CycleStatus.ASSESSMENT, sum(map(self.handed_in, rows)), wanted, due),
            (CycleStatus.MEETINGS, sum(map(self.held, rows)), len(rows), cycle.meetings_due_on),
            (CycleStatus.STATEMENTS, answered, len(rows), None),
        ]
        if cycle.entered_on:
            del steps[0]
        if self.user.sees_everything:
            steps.append((CycleStatus.REPORT, int(cycle.is_reported), 1, cycle.report_due_on))
        return phases(self.on, steps)
