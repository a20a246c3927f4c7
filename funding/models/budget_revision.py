"""What a year was given until it was revised: an earlier day still knows the earlier amounts."""

import pgtrigger
from django.db import models

from funding.models.fiscal_year import FiscalYear
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import Guard, queued, raising, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.sight import of_seen

_BY_REVISING = "Was ein Jahr früher erhielt, hält die Datenbank selbst fest, wenn es geändert wird."
# Only the year's own guard writes it, one trigger below the one that asks; by then the year says the new day.
_REVISED_THEN = f"""
IF pg_trigger_depth() < 2 OR NOT EXISTS (SELECT FROM funding_fiscalyear y WHERE y.id = NEW.fiscal_year_id
    AND (y.revised_on, y.revised_by_id) = (NEW."on", NEW.by_id)) THEN
  {raising("budget_revision_by_revising", _BY_REVISING)}
END IF;
RETURN NULL;
"""


class BudgetRevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the years one sees."""
        return of_seen(self, "fiscal_year", FiscalYear.objects.visible_to(user))


@tracked()
class BudgetRevision(models.Model):
    """A year's earlier amounts (euros), and who changed them when; to what says the next one, or the year.

    Written by the database alone (guard `revised`), whoever revises the year and how.
    """

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="revisions", verbose_name="Haushaltsjahr"
    )
    appropriation = EuroField("Früherer Haushaltsansatz")
    carry_over_received = EuroField("Frühere Ermächtigungsübertragung")
    on = models.DateField("Geändert am")
    by = person("Geändert von", null=False, blank=False)

    objects = BudgetRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "Änderung des Haushaltsansatzes"
        verbose_name_plural = "Änderungen des Haushaltsansatzes"
        ordering = ["fiscal_year", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_revision_amounts_not_negative",
                condition=within_euros("appropriation", 0) & within_euros("carry_over_received", 0),
                violation_error_message="Frühere Beträge sind nicht negativ.",
            ),
        ]
        triggers = [
            queued(),
            Guard(
                name="budget_revision_by_revising",
                when=pgtrigger.After,  # a false amount is refused as such
                operation=pgtrigger.Insert,
                func=_REVISED_THEN,
            ),
            written_once(
                "budget_revision_immutable",
                "Was ein Jahr früher erhielt, ändert sich nicht mehr und wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {german.euro(self.appropriation)} bis {german.day(self.on)}"
