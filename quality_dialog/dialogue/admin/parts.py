"""What the parts of a dialogue have in common."""

from quartiersarbeit.ground.admin import GuardedAdmin

DIALOGUE = ("dialogue__site", "dialogue__cycle")
OF_DIALOGUE = ("dialogue__site__name", "=dialogue__cycle__year")


class OfDialogue(GuardedAdmin):
    """What the parts of a dialogue have in common."""

    list_filter = ("dialogue__cycle",)
    list_select_related = DIALOGUE
    search_fields = OF_DIALOGUE
