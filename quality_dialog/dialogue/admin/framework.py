"""Frameworks with their fields of action, criteria and indicators."""

from django.contrib import admin

from quality_dialog.dialogue.admin.parts import TellsStatus
from quality_dialog.dialogue.models import Criterion, FieldOfAction, Framework, Indicator
from quartiersarbeit.ground.admin import GuardedAdmin


class FieldOfActionInline(admin.TabularInline):
    model = FieldOfAction
    extra = 0
    show_change_link = True


@admin.register(Framework)
class FrameworkAdmin(TellsStatus, GuardedAdmin):
    list_display = ("name", "version", "stands", "valid_from", "is_example")
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
