"""Fiscal years, allocations, decisions and reallocations in the admin."""

from django import forms
from django.contrib import admin

from funding.admin.parts import ALLOCATION, APPROVED, OF_ALLOCATION, euros
from funding.models import (
    Allocation,
    BudgetRevision,
    Decision,
    Disbursement,
    DroppedProposal,
    FiscalYear,
    Reallocation,
)
from quartiersarbeit.ground.admin import GuardedAdmin


class AllocationForm(forms.ModelForm):
    """Says at once what the page of the plan says, when year, site or recipient are entered anew."""

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        year = data.get("fiscal_year") or (
            self.instance.fiscal_year if self.instance.fiscal_year_id else None
        )
        site, recipient = data.get("site"), data.get("recipient")
        entered = {"fiscal_year", "site", "recipient"} & set(self.changed_data)
        if entered and year and site and recipient:
            year.refuse_stranger(site, recipient)
        return data


class AllocationInline(admin.TabularInline):
    model = Allocation
    form = AllocationForm
    extra = 0
    show_change_link = True
    autocomplete_fields = ("site", "recipient")


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
    list_select_related = ("mandate",)
    search_fields = ("=year", "mandate__reference")
    autocomplete_fields = ("mandate", "opened_by", "closed_by", "revised_by")
    inlines = [AllocationInline]


@admin.register(BudgetRevision)
class BudgetRevisionAdmin(GuardedAdmin):
    """Written by the database when a year is revised; nobody adds one."""

    list_display = ("fiscal_year", "appropriation", "carry_over_received", "on", "by")
    list_filter = ("fiscal_year",)
    list_select_related = ("fiscal_year", "by")
    search_fields = ("=fiscal_year__year",)
    autocomplete_fields = ("fiscal_year", "by")

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(DroppedProposal)
class DroppedProposalAdmin(GuardedAdmin):
    list_display = ("fiscal_year", "proposed_on", "proposed_by", "on", "by")
    list_filter = ("fiscal_year",)
    list_select_related = ("fiscal_year", "proposed_by", "by")
    search_fields = ("=fiscal_year__year",)
    autocomplete_fields = ("fiscal_year", "proposed_by", "by")
    date_hierarchy = "on"


class DecisionInline(admin.StackedInline):
    model = Decision
    extra = 0
    autocomplete_fields = ("drafted_by", "approved_by")


class DisbursementInline(admin.StackedInline):
    model = Disbursement
    extra = 0
    autocomplete_fields = ("drafted_by", "certified_by", "released_by", "paid_by")


@admin.register(Allocation)
class AllocationAdmin(GuardedAdmin):
    form = AllocationForm
    list_display = ("site", "fiscal_year", "recipient", "purpose")
    list_filter = ("fiscal_year", "recipient")
    list_select_related = ("site", "fiscal_year", "recipient")
    search_fields = (
        "site__name",
        "recipient__name",
        "recipient__short_name",
        "purpose",
        "=fiscal_year__year",
    )
    autocomplete_fields = ("fiscal_year", "site", "recipient")
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
    autocomplete_fields = ("allocation", "drafted_by", "approved_by")
    date_hierarchy = "drafted_on"


@admin.register(Reallocation)
class ReallocationAdmin(GuardedAdmin):
    list_display = ("reduction", "increase")
    list_filter = ("increase__allocation__fiscal_year",)
    list_select_related = ("reduction__allocation__site", "increase__allocation__site")
    search_fields = (
        "increase__reason",
        "increase__allocation__site__name",
        "reduction__allocation__site__name",
    )
    autocomplete_fields = ("reduction", "increase")
