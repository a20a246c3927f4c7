"""Legal periods: how long something lasts by law, as dated rows with what they rest on – never prose in the code."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, Value

from funding.models.versions import VersionQuerySet
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.guards import kept_while
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.periods import months_later
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus
from quartiersarbeit.ground.workdays import next_workday

WHERE = "Die Verwaltung trägt sie unter „Stammdaten, Rechtsfristen“ mit Norm und Quelle ein."
_LONGEST = 120


class PeriodKind(models.TextChoices):
    """The periods of the law that the money's papers run by; the first three are the ways of `Service`."""

    POSTED = "posted", "Bekanntgabe nach Aufgabe zur Post"
    FETCHED = "fetched", "Bekanntgabe nach Abholung oder Abruf"
    HANDED = "handed", "Bekanntgabe nach Übergabe"
    APPEAL = "appeal", "Rechtsbehelfsfrist ab Bekanntgabe"
    REVOCATION = "revocation", "Frist für den Widerruf ab Kenntnis"
    REVOCATION_DUE = "revocation_due", "Erinnerung an den Widerruf ab Kenntnis"


class PeriodUnit(models.TextChoices):
    DAYS = "days", "Tage"
    MONTHS = "months", "Monate"


class LegalPeriodQuerySet(Entered, VersionQuerySet):
    SAME = ("kind",)

    def of(self, kind: str, on: date) -> "LegalPeriod | None":
        """The row of a kind that counts on that day."""
        return self.valid(on).filter(kind=kind).first()

    def wanted(self, kind: str, on: date, *, field: str | None = None) -> "LegalPeriod":
        """The same; code where there is none: `legal_period_missing`."""
        if (found := self.of(kind, on)) is None:
            refuse("legal_period_missing", missing(kind, on), field=field)
        return found


def missing(kind: str, on: date) -> str:
    """Which row is not there on that day, and who fills it where."""
    label = PeriodKind(kind).label
    return f"Am {german.day(on)} gilt keine Rechtsfrist „{label}“; berechnet wird nichts. {WHERE}"


def ends(kind: str, starts: Any, on: date) -> Func:
    """The end of a period of that kind from a column on, by the row that counts on `on`; NULL where there is none."""
    given = Value(on, models.DateField())
    row = Func(Value(kind), given, function="public.funding_period_on", output_field=models.BigIntegerField())
    begins = F(starts) if isinstance(starts, str) else starts
    return Func(row, begins, function="public.funding_period_end", output_field=models.DateField())


@tracked()
class LegalPeriod(Revised, HasStatus):
    """How long a period of the law is, as it is valid from a day (Rechtsfrist).

    Entered by admins and Koordination. `moves`: an end on a weekend or holiday moves to the next working day.
    `is_example` marks what was shipped: the city confirms or replaces it before use.
    """

    kind = models.CharField("Art", max_length=30, choices=PeriodKind)
    length = models.PositiveSmallIntegerField("Dauer")
    unit = models.CharField("Einheit", max_length=10, choices=PeriodUnit)
    moves = models.BooleanField(
        "Ende rückt auf den nächsten Werktag",
        default=False,
        help_text="Ankreuzen, wenn ein Ende an einem Samstag, Sonntag oder Feiertag auf den nächsten Werktag fällt.",
    )
    valid_from = models.DateField("Gültig ab")
    norm = models.CharField(
        "Norm", max_length=80, help_text="Zum Beispiel das Gesetz mit Paragraf und Absatz."
    )
    source = models.CharField("Quelle", max_length=300, help_text="Worauf die Frist beruht, mit Stand.")
    link = models.URLField("Fundstelle", blank=True)
    is_example = models.BooleanField("Beispielwert", default=False)
    entered_on = models.DateField("Eingetragen am")
    entered_by = person("Eingetragen von", null=False, blank=False)

    objects = LegalPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "Rechtsfrist"
        verbose_name_plural = "Rechtsfristen"
        ordering = ["kind", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["kind", "valid_from"],
                name="legal_period_once_per_day",
                field="valid_from",
                violation_error_message="Diese Rechtsfrist gibt es für den Tag schon.",
            ),
            CheckConstraint(
                name="legal_period_plausible",
                field="length",
                condition=Q(length__lte=_LONGEST),
                violation_error_message=f"Eine Rechtsfrist dauert höchstens {_LONGEST} Tage oder Monate.",
            ),
            CheckConstraint(
                name="legal_period_has_norm",
                field="norm",
                condition=Q(norm__regex=r"\S") & Q(source__regex=r"\S"),
                violation_error_message="Nennen Sie Norm und Quelle.",
            ),
        ]
        triggers = [
            kept_while(
                "legal_period_used",
                "EXISTS (SELECT 1 FROM funding_service s WHERE OLD.id IN (s.rule_id, s.appeal_rule_id)) OR"
                " OLD.kind = 'revocation' AND EXISTS (SELECT 1 FROM funding_revocationground g"
                " JOIN funding_decision d ON d.id = g.decision_id WHERE d.approved_on >= OLD.valid_from)",
                "Nach dieser Rechtsfrist ist schon gerechnet. Legen Sie eine neue mit ihrem Tag an.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.lasts} ab {german.day(self.valid_from)}"

    @property
    def lasts(self) -> str:
        """How long, in words."""
        one, many = ("Tag", "Tage") if self.unit == PeriodUnit.DAYS else ("Monat", "Monate")
        return german.count(self.length, one, many)

    @property
    def rests_on(self) -> str:
        """What it rests on, in words, as pages and papers say it where it acts."""
        is_said = "Beispiel" in self.norm
        mark = "; Beispiel, bitte prüfen" if self.is_example and not is_said else ""
        moved = ", am Wochenende oder Feiertag der nächste Werktag" if self.moves else ""
        return f"{self.norm}: {self.lasts}{moved} ({self.source}{mark})"

    def ends_on(self, starts: date) -> date:
        """The last day of a period that begins with what happened on `starts` (see `months_later`)."""
        if self.unit == PeriodUnit.MONTHS:
            end = months_later(starts, self.length)
        else:
            end = starts + timedelta(days=self.length)
        return next_workday(end) if self.moves else end
