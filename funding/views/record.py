"""The page of one record of the money: where it lies and stands, and what was just refused on it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE

# What the pages of decisions, instalments, proofs and claims name of their allocation.
OF_ALLOCATION = ("allocation__fiscal_year", "allocation__site", "allocation__recipient")


def record_page(
    request: HttpRequest,
    template: str,
    record,
    *,
    title: str,
    is_example: bool = False,
    refusals: Iterable[str] = (),
    **more: Any,
) -> HttpResponse:
    """The record as it is stored, with its status and whatever was refused; `template` extends funding/record.html."""
    context = {
        "title": title,
        "crumbs": crumbs(record, user=request.user),
        "badges": [record.status, *([EXAMPLE] if is_example else [])],
        "refusals": refusals,
        **more,
    }
    return render(request, template, context, status=422 if refusals else 200)
