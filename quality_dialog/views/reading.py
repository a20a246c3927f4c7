"""Partners read what is said about them before politics does, and say what they think of it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from quality_dialog.forms import ReadingsForm, StatementOnReportForm
from quality_dialog.models import PartnerReading
from quality_dialog.report import reading
from quality_dialog.views.report import may_edit, visible
from quality_dialog.views.report_writing import APPROVED, report_trail
from quartiersarbeit import paper
from quartiersarbeit.forms import accepted
from quartiersarbeit.listing import Column, Table


@permission_required("quality_dialog.change_report", raise_exception=True)
def report_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the report is shown to before approval, and what has come back."""
    report, today = visible(request, pk), timezone.localdate()
    if not may_edit(request.user, report):
        messages.error(request, APPROVED)
        return redirect(report)
    form = ReadingsForm(request.POST or None, partners=reading.possible_readers(report))
    if accepted(form, reading.show, report=report, by=request.user, on=today):
        messages.success(request, "Der Bericht liegt den Partnern vor. Ihre Stellungnahmen werden gedruckt.")
        return redirect("quality_dialog:report_readings", pk=report.pk)
    shown = PartnerReading.objects.visible_to(request.user).filter(report=report)
    return render(
        request,
        "quality_dialog/report_readings.html",
        {
            "form": form,
            "heading": "Den Partnern vorlegen",
            "intro": (
                "Jeder Partner liest vor der Freigabe, was über ihn und seine Standorte gesagt wird. "
                "Was er dazu sagt, steht wörtlich im Bericht; auch dass er nichts sagt."
            ),
            "submit_label": "Vorlegen",
            "cancel_url": report.get_absolute_url(),
            "crumbs": report_trail(report, ("Den Partnern vorlegen", "")),
            "readings": Table(
                [
                    Column("partner", "Partner"),
                    Column("shown_on", "Vorgelegt am", kind="date"),
                    Column("state", "Stand", lambda shown: shown.state(today)),
                    Column("text", "Stellungnahme"),
                ],
                shown.select_related("partner"),
                "Lesefassungen und Stellungnahmen",
            ),
        },
    )


@permission_required("quality_dialog.view_report", raise_exception=True)
def report_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner's own reading: the passages about it, and the field for its statement.

    Once the report is approved there is nothing to be said any more: what was said stays to be read, and
    the report itself when it is published.
    """
    today = timezone.localdate()
    mine = PartnerReading.objects.visible_to(request.user).filter(partner=request.user.partner_id)
    shown = get_object_or_404(mine.select_related("report", "partner"), report=pk)
    form = StatementOnReportForm(request.POST or None, initial={"text": shown.text})
    if accepted(form, shown.say, by=request.user, on=today):
        messages.success(request, "Ihre Stellungnahme ist abgegeben. Sie steht wörtlich im Bericht.")
        return redirect(shown)
    approved = shown.report.approved_on is not None
    is_open = not approved and shown.due_on >= today
    return render(
        request,
        "quality_dialog/report_reading.html",
        {
            "title": f"Lesefassung: {shown.report.subject}",
            "reading": shown,
            "state": shown.state(today),
            "is_open": is_open,
            "form": form,
            "document": None
            if approved
            else paper.html(reading.passages(shown.report, shown.partner), top=2),
            "crumbs": [("Übersicht", reverse("dashboard")), ("Lesefassung", "")],
        },
        status=422 if form.errors and not is_open else 200,
    )
