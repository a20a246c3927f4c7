"""The next steps that the money's records wait for (see `quartiersarbeit.ground.duties`)."""

from funding.statuses import (
    ClaimStatus,
    DecisionStatus,
    DisbursementStatus,
    FiscalYearStatus,
    GroundStatus,
    PaymentRunStatus,
    ProofStatus,
    ReturnStatus,
    Validity,
)
from quartiersarbeit.ground.duties import Area, Kind

PLANNED_FROM = 10  # our own measure: from October on the next year's budget is somebody's business

DECISION_APPROVE = Kind(
    "decision_approve",
    "Bescheid freigeben",
    Area.MONEY,
    "funding.approve_decision",
    "funding:decision_detail",
    "#freigabe",
    opens="funding.view_decision",
    not_by=("drafted_by",),
    states=(DecisionStatus.DRAFTED,),
)
REALLOCATION_APPROVE = Kind(
    "reallocation_approve",
    "Umschichtung freigeben",
    Area.MONEY,
    "funding.approve_decision",
    "funding:reallocation_detail",
    "#freigabe",
    opens="funding.view_decision",
    not_by=("reduction__drafted_by", "increase__drafted_by"),
    states=(DecisionStatus.DRAFTED,),
)

DECISION_REVISE = Kind(
    "decision_revise",
    "Zurückgegebenen Bescheid überarbeiten",
    Area.MONEY,
    "funding.change_decision",
    "funding:decision_detail",
    "#rueckgabe",
    opens="funding.view_decision",
    states=(DecisionStatus.RETURNED,),
)
# A reallocation and a claim are not revised: who drafted one takes it back, and drafts another.
REALLOCATION_REVISE = Kind(
    "reallocation_revise",
    "Zurückgegebene Umschichtung neu entwerfen",
    Area.MONEY,
    "funding.change_decision",
    "funding:reallocation_detail",
    "#rueckgabe",
    opens="funding.view_decision",
    states=(DecisionStatus.RETURNED,),
)

_INSTALMENT_DUE = ("funding.Disbursement.due_on",)

INSTALMENT_CERTIFY = Kind(
    "instalment_certify",
    "Rate sachlich und rechnerisch richtig zeichnen",
    Area.MONEY,
    "funding.certify_disbursement",
    "funding:disbursement_detail",
    "#naechster",
    opens="funding.view_disbursement",
    states=(DisbursementStatus.PLANNED,),
    days=_INSTALMENT_DUE,
)
INSTALMENT_RELEASE = Kind(
    "instalment_release",
    "Rate zur Zahlung freigeben",
    Area.MONEY,
    "funding.release_disbursement",
    "funding:disbursement_detail",
    "#naechster",
    opens="funding.view_disbursement",
    not_by=("drafted_by", "certified_by"),
    states=(DisbursementStatus.CERTIFIED,),
    days=_INSTALMENT_DUE,
)
# Released and on no payment list: it goes on the next one, or is paid by itself.
INSTALMENT_PAY = Kind(
    "instalment_pay",
    "Rate auf eine Zahlungsliste setzen",
    Area.MONEY,
    "funding.pay_disbursement",
    "funding:disbursement_detail",
    "#naechster",
    opens="funding.view_disbursement",
    states=(DisbursementStatus.RELEASED,),
    days=_INSTALMENT_DUE,
)
PAYMENT_RUN_PAY = Kind(
    "payment_run_pay",
    "Zahlungsliste ausführen lassen",
    Area.MONEY,
    "funding.pay_disbursement",
    "funding:payment_run_detail",
    opens="funding.view_paymentrun",
    states=(PaymentRunStatus.OPEN, PaymentRunStatus.PARTLY_PAID),
    days=("funding.PaymentItem.due_on",),
)

# Reversed while its year is open; after that it is booked in the next one.
RETURN_SETTLE = Kind(
    "return_settle",
    "Rücklauf einer Zahlung klären",
    Area.MONEY,
    "funding.add_reversal",
    "funding:disbursement_detail",
    "#ruecklauf",
    opens="funding.view_disbursement",
    not_by=("disbursement__paid_by",),
    states=(ReturnStatus.OPEN,),
)

PROOF_SUBMIT = Kind(
    "proof_submit",
    "Verwendungsnachweis einreichen",
    Area.MONEY,
    "funding.submit_proofofuse",
    "funding:proof_detail",
    opens="funding.view_proofofuse",
    states=(ProofStatus.AWAITED, ProofStatus.OVERDUE),
    days=("funding.ProofOfUse.due_on",),
    binding=True,
)
PROOF_REVISE = Kind(
    "proof_revise",
    "Verwendungsnachweis überarbeiten",
    Area.MONEY,
    "funding.submit_proofofuse",
    "funding:proof_detail",
    "#rueckgaben",
    opens="funding.view_proofofuse",
    states=(ProofStatus.RETURNED, ProofStatus.RETURNED_OVERDUE),
    days=("funding.ProofOfUse.due_on",),
    binding=True,
)
PROOF_REVIEW = Kind(
    "proof_review",
    "Verwendungsnachweis prüfen",
    Area.MONEY,
    "funding.review_proofofuse",
    "funding:proof_detail",
    "#pruefung",
    opens="funding.view_proofofuse",
    not_by=("submitted_by",),
    states=(ProofStatus.SUBMITTED,),
)

REVOCATION_DECIDE = Kind(
    "revocation_decide",
    "Über Widerruf entscheiden",
    Area.MONEY,
    "funding.add_decision",
    "funding:allocation_detail",
    "#widerrufsgruende",
    opens="funding.view_decision",
    states=(GroundStatus.OPEN,),
    days=("funding.RevocationGround.known_on",),
)

CLAIM_ISSUE = Kind(
    "claim_issue",
    "Rückforderung erlassen",
    Area.MONEY,
    "funding.issue_repaymentclaim",
    "funding:claim_detail",
    "#erlass",
    opens="funding.view_repaymentclaim",
    not_by=("drafted_by",),
    states=(ClaimStatus.DRAFTED,),
)
CLAIM_REVISE = Kind(
    "claim_revise",
    "Zurückgegebene Rückforderung neu entwerfen",
    Area.MONEY,
    "funding.add_repaymentclaim",
    "funding:claim_detail",
    "#rueckgabe",
    opens="funding.view_repaymentclaim",
    states=(ClaimStatus.RETURNED,),
)
# Paid at the bank, not here: the city books what came in, on the page that tells the recipient what it owes.
CLAIM_PAY = Kind(
    "claim_pay",
    "Rückforderung zahlen",
    Area.MONEY,
    "funding.view_repaymentclaim",
    "funding:claim_detail",
    states=(ClaimStatus.OUTSTANDING, ClaimStatus.OVERDUE),
    days=("funding.RepaymentClaim.due_on",),
    binding=True,
)

YEAR_OPEN = Kind(
    "year_open",
    "Haushaltsjahr eröffnen",
    Area.MONEY,
    "funding.add_fiscalyear",
    "funding:fiscal_year_create",
    keyed=False,
)
YEAR_CLOSE = Kind(
    "year_close",
    "Jahresabschluss vorschlagen",
    Area.MONEY,
    "funding.change_fiscalyear",
    "funding:fiscal_year_closing",
    "#abschluss",
    opens="funding.view_fiscalyear",
    states=(FiscalYearStatus.OPEN,),
)
YEAR_APPROVE = Kind(
    "year_approve",
    "Jahresabschluss vollziehen",
    Area.MONEY,
    "funding.close_fiscalyear",
    "funding:fiscal_year_closing",
    "#abschluss",
    opens="funding.view_fiscalyear",
    not_by=("closing_proposed_by",),
    states=(FiscalYearStatus.PROPOSED,),
)
RATE_RENEW = Kind(
    "rate_renew",
    "Basiszinssatz des Halbjahrs eintragen",
    Area.ADMINISTRATION,
    "funding.add_legalfigure",
    "legal_figure_create",
    keyed=False,
    states=(Validity.VALID,),
    days=("funding.LegalFigure.valid_from",),
)
