"""The page „Benachrichtigungen“ of one's account: what one is told by mail at once, daily or never."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from partners.models import MailWish, User
from partners.models.mailing import Frequency
from quartiersarbeit.duties import news_kinds, told_kinds
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.forms import Entry, accepted, form_page

# Whose news one can get at all: of the records that one may open.
SEEN = {
    Area.NETWORK: "partners.view_agreement",
    Area.MONEY: "funding.view_allocation",
    Area.DIALOGUE: "quality_dialog.view_dialogue",
    Area.REPORTS: "quality_dialog.view_report",
}
INTRO = (
    "Täglich heißt: eine E-Mail am Morgen eines Arbeitstags, wenn etwas neu ist oder sein Tag näher kommt oder vorbei "
    "ist. Sofort heißt: eine eigene E-Mail, höchstens eine am Tag; an seinen Tag erinnert auch dann die tägliche. Was "
    "Sie abbestellen, steht weiterhin hier in der Anwendung."
)
BINDING = "Verlangen Recht oder Vereinbarung: lässt sich nicht abbestellen."


class Choice(NamedTuple):
    """Something one can be told of, and whether one has to be."""

    code: str
    label: str
    binding: bool


class Group(NamedTuple):
    """The choices that stand together."""

    heading: str
    choices: Sequence[Choice]


class WishForm(forms.Form):
    """One choice for each kind, grouped as one finds it; `cleaned_data` is what the verb takes."""

    def __init__(self, *args: Any, groups: Sequence[Group], wishes: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for choice in (choice for group in groups for choice in group.choices):
            # What cannot be switched off is not offered; the verb refuses it all the same.
            offered = [one for one in Frequency if not (choice.binding and one is Frequency.NEVER)]
            self.fields[choice.code] = forms.ChoiceField(
                label=choice.label,
                choices=[(one.value, one.label) for one in offered],
                initial=wishes.get(choice.code, Frequency.DAILY),
                help_text=BINDING if choice.binding else "",
            )
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            *(Entry(group.heading, *(choice.code for choice in group.choices)) for group in groups)
        )

    def clean(self) -> dict[str, Any]:
        """The wishes by kind."""
        return {"wishes": super().clean()}


def mail_wishes(request: HttpRequest) -> HttpResponse:
    """What I want to be told by mail."""
    user = cast(User, request.user)
    groups = list(_groups(user, timezone.localdate()))
    wishes = MailWish.objects.of(user)
    form = WishForm(request.POST or None, groups=groups, wishes=wishes)
    binding = {choice.code for group in groups for choice in group.choices if choice.binding}
    if accepted(form, MailWish.objects.choose, binding=binding, by=user):
        messages.success(request, "Ihre Wünsche sind gespeichert.")
        return redirect("mail_wishes")
    intro = (
        INTRO
        if user.email
        else "Ihr Konto hat keine E-Mail-Adresse. Bitte wenden Sie sich an die Verwaltung."
    )
    given: dict[str, Any] = {
        "intro": intro,
        "cancel_url": reverse("dashboard"),
        "crumbs": crumbs("mail_wishes"),
    }
    return form_page(request, form, "mail_wishes", "Benachrichtigungen per E-Mail", **given)


def _groups(user: User, on: date) -> Iterator[Group]:
    """All that this person can be told of, by area: first duties, then news."""
    owed, told = told_kinds(user, on), news_kinds().values()
    for area in Area:
        duties = [Choice(kind.code, kind.label, kind.binding) for kind in owed if kind.area is area]
        if duties:
            yield Group(f"{area.label}: Aufgaben", duties)
        news = [Choice(one.code, one.label, one.binding) for one in told if one.area is area]
        if news and user.has_perm(SEEN[area]):
            yield Group(f"{area.label}: Neuigkeiten", news)
