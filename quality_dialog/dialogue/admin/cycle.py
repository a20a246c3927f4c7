"""Years, their dialogues, and who takes part, is invited and was there."""

from django.contrib import admin

from quality_dialog.dialogue.admin.parts import DIALOGUE, OF_DIALOGUE, OfDialogue, TellsStatus
from quality_dialog.dialogue.models import (
    Attendance,
    Cycle,
    Dialogue,
    IndicatorValue,
    Invitation,
    Participation,
)
from quartiersarbeit.ground.admin import GuardedAdmin


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
class DialogueAdmin(TellsStatus, GuardedAdmin):
    list_display = ("site", "cycle", "stands", "meeting_on")
    list_filter = ("cycle", ("meeting_on", admin.EmptyFieldListFilter))
    list_select_related = ("site", "cycle")
    search_fields = ("site__name", "=cycle__year")
    autocomplete_fields = ("cycle", "site")
    inlines = [ParticipationInline, IndicatorValueInline]


@admin.register(Participation)
class ParticipationAdmin(TellsStatus, OfDialogue):
    list_display = ("partner", "dialogue", "stands", "joined_on")
    list_select_related = (*DIALOGUE, "partner")
    search_fields = ("partner__name", "partner__short_name", *OF_DIALOGUE)
    autocomplete_fields = ("dialogue", "partner")


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
