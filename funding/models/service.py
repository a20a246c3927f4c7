"""Services of notices: by which way and when one reached its recipient, and when nothing can be lodged against it."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from funding.models.legal_period import LegalPeriod, PeriodKind
from funding.models.notice import Notice
from funding.statuses import ServiceStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
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
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write

_STANDS = "Eine Bekanntgabe ändert sich nicht mehr. Nehmen Sie sie mit Grund zurück, wenn sie nicht stimmt."
_BEFORE = "Bekannt gegeben wird ein Bescheid nicht vor seinem Tag."
_ONCE = "Die Bekanntgabe dieses Bescheids ist schon eingetragen."
_OUT_OF_TERM = "Ein Rechtsbehelf geht zwischen der Bekanntgabe und dem Ende der Rechtsbehelfsfrist ein."
_ACT_DAY = """(SELECT coalesce(d.approved_on, c.issued_on) FROM funding_notice n
  LEFT JOIN funding_decision d ON d.id = n.decision_id LEFT JOIN funding_repaymentclaim c ON c.id = n.claim_id
 WHERE n.id = NEW.notice_id)"""
# What the rows of the law say is counted here a second time: no writer passes with another day.
_BY_RULE = """NEW.rule_id IS DISTINCT FROM funding_period_on(NEW.way, NEW.sent_on)
  OR NEW.known_on IS DISTINCT FROM funding_period_end(NEW.rule_id, NEW.sent_on)
  OR NEW.appeal_rule_id IS DISTINCT FROM funding_period_on('appeal', NEW.known_on)
  OR NEW.appeal_until IS DISTINCT FROM funding_period_end(NEW.appeal_rule_id, NEW.known_on)"""


class ServiceWay(models.TextChoices):
    """How a notice reaches its recipient; that it lies in the app is no way."""

    POSTED = PeriodKind.POSTED.value, "mit der Post"
    FETCHED = PeriodKind.FETCHED.value, "abgeholt oder abgerufen"
    HANDED = PeriodKind.HANDED.value, "übergeben"


class ServiceQuerySet(StatusQuerySet):
    STATUS = ServiceStatus

    def status_expression(self, on: date) -> Any:
        """How far the notice had come by the end of that day."""
        return first_of(
            ServiceStatus,
            (Q(withdrawn_on__lte=on), ServiceStatus.WITHDRAWN),
            (Q(known_on__gt=on), ServiceStatus.UNDERWAY),
            (Q(appeal_ended_on__lte=on), ServiceStatus.FINAL),
            (Q(appealed_on__lte=on), ServiceStatus.APPEALED),
            (Q(appeal_until__gte=on), ServiceStatus.OPEN),
            otherwise=ServiceStatus.FINAL,
        )

    def visible_to(self, user):
        """Those of the notices one sees: a partner's own."""
        return of_seen(self, "notice", Notice.objects.visible_to(user))

    def standing_of(self, notice: Notice | None, on: date) -> "Service | None":
        """The one that counts for a notice on that day."""
        rows = self.filter(notice=notice).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
        return rows.with_status(on).select_related("rule", "appeal_rule", "recorded_by").first()

    @transaction.atomic
    def record(self, *, notice: Notice, way: str, sent_on: date, by, on: date) -> "Service":
        """Keep by which way and on which day a notice went out; the rows of the law say the rest.

        Codes: `service_in_future`, `service_after_notice`, `service_once`, `legal_period_missing`.
        """
        queue_up()
        if sent_on > on:
            refuse("service_in_future", "Dieser Tag liegt in der Zukunft.", field="sent_on")
        if sent_on < bound_on(notice):
            refuse(
                "service_after_notice",
                f"{_BEFORE[:-1]}, dem {german.day(bound_on(notice))}.",
                field="sent_on",
            )
        if self.filter(notice=notice, withdrawn_on=None).exists():
            refuse("service_once", _ONCE)
        rule = LegalPeriod.objects.wanted(way, sent_on, field="way")
        known_on = rule.ends_on(sent_on)
        appeal = LegalPeriod.objects.wanted(PeriodKind.APPEAL, known_on)
        return self.create(
            notice=notice,
            way=way,
            sent_on=sent_on,
            rule=rule,
            known_on=known_on,
            appeal_rule=appeal,
            appeal_until=appeal.ends_on(known_on),
            recorded_on=on,
            recorded_by=by,
        )


def bound_on(notice: Notice) -> date:
    """The day of the notice: of its decision's approval or its claim's issue."""
    day = notice.decision.approved_on if notice.decision else notice.claim.issued_on  # type: ignore[union-attr]
    assert day is not None  # noqa: S101  # only what binds has a notice
    return day


@tracked()
class Service(HasStatus):
    """How a notice was made known (Bekanntgabe), and from which day on it is final.

    `known_on` and `appeal_until` are computed by the rows of their day and stay as they were. An appeal keeps it from
    becoming final until it has ended.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="services", verbose_name="Bescheid")
    way = models.CharField("Weg", max_length=10, choices=ServiceWay)
    sent_on = models.DateField("Aufgegeben, abgeholt oder übergeben am")
    rule = models.ForeignKey(
        LegalPeriod, models.PROTECT, related_name="+", verbose_name="Rechtsfrist der Bekanntgabe"
    )
    known_on = models.DateField("Bekannt gegeben am")
    appeal_rule = models.ForeignKey(
        LegalPeriod, models.PROTECT, related_name="+", verbose_name="Rechtsfrist des Rechtsbehelfs"
    )
    appeal_until = models.DateField("Rechtsbehelfsfrist endet am")
    recorded_on = models.DateField("Eingetragen am")
    recorded_by = person("Eingetragen von", null=False, blank=False)
    appealed_on, appealed_by = day_and_person(
        "service_appeal_has_person",
        "Rechtsbehelf eingegangen am",
        "Rechtsbehelf eingetragen von",
        "Zum Rechtsbehelf gehören Datum und Person.",
    )
    appeal_ended_on, appeal_ended_by = day_and_person(
        "service_appeal_end_has_person",
        "Rechtsbehelf erledigt am",
        "Erledigung eingetragen von",
        "Zur Erledigung gehören Datum und Person.",
    )
    withdrawn_on, withdrawn_by = day_and_person(
        "service_withdrawal_has_person",
        "Zurückgenommen am",
        "Zurückgenommen von",
        "Zur Rücknahme gehören Datum und Person.",
    )
    withdraw_reason = models.TextField("Grund der Rücknahme", blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Bekanntgabe"
        verbose_name_plural = "Bekanntgaben"
        ordering = ["recorded_on", "pk"]
        constraints = [
            once("service_once", "notice", _ONCE, condition=Q(withdrawn_on__isnull=True)),
            CheckConstraint(
                name="service_recorded_afterwards",
                field="sent_on",
                condition=Q(recorded_on__gte=F("sent_on")),
                violation_error_message="Eingetragen wird eine Bekanntgabe nicht vor ihrem Tag.",
            ),
            CheckConstraint(
                name="service_appeal_in_term",
                field="appealed_on",
                condition=Q(appealed_on__isnull=True)
                | Q(appealed_on__gte=F("sent_on"), appealed_on__lte=F("appeal_until")),
                violation_error_message=_OUT_OF_TERM,
            ),
            CheckConstraint(
                name="service_appeal_ended_afterwards",
                field="appeal_ended_on",
                condition=Q(appeal_ended_on__isnull=True)
                | Q(appealed_on__isnull=False, appeal_ended_on__gte=F("appealed_on")),
                violation_error_message="Erledigt ist ein Rechtsbehelf nicht vor seinem Eingang.",
            ),
            CheckConstraint(
                name="service_withdrawn_afterwards",
                field="withdrawn_on",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("recorded_on")),
                violation_error_message="Zurückgenommen wird eine Bekanntgabe nicht vor ihrer Eintragung.",
            ),
            filled(
                "service_withdrawal_has_reason",
                "withdraw_reason",
                "Nennen Sie den Grund.",
                once_on="withdrawn_on",
                field="withdraw_reason reason",
            ),
        ]
        triggers = [
            queued(),
            refusing("service_after_notice", f"NEW.sent_on < {_ACT_DAY}", _BEFORE, column="sent_on"),
            Guard(
                name="service_by_rule",
                when=pgtrigger.After,  # what the row says by itself is judged first
                operation=pgtrigger.Insert,
                func=f"IF {_BY_RULE} THEN "
                + raising(
                    "service_by_rule",
                    "Wann ein Bescheid bekannt ist und bis wann ein Rechtsbehelf möglich ist, sagt die Rechtsfrist "
                    "des Tages.",
                )
                + " END IF; RETURN NULL;",
            ),
            never_changed(
                "service_immutable",
                _STANDS,
                when=pgtrigger.Condition(
                    "OLD.withdrawn_on IS NOT NULL"
                    " OR OLD.appealed_on IS NOT NULL AND "
                    + differs("appealed_on", "appealed_by_id")
                    + " OR OLD.appeal_ended_on IS NOT NULL AND "
                    + differs("appeal_ended_on", "appeal_ended_by_id")
                    + " OR "
                    + differs(
                        *("notice_id", "way", "sent_on", "rule_id", "known_on", "appeal_rule_id"),
                        *("appeal_until", "recorded_on", "recorded_by_id"),
                    )
                ),
            ),
            never_deleted("service_immutable_delete", _STANDS, code="service_immutable"),
        ]

    def __str__(self) -> str:
        return f"Bekanntgabe {self.get_way_display()} am {german.day(self.sent_on)}"

    @property
    def final_from(self) -> date:
        """The first day on which nothing can be lodged against the notice any more, as it stands now."""
        return self.appeal_ended_on or self.appeal_until + timedelta(days=1)

    @transaction.atomic
    def note_appeal(self, *, appealed_on: date, by, on: date) -> None:
        """Keep that an appeal came in: the notice does not become final before it has ended.

        Codes: `service_withdrawn`, `service_appealed`, `service_in_future`, `service_appeal_in_term`.
        """
        self._refuse_withdrawn()
        if self.appealed_on:
            refuse(
                "service_appealed",
                f"Der Rechtsbehelf vom {german.day(self.appealed_on)} ist schon eingetragen.",
            )
        if appealed_on > on:
            refuse("service_in_future", "Dieser Tag liegt in der Zukunft.", field="appealed_on")
        if appealed_on > self.appeal_until:
            until = german.day(self.appeal_until)
            refuse(
                "service_appeal_in_term",
                f"Die Rechtsbehelfsfrist endete am {until} ({self.appeal_rule.norm}).",
                field="appealed_on",
            )
        write(self, appealed_on=appealed_on, appealed_by=by)

    @transaction.atomic
    def end_appeal(self, *, appeal_ended_on: date, by, on: date) -> None:
        """Keep that the appeal has ended and the notice stands: it is final from that day on.

        Codes: `service_withdrawn`, `service_not_appealed`, `service_in_future`; from the database
        `service_appeal_ended_afterwards`, `service_immutable`.
        """
        self._refuse_withdrawn()
        if not self.appealed_on:
            refuse("service_not_appealed", "Hier ist kein Rechtsbehelf eingetragen.")
        if appeal_ended_on > on:
            refuse("service_in_future", "Dieser Tag liegt in der Zukunft.", field="appeal_ended_on")
        write(self, appeal_ended_on=appeal_ended_on, appeal_ended_by=by)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take back what was entered wrong, or did not arrive; the notice can then be served anew.

        Codes: `service_withdrawn`; from the database `service_withdrawal_has_reason`.
        """
        self._refuse_withdrawn()
        write(self, withdrawn_on=on, withdrawn_by=by, withdraw_reason=reason)

    def _refuse_withdrawn(self) -> None:
        queue_up()
        self.refresh_from_db()
        if self.withdrawn_on:
            refuse("service_withdrawn", "Diese Bekanntgabe ist zurückgenommen.")
