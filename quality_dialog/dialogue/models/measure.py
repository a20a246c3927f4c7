"""What follows from findings: measures with an owner and a day, their progress, and how they end."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, When
from django.db.models.functions import Coalesce

from partners.models import Notification, Partner
from quality_dialog.dialogue.duties import ANSWERED_WITHIN, MEASURE_CONFIRM, MEASURE_FINISH
from quality_dialog.dialogue.models.finding import Finding, seen_by
from quality_dialog.dialogue.news import (
    MEASURE_CONFIRMED,
    MEASURE_DONE,
    MEASURE_DROPPED,
    MEASURE_NOTED,
    MEASURE_POSTPONED,
    MEASURE_SENT_BACK,
    MEASURE_TAKEN_BACK,
)
from quality_dialog.dialogue.statuses import TAKEN_OVER, UNDER_WAY, MeasureStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, frozen, never_changed, never_deleted, raising, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.past import entered
from quartiersarbeit.ground.periods import in_order
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.written import of_the_day


class MeasureQuerySet(StatusQuerySet):
    """Measures from findings."""

    STATUS = MeasureStatus

    def visible_to(self, user):
        """The measures of the findings one sees."""
        return self.filter(seen_by(user, "finding__"))

    def with_due(self, on: date):
        """Adds `due`: the day it is due after the postponements agreed by that day."""
        return self.annotate(due=_due(on))

    def with_grounds(self, on: date):
        """With `due`."""
        return self.with_due(on)

    def status_expression(self, on: date) -> models.Case:
        """Where a measure stands at the end of that day; over `due`, as `with_due` adds it."""
        later = _links(on)
        return first_of(
            MeasureStatus,
            (~_is_there(on), MeasureStatus.NOT_YET),
            (_dropped(on), MeasureStatus.DROPPED),
            (Q(done_on__lte=on, confirmed_on__lte=on), MeasureStatus.CONFIRMED),
            (_done(on), MeasureStatus.DONE),
            (Exists(later.filter(finding__raised_on__gt=OuterRef("due"))), MeasureStatus.CARRIED_OVERDUE),
            (Exists(later), MeasureStatus.CARRIED_OVER),
            (~_has_begun(on), MeasureStatus.ARRIVING),
            (Q(due__lt=on), MeasureStatus.OVERDUE),
            (~Q(due=F("due_on")), MeasureStatus.POSTPONED),
            otherwise=MeasureStatus.OPEN,
        )

    def under_way(self, on: date):
        """What can be worked on, and what a new year takes over: not ended, not taken over by that day."""
        return self.filter(_unended(on), ~Exists(_links(on)))

    def unfinished(self, on: date):
        """What was still to be done at the end of that day, each once over the years.

        The year that owes a measure keeps it until the end of the day on which a later one takes it over.
        """
        return self.filter(_unfinished(on))

    def overdue(self, on: date):
        """Unfinished, and due before that day."""
        return self.with_due(on).filter(_overdue(on))

    def with_being_overdue(self, on: date):
        """Adds `due` and `is_overdue`."""
        overdue = ExpressionWrapper(_overdue(on), models.BooleanField())
        return self.with_due(on).annotate(is_overdue=overdue)

    def done(self, on: date):
        """Reported done by that day, and not sent back by then; adds the day as `reported_on`."""
        stands = When(done_on__lte=on, then=F("done_on"))
        believed = models.Subquery(_believed(on).order_by("-pk").values("done_on")[:1])
        return self.filter(_done(on)).annotate(reported_on=Case(stands, default=believed))

    def owed(self, on: date) -> list[Owed]:
        """The next steps: its owner's until it is reported done, then the other side's."""
        named = {"subject": "title", "site": "finding__dialogue__site"}
        done = self.done(on).in_status(on, MeasureStatus.DONE)
        # What was over when it was entered is late with nothing; that it was done, the city itself confirms.
        then = Q(entered_on__isnull=False, reported_on__lte=F("entered_on"))
        unconfirmed = done.exclude(then)
        begun = Q(entered_on__isnull=True) | Q(entered_on__lte=on, due__gte=F("entered_on"))
        sides = unconfirmed.filter(responsible__isnull=True).annotate(
            side=F("finding__dialogue__participations__partner"),
            joined=F("finding__dialogue__participations__joined_on"),
        )
        taking_part = sides.filter(Q(joined__isnull=True) | Q(joined__lte=on), side__isnull=False)
        return [
            owes(
                self.unfinished(on).with_due(on).filter(begun),
                MEASURE_FINISH,
                since="resolved_on",
                due_on="due",
                partner="responsible",
                **named,
            ),
            owes(done.filter(then, entered_on__lte=on), MEASURE_CONFIRM, since="entered_on", **named),
            # The other side of a partner's measure is the city; of the city's, whoever takes part.
            owes(
                unconfirmed.filter(responsible__isnull=False), MEASURE_CONFIRM, since="reported_on", **named
            ),
            owes(
                taking_part,
                MEASURE_CONFIRM,
                since="reported_on",
                due_on=F("reported_on") + ANSWERED_WITHIN,
                partner="side",
                **named,
            ),
        ]

    def most_urgent_first(self, on: date):
        """Agreed by that day, with `due` and `status`: what is still to be done before all else, by its day."""
        ended = Case(When(status__in=UNDER_WAY, then=0), default=1)
        return self.filter(_is_there(on)).with_status(on).order_by(ended, "due", "pk")

    def by_urgency(self, on: date) -> list["Measure"]:
        """The same read at once; put in order here, for the database would ask once more where each stands."""
        found: Any = self.filter(_is_there(on)).with_status(on).order_by("pk")
        return sorted(found, key=lambda one: (one.status not in UNDER_WAY, one.due, one.pk))


@of_the_day("quality_dialog.Measure")
def _due(on: date) -> Coalesce:
    postponed = MeasureStep.objects.filter(measure=OuterRef("pk"), on__lte=on, new_due_on__isnull=False)
    last = postponed.order_by("-on", "-pk").values("new_due_on")[:1]
    return Coalesce(models.Subquery(last), F("due_on"))


@of_the_day("quality_dialog.Measure")
def _unfinished(on: date) -> Q:
    counted_later = _links(on).filter(Q(finding__raised_on__lt=on) | _dropped(on) | _done(on))
    return _unended(on) & _has_begun(on) & ~Q(Exists(counted_later))


def _overdue(on: date) -> Q:
    """Over `due`."""
    return _unfinished(on) & Q(due__lt=on)


def _links(on: date):
    """The link that a later year made of the outer measure by that day."""
    # That it was taken over from anything at all is said besides: most were not, and the planner then knows.
    taken_over = Measure.objects.filter(carried_over_from__isnull=False)
    return taken_over.filter(carried_over_from=OuterRef("pk"), finding__raised_on__lte=on)


def _has_begun(on: date) -> Q:
    """Whether this link counts: one that took over another does from the day after."""
    return Q(carried_over_from__isnull=True) | Q(finding__raised_on__lt=on)


def _unended(on: date) -> Q:
    return _is_there(on) & ~_dropped(on) & ~_done(on)


def _is_there(on: date) -> Q:
    """Agreed by then; a link of a chain keeps the day of the agreement, but is there from its year on."""
    return Q(resolved_on__lte=on) & (Q(carried_over_from__isnull=True) | Q(finding__raised_on__lte=on))


def _dropped(on: date) -> Q:
    return Q(dropped_on__isnull=False, dropped_on__lte=on)


def _done(on: date) -> Q:
    """Reported done, whether or not that was sent back on a later day."""
    return Q(done_on__isnull=False, done_on__lte=on) | Q(Exists(_believed(on)))


def _believed(on: date):
    return MeasureReturn.objects.filter(measure=OuterRef("pk"), done_on__lte=on, returned_on__gt=on)


# For which side somebody acts, the account says when they do it: done by the owner's people, confirmed by anybody
# else's. Who belongs to the owner too does not confirm for another organisation. What was done before it was entered
# („nacherfasst“) two people of the city read in the files.
BOTH_SIDES = f"""
SELECT partner_id INTO doer FROM partners_user WHERE id = NEW.done_by_id;
SELECT partner_id INTO confirmer FROM partners_user WHERE id = NEW.confirmed_by_id;
IF NEW.done_on <= NEW.entered_on AND doer IS NULL
   AND (NEW.confirmed_by_id IS NULL OR (confirmer IS NULL AND NEW.confirmed_on >= NEW.done_on)) THEN
  RETURN NEW;
END IF;
IF NEW.done_by_id IS NOT NULL AND doer IS DISTINCT FROM NEW.responsible_id
   AND (TG_OP = 'INSERT' OR OLD.done_by_id IS DISTINCT FROM NEW.done_by_id
        OR OLD.responsible_id IS DISTINCT FROM NEW.responsible_id) THEN
  {raising("measure_done_by_owner", "Erledigt meldet, wer für die Maßnahme verantwortlich ist.")}
END IF;
IF NEW.confirmed_by_id IS NOT NULL
   AND (TG_OP = 'INSERT' OR OLD.confirmed_by_id IS DISTINCT FROM NEW.confirmed_by_id
        OR OLD.responsible_id IS DISTINCT FROM NEW.responsible_id)
   AND (confirmer IS NOT DISTINCT FROM NEW.responsible_id OR EXISTS (
     SELECT 1 FROM partners_membership b WHERE b.person_id = NEW.confirmed_by_id
        AND b.partner_id = NEW.responsible_id AND b.ended_on IS NULL)) THEN
  {raising("measure_confirmed_by_other_side", "Bestätigt wird eine Maßnahme von der anderen Seite.")}
END IF;
RETURN NEW;
"""

_DUE_STANDS = "Eine vereinbarte Frist bleibt stehen; sie wird mit einem Grund verschoben."
_STEP_STANDS = "Was an einem Tag vereinbart wurde, ändert sich nicht mehr. Erfassen Sie einen neuen Schritt."
SENT_BACK = "Was als erledigt gemeldet ist, wird von der anderen Seite zurückgegeben, nicht gelöscht."
RETURN_KEPT = "Eine Rückgabe ändert sich nicht und wird nicht gelöscht."


# Of a finding that a partner has not shared yet, nobody else knows.
OF_A_DRAFT = """EXISTS (SELECT FROM quality_dialog_finding f
  WHERE f.id = NEW.finding_id AND f.shared_on IS NULL AND f.raised_for_id IS NOT NULL)"""


@tracked(private=OF_A_DRAFT)
class Measure(HasStatus):
    """What follows from a finding (Maßnahme): always with an owner and a day; no owner means the city."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="measures", verbose_name="Feststellung")
    title = models.CharField("Was", max_length=250)
    responsible = optional(Partner, "Verantwortlich", "measures", help_text="Leer: die Stadt.")
    resolved_on = models.DateField("Vereinbart am")
    resolved_by = person("Vereinbarung erfasst von")
    due_on = models.DateField("Fällig am")
    done_on, done_by = day_and_person(
        "measure_done_has_person",
        "Erledigt am",
        "Erledigt gemeldet von",
        "Zur Erledigung gehören Datum und Person.",
    )
    confirmed_on, confirmed_by = day_and_person(
        "measure_confirmed_has_person",
        "Bestätigt am",
        "Bestätigt von",
        "Zur Bestätigung gehören Datum und Person.",
    )
    dropped_on, dropped_by = day_and_person(
        "measure_dropped_has_person",
        "Aufgegeben am",
        "Aufgegeben von",
        "Zur Aufgabe gehören Datum und Person.",
    )
    drop_reason = models.TextField("Grund der Aufgabe", blank=True)
    entered_on = entered()
    carried_over_from = optional("self", "Übernommen aus", "carried_over_to")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        ordering = ["due_on", "pk"]
        indexes = [found_by("measure_found", "title")]
        constraints = [
            models.CheckConstraint(
                name="measure_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True)
                | (in_order("done_on", "confirmed_on") & ~Q(confirmed_by=F("done_by"))),
                violation_error_message="Bestätigt wird eine erledigte Maßnahme, und zwar von der anderen Seite.",
            ),
            filled(
                "measure_drop_reasoned",
                "drop_reason",
                "Nennen Sie den Grund, warum die Maßnahme aufgegeben wird.",
                once_on="dropped_on",
            ),
            models.CheckConstraint(
                name="measure_done_or_dropped",
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                violation_error_message="Eine Maßnahme ist erledigt oder aufgegeben, nicht beides.",
            ),
            CheckConstraint(
                name="measure_due_after_resolved",
                field="due_on",
                condition=Q(due_on__gte=F("resolved_on")),
                violation_error_message="Die Frist liegt vor dem Tag der Vereinbarung.",
            ),
            CheckConstraint(
                name="measure_entered_after_agreed",
                field="resolved_on",
                condition=Q(entered_on__isnull=True) | Q(entered_on__gte=F("resolved_on")),
                violation_error_message="Eine nacherfasste Maßnahme ist nicht erst in der Zukunft vereinbart.",
            ),
            once(
                "measure_carried_over_once",
                "carried_over_from",
                "Diese Maßnahme ist schon in ein späteres Jahr übernommen.",
            ),
        ]
        triggers = [
            Guard(
                name="measure_both_sides",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("done_by_id", "confirmed_by_id", "responsible_id"),
                declare=[("doer", "bigint"), ("confirmer", "bigint")],
                func=BOTH_SIDES,
            ),
            refusing(
                "measure_done_sent_back",
                "NOT EXISTS (SELECT 1 FROM quality_dialog_measurereturn WHERE measure_id = OLD.id"
                " AND done_on = OLD.done_on AND done_by_id = OLD.done_by_id)",
                SENT_BACK,
                column="done_on",
                operation=pgtrigger.UpdateOf("done_on", "done_by_id"),
                condition=pgtrigger.Condition(
                    "OLD.done_on IS NOT NULL AND OLD.confirmed_on IS NULL AND"
                    " (OLD.done_on, OLD.done_by_id) IS DISTINCT FROM (NEW.done_on, NEW.done_by_id)"
                ),
            ),
            never_changed("measure_due_stands", _DUE_STANDS, when=pgtrigger.AnyChange("due_on")),
            *frozen(
                "measure_confirmed_kept",
                "Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr.",
                when=pgtrigger.Q(old__confirmed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("quality_dialog:measure_detail", self.pk)

    @property
    def owner(self) -> str:
        """Who carries the measure, in German."""
        return str(self.responsible) if self.responsible else city().name

    def first_due_on(self) -> date:
        """The day it was first agreed for, in the year the chain began."""
        first, seen = self, {self.pk}
        while first.carried_over_from and first.carried_over_from_id not in seen:
            first = first.carried_over_from
            seen.add(first.pk)
        return first.due_on

    @property
    def was_done_then(self) -> bool:
        """Whether it was done before it was entered."""
        return bool(self.entered_on and self.done_on and self.done_on <= self.entered_on)

    def is_of(self, user) -> bool:
        """Whether this person's side carries it."""
        return self.responsible_id == user.partner_id

    def may_be_ended_by(self, user) -> bool:
        """Its owner's side, and the city that keeps the list."""
        return self.is_of(user) or user.partner_id is None

    # --- verbs ---------------------------------------------------------------------------------------

    @transaction.atomic
    def note(self, *, text: str, by, on: date) -> "MeasureStep":
        """What has been done so far; said by its owner's side or the city."""
        self._locked_for(by)
        step = self.steps.create(on=on, by=by, text=text)
        self._tell(MEASURE_NOTED, by, on)
        return step

    @transaction.atomic
    def postpone(self, *, new_due_on: date, text: str, by, on: date) -> "MeasureStep":
        """A later day, with the reason; never one that is past already."""
        self._locked_for(by)
        step = self.steps.create(on=on, by=by, text=text, new_due_on=new_due_on)
        self._tell(MEASURE_POSTPONED, by, on, day=german.day(new_due_on))
        return step

    @transaction.atomic
    def finish(self, *, by, on: date) -> None:
        """Its owner's side says that it is done; the other side confirms."""
        self._locked_for(by)
        self.done_on, self.done_by = on, by
        self.save(update_fields=["done_on", "done_by"])
        self._tell(MEASURE_DONE, by, on)

    @transaction.atomic
    def confirm(self, *, by, on: date) -> None:
        """The other side agrees that it is done: from now on nothing changes any more."""
        self._reported_done()
        self.confirmed_on, self.confirmed_by = on, by
        self.save(update_fields=["confirmed_on", "confirmed_by"])
        self._tell(MEASURE_CONFIRMED, by, on)

    @transaction.atomic
    def send_back(self, *, text: str, by, on: date) -> "MeasureStep":
        """The other side does not find it done; the reason becomes a note, and it is unfinished again."""
        self._reported_done()
        if self.is_of(by):
            refuse("measure_sent_back_by_other", "Zurückgegeben wird eine Maßnahme von der anderen Seite.")
        return self._undone(MEASURE_SENT_BACK, f"Nicht bestätigt: {text}", by=by, on=on)

    @transaction.atomic
    def take_back(self, *, reason: str, by, on: date) -> "MeasureStep":
        """Its owner's side takes its report of being done back, before the other side confirmed it; with the reason.

        Codes: `measure_not_reported_done`, `measure_of_another`.
        """
        self._reported_done()
        if not self.is_of(by):
            refuse(
                "measure_of_another",
                "Zurücknehmen kann die Meldung nur, wer für die Maßnahme verantwortlich ist.",
            )
        return self._undone(MEASURE_TAKEN_BACK, f"Meldung zurückgenommen: {reason}", by=by, on=on)

    def _undone(self, occasion: Occasion, text: str, *, by, on: date) -> "MeasureStep":
        """Unfinished again: what was reported stays as a return, why as a note."""
        stored = Measure.objects.get(pk=self.pk)
        self.returns.create(done_on=stored.done_on, done_by=stored.done_by, returned_on=on, returned_by=by)
        self.done_on = self.done_by = None
        self.save(update_fields=["done_on", "done_by"])
        step = self.steps.create(on=on, by=by, text=text)
        self._tell(occasion, by, on)
        return step

    @transaction.atomic
    def drop(self, *, reason: str, by, on: date) -> None:
        """Give it up, with the reason."""
        self._locked_for(by)
        self.dropped_on, self.dropped_by, self.drop_reason = on, by, reason
        self.save(update_fields=["dropped_on", "dropped_by", "drop_reason"])
        self._tell(MEASURE_DROPPED, by, on)

    def _tell(self, occasion: Occasion, by, on: date, **words: str) -> None:
        people = self.finding.dialogue.people()
        Notification.objects.tell(occasion, self, to=people, by=by, on=on, **words)

    def _locked_for(self, by) -> None:
        """Held until the end; refused where it is no longer under way, and to those whose measure it is not."""
        stored, status = self._held()
        if status in TAKEN_OVER:
            later = Measure.objects.select_related("finding__dialogue__cycle").get(carried_over_from=self)
            text = f"Diese Maßnahme wird im {later.finding.dialogue.cycle} weitergeführt. Bearbeiten Sie sie dort."
            refuse("measure_taken_over", text)
        if status not in UNDER_WAY:
            refuse("measure_ended", f"Diese Maßnahme ist schon beendet: {status}.")
        if not stored.may_be_ended_by(by):
            refuse("measure_of_another", "Das tut, wer für die Maßnahme verantwortlich ist, oder die Stadt.")

    def _reported_done(self) -> None:
        _, status = self._held()
        if status != MeasureStatus.DONE:
            refuse(
                "measure_not_reported_done",
                "Bestätigen lässt sich nur, was erledigt gemeldet und noch nicht bestätigt ist.",
            )

    def _held(self) -> tuple["Measure", MeasureStatus]:
        """As stored, locked until the end, and where all that is recorded leaves it."""
        stored = Measure.objects.select_for_update(no_key=True).get(pk=self.pk)
        return stored, stored.status_on(date.max)


class OfMeasureQuerySet(models.QuerySet):
    """What belongs to a measure: its progress, and what was sent back."""

    def visible_to(self, user):
        """Of the measures one sees."""
        return of_seen(self, "measure", Measure.objects.visible_to(user))


@tracked()
class MeasureReturn(models.Model):
    """A report of being done that the other side did not find true (Rückgabe): until its day it had stood."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="returns", verbose_name="Maßnahme")
    done_on = models.DateField("Erledigt gemeldet am")
    done_by = person("Erledigt gemeldet von", null=False, blank=False)
    returned_on = models.DateField("Zurückgegeben am")
    returned_by = person("Zurückgegeben von", null=False, blank=False)

    objects = OfMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückgabe einer Maßnahme"
        verbose_name_plural = "Rückgaben von Maßnahmen"
        ordering = ["measure", "returned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_returned_after_done",
                condition=Q(returned_on__gte=F("done_on")),
                violation_error_message="Zurückgegeben wird erst, was erledigt gemeldet ist.",
            ),
        ]
        triggers = [
            Guard(
                name="measure_return_kept",
                operation=pgtrigger.Update,
                func=raising("measure_return_kept", RETURN_KEPT) + " RETURN NEW;",
            ),
            never_deleted("measure_return_kept_delete", RETURN_KEPT, code="measure_return_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, zurückgegeben am {self.returned_on:%d.%m.%Y}"


@tracked()
class MeasureStep(models.Model):
    """A dated note on a measure; with `new_due_on` it postpones it, for the reason in the text."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps", verbose_name="Maßnahme")
    on = models.DateField("Datum")
    by = person("Von", null=False, blank=False)
    text = models.TextField("Text")
    new_due_on = models.DateField("Neue Frist", null=True, blank=True)

    objects = OfMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Fortschritt einer Maßnahme"
        verbose_name_plural = "Fortschritt der Maßnahmen"
        ordering = ["measure", "on", "pk"]
        constraints = [
            filled("measure_step_has_text", "text", "Schreiben Sie, was geschehen ist."),
            CheckConstraint(
                name="measure_step_postpones_ahead",
                field="new_due_on",
                condition=Q(new_due_on__isnull=True) | Q(new_due_on__gte=F("on")),
                violation_error_message="Die neue Frist liegt nicht vor dem Tag, an dem sie vereinbart wird.",
            ),
        ]
        triggers = [
            never_changed("measure_step_stands", _STEP_STANDS, when=pgtrigger.AnyChange("on", "new_due_on")),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}: {self.text[:60]}"
