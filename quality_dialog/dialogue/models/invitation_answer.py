"""What those invited to a dialogue's meeting say: they come, or they do not."""

from datetime import date

from django.db import models, transaction
from django.db.models import F, Q

from partners.models import Notification, Partner
from quality_dialog.dialogue.models.cycle import Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.news import INVITATION_ANSWERED
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import says_what_stands, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse


class InvitationAnswerQuerySet(OfDialogueQuerySet):
    """Answers to invitations; the last one to the day that stands counts."""

    def standing(self, dialogue: Dialogue):
        """The last answer of each partner that takes part, to the day on which the meeting is to be."""
        to_it = self.filter(
            dialogue=dialogue, meeting_on=dialogue.meeting_on, partner__in=dialogue.partners.all()
        )
        last = to_it.order_by("partner_id", "-on", "-pk").distinct("partner_id")
        return self.filter(pk__in=last.values("pk")).order_by("partner", "pk")

    @transaction.atomic
    def answer(self, *, dialogue: Dialogue, comes: bool, text: str = "", by, on: date) -> "InvitationAnswer":
        """Say for one's organisation whether it comes; another answer may follow until the meeting.

        Codes: `not_taking_part`, `not_invited`, `meeting_over`.
        """
        stored = Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
        partner = Partner.objects.filter(dialogues=stored, pk=by.partner_id).first()
        if partner is None:
            refuse("not_taking_part", "Auf eine Einladung antwortet, wer am Dialog beteiligt ist.")
        if stored.meeting_on is None or not hasattr(stored, "invitation"):
            refuse("not_invited", "Zu diesem Gespräch ist noch nicht eingeladen.")
        if stored.meeting_on < on:
            refuse("meeting_over", f"Das Gespräch war am {german.day(stored.meeting_on)}.")
        said = {"meeting_on": stored.meeting_on, "comes": comes, "text": text.strip()}
        made = self.create(dialogue=stored, partner=partner, **said, on=on, by=by)
        words = {"party": partner.short_name, "answer": made.told, "day": german.day(stored.meeting_on)}
        city = dialogue.people().filter(partner=None)
        Notification.objects.tell(INVITATION_ANSWERED, dialogue, to=city, by=by, on=on, **words)
        return made


@tracked()
class InvitationAnswer(models.Model):
    """A partner's answer to the invitation for that day; a meeting moved to another day asks anew."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="invitation_answers", verbose_name="Dialog"
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name="Kooperationspartner")
    meeting_on = models.DateField("Gespräch am")
    comes = models.BooleanField("Kommt")
    text = models.TextField("Anmerkung", blank=True)
    on = models.DateField("Geantwortet am")
    by = person("Geantwortet von", null=False, blank=False)

    objects = InvitationAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "Antwort auf eine Einladung"
        verbose_name_plural = "Antworten auf Einladungen"
        ordering = ["dialogue", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_answered_before_meeting",
                condition=Q(on__lte=F("meeting_on")),
                violation_error_message="Geantwortet wird spätestens am Tag des Gesprächs.",
            )
        ]
        triggers = [
            says_what_stands(
                "invitation_answer_stood",
                "Geantwortet wird auf die Einladung, die gilt.",
                parent="quality_dialog_dialogue",
                key="dialogue_id",
                columns=("meeting_on",),
            ),
            written_once(
                "invitation_answer_immutable",
                "Eine Antwort auf eine Einladung ändert sich nicht; wer es sich anders überlegt, antwortet neu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner.short_name} {self.told}"

    @property
    def told(self) -> str:
        """The answer in a word or two."""
        return "kommt" if self.comes else "kommt nicht"
