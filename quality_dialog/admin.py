"""The dialogue and the reports in the admin; what has become fact is refused with its reason."""

from django import forms
from django.contrib import admin
from django.db import models

from quality_dialog.models import (
    Assessment,
    Attendance,
    Comment,
    Consultation,
    Contributor,
    CoSignature,
    Criterion,
    Cycle,
    Dialogue,
    FieldOfAction,
    Finding,
    FindingWording,
    Framework,
    Indicator,
    IndicatorValue,
    Invitation,
    Measure,
    MeasureStep,
    Meeting,
    Participation,
    PartnerReading,
    Rendition,
    Report,
    ReportReturn,
    Section,
    Statement,
    Submission,
    TextBlock,
)
from quartiersarbeit.admin import GuardedAdmin

SUBMITTED = ("submitted_on", admin.EmptyFieldListFilter)
DIALOGUE = ("dialogue__site", "dialogue__cycle")
OF_DIALOGUE = ("dialogue__site__name", "=dialogue__cycle__year")


# --- Framework -----------------------------------------------------------------------------------


class FieldOfActionInline(admin.TabularInline):
    model = FieldOfAction
    extra = 0
    show_change_link = True


@admin.register(Framework)
class FrameworkAdmin(GuardedAdmin):
    list_display = ("name", "version", "valid_from", "is_example")
    list_filter = ("is_example",)
    search_fields = ("name", "version")
    date_hierarchy = "valid_from"
    inlines = [FieldOfActionInline]


class CriterionInline(admin.TabularInline):
    model = Criterion
    extra = 0


class IndicatorInline(admin.TabularInline):
    model = Indicator
    extra = 0


@admin.register(FieldOfAction)
class FieldOfActionAdmin(GuardedAdmin):
    list_display = ("code", "title", "framework", "position")
    list_display_links = ("code", "title")
    list_filter = ("framework",)
    list_select_related = ("framework",)
    search_fields = ("code", "title", "framework__name")
    autocomplete_fields = ("framework",)
    inlines = [CriterionInline, IndicatorInline]


class OfField(GuardedAdmin):
    """What criteria and indicators have in common."""

    list_filter = ("field__framework", "field")
    list_select_related = ("field",)
    autocomplete_fields = ("field",)


@admin.register(Criterion)
class CriterionAdmin(OfField):
    list_display = ("code", "guiding_question", "field", "position")
    search_fields = ("code", "guiding_question", "field__title")


@admin.register(Indicator)
class IndicatorAdmin(OfField):
    list_display = ("code", "name", "unit", "field", "position")
    search_fields = ("code", "name", "definition", "field__title")


# --- Cycle and dialogue --------------------------------------------------------------------------


class DialogueInline(admin.TabularInline):
    model = Dialogue
    extra = 0
    fields = ("site", "meeting_on")
    show_change_link = True
    autocomplete_fields = ("site",)


@admin.register(Cycle)
class CycleAdmin(GuardedAdmin):
    list_display = (
        "year",
        "framework",
        "opened_on",
        "assessment_due_on",
        "meetings_due_on",
        "report_due_on",
        "is_example",
    )
    list_filter = ("framework", "is_example")
    list_select_related = ("framework",)
    search_fields = ("=year", "focus_topics")
    autocomplete_fields = ("framework", "opened_by")
    inlines = [DialogueInline]


class ParticipationInline(admin.TabularInline):
    model = Participation
    extra = 0
    autocomplete_fields = ("partner",)


class IndicatorValueInline(admin.TabularInline):
    model = IndicatorValue
    extra = 0
    autocomplete_fields = ("indicator", "entered_by")


@admin.register(Dialogue)
class DialogueAdmin(GuardedAdmin):
    list_display = ("site", "cycle", "meeting_on")
    list_filter = ("cycle", ("meeting_on", admin.EmptyFieldListFilter))
    list_select_related = ("site", "cycle")
    search_fields = ("site__name", "=cycle__year")
    autocomplete_fields = ("cycle", "site")
    inlines = [ParticipationInline, IndicatorValueInline]


class OfDialogue(GuardedAdmin):
    """What the parts of a dialogue have in common."""

    list_filter = ("dialogue__cycle",)
    list_select_related = DIALOGUE
    search_fields = OF_DIALOGUE
    autocomplete_fields = ("dialogue",)


@admin.register(Participation)
class ParticipationAdmin(OfDialogue):
    list_display = ("partner", "dialogue")
    list_select_related = (*DIALOGUE, "partner")
    search_fields = ("partner__name", "partner__short_name", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "partner")


@admin.register(Assessment)
class AssessmentAdmin(OfDialogue):
    """Self-assessments handed in; a draft is nobody's business but its partner's."""

    list_display = ("criterion", "dialogue", "partner", "rating", "submitted_on")
    list_filter = ("dialogue__cycle", "rating", SUBMITTED, "partner")
    list_select_related = (*DIALOGUE, "criterion", "partner")
    search_fields = ("criterion__code", "text", "partner__short_name", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "criterion", "partner", "submitted_by")
    raw_id_fields = ("taken_from",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(submitted_on__isnull=False)


@admin.register(Submission)
class SubmissionAdmin(OfDialogue):
    """Who handed in when, and why it was opened again."""

    list_display = ("dialogue", "partner", "submitted_on", "reopened_on")
    list_filter = ("dialogue__cycle", ("reopened_on", admin.EmptyFieldListFilter), "partner")
    list_select_related = (*DIALOGUE, "partner")
    search_fields = ("partner__name", "partner__short_name", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "partner", "submitted_by", "reopened_by")


@admin.register(IndicatorValue)
class IndicatorValueAdmin(OfDialogue):
    """Values; an empty one is missing, which is not zero."""

    list_display = ("indicator", "dialogue", "value", "source")
    list_filter = ("dialogue__cycle", "source", ("value", admin.EmptyFieldListFilter))
    list_select_related = (*DIALOGUE, "indicator")
    search_fields = ("indicator__name", "comment", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "indicator", "entered_by")


# --- Findings ------------------------------------------------------------------------------------


class StatementForm(forms.ModelForm):
    """A new statement answers the wording as it stands; the hash is nothing to type.

    Nobody speaks for another side: a partner's stance comes from its own people, the city's from the city.
    """

    def clean(self):
        data = super().clean()
        said_for, acting = self.cleaned_data.get("partner"), getattr(self, "acting", None)
        if self.instance._state.adding and acting and said_for != acting.partner:
            said = "Für einen Partner sprechen nur seine eigenen Leute."
            self.add_error("partner", forms.ValidationError(said, code="statement_of_own_side"))
        return data

    def save(self, commit: bool = True) -> Statement:
        if self.instance._state.adding:
            self.instance.wording_sha256 = self.instance.finding.wording_sha256
        return super().save(commit)


class StatementInline(admin.StackedInline):
    model = Statement
    form = StatementForm
    extra = 0
    autocomplete_fields = ("partner", "given_by")
    readonly_fields = ("wording_sha256",)


class MeasureInline(admin.StackedInline):
    model = Measure
    extra = 0
    show_change_link = True
    autocomplete_fields = ("responsible", "done_by", "confirmed_by", "dropped_by", "carried_over_from")


@admin.register(Finding)
class FindingAdmin(OfDialogue):
    list_display = ("__str__", "kind", "dialogue", "raised_for", "raised_on", "shared_on")
    list_filter = ("dialogue__cycle", "kind", ("shared_on", admin.EmptyFieldListFilter), "raised_for")
    list_select_related = (*DIALOGUE, "raised_for")
    search_fields = ("wording", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "criterion", "raised_by", "raised_for", "carried_over_from")
    date_hierarchy = "raised_on"
    inlines = [StatementInline, MeasureInline]

    def get_queryset(self, request):
        """A partner's draft is nobody's business but its own."""
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Statement)
class StatementAdmin(GuardedAdmin):
    """Statements; a given one never changes, a new one takes its place."""

    form = StatementForm
    list_display = ("__str__", "finding", "given_on", "given_by")
    list_filter = ("stance", "city", "finding__dialogue__cycle")
    list_select_related = ("finding", "partner", "given_by")
    search_fields = ("text", "finding__wording", "partner__name", "partner__short_name")
    autocomplete_fields = ("finding", "partner", "given_by")
    readonly_fields = ("wording_sha256",)
    date_hierarchy = "given_on"


@admin.register(FindingWording)
class FindingWordingAdmin(GuardedAdmin):
    """Earlier wordings: kept by the database itself, here only to look at."""

    list_display = ("__str__", "finding", "replaced_on", "replaced_by")
    list_filter = ("finding__dialogue__cycle",)
    list_select_related = ("finding", "replaced_by")
    search_fields = ("wording", "finding__wording")
    date_hierarchy = "replaced_on"

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Comment)
class CommentAdmin(GuardedAdmin):
    """Comments as their reader sees them: what a partner keeps to itself is not here either."""

    list_display = ("__str__", "audience", "partner", "side", "written_on")
    list_filter = ("audience", "written_on")
    list_select_related = ("partner", "side")
    search_fields = ("text",)
    autocomplete_fields = ("dialogue", "finding", "partner", "side", "written_by")
    date_hierarchy = "written_on"

    def get_queryset(self, request):
        """Whoever writes chose the readers."""
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Invitation)
class InvitationAdmin(OfDialogue):
    list_display = ("dialogue", "starts_at", "ends_at", "place", "invited_on")
    search_fields = ("place", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "invited_by")


@admin.register(Attendance)
class AttendanceAdmin(OfDialogue):
    list_display = ("__str__", "dialogue", "partner", "noted_on")
    list_select_related = (*DIALOGUE, "partner", "contact")
    search_fields = ("function", "contact__name", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "partner", "contact", "noted_by")


class MeasureStepInline(admin.TabularInline):
    model = MeasureStep
    extra = 0
    autocomplete_fields = ("by",)


@admin.register(Measure)
class MeasureAdmin(GuardedAdmin):
    list_display = ("title", "responsible", "due_on", "done_on", "confirmed_on", "dropped_on")
    list_filter = (
        "finding__dialogue__cycle",
        ("done_on", admin.EmptyFieldListFilter),
        ("dropped_on", admin.EmptyFieldListFilter),
        "responsible",
    )
    list_select_related = ("responsible",)
    search_fields = ("title", "finding__wording", "finding__dialogue__site__name", "responsible__short_name")
    autocomplete_fields = ("finding", *MeasureInline.autocomplete_fields)
    date_hierarchy = "due_on"
    inlines = [MeasureStepInline]


@admin.register(MeasureStep)
class MeasureStepAdmin(GuardedAdmin):
    list_display = ("measure", "on", "by", "new_due_on", "text")
    list_filter = (("new_due_on", admin.EmptyFieldListFilter),)
    list_select_related = ("measure", "by")
    search_fields = ("text", "measure__title")
    autocomplete_fields = ("measure", "by")
    date_hierarchy = "on"


# --- Reports -------------------------------------------------------------------------------------


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
    readonly_fields = ("signed_on", "declined_on")


@admin.register(Report)
class ReportAdmin(GuardedAdmin):
    """Reports; an approved one is corrected by a new version, never changed."""

    list_display = ("subject", "kind", "year", "as_of", "status", "is_example")
    list_filter = ("kind", "year", ("approved_on", admin.EmptyFieldListFilter), "is_example")
    search_fields = ("subject", "reference", "=year")
    autocomplete_fields = (
        *("cycle", "drafted_by", "review_by", "approved_by", "submitted_by", "published_by", "corrects"),
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
    list_display = ("report", "meeting", "item", "outcome")
    list_filter = ("outcome", "meeting__committee")
    list_select_related = ("report", "meeting__committee")
    search_fields = ("item", "remark", *OfReport.search_fields)
    autocomplete_fields = ("report", "meeting", "scheduled_by", "outcome_by")


@admin.register(CoSignature)
class CoSignatureAdmin(OfReport):
    list_display = ("user", "office", "report", "signed_on")
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
    list_display = ("partner", "report", "shown_on", "due_on", "given_on")
    list_filter = (("given_on", admin.EmptyFieldListFilter), "partner")
    list_select_related = ("report", "partner")
    search_fields = ("partner__name", "partner__short_name", "text", *OfReport.search_fields)
    autocomplete_fields = ("report", "partner", "shown_by")
    readonly_fields = ("text", "given_on", "given_by")  # said by the partner's own people, on their page


@admin.register(Rendition)
class RenditionAdmin(OfReport):
    """The stored bytes of approved reports: made by their approval, here only to look at."""

    list_display = ("report", "format", "sha256", "rendered_on")
    list_filter = ("format",)

    def get_queryset(self, request):
        """Without the bytes: a list of papers must not load them all."""
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False
