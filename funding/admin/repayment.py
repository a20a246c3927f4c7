"""Repayment claims in the admin."""

from django import forms
from django.contrib import admin

from funding.admin.parts import ALLOCATION, OF_ALLOCATION, PAID, euros
from funding.models import PartReceipt, RepaymentClaim
from quartiersarbeit.ground.admin import GuardedAdmin, OnlyToLookAt


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


@admin.register(PartReceipt)
class PartReceiptAdmin(OnlyToLookAt, GuardedAdmin):
    """Booked on the claim's page; here only to look at."""

    list_display = ("claim", euros("received", "Betrag"), "paid_on", "reference", "recorded_by")
    list_filter = ("claim__allocation__fiscal_year",)
    list_select_related = ("claim__allocation__site", "claim__allocation__fiscal_year", "recorded_by")
    search_fields = ("reference", "claim__allocation__site__name")
    date_hierarchy = "paid_on"
