"""Committees that decide and are told, and the resolutions everything rests on."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Greatest

from partners.duties import MANDATE_RENEW
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import queued
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.periods import months_before
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.workdays import workdays_before


class CommitteeQuerySet(Entered):
    """Committees of the council and its advisory boards."""

    def visible_to(self, user):
        """Everybody who may sign in: committees are public."""
        return self if user.is_authenticated else self.none()

    def known(self, on: date):
        """Entered by that day; without a day of entry from the beginning."""
        return self.filter(models.Q(entered_on__isnull=True) | models.Q(entered_on__lte=on))


def papers_due(held_on, on: date, *, via: str) -> models.expressions.Combinable:
    """SQL of the day until which a committee wants the papers for a meeting on `held_on`; `via` leads to it.

    Counted back in calendar days or in working days, as the committee's rule says; unknown: the day itself. `on` is
    the day asked of: of the years around it the public holidays are known.
    """
    days = Coalesce(f"{via}__paper_days", 0)
    calendar = models.ExpressionWrapper(held_on - days, output_field=models.DateField())
    counted = models.When(
        models.Q(**{f"{via}__paper_workdays": True, f"{via}__paper_days__gt": 0}),
        then=workdays_before(held_on, days, on),
    )
    return models.Case(counted, default=calendar, output_field=models.DateField())


@tracked()
class Committee(Revised, models.Model):
    """A committee (Gremium) that reports go to, with its name in the cases German needs."""

    name = models.CharField("Name", max_length=120)
    short_name = models.CharField("Kurzname", max_length=30)
    name_accusative = models.CharField(
        "Name nach „für“", max_length=140, help_text="Zum Beispiel „den Seniorenrat“."
    )
    name_dative = models.CharField(
        "Name im Dativ", max_length=140, help_text="Zum Beispiel „dem Seniorenrat“."
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    paper_days = models.PositiveSmallIntegerField(
        "Vorlagen so viele Tage vor der Sitzung",
        null=True,
        blank=True,
        help_text=(
            "So lange vor der Sitzung muss ein Bericht eingereicht sein. Leer: nicht bekannt, dann gilt der Tag der "
            "Sitzung."
        ),
    )
    paper_workdays = models.BooleanField(
        "Arbeitstage",
        default=False,
        db_default=False,
        help_text="Gezählt werden Arbeitstage statt Kalendertage: Montag bis Freitag ohne Feiertage.",
    )
    entered_on = models.DateField(
        "Erfasst am",
        null=True,
        blank=True,
        help_text="Frühere Berichte nennen es nicht. Leer: von Anfang an.",
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["position", german_key("name")]
        constraints = [once("committee_name_unique", "name", "Ein Gremium mit diesem Namen gibt es schon.")]

    def __str__(self) -> str:
        return self.name


class MandateQuerySet(Entered):
    """Resolutions."""

    def visible_to(self, user):
        """Everybody who may sign in: resolutions are public."""
        return self if user.is_authenticated else self.none()

    def decided(self, on: date):
        """Those decided on that day or before, the newest first."""
        return self.filter(decided_on__lte=on).order_by("-decided_on", "-pk")

    def owed(self, on: date) -> list[Owed]:
        """What follows on a resolution that ends, until a newer one holds for longer."""
        longer = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.OuterRef("valid_until"))
        newer = Mandate.objects.filter(
            longer, decided_on__gt=models.OuterRef("decided_on"), decided_on__lte=on
        )
        ending = self.annotate(
            owed_from=Greatest(months_before("valid_until", settings.MANDATE_AHEAD_MONTHS), "decided_on")
        )
        rows = ending.filter(~models.Exists(newer), valid_until__isnull=False, owed_from__lte=on)
        named = wording(models.Value("Drucksache "), "reference")
        return [owes(rows, MANDATE_RENEW, subject=named, since="owed_from", due_on="valid_until")]


@tracked()
class Mandate(Revised, models.Model):
    """A resolution (Beschlussgrundlage): what the administration was told to do, and within which limits.

    `annual_limit` is the most a year may be given (euros), `site_limit` the most project sites at one
    time; empty where the resolution says nothing of it. Seats and fiscal years rest on a mandate, and
    the database lets neither exceed its limits.
    """

    reference = models.CharField("Drucksachen-Nr.", max_length=40)
    kind = models.CharField("Art der Vorlage", max_length=60, default="Beschlussvorlage")
    title = models.CharField("Titel", max_length=250)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="mandates", verbose_name="Gremium")
    decided_on = models.DateField("Beraten am")
    task = models.TextField(
        "Auftrag",
        blank=True,
        help_text="Setzt im Bericht den Satz „… wurde die Verwaltung beauftragt, …“ fort.",
    )
    annual_limit = EuroField("Höchstbetrag pro Jahr", null=True, blank=True)
    site_limit = models.PositiveSmallIntegerField("Höchstzahl der Standorte", null=True, blank=True)
    valid_until = models.DateField(
        "Gilt bis", null=True, blank=True, help_text="Leer: Der Beschluss ist nicht befristet."
    )
    url = models.URLField("Fundstelle im Ratsinformationssystem", blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "Beschlussgrundlage"
        verbose_name_plural = "Beschlussgrundlagen"
        ordering = ["-decided_on", "reference"]
        indexes = [found_by("mandate_found", "title", "task", numbers=("reference",))]
        constraints = [
            once(
                "mandate_unique",
                "reference committee decided_on",
                "Diese Beratung der Drucksache ist schon erfasst.",
            ),
            CheckConstraint(
                name="mandate_annual_limit_positive",
                condition=models.Q(annual_limit__isnull=True) | within_euros("annual_limit", 0),
                violation_error_message="Der Höchstbetrag darf nicht negativ sein.",
            ),
            CheckConstraint(
                name="mandate_ends_after_decision",
                field="valid_until",
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("decided_on")),
                violation_error_message="Ein Beschluss endet nicht vor dem Tag, an dem er gefasst ist.",
            ),
        ]
        triggers = [queued()]

    def __str__(self) -> str:
        return f"Drucksache {self.reference}"
