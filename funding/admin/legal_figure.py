"""Legal figures in the admin: the one place where they are entered."""

from django import forms
from django.contrib import admin

from funding.models import LegalFigure
from quartiersarbeit.ground.admin import GuardedAdmin


class LegalFigureForm(forms.ModelForm):
    """Takes a rate as people write it: 1,27; a link without a scheme is meant to be a safe one."""

    link = forms.URLField(
        label=LegalFigure._meta.get_field("link").verbose_name, required=False, assume_scheme="https"
    )

    class Meta:
        localized_fields = ("rate",)


@admin.register(LegalFigure)
class LegalFigureAdmin(GuardedAdmin):
    form = LegalFigureForm
    list_display = ("kind", "rate", "valid_from", "norm", "is_example", "entered_on", "entered_by")
    list_filter = ("kind", "is_example")
    search_fields = ("norm", "source")
    date_hierarchy = "valid_from"
