"""Frameworks with their fields of action, criteria and indicators."""

from django.contrib import admin

from quality_dialog.dialogue.models import Criterion, FieldOfAction, Framework, Indicator
from quartiersarbeit.ground.admin import GuardedAdmin, Rows


class FieldOfActionInline(Rows):
    model = FieldOfAction
    show_change_link = True


@admin.register(Framework)
class FrameworkAdmin(GuardedAdmin):
    list_display = ("name", "version", "valid_from", "is_example")
    list_filter = ("is_example",)
    search_fields = ("name", "version")
    date_hierarchy = "valid_from"
    inlines = [FieldOfActionInline]


class CriterionInline(Rows):
    model = Criterion


class IndicatorInline(Rows):
    model = Indicator


@admin.register(FieldOfAction)
class FieldOfActionAdmin(GuardedAdmin):
    list_display = ("code", "title", "framework", "position")
    list_display_links = ("code", "title")
    list_filter = ("framework",)
    search_fields = ("code", "title", "framework__name")
    inlines = [CriterionInline, IndicatorInline]


class OfField(GuardedAdmin):
    """What criteria and indicators have in common."""

    list_filter = ("field__framework", "field")


@admin.register(Criterion)
class CriterionAdmin(OfField):
    list_display = ("code", "guiding_question", "field", "position")
    search_fields = ("code", "guiding_question", "field__title")


@admin.register(Indicator)
class IndicatorAdmin(OfField):
    list_display = ("code", "name", "unit", "field", "position")
    search_fields = ("code", "name", "definition", "field__title")
