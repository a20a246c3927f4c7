"""The attachments of a report: added and ordered while it is written, handed out with it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from quality_dialog.report import attaching, oparl
from quality_dialog.report.forms import AttachmentForm
from quality_dialog.report.models import Attachment, Report
from quality_dialog.report.views.report import REVIEW_ENDS, may_edit, visible, why_closed
from quality_dialog.report.views.writing import report_trail
from quartiersarbeit.ground.forms import accepted, refused

may_change = permission_required("quality_dialog.change_report", raise_exception=True)


def _attachment(request: HttpRequest, pk: int, number: int) -> Attachment:
    seen = Attachment.objects.visible_to(request.user).select_related("report")
    return get_object_or_404(seen.listed(), report=pk, position=number)


def _form(request: HttpRequest, **given) -> AttachmentForm:
    typed, files = request.POST or None, request.FILES or None  # only now it is known what was too large
    return AttachmentForm(typed, files, too_large=getattr(request, "upload_too_large", False), **given)


def _page(request: HttpRequest, report: Report, form: Form, template: str, **context) -> HttpResponse:
    warnings = [REVIEW_ENDS] if report.review_on else []
    return render(request, template, {"form": form, "report": report, "warnings": warnings, **context})


@may_change
def attachment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is attached, in its order, and the form for one more."""
    report = visible(request, pk)
    if not may_edit(request.user, report):
        messages.error(request, why_closed(report))
        return redirect(report)
    form = _form(request)
    if accepted(form, attaching.attach, report=report, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Die Anlage „{form.result}“ ist angefügt.")
        return redirect("quality_dialog:report_attachments", pk=report.pk)
    return _page(
        request,
        report,
        form,
        "quality_dialog/report_attachments.html",
        heading="Anlagen",
        intro="Anlagen gehören zum Bericht: Sie werden mit ihm geprüft, freigegeben und versiegelt.",
        submit_label="Anlage anfügen",
        cancel_url=report.get_absolute_url(),
        crumbs=report_trail(report, ("Anlagen", "")),
        attachments=list(report.attachments.listed().select_related("attached_by").order_by("position")),
    )


@may_change
def attachment_edit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Another title, or another file in the same place."""
    attachment = _attachment(request, pk, number)
    report = attachment.report
    if not may_edit(request.user, report):
        messages.error(request, why_closed(report))
        return redirect(report)
    form = _form(request, replacing=True, initial={"title": attachment.title})
    if accepted(form, attaching.change, attachment=attachment, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Die Anlage „{form.result}“ ist geändert.")
        return redirect("quality_dialog:report_attachments", pk=report.pk)
    overview = reverse("quality_dialog:report_attachments", args=[report.pk])
    return _page(
        request,
        report,
        form,
        "form.html",
        heading=f"Anlage {number} ändern",
        intro=f"Bisher: {attachment.extent()}. Ohne andere Datei bleibt sie, wie sie ist.",
        submit_label="Anlage ändern",
        cancel_url=overview,
        crumbs=report_trail(report, ("Anlagen", overview), (f"Anlage {number}", "")),
    )


@require_POST
@may_change
def attachment_move(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One place up or down."""
    up = request.POST.get("richtung") != "runter"
    return _act(
        request, _attachment(request, pk, number), attaching.move, "Die Reihenfolge ist geändert.", up=up
    )


@may_change
def attachment_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take it out of a report that is not approved, after asking."""
    attachment = _attachment(request, pk, number)
    report = attachment.report
    if not may_edit(request.user, report):
        messages.error(request, why_closed(report))
        return redirect(report)
    if request.method == "POST":
        return _act(request, attachment, attaching.detach, f"Die Anlage „{attachment}“ ist entfernt.")
    overview = reverse("quality_dialog:report_attachments", args=[report.pk])
    return _page(
        request,
        report,
        Form(),
        "form.html",
        heading=f"Anlage {number} entfernen",
        intro=f"Die Datei „{attachment}“ wird gelöscht. Die Anlagen danach rücken auf.",
        submit_label="Anlage entfernen",
        danger=True,
        cancel_url=overview,
        crumbs=report_trail(report, ("Anlagen", overview), (f"Anlage {number} entfernen", "")),
    )


def _act(request: HttpRequest, attachment: Attachment, verb, done: str, **given) -> HttpResponse:
    """A button's verb, back to the list."""
    if refusal := refused(verb, attachment=attachment, by=request.user, on=timezone.localdate(), **given):
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect("quality_dialog:report_attachments", pk=attachment.report_id)


@permission_required("quality_dialog.view_report", raise_exception=True)
@require_safe
def attachment_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The file as a download, never as a page: its bytes come from other people."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), report=pk, position=number)
    answer = HttpResponse(bytes(attachment.content), content_type="application/pdf")
    # Letters beyond ASCII go into filename*, as RFC 6266 has it; Django knows how.
    name = oparl.attachment_name(number, attachment.title)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
