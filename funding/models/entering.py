"""The first of four eyes on what was paid and proven before it was entered: the files say so (see `past`)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from funding.duties import INSTALMENT_CERTIFY
from funding.models import past
from funding.models.allocation import Allocation
from funding.models.disbursement import Disbursement
from funding.models.proof import ProofOfUse
from funding.models.proof_guards import SUBMITTED
from quartiersarbeit.ground import german
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.hands import note
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.transactions import write


@transaction.atomic
def enter_payment(
    allocation: Allocation, *, paper_on: date, amount: Decimal, reference: str, by, on: date
) -> Disbursement:
    """Enter a payment made before, certified with it; it counts once another person confirms it (`release`).

    Codes: `paper_in_future`, `disbursement_paid_within_year`, `paid_before_grant`, `disbursed_within_committed`; from
    the database `disbursement_paper_has_reference`.
    """
    queue_up()
    year = allocation.fiscal_year.year
    past.refuse_future(paper_on, on)
    if paper_on.year != year:
        text = f"Die Zahlung gehört in das Haushaltsjahr {year}."
        refuse("disbursement_paid_within_year", text, field="paper_on")
    past.refuse_unpaid_for(allocation, paper_on, amount)
    if amount > (left := allocation.plannable()):
        text = f"Gebunden und noch nicht festgestellt oder ausgezahlt sind nur {german.euro(left)}."
        refuse("disbursed_within_committed", text, field="amount")
    note(by, INSTALMENT_CERTIFY.permission)
    last = allocation.disbursements.order_by("-number").values_list("number", flat=True).first() or 0
    facts = {"paper_on": paper_on, "due_on": paper_on, "amount": amount, "reference": reference}
    signed = {"drafted_on": on, "drafted_by": by, "certified_on": on, "certified_by": by}
    return allocation.disbursements.create(number=last + 1, **facts, **signed)


@transaction.atomic
def enter_proof(allocation: Allocation, *, paper_on: date, by, on: date) -> ProofOfUse:
    """Begin to enter a proof that was handed in on paper; nobody is asked for it any more.

    What it says is typed as ever; handing it in gives it the paper's day, and another person accepts it.
    Codes: `paper_in_future`, `proof_before_grant`, `proof_submitted_stands`.
    """
    queue_up()
    past.refuse_future(paper_on, on)
    past.refuse_ungranted(allocation, paper_on)
    asked = {"due_on": ProofOfUse.objects.due_of(allocation), "required_on": paper_on, "paper_on": paper_on}
    proof, new = ProofOfUse.objects.get_or_create(allocation=allocation, defaults=asked)
    if proof.submitted_on:
        refuse("proof_submitted_stands", SUBMITTED)
    if not new:
        write(proof, paper_on=paper_on)
    return proof
