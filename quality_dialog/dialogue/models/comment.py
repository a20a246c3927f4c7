"""Comments beside the findings: for whom they are is said before they are sent, and stays so."""

from datetime import date

from django.db import models, transaction
from django.db.models import Q

from partners.models import Notification, Partner, User
from quality_dialog.dialogue.models.cycle import Dialogue
from quality_dialog.dialogue.models.finding import Finding
from quality_dialog.dialogue.news import COMMENTED, DIALOGUE_COMMENTED
from quartiersarbeit.ground.constraints import filled
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import frozen
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse


class Audience(models.TextChoices):
    """Who may read a comment."""

    OWN = "own", "nur die eigene Seite"
    ONE = "one", "die Stadt und ein Partner"
    ALL = "all", "alle Beteiligten des Dialogs"


class CommentQuerySet(models.QuerySet):
    """Comments on findings and dialogues."""

    def visible_to(self, user):
        """Where one sees what is talked about: what is for all, for one's own side, or between both.

        Whoever sees everything reads the city's side – not what a partner keeps to itself.
        """
        about = Q(dialogue__in=Dialogue.objects.visible_to(user))
        about |= Q(finding__in=Finding.objects.visible_to(user))
        between = Q(audience=Audience.ONE)
        if not user.sees_everything:
            between &= Q(partner=user.partner_id)
        own = Q(audience=Audience.OWN, side=user.partner_id)
        return self.filter(about, Q(audience=Audience.ALL) | between | own)

    @transaction.atomic
    def write(
        self, *, about: Dialogue | Finding, text: str, audience: str, partner=None, by, on: date
    ) -> "Comment":
        """Send a comment to whom it is for; a partner's people write to the city about themselves only."""
        dialogue = about.dialogue if isinstance(about, Finding) else about
        if audience == Audience.ONE and by.partner_id:
            partner = by.partner
        if audience != Audience.ONE:
            partner = None
        elif partner is None or not dialogue.participations.filter(partner=partner).exists():
            message = "Wählen Sie den Partner, der am Dialog teilnimmt und den Kommentar lesen soll."
            refuse("comment_names_reader", message, field="partner")
        comment = self.create(
            dialogue=None if isinstance(about, Finding) else about,
            finding=about if isinstance(about, Finding) else None,
            text=text,
            audience=audience,
            partner=partner,
            side=by.partner,
            written_on=on,
            written_by=by,
        )
        readers = [person for person in dialogue.people() if comment.is_for(person)]
        occasion = COMMENTED if isinstance(about, Finding) else DIALOGUE_COMMENTED
        Notification.objects.tell(occasion, about, to=readers, by=by, on=on)
        return comment


@tracked(private=f"NEW.audience = '{Audience.OWN}' AND NEW.side_id IS NOT NULL")  # a partner to itself
class Comment(models.Model):
    """A remark outside the minutes and the reports; `side` is empty when the city wrote it."""

    dialogue = optional(Dialogue, "Dialog", "comments")
    finding = optional(Finding, "Feststellung", "comments")
    audience = models.CharField("Wer darf das lesen?", max_length=10, choices=Audience)
    partner = optional(Partner, "Lesender Partner", "+")
    side = optional(Partner, "Seite", "+")
    text = models.TextField("Kommentar")
    written_on = models.DateField("Geschrieben am")
    written_by = person("Geschrieben von", null=False, blank=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "Kommentar"
        verbose_name_plural = "Kommentare"
        ordering = ["written_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_on_one_thing",
                condition=Q(dialogue__isnull=False, finding__isnull=True)
                | Q(dialogue__isnull=True, finding__isnull=False),
                violation_error_message="Ein Kommentar gehört zu einem Dialog oder zu einer Feststellung.",
            ),
            models.CheckConstraint(
                name="comment_names_reader",
                condition=Q(audience=Audience.ONE, partner__isnull=False)
                | (~Q(audience=Audience.ONE) & Q(partner__isnull=True)),
                violation_error_message="Ein Partner wird genau dann genannt, wenn er mit der Stadt allein liest.",
            ),
            filled("comment_has_text", "text", "Schreiben Sie den Kommentar."),
        ]
        triggers = [
            *frozen(
                "comment_kept",
                "Ein Kommentar ändert sich nicht, auch nicht, wer ihn liest.",
                deleted="Ein Kommentar wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def is_for(self, user: User) -> bool:
        """Whether it is written to this person's side."""
        if self.audience == Audience.ALL:
            return True
        if self.audience == Audience.ONE:
            return user.partner_id in (None, self.partner_id)
        return user.partner_id == self.side_id

    @property
    def readers(self) -> str:
        """Who reads it, in German; every comment carries it."""
        if self.audience == Audience.ALL:
            return "für alle Beteiligten"
        if self.audience == Audience.ONE:
            return f"nur für die Stadt und {self.partner}"
        return f"nur für {self.side}" if self.side else "nur für die Stadt"
