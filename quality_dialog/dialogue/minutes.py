"""The paper side of a dialogue's meeting: what is talked about, the calendar entry, the minutes from facts and kept.

Everything here is shared: drafts and comments are in none of it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from quality_dialog.dialogue.models import Dialogue, Finding, Measure, MinutesVersion
from quality_dialog.dialogue.models.statement import Stance, shortened
from quality_dialog.dialogue.statuses import FindingStatus
from quartiersarbeit.ground import german, marking, papers
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.paper import Detail, Paper, Paragraph, Run, Section, Table, docx, pdf
from quartiersarbeit.ground.paper.keeping import Check, renderer


@dataclass(frozen=True)
class Agenda:
    """What a meeting has to talk about: topics of the year, findings not agreed yet, measures under way."""

    topics: tuple[str, ...]
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]

    def __bool__(self) -> bool:
        return bool(self.topics or self.findings or self.measures)


A_DAY = timedelta(days=1)


def agenda(dialogue: Dialogue, on: date) -> Agenda:
    """What the meeting has to talk about: what is or was open on its morning, as far as the day `on` knows it.

    What was found, answered or finished in the meeting or later changes nothing in what it was called for.
    """
    morning = min(on, dialogue.meeting_on - A_DAY) if dialogue.meeting_on else on
    findings = Finding.objects.filter(dialogue=dialogue)
    measures = (
        Measure.objects.filter(finding__in=findings.shared(morning)).under_way(morning).with_due(morning)
    )
    unsettled = findings.standing(morning, FindingStatus.OPEN, FindingStatus.DISPUTED).with_wording(morning)
    return Agenda(
        topics=tuple(line for line in dialogue.cycle.focus_topics.splitlines() if line.strip()),
        findings=tuple(unsettled.order_by("raised_on", "pk")),
        measures=tuple(measures.select_related("responsible").order_by("due", "pk")),
    )


def invitation_calendar(dialogue: Dialogue, address: str, on: date) -> bytes:
    """The meeting as an iCalendar file; `address` is the dialogue's page, its UID never changes."""
    from icalendar import Calendar, Event  # loaded when used: it takes a tenth of a start

    invitation, event = dialogue.invitation, Event()
    event.add("uid", f"dialog-{dialogue.pk}@quartiersarbeit-bielefeld")
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", datetime.combine(invitation.invited_on, time(), tzinfo=UTC))
    event.add("dtstart", _moment(dialogue.meeting_on, invitation.starts_at))
    event.add("dtend", _moment(dialogue.meeting_on, invitation.ends_at))
    event.add("summary", f"Qualitätsdialog {dialogue.cycle.year}: {dialogue.site}")
    event.add("location", invitation.place)
    event.add("url", address)
    event.add("description", "\n".join(["Tagesordnung:", *_lines(agenda(dialogue, on)), address]))
    calendar = Calendar()
    calendar.add("prodid", f"-//{city().name}//Quartiersarbeit//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()


def _moment(day: date, at: time) -> datetime:
    """In UTC, so that no calendar has to know the city's time zone."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def _lines(found: Agenda) -> list[str]:
    lines = [*found.topics, *(f"Feststellung: {shortened(one.stood)}" for one in found.findings)]
    lines += [f"Maßnahme: {one.title} ({one.owner}, bis {german.day(_due(one))})" for one in found.measures]
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)] or ["noch offen"]


# --- Minutes -----------------------------------------------------------------------------------------


def minutes(dialogue: Dialogue, on: date) -> Paper:
    """The minutes of the meeting: who was there, what was found in it and before, with what is known on that day.

    Findings are shared and answered after the meeting, so where they stand is told as of `on`, which the paper
    names; what was found later than the meeting is not in its minutes.
    """
    findings = Finding.objects.filter(dialogue=dialogue, raised_on__lte=dialogue.meeting_on).shared(on)
    told = findings.select_related("criterion", "raised_for").with_status(on).with_wording(on).with_voices(on)
    rows = list(told.order_by("raised_on", "pk"))
    in_meeting = [row for row in rows if _found_in_meeting(row, dialogue)]
    before = [row for row in rows if not _found_in_meeting(row, dialogue)]
    return Paper(
        kind="Protokoll",
        subject=f"Qualitätsdialog {dialogue.cycle.year}: {dialogue.site}",
        year=dialogue.cycle.year,
        as_of=on,
        consultations=(),
        for_committees=False,
        text_label="",
        is_draft=False,
        is_example=dialogue.cycle.is_example,
        details=_head(dialogue),
        sections=(
            Section("anwesend", "Anwesende", _bullets(_present(dialogue)) or _said("nicht vermerkt")),
            Section(
                "themen", "Schwerpunkte", _bullets(agenda(dialogue, on).topics) or _said("keine benannt")
            ),
            Section("sitzung", "In der Sitzung festgehalten", _findings(in_meeting)),
            Section("vorher", "Weitere Feststellungen", _findings(before)),
            _measures(Measure.objects.filter(finding__in=findings), on),
            *([Section("notiz", "Notiz", _said(dialogue.minutes))] if dialogue.minutes else []),
        ),
    )


def _found_in_meeting(finding: Finding, dialogue: Dialogue) -> bool:
    """Written down on the day of the meeting; what an earlier year left is older than that."""
    return finding.raised_on == dialogue.meeting_on and finding.carried_over_from_id is None


def _head(dialogue: Dialogue) -> tuple[Detail, ...]:
    part = dialogue.participations.taking_part(dialogue.meeting_on).select_related("partner")
    sides = german.listing([city().name, *(one.partner for one in part)])
    found = [Detail("Dialoggespräch am", german.day(dialogue.meeting_on))]
    if invitation := getattr(dialogue, "invitation", None):
        hours = f"{invitation.starts_at:%H:%M} bis {invitation.ends_at:%H:%M} Uhr"
        found += [Detail("Zeit", hours), Detail("Ort", invitation.place)]
    return (*found, Detail("Beteiligte", sides))


def _present(dialogue: Dialogue) -> Iterable[str]:
    return map(str, dialogue.attendances.select_related("contact", "partner"))


def _findings(rows: list[Finding]) -> tuple[Paragraph, ...]:
    """Each finding with where it stands; every remark and every dissent follows it at once."""
    if not rows:
        return _said("Keine.")
    found = []
    for number, row in enumerate(rows, start=1):
        about = f"{number}. {row.get_kind_display()}{f' zu {row.criterion.code}' if row.criterion else ''}"
        said = f" {row.stood} ({row.status}; eingebracht: {row.raised_for or city().name})"
        found.append(Paragraph((Run(f"{about}:", strong=True), Run(said))))
        found += [
            Paragraph(
                (
                    Run(f"{one.partner or city().name}, {one.get_stance_display()}: ", strong=True),
                    Run(one.text),
                )
            )
            for one in row.current
            if one.stance != Stance.AGREES
        ]
    return tuple(found)


def _measures(rows, on: date) -> Section:
    """Who does what until when; each with where it stood that day."""
    told = (
        rows.filter(resolved_on__lte=on).with_status(on).select_related("responsible").order_by("due", "pk")
    )
    cells = tuple((one.title, one.owner, german.day(_due(one)), one.status.text) for one in told)
    if not cells:
        return Section("massnahmen", "Maßnahmen", _said("Keine."))
    table = Table(
        "Maßnahmen aus den Feststellungen", ("Maßnahme", "Verantwortlich", "Fällig am", "Stand"), cells
    )
    return Section("massnahmen", "Maßnahmen", (), tables=(table,))


def _due(measure: Measure) -> date:
    return measure.due  # type: ignore[attr-defined]  # added by with_due()


def _bullets(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line),), kind="bullet") for line in lines)


def _said(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(part),)) for part in text.split("\n\n") if part.strip())


# --- Kept --------------------------------------------------------------------------------------------

DRAW = {"pdf": pdf, "docx": docx}


@transaction.atomic
def share(dialogue: Dialogue, *, by, on: date) -> None:
    """Share the minutes and keep what is shared; codes: those of `Dialogue.share_minutes`."""
    dialogue.share_minutes(by=by, on=on)
    version_of(dialogue, on)


@transaction.atomic
def version_of(dialogue: Dialogue, on: date) -> MinutesVersion:
    """Shared minutes as they stand: the newest version, where it says the same still, or one more, kept from now on.

    Whoever asks later gets the same bytes, until something that the minutes tell has changed.
    Codes: `minutes_version_of_shared`.
    """
    Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)  # one version at a time
    last = MinutesVersion.objects.filter(dialogue=dialogue).last()
    if last:
        kept = papers.thawed(last.paper)
        if marking.unmarked(kept) == _as_version(
            replace(minutes(dialogue, on), as_of=kept.as_of), last.number
        ):
            return last
    number = last.number + 1 if last else 1
    printed = _as_version(minutes(dialogue, on), number)
    printed = marking.marked((f"Protokoll, Fassung {number}", dialogue.pk), printed)
    paper = papers.frozen(printed)
    files = {name: draw(printed) for name, draw in DRAW.items()}
    return MinutesVersion.objects.create(
        dialogue=dialogue,
        number=number,
        paper=paper,
        sha256=papers.checksum(paper),
        check_code=printed.check_code,
        **files,
        **{f"{name}_sha256": hashlib.sha256(content).hexdigest() for name, content in files.items()},
        renderer=renderer(),
        kept_on=on,
    )


def verify(version: MinutesVersion) -> list[Check]:
    """Every check of one version: that it is what was given out."""
    files = (
        papers.KeptFile(
            name, bytes(getattr(version, name)), getattr(version, f"{name}_sha256"), version.renderer
        )
        for name in DRAW
    )
    return [*papers.verified(version.paper, version.sha256, files, DRAW, "Protokoll")]


def _as_version(printed: Paper, number: int) -> Paper:
    return replace(printed, details=(*printed.details, Detail("Fassung", str(number))))
