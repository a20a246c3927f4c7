"""What people type about money, one module per aggregate."""

from funding.forms.allocation import AllocationForm, AsOfForm, DecisionForm
from funding.forms.disbursement import (
    DisbursementFilter,
    OwnInstalmentFormSet,
    PaymentForm,
    PlanForm,
    ReasonForm,
    ReversalForm,
)
from funding.forms.payment_run import PaymentRunFilter

__all__ = [
    "AllocationForm",
    "AsOfForm",
    "DecisionForm",
    "DisbursementFilter",
    "OwnInstalmentFormSet",
    "PaymentForm",
    "PaymentRunFilter",
    "PlanForm",
    "ReasonForm",
    "ReversalForm",
]
