"""Notices of decisions and of claims on paper: a draft for the city, kept from the approval on for both sides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from funding import issuing
from funding.models import Allocation, Decision, Notice, NoticeFile, RepaymentClaim
from funding.models.notice import OF_CLAIM, OF_DECISION, claim_paper_of, paper_of
from funding.models.notice_file import DRAW
from funding.views.decision import answer_decision
from funding.views.repayment import answer_claim
from quartiersarbeit.ground import papers
from quartiersarbeit.ground.downloads import disposition
from quartiersarbeit.ground.forms import refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.paper import Paper

MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@permission_required("funding.view_decision", raise_exception=True)
@require_safe
def notice_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A decision's notice as accessible PDF or as Word file."""
    decisions = Decision.objects.visible_to(request.user).select_related(*OF_DECISION)
    decision = get_object_or_404(decisions, pk=pk)
    number = slugify(decision.notice_number.replace("/", "-")) or _draft_of(decision.allocation)
    if decision.paper_on:
        raise Http404("Dieser Bescheid ist auf Papier ergangen.")
    if not decision.approved_on:
        return _draft(paper_of(decision, timezone.localdate()), number, ending)
    return _kept(Notice.objects.visible_to(request.user).filter(decision=decision).first(), number, ending)


@permission_required("funding.view_repaymentclaim", raise_exception=True)
@require_safe
def claim_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A claim's notice as accessible PDF or as Word file."""
    claims = RepaymentClaim.objects.visible_to(request.user).select_related(*OF_CLAIM)
    claim = get_object_or_404(claims, pk=pk)
    if not claim.issued_on:
        return _draft(claim_paper_of(claim, timezone.localdate()), _draft_of(claim.allocation), ending)
    number = f"{claim.issued_on:%Y-%m-%d}-{slugify(str(claim.allocation))}"
    return _kept(Notice.objects.visible_to(request.user).filter(claim=claim).first(), number, ending)


@require_POST
@permission_required("funding.approve_decision", raise_exception=True)
def notice_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the notice of a decision that was approved before notices were kept."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
    if refusal := refused(issuing.draw_up, bound=decision, by=request.user, on=timezone.localdate()):
        return answer_decision(request, pk, refusal.messages)
    messages.success(request, "Der Bescheid ist ausgefertigt.")
    return redirect(decision)


@require_POST
@permission_required("funding.issue_repaymentclaim", raise_exception=True)
def claim_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the notice of a claim that was issued before notices were kept."""
    claim = get_object_or_404(RepaymentClaim.objects.visible_to(request.user), pk=pk)
    if refusal := refused(issuing.draw_up, bound=claim, by=request.user, on=timezone.localdate()):
        return answer_claim(request, pk, refusal.messages)
    messages.success(request, "Der Rückforderungsbescheid ist ausgefertigt.")
    return redirect(claim)


def _draft_of(allocation: Allocation) -> str:
    """What a draft's file is called by, which has no number yet: the site and the year."""
    return f"entwurf-{slugify(str(allocation))}"


def _draft(paper: Paper, number: str, ending: str) -> HttpResponse:
    """What the notice would say today; only the city sees drafts."""
    return _file(paper.kind, number, ending, DRAW[ending](paper))


def _kept(notice: Notice | None, number: str, ending: str) -> HttpResponse:
    """The bytes kept since the approval, or from now on."""
    if notice is None:
        raise Http404("Dieser Bescheid ist noch nicht ausgefertigt.")
    kept = NoticeFile.objects.keep(notice, on=timezone.localdate())[ending]
    return _file(papers.thawed(notice.paper).kind, number, ending, bytes(kept.content))


def _file(kind: str, number: str, ending: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=MIME_TYPES[ending])
    name = f"{slugify(kind.replace('Ä', 'Ae').replace('ü', 'ue'))}-{number}.{ending}"
    response["Content-Disposition"] = disposition(name, inline=ending != "docx")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
