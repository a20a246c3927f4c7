"""What the pages of a report have in common: who opens them, until when one writes, a verb's form or button."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from quality_dialog.report.models import Report
from quality_dialog.report.statuses import OPEN
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.forms import accepted
from quartiersarbeit.ground.hands import permission_required

may_view = permission_required("quality_dialog.view_report", raise_exception=True)
may_change = permission_required("quality_dialog.change_report", raise_exception=True)
may_approve = permission_required("quality_dialog.approve_report", raise_exception=True)

REVIEW_ENDS = (
    "Der Bericht ist in Prüfung. Wenn Sie jetzt speichern, endet die Prüfung; Mitzeichnungen verfallen."
)
_PEOPLE = ("drafted_by", "review_by", "approved_by", "submitted_by", "published_by", "discarded_by")


def visible(request: HttpRequest, pk: int) -> Report:
    """The report with its `status` of today and its `version`, or 404 for whoever does not see it."""
    seen = Report.objects.visible_to(request.user).select_related(*_PEOPLE, "cycle", "corrects")
    return get_object_or_404(seen.with_status(timezone.localdate()).with_version(), pk=pk)


def may_edit(user, report: Report) -> bool:
    return user.has_perm("quality_dialog.change_report") and report.status_on(timezone.localdate()) in OPEN


def closed(request: HttpRequest, report: Report) -> HttpResponse:
    """Back to the report's page, which says why nobody edits it any more."""
    why = "Der Bericht ist verworfen und" if report.discarded_on else "Ein freigegebener Bericht"
    messages.error(request, f"{why} ändert sich nicht mehr.")
    return redirect(report)


def while_written(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the report itself as long as one writes at it; afterwards its page says why not."""

    @may_change
    @wraps(view)
    def opened(request: HttpRequest, pk: int, **at: Any) -> HttpResponse:
        report = visible(request, pk)
        return view(request, report, **at) if may_edit(request.user, report) else closed(request, report)

    return opened


def form_page(
    request: HttpRequest, report: Report, form, heading: str, *, template: str = "form.html", **context
) -> HttpResponse:
    """A form below a report; `context` says what differs from the usual."""
    usual = {
        "form": form,
        "report": report,
        "heading": heading,
        "submit_label": heading,
        "cancel_url": report.get_absolute_url(),
        "crumbs": crumbs(report, heading),
    }
    return render(request, template, usual | context)


def answer_form(
    request: HttpRequest,
    report: Report,
    form,
    act: Callable,
    heading: str,
    *,
    done: str | Callable[[Any], str],
    then: str | Callable[[Any], str] = "",
    **context,
) -> HttpResponse:
    """Do what the form asks, say so and go on to the report or to `then`; else the form with what was refused.

    `done` and `then` are taken as they are, or made of what the verb returned.
    """
    if accepted(form, act, by=request.user, on=timezone.localdate()):
        messages.success(request, done(form.result) if callable(done) else done)
        return redirect((then(form.result) if callable(then) else then) or report)
    return form_page(request, report, form, heading, **context)
