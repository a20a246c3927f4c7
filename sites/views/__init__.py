"""The pages of this floor: the sites, and what is done with one of them."""

from sites.views.acts import (
    assignment_create,
    coverage_create,
    offer_create,
    offer_edit,
    site_close,
    site_create,
    site_edit,
)
from sites.views.coverage import agreement_coverage_create, agreement_coverage_move, coverage_end
from sites.views.site import site_detail, site_list

__all__ = [
    "agreement_coverage_create",
    "agreement_coverage_move",
    "assignment_create",
    "coverage_create",
    "coverage_end",
    "offer_create",
    "offer_edit",
    "site_close",
    "site_create",
    "site_detail",
    "site_edit",
    "site_list",
]
