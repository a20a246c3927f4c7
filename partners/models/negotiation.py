"""Talks about joining the cooperation, from the first idea to the agreement or its failure."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from partners.duties import NEGOTIATION_BEGIN, NEGOTIATION_RESUME, NEGOTIATION_STEP
from partners.models.partner import Partner, Sector
from partners.statuses import NegotiationStatus, State
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import DistrictField
from quartiersarbeit.ground.constraints import CheckConstraint, filled
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import denied, refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusField, StatusQuerySet
from quartiersarbeit.ground.written import of_the_day


class Extent(models.TextChoices):
    """How many organisations a talk stands for while its counterpart is not yet named."""

    ONE = "one", "eine Organisation"
    AT_LEAST_ONE = "at_least_one", "mindestens eine Organisation"
    POSSIBLY_MORE = "possibly_more", "gegebenenfalls weitere Organisationen"


class Reason(models.TextChoices):
    """Why a talk rests or failed."""

    PANDEMIC = "pandemic", "Pandemie"
    CONDITIONS = "conditions", "unterschiedliche Vorstellungen zu den Rahmenbedingungen"
    FUNDING = "funding", "Finanzierung"
    STAFF = "staff", "fehlendes Personal"
    PREMISES = "premises", "fehlende Räume"
    OTHER = "other", "anderer Grund"


STALLED_AFTER = timedelta(days=60)  # our own measure, the city has named none: so long may a talk rest unseen
WAITING = (State.CONTACTED, State.IN_TALKS, State.PAUSED, State.TERMS_AGREED)  # somebody should take a step
REASONED = (State.PAUSED, State.FAILED)  # why, is asked and may be told
OVER = (State.CONCLUDED, State.FAILED, State.WITHDRAWN)


class NegotiationQuerySet(StatusQuerySet):
    """Talks with organisations."""

    STATUS = NegotiationStatus

    def visible_to(self, user):
        """The city's own business: only who sees everything."""
        return self if user.sees_everything else self.none()

    def begun(self, on: date):
        """Those with a first step on that day or before."""
        return self.filter(Exists(Step.objects.filter(negotiation=OuterRef("pk"), on__lte=on)))

    def with_state(self, on: date):
        """Adds `state`, `status`, `state_since`, `reason_code` and `public_wording` as of the end of that day.

        The wording is the newest one released since the talk came into that state: what was said of an
        earlier pause is no reason of a failure.
        """
        return self._with_last(on).annotate(
            state=F("last__state"),
            status=_status_of(F("last__state")),
            state_since=F("last__on"),
            last_step=F("last__pk"),
            reason_code=F("last__reason_code"),
            public_wording=_public_wording(on),
        )

    def _with_last(self, on: date):
        """Joins the last step by that day, as `last`: found once, however much of it is asked."""
        return self.annotate(last=FilteredRelation("steps", condition=Q(steps__pk=_last(on))))

    def status_expression(self, on: date):
        """What the last step by that day says, or that there is none."""
        last = _steps(on).order_by("-on", "-pk").values("state")[:1]
        return _status_of(Subquery(last))

    def in_state(self, on: date, *states: State):
        """Those whose last step by that day left them in one of the states."""
        return self.with_state(on).filter(state__in=states)

    def with_stalling(self, on: date):
        """Adds to `with_state` the day `in_state_since` and whether the talk `stalls`.

        `in_state_since` is the first step of the unbroken run of the state; `state_since` is the day of the
        last step, which may only have confirmed it.
        """
        run = _steps(on).filter(~Exists(_turned(on))).order_by("on", "pk")
        return self.with_state(on).annotate(
            in_state_since=Subquery(run.values("on")[:1]),
            stalls=ExpressionWrapper(_stalled(on), BooleanField()),
        )

    def stalled(self, on: date):
        """Those without a step for more than STALLED_AFTER, although somebody should be taking one."""
        return self.with_state(on).filter(_stalled(on))

    def unfinished(self, on: date):
        """Neither concluded nor failed nor withdrawn by that day; also those without any step.

        A talk whose first step is later had not begun on that day.
        """
        begun_later = Q(state__isnull=True) & Exists(Step.objects.filter(negotiation=OuterRef("pk")))
        return self.with_state(on).filter(Q(state__isnull=True) | ~Q(state__in=OVER)).exclude(begun_later)

    def owed(self, on: date) -> list[Owed]:
        """The next steps: the city's, at the latest when the talk would be said to stall."""
        begun = self.with_state(on)
        named = {"subject": Coalesce("partner__short_name", "working_title"), "since": "state_since"}
        resting = named | {"due_on": F("state_since") + STALLED_AFTER}
        untouched = ~Exists(Step.objects.filter(negotiation=OuterRef("pk")))  # since when, is kept nowhere
        ahead = begun.filter(untouched | Q(state=State.PLANNED))
        moving = begun.filter(state__in=[state for state in WAITING if state != State.PAUSED])
        return [
            owes(ahead, NEGOTIATION_BEGIN, **named),
            owes(moving, NEGOTIATION_STEP, **resting),
            owes(begun.filter(state=State.PAUSED), NEGOTIATION_RESUME, **resting),
        ]

    def bound_to(self, user, on: date):
        """The talks in this person's hands that are not over: a successor gets them (ground.handing_over)."""
        return self.unfinished(on).filter(responsible=user)

    def begin(self, *, sites=(), **facts):
        """A new talk, with the sites in question; its first step is recorded on its own."""
        talk = self.create(**facts)
        talk.sites.set(sites)  # the floor above hangs them on a talk
        return talk


def _status_of(state) -> ExpressionWrapper:
    """Where a talk stands whose last step says so, or that there is none."""
    return ExpressionWrapper(
        Coalesce(state, Value(NegotiationStatus.NOT_BEGUN.value)), StatusField(NegotiationStatus)
    )


@of_the_day("partners.Negotiation")
def _last(on: date) -> Subquery:
    return Subquery(_steps(on).order_by("-on", "-pk").values("pk")[:1])


@of_the_day("partners.Negotiation")
def _public_wording(on: date) -> Subquery:
    released = _steps(on).filter(~Exists(_turned(on)), wording_released_on__lte=on).order_by("-on", "-pk")
    return Subquery(released.values("public_wording")[:1])


def _steps(on: date) -> "StepQuerySet":
    """The steps by that day of the talk asked for."""
    return Step.objects.filter(negotiation=OuterRef("pk"), on__lte=on)


def _turned(on: date) -> "StepQuerySet":
    """The steps by that day that came after the one asked for and led into another state."""
    later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    steps = Step.objects.filter(later, negotiation=OuterRef("negotiation"), on__lte=on)
    return steps.exclude(state=OuterRef("state"))


def _stalled(on: date) -> Q:
    """The one rule of stalling, over the annotations of `with_state`."""
    return Q(state__in=WAITING, state_since__lt=on - STALLED_AFTER)


@tracked()
class Negotiation(HasStatus):
    """A talk (Kooperationsgespräch) with one partner, or with one not yet named."""

    partner = optional(Partner, "Kooperationspartner", "negotiations")
    working_title = models.CharField(
        "Arbeitstitel", max_length=200, blank=True, help_text="Solange das Gegenüber noch nicht feststeht."
    )
    sector = models.CharField("Bereich", max_length=20, choices=Sector)
    extent = models.CharField("Umfang", max_length=20, choices=Extent, default=Extent.ONE)
    district = DistrictField("Stadtbezirk", blank=True)
    responsible = person("Zuständig", related_name="negotiations")
    is_example = BooleanField("Beispieldatensatz", default=False)

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationsgespräch"
        verbose_name_plural = "Kooperationsgespräche"
        ordering = ["pk"]
        indexes = [found_by("negotiation_found", "working_title")]
        constraints = [
            CheckConstraint(
                name="negotiation_has_counterpart",
                field="working_title",
                condition=Q(partner__isnull=False) | ~Q(working_title=""),
                violation_error_message="Nennen Sie den Kooperationspartner oder einen Arbeitstitel.",
            )
        ]

    def __str__(self) -> str:
        return str(self.partner) if self.partner else self.working_title

    def get_absolute_url(self) -> str:
        return address("partners:negotiation_detail", self.pk)

    @property
    def task(self) -> str:
        """What whoever is responsible has to do with it."""
        return f"Kooperationsgespräch führen: {self}"

    def hand_over(self, *, to, by, on: date) -> None:
        """From now on somebody else is responsible."""
        self.responsible = to
        self.save(update_fields=["responsible"])

    def revise(self, *, sites=(), **facts) -> None:
        """Correct what is known; a talk that had only a working title gets its partner here."""
        for field, value in facts.items():
            setattr(self, field, value)
        self.save()
        self.sites.set(sites)

    @transaction.atomic
    def record(
        self,
        *,
        day: date,
        state: str,
        internal_note: str = "",
        reason_code: str = "",
        public_wording: str = "",
        by,
        on: date,
    ) -> "Step":
        """A step taken on `day`, also one from before the last: it takes its place, and earlier days then say so.

        Refuses days to come (`step_in_future`), a pause without why, and an end right before the recorded one
        (`step_ends_twice`).

        The row is locked, so that of two steps at once the second sees the first.
        """
        Negotiation.objects.select_for_update().get(pk=self.pk)
        refusals = self._refused_day(day, state, on) | refused_reason(state, reason_code, public_wording)
        if refusals:
            raise ValidationError(refusals)
        return self.steps.create(
            on=day,
            state=state,
            internal_note=internal_note,
            reason_code=reason_code,
            public_wording=public_wording,
            recorded_by=by,
        )

    def _refused_day(self, day: date, state: str, on: date) -> dict[str, ValidationError]:
        """By field, why no step stands there: a talk does not end twice without being taken up again in between."""
        if day > on:
            return {"day": denied("step_in_future", "Ein Schritt liegt nicht in der Zukunft.")}
        after = self.steps.filter(on__gt=day).order_by("on", "pk").first()
        if after and state in OVER and after.state in OVER:
            text = f"Das Gespräch endete erst am {german.day(after.on)}: {after.get_state_display()}."
            return {"day": denied("step_ends_twice", text)}
        return {}


def refused_reason(state: str, reason_code: str, public_wording: str) -> dict[str, ValidationError]:
    """By field, why a step cannot say so: a pause or failure has its reason, another state has none."""
    if state in REASONED:
        message = "Wenn ein Gespräch ruht oder gescheitert ist, wählen Sie den Grund."
        missing = denied("step_reason_given", message)
        return {} if reason_code else {"reason_code": missing}
    message = "Einen Grund gibt es nur, wenn ein Gespräch ruht oder gescheitert ist."
    given = {"reason_code": reason_code, "public_wording": public_wording}
    uncalled = denied("step_reason_uncalled", message)
    return {field: uncalled for field, text in given.items() if text}


class StepQuerySet(models.QuerySet):
    """Steps of talks."""

    def visible_to(self, user):
        """The steps of the talks one sees."""
        return of_seen(self, "negotiation", Negotiation.objects.visible_to(user))


@tracked()
class Step(models.Model):
    """A dated step of a talk. The internal note stays inside, the public wording goes into reports.

    The wording is the reason alone („vor dem Hintergrund …“, „aufgrund …“): the report writes the
    sentence around it. It is used only once somebody has released it.
    """

    negotiation = models.ForeignKey(
        Negotiation, models.CASCADE, related_name="steps", verbose_name="Kooperationsgespräch"
    )
    on = models.DateField("Datum")
    state = models.CharField("Stand", max_length=20, choices=State)
    internal_note = models.TextField("Interne Notiz", blank=True)
    reason_code = models.CharField("Grund", max_length=20, choices=Reason, blank=True)
    public_wording = models.CharField(
        "Öffentlicher Wortlaut des Grundes",
        max_length=300,
        blank=True,
        help_text="Nur der Grund, zum Beispiel „vor dem Hintergrund der coronabedingten Einschränkungen“.",
    )
    wording_released_on, wording_released_by = day_and_person(
        "step_release_has_person",
        "Wortlaut freigegeben am",
        "Wortlaut freigegeben von",
        "Zur Freigabe des Wortlauts gehören Datum und Person.",
    )
    recorded_by = person("Erfasst von", blank=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "Gesprächsschritt"
        verbose_name_plural = "Gesprächsschritte"
        ordering = ["negotiation", "on", "pk"]
        indexes = [found_by("step_found", "internal_note", "public_wording")]
        constraints = [
            CheckConstraint(
                name="step_reason_given",
                condition=~Q(state__in=REASONED) | ~Q(reason_code=""),
                violation_error_message="Wenn ein Gespräch ruht oder gescheitert ist, wählen Sie den Grund.",
            ),
            filled(
                "step_released_wording_exists",
                "public_wording",
                "Freigeben lässt sich nur ein vorhandener Wortlaut.",
                once_on="wording_released_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.negotiation}: {self.get_state_display()}"

    @transaction.atomic
    def release_wording(self, *, by, on: date) -> None:
        """From that day on reports may give this reason; refused without a wording, and a second time."""
        step = Step.objects.select_for_update().get(pk=self.pk)
        if not step.public_wording:
            refuse("step_released_wording_exists", "Freigeben lässt sich nur ein vorhandener Wortlaut.")
        if step.wording_released_on:
            refuse("step_wording_released", "Dieser Wortlaut ist schon freigegeben.")
        self.wording_released_on, self.wording_released_by = on, by
        self.save(update_fields=["wording_released_on", "wording_released_by"])
