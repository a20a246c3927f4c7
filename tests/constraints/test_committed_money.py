"""Not one euro more than available: what approved decisions bind in a year, against every way to bind more."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from funding.models import Allocation, Decision
from partners.models import Mandate
from tests import factories as f
from tests.asking import rule_alone
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals, sql

CENT, DAY = Decimal("0.01"), date(2026, 2, 1)
A_CENT_TOO_MUCH = (
    "committed_within_available: Für 2026 sind 80.000,00\u00a0€ verfügbar. Mit dieser Änderung wären "
    "80.000,01\u00a0€ gebunden, 0,01\u00a0€ zu viel."
)


@pytest.fixture
def full(db):
    """The year 2026 with ten sites at 8.000 € each: not a cent is free."""
    year = f.FiscalYearFactory()
    for _ in range(10):
        f.DecisionFactory(allocation__fiscal_year=year, approved=True)
    return year


@pytest.fixture
def draft(full):
    """A cent more for the first site, drafted only."""
    return f.DecisionFactory(allocation=Allocation.objects.first(), kind="increase", amount=CENT)


def approval() -> dict:
    return {"approved_on": DAY, "approved_by": f.UserFactory()}


# --- The 80.001st euro -------------------------------------------------------------------------------


def test_approving_a_cent_too_much_says_what_is_free(draft):
    with pytest.raises(ValidationError) as refused:
        draft.approve(by=f.UserFactory(), on=DAY)
    assert (refused.value.code, [rule_alone(said) for said in refused.value.messages]) == (
        "committed_within_available",
        [
            "Der Bescheid über 0,01\u00a0€ überschreitet den Rahmen: Für 2026 sind 80.000,00\u00a0€ verfügbar "
            "und 80.000,00\u00a0€ gebunden. Frei sind noch 0,00\u00a0€."
        ],
    )


@breaks("funding_decision.funding_insert", "funding_decision.funding_update")
def test_a_cent_too_much_is_approved_in_no_way(draft):
    assert refusals(draft, approval(), WAYS) == {A_CENT_TOO_MUCH}


def test_eighty_thousand_and_one_cent_in_one_decision(db):
    row = f.DecisionFactory(amount=Decimal("80000.01"))
    assert refusals(row, approval(), WAYS) == {A_CENT_TOO_MUCH}


def test_eighty_thousand_are_not_too_much(db):
    row = f.DecisionFactory(amount=Decimal("80000.00"))
    assert refusals(row, approval(), UPDATES) == {"done"}


def test_half_a_cent_is_rounded_before_it_is_summed(db):
    """numeric(12,2) rounds on the way in, so the sum sees what is stored."""
    row = f.DecisionFactory(amount=Decimal("80000.00"), approved=False)
    approve = "UPDATE funding_decision SET amount = %s, approved_on = %s, approved_by_id = %s WHERE id = %s"
    by = f.UserFactory()
    found = [refusal(sql, approve, amount, DAY, by.pk, row.pk) for amount in ("80000.004", "80000.005")]
    assert found == ["done", A_CENT_TOO_MUCH]


def test_many_small_drafts_are_not_approved_in_one_statement(db):
    allocation = f.AllocationFactory()
    for _ in range(3):
        f.DecisionFactory(allocation=allocation, amount=Decimal("26666.67"))
    assert refusal(lambda: Decision.objects.update(**approval())) == A_CENT_TOO_MUCH


def test_drafts_may_plan_more_than_is_available(full):
    row = f.DecisionFactory(amount=Decimal("500000"))
    assert refusals(row, {"amount": Decimal("900000")}, WAYS) == {"done"}


def test_one_statement_over_two_years_is_refused_for_the_full_one(draft):
    f.FiscalYearFactory(year=2027)
    next_year = f.DecisionFactory(allocation__fiscal_year__year=2027, drafted_on=date(2026, 1, 15))
    both = Decision.objects.filter(pk__in=[draft.pk, next_year.pk])
    assert refusal(lambda: both.update(**approval())) == A_CENT_TOO_MUCH


def test_a_draft_moved_to_another_allocation_counts_there(draft):
    elsewhere = f.AllocationFactory(fiscal_year=f.FiscalYearFactory(year=2027))
    row = f.DecisionFactory(allocation=elsewhere, amount=CENT, drafted_on=date(2026, 1, 15))
    assert refusals(row, approval() | {"allocation": draft.allocation}, UPDATES) == {A_CENT_TOO_MUCH}


def test_a_revocation_frees_what_the_next_grant_binds(draft):
    f.DecisionFactory(
        allocation=Allocation.objects.last(), kind="revocation", amount=-CENT, approved=True, drafted_on=DAY
    )
    draft.approve(by=f.UserFactory(), on=DAY)
    assert Decision.objects.committed(DAY).get(pk=draft.pk) == draft


# --- Less available ----------------------------------------------------------------------------------


@breaks("funding_fiscalyear.funding_update")
def test_an_appropriation_is_not_lowered_below_what_is_bound(full):
    message = (
        "committed_within_available: Für 2026 sind 79.999,99\u00a0€ verfügbar. Mit dieser Änderung wären "
        "80.000,00\u00a0€ gebunden, 0,01\u00a0€ zu viel."
    )
    assert refusals(full, {"appropriation": Decimal("79999.99")}, UPDATES) == {message}


def test_a_carry_over_is_not_lowered_below_what_is_bound(draft):
    year = draft.allocation.fiscal_year
    f.FiscalYearFactory(year=2025, closed=True, carry_over=CENT)
    year.carry_over_received, year.revised_on, year.revised_by = CENT, DAY, f.UserFactory()
    year.save()
    draft.approve(by=f.UserFactory(), on=DAY)
    assert refusals(year, {"carry_over_received": 0}, UPDATES) == {A_CENT_TOO_MUCH}


@breaks("funding_fiscalyear.funding_insert", "funding_fiscalyear.funding_update")
def test_an_appropriation_is_not_raised_above_the_resolution(full):
    message = (
        "appropriation_within_mandate: Der Ansatz 80.000,01\u00a0€ überschreitet, was Drucksache "
        f"{full.mandate.reference} pro Jahr erlaubt: 80.000,00\u00a0€."
    )
    above = {"appropriation": Decimal("80000.01")}
    found = refusals(full, above, UPDATES) | refusals(full, above | {"year": 2027}, INSERTS)
    assert found == {message}


def test_no_appropriation_rests_on_a_resolution_without_an_amount(full):
    silent = f.MandateFactory(annual_limit=None)
    message = (
        "appropriation_within_mandate: Der Ansatz 80.000,00\u00a0€ überschreitet, was Drucksache "
        f"{silent.reference} pro Jahr erlaubt: keinen Betrag."
    )
    assert refusals(full, {"mandate": silent}, UPDATES) == {message}


@breaks("partners_mandate.mandate_money_update")
def test_a_resolution_is_not_lowered_under_its_years(full):
    message = (
        "appropriation_within_mandate: Der Ansatz 80.000,00\u00a0€ überschreitet, was Drucksache "
        f"{full.mandate.reference} pro Jahr erlaubt: "
    )
    found = [
        refusals(full.mandate, {"annual_limit": limit}, UPDATES) for limit in (Decimal("79999.99"), None)
    ]
    assert found == [{f"{message}79.999,99\u00a0€."}, {f"{message}keinen Betrag."}]


def test_a_year_is_not_moved_under_a_smaller_resolution(full):
    smaller = Mandate.objects.create(
        reference="1", title="x", committee=f.CommitteeFactory(), decided_on=DAY, annual_limit=1
    )
    assert refusals(full, {"mandate": smaller}, UPDATES).pop().startswith("appropriation_within_mandate")


# --- The allocation the decisions rest on ------------------------------------------------------------


@breaks("funding_allocation.allocation_rests_on_decisions")
def test_an_allocation_with_an_approved_decision_stays_where_it_is(full):
    message = (
        "allocation_rests_on_decisions: Jahr, Standort und Empfänger stehen mit dem ersten freigegebenen "
        "Bescheid fest."
    )
    row, other = Allocation.objects.first(), f.FiscalYearFactory(year=2027)
    moves = ({"fiscal_year": other}, {"site": f.SiteFactory()}, {"recipient": f.PartnerFactory()})
    assert [refusals(row, move, UPDATES) for move in moves] == [{message}] * 3


def test_more_is_not_taken_back_than_was_given(full):
    row = f.DecisionFactory(
        allocation=Allocation.objects.first(), kind="reduction", amount=Decimal("-8000.01")
    )
    message = (
        f"disbursed_within_committed: Für {row.allocation.site} wären -0,01\u00a0€ gebunden und 0,00\u00a0€ "
        "ausgezahlt oder vorgesehen; mehr als gebunden geht nicht."
    )
    assert refusals(row, approval(), UPDATES) == {message}  # one brought along was not heard about


# --- Past the ORM ------------------------------------------------------------------------------------

VALUES = "allocation_id, 'increase', 0.01, '', 'Mehr Besuche', '2026-01-15', drafted_by_id, '2026-02-01', %s"
COLUMNS = "allocation_id, kind, amount, notice_number, reason, drafted_on, drafted_by_id, approved_on, approved_by_id"
APPROVE = "SET approved_on = '2026-02-01', approved_by_id = %s"
PAST_THE_ORM = {
    "update": f"UPDATE funding_decision {APPROVE} WHERE approved_on IS NULL",
    "update from": f"UPDATE funding_decision d {APPROVE} FROM funding_allocation a"
    " WHERE a.id = d.allocation_id AND d.approved_on IS NULL",
    "insert": f"INSERT INTO funding_decision ({COLUMNS}) SELECT {VALUES} FROM funding_decision"
    " WHERE approved_on IS NULL",
    "on conflict": f"INSERT INTO funding_decision (id, {COLUMNS}) SELECT id, {VALUES} FROM funding_decision"
    f" WHERE approved_on IS NULL ON CONFLICT (id) DO UPDATE {APPROVE.replace('%s', 'excluded.approved_by_id')}",
    "cte": f"WITH approved AS (UPDATE funding_decision {APPROVE} WHERE approved_on IS NULL RETURNING id)"
    " SELECT count(*) FROM approved",
    "merge, update": "MERGE INTO funding_decision d USING (SELECT 1) n ON d.approved_on IS NULL"
    f" WHEN MATCHED THEN UPDATE {APPROVE}",
    "merge, insert": "MERGE INTO funding_decision d USING (SELECT * FROM funding_decision"
    " WHERE approved_on IS NULL) n ON false WHEN NOT MATCHED THEN"
    f" INSERT ({COLUMNS}) VALUES ({VALUES})",
    "function": "DO $$ BEGIN UPDATE funding_decision SET approved_on = '2026-02-01', approved_by_id = (SELECT"
    " max(id) FROM partners_user) WHERE approved_on IS NULL; END $$ -- %s",
    "prepared": "PREPARE approve_all AS UPDATE funding_decision SET approved_on = '2026-02-01',"
    " approved_by_id = $1 WHERE approved_on IS NULL; EXECUTE approve_all(%s)",
}


@pytest.mark.parametrize("statement", PAST_THE_ORM.values(), ids=PAST_THE_ORM)
def test_no_statement_binds_a_cent_too_much(draft, statement):
    assert refusal(sql, statement, f.UserFactory().pk) == A_CENT_TOO_MUCH


def test_copy_binds_no_cent_too_much(draft):
    by = f.UserFactory()
    line = f"{draft.allocation_id}\tincrease\t0.01\t\tMehr\t2026-01-15\t{draft.drafted_by_id}\t2026-02-01\t{by.pk}\n"

    def copy():
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(f"COPY funding_decision ({COLUMNS}) FROM STDIN", io.StringIO(line))

    assert refusal(copy) == A_CENT_TOO_MUCH


# --- Money only for sites with a seat ----------------------------------------------------------------


def uncovered(site, year: int = 2026) -> str:
    return (
        f"funded_site_is_covered: {site} steht {year} unter keiner Vereinbarung; Geld wird nur für Standorte "
        "mit Platz gebunden."
    )


def test_no_money_is_bound_for_a_site_without_a_seat(db):
    row = f.DecisionFactory(allocation__site=f.SiteFactory())
    assert refusals(row, approval(), WAYS) == {uncovered(row.allocation.site)}


@breaks("sites_coverage.funded_update", "sites_coverage.funded_delete")
def test_a_coverage_does_not_end_under_bound_money(db):
    coverage = f.CoverageFactory()  # since 2025
    site = f.DecisionFactory(approved=True, allocation__site=coverage.site).allocation.site
    early, last = {"ends_on": date(2025, 12, 31)}, {"ends_on": date(2026, 1, 1)}
    found = refusals(coverage, early, UPDATES) | refusals(coverage, {"site": f.SiteFactory()}, UPDATES)
    assert (found, refusals(coverage, {}, DELETES), refusals(coverage, last, UPDATES)) == (
        {uncovered(site)},
        {uncovered(site)},
        {"done"},
    )


def test_a_year_with_bound_money_is_not_renumbered_to_one_without_coverage(db):
    decision = f.DecisionFactory(approved=True)
    year, site = decision.allocation.fiscal_year, decision.allocation.site
    assert refusals(year, {"year": 2024}, UPDATES) == {uncovered(site, 2024)}


@pytest.fixture
def one_after_the_other(db):
    """Two sites that share a seat in turn; the first is funded, the second has a drafted grant."""
    seat, agreement = f.SeatFactory(), f.AgreementFactory(starts_on=date(2026, 1, 1))
    first = f.CoverageFactory(seat=seat, agreement=agreement, ends_on=date(2026, 6, 30))
    second = f.CoverageFactory(seat=seat, agreement=agreement, starts_on=date(2026, 7, 1))
    f.DecisionFactory(allocation__site=first.site, approved=True)
    return f.DecisionFactory(allocation__site=second.site)


TOO_MANY = "funded_sites_within_seats: 2026 wären 2 Standorte gefördert; es gibt nur einen Platz."


def test_no_more_sites_are_funded_than_there_are_seats(one_after_the_other):
    assert refusals(one_after_the_other, approval(), WAYS) == {TOO_MANY}


def test_a_seat_renewed_within_the_year_is_still_one_seat(db):
    old = f.SeatFactory(valid_until=date(2026, 6, 30))
    new = f.SeatFactory(number=old.number, valid_from=date(2026, 7, 1), mandate=old.mandate)
    first = f.CoverageFactory(seat=old, ends_on=date(2026, 6, 30))
    second = f.CoverageFactory(seat=new, starts_on=date(2026, 7, 1))
    f.DecisionFactory(allocation__site=first.site, approved=True)
    row = f.DecisionFactory(allocation__site=second.site)
    assert refusals(row, approval(), WAYS) == {TOO_MANY}


def test_a_site_whose_grant_was_revoked_leaves_its_place_to_another(one_after_the_other):
    granted = Decision.objects.get(approved_on__isnull=False)
    revoked = {"kind": "revocation", "amount": -granted.amount, "drafted_on": DAY}
    f.DecisionFactory(allocation=granted.allocation, approved=True, **revoked)
    assert refusals(one_after_the_other, approval(), UPDATES) == {"done"}


@breaks("sites_seat.funded_update", "sites_seat.funded_delete")
def test_a_seat_does_not_go_while_its_number_is_needed(one_after_the_other):
    free = f.SeatFactory()
    one_after_the_other.approve(by=f.UserFactory(), on=DAY)
    later = {"valid_from": date(2027, 1, 1)}
    assert refusals(free, later, UPDATES) | refusals(free, {}, DELETES) == {TOO_MANY}
