"""Reports with all that belongs to them; an approved one is corrected by a new version, never changed."""

from django.contrib import admin

from quality_dialog.report.models import (
    Attachment,
    CommitteeWish,
    Consultation,
    Contributor,
    CoSignature,
    CouncilSheet,
    EarlierAnswer,
    ExpectedQuestion,
    Meeting,
    PartnerReading,
    Rendition,
    Report,
    ReportReturn,
    ReportTerm,
    Section,
    TextBlock,
    WishReply,
    WordTemplate,
)
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows


@admin.register(Meeting)
class MeetingAdmin(GuardedAdmin):
    list_display = ("held_on", "committee")
    list_filter = ("committee",)
    search_fields = ("committee__name", "committee__short_name")
    date_hierarchy = "held_on"


@admin.register(TextBlock)
class TextBlockAdmin(GuardedAdmin):
    list_display = ("key", "valid_from", "body")
    list_filter = ("key",)
    search_fields = ("key", "body")
    date_hierarchy = "valid_from"


class ReportStatusFilter(admin.SimpleListFilter):
    """Where a report stands today."""

    title, parameter_name = "Stand", "stand"

    def lookups(self, request, model_admin):
        return ReportStatus.choices

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() in ReportStatus.values else queryset


class SectionInline(Blocks):
    model = Section


class ConsultationInline(Rows):
    model = Consultation


class CoSignatureInline(Rows):
    """Whom one asks; the answer gives only the person asked, on the report's page."""

    model = CoSignature
    readonly_fields = ("signed_on", "declined_on", "answered_by")


@admin.register(Report)
class ReportAdmin(GuardedAdmin):
    """Reports; an approved one is corrected by a new version, never changed."""

    list_display = ("subject", "kind", "year", "as_of", "is_example")
    list_filter = (ReportStatusFilter, "kind", "year", "is_example")
    search_fields = ("subject", "reference", "=year")
    readonly_fields = ("facts_sha256", "seal_number", "seal_sha256")
    date_hierarchy = "as_of"
    inlines = [SectionInline, ConsultationInline, CoSignatureInline]


class OfReport(GuardedAdmin):
    """What the parts of a report have in common."""

    search_fields = ("report__subject", "=report__year")


@admin.register(Section)
class SectionAdmin(OfReport):
    list_display = ("__str__", "key", "report", "position", "included")
    list_filter = ("included", "key")
    search_fields = ("key", "heading", "body", *OfReport.search_fields)


@admin.register(Consultation)
class ConsultationAdmin(OfReport):
    list_display = ("report", "meeting", "item")
    list_filter = ("outcome", "meeting__committee")
    list_select_related = ("meeting__committee",)
    search_fields = ("item", "remark", *OfReport.search_fields)


@admin.register(CoSignature)
class CoSignatureAdmin(OfReport):
    list_display = ("user", "office", "report")
    list_filter = (("signed_on", admin.EmptyFieldListFilter),)
    search_fields = ("office", "user__last_name", "user__email", *OfReport.search_fields)
    readonly_fields = CoSignatureInline.readonly_fields


@admin.register(Contributor)
class ContributorAdmin(OfReport):
    list_display = ("user", "report", "since")
    list_filter = ("report__kind", "report__year")
    search_fields = ("user__last_name", "user__email", *OfReport.search_fields)
    date_hierarchy = "since"


@admin.register(ReportReturn)
class ReportReturnAdmin(OnlyToLookAt, OfReport):
    """Kept when a report goes back to its writers; here only to look at."""

    list_display = ("report", "returned_on", "returned_by", "reason")
    readonly_fields = ("review_on", "review_by")
    list_filter = ("report__kind", "report__year")
    search_fields = ("reason", *OfReport.search_fields)
    date_hierarchy = "returned_on"


@admin.register(CouncilSheet)
class CouncilSheetAdmin(OnlyToLookAt, OfReport):
    """Said on the report's page; here only to look at."""

    list_display = ("report", "product_group", "openness", "entered_on")
    list_filter = ("openness",)
    search_fields = ("product_group", "financial_effects", *OfReport.search_fields)


@admin.register(WordTemplate)
class WordTemplateAdmin(OnlyToLookAt, GuardedAdmin):
    """Uploaded below the reports; here only to look at."""

    list_display = ("name", "uploaded_on", "uploaded_by", "retired_on")
    list_filter = (("retired_on", admin.EmptyFieldListFilter),)
    list_select_related = ("uploaded_by",)
    search_fields = ("name", "sha256")
    date_hierarchy = "uploaded_on"

    def get_queryset(self, request):
        """Without the bytes: a list must not load them all."""
        return super().get_queryset(request).defer("content")


@admin.register(ExpectedQuestion)
class ExpectedQuestionAdmin(OnlyToLookAt, OfReport):
    """Raised by the rules and decided on the report's page; here only to look at."""

    list_display = ("text", "rule", "report", "settled_on")
    list_filter = ("rule", ("settled_on", admin.EmptyFieldListFilter))
    search_fields = ("text", "reason", *OfReport.search_fields)


@admin.register(ReportTerm)
class ReportTermAdmin(OnlyToLookAt, GuardedAdmin):
    """Entered and dropped on the year's page; here only to look at."""

    list_display = ("cycle", "committee", "kind", "starts_on", "due_on", "entered_by", "dropped_on")
    list_filter = ("kind", "committee")
    list_select_related = ("cycle", "committee", "entered_by")
    search_fields = ("=cycle__year", "committee__name")
    date_hierarchy = "due_on"


@admin.register(EarlierAnswer)
class EarlierAnswerAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept by giving another answer, or by the end of the review; here only to look at."""

    list_display = ("co_signature", "signed_on", "declined_on", "on", "by")
    list_filter = ("co_signature__report__kind", "co_signature__report__year")
    list_select_related = ("co_signature__user", "by")
    search_fields = ("remark", "co_signature__user__last_name", "co_signature__report__subject")


@admin.register(PartnerReading)
class PartnerReadingAdmin(OfReport):
    list_display = ("partner", "report", "way", "due_on")
    list_filter = ("way", "partner")
    search_fields = ("partner__name", "partner__short_name", "text", *OfReport.search_fields)
    # Said by the partner's own people on their page; reasons and letters are given on the report's page.
    readonly_fields = ("way", "reason", "sent_on", "sent_by", "text", "given_on", "given_by")


class Kept(OnlyToLookAt, OfReport):
    """Files that are made elsewhere and only looked at here."""

    def get_queryset(self, request):
        """Without the bytes: a list of papers must not load them all."""
        return super().get_queryset(request).defer("content")


@admin.register(Attachment)
class AttachmentAdmin(Kept):
    """What goes with reports: added and ordered on the report's page, here only to look at."""

    list_display = ("title", "report", "position", "size", "pages", "sha256")
    list_filter = ("report__kind", "report__year")
    search_fields = ("title", *OfReport.search_fields)
    date_hierarchy = "attached_on"


@admin.register(Rendition)
class RenditionAdmin(Kept):
    """The stored bytes of approved reports: made by their approval, here only to look at."""

    list_display = ("report", "format", "sha256", "rendered_on")
    list_filter = ("format",)


@admin.register(CommitteeWish)
class CommitteeWishAdmin(OnlyToLookAt, GuardedAdmin):
    """Entered at a report's meeting; here only to look at."""

    list_display = ("__str__", "answers", "due_on", "entered_by")
    list_filter = ("consultation__meeting__committee",)
    list_select_related = ("consultation__meeting__committee", "site", "partner", "entered_by")
    search_fields = ("text", "office", "partner__name", "site__name")
    date_hierarchy = "due_on"

    @admin.display(description="Wer antwortet")
    def answers(self, wish: CommitteeWish) -> str:
        return wish.owner


@admin.register(WishReply)
class WishReplyAdmin(OnlyToLookAt, GuardedAdmin):
    """Said on the wish's page; here only to look at."""

    list_display = ("wish", "__str__", "on", "by")
    list_filter = ("settled",)
    list_select_related = ("wish__consultation__meeting__committee", "by")
    search_fields = ("text",)
    date_hierarchy = "on"
