"""How far a proof of use and a repayment claim have come, in one or two words."""

from datetime import date

from funding.models import ProofOfUse, RepaymentClaim
from quartiersarbeit.listing import Badge


def proof_badge(proof: ProofOfUse, on: date) -> Badge:
    """Whose turn it is with the proof of use; reads its (prefetched) returns."""
    if proof.accepted_on:
        return Badge("angenommen", "success")
    if proof.submitted_on:
        return Badge("eingereicht, wird geprüft", "info")
    if proof.returns.all():
        return Badge("zur Überarbeitung zurückgegeben", "warning")
    return Badge("überfällig", "danger") if proof.due_on < on else Badge("noch nicht eingereicht")


def claim_badge(claim: RepaymentClaim, on: date) -> Badge:
    """Whether the claim binds, is overdue or settled."""
    if claim.paid_on:
        return Badge("beglichen", "success")
    if not claim.issued_on:
        return Badge("wartet auf Erlass", "warning")
    return Badge("überfällig", "danger") if claim.due_on < on else Badge("erlassen, offen", "info")
