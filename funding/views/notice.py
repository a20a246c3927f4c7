"""The notice of a decision on paper: a draft for the city, frozen at the approval for both sides."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from funding import notice_paper
from funding.models import Decision, Notice
from funding.models.notice import paper_of, with_all_a_notice_says
from funding.views.decision import answer_decision
from quartiersarbeit.forms import refused
from quartiersarbeit.paper import Paper, docx, pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
may_view = permission_required("funding.view_decision", raise_exception=True)


@may_view
@require_safe
def notice_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as accessible PDF."""
    return _file(request, pk, pdf, "pdf", "application/pdf")


@may_view
@require_safe
def notice_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as Word file."""
    return _file(request, pk, docx, "docx", WORD)


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def notice_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the notice of a decision that was approved before notices were kept."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    if refusal := refused(decision.freeze_notice, by=request.user, on=timezone.localdate()):
        return answer_decision(request, pk, refusal.messages)
    messages.success(request, "Der Bescheid ist ausgefertigt.")
    return redirect(decision)


def _file(
    request: HttpRequest, pk: int, draw: Callable[[Paper], bytes], ending: str, content_type: str
) -> HttpResponse:
    decision = get_object_or_404(with_all_a_notice_says(Decision.objects.visible_to(request.user)), pk=pk)
    paper = _paper(request, decision)
    response = HttpResponse(draw(paper), content_type=content_type)
    number = slugify(decision.notice_number.replace("/", "-")) or f"entwurf-{decision.pk}"
    name = f"{slugify(paper.kind.replace('Ä', 'Ae'))}-{number}.{ending}"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=ending == "docx", filename=name
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _paper(request: HttpRequest, decision: Decision) -> Paper:
    """What was frozen at the approval; of a draft, which only the city sees, what it would say today."""
    if not decision.approved_on:
        return paper_of(decision, timezone.localdate())
    notice = Notice.objects.visible_to(request.user).filter(decision=decision).first()
    if notice is None:
        raise Http404("Dieser Bescheid ist noch nicht ausgefertigt.")
    return notice_paper.thawed(notice.paper)
