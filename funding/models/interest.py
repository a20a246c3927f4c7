"""Interest on claims: by the base rate of each half-year, or by the one rate of an earlier claim's draft."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pgtrigger

from funding import rules
from funding.models.legal_figure import LegalFigure, LegalFigureKind
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import Guard, refusing
from quartiersarbeit.ground.refusals import refuse

# What settles a claim settles its interest, and that is known only with the base rate of each of its half-years.
_UNKNOWN_RATE = """NEW.by_base_rate AND EXISTS (
  SELECT FROM generate_series(
    date_trunc('year', coalesce(NEW.interest_from, NEW.due_on + 1)::timestamp), NEW.paid_on - interval '1 day',
    interval '6 months') AS h(first)
   WHERE h.first + interval '6 months' > coalesce(NEW.interest_from, NEW.due_on + 1)
     AND coalesce(NEW.interest_from, NEW.due_on + 1) < NEW.paid_on
     AND NOT EXISTS (SELECT FROM funding_legalfigure f WHERE f.kind = 'base_rate'
                      AND f.valid_from >= h.first AND f.valid_from < h.first + interval '6 months'))"""


def rates_known() -> Guard:
    """A claim is settled only once the base rate of each half-year is there in which it bore interest."""
    return refusing(
        "base_rate_missing",
        _UNKNOWN_RATE,
        "Für ein Halbjahr, in dem Zinsen laufen, ist kein Basiszinssatz eingetragen.",
        column="paid_on",
        operation=pgtrigger.UpdateOf("paid_on"),
        condition=pgtrigger.Q(new__paid_on__isnull=False),
    )


class BearsInterest:
    """What a claim bears, and how that comes."""

    amount: Any
    by_base_rate: Any
    due_on: Any
    interest_from: Any
    interest_rate: Any
    paid_on: Any
    parts: Any

    @property
    def interest_starts_on(self) -> date:
        """The first day that bears interest."""
        return self.interest_from or self.due_on + timedelta(days=1)

    def interest(self, until: date) -> Decimal:
        """What interest has come to by that day, or by the day the last money came in, of what was open (euros)."""
        if self.by_base_rate:
            return sum((line.interest for line in self.interest_lines(until)), rules.NOTHING)
        starts, ends = self.interest_starts_on, self.paid_on or until
        return rules.interest_on_rest(self.amount, self._came_in(), Decimal(self.interest_rate), starts, ends)

    def interest_lines(self, until: date) -> list[rules.RatedDays]:
        """The same line by line, where it runs by half-years; a line without a base rate bears nothing yet."""
        if not self.by_base_rate:
            return []
        base, margins = map(
            LegalFigure.objects.rates, (LegalFigureKind.BASE_RATE, LegalFigureKind.REPAYMENT_MARGIN)
        )
        starts, ends = self.interest_starts_on, self.paid_on or until
        return rules.interest_by_rates(self.amount, self._came_in(), base, margins, starts, ends)

    def _came_in(self) -> list[tuple[date, Decimal]]:
        return [(part.paid_on, part.received) for part in self.parts.all()]

    def refuse_unknown_rate(self, paid_on: date) -> None:
        """What settles a claim settles its interest: without a half-year's base rate that is not known."""
        if unknown := next((line for line in self.interest_lines(paid_on) if line.rate is None), None):
            refuse(
                "base_rate_missing",
                f"Für das Halbjahr ab {german.day(rules.half_year(unknown.starts_on))} ist kein Basiszinssatz "
                "eingetragen; die Zinsen lassen sich noch nicht abrechnen.",
                field="paid_on",
            )
