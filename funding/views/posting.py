"""Where payments are booked (Kontierung): of a year, and otherwise of one allocation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from funding.forms.posting import AllocationPostingForm, YearPostingForm
from funding.models import Allocation, FiscalYear
from funding.views.fiscal_year import closed_says
from quartiersarbeit.ground.forms import answer_form
from quartiersarbeit.ground.hands import permission_required

KEPT = "Was schon auf einer Zahlungsliste steht, behält seine Kontierung."


@permission_required("funding.change_fiscalyear", raise_exception=True)
def fiscal_year_posting(request: HttpRequest, year: int) -> HttpResponse:
    """Under which accounts the payments of a year are booked."""
    fiscal_year = get_object_or_404(FiscalYear.objects.visible_to(request.user), year=year)
    return answer_form(
        request,
        YearPostingForm(request.POST or None, facts=fiscal_year),
        fiscal_year.post_to,
        fiscal_year,
        f"Kontierung {year}",
        here="Kontierung",
        done="Die Kontierung ist gespeichert.",
        submit_label="Speichern",
        intro=f"So werden die Auszahlungen des Jahres gebucht; einzelne Zuweisungen können abweichen. {KEPT}",
        warnings=closed_says(fiscal_year, "Seine Kontierung bleibt."),
    )


@permission_required("funding.change_allocation", raise_exception=True)
def allocation_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the payments of one allocation are booked otherwise than those of its year."""
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site")
    allocation = get_object_or_404(seen, pk=pk)
    return answer_form(
        request,
        AllocationPostingForm(request.POST or None, facts=allocation),
        allocation.post_to,
        allocation,
        f"Kontierung: {allocation}",
        here="Kontierung",
        done="Die Kontierung ist gespeichert.",
        submit_label="Speichern",
        intro=KEPT,
        warnings=closed_says(allocation.fiscal_year, "Seine Kontierung bleibt."),
    )
