"""Composing a report: the first draft, its stored texts, and the paper both are drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from quality_dialog import changes, wording
from quality_dialog import report as facts_of
from quality_dialog.models import Consultation, Cycle, Meeting, Report, Section
from quality_dialog.models.report import ReportKind
from quality_dialog.wording import TOKEN, DialogueFacts, Facts, MoneyFacts
from quartiersarbeit import german, paper

SUBJECT = "Weiterentwicklung der Quartiersarbeit im Bielefelder Modell"
REVISED = "Der Text ist geändert worden."  # the reason a revision gives for ending the review
MEETINGS_PROPOSED_WITHIN = timedelta(days=183)  # the next meeting of each committee, if it is that near


def proposed_meetings(as_of: date) -> list[Meeting]:
    """The next meeting of each committee from that day on, at most half a year ahead."""
    ahead = Meeting.objects.filter(held_on__range=(as_of, as_of + MEETINGS_PROPOSED_WITHIN))
    nearest = ahead.order_by("committee_id", "held_on").distinct("committee_id").values("pk")
    return list(
        Meeting.objects.filter(pk__in=nearest)
        .select_related("committee")
        .order_by("committee__position", "held_on")
    )


def possible_meetings(report: Report) -> QuerySet[Meeting]:
    """What the Beratungsfolge is chosen from: meetings up to a year from the as-of date, and the chosen ones."""
    near = Q(held_on__range=(report.as_of, report.as_of + timedelta(days=365)))
    chosen = Q(consultations__report=report)
    found = Meeting.objects.filter(near | chosen).select_related("committee").distinct()
    return found.order_by("held_on", "committee__position")


@transaction.atomic
def start(*, year: int, as_of: date, kind: str, subject: str, by, on: date) -> Report:
    """A new report with the drafted sections and the proposed Beratungsfolge.

    Refuses a year nothing is known of (code `unknown_year`) and a day still to come (`future`).
    """
    refuse_unknown(year, as_of, today=on)
    known = facts_of.facts(year=year, as_of=as_of)
    report = Report.objects.create(
        year=year,
        as_of=as_of,
        kind=kind,
        subject=subject,
        cycle=Cycle.objects.opened(as_of).filter(year=year).first(),
        drafted_by=by,
        drafted_on=on,
        is_example=known.is_example,
    )
    Section.objects.bulk_create(
        Section(report=report, key=section.key, heading=section.heading, body=section.body, position=position)
        for position, section in enumerate(wording.draft(known), start=1)
    )
    consult(report, proposed_meetings(as_of))
    return report


def refuse_unknown(year: int, as_of: date, *, today: date) -> None:
    """Raise ValidationError for a year without data or a day in the future."""
    years = facts_of.known_years(today)
    if not years.first <= year <= years.last:
        raise ValidationError(
            {
                "year": ValidationError(
                    f"Zum Jahr {year} gibt es keine Angaben. Möglich sind {years.first} bis {years.last}.",
                    code="unknown_year",
                )
            }
        )
    if as_of > today:
        raise ValidationError({"as_of": ValidationError("Der Stichtag liegt in der Zukunft.", code="future")})


def consult(report: Report, meetings: Iterable[Meeting]) -> None:
    """Make these meetings, in this order, the report's Beratungsfolge; outcomes of kept ones stay."""
    wanted = list(meetings)
    report.consultations.exclude(meeting__in=wanted).delete()
    for position, meeting in enumerate(wanted, start=1):
        Consultation.objects.update_or_create(report=report, meeting=meeting, defaults={"position": position})


@transaction.atomic
def revise(
    report: Report,
    *,
    meetings: Iterable[Meeting],
    sections: Iterable[Section],
    by,
    on: date,
    **head: str,
) -> Report:
    """Store the head, the Beratungsfolge and the edited sections together; an approved report refuses.

    Whoever writes is a co-author from then on. A review that goes on ends: it read another text.
    """
    if Report.objects.filter(pk=report.pk, review_on__isnull=False, approved_on__isnull=True).exists():
        Report.objects.get(pk=report.pk).return_to_draft(reason=REVISED, by=by, on=on)
        report.review_on = report.review_by = None
    report.written_by(by, on)
    for field, value in head.items():
        setattr(report, field, value)
    report.save(update_fields=list(head))
    consult(report, sorted(meetings, key=lambda meeting: (meeting.held_on, meeting.pk)))
    for section in sections:
        section.save(update_fields=["heading", "body", "included"])
    return report


def unknown_tokens(body: str, known: Iterable[str]) -> list[str]:
    """The keys a text names that are no figures of its report."""
    keys = set(known)
    return [key for key in dict.fromkeys(TOKEN.findall(body)) if key not in keys]


# --- The paper ---------------------------------------------------------------------------------------


def paper_of(report: Report) -> paper.Paper:
    """The report as it is printed: from its frozen facts once approved, from today's records before."""
    if report.facts is not None:
        return paper.from_json(report.facts)
    known = facts_of.facts(year=report.year, as_of=report.as_of)
    sections = [
        wording.Draft(section.key, section.heading, section.body)
        for section in report.sections.all()
        if section.included and section.body.strip()
    ]
    stops = report.consultations.select_related("meeting__committee")
    drafted = _paper(
        known,
        sections,
        kind=report.get_kind_display(),
        subject=report.subject,
        consultations=[
            paper.Consultation(
                stop.meeting.committee.name_accusative,
                stop.meeting.held_on,
                stop.item,
                stop.meeting.committee.name,
            )
            for stop in stops
        ],
        reference=report.reference,
        lead_office=report.lead_office,
        contact=report.contact,
    )
    return _with_changes(drafted, report.corrects, report.correction_reason) if report.corrects else drafted


def _with_changes(drafted: paper.Paper, corrected: Report, reason: str) -> paper.Paper:
    """The paper of a new version, ending with what it changes against the one it corrects."""
    if corrected.facts is None or corrected.approved_on is None:  # entered past the verb, nothing to compare
        return drafted
    old = paper.from_json(corrected.facts)
    listed = changes.section(old, drafted, approved_on=corrected.approved_on, reason=reason)
    return replace(drafted, sections=(*drafted.sections, listed))


def known_figures(report: Report) -> tuple[paper.Figure, ...]:
    """Every figure the report's texts may name, printed or not."""
    return facts_of.facts(year=report.year, as_of=report.as_of).figures()


def draft_paper(*, year: int, as_of: date, today: date) -> paper.Paper:
    """The paper of a draft straight from the facts, nothing stored; refuses as `start` does."""
    refuse_unknown(year, as_of, today=today)
    known = facts_of.facts(year=year, as_of=as_of)
    return _paper(
        known,
        wording.draft(known),
        kind=ReportKind.NOTICE.label,
        subject=SUBJECT,
        consultations=[
            paper.Consultation(
                meeting.committee.name_accusative, meeting.held_on, name=meeting.committee.name
            )
            for meeting in proposed_meetings(as_of)
        ],
    )


def _paper(known: Facts, sections: Sequence[wording.Draft], **head) -> paper.Paper:
    figures = {figure.key: figure for figure in known.figures()}
    drawn = tuple(_section(section, known, figures) for section in sections)
    used = {run.figure for section in drawn for paragraph in section.paragraphs for run in paragraph.runs}
    head["consultations"] = tuple(head["consultations"])
    return paper.Paper(
        year=known.year,
        as_of=known.as_of,
        sections=drawn,
        figures=tuple(figure for key, figure in figures.items() if key in used),
        is_example=known.is_example,
        notes=_notes(sections, figures),
        **head,
    )


def _notes(sections: Sequence[wording.Draft], figures: dict[str, paper.Figure]) -> tuple[str, ...]:
    """What whoever reads the draft must know: numbers the texts name that are none as of the day."""
    gone = [key for section in sections for key in unknown_tokens(section.body, figures)]
    if not gone:
        return ()
    named = german.listing(f"[[{key}]]" for key in dict.fromkeys(gone))
    return (f"Der Text nennt Zahlen, die es zum Stichtag nicht gibt: {named}. Bitte überarbeiten Sie ihn.",)


def _section(section: wording.Draft, known: Facts, figures: dict[str, paper.Figure]) -> paper.Section:
    texts = [text for text in section.body.replace("\r\n", "\n").split("\n\n") if text.strip()]
    return paper.Section(
        key=section.key,
        heading=section.heading,
        paragraphs=tuple(paper.Paragraph(_runs(text.strip(), figures)) for text in texts),
        tables=tuple(_tables(section.key, known)),
    )


def _runs(text: str, figures: dict[str, paper.Figure]) -> tuple[paper.Run, ...]:
    """Text and figures in turn; a token that names no figure stays as it is written."""
    runs: list[paper.Run] = []
    end = 0
    for match in TOKEN.finditer(text):
        if match[1] not in figures:
            continue
        runs.append(paper.Run(text[end : match.start()]))
        runs.append(paper.Run(figures[match[1]].text, match[1]))
        end = match.end()
    runs.append(paper.Run(text[end:]))
    return tuple(run for run in runs if run.text)


def _tables(key: str, known: Facts) -> list[paper.Table]:
    if key == "foerderung" and known.money:
        return [_money_table(known.money)]
    if key == "ergebnisse" and known.dialogue:
        return _dialogue_tables(known.dialogue)
    return []


def _money_table(money: MoneyFacts) -> paper.Table:
    return paper.Table(
        caption=f"Förderung {money.year} nach Standorten",
        columns=("Standort", "Empfänger", "gebunden", "ausgezahlt"),
        rows=money.rows,
        numeric=(2, 3),
    )


STANDING = {"einvernehmlich": "im Einvernehmen", "strittig": "abweichende Auffassung", "offen": "noch offen"}


def _dialogue_tables(dialogue: DialogueFacts) -> list[paper.Table]:
    """Findings with the dissent beside them, then the measures."""
    findings = paper.Table(
        caption=f"Feststellungen des Qualitätsdialogs {dialogue.year}",
        columns=("Standort", "Feststellung", "Stand"),
        rows=tuple(
            (
                finding.site,
                f"{finding.kind}: {finding.wording}",
                "\n".join(
                    [
                        STANDING[finding.state],
                        *(f"{who}, {stance}: {text}" for who, stance, text in finding.answers),
                    ]
                ),
            )
            for finding in dialogue.findings
        ),
    )
    measures = paper.Table(
        caption=f"Maßnahmen aus dem Qualitätsdialog {dialogue.year}",
        columns=("Standort", "Maßnahme", "Verantwortlich", "Frist", "Stand"),
        rows=tuple(
            (measure.site, measure.title, measure.owner, german.day(measure.due), measure.state)
            for measure in dialogue.measure_rows
        ),
    )
    return [table for table in (findings, measures) if table.rows]
