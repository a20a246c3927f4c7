"""Where the records of the quality dialogue stand: their closed lists, each member with its tone and German label."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from quartiersarbeit.ground.statuses import Status


class FrameworkStatus(Status):
    """Whether a version of the framework may still change."""

    EDITABLE = "editable", "success", "änderbar"
    LOCKED = "locked", "neutral", "verwendet, gesperrt"


class PhaseStatus(Status):
    """How far a phase of the year is; a deadline that has passed locks nobody out."""

    DONE = "done", "success", "fertig"
    LATE = "late", "warning", "Frist vorbei"
    RUNNING = "running", "info", "läuft"


class CycleStatus(Status):
    """What a year of quality dialogue comes to next; each but the last is a phase of it."""

    ASSESSMENT = "assessment", "info", "Selbsteinschätzung"
    MEETINGS = "meetings", "info", "Dialoggespräche"
    STATEMENTS = "statements", "info", "Stellungnahmen"
    REPORT = "report", "info", "Bericht"
    COMPLETE = "complete", "success", "Alles ist getan"


class DialogueStatus(Status):
    """What the dialogue about a site waits for."""

    ALONE = "alone", "warning", "noch kein Partner beteiligt"
    ASSESSMENT = "assessment", "info", "Selbsteinschätzung steht aus"
    MEETING = "meeting", "info", "Dialoggespräch steht aus"
    STATEMENTS = "statements", "info", "Stellungnahmen stehen aus"
    COMPLETE = "complete", "success", "nichts steht aus"


class MeetingStatus(Status):
    """The meeting of a dialogue; it counts as held from its own day on."""

    NOT_PLANNED = "not_planned", "neutral", "noch kein Termin"
    PLANNED = "planned", "info", "geplant"
    HELD = "held", "success", "geführt"


class AssessmentStatus(Status):
    """A partner's self-assessment; what is in a draft is nobody else's business, so neither is that there is one."""

    NOT_SUBMITTED = "not_submitted", "neutral", "noch nicht eingereicht"
    REOPENED = "reopened", "neutral", "wieder geöffnet, noch nicht eingereicht"
    SUBMITTED = "submitted", "success", "eingereicht"


class VoiceStatus(Status):
    """What one side says to a finding as it is worded; silence is neither consent nor dissent."""

    AGREES = "agrees", "success", "stimmt zu"
    AGREES_WITH_REMARK = "agrees_with_remark", "success", "stimmt mit Anmerkung zu"
    DISSENTS = "dissents", "warning", "abweichende Auffassung"
    RAISED_IT = "raised_it", "neutral", "hat sie eingebracht"
    OUTDATED = "outdated", "neutral", "Stellungnahme nur zum früheren Wortlaut"
    SILENT = "silent", "neutral", "noch keine Stellungnahme"


class FindingStatus(Status):
    """Where a finding stands between the sides; open is what somebody has not answered yet."""

    NOT_YET = "not_yet", "neutral", "noch nicht erfasst"
    DRAFT = "draft", "neutral", "Entwurf, noch nicht geteilt"
    OPEN = "open", "info", "offen"
    AGREED = "agreed", "success", "Einvernehmen"
    DISPUTED = "disputed", "warning", "abweichende Auffassung"
    CARRIED_OVER = "carried_over", "neutral", "offen ins Folgejahr übernommen"
    WITHDRAWN = "withdrawn", "neutral", "zurückgezogen"


class MeasureStatus(Status):
    """Where a measure stands; taken over and overdue are two facts, and both are told."""

    NOT_YET = "not_yet", "neutral", "noch nicht vereinbart"
    # It was taken over that day: until its end the earlier year still owes it, and it can be worked on here already.
    ARRIVING = "arriving", "info", "übernommen, zählt hier ab dem Folgetag"
    OPEN = "open", "info", "offen"
    POSTPONED = "postponed", "info", "offen, Frist verschoben"
    OVERDUE = "overdue", "danger", "überfällig"
    DONE = "done", "info", "erledigt"
    CONFIRMED = "confirmed", "success", "erledigt und bestätigt"
    DROPPED = "dropped", "neutral", "aufgegeben"
    CARRIED_OVER = "carried_over", "neutral", "ins Folgejahr übernommen"
    CARRIED_OVERDUE = "carried_overdue", "warning", "überfällig ins Folgejahr übernommen"


UNDER_WAY = (MeasureStatus.ARRIVING, MeasureStatus.OPEN, MeasureStatus.POSTPONED, MeasureStatus.OVERDUE)
FINISHED = (MeasureStatus.DONE, MeasureStatus.CONFIRMED)
TAKEN_OVER = (MeasureStatus.CARRIED_OVER, MeasureStatus.CARRIED_OVERDUE)


# --- Where a year stands -------------------------------------------------------------------------


class Phase(NamedTuple):
    """A part of the year's way: what is done of how much, by when, and where that stands."""

    step: CycleStatus
    done: int
    of: int
    due_on: date | None
    status: PhaseStatus


def phases(on: date, steps: Iterable[tuple[CycleStatus, int, int, date | None]]) -> list[Phase]:
    """The phases in their order, from facts and days alone.

    A deadline that has passed says so and stops nobody: late answers are answers.
    """
    return [
        Phase(step, done, of, due_on, _phase_status(on, done, of, due_on)) for step, done, of, due_on in steps
    ]


def _phase_status(on: date, done: int, of: int, due_on: date | None) -> PhaseStatus:
    if of > 0 and done >= of:
        return PhaseStatus.DONE
    return PhaseStatus.LATE if due_on is not None and due_on < on else PhaseStatus.RUNNING


def cycle_status(found: Iterable[Phase]) -> CycleStatus:
    """What comes next: the first phase that is not done."""
    return next((one.step for one in found if one.status != PhaseStatus.DONE), CycleStatus.COMPLETE)
