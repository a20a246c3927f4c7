"""Proposed closings of a year taken back: facts of their own, so that an earlier day still knows of the proposal."""

from django.db import models
from django.db.models import F, Q

from funding.models.fiscal_year import FiscalYear
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import queued, refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.sight import of_seen


class DroppedProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the years one sees."""
        return of_seen(self, "fiscal_year", FiscalYear.objects.visible_to(user))


@tracked()
class DroppedProposal(models.Model):
    """A proposed closing taken back, so that the year goes on: whose it was, and who took it back when."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="dropped_proposals", verbose_name="Haushaltsjahr"
    )
    proposed_on = models.DateField("War vorgeschlagen am")
    proposed_by = person("War vorgeschlagen von", null=False, blank=False)
    carry_over = EuroField("Vorgeschlagene Übertragung")
    reason = models.TextField(
        "Grund", blank=True, default="", db_default=""
    )  # of those before it was asked for nobody knows
    on = models.DateField("Zurückgenommen am")
    by = person("Zurückgenommen von", null=False, blank=False)

    objects = DroppedProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "Zurückgenommener Abschluss"
        verbose_name_plural = "Zurückgenommene Abschlüsse"
        ordering = ["fiscal_year", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="dropped_proposal_after_proposal",
                condition=Q(on__gte=F("proposed_on")),
                violation_error_message="Die Rücknahme liegt vor dem Vorschlag.",
            ),
            models.CheckConstraint(
                name="dropped_proposal_amount_not_negative",
                condition=within_euros("carry_over"),
                violation_error_message="Die vorgeschlagene Übertragung ist nicht negativ.",
            ),
        ]
        triggers = [
            queued(),
            refusing(
                "dropped_proposal_has_reason",
                "NEW.reason = ''",
                "Nennen Sie den Grund, warum der Abschluss zurückgenommen wird.",
                column="reason",
            ),
            written_once(
                "dropped_proposal_immutable",
                "Ein zurückgenommener Abschluss ändert sich nicht mehr und wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: Abschluss zurückgenommen am {german.day(self.on)}"
