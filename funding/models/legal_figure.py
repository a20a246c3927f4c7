"""Legal figures: what the law sets as a number, as dated rows with what they rest on – never prose in the code."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast, ExtractYear

from funding.duties import RATE_RENEW
from funding.models.versions import VersionQuerySet
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.guards import kept_while, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.periods import day_in
from quartiersarbeit.ground.statuses import HasStatus


class LegalFigureKind(models.TextChoices):
    """The numbers of the law that papers of the money print."""

    BASE_RATE = "base_rate", "Basiszinssatz (Prozent)"
    REPAYMENT_MARGIN = "repayment_margin", "Zinsen auf Rückforderungen (Prozentpunkte über dem Basiszinssatz)"


class Interest(NamedTuple):
    """What a repayment claim bears a year (percent), and the sentence that says what this rests on."""

    rate: Decimal
    source: str
    is_example: bool


# A claim that was settled by half-years bore what the rows said: none comes between them afterwards.
_SETTLED = """EXISTS (SELECT FROM funding_repaymentclaim c
  CROSS JOIN LATERAL (SELECT coalesce(c.interest_from, c.due_on + 1) AS first) s
 WHERE c.by_base_rate AND c.paid_on > NEW.valid_from AND c.paid_on > s.first
   AND NOT EXISTS (SELECT FROM funding_legalfigure f WHERE f.id IS DISTINCT FROM NEW.id AND f.kind = NEW.kind
                    AND f.valid_from > NEW.valid_from AND f.valid_from <= s.first))"""


class LegalFigureQuerySet(Entered, VersionQuerySet):
    SAME = ("kind",)

    def missing(self, on: date) -> list[LegalFigureKind]:
        """The kinds without a row that counts on that day."""
        known = set(self.valid(on).values_list("kind", flat=True))
        return [kind for kind in LegalFigureKind if kind not in known]

    def owed(self, on: date) -> list[Owed]:
        """The next base rate: it is set anew on 1 January and 1 July (§ 247 BGB), also where it stays as it was."""
        begun = Cast(ExtractYear("valid_from"), models.IntegerField())  # PostgreSQL extracts a numeric
        until = Case(
            When(valid_from__month__lte=6, then=day_in(begun, 7, 1)), default=day_in(begun + 1, 1, 1)
        )
        known = {"kind": LegalFigureKind.BASE_RATE, "valid_from__lte": on, "entered_on__lte": on}
        newer = LegalFigure.objects.filter(**known, valid_from__gt=OuterRef("valid_from"))
        newest = self.filter(~Exists(newer), **known).annotate(until=until).filter(until__lte=on)
        since = Func("until", Value("DD.MM.YYYY"), function="to_char", output_field=models.CharField())
        return [owes(newest, RATE_RENEW, subject=wording(Value("ab "), since), since="until", due_on="until")]

    def rates(self, kind: str) -> list[tuple[date, Decimal]]:
        """All rows of a kind: from which day on, how much."""
        return list(self.filter(kind=kind).order_by("valid_from").values_list("valid_from", "rate"))

    def interest(self, on: date) -> Interest | None:
        """What a claim of that day bears: margin over base rate, never below zero; None where one is missing."""
        rows = {row.kind: row for row in self.valid(on)}
        base, margin = rows.get(LegalFigureKind.BASE_RATE), rows.get(LegalFigureKind.REPAYMENT_MARGIN)
        if base is None or margin is None:
            return None
        return Interest(
            max(base.rate + margin.rate, Decimal(0)),
            f"{margin.norm}: {german.number(margin.rate, 2)} Prozentpunkte über dem Basiszinssatz von "
            f"{german.number(base.rate, 2)} % ({base.norm}, seit {german.day(base.valid_from)})",
            base.is_example or margin.is_example,
        )


@tracked()
class LegalFigure(Revised, HasStatus):
    """A number the law sets, as it is valid from a day (Rechtswert); in percent or percentage points a year.

    Entered by admins alone. `is_example` marks what was shipped: the city confirms or replaces it before use.
    """

    kind = models.CharField("Art", max_length=30, choices=LegalFigureKind)
    rate = models.DecimalField("Wert", max_digits=6, decimal_places=2)
    valid_from = models.DateField("Gültig ab")
    norm = models.CharField(
        "Norm", max_length=80, help_text="Zum Beispiel das Gesetz mit Paragraf und Absatz."
    )
    source = models.CharField("Quelle", max_length=300, help_text="Worauf der Wert beruht, mit Stand.")
    link = models.URLField("Fundstelle", blank=True)
    is_example = models.BooleanField("Beispielwert", default=False)
    entered_on = models.DateField("Eingetragen am")
    entered_by = person("Eingetragen von", null=False, blank=False)

    objects = LegalFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "Rechtswert"
        verbose_name_plural = "Rechtswerte"
        ordering = ["kind", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["kind", "valid_from"],
                name="legal_figure_once_per_day",
                field="valid_from",
                violation_error_message="Diesen Rechtswert gibt es für den Tag schon.",
            ),
            CheckConstraint(
                name="legal_figure_plausible",
                field="rate",
                condition=Q(rate__gte=-100, rate__lte=100),
                violation_error_message="Ein Zinssatz liegt zwischen -100 und 100.",
            ),
            CheckConstraint(
                name="legal_figure_has_norm",
                field="norm",
                condition=Q(norm__regex=r"\S") & Q(source__regex=r"\S"),
                violation_error_message="Nennen Sie Norm und Quelle.",
            ),
        ]
        triggers = [
            # Each claim keeps rate and source as they were; the row stays too, so that both can be compared ever after.
            kept_while(
                "legal_figure_used",
                "EXISTS (SELECT 1 FROM funding_repaymentclaim c WHERE c.interest_rate > 0 AND (c.drafted_on >="
                " OLD.valid_from OR c.by_base_rate AND c.paid_on > OLD.valid_from))",
                "Nach diesem Rechtswert ist schon eine Rückforderung entworfen. Legen Sie einen neuen mit seinem Tag "
                "an.",
            ),
            refusing(
                "legal_figure_settled",
                _SETTLED,
                "Für diese Tage sind Zinsen schon abgerechnet; ein weiterer Rechtswert änderte sie nachträglich.",
                column="valid_from",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "valid_from"),
            ),
        ]

    def __str__(self) -> str:
        value = german.number(self.rate, 2)
        return f"{self.get_kind_display()}: {value} ab {german.day(self.valid_from)}"
