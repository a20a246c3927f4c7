"""Handing in a self-assessment: once, by whom and when, and opening it again with a reason."""

from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from partners.models import Notification, Partner
from quality_dialog.dialogue.models.assessment import Assessment, refuse_stranger
from quality_dialog.dialogue.models.cycle import Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.news import ASSESSMENT_REOPENED, ASSESSMENT_SUBMITTED
from quality_dialog.dialogue.statuses import MeetingStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import filled, once
from quartiersarbeit.ground.guards import never_deleted, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse

_KEPT = "Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet."


class SubmissionQuerySet(OfDialogueQuerySet):
    """Self-assessments handed in."""

    def handed_in(self, on: date):
        """Handed in by the end of that day and not open again."""
        return self.filter(submitted_on__lte=on).filter(Q(reopened_on__isnull=True) | Q(reopened_on__gt=on))

    @transaction.atomic
    def submit(self, *, dialogue: Dialogue, by, on: date) -> "Submission":
        """Hand in all answers of one's organisation; from now on the other side sees them.

        Refuses a second time (`submitted`), without any answer (`empty`) and a text without one of the
        scale's words (`unanswered_text`): silence is no answer.
        """
        Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
        refuse_stranger(dialogue, by)
        mine = Assessment.objects.filter(dialogue=dialogue, partner=by.partner_id)
        if (
            known := self.filter(dialogue=dialogue, partner=by.partner_id, reopened_on=None).first()
        ) is not None:
            said = f"Die Selbsteinschätzung ist schon am {german.day(known.submitted_on)} eingereicht worden."
            refuse("submitted", said)
        if half := list(mine.filter(rating="").exclude(text="").values_list("criterion__code", flat=True)):
            said = (
                f"Zu {german.listing(half)} haben Sie etwas geschrieben, aber keine Einschätzung gewählt. "
                "Bitte wählen Sie eine, notfalls „keine Aussage“."
            )
            refuse("unanswered_text", said)
        if not mine.answered().exists():
            refuse("empty", "Es ist noch keine Frage beantwortet. Beantworten Sie erst eine.")
        mine.filter(rating="").delete()
        made = self.create(dialogue=dialogue, partner_id=by.partner_id, submitted_on=on, submitted_by=by)
        mine.update(submitted_on=on, submitted_by=by)
        Notification.objects.tell(ASSESSMENT_SUBMITTED, dialogue, to=dialogue.people(), by=by, on=on)
        return made


@tracked()
class Submission(models.Model):
    """A partner's self-assessment of a site, handed in (Einreichung); reopened, it is history."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="submissions", verbose_name="Dialog")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="submissions", verbose_name="Kooperationspartner"
    )
    submitted_on = models.DateField("Eingereicht am")
    submitted_by = person("Eingereicht von", null=False, blank=False)
    reopened_on, reopened_by = day_and_person(
        "submission_reopening_has_person",
        "Wieder geöffnet am",
        "Wieder geöffnet von",
        "Zur Öffnung gehören Datum und Person.",
    )
    reopen_reason = models.TextField("Grund der Öffnung", blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "Einreichung"
        verbose_name_plural = "Einreichungen"
        ordering = ["dialogue", "partner", "submitted_on", "pk"]
        constraints = [
            once(
                "submission_once",
                "dialogue partner",
                "Diese Selbsteinschätzung ist schon eingereicht.",
                condition=Q(reopened_on__isnull=True),
            ),
            filled(
                "submission_reopening_reasoned",
                "reopen_reason",
                "Nennen Sie den Grund, warum die Selbsteinschätzung wieder geöffnet wird.",
                once_on="reopened_on",
            ),
            models.CheckConstraint(
                name="submission_reopened_after",
                condition=Q(reopened_on__isnull=True) | Q(reopened_on__gte=F("submitted_on")),
                violation_error_message="Wieder geöffnet wird erst, was eingereicht ist.",
            ),
        ]
        triggers = [
            refusing(
                "submission_kept",
                "OLD.reopened_on IS NOT NULL OR ROW(NEW.dialogue_id, NEW.partner_id, NEW.submitted_on,"
                " NEW.submitted_by_id) IS DISTINCT FROM ROW(OLD.dialogue_id, OLD.partner_id,"
                " OLD.submitted_on, OLD.submitted_by_id)",
                _KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("submission_kept_delete", _KEPT, code="submission_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.dialogue}, eingereicht am {german.day(self.submitted_on)}"

    @transaction.atomic
    def reopen(self, *, reason: str, by, on: date) -> None:
        """Make all its answers drafts again; the city may at any time, the partner before the meeting.

        Refuses what is open already (`reopened`), a stranger (`not_ones_own`) and the partner from the
        day of the meeting on (`after_meeting`).
        """
        dialogue = Dialogue.objects.select_for_update(no_key=True).get(pk=self.dialogue_id)
        self.refresh_from_db()
        if self.reopened_on:
            refuse("reopened", "Die Selbsteinschätzung ist schon wieder geöffnet.")
        if by.partner_id and by.partner_id != self.partner_id:
            refuse(
                "not_ones_own",
                "Das ist nicht Ihre Selbsteinschätzung. Bitten Sie die Koordination, sie zu öffnen.",
            )
        if by.partner_id and not may_reopen_alone(dialogue, on):
            said = (
                f"Das Gespräch war am {german.day(dialogue.meeting_on)}. Bitten Sie die Stadt, "
                "die Selbsteinschätzung wieder zu öffnen."
            )
            refuse("after_meeting", said)
        self.reopened_on, self.reopened_by, self.reopen_reason = on, by, reason
        self.save(update_fields=["reopened_on", "reopened_by", "reopen_reason"])
        stamped = Assessment.objects.filter(dialogue=dialogue, partner=self.partner_id)
        stamped.update(submitted_on=None, submitted_by=None)
        people = dialogue.people().filter(Q(partner=None) | Q(partner=self.partner_id))
        whose = str(self.partner)
        Notification.objects.tell(ASSESSMENT_REOPENED, dialogue, to=people, by=by, on=on, party=whose)


def may_reopen_alone(dialogue: Dialogue, on: date) -> bool:
    """Until the day before the meeting a partner opens its own self-assessment without the city."""
    return dialogue.meeting_status(on) != MeetingStatus.HELD
