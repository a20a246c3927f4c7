"""The money's pages, one module per aggregate."""

from funding.views.allocation import allocation_create, allocation_detail
from funding.views.decision import decision_approve, decision_create, decision_detail
from funding.views.fiscal_year import fiscal_year_detail, fiscal_year_list

__all__ = [
    "allocation_create",
    "allocation_detail",
    "decision_approve",
    "decision_create",
    "decision_detail",
    "fiscal_year_detail",
    "fiscal_year_list",
]
