"""The admin's base class: a rule the database keeps is a form error here too, never a 500."""

from typing import Any

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import HttpResponseRedirect
from django.utils import timezone

from quartiersarbeit.ground.guards import Refusal, explain
from quartiersarbeit.ground.hands import weighed
from quartiersarbeit.ground.roles import is_weighty
from quartiersarbeit.ground.statuses import StatusQuerySet

admin.site.site_header = "Quartiersarbeit Bielefeld – Verwaltung"
admin.site.site_title = "Quartiersarbeit"
admin.site.index_title = "Daten und Personen"
admin.site.site_url = "/"
# One door: the admin's own form knows neither the second factor nor allauth's limit on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# Sessions' keys and addresses that count for nothing are no matter of the admin; of second factors it shows that there
# are some, never their secrets.
for model in (EmailAddress, UserSession, Authenticator):
    admin.site.unregister(model)


class _Refused:
    """What makes a form say what the database refused."""

    refusal: Refusal

    def clean(self):
        data = super().clean()  # type: ignore[misc]  # the form's own, further on in the class's order
        at = self.refusal.field_in(self)
        said = ValidationError(self.refusal.message, code=self.refusal.code)
        self.add_error(at, said)  # type: ignore[attr-defined]
        return data


class _OneselfOnly:
    """Who enters that somebody drafted, certified or approved something enters it for oneself.

    The database knows that two different people are needed; it cannot know who sits at the keyboard.
    """

    acting: AbstractBaseUser

    def clean(self):
        data = super().clean()  # type: ignore[misc]  # the form's own, further on in the class's order
        for name in self.changed_data:  # type: ignore[attr-defined]
            said_of = self.cleaned_data.get(name)  # type: ignore[attr-defined]
            if self._names_who_acted(name) and said_of not in (None, self.acting):
                said = ValidationError("Hier können Sie nur sich selbst eintragen.", code="oneself_only")
                self.add_error(name, said)  # type: ignore[attr-defined]
        return data

    def _names_who_acted(self, name: str) -> bool:
        fields = {field.name: field for field in self._meta.model._meta.fields}  # type: ignore[attr-defined]
        to_people = name in fields and fields[name].related_model is get_user_model()
        return to_people and (name == "by" or name.endswith("_by"))


class OnlyToLookAt(admin.ModelAdmin):
    """What verbs or the database write, and nobody types."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Authenticator)
class SecondFactorAdmin(OnlyToLookAt):
    """That somebody has a second factor, and since when; who has lost it is helped by deleting it."""

    fields = ("user", "type", "created_at", "last_used_at")
    list_display = fields
    list_filter = ("type",)
    list_select_related = ("user",)


def _for_oneself(form: type, request) -> type:
    return type("FormForOneself", (_OneselfOnly, form), {"acting": request.user})


class Searching(BaseModelAdmin):
    """References to records that can be searched for are searched; a select would list them all."""

    def get_autocomplete_fields(self, request):
        chosen = [*self.model._meta.fields, *self.model._meta.many_to_many]
        admins = {field.name: self.admin_site._registry.get(field.related_model) for field in chosen}
        others = {*self.raw_id_fields, *self.filter_horizontal}
        return [name for name, of in admins.items() if of and of.search_fields and name not in others]


class Rows(Searching, admin.TabularInline):
    """What belongs to a record, a row each."""

    extra = 0


class Blocks(Searching, admin.StackedInline):
    """What belongs to a record, a block of fields each."""

    extra = 0


class GuardedAdmin(Searching, admin.ModelAdmin):
    """A ModelAdmin that renders the form again, input kept, when the database refuses.

    It lets nobody act in another's name, in its own form or in an inline.
    """

    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        """With the status of today, where the rows have one."""
        rows = super().get_queryset(request)
        return rows.with_status(timezone.localdate()) if isinstance(rows, StatusQuerySet) else rows

    def get_list_select_related(self, request):
        """What the list shows is fetched with it; `list_select_related` says only what lies further away."""
        fields = {field.name for field in self.model._meta.fields if field.is_relation}
        further: Any = self.list_select_related or ()
        return [*fields.intersection(self.list_display), *further]

    def get_list_display(self, request):
        """With the column of that status."""
        shown = super().get_list_display(request)
        has_status = isinstance(self.model._default_manager.none(), StatusQuerySet)
        return [*shown, "standing"] if has_status else shown

    @admin.display(description="Stand heute", ordering="status")
    def standing(self, row) -> str:
        """The one word for where the row stands."""
        return str(row.status)

    def _confirming(self, request):
        """Where somebody confirms who they are, before what carries weight is changed here; else None."""
        label = self.model._meta
        return weighed(request) if is_weighty(f"{label.app_label}.change_{label.model_name}") else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if confirming := self._confirming(request):
            return confirming
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            if (refusal := explain(error)) is None:
                raise
            request.broken_rule = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = _for_oneself(super().get_form(request, obj, change=change, **kwargs), request)
        refusal = getattr(request, "broken_rule", None)
        return type("FormWithRefusal", (_Refused, form), {"refusal": refusal}) if refusal else form

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.form = _for_oneself(formset.form, request)
            yield formset, inline

    def delete_view(self, request, object_id, extra_context=None):
        return self._or_say_why(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        return self._or_say_why(request, super().changelist_view, extra_context)

    def _or_say_why(self, request, view, *args):
        if confirming := self._confirming(request):
            return confirming
        try:
            with transaction.atomic():
                return view(request, *args)
        except DatabaseError as error:
            if (refusal := explain(error)) is None:
                raise
            self.message_user(request, refusal.message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())  # filters and page are kept
