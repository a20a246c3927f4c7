"""Days on which committees want a report of a year besides the one it owes anyway."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quality_dialog.dialogue.models import Cycle
from quality_dialog.report.forms.terms import ReportTermForm
from quality_dialog.report.models import ReportTerm
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required


@permission_required("partners.see_everything", raise_exception=True)
@require_safe
def term_list(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year, and who may enters and drops them here."""
    return _page(request, year)


@permission_required("quality_dialog.change_cycle", raise_exception=True)
def term_create(request: HttpRequest, year: int) -> HttpResponse:
    """Enter a day on which a committee wants a report."""
    cycle = _cycle(request, year)
    return answer_form(
        request,
        ReportTermForm(request.POST or None),
        partial(ReportTerm.objects.enter, cycle=cycle),
        cycle,
        "Berichtstermin eintragen",
        done=lambda term: f"Eingetragen: {term}.",
        then=reverse("quality_dialog:term_list", args=[year]),
        intro="Wenn ein Beschluss öfter als einmal im Jahr einen Bericht will, zum Beispiel jedes Halbjahr.",
    )


@permission_required("quality_dialog.change_cycle", raise_exception=True)
def term_drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Strike a day out, with the reason."""
    terms = ReportTerm.objects.visible_to(request.user).filter(cycle__year=year)
    term = get_object_or_404(terms.select_related("committee", "cycle"), pk=pk)
    return answer_reason(
        request,
        term.drop,
        term.cycle,
        "Berichtstermin streichen",
        done=f"Gestrichen: {term}.",
        then=reverse("quality_dialog:term_list", args=[year]),
        intro=f"{term}: Zu diesem Termin ist danach kein Bericht mehr fällig.",
    )


def _cycle(request: HttpRequest, year: int) -> Cycle:
    return get_object_or_404(Cycle.objects.visible_to(request.user), year=year)


def _page(request: HttpRequest, year: int) -> HttpResponse:
    cycle, on = _cycle(request, year), timezone.localdate()
    terms = ReportTerm.objects.visible_to(request.user).standing(on).filter(cycle=cycle)
    return render(
        request,
        "quality_dialog/term_list.html",
        {
            "cycle": cycle,
            "title": f"Berichtstermine {year}",
            "crumbs": crumbs(cycle, "Berichtstermine"),
            "terms": terms.select_related("committee", "entered_by"),
        },
    )
