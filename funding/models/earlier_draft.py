"""What drafts had planned until they were revised or taken back: an earlier day still plans with it."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from funding.models import sums
from funding.models.allocation import Allocation
from funding.models.fiscal_year import FiscalYear
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField
from quartiersarbeit.ground.guards import Guard, queued, raising, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.sight import of_seen

# What is planned with: the draft's own words at the moment they are kept, in the year of its allocation. After the
# insert, so that a false amount is refused as such.
_STOOD = f"""
IF NOT EXISTS (
  SELECT FROM funding_decision d JOIN funding_allocation a ON a.id = d.allocation_id
  WHERE d.id = NEW.draft AND d.approved_on IS NULL
    AND (a.fiscal_year_id, d.allocation_id, d.amount, d.drafted_on, d.drafted_by_id)
      = (NEW.fiscal_year_id, NEW.allocation_id, NEW.amount, NEW.drafted_on, NEW.drafted_by_id)) THEN
  {raising("earlier_draft_stood", "Als früherer Entwurf bleibt, was der Entwurf sagt, und nichts anderes.")}
END IF;
RETURN NULL;
"""


class EarlierDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the years one sees: what is only planned is the city's own business."""
        return of_seen(self, "fiscal_year", FiscalYear.objects.visible_to(user))

    def stood(self, on: date):
        """What was planned with at the end of that day, and is not any more."""
        return self.filter(sums.stood(on))


def drafted_then(on: date) -> Exists:
    """Of a decision: drafted on that day otherwise than now."""
    return Exists(EarlierDraft.objects.stood(on).filter(draft=OuterRef("pk")))


@tracked()
class EarlierDraft(models.Model):
    """A draft as it was until it was revised or taken back: its euros, and who changed it when.

    The draft and its allocation may be gone: `draft` is the decision's key, and `allocation` may point to nothing.
    A revision is kept by the database itself (guard `draft_revised`), a withdrawal by its verb.
    """

    draft = models.BigIntegerField("Schlüssel des Entwurfs")
    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="earlier_drafts", verbose_name="Haushaltsjahr"
    )
    allocation = models.ForeignKey(
        Allocation,
        models.DO_NOTHING,
        related_name="earlier_drafts",
        db_constraint=False,
        verbose_name="Zuweisung",
    )
    amount = EuroField("Früherer Betrag")
    drafted_on = models.DateField("War entworfen am")
    drafted_by = person("War entworfen von", null=False, blank=False)
    on = models.DateField("Geändert am")
    by = person("Geändert von", null=False, blank=False)

    objects = EarlierDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "Früherer Entwurf"
        verbose_name_plural = "Frühere Entwürfe"
        ordering = ["fiscal_year", "on", "pk"]
        constraints = [
            CheckConstraint(
                name="earlier_draft_amount_bounded",
                field="amount",
                condition=Q(amount__gt=0, amount__lte=MAX_EUROS) | Q(amount__lt=0, amount__gte=-MAX_EUROS),
                violation_error_message="Ein früherer Entwurf hat einen Betrag über oder unter null.",
            ),
            CheckConstraint(
                name="earlier_draft_changed_after_drafting",
                condition=Q(on__gte=F("drafted_on")),
                violation_error_message="Geändert wird ein Entwurf nicht vor dem Tag, an dem er entworfen ist.",
            ),
        ]
        triggers = [
            queued(),
            Guard(name="earlier_draft_stood", when=pgtrigger.After, operation=pgtrigger.Insert, func=_STOOD),
            written_once(
                "earlier_draft_immutable",
                "Ein früherer Entwurf ändert sich nicht mehr und wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: Entwurf über {german.euro(self.amount)} bis {german.day(self.on)}"
