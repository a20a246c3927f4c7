"""Measures and their progress."""

from django.contrib import admin

from quality_dialog.dialogue.admin.parts import OnlyToLookAt, TellsStatus
from quality_dialog.dialogue.models import Measure, MeasureReturn, MeasureStep
from quartiersarbeit.ground.admin import GuardedAdmin


class MeasureInline(admin.StackedInline):
    model = Measure
    extra = 0
    show_change_link = True
    autocomplete_fields = ("responsible", "done_by", "confirmed_by", "dropped_by", "carried_over_from")


class MeasureStepInline(admin.TabularInline):
    model = MeasureStep
    extra = 0
    autocomplete_fields = ("by",)


@admin.register(Measure)
class MeasureAdmin(TellsStatus, GuardedAdmin):
    list_display = ("title", "responsible", "stands", "due_on", "done_on", "confirmed_on", "dropped_on")
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


@admin.register(MeasureReturn)
class MeasureReturnAdmin(OnlyToLookAt):
    """What was sent back: written by the one verb."""

    list_display = ("measure", "done_on", "done_by", "returned_on", "returned_by")
    list_select_related = ("measure", "done_by", "returned_by")
    list_filter = ("measure__finding__dialogue__cycle",)
    search_fields = ("measure__title",)
    date_hierarchy = "returned_on"
