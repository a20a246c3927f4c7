"""Whatever two people do with the money in whatever order: no invariant breaks, no euro is told twice.

A machine of hypothesis takes all verbs of the money at random, with amounts that are just enough, a cent too
much, or nothing at all. After every step the invariants are counted by SQL of the tests' own, what was final
is still there letter for letter, and the year's page, its exports and the report say the same to the cent.
What is refused is refused for a reason that is written down here, and leaves everything as it was.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from funding import rules
from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    PaymentRun,
    ProofOfUse,
    Reallocation,
    RepaymentClaim,
    Reversal,
    closing,
)
from funding.models.hearing import needs_hearing
from partners.models import Mandate
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import refused
from sites.models import Coverage, Seat
from tests import factories as f
from tests.constraints import sql
from tests.money_invariants import broken, counted, frozen
from tests.money_told import Told
from tests.people import in_group
from tests.soaking import SOAK

FIRST = 2023  # all days lie behind today, so that pages and exports „as of today“ see them
CENT = Decimal("0.01")
KINDS = ("grant", "increase", "reduction", "revocation")
REFUSALS = set(  # one a word
    """
    allocation_once_per_site appropriation_within_mandate before_issue
    carry_over_from_closed_year claims_within_unspent committed_within_available
    coverage_end_stands coverage_ends_after_start coverage_within_seat decision_amount_fits_kind
    decision_approved_after_draft decision_dual_control decision_immutable
    decision_reason_given disbursed_within_committed disbursement_amount_positive
    disbursement_certified disbursement_dual_control disbursement_due_within_year
    disbursement_immutable disbursement_in_run disbursement_paid
    disbursement_paid_within_year disbursement_recipient_account disbursement_released
    disbursement_reversed disbursement_steps_in_order disbursement_unsigned
    ends_earlier fiscal_year_amounts_not_negative fiscal_year_carry_over_proposed
    fiscal_year_carry_over_within_rest fiscal_year_closed fiscal_year_closed_after_proposal
    fiscal_year_closing_dual_control fiscal_year_exists fiscal_year_left_open fiscal_year_proposal_kept
    funded_site_is_covered funded_sites_within_seats instalments_kept
    lines_missing mandate_annual_limit_positive not_issued
    not_ones_own not_submitted paid_before_release
    paid_in_future payment_run_cancelled payment_run_empty
    payment_run_paid proof_accepted_by_another proof_immutable
    proof_line_amounts_not_negative proof_line_immutable proof_line_own_funds_within_spent
    proof_submitted_stands proven_within_paid reallocation_together
    reallocation_two_sites received_too_much
    recipient_has_role reduced_within_committed repayment_amount_positive
    repayment_booked_once repayment_dual_control repayment_immutable repayment_issued_stands
    reversal_dual_control reversal_of_payment reversed_in_future seat_valid_until_after_from
    stale_version seat_number_once_at_a_time mandate_seats allocation_rests_on_decisions reallocation_halves_fit
    """.split()  # noqa: SIM905
)

SETTINGS = settings(
    max_examples=2000 if SOAK else 10,
    stateful_step_count=32,
    suppress_health_check=list(HealthCheck),
)


def _flat(refusal) -> list:
    """A refusal's errors, wherever they stand."""
    by_field = getattr(refusal, "error_dict", None)
    return [error for errors in by_field.values() for error in errors] if by_field else refusal.error_list


def _update(rows):
    """A verb that writes past the verbs, as an admin or a script could."""
    return lambda **facts: rows.update(**facts)


numbers, persons = st.integers(0, 11), st.booleans()
wishes = st.one_of(
    st.tuples(st.just("some"), st.integers(1, 3_000_000)),
    st.tuples(st.just("all"), st.sampled_from([0, 0, -1, 1])),
    st.tuples(st.just("part"), st.sampled_from([2, 3, 7])),
    st.tuples(st.just("none"), st.sampled_from([0, -1])),
)


_TABLES = (
    *(
        "allocation",
        "decision",
        "disbursement",
        "fiscalyear",
        "paymentitem",
        "paymentrun",
        "paymentrunexport",
    ),
    *("proofline", "proofofuse", "proofreturn", "reallocation", "repaymentclaim", "reversal", "withdrawal"),
)
_STATE = " UNION ALL ".join(
    f"SELECT md5(string_agg(t::text, ';' ORDER BY id)) FROM {table} t"
    for table in (
        "partners_mandate",
        "sites_coverage",
        "sites_seat",
        *(f"funding_{name}" for name in _TABLES),
    )
)


class World:
    """A resolution over 80.000 € for three sites, a fourth without a place, and two people of the city."""

    def __init__(self):
        self.mandate = f.MandateFactory(site_limit=3)
        self.coverages = []
        for _ in range(3):
            seat = f.SeatFactory(mandate=self.mandate)
            agreement = f.AgreementFactory(mandate=self.mandate, starts_on=date(FIRST, 1, 1))
            site = f.SiteFactory(opened_on=agreement.starts_on)
            self.coverages.append(f.CoverageFactory(site=site, agreement=agreement, seat=seat))
        self.sites = [one.site for one in self.coverages] + [f.SiteFactory(opened_on=date(FIRST, 1, 1))]
        self.recipients = [f.PartnerFactory(iban=f.IBAN) for _ in self.sites]
        for site, partner in zip(self.sites, self.recipients, strict=True):
            f.AssignmentFactory(site=site, partner=partner, starts_on=date(FIRST, 1, 1))
        self.people = [in_group("Koordination"), in_group("Freigabe")]
        self.revision = in_group("Revision")
        f.LegalFigureFactory(kind="repayment_margin", valid_from=date(2020, 1, 1))
        for year in range(FIRST, FIRST + 8):
            for month in (1, 7):
                f.LegalFigureFactory(kind="base_rate", rate=2, valid_from=date(year, month, 1))


class Money(RuleBasedStateMachine):
    """One example: from an open year on, in a transaction that is rolled back at its end."""

    world: World
    seen: Counter[str]

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.today, self.final, self.state = date(FIRST, 1, 10), {}, sql(_STATE)
        self.whole, self.told = True, {}
        self.seen["examples"] += 1

    def teardown(self):
        try:
            if self.whole:
                self.agree("xlsx")
                sql("SET CONSTRAINTS ALL IMMEDIATE")  # what a COMMIT would check
        finally:
            transaction.savepoint_rollback(self.savepoint)

    # --- acting ----------------------------------------------------------------------------------

    def act(self, verb, **given) -> bool:
        """Press the button as a page does; then everything must still hold."""
        self.whole = False  # what broke is not told again at the end
        refusal = refused(verb, **given)
        codes = {error.code for error in _flat(refusal)} if refusal else {"done"}
        assert codes <= REFUSALS | {"done"}, (verb, given, codes, refusal)
        self.seen.update(codes)
        self.seen["steps"] += 1
        if refusal:
            assert sql(_STATE) == self.state, (verb, codes)
        else:
            self.hold()
        self.whole = True
        return not refusal

    def hold(self) -> None:
        assert broken() == []
        final = frozen()
        changed = {key for key, checksum in self.final.items() if final.get(key) != checksum}
        assert changed == set()
        self.final, self.state = final, sql(_STATE)
        self.agree("csv")

    def who(self, other: bool):
        return {"by": self.world.people[other], "on": self.today}

    @staticmethod
    def pick(number: int, *choices):
        """One of the first rows there are; seldom one of the last, where the verb will say no."""
        for rows in choices[::-1] if number > 9 else choices:
            found = list(rows.order_by("pk"))
            if found:
                return found[number % len(found)]
        return None

    @staticmethod
    def euros(wish: tuple[str, int], limit: Decimal) -> Decimal:
        """An amount beside its limit: the whole of it, a cent more or less, an odd part, anything, or nothing."""
        kind, size = wish
        if kind == "all":
            return limit + size * CENT
        if kind == "part":
            return (limit / size).quantize(CENT)
        return size * CENT

    def year(self, number: int) -> FiscalYear:
        return self.pick(number, FiscalYear.objects.filter(closed_on=None), FiscalYear.objects.all())

    def free(self, year: FiscalYear) -> Decimal:
        return year.available_now - year.committed_now

    # --- the beginning ---------------------------------------------------------------------------

    @initialize(depth=st.integers(0, 5), wish=wishes)
    def begin(self, depth, wish):
        """An open year, with one site's money on its way as far as `depth` says."""
        steps = (
            lambda: self.open_year(0, ("some", 8_000_000), ("none", 0), False),
            lambda: self.even_split(0, False),
            lambda: [self.approve(0, True) for _ in range(2)],
            lambda: self.plan(0, ("all", 0), 2, False),
            lambda: [self.sign(0, False, True) for _ in range(2)],
        )
        for step in steps[: max(depth, 1)]:
            step()

    @rule(days=st.integers(1, 45))
    def time_passes(self, days):
        self.today = min(self.today + timedelta(days=days), date(FIRST + 2, 6, 30))

    # --- the year --------------------------------------------------------------------------------

    @rule(number=numbers, wish=wishes, carried=wishes, other=persons)
    def open_year(self, number, wish, carried, other):
        last = FiscalYear.objects.order_by("year").last()
        year = last.year + 1 if last and number < 10 else FIRST
        if year > FIRST + 1:
            return
        left = last.carry_over if last and last.closed_on else Decimal(0)
        self.act(
            FiscalYear.objects.open,
            year=year,
            appropriation=self.euros(wish, Decimal(80_000)),
            carry_over_received=self.euros(carried, left or Decimal(0)),
            mandate=self.world.mandate,
            **self.who(other),
        )

    @rule(number=numbers, wish=wishes, whole=persons)
    def edit_year(self, number, wish, whole):
        year = self.year(number)
        limit = Decimal(80_000) if whole else year.committed_now - year.carry_over_received
        given = {"carry_over_received": year.carry_over_received, "mandate": year.mandate}
        self.act(year.revise, appropriation=self.euros(wish, limit), **given, **self.who(whole))

    @rule(number=numbers, wish=wishes)
    def lower_the_mandate(self, number, wish):
        limit = self.euros(wish, self.year(number).appropriation)
        self.act(_update(Mandate.objects.filter(pk=self.world.mandate.pk)), annual_limit=limit)

    @rule(number=numbers, days=st.integers(0, 400), by_verb=persons)
    def end_a_place(self, number, days, by_verb):
        place = self.pick(number, Coverage.objects.all())
        ends = place.starts_on + timedelta(days=days)
        signed = {"by": self.world.people[True], "on": self.today} if by_verb else {}
        end = place.end if by_verb else _update(Coverage.objects.filter(pk=place.pk))
        self.act(end, ends_on=ends, **signed)

    @rule(number=numbers, days=st.integers(-400, 400))
    def end_a_seat(self, number, days):
        seat = self.pick(number, Seat.objects.all())
        until = date(FIRST, 7, 1) + timedelta(days=days)
        self.act(_update(Seat.objects.filter(pk=seat.pk)), valid_until=until)

    # --- decisions -------------------------------------------------------------------------------

    @rule(number=numbers, site=st.integers(0, 3), recipient=st.integers(0, 15), wish=wishes, other=persons)
    def allocate(self, number, site, recipient, wish, other):
        year, partner = self.year(number), recipient if recipient < 4 else site
        self.act(
            year.allocate,
            site=self.world.sites[site],
            recipient=self.world.recipients[partner],
            purpose="Quartiersarbeit",
            amount=self.euros(wish, self.free(year)),
            **self.who(other),
        )

    @rule(number=numbers, other=persons)
    def even_split(self, number, other):
        year = self.year(number)
        places = [place for place in year.places_without_money() if place.recipients]
        parts = rules.even_split(self.free(year), len(places)) if places else []
        shares = [(place.site, place.recipients[0], part) for place, part in zip(places, parts, strict=True)]
        self.act(year.distribute, shares=shares, purpose="Quartiersarbeit", **self.who(other))

    @rule(number=numbers, kind=st.sampled_from(KINDS), wish=wishes, other=persons)
    def draft(self, number, kind, wish, other):
        if not (allocation := self.pick(number, Allocation.objects.all())):
            return
        raising = kind in ("grant", "increase")
        limit = self.free(allocation.fiscal_year) if raising else -allocation.committed_now
        given = {"kind": kind, "amount": self.euros(wish, limit) * (1 if raising or wish[0] == "all" else -1)}
        self.act(allocation.draft, reason="Mehr oder weniger", **given, **self.who(other))

    def drafted(self, number) -> Decision | None:
        return self.pick(number, Decision.objects.filter(approved_on=None), Decision.objects.all())

    @rule(number=numbers, wish=wishes, other=persons)
    def revise_draft(self, number, wish, other):
        if decision := self.drafted(number):
            amount = self.euros(wish, self.free(decision.allocation.fiscal_year))
            given = {"kind": decision.kind, "amount": amount, "reason": "Berichtigt"}
            self.act(decision.revise, **given, **self.who(other))

    @rule(number=numbers, other=persons)
    def withdraw_draft(self, number, other):
        if decision := self.drafted(number):
            self.act(decision.withdraw, reason="Irrtum", by=self.world.people[other], on=self.today)

    @rule(number=numbers, other=persons)
    def approve(self, number, other):
        if decision := self.drafted(number):
            self.hear(decision)
            self.act(decision.approve, **self.who(other))

    def hear(self, draft) -> None:
        """What takes money back was heard about before it binds; a revocation's ground is known."""
        if needs_hearing(draft) and not hasattr(draft, "hearing"):
            f.heard(draft)
            self.state = sql(_STATE)

    @rule(number=numbers, to=numbers, wish=wishes, other=persons)
    def reallocate(self, number, to, wish, other):
        source, target = (self.pick(one, Allocation.objects.all()) for one in (number, to))
        if source:
            given = {"amount": self.euros(wish, source.committed_now), "reason": "Mehr Bedarf dort"}
            self.act(Reallocation.objects.draft, source=source, target=target, **given, **self.who(other))

    @rule(number=numbers, other=persons, back=persons)
    def settle_reallocation(self, number, other, back):
        if not (whole := self.pick(number, Reallocation.objects.all())):
            return
        if back:
            self.act(whole.withdraw, reason="Doch nicht", by=self.world.people[other], on=self.today)
        else:
            self.hear(whole.reduction)
            self.act(whole.approve, **self.who(other))

    # --- payments --------------------------------------------------------------------------------

    @rule(number=numbers, wish=wishes, parts=st.sampled_from([1, 2, 4]), other=persons)
    def plan(self, number, wish, parts, other):
        bound = Allocation.objects.filter(decisions__approved_on__isnull=False).distinct()
        if not (allocation := self.pick(number, bound, Allocation.objects.all())):
            return
        shares = rules.even_split(self.euros(wish, allocation.plannable()), parts)
        days = [date(allocation.fiscal_year.year, 3 * part + 1, 15) for part in range(parts)]
        self.act(
            allocation.plan_instalments, instalments=list(zip(days, shares, strict=True)), **self.who(other)
        )

    @rule(number=numbers, other=persons, both=persons)
    def sign(self, number, other, both):
        """The next signature of a payment; „both“: certified by the one, released by the other."""
        unpaid = Disbursement.objects.unpaid(self.today)
        if not (payment := self.pick(number, unpaid, Disbursement.objects.all())):
            return
        self.act(payment.release if payment.certified_on else payment.certify, **self.who(other))
        if both:
            self.act(payment.release, **self.who(not other))

    @rule(number=numbers, other=persons)
    def withdraw_signature(self, number, other):
        signed = Disbursement.objects.unpaid(self.today).filter(certified_on__isnull=False)
        if payment := self.pick(number, signed, Disbursement.objects.all()):
            self.act(payment.withdraw, reason="Konto geändert", **self.who(other))

    @rule(number=numbers, other=persons, early=st.sampled_from([0, 0, 0, 10, -1]))
    def pay(self, number, other, early):
        waiting = Disbursement.objects.awaiting_payment(self.today)
        if payment := self.pick(number, waiting, waiting, Disbursement.objects.all()):
            paid = {"paid_on": self.today - timedelta(days=early), "reference": "KA-1"}
            self.act(payment.pay, **paid, **self.who(other))

    @rule(number=numbers, other=persons)
    def pay_another(self, number, other):
        self.sign(number, other, True)
        self.pay(number, other, 0)

    @rule(number=numbers, other=persons, early=st.sampled_from([0, 0, 5]))
    def reverse(self, number, other, early):
        paid = Disbursement.objects.filter(paid_on__isnull=False)
        if payment := self.pick(number, paid, Disbursement.objects.all()):
            on = {"reversed_on": self.today - timedelta(days=early), "reason": "Rücklauf"}
            self.act(Reversal.objects.record, disbursement=payment, **on, **self.who(other))

    @rule(number=numbers, other=persons)
    def draw_up_a_list(self, number, other):
        self.act(PaymentRun.objects.draw_up, fiscal_year=self.year(number), **self.who(other))

    @rule(number=numbers, other=persons, what=st.sampled_from(["pay", "cancel", "export"]))
    def settle_a_list(self, number, other, what):
        if not (run := self.pick(number, PaymentRun.objects.all())):
            return
        given = {
            "pay": {"paid_on": self.today, "reference": "LISTE"},
            "cancel": {"reason": "Falsches Konto"},
            "export": {"kind": "xlsx"},
        }
        self.act(getattr(run, what), **given[what], **self.who(other))

    # --- proof and repayment ---------------------------------------------------------------------

    @rule(number=numbers, wish=wishes, own=st.integers(0, 1), other=persons)
    def account(self, number, wish, own, other):
        """What the money was spent on, as the recipient writes it; then handed in."""
        if not (
            proof := self.pick(number, ProofOfUse.objects.filter(submitted_on=None), ProofOfUse.objects.all())
        ):
            return
        spent, by = self.euros(wish, proof.paid(self.today)), self.world.people[other]
        lines = {"staff": {"planned": spent, "spent": spent + own * 100, "own_funds": Decimal(own * 100)}}
        saved = {"narrative": "Es gab Kaffee.", "lines": lines, "version": proof.version}
        if self.act(proof.save_statement, **saved, by=by, at=timezone.now()):
            self.act(proof.submit, **self.who(other))

    @rule(number=numbers, other=persons, back=st.integers(0, 3))
    def review(self, number, other, back):
        waiting = ProofOfUse.objects.filter(submitted_on__isnull=False, accepted_on=None)
        if not (proof := self.pick(number, waiting, ProofOfUse.objects.all())):
            return
        if back == 0:
            self.act(proof.send_back, reasons="Bitte die Belege", **self.who(other))
        else:
            self.act(proof.accept, review_note="Geprüft", **self.who(other))

    @rule(number=numbers, other=persons)
    def require_proof(self, number, other):
        if allocation := self.pick(number, Allocation.objects.filter(proof=None), Allocation.objects.all()):
            self.act(ProofOfUse.objects.require, allocation=allocation, on=self.today)

    @rule(number=numbers, wish=wishes, rate=st.sampled_from(["0", "5"]), other=persons)
    def claim(self, number, wish, rate, other):
        paid = Allocation.objects.filter(disbursements__paid_on__isnull=False).distinct()
        if not (allocation := self.pick(number, paid, Allocation.objects.all())):
            return
        left = RepaymentClaim.objects.left_to_claim(allocation, self.today)
        given = {"amount": self.euros(wish, left), "due_on": self.today + timedelta(days=14)}
        terms = {"interest_rate": Decimal(rate), "interest_source": "§ 49a Abs. 3 VwVfG NRW"}
        self.act(RepaymentClaim.objects.draft, allocation=allocation, **given, **terms, **self.who(other))

    @rule(number=numbers, cents=st.sampled_from([0, 0, 1, -1]), other=persons, drop=st.integers(0, 4))
    def settle_a_claim(self, number, cents, other, drop):
        """The claim's next step: issued, then received; or thrown away."""
        if not (
            claim := self.pick(
                number, RepaymentClaim.objects.filter(paid_on=None), RepaymentClaim.objects.all()
            )
        ):
            return
        if drop == 0:
            self.act(claim.discard)
        elif not claim.issued_on:
            self.hear(claim)
            self.act(claim.issue, **self.who(other))
        else:
            got = claim.amount + claim.interest(self.today) + cents * CENT
            self.act(claim.receive, paid_on=self.today, received=got, reference="EIN-1", **self.who(other))

    # --- the end of the year ---------------------------------------------------------------------

    @rule(number=numbers, other=persons)
    def clear(self, number, other):
        """What stands in a closing's way: drafts go, and what is not paid is taken back."""
        year, theirs = self.year(number), self.who(other)
        for whole in Reallocation.objects.filter(reduction__approved_on=None):
            self.act(whole.withdraw, reason="Jahresende", by=whole.reduction.drafted_by, on=self.today)
        for decision in Decision.objects.filter(allocation__fiscal_year=year, approved_on=None):
            self.act(decision.withdraw, reason="Jahresende", by=decision.drafted_by, on=self.today)
        for allocation in Allocation.objects.filter(fiscal_year=year):
            if left := allocation.committed_now - allocation.paid_by(self.today):
                # One that lost its signature stays as a row, because its withdrawal belongs to it.
                allocation.disbursements.changeable(self.today).filter(withdrawals=None).delete()
                self.state = sql(_STATE)
                given = {"kind": "reduction", "amount": -left, "reason": "Jahresende", **theirs}
                if self.act(allocation.draft, **given):
                    self.hear(allocation.decisions.latest("pk"))
                    self.act(allocation.decisions.latest("pk").approve, **self.who(not other))

    @rule(number=numbers, wish=wishes, other=persons)
    def propose_closing(self, number, wish, other):
        year = self.year(number)
        self.act(
            closing.propose,
            year=year,
            carry_over=self.euros(wish, year.rest_on(self.today)),
            **self.who(other),
        )

    @rule(number=numbers, other=persons, keep=st.integers(0, 3))
    def settle_closing(self, number, other, keep):
        year = self.year(number)
        if keep == 0:
            self.act(closing.drop, year=year, reason="Zu früh.", **self.who(other))
        else:
            self.act(closing.close, year=year, **self.who(other))

    # --- what people read ------------------------------------------------------------------------

    def agree(self, kind: str) -> None:
        """Pages, exports and reports say what the tests' own SQL counts, of the years and of each allocation."""
        years, told = counted(self.today), Told(self.world.revision, self.today)
        assert told.list_of_years(kind) == {
            year: (found.available, *found.sums, found.available - found.sums.committed)
            for year, found in years.items()
        }
        assert told.list_of_allocations(kind) == {
            (year, pk): tuple(sums) for year, found in years.items() for pk, sums in found.allocations.items()
        }
        at_end = kind == "xlsx"
        for year, found in years.items():
            if self.told.get(year) == found and not at_end:
                continue  # told already, and nothing in it has changed
            available, sums = found.available, found.sums
            free = available - sums.committed
            cards = (available, sums.planned, sums.committed, free, sums.paid, sums.proven)
            assert told.page(year) == tuple(german.euro(value) for value in cards)
            reported = (available, sums.committed, sums.paid, free) if sums.committed else None
            assert told.report(year, whole=at_end) == reported
        self.told = years


@pytest.mark.soak
@pytest.mark.django_db
def test_whatever_two_people_do_with_the_money_every_invariant_holds_and_every_page_agrees():
    Money.world, Money.seen = World(), Counter()
    run_state_machine_as_test(Money, settings=SETTINGS)
    seen = Money.seen
    print(f"\n{seen['examples']} Läufe, {seen['steps']} Schritte: {dict(seen.most_common())}")
    assert seen["examples"] >= SETTINGS.max_examples
    assert seen["steps"] >= 30 * seen["examples"] / 2
    assert {code for code in seen if code not in ("examples", "steps", "done")} <= REFUSALS
