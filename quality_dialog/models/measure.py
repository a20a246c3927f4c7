"""What follows from findings: measures with an owner and a day, their progress, and how they end."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models.finding import Finding, seen_by
from quartiersarbeit.guards import Guard, frozen, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, in_order


class MeasureQuerySet(models.QuerySet):
    """Measures from findings."""

    def visible_to(self, user):
        """The measures of the findings one sees."""
        return self.filter(seen_by(user, "finding__"))

    def standing(self, on: date):
        """Those that count on that day: of a chain over the years the newest link there was by then."""
        return self.filter(_standing(on))

    def taken_over(self, on: date):
        """The rest of each chain: a later year had taken it over by that day, or there was no such link yet."""
        not_yet = Q(carried_over_from__isnull=False, finding__raised_on__gt=on)
        return self.filter(Q(Exists(_successors(on))) | not_yet)

    def unfinished(self, on: date):
        """Neither done nor dropped by that day, nor taken over into a later year."""
        return self.filter(_unfinished(on))

    def with_due(self, on: date):
        """Adds `due`: the day it is due after the postponements agreed by that day."""
        postponed = MeasureStep.objects.filter(
            measure=OuterRef("pk"), on__lte=on, new_due_on__isnull=False
        ).order_by("-on", "-pk")
        return self.annotate(due=Coalesce(models.Subquery(postponed.values("new_due_on")[:1]), F("due_on")))

    def overdue(self, on: date):
        """Unfinished, and due before that day."""
        return self.unfinished(on).with_due(on).filter(due__lt=on)

    def with_states(self, on: date):
        """Adds `due`, `is_standing`, `is_unfinished` and `is_overdue`: the words above, told of each row."""
        return self.with_due(on).annotate(
            is_standing=_told(_standing(on)),
            is_unfinished=_told(_unfinished(on)),
            is_overdue=_told(_unfinished(on) & Q(due__lt=on)),
        )


def _successors(on: date):
    # That it was taken over from anything at all is said besides: most were not, and the planner then knows.
    taken_over = Measure.objects.filter(carried_over_from__isnull=False)
    return taken_over.filter(carried_over_from=OuterRef("pk"), finding__raised_on__lte=on)


def _standing(on: date) -> Q:
    return Q(~Exists(_successors(on))) & (Q(carried_over_from__isnull=True) | Q(finding__raised_on__lte=on))


def _unfinished(on: date) -> Q:
    return (
        _standing(on)
        & (Q(done_on__isnull=True) | Q(done_on__gt=on))
        & (Q(dropped_on__isnull=True) | Q(dropped_on__gt=on))
    )


def _told(rule: Q) -> models.ExpressionWrapper:
    return models.ExpressionWrapper(rule, output_field=models.BooleanField())


# Who signs in for which side, the account says: done by the owner's people, confirmed by anybody else's.
BOTH_SIDES = f"""
SELECT partner_id INTO doer FROM partners_user WHERE id = NEW.done_by_id;
SELECT partner_id INTO confirmer FROM partners_user WHERE id = NEW.confirmed_by_id;
IF NEW.done_by_id IS NOT NULL AND doer IS DISTINCT FROM NEW.responsible_id THEN
  {raising("measure_done_by_owner", "Erledigt meldet, wer für die Maßnahme verantwortlich ist.")}
END IF;
IF NEW.confirmed_by_id IS NOT NULL AND confirmer IS NOT DISTINCT FROM NEW.responsible_id THEN
  {raising("measure_confirmed_by_other_side", "Bestätigt wird eine Maßnahme von der anderen Seite.")}
END IF;
RETURN NEW;
"""


@tracked()
class Measure(models.Model):
    """What follows from a finding (Maßnahme): always with an owner and a day; no owner means the city."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="measures", verbose_name="Feststellung")
    title = models.CharField("Was", max_length=250)
    responsible = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="Verantwortlich",
        help_text="Leer: die Stadt.",
    )
    resolved_on = models.DateField("Vereinbart am")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Vereinbarung erfasst von",
    )
    due_on = models.DateField("Fällig am")
    done_on = models.DateField("Erledigt am", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Erledigt gemeldet von",
    )
    confirmed_on = models.DateField("Bestätigt am", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Bestätigt von",
    )
    dropped_on = models.DateField("Aufgegeben am", null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Aufgegeben von",
    )
    drop_reason = models.TextField("Grund der Aufgabe", blank=True)
    carried_over_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_over_to",
        verbose_name="Übernommen aus",
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        ordering = ["due_on", "pk"]
        constraints = [
            both_or_neither(
                "measure_done_has_person", "done_on", "done_by", "Zur Erledigung gehören Datum und Person."
            ),
            both_or_neither(
                "measure_confirmed_has_person",
                "confirmed_on",
                "confirmed_by",
                "Zur Bestätigung gehören Datum und Person.",
            ),
            both_or_neither(
                "measure_dropped_has_person",
                "dropped_on",
                "dropped_by",
                "Zur Aufgabe gehören Datum und Person.",
            ),
            models.CheckConstraint(
                name="measure_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True)
                | (in_order("done_on", "confirmed_on") & ~Q(confirmed_by=F("done_by"))),
                violation_error_message="Bestätigt wird eine erledigte Maßnahme, und zwar von der anderen Seite.",
            ),
            models.CheckConstraint(
                name="measure_drop_reasoned",
                condition=Q(dropped_on__isnull=True) | ~Q(drop_reason=""),
                violation_error_message="Nennen Sie den Grund, warum die Maßnahme aufgegeben wird.",
            ),
            models.CheckConstraint(
                name="measure_done_or_dropped",
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                violation_error_message="Eine Maßnahme ist erledigt oder aufgegeben, nicht beides.",
            ),
            models.CheckConstraint(
                name="measure_due_after_resolved",
                condition=Q(due_on__gte=F("resolved_on")),
                violation_error_message="Die Frist liegt vor dem Tag der Vereinbarung.",
            ),
            models.UniqueConstraint(
                fields=["carried_over_from"],
                name="measure_carried_over_once",
                violation_error_message="Diese Maßnahme ist schon in ein späteres Jahr übernommen.",
            ),
        ]
        triggers = [
            Guard(
                name="measure_both_sides",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("done_by_id", "confirmed_by_id", "responsible_id"),
                declare=[("doer", "bigint"), ("confirmer", "bigint")],
                func=BOTH_SIDES,
            ),
            *frozen(
                "measure_confirmed_kept",
                "Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr.",
                when=pgtrigger.Q(old__confirmed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:measure_detail", args=[self.pk])

    @property
    def owner(self) -> str:
        """Who carries the measure, in German."""
        return str(self.responsible) if self.responsible else "Stadt Bielefeld"

    def is_of(self, user) -> bool:
        """Whether this person's side carries it."""
        return self.responsible_id == user.partner_id

    def may_be_ended_by(self, user) -> bool:
        """Its owner's side, and the city that keeps the list."""
        return self.is_of(user) or user.partner_id is None

    @property
    def has_ended(self) -> bool:
        """Reported done, or dropped."""
        return self.done_on is not None or self.dropped_on is not None

    # --- verbs ---------------------------------------------------------------------------------------

    @transaction.atomic
    def note(self, *, text: str, by, on: date) -> "MeasureStep":
        """What has been done so far; said by its owner's side or the city."""
        self._locked_for(by)
        return self.steps.create(on=on, by=by, text=text)

    @transaction.atomic
    def postpone(self, *, new_due_on: date, text: str, by, on: date) -> "MeasureStep":
        """A later day, with the reason; never one that is past already."""
        self._locked_for(by)
        return self.steps.create(on=on, by=by, text=text, new_due_on=new_due_on)

    @transaction.atomic
    def finish(self, *, by, on: date) -> None:
        """Its owner's side says that it is done; the other side confirms."""
        self._locked_for(by)
        self.done_on, self.done_by = on, by
        self.save(update_fields=["done_on", "done_by"])

    @transaction.atomic
    def confirm(self, *, by, on: date) -> None:
        """The other side agrees that it is done: from now on nothing changes any more."""
        self._reported_done()
        self.confirmed_on, self.confirmed_by = on, by
        self.save(update_fields=["confirmed_on", "confirmed_by"])

    @transaction.atomic
    def send_back(self, *, text: str, by, on: date) -> "MeasureStep":
        """The other side does not find it done; the reason becomes a note, and it is unfinished again."""
        self._reported_done()
        if self.is_of(by):
            raise ValidationError(
                "Zurückgegeben wird eine Maßnahme von der anderen Seite.", code="measure_sent_back_by_other"
            )
        self.done_on = self.done_by = None
        self.save(update_fields=["done_on", "done_by"])
        return self.steps.create(on=on, by=by, text=f"Nicht bestätigt: {text}")

    @transaction.atomic
    def drop(self, *, reason: str, by, on: date) -> None:
        """Give it up, with the reason."""
        self._locked_for(by)
        self.dropped_on, self.dropped_by, self.drop_reason = on, by, reason
        self.save(update_fields=["dropped_on", "dropped_by", "drop_reason"])

    def _locked_for(self, by) -> None:
        """Held until the end; refused where it has ended, and to those whose measure it is not."""
        stored = Measure.objects.select_for_update(no_key=True).get(pk=self.pk)
        if stored.has_ended:
            raise ValidationError("Diese Maßnahme ist schon beendet.", code="measure_ended")
        if not stored.may_be_ended_by(by):
            raise ValidationError(
                "Das tut, wer für die Maßnahme verantwortlich ist, oder die Stadt.", code="measure_of_another"
            )

    def _reported_done(self) -> None:
        stored = Measure.objects.select_for_update(no_key=True).get(pk=self.pk)
        if stored.done_on is None or stored.confirmed_on:
            raise ValidationError(
                "Bestätigen lässt sich nur, was erledigt gemeldet und noch nicht bestätigt ist.",
                code="measure_not_reported_done",
            )


class MeasureStepQuerySet(models.QuerySet):
    """Progress of measures."""

    def visible_to(self, user):
        """The steps of the measures one sees."""
        return self.filter(measure__in=Measure.objects.visible_to(user))


@tracked()
class MeasureStep(models.Model):
    """A dated note on a measure; with `new_due_on` it postpones it, for the reason in the text."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps", verbose_name="Maßnahme")
    on = models.DateField("Datum")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Von")
    text = models.TextField("Text")
    new_due_on = models.DateField("Neue Frist", null=True, blank=True)

    objects = MeasureStepQuerySet.as_manager()

    class Meta:
        verbose_name = "Fortschritt einer Maßnahme"
        verbose_name_plural = "Fortschritt der Maßnahmen"
        ordering = ["measure", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_step_has_text",
                condition=~Q(text=""),
                violation_error_message="Schreiben Sie, was geschehen ist.",
            ),
            models.CheckConstraint(
                name="measure_step_postpones_ahead",
                condition=Q(new_due_on__isnull=True) | Q(new_due_on__gte=F("on")),
                violation_error_message="Die neue Frist liegt nicht vor dem Tag, an dem sie vereinbart wird.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}: {self.text[:60]}"
