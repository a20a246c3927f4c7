"""What a year's quality dialogue had come to by a day: findings by what was answered, measures, dissent."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from partners.models.way_back import stood
from quality_dialog.dialogue.models import Cycle, Finding, IndicatorTarget, IndicatorValue, Measure
from quality_dialog.dialogue.models.statement import Stance
from quality_dialog.dialogue.models.target import LATE
from quality_dialog.dialogue.statuses import FINISHED, FindingStatus
from quality_dialog.report.counted import COUNTED, count, distinct, record
from quality_dialog.report.naming import Names, names_on
from quality_dialog.report.wording import DialogueFacts, FindingFacts, IndicatorFacts, MeasureFacts
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.paper import Figure, Record
from quartiersarbeit.ground.sorting import german_key


def dialogue_facts(year: int, as_of: date, names: Names | None = None) -> DialogueFacts | None:
    """The year's quality dialogue as shared by that day: agreement, dissent in its own words, measures."""
    opened = Cycle.objects.opened(as_of).annotate(due_then=stood(Cycle, "report_due_on", as_of))
    cycle = opened.filter(year=year).select_related("framework").first()
    if cycle is None:
        return None
    shared = Finding.objects.shared(as_of).filter(dialogue__cycle=cycle)
    found: list[Any] = _findings(shared, as_of)  # each with its `status`
    agreed = [one for one in found if one.status == FindingStatus.AGREED]
    disputed = [one for one in found if one.status == FindingStatus.DISPUTED]
    names = names or names_on(as_of)
    still_open = [one for one in found if one.status in (FindingStatus.OPEN, FindingStatus.CARRIED_OVER)]
    told = [*agreed, *disputed, *still_open]
    of_year = Measure.objects.filter(finding__in=[one.pk for one in found], resolved_on__lte=as_of)
    rows = of_year.with_status(as_of).with_being_overdue(as_of)
    measures: list[Any] = list(rows.select_related("finding__dialogue__site", "responsible"))
    return DialogueFacts(
        year=year,
        framework=cycle.framework.name,
        report_due_on=cycle.due_then,
        record=record(cycle),
        sites=count(
            "standorte_im_dialog",
            f"Standorte im Qualitätsdialog {year}",
            as_of,
            "Dialoge mit mindestens einer geteilten Feststellung",
            distinct(record(one.dialogue.site, names.site(one.dialogue.site)) for one in told),
            one="einem",
        ),
        shared=_of_findings("feststellungen", as_of, told, names),
        agreed=_of_findings("feststellungen_einvernehmlich", as_of, agreed, names),
        disputed=_of_findings("feststellungen_strittig", as_of, disputed, names),
        open=_of_findings("feststellungen_offen", as_of, still_open, names),
        findings=tuple(_finding_facts(one, names) for one in told),
        measures=_of_measures("massnahmen", as_of, measures),
        done=_of_measures("massnahmen_erledigt", as_of, [one for one in measures if one.status in FINISHED]),
        overdue=_of_measures("massnahmen_ueberfaellig", as_of, [one for one in measures if one.is_overdue]),
        measure_rows=tuple(_measure_facts(one, names) for one in measures),
        entered_on=max((one.entered_on for one in (*told, *measures) if one.entered_on), default=None),
        indicators=tuple(_indicators(cycle, as_of, names)),
    )


def _findings(rows, as_of: date) -> list[Finding]:
    return list(
        rows.select_related("dialogue__site", "dialogue__cycle", "criterion")
        .with_status(as_of)
        .with_wording(as_of)
        .with_voices(as_of)
        .order_by(german_key("dialogue__site__name"), "raised_on", "pk")
    )


def _finding_facts(finding: Finding, names: Names) -> FindingFacts:
    """A finding as it read that day, with the dissent and the remarks that answered this wording."""
    return FindingFacts(
        site=names.site(finding.dialogue.site),
        kind=finding.get_kind_display(),
        wording=finding.stood,  # type: ignore[attr-defined]  # added by with_wording()
        state=finding.status.text,  # type: ignore[attr-defined]  # added by with_status()
        answers=tuple(
            (names.short(a.partner) if a.partner else city().name, a.get_stance_display(), a.text)
            for a in finding.current
            if a.stance != Stance.AGREES
        ),
    )


def _measure_facts(measure: Measure, names: Names) -> MeasureFacts:
    return MeasureFacts(
        site=names.site(measure.finding.dialogue.site),
        title=measure.title,
        owner=names.short(measure.responsible) if measure.responsible else city().name,
        due=measure.due,  # type: ignore[attr-defined]  # added by with_status()
        state=measure.status.text,  # type: ignore[attr-defined]
    )


def _indicators(cycle: Cycle, as_of: date, names: Names) -> Iterator[IndicatorFacts]:
    """Each indicator that has a target, site by site; values as they were saved by the day."""
    agreed = IndicatorTarget.objects.filter(dialogue__cycle=cycle).counting(as_of)
    rows = list(
        agreed.select_related("indicator__field", "dialogue__site").order_by(
            "indicator__field__position",
            "indicator__position",
            "indicator",
            german_key("dialogue__site__name"),
        )
    )
    if not rows:
        return
    sites = [row.dialogue.site_id for row in rows]
    saved = Q(saved_at__isnull=True) | Q(saved_at__date__lte=as_of)
    found = IndicatorValue.objects.filter(
        saved,
        dialogue__site__in=sites,
        dialogue__cycle__year__in=(cycle.year - 1, cycle.year),
        value__isnull=False,
    ).select_related("indicator__field", "dialogue__cycle")
    # Last year's framework may be an earlier version: its codes are kept.
    values = {
        (v.dialogue.cycle.year, v.dialogue.site_id, v.indicator.field.code, v.indicator.code): v
        for v in found
    }
    for row in rows:
        of, at = row.indicator, (row.dialogue.site_id, row.indicator.field.code, row.indicator.code)
        before, now = values.get((cycle.year - 1, *at)), values.get((cycle.year, *at))
        yield IndicatorFacts(
            site=names.site(row.dialogue.site),
            name=f"{of.name} ({of.get_kind_display()})" if of.kind else of.name,
            before=before.indicator.in_words(before.value)
            if before and before.value is not None
            else "ohne Vorjahr",
            target=of.in_words(row.value) + (f" ({LATE})" if row.value_known else ""),
            now=of.in_words(now.value) if now and now.value is not None else "fehlt noch",
            why=now.comment if now else "",
        )


def _of_findings(key: str, as_of: date, rows: list[Finding], names: Names) -> Figure:
    records = [record(row, f"{names.site(row.dialogue.site)}: {row}") for row in rows]
    label, source = COUNTED[key]
    return count(key, label, as_of, source, records, one="eine")


def _of_measures(key: str, as_of: date, rows: list[Measure]) -> Figure:
    records = [Record(str(m), m._meta.label_lower, m.pk, m.finding.get_absolute_url()) for m in rows]
    label, source = COUNTED[key]
    return count(key, label, as_of, source, records, one="eine")
