"""Fiscal years, allocations, decisions and reallocations in the admin."""

from django import forms
from django.contrib import admin

from funding.admin.parts import ALLOCATION, APPROVED, OF_ALLOCATION, euros
from funding.models import (
    Allocation,
    BudgetRevision,
    Decision,
    Disbursement,
    DraftReturn,
    DroppedProposal,
    EarlierDraft,
    FiscalYear,
    Reallocation,
)
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows


class AllocationForm(forms.ModelForm):
    """Says at once what the page of the plan says, when year, site or recipient are entered anew."""

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        year = data.get("fiscal_year") or getattr(self.instance, "fiscal_year", None)
        site, recipient = data.get("site"), data.get("recipient")
        entered = {"fiscal_year", "site", "recipient"} & set(self.changed_data)
        if entered and year and site and recipient:
            year.refuse_stranger(site, recipient)
        return data


class AllocationInline(Rows):
    model = Allocation
    form = AllocationForm
    show_change_link = True


@admin.register(FiscalYear)
class FiscalYearAdmin(GuardedAdmin):
    list_display = (
        "year",
        euros("appropriation", "Haushaltsansatz"),
        euros("carry_over_received", "Übertragung"),
        "mandate",
        "opened_on",
        "closed_on",
        "is_example",
    )
    list_filter = (("closed_on", admin.EmptyFieldListFilter), "is_example")
    search_fields = ("=year", "mandate__reference")
    inlines = [AllocationInline]


@admin.register(BudgetRevision)
class BudgetRevisionAdmin(GuardedAdmin):
    """Written by the database when a year is revised; nobody adds one."""

    list_display = ("fiscal_year", "appropriation", "carry_over_received", "on", "by")
    list_filter = ("fiscal_year",)
    search_fields = ("=fiscal_year__year",)

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(DroppedProposal)
class DroppedProposalAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when the proposal to close a year is taken back; here only to look at."""

    list_display = ("fiscal_year", "proposed_on", "proposed_by", "on", "by")
    list_filter = ("fiscal_year",)
    search_fields = ("=fiscal_year__year",)
    date_hierarchy = "on"


@admin.register(EarlierDraft)
class EarlierDraftAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when a draft is revised or taken back; here only to look at."""

    list_display = ("fiscal_year", euros("amount", "Früherer Betrag"), "drafted_on", "drafted_by", "on", "by")
    list_filter = ("fiscal_year",)
    list_select_related = ("fiscal_year", "drafted_by", "by")
    search_fields = ("=fiscal_year__year", "=draft")


@admin.register(DraftReturn)
class DraftReturnAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when a draft is given back; here only to look at."""

    list_display = ("__str__", "decision", "claim", "reason", "by", "mended_on", "mended_by")
    list_filter = (("mended_on", admin.EmptyFieldListFilter),)
    list_select_related = (
        "decision",
        "claim__allocation__site",
        "claim__allocation__fiscal_year",
        "by",
        "mended_by",
    )
    search_fields = ("reason",)


class DecisionInline(Blocks):
    model = Decision


class DisbursementInline(Blocks):
    model = Disbursement


@admin.register(Allocation)
class AllocationAdmin(GuardedAdmin):
    form = AllocationForm
    list_display = ("site", "fiscal_year", "recipient", "purpose")
    list_filter = ("fiscal_year", "recipient")
    search_fields = (
        "site__name",
        "recipient__name",
        "recipient__short_name",
        "purpose",
        "=fiscal_year__year",
    )
    inlines = [DecisionInline, DisbursementInline]


@admin.register(Decision)
class DecisionAdmin(GuardedAdmin):
    """Decisions; an approved one is a fact, corrected by a new one."""

    list_display = (
        "allocation",
        "kind",
        euros("amount", "Betrag"),
        "notice_number",
        "drafted_on",
        "drafted_by",
        "approved_on",
        "approved_by",
    )
    list_filter = (APPROVED, "kind", "allocation__fiscal_year")
    list_select_related = (*ALLOCATION, "drafted_by", "approved_by")
    search_fields = ("notice_number", "reason", *OF_ALLOCATION)
    date_hierarchy = "drafted_on"


@admin.register(Reallocation)
class ReallocationAdmin(GuardedAdmin):
    list_display = ("reduction", "increase")
    list_filter = ("increase__allocation__fiscal_year",)
    list_select_related = (
        "reduction__allocation__site",
        "increase__allocation__site",
    )
    search_fields = (
        "increase__reason",
        "increase__allocation__site__name",
        "reduction__allocation__site__name",
    )
