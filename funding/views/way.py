"""One euro's way on one page and in one file, for the city and audit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from funding.models import Allocation
from funding.money_way import Step, way
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, Column, Table
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page


def _recorded(step: Step) -> str:
    """When and by whom the history says it was written."""
    made = step.recorded
    return f"{german.moment(made.moment)}, {made.who}" if made else ""


def _told(step: Step) -> str:
    """The note and the history in one cell: a page has less room than a file."""
    made = _recorded(step)
    return " · ".join(part for part in (step.note, made and f"Protokoll: {made}") if part)


STEPS = (
    Column("on", "Datum", kind="date"),
    Column("what", "Schritt", link=lambda step: step.url or None),
    Column("who", "Wer"),
    Column("note", "Anmerkung"),
    Column("amount", "Betrag", kind="euro"),
    Column("committed", "gebunden", kind="euro"),
    Column("paid", "ausgezahlt", kind="euro"),
    Column("proven", "nachgewiesen", kind="euro"),
    Column("recorded", "Im Protokoll", _recorded),
)
ON_PAGE = (
    *(column for column in STEPS if column.key not in ("note", "recorded")),
    Column("told", "Anmerkung und Protokoll", _told),
)


@permission_required("funding.view_fiscalyear", raise_exception=True)
@require_safe
@kept_page
def allocation_way(request: HttpRequest, pk: int) -> HttpResponse:
    """From the resolution to the review note and what came back; `?export=xlsx|csv` is the same as a file."""
    on, user = timezone.localdate(), request.user
    seen = Allocation.objects.visible_to(user).select_related("site", "recipient", "fiscal_year__opened_by")
    seen = seen.select_related("fiscal_year__mandate__committee", "fiscal_year__closed_by")
    allocation = get_object_or_404(seen.with_totals(on), pk=pk)
    steps = way(allocation, on)
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        name = f"nachvollzug-{slugify(str(allocation))}"
        return spreadsheet.answer(kind, name, STEPS, Table(STEPS, steps, name).values())
    return render(
        request,
        "funding/allocation_way.html",
        {
            "allocation": allocation,
            "title": f"Weg des Geldes: {allocation.site}, {allocation.fiscal_year.year}",
            "crumbs": crumbs(allocation, "Nachvollzug", user=user),
            "badge": EXAMPLE if allocation.fiscal_year.is_example else None,
            "on": on,
            "steps": Table(ON_PAGE, steps, "Weg des Geldes, das Älteste zuerst"),
            "exports": [(label, f"?export={kind}") for kind, label in spreadsheet.NAMES.items()],
        },
    )
