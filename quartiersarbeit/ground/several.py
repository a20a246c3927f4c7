"""One act for several rows of a list: they are ticked there, shown once more, and each is done by its own verb.

A list names its acts (`answer_list(acts=…)`); where somebody holds the permission of one, each row has a checkbox.
What the act asks for – who, until when, why – is asked once. Each row is a change of its own: those that are refused
are named with their reason and stay on the page, the others are done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import refused

ROW, PAGE, LIST = "zeile", "seite-alle", "liste"  # a row that was ticked, all of its page, how the list stood
MOST = 50  # rows at once: so many can be read before they are done


class Refused(NamedTuple):
    """A row whose act was refused, and why."""

    row: Any
    reason: str


@dataclass(frozen=True)
class Several:
    """An act of one row (its verb, called with what the form asks, `by` and `on`) that a list offers for several.

    `form` makes its form of what was sent and of whoever asks; `columns` are what is looked at before the act.
    """

    code: str
    label: str  # in German, as on the button: „Frist verschieben“
    done: str  # and afterwards: „Frist verschoben“
    model: type[Model]
    permission: str
    act: Callable[[Any], Callable]
    at: str  # the list's name
    nouns: tuple[str, str]
    columns: Sequence[Column]
    form: Callable[[QueryDict | None, Any], forms.Form] = lambda data, user: forms.Form(data)
    related: Sequence[str] = ()
    shown: Callable[[Any, date], Any] = lambda rows, on: (
        rows
    )  # the rows with what the columns tell beside the model

    @property
    def address(self) -> str:
        """Where what was ticked is looked at and done."""
        return address("several", self.code)

    def rows(self, user: Any, keys: Sequence[int], on: date) -> list[Any]:
        """The rows with these keys that this person sees, in the order given."""
        seen = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        known = self.shown(seen, on).select_related(*self.related).in_bulk(keys)
        return [known[key] for key in keys if key in known]

    def take(self, rows: Sequence[Any], facts: dict[str, Any], *, by: Any, on: date) -> list[Refused]:
        """Do it with each by itself; answers those that were refused."""
        found = []
        for row in rows:
            if refusal := refused(self.act(row), **facts, by=by, on=on):
                found.append(Refused(row, " ".join(refusal.messages)))
        return found


def offered(user: Any, acts: Sequence[Several]) -> list[Several]:
    """What somebody may do with several rows of a list."""
    return [one for one in acts if user.has_perm(one.permission)]


def several_page(request: HttpRequest, several: Several, on: date) -> HttpResponse:
    """What was ticked, and what the act asks for; POST does it."""
    sent = request.POST if request.method == "POST" else request.GET
    rows = several.rows(request.user, _keys(sent)[:MOST], on)
    back = f"{address(several.at)}?{QueryDict(sent.get(LIST, '')).urlencode()}"
    if not rows:
        messages.warning(request, "Kreuzen Sie mindestens eine Zeile an.")
        return redirect(back)
    form = several.form(request.POST if request.method == "POST" else None, cast(Any, request.user))
    refusals: list[Refused] = []
    if form.is_bound and form.is_valid():
        refusals = several.take(rows, form.cleaned_data, by=request.user, on=on)
        left = [one.row for one in refusals]
        if done := len(rows) - len(left):
            messages.success(request, f"{german.count(done, *several.nouns)}: {several.done}.")
        if not left:
            return redirect(back)
        rows = several.rows(request.user, [row.pk for row in left], on)
    heading = f"{several.label}: {german.count(len(rows), *several.nouns)}"
    context = {
        "title": heading,
        "heading": heading,
        "crumbs": crumbs(several.at, several.label),
        "several": several,
        "form": form,
        "table": Table(several.columns, rows, heading),
        "keys": [row.pk for row in rows],
        "kept": sent.get(LIST, ""),
        "refusals": refusals,
        "submit_label": several.label,
        "cancel_url": back,
    }
    return render(request, "several.html", context, status=422 if refusals else 200)


def _keys(sent: QueryDict) -> list[int]:
    """The keys of the rows that were ticked; what is no key is none."""
    ticked = sent.get(PAGE, "").split(",") if sent.get(PAGE) else sent.getlist(ROW)
    return [int(key) for key in dict.fromkeys(ticked) if key.isascii() and key.isdigit() and len(key) <= 18]
