"""The admin's base class: a rule the database keeps is a form error here too, never a 500."""

from functools import partial
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django_tasks_db.admin import DBTaskResult

from quartiersarbeit.ground import pairs
from quartiersarbeit.ground.guards import Refusal, explain
from quartiersarbeit.ground.hands import weighed
from quartiersarbeit.ground.roles import is_weighty
from quartiersarbeit.ground.statuses import StatusQuerySet

admin.site.site_header = "Quartiersarbeit – Verwaltung"
admin.site.site_title = "Quartiersarbeit"
admin.site.index_title = "Daten und Personen"
admin.site.site_url = "/"
# Yes and no in these words: Django's own pictures are called „True“ and „False“.
admin_list._boolean_icon = {True: "ja", False: "nein", None: "unbekannt"}.get  # type: ignore[attr-defined]
# One door: the admin's own form knows neither the second factor nor allauth's limit on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# Second factors hold secrets, a verified address is a way in, and so are a session's key and a subject of the identity
# service: none of them is anybody's to look at or to change here. Whoever lost a second factor is helped by two people,
# on the page of the account. What waits to be sent stands in the protocol of mails, in German and without arguments.
for model in (EmailAddress, UserSession, Authenticator, SocialAccount, SocialApp, SocialToken, DBTaskResult):
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


class _BeganBy:
    """A new row begins with who entered it and when: whoever sits at the keyboard, today. Nobody types it.

    The database knows that two different people are needed; it cannot know who sits at the keyboard.
    """

    acting: AbstractBaseUser

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance  # type: ignore[attr-defined]
        for act in pairs.acts(type(row)) if row._state.adding else []:
            if act.required:
                setattr(row, act.person, self.acting)
                for day in act.days:
                    setattr(row, day, timezone.localdate())


class OnlyByVerbs(BaseModelAdmin):
    """Days and persons of acts are looked at, never typed: a verb writes them, with its own permission."""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *(name for name in written_by_verbs(self.model) if name not in fields)]


def written_by_verbs(model: type[models.Model]) -> list[str]:
    """The columns that say who did something to a row, and when; nobody's to type."""
    return [name for act in pairs.acts(model) for name in act.columns]


def _told(user, record: models.Model) -> str:
    kind, rows = capfirst(record._meta.verbose_name), type(record)._default_manager
    if hasattr(rows, "visible_to") and not rows.visible_to(user).filter(pk=record.pk).exists():
        return f"{kind} (für Sie nicht einsehbar)"
    return f"{kind}: {record}"


class OnlyToLookAt(BaseModelAdmin):
    """What verbs or the database write, and nobody types."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


def _for_oneself(form: type, request) -> type:
    return type("FormForOneself", (_BeganBy, form), {"acting": request.user})


class _OnlyKeys:
    """A field to search in that also bears what is no key: it shows nothing chosen, and the form refuses."""

    def optgroups(self, name, value, attrs=None):
        keys = [one for one in value if not one or str(one).isdecimal()]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc]


class KeySelect(_OnlyKeys, AutocompleteSelect):
    """Of one record; Django's own answers 500 there."""


class KeySelectMultiple(_OnlyKeys, AutocompleteSelectMultiple):
    """Of several."""


class Searching(BaseModelAdmin):
    """References to records that can be searched for are searched; a select would list them all."""

    def get_autocomplete_fields(self, request):
        chosen = [*self.model._meta.fields, *self.model._meta.many_to_many]
        admins = {field.name: self.admin_site._registry.get(field.related_model) for field in chosen}
        others = {*self.raw_id_fields, *self.filter_horizontal}
        return [name for name, of in admins.items() if of and of.search_fields and name not in others]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KeySelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KeySelectMultiple(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class Rows(Searching, OnlyByVerbs, admin.TabularInline):
    """What belongs to a record, a row each."""

    extra = 0


class Blocks(Searching, OnlyByVerbs, admin.StackedInline):
    """What belongs to a record, a block of fields each."""

    extra = 0


class GuardedAdmin(Searching, OnlyByVerbs, admin.ModelAdmin):
    """A ModelAdmin that renders the form again, input kept, when the database refuses.

    It lets nobody act in another's name, nor do what a verb does, in its own form or in an inline.
    """

    list_per_page = 50
    show_full_result_count = False

    def get_object(self, request, object_id, from_field=None):
        """The record of this key; an address that names no field means its key, where Django's own answers 500."""
        return super().get_object(request, object_id, from_field or None)

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

    def get_deleted_objects(self, objs, request):
        """What goes, and what stands against it: by name only what this person may read, partners' drafts by kind."""
        _, counted, lacking, _ = super().get_deleted_objects(objs, request)
        found = NestedObjects(using=self.model._default_manager.db)
        found.collect(objs)
        told = partial(_told, request.user)
        return found.nested(told), counted, lacking, sorted(told(one) for one in found.protected)

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


class SheetAdmin(GuardedAdmin):
    """Rows that also come in by spreadsheet, on the one page for it; the list leads there."""

    sheet: str
    change_list_template = "admin/sheet_list.html"

    def changelist_view(self, request, extra_context=None):
        may = self.has_add_permission(request) and self.has_change_permission(request)
        sheet = {"sheet_url": reverse("sheet_read", args=[self.sheet])} if may else {}
        return super().changelist_view(request, sheet | (extra_context or {}))
