"""The page about the interface, from its own description: no script, and nothing of anybody else's."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartiersarbeit.api.answering import TAKEN, TITLES
from quartiersarbeit.api.reading import api
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table


class Operation(NamedTuple):
    """An address, what it answers, and what may be asked of it."""

    path: str
    summary: str
    parameters: str


@login_not_required
@require_safe
def api_help(request: HttpRequest) -> HttpResponse:
    """What programs can read, and how."""
    found = [
        Operation(path, one["get"]["summary"], ", ".join(p["name"] for p in one["get"]["parameters"]) or "–")
        for path, one in api.get_openapi_schema(path_prefix=reverse("api:api-root").lstrip("/"))[
            "paths"
        ].items()
    ]
    columns = [
        Column("path", "Adresse"),
        Column("summary", "Was sie antwortet"),
        Column("parameters", "Angaben"),
    ]
    context = {
        "title": "Schnittstelle für Programme",
        "crumbs": crumbs("api_help"),
        "operations": Table(columns, found, "Adressen der Schnittstelle"),
        "taken": list(TAKEN.items()),
        "refusals": [(str(code), title) for code, title in TITLES.items()],
        "per_minute": settings.API_PER_MINUTE,
    }
    return render(request, "api.html", context)
