"""Years, their dialogues, and who takes part, is invited and was there."""

from django.contrib import admin

from quality_dialog.dialogue.admin.parts import DIALOGUE, OF_DIALOGUE, OfDialogue
from quality_dialog.dialogue.models import (
    Attendance,
    Cycle,
    Dialogue,
    Extension,
    FormerMeeting,
    IndicatorValue,
    Invitation,
    InvitationAnswer,
    MinutesVersion,
    Participation,
)
from quartiersarbeit.ground.admin import GuardedAdmin, OnlyToLookAt, Rows


class DialogueInline(Rows):
    model = Dialogue
    fields = ("site", "meeting_on")
    show_change_link = True


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
    search_fields = ("=year", "focus_topics")
    inlines = [DialogueInline]


class ParticipationInline(Rows):
    model = Participation


class IndicatorValueInline(Rows):
    model = IndicatorValue


@admin.register(Dialogue)
class DialogueAdmin(GuardedAdmin):
    list_display = ("site", "cycle", "meeting_on")
    list_filter = ("cycle", ("meeting_on", admin.EmptyFieldListFilter))
    search_fields = ("site__name", "=cycle__year")
    inlines = [ParticipationInline, IndicatorValueInline]


@admin.register(Participation)
class ParticipationAdmin(OfDialogue):
    list_display = ("partner", "dialogue", "joined_on")
    search_fields = ("partner__name", "partner__short_name", *OF_DIALOGUE)


@admin.register(Invitation)
class InvitationAdmin(OfDialogue):
    list_display = ("dialogue", "starts_at", "ends_at", "place", "invited_on")
    search_fields = ("place", *OF_DIALOGUE)


@admin.register(FormerMeeting)
class FormerMeetingAdmin(OnlyToLookAt, OfDialogue):
    """Kept when a meeting is moved; here only to look at."""

    list_display = ("dialogue", "meeting_on", "on", "by")
    list_select_related = (*DIALOGUE, "by")
    search_fields = OF_DIALOGUE
    date_hierarchy = "on"


@admin.register(Extension)
class ExtensionAdmin(OnlyToLookAt, GuardedAdmin):
    """Given on the page of the self-assessments; here only to look at."""

    list_display = ("participation", "due_on", "on", "by")
    list_filter = ("participation__dialogue__cycle",)
    list_select_related = (
        "participation__partner",
        "participation__dialogue__site",
        "participation__dialogue__cycle",
        "by",
    )
    search_fields = ("participation__partner__short_name", "participation__dialogue__site__name")
    date_hierarchy = "on"


@admin.register(InvitationAnswer)
class InvitationAnswerAdmin(OnlyToLookAt, OfDialogue):
    """Given on the dialogue's page; here only to look at."""

    list_display = ("__str__", "dialogue", "meeting_on", "on", "by")
    list_select_related = (*DIALOGUE, "partner", "by")
    search_fields = ("partner__short_name", *OF_DIALOGUE)


@admin.register(MinutesVersion)
class MinutesVersionAdmin(OnlyToLookAt, OfDialogue):
    """Kept when minutes are shared or given out; here only to look at."""

    list_display = ("__str__", "dialogue", "number", "kept_on", "check_code")
    search_fields = ("check_code", *OF_DIALOGUE)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("paper", "pdf", "docx")


@admin.register(Attendance)
class AttendanceAdmin(OfDialogue):
    list_display = ("__str__", "dialogue", "partner", "noted_on")
    list_select_related = (*DIALOGUE, "contact")
    search_fields = ("function", "contact__name", *OF_DIALOGUE)
