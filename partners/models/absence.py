"""Who stands in for whom, and when: an absence (Abwesenheit) and its deputy (Vertretung)."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Greatest

from partners.models.notification import Notification
from partners.models.user import User
from partners.news import ABSENCE_ENDED, ABSENCE_ENTERED
from partners.statuses import PeriodStatus
from quartiersarbeit.ground import german, pairs
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, ExclusionConstraint
from quartiersarbeit.ground.guards import Guard, differs, never_deleted, raising, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.periods import ends_after_start
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

# Who maintains accounts; only they enter and end what is not their own.
MAINTAINS = "partners.change_user"
KEPT = "Eine Vertretung ändert sich nicht. Beenden Sie sie, und tragen Sie eine neue ein."
ANOTHERS = "Eine Vertretung trägt jede und jeder für sich ein, für andere nur die Verwaltung."
ONESELF = "Niemand vertritt sich selbst."
BACKDATED = "Eine Vertretung beginnt frühestens heute: Rückwirkend gibt sie niemandem Rechte."
BY_DEPUTY = "Sich selbst setzt niemand als Vertretung ein. Das tut die abwesende Person oder jemand anderes."
OTHER_SIDE = "Vertreten kann nur, wer zur selben Organisation gehört."
INACTIVE = "Das Konto der Vertretung ist gesperrt."
BOTH_AWAY = "In diesem Zeitraum ist die Vertretung selbst abwesend."
STANDS_IN = (
    "In diesem Zeitraum vertreten Sie oder diese Person jemand anderen. Beenden Sie zuerst diese Vertretung, "
    "oder wählen Sie einen anderen Zeitraum."
)


def counting() -> Func:
    """The days for which it counts, for the exclusion constraint: not from the day on which it was ended."""
    last = Greatest(F("starts_on"), Coalesce(F("ended_on"), F("ends_on") + 1))
    half_open = RangeBoundary(inclusive_lower=True, inclusive_upper=False)
    return Func("starts_on", last, half_open, function="DATERANGE", output_field=DateRangeField())


class AbsenceQuerySet(StatusQuerySet):
    """Absences and their deputies."""

    STATUS = PeriodStatus

    def visible_to(self, user):
        """All for those who see everything, else one's own and those in which one stands in."""
        return self if user.sees_everything else self.of(user)

    def of(self, user):
        """Those in which this person is away or stands in."""
        return self.filter(Q(person=user.pk) | Q(deputy=user.pk))

    def current(self, on: date):
        """Those that count on that day: from the day on which one is ended, it does not."""
        return self.filter(_current(on))

    def status_expression(self, on: date):
        """Whether it lies ahead, counts or is over."""
        ahead = Q(starts_on__gt=on) & (Q(ended_on=None) | Q(ended_on__gt=on))
        return first_of(
            PeriodStatus,
            (ahead, PeriodStatus.AHEAD),
            (_current(on), PeriodStatus.CURRENT),
            otherwise=PeriodStatus.PAST,
        )

    def unfinished(self, on: date):
        """Those that count on that day, or will."""
        return self.in_status(on, PeriodStatus.AHEAD, PeriodStatus.CURRENT)

    def lending(self, on: date):
        """Those whose deputy has the absent person's rights on that day: of the same side still, and not locked out."""
        same_side = Q(person__partner=F("deputy__partner")) | Q(person__partner=None, deputy__partner=None)
        return self.current(on).filter(same_side, person__is_active=True, deputy__is_active=True)

    def deputy_of(self, user, on: date) -> User | None:
        """Who stands in for this person on that day; None for nobody."""
        found = self.lending(on).filter(person=user.pk).select_related("deputy").first()
        return found.deputy if found else None

    @transaction.atomic
    def enter(self, *, person: User, deputy: User, starts_on: date, ends_on: date, by, on: date) -> "Absence":
        """An absence from today on or later, one's own, or by Verwaltung for others.

        Codes: `absence_of_another`, `absence_not_in_past`, `absence_deputy_is_another`, `absence_by_deputy`, and the
        database's: `absence_once_at_a_time`, `absence_ends_after_start`, `absence_same_side`,
        `absence_deputy_active`, `absence_deputy_present`, `absence_stands_in`.
        """
        if by.pk != person.pk and not by.has_perm(MAINTAINS):
            refuse("absence_of_another", ANOTHERS)
        if starts_on < on:
            refuse("absence_not_in_past", BACKDATED, field="starts_on")
        if deputy.pk == person.pk:
            refuse("absence_deputy_is_another", ONESELF, field="deputy")
        if by.pk == deputy.pk:
            refuse("absence_by_deputy", BY_DEPUTY, field="deputy")
        entered = self.create(
            person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on, entered_on=on, entered_by=by
        )
        Notification.objects.tell(ABSENCE_ENTERED, entered, to=[person, deputy], by=by, on=on)
        return entered


def _current(on: date) -> Q:
    return Q(starts_on__lte=on, ends_on__gte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))


# Rows of people are taken first, in one order: two who stand in for each other at this moment wait for one another.
_DEPUTY = f"""
PERFORM 1 FROM partners_user WHERE id IN (NEW.person_id, NEW.deputy_id) ORDER BY id FOR NO KEY UPDATE;
SELECT partner_id INTO persons_side FROM partners_user WHERE id = NEW.person_id;
SELECT partner_id, is_active INTO deputys_side, can_act FROM partners_user WHERE id = NEW.deputy_id;
IF persons_side IS DISTINCT FROM deputys_side THEN {raising("absence_same_side", OTHER_SIDE, "deputy")} END IF;
IF NOT can_act THEN {raising("absence_deputy_active", INACTIVE, "deputy")} END IF;
IF EXISTS (SELECT 1 FROM partners_absence a WHERE a.person_id = NEW.deputy_id
           AND a.starts_on <= NEW.ends_on AND NEW.starts_on <= a.ends_on
           AND (a.ended_on IS NULL OR a.ended_on > greatest(a.starts_on, NEW.starts_on)))
THEN {raising("absence_deputy_present", BOTH_AWAY, "deputy")} END IF;
IF EXISTS (SELECT 1 FROM partners_absence a WHERE a.deputy_id = NEW.person_id
           AND a.starts_on <= NEW.ends_on AND NEW.starts_on <= a.ends_on
           AND (a.ended_on IS NULL OR a.ended_on > greatest(a.starts_on, NEW.starts_on)))
THEN {raising("absence_stands_in", STANDS_IN, "starts_on")} END IF;
RETURN NEW;
"""


@tracked()
class Absence(HasStatus):
    """Days on which a person is away and another stands in for them (Vertretung)."""

    person = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="Abwesende Person")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputising", verbose_name="Vertretung")
    starts_on = models.DateField("Von")
    ends_on = models.DateField("Bis", help_text="Der letzte Tag der Vertretung.")
    entered_on = models.DateField("Eingetragen am")
    entered_by = pairs.person("Eingetragen von", null=False, blank=False)
    ended_on, ended_by = pairs.day_and_person(
        "absence_end_has_person",
        "Beendet am",
        "Beendet von",
        "Zum vorzeitigen Ende gehören Datum und Person.",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "Vertretung"
        verbose_name_plural = "Vertretungen"
        ordering = ["-starts_on", "-pk"]
        default_permissions = ()
        constraints = [
            ends_after_start("absence_ends_after_start"),
            CheckConstraint(
                name="absence_deputy_is_another",
                field="deputy",
                condition=~Q(deputy=F("person")),
                violation_error_message=ONESELF,
            ),
            CheckConstraint(
                name="absence_by_deputy",
                field="deputy",
                condition=~Q(deputy=F("entered_by")),
                violation_error_message=BY_DEPUTY,
            ),
            CheckConstraint(
                name="absence_not_in_past",
                field="starts_on",
                condition=Q(starts_on__gte=F("entered_on")),
                violation_error_message=BACKDATED,
            ),
            CheckConstraint(
                name="absence_ended_in_time",
                field="ended_on",
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("entered_on"), ended_on__lte=F("ends_on")),
                violation_error_message="Vorzeitig endet eine Vertretung, solange sie noch nicht vorbei ist.",
            ),
            ExclusionConstraint(
                name="absence_once_at_a_time",
                field="starts_on",
                expressions=[("person", RangeOperators.EQUAL), (counting(), RangeOperators.OVERLAPS)],
                violation_error_message="In diesem Zeitraum ist schon eine Vertretung eingetragen.",
            ),
        ]
        triggers = [
            Guard(
                name="absence_deputy",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("persons_side", "bigint"), ("deputys_side", "bigint"), ("can_act", "boolean")],
                func=_DEPUTY,
            ),
            refusing(
                "absence_kept",
                "OLD.ended_on IS NOT NULL OR "
                + differs("person_id", "deputy_id", "starts_on", "ends_on", "entered_on", "entered_by_id"),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("absence_kept_delete", KEPT, code="absence_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.names}, {self.days}"

    @property
    def names(self) -> str:
        """Who stands in for whom."""
        return f"{self.deputy} vertritt {self.person}"

    @property
    def days(self) -> str:
        """From when until when, as it was entered."""
        return german.period(self.starts_on, self.ends_on)

    def get_absolute_url(self) -> str:
        return address("partners:absence_list")

    def may_be_ended_by(self, user) -> bool:
        """Whoever is away themselves, and Verwaltung."""
        return self.person_id == user.pk or user.has_perm(MAINTAINS)

    @transaction.atomic
    def end(self, *, by, on: date) -> None:
        """Back early, or entered by mistake: from this day on nobody stands in any more.

        Codes: `absence_of_another`, `absence_over`.
        """
        stored = Absence.objects.select_for_update(no_key=True).get(pk=self.pk)
        if not stored.may_be_ended_by(by):
            refuse("absence_of_another", "Beenden kann sie, wer abwesend ist, oder die Verwaltung.")
        if stored.ended_on or stored.ends_on < on:
            refuse("absence_over", "Diese Vertretung ist schon vorbei.")
        stored.ended_on, stored.ended_by = on, by
        stored.save(update_fields=["ended_on", "ended_by"])
        Notification.objects.tell(ABSENCE_ENDED, stored, to=[stored.person, stored.deputy], by=by, on=on)
