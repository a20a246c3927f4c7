"""Findings between equals, the statements that answer them, and the measures that follow."""

import hashlib
from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models.cycle import Dialogue, Participation
from quality_dialog.models.framework import Criterion
from quartiersarbeit.guards import Guard, never_deleted, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither, in_order


class FindingKind(models.TextChoices):
    """What a finding says."""

    STRENGTH = "strength", "Stärke"
    NEED = "need", "Handlungsbedarf"
    OBSERVATION = "observation", "Beobachtung"


class Stance(models.TextChoices):
    """How a participant answers a finding."""

    AGREES = "agrees", "stimmt zu"
    AGREES_WITH_REMARK = "agrees_with_remark", "stimmt mit Anmerkung zu"
    DISSENTS = "dissents", "abweichende Auffassung"


class FindingQuerySet(models.QuerySet):
    """Findings of quality dialogues."""

    def visible_to(self, user):
        """The city and audit see shared ones and the city's drafts; a partner shared ones and its drafts."""
        mine = self.filter(dialogue__in=Dialogue.objects.visible_to(user))
        return mine.filter(Q(shared_on__isnull=False) | Q(raised_for=user.partner_id))

    def shared(self, on: date):
        """Shared with the participants on that day or before."""
        return self.filter(shared_on__lte=on)

    def agreed(self, on: date):
        """Every participant but the one who raised it agreed, and nobody dissents; silence is no consent."""
        by_city = Statement.objects.current(on).filter(finding=OuterRef("pk"), city=True, stance__in=AGREEING)
        return (
            self.shared(on)
            .filter(Exists(_participants()), ~Exists(_without_consent(on)), ~Exists(_dissent(on)))
            .filter(Q(raised_for__isnull=True) | Exists(by_city))
        )

    def disputed(self, on: date):
        """At least one participant dissents from the wording shared."""
        return self.shared(on).filter(Exists(_dissent(on)))

    def open(self, on: date):
        """Shared and neither agreed nor disputed: somebody has not answered yet."""
        return self.shared(on).filter(
            ~Q(pk__in=self.model.objects.agreed(on)), ~Q(pk__in=self.model.objects.disputed(on))
        )

    def carried_over(self, on: date):
        """Those a later year had taken over by that day: what is still to be done stands there."""
        return self.filter(Exists(_successors(on)))

    def standing(self, on: date):
        """Those no later year had taken over by that day, so that nothing counts twice over the years."""
        return self.filter(~Exists(_successors(on)))

    def left_open(self, on: date):
        """Shared, standing, and either not answered by all or with a measure unfinished."""
        unfinished = Measure.objects.unfinished(on).filter(finding=OuterRef("pk"))
        waiting = self.model.objects.open(on)
        return self.shared(on).standing(on).filter(Q(pk__in=waiting.values("pk")) | Exists(unfinished))

    def touched(self):
        """Those that are more than what was taken over: new, answered, or with a measure moved or added."""
        own = Measure.objects.filter(finding=OuterRef("pk")).filter(
            Q(carried_over_from__isnull=True)
            | Q(done_on__isnull=False)
            | Q(dropped_on__isnull=False)
            | Exists(MeasureStep.objects.filter(measure=OuterRef("pk")))
        )
        answers = Statement.objects.filter(finding=OuterRef("pk"))
        return self.filter(Q(carried_over_from__isnull=True) | Exists(own) | Exists(answers))


def _successors(on: date):
    return Finding.objects.filter(carried_over_from=OuterRef("pk"), raised_on__lte=on)


def _participants():
    return Participation.objects.filter(dialogue=OuterRef("dialogue"))


def _dissent(on: date):
    return Statement.objects.current(on).filter(finding=OuterRef("pk"), stance=Stance.DISSENTS)


def _without_consent(on: date):
    consent = Statement.objects.current(on).filter(
        finding=OuterRef(OuterRef("pk")), partner=OuterRef("partner"), stance__in=AGREEING
    )
    return _participants().filter(~Exists(consent), ~Q(partner=Coalesce(OuterRef("raised_for"), 0)))


AGREEING = (Stance.AGREES, Stance.AGREES_WITH_REMARK)


@tracked()
class Finding(models.Model):
    """Something found in a dialogue (Feststellung); `raised_for` is empty when the city raised it."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="findings", verbose_name="Dialog")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="Kriterium"
    )
    kind = models.CharField("Art", max_length=20, choices=FindingKind)
    wording = models.TextField("Wortlaut")
    raised_on = models.DateField("Erfasst am")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Erfasst von"
    )
    raised_for = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="Eingebracht von",
        help_text="Leer: eingebracht von der Stadt.",
    )
    shared_on = models.DateField("Geteilt am", null=True, blank=True)
    carried_over_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_over_to",
        verbose_name="Übernommen aus",
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "Feststellung"
        verbose_name_plural = "Feststellungen"
        ordering = ["dialogue", "raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="finding_has_wording",
                condition=~Q(wording=""),
                violation_error_message="Eine Feststellung braucht einen Wortlaut.",
            ),
            models.CheckConstraint(
                name="finding_shared_after_raised",
                condition=Q(shared_on__isnull=True) | Q(shared_on__gte=F("raised_on")),
                violation_error_message="Geteilt wird eine Feststellung frühestens, wenn sie erfasst ist.",
            ),
            models.UniqueConstraint(
                fields=["carried_over_from"],
                name="finding_carried_over_once",
                violation_error_message="Diese Feststellung ist schon in ein späteres Jahr übernommen.",
            ),
        ]

    def __str__(self) -> str:
        return self.wording if len(self.wording) <= 80 else f"{self.wording[:79]}…"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:finding_detail", args=[self.pk])

    @property
    def wording_sha256(self) -> str:
        """SHA-256 of the wording as UTF-8: what a statement answers."""
        return hashlib.sha256(self.wording.encode()).hexdigest()

    def carry_over(self, dialogue: Dialogue, *, by, on: date) -> "Finding":
        """The same finding in a later year's dialogue, with its unfinished measures, by reference.

        Nobody has answered it there yet: what was agreed last year is asked anew. Its criterion is the one
        of the same code in the new year's framework. The database refuses to carry it over twice.
        """
        unfinished = list(self.measures.unfinished(on).with_due(on))
        carried = Finding.objects.create(
            dialogue=dialogue,
            criterion=self.criterion and self.criterion.counterpart(dialogue.cycle.framework_id),
            kind=self.kind,
            wording=self.wording,
            raised_on=on,
            raised_by=by,
            raised_for=self.raised_for,
            shared_on=on,
            carried_over_from=self,
        )
        for measure in unfinished:
            carried.measures.create(
                title=measure.title,
                responsible=measure.responsible,
                resolved_on=measure.resolved_on,
                due_on=max(measure.due, measure.resolved_on),
                carried_over_from=measure,
            )
        return carried


class StatementQuerySet(models.QuerySet):
    """Statements on findings."""

    def visible_to(self, user):
        """The statements on the findings one sees."""
        return self.filter(finding__in=Finding.objects.visible_to(user))

    def current(self, on: date):
        """Those given by that day that answer the wording as it stands now, the newest of each side."""
        newer = Statement.objects.filter(
            Q(partner=OuterRef("partner")) | Q(city=True) & Q(city=OuterRef("city")),
            Q(given_on__gt=OuterRef("given_on")) | Q(given_on=OuterRef("given_on"), pk__gt=OuterRef("pk")),
            finding=OuterRef("finding"),
            wording_sha256=OuterRef("wording_sha256"),
            given_on__lte=on,
        )
        return self.filter(given_on__lte=on, wording_sha256=_sha256_of("finding__wording")).filter(
            ~Exists(newer)
        )


def _sha256_of(path: str):
    """The hash PostgreSQL computes of a text column, equal to `Finding.wording_sha256`."""
    utf8 = models.Func(
        F(path), models.Value("UTF8"), function="convert_to", output_field=models.BinaryField()
    )
    digest = models.Func(utf8, function="sha256", output_field=models.BinaryField())
    return models.Func(digest, models.Value("hex"), function="encode", output_field=models.CharField())


@tracked()
class Statement(models.Model):
    """A participant's answer (Stellungnahme) to exactly one wording; a new answer is a new row."""

    finding = models.ForeignKey(
        Finding, models.CASCADE, related_name="statements", verbose_name="Feststellung"
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="Kooperationspartner",
    )
    city = models.BooleanField("Für die Stadt", default=False)
    stance = models.CharField("Haltung", max_length=20, choices=Stance)
    text = models.TextField("Text", blank=True)
    wording_sha256 = models.CharField("SHA-256 des Wortlauts", max_length=64)
    given_on = models.DateField("Abgegeben am")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Abgegeben von"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "Stellungnahme"
        verbose_name_plural = "Stellungnahmen"
        ordering = ["finding", "given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statement_speaks_for_one_side",
                condition=Q(partner__isnull=False, city=False) | Q(partner__isnull=True, city=True),
                violation_error_message="Eine Stellungnahme spricht für einen Partner oder für die Stadt.",
            ),
            models.CheckConstraint(
                name="statement_dissent_explained",
                condition=Q(stance=Stance.AGREES) | ~Q(text=""),
                violation_error_message="Anmerkung oder abweichende Auffassung brauchen einen Text.",
            ),
        ]
        triggers = [
            Guard(
                name="statement_answers_wording",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("answered", "text")],
                func=(
                    "SELECT encode(sha256(convert_to(wording, 'UTF8')), 'hex') INTO answered"
                    " FROM quality_dialog_finding WHERE id = NEW.finding_id FOR NO KEY UPDATE;"
                    " IF answered IS DISTINCT FROM NEW.wording_sha256 THEN "
                    + raising(
                        "statement_answers_wording",
                        "Der Wortlaut hat sich geändert. Lesen Sie ihn neu und nehmen Sie dann Stellung.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            Guard(
                name="statement_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(),
                func=raising(
                    "statement_kept", "Eine Stellungnahme ändert sich nicht; geben Sie eine neue ab."
                )
                + " RETURN NEW;",
            ),
            never_deleted(
                "statement_kept_delete",
                "Eine Stellungnahme wird nicht gelöscht; geben Sie eine neue ab.",
                code="statement_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner or 'Stadt Bielefeld'}: {self.get_stance_display()}"


class MeasureQuerySet(models.QuerySet):
    """Measures from findings."""

    def visible_to(self, user):
        """The measures of the findings one sees."""
        return self.filter(finding__in=Finding.objects.visible_to(user))

    def standing(self, on: date):
        """Those that count on that day: of a chain over the years the newest link there was by then."""
        successors = Measure.objects.filter(carried_over_from=OuterRef("pk"), finding__raised_on__lte=on)
        return self.filter(
            ~Exists(successors), Q(carried_over_from__isnull=True) | Q(finding__raised_on__lte=on)
        )

    def unfinished(self, on: date):
        """Neither done nor dropped by that day, nor taken over into a later year."""
        return self.standing(on).filter(
            Q(done_on__isnull=True) | Q(done_on__gt=on), Q(dropped_on__isnull=True) | Q(dropped_on__gt=on)
        )

    def with_due(self, on: date):
        """Adds `due`: the day it is due after the postponements agreed by that day."""
        postponed = MeasureStep.objects.filter(
            measure=OuterRef("pk"), on__lte=on, new_due_on__isnull=False
        ).order_by("-on", "-pk")
        return self.annotate(due=Coalesce(models.Subquery(postponed.values("new_due_on")[:1]), F("due_on")))

    def overdue(self, on: date):
        """Unfinished, and due before that day."""
        return self.unfinished(on).with_due(on).filter(due__lt=on)


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

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> str:
        """Who carries the measure, in German."""
        return str(self.responsible) if self.responsible else "Stadt Bielefeld"


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
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}: {self.text[:60]}"
