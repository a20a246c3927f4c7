"""Which sites a negotiation is about."""

from django.db import models

from partners.models import Negotiation
from quartiersarbeit.ground.constraints import UniqueConstraint
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.sight import of_seen
from sites.models.site import Site


class SiteInQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Part of the talks, so the city's own business."""
        return of_seen(self, "negotiation", Negotiation.objects.visible_to(user))


@tracked()
class SiteInQuestion(models.Model):
    """A site that a negotiation is about."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="in_question", verbose_name="Standort")
    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="in_question", verbose_name="Kooperationsgespräch"
    )

    objects = SiteInQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "Standort im Gespräch"
        verbose_name_plural = "Standorte im Gespräch"
        ordering = ["negotiation", "site"]
        constraints = [
            UniqueConstraint(
                fields=["site", "negotiation"],
                name="site_in_question_once",
                violation_error_message="Dieser Standort gehört schon zu dem Gespräch.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} – {self.negotiation}"
