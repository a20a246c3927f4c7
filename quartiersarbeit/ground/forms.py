"""How a form meets a verb: bind, act, show the refusal where it belongs – or the form's page."""

from collections.abc import Callable, Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from localflavor.de.forms import DEZipCodeField

from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.fields import german_formfield
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.ground.transactions import stored


def accepted(form, act: Callable, **given) -> bool:
    """Run `act(**cleaned_data, **given)` in one transaction; True when it is done.

    A refusal — the verb's `ValidationError` or a rule of the database — is shown on the form, at its
    field where it names one, and nothing is stored. What the verb returned stands in `form.result`.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        form.result = stored(act, **form.cleaned_data, **given)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    except DatabaseError as error:
        if (found := explain(error)) is None:
            raise
        form.add_error(found.field_in(form), ValidationError(found.message, code=found.code))
        return False
    return True


def show_refusal(form, refusal: ValidationError) -> None:
    """Put each message at the field it names; what the form does not have goes on top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        at = field if field in form.fields and field != NON_FIELD_ERRORS else None
        form.add_error(at, errors)


def refused(act: Callable, **given) -> ValidationError | None:
    """Run a verb that needs no form (a button); the refusal, if any, instead of an exception."""
    try:
        stored(act, **given)
    except ValidationError as refusal:
        return refusal
    except DatabaseError as error:
        if (found := explain(error)) is None:
            raise
        return ValidationError(found.message, code=found.code)
    return None


class FactsForm(forms.Form):
    """Facts of a model, each typed as its field says; `facts` are those that stand already.

    `FACTS` names them in their order, with the fields that the form declares itself.

    No ModelForm: that would write into the record before the verb has looked at both.
    """

    MODEL: type[Model]
    FACTS: tuple[str, ...]

    def __init__(self, *args, facts: Model | None = None, **kwargs):
        known = {name: getattr(facts, name, None) for name in self.FACTS} if facts else {}
        kwargs["initial"] = known | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        undeclared = [name for name in self.FACTS if name not in self.fields]
        self.fields |= forms.fields_for_model(self.MODEL, undeclared, formfield_callback=self.typed)
        self.order_fields(self.FACTS)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                nothing = ("", "Bitte wählen" if field.required else "keine Angabe")
                known_ones: Iterable = field.choices  # type: ignore[assignment]
                field.choices = [nothing if key == "" else (key, name) for key, name in known_ones]

    def typed(self, db_field, **kwargs):
        """The form field of a fact."""
        if db_field.name == "postcode":
            invalid = {"invalid": "Eine Postleitzahl hat fünf Ziffern."}
            return DEZipCodeField(label=db_field.verbose_name, required=False, error_messages=invalid)
        if db_field.name == "website":
            kwargs = {"assume_scheme": "https", **kwargs}
        return german_formfield(db_field, **kwargs)


class Offering(forms.Form):
    """A form that is given what may be chosen: the rows for a field, by the field's name."""

    def __init__(self, *args, **kwargs):
        offered = {name: kwargs.pop(name) for name in self.base_fields if name in kwargs}
        super().__init__(*args, **kwargs)
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


MOST_NAMED = 6  # more names than this hide the ones that can be chosen


def left_out(rows: Iterable[tuple[Any, str]]) -> str:
    """What a picker does not offer, each with the reason: „Nicht zur Wahl: Nordhaus (inaktiv).“; else nothing."""
    named = [f"{one} ({why})" for one, why in rows]
    if not named:
        return ""
    more = len(named) - MOST_NAMED
    shown = [*named[:MOST_NAMED], f"{more} weitere"] if more > 0 else named
    return f"Nicht zur Wahl: {german.listing(shown)}."


def offer(
    form: forms.BaseForm, name: str, rows: Iterable[Model], said: str = "", *, known: Any = None
) -> None:
    """Offer these rows for a field, and say below its name what is left out.

    `known` are the rows that may be sent as well: what was offered a moment ago is refused by its verb, which says
    what is in the way now.
    """
    field: Any = form.fields[name]
    field.queryset = rows if known is None else known
    if known is not None:
        nothing = [] if field.empty_label is None else [("", field.empty_label)]
        field.choices = [*nothing, *((row.pk, field.label_from_instance(row)) for row in rows)]
    field.help_text = " ".join(one for one in (str(field.help_text), said) if one)


class Grouped:
    """A form of many fields, laid out in groups: legend to the names in it; what a form leaves out is left out here."""

    GROUPS: dict[str, tuple[str, ...]]
    fields: dict[str, forms.Field]

    @property
    def helper(self) -> FormHelper:
        """The layout that `{% form_fields form %}` draws."""
        there = {legend: filter(self.fields.__contains__, names) for legend, names in self.GROUPS.items()}
        helper = FormHelper()
        helper.layout = Layout(*(Fieldset(legend, *names) for legend, names in there.items()))
        return helper


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    at: Model | str,
    heading: str,
    *,
    here: str = "",
    template: str = "form.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The one form page, one step below a record or a list's name `at`, where „Abbrechen“ leads back to.

    A record is named as it is given, so the verb gets a copy of it: what was refused changes no name. `here` is the
    breadcrumb where it is shorter than the heading, which then names the record itself; `more` adds to the context of
    `form.html` or says it otherwise.
    """
    context = {
        "form": form,
        "title": heading if here or isinstance(at, str) else f"{heading}: {at}",
        "heading": heading,
        "cancel_url": resolve_url(at),
        "crumbs": crumbs(at, here or heading, user=request.user),
        **more,
    }
    return render(request, template, context, status=status)


def beside(form: forms.BaseForm, *rows: tuple[str, ...]) -> FormHelper:
    """The form's fields in their order, those of each row beside each other."""
    begins = {row[0]: Row(*row) for row in rows}
    follow = {name for row in rows for name in row[1:]}
    helper = FormHelper()
    helper.layout = Layout(*(begins.get(name, name) for name in form.fields if name not in follow))
    return helper


def answer_form(
    request: HttpRequest,
    form,
    act: Callable,
    at: Model | str,
    heading: str,
    *,
    done: str | Callable[[Any], str],
    then: Any = None,
    given: dict[str, Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """Do what the form asks, say so and go on to `then`, else to `at`; or `form_page` with what was refused.

    The verb is told who acts and on which day, or what `given` says instead. `done` and `then` are taken as they are,
    or made of what the verb returned. `page` goes to `form_page`; its button is named as the heading.
    """
    known = {"by": request.user, "on": timezone.localdate()} if given is None else given
    if accepted(form, act, **known):
        messages.success(request, done(form.result) if callable(done) else done)
        there: Any = (then(form.result) if callable(then) else then) or at
        return redirect(there)
    return form_page(request, form, at, heading, **{"submit_label": heading, **page})


class Entry(Fieldset):
    """One of several like entries in a form's layout, its fields beside each other, as kern/formset.html draws them."""

    template = "%s/layout/entry.html"

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        """Unlike crispy's own, the legend is a text and no template: it may be what somebody typed."""
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        said = {"legend": self.legend, "fields": fields}
        return render_to_string(self.get_template_name(template_pack), said)


class ReasonForm(forms.Form):
    """Why an act is taken back, corrected or given back; it is kept with it."""

    reason = forms.CharField(label="Grund", widget=forms.Textarea, max_length=2000)


def answer_reason(
    request: HttpRequest, act: Callable, at: Model | str, heading: str, *, done: str, intro: str, **page: Any
) -> HttpResponse:
    """The page of an act that asks for nothing but its reason, and says first what it will do (`intro`)."""
    form = ReasonForm(request.POST or None)
    return answer_form(request, form, act, at, heading, done=done, intro=intro, danger=True, **page)
