"""What the parts of a dialogue have in common."""

from django.contrib import admin
from django.db import models
from django.utils import timezone

from quartiersarbeit.ground.admin import GuardedAdmin

DIALOGUE = ("dialogue__site", "dialogue__cycle")
OF_DIALOGUE = ("dialogue__site__name", "=dialogue__cycle__year")


class OfDialogue(GuardedAdmin):
    """What the parts of a dialogue have in common."""

    list_filter = ("dialogue__cycle",)
    list_select_related = DIALOGUE
    search_fields = OF_DIALOGUE
    autocomplete_fields = ("dialogue",)


class OnlyToLookAt(GuardedAdmin):
    """What verbs or the database write; nobody types it."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj: models.Model | None = None) -> bool:
        return False


class TellsStatus(admin.ModelAdmin):
    """An admin whose list tells where each row stands today, in the model's own word."""

    def get_queryset(self, request):
        return super().get_queryset(request).with_status(timezone.localdate())

    @admin.display(description="Stand", ordering="status")
    def stands(self, row) -> str:
        return str(row.status)
