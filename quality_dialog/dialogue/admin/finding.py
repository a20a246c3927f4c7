"""Findings, what was said to them, and comments."""

from django import forms
from django.contrib import admin

from quality_dialog.dialogue.admin.measure import MeasureInline
from quality_dialog.dialogue.admin.parts import OF_DIALOGUE, OfDialogue
from quality_dialog.dialogue.models import Comment, Finding, FindingWording, Statement
from quality_dialog.dialogue.models.statement import OWN_SIDE
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt
from quartiersarbeit.ground.refusals import denied


class StatementForm(forms.ModelForm):
    """A new statement answers the wording as it stands; the hash is nothing to type.

    Nobody speaks for another side: a partner's stance comes from its own people, the city's from the city.
    """

    def clean(self):
        data = super().clean()
        said_for, acting = self.cleaned_data.get("partner"), getattr(self, "acting", None)
        if self.instance._state.adding and acting and said_for != acting.partner:
            self.add_error("partner", denied("statement_of_own_side", OWN_SIDE))
        return data

    def save(self, commit: bool = True) -> Statement:
        if self.instance._state.adding:
            self.instance.wording_sha256 = self.instance.finding.wording_sha256
        return super().save(commit)


class StatementInline(Blocks):
    model = Statement
    form = StatementForm
    readonly_fields = ("wording_sha256",)


@admin.register(Finding)
class FindingAdmin(OfDialogue):
    list_display = ("__str__", "kind", "dialogue", "raised_for", "raised_on", "shared_on")
    list_filter = ("dialogue__cycle", "kind", ("shared_on", admin.EmptyFieldListFilter), "raised_for")
    search_fields = ("wording", *OF_DIALOGUE)
    date_hierarchy = "raised_on"
    inlines = [StatementInline, MeasureInline]

    def get_queryset(self, request):
        """A partner's draft is nobody's business but its own."""
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Statement)
class StatementAdmin(GuardedAdmin):
    """Statements; a given one never changes, a new one takes its place."""

    form = StatementForm
    list_display = ("__str__", "finding", "given_on", "given_by")
    list_select_related = ("partner",)
    list_filter = ("stance", "city", "finding__dialogue__cycle")
    search_fields = ("text", "finding__wording", "partner__name", "partner__short_name")
    readonly_fields = ("wording_sha256",)
    date_hierarchy = "given_on"


@admin.register(FindingWording)
class FindingWordingAdmin(OnlyToLookAt, GuardedAdmin):
    """Earlier wordings: kept by the database itself."""

    list_display = ("__str__", "finding", "replaced_on", "replaced_by")
    list_filter = ("finding__dialogue__cycle",)
    search_fields = ("wording", "finding__wording")
    date_hierarchy = "replaced_on"


@admin.register(Comment)
class CommentAdmin(GuardedAdmin):
    """Comments as their reader sees them: what a partner keeps to itself is not here either."""

    list_display = ("__str__", "audience", "partner", "side", "written_on")
    list_filter = ("audience", "written_on")
    search_fields = ("text",)
    date_hierarchy = "written_on"

    def get_queryset(self, request):
        """Whoever writes chose the readers."""
        return super().get_queryset(request).visible_to(request.user)
