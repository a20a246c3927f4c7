"""Sites, seats and who sits where in the admin; what breaks the limits is refused with its reason."""

from django.contrib import admin

from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows, SheetAdmin
from sites.models import Assignment, Coverage, Neighbourhood, Offer, Reopening, Seat, Site, SiteInQuestion

RUNNING = ("ends_on", admin.EmptyFieldListFilter)


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(GuardedAdmin):
    list_display = ("name", "district", "is_example")
    list_filter = ("district", "is_example")
    search_fields = ("name",)


class OfferInline(Blocks):
    model = Offer


class CoverageInline(Rows):
    model = Coverage


class AssignmentInline(Rows):
    model = Assignment


class SiteInQuestionInline(Rows):
    model = SiteInQuestion


@admin.register(Site)
class SiteAdmin(SheetAdmin):
    sheet = "standorte"
    list_display = ("name", "neighbourhood", "district", "opened_on", "closed_on", "is_example")
    list_filter = ("neighbourhood__district", "community_cafe", "care_cover", "is_example")
    search_fields = ("name", "street", "neighbourhood__name")
    inlines = [CoverageInline, AssignmentInline, OfferInline, SiteInQuestionInline]

    @admin.display(description="Stadtbezirk", ordering="neighbourhood__district")
    def district(self, site: Site) -> str:
        return site.neighbourhood.get_district_display()


@admin.register(Reopening)
class ReopeningAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when a site opens again; here only to look at."""

    list_display = ("site", "closed_on", "closed_by", "on", "by")
    list_filter = ("on",)
    search_fields = ("site__name",)


@admin.register(Seat)
class SeatAdmin(GuardedAdmin):
    """The places the city pays for; more of them need a mandate that allows more."""

    list_display = ("__str__", "valid_from", "valid_until", "mandate")
    list_filter = ("mandate", ("valid_until", admin.EmptyFieldListFilter))
    search_fields = ("=number", "mandate__reference")
    inlines = [CoverageInline]


@admin.register(Coverage)
class CoverageAdmin(GuardedAdmin):
    list_display = ("site", "seat", "agreement", "starts_on", "ends_on")
    list_filter = (RUNNING, "seat")
    search_fields = ("site__name", "agreement__title")
    date_hierarchy = "starts_on"


@admin.register(Offer)
class OfferAdmin(GuardedAdmin):
    list_display = ("title", "site", "kind", "rhythm", "starts_on", "ends_on")
    list_filter = ("kind", RUNNING)
    search_fields = ("title", "site__name", "target_group")


@admin.register(Assignment)
class AssignmentAdmin(GuardedAdmin):
    list_display = ("partner", "role", "site", "starts_on", "ends_on")
    list_filter = ("role", RUNNING)
    search_fields = ("partner__name", "partner__short_name", "site__name")


@admin.register(SiteInQuestion)
class SiteInQuestionAdmin(GuardedAdmin):
    list_display = ("site", "negotiation")
    list_select_related = ("negotiation__partner",)
    search_fields = ("site__name", "negotiation__partner__name", "negotiation__working_title")
    list_filter = ("negotiation__sector",)
