"""Composing a report: the first draft, its stored texts, and the paper both are drawn from."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from quality_dialog.dialogue.models import Cycle
from quality_dialog.report import changes, facts, texts, wording, written_in
from quality_dialog.report.drawing import charts_of, tables_of
from quality_dialog.report.models import Attachment, Consultation, Meeting, PartnerReading, Report, Section
from quality_dialog.report.models.report import ReportKind
from quality_dialog.report.wording import TOKEN, Draft, Facts
from quartiersarbeit.ground import german, paper
from quartiersarbeit.ground.city import SHIPPED, city
from quartiersarbeit.ground.refusals import refuse


def subject_of(network: str) -> str:
    """What a report of this network is about where nobody says otherwise."""
    return f"Weiterentwicklung der Quartiersarbeit im {network}"


def usual_subject() -> str:
    """The same for the city as it is entered."""
    return subject_of(city().network)


SUBJECT = subject_of(SHIPPED.network)  # of the example data


LAST_POSITION = 99  # more sections than anybody reads
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

    Refuses a year nothing is known of (code `unknown_year`), a day still to come (`future`), and a second one of
    the same kind, year and as-of date (`report_once`).
    """
    refuse_unknown(year, as_of, today=on)
    if same := Report.objects.same(year=year, kind=kind, as_of=as_of).first():
        refuse(
            "report_once",
            f"Zu diesem Jahr und Stichtag gibt es schon einen Bericht dieser Art: „{same.subject}“, entworfen am "
            f"{german.day(same.drafted_on)}. Schreiben Sie an ihm weiter, oder verwerfen Sie ihn, wenn er ein "
            "Entwurf ist.",
        )
    known = facts.known(year=year, as_of=as_of)
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
        Section(
            report=report,
            key=section.key,
            heading=section.heading,
            body=section.body,
            included=section.included,
            position=position,
        )
        for position, section in enumerate(wording.draft(known), start=1)
    )
    consult(report, proposed_meetings(as_of))
    return report


def refuse_unknown(year: int, as_of: date, *, today: date) -> None:
    """Raise ValidationError for a year without data or a day in the future."""
    years = facts.known_years(today)
    if not years.first <= year <= years.last:
        known = f"Zum Jahr {year} gibt es keine Angaben. Möglich sind {years.first} bis {years.last}."
        refuse("unknown_year", known, field="year")
    if as_of > today:
        refuse("future", "Der Stichtag liegt in der Zukunft.", field="as_of")


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
    seen: dict[int, str],
    head_seen: str,
    by,
    on: date,
    **head: str,
) -> Report:
    """Store the head, the Beratungsfolge and the edited sections together; an approved report refuses.

    Several people may write at once: `seen` holds the fingerprint each section had when its writer opened
    it. Where somebody else has stored another text since, nothing is stored (code `section_conflict`).
    Whoever writes is a co-author from then on. A review that goes on ends: it read another text.
    """
    stored = {section.pk: section for section in report.sections.select_for_update()}
    kept = Report.objects.select_for_update().get(pk=report.pk)
    wanted = sorted(meetings, key=lambda meeting: (meeting.held_on, meeting.pk))
    mine = _hashed(*(head[field] for field in HEAD), *(meeting.pk for meeting in wanted))
    if _overtaken(mine, head_fingerprint(kept), head_seen) or any(
        _overtaken(fingerprint(section), fingerprint(stored[section.pk]), seen[section.pk])
        for section in sections
    ):
        refuse(
            "section_conflict",
            "Inzwischen hat jemand anderes an diesem Bericht geschrieben. Ihr Text steht noch hier, der andere "
            "daneben. Führen Sie beide zusammen und speichern Sie dann noch einmal.",
        )
    reopen(report, by, on)
    if mine != head_seen:
        Report.objects.filter(pk=report.pk).update(**head)
        consult(report, wanted)
    for section in sections:
        if fingerprint(section) not in (seen[section.pk], fingerprint(stored[section.pk])):
            section.save(update_fields=["heading", "body", "included", "position"])
    return report


def reopen(report: Report, by, on: date) -> None:
    """Whoever writes is a co-author from then on, and a review that goes on ends: it read another text."""
    kept = Report.objects.get(pk=report.pk)
    kept.refuse_discarded()
    if kept.review_on and not kept.approved_on:
        kept.return_to_draft(reason=REVISED, by=by, on=on)
        report.review_on = report.review_by = None
    report.written_by(by, on)


HEAD = ("subject", "reference", "lead_office", "contact")


def fingerprint(section: Section) -> str:
    """Tells one stored state of a section from another (SHA-256)."""
    return _hashed(section.heading, section.body.replace("\r\n", "\n"), section.included, section.position)


def head_fingerprint(report: Report) -> str:
    """Tells one stored state of a report's head and Beratungsfolge from another (SHA-256)."""
    meetings = report.consultations.order_by("meeting__held_on", "meeting_id").values_list(
        "meeting_id", flat=True
    )
    return _hashed(*(getattr(report, field) for field in HEAD), *meetings)


def _hashed(*values: str | bool | int) -> str:
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _overtaken(mine: str, stored: str, seen: str) -> bool:
    """Somebody stored another state since I opened mine, and mine is neither theirs nor what I opened."""
    return stored != seen and mine not in (stored, seen)


@transaction.atomic
def add_section(report: Report, *, heading: str, body: str, by, on: date) -> Section:
    """A section of the writers' own, at the end of the report."""
    reopen(report, by, on)
    taken = set(report.sections.values_list("key", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"eigener-{n}" not in taken)
    return report.sections.create(
        key=f"eigener-{number}", heading=heading, body=body, position=_behind(report)
    )


def _behind(report: Report) -> int:
    """The place after the last section."""
    last = report.sections.order_by("-position").values_list("position", flat=True).first()
    return min((last or 0) + 1, LAST_POSITION)


def proposal(report: Report, key: str) -> Draft | None:
    """How the system would write this section today; None where it writes none."""
    return next((draft for draft in wording.draft(known_to(report)) if draft.key == key and draft.body), None)


@transaction.atomic
def take_proposal(report: Report, section: Section, *, by, on: date) -> None:
    """Put today's proposal in the place of a section's text, or a section with it at the end where there was none.

    Refuses where there is no proposal (`no_proposal`).
    """
    proposed = proposal(report, section.key)
    if proposed is None:
        refuse("no_proposal", "Für diesen Abschnitt gibt es keinen Vorschlag.")
    reopen(report, by, on)
    section.heading, section.body = proposed.heading, proposed.body
    if section.pk:
        section.save(update_fields=["heading", "body"])
    else:
        section.position = _behind(report)
        section.save(force_insert=True)


def unknown_tokens(body: str, known: Iterable[str]) -> list[str]:
    """The keys a text names that are no figures of its report."""
    keys = set(known)
    return [key for key in dict.fromkeys(TOKEN.findall(body)) if key not in keys]


# --- The paper ---------------------------------------------------------------------------------------


def known_to(report: Report) -> Facts:
    """All the report can state as of its day. Asked of every floor: ask once and hand it on."""
    return facts.known(year=report.year, as_of=report.as_of)


def paper_of(report: Report, known: Facts | None = None, stored: Any = None) -> paper.Paper:
    """The report as it is printed: from its frozen facts once approved, from today's records before.

    `stored` is the same report with what is written in it, where it was just read so (`written_in.read`).
    """
    if report.facts is not None:
        return paper.from_json(report.facts)
    stored = stored or written_in.read(report.pk)
    stops = [_stop(stop.meeting, stop.item) for stop in stored.stops]
    return _written(report, stored.texts, stops, known or known_to(report), stored)


def preview(
    report: Report, *, sections: Iterable[Section], meetings: Iterable[Meeting], known: Facts
) -> paper.Paper:
    """The paper as it would be with texts that are not stored yet; `report` carries the unsaved head."""
    ordered = sorted(meetings, key=lambda meeting: (meeting.held_on, meeting.pk))
    stops = [_stop(meeting) for meeting in ordered]
    ordered_texts = sorted(sections, key=lambda section: (section.position, section.pk))
    return _written(report, ordered_texts, stops, known, written_in.read(report.pk))


def _stop(meeting: Meeting, item: str = "") -> paper.Consultation:
    committee = meeting.committee
    return paper.Consultation(committee.name_accusative, meeting.held_on, item, committee.name)


def _written(
    report: Report, sections: Iterable[Section], stops: list[paper.Consultation], known: Facts, stored: Any
) -> paper.Paper:
    drafts = [
        Draft(section.key, section.heading, section.body)
        for section in sections
        if section.included and section.body.strip()
    ]
    drafted = _paper(
        known,
        drafts,
        said=_said(stored.asked),
        kind=report.get_kind_display(),
        subject=report.subject,
        consultations=stops,
        reference=report.reference,
        lead_office=report.lead_office,
        contact=report.contact,
        attachments=_attached(stored.papers),
    )
    return _with_changes(drafted, report.corrects, report.correction_reason) if report.corrects else drafted


def _with_changes(drafted: paper.Paper, corrected: Report, reason: str) -> paper.Paper:
    """The paper of a new version, ending with what it changes against the one it corrects."""
    if corrected.facts is None or corrected.approved_on is None:  # entered past the verb, nothing to compare
        return drafted
    old = paper.from_json(corrected.facts)
    listed = changes.section(old, drafted, approved_on=corrected.approved_on, reason=reason)
    return replace(drafted, sections=(*drafted.sections, listed))


def _attached(papers: Iterable[Attachment]) -> tuple[paper.Attachment, ...]:
    """What goes with the report, in the order it is numbered."""
    return tuple(paper.Attachment(one.title, one.extent(), one.size, one.sha256) for one in papers)


def _said(readings: Sequence[PartnerReading]) -> list[paper.Section]:
    """How each partner was asked, in a table, and what it said, word for word; silence is printed as silence."""
    if not readings:
        return []
    told = tuple(
        paper.Paragraph(
            (
                paper.Run(f"{reading.partner} ({german.day(reading.given_on)}):", strong=True),
                paper.Run(f" {reading.text}"),
            )
        )
        for reading in readings
        if reading.given_on
    )
    asked = paper.Table(
        caption="Wie die Kooperationspartner zum Bericht gefragt sind",
        columns=("Kooperationspartner", "Beteiligung"),
        rows=tuple((str(reading.partner), reading.told()) for reading in readings),
    )
    return [paper.Section("stellungnahmen", "Stellungnahmen der Kooperationspartner", told, (asked,))]


def plain_text(printed: paper.Paper) -> str:
    """All the paper says in running text and tables, and what is attached, for the archive's search."""
    told = [line for part in printed.sections for line in _lines(part)]
    return "\n".join([*told, *(attachment.title for attachment in printed.attachments)])


def _lines(part: paper.Section) -> Iterable[str]:
    yield part.heading
    yield from (paragraph.text for paragraph in part.paragraphs)
    yield from (" ".join(row) for table in part.tables for row in table.rows)


def draft_paper(*, year: int, as_of: date, today: date) -> paper.Paper:
    """The paper of a draft straight from the facts, nothing stored; refuses as `start` does."""
    refuse_unknown(year, as_of, today=today)
    known = facts.known(year=year, as_of=as_of)
    return _paper(
        known,
        [draft for draft in wording.draft(known) if draft.included and draft.body],
        kind=ReportKind.NOTICE.label,
        subject=usual_subject(),
        consultations=[_stop(meeting) for meeting in proposed_meetings(as_of)],
    )


def _paper(
    known: Facts, sections: Sequence[Draft], *, said: Sequence[paper.Section] = (), **head
) -> paper.Paper:
    figures = {figure.key: figure for figure in known.figures()}
    drawn = tuple(
        part
        for section in sections
        for part in texts.sections_of(
            section, figures, tables_of(section.key, known), charts_of(section.key, known)
        )
    )
    used = _used(drawn)
    head["consultations"] = tuple(head["consultations"])
    return paper.Paper(
        year=known.year,
        as_of=known.as_of,
        sections=(*drawn, *said),
        figures=tuple(figure for key, figure in figures.items() if key in used),
        is_example=known.is_example,
        notes=_notes(sections, figures),
        **head,
    )


def _used(sections: Iterable[paper.Section]) -> set[str]:
    """The figures that are printed, in a text or beside a bar."""
    told = {run.figure for section in sections for part in section.paragraphs for run in part.runs}
    return told | {bar.figure for section in sections for chart in section.charts for bar in chart.bars}


def _notes(sections: Sequence[Draft], figures: dict[str, paper.Figure]) -> tuple[str, ...]:
    """What whoever reads the draft must know: numbers the texts name that are none as of the day."""
    gone = [key for section in sections for key in unknown_tokens(section.body, figures)]
    if not gone:
        return ()
    named = german.listing(f"[[{key}]]" for key in dict.fromkeys(gone))
    return (f"Der Text nennt Zahlen, die es zum Stichtag nicht gibt: {named}. Bitte überarbeiten Sie ihn.",)
