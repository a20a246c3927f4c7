"""Sites opened again: the days in between stay closed."""

from django.db import models

from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import says_what_stands
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.sight import of_seen
from sites.models.site import Site


class ReopeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the sites one sees."""
        return of_seen(self, "site", Site.objects.visible_to(user))


@tracked()
class Reopening(models.Model):
    """A site opened again: its last day before and who closed it, from when on and by whom it is open again."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="reopenings", verbose_name="Standort")
    closed_on = models.DateField("War geschlossen am")
    closed_by = person("War geschlossen von", null=False, blank=False)
    on = models.DateField("Wieder geöffnet am")
    by = person("Wieder geöffnet von", null=False, blank=False)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = "Wiedereröffnung"
        verbose_name_plural = "Wiedereröffnungen"
        ordering = ["site", "on", "pk"]
        triggers = [
            says_what_stands(
                "reopening_stood",
                "Wieder geöffnet wird, was geschlossen ist: Tag und Person der Schließung stehen beim Standort.",
                parent="sites_site",
                key="site_id",
                columns=("closed_on", "closed_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: wieder geöffnet am {german.day(self.on)}"
