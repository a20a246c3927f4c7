"""The models of floor 3, one module per aggregate; below them what is summed, above them what knows them all."""

from funding.models.allocation import Allocation
from funding.models.budget_revision import BudgetRevision
from funding.models.decision import Decision, Reallocation
from funding.models.disbursement import Disbursement, Withdrawal
from funding.models.draft_return import DraftReturn
from funding.models.dropped_proposal import DroppedProposal
from funding.models.earlier_draft import EarlierDraft
from funding.models.fiscal_year import FiscalYear
from funding.models.hearing import Hearing
from funding.models.legal_figure import LegalFigure
from funding.models.legal_period import LegalPeriod
from funding.models.limits import FundedCoverage, FundedSeat, FundingMandate
from funding.models.notice import Notice, NoticeText
from funding.models.notice_file import NoticeFile
from funding.models.payment_return import PaymentReturn
from funding.models.payment_run import PaymentItem, PaymentRun, PaymentRunExport
from funding.models.proof import ProofOfUse, ProofReturn
from funding.models.proof_attachment import ProofAttachment
from funding.models.proof_line import ProofIncome, ProofLine
from funding.models.proof_receipt import ProofReceipt, ReceiptedAllocation, ReceiptedProof
from funding.models.proof_sample import ProofSample, SampleMember
from funding.models.repayment import ClaimedReversal, PartReceipt, RepaymentClaim
from funding.models.reversal import Reversal
from funding.models.revocation_ground import RevocationGround
from funding.models.service import Service
