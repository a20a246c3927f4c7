"""The way of the money (Weg des Geldes): everything that happened to an allocation, in order of time.

Told from rows and history: each step names the day it holds for, who did it, and what the database's own history
says about when and by whom it was written down. Sums run along: committed, paid, proven – the last ones are the
allocation's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db.models import Q

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    DraftReturn,
    PaymentReturn,
    ProofOfUse,
    ProofReturn,
    RepaymentClaim,
    Reversal,
    past,
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

    def read(self, *known: tuple[type, list]) -> None:
        """The events of these rows, one question per model; who acted is asked once for all."""
        every = []
        for model, rows in known:
            for event in events_of(model, [row.pk for row in rows]).reverse():
                self.events.setdefault(model, {}).setdefault(event.pgh_obj_id, []).append(event)
                every.append(event)
        self.authors = Authors(every)

    def of(self, row, fact: str = "") -> Recorded | None:
        """When the row – or this fact of it, in its present value – was written."""
        events = self.events.get(type(row), {}).get(row.pk, [])
        wanted = getattr(row, fact) if fact else None
        found = next((event for event in events if not fact or getattr(event, fact) == wanted), None)
        if found is None:
            return None
        return Recorded(found.pgh_created_at, self.authors.of(found))

    def signed(self, row, fact: str, who) -> str:
        """Who did it as the record says, and „i. V.“ of whom as the history does."""
        recorded = self.of(row, fact)
        told = f"{who} i. V. "
        return recorded.who if recorded and recorded.who.startswith(told) else str(who)


def way(allocation: Allocation, on: date) -> list[Step]:
    """The steps up to the end of that day, in order of time, with running sums."""
    history = History()
    decisions = list(_of(Decision, allocation).select_related("drafted_by", "approved_by"))
    people = ("drafted_by", "certified_by", "released_by", "reversal__by", "payment_return__by")
    people += ("payment_return__settled_by", "payment_return__booked_in")
    disbursements = list(_of(Disbursement, allocation).select_related(*people))
    reversals = [one.reversal for one in disbursements if hasattr(one, "reversal")]
    sent_back = [one.payment_return for one in disbursements if hasattr(one, "payment_return")]
    proof = _of(ProofOfUse, allocation).select_related("submitted_by", "accepted_by").first()
    returns = list(proof.returns.select_related("by", "submitted_by")) if proof else []
    people = ("drafted_by", "issued_by", "recorded_by")
    claims = list(_of(RepaymentClaim, allocation).select_related(*people))
    drafts = Q(decision__allocation=allocation) | Q(claim__allocation=allocation)
    back = list(DraftReturn.objects.filter(drafts).select_related("by", "decision", "claim").order_by("pk"))
    year = allocation.fiscal_year
    history.read(
        *((type(year), [year]), (type(year.mandate), [year.mandate]), (Decision, decisions)),
        (PaymentReturn, sent_back),
        *((Disbursement, disbursements), (Reversal, reversals), (ProofOfUse, [proof] if proof else [])),
        *((ProofReturn, returns), (RepaymentClaim, claims), (DraftReturn, back)),
    )
    steps = [
        *_of_year(year, history),
        *(step for decision in decisions for step in _of_decision(decision, history)),
        *(step for one in disbursements for step in _of_disbursement(one, history)),
        *(_of_proof(proof, returns, history) if proof else ()),
        *(step for claim in claims for step in _of_claim(claim, history)),
        *(_of_return(one, history) for one in back),
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
    mandate = year.mandate
    note = f"{mandate.reference}: {mandate.title}"
    resolved = {"amount": mandate.annual_limit, "url": mandate.url, "recorded": history.of(mandate)}
    yield Step(mandate.decided_on, "Beschluss", str(mandate.committee), note, **resolved)
    # What each revision found, and after the last what stands: the first was given at the opening.
    *revised, last = *year.revisions.select_related("by"), year
    first = revised[0] if revised else last
    carried = first.carry_over_received
    note = f"mit {german.euro(carried)} aus dem Vorjahr" if carried else ""
    if entered := past.told(year):
        note = ", ".join(part for part in (note, f"nacherfasst {entered}") if part)
    opened = {"amount": first.appropriation, "recorded": history.of(year)}
    act = ("opened_on", f"Haushaltsansatz {year.year}", year.opened_by or "", note, opened)
    yield from _acts(year, "", history, act)
    for revision, then in pairwise([*revised, last]):
        note = f"bisher {german.euro(revision.appropriation)}"
        what = f"Haushaltsansatz {year.year} geändert"
        at = year.get_absolute_url()
        yield Step(revision.on, what, str(revision.by), note, then.appropriation, at)
    act = ("closed_on", f"Jahresabschluss {year.year}", year.closed_by, "", {})
    yield from _acts(year, "", history, act)


def _acts(row, name: str, history: History, *acts: tuple[str, str, object, str, dict]) -> Iterator[Step]:
    """Those of a row's acts that have their day: its field, what was done, by whom, a note, and amounts."""
    for fact, what, who, note, more in acts:
        if on := getattr(row, fact):
            given = {"url": row.get_absolute_url(), "recorded": history.of(row, fact)} | more
            yield Step(on, f"{name} {what}".lstrip(), history.signed(row, fact, who), note, **given)


def _of_decision(decision: Decision, history: History) -> Iterator[Step]:
    amount, number = decision.amount, decision.notice_number and f"Bescheid-Nr. {decision.notice_number}"
    if decision.entered_on:
        note = f"{number}, nacherfasst {past.told(decision)}"
        bound = {"amount": amount, "binds": amount}
        given = ("approved_on", "beschieden", decision.paper_by, note, bound)
        return _acts(decision, decision.get_kind_display(), history, given)
    drafted = {"amount": amount, "recorded": history.of(decision)}
    return _acts(
        decision,
        decision.get_kind_display(),
        history,
        ("drafted_on", "entworfen", decision.drafted_by, decision.reason, drafted),
        ("approved_on", "freigegeben", decision.approved_by, number, {"amount": amount, "binds": amount}),
    )


def _of_return(back: DraftReturn, history: History) -> Step:
    name = back.decision.get_kind_display() if back.decision else "Rückforderung"
    at = (back.decision or back.claim).get_absolute_url()  # type: ignore[union-attr]  # it is of one of them
    recorded = history.of(back)
    return Step(back.on, f"{name} zurückgegeben", str(back.by), back.reason, url=at, recorded=recorded)


def _of_disbursement(one: Disbursement, history: History) -> Iterator[Step]:
    name, amount = f"{one.number}. Rate", {"amount": one.amount}
    paid, due = history.of(one, "paid_on"), f"fällig am {german.day(one.due_on)}"
    signed = (
        ("drafted_on", "vorgesehen", one.drafted_by, due, amount),
        ("certified_on", "sachlich und rechnerisch richtig", one.certified_by, "", amount),
        ("released_on", "freigegeben", one.released_by, "", amount),
    )
    who, note = paid.who if paid else "", one.reference
    if one.entered_on:  # who signed and paid then stands in the files
        signed, who, note = (), "", f"{one.reference}, nacherfasst {past.told(one)}"
    yield from _acts(
        one, name, history, *signed, ("paid_on", "ausgezahlt", who, note, amount | {"pays": one.amount})
    )
    if (returned := getattr(one, "payment_return", None)) is not None:
        made, at = history.of(returned), {"url": one.get_absolute_url()}
        yield Step(
            returned.on, f"{name} zurückgekommen", str(returned.by), returned.reason, recorded=made, **at
        )
        if returned.settled_on:
            made = history.of(returned, "settled_on")
            note = f"{returned.settlement} Vereinnahmt: {returned.booked_in}."
            yield Step(
                returned.settled_on,
                f"{name}: Rücklauf geklärt",
                str(returned.settled_by),
                note,
                one.amount,
                recorded=made,
                **at,
            )
    if (back := getattr(one, "reversal", None)) is not None:
        given = {"amount": -one.amount, "pays": -one.amount, "url": one.get_absolute_url()}
        who, made = str(back.by), history.of(back)
        yield Step(back.on, f"{name} storniert", who, back.reason, recorded=made, **given)


def _of_proof(proof: ProofOfUse, returns: list[ProofReturn], history: History) -> Iterator[Step]:
    at, name, funded = proof.get_absolute_url(), "Verwendungsnachweis", proof.funded()
    for back in returns:
        made = history.of(back)
        if back.submitted_on:
            yield Step(back.submitted_on, f"{name} eingereicht", str(back.submitted_by), url=at)
        yield Step(back.on, f"{name} zurückgegeben", str(back.by), back.reasons, url=at, recorded=made)
    accepted, entered = {"amount": funded, "proves": funded}, past.told(proof)
    entered = f"nacherfasst {entered}" if entered else ""
    note = "; ".join(part for part in (proof.review_note, entered) if part)
    yield from _acts(
        proof,
        name,
        history,
        ("submitted_on", "eingereicht", proof.submitted_by, entered, {"amount": funded}),
        ("accepted_on", "angenommen", proof.accepted_by, note, accepted),
    )


def _of_claim(claim: RepaymentClaim, history: History) -> Iterator[Step]:
    amount, due = {"amount": claim.amount}, f"fällig am {german.day(claim.due_on)}"
    return _acts(
        claim,
        "Rückforderung",
        history,
        ("drafted_on", "entworfen", claim.drafted_by, claim.reason, amount),
        ("issued_on", "erlassen", claim.issued_by, due, amount),
        ("paid_on", "beglichen", claim.recorded_by, claim.reference, {"amount": claim.received}),
    )
