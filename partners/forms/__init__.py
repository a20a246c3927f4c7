"""What people type on this floor, and how its lists are narrowed down: one module per aggregate."""

from partners.forms.agreement import AgreementFilter
from partners.forms.negotiation import NegotiationFilter, NegotiationForm, StepForm
from partners.forms.partner import ContactForm, DeactivationForm, PartnerFilter, PartnerForm

__all__ = [
    "AgreementFilter",
    "ContactForm",
    "DeactivationForm",
    "NegotiationFilter",
    "NegotiationForm",
    "PartnerFilter",
    "PartnerForm",
    "StepForm",
]
