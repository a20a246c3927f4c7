"""The next steps that the money's records wait for (see `quartiersarbeit.ground.duties`)."""

from funding.statuses import ProofStatus
from quartiersarbeit.ground.duties import Area, Kind

PROOF_SUBMIT = Kind(
    "proof_submit",
    "Verwendungsnachweis einreichen",
    Area.MONEY,
    "funding.submit_proofofuse",
    "funding:proof_detail",
    states=(ProofStatus.AWAITED, ProofStatus.OVERDUE),
    days=("funding.ProofOfUse.due_on",),
    binding=True,
)
