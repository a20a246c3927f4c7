"""Self-assessments and the figures beside them."""

from django.contrib import admin

from quality_dialog.dialogue.admin.parts import OF_DIALOGUE, OfDialogue
from quality_dialog.dialogue.models import Assessment, IndicatorTarget, IndicatorValue, Submission
from quartiersarbeit.ground.admin import OnlyToLookAt

SUBMITTED = ("submitted_on", admin.EmptyFieldListFilter)


@admin.register(Assessment)
class AssessmentAdmin(OfDialogue):
    """Self-assessments handed in; a draft is nobody's business but its partner's."""

    list_display = ("criterion", "dialogue", "partner", "rating", "submitted_on")
    list_filter = ("dialogue__cycle", "rating", SUBMITTED, "partner")
    search_fields = ("criterion__code", "text", "partner__short_name", *OF_DIALOGUE)
    raw_id_fields = ("taken_from",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(submitted_on__isnull=False)


@admin.register(Submission)
class SubmissionAdmin(OfDialogue):
    """Who handed in when, and why it was opened again."""

    list_display = ("dialogue", "partner", "submitted_on", "reopened_on")
    list_filter = ("dialogue__cycle", ("reopened_on", admin.EmptyFieldListFilter), "partner")
    search_fields = ("partner__name", "partner__short_name", *OF_DIALOGUE)


@admin.register(IndicatorValue)
class IndicatorValueAdmin(OfDialogue):
    """Values; an empty one is missing, which is not zero."""

    list_display = ("indicator", "dialogue", "value", "source")
    list_filter = ("dialogue__cycle", "source", ("value", admin.EmptyFieldListFilter))
    search_fields = ("indicator__name", "comment", *OF_DIALOGUE)


@admin.register(IndicatorTarget)
class IndicatorTargetAdmin(OnlyToLookAt, OfDialogue):
    """Agreed on the dialogue's page; here only to look at."""

    list_display = ("indicator", "dialogue", "value", "agreed_on", "value_known")
    list_filter = ("dialogue__cycle", "value_known")
    search_fields = ("indicator__name", *OF_DIALOGUE)
