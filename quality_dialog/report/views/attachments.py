"""The attachments of a report: added and ordered while it is written, handed out with it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quality_dialog.report import attaching, oparl
from quality_dialog.report.forms.attachment import AttachmentForm
from quality_dialog.report.models import Attachment, Report
from quality_dialog.report.views.pages import (
    REVIEW_ENDS,
    may_change,
    may_view,
    while_written,
)
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import answer_form, form_page, refused


def _overview(report: Report) -> str:
    return reverse("quality_dialog:report_attachments", args=[report.pk])


def _attachment(request: HttpRequest, report: int, number: int) -> Attachment:
    seen = Attachment.objects.visible_to(request.user).select_related("report")
    return get_object_or_404(seen.listed(), report=report, position=number)


def _form(request: HttpRequest, **given) -> AttachmentForm:
    typed, files = request.POST or None, request.FILES or None  # only now it is known what was too large
    return AttachmentForm(typed, files, too_large=getattr(request, "upload_too_large", False), **given)


def _below(report: Report, here: str) -> dict[str, Any]:
    """What pages of one attachment have in common: they lie below the list of all."""
    *above, _ = crumbs(report, "Anlagen")
    return {
        "warnings": [REVIEW_ENDS] if report.review_on else [],
        "cancel_url": _overview(report),
        "crumbs": [*above, ("Anlagen", _overview(report)), (here, "")],
    }


@while_written
def attachment_list(request: HttpRequest, report: Report) -> HttpResponse:
    """What is attached, in its order, and the form for one more."""
    return answer_form(
        request,
        _form(request),
        partial(attaching.attach, report),
        report,
        "Anlagen",
        done=lambda attached: f"Die Anlage „{attached}“ ist angefügt.",
        then=_overview(report),
        template="quality_dialog/report_attachments.html",
        warnings=[REVIEW_ENDS] if report.review_on else [],
        intro="Anlagen gehören zum Bericht: Sie werden mit ihm geprüft, freigegeben und versiegelt.",
        submit_label="Anlage anfügen",
        report=report,
        attachments=report.attachments.listed().select_related("attached_by").order_by("position"),
    )


@while_written
def attachment_edit(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """Another title, or another file in the same place."""
    attachment = _attachment(request, report.pk, number)
    return answer_form(
        request,
        _form(request, replacing=True, initial={"title": attachment.title}),
        partial(attaching.change, attachment),
        report,
        f"Anlage {number} ändern",
        done=lambda changed: f"Die Anlage „{changed}“ ist geändert.",
        then=_overview(report),
        intro=f"Bisher: {attachment.extent()}. Ohne andere Datei bleibt sie, wie sie ist.",
        submit_label="Anlage ändern",
        **_below(report, f"Anlage {number}"),
    )


@require_POST
@may_change
def attachment_move(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One place up or down."""
    up = request.POST.get("richtung") != "runter"
    return _act(
        request, _attachment(request, pk, number), attaching.move, "Die Reihenfolge ist geändert.", up=up
    )


@while_written
def attachment_remove(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """Take it out of a report that is not approved, after asking."""
    attachment = _attachment(request, report.pk, number)
    if request.method == "POST":
        return _act(request, attachment, attaching.detach, f"Die Anlage „{attachment}“ ist entfernt.")
    heading = f"Anlage {number} entfernen"
    return form_page(
        request,
        Form(),
        report,
        heading,
        intro=f"Die Datei „{attachment}“ wird gelöscht. Die Anlagen danach rücken auf.",
        submit_label="Anlage entfernen",
        danger=True,
        **_below(report, heading),
    )


def _act(request: HttpRequest, attachment: Attachment, verb, done: str, **given) -> HttpResponse:
    """A button's verb, back to the list."""
    if refusal := refused(verb, attachment=attachment, by=request.user, on=timezone.localdate(), **given):
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect("quality_dialog:report_attachments", pk=attachment.report_id)


@may_view
@require_safe
def attachment_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The file as a download, never as a page: its bytes come from other people."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), report=pk, position=number)
    name = oparl.attachment_name(number, attachment.title)
    answer = handed_out(bytes(attachment.content), "application/pdf", name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
