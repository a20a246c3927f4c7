"""Comments beside a finding or a dialogue, for exactly those whom their writer chose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from quality_dialog.dialogue.models import Comment, Finding
from quality_dialog.dialogue.views.dialogue import dialogue_of, dialogue_page
from quality_dialog.dialogue.views.finding import comment_form, finding_page
from quartiersarbeit.ground.forms import accepted
from quartiersarbeit.ground.hands import permission_required


@require_POST
@permission_required("quality_dialog.add_comment", raise_exception=True)
def finding_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a finding."""
    finding = get_object_or_404(Finding.objects.visible_to(request.user).select_related("dialogue"), pk=pk)
    form = comment_form(request.user, finding.dialogue.partners.all(), request.POST)
    if not _written(request, form, finding):
        return finding_page(request, pk, comment=form)
    return redirect(f"{finding.get_absolute_url()}#kommentare")


@require_POST
@permission_required("quality_dialog.add_comment", raise_exception=True)
def dialogue_comment(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Say something about a whole dialogue."""
    dialogue = dialogue_of(request, year, site_pk)
    form = comment_form(request.user, dialogue.partners.all(), request.POST)
    if not _written(request, form, dialogue):
        return dialogue_page(request, year, site_pk, comment=form)
    return redirect(f"{dialogue.get_absolute_url()}#kommentare")


def _written(request: HttpRequest, form, about) -> bool:
    if not accepted(form, Comment.objects.write, about=about, by=request.user, on=timezone.localdate()):
        return False
    messages.success(request, f"Der Kommentar ist gesendet: {form.result.readers}.")
    return True
