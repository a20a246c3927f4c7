"""What a year's figure is the sum of: its records, as of the same day, as a list and as a file."""

from operator import attrgetter

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from funding.models import FiscalYear
from funding.models.sums import total as total_of
from funding.models.totals import summed
from funding.views.columns import AMOUNT, APPROVED, DECISION, DRAFTED, NOTICE_NUMBER, PAID, REFERENCE, money
from funding.views.fiscal_year import chosen_day
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import AsOfFilter, answer_list


class RecordFilter(django_filters.FilterSet):
    """Sorting and files keep the day that was asked for."""

    stichtag = AsOfFilter(label="Stichtag")


def _of(path: str) -> tuple[Column, ...]:
    """Which allocation a record belongs to, whose page it leads to."""
    at = path.replace("__", ".")
    return (
        Column(
            "site",
            "Standort",
            f"{at}.site",
            sort=f"{path}__site__name",
            link=lambda row: attrgetter(at)(row).get_absolute_url(),
        ),
        Column("recipient", "Empfänger", f"{at}.recipient", sort=f"{path}__recipient__name"),
    )


DECIDED = (DECISION, *_of("allocation"), AMOUNT, DRAFTED, APPROVED, NOTICE_NUMBER)
RECORDS = {
    "planned": ("Geplant", DECIDED),
    "committed": ("Gebunden", DECIDED),
    "paid": (
        "Ausgezahlt",
        (
            *_of("allocation"),
            Column("number", "Rate", kind="number", sort="number"),
            AMOUNT,
            PAID,
            REFERENCE,
        ),
    ),
    "proven": (
        "Nachgewiesen",
        (
            *_of("allocation"),
            money("proven", "Nachgewiesen"),
            Column("accepted_on", "Angenommen am", kind="date", sort="accepted_on"),
        ),
    ),
}


@permission_required("funding.view_fiscalyear", raise_exception=True)
@require_safe
@kept_page
def fiscal_year_sum(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """The records that one of a year's figures sums, and the figure itself."""
    if key not in RECORDS:
        raise Http404
    on, user = chosen_day(request), request.user
    fiscal_year = get_object_or_404(FiscalYear.objects.visible_to(user).with_totals(on), year=year)
    (rows, _, path), (label, columns) = summed(on)[key], RECORDS[key]
    total = german.euro(getattr(fiscal_year, key))
    intro = f"Zusammen {total}, Stand {german.day(on)}."
    if key == "planned" and (since := total_of(fiscal_year.earlier_drafts.stood(on))):
        intro += (
            f" Darin sind {german.euro(since)} aus Entwürfen, die seitdem geändert oder zurückgenommen sind."
        )
    return answer_list(
        request,
        rows.filter(**{f"{path}__fiscal_year": fiscal_year}).select_related(
            f"{path}__site", f"{path}__recipient"
        ),
        columns=columns,
        title=f"{label} {year}",
        filterset=RecordFilter,
        empty="Zu diesem Tag gibt es dazu noch keinen Eintrag.",
        context={
            "intro": intro,
            "crumbs": crumbs(fiscal_year, label),
        },
    )
