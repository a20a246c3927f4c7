"""What a year's quality dialogue had come to by a day: findings by what was answered, measures, dissent."""

from datetime import date
from itertools import chain

from quality_dialog.models import Cycle, Finding, Measure
from quality_dialog.models.statement import Stance, Statement
from quality_dialog.report.counted import COUNTED, count, record
from quality_dialog.report.wording import DialogueFacts, FindingFacts, MeasureFacts
from quartiersarbeit.paper import Figure, Record


def dialogue_facts(year: int, as_of: date) -> DialogueFacts | None:
    """The year's quality dialogue as shared by that day: agreement, dissent in its own words, measures."""
    cycle = Cycle.objects.opened(as_of).filter(year=year).select_related("framework").first()
    if cycle is None:
        return None
    shared = Finding.objects.shared(as_of).filter(dialogue__cycle=cycle)
    standing = {
        "einvernehmlich": _findings(shared.agreed(as_of), as_of),
        "strittig": _findings(shared.disputed(as_of), as_of),
        "offen": _findings(shared.open(as_of), as_of),
    }
    measures = Measure.objects.filter(finding__in=shared, resolved_on__lte=as_of)
    goes_on = set(measures.standing(as_of).values_list("pk", flat=True))
    return DialogueFacts(
        year=year,
        framework=cycle.framework.name,
        report_due_on=cycle.report_due_on,
        record=record(cycle),
        sites=count(
            "standorte_im_dialog",
            f"Standorte im Qualitätsdialog {year}",
            as_of,
            "Dialoge mit mindestens einer geteilten Feststellung",
            _distinct([record(f.dialogue.site) for rows in standing.values() for f in rows]),
            one="einem",
        ),
        shared=_of_findings("feststellungen", as_of, [*chain(*standing.values())]),
        agreed=_of_findings("feststellungen_einvernehmlich", as_of, standing["einvernehmlich"]),
        disputed=_of_findings("feststellungen_strittig", as_of, standing["strittig"]),
        open=_of_findings("feststellungen_offen", as_of, standing["offen"]),
        findings=tuple(
            _finding_facts(finding, state) for state, rows in standing.items() for finding in rows
        ),
        measures=_of_measures("massnahmen", as_of, measures),
        done=_of_measures("massnahmen_erledigt", as_of, measures.filter(done_on__lte=as_of)),
        overdue=_of_measures("massnahmen_ueberfaellig", as_of, measures.overdue(as_of)),
        measure_rows=tuple(
            _measure_facts(measure, as_of, measure.pk in goes_on)
            for measure in measures.with_due(as_of).select_related("finding__dialogue__site", "responsible")
        ),
    )


def _findings(rows, as_of: date) -> list[Finding]:
    return list(
        rows.select_related("dialogue__site", "dialogue__cycle", "criterion")
        .with_wording(as_of)
        .with_voices(as_of)
        .order_by("dialogue__site__name", "raised_on", "pk")
    )


def _finding_facts(finding: Finding, state: str) -> FindingFacts:
    """A finding as it read that day, with the dissent and the remarks that answered this wording."""
    current: list[Statement] = finding.current  # type: ignore[attr-defined]  # added by with_voices()
    return FindingFacts(
        site=str(finding.dialogue.site),
        kind=finding.get_kind_display(),
        wording=finding.stood,  # type: ignore[attr-defined]  # added by with_wording()
        state=state,
        answers=tuple(
            (str(a.partner or "Stadt Bielefeld"), a.get_stance_display(), a.text)
            for a in current
            if a.stance != Stance.AGREES
        ),
    )


def _measure_facts(measure: Measure, as_of: date, goes_on: bool) -> MeasureFacts:
    due: date = measure.due  # type: ignore[attr-defined]  # added by with_due()
    if measure.done_on and measure.done_on <= as_of:
        state = "erledigt"
    elif measure.dropped_on and measure.dropped_on <= as_of:
        state = "aufgegeben"
    elif not goes_on:  # it counts, and is overdue, where it was taken over to
        state = "ins Folgejahr übernommen"
    else:
        state = "überfällig" if due < as_of else "offen"
    return MeasureFacts(
        site=str(measure.finding.dialogue.site),
        title=measure.title,
        owner=measure.owner,
        due=due,
        state=state,
    )


def _of_findings(key: str, as_of: date, rows: list[Finding]) -> Figure:
    records = [record(row, f"{row.dialogue.site}: {row}") for row in rows]
    label, source = COUNTED[key]
    return count(key, label, as_of, source, records, one="eine")


def _of_measures(key: str, as_of: date, rows) -> Figure:
    records = [
        Record(str(m), m._meta.label_lower, m.pk, m.finding.get_absolute_url())
        for m in rows.select_related("finding").order_by("due_on", "pk")
    ]
    label, source = COUNTED[key]
    return count(key, label, as_of, source, records, one="eine")


def _distinct(records: list[Record]) -> list[Record]:
    return list(dict.fromkeys(records))
