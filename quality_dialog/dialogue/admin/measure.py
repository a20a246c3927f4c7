"""Measures and their progress."""

from django.contrib import admin

from quality_dialog.dialogue.models import Measure, MeasureReturn, MeasureStep
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows


class MeasureInline(Blocks):
    model = Measure
    show_change_link = True


class MeasureStepInline(Rows):
    model = MeasureStep


@admin.register(Measure)
class MeasureAdmin(GuardedAdmin):
    list_display = ("title", "responsible", "due_on", "done_on", "confirmed_on", "dropped_on")
    list_filter = (
        "finding__dialogue__cycle",
        ("done_on", admin.EmptyFieldListFilter),
        ("dropped_on", admin.EmptyFieldListFilter),
        "responsible",
    )
    search_fields = ("title", "finding__wording", "finding__dialogue__site__name", "responsible__short_name")
    date_hierarchy = "due_on"
    inlines = [MeasureStepInline]


@admin.register(MeasureStep)
class MeasureStepAdmin(GuardedAdmin):
    list_display = ("measure", "on", "by", "new_due_on", "text")
    list_filter = (("new_due_on", admin.EmptyFieldListFilter),)
    search_fields = ("text", "measure__title")
    date_hierarchy = "on"


@admin.register(MeasureReturn)
class MeasureReturnAdmin(OnlyToLookAt, GuardedAdmin):
    """What was sent back: written by the one verb."""

    list_display = ("measure", "done_on", "done_by", "returned_on", "returned_by")
    list_filter = ("measure__finding__dialogue__cycle",)
    search_fields = ("measure__title",)
    date_hierarchy = "returned_on"
