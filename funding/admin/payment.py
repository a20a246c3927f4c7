"""Disbursements, payment runs and what takes them back in the admin."""

from django.contrib import admin

from funding.admin.parts import ALLOCATION, OF_ALLOCATION, PAID, euros
from funding.models import (
    Disbursement,
    PaymentItem,
    PaymentReturn,
    PaymentRun,
    PaymentRunExport,
    Reversal,
    Withdrawal,
)
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows


class ReversalInline(Blocks):
    model = Reversal


@admin.register(Disbursement)
class DisbursementAdmin(GuardedAdmin):
    """Instalments; a paid one is a fact and can only be reversed."""

    list_display = (
        "allocation",
        "number",
        euros("amount", "Betrag"),
        "due_on",
        "certified_on",
        "released_on",
        "paid_on",
        "reference",
    )
    list_filter = (PAID, ("released_on", admin.EmptyFieldListFilter), "allocation__fiscal_year")
    list_select_related = ALLOCATION
    search_fields = ("reference", *OF_ALLOCATION)
    readonly_fields = ("recipient_name", "recipient_iban", "account_holder")
    date_hierarchy = "due_on"
    inlines = [ReversalInline]


@admin.register(PaymentReturn)
class PaymentReturnAdmin(OnlyToLookAt, GuardedAdmin):
    """Recorded and settled on the payment's page; here only to look at."""

    list_display = ("disbursement", "on", "by", "reason", "settled_on", "booked_in")
    list_filter = (("settled_on", admin.EmptyFieldListFilter), "disbursement__allocation__fiscal_year")
    search_fields = ("reason", "disbursement__reference", "disbursement__allocation__site__name")
    date_hierarchy = "on"


@admin.register(Withdrawal)
class WithdrawalAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when a signature is taken back; here only to look at."""

    list_display = ("disbursement", "step", "signed_on", "signed_by", "on", "by", "reason")
    list_filter = ("step", "disbursement__allocation__fiscal_year")
    search_fields = ("reason", "disbursement__allocation__site__name")
    date_hierarchy = "on"


class PaymentItemInline(Rows):
    model = PaymentItem


@admin.register(PaymentRun)
class PaymentRunAdmin(GuardedAdmin):
    """Payment lists; look-up, for what stands on one never changes."""

    list_display = (
        "number",
        "fiscal_year",
        "created_on",
        "item_count",
        euros("total", "Summe"),
        "cancelled_on",
    )
    list_filter = (("cancelled_on", admin.EmptyFieldListFilter), "fiscal_year")
    search_fields = ("=number", "=fiscal_year__year")
    readonly_fields = ("ordered_on", "ordered_by", "debtor_name", "debtor_iban", "debtor_bic")
    date_hierarchy = "created_on"
    inlines = [PaymentItemInline]


@admin.register(PaymentItem)
class PaymentItemAdmin(GuardedAdmin):
    list_display = ("run", "position", "recipient_name", euros("amount", "Betrag"), "due_on", "dropped_on")
    list_filter = ("run__fiscal_year",)
    list_select_related = ("run__fiscal_year",)
    search_fields = ("recipient_name", "purpose")


@admin.register(PaymentRunExport)
class PaymentRunExportAdmin(GuardedAdmin):
    list_display = ("run", "kind", "number", "on", "by")
    list_filter = ("kind", "run__fiscal_year")
    list_select_related = ("run__fiscal_year",)
    search_fields = ("=run__number",)
    date_hierarchy = "on"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(Reversal)
class ReversalAdmin(GuardedAdmin):
    list_display = ("disbursement", "on", "by", "reason")
    list_filter = ("disbursement__allocation__fiscal_year",)
    search_fields = ("reason", "disbursement__reference", "disbursement__allocation__site__name")
    date_hierarchy = "on"
