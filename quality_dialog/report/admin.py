"""Reports with all that belongs to them; an approved one is corrected by a new version, never changed."""

from django.contrib import admin
from django.db import models

from quality_dialog.report.models import (
    Attachment,
    Consultation,
    Contributor,
    CoSignature,
    Meeting,
    PartnerReading,
    Rendition,
    Report,
    ReportReturn,
    Section,
    TextBlock,
)
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.admin import GuardedAdmin


@admin.register(Meeting)
class MeetingAdmin(GuardedAdmin):
    list_display = ("held_on", "committee")
    list_filter = ("committee",)
    list_select_related = ("committee",)
    search_fields = ("committee__name", "committee__short_name")
    autocomplete_fields = ("committee",)
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


class SectionInline(admin.StackedInline):
    model = Section
    extra = 0


class ConsultationInline(admin.TabularInline):
    model = Consultation
    extra = 0
    autocomplete_fields = ("meeting", "scheduled_by", "outcome_by")


class CoSignatureInline(admin.TabularInline):
    """Whom one asks; the answer gives only the person asked, on the report's page."""

    model = CoSignature
    extra = 0
    autocomplete_fields = ("user", "requested_by")
    readonly_fields = ("signed_on", "declined_on", "answered_by")


@admin.register(Report)
class ReportAdmin(GuardedAdmin):
    """Reports; an approved one is corrected by a new version, never changed."""

    list_display = ("subject", "kind", "year", "as_of", "is_example")
    list_filter = (ReportStatusFilter, "kind", "year", "is_example")
    search_fields = ("subject", "reference", "=year")
    autocomplete_fields = (
        *("cycle", "drafted_by", "review_by", "approved_by", "submitted_by", "published_by"),
        *("discarded_by", "corrects"),
    )
    readonly_fields = ("facts_sha256", "seal_number", "seal_sha256")
    date_hierarchy = "as_of"
    inlines = [SectionInline, ConsultationInline, CoSignatureInline]


class OfReport(GuardedAdmin):
    """What the parts of a report have in common."""

    list_select_related = ("report",)
    search_fields = ("report__subject", "=report__year")
    autocomplete_fields = ("report",)


@admin.register(Section)
class SectionAdmin(OfReport):
    list_display = ("__str__", "key", "report", "position", "included")
    list_filter = ("included", "key")
    search_fields = ("key", "heading", "body", *OfReport.search_fields)


@admin.register(Consultation)
class ConsultationAdmin(OfReport):
    list_display = ("report", "meeting", "item")
    list_filter = ("outcome", "meeting__committee")
    list_select_related = ("report", "meeting__committee")
    search_fields = ("item", "remark", *OfReport.search_fields)
    autocomplete_fields = ("report", "meeting", "scheduled_by", "outcome_by")


@admin.register(CoSignature)
class CoSignatureAdmin(OfReport):
    list_display = ("user", "office", "report")
    list_filter = (("signed_on", admin.EmptyFieldListFilter),)
    list_select_related = ("report", "user")
    search_fields = ("office", "user__last_name", "user__email", *OfReport.search_fields)
    autocomplete_fields = ("report", "user", "requested_by")
    readonly_fields = CoSignatureInline.readonly_fields


@admin.register(Contributor)
class ContributorAdmin(OfReport):
    list_display = ("user", "report", "since")
    list_filter = ("report__kind", "report__year")
    list_select_related = ("report", "user")
    search_fields = ("user__last_name", "user__email", *OfReport.search_fields)
    autocomplete_fields = ("report", "user")
    date_hierarchy = "since"


@admin.register(ReportReturn)
class ReportReturnAdmin(OfReport):
    list_display = ("report", "returned_on", "returned_by", "reason")
    list_filter = ("report__kind", "report__year")
    list_select_related = ("report", "returned_by")
    search_fields = ("reason", *OfReport.search_fields)
    autocomplete_fields = ("report", "returned_by")
    date_hierarchy = "returned_on"


@admin.register(PartnerReading)
class PartnerReadingAdmin(OfReport):
    list_display = ("partner", "report", "way", "due_on")
    list_filter = ("way", "partner")
    list_select_related = ("report", "partner")
    search_fields = ("partner__name", "partner__short_name", "text", *OfReport.search_fields)
    autocomplete_fields = ("report", "partner", "shown_by")
    # Said by the partner's own people on their page; reasons and letters are given on the report's page.
    readonly_fields = ("way", "reason", "sent_on", "sent_by", "text", "given_on", "given_by")


class Kept(OfReport):
    """Files that are made elsewhere and only looked at here."""

    def get_queryset(self, request):
        """Without the bytes: a list of papers must not load them all."""
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


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
