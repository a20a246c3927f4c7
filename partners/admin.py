"""The network in the admin: accounts and roles, and every record of this floor for repair and look-up."""

import hashlib

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import Group
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from partners.models import (
    Absence,
    AccountInvitation,
    Agreement,
    Committee,
    Contact,
    Departure,
    Mandate,
    Negotiation,
    Partner,
    Party,
    Reactivation,
    RightsChange,
    Step,
    User,
)
from quartiersarbeit.ground import uploads
from quartiersarbeit.ground.admin import Blocks, GuardedAdmin, OnlyToLookAt, Rows, SheetAdmin
from quartiersarbeit.ground.roles import weighty

ACCOUNT = ("email", "first_name", "last_name")


# --- People --------------------------------------------------------------------------------------


class NewUserForm(forms.ModelForm):
    """A new account, without a role and without a password: whoever it is for sets one by mail.

    A password that somebody else chose would be a second key to every right the account is given later.
    """

    class Meta:
        model = User
        fields = ACCOUNT

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class OnlyRead(GuardedAdmin):
    """What pages of their own write, and nobody changes afterwards."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(User)
class UserAdmin(GuardedAdmin):
    """Accounts. Roles, rights, passwords and second factors change on their page, under four eyes (`RightsChange`).

    The address is how a forgotten password is set anew, so it is mended here only before the account is used and while
    its roles carry no weight; later everybody changes their own.
    """

    add_form = NewUserForm
    fieldsets = (
        (None, {"fields": (*ACCOUNT, "partner")}),
        ("Rollen und Rechte", {"fields": ("is_active", "is_staff", "is_superuser", "roles", "rights")}),
        ("Zeiten", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ACCOUNT}),)
    readonly_fields = (
        "partner",  # by membership: an invitation, accepted
        "is_active",
        "is_staff",
        "is_superuser",
        "roles",
        "rights",
        "last_login",
        "date_joined",
    )
    list_display = ("email", "last_name", "first_name", "partner", "roles", "is_active", "is_staff")
    list_filter = ("groups", "is_active", "is_staff")
    search_fields = ("email", "first_name", "last_name", "partner__name", "partner__short_name")
    ordering = ("email",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(
            request, obj, change=change, **({} if obj else {"form": self.add_form}) | kwargs
        )

    @admin.display(description="Rechte, Passwort, Konto sperren")
    def rights(self, user: User) -> str:
        return format_html(
            '<a href="{}">Seite des Kontos …</a>', reverse("partners:account_detail", args=[user.pk])
        )

    @admin.display(description="Rollen")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or self._unused(obj) else [*fields, "email"]

    def _unused(self, user: User) -> bool:
        raised = user.is_staff or user.is_superuser
        return (
            user.last_login is None and not raised and not any(weighty(one.name) for one in user.groups.all())
        )

    def has_change_permission(self, request, obj=None) -> bool:
        return self._may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def _may_touch(self, request, obj) -> bool:
        return obj is None or not obj.is_superuser or request.user.is_superuser


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(OnlyRead):
    """The roles and what each may do: the table in `ground/roles.py`, written by migrations."""

    list_display = ("name",)
    search_fields = ("name",)
    filter_horizontal = ("permissions",)


@admin.register(AccountInvitation)
class AccountInvitationAdmin(OnlyRead):
    """Who was invited to which role; sent, confirmed and taken back on pages of their own."""

    exclude = ("sha256",)
    list_display = ("email", "role", "partner", "invited_on", "expires_on")
    search_fields = ("email",)
    list_filter = ("role",)
    list_select_related = ("role", "partner")


@admin.register(RightsChange)
class RightsChangeAdmin(OnlyRead):
    """Who asked which right for whom, and who agreed; asked and answered on pages of their own."""

    list_display = (
        "person",
        "kind",
        "role",
        "asked_on",
        "asked_by",
        "confirmed_on",
        "confirmed_by",
        "applied_at",
    )
    list_filter = ("kind", "role", ("confirmed_on", admin.EmptyFieldListFilter))
    list_select_related = ("person", "role", "asked_by", "confirmed_by")
    search_fields = ("person__last_name", "person__email", "reason")
    date_hierarchy = "asked_on"


@admin.register(Absence)
class AbsenceAdmin(OnlyRead):
    """Who stands in for whom; entered and ended on „Vertretung“."""

    list_display = ("person", "deputy", "starts_on", "ends_on", "ended_on", "entered_by")
    list_filter = (("ended_on", admin.EmptyFieldListFilter),)
    list_select_related = ("person", "deputy", "entered_by")
    search_fields = ("person__last_name", "person__email", "deputy__last_name", "deputy__email")
    date_hierarchy = "starts_on"


@admin.register(Departure)
class DepartureAdmin(OnlyRead):
    """Who left, and who took over."""

    list_display = ("person", "successor", "left_on", "left_by")
    list_filter = (("successor", admin.EmptyFieldListFilter),)
    list_select_related = ("person", "successor", "left_by")
    search_fields = ("person__last_name", "person__email", "successor__last_name", "successor__email")
    date_hierarchy = "left_on"


# --- Partners ------------------------------------------------------------------------------------


class ContactInline(Blocks):
    model = Contact
    fields = ("name", "function", "email", "phone", "starts_on", "ends_on", "anonymised_on")
    readonly_fields = ("anonymised_on",)


@admin.register(Partner)
class PartnerAdmin(SheetAdmin):
    sheet = "partner"
    list_display = ("short_name", "name", "sector", "city", "deactivated_on", "is_example")
    list_filter = ("sector", ("deactivated_on", admin.EmptyFieldListFilter), "is_example")
    search_fields = ("name", "short_name")
    inlines = [ContactInline]


@admin.register(Reactivation)
class ReactivationAdmin(OnlyToLookAt, GuardedAdmin):
    """Kept when a partner comes back; here only to look at."""

    list_display = ("partner", "deactivated_on", "deactivated_by", "on", "by")
    list_filter = ("on",)
    search_fields = ("partner__name", "partner__short_name")


@admin.register(Contact)
class ContactAdmin(SheetAdmin):
    sheet = "ansprechpersonen"
    list_display = ("name", "partner", "function", "email", "starts_on", "ends_on")
    list_filter = (("ends_on", admin.EmptyFieldListFilter), "partner__sector")
    search_fields = ("name", "function", "email", "partner__name", "partner__short_name")
    readonly_fields = ("anonymised_on",)
    date_hierarchy = "starts_on"


# --- Committees ----------------------------------------------------------------------------------


@admin.register(Committee)
class CommitteeAdmin(GuardedAdmin):
    list_display = ("name", "short_name", "position", "entered_on")
    search_fields = ("name", "short_name")

    def get_changeform_initial_data(self, request) -> dict:
        """A new one is known from today on."""
        return {"entered_on": timezone.localdate()} | super().get_changeform_initial_data(request)


@admin.register(Mandate)
class MandateAdmin(GuardedAdmin):
    """Resolutions; lowering a limit below what rests on it is refused by the database."""

    list_display = (
        "reference",
        "title",
        "committee",
        "decided_on",
        "annual_limit",
        "site_limit",
        "valid_until",
    )
    list_filter = ("committee", "kind")
    search_fields = ("reference", "title", "committee__name")
    date_hierarchy = "decided_on"


# --- Talks ---------------------------------------------------------------------------------------


class StepInline(Blocks):
    model = Step


@admin.register(Negotiation)
class NegotiationAdmin(GuardedAdmin):
    list_display = ("__str__", "sector", "district", "responsible", "is_example")
    list_filter = ("sector", "district", "extent", "is_example")
    list_select_related = ("partner",)
    search_fields = ("partner__name", "partner__short_name", "working_title")
    inlines = [StepInline]


@admin.register(Step)
class StepAdmin(GuardedAdmin):
    list_display = ("negotiation", "on", "state", "reason_code", "wording_released_on")
    list_filter = ("state", "reason_code", ("wording_released_on", admin.EmptyFieldListFilter))
    list_select_related = ("negotiation__partner",)
    search_fields = ("negotiation__partner__name", "negotiation__working_title", "public_wording")
    date_hierarchy = "on"


# --- Agreements ----------------------------------------------------------------------------------


class PartyInline(Rows):
    model = Party


class AgreementAdminForm(forms.ModelForm):
    """A document entered here follows the same rule as one uploaded on the agreement's page."""

    def clean(self):
        data = super().clean() or self.cleaned_data
        if "document" in self.changed_data and data.get("document"):
            uploads.refuse_unless_pdf(data["document"], field="document")
        return data


@admin.register(Agreement)
class AgreementAdmin(GuardedAdmin):
    """Agreements. A stored document is opened by its own page, which asks for permission."""

    form = AgreementAdminForm
    list_display = ("title", "starts_on", "ends_on", "mandate", "terminated_to", "is_example")
    list_filter = (
        "quality_dialogue",
        ("terminated_on", admin.EmptyFieldListFilter),
        ("amends", admin.EmptyFieldListFilter),
        "is_example",
    )
    search_fields = ("title", "parties__partner__name", "parties__partner__short_name")
    readonly_fields = ("download", "document_sha256", "document_on", "document_by")
    date_hierarchy = "starts_on"
    formfield_overrides = {models.FileField: {"widget": forms.FileInput}}
    inlines = [PartyInline]

    @admin.display(description="Hinterlegtes Dokument")
    def download(self, agreement: Agreement) -> str:
        if not agreement.document:
            return "–"
        address = reverse("partners:agreement_document", args=[agreement.pk])
        return format_html('<a href="{}">Herunterladen</a>', address)

    def save_model(self, request, obj, form, change) -> None:
        """A new document gets its checksum with it; the two must never tell different stories."""
        if "document" in form.changed_data:
            obj.document_on, obj.document_by = timezone.localdate(), request.user
            obj.document_sha256 = hashlib.file_digest(obj.document.open("rb"), "sha256").hexdigest()
            obj.document.seek(0)
        super().save_model(request, obj, form, change)


@admin.register(Party)
class PartyAdmin(GuardedAdmin):
    list_display = ("partner", "agreement", "role", "signatory", "signed_on")
    list_filter = ("role", ("signed_on", admin.EmptyFieldListFilter))
    search_fields = ("partner__name", "partner__short_name", "agreement__title", "signatory")
