"""What a side does with a finding: bring it in, change it, share it, take it back, answer it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from quality_dialog.dialogue.forms.finding import FindingForm, StatementForm, WithdrawalForm, WordingForm
from quality_dialog.dialogue.models import Criterion, Dialogue, Finding, FindingWording
from quality_dialog.dialogue.views.dialogue import dialogue_of
from quality_dialog.dialogue.views.finding import finding_page
from quartiersarbeit.ground.forms import accepted, answer_form, form_page, refused
from quartiersarbeit.ground.hands import permission_required

VOIDS = (
    "Wer schon Stellung genommen hat, wird zum neuen Wortlaut noch einmal gefragt. Der bisherige bleibt dabei "
    "stehen."
)


@permission_required("quality_dialog.add_finding", raise_exception=True)
def finding_create(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Bring a finding into a dialogue; a draft of one's own side until it is shared."""
    dialogue = dialogue_of(request, year, site_pk)
    form = FindingForm(request.POST or None, criterion=_criteria(request, dialogue))
    form.fields.pop("read")  # there is nothing yet that somebody could have changed
    return answer_form(
        request,
        form,
        partial(Finding.objects.draft, dialogue=dialogue),
        dialogue,
        "Neue Feststellung",
        done="Die Feststellung ist als Entwurf gespeichert. Die anderen sehen sie noch nicht.",
        then=Finding.get_absolute_url,
        intro=f"{dialogue}. Erst wenn Sie die Feststellung teilen, sehen sie die anderen Beteiligten.",
        submit_label="Entwurf speichern",
    )


@permission_required("quality_dialog.change_finding", raise_exception=True)
def finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own draft, or the wording of a shared finding."""
    finding = _own(request, pk)
    form = _edit_form(request, finding)
    if accepted(form, finding.edit, by=request.user, on=timezone.localdate()):
        messages.success(request, "Der Wortlaut ist gespeichert.")
        return redirect(finding)
    stored = Finding.objects.get(pk=finding.pk)
    overtaken = form.has_error("__all__", "finding_changed_meanwhile")
    if overtaken:
        _ask_again(form, stored)
    return form_page(
        request,
        form,
        stored,
        "Wortlaut ändern" if stored.shared_on else "Entwurf bearbeiten",
        template="quality_dialog/finding_form.html",
        here="Bearbeiten",
        intro=VOIDS if stored.shared_on else "",
        stored=stored.wording if overtaken else "",
    )


def _edit_form(request: HttpRequest, finding: Finding) -> WordingForm:
    facts = {"wording": finding.wording, "read": finding.wording_sha256}
    if finding.shared_on:
        return WordingForm(request.POST or None, initial=facts)
    facts |= {"kind": finding.kind, "criterion": finding.criterion_id}
    return FindingForm(request.POST or None, initial=facts, criterion=_criteria(request, finding.dialogue))


@require_POST
@permission_required("quality_dialog.change_finding", raise_exception=True)
def finding_share(request: HttpRequest, pk: int) -> HttpResponse:
    """From today on all participants see the finding."""
    finding = _own(request, pk)
    if refusal := refused(finding.share, by=request.user, on=timezone.localdate()):
        return finding_page(request, pk, reasons=refusal.messages)
    messages.success(request, "Die Feststellung ist geteilt. Alle Beteiligten können jetzt Stellung nehmen.")
    return redirect(finding)


@permission_required("quality_dialog.change_finding", raise_exception=True)
def finding_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own finding while nobody has answered it."""
    finding = _own(request, pk)
    return answer_form(
        request,
        WithdrawalForm(request.POST or None),
        finding.withdraw,
        finding,
        "Feststellung zurückziehen",
        done="Die Feststellung ist zurückgezogen.",
        here="Zurückziehen",
        intro=f"„{finding.wording}“ bleibt mit dem Grund stehen, zählt aber nicht mehr.",
        submit_label="Zurückziehen",
        danger=True,
    )


@require_POST
@permission_required("quality_dialog.add_statement", raise_exception=True)
def finding_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree or dissent; a statement to a wording that has changed meanwhile is kept and asked about again."""
    finding = get_object_or_404(Finding.objects.visible_to(request.user).select_related("dialogue"), pk=pk)
    form = StatementForm(request.POST)
    if accepted(form, finding.answer, by=request.user, on=timezone.localdate()):
        messages.success(request, "Ihre Stellungnahme ist abgegeben. Sie steht jetzt neben der Feststellung.")
        return redirect(finding)
    finding.refresh_from_db(fields=["wording"])
    shown = ""
    if form.data.get("read") != finding.wording_sha256:
        rows = FindingWording.objects.visible_to(request.user).filter(finding=finding)
        shown = next((row.wording for row in rows if row.wording_sha256 == form.data.get("read")), "")
        _ask_again(form, finding)
    return finding_page(request, pk, answer=form, shown=shown)


def _own(request: HttpRequest, pk: int) -> Finding:
    """A finding of one's own side; another's that one sees is refused."""
    seen = Finding.objects.visible_to(request.user).select_related("dialogue__cycle", "dialogue__site")
    finding = get_object_or_404(seen, pk=pk)
    if not finding.is_of(request.user):
        raise PermissionDenied
    return finding


def _ask_again(form, finding: Finding) -> None:
    """The refused form now goes with the present wording: who sends it again has been shown that one."""
    form.data = form.data.copy()
    form.data["read"] = finding.wording_sha256


def _criteria(request: HttpRequest, dialogue: Dialogue):
    known = Criterion.objects.visible_to(request.user).filter(field__framework=dialogue.cycle.framework_id)
    return known.order_by("field__position", "position", "pk")
