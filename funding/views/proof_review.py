"""The city's part of a proof of use – return and acceptance – and the documents that support it."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from funding.duties import PROOF_REVIEW
from funding.forms.entering import EnteredAcceptForm
from funding.forms.proof import AcceptForm, AttachmentForm, ReturnForm, TakingBackForm
from funding.forms.repayment import ExtensionForm
from funding.models import ProofAttachment, ProofOfUse
from funding.rules import unspent
from funding.views.proof import may_see, may_write, proof_of, proof_page
from quartiersarbeit.ground import german
from quartiersarbeit.ground.documents import handed_out
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required

may_review = permission_required("funding.review_proofofuse", raise_exception=True)


@may_review
def proof_return(request: HttpRequest, pk: int) -> HttpResponse:
    proof = proof_of(request, pk)
    form = ReturnForm(request.POST or None)
    if accepted(form, proof.send_back, by=request.user, on=timezone.localdate()):
        messages.success(request, "Der Nachweis ist zurückgegeben. Der Empfänger sieht die Gründe.")
        return redirect(proof)
    return _act(request, proof, form, "Nachweis zurückgeben")


@may_write
def proof_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own submission back, as long as the city has not accepted it."""
    proof = proof_of(request, pk)
    form = TakingBackForm(request.POST or None)
    if accepted(form, proof.take_back, by=request.user, on=timezone.localdate()):
        messages.success(
            request, "Der Nachweis ist zurückgeholt. Ändern Sie ihn, und reichen Sie ihn wieder ein."
        )
        return redirect(proof)
    said = "Der Nachweis ist danach nicht mehr eingereicht. Die Frist bleibt, wie sie ist; die Stadt sieht den Grund."
    return _act(request, proof, form, "Einreichung zurückholen", intro=said)


@may_review
def proof_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the recipient until a later day."""
    proof, extended = proof_of(request, pk), proof_of(request, pk)
    form = ExtensionForm(request.POST or None, initial={"due_on": proof.due_on})
    if accepted(form, extended.extend, by=request.user, on=timezone.localdate()):
        messages.success(request, "Die Frist ist verlängert. Der Empfänger erfährt es.")
        return redirect(proof)
    said = f"Fällig ist der Nachweis bisher am {german.day(proof.due_on)}."
    return _act(request, proof, form, "Frist verlängern", intro=said)


@may_review
def proof_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it; what was paid and not proven leads on to the repayment claim."""
    proof, on, user = proof_of(request, pk), timezone.localdate(), request.user
    form = (EnteredAcceptForm if proof.paper_on else AcceptForm)(request.POST or None)
    if accepted(form, proof.accept, by=user, on=on):
        messages.success(request, "Der Verwendungsnachweis ist angenommen.")
        if form.result and user.has_perm("funding.add_repaymentclaim"):
            messages.warning(
                request, f"{german.euro(form.result)} sind nicht nachgewiesen. Vorschlag: zurückfordern."
            )
            return redirect("funding:claim_create", pk)
        return redirect(proof)
    paid, proven = proof.paid(on), proof.proves(on)
    what = "nach der Abrechnung anerkannt" if proof.allocation.financing else "aus der Zuwendung ausgegeben"
    intro = f"Ausgezahlt sind {german.euro(paid)}, {what} {german.euro(proven)}."
    if left := unspent(paid, proven):
        intro += f" Die Differenz von {german.euro(left)} lässt sich danach zurückfordern."
    warnings = []
    if who := first_hand(user, PROOF_REVIEW.permission, [proof.submitted_by_id]):
        warnings.append(
            f"Vier-Augen-Prinzip: {who} diesen Nachweis eingereicht. Annehmen muss ihn jemand anderes."
        )
    return _act(request, proof, form, "Nachweis annehmen", intro=intro, warnings=warnings)


@may_write
def attachment_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add documents, several at once; `?weiter=` comes from the figures and goes on to what is handed in."""
    proof = proof_of(request, pk)
    posted, goes_on = request.method == "POST", "weiter" in request.GET
    form = AttachmentForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        too_large=getattr(request, "upload_too_large", False),
    )
    if accepted(form, proof.attach_all):
        names = german.listing(f"„{one}“" for one in form.result)
        many = len(form.result) > 1
        said = f"Die Anlagen {names} sind" if many else f"Die Anlage {names} ist"
        messages.success(request, f"{said} gespeichert.")
        return redirect(proof)
    return _act(
        request,
        proof,
        form,
        "Anlagen hinzufügen",
        template="funding/attachments_form.html",
        kept=proof.attachments.all(),
        goes_on=goes_on,
        just_saved="gespeichert" in request.GET,
    )


@may_see
@require_safe
def attachment_file(request: HttpRequest, pk: int, attachment: int) -> FileResponse | HttpResponse:
    """A supporting document as a download, where it still is what was kept; 404 where there is none or it is gone."""
    found = _attachment(request, pk, attachment)
    extension = found.file.name.rpartition(".")[2]
    name = f"{slugify(found.title) or 'anlage'}.{extension}"
    return handed_out(request, found.file, found.sha256, name)


@require_POST
@may_write
def attachment_delete(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Take a document out again, as long as the proof is not handed in."""
    found, proof = _attachment(request, pk, attachment), proof_of(request, pk)
    if refusal := refused(proof.detach, attachment=found):
        return proof_page(request, pk, refusal.messages, "Die Anlage ist nicht entfernt")
    messages.success(request, f"Die Anlage „{found.title}“ ist entfernt.")
    return redirect(proof)


def _attachment(request: HttpRequest, pk: int, attachment: int) -> ProofAttachment:
    seen = ProofAttachment.objects.visible_to(request.user)
    return get_object_or_404(seen, pk=attachment, proof__allocation=pk)


def _act(request: HttpRequest, proof: ProofOfUse, form, label: str, **context) -> HttpResponse:
    allocation = proof.allocation
    title = f"{label}: {allocation.site}, {allocation.fiscal_year.year}"
    return form_page(
        request, form, proof, label, **{"title": title, "submit_label": label, "proof": proof, **context}
    )
