"""What must hold of the money at every moment, in plain SQL that shares nothing with the code it judges."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tests.constraints import sql

# Each part names the invariant of the design it stands for and counts what breaks it.
_BROKEN = """
WITH bound AS (
  SELECT a.id, a.fiscal_year_id, a.site_id, coalesce(sum(d.amount), 0) AS euros, count(d.id) AS notices
    FROM funding_allocation a LEFT JOIN funding_decision d ON d.allocation_id = a.id AND d.approved_on IS NOT NULL
   GROUP BY a.id),
standing AS (
  SELECT p.* FROM funding_disbursement p LEFT JOIN funding_reversal r ON r.disbursement_id = p.id
   WHERE r.id IS NULL AND p.dropped_on IS NULL),
promised AS (SELECT allocation_id, sum(amount) AS euros FROM standing GROUP BY allocation_id),
paid AS (
  SELECT allocation_id, sum(amount) AS euros FROM standing WHERE paid_on IS NOT NULL GROUP BY allocation_id),
proven AS (
  SELECT u.allocation_id, coalesce(u.recognised, sum(l.spent - l.own_funds)) AS euros FROM funding_proofline l
    JOIN funding_proofofuse u ON u.id = l.proof_id WHERE u.accepted_on IS NOT NULL
   GROUP BY u.allocation_id, u.recognised),
claimed AS (SELECT allocation_id, sum(amount) AS euros FROM funding_repaymentclaim GROUP BY allocation_id),
funded AS (SELECT fiscal_year_id, site_id FROM bound GROUP BY 1, 2 HAVING sum(euros) > 0),
days AS (
  SELECT y.id, y.year, y.appropriation, y.carry_over_received, y.mandate_id, make_date(y.year, 1, 1) AS first,
         make_date(y.year, 12, 31) AS last FROM funding_fiscalyear y)
SELECT '1 more committed than available' AS rule, count(*) FROM days y
 WHERE (SELECT coalesce(sum(euros), 0) FROM bound WHERE fiscal_year_id = y.id)
       > y.appropriation + y.carry_over_received
UNION ALL SELECT '1 more appropriated than resolved', count(*) FROM days y
  JOIN partners_mandate m ON m.id = y.mandate_id WHERE y.appropriation > coalesce(m.annual_limit, 0)
UNION ALL SELECT '1 more carried over than was left', count(*) FROM funding_fiscalyear y
 WHERE y.carry_over_received > coalesce(
       (SELECT carry_over FROM funding_fiscalyear b WHERE b.year = y.year - 1 AND b.closed_on IS NOT NULL), 0)
UNION ALL SELECT '1 a rest that counts a repayment twice or never', count(*) FROM funding_fiscalyear y
 WHERE y.closed_on IS NOT NULL AND y.rest <> y.appropriation + y.carry_over_received
       - (SELECT coalesce(sum(paid.euros), 0) FROM paid JOIN bound ON bound.id = paid.allocation_id
           WHERE bound.fiscal_year_id = y.id)
       + (SELECT coalesce(sum(amount), 0) FROM funding_repaymentclaim WHERE booked_in_id = y.id)
       + (SELECT coalesce(sum(p.amount), 0) FROM funding_paymentreturn b
            JOIN funding_disbursement p ON p.id = b.disbursement_id WHERE b.booked_in_id = y.id)
UNION ALL SELECT '1 a repayment in no year or an earlier one', count(*) FROM funding_repaymentclaim c
  JOIN bound ON bound.id = c.allocation_id JOIN funding_fiscalyear own ON own.id = bound.fiscal_year_id
  LEFT JOIN funding_fiscalyear y ON y.id = c.booked_in_id
 WHERE c.paid_on IS NOT NULL AND (y.id IS NULL OR y.year < own.year)
UNION ALL SELECT '2 money for a site without a place', count(*) FROM funded JOIN days y ON y.id = fiscal_year_id
 WHERE NOT EXISTS (SELECT 1 FROM sites_coverage c WHERE c.site_id = funded.site_id
                    AND c.starts_on <= y.last AND coalesce(c.ends_on, y.last) >= y.first)
UNION ALL SELECT '2 more sites with money than seats', count(*) FROM days y
 WHERE (SELECT count(*) FROM funded WHERE fiscal_year_id = y.id)
       > (SELECT count(DISTINCT s.number) FROM sites_seat s
           WHERE s.valid_from <= y.last AND coalesce(s.valid_until, y.last) >= y.first)
UNION ALL SELECT '3 less than nothing committed', count(*) FROM bound WHERE euros < 0
UNION ALL SELECT '3 more instalments than committed', count(*) FROM bound JOIN promised ON allocation_id = bound.id
 WHERE promised.euros > bound.euros
UNION ALL SELECT '3 more proven and claimed back than paid', count(*) FROM bound
  LEFT JOIN paid ON paid.allocation_id = bound.id LEFT JOIN proven ON proven.allocation_id = bound.id
  LEFT JOIN claimed ON claimed.allocation_id = bound.id
 WHERE coalesce(proven.euros, 0) + coalesce(claimed.euros, 0) > coalesce(paid.euros, 0)
UNION ALL SELECT '4 a decision of one person', count(*) FROM funding_decision WHERE approved_by_id = drafted_by_id
UNION ALL SELECT '4 a payment of one person', count(*) FROM funding_disbursement
 WHERE released_by_id IN (certified_by_id, drafted_by_id)
UNION ALL SELECT '4 a payment past a signature', count(*) FROM funding_disbursement
 WHERE (paid_on IS NOT NULL AND released_on IS NULL) OR (released_on IS NOT NULL AND certified_on IS NULL)
UNION ALL SELECT '4 a closing of one person', count(*) FROM funding_fiscalyear
 WHERE closed_by_id = closing_proposed_by_id
UNION ALL SELECT '4 a proof of one person', count(*) FROM funding_proofofuse WHERE accepted_by_id = submitted_by_id
UNION ALL SELECT '4 a claim of one person', count(*) FROM funding_repaymentclaim WHERE issued_by_id = drafted_by_id
UNION ALL SELECT '6 a payment on two lists', count(*) FROM (SELECT 1 FROM funding_paymentitem
 WHERE dropped_on IS NULL GROUP BY disbursement_id HAVING count(*) > 1) twice
UNION ALL SELECT '6 a list that is not its rows', count(*) FROM funding_paymentrun r
 WHERE r.item_count <> (SELECT count(*) FROM funding_paymentitem WHERE run_id = r.id)
    OR r.total <> (SELECT coalesce(sum(amount), 0) FROM funding_paymentitem WHERE run_id = r.id)
UNION ALL SELECT '6 a gap in the notice numbers', count(*) FROM (
  SELECT 1 FROM funding_decision d JOIN funding_allocation a ON a.id = d.allocation_id
   WHERE d.notice_sequence IS NOT NULL GROUP BY a.fiscal_year_id
  HAVING max(d.notice_sequence) <> count(*) OR count(DISTINCT d.notice_number) <> count(*)) gaps
UNION ALL SELECT '6 half a reallocation', count(*) FROM funding_reallocation w
  JOIN funding_decision less ON less.id = w.reduction_id JOIN funding_decision more ON more.id = w.increase_id
 WHERE less.amount + more.amount <> 0 OR (less.approved_on IS NULL) <> (more.approved_on IS NULL)
UNION ALL SELECT '6 money that owes no proof', count(*) FROM bound
 WHERE notices > 0 AND NOT EXISTS (SELECT 1 FROM funding_proofofuse u WHERE u.allocation_id = bound.id)
"""

# Invariant 5: whatever stands here once, stands here always, letter for letter.
_FROZEN = """
SELECT 'decision', id, md5(d::text) FROM funding_decision d WHERE approved_on IS NOT NULL
UNION ALL SELECT 'payment', id, md5(p::text) FROM funding_disbursement p WHERE paid_on IS NOT NULL
UNION ALL SELECT 'reversal', id, md5(r::text) FROM funding_reversal r
UNION ALL SELECT 'withdrawal', id, md5(w::text) FROM funding_withdrawal w
UNION ALL SELECT 'proof', id, md5(u::text) FROM funding_proofofuse u WHERE accepted_on IS NOT NULL
UNION ALL SELECT 'line', l.id, md5(l::text) FROM funding_proofline l
  JOIN funding_proofofuse u ON u.id = l.proof_id WHERE u.accepted_on IS NOT NULL
UNION ALL SELECT 'claim', id, md5(c::text) FROM funding_repaymentclaim c WHERE paid_on IS NOT NULL
UNION ALL SELECT 'year', id, md5(y::text) FROM funding_fiscalyear y WHERE closed_on IS NOT NULL
UNION ALL SELECT 'list', id, md5(r::text) FROM funding_paymentrun r WHERE cancelled_on IS NOT NULL
"""

_FIGURES = """
SELECT y.year, y.appropriation + y.carry_over_received, a.id,
  (SELECT coalesce(sum(amount), 0) FROM funding_decision WHERE allocation_id = a.id AND drafted_on <= %s),
  (SELECT coalesce(sum(amount), 0) FROM funding_decision WHERE allocation_id = a.id AND approved_on <= %s),
  (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
     LEFT JOIN funding_reversal r ON r.disbursement_id = p.id AND r."on" <= %s
    WHERE p.allocation_id = a.id AND p.paid_on <= %s AND r.id IS NULL),
  (SELECT coalesce(sum(l.spent - l.own_funds), 0) FROM funding_proofline l
     JOIN funding_proofofuse u ON u.id = l.proof_id WHERE u.allocation_id = a.id AND u.accepted_on <= %s)
FROM funding_fiscalyear y LEFT JOIN funding_allocation a ON a.fiscal_year_id = y.id ORDER BY y.year, a.id
"""


class Sums(NamedTuple):
    """The figures of an allocation, or summed over a year (euros)."""

    planned: Decimal
    committed: Decimal
    paid: Decimal
    proven: Decimal


class Year(NamedTuple):
    """What a year may give, and its allocations' figures."""

    available: Decimal
    allocations: dict[int, Sums]

    @property
    def sums(self) -> Sums:
        """Σ over the allocations; nothing where there are none."""
        columns = zip(*[NOTHING, *self.allocations.values()], strict=True)
        return Sums(*(sum(column) for column in columns))


NOTHING = Sums(*[Decimal(0)] * 4)


def broken() -> list[str]:
    """The invariants that do not hold right now; none, if all is well."""
    return [rule for rule, count in sql(_BROKEN) if count]


def frozen() -> dict[tuple[str, int], str]:
    """Everything that must never change again, with its checksum."""
    return {(kind, pk): checksum for kind, pk, checksum in sql(_FROZEN)}


def counted(on: date) -> dict[int, Year]:
    """All figures as of the end of that day, year by year."""
    years: dict[int, Year] = {}
    for year, available, allocation, *sums in sql(_FIGURES, *[on] * 5):
        allocations = years.setdefault(year, Year(available, {})).allocations
        if allocation:
            allocations[allocation] = Sums(*sums)
    return years
