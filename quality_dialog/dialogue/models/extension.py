"""More time for one partner's self-assessment: a day, why, since when, and who gave it."""

from django.db import models

from quality_dialog.dialogue.models.cycle import Dialogue
from quality_dialog.dialogue.models.participation import Participation
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import filled
from quartiersarbeit.ground.guards import never_changed, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person

_NOT_LATER = """EXISTS (
  SELECT FROM quality_dialog_participation p
  JOIN quality_dialog_dialogue d ON d.id = p.dialogue_id JOIN quality_dialog_cycle c ON c.id = d.cycle_id
  WHERE p.id = NEW.participation_id AND NEW.due_on <= greatest(
    c.assessment_due_on,
    (SELECT max(e.due_on) FROM quality_dialog_extension e WHERE e.participation_id = p.id)))"""


class ExtensionQuerySet(models.QuerySet):
    """Extended deadlines of self-assessments."""

    def visible_to(self, user):
        """The city and audit see all; a partner's people their own organisation's."""
        if user.sees_everything:
            return self
        own = Dialogue.objects.visible_to(user)
        return self.filter(participation__partner=user.sees_for, participation__dialogue__in=own)


@tracked()
class Extension(models.Model):
    """A partner's own day for its self-assessment (Fristverlängerung); before `on` the year's day counts.

    A further one is later than the one before. It goes with the participation, and else never changes.
    """

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="extensions", verbose_name="Beteiligung"
    )
    due_on = models.DateField("Neue Frist")
    reason = models.TextField("Grund")
    on = models.DateField("Verlängert am")
    by = person("Verlängert von", null=False, blank=False)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "Fristverlängerung"
        verbose_name_plural = "Fristverlängerungen"
        ordering = ["participation", "on", "pk"]
        constraints = [
            filled("extension_has_reason", "reason", "Nennen Sie den Grund.", field="reason"),
        ]
        triggers = [
            never_changed("extension_immutable", "Eine gewährte Fristverlängerung ändert sich nicht mehr."),
            refusing(
                "extension_later",
                _NOT_LATER,
                "Eine Frist wird auf einen späteren Tag verlängert als den, der gilt.",
                column="due_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: bis {german.day(self.due_on)}"
