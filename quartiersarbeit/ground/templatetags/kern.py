"""What the form templates of the pack `kern` ask of a field: its kind, its control, its errors' addresses."""

import copy
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

from quartiersarbeit.ground.choosing import why_empty

register = template.Library()

SOMETHING = re.compile(r'<option value="[^"]')
CLASSES = {
    "select": "kern-form-input__select",
    "checkbox": "kern-form-check__checkbox",
    "checkboxes": "kern-form-check__checkbox",
    "radios": "kern-form-check__radio",
}


class Complaint(NamedTuple):
    """One line of the error summary: what is wrong, at which field, and where that field is."""

    label: str
    message: str
    anchor: str


@register.filter
def kind(field: BoundField) -> str:
    """Which of the pack's templates draws this field."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.SelectMultiple):
        return "select-multiple"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, forms.MultiWidget):
        return "group"
    return "textarea" if isinstance(widget, forms.Textarea) else "line"


@register.filter
def suffix(field: BoundField) -> str:
    """The unit behind the input („€“), if the widget has one."""
    return getattr(field.field.widget, "suffix", "")


@register.simple_tag
def control(field: BoundField, extra_class: str = "") -> SafeString:
    """The field's control alone, with KERN's classes for its kind and state; a select without options says why."""
    drawn = _control(field, extra_class)
    if kind(field) in ("select", "select-multiple") and not SOMETHING.search(drawn) and _says_why(field):
        return _control(field, extra_class)  # now it is described by the reason
    return drawn


def _says_why(field: BoundField) -> bool:
    """An empty choice that must be made gets the reason as its hint; whether it is one."""
    if field.field.required:
        field.help_text = why_empty(field.field)
    return field.field.required


def _control(field: BoundField, extra_class: str) -> SafeString:
    look = CLASSES.get(kind(field), "kern-form-input__input")
    own = field.field.widget.attrs.get("class", "")
    names = [look, f"{look}--error" if field.errors else "", own, extra_class]
    widget = field.field.widget
    if isinstance(widget, forms.ClearableFileInput):  # the kept file and its removal are drawn by field.html
        widget = forms.FileInput(widget.attrs)
        widget.is_required = field.field.required and not field.initial
    look_and_state = " ".join(name for name in names if name)
    return field.as_widget(
        widget, attrs={"class": look_and_state, "placeholder": False}
    )  # the hint says it, and stays


@register.simple_tag
def choices(field: BoundField) -> list[tuple[str | None, list[BoundWidget]]]:
    """The options of radios or checkboxes with their group labels, each ready to draw."""
    widget = field.field.widget
    look = CLASSES[kind(field)]
    names = f"{look} {look}--error" if field.errors else look
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": names})
    values = widget.format_value(field.value())
    groups = widget.optgroups(field.html_name, values, {**widget.attrs, **attrs})
    if not any(options for _, options, _ in groups):
        _says_why(field)
    return [
        (label, [BoundWidget(widget, option, field.form.renderer) for option in options])
        for label, options, _ in groups
    ]


@register.filter
def kept_file(field: BoundField) -> str:
    """The name of the file that is stored already, without its folders."""
    return PurePath(getattr(field.initial, "name", "") or "").name


@register.filter
def clear_name(field: BoundField) -> str:
    """The name of the checkbox that removes a stored file; nothing where one may not."""
    widget = field.field.widget
    removable = isinstance(widget, forms.ClearableFileInput) and not field.field.required
    return widget.clear_checkbox_name(field.html_name) if removable else ""


@register.filter
def anchor(field: BoundField) -> str:
    """The id an error link leads to: the control, or the first one of a group."""
    if kind(field) in ("radios", "checkboxes"):
        options = [option for _, group in choices(field) for option in group]
        return options[0].id_for_label if options else field.auto_id
    if kind(field) == "group":
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def complaints(form: forms.BaseForm | BaseFormSet) -> list[Complaint]:
    """Every error of a form or formset, in the order of the fields, with the id it is about."""
    if isinstance(form, BaseFormSet):
        own = [Complaint("", str(message), "") for message in form.non_form_errors()] if form.is_bound else []
        return own + [complaint for one in form.forms for complaint in _complaints(one)]
    return list(_complaints(form))


def _complaints(form: forms.BaseForm) -> Iterator[Complaint]:
    errors = form.errors
    yield from (Complaint("", str(message), "") for message in errors.get(NON_FIELD_ERRORS, ()))
    for field in (*form.hidden_fields(), *form.visible_fields()):
        label = str(field.label).rstrip(".:?!")  # a sentence to be ticked ends with a full stop of its own
        at = "" if field.is_hidden else anchor(field)
        yield from (Complaint(label, str(message), at) for message in field.errors)


@register.simple_tag(takes_context=True)
def form_fields(context, form: forms.BaseForm) -> SafeString:
    """A form's fields in its helper's layout, without <form>, token and error summary around them."""
    helper = copy.copy(getattr(form, "helper", None) or FormHelper())
    helper.form_tag, helper.disable_csrf, helper.form_show_summary = False, True, False
    return render_crispy_form(form, helper, {"form_show_summary": False, **context.flatten()})
