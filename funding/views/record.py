"""The page of one record of the money: where it lies and stands, and what was just refused on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from funding.models import Decision
from funding.views.columns import AMOUNT, DISBURSEMENT, DUE
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, Table

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


def goes_with_it(decision: Decision, on: date) -> Table | None:
    """The planned instalments that the approval of a draft strikes off; None where it takes none along."""
    rows = [] if decision.approved_on else decision.goes_with_it(on)
    return Table([DISBURSEMENT, DUE, AMOUNT], rows, "Raten, die mit der Freigabe entfallen") if rows else None
