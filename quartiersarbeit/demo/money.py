"""Example budgets from 2022 on: what was granted, paid, proven and closed, and what waits today.

The figures are fictional and chosen so that they differ: the even split is an offer, never assumed. A
year's grants are drafted and approved in the December before, so that even on 1 January there is money
committed and a first instalment paid.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    Hearing,
    PaymentReturn,
    PaymentRun,
    PaymentRunExport,
    ProofSample,
    Reallocation,
    RepaymentClaim,
    Reversal,
    Withdrawal,
)
from funding.models.allocation import DecisionKind
from funding.models.hearing import HearingWay
from funding.models.payment_run import ExportKind
from funding.rules import even_split
from quartiersarbeit.demo import proofs
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.network import DOCUMENTATION_IBAN, SECOND_START, Places
from quartiersarbeit.demo.people import Cast
from quartiersarbeit.demo.source import Document
from quartiersarbeit.ground.transactions import write

FIRST_YEAR = 2022
GRANTS = tuple(Decimal(f"{euros}.00") for euros in (8000, 8000, 7500, 8500, 8000, 7000, 8000, 7500, 7500))
PURPOSE = "Quartiersarbeit am Standort (Beispiel)"
# This year's changes: a reallocation from the sixth site to the second, and a draft that waits.
MOVED = Decimal("500.00")
WAITING = Decimal("1500.00")
CLOSING = (2, 15)  # month and day of the following year


def load(loading: Loading, cast: Cast, document: Document, places: Places) -> None:
    """All years up to the running one, in the order in which the database's guards allow it."""
    years = _years(loading, cast, document)
    allocations = _allocations(loading, years, places)
    _grants(loading, cast, allocations, places)
    _changes(loading, cast, allocations[-1])
    _instalments(loading, cast, allocations)
    _payment_list(loading, cast, years[-1])
    _withdrawn_signature(loading, cast, allocations[-1][6])
    _returned_payment(loading, cast, allocations[-2][-1])
    for budget, of_year in zip(years, allocations, strict=True):
        proofs.load(loading, cast, budget.year, of_year, GRANTS)
    _sample(loading, cast, years[-1])
    _repayments(loading, cast, allocations)
    _close(loading, cast)


def _years(loading: Loading, cast: Cast, document: Document) -> list[FiscalYear]:
    return loading.ensure(
        [
            FiscalYear(
                year=year,
                appropriation=Decimal("80000.00"),
                mandate=document.mandate,
                opened_on=date(year - 1, 12, 1),
                opened_by=cast.koordination,
                is_example=True,
            )
            for year in range(FIRST_YEAR, loading.year + 1)
        ],
        "year",
    )


def _sample(loading: Loading, cast: Cast, of: FiscalYear) -> None:
    """The rule of the running year for small grants; its seed stands since before the year."""
    terms = {"below": Decimal("1000.00"), "percent": 10, "seed": "Beispiel: 3, 8, 21, 30, 41, 44"}
    set_before = {"announced_on": date(of.year - 1, 12, 20), "announced_by": cast.koordination}
    row = ProofSample(fiscal_year=of, fixed_on=date(of.year, 12, 31), **terms, **set_before)
    loading.ensure([row], "fiscal_year")


def _allocations(loading: Loading, years: list[FiscalYear], places: Places) -> list[list[Allocation]]:
    """A year's allocations, one a site that is covered in it."""
    rows = [
        [
            Allocation(fiscal_year=budget, site=site, recipient=recipient, purpose=PURPOSE)
            for site, recipient in zip(places.sites, places.providers, strict=True)
            if (site.opened_on or SECOND_START) < SECOND_START or budget.year >= SECOND_START.year
        ]
        for budget in years
    ]
    stored = iter(loading.ensure([row for of_year in rows for row in of_year], "fiscal_year", "site"))
    return [[next(stored) for _ in of_year] for of_year in rows]


def _grants(loading: Loading, cast: Cast, allocations: list[list[Allocation]], places: Places) -> None:
    rows = []
    for of_year in allocations:
        for number, allocation in enumerate(of_year, start=1):
            year = allocation.fiscal_year.year
            rows.append(
                _decision(
                    cast,
                    allocation,
                    DecisionKind.GRANT,
                    GRANTS[number - 1],
                    reason="Zuwendung für das Haushaltsjahr (Beispiel)",
                    drafted_on=date(year - 1, 12, 8),
                    approved_on=date(year - 1, 12, 15),
                )
            )
    loading.ensure(rows, "allocation", "kind")


def _changes(loading: Loading, cast: Cast, this_year: list[Allocation]) -> None:
    """A reallocation that is approved, and an increase that waits for the second person."""
    year, (second, third, sixth) = loading.year, (this_year[1], this_year[2], this_year[5])
    moved = {
        "reason": "Umschichtung vom sechsten zum zweiten Standort (Beispiel)",
        "drafted_on": loading.by_now(date(year, 4, 14)),
        "approved_on": loading.by_now(date(year, 4, 21)),
    }
    waiting = {"reason": "Mehr Stunden für die Sprechstunde (Beispiel)", "drafted_on": loading.ago(3)}
    bound = {"approved_on": moved["approved_on"], "approved_by": cast.freigabe}
    drafted = moved | {"approved_on": None}
    less = loading.one(
        _decision(cast, sixth, DecisionKind.REDUCTION, -MOVED, **drafted), "allocation", "kind"
    )
    heard = {"held_on": less.drafted_on, "way": HearingWay.TALK, "answered_on": less.drafted_on}
    heard["answer"] = "Beispiel: Der Empfänger ist einverstanden."
    _bind(loading, cast, Hearing(decision=less, **heard), "decision", bound)
    more, _ = loading.ensure(
        [
            _decision(cast, second, DecisionKind.INCREASE, MOVED, **moved),
            _decision(cast, third, DecisionKind.INCREASE, WAITING, **waiting),
        ],
        *("allocation", "kind"),
    )
    loading.one(Reallocation(reduction=less, increase=more), "reduction")


def _bind(loading: Loading, cast: Cast, hearing: Hearing, key: str, bound: dict) -> None:
    """A draft becomes binding once its recipient was heard; one that is binding stays as it is."""
    act: Any = getattr(hearing, key)
    hearing.recorded_on, hearing.recorded_by = act.drafted_on, cast.koordination
    loading.one(hearing, key)
    if not (act.approved_on if key == "decision" else act.issued_on):
        write(act, **bound)


def _decision(cast: Cast, allocation: Allocation, kind: DecisionKind, amount: Decimal, **facts) -> Decision:
    """A decision drafted by Koordination, and by Freigabe approved where a day is given."""
    return Decision(
        allocation=allocation,
        kind=kind,
        amount=amount,
        drafted_by=cast.koordination,
        approved_by=cast.freigabe if facts.get("approved_on") else None,
        **facts,
    )


# --- Payments ------------------------------------------------------------------------------------


def _instalments(loading: Loading, cast: Cast, allocations: list[list[Allocation]]) -> None:
    """Two instalments an allocation; this year's second halves stand at every step of their way."""
    rows = []
    for of_year in allocations:
        for number, allocation in enumerate(of_year, start=1):
            year = allocation.fiscal_year.year
            first = GRANTS[number - 1] / 2
            rows.append(_paid(cast, allocation, 1, first, loading.by_now(date(year, 1, 15))))
            rest = first
            if year == loading.year:
                rest += {2: MOVED, 6: -MOVED}.get(number, Decimal(0))
                rows += _second(loading, cast, allocation, number, rest)
            else:
                rows.append(_paid(cast, allocation, 2, rest, date(year, 7, 1)))
    loading.ensure(rows, "allocation", "number")


def _planned(cast: Cast, allocation: Allocation, number: int, amount: Decimal, due_on: date) -> Disbursement:
    return Disbursement(
        allocation=allocation,
        number=number,
        amount=amount,
        due_on=due_on,
        drafted_on=date(allocation.fiscal_year.year - 1, 12, 15),
        drafted_by=cast.koordination,
    )


def _paid(cast: Cast, allocation: Allocation, number: int, amount: Decimal, on: date) -> Disbursement:
    row = _planned(cast, allocation, number, amount, on)
    before = row.drafted_on
    row.certified_on, row.certified_by = before, cast.koordination
    _release(cast, row, before)
    row.paid_on, row.paid_by = on, cast.koordination
    row.reference = f"Beispiel-{allocation.fiscal_year.year}-{slugify(allocation.site.name)[:30]}-{number}"
    return row


def _release(cast: Cast, row: Disbursement, on: date) -> None:
    """To the example account: of the real organisations no account is known, and none is invented."""
    row.released_on, row.released_by = on, cast.freigabe
    row.recipient_name, row.recipient_iban = row.allocation.recipient.name, DOCUMENTATION_IBAN


def _second(
    loading: Loading, cast: Cast, allocation: Allocation, number: int, amount: Decimal
) -> list[Disbursement]:
    """By the number of its site: paid in July; certified; planned; in three parts at every step."""
    soon = min(loading.ahead(7), date(loading.year, 12, 31))
    in_july = date(loading.year, 7, 1)
    if number < 6:
        if loading.happened(in_july):
            return [_paid(cast, allocation, 2, amount, in_july)]
        return [_planned(cast, allocation, 2, amount, in_july)]
    parts = even_split(amount, 3 if number > 7 else 1)
    rows = [_planned(cast, allocation, at, part, soon) for at, part in enumerate(parts, start=2)]
    for at, row in enumerate(rows):
        if number != 7:
            row.certified_on, row.certified_by = max(loading.ago(6), row.drafted_on), cast.koordination
        if at == 2:
            _release(cast, row, max(loading.ago(4), row.drafted_on))
    return rows


def _payment_list(loading: Loading, cast: Cast, budget: FiscalYear) -> None:
    """What is released stands on a list for the treasury; a second run of the loader finds it there."""
    if PaymentRun.objects.filter(fiscal_year=budget).exists():
        return
    if Disbursement.objects.awaiting_list(budget, loading.today).exists():
        run = PaymentRun.objects.draw_up(fiscal_year=budget, by=cast.freigabe, on=loading.today)
        run.export(kind=ExportKind.XLSX, by=cast.koordination, on=loading.today)
        loading.count(PaymentRun)
        loading.count(PaymentRunExport)


def _withdrawn_signature(loading: Loading, cast: Cast, allocation: Allocation) -> None:
    """A certification that was taken back: the instalment waits for its first signature again."""
    payment = allocation.disbursements.changeable(loading.today).filter(number=2).first()
    if payment is None or payment.withdrawals.exists():
        return
    payment.certify(by=cast.koordination, on=max(loading.ago(5), payment.drafted_on))
    reason = "Beispiel: Der Träger hat um einen späteren Tag gebeten."
    payment.withdraw(reason=reason, by=cast.koordination, on=max(loading.ago(2), payment.drafted_on))
    loading.count(Withdrawal)


def _returned_payment(loading: Loading, cast: Cast, allocation: Allocation) -> None:
    """Last year a payment came back from the bank, was reversed and paid again."""
    first, year = allocation.disbursements.get(number=1), allocation.fiscal_year.year
    reason = "Beispiel: Die Bank hat die Zahlung zurückgegeben."
    if not hasattr(first, "reversal"):
        sent_back = PaymentReturn(disbursement=first, on=date(year, 1, 22), by=cast.freigabe, reason=reason)
        loading.one(sent_back, "disbursement")
    back = Reversal(disbursement=first, on=date(year, 1, 22), by=cast.freigabe, reason=reason)
    loading.one(back, "disbursement")
    loading.one(_paid(cast, allocation, 3, first.amount, date(year, 2, 1)), "allocation", "number")


# --- Proofs and the end of a year ----------------------------------------------------------------


def _repayments(loading: Loading, cast: Cast, allocations: list[list[Allocation]]) -> None:
    """What was not spent is claimed back: one claim is settled, one still open.

    A later year's run finds older statements as they are stored; there it claims nothing that was spent.
    """
    rows, bound = [], {}
    for (years_back, number), amount in proofs.UNSPENT.items():
        year = loading.year - years_back
        drafted_on = loading.happened(date(year + 1, 5, 20))
        if year < FIRST_YEAR or drafted_on is None:
            continue
        allocation = allocations[year - FIRST_YEAR][number - 1]
        if RepaymentClaim.objects.left_to_claim(allocation, loading.today) < amount:
            continue
        bound[allocation.pk] = _settled(
            loading, cast, drafted_on, amount, date(year + 1, 6, 24) if years_back > 1 else None
        )
        rows.append(
            RepaymentClaim(
                allocation=allocation,
                amount=amount,
                due_on=date(year + 1, 6, 30) if years_back > 1 else loading.ahead(20),
                drafted_on=drafted_on,
                drafted_by=cast.koordination,
                reason="Beispiel: Der Betrag wurde nicht für den Zweck verwendet.",
            )
        )
    why = "Beispiel: Der Empfänger hat den Rest selbst angezeigt."
    for claim in loading.ensure(rows, "allocation"):
        _bind(loading, cast, Hearing(claim=claim, waived_reason=why), "claim", bound[claim.allocation_id])


def _settled(loading: Loading, cast: Cast, drafted_on: date, amount: Decimal, paid_on: date | None) -> dict:
    """Issued by the second person, and settled where a day is given that has come."""
    issued = {"issued_on": drafted_on, "issued_by": cast.freigabe}
    if paid_on is None or not loading.happened(paid_on):
        return issued
    return issued | {
        "paid_on": paid_on,
        "received": amount,
        "recorded_by": cast.koordination,
        "reference": f"Beispiel-R-{paid_on.year}",
    }


def _close(loading: Loading, cast: Cast) -> None:
    """Close the years gone by, each in the February after it; the source's own year is one of them."""
    for year in range(FIRST_YEAR - 1, loading.year):
        if closed_on := loading.happened(date(year + 1, *CLOSING)):
            FiscalYear.objects.filter(year=year, closed_on__isnull=True).update(
                carry_over=0,
                closing_proposed_on=closed_on,
                closing_proposed_by=cast.koordination,
                closed_on=closed_on,
                closed_by=cast.freigabe,
            )
