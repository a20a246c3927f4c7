"""How far a year has come: its phases, and per site what is still missing from whom.

Everything follows from facts and days. A deadline that has passed is said and locks nobody out.
"""

from collections import Counter
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef

from quality_dialog.models import (
    Assessment,
    Cycle,
    Dialogue,
    Finding,
    Measure,
    MeasureStep,
    Report,
    Statement,
)
from quality_dialog.rules import Phase, phases
from quality_dialog.views.finding import AGREED, CITY, DISPUTED, OPEN
from quartiersarbeit import german


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

    @property
    def rows(self):
        """The sites in the order of their names."""
        rows = Dialogue.objects.visible_to(self.user).filter(cycle=self.cycle)
        return rows.select_related("site", "cycle").prefetch_related("partners").order_by("site__name", "pk")

    @cached_property
    def dialogues(self) -> list[Dialogue]:
        """All of them, read once."""
        return list(self.rows)

    @cached_property
    def submitted(self) -> set[tuple[int, int]]:
        """Pairs of dialogue and partner whose self-assessment was handed in by that day."""
        given = Assessment.objects.visible_to(self.user).filter(dialogue__cycle=self.cycle)
        return set(given.filter(submitted_on__lte=self.on).values_list("dialogue", "partner"))

    @property
    def findings(self):
        """The shared findings of the year; they are counted where they lie, for there may be thousands."""
        return Finding.objects.visible_to(self.user).shared(self.on).filter(dialogue__cycle=self.cycle)

    @cached_property
    def states(self) -> Counter:
        """How many findings of a dialogue stand where; open is what is neither agreed nor disputed."""
        found: Counter = Counter()
        for state, rows in (
            (AGREED, self.findings.agreed(self.on)),
            (DISPUTED, self.findings.disputed(self.on)),
        ):
            for dialogue, many in _many(rows, "dialogue"):
                found[dialogue, state] = many
        for dialogue, many in _many(self.findings, "dialogue"):
            found[dialogue, OPEN] = many - found[dialogue, AGREED] - found[dialogue, DISPUTED]
        return found

    @cached_property
    def overdue(self) -> Counter:
        """Overdue measures of each dialogue."""
        late = Measure.objects.visible_to(self.user).overdue(self.on)
        return Counter(
            late.filter(finding__dialogue__cycle=self.cycle).values_list("finding__dialogue", flat=True)
        )

    @cached_property
    def still(self) -> Counter:
        """Unfinished measures of each dialogue without any word of progress yet."""
        steps = MeasureStep.objects.filter(measure=OuterRef("pk"), on__lte=self.on)
        rows = Measure.objects.visible_to(self.user).unfinished(self.on).filter(~Exists(steps))
        return Counter(
            rows.filter(finding__dialogue__cycle=self.cycle).values_list("finding__dialogue", flat=True)
        )

    def held(self, dialogue: Dialogue) -> bool:
        """Whether the meeting about the site was held by that day."""
        return dialogue.meeting_on is not None and dialogue.meeting_on <= self.on

    def handed_in(self, dialogue: Dialogue) -> int:
        """How many participants have handed in their self-assessment."""
        return sum((dialogue.pk, partner.pk) in self.submitted for partner in dialogue.partners.all())

    def missing(self, dialogue: Dialogue) -> list[str]:
        """What is still to come for a site and from whom, in sentences; empty when nothing is."""
        partners = list(dialogue.partners.all())
        silent = [str(one) for one in partners if (dialogue.pk, one.pk) not in self.submitted]
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
        """For each dialogue: who has not answered how many findings as they are worded now.

        Each side answers what the others raised; `None` is the city, which always takes part.
        """
        raised = {
            (dialogue, side): many for dialogue, side, many in _many(self.findings, "dialogue", "raised_for")
        }
        shared: Counter = Counter()
        for (dialogue, _), many in raised.items():
            shared[dialogue] += many
        to_others = Statement.objects.current(self.on).filter(finding__in=self.findings)
        to_others = to_others.exclude(partner__isnull=True, finding__raised_for__isnull=True)
        to_others = to_others.exclude(partner__isnull=False, partner=F("finding__raised_for"))
        answered = {
            (dialogue, side): many
            for dialogue, side, many in _many(to_others, "finding__dialogue", "partner", of="finding")
        }
        waiting: dict[int, Counter] = {}
        for one in self.dialogues:
            sides = {None: CITY} | {partner.pk: str(partner) for partner in one.partners.all()}
            left = {
                who: shared[one.pk] - raised.get((one.pk, side), 0) - answered.get((one.pk, side), 0)
                for side, who in sides.items()
            }
            waiting[one.pk] = Counter({who: many for who, many in left.items() if many})
        return waiting

    @cached_property
    def phases(self) -> list[Phase]:
        """Self-assessment, meetings, statements, and for those who see everything the report."""
        cycle, rows = self.cycle, self.dialogues
        wanted = sum(len(one.partners.all()) for one in rows)
        answered = sum(not self.unanswered[one.pk] for one in rows)
        steps = [
            ("Selbsteinschätzung", sum(map(self.handed_in, rows)), wanted, cycle.assessment_due_on),
            ("Gespräche", sum(map(self.held, rows)), len(rows), cycle.meetings_due_on),
            ("Stellungnahmen", answered, len(rows), None),
        ]
        if self.user.sees_everything:
            reports = Report.objects.filter(year=cycle.year, submitted_on__lte=self.on).exists()
            steps.append(("Bericht", int(reports), 1, cycle.report_due_on))
        return phases(self.on, steps)
