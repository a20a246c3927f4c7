"""A choice that Python draws is the same to the letter as Django's own templates draw it."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from quartiersarbeit.ground import options

CHOICES = {
    "none": [],
    "plain": [("", "Alle"), (1, "GBW & Söhne"), ("2", "„<b>Platz</b>“")],
    "grouped": [("", "–"), ("Mitte", [(1, "eins"), (2, "zwei")]), ("<West>", [(3, "drei")]), (4, "vier")],
    "lazy": [("a", gettext_lazy("Yes")), (None, "nichts"), (2026, 2026), (True, mark_safe("<i>ja</i>"))],
}
ATTRIBUTES = {
    "none": {},
    "some": {"class": "kern", "required": True, "disabled": False, "data-x": 'a"b', "size": 4, "title": None},
}


class Marked(forms.Select):
    """An option with an attribute of its own."""

    def create_option(self, *given, **more):
        option = super().create_option(*given, **more)
        option["attrs"] |= {"data-key": option["index"], "disabled": option["value"] in ("2", 3)}
        return option


@pytest.mark.parametrize("attrs", ATTRIBUTES.values(), ids=ATTRIBUTES)
@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect, Marked])
def test_it_is_drawn_as_django_draws_it(widget, choices, attrs):
    given = {} if widget is forms.NullBooleanSelect else {"choices": choices}
    one = widget(attrs=attrs, **given)
    chosen = [None, "", 1, "2", 2026, True, "a"] + [["1", "3"]] * issubclass(widget, forms.SelectMultiple)
    drawn = {
        renderer: [one.render("name_<", value, renderer=renderer()) for value in chosen]
        for renderer in (options.Renderer, TemplatesSetting)
    }
    assert drawn[options.Renderer] == drawn[TemplatesSetting]


def test_an_option_with_a_template_of_its_own_is_left_to_it():
    one = forms.Select(choices=CHOICES["plain"])
    one.option_template_name = "django/forms/widgets/radio_option.html"
    assert 'type="select"' in one.render("name", 1, renderer=options.Renderer())
