"""A year of quality dialogue that was held before it was entered: each fact with its own day, by the city alone.

What a partner said then, it said in writing; the city enters it with the day of that paper, and the partner may say
something else at any time. Nobody is asked, reminded or told: it is over.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.models import Partner
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue
from quality_dialog.dialogue.models.finding import Finding
from quality_dialog.dialogue.models.framework import Framework
from quality_dialog.dialogue.models.measure import Measure
from quality_dialog.dialogue.models.statement import Statement
from quality_dialog.dialogue.statuses import MeasureStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.past import refuse_future
from quartiersarbeit.ground.refusals import denied, refuse
from sites.models import Site


@transaction.atomic
def enter_cycle(
    *,
    year: int,
    opened_on: date,
    framework: Framework,
    sites: Iterable[Site],
    participations: Iterable[tuple[int, int]],
    by,
    on: date,
) -> Cycle:
    """A year that is over, with its sites and who took part; it takes nothing over and has no deadlines.

    Refuses a year that is not over (`year_not_over`) or is there already (`year_taken`), and a day on which it cannot
    have been opened (`opened_out_of_year`).
    """
    wrong = {}
    if year >= on.year:
        text = f"{year} ist noch nicht vorbei. Nacherfassen lassen sich Jahre bis {on.year - 1}."
        wrong["year"] = denied("year_not_over", text)
    elif Cycle.objects.filter(year=year).exists():
        wrong["year"] = denied("year_taken", f"Der Qualitätsdialog {year} ist schon eröffnet.")
    if not date(year - 1, 1, 1) <= opened_on <= date(year, 12, 31):
        text = f"Nennen Sie einen Tag vom 01.01.{year - 1} bis zum 31.12.{year}."
        wrong["opened_on"] = denied("opened_out_of_year", text)
    if wrong:
        raise ValidationError(wrong)
    cycle = Cycle.objects.create(
        year=year, framework=framework, opened_on=opened_on, opened_by=by, entered_on=on
    )
    wanted = list(participations)
    known = Partner.objects.in_bulk({partner for _, partner in wanted})
    for site in sites:
        dialogue = cycle.dialogues.create(site=site)
        for partner in (known[key] for at, key in wanted if at == site.pk):
            dialogue.participations.create(partner=partner)
    return cycle


@transaction.atomic
def enter_finding(
    dialogue: Dialogue, *, kind: str, wording: str, raised_on: date, raised_for=None, criterion=None, by, on
) -> Finding:
    """A finding that was put down then; it was known to all who took part.

    Codes: `not_of_the_past`, `paper_in_future`, `entered_before_opening`.
    """
    cycle = dialogue.cycle
    _refuse_present(cycle)
    refuse_future(raised_on, on, "raised_on")
    if raised_on < cycle.opened_on:
        text = f"Der {cycle} ist erst am {german.day(cycle.opened_on)} eröffnet."
        refuse("entered_before_opening", text, field="raised_on")
    said = {"kind": kind, "wording": wording, "criterion": criterion, "raised_for": raised_for}
    then = {"raised_on": raised_on, "raised_by": by, "shared_on": raised_on, "shared_by": by}
    return dialogue.findings.create(**said, **then, entered_on=on)


@transaction.atomic
def enter_answer(
    finding: Finding, *, side: Partner | None, stance: str, given_on: date, text: str = "", by, on: date
) -> Statement:
    """What a side said to it in writing; no `side` is the city's own.

    Codes: `not_of_the_past`, `paper_in_future`, `answered_before_finding`, `statement_on_own_finding`,
    `statement_by_participant`.
    """
    if not finding.entered_on:
        refuse("not_of_the_past", _PRESENT)
    refuse_future(given_on, on, "given_on")
    if given_on < finding.raised_on:
        text = f"Die Feststellung ist erst vom {german.day(finding.raised_on)}."
        refuse("answered_before_finding", text, field="given_on")
    if finding.raised_for == side:
        refuse(
            "statement_on_own_finding",
            "Diese Seite hat die Feststellung eingebracht; wählen Sie eine andere.",
            field="side",
        )
    if side and not finding.dialogue.participations.filter(partner=side).exists():
        refuse("statement_by_participant", "Stellung nimmt, wer am Dialog teilnimmt.", field="side")
    said = {"partner": side, "city": side is None, "stance": stance, "text": text}
    read = finding.wording_sha256
    return finding.statements.create(
        **said, wording_sha256=read, given_on=given_on, given_by=by, entered_on=on
    )


@transaction.atomic
def enter_measure(
    finding: Finding,
    *,
    title: str,
    resolved_on: date,
    due_on: date,
    done_on: date | None = None,
    responsible=None,
    by,
    on: date,
) -> Measure:
    """What was agreed then, and when it was done; that it was, another person of the city confirms.

    Codes: `not_of_the_past`, `paper_in_future`, `entered_before_finding`, `done_before_agreed`; from the database
    `measure_due_after_resolved`.
    """
    if not finding.entered_on:
        refuse("not_of_the_past", _PRESENT)
    refuse_future(resolved_on, on, "resolved_on")
    if resolved_on < finding.raised_on:
        text = f"Die Feststellung ist erst vom {german.day(finding.raised_on)}."
        refuse("entered_before_finding", text, field="resolved_on")
    if done_on:
        refuse_future(done_on, on, "done_on")
        if done_on < resolved_on:
            text = f"Vereinbart ist die Maßnahme erst am {german.day(resolved_on)}."
            refuse("done_before_agreed", text, field="done_on")
    facts = {"title": title, "responsible": responsible, "due_on": due_on, "entered_on": on}
    done = {"done_on": done_on, "done_by": by} if done_on else {}
    return finding.measures.create(resolved_on=resolved_on, resolved_by=by, **facts, **done)


@transaction.atomic
def confirm_entered(measure: Measure, *, confirmed_on: date, by, on: date) -> None:
    """Another person of the city has seen in the files that it was done.

    Codes: `not_of_the_past`, `measure_not_reported_done`, `paper_in_future`, `confirmed_before_done`,
    `measure_confirmed_by_another`.
    """
    stored = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if not stored.was_done_then:
        refuse("not_of_the_past", "Nacherfassen lässt sich nur, was mit seinem Tag nacherfasst ist.")
    if stored.status_on(date.max) != MeasureStatus.DONE:
        refuse("measure_not_reported_done", "Bestätigen lässt sich nur, was noch nicht bestätigt ist.")
    refuse_future(confirmed_on, on, "confirmed_on")
    if confirmed_on < stored.done_on:
        text = f"Erledigt ist sie erst am {german.day(stored.done_on)}."
        refuse("confirmed_before_done", text, field="confirmed_on")
    if by.pk == stored.done_by_id:
        text = (
            "Vier-Augen-Prinzip: Sie haben die Maßnahme eingetragen. Bestätigen muss sie eine andere Person."
        )
        refuse("measure_confirmed_by_another", text)
    measure.confirmed_on, measure.confirmed_by = confirmed_on, by
    measure.save(update_fields=["confirmed_on", "confirmed_by"])


_PRESENT = "Nacherfassen lässt sich nur in einem Jahr, das als früheres eingetragen ist."


def _refuse_present(cycle: Cycle) -> None:
    if not cycle.entered_on:
        refuse("not_of_the_past", _PRESENT)
