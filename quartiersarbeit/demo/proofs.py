"""Example proofs of use: what was spent on what, handed in, returned, accepted; and what is still being written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from funding.models import Allocation, ProofLine, ProofOfUse, ProofReturn
from funding.models.proof_line import CostCategory
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.people import Cast

# What of a grant is spent on what; the rest goes to the engaged.
SHARES = (
    (CostCategory.STAFF, Decimal("0.70")),
    (CostCategory.PREMISES, Decimal("0.10")),
    (CostCategory.MATERIAL, Decimal("0.12")),
)
# Unspent by (years back, number of the site): claimed back, once paid and once still open.
UNSPENT = {(2, 4): Decimal("360.40"), (1, 2): Decimal("125.50")}
NARRATIVE = (
    "Beispiel: Die Angebote fanden regelmäßig statt und wurden gut angenommen. Zwei Termine fielen wegen "
    "Krankheit aus. Freiwillige haben das Café mitgetragen."
)
# This year's proofs that somebody has begun to write, by the number of the site.
DRAFTED = {1: "Beispiel: Bis zum Sommer fanden alle Angebote statt. (Entwurf, wird noch ergänzt.)"}
OWN_FUNDS = Decimal("500.00")


def load(
    loading: Loading, cast: Cast, year: int, allocations: list[Allocation], grants: Sequence[Decimal]
) -> None:
    """Older years' proofs are accepted; last year's stand at every step; this year's lie ahead."""
    handed_in = loading.happened(date(year + 1, 3, 15))
    last = year == loading.year - 1
    rows = [
        ProofOfUse(
            allocation=allocation,
            due_on=date(year + 1, 3, 31),
            narrative=NARRATIVE if year < loading.year else DRAFTED.get(number, ""),
        )
        for number, allocation in enumerate(allocations, start=1)
    ]
    proofs = loading.ensure(rows, "allocation")
    if not handed_in:
        return
    # First the lines, then the submission: what is handed in stands. What was there already is left alone.
    complete = {
        number: proof
        for number, (row, proof) in enumerate(zip(rows, proofs, strict=True), start=1)
        if row is proof and not (last and number in (7, 8))
    }
    _statements(loading, year, complete, grants)
    for proof in complete.values():
        proof.submitted_on, proof.submitted_by = handed_in, cast.acting_for(proof.allocation.recipient)
    ProofOfUse.objects.bulk_update(complete.values(), ["submitted_on", "submitted_by"])
    if last and (on := loading.happened(date(year + 1, 4, 20))):
        reasons = "Beispiel: Bitte ergänzen Sie die Angaben zu den Räumen."
        back = ProofReturn(proof=proofs[6], on=on, by=cast.koordination, reasons=reasons)
        back.submitted_on, back.submitted_by = handed_in, cast.acting_for(proofs[6].allocation.recipient)
        loading.one(back, "proof")
    if accepted_on := loading.happened(date(year + 1, 5, 15)):
        _accept(cast, proofs, accepted_on, waiting=proofs[5] if last else None)


def _statements(
    loading: Loading, year: int, proofs: dict[int, ProofOfUse], grants: Sequence[Decimal]
) -> None:
    """The lines of the proofs by the number of their site."""
    rows = []
    for number, proof in proofs.items():
        spent = dict(_split(grants[number - 1]))
        unspent = UNSPENT.get((loading.year - year, number), Decimal(0))
        rows += [
            ProofLine(
                proof=proof,
                category=category,
                planned=amount,
                spent=amount + OWN_FUNDS - unspent if category == CostCategory.STAFF else amount,
                own_funds=OWN_FUNDS if category == CostCategory.STAFF else Decimal("0.00"),
            )
            for category, amount in spent.items()
        ]
    loading.ensure(rows, "proof", "category")


def _split(amount: Decimal) -> list[tuple[CostCategory, Decimal]]:
    """The grant by category, exact to the cent: the last category takes what is left."""
    parts = [(category, (amount * share).quantize(Decimal("0.01"))) for category, share in SHARES]
    return [*parts, (CostCategory.ENGAGEMENT, amount - sum(part for _, part in parts))]


def _accept(cast: Cast, proofs: list[ProofOfUse], on: date, *, waiting: ProofOfUse | None) -> None:
    """Accept what is handed in, by somebody else than who handed it in; one may still wait."""
    open_ones = ProofOfUse.objects.filter(
        pk__in=[proof.pk for proof in proofs if proof != waiting],
        submitted_on__isnull=False,
        accepted_on__isnull=True,
    )
    note = "Beispiel: Rechnerisch und sachlich geprüft, keine Beanstandung."
    by_us = open_ones.filter(submitted_by=cast.koordination)
    by_us.update(accepted_on=on, accepted_by=cast.freigabe, review_note=note)
    open_ones.update(accepted_on=on, accepted_by=cast.koordination, review_note=note)
