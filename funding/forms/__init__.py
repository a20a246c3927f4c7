"""What people type about money, one module per aggregate."""

from funding.forms.allocation import AllocationForm, AsOfForm, DecisionForm

__all__ = [
    "AllocationForm",
    "AsOfForm",
    "DecisionForm",
]
