"""Which questions a committee will ask of a report, by fixed rules over its facts, and what was decided about each.

A rule says only that something will be asked. Whether the text answers it, or it knowingly stays open, people decide;
until they have, nothing is approved.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from quality_dialog.dialogue.models import Comment, Cycle, Dialogue, Finding, Measure
from quality_dialog.dialogue.models.assessment import jumped
from quality_dialog.dialogue.models.comment import Audience
from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.dialogue.models.statement import Stance, shortened
from quality_dialog.report import composing
from quality_dialog.report.models import CommitteeWish, ExpectedQuestion, Report
from quality_dialog.report.models.expected_question import QuestionRule
from quality_dialog.report.money import unproven
from quality_dialog.report.naming import Names, names_on
from quality_dialog.report.statuses import WishStatus
from quality_dialog.report.wording import Facts
from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Paper, to_json
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sorting import german_key

JUMP = 2  # times as much, or as little; the rule's words say so


@dataclass(frozen=True, slots=True)
class Raised:
    """A question as a rule raises it; whoever meant the same records would raise it under the same key."""

    rule: QuestionRule
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the rules look at."""

    report: Report
    known: Facts
    names: Names

    @property
    def as_of(self) -> date:
        return self.report.as_of

    def findings(self):
        """The year's findings as shared by the day."""
        return Finding.objects.shared(self.as_of).filter(
            dialogue__cycle__year=self.report.year, dialogue__cycle__opened_on__lte=self.as_of
        )

    def place(self, dialogue: Dialogue) -> str:
        return self.names.site(dialogue.site)


def questions(report: Report, known: Facts | None = None) -> list[Raised]:
    """All that will be asked of it, in the order of the rules; asks every floor unless the facts are handed on."""
    asked = _Asked(report, known or composing.known_to(report), names_on(report.as_of))
    return [one for rule in RULES for one in rule(asked)]


def _raised(rule: QuestionRule, about: Iterable[object], text: str) -> Raised:
    """Its key is short however many records it is about, and another one where they are others.

    The database makes the same keys (`quality_dialog_questions_raised`).
    """
    named = "-".join(map(str, about))
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", named):
        named = hashlib.sha256(named.encode()).hexdigest()[:20]
    return Raised(rule, f"{rule}-{named}", text)


# --- the rules ---------------------------------------------------------------------------------------


def _jumps(asked: _Asked) -> Iterator[Raised]:
    since = asked.known.since
    for one in since.figures if since else ():
        before, now = one.values
        if jumped(now, before, JUMP):  # type: ignore[arg-type]  # whole numbers and euros alike
            text = f"Warum hat sich „{one.label}“ seit dem letzten Bericht von {one.before} auf {one.now} geändert?"
            yield _raised(QuestionRule.JUMP, (one.key, before, now), text)


def _without_measure(asked: _Asked) -> Iterator[Raised]:
    agreed = Measure.objects.filter(finding=OuterRef("pk"), resolved_on__lte=asked.as_of)
    needs = asked.findings().filter(~Exists(agreed), kind=FindingKind.NEED).with_wording(asked.as_of)
    for one in _ordered(needs.select_related("dialogue__site")):
        text = f"{asked.place(one.dialogue)}: Was folgt aus dem Handlungsbedarf „{shortened(one.stood)}“?"
        yield _raised(QuestionRule.NO_MEASURE, (one.pk,), text)


def _overdue_twice(asked: _Asked) -> Iterator[Raised]:
    late = Measure.objects.filter(finding__in=asked.findings().values("pk")).overdue(asked.as_of)
    again = late.filter(Q(carried_over_from__isnull=False) | ~Q(due=F("due_on")))
    for one in again.select_related("finding__dialogue__site").order_by("due", "pk"):
        due = german.day(one.due)
        text = (
            f"{asked.place(one.finding.dialogue)}: Warum ist „{one.title}“ wieder überfällig (Frist {due})?"
        )
        yield _raised(QuestionRule.OVERDUE_TWICE, (one.pk, one.due), text)


def _dissent(asked: _Asked) -> Iterator[Raised]:
    """Answered is what another side said to the finding afterwards, to all, or a measure that was agreed."""
    rows: Any = _ordered(asked.findings().disputed(asked.as_of).select_related("dialogue__site"))
    for finding in rows.with_wording(asked.as_of).with_voices(asked.as_of):
        for one in finding.current:
            if one.stance == Stance.DISSENTS and not _answered(finding, one, asked.as_of):
                who = asked.names.short(one.partner) if one.partner else "die Stadt"
                text = (
                    f"{asked.place(finding.dialogue)}: Was sagen die anderen dazu, dass {who} die Feststellung "
                    f"„{shortened(finding.stood)}“ anders sieht?"
                )
                yield _raised(QuestionRule.DISSENT, (one.pk,), text)


def _answered(finding: Finding, dissent: Any, on: date) -> bool:
    after = Q(written_on__gte=dissent.given_on, written_on__lte=on, audience=Audience.ALL)
    said = Comment.objects.filter(after, finding=finding).exclude(side=dissent.partner_id, side__isnull=False)
    if dissent.partner_id is None:
        said = said.filter(side__isnull=False)
    stated = any(
        (other.partner_id, other.city) != (dissent.partner_id, dissent.city)
        and (dissent.given_on, dissent.pk) < (other.given_on, other.pk)
        and other.given_on <= on
        for other in finding.statements.all()
    )
    agreed = finding.measures.filter(resolved_on__gte=dissent.given_on, resolved_on__lte=on)
    return stated or said.exists() or agreed.exists()


def _money(asked: _Asked) -> Iterator[Raised]:
    of_years: dict[int, list[tuple[int, str]]] = {}
    for year, pk, told in unproven(asked.as_of, asked.names):
        of_years.setdefault(year, []).append((pk, told))
    for year, found in of_years.items():
        listed = german.listing(told for _, told in found)
        text = f"Warum ist Geld aus {year} ausgezahlt und noch nicht nachgewiesen: {listed}?"
        yield _raised(QuestionRule.UNPROVEN, (year, *sorted(pk for pk, _ in found)), text)


def _wishes(asked: _Asked) -> Iterator[Raised]:
    waiting = CommitteeWish.objects.filter(entered_on__lte=asked.as_of).in_status(
        asked.as_of, WishStatus.OPEN, WishStatus.OVERDUE
    )
    for one in waiting.order_by("entered_on", "pk"):
        yield _raised(QuestionRule.WISH, (one.pk,), f"Was wird aus dem Wunsch „{shortened(one.text)}“?")


def _without_dialogue(asked: _Asked) -> Iterator[Raised]:
    """Asked only of a year whose dialogue was opened: what talks there were is said by findings and meetings."""
    year, as_of = asked.report.year, asked.as_of
    if not Cycle.objects.opened(as_of).filter(year=year).exists():
        return
    held = Q(meeting_on__lte=as_of) | Q(pk__in=asked.findings().values("dialogue"))
    talked = set(Dialogue.objects.filter(held, cycle__year=year).values_list("site", flat=True))
    silent = [site for site in asked.known.sites.records if site.pk not in talked]
    if silent:
        listed = german.listing(site.label for site in silent)
        text = f"Warum gab es {year} bis zum Stichtag keinen Dialog: {listed}?"
        yield _raised(QuestionRule.NO_DIALOGUE, sorted(site.pk for site in silent), text)


RULES: tuple[Callable[[_Asked], Iterator[Raised]], ...] = (
    _jumps,
    _without_measure,
    _overdue_twice,
    _dissent,
    _money,
    _wishes,
    _without_dialogue,
)


def _ordered(rows):
    return rows.order_by(german_key("dialogue__site__name"), "raised_on", "pk")


# --- what is decided about them ----------------------------------------------------------------------


@transaction.atomic
def begin_review(report: Report, *, by, on: date) -> None:
    """Give a draft to review, with the questions that it will have to answer; refuses as `submit_for_review` does."""
    report.submit_for_review(by=by, on=on)
    note(report, questions(report), on=on)


def note(report: Report, raised: Iterable[Raised], *, on: date) -> None:
    """Keep what is asked now. What nobody asks any more goes, unless somebody decided about it."""
    found = {one.key: one for one in raised}
    report.questions.unsettled().exclude(key__in=found).delete()
    known = set(report.questions.values_list("key", flat=True))
    for one in found.values():
        if one.key not in known:
            report.questions.create(rule=one.rule, key=one.key, text=one.text, raised_on=on)


def listed(report: Report, raised: Iterable[Raised]) -> list[ExpectedQuestion]:
    """What is asked now, each with what was decided about it; stored or not."""
    kept = {one.key: one for one in report.questions.select_related("settled_by")}
    return [
        kept.get(one.key) or ExpectedQuestion(report=report, rule=one.rule, key=one.key, text=one.text)
        for one in raised
    ]


@transaction.atomic
def settle(report: Report, question: Raised, *, answered_in: str = "", reason: str = "", by, on: date):
    """Decide about a question; see `ExpectedQuestion.settle`."""
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    given = {"rule": question.rule, "text": question.text, "raised_on": on}
    row, _ = report.questions.get_or_create(key=question.key, defaults=given)
    row.settle(answered_in=answered_in, reason=reason, by=by, on=on)
    return row


def refuse_unsettled(report: Report, known: Facts, *, on: date) -> None:
    """Raise ValidationError (`questions_settled`) while something will be asked that nobody decided about."""
    raised = questions(report, known)
    note(report, raised, on=on)
    if waiting := list(report.questions.unsettled()):
        refuse("questions_settled", told(waiting))


def refuse_unprinted_wishes(report: Report, printed: Paper) -> None:
    """Raise ValidationError (`wishes_printed`) where a wish, or what was said to it, does not stand in one section.

    The database compares, here as at the approval itself. A correction tells what its original told.
    """
    if report.corrects_id:
        return
    with connection.cursor() as cursor:
        facts = json.dumps(to_json(printed))
        cursor.execute("SELECT * FROM quality_dialog_unprinted(%s, %s)", [facts, report.as_of])
        lacking = [text for (text,) in cursor.fetchall()]
    if lacking:
        listed = german.listing(f"„{shortened(text)}“" for text in lacking)
        refuse(
            "wishes_printed", f"Der Bericht druckt nicht jeden Wunsch mit dem, was dazu gesagt ist: {listed}."
        )


def told(waiting: Iterable[object]) -> str:
    """What still waits for a decision, in German."""
    texts = [str(one) for one in waiting]
    more = f" Und {len(texts) - 3} weitere." if len(texts) > 3 else ""
    return f"Das Gremium wird fragen, und noch ist nicht darüber entschieden: {' '.join(texts[:3])}{more}"
