"""What sites offer (Angebote)."""

from django.db import models

from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.periods import ends_after_start
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.statuses import HasStatus
from sites.models.site import OfSiteQuerySet, Site


class OfferKind(models.TextChoices):
    ENCOUNTER = "encounter", "Begegnung"
    ADVICE = "advice", "Beratung"
    HEALTH = "health", "Gesundheit und Bewegung"
    CULTURE = "culture", "Kultur und Bildung"
    ENGAGEMENT = "engagement", "Engagement"
    MEAL = "meal", "Mittagstisch"
    OTHER = "other", "Sonstiges"


@tracked()
class Offer(HasStatus):
    """What a site offers, how often and to whom (Angebot)."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="offers", verbose_name="Standort")
    title = models.CharField("Titel", max_length=120)
    kind = models.CharField("Art", max_length=20, choices=OfferKind)
    rhythm = models.CharField(
        "Rhythmus", max_length=120, blank=True, help_text="Zum Beispiel „jeden Dienstag“."
    )
    target_group = models.CharField("Zielgruppe", max_length=120, blank=True)
    starts_on = models.DateField("Seit")
    ends_on = models.DateField("Bis", null=True, blank=True)

    objects = OfSiteQuerySet.as_manager()

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ["site", german_key("title"), "pk"]
        constraints = [ends_after_start("offer_ends_after_start")]

    def __str__(self) -> str:
        return self.title

    def revise(self, **facts) -> None:
        """Correct the offer, or end it by giving its last day."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.save()
