"""Talks about joining the cooperation, from the first idea to the agreement or its failure."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from partners.models.partner import Partner, Sector
from quartiersarbeit.districts import District
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither


class Extent(models.TextChoices):
    """How many organisations a talk stands for while its counterpart is not yet named."""

    ONE = "one", "eine Organisation"
    AT_LEAST_ONE = "at_least_one", "mindestens eine Organisation"
    POSSIBLY_MORE = "possibly_more", "gegebenenfalls weitere Organisationen"


class State(models.TextChoices):
    """Where a talk stands after a step."""

    PLANNED = "planned", "geplant"
    CONTACTED = "contacted", "Kontakt aufgenommen"
    IN_TALKS = "in_talks", "im Gespräch"
    PAUSED = "paused", "ruht"
    TERMS_AGREED = "terms_agreed", "Bedingungen abgestimmt"
    CONCLUDED = "concluded", "abgeschlossen"
    FAILED = "failed", "gescheitert"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class Reason(models.TextChoices):
    """Why a talk rests or failed."""

    PANDEMIC = "pandemic", "Pandemie"
    CONDITIONS = "conditions", "unterschiedliche Vorstellungen zu den Rahmenbedingungen"
    FUNDING = "funding", "Finanzierung"
    STAFF = "staff", "fehlendes Personal"
    PREMISES = "premises", "fehlende Räume"
    OTHER = "other", "anderer Grund"


class NegotiationQuerySet(models.QuerySet):
    """Talks with organisations."""

    def visible_to(self, user):
        """The city's own business: only who sees everything."""
        return self if user.sees_everything else self.none()

    def begun(self, on: date):
        """Those with a first step on that day or before."""
        return self.filter(models.Exists(Step.objects.filter(negotiation=models.OuterRef("pk"), on__lte=on)))

    def with_state(self, on: date):
        """Adds `state`, `state_since`, `reason_code` and `public_wording` as of the end of that day.

        The wording is the newest one released since the talk came into that state: what was said of an
        earlier pause is no reason of a failure.
        """
        last = Step.objects.filter(negotiation=models.OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
        turned = (
            Step.objects.filter(negotiation=models.OuterRef("negotiation"), on__lte=on)
            .filter(
                models.Q(on__gt=models.OuterRef("on"))
                | models.Q(on=models.OuterRef("on"), pk__gt=models.OuterRef("pk"))
            )
            .exclude(state=models.OuterRef("state"))
        )
        released = last.filter(wording_released_on__lte=on).filter(~models.Exists(turned))
        return self.annotate(
            state=models.Subquery(last.values("state")[:1]),
            state_since=models.Subquery(last.values("on")[:1]),
            last_step=models.Subquery(last.values("pk")[:1]),
            reason_code=models.Subquery(last.values("reason_code")[:1]),
            public_wording=models.Subquery(released.values("public_wording")[:1]),
        )

    def in_state(self, on: date, *states: State):
        """Those whose last step by that day left them in one of the states."""
        return self.with_state(on).filter(state__in=states)


@tracked()
class Negotiation(models.Model):
    """A talk (Kooperationsgespräch) with one partner, or with one not yet named."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="negotiations",
        verbose_name="Kooperationspartner",
    )
    working_title = models.CharField(
        "Arbeitstitel", max_length=200, blank=True, help_text="Solange das Gegenüber noch nicht feststeht."
    )
    sector = models.CharField("Bereich", max_length=20, choices=Sector)
    extent = models.CharField("Umfang", max_length=20, choices=Extent, default=Extent.ONE)
    district = models.CharField("Stadtbezirk", max_length=20, choices=District, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="negotiations",
        verbose_name="Zuständig",
    )
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationsgespräch"
        verbose_name_plural = "Kooperationsgespräche"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="negotiation_has_counterpart",
                condition=models.Q(partner__isnull=False) | ~models.Q(working_title=""),
                violation_error_message="Nennen Sie den Kooperationspartner oder einen Arbeitstitel.",
            )
        ]

    def __str__(self) -> str:
        return str(self.partner) if self.partner else self.working_title

    def get_absolute_url(self) -> str:
        return reverse("partners:negotiation_detail", args=[self.pk])


class StepQuerySet(models.QuerySet):
    """Steps of talks."""

    def visible_to(self, user):
        """The steps of the talks one sees."""
        return self.filter(negotiation__in=Negotiation.objects.visible_to(user))


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
    wording_released_on = models.DateField("Wortlaut freigegeben am", null=True, blank=True)
    wording_released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Wortlaut freigegeben von",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="Erfasst von"
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "Gesprächsschritt"
        verbose_name_plural = "Gesprächsschritte"
        ordering = ["negotiation", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="step_reason_given",
                condition=~models.Q(state__in=[State.PAUSED, State.FAILED]) | ~models.Q(reason_code=""),
                violation_error_message="Wenn ein Gespräch ruht oder gescheitert ist, wählen Sie den Grund.",
            ),
            models.CheckConstraint(
                name="step_released_wording_exists",
                condition=models.Q(wording_released_on__isnull=True) | ~models.Q(public_wording=""),
                violation_error_message="Freigeben lässt sich nur ein vorhandener Wortlaut.",
            ),
            both_or_neither(
                "step_release_has_person",
                "wording_released_on",
                "wording_released_by",
                "Zur Freigabe des Wortlauts gehören Datum und Person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.negotiation}: {self.get_state_display()}"
