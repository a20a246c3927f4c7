"""What people type about money, one module per aggregate."""

from funding.forms.allocation import (
    AllocationForm,
    AsOfForm,
    ClosingForm,
    DecisionForm,
    NewYearForm,
    ReallocationForm,
    SplitForm,
    WithdrawalForm,
    YearForm,
)
from funding.forms.disbursement import (
    DisbursementFilter,
    OwnInstalmentFormSet,
    PaymentForm,
    PlanForm,
    ReasonForm,
    ReversalForm,
    YearFilter,
)
from funding.forms.payment_run import PaymentRunFilter

__all__ = [
    "AllocationForm",
    "AsOfForm",
    "ClosingForm",
    "DecisionForm",
    "DisbursementFilter",
    "NewYearForm",
    "OwnInstalmentFormSet",
    "PaymentForm",
    "PaymentRunFilter",
    "PlanForm",
    "ReallocationForm",
    "ReasonForm",
    "ReversalForm",
    "SplitForm",
    "WithdrawalForm",
    "YearFilter",
    "YearForm",
]
