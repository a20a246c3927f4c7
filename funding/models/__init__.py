"""The models of floor 3, one module per aggregate."""

from funding.models.allocation import Allocation, Decision
from funding.models.disbursement import Disbursement, Reversal
from funding.models.fiscal_year import FiscalYear
from funding.models.limits import FundedCoverage, FundedSeat, FundingMandate
from funding.models.proof import ProofAttachment, ProofLine, ProofOfUse, ProofReturn, RepaymentClaim
from funding.models.reallocation import Reallocation

__all__ = [
    "Allocation",
    "Decision",
    "Disbursement",
    "FiscalYear",
    "FundedCoverage",
    "FundedSeat",
    "FundingMandate",
    "ProofAttachment",
    "ProofLine",
    "ProofOfUse",
    "ProofReturn",
    "Reallocation",
    "RepaymentClaim",
    "Reversal",
]
