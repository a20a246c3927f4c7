"""The money in the admin, for look-up and repair; the rules of the database hold here as everywhere."""

import hashlib

from django import forms
from django.contrib import admin
from django.db import models

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    Notice,
    NoticeFile,
    NoticeText,
    PaymentItem,
    PaymentRun,
    PaymentRunExport,
    ProofAttachment,
    ProofLine,
    ProofOfUse,
    ProofReturn,
    Reallocation,
    RepaymentClaim,
    Reversal,
    Withdrawal,
)
from quartiersarbeit import german
from quartiersarbeit.admin import GuardedAdmin

APPROVED = ("approved_on", admin.EmptyFieldListFilter)
PAID = ("paid_on", admin.EmptyFieldListFilter)
OF_ALLOCATION = ("allocation__site__name", "allocation__recipient__name", "allocation__recipient__short_name")
ALLOCATION = ("allocation__site", "allocation__fiscal_year")
PROOF = ("proof__allocation__site", "proof__allocation__fiscal_year")


def euros(name: str, label: str):
    """A column of the list with an amount as people read it."""

    @admin.display(description=label, ordering=name)
    def shown(record) -> str:
        return german.euro(getattr(record, name))

    return shown


# --- Fiscal years --------------------------------------------------------------------------------


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
    autocomplete_fields = ("mandate", "opened_by", "closed_by")
    inlines = [AllocationInline]


# --- Allocations ---------------------------------------------------------------------------------


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


@admin.register(Notice)
class NoticeAdmin(GuardedAdmin):
    """Frozen notices, made by the approval; here only to look at."""

    list_display = ("decision", "sha256", "frozen_on", "frozen_by")
    list_filter = ("decision__kind", "decision__allocation__fiscal_year")
    list_select_related = ("decision", "frozen_by")
    search_fields = ("decision__notice_number", "sha256", "decision__allocation__site__name")
    date_hierarchy = "frozen_on"

    def get_queryset(self, request):
        """Without the papers: a list must not load them all."""
        return super().get_queryset(request).defer("paper")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


@admin.register(NoticeFile)
class NoticeFileAdmin(GuardedAdmin):
    """The stored files of notices, without their bytes; here only to look at."""

    list_display = ("notice", "format", "sha256", "renderer", "drawn_on")
    list_filter = ("format",)
    list_select_related = ("notice__decision",)
    search_fields = ("notice__decision__notice_number", "sha256")
    date_hierarchy = "drawn_on"

    def get_queryset(self, request):
        """Without the bytes: a list must not load them all."""
        return super().get_queryset(request).defer("content", "notice__paper")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


@admin.register(NoticeText)
class NoticeTextAdmin(GuardedAdmin):
    list_display = ("kind", "part", "valid_from", "is_example")
    list_filter = ("kind", "part", "is_example")
    search_fields = ("body",)
    date_hierarchy = "valid_from"


# --- Payments ------------------------------------------------------------------------------------


class ReversalInline(admin.StackedInline):
    model = Reversal
    extra = 0
    autocomplete_fields = ("by",)


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
    autocomplete_fields = ("allocation", "drafted_by", "certified_by", "released_by", "paid_by")
    readonly_fields = ("recipient_name", "recipient_iban")
    date_hierarchy = "due_on"
    inlines = [ReversalInline]


@admin.register(Withdrawal)
class WithdrawalAdmin(GuardedAdmin):
    list_display = ("disbursement", "step", "signed_on", "signed_by", "on", "by", "reason")
    list_filter = ("step", "disbursement__allocation__fiscal_year")
    list_select_related = ("disbursement", "signed_by", "by")
    search_fields = ("reason", "disbursement__allocation__site__name")
    autocomplete_fields = ("disbursement", "signed_by", "by")
    date_hierarchy = "on"


class PaymentItemInline(admin.TabularInline):
    model = PaymentItem
    extra = 0
    autocomplete_fields = ("disbursement",)


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
    list_select_related = ("fiscal_year",)
    search_fields = ("=number", "=fiscal_year__year")
    autocomplete_fields = ("fiscal_year", "created_by", "cancelled_by")
    date_hierarchy = "created_on"
    inlines = [PaymentItemInline]


@admin.register(PaymentItem)
class PaymentItemAdmin(GuardedAdmin):
    list_display = ("run", "position", "recipient_name", euros("amount", "Betrag"), "due_on", "dropped_on")
    list_filter = ("run__fiscal_year",)
    list_select_related = ("run__fiscal_year",)
    search_fields = ("recipient_name", "purpose")
    autocomplete_fields = ("run", "disbursement")


@admin.register(PaymentRunExport)
class PaymentRunExportAdmin(GuardedAdmin):
    list_display = ("run", "kind", "number", "on", "by")
    list_filter = ("kind", "run__fiscal_year")
    list_select_related = ("run__fiscal_year", "by")
    search_fields = ("=run__number",)
    autocomplete_fields = ("run", "by")
    date_hierarchy = "on"


@admin.register(Reversal)
class ReversalAdmin(GuardedAdmin):
    list_display = ("disbursement", "on", "by", "reason")
    list_filter = ("disbursement__allocation__fiscal_year",)
    list_select_related = ("disbursement", "by")
    search_fields = ("reason", "disbursement__reference", "disbursement__allocation__site__name")
    autocomplete_fields = ("disbursement", "by")
    date_hierarchy = "on"


# --- Proof of use --------------------------------------------------------------------------------


class ProofLineInline(admin.TabularInline):
    model = ProofLine
    extra = 0


class AttachmentForm(forms.ModelForm):
    """A new document gets its checksum with it; the two must never tell different stories."""

    def save(self, commit: bool = True) -> ProofAttachment:
        if "file" in self.changed_data:
            self.instance.sha256 = hashlib.file_digest(self.instance.file.open("rb"), "sha256").hexdigest()
            self.instance.file.seek(0)
        return super().save(commit)


# Stored documents have no address of their own, so the widget links to none.
NO_LINK = {models.FileField: {"widget": forms.FileInput}}


class ProofAttachmentInline(admin.TabularInline):
    model = ProofAttachment
    form = AttachmentForm
    formfield_overrides = NO_LINK
    readonly_fields = ("sha256",)
    extra = 0


class ProofReturnInline(admin.TabularInline):
    model = ProofReturn
    extra = 0
    autocomplete_fields = ("by",)


@admin.register(ProofOfUse)
class ProofOfUseAdmin(GuardedAdmin):
    list_display = ("allocation", "due_on", "submitted_on", "accepted_on")
    list_filter = (
        ("submitted_on", admin.EmptyFieldListFilter),
        ("accepted_on", admin.EmptyFieldListFilter),
        "allocation__fiscal_year",
    )
    list_select_related = ALLOCATION
    search_fields = OF_ALLOCATION
    autocomplete_fields = ("allocation", "submitted_by", "accepted_by")
    date_hierarchy = "due_on"
    inlines = [ProofLineInline, ProofAttachmentInline, ProofReturnInline]


class OfProof(GuardedAdmin):
    """What the lists of a proof's parts have in common."""

    list_select_related = PROOF
    search_fields = ("proof__allocation__site__name", "proof__allocation__recipient__name")
    autocomplete_fields = ("proof",)


@admin.register(ProofLine)
class ProofLineAdmin(OfProof):
    list_display = (
        "proof",
        "category",
        euros("planned", "Geplant"),
        euros("spent", "Ausgegeben"),
        euros("own_funds", "Eigenmittel"),
    )
    list_filter = ("category",)


@admin.register(ProofAttachment)
class ProofAttachmentAdmin(OfProof):
    form = AttachmentForm
    formfield_overrides = NO_LINK
    list_display = ("title", "proof", "sha256")
    readonly_fields = ("sha256",)
    search_fields = ("title", *OfProof.search_fields)


@admin.register(ProofReturn)
class ProofReturnAdmin(OfProof):
    list_display = ("proof", "on", "by", "reasons")
    list_select_related = (*PROOF, "by")
    search_fields = ("reasons", *OfProof.search_fields)
    autocomplete_fields = ("proof", "by")
    date_hierarchy = "on"


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
    autocomplete_fields = ("allocation", "drafted_by", "issued_by", "recorded_by")
    date_hierarchy = "due_on"
