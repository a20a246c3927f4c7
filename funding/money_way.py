"""One euro's way: everything that happened to an allocation's money, in order of time, from rows and history.

Each step names the day it holds for, who did it, and what the database's own history says about when and by
whom it was written down. Sums run along: committed, paid, proven – the last ones are the allocation's figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    ProofOfUse,
    ProofReturn,
    RepaymentClaim,
    Reversal,
)
from funding.rules import NOTHING
from quartiersarbeit.ground import german
from quartiersarbeit.ground.events import Authors, events_of


@dataclass(frozen=True)
class Recorded:
    """What the history says: the moment a fact was written, and whose session wrote it."""

    moment: datetime
    who: str


@dataclass(frozen=True)
class Step:
    """One thing that happened. Amounts in euros; `committed`, `paid` and `proven` are sums after it."""

    on: date
    what: str
    who: str
    note: str = ""
    amount: Decimal | None = None
    url: str = ""
    binds: Decimal = NOTHING
    pays: Decimal = NOTHING
    proves: Decimal = NOTHING
    recorded: Recorded | None = None
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING
    proven: Decimal = NOTHING


@dataclass
class History:
    """Finds when a fact was first written: the first event of a row in which it is there."""

    events: dict[type, dict[int, list]] = field(default_factory=dict)
    authors: Authors = field(default_factory=lambda: Authors([]))

    def read(self, model, keys: list[int]) -> None:
        """One question per model; who acted is asked once for all by `name_people`."""
        for event in events_of(model, keys).reverse():
            self.events.setdefault(model, {}).setdefault(event.pgh_obj_id, []).append(event)

    def name_people(self) -> None:
        every = [event for rows in self.events.values() for events in rows.values() for event in events]
        self.authors = Authors(every)

    def of(self, row, fact: str = "") -> Recorded | None:
        """When the row – or this fact of it, in its present value – was written."""
        events = self.events.get(type(row), {}).get(row.pk, [])
        wanted = getattr(row, fact) if fact else None
        found = next((event for event in events if not fact or getattr(event, fact) == wanted), None)
        if found is None:
            return None
        return Recorded(found.pgh_created_at, self.authors.of(found))


def way(allocation: Allocation, on: date) -> list[Step]:
    """The steps up to the end of that day, in order of time, with running sums."""
    history = History()
    decisions = list(_of(Decision, allocation).select_related("drafted_by", "approved_by"))
    people = ("drafted_by", "certified_by", "released_by", "reversal__by")
    payments = list(_of(Disbursement, allocation).select_related(*people))
    reversals = [payment.reversal for payment in payments if hasattr(payment, "reversal")]
    proof = _of(ProofOfUse, allocation).select_related("submitted_by", "accepted_by").first()
    returns = list(proof.returns.select_related("by", "submitted_by")) if proof else []
    people = ("drafted_by", "issued_by", "recorded_by")
    claims = list(_of(RepaymentClaim, allocation).select_related(*people))
    year = allocation.fiscal_year
    known = (
        *((type(year), [year]), (type(year.mandate), [year.mandate]), (Decision, decisions)),
        *((Disbursement, payments), (Reversal, reversals), (ProofOfUse, [proof] if proof else [])),
        *((ProofReturn, returns), (RepaymentClaim, claims)),
    )
    for model, rows in known:
        history.read(model, [row.pk for row in rows])
    history.name_people()
    steps = [
        *_of_year(year, history),
        *(step for decision in decisions for step in _of_decision(decision, history)),
        *(step for payment in payments for step in _of_payment(payment, history)),
        *(_of_proof(proof, returns, history) if proof else ()),
        *(step for claim in claims for step in _of_claim(claim, history)),
    ]
    return list(_running(sorted((step for step in steps if step.on <= on), key=lambda step: step.on)))


def _of(model, allocation: Allocation):
    return model.objects.filter(allocation=allocation).order_by("pk")


def _running(steps: list[Step]) -> Iterator[Step]:
    committed = paid = proven = NOTHING
    for step in steps:
        committed, paid, proven = committed + step.binds, paid + step.pays, proven + step.proves
        yield replace(step, committed=committed, paid=paid, proven=proven)


def _of_year(year, history: History) -> Iterator[Step]:
    mandate, at = year.mandate, year.get_absolute_url()
    note = f"{mandate.reference}: {mandate.title}"
    yield Step(
        mandate.decided_on,
        "Beschluss",
        str(mandate.committee),
        note,
        mandate.annual_limit,
        mandate.url,
        recorded=history.of(mandate),
    )
    carried = year.carry_over_received
    note = f"mit {german.euro(carried)} aus dem Vorjahr" if carried else ""
    who = str(year.opened_by or "")
    yield Step(
        year.opened_on,
        f"Haushaltsansatz {year.year}",
        who,
        note,
        year.appropriation,
        at,
        recorded=history.of(year),
    )
    if year.closed_on:
        closed = history.of(year, "closed_on")
        yield Step(
            year.closed_on, f"Jahresabschluss {year.year}", str(year.closed_by), url=at, recorded=closed
        )


def _of_decision(decision: Decision, history: History) -> Iterator[Step]:
    name, at = decision.get_kind_display(), decision.get_absolute_url()
    yield Step(
        decision.drafted_on,
        f"{name} entworfen",
        str(decision.drafted_by),
        decision.reason,
        decision.amount,
        at,
        recorded=history.of(decision),
    )
    if decision.approved_on:
        number = f"Bescheid-Nr. {decision.notice_number}" if decision.notice_number else ""
        yield Step(
            decision.approved_on,
            f"{name} freigegeben",
            str(decision.approved_by),
            number,
            decision.amount,
            at,
            binds=decision.amount,
            recorded=history.of(decision, "approved_on"),
        )


def _of_payment(payment: Disbursement, history: History) -> Iterator[Step]:
    name, at = f"{payment.number}. Rate", payment.get_absolute_url()
    acts = (
        ("drafted_on", "vorgesehen", payment.drafted_by, f"fällig am {german.day(payment.due_on)}"),
        ("certified_on", "sachlich und rechnerisch richtig", payment.certified_by, ""),
        ("released_on", "freigegeben", payment.released_by, ""),
    )
    for fact, what, who, note in acts:
        if on := getattr(payment, fact):
            made = history.of(payment, fact)
            yield Step(on, f"{name} {what}", str(who), note, payment.amount, at, recorded=made)
    if payment.paid_on:
        made = history.of(payment, "paid_on")
        who = made.who if made else ""
        yield Step(
            payment.paid_on,
            f"{name} ausgezahlt",
            who,
            payment.reference,
            payment.amount,
            at,
            pays=payment.amount,
            recorded=made,
        )
    if (back := getattr(payment, "reversal", None)) is not None:
        yield Step(
            back.on,
            f"{name} storniert",
            str(back.by),
            back.reason,
            -payment.amount,
            at,
            pays=-payment.amount,
            recorded=history.of(back),
        )


def _of_proof(proof: ProofOfUse, returns: list[ProofReturn], history: History) -> Iterator[Step]:
    at, name = proof.get_absolute_url(), "Verwendungsnachweis"
    for back in returns:
        made = history.of(back)
        if back.submitted_on:
            yield Step(back.submitted_on, f"{name} eingereicht", str(back.submitted_by), url=at)
        yield Step(back.on, f"{name} zurückgegeben", str(back.by), back.reasons, url=at, recorded=made)
    funded = proof.funded()
    if proof.submitted_on:
        made = history.of(proof, "submitted_on")
        yield Step(
            proof.submitted_on,
            f"{name} eingereicht",
            str(proof.submitted_by),
            "",
            funded,
            at,
            recorded=made,
        )
    if proof.accepted_on:
        yield Step(
            proof.accepted_on,
            f"{name} angenommen",
            str(proof.accepted_by),
            proof.review_note,
            funded,
            at,
            proves=funded,
            recorded=history.of(proof, "accepted_on"),
        )


def _of_claim(claim: RepaymentClaim, history: History) -> Iterator[Step]:
    at, name = claim.get_absolute_url(), "Rückforderung"
    acts = (
        ("drafted_on", "entworfen", claim.drafted_by, claim.reason, claim.amount),
        ("issued_on", "erlassen", claim.issued_by, f"fällig am {german.day(claim.due_on)}", claim.amount),
        ("paid_on", "beglichen", claim.recorded_by, claim.reference, claim.received),
    )
    for fact, what, who, note, amount in acts:
        if on := getattr(claim, fact):
            made = history.of(claim, fact)
            yield Step(on, f"{name} {what}", str(who), note, amount, at, recorded=made)
