"""What is asked for somebody's account, and why."""

from django import forms
from django.contrib.auth.models import Group
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from partners.models import RightsChange
from partners.models.rights import Asked
from partners.statuses import RightsStatus


class AccountFilter(FilterSet):
    """Accounts by role, and whether they are locked."""

    rolle = ModelChoiceFilter(
        field_name="groups", label="Rolle", queryset=Group.objects.order_by("name"), empty_label="Alle Rollen"
    )
    stand = ChoiceFilter(
        field_name="is_active",
        label="Stand",
        choices=[("True", "offen"), ("False", "gesperrt")],
        empty_label="Alle",
    )


class RightsFilter(FilterSet):
    """Changes of rights by what became of them; annotation `status`."""

    stand = ChoiceFilter(field_name="status", label="Stand", choices=RightsStatus, empty_label="Alle Stände")


class RightsForm(forms.Form):
    """Asks for one right, one reset, or one role less."""

    kind = forms.ChoiceField(label="Was", choices=[("", "Bitte wählen"), *Asked.choices])
    role = forms.ModelChoiceField(
        Group.objects.order_by("name"),
        label="Rolle",
        required=False,
        empty_label="keine Angabe",
        help_text="Nur, wenn Sie eine Rolle geben oder nehmen.",
    )
    reason = RightsChange._meta.get_field("reason").formfield(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ihn liest, wer bestätigt, und wer später nachsieht.",
    )
