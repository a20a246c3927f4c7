"""The money's pages, one module per aggregate."""

from funding.views.allocation import allocation_create, allocation_detail
from funding.views.allocation_list import allocation_list
from funding.views.budget import fiscal_year_create, fiscal_year_edit, fiscal_year_split
from funding.views.closing import fiscal_year_close, fiscal_year_closing, fiscal_year_keep_open
from funding.views.decision import (
    decision_approve,
    decision_create,
    decision_detail,
    decision_edit,
    decision_withdraw,
)
from funding.views.disbursement import (
    disbursement_certify,
    disbursement_detail,
    disbursement_list,
    disbursement_pay,
    disbursement_release,
    disbursement_reverse,
    disbursement_withdraw,
)
from funding.views.fiscal_year import fiscal_year_detail, fiscal_year_list
from funding.views.instalments import instalments_plan
from funding.views.notice import claim_docx, claim_freeze, claim_pdf, notice_docx, notice_freeze, notice_pdf
from funding.views.notice_text import (
    notice_text_create,
    notice_text_detail,
    notice_text_edit,
    notice_text_list,
)
from funding.views.payment_run import (
    payment_run_cancel,
    payment_run_create,
    payment_run_detail,
    payment_run_list,
    payment_run_pay,
    payment_run_pdf,
    payment_run_xlsx,
)
from funding.views.proof import (
    proof_autosave,
    proof_detail,
    proof_edit,
    proof_list,
    proof_require,
    proof_submit,
)
from funding.views.proof_review import (
    attachment_create,
    attachment_delete,
    attachment_file,
    proof_accept,
    proof_return,
)
from funding.views.reallocation import (
    reallocation_approve,
    reallocation_create,
    reallocation_detail,
    reallocation_withdraw,
)
from funding.views.repayment import (
    claim_create,
    claim_detail,
    claim_discard,
    claim_issue,
    claim_list,
    claim_receive,
)
from funding.views.sums import fiscal_year_sum
from funding.views.way import allocation_way
from funding.views.worklist import worklist

__all__ = [
    "allocation_create",
    "allocation_detail",
    "allocation_list",
    "allocation_way",
    "attachment_create",
    "attachment_delete",
    "attachment_file",
    "claim_create",
    "claim_detail",
    "claim_discard",
    "claim_docx",
    "claim_freeze",
    "claim_issue",
    "claim_list",
    "claim_pdf",
    "claim_receive",
    "decision_approve",
    "decision_create",
    "decision_detail",
    "decision_edit",
    "decision_withdraw",
    "disbursement_certify",
    "disbursement_detail",
    "disbursement_list",
    "disbursement_pay",
    "disbursement_release",
    "disbursement_reverse",
    "disbursement_withdraw",
    "fiscal_year_close",
    "fiscal_year_closing",
    "fiscal_year_create",
    "fiscal_year_detail",
    "fiscal_year_edit",
    "fiscal_year_keep_open",
    "fiscal_year_list",
    "fiscal_year_split",
    "fiscal_year_sum",
    "instalments_plan",
    "notice_docx",
    "notice_freeze",
    "notice_pdf",
    "notice_text_create",
    "notice_text_detail",
    "notice_text_edit",
    "notice_text_list",
    "payment_run_cancel",
    "payment_run_create",
    "payment_run_detail",
    "payment_run_list",
    "payment_run_pay",
    "payment_run_pdf",
    "payment_run_xlsx",
    "proof_accept",
    "proof_autosave",
    "proof_detail",
    "proof_edit",
    "proof_list",
    "proof_require",
    "proof_return",
    "proof_submit",
    "reallocation_approve",
    "reallocation_create",
    "reallocation_detail",
    "reallocation_withdraw",
    "worklist",
]
