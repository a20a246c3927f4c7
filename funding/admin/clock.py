"""Legal periods in the admin, and the days of notices, which are only looked at here."""

from django import forms
from django.contrib import admin

from funding.models import Hearing, LegalPeriod, RevocationGround, Service
from quartiersarbeit.ground.admin import GuardedAdmin, OnlyToLookAt


class LegalPeriodForm(forms.ModelForm):
    """A link without a scheme is meant to be a safe one."""

    link = forms.URLField(
        label=LegalPeriod._meta.get_field("link").verbose_name, required=False, assume_scheme="https"
    )


@admin.register(LegalPeriod)
class LegalPeriodAdmin(GuardedAdmin):
    form = LegalPeriodForm
    list_display = ("kind", "lasts", "moves", "valid_from", "norm", "is_example", "entered_on", "entered_by")
    list_filter = ("kind", "is_example")
    list_select_related = ("entered_by",)
    search_fields = ("norm", "source")
    date_hierarchy = "valid_from"


@admin.register(Hearing)
class HearingAdmin(OnlyToLookAt, GuardedAdmin):
    """Recorded on the page of the decision or claim; here only to look at."""

    list_display = ("decision", "claim", "held_on", "way", "answered_on", "recorded_by")
    list_filter = ("way",)
    list_select_related = (
        "decision",
        "claim__allocation__site",
        "claim__allocation__fiscal_year",
        "recorded_by",
    )
    search_fields = ("waived_reason", "answer", "decision__allocation__site__name")
    date_hierarchy = "recorded_on"


@admin.register(RevocationGround)
class RevocationGroundAdmin(OnlyToLookAt, GuardedAdmin):
    """Recorded on the page of the allocation; here only to look at."""

    list_display = ("allocation", "known_on", "decision", "dropped_on", "recorded_by")
    list_filter = ("allocation__fiscal_year",)
    list_select_related = ("allocation__site", "allocation__fiscal_year", "decision", "recorded_by")
    search_fields = ("what", "allocation__site__name")
    date_hierarchy = "known_on"


@admin.register(Service)
class ServiceAdmin(OnlyToLookAt, GuardedAdmin):
    """Recorded on the page of the decision or claim; here only to look at."""

    list_display = ("notice", "way", "sent_on", "known_on", "appeal_until", "appealed_on", "withdrawn_on")
    list_filter = ("way",)
    list_select_related = (
        "notice__decision",
        "notice__claim__allocation__site",
        "notice__claim__allocation__fiscal_year",
    )
    search_fields = ("notice__decision__notice_number", "notice__decision__allocation__site__name")
    date_hierarchy = "sent_on"

    def get_queryset(self, request):
        """Without the papers, which a list must not load all."""
        return super().get_queryset(request).defer("notice__paper")
