"""The notice of a decision on paper: a draft for the city, frozen at the approval for both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from funding import issuing, notice_paper
from funding.models import Decision, Notice, NoticeFile
from funding.models.notice import paper_of, with_all_a_notice_says
from funding.models.notice_file import DRAW
from funding.views.decision import answer_decision
from quartiersarbeit.forms import refused

MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
may_view = permission_required("funding.view_decision", raise_exception=True)


@may_view
@require_safe
def notice_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as accessible PDF."""
    return _file(request, pk, "pdf")


@may_view
@require_safe
def notice_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as Word file."""
    return _file(request, pk, "docx")


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def notice_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the notice of a decision that was approved before notices were kept."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    if refusal := refused(issuing.draw_up, decision=decision, by=request.user, on=timezone.localdate()):
        return answer_decision(request, pk, refusal.messages)
    messages.success(request, "Der Bescheid ist ausgefertigt.")
    return redirect(decision)


def _file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    decision = get_object_or_404(with_all_a_notice_says(Decision.objects.visible_to(request.user)), pk=pk)
    kind, content = _drawn(request, decision, ending)
    response = HttpResponse(content, content_type=MIME_TYPES[ending])
    number = slugify(decision.notice_number.replace("/", "-")) or f"entwurf-{decision.pk}"
    name = f"{slugify(kind.replace('Ä', 'Ae'))}-{number}.{ending}"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=ending == "docx", filename=name
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(request: HttpRequest, decision: Decision, ending: str) -> tuple[str, bytes]:
    """The notice's kind and the bytes kept since the approval; of a draft, which only the city sees, today's."""
    on = timezone.localdate()
    if not decision.approved_on:
        paper = paper_of(decision, on)
        return paper.kind, DRAW[ending](paper)
    notice = Notice.objects.visible_to(request.user).filter(decision=decision).first()
    if notice is None:
        raise Http404("Dieser Bescheid ist noch nicht ausgefertigt.")
    return notice_paper.thawed(notice.paper).kind, bytes(
        NoticeFile.objects.keep(notice, on=on)[ending].content
    )
