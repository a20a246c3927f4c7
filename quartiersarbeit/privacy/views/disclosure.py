"""The page on which Verwaltung finds a person and takes the Auskunft about them as a file."""

import json
from typing import NamedTuple

from django import forms
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from partners.models import Contact, User
from partners.models.public_text import KEEPS_PRIVACY
from quartiersarbeit.ground import paper
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.privacy.disclosing import KINDS, disclose
from quartiersarbeit.privacy.letter import paper_of

FOUND = 50
FORMATS = {"json": "application/json", "pdf": "application/pdf"}


class Found(NamedTuple):
    """A person, and the addresses of the two files."""

    name: str
    what: str
    json: str
    pdf: str


COLUMNS = (
    Column("name", "Person"),
    Column("what", "Als"),
    Column("as_pdf", "Zum Lesen", lambda row: "PDF", link=lambda row: row.pdf),
    Column("as_json", "Für Maschinen", lambda row: "JSON", link=lambda row: row.json),
)


class SearchForm(forms.Form):
    """Whom the Auskunft is about."""

    q = forms.CharField(
        label="Name oder E-Mail-Adresse",
        max_length=200,
        help_text="Gesucht wird unter Konten und Ansprechpersonen.",
    )


@require_safe
@permission_required(KEEPS_PRIVACY, raise_exception=True)
def disclosure(request: HttpRequest) -> HttpResponse:
    """Find somebody."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = _found(request, form.cleaned_data["q"]) if form.is_valid() else []
    context = {
        "title": "Auskunft über eine Person",
        "crumbs": crumbs("disclosure"),
        "form": form,
        "asked": form.is_bound and form.is_valid(),
        "table": Table(COLUMNS, found, "Gefundene Personen"),
    }
    return render(request, "privacy/disclosure.html", context)


@require_safe
@permission_required(KEEPS_PRIVACY, raise_exception=True)
def disclosure_file(request: HttpRequest, kind: str, pk: int, form: str) -> HttpResponse:
    """The Auskunft about one person."""
    if kind not in KINDS or form not in FORMATS:
        raise Http404
    known = KINDS[kind]._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
    person = get_object_or_404(known, pk=pk)
    on = timezone.localdate()
    found = disclose(person, request.user, on)  # type: ignore[arg-type]
    if form == "pdf":
        content = paper.pdf(paper_of(found))
    else:
        content = json.dumps(found.as_json(), ensure_ascii=False, indent=2, default=str).encode()
    return handed_out(content, FORMATS[form], f"auskunft-{slugify(str(person))}-{on:%Y-%m-%d}.{form}")


def _found(request: HttpRequest, words: str) -> list[Found]:
    accounts, contacts = User.objects.visible_to(request.user), Contact.objects.visible_to(request.user)
    for word in words.replace("\x00", "").split():
        accounts = accounts.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
        contacts = contacts.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return [
        *(_one("konto", row, f"Konto ({row.email})") for row in accounts[:FOUND]),
        *(
            _one("ansprechperson", row, f"Ansprechperson ({row.partner})")
            for row in contacts.select_related("partner")[:FOUND]
        ),
    ]


def _one(kind: str, person: models.Model, what: str) -> Found:
    at = {form: reverse("disclosure_file", args=[kind, person.pk, form]) for form in FORMATS}
    return Found(str(person), what, **at)
