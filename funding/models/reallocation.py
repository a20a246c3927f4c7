"""Reallocation: money of a year moves from one allocation to another, as a whole or not at all."""

from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from funding.models.allocation import Decision, decided
from funding.statuses import DecisionStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import Guard, checked, queue_up, queued, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet


class ReallocationQuerySet(StatusQuerySet):
    """Reallocations (Umschichtungen)."""

    STATUS = DecisionStatus

    def status_expression(self, on: date) -> Any:
        """Where its increase stands: the database lets both halves be approved only together."""
        return decided(on, "increase__")

    def visible_to(self, user):
        """The city's and audit's alone: it names two recipients. Each sees its own notice."""
        return self if user.sees_everything else self.none()

    def of(self, decision: Decision):
        """The one this decision is a half of, if any."""
        return self.filter(Q(reduction=decision) | Q(increase=decision))


@tracked()
class Reallocation(HasStatus):
    """Two decisions that belong together: what one allocation gives, the other receives."""

    reduction = models.OneToOneField(Decision, models.PROTECT, related_name="+", verbose_name="Minderung")
    increase = models.OneToOneField(Decision, models.PROTECT, related_name="+", verbose_name="Erhöhung")

    objects = ReallocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Umschichtung"
        verbose_name_plural = "Umschichtungen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="reallocation_two_decisions",
                condition=~Q(reduction=F("increase")),
                violation_error_message="Eine Umschichtung besteht aus zwei Bescheiden.",
            ),
        ]
        triggers = [
            queued(),
            *checked(
                "reallocation",
                "funding_check_reallocations",
                "SELECT id FROM changed",
                pgtrigger.Insert,
                pgtrigger.Update,
            ),
            Guard(
                name="reallocation_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT 1 FROM funding_decision WHERE id IN (OLD.reduction_id, OLD.increase_id)"
                    " AND approved_on IS NOT NULL) THEN "
                    + raising(
                        "reallocation_immutable", "Eine freigegebene Umschichtung ändert sich nicht mehr."
                    )
                    + " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        way = f"{self.reduction.allocation.site} → {self.increase.allocation.site}"
        return f"Umschichtung {german.euro(self.increase.amount)}, {way}"

    def get_absolute_url(self) -> str:
        return reverse("funding:reallocation_detail", args=[self.pk])

    @transaction.atomic
    def approve(self, *, by, on: date) -> None:
        """Make both halves binding in one act; refused for one, refused for both.

        Codes: `decision_immutable`, `decision_dual_control`, and the database's.
        """
        queue_up()
        self.refresh_from_db()
        if self.increase.approved_on:
            raise ValidationError("Diese Umschichtung ist schon freigegeben.", code="decision_immutable")
        if self.increase.drafted_by_id == by.pk:
            raise ValidationError(
                "Vier-Augen-Prinzip: Sie haben diese Umschichtung entworfen und können sie nicht freigeben.",
                code="decision_dual_control",
            )
        # One statement, so that no guard ever sees one half without the other.
        Decision.objects.filter(pk__in=[self.reduction_id, self.increase_id]).update(
            approved_on=on, approved_by=by
        )
        for half in (self.reduction, self.increase):
            half.freeze_notice(by=by, on=on)
        self.refresh_from_db()
        self.increase.allocation.require_proof(by=by, on=on)  # it may be the first money bound there

    @transaction.atomic
    def withdraw(self, *, reason: str, by) -> None:
        """Take both drafts back; codes: `decision_immutable`, `not_ones_own`."""
        queue_up()
        self.refresh_from_db()
        halves = (self.reduction, self.increase)
        if self.increase.approved_on:
            raise ValidationError("Diese Umschichtung ist schon freigegeben.", code="decision_immutable")
        if self.increase.drafted_by_id != by.pk:
            text = "Eine Umschichtung nimmt nur zurück, wer sie entworfen hat."
            raise ValidationError(text, code="not_ones_own")
        with pghistory.context(reason=reason):
            self.delete()
            for half in halves:
                half.delete()
