"""The money's pages, one module per aggregate."""

from funding.views.allocation import allocation_create, allocation_detail
from funding.views.budget import fiscal_year_create, fiscal_year_edit, fiscal_year_split
from funding.views.closing import fiscal_year_close, fiscal_year_closing, fiscal_year_keep_open
from funding.views.decision import (
    decision_approve,
    decision_create,
    decision_detail,
    decision_edit,
    decision_withdraw,
)
from funding.views.figure import fiscal_year_figure
from funding.views.fiscal_year import fiscal_year_detail, fiscal_year_list
from funding.views.reallocation import (
    reallocation_approve,
    reallocation_create,
    reallocation_detail,
    reallocation_withdraw,
)

__all__ = [
    "allocation_create",
    "allocation_detail",
    "decision_approve",
    "decision_create",
    "decision_detail",
    "decision_edit",
    "decision_withdraw",
    "fiscal_year_close",
    "fiscal_year_closing",
    "fiscal_year_create",
    "fiscal_year_detail",
    "fiscal_year_edit",
    "fiscal_year_figure",
    "fiscal_year_keep_open",
    "fiscal_year_list",
    "fiscal_year_split",
    "reallocation_approve",
    "reallocation_create",
    "reallocation_detail",
    "reallocation_withdraw",
]
