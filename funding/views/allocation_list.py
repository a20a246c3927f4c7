"""All allocations one sees: the city's over the years, a partner’s own too."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.forms.allocation import AllocationFilter
from funding.models import Allocation
from funding.models.proof import proof_status
from funding.views.columns import SUMS
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list


@permission_required("funding.view_allocation", raise_exception=True)
@require_safe
@kept_page
def allocation_list(request: HttpRequest) -> HttpResponse:
    """Allocations with their figures as of today and where their proof of use stands."""
    on, user = timezone.localdate(), request.user
    city = user.sees_everything
    rows = Allocation.objects.visible_to(user).with_totals(on).annotate(proof_status=proof_status(on))
    if not city:
        rows = rows.filter(committed__gt=0)  # what is only planned is the city's own business
    rows = rows.select_related("fiscal_year", "site", "recipient", "proof")
    sums = [column for column in SUMS if column.key != "planned" or city]
    columns = [
        Column("site", "Standort", sort="site__name", link=Allocation.get_absolute_url),
        Column("year", "Haushaltsjahr", "fiscal_year.year", "fiscal_year__year"),
        *([Column("recipient", "Empfänger", sort="recipient__short_name")] if city else []),
        *sums,
        Column(
            "due_on",
            "Nachweis fällig am",
            lambda one: _proof(one) and _proof(one).due_on,
            "proof__due_on",
            kind="date",
        ),
        Column("proof_status", "Verwendungsnachweis", kind="badge"),
    ]
    budget, own = ("funding:fiscal_year_list", "Zuweisungen"), ("funding:allocation_list",)
    return answer_list(
        request,
        rows,
        columns=columns,
        title="Zuweisungen",
        template="funding/money_listing.html",
        search=["site__name", "recipient__name", "recipient__short_name", "purpose"],
        filterset=AllocationFilter,
        order="-year",
        empty="Noch keine Zuweisung. Sie werden im Haushaltsjahr geplant."
        if city
        else "Ihre Organisation hat noch keine Zuwendung erhalten.",
        context={
            "intro": f"Beträge in Euro, Stand {german.day(on)}.",
            "crumbs": crumbs(*(budget if city else own)),
        },
    )


def _proof(allocation: Allocation):
    return getattr(allocation, "proof", None)
