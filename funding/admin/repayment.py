"""Repayment claims in the admin."""

from django import forms
from django.contrib import admin

from funding.admin.parts import ALLOCATION, OF_ALLOCATION, PAID, euros
from funding.models import RepaymentClaim
from quartiersarbeit.ground.admin import GuardedAdmin


class ClaimForm(forms.ModelForm):
    """Takes a rate as people write it: 5,5."""

    class Meta:
        localized_fields = ("interest_rate",)


@admin.register(RepaymentClaim)
class RepaymentClaimAdmin(GuardedAdmin):
    form = ClaimForm
    list_display = (
        "allocation",
        euros("amount", "Betrag"),
        "due_on",
        "interest_rate",
        "paid_on",
        "reference",
    )
    list_filter = (PAID, "allocation__fiscal_year")
    list_select_related = ALLOCATION
    search_fields = ("reference", *OF_ALLOCATION)
    date_hierarchy = "due_on"
