"""The fiscal year: what may be given, and the five figures asked of it."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from funding import rules
from partners.models import Mandate
from quartiersarbeit.fields import EuroField, within_euros
from quartiersarbeit.guards import checked, frozen, queued
from quartiersarbeit.history import tracked
from quartiersarbeit.periods import both_or_neither

EUROS = models.DecimalField(max_digits=14, decimal_places=2)


def total(rows, of: str, by: str) -> Coalesce:
    """Σ `of` over `rows` that belong to the outer row through the path `by`; 0.00 where there are none."""
    summed = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(sum=Sum(of)).values("sum")
    return Coalesce(Subquery(summed, output_field=EUROS), rules.NOTHING, output_field=EUROS)


class FiscalYearQuerySet(models.QuerySet):
    """Fiscal years (Haushaltsjahre)."""

    def visible_to(self, user):
        """The budget is the city's: only who sees everything."""
        return self if user.sees_everything else self.none()

    def opened(self, on: date):
        """Those opened on that day or before."""
        return self.filter(opened_on__lte=on)

    def with_totals(self, on: date):
        """Adds planned, committed, paid, proven and free (euros) as of the end of that day."""
        from funding.models.allocation import Decision  # the sums live one module further
        from funding.models.disbursement import Disbursement
        from funding.models.proof import ProofLine

        path = "allocation__fiscal_year"
        return self.annotate(
            planned=total(Decision.objects.planned(on), "amount", path),
            committed=total(Decision.objects.committed(on), "amount", path),
            paid=total(Disbursement.objects.paid(on), "amount", path),
            proven=total(ProofLine.objects.proven(on), "funded", f"proof__{path}"),
        ).annotate(free=F("appropriation") + F("carry_over_received") - F("committed"))


@tracked()
class FiscalYear(models.Model):
    """A year's budget for neighbourhood work (Haushaltsjahr)."""

    year = models.PositiveSmallIntegerField("Jahr", unique=True)
    appropriation = EuroField("Haushaltsansatz")
    carry_over_received = EuroField("Ermächtigungsübertragung aus dem Vorjahr", default=Decimal("0.00"))
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, related_name="fiscal_years", verbose_name="Beschlussgrundlage"
    )
    opened_on = models.DateField("Eröffnet am")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="Eröffnet von"
    )
    closed_on = models.DateField("Abgeschlossen am", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Abgeschlossen von",
    )
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = FiscalYearQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ["-year"]
        permissions = [("close_fiscalyear", "Darf Haushaltsjahre abschließen")]
        constraints = [
            models.CheckConstraint(
                name="fiscal_year_plausible",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Jahr liegt zwischen 2000 und 2100.",
            ),
            models.CheckConstraint(
                name="fiscal_year_amounts_not_negative",
                condition=within_euros("appropriation", 0) & within_euros("carry_over_received", 0),
                violation_error_message="Ansatz und Übertragung dürfen nicht negativ sein.",
            ),
            both_or_neither(
                "fiscal_year_closing_has_person",
                "closed_on",
                "closed_by",
                "Zum Abschluss gehören Datum und Person.",
            ),
        ]
        triggers = [
            queued(),
            *frozen(
                "fiscal_year_closed",
                "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.",
                when=pgtrigger.Q(old__closed_on__isnull=False),
            ),
            *checked(
                "funding",
                "funding_check_years",
                "SELECT id FROM changed",
                pgtrigger.Insert,
                pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"Haushaltsjahr {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("funding:fiscal_year_detail", args=[self.year])

    @property
    def available(self) -> Decimal:
        """Appropriation plus what was carried over from the year before (euros)."""
        return self.appropriation + self.carry_over_received

    @property
    def first_day(self) -> date:
        """The year's first day; the budget year is the calendar year (GO NRW § 78)."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """The year's last day."""
        return date(self.year, 12, 31)

    def allocate(self, *, site, recipient, purpose: str, amount: Decimal, by, on: date):
        """Plan money for a site: an allocation with its first, not yet approved grant."""
        from funding.models.allocation import Allocation, DecisionKind

        allocation = Allocation.objects.create(
            fiscal_year=self, site=site, recipient=recipient, purpose=purpose
        )
        allocation.draft(kind=DecisionKind.GRANT, amount=amount, reason=purpose, by=by, on=on)
        return allocation
