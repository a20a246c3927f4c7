"""Notices, their stored files and the office's texts in the admin."""

from django.contrib import admin
from django.db import models

from funding.models import Notice, NoticeFile, NoticeText
from quartiersarbeit.ground.admin import GuardedAdmin


class LookOnly(GuardedAdmin):
    """What the approval makes; `not_loaded` are papers and bytes that a list must not load all."""

    not_loaded: tuple[str, ...]

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*self.not_loaded)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(LookOnly):
    """Frozen notices, made by the approval; here only to look at."""

    list_display = ("decision", "sha256", "frozen_on", "frozen_by")
    list_filter = ("decision__kind", "decision__allocation__fiscal_year")
    search_fields = ("decision__notice_number", "sha256", "decision__allocation__site__name")
    date_hierarchy = "frozen_on"
    not_loaded = ("paper",)


@admin.register(NoticeFile)
class NoticeFileAdmin(LookOnly):
    """The stored files of notices, without their bytes; here only to look at."""

    list_display = ("notice", "format", "sha256", "renderer", "drawn_on")
    list_filter = ("format",)
    list_select_related = ("notice__decision",)
    search_fields = ("notice__decision__notice_number", "sha256")
    date_hierarchy = "drawn_on"
    not_loaded = ("content", "notice__paper")


@admin.register(NoticeText)
class NoticeTextAdmin(GuardedAdmin):
    list_display = ("kind", "part", "valid_from", "is_example")
    list_filter = ("kind", "part", "is_example")
    search_fields = ("body",)
    date_hierarchy = "valid_from"
