"""Meetings of committees, and the stops a report makes at them (Beratungsfolge)."""

from collections.abc import Iterable
from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.lookups import GreaterThan

from partners.models import Committee, Notification
from partners.models.committee import papers_due
from partners.models.way_back import Way, WayBack, put_right_with_reason, stood
from quality_dialog.report.duties import OUTCOME_NOTE, REPORT_CORRECT, REPORT_RESCHEDULE
from quality_dialog.report.models.report import FROZEN, IN_REVIEW, Report
from quality_dialog.report.models.report_part import OfReportQuerySet
from quality_dialog.report.news import OUTCOME_NOTED
from quality_dialog.report.statuses import ConsultationStatus
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of


class MeetingQuerySet(Entered):
    """Meetings of committees."""

    def visible_to(self, user):
        """Public to all who may sign in."""
        return self if user.is_authenticated else self.none()

    @transaction.atomic
    def enter_year(self, *, committee: Committee, days: Iterable[date], by, on: date) -> "list[Meeting]":
        """The meetings of a year in one act; those that are entered already stay."""
        known = set(self.filter(committee=committee).values_list("held_on", flat=True))
        return [
            self.create(committee=committee, held_on=day) for day in sorted(set(days)) if day not in known
        ]


_MOVES = "Der Tag einer Sitzung ändert sich nur als Vorgang: unter Stammdaten, Sitzungen."
_MOVED = "In den Stammdaten geändert."


@tracked()
class Meeting(Revised, models.Model):
    """A committee's meeting (Sitzung)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name="Gremium")
    held_on = models.DateField("Sitzung am")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-held_on", "committee__position"]
        constraints = [
            once("meeting_unique", "committee held_on", "Diese Sitzung ist schon erfasst.", field="held_on")
        ]
        triggers = [
            put_right_with_reason(
                "meeting_day_stands", _MOVES, record="quality_dialog.meeting", day="held_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee.short_name} am {self.held_on:%d.%m.%Y}"

    @transaction.atomic
    def revise(self, *, by, on: date, **facts) -> "Meeting":
        """Put right, or move to another day; on the days before it was to be held on the former one."""
        if (day := facts.get("held_on", self.held_on)) != self.held_on:
            given = {"fact": "held_on", "before": self.held_on, "after": day, "reason": _MOVED}
            WayBack.objects.note(self, Way.CORRECTED, **given, by=by, on=on)
        return super().revise(by=by, on=on, **facts)


class Outcome(models.TextChoices):
    """What a committee made of a report: the end of the consultation's statuses, as it is stored."""

    NOTED = ConsultationStatus.NOTED.value, ConsultationStatus.NOTED.text
    REFERRED_BACK = ConsultationStatus.REFERRED_BACK.value, ConsultationStatus.REFERRED_BACK.text
    POSTPONED = ConsultationStatus.POSTPONED.value, ConsultationStatus.POSTPONED.text


# What the paper names stays; a stop scheduled later may go again as long as nothing came of it.
_PRINTED = f"""
wholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.report_id] WHEN 'DELETE' THEN ARRAY[OLD.report_id]
  ELSE ARRAY[OLD.report_id, NEW.report_id] END;
PERFORM 1 FROM quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;
IF EXISTS (SELECT 1 FROM quality_dialog_report r WHERE r.id = ANY(wholes) AND r.approved_on IS NOT NULL) THEN
  IF TG_OP = 'INSERT' AND NEW.scheduled_on IS NULL
     OR TG_OP = 'DELETE' AND (OLD.scheduled_on IS NULL OR OLD.outcome <> '')
     OR TG_OP = 'UPDATE' AND (NEW.report_id, NEW.meeting_id, NEW.position, NEW.scheduled_on)
        IS DISTINCT FROM (OLD.report_id, OLD.meeting_id, OLD.position, OLD.scheduled_on) THEN
    {raising("report_immutable", FROZEN)}
  END IF;
ELSIF EXISTS (SELECT 1 FROM quality_dialog_report r WHERE r.id = ANY(wholes) AND r.review_on IS NOT NULL) THEN
  {raising("report_in_review", IN_REVIEW)}
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


class ConsultationQuerySet(OfReportQuerySet, StatusQuerySet):
    """Reports' stops at meetings."""

    STATUS = ConsultationStatus

    def owed(self, on: date) -> list[Owed]:
        """What a meeting made of a report is to be recorded, and then followed; not of one that is corrected."""
        newer = Report.objects.filter(corrects=OuterRef("report")).kept(on)
        latest = self.filter(~Exists(newer), report__submitted_on__lte=on).with_status(on)
        known = Q(scheduled_on__isnull=True) | Q(scheduled_on__lte=on)
        held = stood(Meeting, "held_on", on, via="meeting")
        latest = latest.annotate(held=held)
        after = Consultation.objects.filter(known, report=OuterRef("report")).alias(held=held)
        later = after.filter(held__gt=OuterRef("held"))
        postponed = latest.filter(~Exists(later), status=ConsultationStatus.POSTPONED)
        named = {"subject": wording("meeting__committee__short_name", Value(": "), "report__subject")}
        follows = named | {"since": "outcome_on", "key": "report_id"}
        return [
            owes(
                latest.filter(known, status=ConsultationStatus.UNRECORDED),
                OUTCOME_NOTE,
                since=held,
                due_on=held,
                key=wording("report_id", Value("/"), "pk"),
                **named,
            ),
            owes(postponed, REPORT_RESCHEDULE, **follows),
            owes(latest.filter(status=ConsultationStatus.REFERRED_BACK), REPORT_CORRECT, **follows),
        ]

    def with_paper_day(self, on: date):
        """Adds `papers`: until when each meeting, held as it stands that day, wants the report."""
        held = stood(Meeting, "held_on", on, via="meeting")
        return self.annotate(papers=papers_due(held, on, via="meeting__committee"))

    def status_expression(self, on: date):
        """What was recorded of it by that day; before, whether the meeting had been held."""
        outcomes = [
            (Q(outcome=outcome, outcome_on__lte=on), ConsultationStatus(outcome))
            for outcome in Outcome.values
        ]
        held = stood(Meeting, "held_on", on, via="meeting")
        ahead = (Q(GreaterThan(held, on)), ConsultationStatus.PLANNED)
        return first_of(ConsultationStatus, *outcomes, ahead, otherwise=ConsultationStatus.UNRECORDED)


@tracked()
class Consultation(HasStatus):
    """A report's stop at a meeting (Beratungsfolge), with its outcome once there is one.

    Those without `scheduled_on` stand on the paper; a later one (after a postponement) was scheduled then.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="consultations", verbose_name="Bericht")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="consultations", verbose_name="Sitzung")
    item = models.CharField("Tagesordnungspunkt", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    scheduled_on, scheduled_by = day_and_person(
        "consultation_scheduling_has_person",
        "Nachträglich angesetzt am",
        "Angesetzt von",
        "Zur Ansetzung gehören Datum und Person.",
    )
    outcome = models.CharField("Ergebnis", max_length=20, choices=Outcome, blank=True)
    outcome_on, outcome_by = day_and_person(
        "consultation_outcome_has_person",
        "Ergebnis erfasst am",
        "Ergebnis erfasst von",
        "Zum Ergebnis gehören Datum und Person.",
    )
    remark = models.TextField("Bemerkung des Gremiums", blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungsfolge"
        ordering = ["report", "position", "pk"]
        constraints = [
            once(
                "consultation_once_per_meeting",
                "report meeting",
                "Diese Sitzung steht schon in der Beratungsfolge.",
                field="meeting",
            ),
            CheckConstraint(
                name="consultation_outcome_is_dated",
                field="outcome",
                condition=Q(outcome="", outcome_on__isnull=True)
                | ~Q(outcome="") & Q(outcome_on__isnull=False),
                violation_error_message="Ein Ergebnis trägt den Tag, an dem es erfasst ist.",
            ),
        ]
        triggers = [
            Guard(
                name="consultation_printed",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("wholes", "bigint[]")],
                func=_PRINTED,
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take a stop back that was scheduled later, before anything came of it; with the reason.

        Codes: `consultation_printed` for one that stands on the paper, `consultation_noted` with an outcome.
        """
        if self.scheduled_on is None:
            text = "Diese Sitzung steht auf dem Bericht. Bearbeiten Sie den Entwurf, oder erfassen Sie „vertagt“."
            refuse("consultation_printed", text)
        if self.outcome or self.wishes.exists():
            refuse("consultation_noted", "Zu dieser Sitzung ist schon etwas festgehalten. Sie bleibt stehen.")
        before = f"Beratung in der Sitzung {self.meeting}"
        WayBack.objects.note(self.report, Way.WITHDRAWN, before=before, reason=reason, by=by, on=on)
        self.delete()

    @transaction.atomic
    def note(self, *, item: str, outcome: str, remark: str, by, on: date) -> None:
        """Record what the committee made of it; again, to put right what was recorded wrongly."""
        if not self.report.submitted_on:
            refuse(
                "not_submitted", "Der Bericht ist noch nicht eingereicht. Erfassen Sie erst die Einreichung."
            )
        if outcome and self.meeting.held_on > on:
            text = (
                f"Die Sitzung ist erst am {self.meeting.held_on:%d.%m.%Y}. Erfassen Sie das Ergebnis danach."
            )
            refuse("future", text, field="outcome")
        self.item, self.outcome, self.remark = item, outcome, remark
        self.outcome_on, self.outcome_by = (on, by) if outcome else (None, None)
        self.save(update_fields=["item", "outcome", "remark", "outcome_on", "outcome_by"])
        if outcome:
            words = {"meeting": str(self.meeting), "outcome": self.get_outcome_display()}
            people = self.report.people()
            Notification.objects.tell(OUTCOME_NOTED, self.report, to=people, by=by, on=on, **words)


def schedule(report: Report, *, meeting: Meeting, item: str, by, on: date) -> Consultation:
    """Put an approved report on a further meeting's agenda."""
    if not report.approved_on:
        message = "Die Beratungsfolge eines Entwurfs steht in seinen Texten. Bearbeiten Sie sie dort."
        refuse("not_approved", message)
    last = report.consultations.order_by("position").last()
    return report.consultations.create(
        meeting=meeting,
        item=item,
        position=last.position + 1 if last else 1,
        scheduled_on=on,
        scheduled_by=by,
    )
