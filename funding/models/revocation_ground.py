"""Grounds for revocation: since when one is known starts the limit within which a revocation may be approved."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value

from funding.duties import REVOCATION_DECIDE
from funding.models.allocation import Allocation
from funding.models.legal_period import LegalPeriod, PeriodKind, ends
from funding.statuses import GroundStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, filled
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import (
    Guard,
    differs,
    never_changed,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
)
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write

_STANDS = "Ein Widerrufsgrund bleibt, wie er eingetragen ist; nur seine Entscheidung kommt noch hinzu."
_DECIDED = "Über diesen Widerrufsgrund ist schon entschieden."


class RevocationGroundQuerySet(StatusQuerySet):
    STATUS = GroundStatus

    def status_expression(self, on: date) -> Any:
        """What came of each by the end of that day."""
        return first_of(
            GroundStatus,
            (Q(decision__approved_on__lte=on), GroundStatus.DECIDED),
            (Q(dropped_on__lte=on), GroundStatus.DROPPED),
            otherwise=GroundStatus.OPEN,
        )

    def visible_to(self, user):
        """The city's and audit's."""
        return self if user.sees_everything else self.none()

    def open(self, on: date):
        """Recorded by that day and neither dropped nor decided by then."""
        return self.filter(recorded_on__lte=on).in_status(on, GroundStatus.OPEN)

    def owed(self, on: date) -> list[Owed]:
        """The decision on an allocation's oldest one, from the day that the law's row says; nothing without a row."""
        since = ends(PeriodKind.REVOCATION_DUE, "known_on", on)
        known = Q(known_on__lt=OuterRef("known_on")) | Q(known_on=OuterRef("known_on"), pk__lt=OuterRef("pk"))
        older = RevocationGround.objects.open(on).filter(known, allocation=OuterRef("allocation"))
        rows = self.open(on).filter(~Exists(older)).annotate(reminded_on=since).filter(reminded_on__lte=on)
        return [
            owes(
                rows,
                REVOCATION_DECIDE,
                subject=wording("allocation__site__name", Value(" "), "allocation__fiscal_year__year"),
                since="reminded_on",
                due_on=ends(PeriodKind.REVOCATION, "known_on", on),
                site="allocation__site",
                key="allocation_id",
            )
        ]

    @transaction.atomic
    def record(
        self, *, allocation: Allocation, what: str, known_on: date, by, on: date
    ) -> "RevocationGround":
        """Keep a ground for revocation and since when it is known. Code: `ground_in_future`."""
        queue_up()
        if known_on > on:
            refuse("ground_in_future", "Dieser Tag liegt in der Zukunft.", field="known_on")
        return self.create(
            allocation=allocation, what=what, known_on=known_on, recorded_on=on, recorded_by=by
        )


@tracked()
class RevocationGround(HasStatus):
    """Why money may be taken back, and since when the city knows (Widerrufsgrund).

    It is open until a revocation of its allocation is approved (`decision`, written by the database), or until
    somebody says why there is none.
    """

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="revocation_grounds", verbose_name="Zuweisung"
    )
    what = models.TextField("Grund")
    known_on = models.DateField("Bekannt seit")
    recorded_on = models.DateField("Eingetragen am")
    recorded_by = person("Eingetragen von", null=False, blank=False)
    decision = models.ForeignKey(
        "funding.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="grounds",
        verbose_name="Widerruf",
    )
    dropped_on, dropped_by = day_and_person(
        "ground_drop_has_person", "Verzicht am", "Verzicht von", "Zum Verzicht gehören Datum und Person."
    )
    drop_reason = models.TextField("Grund des Verzichts", blank=True)

    objects = RevocationGroundQuerySet.as_manager()

    class Meta:
        verbose_name = "Widerrufsgrund"
        verbose_name_plural = "Widerrufsgründe"
        ordering = ["known_on", "pk"]
        constraints = [
            filled("ground_is_said", "what", "Nennen Sie den Grund.", field="what"),
            CheckConstraint(
                name="ground_known_before_recorded",
                field="known_on",
                condition=Q(recorded_on__gte=F("known_on")),
                violation_error_message="Bekannt ist ein Grund nicht erst nach seiner Eintragung.",
            ),
            CheckConstraint(
                name="ground_dropped_afterwards",
                field="dropped_on",
                condition=Q(dropped_on__isnull=True) | Q(dropped_on__gte=F("recorded_on")),
                violation_error_message="Der Verzicht liegt vor der Eintragung des Grundes.",
            ),
            filled(
                "ground_drop_has_reason",
                "drop_reason",
                "Nennen Sie, warum nicht widerrufen wird.",
                once_on="dropped_on",
                field="drop_reason reason",
            ),
        ]
        triggers = [
            queued(),
            never_changed(
                "ground_immutable",
                _STANDS,
                when=pgtrigger.Condition(
                    "OLD.decision_id IS NOT NULL OR OLD.dropped_on IS NOT NULL OR "
                    + differs("allocation_id", "what", "known_on", "recorded_on", "recorded_by_id")
                ),
            ),
            never_deleted("ground_immutable_delete", _STANDS, code="ground_immutable"),
            refusing(
                "ground_decided_once",
                "NEW.decision_id IS NOT NULL AND (NEW.dropped_on IS NOT NULL OR NOT EXISTS (SELECT"
                " FROM funding_decision d WHERE d.id = NEW.decision_id AND d.kind = 'revocation'"
                " AND d.allocation_id = NEW.allocation_id AND d.approved_on >= NEW.known_on))",
                "Über einen Widerrufsgrund entscheidet ein freigegebener Widerruf seiner Zuweisung oder ein Verzicht.",
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"Widerrufsgrund, bekannt seit {german.day(self.known_on)}"

    def limit(self, on: date) -> date | None:
        """The last day on which a revocation may be approved; None where no row counts on that day."""
        row = LegalPeriod.objects.of(PeriodKind.REVOCATION, on)
        return row.ends_on(self.known_on) if row else None

    @transaction.atomic
    def drop(self, *, reason: str, by, on: date) -> None:
        """Say why there is no revocation on this ground. Code: `ground_decided`."""
        queue_up()
        self.refresh_from_db()
        if self.decision_id or self.dropped_on:
            refuse("ground_decided", _DECIDED)
        write(self, dropped_on=on, dropped_by=by, drop_reason=reason)


_IN_TIME = (
    """
IF NEW.approved_on IS NULL OR NEW.kind <> 'revocation' OR (TG_OP = 'UPDATE' AND OLD.approved_on IS NOT NULL) THEN
  RETURN NULL;
END IF;
SELECT min(known_on) INTO known FROM funding_revocationground
 WHERE allocation_id = NEW.allocation_id AND decision_id IS NULL AND dropped_on IS NULL;
IF known IS NULL THEN
  """
    + raising(
        "revocation_ground_missing", "Zu diesem Widerruf steht nirgends, seit wann sein Grund bekannt ist."
    )
    + """
END IF;
IF known > NEW.approved_on THEN
  """
    + raising(
        "revocation_ground_known", "Der Grund des Widerrufs ist erst nach dem Tag der Freigabe bekannt."
    )
    + """
END IF;
SELECT * INTO p FROM funding_legalperiod WHERE id = funding_period_on('revocation', NEW.approved_on);
last := funding_period_end(p.id, known);
IF last < NEW.approved_on THEN
  RAISE EXCEPTION 'Der Grund ist seit dem % bekannt. Die Frist für den Widerruf endete am % (%, gültig ab %).',
    to_char(known, 'DD.MM.YYYY'), to_char(last, 'DD.MM.YYYY'), p.norm, to_char(p.valid_from, 'DD.MM.YYYY')
    USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_in_time';
END IF;
UPDATE funding_revocationground SET decision_id = NEW.id
 WHERE allocation_id = NEW.allocation_id AND decision_id IS NULL AND dropped_on IS NULL
   AND known_on <= NEW.approved_on;
RETURN NULL;
"""
)


def in_time() -> Guard:
    """A revocation is approved only with a ground, and within the limit of the oldest one; it decides on them.

    Where no row of the law counts on that day, no limit is computed. Asked of approvals from now on.
    """
    return Guard(
        name="revocation_in_time",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("p", "record"), ("known", "date"), ("last", "date")],
        func=_IN_TIME,
    )
