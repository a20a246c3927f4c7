"""The meeting of a dialogue: when and where, and who was there. Its day stands with the dialogue."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.db import models, transaction
from django.db.models import F, Q

from partners.models import Contact, Notification, Partner
from quality_dialog.dialogue.models.cycle import RECORDED, Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.news import INVITATION_CHANGED, INVITED
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import says_what_stands, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.past import refuse_future
from quartiersarbeit.ground.refusals import refuse

SHARED = "Das Protokoll dieses Gesprächs ist geteilt; das Gespräch bleibt an seinem Tag."


class InvitationQuerySet(OfDialogueQuerySet):
    """Invitations to the meetings of dialogues."""

    @transaction.atomic
    def invite(
        self, *, dialogue: Dialogue, day: date, starts_at: time, ends_at: time, place: str, by, on: date
    ) -> "Invitation":
        """Say when and where; a new day or place replaces the old one and counts up, as calendars ask.

        The day stays (code `meeting_recorded`) once findings were written down on it: they were found then. A passed
        one is replaced by a day to come only (code `meeting_passed`).
        """
        stored = Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
        if stored.meeting_on != day and stored.has_record():
            refuse("meeting_recorded", RECORDED, field="day")
        if stored.meeting_on != day and stored.minutes_shared_on:
            refuse("meeting_recorded", SHARED, field="day")
        if stored.meeting_on and stored.meeting_on < on and stored.meeting_on != day < on:
            message = f"Der {german.day(stored.meeting_on)} ist vorbei. Ein neuer Termin liegt nicht auch schon zurück."
            refuse("meeting_passed", message, field="day")
        if dialogue.cycle.entered_on:
            refuse_future(day, on, "day")
        if day < dialogue.cycle.opened_on:
            message = "Das Gespräch liegt nicht vor der Eröffnung des Qualitätsdialogs."
            refuse("meeting_before_cycle", message, field="day")
        if stored.meeting_on and stored.meeting_on != day:
            stored.former_meetings.create(meeting_on=stored.meeting_on, on=on, by=by)
        dialogue.meeting_on = day
        dialogue.save(update_fields=["meeting_on"])
        known = self.filter(dialogue=dialogue).first()
        invitation = known or self.model(dialogue=dialogue, sequence=-1)
        invitation.sequence += 1
        invitation.starts_at, invitation.ends_at, invitation.place = starts_at, ends_at, place
        invitation.invited_on, invitation.invited_by = on, by
        invitation.save()
        words = {"day": f"{german.day(day)} um {starts_at:%H:%M} Uhr", "place": place}
        occasion = INVITATION_CHANGED if known else INVITED
        people = () if dialogue.cycle.entered_on else dialogue.people()  # nobody is invited to what is over
        Notification.objects.tell(occasion, dialogue, to=people, by=by, on=on, **words)
        return invitation


@tracked()
class FormerMeeting(models.Model):
    """A meeting that was moved: the day it stood on, until when, and who moved it."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="former_meetings", verbose_name="Dialog"
    )
    meeting_on = models.DateField("War am")
    on = models.DateField("Verlegt am")
    by = person("Verlegt von", null=False, blank=False)

    objects = OfDialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Verlegtes Gespräch"
        verbose_name_plural = "Verlegte Gespräche"
        ordering = ["dialogue", "on", "pk"]
        triggers = [
            says_what_stands(
                "former_meeting_stood",
                "Verlegt wird ein Gespräch von dem Tag, an dem es stattfinden sollte.",
                parent="quality_dialog_dialogue",
                key="dialogue_id",
                columns=("meeting_on",),
            ),
            written_once(
                "former_meeting_immutable",
                "Wann ein verlegtes Gespräch sein sollte, ändert sich nicht mehr und wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue}: verlegt vom {german.day(self.meeting_on)}"


@tracked()
class Invitation(models.Model):
    """Time and place of a dialogue's meeting; `sequence` counts the changes, for people's calendars."""

    dialogue = models.OneToOneField(
        Dialogue, models.CASCADE, related_name="invitation", verbose_name="Dialog"
    )
    starts_at = models.TimeField("Beginn")
    ends_at = models.TimeField("Ende")
    place = models.CharField("Ort", max_length=200)
    invited_on = models.DateField("Eingeladen am")
    invited_by = person("Eingeladen von", null=False, blank=False)
    sequence = models.PositiveSmallIntegerField("Fassung der Einladung", default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung zum Dialoggespräch"
        verbose_name_plural = "Einladungen zu Dialoggesprächen"
        ordering = ["dialogue"]
        constraints = [
            CheckConstraint(
                name="invitation_ends_after_start",
                field="ends_at",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Das Ende liegt nicht nach dem Beginn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue}, {self.starts_at:%H:%M} Uhr, {self.place}"


class AttendanceQuerySet(OfDialogueQuerySet):
    """Who was present at the meetings of dialogues."""

    @transaction.atomic
    def note(
        self,
        *,
        dialogue: Dialogue,
        contacts: Iterable[Contact] = (),
        others: Sequence[str] = (),
        by,
        on: date,
    ) -> None:
        """Exactly these were there: contacts of the partners, and others by their function."""
        Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
        stored = self.filter(dialogue=dialogue)
        here = {contact.pk: contact for contact in contacts}
        stored.filter(contact__isnull=False).exclude(contact__in=here).delete()
        stored.filter(contact__isnull=True).exclude(function__in=others).delete()
        known = set(stored.values_list("contact", "function"))
        rows = [(contact, contact.partner, "") for contact in here.values()]
        rows += [(None, None, function) for function in dict.fromkeys(others)]
        for contact, partner, function in rows:
            if (contact and contact.pk, function) not in known:
                self.create(
                    dialogue=dialogue,
                    contact=contact,
                    partner=partner,
                    function=function,
                    noted_on=on,
                    noted_by=by,
                )


@tracked()
class Attendance(models.Model):
    """Somebody present at a dialogue's meeting: a contact of a partner, or anybody else by their function.

    Never a resident: who takes part speaks for an organisation, an office or a committee.
    """

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="attendances", verbose_name="Dialog")
    partner = optional(Partner, "Kooperationspartner", "+")
    contact = optional(Contact, "Ansprechperson", "+")
    function = models.CharField("Funktion", max_length=200, blank=True)
    noted_on = models.DateField("Vermerkt am")
    noted_by = person("Vermerkt von", null=False, blank=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesende"
        ordering = ["dialogue", "partner", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_of_somebody",
                condition=Q(contact__isnull=False, function="") | (Q(contact__isnull=True) & ~Q(function="")),
                violation_error_message="Wählen Sie eine Ansprechperson oder nennen Sie eine Funktion.",
            ),
            once("attendance_once", "dialogue contact", "Diese Person steht schon in der Liste."),
        ]

    def __str__(self) -> str:
        return f"{self.contact} ({self.partner})" if self.contact else self.function
